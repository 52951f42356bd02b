// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "widgets/avatars.h"

#include <QTemporaryDir>

namespace linnet::test {

/// Avatars of an account whose server answers nothing, with all they stand on. People without a picture get
/// their initials. GUI thread.
class FakeAvatars
{
public:
    Avatars &avatars() { return m_avatars; }

private:
    FakeTransport m_transport;
    FakeClock m_clock;
    QTemporaryDir m_folder;
    ApiClient m_api{m_transport, m_clock, Server{}, "token"};
    MediaCache m_media{m_api, m_folder.path()};
    Avatars m_avatars{m_media};
};

}

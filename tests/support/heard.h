// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/announcement.h"

#include <QStringList>

#include <utility>

namespace linnet::test {

/// What screen readers are told to say at once, as long as this lives; one at a time. GUI thread.
class Heard
{
public:
    Heard()
    {
        Announcement::setListener([this](const QString &text) { m_said << text; });
    }
    ~Heard() { Announcement::setListener({}); }
    Heard(const Heard &) = delete;
    Heard &operator=(const Heard &) = delete;
    QStringList take() { return std::exchange(m_said, {}); }

private:
    QStringList m_said;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/pinnedmessages.h"
#include "widgets/messageentry.h"

namespace linnet {

/// One pinned message in the list of them. GUI thread.
class PinRow : public MessageEntry
{
    Q_OBJECT

public:
    PinRow(const PinnedMessages::Pin &pin, bool canUnpin, QWidget *parent);

    void setPin(const PinnedMessages::Pin &pin); ///< the same pin, of which more is known now

Q_SIGNALS:
    void unpinRequested();

private:
    bool m_canUnpin;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/listpopup.h"

namespace linnet {

class PinnedMessages;
class PinRow;

/// The pinned messages of a room, below their button. GUI thread.
class PinsPopup : public ListPopup
{
    Q_OBJECT

public:
    PinsPopup(const PinnedMessages &pins, bool canUnpin, QWidget *parent);

Q_SIGNALS:
    void chosen(const linnet::EventId &event);
    void unpinRequested(const linnet::EventId &event);

private:
    void refresh();
    void refreshRow(qsizetype index);

    const PinnedMessages &m_pins;
    bool m_canUnpin;
    QList<PinRow *> m_rows;
};

}

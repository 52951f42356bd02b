// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace linnet {

class PinnedMessages;

/// The pinned messages of a room, below their button. Closes by Esc or by a click elsewhere, and deletes
/// itself then. GUI thread.
class PinsPopup : public QFrame
{
    Q_OBJECT

public:
    PinsPopup(const PinnedMessages &pins, bool canUnpin, QWidget *parent);

    void popUp(const QRect &button); ///< of the screen

Q_SIGNALS:
    void chosen(const linnet::EventId &event);
    void unpinRequested(const linnet::EventId &event);

private:
    void refresh();
    void refreshRow(qsizetype index);
    void place();

    const PinnedMessages &m_pins;
    bool m_canUnpin;
    QLabel *m_nothing;
    QScrollArea *m_area;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_rows = nullptr; ///< of m_list
    QRect m_button;
};

}

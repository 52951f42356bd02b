// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/threadlist.h"
#include "widgets/listpopup.h"

namespace linnet {

/// The threads of a room, the unread ones first, below their button. GUI thread.
class ThreadsPopup : public ListPopup
{
    Q_OBJECT

public:
    ThreadsPopup(ThreadList &threads, QWidget *parent);

Q_SIGNALS:
    void chosen(const linnet::EventId &root);

private:
    void refresh();
    QAbstractButton *rowOf(const ThreadList::Entry &entry);
    QAbstractButton *moreRow();

    ThreadList &m_threads;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/threadspopup.h"

#include "widgets/badge.h"
#include "widgets/counttext.h"
#include "widgets/messageentry.h"
#include "widgets/relationwords.h"
#include "widgets/rowtime.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QLocale>

namespace linnet {

ThreadsPopup::ThreadsPopup(ThreadList &threads, QWidget *parent)
    : ListPopup(tr("Threads"), parent), m_threads(threads)
{
    setObjectName(QStringLiteral("threadsPopup"));
    connect(&threads, &ThreadList::changed, this, &ThreadsPopup::refresh);
    refresh();
}

void ThreadsPopup::refresh()
{
    QList<QAbstractButton *> rows;
    const QList<ThreadList::Entry> entries = m_threads.entries();
    for (const ThreadList::Entry &entry : entries)
        rows.append(rowOf(entry));
    const bool isWaiting = !m_threads.hasLoaded() || m_threads.more() == ThreadList::More::Loading;
    if (m_threads.more() != ThreadList::More::None && !(rows.isEmpty() && isWaiting))
        rows.append(moreRow());
    setRows(rows, isWaiting ? tr("Loading…") : tr("Nothing was said in a thread here."));
}

QAbstractButton *ThreadsPopup::rowOf(const ThreadList::Entry &entry)
{
    auto *row = new MessageEntry(this);
    const Theme theme(palette());
    const ThreadSummary summary = entry.summary ? *entry.summary : ThreadSummary();
    const auto when = [](qint64 ts) {
        return ts > 0 ? rowTime(ts, QDateTime::currentDateTime(), QLocale()) : QString();
    };
    if (entry.row)
        row->say(RowWords::senderName(*entry.row), theme.sender(entry.row->sender),
                 when(summary.ts > 0 ? summary.ts : entry.row->ts), RowWords::shortText(*entry.row));
    else
        row->say({}, theme.dim, when(summary.ts), tr("What it answers is not stored here."));
    if (summary.count > 0)
        row->sayMore(RelationWords::answers(summary) + QStringLiteral(" · ") +
                     RelationWords::lastAnswer(summary));
    if (entry.isUnread())
        row->addSide(new Badge(countText(summary.unread, 999, false, locale()), summary.isHighlight, row));
    connect(row, &QAbstractButton::clicked, this, [this, root = entry.root] {
        close();
        Q_EMIT chosen(root);
    });
    return row;
}

QAbstractButton *ThreadsPopup::moreRow()
{
    auto *row = new MessageEntry(this);
    const Theme theme(palette());
    switch (m_threads.more()) {
    case ThreadList::More::Loading:
        row->say({}, theme.dim, {}, tr("Loading…"));
        break;
    case ThreadList::More::Failed:
        row->say({}, theme.dim, {}, tr("The server could not be asked for more. Try again"));
        break;
    default:
        row->say({}, theme.text, {}, tr("Show more"));
        break;
    }
    connect(row, &QAbstractButton::clicked, &m_threads, &ThreadList::loadMore);
    return row;
}

}

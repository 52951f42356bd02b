// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/threadlist.h"

#include "matrix/relationrequests.h"
#include "session/runtext.h"

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

constexpr int PageSize = 30;
const QString Threads = QStringLiteral("threads");

}

ThreadList::ThreadList(ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rows(std::move(self))
{
}

void ThreadList::setHiding(const HidingRule &rule)
{
    m_hiding = rule;
    Q_EMIT changed();
}

void ThreadList::hide(Entry &entry) const
{
    if (entry.row && !entry.row->isOwn && m_hiding(entry.row->sender).isHidden())
        entry.row = TimelineRows::hidden(*entry.row);
    if (entry.summary && m_hiding(entry.summary->sender).isHidden()) {
        auto summary = std::make_shared<ThreadSummary>(*entry.summary);
        summary->text = RunText::hidden();
        entry.summary = summary;
    }
}

void ThreadList::load(const RoomId &room)
{
    if (room != m_room) {
        m_room = room;
        m_stored.clear();
        m_told.clear();
        m_next.clear();
        m_more = More::None;
        m_hasLoaded = false;
        m_loading = std::make_unique<QObject>();
    }
    m_store.threads(room).then(m_loading.get(), [this](const Result<HistoryWindow> &window) {
        const bool isFirst = !std::exchange(m_hasLoaded, true);
        if (window)
            onStored(*window);
        if (isFirst)
            loadMore();
        Q_EMIT changed();
    });
}

void ThreadList::onStored(const HistoryWindow &window)
{
    m_stored.clear();
    for (const StoredThread &thread : window.related.threads)
        m_stored.append({thread.root, m_rows.rowIn(window, thread.root), m_rows.summary(thread)});
    std::sort(m_stored.begin(), m_stored.end(), [](const Entry &a, const Entry &b) {
        const auto key = [](const Entry &entry) {
            const qint64 ts = entry.summary ? entry.summary->ts : 0;
            return std::tuple(!entry.isUnread(), -ts);
        };
        return key(a) < key(b);
    });
}

void ThreadList::loadMore()
{
    if (m_more == More::Loading)
        return;
    const bool canAsk = m_api.server().version.dialect != Dialect::V1 && m_api.has(Threads) &&
                        (m_told.isEmpty() || !m_next.isEmpty());
    if (!canAsk)
        return setMore(More::None);
    setMore(More::Loading);
    m_api.send(RelationRequests::threads(m_room, m_next, PageSize))
        .andThen([this, room = m_room](const Reply &reply) {
            return m_store.readThread(room, reply.body, m_api.clock().now());
        })
        .then(m_loading.get(), [this](const Result<HistoryWindow> &page) {
            if (page)
                onPage(*page);
            else if (m_api.lacks(Threads, page.error()))
                setMore(More::None);
            else
                setMore(More::Failed);
        });
}

void ThreadList::onPage(const HistoryWindow &page)
{
    const auto isTold = [this](const EventId &root) {
        return std::any_of(m_told.cbegin(), m_told.cend(),
                           [&root](const Entry &entry) { return entry.root == root; });
    };
    const qsizetype before = m_told.size();
    // A window is oldest first.
    for (auto stored = page.events.crbegin(); stored != page.events.crend(); ++stored) {
        const EventId &root = stored->event.id;
        if (isTold(root))
            continue;
        const auto thread = std::find_if(page.related.threads.cbegin(), page.related.threads.cend(),
                                         [&root](const StoredThread &one) { return one.root == root; });
        m_told.append({root, m_rows.rowIn(page, root),
                       thread == page.related.threads.cend() ? nullptr : m_rows.summary(*thread)});
    }
    m_next = m_told.size() > before ? page.gapToken : QString(); // the same page again is the end
    setMore(m_next.isEmpty() ? More::None : More::There);
}

void ThreadList::setMore(More more)
{
    m_more = more;
    Q_EMIT changed();
}

QList<ThreadList::Entry> ThreadList::entries() const
{
    QList<Entry> entries = m_stored;
    for (const Entry &told : m_told) {
        const auto known = std::find_if(entries.begin(), entries.end(),
                                        [&told](const Entry &entry) { return entry.root == told.root; });
        if (known == entries.end())
            entries.append(told);
        else if (!known->row)
            known->row = told.row;
    }
    if (m_hiding) {
        for (Entry &entry : entries)
            hide(entry);
    }
    return entries;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlmessages.h"

#include "app/ctljson.h"

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

constexpr int StorePage = 500;
constexpr size_t MostWindows = 8;

/// The answer of `history`, once the window that loads has something to say.
void answerWhenLoaded(CtlCall &call, Timeline &window)
{
    QObject::connect(&window, &Timeline::pageLoaded, &call, [&call](int added, bool reachedStart) {
        call.answer(
            QJsonObject{{QStringLiteral("added"), added}, {QStringLiteral("reached_start"), reachedStart}});
    });
    QObject::connect(&window, &Timeline::olderChanged, &call, [&call, &window] {
        if (window.older() == Timeline::Older::Failed)
            call.fail(window.olderError(), ErrorText::During::History);
    });
    QObject::connect(&window, &Timeline::failed, &call, [&call](const Error &error) { call.fail(error); });
}

void loadOlder(CtlCall &call, Timeline &window)
{
    if (window.older() == Timeline::Older::Start) {
        call.answer(QJsonObject{{QStringLiteral("added"), 0}, {QStringLiteral("reached_start"), true}});
        return;
    }
    answerWhenLoaded(call, window);
    window.loadOlder(); // nothing, if another client's page is under way; it is this one's too
}

}

CtlMessages::CtlMessages(CtlCommands &commands, AccountKeeper &keeper, QObject *parent) : QObject(parent)
{
    using namespace std::placeholders;
    commands.addForRoom("timeline", std::bind_front(&CtlMessages::timeline, this));
    commands.addForRoom("history", std::bind_front(&CtlMessages::history, this));
    commands.addForSession("outbox", std::bind_front(&CtlMessages::outbox, this));
    commands.addForSession("follow", std::bind_front(&CtlMessages::follow, this));
    connect(&keeper, &AccountKeeper::closing, this, [this] { m_windows.clear(); });
}

void CtlMessages::timeline(CtlCall &call, Session &session, const RoomId &room)
{
    readPage(call, session, room, {});
}

void CtlMessages::readPage(CtlCall &call, Session &session, const RoomId &room, const ArchivePage &newer)
{
    const int limit = call.number(QLatin1String("limit"), std::numeric_limits<int>::max());
    const int wanted = std::min(StorePage, limit - int(newer.events.size()));
    const Seq before = newer.events.isEmpty() ? 0 : newer.events.first().seq;
    session.store()
        .archive()
        .newest(room, before, wanted)
        .then(&call, [=, this, &call, &session](Result<ArchivePage> page) {
            if (!page)
                return call.fail(page.error());
            page->events += newer.events;
            page->afterGap += newer.afterGap;
            page->related.relations += newer.related.relations;
            page->related.quoted += newer.related.quoted;
            page->related.threads += newer.related.threads;
            if (page->hasMore && page->events.size() < limit)
                return readPage(call, session, room, *page);
            const Room *known = session.rooms().find(room);
            call.answer(ctljson::timeline(*page, session.sendQueue().items(room), session.self(),
                                          known ? known->powerLevels : PowerLevels(), limit));
        });
}

void CtlMessages::history(CtlCall &call, Session &session, const RoomId &room)
{
    const bool isNew = std::none_of(m_windows.begin(), m_windows.end(),
                                    [&room](const auto &window) { return window->room() == room; });
    Timeline &timeline = window(session, room);
    if (timeline.hasOpened())
        return loadOlder(call, timeline);
    connect(&timeline, &Timeline::opened, &call, [&call, &timeline] { loadOlder(call, timeline); });
    connect(&timeline, &Timeline::failed, &call, [&call](const Error &error) { call.fail(error); });
    if (isNew)
        timeline.open({});
    else
        timeline.loadOlder(); // begins again if it could not be opened
}

Timeline &CtlMessages::window(Session &session, const RoomId &room)
{
    const auto found = std::find_if(m_windows.begin(), m_windows.end(),
                                    [&room](const auto &window) { return window->room() == room; });
    if (found != m_windows.end()) {
        m_windows.splice(m_windows.begin(), m_windows, found);
    } else {
        const auto isIdle = [](const auto &window) {
            return window->hasOpened() && window->older() != Timeline::Older::Loading;
        };
        const auto oldest = std::find_if(m_windows.rbegin(), m_windows.rend(), isIdle);
        if (m_windows.size() >= MostWindows && oldest != m_windows.rend())
            m_windows.erase(std::next(oldest).base());
        m_windows.push_front(session.openTimeline(room));
    }
    return *m_windows.front();
}

void CtlMessages::outbox(CtlCall &call, Session &session)
{
    SendQueue &queue = session.sendQueue();
    const QString retried = call.text(QLatin1String("retry"));
    const QString discarded = call.text(QLatin1String("discard"));
    // Both are looked up before anything is done.
    QList<TxnId> toRetry;
    QList<TxnId> toDiscard;
    for (const auto &[name, list] : {std::pair(retried, &toRetry), std::pair(discarded, &toDiscard)}) {
        for (const OutboxItem &item : queue.unsent()) {
            if (name == QLatin1String("all") || name == item.txn.toString())
                list->append(item.txn);
        }
        if (!name.isEmpty() && name != QLatin1String("all") && list->isEmpty())
            return call.fail(Error::of(Error::Kind::NotFound, name));
    }
    queue.discard(toDiscard);
    for (const TxnId &txn : toRetry)
        queue.retry(txn);
    call.answer(ctljson::outbox(queue));
}

void CtlMessages::follow(CtlCall &call, Session &session)
{
    connect(&session, &Session::committed, &call, [&call](const CommittedBatch &batch) {
        for (const CommittedRoom &room : batch.rooms) {
            for (const StoredEvent &stored : room.appended) {
                QJsonObject line = ctljson::event(stored.event);
                line.insert(QStringLiteral("room_id"), room.room.id.toString());
                call.stream(line);
            }
        }
    });
}

}

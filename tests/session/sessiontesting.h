// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/store.h"
#include "support/drafts.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <future>
#include <memory>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

namespace linnet::testing {

using namespace linnet::test;
using namespace std::chrono_literals;
using Method = Request::Method;

inline const UserId me(QStringLiteral("@me:x"));
inline const UserId bob(QStringLiteral("@bob:x"));
inline const RoomId room(QStringLiteral("!r:x"));
inline const RoomId otherRoom(QStringLiteral("!other:x"));

inline Server serverOf(Dialect dialect)
{
    return {QStringLiteral("x"), QUrl(QStringLiteral("https://chat.x")), {dialect, false}};
}

// ---- what servers say

inline QJsonObject event(const QString &id, const UserId &sender, const QString &type,
                         const QJsonObject &content, qint64 ts = 1000)
{
    return {{QStringLiteral("event_id"), id},
            {QStringLiteral("sender"), sender.toString()},
            {QStringLiteral("type"), type},
            {QStringLiteral("content"), content},
            {QStringLiteral("origin_server_ts"), ts}};
}

/// A text message; its body is its id unless said otherwise.
inline QJsonObject message(const QString &id, const UserId &sender = bob, const QString &body = {})
{
    return event(id, sender, QStringLiteral("m.room.message"),
                 {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                  {QStringLiteral("body"), body.isEmpty() ? id : body}});
}

/// What one sent comes back.
inline QJsonObject echo(const QString &id, const TxnId &txn, const QString &body = {})
{
    QJsonObject object = message(id, me, body);
    if (!txn.isEmpty())
        object.insert(QStringLiteral("unsigned"),
                      QJsonObject{{QStringLiteral("transaction_id"), txn.toString()}});
    return object;
}

/// An event that is no row.
inline QJsonObject reaction(const QString &id)
{
    return event(id, bob, QStringLiteral("m.reaction"), {});
}

inline QJsonObject state(const QString &id, const QString &type, const QJsonObject &content,
                         const QString &key = {}, const UserId &sender = bob)
{
    QJsonObject object = event(id, sender, type, content);
    object.insert(QStringLiteral("state_key"), key);
    return object;
}

inline QJsonObject create()
{
    return state(QStringLiteral("$create"), QStringLiteral("m.room.create"), {});
}

inline QJsonObject member(const QString &id, const UserId &user, const QString &membership,
                          const QString &name = {}, const UserId &sender = {})
{
    QJsonObject content{{QStringLiteral("membership"), membership}};
    if (!name.isEmpty())
        content.insert(QStringLiteral("displayname"), name);
    return state(id, QStringLiteral("m.room.member"), content, user.toString(),
                 sender.isEmpty() ? user : sender);
}

/// The messages `prefix` + number, in the order of the numbers.
inline QJsonArray numbered(const QString &prefix, int first, int last)
{
    QJsonArray events;
    const int step = first <= last ? 1 : -1;
    for (int i = first; i != last + step; i += step)
        events << message(prefix + QString::number(i));
    return events;
}

/// A joined room of a v3 sync.
inline QJsonObject joined(const QJsonArray &timeline, const QString &previous = {}, bool isLimited = false)
{
    QJsonObject part{{QStringLiteral("events"), timeline}};
    if (!previous.isEmpty())
        part.insert(QStringLiteral("prev_batch"), previous);
    if (isLimited)
        part.insert(QStringLiteral("limited"), true);
    return {{QStringLiteral("timeline"), part}};
}

inline QByteArray syncRooms(const QString &next, const QJsonObject &rooms)
{
    return toText({{QStringLiteral("next_batch"), next}, {QStringLiteral("rooms"), rooms}});
}

/// A v3 sync reply that speaks of `room` alone; of nothing if `joinedRoom` is empty.
inline QByteArray sync(const QString &next, const QJsonObject &joinedRoom = {})
{
    if (joinedRoom.isEmpty())
        return syncRooms(next, {});
    return syncRooms(next, {{QStringLiteral("join"), QJsonObject{{room.toString(), joinedRoom}}}});
}

/// A page of history, newest first; empty `end`: the room's start.
inline QByteArray page(const QJsonArray &events, const QString &end)
{
    QJsonObject object{{QStringLiteral("chunk"), events}};
    if (!end.isEmpty())
        object.insert(QStringLiteral("end"), end);
    return toText(object);
}

/// A poll of v1. Each event needs a room_id.
inline QByteArray chunk(const QString &end, const QJsonArray &events = {})
{
    return toText({{QStringLiteral("chunk"), events}, {QStringLiteral("end"), end}});
}

inline QJsonObject in(const RoomId &where, QJsonObject object)
{
    object.insert(QStringLiteral("room_id"), where.toString());
    return object;
}

/// A room of v1's initialSync.
inline QJsonObject initialRoom(const RoomId &id, const QJsonArray &events, const QJsonArray &roomState,
                               const QString &start = QStringLiteral("s0"))
{
    return {{QStringLiteral("room_id"), id.toString()},
            {QStringLiteral("membership"), QStringLiteral("join")},
            {QStringLiteral("messages"),
             QJsonObject{{QStringLiteral("chunk"), events}, {QStringLiteral("start"), start}}},
            {QStringLiteral("state"), roomState}};
}

inline QByteArray initialSync(const QString &end, const QJsonArray &rooms)
{
    return toText({{QStringLiteral("end"), end}, {QStringLiteral("rooms"), rooms}});
}

// ---- waiting

template <typename T>
Result<T> await(Task<T> task)
{
    std::optional<Result<T>> answer;
    QEventLoop loop;
    std::move(task).then(&loop, [&](Result<T> result) {
        answer.emplace(std::move(result));
        loop.quit();
    });
    if (answer)
        return std::move(*answer);
    // Not a shot of its own, which would live on for its 20 s whatever becomes of the loop.
    QTimer patience;
    QObject::connect(&patience, &QTimer::timeout, [] { qFatal("no answer"); });
    patience.start(20s);
    loop.exec();
    return std::move(*answer);
}

/// Until all that was under way has come to rest: answers on their way, and jobs of the store.
inline void settle(Store &store)
{
    constexpr int MostSteps = 8; // answer -> commit -> next request -> its answer …
    for (int i = 0; i < MostSteps; ++i)
        await(store.removeOutbox(TxnId(QStringLiteral("none")))).isOk();
}

/// A disk without room for a single byte, as long as this lives.
class FullDisk
{
public:
#ifdef Q_OS_UNIX
    FullDisk()
    {
        // Linux says EFBIG instead of ENOSPC then.
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none{1, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
    }
    static constexpr bool IsPossible = true;

private:
    rlimit m_before{};
#else
    static constexpr bool IsPossible = false;
#endif
};

/// Another dialect whose replies are read only when the test lets them.
class GatedDialect final : public SyncDialect
{
public:
    explicit GatedDialect(std::unique_ptr<SyncDialect> dialect) : m_dialect(std::move(dialect)) {}
    ~GatedDialect() override { open(); }

    void close()
    {
        m_key = std::promise<void>();
        m_gate = m_key.get_future().share();
        m_isOpen = false;
    }
    void open()
    {
        if (!std::exchange(m_isOpen, true))
            m_key.set_value();
    }

    Request request(const QByteArray &position, const SyncWishes &wishes) const override
    {
        return m_dialect->request(position, wishes);
    }
    Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply, qint64 now) const override
    {
        if (m_gate.valid())
            m_gate.wait();
        return m_dialect->parse(position, reply, now);
    }
    std::optional<Request> roomRequest(const RoomId &id) const override { return m_dialect->roomRequest(id); }
    std::optional<Request> roomFallbackRequest() const override { return m_dialect->roomFallbackRequest(); }
    Result<SyncBatch> parseRoom(const RoomId &id, const QByteArray &reply, qint64 now) const override
    {
        if (m_gate.valid())
            m_gate.wait();
        return m_dialect->parseRoom(id, reply, now);
    }
    bool isPositionRefused(const Error &error) const override { return m_dialect->isPositionRefused(error); }
    QByteArray beginningOf(const QByteArray &position) const override
    {
        return m_dialect->beginningOf(position);
    }
    bool isBeginning(const QByteArray &position) const override { return m_dialect->isBeginning(position); }
    bool hasPresence() const override { return m_dialect->hasPresence(); }

private:
    std::unique_ptr<SyncDialect> m_dialect;
    std::promise<void> m_key;
    std::shared_future<void> m_gate;
    bool m_isOpen = true;
};

/// The lower half of an account: its server and the time are what a test says, its database is a real one.
class Bench
{
    QTemporaryDir m_folder; // first: it goes when the store has closed
    Dialect m_dialect;

public:
    explicit Bench(Dialect dialect = Dialect::V3) : m_dialect(dialect) { open(); }

    FakeTransport server;
    FakeClock clock;
    std::unique_ptr<Store> store;
    std::unique_ptr<ApiClient> api;

    /// As after a restart of the program. Whoever uses store or api must be gone.
    void reopen()
    {
        api.reset();
        store.reset();
        open();
    }
    QString folder() const { return m_folder.path(); }
    std::shared_ptr<const SyncDialect> dialect() const
    {
        return makeSyncDialect(serverOf(m_dialect).version, me);
    }
    void settle() { testing::settle(*store); }
    /// Commits a sync reply as SyncLoop does.
    CommittedBatch commit(const QByteArray &reply, const QByteArray &position = "p")
    {
        auto result = await(store->commitSync(dialect(), position, reply, m_dialect, clock.now()));
        if (!result)
            qFatal("commit failed: %s", qPrintable(result.error().text));
        return result.take();
    }
    StoredAccount stored() { return await(store->load(m_dialect)).take(); }
    QStringList storedIds(const RoomId &id = room)
    {
        QStringList ids;
        const auto window = await(store->history(id, 0, 1000)).take();
        for (const StoredEvent &each : window.events)
            ids << each.event.id.toString();
        return ids;
    }

private:
    void open()
    {
        const QString path = m_folder.filePath(QStringLiteral("account.db"));
        auto opened = await(Store::open(path, QByteArray(32, 'k'), me));
        if (!opened)
            qFatal("no store");
        store = opened.take();
        api = std::make_unique<ApiClient>(server, clock, serverOf(m_dialect), "token");
    }
};

}

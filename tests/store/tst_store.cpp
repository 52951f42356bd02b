// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "storetesting.h"

#include <QProcess>
#include <QSignalSpy>

#include <cstdio>
#include <cstdlib>
#include <future>

#ifdef Q_OS_UNIX
#include "support/filesizelimit.h"

#include <csignal>
#include <unistd.h>
#endif

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

/// Reads replies that are the names of prepared batches, after having waited for `gate`.
class PreparedDialect final : public SyncDialect
{
public:
    QHash<QByteArray, SyncBatch> batches;
    std::shared_future<void> gate;

    Request request(const QByteArray &, const SyncWishes &) const override { return {}; }
    Result<SyncBatch> parse(const QByteArray &, const QByteArray &reply, qint64) const override
    {
        if (gate.valid())
            gate.wait();
        if (!batches.contains(reply))
            return Error::of(Error::Kind::BadReply);
        return batches.value(reply);
    }
    Result<SyncBatch> parseRoom(const RoomId &, const QByteArray &reply, qint64 now) const override
    {
        return parse({}, reply, now);
    }
    bool isPositionRefused(const Error &) const override { return false; }
};

OutboxItem waiting()
{
    OutboxItem item;
    item.txn = TxnId(u"t"_qs);
    item.room = room;
    item.type = u"m.room.message"_qs;
    item.content = "{}";
    return item;
}

/// Batch number `n`: ten events whose ids name it, and the position `n`.
SyncBatch numbered(int n)
{
    QList<Event> events;
    for (int i = 0; i < 10; ++i)
        events.append(message(QStringLiteral("$%1-%2").arg(n).arg(i)));
    return batchOf({joined(events)}, QByteArray::number(n));
}

/// In a process of its own: commits numbered batches until it is killed or, at step `at` of the last one,
/// ends itself.
[[noreturn]] void runChild(const QString &path, int at)
{
    auto database = Database::open(path, testKey(), Database::Mode::ReadWrite).take();
    if (!migrate(*database, migrations()).isOk())
        std::_Exit(2);
    int steps = 0;
    for (int n = 1;; ++n) {
        BatchWriter writer(*database, me, [&] {
            if (n == 3 && ++steps == at)
                std::_Exit(0);
        });
        if (!writer.write(numbered(n), Dialect::V3, 1).isOk())
            std::_Exit(3);
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
}

}

class TestStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::shared_ptr<PreparedDialect> m_dialect;

    QString path() const { return m_folder->filePath(QStringLiteral("account.db")); }

    template <typename T>
    Result<T> wait(Task<T> task)
    {
        std::optional<Result<T>> answer;
        std::move(task).then(this, [&answer](Result<T> result) { answer.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qFatal("no answer");
        return std::move(*answer);
    }
    Result<Done> open(const QByteArray &key = testKey())
    {
        auto opened = wait(Store::open(path(), key, me));
        if (!opened.isOk())
            return opened.error();
        m_store = opened.take();
        return Done{};
    }
    Task<CommittedBatch> commit(const SyncBatch &batch)
    {
        // A copy: the worker may still be reading the one before.
        auto dialect = std::make_shared<PreparedDialect>(*m_dialect);
        dialect->batches.insert("reply", batch);
        return m_store->commitSync(dialect, {}, "reply", Dialect::V3, 5000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("LINNET_CRASH_CHILD"))
            runChild(qEnvironmentVariable("LINNET_CRASH_CHILD"),
                     qEnvironmentVariableIntValue("LINNET_CRASH_AT"));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialect = std::make_shared<PreparedDialect>();
    }
    void cleanup() { m_store.reset(); }

#ifdef Q_OS_UNIX
    void opensOnAFullDisk()
    {
        QVERIFY(open().isOk());
        // What it carries stays for a while, and goes with the next start.
        QVERIFY(wait(m_store->putOutbox(waiting(), {QByteArray(100'000, 'x'), {}})).isOk());
        QVERIFY(wait(m_store->removeOutbox(waiting().txn)).isOk());
        QVERIFY(wait(commit(batchOf({joined({message(u"a"_qs)})}, "p1"))).isOk());
        const FileSizeLimit full(1);
        const auto account = wait(m_store->load(Dialect::V3));
        QVERIFY(account.isOk());
        QCOMPARE(account->rooms.size(), 1);
    }
#endif
    void startsEmptyAndResumes()
    {
        QVERIFY(open().isOk());
        auto account = wait(m_store->load(Dialect::V3));
        QVERIFY(account->position.isEmpty());
        QVERIFY(account->rooms.isEmpty());
        auto committed = wait(commit(batchOf({joined({create(), message(u"a"_qs)})}, "p1")));
        QCOMPARE(committed->position, "p1");
        QCOMPARE(ids(committed->rooms[0].appended), QStringList({u"$create"_qs, u"a"_qs}));
        QVERIFY(wait(m_store->setLastOpenRoom(room)).isOk());
        m_store.reset();
        QVERIFY(open().isOk());
        account = wait(m_store->load(Dialect::V3));
        QCOMPARE(account->position, "p1");
        QCOMPARE(account->rooms.size(), 1);
        QCOMPARE(account->lastOpenRoom, room);
        QCOMPARE(ids(wait(m_store->history(room, 0, 10))->events), QStringList({u"$create"_qs, u"a"_qs}));
        QVERIFY(wait(m_store->load(Dialect::V1))->position.isEmpty());
        QVERIFY(wait(m_store->forgetPosition(Dialect::V3)).isOk());
        account = wait(m_store->load(Dialect::V3));
        QVERIFY(account->position.isEmpty());
        QCOMPARE(account->rooms.size(), 1);
    }
    void refusesWhatItCannotOpen()
    {
        QVERIFY(open().isOk());
        const auto second = wait(Store::open(path(), testKey(), me));
        QCOMPARE(second.error().kind, Error::Kind::InUse);
        m_store.reset();
        QCOMPARE(open(testKey('z')).error().kind, Error::Kind::Corrupt);
        {
            auto database = Database::open(path(), testKey(), Database::Mode::ReadWrite).take();
            database->script("PRAGMA user_version = 999");
        }
        QCOMPARE(open().error().kind, Error::Kind::NewerVersion);
        {
            auto database = Database::open(path(), testKey(), Database::Mode::ReadWrite).take();
            const QByteArray version = QByteArray::number(migrations().back().version);
            database->script(QByteArray("PRAGMA user_version = " + version).constData());
        }
        QVERIFY(open().isOk());
    }
    void aBadReplyChangesNothing()
    {
        QVERIFY(open().isOk());
        QCOMPARE(wait(m_store->commitSync(m_dialect, {}, "unknown", Dialect::V3, 1)).error().kind,
                 Error::Kind::BadReply);
        QVERIFY(!wait(m_store->commitHistory(room, {}, "<html>", 1)).isOk());
        QVERIFY(!wait(m_store->commitMembers(room, "[", 1)).isOk());
        QVERIFY(wait(m_store->load(Dialect::V3))->rooms.isEmpty());
    }
    void readsOvertakeACommitAndDoNotSeeIt()
    {
        QVERIFY(open().isOk());
        QVERIFY(wait(commit(batchOf({joined({message(u"a"_qs)})}))).isOk());
        QList<Event> many;
        for (int i = 0; i < 4000; ++i)
            many.append(message(u"$%1"_qs.arg(i)));
        std::promise<void> gate;
        m_dialect->gate = gate.get_future().share();
        QStringList order;
        QStringList seen;
        commit(batchOf({joined(many)}, "p2")).then(this, [&](Result<CommittedBatch> result) {
            QVERIFY(result.isOk());
            order.append(u"commit"_qs);
        });
        m_store->putOutbox(waiting()).then(this, [&](Result<Done>) { order.append(u"write"_qs); });
        m_store->history(room, 0, 10).then(this, [&](Result<HistoryWindow> window) {
            order.append(u"read"_qs);
            seen = ids(window->events);
        });
        // As when one goes from one room to another.
        m_store->setNotes(RoomId(u"!left"_qs), {}).then(this, [&](Result<Done>) {
            order.append(u"left"_qs);
        });
        m_store->notes(room).then(this, [&](Result<RoomNotes>) { order.append(u"entered"_qs); });
        gate.set_value();
        QTRY_COMPARE_WITH_TIMEOUT(order.size(), 5, 30'000);
        QCOMPARE(order, QStringList({u"read"_qs, u"entered"_qs, u"commit"_qs, u"write"_qs, u"left"_qs}));
        QCOMPARE(seen, QStringList{u"a"_qs});
        QCOMPARE(wait(m_store->history(room, 0, 1))->events.first().event.id, EventId(u"$3999"_qs));
    }
    void oneReadsWhatOneWrote()
    {
        QVERIFY(open().isOk());
        m_store->setNotes(room, {u"draft"_qs, EventId(u"a"_qs), 7}).then(this, [](Result<Done>) {});
        const auto notes = wait(m_store->notes(room));
        QCOMPARE(notes->draft, u"draft"_qs);
        QCOMPARE(notes->anchor, EventId(u"a"_qs));
        QCOMPARE(notes->anchorOffset, 7);
        m_store->putOutbox(waiting()).then(this, [](Result<Done>) {});
        QCOMPARE(wait(m_store->outbox(room))->size(), 1);
    }
    void filesOfDrafts()
    {
        QVERIFY(open().isOk());
        NotedFile pasted;
        pasted.id = u"1"_qs;
        pasted.bytes = "picture";
        pasted.name = u"a.png"_qs;
        NotedFile voice;
        voice.id = u"2"_qs;
        voice.bytes = "sound";
        voice.isVoice = true;
        voice.durationMs = 900;
        voice.waveform = {0, 1024};
        NotedFile kept{u"/b.jpg"_qs};
        kept.keepsPlace = kept.isAsFile = true;
        const QList<NotedFile> all{{u"/a.txt"_qs}, pasted, kept, voice};
        const EventId thread(u"$root"_qs);
        const auto set = [this](const QList<NotedFile> &files, const EventId &in) {
            return wait(m_store->setNotes(room, {{}, {}, 0, files}, in)).isOk();
        };
        const auto read = [this](const EventId &in) { return wait(m_store->notes(room, in))->files; };
        QVERIFY(set(all, {}));
        QVERIFY(set({pasted}, thread));
        QCOMPARE(read({}), all);
        // What is not named any more is gone, there alone.
        QVERIFY(set({voice}, {}));
        QVERIFY(set(all, {}));
        pasted.bytes = "not the same";
        QVERIFY(set({pasted, voice}, {}));
        QCOMPARE(read({}).first().bytes, "picture"); // an id is for life
        QVERIFY(set({}, {}));
        QVERIFY(read({}).isEmpty());
        QCOMPARE(read(thread).first().bytes, "picture");
        QVERIFY(set({pasted}, {}));
        QCOMPARE(read({}).first().bytes, "not the same");
    }
    void historyAndMembersFromReplies()
    {
        QVERIFY(open().isOk());
        QVERIFY(wait(commit(batchOf({joined({message(u"c"_qs)}, u"t1"_qs)}))).isOk());
        const QByteArray reply = R"({"chunk":[{"event_id":"b","type":"m.room.message","sender":"@bob:x",)"
                                 R"("origin_server_ts":5,"content":{"body":"hi"}}],"start":"t1","end":"t2"})";
        auto added = wait(m_store->commitHistory(room, u"t1"_qs, reply, 1));
        QCOMPARE(added->added, 1);
        QVERIFY(!added->reachedStart);
        QCOMPARE(wait(m_store->commitHistory(room, u"t1"_qs, reply, 1))->added, 0);
        const QByteArray members =
            R"({"chunk":[{"event_id":"m","type":"m.room.member","state_key":"@bob:x",)"
            R"("sender":"@bob:x","content":{"membership":"join","displayname":"Bob"}}]})";
        QVERIFY(wait(m_store->commitMembers(room, members, 1))->room.areMembersLoaded);
        QCOMPARE(wait(m_store->members(room))->first().name, u"Bob"_qs);
        QCOMPARE(wait(m_store->historyAround(room, EventId(u"b"_qs), 10))->events.size(), 2);
        QCOMPARE(wait(m_store->markRead(room, EventId(u"c"_qs)))->room.readMarker, EventId(u"c"_qs));
        QVERIFY(wait(m_store->removeRoom(room)).isOk());
        QVERIFY(wait(m_store->load(Dialect::V3))->rooms.isEmpty());
        QVERIFY(wait(m_store->history(room, 0, 10))->events.isEmpty());
        QVERIFY(wait(m_store->members(room))->isEmpty());
    }
    /// Servers tell of the leaving once more, or of what was said before it.
    void whatWasForgottenStaysSo()
    {
        QVERIFY(open().isOk());
        const Event entry = member(u"j"_qs, me, u"join"_qs);
        QVERIFY(wait(commit(batchOf({joined({entry, message(u"a"_qs)})}))).isOk());
        QVERIFY(wait(m_store->removeRoom(room)).isOk());
        QVERIFY(wait(m_store->removeRoom(room)).isOk()); // as on another click
        RoomDelta left;
        left.id = room;
        left.membership = Membership::Leave;
        left.timeline = {member(u"l"_qs, me, u"leave"_qs)};
        // As of a /sync that was under way: one is in it still.
        const RoomDelta late = joined({message(u"b"_qs)});
        RoomDelta unsaid = late; // by sliding sync
        unsaid.membership = Membership::None;
        RoomDelta named = late; // by one's own message, with which comes who wrote it
        named.state = {entry};
        RoomDelta renamed = late;
        Event name = member(u"n"_qs, me, u"join"_qs, u"Me"_qs);
        name.previousContent = entry.content;
        renamed.timeline = {name};
        RoomDelta kicked = unsaid;
        kicked.timeline = {member(u"k"_qs, me, u"ban"_qs, {}, bob)};
        const auto shown = [this] { return wait(m_store->load(Dialect::V3))->rooms; };
        for (const RoomDelta &each : {left, late, unsaid, named, renamed, kicked}) {
            QVERIFY(wait(commit(batchOf({each})))->rooms.isEmpty());
            QVERIFY(shown().isEmpty());
        }
        // So it is after a restart.
        m_store.reset();
        QVERIFY(open().isOk());
        for (const RoomDelta &each : {named, left}) {
            QVERIFY(wait(commit(batchOf({each})))->rooms.isEmpty());
            QVERIFY(shown().isEmpty());
        }
        // Another room is none of it, and whoever is asked back is asked.
        RoomDelta other = left;
        other.id = RoomId(u"!other:x"_qs);
        RoomDelta invited;
        invited.id = room;
        invited.membership = Membership::Invite;
        QCOMPARE(wait(commit(batchOf({other, invited})))->rooms.size(), 2);
        QVERIFY(wait(commit(batchOf({left}))).isOk());
        QCOMPARE(shown().size(), 2);
    }
    void joiningEndsThatItIsForgotten_data()
    {
        RoomDelta event;
        event.id = room;
        event.timeline = {member(u"again"_qs, me, u"join"_qs)};
        RoomDelta afterLeaving = event;
        afterLeaving.timeline.first().previousContent = R"({"membership":"leave"})";
        // The name was changed at once, and what was before is not in the reply.
        Event name = member(u"n"_qs, me, u"join"_qs, u"Me"_qs);
        name.previousContent = R"({"membership":"join"})";
        RoomDelta withState = joined({name}, {}, true);
        withState.state = {linnet::testing::create(), member(u"b"_qs, bob, u"join"_qs)};
        RoomDelta whole = joined({message(u"m"_qs)});
        whole.isFullState = true;
        QTest::addColumn<RoomDelta>("again");
        QTest::newRow("a member event") << event;
        QTest::newRow("after the leaving") << afterLeaving;
        QTest::newRow("from the creation on") << withState;
        QTest::newRow("the whole room") << whole;
    }
    void joiningEndsThatItIsForgotten()
    {
        QFETCH(RoomDelta, again);
        QVERIFY(open().isOk());
        QVERIFY(wait(commit(batchOf({joined({member(u"j"_qs, me, u"join"_qs), message(u"a"_qs)})}))).isOk());
        QVERIFY(wait(m_store->removeRoom(room)).isOk());
        QCOMPARE(wait(commit(batchOf({again})))->rooms.size(), 1);
        RoomDelta next;
        next.id = room;
        next.timeline = {message(u"b"_qs)};
        const auto committed = wait(commit(batchOf({next})));
        QCOMPARE(committed->rooms.size(), 1);
        QVERIFY(committed->rooms.first().room.membership == Membership::Join);
    }
    void theDestructorFinishesWhatWasGiven()
    {
        QVERIFY(open().isOk());
        for (int n = 1; n <= 20; ++n)
            commit(numbered(n)).then(this, [](Result<CommittedBatch>) { QFAIL("answered after the end"); });
        m_store.reset();
        QVERIFY(open().isOk());
        QCOMPARE(wait(m_store->load(Dialect::V3))->position, "20");
        QCOMPARE(wait(m_store->history(room, 0, 1000))->events.size(), 200);
    }
    void aContinuationMayCloseTheStore()
    {
        QVERIFY(open().isOk());
        bool isClosed = false;
        m_store->load(Dialect::V3).then(this, [&](Result<StoredAccount>) {
            m_store.reset();
            isClosed = true;
        });
        m_store->load(Dialect::V3).then(this, [](Result<StoredAccount>) { QFAIL("answered after the end"); });
        QTRY_VERIFY(isClosed);
    }
    void aCrashReplaysAtMostOneBatch_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("in the events") << 1;
        QTest::newRow("later") << 7;
        QTest::newRow("just before the position") << 11;
        for (int i = 0; i < 4; ++i)
            QTest::addRow("killed %d", i) << 0;
    }
    void aCrashReplaysAtMostOneBatch()
    {
#ifdef Q_OS_UNIX
        QFETCH(int, at);
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LINNET_CRASH_CHILD"_qs, path());
        environment.insert(u"LINNET_CRASH_AT"_qs, QString::number(at));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(child.waitForStarted());
        if (at == 0) {
            // The lines of Qt Test come before those of the batches.
            QByteArray output;
            while (!output.contains("\n1\n") && child.waitForReadyRead(20'000))
                output += child.readAllStandardOutput();
            child.kill();
        }
        QVERIFY(child.waitForFinished());
        QVERIFY(open().isOk());
        const auto account = wait(m_store->load(Dialect::V3));
        const int position = account->position.toInt();
        if (at > 0)
            QCOMPARE(position, 2);
        QVERIFY(position > 0);
        QCOMPARE(wait(m_store->history(room, 0, 1'000'000))->events.size(), position * 10);
        // And on it goes, with the batch that was lost and the one before it again.
        for (int n = position; n <= position + 1; ++n)
            QVERIFY(wait(commit(numbered(n))).isOk());
        QCOMPARE(wait(m_store->history(room, 0, 1'000'000))->events.size(), (position + 1) * 10);
#else
        QSKIP("kills a process the Unix way");
#endif
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timeline.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Messages = QStringLiteral("/rooms/!r:x/messages");
const QString Send = QStringLiteral("/rooms/!r:x/send/m.room.message/*");

/// The ids `$m` + number.
QStringList ids(int first, int last)
{
    QStringList result;
    for (int i = first; i <= last; ++i)
        result << QStringLiteral("$m%1").arg(i);
    return result;
}

QJsonArray messages(int first, int last)
{
    return numbered(QStringLiteral("$m"), first, last);
}

QJsonObject closedMessage()
{
    QJsonObject closed = message(QStringLiteral("$closed"));
    closed[QStringLiteral("type")] = QStringLiteral("m.room.encrypted");
    closed[QStringLiteral("content")] =
        QJsonObject{{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")},
                    {QStringLiteral("session_id"), QStringLiteral("s")}};
    return closed;
}

void apply(QList<TimelineItem> &rows, const TimelineDiff &diff)
{
    for (const auto &step : diff.steps) {
        if (const auto *reset = std::get_if<TimelineDiff::Reset>(&step))
            rows = reset->items;
        else if (const auto *insert = std::get_if<TimelineDiff::Insert>(&step))
            for (qsizetype i = 0; i < insert->items.size(); ++i)
                rows.insert(insert->at + i, insert->items.at(i));
        else if (const auto *remove = std::get_if<TimelineDiff::Remove>(&step))
            rows.remove(remove->at, remove->count);
        else if (const auto *update = std::get_if<TimelineDiff::Update>(&step))
            rows[update->at] = update->item;
    }
}

}

class TestTimeline : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<Timeline> m_timeline;
    QList<TimelineItem> m_rows; ///< made of the diffs alone
    QList<TimelineDiff> m_diffs;

    std::unique_ptr<Timeline> makeTimeline()
    {
        return std::make_unique<Timeline>(room, me, *m_bench->api, *m_bench->store, *m_queue, EventId());
    }
    FakeTransport::Expectation &expectPage() { return m_bench->server.expects(Method::Get, Messages); }
    int pages() const { return m_bench->server.count(Method::Get, Messages); }
    void settle() { m_bench->settle(); }
    void commit(const QByteArray &reply)
    {
        const auto batch = m_bench->commit(reply);
        for (const CommittedRoom &each : batch.rooms) {
            if (m_timeline && each.room.id == room)
                m_timeline->apply(each);
            m_queue->onDelivered(each.delivered);
        }
    }
    /// Stores a room whose history before `$m1` is at the server behind the token "t1".
    void store(int last)
    {
        commit(sync(QStringLiteral("p1"), joined(messages(1, last), QStringLiteral("t1"), true)));
    }
    void openNewest()
    {
        m_timeline->open({});
        settle();
    }
    QStringList shown(const Timeline &timeline) const
    {
        QStringList result;
        for (const TimelineItem &row : timeline.items())
            result << row.event.toString();
        return result;
    }
    QStringList shown() const { return shown(*m_timeline); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
        m_queue->resume();
        connect(m_bench->store.get(), &Store::roomChanged, m_queue.get(),
                [this](const CommittedRoom &changed) { m_queue->onDelivered(changed.delivered); });
        m_timeline = makeTimeline();
        m_rows.clear();
        m_diffs.clear();
        connect(m_timeline.get(), &Timeline::changed, this, [this](const TimelineDiff &diff) {
            apply(m_rows, diff);
            m_diffs << diff;
        });
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        if (m_timeline)
            QVERIFY(m_rows == m_timeline->items());
        m_timeline.reset();
        m_queue.reset();
        m_bench.reset();
    }

    // ---- opening
    void opensTheNewest()
    {
        store(60);
        QSignalSpy opened(m_timeline.get(), &Timeline::opened);
        openNewest();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(shown(), ids(11, 60));
        QVERIFY(m_timeline->older() == Timeline::Older::More);
        QVERIFY(!m_timeline->isBehind());
        // What is stored is enough to begin with.
        QCOMPARE(m_bench->server.sent().size(), 0);
    }
    void waitsTwoSecondsForAKey()
    {
        store(60);
        openNewest();
        commit(sync(QStringLiteral("p2"), joined({closedMessage()})));
        QCOMPARE(m_timeline->items().last().kind, TimelineItem::Kind::Encrypted);
        QVERIFY(m_timeline->items().last().isKeyAwaited);
        m_bench->clock.advance(1999ms);
        QVERIFY(m_timeline->items().last().isKeyAwaited);
        m_bench->clock.advance(1ms);
        QVERIFY(!m_timeline->items().last().isKeyAwaited);
        QCOMPARE(m_timeline->items().last().text, QStringLiteral("Waiting for the key to this message"));
        // What is old has waited enough.
        m_timeline = makeTimeline();
        m_rows.clear();
        connect(m_timeline.get(), &Timeline::changed, this,
                [this](const TimelineDiff &diff) { apply(m_rows, diff); });
        openNewest();
        QVERIFY(!m_timeline->items().last().isKeyAwaited);
    }
    void aPageOfHistoryWaitsForItsKeysToo()
    {
        store(30);
        expectPage().replies(200, page({closedMessage()}, QStringLiteral("t2")));
        openNewest();
        m_timeline->loadOlder();
        settle();
        QCOMPARE(m_timeline->items().first().event, EventId(QStringLiteral("$closed")));
        QVERIFY(m_timeline->items().first().isKeyAwaited);
        m_bench->clock.advance(2s);
        QVERIFY(!m_timeline->items().first().isKeyAwaited);
    }
    void saysWhatCameInClear()
    {
        commit(sync(QStringLiteral("p1"),
                    joined({create(), message(QStringLiteral("$before")),
                            state(QStringLiteral("$crypt"), QStringLiteral("m.room.encryption"),
                                  {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}}),
                            message(QStringLiteral("$after"))})));
        openNewest();
        commit(sync(QStringLiteral("p2"), joined({message(QStringLiteral("$later"))})));
        QVERIFY(m_timeline->items().last().isInClear);
    }
    void opensARoomOfWhichNothingIsKnown()
    {
        QSignalSpy opened(m_timeline.get(), &Timeline::opened);
        openNewest();
        QCOMPARE(opened.size(), 1);
        QVERIFY(m_timeline->items().isEmpty());
        commit(sync(QStringLiteral("p1"), joined({create(), message(QStringLiteral("$a"))})));
        settle();
        QCOMPARE(shown().last(), QStringLiteral("$a"));
    }
    void opensAroundAnAnchor()
    {
        store(300);
        m_timeline->open(EventId(QStringLiteral("$m150")));
        settle();
        const QStringList rows = shown();
        QVERIFY(rows.contains(QStringLiteral("$m101")));
        // It is filled up to the newest, so that what comes fits behind it.
        QCOMPARE(rows, ids(int(301 - rows.size()), 300));
        QVERIFY(rows.size() < 300);
        QVERIFY(!m_timeline->isBehind());
        commit(sync(QStringLiteral("p2"), joined(messages(301, 301))));
        QCOMPARE(shown().last(), QStringLiteral("$m301"));
    }
    void anAnchorIsBehindUntilTheNewestIsHere()
    {
        store(300);
        bool wasBehind = false;
        connect(m_timeline.get(), &Timeline::opened, this, [&] { wasBehind = m_timeline->isBehind(); });
        m_timeline->open(EventId(QStringLiteral("$m150")));
        settle();
        QVERIFY(wasBehind);
        QVERIFY(!m_timeline->isBehind());
    }
    void anEditIsShownByWhatItEdits()
    {
        const auto edit = [](const QString &id, const QString &of) {
            return testing::event(id, bob, QStringLiteral("m.room.message"),
                                  {{QStringLiteral("body"), QStringLiteral("* new")},
                                   {QStringLiteral("m.new_content"),
                                    QJsonObject{{QStringLiteral("body"), QStringLiteral("new")}}},
                                   {QStringLiteral("m.relates_to"),
                                    QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                                                {QStringLiteral("event_id"), of}}}});
        };
        QJsonArray events = messages(1, 300);
        events << edit(QStringLiteral("$e1"), QStringLiteral("$m100"))
               << edit(QStringLiteral("$e2"), QStringLiteral("$m100"))
               << edit(QStringLiteral("$e3"), QStringLiteral("$missing")) << message(QStringLiteral("$last"));
        commit(sync(QStringLiteral("p1"), joined(events, QStringLiteral("t1"), true)));
        openNewest();
        // What is in the window is not what the edit is of: one has to go there.
        QCOMPARE(m_timeline->rowOf(EventId(QStringLiteral("$e1"))), -1);
        QCOMPARE(m_timeline->rowOf(EventId(QStringLiteral("$e3"))), -1);
        m_timeline->open(EventId(QStringLiteral("$e1")));
        settle();
        const int row = m_timeline->rowOf(EventId(QStringLiteral("$e1")));
        QVERIFY(row >= 0);
        QCOMPARE(m_timeline->items().at(row).event, EventId(QStringLiteral("$m100")));
        QCOMPARE(m_timeline->items().at(row).text, QStringLiteral("new"));
        QCOMPARE(m_timeline->rowOf(EventId(QStringLiteral("$e2"))), row);
    }
    void anAnchorFarBackIsBehind()
    {
        store(900);
        QSignalSpy behind(m_timeline.get(), &Timeline::behindChanged);
        m_timeline->open(EventId(QStringLiteral("$m100")));
        settle();
        QVERIFY(m_timeline->isBehind());
        QCOMPARE(behind.size(), 1);
        const QStringList before = shown();
        commit(sync(QStringLiteral("p2"), joined(messages(901, 901))));
        QCOMPARE(shown(), before);
        m_timeline->jumpToLatest();
        settle();
        QVERIFY(!m_timeline->isBehind());
        QCOMPARE(shown(), ids(852, 901));
    }
    void readsOnFromFarBackToTheNewest_data()
    {
        QTest::addColumn<int>("last");
        QTest::addColumn<bool>("isBusy");
        QTest::newRow("quiet") << 1250 << false;
        QTest::newRow("just whole pages") << 1249 << false;
        QTest::newRow("while commits come") << 1250 << true;
    }
    void readsOnFromFarBackToTheNewest()
    {
        QFETCH(int, last);
        QFETCH(bool, isBusy);
        store(last);
        m_timeline->open(EventId(QStringLiteral("$m100")));
        settle();
        const QString first = shown().first();
        for (int wishes = 0; m_timeline->isBehind(); ++wishes) {
            QVERIFY(wishes < 10);
            const auto before = shown().size();
            m_timeline->loadNewer();
            for (int i = 0; isBusy && i < 3; ++i) {
                ++last;
                commit(sync(QStringLiteral("p%1").arg(last), joined(messages(last, last))));
            }
            settle();
            QVERIFY(shown().size() <= before + 103);
        }
        ++last;
        commit(sync(QStringLiteral("q"), joined(messages(last, last))));
        QCOMPARE(shown(), ids(first.mid(2).toInt(), last));
        QVERIFY(m_timeline->isLive());
    }
    void readsOnAgainIfThatIsWantedMeanwhile()
    {
        store(1250);
        m_timeline->open(EventId(QStringLiteral("$m100")));
        settle();
        const auto before = shown().size();
        m_timeline->loadNewer();
        m_timeline->loadNewer();
        m_timeline->loadNewer();
        settle();
        QCOMPARE(shown().size(), before + 200);
    }
    void readsOnOverEventsThatAreNoRows()
    {
        store(60);
        for (int i = 0; i < 7; ++i) {
            QJsonArray hidden;
            for (int j = 0; j < 100; ++j)
                hidden << reaction(QStringLiteral("$r%1-%2").arg(i).arg(j));
            commit(sync(QStringLiteral("r%1").arg(i), joined(hidden)));
        }
        commit(sync(QStringLiteral("p2"), joined(messages(61, 61))));
        m_timeline->open(EventId(QStringLiteral("$m30")));
        settle();
        settle();
        QVERIFY(!m_timeline->isBehind());
        QCOMPARE(shown().last(), QStringLiteral("$m61"));
    }
    void readsOnOverAGapOnlyWhenItIsClosed()
    {
        store(60);
        commit(sync(QStringLiteral("p2"), joined(messages(101, 130), QStringLiteral("t2"), true)));
        m_timeline->open(EventId(QStringLiteral("$m30")));
        settle();
        m_timeline->loadNewer();
        settle();
        QVERIFY(m_timeline->isBehind());
        QCOMPARE(shown(), ids(1, 60));
        const QByteArray between = page(numbered(QStringLiteral("$m"), 100, 60), QStringLiteral("t3"));
        QVERIFY(await(m_bench->store->commitHistory(room, QStringLiteral("t2"), between, 0)));
        m_timeline->loadNewer();
        settle();
        QVERIFY(!m_timeline->isBehind());
        QCOMPARE(shown(), ids(1, 130));
    }
    void isBehindAGapWithNothingBehindItYet()
    {
        store(60);
        openNewest();
        m_timeline->setFollowing(false);
        commit(sync(QStringLiteral("p2"), joined({}, QStringLiteral("t2"), true)));
        QVERIFY(m_timeline->isBehind());
        m_timeline->loadNewer();
        settle();
        QVERIFY(m_timeline->isBehind());
        QVERIFY(!m_timeline->isLive());
    }
    void anAnchorThatIsNotStoredOpensTheNewest()
    {
        store(60);
        m_timeline->open(EventId(QStringLiteral("$elsewhere")));
        settle();
        QCOMPARE(shown(), ids(11, 60));
    }
    void anAnchorBeforeAGapIsBehind()
    {
        store(60);
        commit(sync(QStringLiteral("p2"), joined(messages(101, 130), QStringLiteral("t2"), true)));
        m_timeline->open(EventId(QStringLiteral("$m30")));
        settle();
        QVERIFY(m_timeline->isBehind());
        QCOMPARE(shown().last(), QStringLiteral("$m60"));
    }
    void commitsWhileItOpensAreNeitherLostNorDoubled_data()
    {
        QTest::addColumn<QString>("anchor");
        QTest::newRow("newest") << QString();
        QTest::newRow("around") << QStringLiteral("$m150");
    }
    void commitsWhileItOpensAreNeitherLostNorDoubled()
    {
        QFETCH(QString, anchor);
        store(300);
        m_timeline->open(EventId(anchor));
        for (int i = 301; i <= 310; ++i)
            commit(sync(QStringLiteral("p%1").arg(i), joined(messages(i, i))));
        settle();
        const QStringList rows = shown();
        QCOMPARE(rows, ids(int(311 - rows.size()), 310));
    }
    void fewRowsAskForMoreByThemselves()
    {
        store(3);
        auto &asked =
            expectPage().replies(200, page(numbered(QStringLiteral("$old"), 30, 1), QStringLiteral("t2")));
        openNewest();
        QCOMPARE(asked.sent().query("from"), QStringLiteral("t1"));
        QCOMPARE(asked.sent().query("dir"), QStringLiteral("b"));
        QCOMPARE(m_timeline->items().size(), 33);
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
    }

    // ---- older pages
    void olderPagesComeFromTheStoreAndThenFromTheServer()
    {
        store(60);
        openNewest();
        QSignalSpy loaded(m_timeline.get(), &Timeline::pageLoaded);
        m_timeline->loadOlder();
        QVERIFY(m_timeline->older() == Timeline::Older::Loading);
        m_timeline->loadOlder(); // does nothing while one is loading
        settle();
        QCOMPARE(shown(), ids(1, 60));
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(loaded[0], (QVariantList{10, false}));
        auto &asked = expectPage().replies(
            200, page({message(QStringLiteral("$old2")), message(QStringLiteral("$old1")), create()}, {}));
        m_timeline->loadOlder();
        settle();
        QCOMPARE(asked.sent().query("from"), QStringLiteral("t1"));
        QCOMPARE(shown().mid(1, 3),
                 (QStringList{QStringLiteral("$old1"), QStringLiteral("$old2"), QStringLiteral("$m1")}));
        QCOMPARE(loaded.size(), 2);
        QCOMPARE(loaded[1], (QVariantList{3, true}));
        QVERIFY(m_timeline->older() == Timeline::Older::Start);
        m_timeline->loadOlder();
        settle();
        QCOMPARE(pages(), 1);
    }
    void theStartIsFound_data()
    {
        QTest::addColumn<QList<QByteArray>>("replies");
        const QJsonArray overlap{message(QStringLiteral("$m1")), message(QStringLiteral("$old1"))};
        const QByteArray last = page({message(QStringLiteral("$old1"))}, QStringLiteral("t2"));
        QTest::newRow("no end") << QList<QByteArray>{page({message(QStringLiteral("$old1"))}, {})};
        QTest::newRow("no end and nothing") << QList<QByteArray>{page({}, {})};
        QTest::newRow("end is from") << QList<QByteArray>{page({}, QStringLiteral("t1"))};
        QTest::newRow("2014: the last event for ever, with the same end")
            << QList<QByteArray>{page(overlap, QStringLiteral("t2")), last};
        QTest::newRow("no new event, but ever new tokens")
            << QList<QByteArray>{page(overlap, QStringLiteral("t2")), page(overlap, QStringLiteral("t3")),
                                 page(overlap, QStringLiteral("t4")), page(overlap, QStringLiteral("t5"))};
        QTest::newRow("the room's creation")
            << QList<QByteArray>{page({message(QStringLiteral("$old1")), create()}, QStringLiteral("t2"))};
    }
    void theStartIsFound()
    {
        QFETCH(QList<QByteArray>, replies);
        store(30);
        openNewest();
        for (const QByteArray &reply : replies)
            expectPage().replies(200, reply);
        for (int i = 0; i < 5; ++i) {
            m_timeline->loadOlder();
            settle();
        }
        QVERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(shown().count(QStringLiteral("$m1")), 1);
        QVERIFY(shown().count(QStringLiteral("$old1")) <= 1);
    }
    void anEmptyPageWithAnEndIsNotTheStart()
    {
        store(30);
        openNewest();
        expectPage().replies(200, page({}, QStringLiteral("t2")));
        auto &next =
            expectPage().replies(200, page({message(QStringLiteral("$old1"))}, QStringLiteral("t3")));
        m_timeline->loadOlder();
        settle();
        QCOMPARE(next.sent().query("from"), QStringLiteral("t2"));
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
        QVERIFY(m_timeline->older() == Timeline::Older::More);
    }
    void pagesWithoutARowDoNotStall()
    {
        store(30);
        openNewest();
        for (int i = 2; i <= 4; ++i)
            expectPage().replies(
                200, page({reaction(QStringLiteral("$r%1").arg(i))}, QStringLiteral("t%1").arg(i)));
        expectPage().replies(200, page({message(QStringLiteral("$old1"))}, QStringLiteral("t5")));
        QSignalSpy loaded(m_timeline.get(), &Timeline::pageLoaded);
        m_timeline->loadOlder();
        settle();
        settle();
        QCOMPARE(pages(), 4);
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(loaded[0], (QVariantList{4, false}));
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
    }
    void hiddenEventsWithoutEndDoNotLoadForEver()
    {
        store(30);
        openNewest();
        constexpr int Hidden = 30;
        for (int i = 1; i <= Hidden; ++i)
            expectPage().replies(
                200, page({reaction(QStringLiteral("$r%1").arg(i))}, QStringLiteral("t%1").arg(i + 1)));
        expectPage().replies(200, page({message(QStringLiteral("$old1"))}, {}));
        int wishes = 0;
        while (m_timeline->older() != Timeline::Older::Start && wishes < Hidden) {
            QVERIFY(m_timeline->older() == Timeline::Older::More);
            const int before = pages();
            m_timeline->loadOlder();
            for (int i = 0; i < 10; ++i)
                settle();
            QVERIFY(pages() - before < Hidden);
            ++wishes;
        }
        QVERIFY(wishes > 1);
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
    }
    void aLateReplyWithAStaleTokenIsDropped()
    {
        store(30);
        openNewest();
        const auto other = makeTimeline();
        other->open({});
        settle();
        auto &early =
            expectPage().replies(200, page(numbered(QStringLiteral("$old"), 20, 11), QStringLiteral("t2")));
        auto &late = expectPage().holds();
        m_timeline->loadOlder();
        other->loadOlder();
        settle();
        QVERIFY(early.isAsked());
        QCOMPARE(m_timeline->items().size(), 40);
        // It says other things than what the store knows by now, and gets nowhere with it.
        late.release(200, page({message(QStringLiteral("$wrong"))}, QStringLiteral("t9")));
        settle();
        QCOMPARE(shown(*other), shown());
        QVERIFY(!m_bench->storedIds().contains(QStringLiteral("$wrong")));
        auto &next = expectPage().replies(200, page(numbered(QStringLiteral("$old"), 10, 1), {}));
        other->loadOlder();
        settle();
        QCOMPARE(next.sent().query("from"), QStringLiteral("t2"));
        m_timeline->loadOlder();
        settle();
        QCOMPARE(shown(), shown(*other));
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
        QCOMPARE(shown().size(), 50);
    }
    void failedPagesCanBeTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("down") << 502 << QByteArray("<html>") << Error::Kind::Server;
        QTest::newRow("forbidden") << 403 << QByteArray(R"({"errcode":"M_FORBIDDEN"})")
                                   << Error::Kind::Server;
        QTest::newRow("cut off") << 200 << QByteArray("{\"chunk\":[") << Error::Kind::BadReply;
        QTest::newRow("other shape") << 200 << QByteArray("{\"end\":\"t2\"}") << Error::Kind::BadReply;
        QTest::newRow("HTML") << 200 << QByteArray("<html>") << Error::Kind::BadReply;
    }
    void failedPagesCanBeTriedAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        store(30);
        openNewest();
        QSignalSpy failed(m_timeline.get(), &Timeline::failed);
        expectPage().replies(status, body);
        m_timeline->loadOlder();
        settle();
        QVERIFY(m_timeline->older() == Timeline::Older::Failed);
        QCOMPARE(m_timeline->olderError().kind, kind);
        QCOMPARE(shown(), ids(1, 30));
        QCOMPARE(failed.size(), 0); // that is for the store
        expectPage().replies(200, page({message(QStringLiteral("$old1"))}, {}));
        m_timeline->loadOlder();
        settle();
        QVERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(shown().first(), QStringLiteral("$old1"));
    }
    void liveEventsComeWhileAPageLoads()
    {
        store(30);
        openNewest();
        auto &held = expectPage().holds();
        m_timeline->loadOlder();
        settle();
        commit(sync(QStringLiteral("p2"), joined(messages(31, 32))));
        QCOMPARE(shown(), ids(1, 32));
        held.release(200, page({message(QStringLiteral("$old1"))}, {}));
        settle();
        QCOMPARE(shown(), QStringList{QStringLiteral("$old1")} + ids(1, 32));
    }

    // ---- gaps
    void aGapRestartsAWindowThatFollows()
    {
        store(30);
        openNewest();
        m_timeline->setFollowing(true);
        commit(sync(QStringLiteral("p2"), joined(messages(101, 125), QStringLiteral("t2"), true)));
        settle();
        QCOMPARE(shown(), ids(101, 125));
        QVERIFY(!m_timeline->isBehind());
        QVERIFY(m_timeline->older() == Timeline::Older::More);
        // The hole is filled from its own token and meets what was there.
        auto &asked =
            expectPage().replies(200, page(numbered(QStringLiteral("$m"), 100, 29), QStringLiteral("t3")));
        m_timeline->loadOlder();
        settle();
        QCOMPARE(asked.sent().query("from"), QStringLiteral("t2"));
        while (m_timeline->items().first().event != EventId(QStringLiteral("$m1"))) {
            QVERIFY(m_timeline->older() == Timeline::Older::More);
            m_timeline->loadOlder();
            settle();
        }
        QCOMPARE(shown(), ids(1, 125));
        QCOMPARE(pages(), 1);
    }
    void aLongWindowThatFollowsLetsTheOldestGo()
    {
        store(60);
        openNewest();
        m_timeline->setFollowing(false);
        for (int i = 0; i < 20; ++i)
            commit(sync(u"p%1"_qs.arg(i), joined(messages(61 + i * 100, 160 + i * 100))));
        // Who reads further up keeps all of it.
        QCOMPARE(shown(), ids(11, 2060));
        m_timeline->setFollowing(true);
        m_diffs.clear();
        commit(sync(u"q"_qs, joined(messages(2061, 2061))));
        QCOMPARE(shown(), ids(2061 - 299, 2061));
        for (const TimelineDiff &diff : std::as_const(m_diffs)) {
            for (const auto &step : diff.steps)
                QVERIFY(!std::holds_alternative<TimelineDiff::Reset>(step));
        }
        QVERIFY(m_timeline->older() == Timeline::Older::More);
        QCOMPARE(pages(), 0);
        // It is all there when one goes up again.
        m_timeline->setFollowing(false);
        while (shown().constFirst() != ids(1, 1).constFirst()) {
            m_timeline->loadOlder();
            settle();
        }
        QCOMPARE(shown(), ids(1, 2061));
        QCOMPARE(pages(), 0);
    }
    void whatALongWindowLetsGoIsStillQuoted()
    {
        const auto answers = [](const QString &id, const QString &target) {
            QJsonObject reply = message(id);
            QJsonObject content = reply.value(u"content").toObject();
            content.insert(u"m.relates_to"_qs,
                           QJsonObject{{u"m.in_reply_to"_qs, QJsonObject{{u"event_id"_qs, target}}}});
            reply.insert(u"content"_qs, content);
            return reply;
        };
        store(60);
        openNewest();
        m_timeline->setFollowing(false);
        for (int i = 0; i < 20; ++i)
            commit(sync(u"p%1"_qs.arg(i), joined(messages(61 + i * 100, 160 + i * 100))));
        commit(sync(u"q"_qs, joined({answers(u"$reply"_qs, u"$m100"_qs)})));
        m_timeline->setFollowing(true);
        commit(sync(u"r"_qs, joined(messages(2061, 2061))));
        QCOMPARE(m_timeline->items().size(), 300);
        const auto quoted = [this] {
            return m_timeline->items().at(m_timeline->rowOf(EventId(u"$reply"_qs))).reply;
        };
        QVERIFY(quoted()->isKnown);
        QCOMPARE(quoted()->text, u"$m100"_qs);
        // And what is said of it later too.
        QJsonObject redaction = testing::event(u"$r"_qs, bob, u"m.room.redaction"_qs, {});
        redaction.insert(u"redacts"_qs, u"$m100"_qs);
        commit(sync(u"s"_qs, joined({redaction})));
        QVERIFY(quoted()->text != u"$m100");
    }
    void aGapLeavesAReaderWhoDoesNotFollow()
    {
        store(30);
        openNewest();
        m_timeline->setFollowing(false);
        QSignalSpy behind(m_timeline.get(), &Timeline::behindChanged);
        commit(sync(QStringLiteral("p2"), joined(messages(101, 125), QStringLiteral("t2"), true)));
        settle();
        QCOMPARE(shown(), ids(1, 30));
        QVERIFY(m_timeline->isBehind());
        QCOMPARE(behind.size(), 1);
        // Nothing is put behind the hole.
        commit(sync(QStringLiteral("p3"), joined(messages(126, 126))));
        QCOMPARE(shown(), ids(1, 30));
        m_timeline->jumpToLatest();
        settle();
        QVERIFY(!m_timeline->isBehind());
        QCOMPARE(shown(), ids(101, 126));
        commit(sync(QStringLiteral("p4"), joined(messages(127, 127))));
        QCOMPARE(shown().last(), QStringLiteral("$m127"));
    }
    void whatIsSaidOfItComesWhateverTheOrder()
    {
        const auto liked = [](const QString &id, const QString &target) {
            return testing::event(id, bob, QStringLiteral("m.reaction"),
                                  {{QStringLiteral("m.relates_to"),
                                    QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.annotation")},
                                                {QStringLiteral("event_id"), target},
                                                {QStringLiteral("key"), QStringLiteral("x")}}}});
        };
        const auto likes = [this](const QString &key) {
            const int at = m_timeline->rowOf(EventId(key));
            return at < 0 ? -1 : int(m_timeline->items().at(at).reactions.size());
        };
        store(200);
        commit(
            sync(QStringLiteral("p2"), joined({liked(QStringLiteral("$early"), QStringLiteral("$m201"))})));
        openNewest();
        commit(sync(QStringLiteral("p3"), joined(messages(201, 201))));
        QCOMPARE(likes(QStringLiteral("$m201")), 1);
        // Who reads what is behind a gap sees it too.
        m_timeline->setFollowing(false);
        commit(sync(QStringLiteral("p4"), joined({liked(QStringLiteral("$late"), QStringLiteral("$m200"))},
                                                 QStringLiteral("t2"), true)));
        QVERIFY(m_timeline->isBehind());
        QCOMPARE(likes(QStringLiteral("$m200")), 1);
        commit(
            sync(QStringLiteral("p5"), joined({liked(QStringLiteral("$later"), QStringLiteral("$m199"))})));
        QCOMPARE(likes(QStringLiteral("$m199")), 1);
    }
    void jumpingDropsThePageThatLoads()
    {
        store(30);
        openNewest();
        auto &held = expectPage().holds();
        m_timeline->loadOlder();
        settle();
        QSignalSpy loaded(m_timeline.get(), &Timeline::pageLoaded);
        m_timeline->jumpToLatest();
        QVERIFY(held.sent().isAborted);
        settle();
        QCOMPARE(shown(), ids(1, 30));
        QCOMPARE(loaded, QList<QList<QVariant>>({{0, false}})); // whoever waited for it hears of it
        QVERIFY(m_timeline->older() == Timeline::Older::More);
    }
    void aChangeOfWhatIsShownIsSeen()
    {
        store(30);
        openNewest();
        QJsonObject redaction =
            testing::event(QStringLiteral("$x"), bob, QStringLiteral("m.room.redaction"), {});
        redaction.insert(QStringLiteral("redacts"), QStringLiteral("$m7"));
        commit(sync(QStringLiteral("p2"), joined({redaction})));
        QCOMPARE(m_timeline->items().size(), 30);
        QVERIFY(m_timeline->items().at(6).kind == TimelineItem::Kind::Redacted);
        QVERIFY(!m_timeline->items().at(6).text.contains(QStringLiteral("$m7")));
    }

    void showsWhoHasRead()
    {
        const auto reads = [this](const QString &token, const QString &event) {
            QJsonObject delta = joined({});
            const QJsonObject user{{QStringLiteral("@eve:x"), QJsonObject{{QStringLiteral("ts"), 5}}}};
            const QJsonObject content{{event, QJsonObject{{QStringLiteral("m.read"), user}}}};
            const QJsonObject receipt{{QStringLiteral("type"), QStringLiteral("m.receipt")},
                                      {QStringLiteral("content"), content}};
            delta.insert(QStringLiteral("ephemeral"),
                         QJsonObject{{QStringLiteral("events"), QJsonArray{receipt}}});
            commit(sync(token, delta));
        };
        const auto readers = [this] {
            QStringList result;
            for (const TimelineItem &row : m_timeline->items()) {
                for (const RoomReader &reader : row.readers)
                    result << row.event.toString() + reader.user.toString();
            }
            return result;
        };
        store(60);
        reads(QStringLiteral("p2"), QStringLiteral("$m5"));
        openNewest();
        QCOMPARE(readers(), QStringList());
        m_timeline->loadOlder();
        settle();
        QCOMPARE(readers(), QStringList{QStringLiteral("$m5@eve:x")});
        reads(QStringLiteral("p3"), QStringLiteral("$m58"));
        QCOMPARE(readers(), QStringList{QStringLiteral("$m58@eve:x")});
        m_timeline->jumpToLatest();
        settle();
        QCOMPARE(readers(), QStringList{QStringLiteral("$m58@eve:x")});
    }

    // ---- what one sends
    void theEchoBecomesTheEventUnderItsKey_data()
    {
        QTest::addColumn<bool>("saysTxn");
        QTest::addColumn<bool>("isAnswerFirst");
        QTest::newRow("answer, then echo") << true << true;
        QTest::newRow("answer, then an echo without its transaction") << false << true;
        QTest::newRow("echo before the answer") << true << false;
    }
    void theEchoBecomesTheEventUnderItsKey()
    {
        QFETCH(bool, saysTxn);
        QFETCH(bool, isAnswerFirst);
        store(30);
        openNewest();
        auto &put = m_bench->server.expects(Method::Put, Send).holds();
        const TxnId txn = m_queue->send(room, QStringLiteral("m.room.message"),
                                        jsonText("{'msgtype':'m.text','body':'mine'}"));
        QCOMPARE(m_timeline->items().size(), 31);
        const QString key = m_timeline->items().last().key;
        QVERIFY(m_timeline->items().last().state == TimelineItem::State::Sending);
        settle();
        const QByteArray answer = jsonText("{'event_id':'$mine'}");
        if (isAnswerFirst) {
            put.release(200, answer);
            settle();
            QVERIFY(m_timeline->items().last().state == TimelineItem::State::Sent);
        }
        m_diffs.clear();
        commit(sync(QStringLiteral("p2"), joined({echo(QStringLiteral("$mine"), saysTxn ? txn : TxnId(),
                                                       QStringLiteral("mine"))})));
        if (!isAnswerFirst)
            put.release(200, answer);
        settle();
        QCOMPARE(m_timeline->items().size(), 31);
        QCOMPARE(m_timeline->items().last().key, key);
        QCOMPARE(m_timeline->items().last().event, EventId(QStringLiteral("$mine")));
        QVERIFY(m_timeline->items().last().state == TimelineItem::State::Sent);
        for (const TimelineDiff &diff : std::as_const(m_diffs)) {
            for (const auto &step : diff.steps)
                QVERIFY2(std::holds_alternative<TimelineDiff::Update>(step),
                         "the row did not stay in its place");
        }
    }
    void aRefusedMessageSaysWhy()
    {
        store(30);
        openNewest();
        m_bench->server.expects(Method::Put, Send).replies(403, R"({"errcode":"M_FORBIDDEN","error":"…"})");
        const TxnId txn = m_queue->send(room, QStringLiteral("m.room.message"),
                                        jsonText("{'msgtype':'m.text','body':'mine'}"));
        settle();
        QVERIFY(m_timeline->items().last().state == TimelineItem::State::Failed);
        QVERIFY(!m_timeline->items().last().reason.isEmpty());
        // What others write goes above it.
        commit(sync(QStringLiteral("p2"), joined(messages(31, 31))));
        QCOMPARE(m_timeline->items().last().key, txn.toString());
        m_queue->discard(txn);
        QCOMPARE(shown(), ids(1, 31));
    }
    void anEchoThatAGapSwallowedComesWithHistory()
    {
        store(30);
        openNewest();
        m_bench->server.expects(Method::Put, Send).fails(Error::Kind::Network);
        const TxnId txn = m_queue->send(room, QStringLiteral("m.room.message"),
                                        jsonText("{'msgtype':'m.text','body':'mine'}"));
        settle();
        commit(sync(QStringLiteral("p2"), joined(messages(101, 125), QStringLiteral("t2"), true)));
        settle();
        QCOMPARE(shown().size(), 26);
        expectPage().replies(200, page({message(QStringLiteral("$m100")), echo(QStringLiteral("$mine"), txn)},
                                       QStringLiteral("t3")));
        m_timeline->loadOlder();
        settle();
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(shown(), (QStringList{QStringLiteral("$mine"), QStringLiteral("$m100")}) + ids(101, 125));
        m_bench->clock.advance(1h);
        settle();
        QCOMPARE(m_bench->server.count(Method::Put, Send), 1);
    }
    void whatWaitsForOtherRoomsIsNotShown()
    {
        store(30);
        openNewest();
        m_bench->server.expects(Method::Put, QStringLiteral("/rooms/!other:x/send/m.room.message/*")).holds();
        m_queue->send(otherRoom, QStringLiteral("m.room.message"), "{}");
        QCOMPARE(shown(), ids(1, 30));
        settle();
    }
    void closingItEndsItsRequests()
    {
        store(30);
        openNewest();
        auto &held = expectPage().holds();
        m_timeline->loadOlder();
        settle();
        m_timeline.reset();
        QVERIFY(held.sent().isAborted);
        settle();
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"

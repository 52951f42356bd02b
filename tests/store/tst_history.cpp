// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetesting.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;
using Edge = HistoryWindow::Edge;

namespace {

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

QList<Event> messages(const char *words)
{
    QList<Event> events;
    for (const QString &word : list(words))
        events.append(message(word));
    return events;
}

/// A server that has a room's whole timeline and hands it out in pieces. Tokens are places between events.
class NaiveServer
{
public:
    explicit NaiveServer(int overlap) : m_overlap(overlap) { m_events.append(create(u"$0"_qs)); }

    void write(int count)
    {
        for (int i = 0; i < count; ++i)
            m_events.append(message(u"$%1"_qs.arg(m_events.size())));
    }
    /// What a sync says that comes after the first `m_synced` events, with at most `limit` of them.
    RoomDelta sync(int limit, bool withRepeats, QRandomGenerator &random)
    {
        qsizetype from = qMax(m_synced, m_events.size() - limit);
        const bool isLimited = from > m_synced;
        if (!isLimited && withRepeats && m_synced > 0)
            from = qMax<qsizetype>(m_lastFrom, m_synced - random.bounded(3));
        m_lastFrom = from;
        m_synced = m_events.size();
        return joined(m_events.mid(from), token(from), isLimited);
    }
    HistoryPage messagesBefore(const QString &from, int limit)
    {
        const qsizetype place = from.isEmpty() ? m_events.size() : from.mid(1).toLongLong();
        // 2014: a page begins with the event that the one before ended with.
        const qsizetype last = qMin(m_events.size(), place + (m_overlap && place < m_events.size() ? 1 : 0));
        const qsizetype first = qMax<qsizetype>(0, last - limit);
        HistoryPage result;
        result.from = from;
        result.events = m_events.mid(first, last - first);
        std::reverse(result.events.begin(), result.events.end());
        if (m_overlap)
            result.end = token(first);
        else
            result.end = first == 0 ? QString() : token(first);
        return result;
    }
    QStringList allIds() const
    {
        QStringList names;
        for (const Event &event : m_events)
            names.append(event.id.toString());
        return names;
    }

private:
    static QString token(qsizetype place) { return u"t%1"_qs.arg(place); }

    QList<Event> m_events;
    qsizetype m_synced = 0;
    qsizetype m_lastFrom = 0; ///< repeats never reach beyond the reply before
    int m_overlap;
};

}

class TestHistory : public QObject
{
    Q_OBJECT

    /// Everything that is stored, oldest first, with "|" where a window ends at a gap.
    static QStringList everything(Bench &bench)
    {
        QStringList all;
        Statement statement = bench.database().query("SELECT seq, event_id FROM events ORDER BY seq");
        SegmentTable segments(bench.database());
        int number = 0;
        while (statement.next()) {
            const int here = segmentOf(statement.integer(0));
            if (here != number) {
                const auto segment = segments.at(1, here);
                if (segment && segment->edge == Segment::Edge::Gap)
                    all.append(u"|"_qs);
                number = here;
            }
            all.append(statement.text(1));
        }
        return all;
    }

private Q_SLOTS:
    void aNewRoomHasAGapAtItsOldEdge()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b c"), u"t1"_qs));
        const auto window = bench.window();
        QCOMPARE(ids(window.events), list("a b c"));
        QCOMPARE(window.edge, Edge::Gap);
        QCOMPARE(window.gapToken, u"t1"_qs);
        QVERIFY(!window.hasNewer);
    }
    void aRoomWithItsCreationHasNone()
    {
        Bench bench;
        bench.commitRoom(joined({create(), message(u"a"_qs)}, u"t1"_qs));
        QCOMPARE(bench.window().edge, Edge::Start);
    }
    void anUnknownRoomReadsAsEmpty()
    {
        Bench bench;
        const auto window = bench.window();
        QVERIFY(window.events.isEmpty());
        QCOMPARE(window.edge, Edge::Start);
    }
    void appendsOnce()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t"_qs));
        const auto again = bench.commitRoom(joined(messages("b c b")));
        QCOMPARE(ids(again.appended), list("c"));
        QVERIFY(!again.hasNewSegment);
        QCOMPARE(ids(bench.window().events), list("a b c"));
    }
    void aLimitedSyncOpensAGap()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        const auto committed = bench.commitRoom(joined(messages("x y"), u"t2"_qs, true));
        QVERIFY(committed.hasNewSegment);
        const auto window = bench.window();
        QCOMPARE(ids(window.events), list("x y"));
        QCOMPARE(window.edge, Edge::Gap);
        QCOMPARE(window.gapToken, u"t2"_qs);
        // What was stored is still there, and the gap between is not crossed.
        const auto older = HistoryReader(bench.database()).around(room, EventId(u"b"_qs), 10).take();
        QCOMPARE(ids(older.events), list("a b"));
        QVERIFY(older.hasNewer);
    }
    void aLimitedSyncThatMeetsTheStoreIsNoGap()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        const auto committed = bench.commitRoom(joined(messages("b c"), u"t2"_qs, true));
        QVERIFY(!committed.hasNewSegment);
        QCOMPARE(ids(bench.window().events), list("a b c"));
        QCOMPARE(bench.window().gapToken, u"t1"_qs);
    }
    void aLimitedSyncWithNothingNewChangesNothing()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        QVERIFY(!bench.commitRoom(joined(messages("a b"), u"t2"_qs, true)).hasNewSegment);
        QCOMPARE(bench.window().gapToken, u"t1"_qs);
    }
    void aLimitedSyncWithoutEventsIsAGapToo()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a"), u"t1"_qs));
        QVERIFY(bench.commitRoom(joined({}, u"t2"_qs, true)).hasNewSegment);
        QVERIFY(bench.commitRoom(joined(messages("x"))).hasNewSegment);
        QVERIFY(!bench.commitRoom(joined(messages("y"))).hasNewSegment);
        QCOMPARE(ids(bench.window().events), list("x y"));
        QCOMPARE(bench.fill(page(messages("w a"), u"t2"_qs, u"t0"_qs)).added, 1);
        QCOMPARE(ids(bench.window().events), list("a w x y"));
    }
    void historyClosesAGap()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        bench.commitRoom(joined(messages("x y"), u"t2"_qs, true));
        QCOMPARE(bench.fill(page(messages("w v"), u"t2"_qs, u"t3"_qs)).added, 2);
        QCOMPARE(bench.window().gapToken, u"t3"_qs);
        QCOMPARE(bench.fill(page(messages("u b a"), u"t3"_qs, u"t4"_qs)).added, 1);
        const auto window = bench.window();
        QCOMPARE(ids(window.events), list("a b u v w x y"));
        QCOMPARE(window.gapToken, u"t1"_qs);
        // Windows of any size walk over the closed gap.
        QStringList walked;
        Seq before = 0;
        for (;;) {
            const auto piece = bench.window(before, 2);
            walked = ids(piece.events) + walked;
            if (piece.edge != Edge::More)
                break;
            before = piece.events.first().seq;
        }
        QCOMPARE(walked, list("a b u v w x y"));
    }
    void aStaleTokenIsDropped()
    {
        Bench bench;
        bench.commitRoom(joined(messages("c"), u"t1"_qs));
        QCOMPARE(bench.fill(page(messages("b"), u"t1"_qs, u"t2"_qs)).added, 1);
        const auto late = bench.fill(page(messages("z"), u"t1"_qs, u"t9"_qs));
        QCOMPARE(late.added, 0);
        QVERIFY(!late.reachedStart);
        QCOMPARE(ids(bench.window().events), list("b c"));
        QCOMPARE(bench.window().gapToken, u"t2"_qs);
    }
    void findsTheStart_data()
    {
        QTest::addColumn<QList<Event>>("events");
        QTest::addColumn<QString>("end");
        QTest::addColumn<bool>("isStart");
        QTest::addColumn<QString>("stored");
        QTest::newRow("no end") << messages("b a") << QString() << true << u"a b c"_qs;
        QTest::newRow("no end, empty") << QList<Event>() << QString() << true << u"c"_qs;
        QTest::newRow("end is from") << messages("b") << u"t1"_qs << true << u"b c"_qs;
        QTest::newRow("only what is known") << messages("c") << u"t2"_qs << false << u"c"_qs;
        QTest::newRow("creation") << QList<Event>{message(u"b"_qs), create(u"a"_qs)} << u"t2"_qs << true
                                  << u"a b c"_qs;
        QTest::newRow("empty with a new end") << QList<Event>() << u"t2"_qs << false << u"c"_qs;
        QTest::newRow("one more page") << messages("b") << u"t2"_qs << false << u"b c"_qs;
        QTest::newRow("overlapping") << messages("c b") << u"t2"_qs << false << u"b c"_qs;
    }
    void findsTheStart()
    {
        QFETCH(QList<Event>, events);
        QFETCH(QString, end);
        QFETCH(bool, isStart);
        QFETCH(QString, stored);
        Bench bench;
        bench.commitRoom(joined(messages("c"), u"t1"_qs));
        const auto result = bench.fill(page(events, u"t1"_qs, end));
        QCOMPARE(result.reachedStart, isStart);
        const auto window = bench.window();
        QCOMPARE(ids(window.events), stored.split(u' '));
        QCOMPARE(window.edge, isStart ? Edge::Start : Edge::Gap);
        QCOMPARE(window.gapToken, isStart ? QString() : end);
    }
    void aGapWithoutATokenIsAskedFromTheNewest()
    {
        Bench bench;
        bench.commitRoom(joined(messages("d e f")), Dialect::V1);
        QCOMPARE(bench.window().edge, Edge::Gap);
        QCOMPARE(bench.window().gapToken, QString());
        // The first pages only walk over what the stream brought; that is not the start.
        auto result = bench.fill(page(messages("f e"), {}, u"t1"_qs));
        QCOMPARE(result.added, 0);
        QVERIFY(!result.reachedStart);
        result = bench.fill(page(messages("e d c"), u"t1"_qs, u"t2"_qs));
        QCOMPARE(result.added, 1);
        QCOMPARE(ids(bench.window().events), list("c d e f"));
    }
    void endlessRepeatsAreTheStart()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b")), Dialect::V1);
        QVERIFY(!bench.fill(page(messages("b a"), {}, u"t1"_qs)).reachedStart);
        QVERIFY(!bench.fill(page(messages("b a"), u"t1"_qs, u"t2"_qs)).reachedStart);
        QVERIFY(bench.fill(page(messages("b a"), u"t2"_qs, u"t3"_qs)).reachedStart);
    }
    void aFetchedRoomLiesBeforeWhatTheStreamBrought_data()
    {
        QTest::addColumn<QString>("streamed");
        QTest::addColumn<QString>("fetched");
        QTest::addColumn<QString>("stored");
        QTest::newRow("meets") << u"d"_qs << u"a b c d"_qs << u"a b c d"_qs;
        QTest::newRow("meets and goes on") << u"c d"_qs << u"a b c d e"_qs << u"a b c d e"_qs;
        // It brings nothing older, but the place of what does.
        QTest::newRow("begins with it") << u"a"_qs << u"a b"_qs << u"a b"_qs;
        // What does not meet it may be of any time. The stream brings the later, the gap holds the earlier.
        QTest::newRow("does not meet") << u"d e"_qs << u"a b c"_qs << u"d e"_qs;
    }
    void aFetchedRoomLiesBeforeWhatTheStreamBrought()
    {
        QFETCH(QString, streamed);
        QFETCH(QString, fetched);
        QFETCH(QString, stored);
        Bench bench;
        bench.commitRoom(joined(messages(qPrintable(streamed)), u"end"_qs, true), Dialect::V1);
        RoomDelta delta = joined(messages(qPrintable(fetched)), u"start"_qs, true);
        delta.isFullState = true;
        delta.state = {member(u"m"_qs, me, u"join"_qs)};
        bench.commit(batchOf({delta}, {}), Dialect::V1);
        const auto window = bench.window();
        QCOMPARE(ids(window.events), stored.split(u' '));
        QCOMPARE(window.gapToken, stored.startsWith(u'a') ? u"start"_qs : u"end"_qs);
    }
    void joiningAgainIn2014LeavesAGap()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a"), u"t1"_qs), Dialect::V1);
        RoomDelta left = joined({});
        left.membership = Membership::Leave;
        bench.commitRoom(left, Dialect::V1);
        bench.commitRoom(joined(messages("x"), u"end"_qs, true), Dialect::V1);
        QCOMPARE(ids(bench.window().events), list("x"));
        QCOMPARE(bench.window().edge, Edge::Gap);
        // The room's own reply gives the gap its token.
        RoomDelta fetched = joined(messages("w x"), u"start"_qs, true);
        fetched.isFullState = true;
        bench.commit(batchOf({fetched}, {}), Dialect::V1);
        QCOMPARE(ids(bench.window().events), list("w x"));
        QCOMPARE(bench.window().gapToken, u"start"_qs);
    }
    /// a b | e f, and then a reply that holds all of it.
    void aFullReplyClosesTheGapsThatItCovers_data()
    {
        QTest::addColumn<QString>("timeline");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("token");
        QTest::newRow("the gap alone") << u"c d e f g"_qs << u"c d e f g"_qs << u"t3"_qs;
        QTest::newRow("into the older stretch") << u"b c d e f g"_qs << u"a b c d e f g"_qs << u"t1"_qs;
        QTest::newRow("beyond the older stretch")
            << u"y z a b c d e f g"_qs << u"a b c d e f g"_qs << u"t1"_qs;
    }
    void aFullReplyClosesTheGapsThatItCovers()
    {
        QFETCH(QString, timeline);
        QFETCH(QString, stored);
        QFETCH(QString, token);
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        bench.commitRoom(joined(messages("e f"), u"t2"_qs, true));
        RoomDelta full = joined(messages(qPrintable(timeline)), u"t3"_qs, true);
        full.isFullState = true;
        const CommittedRoom committed = bench.commitRoom(full);
        QCOMPARE(ids(committed.appended), list("g"));
        QVERIFY(!committed.hasNewSegment);
        QCOMPARE(ids(bench.window().events), stored.split(u' '));
        QCOMPARE(bench.window().gapToken, token);
    }
    /// Of the time in which one was not in the room nothing is known but that it was.
    void whoIsRemovedIn2014SeesTheHistoryAnew()
    {
        Bench bench;
        bench.commitRoom(joined({create(), message(u"a"_qs)}), Dialect::V1);
        RoomDelta left = joined({}, u"end"_qs, true);
        left.membership = Membership::Leave;
        left.state = {member(u"l"_qs, me, u"leave"_qs)};
        QVERIFY(bench.commitRoom(left, Dialect::V1).hasNewSegment);
        QVERIFY(bench.window().events.isEmpty());
        QCOMPARE(bench.window().gapToken, u"end"_qs);
        // One is back in it, so what was said meanwhile can be seen.
        bench.fill(page({message(u"c"_qs), message(u"b"_qs)}, u"end"_qs, u"t1"_qs));
        bench.fill(page({member(u"l"_qs, me, u"leave"_qs), message(u"a"_qs)}, u"t1"_qs, u"t2"_qs));
        QCOMPARE(ids(bench.window().events),
                 QStringList({create().id.toString(), u"a"_qs, u"l"_qs, u"b"_qs, u"c"_qs}));
    }
    void aGapWithoutEventsEndsWhereTheReplyMeetsTheStore()
    {
        Bench bench;
        bench.commitRoom(joined(messages("b c"), u"t1"_qs));
        bench.commitRoom(joined({}, u"t2"_qs, true));
        QVERIFY(!bench.commitRoom(joined(messages("a b c d"), u"t3"_qs, true)).hasNewSegment);
        QCOMPARE(ids(bench.window().events), list("b c d"));
        QCOMPARE(bench.window().gapToken, u"t1"_qs);
    }
    void aRedactionInAGapReachesWhatIsStoredBefore()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b"), u"t1"_qs));
        bench.commitRoom(joined(messages("x"), u"t2"_qs, true));
        QJsonObject object = wire(u"r"_qs, bob, u"m.room.redaction"_qs, {});
        object.insert(u"redacts"_qs, u"b"_qs);
        const auto added = bench.fill(page({parsed(object), message(u"b"_qs)}, u"t2"_qs, u"t3"_qs));
        QCOMPARE(ids(added.room.changed), list("b"));
        const auto window = bench.window();
        QCOMPARE(ids(window.events), list("a b r x"));
        QVERIFY(window.events.at(1).event.isRedacted);
        QCOMPARE(window.events.at(1).event.content, "{}");
    }
    void aRedactionReachesTheStateThoughAPageBroughtItBefore()
    {
        const QString topic = u"m.room.topic"_qs;
        Bench bench;
        RoomDelta delta = joined(messages("b"), u"t1"_qs, true);
        delta.isFullState = true;
        delta.state = {state(u"n"_qs, topic, {{u"topic"_qs, u"Bad"_qs}})};
        QCOMPARE(bench.commitRoom(delta, Dialect::Sliding).room.topic, u"Bad"_qs);
        QJsonObject redacted = wire(u"n"_qs, bob, topic, {});
        redacted.insert(u"state_key"_qs, QString());
        redacted.insert(u"unsigned"_qs,
                        QJsonObject{{u"redacted_because"_qs, wire(u"r"_qs, bob, u"x"_qs, {})}});
        bench.fill(page({parsed(redacted)}, u"t1"_qs, u"t2"_qs));
        QJsonObject redaction = wire(u"r"_qs, bob, u"m.room.redaction"_qs, {});
        redaction.insert(u"redacts"_qs, u"n"_qs);
        QCOMPARE(bench.commitRoom(joined({parsed(redaction)}), Dialect::Sliding).room.topic, QString());
    }
    void pagesOverNewerEventsAreNotTheStart()
    {
        Bench bench;
        bench.commitRoom(joined({create(), message(u"a"_qs)}));
        // The token is of where the stream stood, long after d.
        bench.commitRoom(joined({message(u"d"_qs)}, u"late"_qs, true));
        bench.commitRoom(
            joined({message(u"w"_qs), message(u"x"_qs), message(u"y"_qs), message(u"z"_qs)}, u"t3"_qs, true));
        bench.fill(page({message(u"z"_qs), message(u"y"_qs)}, u"late"_qs, u"late2"_qs));
        bench.fill(page({message(u"x"_qs), message(u"w"_qs)}, u"late2"_qs, u"late3"_qs));
        QVERIFY(
            !bench.fill(page({message(u"d"_qs), message(u"c"_qs)}, u"late3"_qs, u"late4"_qs)).reachedStart);
        bench.fill(page({message(u"b"_qs), message(u"a"_qs)}, u"late4"_qs, u"late5"_qs));
        bench.fill(page({message(u"d"_qs)}, u"t3"_qs, u"t4"_qs));
        QCOMPARE(ids(bench.window().events), QStringList({create().id.toString(), u"a"_qs, u"b"_qs, u"c"_qs,
                                                          u"d"_qs, u"w"_qs, u"x"_qs, u"y"_qs, u"z"_qs}));
    }
    void aPageThatEndsAtTheEdgeIsNotTheStart()
    {
        Bench bench;
        bench.commitRoom(joined(messages("b"), u"t1"_qs));
        // The next one begins with its last event; the rest of it is what one may not see.
        QVERIFY(!bench.fill(page(messages("b"), u"t1"_qs, u"t2"_qs)).reachedStart);
        QVERIFY(!bench.fill(page(messages("b"), u"t2"_qs, u"t3"_qs)).reachedStart);
        QVERIFY(!bench.fill(page({}, u"t3"_qs, u"t4"_qs)).reachedStart);
        QVERIFY(bench.fill(page(messages("a"), u"t4"_qs, {})).reachedStart);
        QCOMPARE(ids(bench.window().events), list("a b"));
    }
    void whatIsNewerThanTheSegmentIsNotPutBeforeIt()
    {
        Bench bench;
        bench.commitRoom(joined(messages("b"), u"end"_qs, true));
        bench.fill(page(messages("c b a"), u"end"_qs, u"t1"_qs));
        QCOMPARE(ids(bench.window().events), list("a b"));
    }
    void whoComesBackMayHaveMissedSomething()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a"), u"t1"_qs));
        RoomDelta left = joined(messages("b"));
        left.membership = Membership::Leave;
        bench.commitRoom(left);
        bench.commitRoom(joined(messages("y z"), u"t2"_qs));
        QCOMPARE(ids(bench.window().events), list("y z"));
        QCOMPARE(bench.window().gapToken, u"t2"_qs);
    }
    void aroundTakesBothSides()
    {
        Bench bench;
        bench.commitRoom(joined(messages("a b c d e f g"), u"t"_qs));
        HistoryReader reader(bench.database());
        const auto window = reader.around(room, EventId(u"d"_qs), 4).take();
        QCOMPARE(ids(window.events), list("b c d e"));
        QCOMPARE(window.edge, Edge::More);
        QVERIFY(window.hasNewer);
        const auto newer = reader.after(room, window.events.last().seq, 10).take();
        QCOMPARE(ids(newer.events), list("f g"));
        QVERIFY(!newer.hasNewer);
        const auto missing = reader.around(room, EventId(u"z"_qs), 4);
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }
    void aWindowKnowsTheEditsOutsideIt()
    {
        const auto edit = [](const QString &id, const UserId &sender, qint64 ts) {
            const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, u"a"_qs}};
            return parsed(wire(id, sender, u"m.room.message"_qs,
                               {{u"body"_qs, u"* new"_qs},
                                {u"m.new_content"_qs, QJsonObject{{u"body"_qs, u"new"_qs}}},
                                {u"m.relates_to"_qs, relation}},
                               ts));
        };
        Bench bench;
        bench.commitRoom(
            joined(messages("a b c d e") + QList<Event>{edit(u"e1"_qs, bob, 100), edit(u"e2"_qs, bob, 200),
                                                        edit(u"e3"_qs, me, 300)},
                   u"t"_qs));
        HistoryReader reader(bench.database());
        const auto window = reader.around(room, EventId(u"b"_qs), 3).take();
        QCOMPARE(ids(window.events), list("a b c"));
        QCOMPARE(ids(window.related.relations), list("e2"));
        QVERIFY(reader.before(room, 0, 50)->related.relations.isEmpty()); // it has them all
    }
    /// "Clients viewing the permalink should resolve this reference to the original event."
    void aroundAnEditIsAroundWhatItEdits()
    {
        const auto edit = [](const QString &id, const QString &of, const UserId &sender, qint64 ts) {
            const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, of}};
            return parsed(wire(id, sender, u"m.room.message"_qs,
                               {{u"body"_qs, u"* new"_qs},
                                {u"m.new_content"_qs, QJsonObject{{u"body"_qs, u"new"_qs}}},
                                {u"m.relates_to"_qs, relation}},
                               ts));
        };
        Bench bench;
        bench.commitRoom(
            joined(messages("a b c d e f g h") + QList<Event>{edit(u"e1"_qs, u"b"_qs, bob, 100),
                                                              edit(u"e2"_qs, u"b"_qs, bob, 200),
                                                              edit(u"e3"_qs, u"missing"_qs, bob, 300)},
                   u"t"_qs));
        HistoryReader reader(bench.database());
        const auto window = reader.around(room, EventId(u"e1"_qs), 3).take();
        QCOMPARE(ids(window.events), list("a b c"));
        QCOMPARE(ids(window.related.relations), list("e1 e2"));
        QCOMPARE(reader.around(room, EventId(u"e3"_qs), 3).error().kind, Error::Kind::NotFound);
    }
    void readsBackWhatCame()
    {
        Bench bench;
        QJsonObject object = wire(u"$m"_qs, bob, u"m.room.member"_qs,
                                  {{u"membership"_qs, u"join"_qs}, {u"displayname"_qs, u"Bob"_qs}});
        object.insert(u"state_key"_qs, bob.toString());
        object.insert(u"unsigned"_qs,
                      QJsonObject{{u"prev_content"_qs, QJsonObject{{u"membership"_qs, u"invite"_qs}}}});
        const Event event = parsed(object);
        bench.commitRoom(joined({event}, u"t"_qs));
        const StoredEvent stored = bench.window().events.value(0);
        QCOMPARE(stored.event.id, event.id);
        QCOMPARE(stored.event.type, event.type);
        QCOMPARE(stored.event.sender, bob);
        QCOMPARE(stored.event.stateKey, event.stateKey);
        QCOMPARE(stored.event.ts, event.ts);
        QCOMPARE(stored.event.content, event.content);
        QCOMPARE(stored.event.previousContent, event.previousContent);
        QCOMPARE(stored.event.raw, event.raw);
        QCOMPARE(stored.senderName, u"Bob"_qs);
        QCOMPARE(stored.targetName, u"Bob"_qs);
    }
    void equalsTheServersOrderInTheEnd_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<int>("overlap");
        const quint32 base = qEnvironmentVariableIntValue("LINNET_SEED");
        for (quint32 i = 0; i < 24; ++i) {
            const quint32 seed = base ? base + i : QRandomGenerator::global()->generate();
            QTest::addRow("seed %u%s", seed, i % 2 ? " overlapping" : "") << seed << int(i % 2);
        }
    }
    /// Random writing, syncs that are limited now and then, pages of history at random gaps, replays: what is
    /// stored is at all times the server's order with every hole marked, and all of it in the end.
    void equalsTheServersOrderInTheEnd()
    {
        QFETCH(quint32, seed);
        QFETCH(int, overlap);
        QRandomGenerator random(seed);
        NaiveServer server(overlap);
        Bench bench;
        QList<HistoryPage> old;
        for (int step = 0; step < 60; ++step) {
            switch (random.bounded(4)) {
            case 0:
            case 1:
                server.write(random.bounded(12));
                bench.commitRoom(server.sync(random.bounded(1, 8), true, random));
                break;
            case 2: {
                const auto window = bench.window(0, 1 + random.bounded(20));
                if (window.edge != Edge::Gap)
                    break;
                old.append(server.messagesBefore(window.gapToken, 2 + random.bounded(6)));
                bench.fill(old.last());
                break;
            }
            default:
                if (!old.isEmpty())
                    bench.fill(old.at(random.bounded(int(old.size()))));
            }
            check(bench, server);
            if (QTest::currentTestFailed())
                return;
        }
        for (int turn = 0; turn < 1000; ++turn) {
            const auto window = bench.window(0, 100'000);
            if (window.edge == Edge::Start && !window.events.isEmpty())
                break;
            bench.fill(server.messagesBefore(window.gapToken, 5));
        }
        check(bench, server);
        QCOMPARE(ids(bench.window(0, 100'000).events),
                 server.allIds().mid(0, bench.window(0, 100'000).events.size()));
        QCOMPARE(bench.window(0, 100'000).edge, Edge::Start);
    }

private:
    void check(Bench &bench, const NaiveServer &server)
    {
        const QStringList truth = server.allIds();
        qsizetype last = -1;
        bool isAfterGap = true;
        const QStringList stored = everything(bench);
        for (const QString &id : stored) {
            if (id == u"|") {
                isAfterGap = true;
                continue;
            }
            const qsizetype place = truth.indexOf(id);
            QVERIFY2(place > last, "out of order or twice");
            QVERIFY2(isAfterGap || place == last + 1, "a hole that is not marked");
            last = place;
            isAfterGap = false;
        }
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"

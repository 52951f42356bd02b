// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archive.h"

#include "indexed.h"

#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::testing;

namespace {

constexpr qint64 Day = 86'400'000;

}

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWordsByTheirBeginning()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"We are testing"_qs, 1), message(u"$2"_qs, bob, u"a test"_qs, 2),
                     message(u"$3"_qs, bob, u"contest"_qs, 3), message(u"$4"_qs, bob, u"none"_qs, 4)});
        QCOMPARE(indexed.find(u"test"_qs), (QStringList{u"$2"_qs, u"$1"_qs}));
        QCOMPARE(indexed.find(u"TESTING we"_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.find(u"\"test\""_qs), QStringList{u"$2"_qs});
        QCOMPARE(indexed.find(u"\"are testing\""_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.find(u"\"testing are\""_qs), QStringList());
        QCOMPARE(indexed.find(u"absent"_qs), QStringList());
    }
    void whatIsTypedIsNeverALanguage_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"\"",    "a\"b", "AND",    "OR",        "NOT", "NEAR(a b)", "a*",
                                  "(",     ")",    "words:", "tags : r1", "-a",  "^a",        "{a}",
                                  "a + b", "'",    "\\",     "%",         "r1",  "d0"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void whatIsTypedIsNeverALanguage()
    {
        QFETCH(QString, typed);
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"plain"_qs)});
        QCOMPARE(indexed.find(typed), QStringList());
    }

    void filters()
    {
        Indexed indexed;
        indexed.say(
            {member(u"$m"_qs, bob, u"join"_qs, u"Robert Brown"_qs),
             message(u"$1"_qs, bob, u"hello there"_qs, 10 * Day),
             message(u"$2"_qs, me, u"hello https://x.org"_qs, 11 * Day),
             parsed(wire(u"$3"_qs, bob, u"m.room.message"_qs,
                         {{u"msgtype"_qs, u"m.image"_qs}, {u"body"_qs, u"hello.png"_qs}}, 12 * Day))});
        indexed.say({message(u"$4"_qs, bob, u"hello elsewhere"_qs, 13 * Day)}, other);
        QCOMPARE(indexed.find(u"hello"_qs), (QStringList{u"$4"_qs, u"$3"_qs, u"$2"_qs, u"$1"_qs}));
        QCOMPARE(indexed.find(u"from:brown"_qs), (QStringList{u"$4"_qs, u"$3"_qs, u"$1"_qs}));
        QCOMPARE(indexed.find(u"from:@bob:x hello there"_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.find(u"from:rown"_qs), QStringList());
        QCOMPARE(indexed.find(u"from:me"_qs), QStringList{u"$2"_qs});
        QCOMPARE(indexed.find(u"has:link"_qs), QStringList{u"$2"_qs});
        QCOMPARE(indexed.find(u"has:image"_qs), QStringList{u"$3"_qs});
        QCOMPARE(indexed.find(u"has:image has:link"_qs), QStringList());
        QCOMPARE(indexed.find(u"has:image has:file"_qs), QStringList{u"$3"_qs});
    }
    void roomsAsTheyWereResolved()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs, 1)});
        indexed.say({message(u"$2"_qs, bob, u"hello"_qs, 2)}, other);
        SearchQuery query = SearchQuery::parse(u"hello"_qs, {});
        query.rooms = QList{other};
        const auto page = indexed.ask(query);
        QCOMPARE(page->hits.size(), 1);
        QCOMPARE(page->hits.first().room, other);
        query.rooms = QList<RoomId>();
        QVERIFY(indexed.ask(query)->hits.isEmpty());
        query.rooms = QList{RoomId(u"!unknown:x"_qs)};
        QVERIFY(indexed.ask(query)->hits.isEmpty());
    }
    void days()
    {
        Indexed indexed;
        const auto at = [](int day, int hour) {
            return QDateTime(QDate(2026, 3, day), QTime(hour, 0)).toMSecsSinceEpoch();
        };
        indexed.say(
            {message(u"$1"_qs, bob, u"hello"_qs, at(1, 23)), message(u"$2"_qs, bob, u"hello"_qs, at(2, 0)),
             message(u"$3"_qs, bob, u"hello"_qs, at(2, 23)), message(u"$4"_qs, bob, u"hello"_qs, at(3, 0))});
        const QStringList second{u"$3"_qs, u"$2"_qs};
        QCOMPARE(indexed.find(u"hello after:2026-03-02 before:2026-03-03"_qs), second);
        QCOMPARE(indexed.find(u"after:2026-03-02 before:2026-03-03"_qs), second);
        QCOMPARE(indexed.find(u"before:2026-03-02"_qs), QStringList{u"$1"_qs});
    }

    /// History comes after the newest; what was said, not when it came, is the order. Compared with sorting
    /// it all, for rare and for frequent words, page by page.
    void newestFirstHoweverItCame_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("few") << 40;
        QTest::newRow("many") << 700;
    }
    void newestFirstHoweverItCame()
    {
        QFETCH(int, count);
        QRandomGenerator random(7);
        QList<std::pair<qint64, QString>> truth;
        Indexed indexed;
        for (int i = 0; i < count; ++i) {
            const qint64 ts = random.bounded(60) * Day + random.bounded(100'000);
            const QString id = u"$%1"_qs.arg(i);
            truth.append({ts, id});
            indexed.say({message(id, bob, u"word %1"_qs.arg(i), ts)}, i % 3 ? room : other);
        }
        std::stable_sort(truth.begin(), truth.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
        const SearchQuery query = SearchQuery::parse(u"wor"_qs, {});
        QList<qint64> times;
        QSet<QString> ids;
        MessagePlace place;
        for (bool hasMore = true; hasMore;) {
            const auto page = indexed.ask(query, place, 33);
            QVERIFY(page.isOk());
            for (const SearchHit &hit : page->hits) {
                times.append(hit.event.event.ts);
                ids.insert(hit.event.event.id.toString());
            }
            QVERIFY(!page->hits.isEmpty());
            place = page->end;
            hasMore = page->hasMore;
        }
        QCOMPARE(ids.size(), count);
        QCOMPARE(times.size(), count);
        for (int i = 0; i < count; ++i)
            QCOMPARE(times[i], truth[i].first);
    }

    void hitsComeWithNames()
    {
        Indexed indexed;
        indexed.say({member(u"$m"_qs, bob, u"join"_qs, u"Bob"_qs), message(u"$1"_qs, bob, u"hello"_qs)});
        const auto page = indexed.ask(SearchQuery::parse(u"hello"_qs, {}));
        QCOMPARE(page->hits.first().event.senderName, u"Bob"_qs);
        QCOMPARE(page->hits.first().room, room);
        QVERIFY(page->hits.first().event.seq != 0);
    }

    void whoDropsAQuestionEndsIt()
    {
        Indexed indexed;
        indexed.say({member(u"$m"_qs, bob, u"join"_qs, u"Robert"_qs), message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.open();
        const SearchQuery query = SearchQuery::parse(u"hello from:rob"_qs, {});
        int answers = 0;
        for (int i = 0; i < 50; ++i) {
            QObject context;
            indexed.archive->search(query, {}, 50).then(&context, [&](const Result<SearchPage> &) {
                ++answers;
            });
            indexed.archive->people(u"rob"_qs, 4).then(&context, [&](const Result<QList<FoundPerson>> &) {
                ++answers;
            });
        }
        QCOMPARE(indexed.find(u"hello from:rob"_qs), QStringList{u"$1"_qs});
        QCOMPARE(answers, 0);
    }
    /// The palette and any number of `ctl`.
    void nobodyEndsTheQuestionOfAnother()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.open();
        QObject context;
        QList<qsizetype> hits;
        for (int i = 0; i < 20; ++i) {
            indexed.archive->search(SearchQuery::parse(u"hello"_qs, {}), {}, 50)
                .then(&context, [&](const Result<SearchPage> &page) {
                    hits.append(page.isOk() ? page->hits.size() : -1);
                });
        }
        QTRY_COMPARE(hits, QList<qsizetype>(20, 1));
    }
    void endsWhileItIsAsked()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.open();
        QObject context;
        for (int i = 0; i < 20; ++i)
            indexed.archive->search(SearchQuery::parse(u"hello"_qs, {}), {}, 50)
                .then(&context, [](const Result<SearchPage> &) {});
        indexed.archive.reset();
    }
    void aWrongKeyIsAnError()
    {
        Bench bench;
        Archive archive(bench.path(), testKey('x'), me);
        QObject context;
        std::optional<Error> error;
        archive.search(SearchQuery::parse(u"hello"_qs, {}), {}, 50)
            .then(&context, [&](const Result<SearchPage> &page) { error = page.error(); });
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->kind, Error::Kind::Corrupt);
    }
    void knowsWhatIsStored()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs)});
        indexed.open();
        QObject context;
        std::optional<QSet<EventId>> known;
        indexed.archive
            ->stored({{room, EventId(u"$1"_qs)}, {room, EventId(u"$2"_qs)}, {other, EventId(u"$1"_qs)}})
            .then(&context, [&](const Result<QSet<EventId>> &answer) { known = *answer; });
        QTRY_VERIFY(known.has_value());
        QCOMPARE(*known, QSet<EventId>{EventId(u"$1"_qs)});
    }

    void findsPeople()
    {
        Indexed indexed;
        indexed.say(
            {member(u"$m"_qs, bob, u"join"_qs, u"Robert Brown"_qs), member(u"$i"_qs, me, u"join"_qs)});
        indexed.say({member(u"$n"_qs, bob, u"join"_qs, u"Bróte"_qs),
                     member(u"$o"_qs, UserId(u"@brix:x"_qs), u"join"_qs)},
                    other);
        using Names = QStringList;
        QCOMPARE(indexed.people(u"robert b"_qs), Names{u"Robert Brown"_qs});
        QCOMPARE(indexed.people(u"rown"_qs), Names());
        // Letter by letter; somebody has two names.
        QCOMPARE(indexed.people(u"br"_qs), (Names{u"Robert Brown"_qs, u"@brix:x"_qs}));
        QCOMPARE(indexed.people(u"bro"_qs), Names{u"Robert Brown"_qs});
        QCOMPARE(indexed.people(u"BROTE"_qs), Names{u"Bróte"_qs});
        QCOMPARE(indexed.people(u"broter"_qs), Names());
        QCOMPARE(indexed.people(u"bri"_qs), Names{u"@brix:x"_qs});
        QCOMPARE(indexed.people(u"@bob"_qs).size(), 1);
        QCOMPARE(indexed.people(u"me"_qs), Names());
        // No more than were asked for; more when they are.
        QCOMPARE(indexed.people(u"b"_qs, 1).size(), 1);
        QCOMPARE(indexed.people(u"b"_qs, 4).size(), 2);
    }
    void whoComesLaterIsKnown()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        QCOMPARE(indexed.find(u"hello from:brown"_qs), QStringList());
        QCOMPARE(indexed.people(u"brown"_qs), QStringList());
        indexed.say({member(u"$m"_qs, bob, u"join"_qs, u"Robert Brown"_qs)});
        QCOMPARE(indexed.find(u"hello from:brown"_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.people(u"brown"_qs), QStringList{u"Robert Brown"_qs});
    }
    void whatWasInterruptedIsNotKept()
    {
        Bench bench;
        bench.commit(batchOf({joined(
            {member(u"$m"_qs, bob, u"join"_qs, u"Robert Brown"_qs), message(u"$1"_qs, bob, u"hello"_qs)})}));
        SearchReader reader(bench.database(), me);
        const SearchQuery query = SearchQuery::parse(u"hello from:brown"_qs, {});
        constexpr int interrupted = 9; // SQLITE_INTERRUPT
        bench.database().fail(interrupted);
        const auto failed = reader.search(query, {}, 50);
        QCOMPARE(failed.error().kind, Error::Kind::Cancelled);
        QCOMPARE(reader.search(query, {}, 50)->hits.size(), 1);
    }

    void messagesAreGivenAsTheirSendersEditedThemLast()
    {
        Indexed indexed;
        indexed.say(
            {message(u"$1"_qs, bob), message(u"$2"_qs, bob), edit(u"$own"_qs, u"$1"_qs, bob, u"new"_qs, 2),
             edit(u"$late"_qs, u"$1"_qs, bob, u"old"_qs, 1), edit(u"$foreign"_qs, u"$1"_qs, me, u"no"_qs, 3),
             edit(u"$foreign2"_qs, u"$2"_qs, me, u"no"_qs, 1),
             edit(u"$unknown"_qs, u"$0"_qs, me, u"no"_qs, 1)});
        indexed.open();
        // The edits lie behind the page.
        const auto page = indexed.await(indexed.archive->history(room, 0, 2));
        QCOMPARE(page.events.size(), 2);
        QCOMPARE(page.edited.keys(), QList<EventId>{EventId(u"$1"_qs)});
        QCOMPARE(readMessage(page.edited.value(EventId(u"$1"_qs))).body, u"new"_qs);
    }
    void knowsWhatSomebodySaid()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob), message(u"$2"_qs, me), message(u"$3"_qs, bob),
                     edit(u"$e"_qs, u"$3"_qs, bob, u"again"_qs, 1),
                     state(u"$topic"_qs, u"m.room.topic"_qs, {}, {}, bob), message(u"$4"_qs, bob),
                     parsed(wire(u"$r"_qs, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, u"$4"_qs}}))});
        indexed.open();
        const auto said = [&](const RoomId &in, const UserId &user) {
            QStringList ids;
            for (const EventId &event : indexed.await(indexed.archive->saidBy(in, user)))
                ids << event.toString();
            return ids;
        };
        // Neither what is deleted, nor what deletes, nor the room's state.
        QCOMPARE(said(room, bob), (QStringList{u"$e"_qs, u"$3"_qs, u"$1"_qs}));
        QCOMPARE(said(room, UserId(u"@nobody:x"_qs)), QStringList());
        QCOMPARE(said(other, bob), QStringList());
    }
    void aMarkTellsThatSomethingWasEdited()
    {
        Indexed indexed;
        indexed.say(
            {message(u"$1"_qs, bob), edit(u"$e1"_qs, u"$1"_qs, bob, u"once"_qs, 1), message(u"$2"_qs, bob)});
        indexed.open();
        const auto page = indexed.await(indexed.archive->history(room, 0, 2));
        const Seq last = page.events.last().seq;
        const HistoryMark mark = indexed.await(indexed.archive->mark(room, last));
        QCOMPARE(mark.edits, page.edits);
        indexed.say({edit(u"$e2"_qs, u"$2"_qs, bob, u"beyond"_qs, 1)});
        QCOMPARE(indexed.await(indexed.archive->mark(room, last)), mark);
        indexed.say({edit(u"$e3"_qs, u"$1"_qs, bob, u"twice"_qs, 2)});
        QVERIFY(indexed.await(indexed.archive->mark(room, last)) != mark);
    }
    void aMarkTellsThatSomethingWasDeleted()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob), message(u"$2"_qs, bob), message(u"$3"_qs, bob)});
        indexed.open();
        const Seq last = indexed.await(indexed.archive->history(room, 0, 2)).events.last().seq;
        const HistoryMark mark = indexed.await(indexed.archive->mark(room, last));
        const auto remove = [&indexed](const QString &id, const QString &what) {
            indexed.say({parsed(wire(id, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, what}}))});
        };
        remove(u"$r1"_qs, u"$3"_qs);
        QCOMPARE(indexed.await(indexed.archive->mark(room, last)), mark);
        remove(u"$r2"_qs, u"$1"_qs);
        QVERIFY(indexed.await(indexed.archive->mark(room, last)) != mark);
    }
    void aMarkTellsThatHistoryCameIn()
    {
        Indexed indexed;
        indexed.bench.commit(batchOf({joined({message(u"$1"_qs), message(u"$2"_qs)}, u"t"_qs, true)}));
        indexed.open();
        const Seq last = indexed.await(indexed.archive->history(room, 0, 10)).events.last().seq;
        const HistoryMark mark = indexed.await(indexed.archive->mark(room, last));
        QCOMPARE(mark.lastEvent, EventId(u"$2"_qs));
        QCOMPARE(mark.count, 2);
        indexed.say({message(u"$3"_qs)});
        QCOMPARE(indexed.await(indexed.archive->mark(room, last)), mark);
        indexed.bench.fill(page({message(u"$0"_qs)}, u"t"_qs, u"u"_qs));
        QVERIFY(indexed.await(indexed.archive->mark(room, last)) != mark);
        QCOMPARE(indexed.await(indexed.archive->mark(other, last)), HistoryMark());
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"

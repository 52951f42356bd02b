// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archive.h"

#include "store/messageindex.h"
#include "store/store.h"
#include "storetesting.h"

#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::testing;

namespace {

constexpr qint64 Day = 86'400'000;
const RoomId other(QStringLiteral("!other:x"));

/// A database, and the reader of it on its own thread.
struct Indexed
{
    Bench bench;
    std::unique_ptr<Archive> archive;

    void open() { archive = std::make_unique<Archive>(bench.path(), testKey(), me); }

    Result<SearchPage> ask(const SearchQuery &query, const SearchPlace &place = {}, int limit = 50)
    {
        if (!archive)
            open();
        QObject context;
        std::optional<Result<SearchPage>> answer;
        archive->search(query, place, limit).then(&context, [&](Result<SearchPage> page) {
            answer = std::move(page);
        });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
            return Error::of(Error::Kind::Timeout);
        return std::move(*answer);
    }
    QStringList people(const QString &typed, int limit = 4)
    {
        if (!archive)
            open();
        QObject context;
        std::optional<QStringList> names;
        archive->people(typed, limit).then(&context, [&](const Result<QList<FoundPerson>> &found) {
            names.emplace();
            for (const FoundPerson &person : *found)
                names->append(person.name);
        });
        return QTest::qWaitFor([&] { return names.has_value(); }) ? *names : QStringList{u"no answer"_qs};
    }
    /// The ids of what is found for what is typed, newest first.
    QStringList find(const QString &typed)
    {
        const auto page = ask(SearchQuery::parse(typed, QDate(2026, 11, 24)));
        if (!page.isOk())
            return {u"error: "_qs + page.error().text};
        QStringList names;
        for (const SearchHit &hit : page->hits)
            names.append(hit.event.event.id.toString());
        return names;
    }
    void say(const QList<Event> &events, const RoomId &in = room)
    {
        RoomDelta delta = joined(events);
        delta.id = in;
        bench.commit(batchOf({delta}));
    }
};

Event edit(const QString &id, const QString &of, const UserId &sender, const QString &body, qint64 ts)
{
    const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, of}};
    return parsed(wire(id, sender, u"m.room.message"_qs,
                       {{u"msgtype"_qs, u"m.text"_qs},
                        {u"body"_qs, QString(u"* "_qs + body)},
                        {u"m.new_content"_qs, QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, body}}},
                        {u"m.relates_to"_qs, relation}},
                       ts));
}

Event redaction(const QString &id, const QString &of)
{
    QJsonObject object = wire(id, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, of}});
    object.insert(u"redacts"_qs, of);
    return parsed(object);
}

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
    void languages_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("typed");
        QTest::newRow("accents in the text") << u"Crème brûlée"_qs << u"creme brul"_qs;
        QTest::newRow("accents in the query") << u"Creme"_qs << u"CRÈME"_qs;
        QTest::newRow("German") << u"Straße"_qs << u"strass"_qs;
        QTest::newRow("Chinese, in the middle") << u"我在北京工作"_qs << u"北京"_qs;
        QTest::newRow("Japanese") << u"東京タワーに行った"_qs << u"タワー"_qs;
        QTest::newRow("Korean, in the middle") << u"한국어를 배워요"_qs << u"국어"_qs;
        QTest::newRow("Thai") << u"สวัสดีครับ"_qs << u"ครับ"_qs;
        QTest::newRow("Arabic") << u"كِتَاب جديد"_qs << u"كتاب"_qs;
        QTest::newRow("Hindi") << u"हिन्दी भाषा"_qs << u"हिन्दी"_qs;
        QTest::newRow("emoji") << u"party🎉"_qs << u"🎉"_qs;
        QTest::newRow("number") << u"room 1234"_qs << u"12"_qs;
        QTest::newRow("hyphen") << u"well-known"_qs << u"well-kn"_qs;
        QTest::newRow("address") << u"see https://example.org/path"_qs << u"https://example.org"_qs;
    }
    void languages()
    {
        QFETCH(QString, body);
        QFETCH(QString, typed);
        Indexed indexed;
        indexed.say({message(u"$hit"_qs, bob, body), message(u"$miss"_qs, bob, u"京北 nothing"_qs)});
        QCOMPARE(indexed.find(typed), QStringList{u"$hit"_qs});
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

    void redactedMessagesAreGone()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"secret"_qs), message(u"$2"_qs, bob, u"secret too"_qs)});
        QCOMPARE(indexed.find(u"secret"_qs).size(), 2);
        indexed.say({redaction(u"$r"_qs, u"$1"_qs)});
        QCOMPARE(indexed.find(u"secret"_qs), QStringList{u"$2"_qs});
    }
    void editedMessagesAreFoundByWhatTheySayNow()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"apple"_qs, 5), message(u"$2"_qs, bob, u"other"_qs, 6)});
        indexed.say({edit(u"$e1"_qs, u"$1"_qs, bob, u"pear"_qs, 7)});
        QCOMPARE(indexed.find(u"apple"_qs), QStringList());
        const auto page = indexed.ask(SearchQuery::parse(u"pear"_qs, {}));
        QCOMPARE(page->hits.size(), 1);
        const StoredEvent &hit = page->hits.first().event;
        QCOMPARE(hit.event.id, EventId(u"$1"_qs));
        QCOMPARE(hit.event.ts, 5);
        QCOMPARE(readMessageText(hit.event).words, u"pear"_qs);
        // The newest counts, not the last to come; nobody edits what another has said.
        indexed.say({edit(u"$e3"_qs, u"$1"_qs, bob, u"plum"_qs, 9),
                     edit(u"$e2"_qs, u"$1"_qs, bob, u"fig"_qs, 8),
                     edit(u"$e4"_qs, u"$1"_qs, me, u"stone"_qs, 10)});
        QCOMPARE(indexed.find(u"plum"_qs), QStringList{u"$1"_qs});
        for (const QString &gone : {u"apple"_qs, u"pear"_qs, u"fig"_qs, u"stone"_qs})
            QCOMPARE(indexed.find(gone), QStringList());
        // An edit that is taken back brings the earlier text back.
        indexed.say({redaction(u"$r1"_qs, u"$e3"_qs)});
        QCOMPARE(indexed.find(u"plum"_qs), QStringList());
        QCOMPARE(indexed.find(u"fig"_qs), QStringList{u"$1"_qs});
        indexed.say({redaction(u"$r2"_qs, u"$1"_qs)});
        QCOMPARE(indexed.find(u"fig"_qs), QStringList());
        indexed.say({edit(u"$e5"_qs, u"$1"_qs, bob, u"cherry"_qs, 11)});
        QCOMPARE(indexed.find(u"cherry"_qs), QStringList());
        QCOMPARE(indexed.find(u"from:@bob:x"_qs), QStringList{u"$2"_qs});
        QVERIFY(!indexed.bench.database().takeError());
    }
    void anEditThatComesBeforeItsMessage()
    {
        Indexed indexed;
        RoomDelta delta = joined({edit(u"$e"_qs, u"$1"_qs, bob, u"pear"_qs, 7)}, u"t1"_qs, true);
        indexed.bench.commit(batchOf({delta}));
        QCOMPARE(indexed.find(u"pear"_qs), QStringList());
        indexed.bench.fill(page({message(u"$1"_qs, bob, u"apple"_qs, 5)}, u"t1"_qs, {}));
        QCOMPARE(indexed.find(u"pear"_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.find(u"apple"_qs), QStringList());
        RoomTable(indexed.bench.database()).remove(room);
        QCOMPARE(indexed.bench.number("SELECT count(*) FROM message_edits"), 0);
    }
    void editsOfEditsAreNoMessages()
    {
        Indexed indexed;
        indexed.say({edit(u"$a"_qs, u"$b"_qs, bob, u"apple"_qs, 1),
                     edit(u"$b"_qs, u"$a"_qs, bob, u"pear"_qs, 2),
                     edit(u"$c"_qs, u"$c"_qs, bob, u"plum"_qs, 3)});
        for (const QString &word : {u"apple"_qs, u"pear"_qs, u"plum"_qs})
            QCOMPARE(indexed.find(word), QStringList());
    }
    void forgottenRoomsAreGone()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.say({message(u"$2"_qs, bob, u"hello"_qs)}, other);
        RoomTable(indexed.bench.database()).remove(other);
        QCOMPARE(indexed.find(u"hello"_qs), QStringList{u"$1"_qs});
        // The keys of its events are given to others now.
        indexed.say({message(u"$3"_qs, bob, u"else"_qs)});
        QCOMPARE(indexed.find(u"hello"_qs), QStringList{u"$1"_qs});
        QCOMPARE(indexed.bench.number("SELECT count(*) FROM message_times"), 2);
    }
    void whatCameTwiceIsFoundOnce()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        QCOMPARE(indexed.find(u"hello"_qs), QStringList{u"$1"_qs});
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
        SearchPlace place;
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
        const auto failed = reader.search(query, {}, 50, [] { return true; });
        QCOMPARE(failed.error().kind, Error::Kind::Cancelled);
        QCOMPARE(reader.search(query, {}, 50, [] { return true; })->hits.size(), 1);
    }

    /// A database from before there was an index.
    void earlierMessagesAreIndexedBitByBit()
    {
        Indexed indexed;
        QList<Event> events;
        for (int i = 0; i < 25; ++i)
            events.append(message(u"$%1"_qs.arg(i), bob, u"hello"_qs, i));
        events.append(edit(u"$e"_qs, u"$0"_qs, bob, u"goodbye"_qs, 50));
        indexed.say(events);
        Database &database = indexed.bench.database();
        database.script("DELETE FROM message_index; DELETE FROM message_times; DELETE FROM message_hours;"
                        "DELETE FROM message_edits;"
                        "INSERT INTO meta(key, value) SELECT 'unindexed_below', max(event) + 1 FROM events");
        indexed.say({message(u"$new"_qs, bob, u"hello"_qs, 100)});
        QCOMPARE(indexed.find(u"hello"_qs), QStringList{u"$new"_qs});
        MessageIndex index(database);
        QVERIFY(index.addEarlier(10));
        QCOMPARE(indexed.find(u"hello"_qs).size(), 10);
        QCOMPARE(indexed.find(u"hello"_qs).value(1), u"$24"_qs);
        // What is redacted or forgotten meanwhile is left out.
        indexed.say({redaction(u"$r"_qs, u"$3"_qs)});
        QVERIFY(index.addEarlier(10));
        QVERIFY(!index.addEarlier(10));
        QVERIFY(!index.addEarlier(10));
        QCOMPARE(indexed.find(u"hello"_qs).size(), 24);
        QCOMPARE(indexed.find(u"goodbye"_qs), QStringList{u"$0"_qs});
        QVERIFY(!database.takeError());
    }
    void theStoreIndexesByItself()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"account.db"_qs);
        {
            auto database = Database::open(path, testKey(), Database::Mode::ReadWrite).take();
            QVERIFY(migrate(*database, migrations()).isOk());
            QList<Event> events;
            for (int i = 0; i < 700; ++i)
                events.append(message(u"$%1"_qs.arg(i), bob, u"hello"_qs, i));
            QVERIFY(BatchWriter(*database, me).write(batchOf({joined(events)}), Dialect::V3, 1).isOk());
            database->script(
                "DELETE FROM message_index; DELETE FROM message_times; DELETE FROM message_hours;"
                "INSERT INTO meta(key, value) SELECT 'unindexed_below', max(event) + 1 FROM events");
        }
        QObject context;
        std::unique_ptr<Store> store;
        Store::open(path, testKey(), me).then(&context, [&](Result<std::unique_ptr<Store>> opened) {
            store = opened.take();
        });
        QTRY_VERIFY(store);
        store->load(Dialect::V3).then(&context, [](const Result<StoredAccount> &) {});
        const auto count = [&] {
            std::optional<qsizetype> found;
            store->archive()
                .search(SearchQuery::parse(u"hello"_qs, {}), {}, 1000)
                .then(&context, [&](const Result<SearchPage> &page) { found = page->hits.size(); });
            return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : -1;
        };
        QTRY_COMPARE(count(), 700);
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"

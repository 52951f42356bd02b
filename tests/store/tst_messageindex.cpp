// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messageindex.h"

#include "indexed.h"
#include "store/store.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

Event redaction(const QString &id, const QString &of)
{
    QJsonObject object = wire(id, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, of}});
    object.insert(u"redacts"_qs, of);
    return parsed(object);
}

}

class TestMessageIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QCOMPARE(indexed.bench.number("SELECT count(*) FROM relations"), 0);
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
        QCOMPARE(indexed.bench.number("SELECT count(*) FROM message_places"), 2);
    }
    void aFloodInOneMinuteIsFoundAndTakenBack()
    {
        Indexed indexed;
        constexpr int Count = 3 * MessagePlace::InMinute;
        const qint64 ts = 1'700'000'000'000;
        QList<Event> events;
        for (int i = 0; i < Count; ++i)
            events.append(message(u"$%1"_qs.arg(i), bob, u"flood"_qs, ts + i % 7));
        indexed.say(events.mid(0, Count / 2));
        indexed.say(events.mid(Count / 2));
        indexed.say({message(u"$next"_qs, bob, u"flood"_qs, ts + 60'000)});
        const auto page = indexed.ask(SearchQuery::parse(u"flood"_qs, {}), {}, Count + 10);
        QCOMPARE(page->hits.size(), Count + 1);
        QCOMPARE(page->hits.first().event.event.id, EventId(u"$next"_qs));
        for (const QString &id : {u"$0"_qs, QString(u"$%1"_qs.arg(Count - 1))})
            indexed.say({redaction(u"$r"_qs + id, id)});
        QCOMPARE(indexed.ask(SearchQuery::parse(u"flood"_qs, {}), {}, Count + 10)->hits.size(), Count - 1);
        // Page by page it is the same.
        QSet<EventId> seen;
        MessagePlace place;
        for (bool hasMore = true; hasMore;) {
            const auto next = indexed.ask(SearchQuery::parse(u"flood"_qs, {}), place, 50);
            for (const SearchHit &hit : next->hits)
                seen.insert(hit.event.event.id);
            place = next->end;
            hasMore = next->hasMore;
        }
        QCOMPARE(seen.size(), Count - 1);
    }
    void wordsStandTogetherWhereTheyMust_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("phrase") << u"\"tea time\""_qs << QStringList{u"$1"_qs};
        QTest::newRow("phrase, not the beginning of one") << u"\"tea tim\""_qs << QStringList();
        QTest::newRow("words in any order") << u"time tea"_qs << QStringList{u"$2"_qs, u"$1"_qs};
        QTest::newRow("two phrases") << u"\"tea time\" \"at five\""_qs << QStringList{u"$1"_qs};
        QTest::newRow("hyphen") << u"five-o"_qs << QStringList{u"$2"_qs};
        QTest::newRow("nothing but signs") << u"!?"_qs << QStringList();
        QTest::newRow("signs beside a word") << u"five !?"_qs << QStringList{u"$2"_qs, u"$1"_qs};
        QTest::newRow("what the index calls a room") << u"r1"_qs << QStringList();
    }
    void wordsStandTogetherWhereTheyMust()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"Tea time at five!"_qs, 1),
                     message(u"$2"_qs, bob, u"Time for tea, at ten past five-o'clock"_qs, 2)});
        QCOMPARE(indexed.find(typed), found);
    }
    void whatCameTwiceIsFoundOnce()
    {
        Indexed indexed;
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        indexed.say({message(u"$1"_qs, bob, u"hello"_qs)});
        QCOMPARE(indexed.find(u"hello"_qs), QStringList{u"$1"_qs});
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
        database.script("DELETE FROM message_index; DELETE FROM message_places;"
                        "DELETE FROM relations;"
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
                "DELETE FROM message_index; DELETE FROM message_places;"
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

QTEST_GUILESS_MAIN(TestMessageIndex)
#include "tst_messageindex.moc"

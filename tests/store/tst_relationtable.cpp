// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/relationtable.h"

#include "store/fetchedreader.h"
#include "storetesting.h"
#include "support/json.h"

using namespace linnet;
using namespace linnet::testing;
using test::json;

namespace {

Event ofType(const QString &id, const char *type, const char *content, qint64 ts = 1000,
             const UserId &sender = bob)
{
    return parsed(wire(id, sender, QString::fromLatin1(type), json(content), ts));
}

Event reaction(const QString &id, const char *target)
{
    const QByteArray content =
        QByteArray("{'m.relates_to':{'rel_type':'m.annotation','key':'x','event_id':'") + target + "'}}";
    return ofType(id, "m.reaction", content.constData());
}

Event inThread(const QString &id, const char *root, const char *body = "aside", qint64 ts = 1000)
{
    const QByteArray content = QByteArray("{'msgtype':'m.text','body':'") + body +
                               "','m.relates_to':{'rel_type':'m.thread','event_id':'" + root + "'}}";
    return ofType(id, "m.room.message", content.constData(), ts);
}

Event edit(const QString &id, const char *target, const char *body, qint64 ts = 1000,
           const UserId &sender = bob)
{
    const QByteArray content = QByteArray("{'body':'* x','m.new_content':{'body':'") + body +
                               "'},'m.relates_to':{'rel_type':'m.replace','event_id':'" + target + "'}}";
    return ofType(id, "m.room.message", content.constData(), ts, sender);
}

/// The message with the edit that a server has put beside it.
Event bundled(const QString &id, const Event &edit)
{
    QJsonObject object = wire(id, bob, u"m.room.message"_qs, {{u"body"_qs, u"first"_qs}});
    const QJsonObject bundle{{u"m.replace"_qs, QJsonDocument::fromJson(edit.raw).object()}};
    object.insert(u"unsigned"_qs, QJsonObject{{u"m.relations"_qs, bundle}});
    return parsed(object);
}

Event reply(const QString &id, const char *target)
{
    const QByteArray content =
        QByteArray("{'body':'yes','m.relates_to':{'m.in_reply_to':{'event_id':'") + target + "'}}}";
    return ofType(id, "m.room.message", content.constData());
}

Event redaction(const QString &id, const QString &of)
{
    QJsonObject object = wire(id, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, of}});
    object.insert(u"redacts"_qs, of);
    return parsed(object);
}

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

/// "root count newest" of each.
QStringList words(const QList<StoredThread> &threads)
{
    QStringList result;
    for (const StoredThread &thread : threads)
        result.append(QStringLiteral("%1 %2 %3")
                          .arg(thread.root.toString(), QString::number(thread.count),
                               thread.newest.event.id.toString()));
    return sorted(result);
}

}

class TestRelationTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowKnowsWhatLiesOutsideIt()
    {
        Bench bench;
        bench.commitRoom(joined(
            {message(u"orig"_qs), message(u"a"_qs), reply(u"b"_qs, "orig"), message(u"c"_qs),
             reaction(u"r1"_qs, "a"), reaction(u"r2"_qs, "c"), reaction(u"r3"_qs, "none"),
             ofType(u"v"_qs, "m.poll.response", "{'m.relates_to':{'rel_type':'m.reference','event_id':'b'}}"),
             edit(u"e1"_qs, "a", "one", 5), edit(u"e2"_qs, "a", "two", 9),
             edit(u"e3"_qs, "a", "evil", 99, me), edit(u"e4"_qs, "orig", "edited")},
            u"t"_qs));
        HistoryReader reader(bench.database());
        const auto window = reader.around(room, EventId(u"a"_qs), 3).take();
        QCOMPARE(ids(window.events), list("orig a b"));
        QCOMPARE(sorted(ids(window.related.relations)), list("e2 e4 r1 v"));
        QVERIFY(window.related.quoted.isEmpty());
        const auto rest = reader.after(room, window.events.at(1).seq, 2).take();
        QCOMPARE(ids(rest.events), list("b c"));
        QCOMPARE(ids(rest.related.quoted), list("orig"));
        QCOMPARE(readMessage(rest.related.quoted.first().event.content).body, u"edited"_qs);
        // All at once there is nothing outside.
        QVERIFY(reader.before(room, 0, 50)->related.relations.isEmpty());
        QVERIFY(!bench.database().takeError());
    }
    void aCommitTellsWhatWasSaidBefore()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs), reaction(u"r"_qs, "late"),
                                 edit(u"e1"_qs, "late", "one", 5), edit(u"e2"_qs, "late", "two", 9),
                                 edit(u"e3"_qs, "late", "evil", 99, me), inThread(u"t"_qs, "late")}));
        const auto related = bench.commitRoom(joined({message(u"late"_qs)})).related;
        QCOMPARE(sorted(ids(related.relations)), list("e2 r"));
        QCOMPARE(words(related.threads), QStringList{u"late 1 t"_qs});
    }
    void aPageOfHistoryTellsWhatItsEventsChange()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}));
        bench.commitRoom(joined({message(u"z"_qs)}, u"t"_qs, true));
        const auto filled =
            bench.fill(page({redaction(u"x"_qs, u"r2"_qs), inThread(u"t"_qs, "a"), reaction(u"r2"_qs, "a"),
                             reaction(u"r1"_qs, "a"), edit(u"e"_qs, "a", "new")},
                            u"t"_qs, u"u"_qs));
        QStringList told;
        for (const StoredEvent &stored : filled.room.related.relations) {
            if (readRelation(stored.event).target == EventId(u"a"_qs))
                told.append(stored.event.id.toString());
        }
        QCOMPARE(sorted(told), list("e r1"));
    }
    void whatIsDeletedInAThreadStaysThere()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs), inThread(u"t1"_qs, "a"), inThread(u"t2"_qs, "a"),
                                 inThread(u"t3"_qs, "a"), message(u"b"_qs)}));
        const auto committed = bench.commitRoom(joined({redaction(u"x1"_qs, u"t3"_qs)}));
        QCOMPARE(readRelation(committed.changed.first().event).target, EventId(u"a"_qs));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 2 t2"_qs});
        const auto window = bench.window();
        QVERIFY(window.events.at(3).event.isRedacted);
        QCOMPARE(readRelation(window.events.at(3).event).target, EventId(u"a"_qs));
        QCOMPARE(words(window.related.threads), QStringList{u"a 2 t2"_qs});
        HistoryReader reader(bench.database());
        QCOMPARE(ids(reader.thread(room, EventId(u"a"_qs), 0, 10, false)->events), list("a t1 t2 t3"));
        QVERIFY(!RelationTable(bench.database()).isOfMain(1, EventId(u"t3"_qs)));
    }
    void aThreadHasWhatTheServerCounted()
    {
        Bench bench;
        const auto root = [](int count, const char *newest, bool takesPart = false) {
            QJsonObject object = wire(u"a"_qs, bob, u"m.room.message"_qs, {{u"body"_qs, u"root"_qs}});
            const QByteArray content = "{'m.relations':{'m.thread':{'count':" + QByteArray::number(count) +
                                       ",'current_user_participated':" + (takesPart ? "true" : "false") +
                                       "}}}";
            QJsonObject thread = json(content.constData())[u"m.relations"][u"m.thread"].toObject();
            thread.insert(u"latest_event"_qs,
                          QJsonDocument::fromJson(inThread(QLatin1String(newest), "a").raw).object());
            object.insert(u"unsigned"_qs,
                          QJsonObject{{u"m.relations"_qs, QJsonObject{{u"m.thread"_qs, thread}}}});
            return parsed(object);
        };
        // The newest is not here.
        CommittedRoom now = bench.commitRoom(joined({root(7, "t7", true), inThread(u"t1"_qs, "a")}));
        QCOMPARE(words(now.related.threads).last(), u"a 7 t7"_qs);
        QCOMPARE(words(bench.window().related.threads), QStringList{u"a 7 t7"_qs});
        QCOMPARE(now.related.threads.first().newest.senderName, bob.toString());
        QCOMPARE(bench.number("SELECT takes_part FROM threads WHERE root = 'a'"), 1);
        // What comes later is counted here.
        now = bench.commitRoom(joined({inThread(u"t8"_qs, "a")}, u"t"_qs, true));
        QCOMPARE(words(now.related.threads), QStringList{u"a 8 t8"_qs});
        // What lay in the gap was among them, up to the newest of then.
        now = bench.fill(page({inThread(u"t7"_qs, "a"), inThread(u"t6"_qs, "a")}, u"t"_qs, u"u"_qs)).room;
        QCOMPARE(words(now.related.threads), QStringList{u"a 8 t8"_qs});
        now = bench.commitRoom(joined({redaction(u"x1"_qs, u"t6"_qs), redaction(u"x2"_qs, u"t8"_qs)}));
        QCOMPARE(words(now.related.threads), QStringList{u"a 6 t7"_qs});
        // Never fewer than are stored; the last word is the server's.
        now = bench.commitRoom(joined({root(1, "t9")}));
        QCOMPARE(words(now.related.threads), QStringList{u"a 2 t9"_qs});
        now = bench.commitRoom(joined({redaction(u"x3"_qs, u"t9"_qs)}));
        QCOMPARE(words(now.related.threads), QStringList{u"a 2 t7"_qs});
    }
    void aCommitTellsWhatItsRepliesAnswer()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs), edit(u"e"_qs, "a", "now")}));
        const auto related = bench.commitRoom(joined({reply(u"b"_qs, "a"), reply(u"c"_qs, "b")})).related;
        QCOMPARE(ids(related.quoted), list("a"));
        QCOMPARE(readMessage(related.quoted.first().event.content).body, u"now"_qs);
    }
    void theServersEditCountsWhereItIsNotStored()
    {
        Bench bench;
        const auto said = [&bench] {
            const auto window = HistoryReader(bench.database()).around(room, EventId(u"a"_qs), 1).take();
            const RelationTable relations(bench.database());
            return readMessage(relations.editedContent(1, window.events.first().event)).body;
        };
        const auto told = [](const Related &related) { return sorted(ids(related.relations)); };
        // In a page of history, in what is quoted, and in the room list's words.
        bench.commitRoom(joined({message(u"z"_qs)}, u"t"_qs, true));
        const HistoryPage old = page({bundled(u"a"_qs, edit(u"e2"_qs, "a", "two", 5))}, u"t"_qs, {});
        bench.fill(old);
        QCOMPARE(told(HistoryReader(bench.database()).around(room, EventId(u"a"_qs), 1)->related),
                 list("e2"));
        QCOMPARE(said(), u"two"_qs);
        const auto related = bench.commitRoom(joined({reply(u"b"_qs, "a")})).related;
        QCOMPARE(readMessage(related.quoted.first().event.content).body, u"two"_qs);
        const auto last = bench.commitRoom(joined({bundled(u"c"_qs, edit(u"e3"_qs, "c", "of c"))}));
        QCOMPARE(told(last.related), list("e3"));
        QCOMPARE(readMessage(last.room.lastContent).body, u"of c"_qs);
        QCOMPARE(RelationTable(bench.database()).edits(1, old.events.first()).size(), 1);
        // An older one that is stored does not, a newer one does.
        bench.commitRoom(joined({edit(u"e1"_qs, "a", "one", 4)}));
        QCOMPARE(said(), u"two"_qs);
        bench.commitRoom(joined({edit(u"e4"_qs, "a", "four", 9)}));
        QCOMPARE(said(), u"four"_qs);
        // What is deleted is gone.
        bench.commitRoom(joined({redaction(u"x4"_qs, u"e4"_qs)}));
        QCOMPARE(said(), u"two"_qs);
        bench.commitRoom(joined({redaction(u"x2"_qs, u"e2"_qs)}));
        QCOMPARE(said(), u"one"_qs);
    }
    void redactedRelationsAreGone()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs), message(u"b"_qs), reaction(u"r"_qs, "a"),
                                 edit(u"e1"_qs, "a", "one", 1), edit(u"e2"_qs, "a", "two", 2)}));
        const auto outside = [&bench] {
            const auto window = HistoryReader(bench.database()).around(room, EventId(u"a"_qs), 1).take();
            return sorted(ids(window.related.relations));
        };
        QCOMPARE(outside(), list("e2 r"));
        bench.commitRoom(joined({redaction(u"x1"_qs, u"r"_qs), redaction(u"x2"_qs, u"e2"_qs)}));
        QCOMPARE(outside(), list("e1"));
        // A redaction may come before what it redacts.
        Bench other;
        other.commitRoom(joined({message(u"a"_qs), redaction(u"x"_qs, u"r"_qs)}, u"t"_qs, true));
        other.fill(page({reaction(u"r"_qs, "a")}, u"t"_qs, {}));
        QCOMPARE(other.number("SELECT count(*) FROM relations"), 0);
    }
    void aCommitTellsWhatWasDeletedElsewhere()
    {
        Bench bench;
        const auto committed = bench.commitRoom(
            joined({message(u"a"_qs), redaction(u"x1"_qs, u"a"_qs), redaction(u"x2"_qs, u"far"_qs)}));
        QCOMPARE(committed.deletedElsewhere.size(), 1);
        QCOMPARE(committed.deletedElsewhere.first().event, EventId(u"far"_qs));
        QCOMPARE(committed.deletedElsewhere.first().by, bob.toString());
        // What the server has answered before it knew that.
        const auto old =
            FetchedReader(bench.database())
                .event(room, text(wire(u"far"_qs, me, u"m.room.message"_qs, {{u"body"_qs, u"secret"_qs}})), 1)
                .take();
        QVERIFY(old.events.first().event.isRedacted);
        QVERIFY(!old.events.first().event.raw.contains("secret"));
        QCOMPARE(old.events.first().redactedBy, bob.toString());
    }
    void threadsAreCountedAsTheyGrowAndShrink()
    {
        Bench bench;
        auto committed = bench.commitRoom(joined({message(u"a"_qs), inThread(u"t1"_qs, "a")}, u"t"_qs, true));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 1 t1"_qs});
        committed = bench.commitRoom(joined({inThread(u"t2"_qs, "a"), message(u"b"_qs)}));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 2 t2"_qs});
        QCOMPARE(words(bench.window().related.threads), QStringList{u"a 2 t2"_qs});
        // The newest as it was edited last.
        committed = bench.commitRoom(joined({edit(u"e"_qs, "t2", "new")}));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 2 t2"_qs});
        QCOMPARE(readMessage(committed.related.threads.first().newest.event.content).body, u"new"_qs);
        committed = bench.commitRoom(joined({redaction(u"x1"_qs, u"t2"_qs)}));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 1 t1"_qs});
        committed = bench.commitRoom(joined({redaction(u"x2"_qs, u"t1"_qs)}));
        QCOMPARE(words(committed.related.threads), QStringList{u"a 0 "_qs});
        QVERIFY(bench.window().related.threads.isEmpty());
        // Older pages count too.
        const auto filled = bench.fill(page({inThread(u"t0"_qs, "a")}, u"t"_qs, {}));
        QCOMPARE(words(filled.room.related.threads), QStringList{u"a 1 t0"_qs});
        QCOMPARE(bench.commitRoom(joined({message(u"c"_qs)})).related.threads.size(), 0);
    }
    void aThreadIsReadFromItsNewest()
    {
        Bench bench;
        bench.commitRoom(
            joined({message(u"a"_qs), inThread(u"t1"_qs, "a"), message(u"b"_qs), inThread(u"t2"_qs, "a"),
                    inThread(u"o"_qs, "b"), inThread(u"t3"_qs, "a"), reaction(u"r"_qs, "t2")},
                   u"t"_qs, true));
        HistoryReader reader(bench.database());
        auto window = reader.thread(room, EventId(u"a"_qs), 0, 2, false).take();
        QCOMPARE(ids(window.events), list("t2 t3"));
        QCOMPARE(ids(window.related.relations), list("r"));
        QCOMPARE(window.edge, HistoryWindow::Edge::More);
        window = reader.thread(room, EventId(u"a"_qs), window.events.first().seq, 2, false).take();
        QCOMPARE(ids(window.events), list("a t1"));
        QCOMPARE(window.edge, HistoryWindow::Edge::Start);
        // Behind a gap only the server knows the whole of it.
        bench.commitRoom(joined({inThread(u"t9"_qs, "a")}, u"u"_qs, true));
        window = reader.thread(room, EventId(u"a"_qs), 0, 10, false).take();
        QCOMPARE(ids(window.events), list("t9"));
        QCOMPARE(window.edge, HistoryWindow::Edge::Gap);
        window = reader.thread(room, EventId(u"a"_qs), 0, 10, true).take();
        QCOMPARE(ids(window.events), list("a t1 t2 t3 t9"));
        QCOMPARE(window.edge, HistoryWindow::Edge::Start);
        QVERIFY(reader.thread(RoomId(u"!none:x"_qs), EventId(u"a"_qs), 0, 10, false)->events.isEmpty());
    }
    void aThousandOfAKindAreRead()
    {
        Bench bench;
        QList<Event> events{message(u"a"_qs), message(u"b"_qs)};
        for (int i = 0; i < 1000; ++i) {
            events.append(reaction(u"r%1"_qs.arg(i), "a"));
            events.append(edit(u"e%1"_qs.arg(i, 4, 10, QLatin1Char('0')), "a", "x"));
        }
        bench.commitRoom(joined(events));
        const auto window = HistoryReader(bench.database()).around(room, EventId(u"a"_qs), 1).take();
        QCOMPARE(window.related.relations.size(), 1001);
        QVERIFY(ids(window.related.relations).contains(u"e0999"_qs));
    }
};

QTEST_GUILESS_MAIN(TestRelationTable)
#include "tst_relationtable.moc"

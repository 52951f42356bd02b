// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadroots.h"

#include "store/relationtable.h"
#include "storetesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

Event related(const QString &id, const char *relation, const QString &to,
              const QString &type = QStringLiteral("m.room.message"))
{
    const QJsonObject answered{{u"event_id"_qs, to}};
    const QJsonObject relates{{u"rel_type"_qs, QLatin1String(relation)},
                              {u"event_id"_qs, to},
                              {u"key"_qs, u"x"_qs},
                              {u"is_falling_back"_qs, true},
                              {u"m.in_reply_to"_qs, answered}};
    return parsed(
        wire(id, bob, type,
             {{u"body"_qs, id}, {u"m.relates_to"_qs, relates}, {u"m.new_content"_qs, QJsonObject()}}));
}

Event inThread(const QString &id, const QString &root)
{
    return related(id, "m.thread", root);
}

RoomDelta withReceipt(RoomDelta delta, const QString &event)
{
    delta.receipts = {{me, EventId(event), 1}};
    return delta;
}

/// Those of the room's own timeline.
QStringList inRoom(const QList<StoredEvent> &events)
{
    QList<StoredEvent> shown = events;
    shown.removeIf(
        [](const StoredEvent &each) { return readRelation(each.event).kind == Relation::Kind::Thread; });
    return ids(shown);
}

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ');
}

}

class TestThreadRoots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatRelatesOrIsNoMessageIsNoRoot()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const CommittedRoom now = bench.commitRoom(
            joined({inThread(u"t"_qs, u"a"_qs), inThread(u"n"_qs, u"t"_qs), inThread(u"nn"_qs, u"n"_qs),
                    related(u"e"_qs, "m.replace", u"a"_qs), inThread(u"ne"_qs, u"e"_qs),
                    related(u"r"_qs, "m.annotation", u"a"_qs, u"m.reaction"_qs), inThread(u"nr"_qs, u"r"_qs),
                    inThread(u"far"_qs, u"unknown"_qs)}),
            Dialect::Sliding);
        QCOMPARE(inRoom(bench.window().events), list("a n nn e ne r nr"));
        QCOMPARE(inRoom(now.appended), list("n nn e ne r nr"));
        // They count there, and answer what they say they do.
        QCOMPARE(now.room.unread, 4);
        QCOMPARE(readRelation(now.appended.at(1).event).replyTo, EventId(u"t"_qs));
        QVERIFY(now.appended.at(1).event.raw.contains("m.thread"));
        QCOMPARE(bench.writer().markRead(room, EventId(u"nr"_qs), {}, 1)->room.unread, 0);
        // A later batch asks what is stored.
        QCOMPARE(inRoom(bench.commitRoom(joined({inThread(u"n2"_qs, u"nn"_qs)}), Dialect::Sliding).appended),
                 list("n2"));
    }
    void threadsOfOneAnotherAreNone()
    {
        Bench bench;
        bench.commitRoom(joined({inThread(u"x"_qs, u"y"_qs), inThread(u"y"_qs, u"x"_qs)}));
        QCOMPARE(inRoom(bench.window().events), list("x y"));
        Bench other;
        other.commitRoom(joined({inThread(u"x"_qs, u"y"_qs)}));
        const auto now = other.commitRoom(joined({inThread(u"y"_qs, u"x"_qs)}));
        QCOMPARE(inRoom(other.window().events), list("x y"));
        QCOMPARE(ids(now.changed), list("x"));
    }
    void aRootMayBeKnownLater()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        CommittedRoom now =
            bench.commitRoom(joined({inThread(u"n"_qs, u"t"_qs)}, u"g"_qs, true), Dialect::Sliding);
        QVERIFY(inRoom(bench.window().events).isEmpty());
        QCOMPARE(now.room.unread, 0);
        QVERIFY(now.room.hasUnreadThreads);
        now = bench.fill(page({inThread(u"t"_qs, u"a"_qs), message(u"a"_qs)}, u"g"_qs, u"g2"_qs)).room;
        QCOMPARE(inRoom(bench.window().events), list("a n"));
        QCOMPARE(ids(now.changed), list("n"));
        QCOMPARE(inRoom(now.changed), list("n"));
        QCOMPARE(now.room.unread, 1);
        now = bench.writer().markRead(room, EventId(u"n"_qs), {}, 1).take();
        QCOMPARE(now.room.unread, 0);
        QVERIFY(now.room.hasUnreadThreads); // t
        QCOMPARE(bench.writer().markRead(room, EventId(u"t"_qs), EventId(u"a"_qs), 1)->room.hasUnreadThreads,
                 false);
    }
    void whatIsDeletedStaysInTheRoom()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs), inThread(u"t"_qs, u"a"_qs), inThread(u"n"_qs, u"t"_qs)}));
        QJsonObject redaction = wire(u"x"_qs, bob, u"m.room.redaction"_qs, {});
        redaction.insert(u"redacts"_qs, u"n"_qs);
        const auto now = bench.commitRoom(joined({parsed(redaction)}));
        QCOMPARE(inRoom(now.changed), list("n"));
        QCOMPARE(inRoom(bench.window().events), list("a n x"));
        QVERIFY(bench.window().events.at(2).event.isRedacted);
    }
    /// Servers count them in the thread that they name.
    void theServersNumbersCountForTheRoom()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), inThread(u"t"_qs, u"a"_qs), inThread(u"n"_qs, u"t"_qs)});
        delta.unread = 1;
        delta.threads = {{EventId(u"t"_qs), {1, 0}}};
        CommittedRoom now = bench.commitRoom(delta);
        QCOMPARE(now.room.unread, 2);
        QVERIFY(!now.room.hasUnreadThreads);
        // Read with the room, and told so.
        now = bench.writer().markRead(room, EventId(u"a"_qs), {}, 1).take();
        QCOMPARE(now.untold.size(), 1);
        now = bench.writer().markRead(room, EventId(u"n"_qs), {}, 1).take();
        QCOMPARE(now.untold.size(), 2);
        QCOMPARE(now.untold.at(0).thread, u"t"_qs);
        QCOMPARE(now.untold.at(0).value, u"n"_qs);
        QCOMPARE(now.room.unread, 0);
        // Until the server knows.
        delta.timeline.clear();
        delta.unread = 0;
        QCOMPARE(bench.commitRoom(delta).room.unread, 0);
        delta.receipts = {{me, EventId(u"n"_qs), 1, u"t"_qs}};
        delta.threads = {};
        QCOMPARE(bench.commitRoom(delta).room.unread, 0);
    }
};

QTEST_GUILESS_MAIN(TestThreadRoots)
#include "tst_threadroots.moc"

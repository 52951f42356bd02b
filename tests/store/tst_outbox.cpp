// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outboxtable.h"

#include "store/store.h"
#include "storetesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestOutbox : public QObject
{
    Q_OBJECT

    static OutboxItem item(const QString &txn, const RoomId &in = room)
    {
        OutboxItem result;
        result.txn = TxnId(txn);
        result.room = in;
        result.type = u"m.room.message"_qs;
        result.content = R"({"body":"hello"})";
        result.ts = 7;
        return result;
    }
    static Event echo(const QString &id, const QString &txn, const UserId &sender = me)
    {
        Event event = message(id, sender);
        event.transactionId = TxnId(txn);
        return event;
    }
    static QStringList txns(const QList<OutboxItem> &items)
    {
        QStringList names;
        for (const OutboxItem &each : items)
            names.append(each.txn.toString());
        return names;
    }
    static QStringList txns(const QList<DeliveredItem> &list)
    {
        QStringList names;
        for (const DeliveredItem &each : list)
            names.append(each.txn.toString());
        return names;
    }

private Q_SLOTS:
    void keepsItsOrderAndFields()
    {
        Bench bench;
        OutboxTable outbox(bench.database());
        OutboxItem failed = item(u"b"_qs);
        for (const QString &txn : {u"c"_qs, u"b"_qs, u"a"_qs})
            outbox.put(item(txn));
        failed.state = OutboxItem::State::Failed;
        failed.reason = u"no"_qs;
        failed.reasonCode = u"M_FORBIDDEN"_qs;
        failed.content = "{}";
        outbox.put(failed);
        outbox.put(item(u"x"_qs, RoomId(u"!other"_qs)));
        QCOMPARE(txns(outbox.all()), QStringList({u"c"_qs, u"b"_qs, u"a"_qs, u"x"_qs}));
        QCOMPARE(txns(outbox.of(room)), QStringList({u"c"_qs, u"b"_qs, u"a"_qs}));
        const auto read = outbox.get(TxnId(u"b"_qs));
        QVERIFY(read);
        QVERIFY(read->state == OutboxItem::State::Failed);
        QCOMPARE(read->reason, u"no"_qs);
        QCOMPARE(read->reasonCode, u"M_FORBIDDEN"_qs);
        QCOMPARE(read->content, "{}");
        QCOMPARE(read->ts, 7);
        outbox.remove(TxnId(u"b"_qs));
        QVERIFY(!outbox.get(TxnId(u"b"_qs)));
    }
    void anUpdateBringsNothingBack()
    {
        Bench bench;
        OutboxTable outbox(bench.database());
        OutboxItem failed = item(u"a"_qs);
        failed.state = OutboxItem::State::Failed;
        failed.reason = u"no"_qs;
        outbox.update(failed);
        QVERIFY(!outbox.get(failed.txn));
        outbox.put(item(u"a"_qs));
        outbox.update(failed);
        QCOMPARE(outbox.get(failed.txn)->reason, u"no"_qs);
        QCOMPARE(outbox.get(failed.txn)->content, failed.content);
    }
    void theEchoTakesItsItem_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("sentAs");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("by transaction id") << echo(u"e"_qs, u"t"_qs) << QString() << true;
        QTest::newRow("by event id") << echo(u"e"_qs, {}) << u"e"_qs << true;
        QTest::newRow("by both") << echo(u"e"_qs, u"t"_qs) << u"e"_qs << true;
        QTest::newRow("of another item") << echo(u"e"_qs, u"other"_qs) << QString() << false;
        QTest::newRow("of somebody else") << echo(u"e"_qs, u"t"_qs, bob) << QString() << false;
        QTest::newRow("of nothing") << echo(u"e"_qs, {}) << QString() << false;
    }
    void theEchoTakesItsItem()
    {
        QFETCH(Event, event);
        QFETCH(QString, sentAs);
        QFETCH(bool, isTaken);
        Bench bench;
        OutboxTable outbox(bench.database());
        outbox.put(item(u"t"_qs));
        if (!sentAs.isEmpty())
            outbox.setSentAs(TxnId(u"t"_qs), EventId(sentAs));
        const auto committed = bench.commitRoom(joined({event}));
        QCOMPARE(txns(committed.delivered), isTaken ? QStringList{u"t"_qs} : QStringList());
        QCOMPARE(outbox.all().size(), isTaken ? 0 : 1);
    }
    void anEchoOfAnotherRoomTakesNothing()
    {
        Bench bench;
        OutboxTable outbox(bench.database());
        outbox.put(item(u"t"_qs, RoomId(u"!other"_qs)));
        QVERIFY(bench.commitRoom(joined({echo(u"e"_qs, u"t"_qs)})).delivered.isEmpty());
        QCOMPARE(outbox.all().size(), 1);
    }
    void anEchoInHistoryTakesItsItemToo()
    {
        Bench bench;
        OutboxTable(bench.database()).put(item(u"t"_qs));
        bench.commitRoom(joined({message(u"z"_qs)}, u"t1"_qs));
        QCOMPARE(txns(bench.fill(page({echo(u"e"_qs, u"t"_qs)}, u"t1"_qs, {})).room.delivered),
                 QStringList{u"t"_qs});
    }
    void bytesStayUntilTheEcho()
    {
        Bench bench;
        OutboxTable outbox(bench.database());
        for (const QString &txn : {u"sent"_qs, u"discarded"_qs, u"waiting"_qs}) {
            outbox.put(item(txn));
            outbox.putBytes(TxnId(txn), {"file of " + txn.toUtf8(), {}});
        }
        bench.commitRoom(joined({echo(u"e"_qs, u"sent"_qs)}));
        outbox.remove(TxnId(u"discarded"_qs));
        QVERIFY(outbox.bytesOf(TxnId(u"sent"_qs)).isEmpty());
        QCOMPARE(outbox.bytesOf(TxnId(u"discarded"_qs)).file, QByteArray("file of discarded"));
        QVERIFY(outbox.bytesOf(TxnId(u"discarded"_qs)).thumbnail.isNull());
        outbox.removeOrphans();
        QVERIFY(outbox.bytesOf(TxnId(u"discarded"_qs)).isEmpty());
        QCOMPARE(outbox.bytesOf(TxnId(u"waiting"_qs)).file, QByteArray("file of waiting"));
    }
    void theEchoIsTakenOnce()
    {
        Bench bench;
        OutboxTable(bench.database()).put(item(u"t"_qs));
        const auto committed = bench.commitRoom(joined({echo(u"e"_qs, u"t"_qs), echo(u"e"_qs, u"t"_qs)}));
        QCOMPARE(committed.delivered.size(), 1);
        QCOMPARE(committed.appended.size(), 1);
        QVERIFY(bench.commitRoom(joined({echo(u"e"_qs, u"t"_qs)})).delivered.isEmpty());
    }
    /// The answer to the PUT and the echo may come in either order; the row goes once, with the later one.
    void answerAndEchoInEitherOrder()
    {
        QTemporaryDir folder;
        std::unique_ptr<Store> store;
        bool isOpen = false;
        Store::open(folder.filePath(u"a.db"_qs), testKey(), me)
            .then(this, [&](Result<std::unique_ptr<Store>> opened) {
                store = opened.take();
                isOpen = true;
            });
        QTRY_VERIFY(isOpen);
        const QByteArray reply =
            R"({"next_batch":"s","rooms":{"join":{"!r:x":{"timeline":{"events":[{"event_id":"$e","type":"m.room.message",)"
            R"("sender":"@me:x","origin_server_ts":5,"content":{"body":"hello"}}]}}}}})";
        const std::shared_ptr<const SyncDialect> dialect = makeSyncDialect({}, me);
        QStringList log;
        const auto sent = [&](const QString &txn) {
            store->markSent(TxnId(txn), EventId(u"$e"_qs)).then(this, [&log](Result<bool> isHere) {
                log.append(*isHere ? u"sent, was here"_qs : u"sent"_qs);
            });
        };
        const auto sync = [&] {
            store->commitSync(dialect, "s", reply, Dialect::V3, 1)
                .then(this, [&log](Result<CommittedBatch> batch) {
                    log.append(u"delivered %1"_qs.arg(batch->rooms.first().delivered.size()));
                });
        };
        const auto ignore = [](Result<Done>) {};
        store->putOutbox(item(u"t1"_qs)).then(this, ignore);
        sent(u"t1"_qs);
        sync();
        store->putOutbox(item(u"t2"_qs)).then(this, ignore);
        sent(u"t2"_qs);
        QTRY_COMPARE(log.size(), 3);
        QCOMPARE(log, QStringList({u"sent"_qs, u"delivered 1"_qs, u"sent, was here"_qs}));
        std::optional<qsizetype> left;
        store->outbox(room).then(this, [&left](Result<QList<OutboxItem>> items) { left = items->size(); });
        QTRY_VERIFY(left.has_value());
        QCOMPARE(*left, 0);
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"

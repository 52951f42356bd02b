// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendqueue.h"

#include "session/errortext.h"
#include "sessiontesting.h"

#include <QSet>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Send = QStringLiteral("/v3/rooms/!r:x/send/m.room.message/*");
const QString SendElsewhere = QStringLiteral("/v3/rooms/!other:x/send/m.room.message/*");
const QString Type = QStringLiteral("m.room.message");

QByteArray text(const QString &body)
{
    return toText({{QStringLiteral("msgtype"), QStringLiteral("m.text")}, {QStringLiteral("body"), body}});
}

QByteArray sentAs(const QString &id)
{
    return toText({{QStringLiteral("event_id"), id}});
}

}

class TestSendQueue : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;

    void makeQueue()
    {
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
    }
    void restart()
    {
        m_queue.reset();
        m_bench->reopen();
        makeQueue();
        m_queue->load(m_bench->stored().outbox);
    }
    FakeTransport::Expectation &expectSend(const QString &path = Send)
    {
        return m_bench->server.expects(Method::Put, path);
    }
    TxnId send(const QString &body, const RoomId &where = room)
    {
        return m_queue->send(where, Type, text(body));
    }
    int sends() const { return m_bench->server.count(Method::Put, Send); }
    void settle() { m_bench->settle(); }
    QStringList bodies() const
    {
        QStringList result;
        for (const auto &sent : m_bench->server.sent())
            result << QJsonDocument::fromJson(sent->request.body).object().value(u"body").toString();
        return result;
    }
    /// Its text is the transaction id that `TXN` in the relation stands for.
    TxnId sendRelated(const QJsonObject &relation, const TxnId &txn)
    {
        return m_queue->send(room, Type,
                             toText({{QStringLiteral("body"), txn.toString()},
                                     {QStringLiteral("m.relates_to"), named(relation, txn.toString())}}));
    }
    TxnId sendEdit(const TxnId &txn)
    {
        return sendRelated(json("{'rel_type':'m.replace','event_id':'TXN'}"), txn);
    }
    static QJsonObject named(const QJsonObject &relation, const QString &id)
    {
        return QJsonDocument::fromJson(toText(relation).replace("TXN", id.toUtf8())).object();
    }
    static QJsonObject relationOf(const FakeTransport::Expectation &expectation)
    {
        return QJsonDocument::fromJson(expectation.sent().request.body)[u"m.relates_to"].toObject();
    }
    static QString txnOf(const FakeTransport::Expectation &expectation)
    {
        return expectation.sent().request.path.section(u'/', -1);
    }
    /// A sync brings `events` and the queue hears of it, as through the Session.
    void commit(const QJsonArray &events)
    {
        m_queue->onCommitted(m_bench->commit(sync(QStringLiteral("p2"), joined(events))));
    }
    /// A sync leaves out what came before `events`.
    void commitGap(const QJsonArray &events)
    {
        m_queue->onCommitted(
            m_bench->commit(sync(QStringLiteral("p2"), joined(events, QStringLiteral("before"), true))));
    }
    OutboxItem first() const { return m_queue->items(room).value(0); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        makeQueue();
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_queue.reset();
        m_bench.reset();
    }

    void sendsNothingBeforeTheFirstSync()
    {
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        QCOMPARE(m_bench->server.sent().size(), 0);
        // It is on disk all the same.
        QCOMPARE(m_bench->stored().outbox.size(), 1);
        auto &put = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->resume();
        settle();
        QCOMPARE(txnOf(put), txn.toString());
        QCOMPARE(put.sent().request.body, text(QStringLiteral("one")));
    }
    void theEchoIsAnnouncedAtOnce()
    {
        QSignalSpy changed(m_queue.get(), &SendQueue::changed);
        const TxnId txn = send(QStringLiteral("one"));
        QCOMPARE(changed.size(), 1);
        const auto item = changed[0][0].value<OutboxItem>();
        QCOMPARE(item.txn, txn);
        QVERIFY(item.state == OutboxItem::State::Waiting);
        QCOMPARE(m_queue->items(room).size(), 1);
        QCOMPARE(m_queue->items(otherRoom).size(), 0);
    }
    void saysWhenItIsOnDisk()
    {
        QList<TxnId> written;
        connect(m_queue.get(), &SendQueue::written, this, [&written](const TxnId &txn, const Status &status) {
            if (status)
                written << txn;
        });
        const TxnId txn = send(QStringLiteral("one"));
        QCOMPARE(written.size(), 0);
        settle();
        QCOMPARE(written, QList<TxnId>{txn});
        QCOMPARE(m_bench->stored().outbox.size(), 1);
    }
    void isOnDiskBeforeItIsSent()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        send(QStringLiteral("one"));
        QVERIFY(!put.isAsked());
        settle();
        QVERIFY(put.isAsked());
        QCOMPARE(m_bench->stored().outbox.size(), 1);
    }
    void transactionIdsAreNeverUsedTwice()
    {
        QSet<TxnId> txns;
        for (int i = 0; i < 1000; ++i)
            txns.insert(send(QStringLiteral("same")));
        restart();
        for (int i = 0; i < 1000; ++i)
            txns.insert(send(QStringLiteral("same")));
        QCOMPARE(txns.size(), 2000);
    }

    void firstInFirstOutInEachRoom()
    {
        m_queue->resume();
        auto &first = expectSend().holds();
        auto &elsewhere = expectSend(SendElsewhere).holds();
        send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        send(QStringLiteral("three"));
        send(QStringLiteral("elsewhere"), otherRoom);
        settle();
        // Rooms do not wait for one another.
        QCOMPARE(bodies(), (QStringList{QStringLiteral("one"), QStringLiteral("elsewhere")}));
        auto &second = expectSend().holds();
        first.release(200, sentAs(QStringLiteral("$1")));
        settle();
        auto &third = expectSend().replies(200, sentAs(QStringLiteral("$3")));
        second.release(200, sentAs(QStringLiteral("$2")));
        elsewhere.release(200, sentAs(QStringLiteral("$4")));
        settle();
        QVERIFY(third.isAsked());
        QCOMPARE(bodies(), (QStringList{QStringLiteral("one"), QStringLiteral("elsewhere"),
                                        QStringLiteral("two"), QStringLiteral("three")}));
    }

    void pausesAndResumes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("mustWait"); // a sync that works is no reason to go on earlier
        QTest::newRow("no network") << 0 << QByteArray() << false;
        QTest::newRow("proxy") << 502 << QByteArray("<html>") << true;
        QTest::newRow("server fault") << 500 << QByteArray(R"({"errcode":"M_UNKNOWN"})") << true;
        QTest::newRow("rate limit") << 429
                                    << QByteArray(R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":30000})")
                                    << true;
        QTest::newRow("a filter's page") << 403 << QByteArray("<html>") << true;
        QTest::newRow("token died") << 401 << QByteArray(R"({"errcode":"M_UNKNOWN_TOKEN"})") << false;
    }
    void pausesAndResumes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, mustWait);
        m_queue->resume();
        auto &first = expectSend();
        if (status == 0)
            first.fails(Error::Kind::Network);
        else
            first.replies(status, body);
        send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        QCOMPARE(sends(), 1);
        QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Waiting);
        QCOMPARE(m_queue->count(), 2);
        if (mustWait) {
            m_queue->resume();
            settle();
            QCOMPARE(sends(), 1);
            const auto asked = first.sent().request.path;
            if (status == 429) {
                m_bench->clock.advance(29'999ms);
                m_queue->resume();
                QCOMPARE(sends(), 1);
            }
        }
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        auto &next = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        if (mustWait)
            m_bench->clock.advance(2s);
        else
            m_queue->resume();
        settle();
        // The same message under the same transaction id, then the one behind it.
        QCOMPARE(txnOf(again), txnOf(first));
        QCOMPARE(next.sent().request.body, text(QStringLiteral("two")));
    }
    void goesOnByItselfWithLongerWaits()
    {
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        send(QStringLiteral("one"));
        for (const std::chrono::milliseconds plain : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
            settle();
            const auto delay = m_bench->clock.untilNext();
            QVERIFY(delay >= plain * 3 / 4 && delay <= plain * 5 / 4);
            expectSend().fails(Error::Kind::Network);
            m_bench->clock.advance(delay);
        }
        settle();
        QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Waiting);
    }
    void withoutATokenNothingGoesOnByItself()
    {
        m_queue->resume();
        expectSend().replies(401, R"({"errcode":"M_UNKNOWN_TOKEN"})");
        send(QStringLiteral("one"));
        settle();
        QCOMPARE(m_bench->clock.pending(), 0);
        QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Waiting);
    }
    void aPauseHoldsAllRooms()
    {
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        send(QStringLiteral("one"));
        settle();
        send(QStringLiteral("elsewhere"), otherRoom);
        settle();
        QCOMPARE(bodies(), QStringList{QStringLiteral("one")});
        expectSend().holds();
        expectSend(SendElsewhere).holds();
        m_queue->resume();
    }

    void oneOutageCountsOnceHoweverManyRoomsItHits()
    {
        m_queue->resume();
        auto &one = expectSend().holds();
        auto &other = expectSend(SendElsewhere).holds();
        send(QStringLiteral("one"));
        send(QStringLiteral("elsewhere"), otherRoom);
        settle();
        one.releaseError(Error::of(Error::Kind::Network));
        other.releaseError(Error::of(Error::Kind::Network));
        QVERIFY(m_bench->clock.untilNext() <= 1250ms);
        expectSend().fails(Error::Kind::Network);
        expectSend(SendElsewhere).fails(Error::Kind::Network);
        m_bench->clock.advance(m_bench->clock.untilNext());
        settle();
        QVERIFY(m_bench->clock.untilNext() <= 2500ms); // the second pause, not the fourth
    }
    void aServerFaultHoldsItsRoomOnly()
    {
        m_queue->resume();
        expectSend().replies(500, R"({"errcode":"M_UNKNOWN"})").always();
        send(QStringLiteral("one"));
        settle();
        for (int i = 0; i < 3; ++i) {
            auto &elsewhere = expectSend(SendElsewhere).replies(200, sentAs(QStringLiteral("$1")));
            send(QStringLiteral("elsewhere"), otherRoom);
            settle();
            QVERIFY(elsewhere.isAsked());
        }
        QCOMPARE(sends(), 1);
    }
    void aProxyThatFailsOneMessageForEverParksIt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isHeardOf"); // syncs work meanwhile
        QTest::newRow("the server is there") << 502 << true;
        QTest::newRow("the server is away") << 502 << false;
        QTest::newRow("a filter dislikes it") << 403 << true;
    }
    void aProxyThatFailsOneMessageForEverParksIt()
    {
        QFETCH(bool, isHeardOf);
        commit({});
        QFETCH(int, status);
        expectSend().replies(status, "<html>").always();
        send(QStringLiteral("one"));
        for (int i = 0; i < 30; ++i) {
            settle();
            if (isHeardOf)
                commit({});
            m_bench->clock.advance(75s);
        }
        settle();
        QCOMPARE(first().state == OutboxItem::State::Failed, isHeardOf);
    }
    void saysWhyItWaits()
    {
        QSignalSpy progressed(m_queue.get(), &SendQueue::progressed);
        QVERIFY(!m_queue->holdup(room));
        const TxnId txn = send(QStringLiteral("one"));
        QVERIFY(m_queue->holdup(room)->isMatrix("chat.linnet.NOT_CONNECTED"));
        settle();
        auto &put = expectSend().holds();
        m_queue->resume();
        QVERIFY(m_queue->isSending(txn));
        QVERIFY(!m_queue->holdup(room));
        QVERIFY(m_queue->standing(room) == SendQueue::Standing::Clear);
        progressed.clear();
        put.release(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":30000})");
        QVERIFY(!m_queue->isSending(txn));
        QVERIFY(m_queue->holdup(room)->kind == Error::Kind::RateLimited);
        QVERIFY(m_queue->standing(room) == SendQueue::Standing::HeldUp);
        QVERIFY(!progressed.isEmpty());
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        m_bench->clock.advance(30s);
        settle();
        QVERIFY(!m_queue->holdup(room));
        QVERIFY(m_queue->standing(room) == SendQueue::Standing::Refused);
        QVERIFY(SendQueue::refusalOf(first()).isMatrix("M_FORBIDDEN"));
    }
    void withoutKeysTheWayBeingOpenIsNoHelp()
    {
        auto permit = SendQueue::Permit::NotYet;
        m_queue->setPermit([&permit](const RoomId &) { return permit; });
        m_queue->resume();
        send(QStringLiteral("a"));
        settle();
        QVERIFY(m_queue->holdup(room)->isMatrix("chat.linnet.NOT_READY"));
        permit = SendQueue::Permit::NoKeys;
        QSignalSpy progressed(m_queue.get(), &SendQueue::progressed);
        m_queue->onPermitsChanged();
        settle();
        QCOMPARE(progressed.size(), 1);
        QVERIFY(m_queue->holdup(room)->isMatrix("chat.linnet.NO_KEYS"));
        QVERIFY(m_queue->standing(room) == SendQueue::Standing::HeldUp);
        QCOMPARE(sends(), 0);
        permit = SendQueue::Permit::Plain;
        expectSend().replies(200, R"({"event_id":"$1"})");
        m_queue->onPermitsChanged();
        settle();
        QVERIFY(!m_queue->holdup(room));
        QCOMPARE(sends(), 1);
    }
    void aPersonCanHurryWhatWaitsButNotAServerUnderLoad()
    {
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        expectSend().replies(503, "<html>");
        m_queue->retry(txn);
        settle();
        QCOMPARE(sends(), 2);
        expectSend().replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":30000})");
        m_queue->retry(txn);
        settle();
        QCOMPARE(sends(), 3);
        m_queue->retry(txn);
        settle();
        QCOMPARE(sends(), 3);
    }

    void aRefusalParksTheItemAndTheNextGoOn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("forbidden") << 403 << QByteArray(R"({"errcode":"M_FORBIDDEN","error":"why"})")
                                   << QStringLiteral("M_FORBIDDEN");
        QTest::newRow("too large") << 413 << QByteArray(R"({"errcode":"M_TOO_LARGE","error":"why"})")
                                   << QStringLiteral("M_TOO_LARGE");
        QTest::newRow("bad JSON") << 400 << QByteArray(R"({"errcode":"M_BAD_JSON","error":"why"})")
                                  << QStringLiteral("M_BAD_JSON");
        QTest::newRow("2014") << 400 << QByteArray(R"({"error":"why"})") << QString();
    }
    void aRefusalParksTheItemAndTheNextGoOn()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        m_queue->resume();
        expectSend().replies(status, body);
        expectSend().replies(200, sentAs(QStringLiteral("$2")));
        send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        QCOMPARE(bodies(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        const OutboxItem item = m_queue->items(room).at(0);
        QVERIFY(item.state == OutboxItem::State::Failed);
        QCOMPARE(item.reason, QStringLiteral("why"));
        QCOMPARE(item.reasonCode, code);
        // Neither a sync nor a restart sends it again by itself.
        m_queue->resume();
        settle();
        restart();
        m_queue->resume();
        settle();
        QCOMPARE(sends(), 2);
        QCOMPARE(m_queue->items(room).at(0).reason, QStringLiteral("why"));
    }
    void aParkedItemCanBeSentAgain()
    {
        m_queue->resume();
        auto &first = expectSend().replies(403, R"({"errcode":"M_FORBIDDEN","error":"why"})");
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->retry(txn);
        QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Waiting);
        QCOMPARE(m_queue->items(room).at(0).reason, QString());
        settle();
        QCOMPARE(txnOf(again), txnOf(first));
        QCOMPARE(m_queue->items(room).at(0).sentAs, EventId(QStringLiteral("$1")));
        // What waits or was sent is not sent twice by a second press.
        m_queue->retry(txn);
        settle();
        QCOMPARE(sends(), 2);
    }
    void allThatWasRefusedGoesAgainInItsOldOrder()
    {
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        auto &third = expectSend().holds();
        for (const char *body : {"one", "two", "three", "four"})
            send(QLatin1String(body));
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        expectSend().replies(200, sentAs(QStringLiteral("$2")));
        expectSend().replies(200, sentAs(QStringLiteral("$4")));
        m_queue->retryAll();
        settle();
        third.release(200, sentAs(QStringLiteral("$3")));
        settle();
        QCOMPARE(bodies().mid(3),
                 (QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("four")}));
        QCOMPARE(m_queue->count(), 0);
    }
    void whatWasDiscardedCanBePutBack_data()
    {
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("refused") << true;
        QTest::newRow("waiting") << false;
    }
    void whatWasDiscardedCanBePutBack()
    {
        QFETCH(bool, isRefused);
        m_queue->resume();
        if (isRefused)
            expectSend().replies(403, R"({"errcode":"M_FORBIDDEN","error":"why"})");
        else
            expectSend().fails(Error::Kind::Network);
        send(QStringLiteral("one"));
        settle();
        const OutboxItem item = first();
        m_queue->discard(item.txn);
        settle();
        QCOMPARE(m_bench->stored().outbox.size(), 0);
        m_queue->putBack(item);
        m_queue->putBack(item);
        settle();
        QCOMPARE(m_queue->count(), 1);
        QVERIFY(first().state == item.state);
        QCOMPARE(first().reason, item.reason);
        restart();
        QCOMPARE(first().txn, item.txn);
        QVERIFY(first().state == item.state);
        // The same message for the server, should it have had it after all.
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->resume();
        m_queue->retry(item.txn);
        settle();
        QCOMPARE(txnOf(again), item.txn.toString());
    }
    void aParkedItemCanBeDiscarded()
    {
        m_queue->resume();
        QSignalSpy removed(m_queue.get(), &SendQueue::removed);
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        m_queue->discard(txn);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(m_queue->count(), 0);
        settle();
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void discardingTheFirstLetsTheNextGo()
    {
        m_queue->resume();
        auto &held = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        auto &next = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_queue->discard(txn);
        QCOMPARE(next.sent().request.body, text(QStringLiteral("two")));
        // An answer to what is gone changes nothing.
        held.release(200, sentAs(QStringLiteral("$1")));
        settle();
        QCOMPARE(m_queue->items(room).size(), 1);
        QCOMPARE(m_queue->items(room).at(0).sentAs, EventId(QStringLiteral("$2")));
    }
    void discardingManySendsNoneOfThem()
    {
        m_queue->resume();
        // The first one holds the room up, for a while.
        expectSend().replies(500, R"({"errcode":"M_UNKNOWN"})");
        const QList<TxnId> txns{send(QStringLiteral("one")), send(QStringLiteral("two")),
                                send(QStringLiteral("three"))};
        settle();
        m_queue->discard(txns);
        settle();
        QCOMPARE(bodies(), QStringList{QStringLiteral("one")});
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
        // What stands behind them goes at once.
        expectSend().replies(500, R"({"errcode":"M_UNKNOWN"})");
        const TxnId four = send(QStringLiteral("four"));
        send(QStringLiteral("five"));
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$5")));
        m_queue->discard(QList<TxnId>{four});
        settle();
        QCOMPARE(bodies().last(), QStringLiteral("five"));
    }
    void whatTheServerHasCannotBeDiscarded()
    {
        m_queue->resume();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        m_queue->discard(txn);
        QCOMPARE(m_queue->items(room).size(), 1);
        QCOMPARE(m_queue->count(), 0); // it is not unsent either
    }
    void anEchoThatLiesInAGapIsNotWaitedFor_data()
    {
        QTest::addColumn<bool>("isAnsweredBefore");
        QTest::newRow("the gap comes after the answer") << true;
        QTest::newRow("the answer comes after the gap") << false;
    }
    void anEchoThatLiesInAGapIsNotWaitedFor()
    {
        QFETCH(bool, isAnsweredBefore);
        m_queue->resume();
        QSignalSpy removed(m_queue.get(), &SendQueue::removed);
        auto &put = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        if (isAnsweredBefore) {
            put.release(200, sentAs(QStringLiteral("$1")));
            settle();
        }
        commitGap({message(QStringLiteral("$9"))});
        if (!isAnsweredBefore) {
            put.release(200, sentAs(QStringLiteral("$1")));
            settle();
        }
        // The poll that was open may have ended before the server had the message.
        QCOMPARE(removed.size(), 0);
        commit({});
        commit({});
        settle();
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed[0][1].value<TxnId>(), txn);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void whatIsPutBackMayHaveArrivedAndItsEchoLieInAGap()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        send(QStringLiteral("one"));
        settle();
        const OutboxItem item = first();
        m_queue->discard(item.txn);
        put.release(200, sentAs(QStringLiteral("$1")));
        commitGap({message(QStringLiteral("$9"))});
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->putBack(item);
        settle();
        QCOMPARE(txnOf(again), item.txn.toString());
        commit({});
        commit({});
        settle();
        QCOMPARE(m_queue->items(room).size(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void aGapTakesNothingThatTheServerDoesNotHave()
    {
        m_queue->resume();
        auto &held = expectSend().holds();
        send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        for (int i = 0; i < 3; ++i)
            commitGap({message(QStringLiteral("$%1").arg(i))});
        QCOMPARE(m_queue->count(), 2);
        QVERIFY(held.isHeld());
    }
    void withoutAGapTheEchoIsWaitedFor()
    {
        m_queue->resume();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        send(QStringLiteral("one"));
        settle();
        for (int i = 0; i < 5; ++i)
            commit({});
        QCOMPARE(m_queue->items(room).size(), 1);
    }
    void afterARestartTheFirstSyncBringsTheEchoOrItLiesInAGap()
    {
        m_queue->resume();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        send(QStringLiteral("one"));
        settle();
        restart();
        QCOMPARE(m_queue->items(room).size(), 1);
        commit({message(QStringLiteral("$9"))});
        settle();
        QCOMPARE(m_queue->items(room).size(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void aForgottenRoomTakesWhatWasUnsentWithIt()
    {
        send(QStringLiteral("one"));
        settle();
        m_queue->forget(room);
        QCOMPARE(m_queue->count(), 0);
        m_queue->resume();
        settle();
        QCOMPARE(sends(), 0);
    }
    void aMessageThatTheServerChokesOnIsParkedInTheEnd()
    {
        m_queue->resume();
        expectSend().replies(500, R"({"errcode":"M_UNKNOWN","error":"boom"})").always();
        send(QStringLiteral("one"));
        for (int i = 0; i < 30 && m_queue->items(room).at(0).state != OutboxItem::State::Failed; ++i) {
            settle();
            if (m_bench->clock.pending() > 0)
                m_bench->clock.advance(m_bench->clock.untilNext());
        }
        QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Failed);
        QCOMPARE(m_queue->items(room).at(0).reason, QStringLiteral("boom"));
    }
    void anAnswerWithoutAnIdIsAskedAgain()
    {
        m_queue->resume();
        auto &first = expectSend().replies(200, "{\"event_");
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        QVERIFY(m_queue->items(room).at(0).sentAs.isEmpty());
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_bench->clock.advance(2s);
        settle();
        QCOMPARE(txnOf(again), txnOf(first));
        QCOMPARE(txnOf(again), txn.toString());
    }

    void theEchoEndsIt()
    {
        m_queue->resume();
        QSignalSpy removed(m_queue.get(), &SendQueue::removed);
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        // Servers that do not say the transaction id say the event's.
        commit({echo(QStringLiteral("$1"), {})});
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed[0][1].value<TxnId>(), txn);
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void theEchoBeforeTheAnswer_data()
    {
        QTest::addColumn<bool>("saysTxn");
        QTest::newRow("with its transaction id") << true;
        QTest::newRow("without") << false;
    }
    void theEchoBeforeTheAnswer()
    {
        QFETCH(bool, saysTxn);
        m_queue->resume();
        auto &held = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        commit({echo(QStringLiteral("$1"), saysTxn ? txn : TxnId())});
        QCOMPARE(m_queue->count(), saysTxn ? 0 : 1);
        held.release(200, sentAs(QStringLiteral("$1")));
        settle();
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
        QCOMPARE(sends(), 1);
        QCOMPARE(m_bench->storedIds(), (QStringList{QStringLiteral("$create"), QStringLiteral("$1")}));
    }
    void aLostAnswerIsOneMessage_data()
    {
        QTest::addColumn<bool>("saysTxn");
        QTest::newRow("the echo names the transaction") << true;
        QTest::newRow("only the second answer tells") << false;
    }
    void aLostAnswerIsOneMessage()
    {
        QFETCH(bool, saysTxn);
        m_queue->resume();
        auto &first = expectSend().fails(Error::Kind::Network);
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        FakeTransport::Expectation *again = nullptr;
        if (!saysTxn)
            again = &expectSend().replies(200, sentAs(QStringLiteral("$1")));
        // The server had taken it.
        commit({echo(QStringLiteral("$1"), saysTxn ? txn : TxnId())});
        settle();
        m_bench->clock.advance(1h);
        settle();
        if (again)
            QCOMPARE(txnOf(*again), txnOf(first));
        QCOMPARE(sends(), saysTxn ? 1 : 2);
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    /// The server forgets transaction ids after a day, and would take the message once more.
    void afterADayALostAnswerIsLookedFor_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<bool>("isInDoubt");
        QTest::newRow("nothing is missing") << QString() << false;
        QTest::newRow("somebody wrote something else") << QStringLiteral("other") << false;
        QTest::newRow("it may lie in a gap") << QStringLiteral("gap") << true;
        QTest::newRow("it is there, and says no id any more") << QStringLiteral("echo") << true;
        QTest::newRow("something of one's own was deleted") << QStringLiteral("deleted") << true;
        QTest::newRow("the same, and it was encrypted") << QStringLiteral("deleted in secret") << true;
        QTest::newRow("something was deleted that was none") << QStringLiteral("deleted topic") << false;
        QTest::newRow("something of somebody else was deleted") << QStringLiteral("deleted other") << false;
    }
    void afterADayALostAnswerIsLookedFor()
    {
        QFETCH(QString, found);
        QFETCH(bool, isInDoubt);
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        m_bench->clock.setNow(m_bench->clock.now() + std::chrono::milliseconds(25h).count());
        m_bench->clock.advance(1h);
        settle();
        QCOMPARE(sends(), 1); // the syncs may bring it
        QJsonObject event = message(QStringLiteral("$9"));
        event[u"origin_server_ts"] = m_bench->clock.now();
        if (found == u"echo") {
            event[u"sender"] = me.toString();
            event[u"content"] = QJsonDocument::fromJson(text(QStringLiteral("one"))).object();
        } else if (found.startsWith(u"deleted")) {
            if (found != u"deleted other")
                event[u"sender"] = me.toString();
            if (found == u"deleted in secret")
                event[u"type"] = QStringLiteral("m.room.encrypted");
            if (found == u"deleted topic") {
                event[u"type"] = QStringLiteral("m.room.topic");
                event[u"state_key"] = QString();
            }
            event[u"content"] = QJsonObject();
            event[u"unsigned"] = QJsonObject{{QStringLiteral("redacted_because"), QJsonObject()}};
        }
        found == u"gap" ? commitGap({event}) : commit(found.isEmpty() ? QJsonArray() : QJsonArray{event});
        settle();
        QCOMPARE(sends(), 1);
        if (!isInDoubt)
            expectSend().replies(200, sentAs(QStringLiteral("$1")));
        commit({});
        settle();
        if (!isInDoubt) {
            QCOMPARE(sends(), 2);
            QCOMPARE(first().sentAs, EventId(QStringLiteral("$1")));
            return;
        }
        QCOMPARE(sends(), 1);
        QCOMPARE(first().state, OutboxItem::State::Failed);
        const QString words = ErrorText::of(SendQueue::refusalOf(first()), ErrorText::During::Sending).what;
        QVERIFY2(words.contains(QStringLiteral("may have arrived")), qPrintable(words));
        m_queue->retryAll(); // nobody has looked at this one
        settle();
        QCOMPARE(sends(), 1);
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->retry(txn);
        settle();
        QCOMPARE(sends(), 2);
    }
    /// The first sync of this time may have been answered before the server had what was on its way last
    /// time.
    void afterARestartOneSyncProvesNothing()
    {
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        send(QStringLiteral("one"));
        settle();
        m_bench->clock.setNow(m_bench->clock.now() + std::chrono::milliseconds(25h).count());
        restart();
        m_queue->resume();
        commit({});
        settle();
        QCOMPARE(sends(), 1);
        QJsonObject event = echo(QStringLiteral("$1"), {}, QStringLiteral("one"));
        event[u"origin_server_ts"] = m_bench->clock.now();
        commit({event});
        settle();
        QCOMPARE(sends(), 1);
        QCOMPARE(first().state, OutboxItem::State::Failed);
    }
    void anEchoLetsTheNextGo()
    {
        m_queue->resume();
        expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$2")));
        commit({echo(QStringLiteral("$1"), txn)});
        settle();
        QCOMPARE(bodies(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    }

    void whatIsPutBackAfterItsEchoLeavesNothingOnDisk()
    {
        m_queue->resume();
        expectSend().holds();
        send(QStringLiteral("one"));
        settle();
        const OutboxItem item = first();
        // The commit of the echo is done, but the queue has not been told of it yet.
        const auto batch =
            m_bench->commit(sync(QStringLiteral("p2"), joined({echo(QStringLiteral("$1"), item.txn)})));
        m_queue->discard(item.txn);
        m_queue->putBack(item);
        m_queue->onCommitted(batch);
        settle();
        QCOMPARE(m_queue->items(room).size(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    /// The answer to the first writing must not stand for the second.
    void whatIsPutBackTwiceAfterItsEchoLeavesNothingOnDisk()
    {
        m_queue->resume();
        expectSend().holds();
        send(QStringLiteral("one"));
        settle();
        const OutboxItem item = first();
        m_queue->discard(item.txn);
        m_queue->putBack(item);
        m_bench->store
            ->commitSync(makeSyncDialect({Dialect::V3, false}, me), "p",
                         sync(QStringLiteral("p2"), joined({echo(QStringLiteral("$1"), item.txn)})),
                         Dialect::V3, 0)
            .then(m_queue.get(),
                  [this](const Result<CommittedBatch> &batch) { m_queue->onCommitted(*batch); });
        m_queue->discard(item.txn);
        m_queue->putBack(item);
        settle();
        QCOMPARE(m_queue->items(room).size(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void aRefusalAfterTheEchoLeavesNothingOnDisk()
    {
        m_queue->resume();
        auto &held = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        // The commit of the echo is done, but nobody has been told of it yet.
        m_bench->commit(sync(QStringLiteral("p2"), joined({echo(QStringLiteral("$1"), txn)})));
        held.release(403, R"({"errcode":"M_FORBIDDEN"})");
        settle();
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }

    // ---- what relates to something unsent

    void whatRelatesToSomethingUnsentNamesItsEventOnceThatHasOne_data()
    {
        QTest::addColumn<QJsonObject>("relation");
        QTest::newRow("an answer") << json("{'m.in_reply_to':{'event_id':'TXN'}}");
        QTest::newRow("an edit") << json("{'rel_type':'m.replace','event_id':'TXN'}");
        QTest::newRow("an answer in a thread")
            << json("{'rel_type':'m.thread','event_id':'$root','m.in_reply_to':{'event_id':'TXN'}}");
    }
    void whatRelatesToSomethingUnsentNamesItsEventOnceThatHasOne()
    {
        QFETCH(QJsonObject, relation);
        m_queue->resume();
        auto &first = expectSend().holds();
        const TxnId one = send(QStringLiteral("one"));
        sendRelated(relation, one);
        settle();
        QCOMPARE(sends(), 1);
        auto &second = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        first.release(200, sentAs(QStringLiteral("$1")));
        settle();
        QVERIFY(second.isAsked());
        QCOMPARE(relationOf(second), named(relation, QStringLiteral("$1")));
        // The text is a person's own, even if it looks like that.
        QCOMPARE(bodies().last(), one.toString());
    }
    void aLostAnswerKeepsWhatRelatesToItWaiting()
    {
        m_queue->resume();
        auto &first = expectSend().fails(Error::Kind::Network);
        const TxnId one = send(QStringLiteral("one"));
        sendEdit(one);
        settle();
        QCOMPARE(sends(), 1);
        // The echo says what the answer would have said.
        auto &second = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        commit({echo(QStringLiteral("$1"), one)});
        settle();
        QCOMPARE(relationOf(second)[u"event_id"].toString(), QStringLiteral("$1"));
        QVERIFY(first.isAsked());
    }
    void aRateLimitKeepsTheOrder()
    {
        m_queue->resume();
        expectSend().replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":30000})");
        const TxnId one = send(QStringLiteral("one"));
        sendEdit(one);
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        auto &second = expectSend().replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":30000})");
        m_bench->clock.advance(30s);
        settle();
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_bench->clock.advance(30s);
        settle();
        QCOMPARE(txnOf(again), txnOf(second));
        QCOMPARE(relationOf(again)[u"event_id"].toString(), QStringLiteral("$1"));
    }
    void whatRelatesToARefusedMessageWaitsForTheDecision()
    {
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        auto &three = expectSend().replies(200, sentAs(QStringLiteral("$3")));
        const TxnId one = send(QStringLiteral("one"));
        const TxnId edit = sendEdit(one);
        send(QStringLiteral("three"));
        settle();
        // The rest goes on.
        QCOMPARE(three.sent().request.body, text(QStringLiteral("three")));
        QVERIFY(m_queue->item(edit)->state == OutboxItem::State::Waiting);
        const TxnId answer = sendRelated(json("{'m.in_reply_to':{'event_id':'TXN'}}"), edit);
        QVERIFY(m_queue->holdup(edit)->isMatrix("chat.linnet.TARGET_WAITS"));
        QVERIFY(m_queue->holdup(answer)->isMatrix("chat.linnet.TARGET_WAITS"));
        QVERIFY(!m_queue->holdup(room));
        m_queue->discard(answer);
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        auto &second = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_queue->retry(one);
        QVERIFY(!m_queue->holdup(edit));
        settle();
        QCOMPARE(relationOf(second)[u"event_id"].toString(), QStringLiteral("$1"));
    }
    void whatRelatesToADiscardedMessageIsParkedAndComesBackWithIt()
    {
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        const TxnId one = send(QStringLiteral("one"));
        const TxnId edit = sendEdit(one);
        settle();
        const OutboxItem item = *m_queue->item(one);
        m_queue->discard(one);
        settle();
        QVERIFY(m_queue->item(edit)->state == OutboxItem::State::Failed);
        QVERIFY(!ErrorText::of(SendQueue::refusalOf(*m_queue->item(edit)), ErrorText::During::Sending)
                     .what.isEmpty());
        // To send it again helps nothing, and a restart neither.
        m_queue->retry(edit);
        settle();
        QVERIFY(m_queue->item(edit)->state == OutboxItem::State::Failed);
        restart();
        m_queue->resume();
        settle();
        QVERIFY(m_queue->item(edit)->state == OutboxItem::State::Failed);
        m_queue->putBack(item);
        settle();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        auto &second = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_queue->retry(one);
        settle();
        QCOMPARE(relationOf(second)[u"event_id"].toString(), QStringLiteral("$1"));
    }
    void aRestartBetweenAMessageAndItsEdit_data()
    {
        QTest::addColumn<QString>("known");
        QTest::newRow("nothing is known") << QString();
        QTest::newRow("the server has answered") << QStringLiteral("answer");
        QTest::newRow("the echo was committed, but not told of") << QStringLiteral("echo");
    }
    void aRestartBetweenAMessageAndItsEdit()
    {
        QFETCH(QString, known);
        m_queue->resume();
        auto &first = expectSend().holds();
        const TxnId one = send(QStringLiteral("one"));
        sendEdit(one);
        settle();
        if (known == u"answer") {
            expectSend().fails(Error::Kind::Network); // of the edit
            first.release(200, sentAs(QStringLiteral("$1")));
        } else if (known == u"echo") {
            m_bench->commit(sync(QStringLiteral("p2"), joined({echo(QStringLiteral("$1"), one)})));
        }
        settle();
        restart();
        if (known.isEmpty())
            expectSend().replies(200, sentAs(QStringLiteral("$1")));
        auto &edit = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_queue->resume();
        settle();
        QVERIFY(edit.isAsked());
        QCOMPARE(relationOf(edit)[u"event_id"].toString(), QStringLiteral("$1"));
    }
    void aRedactionGoesItsOwnWay()
    {
        m_queue->resume();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        const TxnId one = send(QStringLiteral("one"));
        m_queue->send(room, QStringLiteral("m.room.redaction"),
                      toText({{QStringLiteral("redacts"), one.toString()},
                              {QStringLiteral("reason"), QStringLiteral("why")}}));
        // Kept like everything else, and in its place.
        restart();
        m_queue->resume();
        auto &put = m_bench->server.expects(Method::Put, QStringLiteral("/v3/rooms/!r:x/redact/$1/*"))
                        .replies(200, sentAs(QStringLiteral("$2")));
        settle();
        QCOMPARE(put.sent().request.body, jsonText("{'reason':'why'}"));
        QVERIFY(m_queue->items(room).last().sentAs == EventId(QStringLiteral("$2")));
    }
    void aServerThatDeletesNothingIsRemembered()
    {
        m_bench->api->setVersion({Dialect::V1, false});
        m_queue->resume();
        m_bench->server.expects(Method::Put, QStringLiteral("/v1/rooms/!r:x/redact/$1/*"))
            .replies(400, R"({"error":"Unrecognized request"})");
        QVERIFY(m_bench->api->hasRedaction());
        m_queue->send(room, QStringLiteral("m.room.redaction"), jsonText("{'redacts':'$1'}"));
        settle();
        QVERIFY(!m_bench->api->hasRedaction());
    }
    void aReactionThatIsThereAlreadyIsNoTrouble()
    {
        m_queue->resume();
        m_bench->server.expects(Method::Put, QStringLiteral("/v3/rooms/!r:x/send/m.reaction/*"))
            .replies(400, R"({"errcode":"M_DUPLICATE_ANNOTATION"})");
        m_queue->send(room, QStringLiteral("m.reaction"),
                      jsonText("{'m.relates_to':{'event_id':'$1','key':'x'}}"));
        settle();
        QCOMPARE(m_queue->items(room).size(), 0);
        QCOMPARE(m_bench->stored().outbox.size(), 0);
    }
    void whatWaitsCanBeChangedUntilItIsTried()
    {
        const TxnId txn = send(QStringLiteral("one"));
        QVERIFY(!m_queue->isUntried(txn)); // it is being written
        settle();
        QVERIFY(m_queue->isUntried(txn));
        m_queue->rewrite(txn, text(QStringLiteral("two")));
        settle();
        auto &put = expectSend().fails(Error::Kind::Network);
        m_queue->resume();
        settle();
        QCOMPARE(put.sent().request.body, text(QStringLiteral("two")));
        QVERIFY(!m_queue->isUntried(txn)); // the server may have it
        restart();
        QCOMPARE(first().content, text(QStringLiteral("two")));
        QVERIFY(!m_queue->isUntried(txn));
    }
    void whatTheServerTurnedDownHasNotArrived()
    {
        const QByteArray slower = R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1000})";
        const auto tryAgain = [this] {
            m_bench->clock.advance(60s);
            settle();
        };
        m_queue->resume();
        expectSend().replies(429, slower);
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        QVERIFY(!m_queue->mayHaveArrived(txn));
        QVERIFY(m_queue->isUntried(txn));
        expectSend().fails(Error::Kind::Timeout);
        tryAgain();
        QVERIFY(m_queue->mayHaveArrived(txn));
        QVERIFY(!m_queue->isUntried(txn));
        // It says nothing of the try before.
        expectSend().replies(429, slower);
        tryAgain();
        QVERIFY(m_queue->mayHaveArrived(txn));
        restart();
        QVERIFY(m_queue->mayHaveArrived(txn));
    }
    void whatIsUnderWayMayHaveArrived()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        QVERIFY(!m_queue->mayHaveArrived(txn));
        settle();
        QVERIFY(m_queue->mayHaveArrived(txn));
        put.release(403, R"({"errcode":"M_FORBIDDEN"})");
        QVERIFY(!m_queue->mayHaveArrived(txn));
        auto &again = expectSend().holds();
        m_queue->retry(txn);
        settle();
        again.release(200, "{"); // cut off
        QVERIFY(m_queue->mayHaveArrived(txn));
    }

    void aRestartSendsWhatWasLeft()
    {
        m_queue->resume();
        auto &first = expectSend().fails(Error::Kind::Network);
        const TxnId one = send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        settle();
        restart();
        QCOMPARE(m_queue->count(), 2);
        settle();
        QCOMPARE(sends(), 1);
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        expectSend().replies(200, sentAs(QStringLiteral("$2")));
        m_queue->resume();
        settle();
        QCOMPARE(txnOf(again), txnOf(first));
        QCOMPARE(txnOf(again), one.toString());
        QCOMPARE(bodies(),
                 (QStringList{QStringLiteral("one"), QStringLiteral("one"), QStringLiteral("two")}));
    }
    void aRestartDoesNotSendWhatTheServerHas()
    {
        m_queue->resume();
        expectSend().replies(200, sentAs(QStringLiteral("$1")));
        send(QStringLiteral("one"));
        settle();
        restart();
        QCOMPARE(m_queue->items(room).size(), 1);
        m_queue->resume();
        settle();
        QCOMPARE(sends(), 1);
        commit({echo(QStringLiteral("$1"), {})});
        QCOMPARE(m_queue->count(), 0);
    }
    void theFirstSyncMayBringEchoesOfLastTime()
    {
        m_queue->resume();
        expectSend().fails(Error::Kind::Network);
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        restart();
        commit({echo(QStringLiteral("$1"), txn)});
        settle();
        QCOMPARE(m_queue->count(), 0);
        QCOMPARE(sends(), 1);
    }

    void whatCannotBeStoredIsNotSent()
    {
        if (!FullDisk::IsPossible)
            QSKIP("no way to fill the disk here");
        m_queue->resume();
        TxnId txn;
        {
            const FullDisk disk;
            txn = send(QStringLiteral("one"));
            settle();
            const OutboxItem item = m_queue->items(room).at(0);
            QVERIFY(item.state == OutboxItem::State::Failed);
            QVERIFY(!item.reason.isEmpty());
        }
        auto &next = expectSend().replies(200, sentAs(QStringLiteral("$2")));
        send(QStringLiteral("two"));
        settle();
        QVERIFY(next.isAsked());
        auto &again = expectSend().replies(200, sentAs(QStringLiteral("$1")));
        m_queue->retry(txn);
        settle();
        QCOMPARE(txnOf(again), txn.toString());
    }
    void aRetryThatCannotBeStoredDoesNotHoldUpTheNext()
    {
        if (!FullDisk::IsPossible)
            QSKIP("no way to fill the disk here");
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        auto &held = expectSend().holds();
        const TxnId txn = send(QStringLiteral("one"));
        send(QStringLiteral("two"));
        send(QStringLiteral("three"));
        settle();
        auto &third = expectSend().replies(200, sentAs(QStringLiteral("$3")));
        {
            const FullDisk disk;
            m_queue->retry(txn);
            held.release(200, sentAs(QStringLiteral("$2")));
            settle();
            QVERIFY(m_queue->items(room).at(0).state == OutboxItem::State::Failed);
        }
        QVERIFY(third.isAsked());
    }
    void endingItEndsItsRequests()
    {
        m_queue->resume();
        auto &held = expectSend().holds();
        send(QStringLiteral("one"));
        settle();
        m_queue.reset();
        QVERIFY(held.sent().isAborted);
        settle();
        QCOMPARE(m_bench->stored().outbox.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSendQueue)
#include "tst_sendqueue.moc"

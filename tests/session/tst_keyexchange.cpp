// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keyexchange.h"

#include "recoverytesting.h"

using namespace linnet;
using namespace linnet::testing;

using Fault = RecoveryTransport::Fault;

namespace {

const QString MessageType = u"m.room.message"_qs;

QByteArray said(const QString &what)
{
    return toText({{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, what}});
}

/// One writes, the other reads, in a room where both are.
class Pair
{
public:
    Pair() : writer(server), reader(server, u"READER"_qs, bob)
    {
        server.members = {me, bob};
        for (RecoverySession *session : {&reader, &writer}) {
            session->sync(roomOf({}));
            session->sync();
        }
    }

    Result<EventId> send(const QString &what)
    {
        return await(writer.keys->sendEvent(room, MessageType, said(what)));
    }
    void sync() { writer.sync(roomOf({})); }
    /// As the outbox does: again and again, while time passes and syncs come. Ends at a first success.
    bool sendUntilItGoes(const QString &what, bool isKilled)
    {
        bool isSent = send(what).isOk();
        if (isKilled)
            writer.restart();
        for (int tries = 0; !isSent && tries < 5; ++tries) {
            writer.clock.advance(15min);
            sync();
            isSent = send(what).isOk();
        }
        return isSent;
    }
    /// What the reader can read of all that the server has of the room, and `?` for what they cannot.
    QStringList read()
    {
        QJsonArray timeline;
        for (const KeyServer::RoomMessage &each : std::as_const(server.keys.roomMessages))
            timeline << linnet::testing::event(each.id.toString(), each.sender, each.type, each.content);
        reader.sync(roomOf(timeline));
        QStringList bodies;
        const auto page = await(reader.store->history(room, 0, 100));
        if (!page)
            qFatal("no history");
        for (const StoredEvent &stored : page->events) {
            if (stored.event.type == MessageType)
                bodies << QJsonDocument::fromJson(stored.event.content).object().value(u"body"_qs).toString();
            else if (stored.event.type == KeyExchange::EncryptedType)
                bodies << u"?"_qs;
        }
        return bodies;
    }

    RecoveryServer server;
    RecoverySession writer, reader;

private:
    static QJsonObject roomOf(const QJsonArray &timeline)
    {
        QJsonObject result = joined(timeline);
        result.insert(
            u"state"_qs,
            QJsonObject{{u"events"_qs,
                         QJsonArray{member(u"$me"_qs, me, u"join"_qs), member(u"$bob"_qs, bob, u"join"_qs),
                                    state(u"$enc"_qs, u"m.room.encryption"_qs,
                                          {{u"algorithm"_qs, u"m.megolm.v1.aes-sha2"_qs}})}}});
        return result;
    }
};

}

/// What happens between "send" and an event at the server, on a server that may fail at any request.
class TestKeyExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyHasTheKeyBeforeTheMessage()
    {
        Pair pair;
        pair.writer.transport.sent.clear();
        QVERIFY(pair.send(u"hello"_qs).isOk());
        const QStringList &sent = pair.writer.transport.sent;
        const auto place = [&sent](QStringView name) {
            for (qsizetype i = 0; i < sent.size(); ++i) {
                if (sent[i].contains(name))
                    return i;
            }
            return qsizetype(-1);
        };
        QVERIFY(place(u"keys/claim") >= 0);
        QVERIFY(place(u"keys/claim") < place(u"sendToDevice"));
        QVERIFY(place(u"sendToDevice") < place(u"/send/"));
        QCOMPARE(pair.read(), QStringList{u"hello"_qs});
    }
    void aSecondMessageNeedsNothingElse()
    {
        Pair pair;
        QVERIFY(pair.send(u"one"_qs).isOk());
        pair.sync();
        pair.writer.transport.sent.clear();
        QVERIFY(pair.send(u"two"_qs).isOk());
        QCOMPARE(pair.writer.transport.sent.size(), 1);
        QCOMPARE(pair.read(), (QStringList{u"one"_qs, u"two"_qs}));
    }
    void whoBeginsToWriteHasTheKeySharedAhead()
    {
        Pair pair;
        pair.writer.transport.sent.clear();
        pair.writer.keys->prepare(room);
        QVERIFY(pair.send(u"while it is prepared"_qs).isOk());
        pair.writer.keys->prepare(room); // it was just done
        pair.writer.rest();
        const QStringList &sent = pair.writer.transport.sent;
        QCOMPARE(sent.filter(u"keys/claim"_qs).size(), 1);
        QCOMPARE(sent.filter(u"sendToDevice"_qs).size(), 1);
        pair.sync();
        pair.writer.transport.sent.clear();
        QVERIFY(pair.send(u"and later"_qs).isOk());
        QCOMPARE(pair.writer.transport.sent.size(), 1);
        QCOMPARE(pair.read(), (QStringList{u"while it is prepared"_qs, u"and later"_qs}));
    }
    void whoLooksAtARoomLearnsItsSessionsAhead()
    {
        Pair pair;
        const QStringList &sent = pair.writer.transport.sent;
        pair.writer.transport.sent.clear();
        pair.writer.keys->learn(room);
        pair.writer.rest();
        QCOMPARE(sent.filter(u"keys/query"_qs).size(), 1);
        QVERIFY(sent.filter(u"keys/claim"_qs).isEmpty());
        pair.writer.transport.sent.clear();
        QVERIFY(pair.send(u"hello"_qs).isOk());
        QVERIFY(sent.filter(u"keys/query"_qs).isEmpty());
        QCOMPARE(pair.read(), QStringList{u"hello"_qs});
    }
    void whatIsDoneAheadIsDoneOnce()
    {
        Pair pair;
        pair.writer.transport.sent.clear();
        pair.writer.keys->learn(room);
        pair.writer.keys->prepare(room);
        QVERIFY(pair.send(u"meanwhile"_qs).isOk());
        pair.writer.rest();
        const QStringList &sent = pair.writer.transport.sent;
        for (const QString &request : {u"keys/query"_qs, u"keys/claim"_qs, u"sendToDevice"_qs})
            QCOMPARE(sent.filter(request).size(), 1);
        QCOMPARE(pair.read(), QStringList{u"meanwhile"_qs});
    }
    /// On a server that takes longer for it than one rests between two.
    void aSlowPreparationIsNotForgotten()
    {
        Pair pair;
        pair.writer.keys->prepare(room);
        auto sent = pair.writer.keys->sendEvent(room, MessageType, said(u"after it"_qs));
        pair.writer.clock.advance(2min);
        pair.writer.keys->prepare(room);
        QVERIFY(await(std::move(sent)).isOk());
        QCOMPARE(pair.read(), QStringList{u"after it"_qs});
    }
    void anyRequestMayFail_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("isKilled");
        Pair pair;
        pair.writer.transport.sent.clear();
        QVERIFY(pair.send(u"counted"_qs).isOk());
        const QStringList sent = pair.writer.transport.sent;
        QVERIFY(sent.size() >= 3);
        forEachFault(sent, [](int number, Fault fault, const QString &words) {
            for (const bool isKilled : {false, true})
                QTest::addRow("%s%s", qPrintable(words), isKilled ? ", then killed" : "")
                    << number << fault << isKilled;
        });
    }
    void anyRequestMayFail()
    {
        QFETCH(int, number);
        QFETCH(Fault, fault);
        QFETCH(bool, isKilled);
        Pair pair;
        pair.writer.transport.breakAt(number, fault);
        QVERIFY(pair.sendUntilItGoes(u"first"_qs, isKilled));
        QVERIFY(pair.sendUntilItGoes(u"second"_qs, false));
        QStringList read = pair.read();
        // A message whose answer was lost is sent again here; its transaction id is the outbox's business.
        read.removeDuplicates();
        QCOMPARE(read, (QStringList{u"first"_qs, u"second"_qs}));
    }
};

QTEST_MAIN(TestKeyExchange)
#include "tst_keyexchange.moc"

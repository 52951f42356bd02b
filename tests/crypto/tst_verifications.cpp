// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/verifications.h"

#include "crypto/crosssigning.h"
#include "crypto/devicedirectory.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QDateTime>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

using State = VerificationFlow::State;

const RoomId room(QStringLiteral("!room:example.org"));
const QString alice = QStringLiteral("@alice:example.org");
const QString bob = QStringLiteral("@bob:example.org");

/// Two sessions that know each other, and what they say in a room.
class Pair
{
public:
    Pair(const QString &first, const QString &second)
        : a(server, first, QStringLiteral("AAA")), b(server, second, QStringLiteral("BBB"))
    {
        a.sendAll(*CrossSigning(a.machine()).bootstrap());
        if (first != second)
            b.sendAll(*CrossSigning(b.machine()).bootstrap());
        for (CryptoPerson *person : {&a, &b}) {
            person->track({a.user(), b.user()});
            person->sync();
        }
        a.sync();
    }

    /// Everything arrives that was sent, in the room too.
    void settle()
    {
        for (int round = 0; round < 4; ++round) {
            for (; m_told < server.roomMessages.size(); ++m_told) {
                const auto message = server.roomMessages[m_told];
                tell(message.type, message.content, message.id, message.sender);
            }
            a.sync();
            b.sync();
        }
    }

    void send(CryptoPerson &from, const Verifications::Requests &requests)
    {
        if (!requests.isOk())
            qFatal("refused: %d", int(requests.error().kind));
        from.sendAll(*requests);
        settle();
    }

    /// B, another session of A's, asks A, who accepts; the flow.
    QString agree()
    {
        const auto asked = Verifications(b.machine()).askOwnDevice(a.device().id);
        if (!asked.isOk())
            qFatal("not asked: %d", int(asked.error().kind));
        b.send(asked->request);
        settle();
        send(a, Verifications(a.machine()).accept(b.user(), asked->flow));
        return asked->flow;
    }

    void tell(const QString &type, const QJsonObject &content, const EventId &id, const UserId &sender)
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const QByteArray event = toText({{QStringLiteral("type"), type},
                                         {QStringLiteral("event_id"), id.toString()},
                                         {QStringLiteral("sender"), sender.toString()},
                                         {QStringLiteral("origin_server_ts"), now},
                                         {QStringLiteral("content"), content}});
        for (CryptoPerson *person : {&a, &b})
            QVERIFY(Verifications(person->machine()).receiveRoomEvent(room, event).isOk());
    }

    VerificationFlow flowOf(CryptoPerson &person)
    {
        const auto flows = Verifications(person.machine()).flows();
        return flows.isEmpty() ? VerificationFlow() : flows.constFirst();
    }

    KeyServer server;
    CryptoPerson a, b;

private:
    qsizetype m_told = 0;
};

}

class TestVerifications : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownSessionsCompareEmoji();
    void peopleCompareEmojiInARoom();
    void whoIsAskedMayBegin();
    void whoComesLateBeginsNoSecondOne();
    void bothMayBeginAtOnce();
    void aMismatchEndsIt();
    void eitherMayCancel();
    void ownSessionsScanACode();
    void showsNoCodeToWhoCannotScan();
    void secretsComeWhenItIsDone();
    void nonsenseIsRefused();
};

void TestVerifications::ownSessionsCompareEmoji()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const auto asked = ofB.askOwnDevice(QStringLiteral("AAA"));
    QVERIFY(asked.isOk());
    const QString flow = asked->flow;
    const UserId user(alice);
    QCOMPARE(pair.flowOf(pair.b).state, State::Requested);
    QVERIFY(!pair.flowOf(pair.b).isByOther);
    pair.b.send(asked->request);
    QVERIFY(pair.a.sync().hasVerifications);
    VerificationFlow seen = pair.flowOf(pair.a);
    QCOMPARE(seen.id, flow);
    QCOMPARE(seen.device, QStringLiteral("BBB"));
    QCOMPARE(seen.state, State::Requested);
    QVERIFY(seen.isByOther && seen.isOwnUser && seen.room.isEmpty());

    pair.send(pair.a, ofA.accept(user, flow));
    QCOMPARE(pair.flowOf(pair.b).state, State::Ready);
    QVERIFY(pair.flowOf(pair.b).supportsSas);
    pair.send(pair.b, ofB.startSas(user, flow));
    seen = pair.flowOf(pair.a);
    QCOMPARE(seen.state, State::Started);
    QVERIFY(seen.isByOther);
    QVERIFY(!pair.flowOf(pair.b).isByOther);
    pair.send(pair.a, ofA.accept(user, flow));

    const VerificationFlow onA = pair.flowOf(pair.a), onB = pair.flowOf(pair.b);
    QCOMPARE(onA.state, State::Comparing);
    QCOMPARE(onB.state, State::Comparing);
    QCOMPARE(onA.emoji.size(), 7);
    QCOMPARE(onA.decimals.size(), 3);
    for (int i = 0; i < 7; ++i) {
        QCOMPARE(onA.emoji[i].number, onB.emoji[i].number);
        QVERIFY(onA.emoji[i].number >= 0 && onA.emoji[i].number < 64);
        QVERIFY(!onA.emoji[i].symbol.isEmpty() && !onA.emoji[i].name.isEmpty());
    }
    QCOMPARE(onA.decimals, onB.decimals);
    QVERIFY(!CrossSigning(pair.b.machine()).status()->isDeviceSigned);

    pair.send(pair.b, ofB.confirm(user, flow));
    QCOMPARE(pair.flowOf(pair.b).state, State::Confirmed);
    pair.send(pair.a, ofA.confirm(user, flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Done);
    QCOMPARE(pair.flowOf(pair.b).state, State::Done);
    // What is over is told once.
    QVERIFY(ofA.flows().isEmpty());
    pair.settle();
    QVERIFY(CrossSigning(pair.b.machine()).status()->isIdentityVerified);
    QVERIFY(CrossSigning(pair.b.machine()).status()->isDeviceSigned);
}

void TestVerifications::peopleCompareEmojiInARoom()
{
    Pair pair(alice, bob);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const auto content = ofA.roomRequest(UserId(bob));
    QVERIFY(content.isOk());
    const QJsonObject request = QJsonDocument::fromJson(*content).object();
    QCOMPARE(request.value(QStringLiteral("msgtype")), QStringLiteral("m.key.verification.request"));
    QCOMPARE(request.value(QStringLiteral("to")), bob);
    const EventId id(QStringLiteral("$request"));
    QVERIFY(ofA.roomRequestSent(UserId(bob), room, id).isOk());
    pair.tell(QStringLiteral("m.room.message"), request, id, UserId(alice));
    const VerificationFlow seen = pair.flowOf(pair.b);
    QCOMPARE(seen.id, id.toString());
    QCOMPARE(seen.room, room);
    QCOMPARE(seen.user, UserId(alice));
    QVERIFY(seen.isByOther && !seen.isOwnUser);

    pair.send(pair.b, ofB.accept(UserId(alice), seen.id));
    QCOMPARE(pair.flowOf(pair.a).state, State::Ready);
    pair.send(pair.a, ofA.startSas(UserId(bob), seen.id));
    pair.send(pair.b, ofB.accept(UserId(alice), seen.id));
    QCOMPARE(pair.flowOf(pair.a).state, State::Comparing);
    QCOMPARE(pair.flowOf(pair.a).decimals, pair.flowOf(pair.b).decimals);
    pair.send(pair.a, ofA.confirm(UserId(bob), seen.id));
    pair.send(pair.b, ofB.confirm(UserId(alice), seen.id));
    QCOMPARE(pair.flowOf(pair.a).state, State::Done);
    QCOMPARE(pair.flowOf(pair.b).state, State::Done);
    QVERIFY((*DeviceDirectory(pair.a.machine()).identity(UserId(bob)))->isVerified);
    QVERIFY((*DeviceDirectory(pair.b.machine()).identity(UserId(alice)))->isVerified);
}

void TestVerifications::whoIsAskedMayBegin()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const UserId user(alice);
    const QString flow = pair.agree();
    pair.send(pair.a, ofA.startSas(user, flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Started);
    QVERIFY(!pair.flowOf(pair.a).isByOther && pair.flowOf(pair.b).isByOther);
    pair.send(pair.b, ofB.accept(user, flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Comparing);
    QCOMPARE(pair.flowOf(pair.b).decimals, pair.flowOf(pair.a).decimals);
}

void TestVerifications::whoComesLateBeginsNoSecondOne()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const UserId user(alice);
    const QString flow = pair.agree();
    pair.send(pair.b, ofB.startSas(user, flow));
    QVERIFY(!ofA.startSas(user, flow).isOk());
    pair.send(pair.a, ofA.accept(user, flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Comparing);
    QCOMPARE(pair.flowOf(pair.b).decimals, pair.flowOf(pair.a).decimals);
}

void TestVerifications::bothMayBeginAtOnce()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const UserId user(alice);
    const QString flow = pair.agree();
    const auto byA = ofA.startSas(user, flow), byB = ofB.startSas(user, flow);
    QVERIFY(byA.isOk() && byB.isOk());
    pair.a.sendAll(*byA);
    pair.send(pair.b, byB);
    // The larger of the two gives way and has to accept.
    QCOMPARE(pair.flowOf(pair.b).state, State::Started);
    QVERIFY(pair.flowOf(pair.b).isByOther && !pair.flowOf(pair.a).isByOther);
    pair.send(pair.b, ofB.accept(user, flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Comparing);
    QCOMPARE(pair.flowOf(pair.b).decimals, pair.flowOf(pair.a).decimals);
}

void TestVerifications::aMismatchEndsIt()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const auto asked = ofA.askOwnDevice(QStringLiteral("BBB"));
    const UserId user(alice);
    pair.send(pair.a, QList<CryptoRequest>{asked->request});
    pair.send(pair.b, ofB.accept(user, asked->flow));
    pair.send(pair.b, ofB.startSas(user, asked->flow));
    pair.send(pair.a, ofA.accept(user, asked->flow));
    QCOMPARE(pair.flowOf(pair.b).state, State::Comparing);
    pair.send(pair.b, ofB.mismatch(user, asked->flow));
    const VerificationFlow onA = pair.flowOf(pair.a), onB = pair.flowOf(pair.b);
    QCOMPARE(onA.state, State::Cancelled);
    QCOMPARE(onB.state, State::Cancelled);
    QCOMPARE(onA.cancelCode, QStringLiteral("m.mismatched_sas"));
    QVERIFY(onB.isCancelledByUs && !onA.isCancelledByUs);
    QVERIFY(!CrossSigning(pair.b.machine()).status()->isDeviceSigned);
}

void TestVerifications::eitherMayCancel()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const UserId user(alice);
    const auto first = ofA.askOwnDevice();
    pair.send(pair.a, QList<CryptoRequest>{first->request});
    pair.send(pair.a, ofA.cancel(user, first->flow));
    QCOMPARE(pair.flowOf(pair.b).state, State::Cancelled);
    QCOMPARE(pair.flowOf(pair.a).cancelCode, QStringLiteral("m.user"));
    const auto second = ofA.askOwnDevice();
    pair.send(pair.a, QList<CryptoRequest>{second->request});
    pair.send(pair.b, ofB.cancel(user, second->flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Cancelled);
    QVERIFY(pair.flowOf(pair.a).id.isEmpty());
}

void TestVerifications::ownSessionsScanACode()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine(), true);
    const UserId user(alice);
    const auto asked = ofA.askOwnDevice(QStringLiteral("BBB"));
    pair.send(pair.a, QList<CryptoRequest>{asked->request});
    QCOMPARE(ofA.qrCode(user, asked->flow).error().kind, Error::Kind::Invalid);
    pair.send(pair.b, ofB.accept(user, asked->flow));
    QVERIFY(pair.flowOf(pair.a).supportsShowing);
    QVERIFY(pair.flowOf(pair.b).supportsScanning);
    const auto code = ofA.qrCode(user, asked->flow);
    QVERIFY(code.isOk());
    QVERIFY(code->startsWith("MATRIX\x02"));
    QCOMPARE(pair.flowOf(pair.a).state, State::Ready);
    QCOMPARE(ofB.scanned(user, asked->flow, "nonsense").error().kind, Error::Kind::Invalid);
    pair.send(pair.b, ofB.scanned(user, asked->flow, *code));
    QCOMPARE(pair.flowOf(pair.a).state, State::Scanned);
    pair.send(pair.a, ofA.confirm(user, asked->flow));
    QCOMPARE(pair.flowOf(pair.a).state, State::Done);
    QCOMPARE(pair.flowOf(pair.b).state, State::Done);
    pair.settle();
    QVERIFY(CrossSigning(pair.b.machine()).status()->isDeviceSigned);
}

void TestVerifications::showsNoCodeToWhoCannotScan()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const auto asked = ofA.askOwnDevice(QStringLiteral("BBB"));
    pair.send(pair.a, QList<CryptoRequest>{asked->request});
    pair.send(pair.b, ofB.accept(UserId(alice), asked->flow));
    QVERIFY(!pair.flowOf(pair.a).supportsShowing);
    QCOMPARE(ofA.qrCode(UserId(alice), asked->flow).error().kind, Error::Kind::Invalid);
}

void TestVerifications::secretsComeWhenItIsDone()
{
    Pair pair(alice, alice);
    Verifications ofA(pair.a.machine()), ofB(pair.b.machine());
    const UserId user(alice);
    const auto asked = ofA.askOwnDevice(QStringLiteral("BBB"));
    pair.send(pair.a, QList<CryptoRequest>{asked->request});
    pair.send(pair.b, ofB.accept(user, asked->flow));
    pair.send(pair.a, ofA.startSas(user, asked->flow));
    pair.send(pair.b, ofB.accept(user, asked->flow));
    pair.send(pair.a, ofA.confirm(user, asked->flow));
    pair.send(pair.b, ofB.confirm(user, asked->flow));
    for (CryptoPerson *person : {&pair.a, &pair.b, &pair.a, &pair.b, &pair.a}) {
        person->sync();
        // Answers go through a channel that may have to be made first.
        if (const auto claim = person->machine().missingSessions({}).value())
            person->send(*claim);
        person->flush();
    }
    pair.settle();
    QVERIFY(CrossSigning(pair.b.machine()).status()->isComplete());
}

void TestVerifications::nonsenseIsRefused()
{
    Pair pair(alice, bob);
    Verifications ofA(pair.a.machine());
    for (const char *event : {"", "[]", "{}", "\xff", "{\"type\":\"m.key.verification.start\"}"})
        QCOMPARE(ofA.receiveRoomEvent(room, event).error().kind, Error::Kind::Invalid);
    QCOMPARE(ofA.accept(UserId(bob), QStringLiteral("x")).error().kind, Error::Kind::NotFound);
    QCOMPARE(ofA.accept(UserId(QStringLiteral("no user")), QStringLiteral("x")).error().kind,
             Error::Kind::Invalid);
    QCOMPARE(ofA.roomRequest(UserId(QStringLiteral("@nobody:x"))).error().kind, Error::Kind::NotFound);
    QCOMPARE(ofA.askOwnDevice(QStringLiteral("NONE")).error().kind, Error::Kind::NotFound);
    QVERIFY(ofA.flows().isEmpty());
}

QTEST_GUILESS_MAIN(TestVerifications)
#include "tst_verifications.moc"

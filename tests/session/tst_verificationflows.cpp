// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/verificationflows.h"

#include "crypto/crosssigning.h"
#include "matrix/eventparser.h"
#include "matrix/syncdialect.h"
#include "recoverytesting.h"
#include "session/accountdata.h"
#include "session/peopletrust.h"
#include "support/cryptoperson.h"

#include <QDateTime>
#include <QSignalSpy>

#include <map>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Fault = RecoveryTransport::Fault;
using State = VerificationFlow::State;

/// A dialect whose replies say what the test says.
class BatchDialect final : public SyncDialect
{
public:
    explicit BatchDialect(SyncBatch batch) : m_batch(std::move(batch)) {}

    Request request(const QByteArray &, const SyncWishes &) const override { return {}; }
    Result<SyncBatch> parse(const QByteArray &, const QByteArray &, qint64) const override { return m_batch; }
    bool isPositionRefused(const Error &) const override { return false; }

private:
    SyncBatch m_batch;
};

/// A session of `me` with all that verifying needs, over a key server, and another session that it speaks to.
class Stage
{
public:
    explicit Stage(const UserId &other)
        : transport(server, {me, QStringLiteral("AAA")}),
          peer(server.keys, other.toString(), QStringLiteral("BBB")),
          api(transport, clock, serverOf(Dialect::V3), "token")
    {
        clock.setNow(QDateTime::currentMSecsSinceEpoch());
        store = await(Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), me))
                    .take();
        if (!await(store->openKeys(QStringLiteral("AAA"))))
            qFatal("no keys");
        rooms.setSelf(me);
        keys = std::make_unique<KeyExchange>(api, *store, rooms);
        data = std::make_unique<AccountData>(api, *store, me);
        actions = std::make_unique<RoomActions>(api, *store, *data, me, true);
        flows = std::make_unique<VerificationFlows>(*keys, *store, rooms, *actions, me);
        keys->setOpen();
        server.accountData.insert(QStringLiteral("m.direct"),
                                  toText({{other.toString(), QJsonArray{room.toString()}}}));
        sync();
        bootstrap();
        if (other != me)
            peer.sendAll(*CrossSigning(peer.machine()).bootstrap());
        const Status peerTracks = peer.machine().track({me, other});
        const Status tracks = await(store->crypto().call<Done>([other](CryptoMachine &machine) {
            return machine.track({me, other});
        }));
        if (!peerTracks || !tracks)
            qFatal("nobody is watched");
        exchange();
    }
    ~Stage()
    {
        flows.reset();
        actions.reset();
        data.reset();
        keys.reset();
        store.reset();
    }

    void bootstrap()
    {
        using Requests_ = QList<CryptoRequest>;
        const auto requests = await(store->crypto().call<Requests_>(
            [](CryptoMachine &machine) { return CrossSigning(machine).bootstrap(); }));
        if (!requests || !await(keys->sendAll(*requests)))
            qFatal("no identity");
    }

    /// What the server has for this session is committed, with the steps of the room.
    void sync()
    {
        SyncBatch batch = server.keys.sync({me, QStringLiteral("AAA")});
        batch.position = "p";
        RoomDelta delta;
        delta.id = room;
        delta.membership = Membership::Join;
        for (; m_told < server.keys.roomMessages.size(); ++m_told) {
            const auto message = server.keys.roomMessages.at(m_told);
            const QByteArray json = eventOf(message);
            auto event = EventParser().parse(json, clock.now());
            if (!event)
                qFatal("no event");
            delta.timeline.append(*event);
        }
        batch.rooms.append(delta);
        const auto committed = await(
            store->commitSync(std::make_shared<BatchDialect>(batch), {}, "{}", Dialect::V3, clock.now()));
        if (!committed)
            qFatal("commit failed");
        rooms.apply(*committed);
        keys->resume();
        flows->onCommitted(*committed);
        settle(*store);
    }

    /// Everything arrives that was sent, on both sides.
    void exchange()
    {
        for (int round = 0; round < 4; ++round) {
            settle(*store);
            for (; m_peerTold < server.keys.roomMessages.size(); ++m_peerTold) {
                const QByteArray event = eventOf(server.keys.roomMessages.at(m_peerTold));
                if (!Verifications(peer.machine()).receiveRoomEvent(room, event).isOk())
                    qFatal("the peer does not take it");
            }
            peer.sync();
            sync();
        }
    }

    void peerSends(const Verifications::Requests &requests)
    {
        if (!requests.isOk())
            qFatal("the peer may not: %d", int(requests.error().kind));
        peer.sendAll(*requests);
        exchange();
    }
    VerificationFlow peerFlow()
    {
        const auto found = Verifications(peer.machine()).flows();
        return found.isEmpty() ? VerificationFlow() : found.constFirst();
    }
    VerificationFlow flow() const { return flows->flows().value(0); }

    /// Nobody does anything but what the dialogs ask of both sides, once each; time passes and syncs come.
    void verify(const QString &flow)
    {
        for (int round = 0; round < 12; ++round) {
            clock.advance(1min);
            exchange();
            if (flows->flows().isEmpty() && peerFlow().id.isEmpty())
                return;
            Verifications peers(peer.machine());
            if (doOnce(peerFlow(), State::Requested))
                peer.sendAll(*peers.accept(me, flow));
            else if (doOnce(this->flow(), State::Ready))
                await(flows->startSas(flow)).isOk();
            else if (doOnce(peerFlow(), State::Started))
                peer.sendAll(*peers.accept(me, flow));
            else if (doOnce(this->flow(), State::Comparing))
                await(flows->confirm(flow)).isOk();
            else if (doOnce(peerFlow(), State::Comparing))
                peer.sendAll(*peers.confirm(me, flow));
        }
    }

    RecoveryServer server;
    RecoveryTransport transport;
    CryptoPerson peer;
    FakeClock clock;
    ApiClient api;
    RoomList rooms;
    std::unique_ptr<Store> store;
    std::unique_ptr<KeyExchange> keys;
    std::unique_ptr<AccountData> data;
    std::unique_ptr<RoomActions> actions;
    std::unique_ptr<VerificationFlows> flows;

private:
    QByteArray eventOf(const KeyServer::RoomMessage &message) const
    {
        return toText({{QStringLiteral("type"), message.type},
                       {QStringLiteral("event_id"), message.id.toString()},
                       {QStringLiteral("sender"), message.sender.toString()},
                       {QStringLiteral("origin_server_ts"), clock.now()},
                       {QStringLiteral("content"), message.content}});
    }

    bool doOnce(const VerificationFlow &of, State state)
    {
        const std::pair step(of.device, state);
        return !of.id.isEmpty() && of.state == state && !std::exchange(m_isDone[step], true);
    }

    QTemporaryDir m_folder;
    std::map<std::pair<QString, State>, bool> m_isDone;
    qsizetype m_told = 0;
    qsizetype m_peerTold = 0;
};

/// The states in which flows were told of, in order, without repetitions.
QList<State> statesIn(const QSignalSpy &changed)
{
    QList<State> states;
    for (const QVariantList &call : changed) {
        const State state = call.at(0).value<VerificationFlow>().state;
        if (states.isEmpty() || states.last() != state)
            states.append(state);
    }
    return states;
}

}

/// What happens in verifications, against a machine on the other side.
class TestVerificationFlows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownSessionAsksAndIsAnswered();
    void theEmojiNeedNoOtherSync();
    void asksASessionOfOnesOwn();
    void verifiesSomebodyInARoom();
    void scansTheCodeOfASessionOfOnesOwn();
    void scansTheCodeOfSomebody();
    void anyRequestMayFail_data();
    void anyRequestMayFail();
    void aMismatchEndsIt();
    void saysThatTheOtherHasCancelled();
    void whoHasNoIdentityCannotBeAsked();
    void knowsWhoIsVerified();
};

void TestVerificationFlows::ownSessionAsksAndIsAnswered()
{
    Stage stage(me);
    QSignalSpy requested(stage.flows.get(), &VerificationFlows::requested);
    const auto asked = Verifications(stage.peer.machine()).askOwnDevice(QStringLiteral("AAA"));
    QVERIFY(asked.isOk());
    stage.peerSends(QList{asked->request});
    QCOMPARE(requested.size(), 1);
    QVERIFY(stage.flow().isOwnUser && stage.flow().isByOther);
    QCOMPARE(stage.flow().device, QStringLiteral("BBB"));
    QVERIFY(stage.flows->find(asked->flow));
    QVERIFY(await(stage.flows->accept(asked->flow)).isOk());
    stage.exchange();
    QCOMPARE(stage.peerFlow().state, State::Ready);
    QCOMPARE(requested.size(), 1);
}

void TestVerificationFlows::theEmojiNeedNoOtherSync()
{
    Stage stage(me);
    Verifications peer(stage.peer.machine());
    const auto asked = peer.askOwnDevice(QStringLiteral("AAA"));
    QVERIFY(asked.isOk());
    stage.peerSends(QList{asked->request});
    QVERIFY(await(stage.flows->accept(asked->flow)).isOk());
    stage.exchange();
    stage.peerSends(peer.startSas(me, asked->flow));
    QCOMPARE(stage.flow().state, State::Started);
    QVERIFY(await(stage.flows->accept(asked->flow)).isOk());
    stage.peer.sync(); // sends its key
    stage.sync();
    // What is to be compared is known once one's own key has gone; the next sync may be half a minute away.
    QTRY_COMPARE(stage.flow().state, State::Comparing);
}

void TestVerificationFlows::asksASessionOfOnesOwn()
{
    Stage stage(me);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    QSignalSpy requested(stage.flows.get(), &VerificationFlows::requested);
    const auto flow = await(stage.flows->askOwn(QStringLiteral("BBB")));
    QVERIFY(flow.isOk());
    stage.exchange();
    Verifications peer(stage.peer.machine());
    stage.peerSends(peer.accept(me, *flow));
    QCOMPARE(stage.flow().state, State::Ready);
    QVERIFY(stage.flow().supportsSas);
    QVERIFY(await(stage.flows->startSas(*flow)).isOk());
    stage.exchange();
    stage.peerSends(peer.accept(me, *flow));
    QCOMPARE(stage.flow().state, State::Comparing);
    QCOMPARE(stage.flow().emoji.size(), 7);
    const VerificationFlow other = stage.peerFlow();
    for (int i = 0; i < 7; ++i)
        QCOMPARE(stage.flow().emoji.at(i).number, other.emoji.at(i).number);
    QVERIFY(await(stage.flows->confirm(*flow)).isOk());
    stage.peerSends(peer.confirm(me, *flow));
    QCOMPARE(statesIn(changed).last(), State::Done);
    QVERIFY(stage.flows->flows().isEmpty());
    QCOMPARE(requested.size(), 0); // one has asked oneself
    // It is over: nothing can be done in it any more.
    QCOMPARE(await(stage.flows->cancel(*flow)).error().kind, Error::Kind::NotFound);
}

void TestVerificationFlows::verifiesSomebodyInARoom()
{
    Stage stage(bob);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    const auto flow = await(stage.flows->askUser(bob));
    QVERIFY2(flow.isOk(), qPrintable(QString::number(flow.isOk() ? 0 : int(flow.error().kind))));
    QCOMPARE(stage.server.keys.roomMessages.size(), 1);
    QCOMPARE(stage.server.keys.roomMessages.first().type, QStringLiteral("m.room.message"));
    QCOMPARE(stage.flow().room, room);
    QCOMPARE(stage.flow().user, bob);
    stage.exchange();
    Verifications peer(stage.peer.machine());
    QCOMPARE(stage.peerFlow().state, State::Requested);
    stage.peerSends(peer.accept(me, *flow));
    QCOMPARE(stage.flow().state, State::Ready);
    QVERIFY(await(stage.flows->startSas(*flow)).isOk());
    stage.exchange();
    stage.peerSends(peer.accept(me, *flow));
    QCOMPARE(stage.flow().state, State::Comparing);
    QVERIFY(await(stage.flows->confirm(*flow)).isOk());
    stage.peerSends(peer.confirm(me, *flow));
    QCOMPARE(statesIn(changed).last(), State::Done);
}

void TestVerificationFlows::scansTheCodeOfASessionOfOnesOwn()
{
    Stage stage(me);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    Verifications peer(stage.peer.machine());
    const auto asked = peer.askOwnDevice(QStringLiteral("AAA"));
    QVERIFY(asked.isOk());
    stage.peerSends(QList{asked->request});
    stage.flows->setCanScan(true);
    QVERIFY(await(stage.flows->accept(asked->flow)).isOk());
    stage.exchange();
    QVERIFY(stage.flow().supportsScanning);
    const auto code = peer.qrCode(me, asked->flow);
    QVERIFY(code.isOk());
    QByteArray ofAnother = *code;
    ofAnother.replace(asked->flow.toUtf8(), QByteArray(asked->flow.size(), 'f'));
    for (const QByteArray &other : {QByteArray("https://example.org"), ofAnother})
        QCOMPARE(await(stage.flows->scan(asked->flow, other)).error().kind, Error::Kind::Invalid);
    stage.exchange();
    QCOMPARE(stage.flow().state, State::Ready);
    QVERIFY(await(stage.flows->scan(asked->flow, *code)).isOk());
    QCOMPARE(stage.flow().state, State::Confirmed);
    stage.exchange();
    QCOMPARE(stage.peerFlow().state, State::Scanned);
    stage.peerSends(peer.confirm(me, asked->flow));
    QCOMPARE(statesIn(changed).last(), State::Done);
    QVERIFY(stage.flows->flows().isEmpty());
}

/// While one's own code is shown too.
void TestVerificationFlows::scansTheCodeOfSomebody()
{
    Stage stage(bob);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    stage.flows->setCanScan(true);
    const auto flow = await(stage.flows->askUser(bob));
    QVERIFY(flow.isOk());
    stage.exchange();
    Verifications peer(stage.peer.machine(), true);
    stage.peerSends(peer.accept(me, *flow));
    QVERIFY(stage.flow().supportsScanning && stage.flow().supportsShowing);
    const auto own = await(stage.flows->qrCode(*flow));
    QVERIFY(own.isOk());
    QCOMPARE(await(stage.flows->scan(*flow, *own)).error().kind, Error::Kind::Invalid);
    const auto code = peer.qrCode(me, *flow);
    QVERIFY(code.isOk());
    QVERIFY(await(stage.flows->scan(*flow, *code)).isOk());
    stage.exchange();
    QCOMPARE(stage.peerFlow().state, State::Scanned);
    stage.peerSends(peer.confirm(me, *flow));
    QCOMPARE(statesIn(changed).last(), State::Done);
}

void TestVerificationFlows::anyRequestMayFail_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<Fault>("fault");
    Stage stage(me);
    stage.transport.sent.clear();
    stage.verify(*await(stage.flows->askOwn(QStringLiteral("BBB"))));
    QVERIFY(stage.flows->flows().isEmpty());
    const QStringList sent = stage.transport.sent;
    forEachFault(sent, [](int number, Fault fault, const QString &words) {
        QTest::addRow("%s", qPrintable(words)) << number << fault;
    });
}

/// What a person has done is done once the server can be reached again; they need not do it a second time,
/// but for asking.
void TestVerificationFlows::anyRequestMayFail()
{
    QFETCH(int, number);
    QFETCH(Fault, fault);
    Stage stage(me);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    stage.transport.breakAt(number, fault);
    auto asked = await(stage.flows->askOwn(QStringLiteral("BBB")));
    if (!asked)
        asked = await(stage.flows->askOwn(QStringLiteral("BBB")));
    QVERIFY(asked.isOk());
    stage.verify(*asked);
    QVERIFY(stage.flows->flows().isEmpty() && stage.peerFlow().id.isEmpty());
    const auto last = changed.last().at(0).value<VerificationFlow>();
    QCOMPARE(last.id, *asked);
    QCOMPARE(last.state, State::Done);
}

void TestVerificationFlows::aMismatchEndsIt()
{
    Stage stage(bob);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    const auto flow = await(stage.flows->askUser(bob));
    QVERIFY(flow.isOk());
    stage.exchange();
    Verifications peer(stage.peer.machine());
    stage.peerSends(peer.accept(me, *flow));
    QVERIFY(await(stage.flows->startSas(*flow)).isOk());
    stage.exchange();
    stage.peerSends(peer.accept(me, *flow));
    QVERIFY(await(stage.flows->mismatch(*flow)).isOk());
    stage.exchange();
    QCOMPARE(statesIn(changed).last(), State::Cancelled);
    QCOMPARE(changed.last().at(0).value<VerificationFlow>().cancelCode, QStringLiteral("m.mismatched_sas"));
    QVERIFY(stage.flows->flows().isEmpty());
}

void TestVerificationFlows::saysThatTheOtherHasCancelled()
{
    Stage stage(bob);
    QSignalSpy changed(stage.flows.get(), &VerificationFlows::changed);
    const auto flow = await(stage.flows->askUser(bob));
    QVERIFY(flow.isOk());
    stage.exchange();
    stage.peerSends(Verifications(stage.peer.machine()).cancel(me, *flow));
    const auto last = changed.last().at(0).value<VerificationFlow>();
    QCOMPARE(last.state, State::Cancelled);
    QVERIFY(!last.isCancelledByUs);
}

void TestVerificationFlows::whoHasNoIdentityCannotBeAsked()
{
    Stage stage(bob);
    const auto flow = await(stage.flows->askUser(UserId(QStringLiteral("@nobody:x"))));
    QVERIFY(!flow.isOk());
    QCOMPARE(flow.error().kind, Error::Kind::NotFound);
    QVERIFY(stage.server.keys.roomMessages.isEmpty());
}

void TestVerificationFlows::knowsWhoIsVerified()
{
    Stage stage(bob);
    PeopleTrust trust(*stage.keys, *stage.store);
    trust.want({bob});
    settle(*stage.store);
    QVERIFY(!trust.isVerified(bob));
    QSignalSpy changed(&trust, &PeopleTrust::changed);
    const auto signature = await(stage.store->crypto().call<CryptoRequest>(
        [](CryptoMachine &machine) { return DeviceDirectory(machine).verifyUser(bob); }));
    QVERIFY(signature.isOk());
    QVERIFY(await(stage.keys->send(*signature)).isOk());
    stage.exchange();
    QVERIFY(trust.isVerified(bob));
    QVERIFY(changed.size() > 0);
    QVERIFY(!trust.hasChanged(bob));
    // They set up their account anew.
    stage.peer.replaceIdentity();
    stage.exchange();
    QVERIFY(trust.hasChanged(bob) && trust.isViolated(bob));
    QVERIFY(await(trust.accept(bob)).isOk());
    settle(*stage.store);
    QVERIFY(!trust.hasChanged(bob));
    QVERIFY(!trust.isVerified(bob));
}

QTEST_MAIN(TestVerificationFlows)
#include "tst_verificationflows.moc"

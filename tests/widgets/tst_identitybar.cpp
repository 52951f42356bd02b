// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/identitybar.h"

#include "crypto/devicedirectory.h"
#include "onesession.h"
#include "session/roomtrust.h"
#include "support/cryptoperson.h"
#include "support/json.h"
#include "support/plaintext.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const UserId bob(QStringLiteral("@bob:x"));
const RoomId chat(QStringLiteral("!dm:x"));

/// A session in an encrypted chat with Bob, whose identity it has seen.
class Stage
{
    RecoveryServer m_server;
    CryptoPerson m_bob;

public:
    Stage() : m_bob(m_server.keys, bob.toString(), QStringLiteral("BOB"))
    {
        m_bob.flush();
        m_bob.makeIdentity();
        one = std::make_unique<OneSession>(m_server, QStringLiteral("A"));
        if (!QTest::qWaitFor([this] { return one->session->recovery().status().isSessionVerified; }))
            qFatal("not started");
        one->commit(
            jsonText("{'next_batch':'p','rooms':{'join':{'!dm:x':{'state':{'events':["
                     "{'type':'m.room.encryption','event_id':'$e','sender':'@me:x','state_key':'',"
                     "'content':{'algorithm':'m.megolm.v1.aes-sha2'}},"
                     "{'type':'m.room.member','event_id':'$k1','sender':'@me:x','state_key':'@me:x',"
                     "'content':{'membership':'join'}},"
                     "{'type':'m.room.member','event_id':'$k2','sender':'@bob:x','state_key':'@bob:x',"
                     "'content':{'membership':'join','displayname':'Bob'}}]}}}}}"));
        lookAtBob();
    }

    void bobSetsUpAnew()
    {
        m_bob.replaceIdentity();
        lookAtBob();
    }
    void verifyBob()
    {
        Session &session = *one->session;
        const auto signature = OneSession::await(session.store().crypto().call<CryptoRequest>(
            [](CryptoMachine &machine) { return DeviceDirectory(machine).verifyUser(bob); }));
        if (!signature || !OneSession::await(session.keys().send(*signature)))
            qFatal("bob is not verified");
        lookAtBob();
    }
    /// What the server says of him is known then.
    void lookAtBob()
    {
        if (!OneSession::await(one->session->keys().query(bob)))
            qFatal("bob is not known");
        rest();
    }
    /// The worker has answered all that it was asked so far.
    void rest() { OneSession::await(one->session->trust().sessionsOf(bob)).isOk(); }

    std::unique_ptr<OneSession> one;
};

/// What a window has of it, with the chat open.
class OpenChat
{
public:
    explicit OpenChat(Stage &stage)
        : trust(stage.one->session->trust(), stage.one->session->store(), stage.one->session->rooms(), me),
          bar(*stage.one->session, trust)
    {
        QSignalSpy changes(&trust, &RoomTrust::changed);
        trust.setRoom(chat);
        // Once for the room, once for its members.
        if (!QTest::qWaitFor([&changes] { return changes.size() >= 2; }))
            qFatal("no members");
        stage.rest();
    }
    QStringList buttons() const
    {
        QStringList texts;
        for (QPushButton *button : bar.findChildren<QPushButton *>()) {
            if (!button->isHidden())
                texts << button->text().remove(u'&');
        }
        return texts;
    }

    RoomTrust trust;
    IdentityBar bar;
};

}

/// Somebody's identity is another one: that is said once, until one has answered.
class TestIdentityBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfWhomOneMeetsFirst()
    {
        Stage stage;
        OpenChat open(stage);
        QVERIFY(open.bar.isHidden());
        QVERIFY(!open.trust.areAllVerified());
        QVERIFY(open.trust.changedPeople().isEmpty());
    }
    void asksOnceAboutAChange()
    {
        Stage stage;
        OpenChat open(stage);
        stage.bobSetsUpAnew();
        QTRY_VERIFY(!open.bar.isHidden());
        QCOMPARE(plain(open.bar.message()), QStringLiteral("Bob's identity has changed"));
        QCOMPARE(open.buttons(), (QStringList{QStringLiteral("Verify…"), QStringLiteral("OK")}));
        QSignalSpy verify(&open.bar, &IdentityBar::verifyRequested);
        Q_EMIT open.bar.actionTriggered();
        QCOMPARE(verify.size(), 1);
        QCOMPARE(verify.first().first().value<UserId>(), bob);
        QVERIFY(!open.bar.isHidden()); // it is not done with that

        Q_EMIT open.bar.secondTriggered();
        QTRY_VERIFY(open.bar.isHidden());
        // Neither when he is looked at again, nor in the next window.
        stage.lookAtBob();
        QVERIFY(open.bar.isHidden());
        OpenChat next(stage);
        QVERIFY(next.bar.isHidden());
        // Another change is another matter.
        stage.bobSetsUpAnew();
        QTRY_VERIFY(!open.bar.isHidden());
    }
    void takesAVerificationBack()
    {
        Stage stage;
        OpenChat open(stage);
        stage.verifyBob();
        QTRY_VERIFY(open.trust.areAllVerified());
        QVERIFY(open.bar.isHidden());
        stage.bobSetsUpAnew();
        QTRY_VERIFY(!open.bar.isHidden());
        QVERIFY(!open.trust.areAllVerified());
        QCOMPARE(plain(open.bar.message()), QStringLiteral("Bob was verified and has another identity now"));
        QCOMPARE(open.buttons(),
                 (QStringList{QStringLiteral("Verify…"), QStringLiteral("Withdraw verification")}));
        Q_EMIT open.bar.secondTriggered();
        QTRY_VERIFY(open.bar.isHidden());
        stage.lookAtBob();
        QVERIFY(open.bar.isHidden());
        QVERIFY(!open.trust.areAllVerified());
    }
    void isOfTheOpenRoom()
    {
        Stage stage;
        OpenChat open(stage);
        stage.bobSetsUpAnew();
        QTRY_VERIFY(!open.bar.isHidden());
        open.trust.setRoom({});
        QVERIFY(open.bar.isHidden());
    }
};

QTEST_MAIN(TestIdentityBar)
#include "tst_identitybar.moc"

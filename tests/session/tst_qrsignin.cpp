// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/qrsignin.h"

#include "sessiontesting.h"
#include "support/qrpeer.h"

using namespace linnet;
using namespace linnet::testing;
using Step = QrHomeserver::Step;
using Fault = QrHomeserver::Fault;
using State = QrSignIn::State;

namespace {

QJsonObject said(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

QJsonObject protocols(const QString &server = QStringLiteral("x"))
{
    QJsonObject message = said("m.login.protocols");
    message.insert(QStringLiteral("protocols"), QJsonArray{QStringLiteral("device_authorization_grant")});
    message.insert(QStringLiteral("homeserver"), server);
    return message;
}

QJsonObject secrets()
{
    QJsonObject message = said("m.login.secrets");
    message.insert(QStringLiteral("cross_signing"),
                   json("{'master_key':'a','self_signing_key':'b','user_signing_key':'c'}"));
    return message;
}

QString reasonOf(const std::optional<QJsonObject> &message)
{
    const bool isFailure = message && message->value(u"type").toString() == u"m.login.failure";
    return isFailure ? message->value(u"reason").toString() : QString();
}

}

/// A device on which somebody is signed in scans a code from this screen. It is played by QrPeer.
class TestQrSignIn : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<QrHomeserver> m_server;
    std::unique_ptr<QrSignIn> m_signIn;
    std::unique_ptr<QrPeer> m_peer;
    std::optional<SignedIn> m_signedIn;
    std::optional<Server> m_where;
    std::optional<Error> m_error;

    /// Lets time pass, second by second, until this holds.
    template <typename Condition>
    bool until(Condition condition)
    {
        return QTest::qWaitFor(
            [this, &condition] {
                if (condition())
                    return true;
                m_clock->advance(1s);
                return condition();
            },
            20'000);
    }
    bool untilState(State state)
    {
        return until([this, state] { return m_signIn->state() == state || m_error; }) &&
               m_signIn->state() == state;
    }
    bool untilOver()
    {
        return until([this] { return m_error || m_signedIn; });
    }
    bool untilHeard(const QJsonObject &message)
    {
        return until([this, &message] { return m_peer->hear() == message; });
    }
    bool untilTold(const QString &reason)
    {
        return until([this, &reason] { return reasonOf(m_peer->hear()) == reason; });
    }
    void startToCheck()
    {
        m_signIn->start(serverOf(Dialect::V3));
        QVERIFY(untilState(State::Showing));
        QVERIFY(m_peer->scan(m_signIn->code()).isOfNewDevice);
        QVERIFY(untilState(State::Checking));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
    }
    void startToAgree()
    {
        startToCheck();
        m_peer->say(protocols());
        m_signIn->check(m_peer->checkCode());
        QVERIFY(untilState(State::Agreeing));
        std::optional<QJsonObject> answer;
        QVERIFY(until([this, &answer] { return bool(answer = m_peer->hear()); }));
        QCOMPARE(answer->value(u"type").toString(), QStringLiteral("m.login.protocol"));
        QCOMPARE(answer->value(u"protocol").toString(), QStringLiteral("device_authorization_grant"));
        QCOMPARE(answer->value(u"device_id").toString(), m_server->device);
        QCOMPARE(answer->value(u"device_authorization_grant")
                     .toObject()
                     .value(u"verification_uri_complete")
                     .toString(),
                 QStringLiteral("https://account.x/link?code=ABC-DEF"));
        QCOMPARE(m_signIn->userCode(), QStringLiteral("ABC-DEF"));
    }
    void startToSignedIn()
    {
        startToAgree();
        m_peer->say(said("m.login.protocol_accepted"));
        m_server->isAgreed = true;
        QVERIFY(untilState(State::Finishing));
        QVERIFY(untilHeard(said("m.login.success")));
        QVERIFY(!m_signedIn);
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<QrHomeserver>();
        m_signIn = std::make_unique<QrSignIn>(*m_server, *m_clock);
        m_peer = std::make_unique<QrPeer>(*m_server);
        m_signedIn.reset();
        m_where.reset();
        m_error.reset();
        connect(m_signIn.get(), &QrSignIn::done, this, [this](const Server &where, const SignedIn &signedIn) {
            m_where = where;
            m_signedIn = signedIn;
        });
        connect(m_signIn.get(), &QrSignIn::failed, this, [this](const Error &error) { m_error = error; });
    }
    void cleanup()
    {
        m_signIn.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_server->violations(), QStringList());
        m_peer.reset();
        m_server.reset();
        m_clock.reset();
    }

    void signsIn()
    {
        startToSignedIn();
        m_peer->say(secrets());
        QVERIFY(untilOver());
        QVERIFY(m_signedIn && !m_error);
        QCOMPARE(m_where->name, QStringLiteral("x"));
        QCOMPARE(m_signedIn->user, me);
        QCOMPARE(m_signedIn->token, QByteArray("A"));
        QCOMPARE(m_signedIn->deviceId, m_server->device);
        QVERIFY(m_signedIn->oauth);
        QCOMPARE(QJsonDocument::fromJson(m_signedIn->secrets).object(), secrets());
        QCOMPARE(m_signIn->state(), State::Idle);
        m_signIn.reset();
        QCOMPARE(m_server->revoked, 0);
    }
    void isOfferedWhereThereIsARendezvous()
    {
        QVERIFY(*await(QrSignIn::isOffered(*m_server, serverOf(Dialect::V3))));
        QVERIFY(!*await(QrSignIn::isOffered(*m_server, serverOf(Dialect::V1))));
        m_server->goWrong(Step::Versions, Fault::Broken);
        QVERIFY(!*await(QrSignIn::isOffered(*m_server, serverOf(Dialect::V3))));
        m_server->features = {};
        QVERIFY(!*await(QrSignIn::isOffered(*m_server, serverOf(Dialect::V3))));
    }
    void nobodyIsAskedBeforeTheCheckCode()
    {
        startToCheck();
        m_peer->say(protocols());
        for (int i = 0; i < 20; ++i) {
            m_clock->advance(1s);
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_signIn->state(), State::Checking);
        QCOMPARE(m_server->count(Step::Metadata), 0);
        m_signIn->check(m_peer->wrongCode());
        QVERIFY(m_error && m_error->isMatrix(QrPairing::WrongCode.data()));
        QCOMPARE(m_server->count(Step::Metadata), 0);
        QVERIFY(untilTold(QStringLiteral("user_cancelled")));
    }
    /// One can be verified in another way.
    void isSignedInWithoutTheSecretsToo_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("they do not come") << 0;
        QTest::newRow("the other device has failed") << 1;
        QTest::newRow("the rendezvous is over") << 2;
        QTest::newRow("somebody else writes there") << 3;
    }
    void isSignedInWithoutTheSecretsToo()
    {
        QFETCH(int, how);
        startToSignedIn();
        if (how == 1)
            m_peer->say(said("m.login.failure"));
        else if (how == 2)
            m_server->expire();
        else if (how == 3)
            m_server->leave("AAAA");
        QVERIFY(untilOver());
        QVERIFY(m_signedIn && !m_error);
        QVERIFY(m_signedIn->secrets.isEmpty());
        QCOMPARE(m_signedIn->token, QByteArray("A"));
    }

    void eachStepMayFail_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("rendezvous broken") << Step::Create << Fault::Broken;
        QTest::newRow("no rendezvous") << Step::Create << Fault::Unknown;
        QTest::newRow("rendezvous nonsense") << Step::Create << Fault::Nonsense;
        QTest::newRow("read refused") << Step::Read << Fault::Refused;
        QTest::newRow("read too much") << Step::Read << Fault::Huge;
        QTest::newRow("write refused") << Step::Write << Fault::Refused;
        QTest::newRow("metadata broken") << Step::Metadata << Fault::Broken;
        QTest::newRow("metadata nonsense") << Step::Metadata << Fault::Nonsense;
        QTest::newRow("registration refused") << Step::Registration << Fault::Refused;
        QTest::newRow("registration nonsense") << Step::Registration << Fault::Nonsense;
        QTest::newRow("code refused") << Step::DeviceCode << Fault::Refused;
        QTest::newRow("code nonsense") << Step::DeviceCode << Fault::Nonsense;
        QTest::newRow("tokens refused") << Step::Token << Fault::Refused;
        QTest::newRow("tokens nonsense") << Step::Token << Fault::Nonsense;
        QTest::newRow("owner refused") << Step::WhoAmI << Fault::Refused;
    }
    void eachStepMayFail()
    {
        QFETCH(Step, step);
        QFETCH(Fault, fault);
        m_server->isAgreed = true;
        m_server->goWrong(step, fault, step == Step::Metadata ? 2 : 1); // it has two names
        m_signIn->start(serverOf(Dialect::V3));
        if (step != Step::Create && step != Step::Read) {
            QVERIFY(untilState(State::Showing));
            m_peer->scan(m_signIn->code());
        }
        if (step != Step::Create && step != Step::Read && step != Step::Write) {
            QVERIFY(untilState(State::Checking));
            QVERIFY(until([this] { return m_peer->isLetIn(); }));
            m_signIn->check(m_peer->checkCode());
            m_peer->say(protocols());
        }
        QVERIFY(untilOver());
        QVERIFY(m_error && !m_signedIn);
        QCOMPARE(m_signIn->state(), State::Idle);
        QVERIFY(m_signIn->code().isEmpty());
    }
    void livesWithABrokenPoll()
    {
        startToAgree();
        m_peer->say(said("m.login.protocol_accepted"));
        m_server->goWrong(Step::Token, Fault::Broken);
        m_server->isAgreed = true;
        QVERIFY(untilState(State::Finishing));
    }
    void thePersonMaySayNo()
    {
        startToAgree();
        m_peer->say(said("m.login.protocol_accepted"));
        m_server->isAgreed = false;
        QVERIFY(untilOver());
        QVERIFY(m_error && m_error->isMatrix("access_denied"));
        QVERIFY(untilHeard(said("m.login.declined")));
    }
    void theDeviceCodeMayRunOut()
    {
        startToAgree();
        QVERIFY(untilOver());
        QVERIFY(m_error && m_error->isMatrix("expired_token"));
        QVERIFY(untilTold(QStringLiteral("authorization_expired")));
    }

    void refusesWhatTheOtherDeviceShouldNotSay_data()
    {
        QTest::addColumn<QJsonObject>("message");
        QTest::addColumn<QString>("reason");
        const QString unexpected = QStringLiteral("unexpected_message_received");
        const QString unsupported = QStringLiteral("unsupported_protocol");
        QJsonObject other = protocols();
        other.insert(QStringLiteral("protocols"), QJsonArray{QStringLiteral("carrier_pigeon"), 7});
        QJsonObject wrong = protocols();
        wrong.insert(QStringLiteral("protocols"), QStringLiteral("device_authorization_grant"));
        QTest::newRow("nothing") << QJsonObject() << unexpected;
        QTest::newRow("another protocol") << other << unsupported;
        QTest::newRow("no list") << wrong << unsupported;
        QTest::newRow("no server") << protocols({}) << unexpected;
        QTest::newRow("an address") << protocols(QStringLiteral("https://evil.example/?x")) << unexpected;
        QTest::newRow("a path") << protocols(QStringLiteral("../../x")) << unexpected;
        QTest::newRow("long") << protocols(QString(5000, u'/')) << unexpected;
        QTest::newRow("a server that does not answer")
            << protocols(QStringLiteral("other.example")) << unsupported;
        QTest::newRow("too early") << secrets() << unexpected;
    }
    void refusesWhatTheOtherDeviceShouldNotSay()
    {
        QFETCH(QJsonObject, message);
        startToCheck();
        m_signIn->check(m_peer->checkCode());
        m_peer->say(message);
        QVERIFY(untilOver());
        QVERIFY(m_error && !m_signedIn);
        QFETCH(QString, reason);
        QVERIFY(untilTold(reason));
    }
    void theServerIsSaidOnce()
    {
        startToAgree();
        m_peer->say(protocols(QStringLiteral("other.example")));
        QVERIFY(untilOver());
        QVERIFY(m_error);
    }

    void cancellingEndsTheSignIn()
    {
        startToSignedIn();
        m_signIn->cancel();
        QCOMPARE(m_signIn->state(), State::Idle);
        QVERIFY(until([this] { return m_server->revoked > 0; }));
        QVERIFY(untilTold(QStringLiteral("user_cancelled")));
        QVERIFY(!m_signedIn && !m_error);
    }
    void soDoesClosing()
    {
        startToSignedIn();
        m_signIn.reset();
        QVERIFY(until([this] { return m_server->revoked > 0; }));
    }
    void cancellingTakesTheCodeBack()
    {
        m_signIn->start(serverOf(Dialect::V3));
        QVERIFY(untilState(State::Showing));
        m_signIn->cancel();
        QVERIFY(m_server->isRemoved());
    }
};

QTEST_GUILESS_MAIN(TestQrSignIn)
#include "tst_qrsignin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/qrgrant.h"

#include "recoverytesting.h"
#include "support/qrpeer.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;
using Step = QrHomeserver::Step;
using Fault = QrHomeserver::Fault;
using State = QrGrant::State;

namespace {

const QString NewSession = QStringLiteral("NEWPHONE");
const QUrl Page(QStringLiteral("https://account.x/link?code=ABC"));

QJsonObject said(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

QJsonObject protocol(const QString &page = Page.toString(), const QString &session = NewSession)
{
    QJsonObject message = said("m.login.protocol");
    message.insert(QStringLiteral("protocol"), QStringLiteral("device_authorization_grant"));
    message.insert(QStringLiteral("device_authorization_grant"),
                   QJsonObject{{QStringLiteral("verification_uri"), QStringLiteral("https://account.x/link")},
                               {QStringLiteral("verification_uri_complete"), page}});
    message.insert(QStringLiteral("device_id"), session);
    return message;
}

QString reasonOf(const std::optional<QJsonObject> &message)
{
    const bool isFailure = message && message->value(u"type").toString() == u"m.login.failure";
    return isFailure ? message->value(u"reason").toString() : QString();
}

}

/// Another device scans a code from this screen. It is played by QrPeer, with the other end of the same
/// channel.
class TestQrGrant : public QObject
{
    Q_OBJECT

    std::unique_ptr<RecoveryServer> m_keyServer;
    std::unique_ptr<RecoverySession> m_session;
    std::unique_ptr<QrHomeserver> m_server;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<QrGrant> m_grant;
    std::unique_ptr<QrPeer> m_peer;
    QList<QUrl> m_pages;
    std::optional<Error> m_error;

    /// Lets time pass, second by second, until this holds.
    template <typename Condition>
    bool until(Condition condition)
    {
        return QTest::qWaitFor(
            [this, &condition] {
                if (condition())
                    return true;
                m_session->clock.advance(1s);
                return condition();
            },
            20'000);
    }
    bool untilState(State state)
    {
        return until([this, state] { return m_grant->state() == state || m_error; }) &&
               m_grant->state() == state;
    }
    void makeIdentity()
    {
        m_session->sync();
        QVERIFY(m_session->make(RecoverySession::newKey()).isOk());
    }
    void startToCode()
    {
        m_grant->start();
        QVERIFY(untilState(State::Showing));
    }
    void startToCheck()
    {
        startToCode();
        m_peer->scan(m_grant->code());
        QVERIFY(untilState(State::Checking));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
    }
    void startToPair()
    {
        startToCheck();
        m_grant->check(m_peer->checkCode());
        QCOMPARE(m_grant->state(), State::Waiting);
    }
    void startToBrowser()
    {
        startToPair();
        m_peer->say(protocol());
        QVERIFY(untilState(State::InBrowser));
        std::optional<QJsonObject> answer;
        QVERIFY(until([this, &answer] { return bool(answer = m_peer->hear()); }));
        QCOMPARE(*answer, said("m.login.protocol_accepted"));
    }
    /// Until it has failed; what the other device was told then.
    QString untilFailed()
    {
        const int before = m_server->writes();
        if (!until([this] { return bool(m_error); }))
            qFatal("it does not fail");
        // What it says to the other is on its way.
        until([this, before] { return m_server->writes() > before || !m_server->isOpen(); });
        return reasonOf(m_peer->hear());
    }

private Q_SLOTS:
    void init()
    {
        m_keyServer = std::make_unique<RecoveryServer>();
        m_session = std::make_unique<RecoverySession>(*m_keyServer);
        m_server = std::make_unique<QrHomeserver>();
        m_api = std::make_unique<ApiClient>(*m_server, m_session->clock, serverOf(Dialect::V3), "token");
        m_grant = std::make_unique<QrGrant>(*m_server, *m_api, *m_session->store, me);
        m_peer = std::make_unique<QrPeer>(*m_server);
        m_pages.clear();
        m_error.reset();
        connect(m_grant.get(), &QrGrant::browserNeeded, this, [this](const QUrl &url) { m_pages << url; });
        connect(m_grant.get(), &QrGrant::failed, this, [this](const Error &error) { m_error = error; });
    }
    void cleanup()
    {
        m_grant.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_server->violations(), QStringList());
        m_peer.reset();
        m_api.reset();
        m_server.reset();
        m_session.reset();
        m_keyServer.reset();
    }

    void signsAnotherDeviceIn()
    {
        makeIdentity();
        startToCode();
        const LoginCode code = m_peer->scan(m_grant->code());
        QVERIFY(!code.isOfNewDevice);
        QCOMPARE(code.server, QStringLiteral("x"));
        QCOMPARE(code.address, m_server->address);
        QVERIFY(untilState(State::Checking));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
        m_grant->check(m_peer->checkCode());
        QCOMPARE(m_grant->state(), State::Waiting);
        m_peer->say(protocol());
        QVERIFY(untilState(State::InBrowser));
        QCOMPARE(m_pages, QList<QUrl>{Page});
        QVERIFY(until([this] { return m_peer->hear() == said("m.login.protocol_accepted"); }));

        // The person has agreed, and the server makes the session a little later.
        m_peer->say(said("m.login.success"));
        QVERIFY(untilState(State::Finishing));
        QVERIFY(until([this] { return m_server->count(Step::Session) > 2; }));
        QVERIFY(!m_peer->hear());
        m_server->sessions.insert(NewSession);
        QVERIFY(untilState(State::Done));
        QVERIFY(!m_error);

        const auto secrets = m_peer->hear();
        QVERIFY(secrets);
        QCOMPARE(secrets->value(u"type").toString(), QStringLiteral("m.login.secrets"));
        const QJsonObject identity = secrets->value(u"cross_signing").toObject();
        for (const char *key : {"master_key", "self_signing_key", "user_signing_key"})
            QCOMPARE(identity.value(QLatin1String(key)).toString().size(), 43); // 32 bytes
        const QJsonObject backup = secrets->value(u"backup").toObject();
        QCOMPARE(backup.value(u"algorithm").toString(),
                 QStringLiteral("m.megolm_backup.v1.curve25519-aes-sha2"));
        QCOMPARE(backup.value(u"backup_version").toString(), m_keyServer->backup);
    }
    void nothingHappensBeforeTheCheckCode()
    {
        makeIdentity();
        startToCheck();
        m_peer->say(protocol());
        for (int i = 0; i < 20; ++i) {
            m_session->clock.advance(1s);
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_grant->state(), State::Checking);
        QVERIFY(m_pages.isEmpty());
        QCOMPARE(m_server->count(Step::Session), 0);
        m_grant->check(m_peer->checkCode());
        QVERIFY(untilState(State::InBrowser));
        QCOMPARE(m_pages, QList<QUrl>{Page});
    }
    void aWrongCheckCodeEndsIt()
    {
        makeIdentity();
        startToCheck();
        m_peer->say(protocol());
        m_grant->check(m_peer->wrongCode());
        QVERIFY(m_error && m_error->isMatrix(QrPairing::WrongCode.data()));
        QCOMPARE(m_grant->state(), State::Idle);
        m_grant->check(m_peer->checkCode()); // there is no second try
        QCOMPARE(m_grant->state(), State::Idle);
        QVERIFY(m_pages.isEmpty());
    }
    void theOtherDeviceIsToldOfAWrongCode()
    {
        makeIdentity();
        startToCheck();
        m_grant->check(m_peer->wrongCode());
        QString reason;
        QVERIFY(until([this, &reason] { return !(reason = reasonOf(m_peer->hear())).isEmpty(); }));
        QCOMPARE(reason, QStringLiteral("user_cancelled"));
    }
    void withoutTheSecretsThereIsNoCode()
    {
        m_grant->start();
        QVERIFY(until([this] { return bool(m_error); }));
        QVERIFY(m_error->isMatrix(QrGrant::NotVerified.data()));
        QCOMPARE(m_server->count(Step::Create), 0);
    }

    void isOfferedWhereTheServerHasAllOfIt_data()
    {
        QTest::addColumn<QJsonObject>("features");
        QTest::addColumn<QString>("without");
        QTest::addColumn<bool>("isOffered");
        const QString feature = QStringLiteral("org.matrix.msc4108");
        QTest::newRow("all") << QJsonObject{{feature, true}} << QString() << true;
        QTest::newRow("no rendezvous") << QJsonObject() << QString() << false;
        QTest::newRow("switched off") << QJsonObject{{feature, false}} << QString() << false;
        QTest::newRow("nonsense") << QJsonObject{{feature, QStringLiteral("yes")}} << QString() << false;
        QTest::newRow("no device codes")
            << QJsonObject{{feature, true}} << QStringLiteral("device_authorization_endpoint") << false;
        QTest::newRow("no such grant")
            << QJsonObject{{feature, true}} << QStringLiteral("grant_types_supported") << false;
        QTest::newRow("no OAuth") << QJsonObject{{feature, true}} << QStringLiteral("*") << false;
    }
    void isOfferedWhereTheServerHasAllOfIt()
    {
        QFETCH(QJsonObject, features);
        QFETCH(QString, without);
        m_server->features = features;
        if (without == u"*")
            m_server->metadata = {};
        else
            m_server->metadata.remove(without);
        const auto offered = await(QrGrant::isOffered(*m_api));
        QVERIFY(offered.isOk());
        QTEST(*offered, "isOffered");
    }
    void isNotOfferedWhereTheServerCannotBeAsked()
    {
        m_server->goWrong(Step::Versions, Fault::Refused);
        const auto offered = await(QrGrant::isOffered(*m_api));
        QVERIFY(offered.isOk() && !*offered);
    }

    void failsBeforeTheCode_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("kind");
        const auto server = int(Error::Kind::Server);
        const auto badReply = int(Error::Kind::BadReply);
        QTest::newRow("metadata refused") << Step::Metadata << Fault::Refused << -1;
        QTest::newRow("no rendezvous") << Step::Create << Fault::Unknown << int(Error::Kind::Unsupported);
        QTest::newRow("rendezvous refused") << Step::Create << Fault::Refused << server;
        QTest::newRow("rendezvous broken") << Step::Create << Fault::Broken << server;
        QTest::newRow("rendezvous nonsense") << Step::Create << Fault::Nonsense << badReply;
        QTest::newRow("rendezvous lost") << Step::Create << Fault::Lost << int(Error::Kind::Timeout);
        QTest::newRow("rendezvous without a version") << Step::Create << Fault::TagLess << badReply;
    }
    void failsBeforeTheCode()
    {
        QFETCH(Step, step);
        QFETCH(Fault, fault);
        QFETCH(int, kind);
        makeIdentity();
        m_server->goWrong(step, fault, step == Step::Metadata ? 2 : 1); // it has two names
        m_grant->start();
        QVERIFY(until([this] { return bool(m_error); }));
        if (kind >= 0)
            QCOMPARE(int(m_error->kind), kind);
        QCOMPARE(m_grant->state(), State::Idle);
        QVERIFY(m_grant->code().isEmpty());
        // And can be begun anew.
        m_error.reset();
        QVERIFY(m_server->hasGoneWrong());
        startToCode();
    }
    void takesNoAddressElsewhere_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("another server") << QStringLiteral("https://evil.example/x");
        QTest::newRow("another port") << QStringLiteral("https://chat.x:8443/x");
        QTest::newRow("without encryption") << QStringLiteral("http://chat.x/x");
        QTest::newRow("a name") << QStringLiteral("https://user@chat.x/x");
        QTest::newRow("a part") << QStringLiteral("https://chat.x/x#y");
        QTest::newRow("this computer") << QStringLiteral("http://127.0.0.1:631/x");
        QTest::newRow("a file") << QStringLiteral("file:///etc/passwd");
        QTest::newRow("nothing") << QString();
        QTest::newRow("too long") << QStringLiteral("https://chat.x/") + QString(5000, u'a');
    }
    void takesNoAddressElsewhere()
    {
        QFETCH(QString, address);
        makeIdentity();
        m_server->address = address;
        m_grant->start();
        QVERIFY(until([this] { return bool(m_error); }));
        QCOMPARE(m_error->kind, Error::Kind::BadReply);
        QCOMPARE(m_server->count(Step::Read), 0);
    }

    void livesWithFaultsOfTheRendezvous_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("read broken") << Step::Read << Fault::Broken;
        QTest::newRow("read lost") << Step::Read << Fault::Lost;
        QTest::newRow("write broken") << Step::Write << Fault::Broken;
        QTest::newRow("write lost") << Step::Write << Fault::Lost;
    }
    void livesWithFaultsOfTheRendezvous()
    {
        QFETCH(Step, step);
        QFETCH(Fault, fault);
        makeIdentity();
        startToCode();
        m_server->goWrong(step, fault);
        m_peer->scan(m_grant->code());
        QVERIFY(untilState(State::Checking));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
        QVERIFY(m_server->hasGoneWrong());
        m_grant->check(m_peer->checkCode());
        m_server->goWrong(step, fault);
        m_peer->say(protocol());
        QVERIFY(untilState(State::InBrowser));
        QVERIFY(until([this] { return m_peer->hear() == said("m.login.protocol_accepted"); }));
    }
    void endsWithTheRendezvous_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("expired") << Step::Read << Fault::None << QStringLiteral("expired_token");
        QTest::newRow("refused") << Step::Read << Fault::Refused << QStringLiteral("M_FORBIDDEN");
        QTest::newRow("too much") << Step::Read << Fault::Huge << QString();
        QTest::newRow("without a version") << Step::Write << Fault::TagLess << QString();
        QTest::newRow("write refused") << Step::Write << Fault::Refused << QStringLiteral("M_FORBIDDEN");
    }
    void endsWithTheRendezvous()
    {
        QFETCH(Step, step);
        QFETCH(Fault, fault);
        makeIdentity();
        startToCode();
        if (fault != Fault::None)
            m_server->goWrong(step, fault);
        if (fault == Fault::None || step == Step::Write)
            m_peer->scan(m_grant->code());
        if (fault == Fault::None) {
            QVERIFY(untilState(State::Checking));
            m_server->expire();
        }
        QVERIFY(until([this] { return bool(m_error); }));
        QTEST(m_error->matrixCode, "code");
        QCOMPARE(m_grant->state(), State::Idle);
    }
    void aCodeThatNobodyScansGivesWayToAnother()
    {
        makeIdentity();
        startToCode();
        const QByteArray before = m_grant->code();
        m_server->expire();
        QVERIFY(until([this, &before] { return !m_grant->code().isEmpty() && m_grant->code() != before; }));
        QVERIFY(!m_error);
        m_peer->scan(m_grant->code());
        QVERIFY(untilState(State::Checking));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
    }
    void aCodeIsNotShownForLong()
    {
        makeIdentity();
        startToCode();
        const QByteArray before = m_grant->code();
        m_session->clock.advance(QrPairing::FreshFor - 1s);
        QCOMPARE(m_grant->code(), before);
        m_session->clock.advance(1s);
        QVERIFY(until([this, &before] { return !m_grant->code().isEmpty() && m_grant->code() != before; }));
        QVERIFY(m_server->isRemoved());
        QVERIFY(!m_error);
    }
    void isOverAfterTenMinutesAtTheLatest()
    {
        makeIdentity();
        startToCode();
        for (int i = 0; i < 700 && !m_error; ++i) {
            m_session->clock.advance(1s);
            QCoreApplication::processEvents();
        }
        QVERIFY(m_error && m_error->isMatrix("expired_token"));
    }

    void letsNobodyInWhoHasNotScannedTheCode_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("no base64") << QByteArray("!!!|!!!");
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe|\xff");
        QTest::newRow("short key") << QByteArray("AAAA|AAAA");
        QTest::newRow("a key of zeros") << QByteArray("AAAAAAAAAAAAAAAAAAAAAAAAAAA|") + QByteArray(43, 'A');
        QTest::newRow("long") << QByteArray(100'000, 'A');
    }
    void letsNobodyInWhoHasNotScannedTheCode()
    {
        QFETCH(QByteArray, message);
        makeIdentity();
        startToCode();
        m_server->leave(message);
        QVERIFY(until([this] { return bool(m_error); }));
        QCOMPARE(m_error->kind, Error::Kind::Corrupt);
        QCOMPARE(m_server->writes(), 0);
    }
    void refusesWhatIsNotRead()
    {
        makeIdentity();
        startToPair();
        m_server->leave("AAAA");
        QVERIFY(until([this] { return bool(m_error); }));
        QCOMPARE(m_error->kind, Error::Kind::Corrupt);
    }

    void refusesWhatTheOtherDeviceShouldNotSay_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        const QString unexpected = QStringLiteral("unexpected_message_received");
        QTest::newRow("no JSON") << QByteArray("hello") << unexpected;
        QTest::newRow("a list") << QByteArray("[]") << unexpected;
        QTest::newRow("no type") << QByteArray("{\"type\":7}") << unexpected;
        QTest::newRow("too early") << toText(said("m.login.success")) << unexpected;
        QTest::newRow("secrets") << toText(said("m.login.secrets")) << unexpected;
        QTest::newRow("another protocol")
            << QByteArray("{\"type\":\"m.login.protocol\",\"protocol\":\"carrier_pigeon\"}")
            << QStringLiteral("unsupported_protocol");
        QTest::newRow("no page") << QByteArray("{\"type\":\"m.login.protocol\",\"device_id\":\"A\","
                                               "\"protocol\":\"device_authorization_grant\"}")
                                 << unexpected;
        QTest::newRow("no session") << toText(protocol(Page.toString(), {})) << unexpected;
        QTest::newRow("a long session")
            << toText(protocol(Page.toString(), QString(300, u'A'))) << unexpected;
        QTest::newRow("another server's page")
            << toText(protocol(QStringLiteral("https://evil.example/link"))) << unexpected;
        QTest::newRow("a page without encryption")
            << toText(protocol(QStringLiteral("http://account.x/link"))) << unexpected;
        QTest::newRow("a page with a name")
            << toText(protocol(QStringLiteral("https://account.x@evil.example/"))) << unexpected;
        QTest::newRow("a program") << toText(protocol(QStringLiteral("file:///bin/sh"))) << unexpected;
        QTest::newRow("a script") << toText(protocol(QStringLiteral("javascript:alert(1)"))) << unexpected;
    }
    void refusesWhatTheOtherDeviceShouldNotSay()
    {
        QFETCH(QByteArray, text);
        makeIdentity();
        startToPair();
        m_peer->sayText(text);
        QTEST(untilFailed(), "reason");
        QVERIFY(m_pages.isEmpty());
        QCOMPARE(m_server->count(Step::Session), 0);
    }
    void takesNoSessionThatExistsAlready()
    {
        makeIdentity();
        m_server->sessions.insert(NewSession);
        startToPair();
        m_peer->say(protocol());
        QCOMPARE(untilFailed(), QStringLiteral("device_already_exists"));
        QVERIFY(m_pages.isEmpty());
    }
    void asksAgainForNoPageOnceItIsOpen()
    {
        makeIdentity();
        startToBrowser();
        m_peer->say(protocol());
        QCOMPARE(untilFailed(), QStringLiteral("unexpected_message_received"));
        QCOMPARE(m_pages.size(), 1);
    }
    void givesNoSecretsToASessionThatTheServerDoesNotHave()
    {
        makeIdentity();
        startToBrowser();
        m_peer->say(said("m.login.success"));
        QCOMPARE(untilFailed(), QStringLiteral("device_not_found"));
        QVERIFY(m_error->isMatrix("device_not_found"));
    }
    void endsWhereTheServerDoesNotSayWhichSessionsThereAre()
    {
        makeIdentity();
        startToPair();
        m_server->goWrong(Step::Session, Fault::Refused);
        m_peer->say(protocol());
        QCOMPARE(untilFailed(), QStringLiteral("user_cancelled"));
        QVERIFY(m_pages.isEmpty());
    }

    void theOtherDeviceMayEndIt_data()
    {
        QTest::addColumn<QJsonObject>("message");
        QTest::addColumn<QString>("code");
        const auto failure = [](const char *reason) {
            QJsonObject message = said("m.login.failure");
            message.insert(QStringLiteral("reason"), QLatin1String(reason));
            return message;
        };
        QTest::newRow("declined") << said("m.login.declined") << QStringLiteral("access_denied");
        QTest::newRow("cancelled") << failure("user_cancelled") << QString();
        QTest::newRow("expired") << failure("authorization_expired") << QStringLiteral("expired_token");
        QTest::newRow("unsupported") << failure("unsupported_protocol")
                                     << QStringLiteral("unsupported_protocol");
        QTest::newRow("without a reason") << said("m.login.failure") << QString(QrPairing::OtherFailed);
        QTest::newRow("another reason") << failure("<b>x</b>") << QString(QrPairing::OtherFailed);
    }
    void theOtherDeviceMayEndIt()
    {
        QFETCH(QJsonObject, message);
        makeIdentity();
        startToBrowser();
        m_peer->say(message);
        QVERIFY(until([this] { return bool(m_error); }));
        QTEST(m_error->matrixCode, "code");
        QCOMPARE(m_grant->state(), State::Idle);
    }
    void theOtherDeviceMayEndItBeforeTheCheckCode()
    {
        makeIdentity();
        startToCheck();
        m_peer->say(said("m.login.declined"));
        QVERIFY(until([this] { return bool(m_error); }));
        QVERIFY(m_error->isMatrix("access_denied"));
    }

    void cancellingTakesTheCodeBack()
    {
        makeIdentity();
        startToCode();
        m_grant->cancel();
        QCOMPARE(m_grant->state(), State::Idle);
        QVERIFY(m_server->isRemoved());
        QVERIFY(!m_error);
    }
    void cancellingTellsTheOtherDevice()
    {
        makeIdentity();
        startToBrowser();
        m_grant.reset(); // its window was closed
        QString reason;
        QVERIFY(until([this, &reason] { return !(reason = reasonOf(m_peer->hear())).isEmpty(); }));
        QCOMPARE(reason, QStringLiteral("user_cancelled"));
    }
    void isAliveNoMoreAfterAListenerEndsIt()
    {
        makeIdentity();
        for (const State at : {State::Preparing, State::Showing}) {
            const QMetaObject::Connection ending =
                connect(m_grant.get(), &QrGrant::stateChanged, this, [this, at] {
                    if (m_grant->state() == at)
                        m_grant->cancel();
                });
            m_grant->start();
            QVERIFY(until([this] { return m_grant->state() == State::Idle; }));
            disconnect(ending);
        }
        startToCode();
    }
};

QTEST_GUILESS_MAIN(TestQrGrant)
#include "tst_qrgrant.moc"

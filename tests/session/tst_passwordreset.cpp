// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passwordreset.h"

#include "support/await.h"
#include "support/faketransport.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr auto Post = Request::Method::Post;
const QString mailPath = QStringLiteral("/v3/account/password/email/requestToken");
const QString passwordPath = QStringLiteral("/v3/account/password");
const QByteArray challenge =
    jsonText("{'session':'S','flows':[{'stages':['m.login.email.identity']}],'params':{}}");

QByteArray challengeOf(const QByteArray &members)
{
    return QByteArray("{'session':'S'," + members + '}').replace('\'', '"');
}

Server at(const QString &host = QStringLiteral("matrix.example.org"))
{
    return {QStringLiteral("example.org"), QUrl(QStringLiteral("https://") + host), {Dialect::V3, false}};
}

QJsonObject bodyOf(const FakeTransport::Expectation &expectation)
{
    return QJsonDocument::fromJson(expectation.sent().request.body).object();
}

}

/// Another password for an account whose old one is forgotten, against a scripted server.
class TestPasswordReset : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<PasswordReset> m_reset;

    FakeTransport::Expectation &expectsPassword() { return m_server->expects(Post, passwordPath); }
    void sendMail()
    {
        m_server->expects(Post, mailPath).replies(200, jsonText("{'sid':'s1'}"));
        QVERIFY(await(m_reset->sendMail(at(), QStringLiteral("alice@example.org"))));
        QVERIFY(m_reset->isMailSent());
    }
    Result<Done> setPassword() { return await(m_reset->setPassword(QStringLiteral("n3w"), true)); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_reset = std::make_unique<PasswordReset>(*m_server);
    }
    void cleanup() { QCOMPARE(m_server->unmet(), QStringList()); }

    void setsANewPassword()
    {
        auto &mail = m_server->expects(Post, mailPath).replies(200, jsonText("{'sid':'s1'}"));
        QVERIFY(!m_reset->isMailSent());
        QVERIFY(await(m_reset->sendMail(at(), QStringLiteral(" alice@example.org "))));
        QCOMPARE(bodyOf(mail).value(u"email").toString(), QStringLiteral("alice@example.org"));
        QCOMPARE(bodyOf(mail).value(u"send_attempt").toInt(), 1);
        const QString secret = bodyOf(mail).value(u"client_secret").toString();
        QVERIFY(secret.size() >= 20);
        QVERIFY(!mail.sent().request.needsToken);

        auto &question = expectsPassword().replies(401, challenge);
        auto &last = expectsPassword().replies(200);
        QVERIFY(setPassword());
        QVERIFY(!bodyOf(question).contains(u"auth"));
        QVERIFY(!last.sent().request.needsToken);
        QVERIFY(last.sent().token.isEmpty());
        QVERIFY(!last.sent().request.isIdempotent);
        QCOMPARE(bodyOf(last).value(u"new_password").toString(), QStringLiteral("n3w"));
        QCOMPARE(bodyOf(last).value(u"logout_devices").toBool(), true);
        const QJsonObject auth = bodyOf(last).value(u"auth").toObject();
        QCOMPARE(auth.value(u"type").toString(), QStringLiteral("m.login.email.identity"));
        QCOMPARE(auth.value(u"session").toString(), QStringLiteral("S"));
        const QJsonObject proof = auth.value(u"threepid_creds").toObject();
        QCOMPARE(proof.value(u"sid").toString(), QStringLiteral("s1"));
        QCOMPARE(proof.value(u"client_secret").toString(), secret);
    }
    void leavesTheOtherSessions()
    {
        sendMail();
        auto &only = expectsPassword().replies(200);
        QVERIFY(await(m_reset->setPassword(QStringLiteral("n3w"), false)));
        QCOMPARE(bodyOf(only).value(u"logout_devices"), QJsonValue(false));
    }
    void asksForAnotherMail()
    {
        auto &first = m_server->expects(Post, mailPath).replies(200, jsonText("{'sid':'s1'}"));
        auto &second = m_server->expects(Post, mailPath).replies(200, jsonText("{'sid':'s1'}"));
        auto &other = m_server->expects(Post, mailPath).replies(200, jsonText("{'sid':'s2'}"));
        for (int i = 0; i < 2; ++i)
            QVERIFY(await(m_reset->sendMail(at(), QStringLiteral("alice@example.org"))));
        QVERIFY(await(m_reset->sendMail(at(), QStringLiteral("bob@example.org"))));
        QCOMPARE(bodyOf(second).value(u"send_attempt").toInt(), 2);
        QCOMPARE(bodyOf(second).value(u"client_secret"), bodyOf(first).value(u"client_secret"));
        // Another address, another secret.
        QCOMPARE(bodyOf(other).value(u"send_attempt").toInt(), 1);
        QVERIFY(bodyOf(other).value(u"client_secret") != bodyOf(first).value(u"client_secret"));
    }
    void saysThatTheLinkIsNotOpened_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("without a challenge") << jsonText("{'errcode':'M_UNAUTHORIZED','error':'no'}");
        QTest::newRow("by its name") << jsonText("{'errcode':'M_THREEPID_AUTH_FAILED','error':'no'}");
        QTest::newRow("with a challenge") << jsonText(
            "{'session':'S','flows':[{'stages':['m.login.email.identity']}],'errcode':'M_X','error':'no'}");
    }
    void saysThatTheLinkIsNotOpened()
    {
        QFETCH(const QByteArray, reply);
        sendMail();
        expectsPassword().replies(401, challenge);
        expectsPassword().replies(401, reply);
        const auto early = setPassword();
        QVERIFY(!early);
        QCOMPARE(early.error().matrixCode, QStringLiteral("M_THREEPID_AUTH_FAILED"));
        QCOMPARE(early.error().text, QStringLiteral("no"));
        // Nothing is lost by it.
        expectsPassword().replies(401, challenge);
        expectsPassword().replies(200);
        QVERIFY(setPassword());
    }
    void passesTheDummy()
    {
        const QByteArray flows = "'flows':[{'stages':['m.login.email.identity','m.login.dummy']}]";
        sendMail();
        expectsPassword().replies(401, challengeOf(flows));
        expectsPassword().replies(401, challengeOf("'completed':['m.login.email.identity']," + flows));
        auto &last = expectsPassword().replies(200);
        QVERIFY(setPassword());
        QCOMPARE(bodyOf(last).value(u"auth").toObject().value(u"type").toString(),
                 QStringLiteral("m.login.dummy"));
    }
    void doesNotGoRoundForEver()
    {
        const QByteArray flows = "'flows':[{'stages':['m.login.email.identity','m.login.dummy']}]";
        sendMail();
        for (int i = 0; i < 3; ++i) {
            expectsPassword().replies(401, challengeOf(flows));
            if (i < 2)
                expectsPassword().replies(401,
                                          challengeOf("'completed':['m.login.email.identity']," + flows));
        }
        QVERIFY(!setPassword());
    }
    void wantsAMailAndNothingElse()
    {
        sendMail();
        expectsPassword().replies(401, jsonText("{'session':'S','flows':[{'stages':['m.login.password']}]}"));
        const auto result = setPassword();
        QVERIFY(!result && PasswordReset::isMissing(result.error()));
        expectsPassword().replies(401, jsonText("{'errcode':'M_MISSING_TOKEN'}"));
        const auto other = setPassword();
        QVERIFY(!other && PasswordReset::isMissing(other.error()));
    }
    void passesRefusalsOn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isMissing");
        QTest::newRow("nobody has the address")
            << 400 << jsonText("{'errcode':'M_THREEPID_NOT_FOUND'}") << false;
        QTest::newRow("not this address") << 403 << jsonText("{'errcode':'M_THREEPID_DENIED'}") << false;
        QTest::newRow("down") << 502 << QByteArray("<html>") << false;
        QTest::newRow("no such call") << 404 << jsonText("{'errcode':'M_UNRECOGNIZED'}") << true;
        QTest::newRow("nonsense") << 200 << jsonText("{'sid':7}") << false;
    }
    void passesRefusalsOn()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, reply);
        m_server->expects(Post, mailPath).replies(status, reply);
        const auto sent = await(m_reset->sendMail(at(), QStringLiteral("alice@example.org")));
        QVERIFY(!sent);
        QTEST(PasswordReset::isMissing(sent.error()), "isMissing");
        QVERIFY(!m_reset->isMailSent());
        QVERIFY(!setPassword()); // and nothing is asked
        QCOMPARE(m_server->count(Post, passwordPath), 0);
    }
    void saysThatThePasswordIsTooWeak()
    {
        sendMail();
        expectsPassword().replies(400, jsonText("{'errcode':'M_WEAK_PASSWORD','error':'too weak'}"));
        const auto weak = setPassword();
        QVERIFY(!weak);
        QCOMPARE(weak.error().matrixCode, QStringLiteral("M_WEAK_PASSWORD"));
        QVERIFY(m_reset->isMailSent());
    }
    void goesOnlyToTheServerThatWasAsked()
    {
        sendMail();
        m_server->expects(Post, mailPath).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        QVERIFY(!await(
            m_reset->sendMail(at(QStringLiteral("other.example")), QStringLiteral("alice@example.org"))));
        QVERIFY(!m_reset->isMailSent()); // what the first one knows is nothing here
        m_reset->forget();
        QVERIFY(!m_reset->isMailSent());
    }
};

QTEST_GUILESS_MAIN(TestPasswordReset)
#include "tst_passwordreset.moc"

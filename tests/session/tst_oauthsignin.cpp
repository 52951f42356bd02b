// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/oauthsignin.h"

#include "matrix/networktransport.h"
#include "session/signin.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/oauthserver.h"

#include <QPointer>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;
using Step = OAuthServer::Step;
using Fault = OAuthServer::Fault;

namespace {

const QString Alice = QStringLiteral("@alice:localhost");

}

/// Signing in by OAuth over the real network code, at a server that lets nothing pass that the RFCs forbid.
class TestOAuthSignIn : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<OAuthServer> m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    std::unique_ptr<OAuthSignIn> m_signIn;
    QList<QUrl> m_pages;
    QList<OAuthDeviceCode> m_codes;
    std::optional<SignedIn> m_signedIn;
    std::optional<Error> m_error;
    int m_ends = 0;

    Server server() const { return {QStringLiteral("localhost"), m_server->url(), {Dialect::V3, false}}; }
    void makeSignIn()
    {
        m_signIn = std::make_unique<OAuthSignIn>(*m_transport, *m_clock);
        connect(m_signIn.get(), &OAuthSignIn::browserNeeded, this,
                [this](const QUrl &url) { m_pages << url; });
        connect(m_signIn.get(), &OAuthSignIn::deviceCodeNeeded, this,
                [this](const OAuthDeviceCode &code) { m_codes << code; });
        connect(m_signIn.get(), &OAuthSignIn::done, this, [this](const SignedIn &signedIn) {
            m_signedIn = signedIn;
            ++m_ends;
        });
        connect(m_signIn.get(), &OAuthSignIn::failed, this, [this](const Error &error) {
            m_error = error;
            ++m_ends;
        });
    }
    /// As a browser that is sent there; the answer's status, or 0.
    int visit(const QUrl &url)
    {
        Request request;
        request.needsToken = false;
        request.expectsJson = false;
        const auto reply = linnet::test::await(m_transport->send(url, request, {}, false));
        return reply ? reply->httpStatus : reply.error().httpStatus;
    }
    void start(const OAuthSignIn::Wish &wish = {}) { m_signIn->start(server(), wish); }
    void startToBrowser(const OAuthSignIn::Wish &wish = {})
    {
        const qsizetype before = m_pages.size();
        start(wish);
        QTRY_VERIFY(m_pages.size() > before || m_error);
        QVERIFY2(!m_error, m_error ? qPrintable(m_error->text + m_error->matrixCode) : "");
        QCOMPARE(m_signIn->state(), OAuthSignIn::State::InBrowser);
    }
    void startToCode()
    {
        OAuthSignIn::Wish wish;
        wish.isByCode = true;
        start(wish);
        QTRY_VERIFY(!m_codes.isEmpty() || m_error);
        QVERIFY(!m_error);
    }
    QUrl agree(const QString &user = Alice) { return m_server->browse(m_pages.last(), user); }
    static QUrl with(const QUrl &url, const char *name, const QString &value)
    {
        QUrl changed = url;
        QUrlQuery query(url);
        query.removeAllQueryItems(QLatin1String(name));
        if (!value.isNull())
            query.addQueryItem(QLatin1String(name), QString::fromLatin1(QUrl::toPercentEncoding(value)));
        changed.setQuery(query);
        return changed;
    }
    int polls() const { return m_server->count(QStringLiteral("POST /oauth2/token")); }
    /// Lets the next poll happen.
    void poll(std::chrono::milliseconds after)
    {
        const int before = polls();
        m_clock->advance(after);
        QTRY_VERIFY(polls() > before || m_error);
        // Its answer.
        QTRY_VERIFY(m_clock->pending() > 0 || m_error || m_signedIn ||
                    m_signIn->state() == OAuthSignIn::State::Finishing);
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<OAuthServer>(*m_clock);
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<NetworkTransport>();
        m_pages.clear();
        m_codes.clear();
        m_signedIn.reset();
        m_error.reset();
        m_ends = 0;
        makeSignIn();
    }
    void cleanup()
    {
        m_signIn.reset();
        m_transport.reset();
        QCOMPARE(m_server->violations(), QStringList());
        m_server.reset();
    }

    void signsInByTheBrowser()
    {
        startToBrowser();
        const QUrl back = agree();
        QVERIFY(!back.isEmpty());
        QCOMPARE(visit(back), 200);
        QTRY_VERIFY(m_signedIn);
        QCOMPARE(m_signedIn->user, UserId(Alice));
        QVERIFY(m_server->isAlive(m_signedIn->token));
        QCOMPARE(m_server->deviceOf(m_signedIn->token), m_signedIn->deviceId);
        QVERIFY(!m_signedIn->refreshToken.isEmpty());
        QCOMPARE(m_signedIn->expiresIn, std::chrono::milliseconds(OAuthServer::AccessLife));
        QVERIFY(m_signedIn->oauth);
        QVERIFY(!m_signedIn->oauth->clientId.isEmpty());
        QCOMPARE(m_signedIn->oauth->tokenEndpoint.path(), QStringLiteral("/oauth2/token"));
        QVERIFY(m_signedIn->oauth->managementActions.contains(QStringLiteral("org.matrix.profile")));
        QVERIFY(!m_server->hasSeenRegistration());
        QVERIFY(!m_signIn->isRunning());
        QCOMPARE(m_server->sessions(), 1);
        QCOMPARE(visit(back), 0); // it is closed
        QCOMPARE(m_ends, 1);
    }
    void makesAnAccount()
    {
        OAuthSignIn::Wish wish;
        wish.isRegistration = true;
        startToBrowser(wish);
        visit(agree(QStringLiteral("@new:localhost")));
        QTRY_VERIFY(m_signedIn);
        QVERIFY(m_server->hasSeenRegistration());
    }
    void asksAsBefore115Too()
    {
        m_server->setUnstableOnly();
        startToBrowser();
        visit(agree());
        QTRY_VERIFY(m_signedIn);
    }
    void signsInAgainAsTheSameSession()
    {
        OAuthSignIn::Wish wish;
        wish.deviceId = QStringLiteral("OFBEFORE-~_");
        wish.user = UserId(Alice);
        startToBrowser(wish);
        visit(agree());
        QTRY_VERIFY(m_signedIn);
        QCOMPARE(m_signedIn->deviceId, wish.deviceId);
        QCOMPARE(m_server->deviceOf(m_signedIn->token), wish.deviceId);
    }
    void takesNobodyElse()
    {
        OAuthSignIn::Wish wish;
        wish.user = UserId(Alice);
        startToBrowser(wish);
        visit(agree(QStringLiteral("@mallory:localhost")));
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::OtherAccount);
        QTRY_COMPARE(m_server->sessions(), 0); // and leaves nothing of them behind
    }
    void eachTryHasItsOwnSecrets()
    {
        startToBrowser();
        const QUrl first = m_pages.last();
        startToBrowser();
        const QUrlQuery before(first);
        const QUrlQuery after(m_pages.last());
        for (const char *name : {"state", "code_challenge", "redirect_uri", "scope"})
            QVERIFY2(before.queryItemValue(QLatin1String(name)) != after.queryItemValue(QLatin1String(name)),
                     name);
        // The browser of the try before comes too late.
        QCOMPARE(visit(m_server->browse(first, Alice)), 0);
        QCOMPARE(m_ends, 0);
        visit(agree());
        QTRY_VERIFY(m_signedIn);
    }
    void aNoInTheBrowserIsTold()
    {
        startToBrowser();
        visit(m_server->browse(m_pages.last(), Alice, false));
        QTRY_VERIFY(m_error);
        QVERIFY(m_error->isMatrix("access_denied"));
        QCOMPARE(m_error->text, QStringLiteral("Not today"));
        QVERIFY(!m_signIn->isRunning());
    }

    void eachStepMayGoWrongOnce_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<int>("sessions"); // that stay behind at the server
        using K = Error::Kind;
        const auto rows = [](const char *name, Step step, bool isWhoAmI, int lost) {
            const auto row = [&](const char *what) -> QTestData & {
                return QTest::addRow("%s, %s", name, what);
            };
            if (!isWhoAmI) { // asked twice
                row("broken") << step << Fault::Broken << K::Server << 0;
                row("cut") << step << Fault::Cut << K::Network << 0;
                row("lost") << step << Fault::Lost << K::Network << lost;
            }
            row("refused") << step << Fault::Refused << K::Server << 0;
            row("nonsense") << step << Fault::Nonsense << K::BadReply << 0;
            row("incomplete") << step << Fault::Incomplete << K::BadReply << 0;
            row("page") << step << Fault::Page << K::NotMatrix << 0;
            row("redirected") << step << Fault::Redirected << K::Redirected << 0;
        };
        rows("registration", Step::Registration, false, 0);
        // A code that was used cannot be used again, nor can what it was used for be told.
        rows("token", Step::Token, false, 1);
        rows("whoami", Step::WhoAmI, true, 0);
    }
    void eachStepMayGoWrongOnce()
    {
        QFETCH(Step, step);
        QFETCH(Fault, fault);
        QFETCH(int, sessions);
        m_server->goWrong(step, fault);
        start();
        QTRY_VERIFY(!m_pages.isEmpty() || m_error);
        if (!m_error)
            visit(agree());
        QTRY_VERIFY(m_error);
        QVERIFY(m_server->hasGoneWrong());
        QTEST(m_error->kind, "kind");
        QVERIFY(!m_signIn->isRunning());
        QTRY_COMPARE(m_server->sessions(), sessions);
        QCOMPARE(m_server->askedElsewhere(), 0);
        QCOMPARE(m_ends, 1);

        // The next try succeeds.
        m_error.reset();
        startToBrowser();
        visit(agree());
        QTRY_VERIFY(m_signedIn);
        QVERIFY(m_server->isAlive(m_signedIn->token));
    }
    void metadataMayGoWrongOnce_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("broken") << Fault::Broken;
        QTest::newRow("nonsense") << Fault::Nonsense;
        QTest::newRow("incomplete") << Fault::Incomplete;
        QTest::newRow("page") << Fault::Page;
    }
    void metadataMayGoWrongOnce()
    {
        QFETCH(Fault, fault);
        m_server->goWrong(Step::Metadata, fault);
        start();
        QTRY_VERIFY(m_error);
        QVERIFY(m_pages.isEmpty());
        m_error.reset();
        startToBrowser();
    }
    void metadataIsNotFetchedElsewhere()
    {
        m_server->goWrong(Step::Metadata, Fault::Redirected);
        start();
        QTRY_VERIFY(m_error);
        QCOMPARE(m_server->askedElsewhere(), 0);
        QVERIFY(m_pages.isEmpty());
    }
    void whoTheyAreIsAskedTwice_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("broken") << Fault::Broken;
        QTest::newRow("cut") << Fault::Cut;
        QTest::newRow("lost") << Fault::Lost;
    }
    void whoTheyAreIsAskedTwice()
    {
        QFETCH(Fault, fault);
        m_server->goWrong(Step::WhoAmI, fault);
        startToBrowser();
        visit(agree());
        QTRY_VERIFY(m_signedIn);
    }
    void metadataThatIsNotSafeIsNotUsed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("issuer in clear") << u"issuer"_qs << QJsonValue(u"http://evil.example/"_qs);
        QTest::newRow("token endpoint in clear")
            << u"token_endpoint"_qs << QJsonValue(u"http://evil.example/token"_qs);
        QTest::newRow("no PKCE") << u"code_challenge_methods_supported"_qs << QJsonValue(QJsonArray());
        QTest::newRow("no registration") << u"registration_endpoint"_qs << QJsonValue(QJsonValue::Undefined);
    }
    void metadataThatIsNotSafeIsNotUsed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        m_server->setMetadata(field, value);
        start();
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::BadReply);
        QVERIFY(m_pages.isEmpty());
        QCOMPARE(m_server->count(QStringLiteral("POST /oauth2/clients/register")), 0);
    }
    void anAnswerOfAnotherServerIsNotSentOn()
    {
        startToBrowser();
        QCOMPARE(visit(with(agree(), "iss", QStringLiteral("https://evil.example/"))), 200);
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::BadReply);
        QCOMPARE(polls(), 0);
    }
    void aServerNeedNotNameItself()
    {
        startToBrowser();
        visit(with(agree(), "iss", QString()));
        QTRY_VERIFY(m_signedIn);
    }
    void aCodeForAnotherStateIsNotTaken()
    {
        startToBrowser();
        const QUrl back = agree();
        QCOMPARE(visit(with(back, "state", QStringLiteral("of-another-sign-in-of-somebody"))), 400);
        QCOMPARE(visit(with(back, "state", QString())), 400);
        QCOMPARE(m_ends, 0);
        QCOMPARE(polls(), 0);
        // Nor does it keep the right one out.
        visit(back);
        QTRY_VERIFY(m_signedIn);
    }
    void aRedirectToAnotherPortComesToNothing()
    {
        startToBrowser();
        const QUrl back = agree();
        QUrl astray = back;
        astray.setPort(back.port() == 65'000 ? 65'001 : 65'000);
        visit(astray);
        QCOMPARE(m_ends, 0);
        visit(back);
        QTRY_VERIFY(m_signedIn);
    }
    void aStolenCodeIsOfNoUse()
    {
        startToBrowser();
        const QUrl back = agree();
        // Whoever has it lacks the verifier.
        const QString code = QUrlQuery(back).queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded);
        const QUrlQuery page(m_pages.last());
        OAuthWish stolen;
        stolen.clientId = page.queryItemValue(QStringLiteral("client_id"), QUrl::FullyDecoded);
        stolen.redirect = QUrl(page.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        stolen.verifier = OAuthRequests::newVerifier();
        QUrl endpoint = m_server->url();
        endpoint.setPath(QStringLiteral("/oauth2/token"));
        const auto theirs = linnet::test::await(
            m_transport->send(endpoint, OAuthRequests::tokensForCode(stolen, code), {}, false));
        QVERIFY(theirs.error().isMatrix("invalid_grant"));
        visit(back);
        QTRY_VERIFY(m_signedIn);
    }
    void aCodeThatIsTooOldIsRefused()
    {
        startToBrowser();
        const QUrl back = agree();
        m_clock->advance(std::chrono::milliseconds(OAuthServer::CodeLife));
        visit(back);
        QTRY_VERIFY(m_error);
        QVERIFY(m_error->isMatrix("invalid_grant"));
    }
    void doesNotWaitForEver()
    {
        startToBrowser();
        const QUrl back = agree();
        m_clock->advance(OAuthSignIn::MostPatience);
        QVERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Timeout);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(visit(back), 0);
    }
    void isNothingWhereThereIsNone()
    {
        m_server->setUnstableOnly();
        m_server->goWrong(Step::Metadata, Fault::Redirected);
        start();
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Redirected);
        m_error.reset();
        m_signIn->start({QStringLiteral("x"),
                         m_server->url().resolved(QUrl(QStringLiteral("/none"))),
                         {Dialect::V3, false}},
                        {});
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Unsupported);
    }
    void isNothingFor2014()
    {
        m_signIn->start({QStringLiteral("x"), m_server->url(), {Dialect::V1, false}}, {});
        QVERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Unsupported);
        QCOMPARE(m_server->asked(), QStringList());
    }

    void signsInByACode()
    {
        startToCode();
        QVERIFY(!m_codes.first().userCode.isEmpty());
        QVERIFY(!m_codes.first().completeUri.isEmpty());
        QVERIFY(m_pages.isEmpty());
        QCOMPARE(polls(), 0);
        poll(5s);
        poll(5s);
        QVERIFY(!m_error && !m_signedIn);
        m_server->decide(m_codes.first().userCode, Alice);
        poll(5s);
        QTRY_VERIFY(m_signedIn);
        QCOMPARE(m_signedIn->user, UserId(Alice));
        QVERIFY(m_server->isAlive(m_signedIn->token));
        QCOMPARE(polls(), 3);
        m_clock->advance(1h);
        QCOMPARE(polls(), 3);
    }
    void goesSlowerWhenTold()
    {
        m_server->setClaimedInterval(1);
        startToCode();
        poll(1s); // too soon for it: now 6 s
        QVERIFY(!m_error);
        m_clock->advance(5s);
        QCoreApplication::processEvents();
        QCOMPARE(polls(), 1);
        m_server->decide(m_codes.first().userCode, Alice);
        poll(1s);
        QTRY_VERIFY(m_signedIn);
    }
    void goesSlowerWhileThereIsTrouble()
    {
        startToCode();
        m_server->goWrong(Step::DevicePoll, Fault::Broken);
        poll(5s);
        // Now 10 s.
        m_clock->advance(9s);
        QCoreApplication::processEvents();
        QCOMPARE(polls(), 1);
        m_server->decide(m_codes.first().userCode, Alice);
        poll(1s);
        QTRY_VERIFY(m_signedIn);
    }
    void aLostAnswerToAPollIsAskedForAgain()
    {
        startToCode();
        m_server->goWrong(Step::DevicePoll, Fault::Lost);
        poll(5s);
        QVERIFY(!m_error);
        m_server->decide(m_codes.first().userCode, Alice);
        poll(10s);
        QTRY_VERIFY(m_signedIn);
    }
    void codesComeToAnEnd()
    {
        startToCode();
        for (int i = 0; i < 20 && !m_error; ++i)
            poll(100s);
        QVERIFY(m_error);
        QVERIFY(m_error->isMatrix("expired_token"));
        const int before = polls();
        m_clock->advance(1h);
        QCOMPARE(polls(), before);
    }
    void aNoElsewhereIsTold()
    {
        startToCode();
        m_server->decide(m_codes.first().userCode, Alice, false);
        poll(5s);
        QTRY_VERIFY(m_error);
        QVERIFY(m_error->isMatrix("access_denied"));
    }
    void codesNeedAServerThatHasThem()
    {
        m_server->setMetadata(QStringLiteral("device_authorization_endpoint"), QJsonValue::Undefined);
        OAuthSignIn::Wish wish;
        wish.isByCode = true;
        start(wish);
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Unsupported);
    }
    void theQuestionForACodeMayGoWrong_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("broken") << Fault::Broken;
        QTest::newRow("refused") << Fault::Refused;
        QTest::newRow("nonsense") << Fault::Nonsense;
        QTest::newRow("incomplete") << Fault::Incomplete;
        QTest::newRow("lost") << Fault::Lost;
        QTest::newRow("redirected") << Fault::Redirected;
    }
    void theQuestionForACodeMayGoWrong()
    {
        QFETCH(Fault, fault);
        m_server->goWrong(Step::DeviceCode, fault);
        OAuthSignIn::Wish wish;
        wish.isByCode = true;
        start(wish);
        QTRY_VERIFY(m_error);
        QVERIFY(m_codes.isEmpty());
        QCOMPARE(m_server->askedElsewhere(), 0);
        m_error.reset();
        startToCode();
    }

    void cancelEndsIt_data()
    {
        QTest::addColumn<QString>("when");
        for (const char *when : {"at once", "metadata", "registration", "browser", "tokens", "code"})
            QTest::newRow(when) << QString::fromLatin1(when);
    }
    void cancelEndsIt()
    {
        QFETCH(QString, when);
        const auto cancelWhenAsked = [this](const QString &path) {
            QTRY_VERIFY(m_server->count(path) > 0);
            m_signIn->cancel();
        };
        if (when == u"at once") {
            start();
            m_signIn->cancel();
        } else if (when == u"metadata") {
            start();
            cancelWhenAsked(QStringLiteral("GET /_matrix/client/v1/auth_metadata"));
        } else if (when == u"registration") {
            start();
            cancelWhenAsked(QStringLiteral("POST /oauth2/clients/register"));
        } else if (when == u"code") {
            startToCode();
            m_signIn->cancel();
            m_clock->advance(1h);
        } else {
            startToBrowser();
            const QUrl back = agree();
            if (when == u"browser") {
                m_signIn->cancel();
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                QCOMPARE(visit(back), 0);
            } else {
                connect(m_signIn.get(), &OAuthSignIn::stateChanged, m_signIn.get(), [this] {
                    if (m_signIn->state() == OAuthSignIn::State::Finishing)
                        m_signIn->cancel();
                });
                visit(back);
            }
        }
        QVERIFY(!m_signIn->isRunning());
        m_clock->advance(1h);
        visit(m_server->url().resolved(QUrl(QStringLiteral("/nothing")))); // what was on its way has come
        QCOMPARE(m_ends, 0);
        QCOMPARE(m_server->sessions(), 0);
        // And it may begin again.
        disconnect(m_signIn.get(), &OAuthSignIn::stateChanged, m_signIn.get(), nullptr);
        m_codes.clear();
        startToBrowser();
        visit(agree());
        QTRY_VERIFY(m_signedIn);
    }
    void tokensThatNobodyWantsAreRevoked_data()
    {
        QTest::addColumn<bool>("isDeleted");
        QTest::newRow("cancelled") << false;
        QTest::newRow("deleted") << true;
    }
    void tokensThatNobodyWantsAreRevoked()
    {
        QFETCH(bool, isDeleted);
        startToBrowser();
        // The tokens are here, and whose they are is being asked.
        m_server->goWrong(Step::WhoAmI, Fault::Silent);
        visit(agree());
        QTRY_VERIFY(m_server->count(QStringLiteral("GET /_matrix/client/v3/account/whoami")) > 0);
        QCOMPARE(m_server->sessions(), 1);
        if (isDeleted)
            m_signIn.reset();
        else
            m_signIn->cancel();
        QTRY_COMPARE(m_server->sessions(), 0);
        QCOMPARE(m_ends, 0);
    }
    void mayBeDeletedByItsOwnSignals_data()
    {
        QTest::addColumn<QString>("signal");
        for (const char *signal : {"preparing", "browser", "finishing", "done", "failed"})
            QTest::newRow(signal) << QString::fromLatin1(signal);
    }
    void mayBeDeletedByItsOwnSignals()
    {
        QFETCH(QString, signal);
        const QPointer<OAuthSignIn> isAlive(m_signIn.get());
        connect(m_signIn.get(), &OAuthSignIn::stateChanged, this, [this, signal] {
            const auto state = m_signIn ? m_signIn->state() : OAuthSignIn::State::Idle;
            if ((state == OAuthSignIn::State::Preparing && signal == u"preparing") ||
                (state == OAuthSignIn::State::InBrowser && signal == u"browser") ||
                (state == OAuthSignIn::State::Finishing && signal == u"finishing"))
                m_signIn.reset();
        });
        connect(m_signIn.get(), &OAuthSignIn::done, this, [this, signal] {
            if (signal == u"done")
                m_signIn.reset();
        });
        connect(m_signIn.get(), &OAuthSignIn::failed, this, [this] { m_signIn.reset(); });
        start();
        QTRY_VERIFY(!m_pages.isEmpty() || !isAlive);
        if (isAlive)
            visit(m_server->browse(m_pages.last(), Alice, signal != u"failed"));
        QTRY_VERIFY(!isAlive);
    }

    void tokensAreTakenBackByTheWayTheyCame()
    {
        startToBrowser();
        visit(agree());
        QTRY_VERIFY(m_signedIn);
        m_server->goWrong(Step::Revocation, Fault::Broken);
        SignIn signIn(*m_transport);
        QVERIFY(!linnet::test::await(signIn.takeBack(server(), *m_signedIn)));
        QCOMPARE(m_server->sessions(), 1);
        QVERIFY(linnet::test::await(signIn.takeBack(server(), *m_signedIn)));
        QCOMPARE(m_server->sessions(), 0);
        QVERIFY(linnet::test::await(signIn.takeBack(server(), *m_signedIn))); // it is gone
        QCOMPARE(m_server->count(QStringLiteral("POST /_matrix/client/v3/logout")), 0);
    }
};

QTEST_GUILESS_MAIN(TestOAuthSignIn)
#include "tst_oauthsignin.moc"

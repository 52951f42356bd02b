// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signinmethods.h"
#include "session/ssosignin.h"
#include "support/person.h"
#include "support/realclient.h"
#include "support/webvisitor.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString Provider = QStringLiteral("oidc-mock"); // oidcprovider.py

QUrl server()
{
    return QUrl(qEnvironmentVariable("LINNET_TEST_HOMESERVER"));
}

/// Linnet and somebody who signs in to it at the provider.
class Somebody
{
public:
    explicit Somebody(const QString &like)
        : name(Person::uniqueName(like)), client(name, server(), Dialect::V3)
    {
    }

    QString id() const { return QStringLiteral("@%1:localhost").arg(name); }

    /// Through the browser; `form` is what is sent to the provider.
    Result<SignedIn> signIn(const SsoSignIn::Wish &wish, const QByteArray &form)
    {
        const auto found = client.find(Dialect::V3);
        if (!found)
            return found.error();
        SsoSignIn sso(client.transport(), clock);
        std::optional<Result<SignedIn>> outcome;
        QUrl page;
        QObject::connect(&sso, &SsoSignIn::browserNeeded, &sso, [&page](const QUrl &url) { page = url; });
        QObject::connect(&sso, &SsoSignIn::done, &sso,
                         [&outcome](const SignedIn &signedIn) { outcome.emplace(signedIn); });
        QObject::connect(&sso, &SsoSignIn::failed, &sso,
                         [&outcome](const Error &error) { outcome.emplace(error); });
        sso.start(*found, wish);
        if (!eventually([&] { return !page.isEmpty() || outcome; }))
            return Error::of(Error::Kind::Timeout);
        if (outcome)
            return *outcome;
        WebVisitor visitor;
        const WebVisitor::Page asked = visitor.open(page);
        answered = visitor.submit(asked.address, form);
        // The server asks whether this program is to be let in.
        const QUrl back = answered.linkTo(QStringLiteral("http://127.0.0.1:"));
        if (back.isEmpty())
            return Error::of(Error::Kind::Cancelled);
        landed = visitor.open(back);
        if (!eventually([&outcome] { return outcome.has_value(); }))
            return Error::of(Error::Kind::Timeout);
        return *outcome;
    }
    Result<SignedIn> signIn(const SsoSignIn::Wish &wish = {Provider})
    {
        return signIn(wish, "sub=" + name.toUtf8());
    }

    QString name;
    SystemClock clock;
    RealClient client;
    WebVisitor::Page answered, landed;
};

}

/// Single sign-on with a real server and a real OpenID provider, and tokens that run out within seconds.
class TestSso : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheProvider()
    {
        Somebody dora(QStringLiteral("dora"));
        const auto found = dora.client.find(Dialect::V3);
        QVERIFY(found);
        const auto methods = await(SignInMethods::ask(dora.client.transport(), *found));
        QVERIFY(methods);
        QVERIFY(methods->offers(SignInMethods::Way::Sso));
        QVERIFY(!methods->offers(SignInMethods::Way::OAuth));
        QCOMPARE(methods->flows.providers.size(), 1);
        QCOMPARE(methods->flows.providers.first().id, Provider);
        QCOMPARE(methods->flows.providers.first().name, QStringLiteral("Mock & Co"));
    }
    void signsInAndRefreshesItsToken()
    {
        Somebody dora(QStringLiteral("dora"));
        const auto signedIn = dora.signIn();
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().text));
        QCOMPARE(dora.landed.status, 200);
        QCOMPARE(signedIn->user, UserId(dora.id()));
        QVERIFY(!signedIn->refreshToken.isEmpty());
        QVERIFY(signedIn->expiresIn.count() > 0);
        QVERIFY(dora.client.takeOver(*signedIn));
        const auto refreshes = [&dora] {
            return dora.client.transport().asked().count(QStringLiteral("POST /_matrix/client/v3/refresh"));
        };
        QVERIFY(eventually([&] { return refreshes() >= 1; }));
        QVERIFY(dora.client.syncs());
        QVERIFY(dora.client.session().standing().isGood());
        // What was kept last is good after a restart, too.
        dora.client.close();
        QVERIFY(dora.client.open());
        QVERIFY(dora.client.syncs());
        QVERIFY(dora.client.session().standing().isGood());
        QVERIFY(dora.client.signOut());
    }
    void goesOnAsTheSameSession()
    {
        Somebody dora(QStringLiteral("dora"));
        const auto first = dora.signIn();
        QVERIFY(first);
        const auto again = dora.signIn({Provider, false, first->deviceId, first->user});
        QVERIFY(again);
        QCOMPARE(again->deviceId, first->deviceId);
        const auto other = dora.signIn({Provider, false, first->deviceId, first->user}, "sub=somebody-else");
        QVERIFY(!other);
        QCOMPARE(other.error().kind, Error::Kind::OtherAccount);
    }
    void nobodyIsSignedInWhoSaysNo()
    {
        Somebody dora(QStringLiteral("dora"));
        const auto refused = dora.signIn({Provider}, "action=deny");
        QVERIFY(!refused);
        QVERIFY(dora.answered.status >= 400);
        QCOMPARE(dora.landed.status, 0);
    }
    void aTokenThatHasRunOutIsASoftLogout()
    {
        const Person person = Person::make(server(), QStringLiteral("pia"));
        RealClient client(person.localPart(), server(), Dialect::V3);
        const auto found = client.find(Dialect::V3);
        QVERIFY(found);
        const auto signedIn = await(
            SignIn(client.transport()).withToken(*found, person.token().toLatin1(), UserId(person.id())));
        QVERIFY(signedIn);
        QVERIFY(client.takeOver(*signedIn));
        QVERIFY(eventually([&client] { return !client.session().standing().isGood(); }));
        QCOMPARE(client.session().standing().kind, AccountStanding::Kind::SignedOut);
        QVERIFY(client.session().standing().isSoft);
        QVERIFY(!client.session().standing().isEnded());
        const auto again = await(
            SignIn(client.transport())
                .withPassword(*found, person.id(), QLatin1String(Person::Password), signedIn->deviceId));
        QVERIFY(again);
        QCOMPARE(again->deviceId, signedIn->deviceId);
    }
};

QTEST_MAIN(TestSso)
#include "tst_sso.moc"

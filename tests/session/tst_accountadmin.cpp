// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountadmin.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QByteArray Unrecognized = jsonText("{'errcode':'M_UNRECOGNIZED'}");
const QByteArray WantsPassword =
    jsonText("{'session':'u1','flows':[{'stages':['m.login.password']}],'params':{}}");

QJsonObject bodyOf(const FakeTransport::Expectation &call)
{
    return QJsonDocument::fromJson(call.sent().request.body).object();
}

}

/// Password, addresses and the end of an account, with what servers want besides.
class TestAccountAdmin : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountPageFinder> m_pages;
    std::unique_ptr<AccountAdmin> m_admin;
    QList<AuthStage> m_stages;
    QStringList m_passwords; ///< what the person answers, one after the other; then they stop

    FakeTransport &server() { return m_bench->server; }
    void open(const std::optional<OAuthAccount> &signedIn)
    {
        m_admin.reset();
        m_pages = std::make_unique<AccountPageFinder>(*m_bench->api, signedIn);
        m_admin = std::make_unique<AccountAdmin>(server(), *m_bench->api, *m_pages, me);
    }
    AskAuth ask()
    {
        return [this](const AuthStage &stage) {
            m_stages << stage;
            if (m_passwords.isEmpty())
                return Task<AuthAnswer>::ready(Error::of(Error::Kind::Cancelled));
            return Task<AuthAnswer>::ready(AuthAnswer{m_passwords.takeFirst()});
        };
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        open({});
        m_stages.clear();
        m_passwords.clear();
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_admin.reset();
        m_pages.reset();
        m_bench.reset();
    }

    void changesThePassword()
    {
        m_passwords << QStringLiteral("wrong") << QStringLiteral("old");
        auto &first =
            server().expects(Method::Post, QStringLiteral("/account/password")).replies(401, WantsPassword);
        server()
            .expects(Method::Post, QStringLiteral("/account/password"))
            .replies(401, jsonText("{'session':'u1','flows':[{'stages':['m.login.password']}],'params':{},"
                                   "'errcode':'M_FORBIDDEN','error':'Invalid password','completed':[]}"));
        auto &last = server().expects(Method::Post, QStringLiteral("/account/password")).replies(200);
        QVERIFY(await(m_admin->changePassword(QStringLiteral("new"), false, ask())).isOk());
        QCOMPARE(m_stages.size(), 2);
        QVERIFY(!m_stages.at(0).isRepeated && m_stages.at(1).isRepeated);
        QVERIFY(!bodyOf(first).contains(QStringLiteral("auth")));
        QCOMPARE(bodyOf(last).value(QStringLiteral("new_password")).toString(), QStringLiteral("new"));
        QCOMPARE(bodyOf(last).value(QStringLiteral("logout_devices")), QJsonValue(false));
        const QJsonObject auth = bodyOf(last).value(QStringLiteral("auth")).toObject();
        QCOMPARE(auth.value(QStringLiteral("password")).toString(), QStringLiteral("old"));
        QCOMPARE(auth.value(QStringLiteral("session")).toString(), QStringLiteral("u1"));
    }
    void stopsWhereThePersonDoes()
    {
        server().expects(Method::Post, QStringLiteral("/account/deactivate")).replies(401, WantsPassword);
        const auto done = await(m_admin->deactivate(true, ask()));
        QVERIFY(!done.isOk());
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
    }
    void deactivates()
    {
        m_passwords << QStringLiteral("old");
        server().expects(Method::Post, QStringLiteral("/account/deactivate")).replies(401, WantsPassword);
        auto &last = server().expects(Method::Post, QStringLiteral("/account/deactivate")).replies(200);
        QVERIFY(await(m_admin->deactivate(true, ask())).isOk());
        QCOMPARE(bodyOf(last).value(QStringLiteral("erase")), QJsonValue(true));
    }
    void othersAreShownInTheBrowser()
    {
        m_passwords << QString();
        server()
            .expects(Method::Post, QStringLiteral("/account/deactivate"))
            .replies(401, jsonText("{'session':'u1','flows':[{'stages':['m.login.sso']}]}"));
        auto &last = server().expects(Method::Post, QStringLiteral("/account/deactivate")).replies(200);
        QVERIFY(await(m_admin->deactivate(false, ask())).isOk());
        QCOMPARE(m_stages.first().kind, AuthStage::Kind::Browser);
        QVERIFY(m_stages.first().page.path().endsWith(QStringLiteral("/auth/m.login.sso/fallback/web")));
        QCOMPARE(bodyOf(last).value(QStringLiteral("auth")).toObject(),
                 (QJsonObject{{QStringLiteral("session"), QStringLiteral("u1")}}));
    }
    void doesNotTurnInCircles()
    {
        server()
            .expects(Method::Post, QStringLiteral("/account/deactivate"))
            .always()
            .replies(401, jsonText("{'session':'u1','flows':[{'stages':['m.login.dummy']}]}"));
        QVERIFY(!await(m_admin->deactivate(false, ask())).isOk());
        QVERIFY(server().count(Method::Post, QStringLiteral("/account/deactivate")) <= 2);
        QVERIFY(m_stages.isEmpty());
    }

    void asksOnceWhatOneMayChange()
    {
        server()
            .expects(Method::Get, QStringLiteral("/capabilities"))
            .replies(200, jsonText("{'capabilities':{'m.change_password':{'enabled':false}}}"));
        QVERIFY(!await(m_admin->capabilities())->canChangePassword);
        QVERIFY(!await(m_admin->capabilities())->canChangePassword);
    }
    void aServerThatDoesNotSayAllowsAll()
    {
        server().expects(Method::Get, QStringLiteral("/capabilities")).replies(404, Unrecognized);
        QVERIFY(*await(m_admin->capabilities()) == AccountCapabilities());
    }
    void findsAccountPagesOnce()
    {
        server()
            .expects(Method::Get, QStringLiteral("/auth_metadata"))
            .replies(200, jsonText("{'account_management_uri':'https://account.x/'}"));
        using Action = AccountPages::Action;
        QCOMPARE(await(m_admin->page(Action::Deactivate))->query(),
                 QStringLiteral("action=org.matrix.account_deactivate"));
        QCOMPARE(await(m_admin->page(Action::ResetIdentity))->query(),
                 QStringLiteral("action=org.matrix.cross_signing_reset"));
    }
    void thereAreNoneWithoutOAuth()
    {
        server().expects(Method::Get, QStringLiteral("/v1/auth_metadata")).replies(404, Unrecognized);
        server()
            .expects(Method::Get, QStringLiteral("/org.matrix.msc2965/auth_metadata"))
            .replies(404, Unrecognized);
        QVERIFY(await(m_admin->page(AccountPages::Action::Profile))->isEmpty());
        QVERIFY(await(m_admin->page(AccountPages::Action::Profile))->isEmpty()); // nobody is asked again
    }
    void findsPagesOfServersThatKnowTheFirstName()
    {
        server().expects(Method::Get, QStringLiteral("/v1/auth_metadata")).replies(404, Unrecognized);
        server()
            .expects(Method::Get, QStringLiteral("/org.matrix.msc2965/auth_metadata"))
            .replies(200, jsonText("{'account_management_uri':'https://account.x/'}"));
        QCOMPARE(await(m_admin->page(AccountPages::Action::Profile))->host(), QStringLiteral("account.x"));
    }
    void remembersThePageOfTheSignIn()
    {
        OAuthAccount signedIn;
        signedIn.managementUri = QUrl(QStringLiteral("https://account.x/me?a=b"));
        signedIn.managementActions = QStringList{QStringLiteral("org.matrix.session_end")};
        open(signedIn);
        QCOMPARE(await(m_admin->page(AccountPages::Action::EndSession, QStringLiteral("OLD")))->query(),
                 QStringLiteral("a=b&action=org.matrix.session_end&device_id=OLD"));
    }

    void addsAnAddress()
    {
        AccountAdmin::Adding adding;
        adding.address = {Threepid::Medium::Email, QStringLiteral("a@b"), 0};
        const QString token = QStringLiteral("/account/3pid/email/requestToken");
        auto &first = server().expects(Method::Post, token).replies(200, jsonText("{'sid':'7'}"));
        const auto sent = await(m_admin->sendMessage(adding));
        QVERIFY(sent.isOk());
        auto &second = server().expects(Method::Post, token).replies(200, jsonText("{'sid':'7'}"));
        const auto again = await(m_admin->sendMessage(*sent));
        QVERIFY(again.isOk());
        QCOMPARE(bodyOf(first).value(QStringLiteral("send_attempt")).toInt(), 1);
        QCOMPARE(bodyOf(second).value(QStringLiteral("send_attempt")).toInt(), 2);
        QCOMPARE(bodyOf(first).value(QStringLiteral("client_secret")),
                 bodyOf(second).value(QStringLiteral("client_secret")));
        m_passwords << QStringLiteral("old");
        server().expects(Method::Post, QStringLiteral("/account/3pid/add")).replies(401, WantsPassword);
        auto &last = server().expects(Method::Post, QStringLiteral("/account/3pid/add")).replies(200);
        QVERIFY(await(m_admin->add(*again, ask())).isOk());
        QCOMPARE(bodyOf(last).value(QStringLiteral("sid")).toString(), QStringLiteral("7"));
        QVERIFY(bodyOf(last).contains(QStringLiteral("auth")));
    }
    void aCodeGoesWithoutTheToken()
    {
        AccountAdmin::Adding adding;
        adding.address.medium = Threepid::Medium::Phone;
        adding.proof = {QStringLiteral("7"), QStringLiteral("s"),
                        QUrl(QStringLiteral("https://sms.example/c"))};
        auto &wrong =
            server().expects(Method::Post, QStringLiteral("/c")).replies(200, jsonText("{'success':false}"));
        const auto refused = await(m_admin->giveCode(adding, QStringLiteral(" 1 ")));
        QVERIFY(!refused.isOk() && refused.error().isMatrix("M_THREEPID_AUTH_FAILED"));
        QVERIFY(wrong.sent().token.isEmpty());
        QCOMPARE(wrong.sent().base.host(), QStringLiteral("sms.example"));
        server().expects(Method::Post, QStringLiteral("/c")).replies(200, jsonText("{'success':true}"));
        QVERIFY(await(m_admin->giveCode(adding, QStringLiteral("2"))).isOk());
    }
    void removesAnAddress()
    {
        auto &call = server().expects(Method::Post, QStringLiteral("/account/3pid/delete")).replies(200);
        QVERIFY(await(m_admin->remove({Threepid::Medium::Phone, QStringLiteral("44"), 0})).isOk());
        QCOMPARE(bodyOf(call).value(QStringLiteral("medium")).toString(), QStringLiteral("msisdn"));
    }
};

QTEST_MAIN(TestAccountAdmin)
#include "tst_accountadmin.moc"

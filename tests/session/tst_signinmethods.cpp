// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signinmethods.h"

#include "support/await.h"
#include "support/faketransport.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using Way = SignInMethods::Way;
using Registering = SignInMethods::Registration;
using Ways = QList<SignInMethods::Way>;

namespace {

constexpr auto Get = Request::Method::Get;

const QByteArray metadata = jsonText(
    "{'issuer':'https://a.example/','authorization_endpoint':'https://a.example/auth',"
    "'token_endpoint':'https://a.example/token','registration_endpoint':'https://a.example/register',"
    "'revocation_endpoint':'https://a.example/revoke','response_types_supported':['code'],"
    "'grant_types_supported':['authorization_code','refresh_token'],"
    "'code_challenge_methods_supported':['S256'],'prompt_values_supported':['create']}");
const QByteArray unrecognized = jsonText("{'errcode':'M_UNRECOGNIZED','error':'no'}");
const QByteArray forbidden = jsonText("{'errcode':'M_FORBIDDEN','error':'no'}");
const QByteArray available = jsonText("{'available':true}");
const QByteArray passwordFlow = jsonText("{'flows':[{'type':'m.login.password'}]}");
const QByteArray bothFlows = jsonText(
    "{'flows':[{'type':'m.login.sso','identity_providers':[{'id':'gh','name':'GitHub','brand':'github',"
    "'icon':'mxc://x/y'},{'id':'gh','name':'Twice'},{'name':'No id'},5]},"
    "{'type':'m.login.token'},{'type':'m.login.password'}]}");
const QByteArray masFlows = jsonText("{'flows':[{'type':'m.login.sso','oauth_aware_preferred':true},"
                                     "{'type':'m.login.token'},{'type':'m.login.password'}]}");

Server at(Dialect dialect)
{
    return {u"example.org"_qs, QUrl(u"https://matrix.example.org"_qs), {dialect, false}};
}

}

/// Which ways in a server is said to have, and what is never offered.
class TestSignInMethods : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;

private Q_SLOTS:
    void init() { m_server = std::make_unique<FakeTransport>(); }
    void cleanup() { QCOMPARE(m_server->unmet(), QStringList()); }

    void choosesTheBest_data()
    {
        QTest::addColumn<int>("oauthStatus");
        QTest::addColumn<QByteArray>("oauth");
        QTest::addColumn<int>("flowsStatus");
        QTest::addColumn<QByteArray>("flows");
        QTest::addColumn<int>("registerStatus");
        QTest::addColumn<QByteArray>("registers");
        QTest::addColumn<Ways>("ways");
        QTest::addColumn<Registering>("registration");
        QTest::newRow("password") << 404 << unrecognized << 200 << passwordFlow << 200 << available
                                  << Ways{Way::Password} << Registering::Here;
        QTest::newRow("password, closed") << 404 << unrecognized << 200 << passwordFlow << 403 << forbidden
                                          << Ways{Way::Password} << Registering::No;
        QTest::newRow("password, taken")
            << 404 << unrecognized << 200 << passwordFlow << 400 << jsonText("{'errcode':'M_USER_IN_USE'}")
            << Ways{Way::Password} << Registering::Here;
        QTest::newRow("password, unknown") << 404 << unrecognized << 200 << passwordFlow << 404
                                           << unrecognized << Ways{Way::Password} << Registering::Here;
        QTest::newRow("both") << 404 << unrecognized << 200 << bothFlows << 403 << forbidden
                              << Ways{Way::Password, Way::Sso} << Registering::Sso;
        QTest::newRow("both, open") << 404 << unrecognized << 200 << bothFlows << 200 << available
                                    << Ways{Way::Password, Way::Sso} << Registering::Here;
        QTest::newRow("OAuth alone") << 200 << metadata << 404 << unrecognized << 404 << unrecognized
                                     << Ways{Way::OAuth} << Registering::OAuth;
        QTest::newRow("OAuth with all of before") << 200 << metadata << 200 << bothFlows << 200 << available
                                                  << Ways{Way::OAuth, Way::Sso} << Registering::OAuth;
        QTest::newRow("OAuth as MAS has it") << 200 << metadata << 200 << masFlows << 403 << forbidden
                                             << Ways{Way::OAuth, Way::Sso} << Registering::OAuth;
        QTest::newRow("SSO preferred") << 404 << unrecognized << 200 << masFlows << 200 << available
                                       << Ways{Way::Sso} << Registering::Sso;
        // It wants OAuth; a password is not to be typed here, however broken it is.
        QTest::newRow("OAuth that cannot be used") << 200 << QByteArray("{}") << 200 << bothFlows << 200
                                                   << available << Ways{Way::Sso} << Registering::Sso;
        QTest::newRow("tokens only") << 404 << unrecognized << 200
                                     << jsonText("{'flows':[{'type':'m.login.token'}]}") << 403 << forbidden
                                     << Ways{} << Registering::No;
    }
    void choosesTheBest()
    {
        QFETCH(int, oauthStatus);
        QFETCH(QByteArray, oauth);
        QFETCH(int, flowsStatus);
        QFETCH(QByteArray, flows);
        QFETCH(int, registerStatus);
        QFETCH(QByteArray, registers);
        m_server->expects(Get, u"/v1/auth_metadata"_qs).replies(oauthStatus, oauth);
        if (oauthStatus == 404)
            m_server->expects(Get, u"/org.matrix.msc2965/auth_metadata"_qs).replies(404, unrecognized);
        m_server->expects(Get, u"/v3/login"_qs).replies(flowsStatus, flows);
        m_server->expects(Get, u"/v3/register/available"_qs).replies(registerStatus, registers);
        const auto methods = linnet::test::await(SignInMethods::ask(*m_server, at(Dialect::V3)));
        QVERIFY(methods);
        QTEST(methods->ways, "ways");
        QTEST(methods->registration, "registration");
        QCOMPARE(bool(methods->oauth), methods->offers(Way::OAuth));
        for (const auto &sent : m_server->sent())
            QVERIFY(sent->request.method == Get && sent->token.isEmpty());
    }
    void asksForAllAtOnce()
    {
        auto &oauth = m_server->expects(Get, u"/auth_metadata"_qs).holds();
        auto &flows = m_server->expects(Get, u"/login"_qs).holds();
        auto &registers = m_server->expects(Get, u"/available"_qs).holds();
        std::optional<Result<SignInMethods>> answer;
        SignInMethods::ask(*m_server, at(Dialect::V3)).then(this, [&](Result<SignInMethods> result) {
            answer = std::move(result);
        });
        QVERIFY(oauth.isHeld() && flows.isHeld() && registers.isHeld());
        registers.release(200, available);
        oauth.release(200, metadata);
        QVERIFY(!answer);
        flows.release(200, passwordFlow);
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->ways, Ways{Way::OAuth});
    }
    void whoDropsItAsksNoMore()
    {
        auto &oauth = m_server->expects(Get, u"/auth_metadata"_qs).holds();
        auto &flows = m_server->expects(Get, u"/login"_qs).holds();
        auto &registers = m_server->expects(Get, u"/available"_qs).holds();
        {
            auto task = SignInMethods::ask(*m_server, at(Dialect::V3));
        }
        QVERIFY(oauth.sent().isAborted && flows.sent().isAborted && registers.sent().isAborted);
    }
    void readsTheProviders()
    {
        const auto flows = Requests::readLoginFlows(bothFlows);
        QVERIFY(flows);
        QVERIFY(flows->hasSso() && flows->hasPassword() && !flows->isSsoPreferred);
        QCOMPARE(flows->providers.size(), 1);
        QCOMPARE(flows->providers.first().id, u"gh"_qs);
        QCOMPARE(flows->providers.first().name, u"GitHub"_qs);
        QCOMPARE(flows->providers.first().brand, u"github"_qs);
        QCOMPARE(flows->providers.first().icon, u"mxc://x/y"_qs);
        QVERIFY(Requests::readLoginFlows(masFlows)->isSsoPreferred);
        QJsonArray many;
        for (int i = 0; i < 1000; ++i)
            many << QJsonObject{{u"id"_qs, QString::number(i)}, {u"name"_qs, u"N"_qs}};
        const QJsonObject flow{{u"type"_qs, u"m.login.sso"_qs}, {u"identity_providers"_qs, many}};
        QCOMPARE(Requests::readLoginFlows(toText({{u"flows"_qs, QJsonArray{flow}}}))->providers.size(),
                 LoginFlows::MostProviders);
    }
    void doesNotGuessInTrouble_data()
    {
        QTest::addColumn<Error>("oauth");
        QTest::addColumn<bool>("areFlowsThere");
        const Error down{Error::Kind::Server, {}, 503, {}, {}};
        QTest::newRow("no answer") << Error::of(Error::Kind::Network) << true;
        QTest::newRow("too late") << Error::of(Error::Kind::Timeout) << true;
        QTest::newRow("down") << down << true;
        QTest::newRow("busy") << Error::of(Error::Kind::RateLimited) << true;
        QTest::newRow("a portal") << Error::of(Error::Kind::Portal) << true;
        QTest::newRow("pointed elsewhere") << Error::of(Error::Kind::Redirected) << true;
        QTest::newRow("nothing at all") << Error::of(Error::Kind::Network) << false;
    }
    void doesNotGuessInTrouble()
    {
        QFETCH(Error, oauth);
        QFETCH(bool, areFlowsThere);
        m_server->expects(Get, u"/v1/auth_metadata"_qs).fails(oauth);
        auto &flows = m_server->expects(Get, u"/v3/login"_qs).replies(200, passwordFlow);
        if (!areFlowsThere)
            flows.fails(Error::Kind::Network);
        m_server->expects(Get, u"/v3/register/available"_qs).replies(200, available);
        const auto methods = linnet::test::await(SignInMethods::ask(*m_server, at(Dialect::V3)));
        QVERIFY(!methods);
        QCOMPARE(methods.error().kind, oauth.kind);
    }
    void saysThatThereIsNoWay()
    {
        const Error no{Error::Kind::Server, u"M_UNRECOGNIZED"_qs, 404, {}, {}};
        QCOMPARE(SignInMethods::of(no, no, true).error().matrixCode, no.matrixCode);
        const Error broken = Error::of(Error::Kind::BadReply);
        QCOMPARE(SignInMethods::of(broken, no, true).error().kind, broken.kind);
        LoginFlows password;
        password.types << u"m.login.password"_qs;
        QCOMPARE(SignInMethods::of(broken, password, true).error().kind, broken.kind);
    }
    void asks2014WhatItKnows()
    {
        m_server->expects(Get, u"/api/v1/login"_qs).replies(200, passwordFlow);
        const auto methods = linnet::test::await(SignInMethods::ask(*m_server, at(Dialect::V1)));
        QVERIFY(methods);
        QCOMPARE(methods->ways, Ways{Way::Password});
        QCOMPARE(methods->registration, Registering::Here);
    }
};

QTEST_GUILESS_MAIN(TestSignInMethods)
#include "tst_signinmethods.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownsessions.h"

#include "sessiontesting.h"
#include "support/json.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Devices = QStringLiteral("/devices");
const QString Delete = QStringLiteral("/delete_devices");
const QString Metadata = QStringLiteral("/auth_metadata");

const QByteArray Listed =
    test::jsonText("{'devices':["
                   "{'device_id':'OLD','display_name':'Phone','last_seen_ts':1000,'last_seen_ip':'10.0.0.1'},"
                   "{'device_id':'THIS','display_name':'Linnet','last_seen_ts':500},"
                   "{'device_id':'NEW','last_seen_ts':2000},"
                   "{'display_name':'without an id'}]}");

const QByteArray Unrecognized = test::jsonText("{'errcode':'M_UNRECOGNIZED'}");

const QByteArray WantsPassword =
    test::jsonText("{'session':'u1','flows':[{'stages':['m.login.password']}],'params':{}}");

}

class TestOwnSessions : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<KeyExchange> m_keys;
    std::unique_ptr<AccountPageFinder> m_pages;
    std::unique_ptr<OwnSessions> m_sessions;

    FakeTransport &server() { return m_bench->server; }
    QJsonObject bodyOf(const FakeTransport::Expectation &call) const
    {
        return QJsonDocument::fromJson(call.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_rooms = std::make_unique<RoomList>();
        m_keys = std::make_unique<KeyExchange>(*m_bench->api, *m_bench->store, *m_rooms);
        m_pages = std::make_unique<AccountPageFinder>(*m_bench->api);
        m_sessions = std::make_unique<OwnSessions>(*m_bench->api, *m_keys, *m_bench->store, *m_pages, me,
                                                   QStringLiteral("THIS"));
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_sessions.reset();
        m_pages.reset();
        m_keys.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void listsThisOneFirstThenTheLastSeen()
    {
        server().expects(Method::Get, Devices).replies(200, Listed);
        const auto sessions = await(m_sessions->load());
        QVERIFY(sessions.isOk());
        QStringList ids;
        for (const OwnSession &session : *sessions)
            ids << session.id;
        QCOMPARE(ids, (QStringList{QStringLiteral("THIS"), QStringLiteral("NEW"), QStringLiteral("OLD")}));
        QVERIFY(sessions->at(0).isThis && !sessions->at(1).isThis);
        QCOMPARE(sessions->at(2).name, QStringLiteral("Phone"));
        QCOMPARE(sessions->at(2).ip, QStringLiteral("10.0.0.1"));
        // Without keys of its own this one knows nothing of theirs.
        QVERIFY(!sessions->at(1).hasKeys && !sessions->at(1).isVerified);
    }
    void renames()
    {
        auto &call = server().expects(Method::Put, QStringLiteral("/devices/OLD")).replies(200);
        QVERIFY(await(m_sessions->rename(QStringLiteral("OLD"), QStringLiteral("Old phone"))).isOk());
        QCOMPARE(bodyOf(call).value(QStringLiteral("display_name")).toString(), QStringLiteral("Old phone"));
    }
    void signsOutWithThePassword()
    {
        auto &first = server().expects(Method::Post, Delete).replies(401, WantsPassword);
        const QStringList which{QStringLiteral("OLD"), QStringLiteral("NEW")};
        const auto asked = await(m_sessions->signOut(which));
        QVERIFY(asked.isOk() && !asked->isDone && asked->wantsPassword && !asked->wasRefused);
        QVERIFY(!bodyOf(first).contains(QStringLiteral("auth")));
        auto &wrong = server().expects(Method::Post, Delete).replies(401, WantsPassword);
        const auto refused = await(m_sessions->signOut(which, QStringLiteral("wrong"), asked->uia));
        QVERIFY(refused.isOk() && refused->wasRefused);
        const QJsonObject auth = bodyOf(wrong).value(QStringLiteral("auth")).toObject();
        QCOMPARE(auth.value(QStringLiteral("session")).toString(), QStringLiteral("u1"));
        QCOMPARE(auth.value(QStringLiteral("type")).toString(), QStringLiteral("m.login.password"));
        QCOMPARE(auth.value(QStringLiteral("identifier")).toObject().value(QStringLiteral("user")).toString(),
                 me.toString());
        auto &right = server().expects(Method::Post, Delete).replies(200);
        const auto done = await(m_sessions->signOut(which, QStringLiteral("right"), refused->uia));
        QVERIFY(done.isOk() && done->isDone);
        QCOMPARE(bodyOf(right).value(QStringLiteral("devices")).toArray().size(), 2);
    }
    void aServerThatAsksForNothingIsEnough()
    {
        server().expects(Method::Post, Delete).replies(200);
        const auto done = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(done.isOk() && done->isDone);
    }
    void leadsToTheAccountPageOfOAuth()
    {
        server()
            .expects(Method::Post, Delete)
            .replies(401, test::jsonText("{'session':'u','flows':[{'stages':['m.oauth']}]}"));
        server()
            .expects(Method::Get, Metadata)
            .replies(200, test::jsonText("{'account_management_uri':'https://account.x/me?a=b'}"));
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(next.isOk() && !next->isDone && !next->wantsPassword);
        QCOMPARE(next->page.host(), QStringLiteral("account.x"));
        QVERIFY(next->page.query().contains(QStringLiteral("action=org.matrix.device_delete")));
        QVERIFY(next->page.query().contains(QStringLiteral("device_id=OLD")));
    }
    void leadsThereWhereTheServerHasNoSuchRequest()
    {
        server().expects(Method::Post, Delete).replies(404, Unrecognized);
        server()
            .expects(Method::Get, Metadata)
            .replies(200, test::jsonText("{'account_management_uri':'https://account.x/me'}"));
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(next.isOk() && !next->isDone && !next->wantsPassword);
        QCOMPARE(next->page.query(), QStringLiteral("action=org.matrix.device_delete&device_id=OLD"));
    }
    void leadsToTheListForMoreThanOne()
    {
        server().expects(Method::Post, Delete).replies(404, Unrecognized);
        server()
            .expects(Method::Get, Metadata)
            .replies(200, test::jsonText("{'account_management_uri':'https://account.x/me'}"));
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD"), QStringLiteral("NEW")}));
        QVERIFY(next.isOk());
        QCOMPARE(next->page.query(), QStringLiteral("action=org.matrix.devices_list"));
    }
    void namesTheActionAsTheServerKnowsIt()
    {
        server().expects(Method::Post, Delete).replies(404, Unrecognized);
        server()
            .expects(Method::Get, Metadata)
            .replies(200,
                     test::jsonText("{'account_management_uri':'https://account.x/me',"
                                    "'account_management_actions_supported':['org.matrix.session_end']}"));
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(next.isOk());
        QCOMPARE(next->page.query(), QStringLiteral("action=org.matrix.session_end&device_id=OLD"));
    }
    void saysSoWhereThereIsNeitherRequestNorPage()
    {
        server().expects(Method::Post, Delete).replies(404, Unrecognized);
        server().expects(Method::Get, Metadata).always().replies(404, Unrecognized);
        const auto refused = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(!refused.isOk() && refused.error().isMatrix("M_UNRECOGNIZED"));
    }
    void opensNoOtherKindOfPage()
    {
        server().expects(Method::Post, Delete).replies(401, test::jsonText("{'flows':[]}"));
        server()
            .expects(Method::Get, Metadata)
            .replies(200, test::jsonText("{'account_management_uri':'file:///etc/passwd'}"));
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(next.isOk());
        QVERIFY(next->page.isEmpty());
    }
    void fallsBackToTheStagesOwnPage()
    {
        server()
            .expects(Method::Post, Delete)
            .replies(401, test::jsonText("{'session':'u','flows':[{'stages':['m.login.sso']}]}"));
        server().expects(Method::Get, Metadata).always().replies(404, Unrecognized);
        const auto next = await(m_sessions->signOut({QStringLiteral("OLD")}));
        QVERIFY(next.isOk());
        QVERIFY(next->page.path().contains(QStringLiteral("/auth/m.login.sso/fallback/web")));
    }
};

QTEST_MAIN(TestOwnSessions)
#include "tst_ownsessions.moc"

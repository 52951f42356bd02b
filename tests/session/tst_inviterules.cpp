// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/inviterules.h"

#include "session/accountdata.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Who = InviteRules::Who;

class TestInviteRules : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<InviteRules> m_rules;

    test::FakeTransport &server() { return m_bench->server; }
    QByteArray written(const QString &type, const QByteArray &before, Who who)
    {
        server().expects(Method::Get, u"account_data/"_qs + type).replies(200, before);
        auto &put = server().expects(Method::Put, u"account_data/"_qs + type).replies(200);
        return await(m_rules->set(who)) && put.isAsked() ? put.sent().request.body : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_rules = std::make_unique<InviteRules>(*m_data, *m_bench->api);
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_rules.reset();
        m_data.reset();
        m_bench.reset();
    }
    void reads_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("who");
        QTest::newRow("nothing") << QByteArray("{}") << int(Who::Everybody);
        QTest::newRow("block") << QByteArray(R"({"default_action":"block"})") << int(Who::Nobody);
        QTest::newRow("another action") << QByteArray(R"({"default_action":"dance"})") << int(Who::Everybody);
        QTest::newRow("wrong type") << QByteArray(R"({"default_action":["block"]})") << int(Who::Everybody);
        QTest::newRow("own rule") << QByteArray(R"({"chat.linnet.who":"shared_rooms"})")
                                  << int(Who::SharedRooms);
        QTest::newRow("both") << QByteArray(R"({"chat.linnet.who":"shared_rooms","default_action":"block"})")
                              << int(Who::Nobody);
    }
    void reads()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, who);
        m_data->load({{InviteRules::Type, content}});
        m_rules->reload();
        QCOMPARE(int(m_rules->who()), who);
    }
    void writesOnlyItsOwn()
    {
        QCOMPARE(written(InviteRules::Type, R"({"org.example":1})", Who::Nobody),
                 QByteArray(R"({"default_action":"block","org.example":1})"));
        QCOMPARE(m_rules->who(), Who::Nobody);
        QCOMPARE(
            written(InviteRules::Type, R"({"default_action":"block","org.example":1})", Who::SharedRooms),
            QByteArray(R"({"chat.linnet.who":"shared_rooms","org.example":1})"));
        QCOMPARE(written(InviteRules::Type, R"({"chat.linnet.who":"shared_rooms"})", Who::Everybody),
                 QByteArray("{}"));
        QCOMPARE(m_rules->who(), Who::Everybody);
    }
    void asksWhatTheServerKnows_data()
    {
        QTest::addColumn<QByteArray>("versions");
        QTest::addColumn<int>("server");
        QTest::addColumn<bool>("isOldName");
        using Server = InviteRules::Server;
        QTest::newRow("1.18") << QByteArray(R"({"versions":["v1.2","v1.18"]})") << int(Server::Keeps)
                              << false;
        QTest::newRow("by its name")
            << QByteArray(R"({"versions":["v1.12"],"unstable_features":{"org.matrix.msc4380.stable":true}})")
            << int(Server::Keeps) << false;
        QTest::newRow("before")
            << QByteArray(R"({"versions":["v1.12"],"unstable_features":{"org.matrix.msc4380":true}})")
            << int(Server::Keeps) << true;
        QTest::newRow("not at all")
            << QByteArray(R"({"versions":["v1.12"],"unstable_features":{"org.matrix.msc4380":false}})")
            << int(Server::KnowsNothing) << false;
        QTest::newRow("nonsense") << QByteArray(R"({"versions":"v1.18"})") << int(Server::KnowsNothing)
                                  << false;
    }
    void asksWhatTheServerKnows()
    {
        QFETCH(QByteArray, versions);
        QFETCH(int, server);
        QFETCH(bool, isOldName);
        this->server().expects(Method::Get, u"/_matrix/client/versions"_qs).replies(200, versions);
        QSignalSpy changed(m_rules.get(), &InviteRules::changed);
        m_rules->askServer();
        m_rules->askServer();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(int(m_rules->server()), server);
        if (!isOldName)
            return;
        // Under both names, so that it holds when the server learns the other one.
        auto expect = [this](const QString &type) {
            this->server().expects(Method::Get, u"account_data/"_qs + type).replies(200, "{}");
            this->server().expects(Method::Put, u"account_data/"_qs + type).replies(200);
        };
        expect(InviteRules::Type);
        expect(InviteRules::UnstableType);
        QVERIFY(await(m_rules->set(Who::Nobody)));
    }
    void aRefusalChangesNothing()
    {
        server().expects(Method::Get, u"account_data/"_qs + InviteRules::Type).replies(200, "{}");
        server()
            .expects(Method::Put, u"account_data/"_qs + InviteRules::Type)
            .replies(403, R"({"errcode":"M_FORBIDDEN"})");
        QVERIFY(!await(m_rules->set(Who::Nobody)));
        QCOMPARE(m_rules->who(), Who::Everybody);
    }
};

QTEST_GUILESS_MAIN(TestInviteRules)
#include "tst_inviterules.moc"

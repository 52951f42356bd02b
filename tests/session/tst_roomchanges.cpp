// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomchanges.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

/// What is changed in a room, under both protocols.
class TestRoomChanges : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomChanges> m_changes;
    QString m_prefix;
    const RoomId m_room{QStringLiteral("!r:x")};

    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation &expectsState(const QString &rest)
    {
        return server()
            .expects(Method::Put, m_prefix + QStringLiteral("/rooms/!r:x/state/") + rest)
            .replies(200, jsonText("{}"));
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::V3);
        m_changes = std::make_unique<RoomChanges>(*m_bench->api, me);
        m_prefix = QStringLiteral("/_matrix/client/v3");
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_changes.reset();
        m_bench.reset();
    }

    void setsTopicAndName()
    {
        auto &topic = expectsState(QStringLiteral("m.room.topic"));
        QVERIFY(await(m_changes->setTopic(m_room, QStringLiteral("Tea"))).isOk());
        QCOMPARE(bodyOf(topic).value(u"topic").toString(), QStringLiteral("Tea"));
        auto &name = expectsState(QStringLiteral("m.room.name"));
        QVERIFY(await(m_changes->setName(m_room, QStringLiteral("Pot"))).isOk());
        QCOMPARE(bodyOf(name).value(u"name").toString(), QStringLiteral("Pot"));
    }
    void keepsThePictureWithANewName()
    {
        Room room;
        room.id = m_room;
        room.ownAvatarUrl = QStringLiteral("mxc://x/me");
        auto &asked = expectsState(QStringLiteral("m.room.member/") + me.toString());
        QVERIFY(await(m_changes->setOwnNameIn(room, QStringLiteral("Me here"))).isOk());
        QCOMPARE(bodyOf(asked), (QJsonObject{{QStringLiteral("membership"), QStringLiteral("join")},
                                             {QStringLiteral("displayname"), QStringLiteral("Me here")},
                                             {QStringLiteral("avatar_url"), QStringLiteral("mxc://x/me")}}));
    }
    void removesPeople()
    {
        auto &kick = server()
                         .expects(Method::Post, m_prefix + QStringLiteral("/rooms/!r:x/kick"))
                         .replies(200, jsonText("{}"));
        QVERIFY(await(m_changes->kick(m_room, bob, QStringLiteral("loud"))).isOk());
        QCOMPARE(bodyOf(kick).value(u"user_id").toString(), bob.toString());
        QCOMPARE(bodyOf(kick).value(u"reason").toString(), QStringLiteral("loud"));
        auto &back = expectsState(QStringLiteral("m.room.member/") + bob.toString());
        QVERIFY(await(m_changes->unban(m_room, bob)).isOk());
        QCOMPARE(bodyOf(back).value(u"membership").toString(), QStringLiteral("leave"));
    }
    void saysWhoIsNobody()
    {
        const auto status = await(m_changes->ban(m_room, UserId(QStringLiteral("bob")), {}));
        QCOMPARE(status.error().kind, Error::Kind::Invalid);
        QVERIFY(status.error().text.contains(QStringLiteral("bob")));
    }
};

QTEST_GUILESS_MAIN(TestRoomChanges)
#include "tst_roomchanges.moc"

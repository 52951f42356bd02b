// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsections.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Data = QStringLiteral("/account_data/chat.linnet.rooms");
const QString Tags = QStringLiteral("/rooms/!r:x/tags/");

QJsonObject bodyOf(const FakeTransport::Expectation &asked)
{
    return QJsonDocument::fromJson(asked.sent().request.body).object();
}

}

class TestRoomSections : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomTags> m_tags;
    std::unique_ptr<RoomSections> m_sections;

    void bring(const QMap<QString, double> &tags)
    {
        CommittedRoom committed;
        committed.room.id = room;
        committed.room.membership = Membership::Join;
        committed.room.tags = tags;
        m_rooms->apply(committed);
    }
    void bringList(const char *content)
    {
        CommittedBatch batch;
        batch.accountData.insert(QStringLiteral("chat.linnet.rooms"), jsonText(content));
        m_data->apply(batch);
    }
    FakeTransport &server() { return m_bench->server; }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::V3);
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_tags = std::make_unique<RoomTags>(*m_bench->api, *m_rooms, me);
        m_sections = std::make_unique<RoomSections>(*m_data, *m_tags, *m_rooms);
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_sections.reset();
        m_tags.reset();
        m_data.reset();
        m_rooms.reset();
        m_bench.reset();
    }
    void thoseOfRoomsStandBehindThoseInTheList()
    {
        QSignalSpy changed(m_sections.get(), &RoomSections::changed);
        bring({{QStringLiteral("u.Other"), 0.1}, {RoomTags::Favourite, 0.1}});
        QCOMPARE(m_sections->tags(), QStringList{QStringLiteral("u.Other")});
        bringList("{'sections':['u.Work','u.Home','u.Work',7,'m.favourite']}");
        QCOMPARE(m_sections->tags(), (QStringList{u"u.Work"_qs, u"u.Home"_qs, u"u.Other"_qs}));
        QCOMPARE(changed.size(), 2);
        bring({{QStringLiteral("u.Home"), 0.1}});
        QCOMPARE(m_sections->tags(), (QStringList{u"u.Work"_qs, u"u.Home"_qs}));
        bringList("{'sections':{'no':'list'}}");
        QCOMPARE(m_sections->tags(), QStringList{u"u.Home"_qs});
        m_rooms->remove(room);
        QVERIFY(m_sections->tags().isEmpty());
    }
    void oldTagsWithoutANamespaceAreOwnOnes()
    {
        bring({{u"work"_qs, 0.25}, {u"org.example.x"_qs, 0.1}, {QString(), 0.1}});
        QCOMPARE(m_sections->tags(), QStringList{u"u.work"_qs});
        QCOMPARE(RoomTags::placeIn(m_rooms->find(room)->tags, u"u.work"_qs), RoomTags::Wish(0.25));
        server().expects(Method::Get, Data).replies(404, jsonText("{'errcode':'M_NOT_FOUND'}"));
        server().expects(Method::Put, Data).replies(200, "{}");
        auto &tagged = server().expects(Method::Put, Tags + u"u.Job"_qs).replies(200, "{}");
        server().expects(Method::Delete, Tags + u"work"_qs).replies(200, "{}");
        QVERIFY(await(m_sections->rename(u"u.work"_qs, u"Job"_qs)).isOk());
        QCOMPARE(bodyOf(tagged), json("{'order':0.25}"));
        QCOMPARE(m_sections->tags(), QStringList{u"u.Job"_qs});
    }
    void ofManyOnlySomeAreShown()
    {
        QMap<QString, double> tags;
        for (int i = 0; i < 200; ++i)
            tags.insert(QStringLiteral("u.%1").arg(i), 0.1);
        bring(tags);
        QCOMPARE(m_sections->tags().size(), RoomSections::Most);
    }
    void namesTurnNothingAround()
    {
        QCOMPARE(RoomSections::nameOf(u"u.Work"_qs), u"Work"_qs);
        QVERIFY(!RoomSections::nameOf(u"u.a\u202Eb"_qs).contains(QChar(0x202E)));
        QVERIFY(!RoomSections::nameOf(u"u."_qs).isEmpty());
        QCOMPARE(RoomSections::tagOf(u" My work "_qs), u"u.My work"_qs);
    }
    void makesOne()
    {
        server().expects(Method::Get, Data).replies(200, jsonText("{'else':1}"));
        auto &asked = server().expects(Method::Put, Data).replies(200, "{}");
        QVERIFY(await(m_sections->create(u"Work"_qs)).isOk());
        QCOMPARE(bodyOf(asked), json("{'else':1,'sections':['u.Work']}"));
        QCOMPARE(m_sections->tags(), QStringList{u"u.Work"_qs});
    }
    void refusesWhatIsNoName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("blank") << u"  "_qs;
        QTest::newRow("taken") << u"work"_qs;
        QTest::newRow("too long") << QString(300, u'x');
    }
    void refusesWhatIsNoName()
    {
        bringList("{'sections':['u.work']}");
        QFETCH(QString, name);
        const auto result = await(m_sections->create(name));
        QCOMPARE(result.error().kind, Error::Kind::Invalid);
        QVERIFY(!result.error().text.isEmpty());
        QVERIFY(server().sent().isEmpty());
    }
    void renamesWithItsRooms()
    {
        bringList("{'sections':['u.Work','u.Home']}");
        bring({{u"u.Work"_qs, 0.25}});
        server().expects(Method::Get, Data).replies(200, jsonText("{'sections':['u.Work','u.Home']}"));
        auto &asked = server().expects(Method::Put, Data).replies(200, "{}");
        auto &tagged = server().expects(Method::Put, Tags + u"u.Job"_qs).replies(200, "{}");
        server().expects(Method::Delete, Tags + u"u.Work"_qs).replies(200, "{}");
        QVERIFY(await(m_sections->rename(u"u.Work"_qs, u"Job"_qs)).isOk());
        QCOMPARE(bodyOf(asked), json("{'sections':['u.Job','u.Home']}"));
        QCOMPARE(bodyOf(tagged), json("{'order':0.25}"));
        QCOMPARE(m_sections->tags(), (QStringList{u"u.Job"_qs, u"u.Home"_qs}));
    }
    void removesAndItsRoomsStay()
    {
        bringList("{'sections':['u.Work','u.Home']}");
        bring({{u"u.Work"_qs, 0.25}});
        server().expects(Method::Get, Data).replies(200, jsonText("{'sections':['u.Work','u.Home']}"));
        server().expects(Method::Put, Data).replies(200, "{}");
        server().expects(Method::Delete, Tags + u"u.Work"_qs).replies(200, "{}");
        QVERIFY(await(m_sections->remove(u"u.Work"_qs)).isOk());
        QCOMPARE(m_sections->tags(), QStringList{u"u.Home"_qs});
        QVERIFY(m_rooms->find(room)->tags.isEmpty());
    }
    void leavesWhatAnotherClientMadeMeanwhile()
    {
        bringList("{'sections':['u.a','u.b']}");
        const auto expectsServer = [this](const char *has) {
            server().expects(Method::Get, Data).replies(200, jsonText(has));
            server().expects(Method::Put, Data).replies(200, "{}");
        };
        expectsServer("{'sections':['u.new','u.a','u.b']}");
        QVERIFY(await(m_sections->create(u"Work"_qs)).isOk());
        QCOMPARE(m_sections->tags(), (QStringList{u"u.new"_qs, u"u.a"_qs, u"u.b"_qs, u"u.Work"_qs}));
        expectsServer("{'sections':['u.newer','u.a','u.b']}");
        QVERIFY(await(m_sections->remove(u"u.a"_qs)).isOk());
        QCOMPARE(m_sections->tags(), (QStringList{u"u.newer"_qs, u"u.b"_qs}));
        expectsServer("{'sections':['u.newest','u.newer','u.b']}");
        QVERIFY(await(m_sections->rename(u"u.b"_qs, u"c"_qs)).isOk());
        QCOMPARE(m_sections->tags(), (QStringList{u"u.newest"_qs, u"u.newer"_qs, u"u.c"_qs}));
        expectsServer("{'sections':['u.c','u.last','u.newer']}");
        QVERIFY(await(m_sections->move(u"u.c"_qs, 1)).isOk());
        QCOMPARE(m_sections->tags(), (QStringList{u"u.last"_qs, u"u.c"_qs, u"u.newer"_qs}));
    }
    void moves()
    {
        bringList("{'sections':['u.a','u.b','u.c']}");
        server().expects(Method::Get, Data).replies(200, jsonText("{'sections':['u.a','u.b','u.c']}"));
        server().expects(Method::Put, Data).replies(200, "{}");
        QVERIFY(await(m_sections->move(u"u.a"_qs, 1)).isOk());
        QCOMPARE(m_sections->tags(), (QStringList{u"u.b"_qs, u"u.a"_qs, u"u.c"_qs}));
    }
};

QTEST_GUILESS_MAIN(TestRoomSections)
#include "tst_roomsections.moc"

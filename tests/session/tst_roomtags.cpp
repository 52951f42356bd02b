// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomtags.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/_matrix/client/v3/user/@me:x/rooms/!r:x/tags/");

QJsonObject bodyOf(const FakeTransport::Expectation &asked)
{
    return QJsonDocument::fromJson(asked.sent().request.body).object();
}

}

class TestRoomTags : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<RoomTags> m_tags;

    void open(Dialect dialect = Dialect::V3)
    {
        m_tags.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_rooms = std::make_unique<RoomList>();
        m_tags = std::make_unique<RoomTags>(*m_bench->api, *m_rooms, me);
    }
    /// Sync has brought the room with these tags.
    void bring(const RoomId &id, const QMap<QString, double> &tags)
    {
        CommittedRoom committed;
        committed.room.id = id;
        committed.room.membership = Membership::Join;
        committed.room.tags = tags;
        m_rooms->apply(committed);
    }
    QMap<QString, double> shown(const RoomId &id = room) const { return m_rooms->find(id)->tags; }
    FakeTransport &server() { return m_bench->server; }

private Q_SLOTS:
    void init()
    {
        open();
        bring(room, {{QStringLiteral("u.old"), 0.5}});
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_tags.reset();
        m_rooms.reset();
        m_bench.reset();
    }
    void aTagIsThereAtOnceAndStays()
    {
        auto &asked = server().expects(Method::Put, Path + RoomTags::Favourite).holds();
        auto task = m_tags->change(room, {{RoomTags::Favourite, 0.25}});
        QCOMPARE(shown().value(RoomTags::Favourite), 0.25);
        QVERIFY(shown().contains(QStringLiteral("u.old")));
        QTRY_VERIFY(asked.isHeld());
        QCOMPARE(bodyOf(asked), json("{'order':0.25}"));
        // A message comes, with the tags of before.
        bring(room, {{QStringLiteral("u.old"), 0.5}});
        QVERIFY(shown().contains(RoomTags::Favourite));
        asked.release(200);
        QVERIFY(await(std::move(task)).isOk());
        bring(room, {{QStringLiteral("u.old"), 0.5}});
        QVERIFY(shown().contains(RoomTags::Favourite));
        bring(room, {{QStringLiteral("u.old"), 0.5}, {RoomTags::Favourite, 0.25}});
        // From now on only what sync says counts.
        bring(room, {{QStringLiteral("u.old"), 0.5}});
        QVERIFY(!shown().contains(RoomTags::Favourite));
    }
    void aTagWithoutAPlaceHasNoNumber()
    {
        auto &asked = server().expects(Method::Put, Path + RoomTags::LowPriority).replies(200, "{}");
        QVERIFY(await(m_tags->change(room, {{RoomTags::LowPriority, NoTagOrder}})).isOk());
        QCOMPARE(bodyOf(asked), QJsonObject());
    }
    void whatIsRefusedComesBack_data()
    {
        QTest::addColumn<bool>("isOffline");
        QTest::newRow("refused") << false;
        QTest::newRow("offline") << true;
    }
    void whatIsRefusedComesBack()
    {
        QFETCH(bool, isOffline);
        auto &put = server().expects(Method::Put, Path + RoomTags::Favourite).always();
        auto &del = server().expects(Method::Delete, Path + QStringLiteral("u.old")).replies(200, "{}");
        if (isOffline)
            put.fails(Error::Kind::Network);
        else
            put.replies(403, R"({"errcode":"M_FORBIDDEN","error":"not you"})");
        auto task = m_tags->moveTo(room, RoomTags::Favourite);
        QCOMPARE(shown().keys(), QStringList{RoomTags::Favourite});
        const auto result = await(std::move(task));
        QVERIFY(!result.isOk());
        QVERIFY(del.isAsked());
        QVERIFY(!shown().contains(RoomTags::Favourite));
    }
    void takingWhatIsNotThereIsDone()
    {
        server()
            .expects(Method::Delete, Path + QStringLiteral("u.old"))
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        QVERIFY(await(m_tags->change(room, {{QStringLiteral("u.old"), std::nullopt}})).isOk());
        QVERIFY(shown().isEmpty());
    }
    /// One request after the other, and what was meant last stays.
    void theLastWishCounts()
    {
        auto &first = server().expects(Method::Put, Path + RoomTags::Favourite).holds();
        auto &second = server().expects(Method::Put, Path + RoomTags::Favourite).holds();
        auto one = m_tags->change(room, {{RoomTags::Favourite, 0.1}});
        auto two = m_tags->change(room, {{RoomTags::Favourite, 0.2}});
        auto three = m_tags->change(room, {{RoomTags::Favourite, 0.3}});
        QTRY_VERIFY(first.isHeld());
        QVERIFY(!second.isAsked());
        first.release(403, R"({"errcode":"M_FORBIDDEN"})");
        QTRY_VERIFY(second.isHeld());
        QCOMPARE(bodyOf(second), json("{'order':0.3}"));
        second.release(200);
        for (auto *task : {&one, &two, &three})
            QVERIFY(await(std::move(*task)).isOk());
        // What was meant in between comes late.
        bring(room, {{RoomTags::Favourite, 0.2}});
        QCOMPARE(shown().value(RoomTags::Favourite), 0.3);
        bring(room, {{RoomTags::Favourite, 0.3}});
        QCOMPARE(shown().value(RoomTags::Favourite), 0.3);
    }
    void whatAnotherClientSaysLaterCounts()
    {
        server().expects(Method::Put, Path + RoomTags::Favourite).replies(200, "{}");
        QVERIFY(await(m_tags->change(room, {{RoomTags::Favourite, 0.1}})).isOk());
        bring(room, {{RoomTags::Favourite, 0.9}});
        QCOMPARE(shown().value(RoomTags::Favourite), 0.9);
    }
    void isDoneAlsoIfNobodyWaits()
    {
        auto &asked = server().expects(Method::Put, Path + RoomTags::Favourite).replies(200, "{}");
        {
            auto task = m_tags->change(room, {{RoomTags::Favourite, 0.1}});
        }
        QTRY_VERIFY(asked.isAsked());
        QCOMPARE(shown().value(RoomTags::Favourite), 0.1);
    }
    void movesAmongSections()
    {
        bring(room, {{QStringLiteral("u.old"), 0.5}, {QStringLiteral("m.other"), 0.1}});
        server().expects(Method::Delete, Path + QStringLiteral("u.old")).replies(200, "{}");
        server().expects(Method::Put, Path + RoomTags::LowPriority).replies(200, "{}");
        QVERIFY(await(m_tags->moveTo(room, RoomTags::LowPriority)).isOk());
        QCOMPARE(shown().keys(), (QStringList{RoomTags::LowPriority, QStringLiteral("m.other")}));
        server().expects(Method::Delete, Path + RoomTags::LowPriority).replies(200, "{}");
        QVERIFY(await(m_tags->moveTo(room, {})).isOk());
        QCOMPARE(shown().keys(), QStringList{QStringLiteral("m.other")});
    }
    void placesBetweenOthers()
    {
        bring(otherRoom, {{RoomTags::Favourite, 0.5}});
        server().expects(Method::Delete, Path + QStringLiteral("u.old")).replies(200, "{}");
        auto &asked = server().expects(Method::Put, Path + RoomTags::Favourite).replies(200, "{}");
        QVERIFY(await(m_tags->place(room, RoomTags::Favourite, {otherRoom}, 0)).isOk());
        QCOMPARE(bodyOf(asked), json("{'order':0.25}"));
        // Behind one that has no number, both need one.
        bring(otherRoom, {{RoomTags::Favourite, NoTagOrder}});
        server().expects(Method::Put, Path + RoomTags::Favourite).replies(200, "{}");
        server()
            .expects(Method::Put, QStringLiteral("/rooms/!other:x/tags/") + RoomTags::Favourite)
            .replies(200, "{}");
        QVERIFY(await(m_tags->place(room, RoomTags::Favourite, {otherRoom}, 1)).isOk());
        QVERIFY(shown(otherRoom).value(RoomTags::Favourite) < shown().value(RoomTags::Favourite));
    }
    void aRoomThatGoesIsForgotten()
    {
        auto &asked = server().expects(Method::Put, Path + RoomTags::Favourite).holds();
        auto task = m_tags->change(room, {{RoomTags::Favourite, 0.1}});
        QTRY_VERIFY(asked.isHeld());
        m_rooms->remove(room);
        asked.release(200);
        QVERIFY(await(std::move(task)).isOk());
        bring(room, {});
        QVERIFY(shown().isEmpty());
    }
    void serversOf2014HaveNone()
    {
        open(Dialect::V1);
        bring(room, {});
        QVERIFY(!m_tags->isAvailable());
        QCOMPARE(await(m_tags->change(room, {{RoomTags::Favourite, 0.1}})).error().kind,
                 Error::Kind::Unsupported);
        QVERIFY(shown().isEmpty());
    }
    void aServerWithoutThemIsAskedOnce()
    {
        server()
            .expects(Method::Put, Path + RoomTags::Favourite)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        QVERIFY(!await(m_tags->change(room, {{RoomTags::Favourite, 0.1}})).isOk());
        QVERIFY(!m_tags->isAvailable());
    }
    void oddNamesStayInTheirPlace()
    {
        server().expects(Method::Put, Path + QStringLiteral("u.a%2F..%3F%23")).replies(200, "{}");
        QVERIFY(await(m_tags->change(room, {{QStringLiteral("u.a/..?#"), NoTagOrder}})).isOk());
    }
};

QTEST_GUILESS_MAIN(TestRoomTags)
#include "tst_roomtags.moc"

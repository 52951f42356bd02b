// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"
#include "matrix/slidingdialect.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

class TestSlidingDialect : public QObject
{
    Q_OBJECT

    static constexpr qint64 Now = 1'800'000'000'000;
    const SlidingDialect m_dialect{UserId(u"@me:x"_qs)};

    static QString query(const Request &request, const QString &name)
    {
        for (const auto &[key, value] : request.query) {
            if (key == name)
                return value;
        }
        return {};
    }
    static QJsonObject body(const Request &request) { return QJsonDocument::fromJson(request.body).object(); }
    static int roomsAsked(const Request &request)
    {
        const QJsonObject list = body(request).value(u"lists").toObject().value(u"rooms").toObject();
        return list.value(u"ranges").toArray().at(0).toArray().at(1).toInt() + 1;
    }
    SyncBatch parsed(const QByteArray &position = {}) const
    {
        const auto batch = m_dialect.parse(position, testData(u"sync-sliding.json"_qs), Now);
        return batch ? *batch : SyncBatch();
    }
    static RoomDelta find(const SyncBatch &batch, const QString &id)
    {
        for (const RoomDelta &room : batch.rooms) {
            if (room.id == RoomId(id))
                return room;
        }
        return {};
    }
    /// What a server with `count` rooms answers.
    static QByteArray listOf(int count)
    {
        return R"({"pos":"p","lists":{"rooms":{"count":)" + QByteArray::number(count) + R"(,"ops":[]}}})";
    }

private Q_SLOTS:
    void asksForTheTopOfTheListFirst()
    {
        const Request request = m_dialect.request({}, 30s);
        QCOMPARE(request.path, u"/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"_qs);
        QVERIFY(request.method == Request::Method::Post);
        QCOMPARE(query(request, u"pos"_qs), QString());
        QCOMPARE(query(request, u"timeout"_qs), u"0"_qs);
        QCOMPARE(roomsAsked(request), 20);
        const QJsonObject extensions = body(request).value(u"extensions").toObject();
        for (const char *name : {"account_data", "receipts", "typing"})
            QVERIFY(extensions.value(QLatin1String(name)).toObject().value(u"enabled").toBool());
    }
    void growsUntilAllRoomsAreIn()
    {
        QByteArray position;
        QList<int> asked;
        for (int i = 0; i < 4; ++i) {
            asked << roomsAsked(m_dialect.request(position, 30s));
            const auto batch = m_dialect.parse(position, listOf(300), Now);
            QVERIFY(batch);
            QCOMPARE(batch->hasMore, i < 2);
            QCOMPARE(batch->listed.has_value(), i == 2); // told once
            QVERIFY(!batch->isInitial);
            position = batch->position;
        }
        QCOMPARE(asked, QList<int>({20, 100, 500, 1300}));
        // Only now one waits for news.
        const Request request = m_dialect.request(position, 30s);
        QCOMPARE(query(request, u"timeout"_qs), u"30000"_qs);
        QCOMPARE(query(request, u"pos"_qs), u"p"_qs);
        QVERIFY(request.timeout > 30s);
    }
    void asksForMoreAsRoomsCome()
    {
        const auto few = m_dialect.parse({}, listOf(3), Now);
        QCOMPARE(roomsAsked(m_dialect.request(few->position, 30s)), 1003);
        const auto many = m_dialect.parse(few->position, listOf(900), Now);
        QCOMPARE(roomsAsked(m_dialect.request(many->position, 30s)), 1900);
        QVERIFY(!many->hasMore);
    }
    void aStoredPositionIsGoneOnWith()
    {
        QCOMPARE(roomsAsked(m_dialect.request("100 5/s1_2 3", 30s)), 100);
        QCOMPARE(query(m_dialect.request("100 5/s1_2 3", 30s), u"pos"_qs), u"5/s1_2 3"_qs);
        QCOMPARE(query(m_dialect.request("100. 5", 30s), u"timeout"_qs), u"30000"_qs);
        QCOMPARE(roomsAsked(m_dialect.request("nonsense", 30s)), 20);
    }
    void readsARoomForTheFirstTime()
    {
        const SyncBatch batch = parsed();
        QCOMPARE(batch.rooms.size(), 5);
        const RoomDelta room = find(batch, u"!new:x"_qs);
        QVERIFY(room.membership == Membership::Join);
        QVERIFY(room.isFullState && room.hasGap);
        QCOMPARE(room.historyToken, u"p7"_qs);
        QCOMPARE(room.state.size(), 3);
        QCOMPARE(room.timeline.size(), 2);
        QCOMPARE(room.timeline[1].transactionId, TxnId(u"t2"_qs));
        QCOMPARE(*room.joinedCount, 3);
        QCOMPARE(*room.invitedCount, 1);
        QCOMPARE(*room.heroes, (QList<UserId>{UserId(u"@bob:x"_qs), UserId(u"@eve:x"_qs)}));
        QCOMPARE(room.people.size(), 2);
        QCOMPARE(readMember(room.people[0].content).displayName, u"Bob"_qs);
        QCOMPARE(room.fullyRead, EventId(u"$1"_qs));
        // The server's numbers are always 0.
        QVERIFY(!room.unread && !room.highlight);
    }
    void readsWhatIsNew()
    {
        const RoomDelta room = find(parsed("20. p"), u"!old:x"_qs);
        QVERIFY(room.membership == Membership::None); // not said
        QVERIFY(!room.isFullState && !room.hasGap && !room.heroes && !room.joinedCount && !room.typing);
        QCOMPARE(room.timeline.size(), 1);
        QCOMPARE(room.receipts.size(), 1);
        QCOMPARE(room.receipts[0].event, EventId(u"$3"_qs));
    }
    void readsInvitationsAndBans()
    {
        const RoomDelta invitation = find(parsed(), u"!inv:x"_qs);
        QVERIFY(invitation.membership == Membership::Invite);
        QCOMPARE(invitation.inviter, UserId(u"@eve:x"_qs));
        QVERIFY(!invitation.isFullState);
        QVERIFY(find(parsed(), u"!gone:x"_qs).membership == Membership::Ban);
    }
    void readsTheRest()
    {
        const SyncBatch batch = parsed();
        QCOMPARE(*batch.directRooms, QList<RoomId>{RoomId(u"!inv:x"_qs)});
        QCOMPARE(*batch.listed,
                 QList<RoomId>({RoomId(u"!new:x"_qs), RoomId(u"!old:x"_qs), RoomId(u"!inv:x"_qs)}));
        QCOMPARE(*find(batch, u"!quiet:x"_qs).typing, QList<UserId>{UserId(u"@bob:x"_qs)});
    }
    void refusesWhatIsNoReply()
    {
        for (const char *bad : {"", "[]", "{}", "{\"pos\":7}", "<html>", "{\"pos\":\"1\""})
            QVERIFY(m_dialect.parse({}, bad, Now).error().kind == Error::Kind::BadReply);
    }
    void knowsARefusedPosition()
    {
        QVERIFY(m_dialect.isPositionRefused({Error::Kind::Server, u"M_UNKNOWN_POS"_qs, 400, {}, {}}));
        QVERIFY(!m_dialect.isPositionRefused({Error::Kind::Server, u"M_UNKNOWN_TOKEN"_qs, 401, {}, {}}));
        QVERIFY(!m_dialect.isPositionRefused({Error::Kind::Network, {}, 0, {}, {}}));
    }
};

QTEST_GUILESS_MAIN(TestSlidingDialect)
#include "tst_slidingdialect.moc"

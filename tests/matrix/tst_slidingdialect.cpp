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
    static QJsonObject listOf(const Request &request)
    {
        return body(request).value(u"lists").toObject().value(u"rooms").toObject();
    }
    static int roomsAsked(const Request &request)
    {
        return listOf(request).value(u"ranges").toArray().at(0).toArray().at(1).toInt() + 1;
    }
    static QStringList statesAsked(const QJsonObject &of)
    {
        QStringList types;
        for (const QJsonValue &entry : of.value(u"required_state").toArray())
            types << entry.toArray().at(0).toString();
        return types;
    }
    static QJsonObject toDevice(const Request &request)
    {
        return body(request).value(u"extensions").toObject().value(u"to_device").toObject();
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
    /// What a server with `count` rooms answers that was asked for the first `asked`.
    static QByteArray answer(int count, int asked, const QByteArray &rest = {})
    {
        QJsonArray ids;
        for (int i = 0; i < std::min(count, asked); ++i)
            ids << u"!%1:x"_qs.arg(i);
        return R"({"pos":"p","lists":{"rooms":{"count":)" + QByteArray::number(count) +
               R"(,"ops":[{"op":"SYNC","range":[0,)" + QByteArray::number(asked - 1) + R"(],"room_ids":)" +
               QJsonDocument(ids).toJson(QJsonDocument::Compact) + "}]}}" + rest + "}";
    }

private Q_SLOTS:
    void asksForTheTopOfTheListFirst()
    {
        const Request request = m_dialect.request({}, {30s});
        QCOMPARE(request.path, u"/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"_qs);
        QVERIFY(request.method == Request::Method::Post);
        QCOMPARE(query(request, u"pos"_qs), QString());
        QCOMPARE(query(request, u"timeout"_qs), u"0"_qs);
        QCOMPARE(roomsAsked(request), 20);
        const QJsonObject extensions = body(request).value(u"extensions").toObject();
        for (const char *name : {"account_data", "receipts", "typing", "to_device", "e2ee"})
            QVERIFY(extensions.value(QLatin1String(name)).toObject().value(u"enabled").toBool());
    }
    void growsUntilAllRoomsAreIn()
    {
        QByteArray position;
        QList<int> asked;
        for (int i = 0; i < 5; ++i) {
            asked << roomsAsked(m_dialect.request(position, {30s}));
            const auto batch = m_dialect.parse(position, answer(1700, asked.last()), Now);
            QVERIFY(batch);
            QCOMPARE(batch->hasMore, i < 4);
            QCOMPARE(batch->allRooms.has_value(), i == 4);
            QVERIFY(!batch->allRooms || batch->allRooms->size() == 1700);
            position = batch->position;
        }
        // No reply brings more than a thousand rooms.
        QCOMPARE(asked, QList<int>({20, 100, 500, 1500, 2500}));
        const auto news = m_dialect.parse(position, answer(1700, 2500), Now);
        QVERIFY(!news->allRooms); // told once
        // Only now one waits for news.
        const Request request = m_dialect.request(position, {30s});
        QCOMPARE(query(request, u"timeout"_qs), u"30000"_qs);
        QCOMPARE(query(request, u"pos"_qs), u"p"_qs);
        QVERIFY(request.timeout > 30s);
    }
    void asksForMoreAsRoomsCome()
    {
        const auto few = m_dialect.parse({}, answer(3, 20), Now);
        QCOMPARE(roomsAsked(m_dialect.request(few->position, {30s})), 1003);
        const auto many = m_dialect.parse(few->position, answer(900, 1003), Now);
        QCOMPARE(roomsAsked(m_dialect.request(many->position, {30s})), 1900);
        QVERIFY(!many->hasMore);
    }
    void nobodyWasLeftWhereTheServerNamesNoRooms()
    {
        const auto batch = m_dialect.parse({}, R"({"pos":"p","lists":{"rooms":{"count":3}}})", Now);
        QVERIFY(batch && !batch->hasMore && !batch->allRooms);
    }
    void openRoomsAreSubscribedTo()
    {
        const Request request = m_dialect.request({}, {30s, {RoomId(u"!open:x"_qs)}});
        const QJsonObject open =
            body(request).value(u"room_subscriptions").toObject().value(u"!open:x").toObject();
        QVERIFY(open.value(u"timeline_limit").toInt() > listOf(request).value(u"timeline_limit").toInt());
        QVERIFY(statesAsked(open).contains(u"m.room.guest_access"_qs));
        QVERIFY(!statesAsked(listOf(request)).contains(u"m.room.guest_access"_qs));
        // What a room shows as soon as it is opened does not wait for the next poll.
        for (const QString &type : {u"m.room.encryption"_qs, u"m.room.pinned_events"_qs}) {
            QVERIFY(statesAsked(open).contains(type));
            QVERIFY(statesAsked(listOf(request)).contains(type));
        }
        QVERIFY(!body(m_dialect.request({}, {30s})).contains(u"room_subscriptions"));
    }
    void openRoomsNeedNotWaitForTheList()
    {
        const auto first = m_dialect.parse({}, answer(300, 20), Now);
        const SyncWishes urgent{30s, {RoomId(u"!open:x"_qs)}, true};
        QCOMPARE(roomsAsked(m_dialect.request(first->position, urgent)), 20);
        // The list goes on where it was.
        const auto open = m_dialect.parse(first->position, answer(300, 20), Now);
        QVERIFY(open->hasMore);
        QCOMPARE(roomsAsked(m_dialect.request(open->position, {30s})), 100);
        const auto second = m_dialect.parse(open->position, answer(300, 100), Now);
        QCOMPARE(roomsAsked(m_dialect.request(second->position, urgent)), 100);
        QCOMPARE(roomsAsked(m_dialect.request(second->position, {30s})), 500);
    }
    void aConnectionKeepsItsName()
    {
        const SlidingDialect other{UserId(u"@me:x"_qs)};
        const auto nameOf = [](const Request &request) { return body(request).value(u"conn_id").toString(); };
        const QString name = nameOf(m_dialect.request({}, {30s}));
        QVERIFY(!name.isEmpty() && name.size() <= 16);
        QVERIFY(name != nameOf(other.request({}, {30s})));
        // The position belongs to it, also after a restart.
        const auto batch = m_dialect.parse({}, answer(3, 20), Now);
        QCOMPARE(nameOf(other.request(batch->position, {30s})), name);
        QCOMPARE(nameOf(other.request(other.beginningOf(batch->position), {30s})),
                 nameOf(other.request({}, {30s})));
    }
    void beginsAnewWithWhatIsNoPosition()
    {
        for (const char *position : {"", "nonsense", "20. 5", "{}", R"({"pos":"5"})"}) {
            QVERIFY(m_dialect.isBeginning(position));
            QCOMPARE(query(m_dialect.request(position, {30s}), u"pos"_qs), QString());
            QCOMPARE(roomsAsked(m_dialect.request(position, {30s})), 20);
        }
    }
    void messagesToTheDeviceGoOnWhereTheyWere()
    {
        QVERIFY(!toDevice(m_dialect.request({}, {30s})).contains(u"since"));
        const auto batch = m_dialect.parse(
            {},
            answer(3, 20,
                   R"(,"extensions":{"to_device":{"next_batch":"d7","events":[{"type":"m.room_key"},7,
                      {"type":"m.dummy"}]}})"),
            Now);
        QCOMPARE(batch->toDevice, (QList<QByteArray>{R"({"type":"m.room_key"})", R"({"type":"m.dummy"})"}));
        QCOMPARE(toDevice(m_dialect.request(batch->position, {30s})).value(u"since").toString(), u"d7"_qs);
        // A reply that says nothing of them changes nothing, and a refused position neither.
        const auto next = m_dialect.parse(batch->position, answer(3, 1003), Now);
        const QByteArray anew = m_dialect.beginningOf(next->position);
        QVERIFY(m_dialect.isBeginning(anew) && !m_dialect.isBeginning(next->position));
        QCOMPARE(toDevice(m_dialect.request(anew, {30s})).value(u"since").toString(), u"d7"_qs);
        QCOMPARE(query(m_dialect.request(anew, {30s}), u"pos"_qs), QString());
    }
    void readsWhatEncryptionNeeds()
    {
        const QByteArray e2ee =
            R"(,"extensions":{"e2ee":{"device_lists":{"changed":["@bob:x"],"left":["@eve:x"]},
            "device_one_time_keys_count":{"signed_curve25519":49},
            "device_unused_fallback_key_types":["signed_curve25519"]}})";
        const auto batch = m_dialect.parse({}, answer(3, 20, e2ee), Now);
        QCOMPARE(batch->deviceLists.changed, QList<UserId>{UserId(u"@bob:x"_qs)});
        QCOMPARE(batch->deviceLists.left, QList<UserId>{UserId(u"@eve:x"_qs)});
        QVERIFY(batch->deviceLists.areOthersUnknown);
        QCOMPARE(batch->keyCounts->value(u"signed_curve25519"_qs), 49);
        QCOMPARE(*batch->unusedFallbackKeys, QStringList{u"signed_curve25519"_qs});
        const auto next = m_dialect.parse(batch->position, answer(3, 1003), Now);
        QVERIFY(!next->deviceLists.areOthersUnknown && !next->keyCounts && !next->unusedFallbackKeys);
    }
    void anExpandedTimelineMayHoldWhatIsKnown()
    {
        const QByteArray reply =
            R"({"pos":"p","rooms":{"!r:x":{"unstable_expanded_timeline":true,"limited":false}}})";
        QVERIFY(m_dialect.parse({}, reply, Now)->rooms.at(0).hasGap);
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
        const RoomDelta room = find(parsed(m_dialect.parse({}, answer(3, 20), Now)->position), u"!old:x"_qs);
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
        const auto knock = m_dialect.parse(
            {}, R"({"pos":"p","rooms":{"!k:x":{"invite_state":[{"type":"m.room.member","state_key":"@me:x",
                "sender":"@me:x","content":{"membership":"knock"}}]}}})",
            Now);
        QVERIFY(knock->rooms.at(0).membership == Membership::Knock);
    }
    void readsTheRest()
    {
        const SyncBatch batch = parsed();
        QCOMPARE(*batch.directRooms, (QHash<RoomId, UserId>{{RoomId(u"!inv:x"_qs), UserId(u"@eve:x"_qs)}}));
        QCOMPARE(batch.areNamesMentions, std::optional(true));
        QCOMPARE(*batch.allRooms,
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountdata.h"
#include "session/spaceediting.h"

#include "session/roomactions.h"
#include "session/roomlist.h"
#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const RoomId space(u"!s:x"_qs);
const RoomId a(u"!a:x"_qs);
const RoomId b(u"!b:x"_qs);
const RoomId c(u"!c:x"_qs);

QJsonObject child(const RoomId &id, const QJsonObject &content, qint64 ts)
{
    QJsonObject event = state(u"$"_qs + id.toString(), u"m.space.child"_qs, content, id.toString());
    event.insert(u"origin_server_ts"_qs, ts);
    return event;
}

}

/// What is changed in a space with three rooms, of which the first has an order and something that Linnet
/// knows nothing of.
class TestSpaceEditing : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<SpaceEditing> m_editing;

    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation &expectsChild(const RoomId &id)
    {
        return server()
            .expects(Method::Put, u"/_matrix/client/v3/rooms/!s:x/state/m.space.child/"_qs + id.toString())
            .replies(200, jsonText("{'event_id':'$new'}"));
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
        m_editing = std::make_unique<SpaceEditing>(*m_bench->api, *m_bench->store, *m_rooms, *m_actions, me);
        const QJsonArray via{u"x"_qs};
        const CommittedBatch batch = m_bench->commit(syncRooms(
            u"p1"_qs,
            {{u"join"_qs,
              QJsonObject{
                  {space.toString(),
                   joined({state(u"$c"_qs, u"m.room.create"_qs, {{u"type"_qs, u"m.space"_qs}}, {}, me),
                           member(u"$m"_qs, me, u"join"_qs),
                           state(u"$p"_qs, u"m.room.power_levels"_qs,
                                 {{u"users"_qs, QJsonObject{{me.toString(), 100}}}}, {}, me),
                           child(a, {{u"via"_qs, via}, {u"order"_qs, u"m"_qs}, {u"x.other"_qs, 7}}, 1),
                           child(b, {{u"via"_qs, via}}, 2), child(c, {{u"via"_qs, via}}, 3)})}}}}));
        m_rooms->apply(batch);
        QCOMPARE(m_rooms->find(space)->children.size(), 3);
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_editing.reset();
        m_actions.reset();
        m_data.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void onlyWhoMayEdits()
    {
        QVERIFY(m_editing->mayEdit(space));
        QVERIFY(!m_editing->mayEdit(a));
        CommittedRoom changed;
        changed.room = *m_rooms->find(space);
        changed.room.powerLevels.users.clear();
        m_rooms->apply(changed);
        QVERIFY(!m_editing->mayEdit(space));
    }

    void keepsWhatOthersWrote()
    {
        auto &asked = expectsChild(a);
        QVERIFY(await(m_editing->setSuggested(space, a, true)).isOk());
        QCOMPARE(bodyOf(asked), (QJsonObject{{u"via"_qs, QJsonArray{u"x"_qs}},
                                             {u"order"_qs, u"m"_qs},
                                             {u"x.other"_qs, 7},
                                             {u"suggested"_qs, true}}));
        auto &removed = expectsChild(a);
        QVERIFY(await(m_editing->remove(space, a)).isOk());
        QCOMPARE(bodyOf(removed), QJsonObject());
    }

    /// Where a room without an order stands says when it was written, so one alone would go to the end.
    void suggestingMovesNothing()
    {
        // Those before it get one first, so that it never stands before them.
        auto &before = expectsChild(b);
        auto &last = expectsChild(c);
        QVERIFY(await(m_editing->setSuggested(space, c, true)).isOk());
        const QString order = bodyOf(before).value(u"order").toString();
        QVERIFY2(order > u"m"_qs, qPrintable(order));
        QVERIFY(!bodyOf(before).contains(u"suggested"));
        QCOMPARE(bodyOf(before).value(u"via").toArray(), QJsonArray{u"x"_qs});
        QVERIFY(bodyOf(last).value(u"order").toString() > order);
        QVERIFY(bodyOf(last).value(u"suggested").toBool());
        // Also before a sync has brought that.
        auto &next = expectsChild(b);
        QVERIFY(await(m_editing->setSuggested(space, b, true)).isOk());
        QCOMPARE(
            bodyOf(next),
            (QJsonObject{{u"via"_qs, QJsonArray{u"x"_qs}}, {u"order"_qs, order}, {u"suggested"_qs, true}}));
        auto &again = expectsChild(c);
        QVERIFY(await(m_editing->setSuggested(space, c, false)).isOk());
        QCOMPARE(bodyOf(again).value(u"order"), bodyOf(last).value(u"order"));
        // Of a room that somebody has taken out meanwhile there is nothing to say.
        QCOMPARE(await(m_editing->setSuggested(space, RoomId(u"!none:x"_qs), true)).error().kind,
                 Error::Kind::NotFound);
    }

    /// Each of the others would be a change of state that everybody in the space gets.
    void suggestingInALongSpaceWritesOneRoom()
    {
        const auto named = [](qsizetype i) { return RoomId(u"!r%1:x"_qs.arg(i)); };
        const auto fill = [&](qsizetype from, qsizetype to) {
            QJsonArray rooms;
            for (qsizetype i = from; i < to; ++i)
                rooms.append(child(named(i), {{u"via"_qs, QJsonArray{u"x"_qs}}}, 10 + i));
            m_bench->commit(
                syncRooms(u"p2"_qs, {{u"join"_qs, QJsonObject{{space.toString(), joined(rooms)}}}}));
        };
        // b and c have none as well.
        const qsizetype few = SpaceEditing::MostPlaced - 2;
        fill(0, few);
        server()
            .expects(Method::Put, u"/rooms/!s:x/state/m.space.child/*"_qs)
            .replies(200, jsonText("{'event_id':'$new'}"))
            .always();
        QVERIFY(await(m_editing->setSuggested(space, named(few - 1), true)).isOk());
        QCOMPARE(server().sent().size(), SpaceEditing::MostPlaced);
        const qsizetype many = few + SpaceEditing::MostPlaced + 1;
        fill(few, many);
        QVERIFY(await(m_editing->setSuggested(space, named(many - 1), true)).isOk());
        QCOMPARE(server().sent().size(), SpaceEditing::MostPlaced + 1);
        const QJsonObject last = QJsonDocument::fromJson(server().sent().last()->request.body).object();
        QCOMPARE(last, (QJsonObject{{u"via"_qs, QJsonArray{u"x"_qs}}, {u"suggested"_qs, true}}));
    }

    /// What one wrote counts until a sync brings it, or what somebody else wrote after it.
    void goesOnFromWhatWasWritten()
    {
        expectsChild(b);
        QVERIFY(await(m_editing->remove(space, b)).isOk());
        // The one that was taken out is not put back to keep the place of the next.
        auto &alone = expectsChild(c);
        QVERIFY(await(m_editing->setSuggested(space, c, true)).isOk());
        QVERIFY(bodyOf(alone).value(u"suggested").toBool());
        QCOMPARE(await(m_editing->setSuggested(space, b, true)).error().kind, Error::Kind::NotFound);
        QJsonObject other = child(b, {{u"via"_qs, QJsonArray{u"y"_qs}}, {u"order"_qs, u"z"_qs}}, 9);
        other.insert(u"event_id"_qs, u"$other"_qs);
        m_bench->commit(
            syncRooms(u"p2"_qs, {{u"join"_qs, QJsonObject{{space.toString(), joined(QJsonArray{other})}}}}));
        auto &theirs = expectsChild(b);
        QVERIFY(await(m_editing->setSuggested(space, b, true)).isOk());
        QCOMPARE(
            bodyOf(theirs),
            (QJsonObject{{u"via"_qs, QJsonArray{u"y"_qs}}, {u"order"_qs, u"z"_qs}, {u"suggested"_qs, true}}));
    }

    /// Also what is still under way: who clicks twice means both.
    void oneChangeOfASpaceWaitsForTheOther()
    {
        const QString path = u"/state/m.space.child/!c:x"_qs;
        auto &moved = server().expects(Method::Put, path).holds();
        const auto move = m_editing->move(space, c, 1);
        QTRY_VERIFY(moved.isHeld());
        auto &suggested = expectsChild(c);
        bool isDone = false;
        QObject context;
        m_editing->setSuggested(space, c, true).then(&context, [&isDone](const Result<Done> &result) {
            isDone = result.isOk();
        });
        // What goes to another space waits for nothing here, so its answer says that this one was not sent.
        const RoomId elsewhere(u"!other:x"_qs);
        auto &other = server()
                          .expects(Method::Put, u"/rooms/!other:x/state/m.space.child/!a:x"_qs)
                          .replies(200, jsonText("{'event_id':'$o'}"));
        QVERIFY(await(m_editing->add(elsewhere, {a})).isOk());
        QVERIFY(other.isAsked());
        QVERIFY(!suggested.isAsked());
        moved.release(200, jsonText("{'event_id':'$moved'}"));
        QTRY_VERIFY(isDone);
        QVERIFY(!bodyOf(moved).value(u"order").toString().isEmpty());
        QCOMPARE(bodyOf(suggested).value(u"order"), bodyOf(moved).value(u"order"));
        QVERIFY(bodyOf(suggested).value(u"suggested").toBool());
        // A failure keeps nothing back, and what was not taken is not built upon.
        auto &refused = server().expects(Method::Put, path).holds();
        const auto removal = m_editing->remove(space, c);
        QTRY_VERIFY(refused.isHeld());
        auto &after = expectsChild(c);
        isDone = false;
        m_editing->setSuggested(space, c, false).then(&context, [&isDone](const Result<Done> &result) {
            isDone = result.isOk();
        });
        refused.release(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        QTRY_VERIFY(isDone);
        QCOMPARE(bodyOf(after).value(u"order"), bodyOf(moved).value(u"order"));
        QVERIFY(bodyOf(after).contains(u"via"));
    }

    void replacesInPlace()
    {
        const RoomId d(u"!d:x"_qs);
        auto &before = expectsChild(b);
        auto &placed = expectsChild(d);
        auto &taken = expectsChild(c);
        QVERIFY(await(m_editing->replace(space, c, d, {u"y"_qs})).isOk());
        QVERIFY(bodyOf(placed).value(u"order").toString() > bodyOf(before).value(u"order").toString());
        QCOMPARE(bodyOf(placed).value(u"via").toArray(), QJsonArray{u"y"_qs});
        QCOMPARE(bodyOf(taken), QJsonObject());
        auto &known = expectsChild(d);
        expectsChild(a);
        QVERIFY(await(m_editing->replace(space, a, d, {u"y"_qs})).isOk());
        QCOMPARE(bodyOf(known),
                 (QJsonObject{{u"via"_qs, QJsonArray{u"y"_qs}}, {u"order"_qs, u"m"_qs}, {u"x.other"_qs, 7}}));
    }

    /// As where somebody put the new room in already.
    void replacingKeepsWhatTheSpaceSaysOfTheNewOne()
    {
        const RoomId d(u"!d:x"_qs);
        const QJsonObject said{{u"via"_qs, QJsonArray{u"z"_qs}},
                               {u"order"_qs, u"zz"_qs},
                               {u"suggested"_qs, true},
                               {u"x.mine"_qs, 1}};
        m_bench->commit(syncRooms(
            u"p2"_qs,
            {{u"join"_qs, QJsonObject{{space.toString(), joined(QJsonArray{child(d, said, 9)})}}}}));
        auto &placed = expectsChild(d);
        expectsChild(a);
        const auto replaced = await(m_editing->replace(space, a, d, {u"y"_qs}));
        QVERIFY(replaced.isOk() && !replaced->notRemoved);
        QJsonObject merged = said;
        merged.insert(u"order"_qs, u"m"_qs);
        merged.insert(u"x.other"_qs, 7);
        QCOMPARE(bodyOf(placed), merged);
    }

    void tellsThatTheOldOneIsStillThere()
    {
        const RoomId d(u"!d:x"_qs);
        expectsChild(d);
        server()
            .expects(Method::Put, u"/state/m.space.child/!a:x"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        const auto half = await(m_editing->replace(space, a, d, {u"y"_qs}));
        QVERIFY(half.isOk() && half->notRemoved);
        QVERIFY(half->notRemoved->isMatrix("M_FORBIDDEN"));
        server()
            .expects(Method::Put, u"/state/m.space.child/!d:x"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        QVERIFY(!await(m_editing->replace(space, a, d, {u"y"_qs})).isOk());
    }

    void addsOneAfterTheOther()
    {
        // Of no server is the name in an id, which new rooms have none in.
        const RoomId d(u"!d:elsewhere"_qs);
        Room known;
        known.id = d;
        known.membership = Membership::Join;
        known.powerLevels.users.insert(UserId(u"@ann:other"_qs), 100);
        CommittedRoom committed;
        committed.room = known;
        m_rooms->apply(committed);
        const RoomId e(u"!e:x"_qs);
        auto &first = expectsChild(d);
        auto &second = expectsChild(e);
        QVERIFY(await(m_editing->add(space, {d, e}, true)).isOk());
        QCOMPARE(bodyOf(first).value(u"via").toArray(), (QJsonArray{u"x"_qs, u"other"_qs}));
        QVERIFY(bodyOf(second).value(u"suggested").toBool());
        // The first failure is the end.
        server()
            .expects(Method::Put, u"/state/m.space.child/!d:elsewhere"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        QVERIFY(!await(m_editing->add(space, {d, e})).isOk());
    }

    void putsInOrder()
    {
        // c before b: a has an order, c gets one behind it, b needs none.
        auto &asked = expectsChild(c);
        QVERIFY(await(m_editing->move(space, c, 1)).isOk());
        const QString order = bodyOf(asked).value(u"order").toString();
        QVERIFY(order > u"m"_qs);
        QVERIFY(bodyOf(asked).contains(u"via"));
        // Where it stands, nothing is written.
        QVERIFY(await(m_editing->move(space, a, 0)).isOk());
        QVERIFY(await(m_editing->move(space, RoomId(u"!none:x"_qs), 0)).isOk());
    }

    void aRoomForItsMembers()
    {
        server()
            .expects(Method::Get, u"/_matrix/client/v3/capabilities"_qs)
            .replies(200, jsonText("{'capabilities':{'m.room_versions':{'default':'6','available':"
                                   "{'6':'stable','9':'stable'}}}}"));
        auto &made = server()
                         .expects(Method::Post, u"/_matrix/client/v3/createRoom"_qs)
                         .replies(200, jsonText("{'room_id':'!new:x'}"));
        auto &added = expectsChild(RoomId(u"!new:x"_qs));
        NewRoom room;
        room.name = u"Inside"_qs;
        room.isForSpace = true;
        const auto result = await(m_editing->createIn(space, room));
        QVERIFY(result.isOk());
        QCOMPARE(result->room, RoomId(u"!new:x"_qs));
        QVERIFY(!result->notAdded);
        QCOMPARE(bodyOf(made).value(u"room_version").toString(), u"9"_qs);
        QCOMPARE(bodyOf(added).value(u"via").toArray(), QJsonArray{u"x"_qs});
    }

    void aRoomThatTheSpaceDidNotTakeIsThere()
    {
        server()
            .expects(Method::Post, u"/_matrix/client/v3/createRoom"_qs)
            .replies(200, jsonText("{'room_id':'!new:x'}"));
        server()
            .expects(Method::Put, u"/state/m.space.child/!new:x"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        const auto result = await(m_editing->createIn(space, {}));
        QVERIFY(result.isOk());
        QVERIFY(result->notAdded && result->notAdded->isMatrix("M_FORBIDDEN"));
    }

    void withoutSuchAVersionNothingIsMade()
    {
        server()
            .expects(Method::Get, u"/_matrix/client/v3/capabilities"_qs)
            .replies(200, jsonText("{'capabilities':{}}"));
        NewRoom room;
        room.isForSpace = true;
        const auto result = await(m_editing->createIn(space, room));
        QVERIFY(!result.isOk());
        QCOMPARE(result.error().kind, Error::Kind::Unsupported);
    }

    void aSpaceHasItsPicture()
    {
        auto &sent = server()
                         .expects(Method::Post, u"/upload"_qs)
                         .replies(200, jsonText("{'content_uri':'mxc://x/p'}"));
        auto &made = server()
                         .expects(Method::Post, u"/_matrix/client/v3/createRoom"_qs)
                         .replies(200, jsonText("{'room_id':'!new:x'}"));
        NewRoom wanted;
        wanted.name = u"Space"_qs;
        QVERIFY(await(m_editing->create(wanted, "PNG", u"image/png"_qs)).isOk());
        QCOMPARE(sent.sent().request.body, QByteArray("PNG"));
        const QJsonObject body = bodyOf(made);
        QCOMPARE(body[u"creation_content"][u"type"].toString(), u"m.space"_qs);
        QCOMPARE(body[u"initial_state"][0][u"content"][u"url"].toString(), u"mxc://x/p"_qs);
    }

    void aSpaceInASpace()
    {
        server()
            .expects(Method::Get, u"/_matrix/client/v3/capabilities"_qs)
            .replies(200, jsonText("{'capabilities':{'m.room_versions':{'default':'10','available':{}}}}"));
        auto &made = server()
                         .expects(Method::Post, u"/_matrix/client/v3/createRoom"_qs)
                         .replies(200, jsonText("{'room_id':'!new:x'}"));
        auto &added = expectsChild(RoomId(u"!new:x"_qs));
        NewRoom wanted;
        wanted.name = u"Inner"_qs;
        wanted.isForSpace = true;
        const auto result = await(m_editing->createIn(space, wanted, {}, {}));
        QVERIFY(result.isOk());
        QVERIFY(!result->notAdded);
        QCOMPARE(bodyOf(made)[u"creation_content"][u"type"].toString(), u"m.space"_qs);
        QCOMPARE(bodyOf(added).value(u"via").toArray(), QJsonArray{u"x"_qs});
    }

    void joinsByTheServersOfTheSpace()
    {
        auto &asked = server()
                          .expects(Method::Post, u"/_matrix/client/v3/join/!far"_qs)
                          .replies(200, jsonText("{'room_id':'!far'}"));
        const auto joinedRoom =
            await(m_editing->join(RoomId(u"!far"_qs), {u"one.example"_qs, u"two:8448"_qs}));
        QVERIFY(joinedRoom.isOk());
        QVERIFY(asked.sent().request.query.contains({u"via"_qs, u"one.example"_qs}));
        QVERIFY(asked.sent().request.query.contains({u"via"_qs, u"two:8448"_qs}));
    }

    void leavesTheSpaceLast()
    {
        for (const char *each : {"!a:x", "!b:x", "!s:x"})
            server()
                .expects(Method::Post, QStringLiteral("/rooms/%1/leave").arg(QLatin1String(each)))
                .replies(200);
        QVERIFY(await(m_editing->leave(space, {a, space, b})).isOk());
        QStringList paths;
        for (const auto &each : server().sent())
            paths << each->request.path.section(u'/', -2, -2);
        QCOMPARE(paths, QStringList({a.toString(), b.toString(), space.toString()}));
    }
};

QTEST_GUILESS_MAIN(TestSpaceEditing)
#include "tst_spaceediting.moc"

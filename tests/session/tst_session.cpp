// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Sync = QStringLiteral("/v3/sync");
const QString Send = QStringLiteral("/rooms/!r:x/send/m.room.message/*");
const QString ReadMarkers = QStringLiteral("/rooms/!r:x/read_markers");

QJsonObject encryption()
{
    return state(QStringLiteral("$crypt"), QStringLiteral("m.room.encryption"),
                 {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}});
}

/// A joined room of which the person has said so.
QJsonObject marked(bool isUnread)
{
    const QJsonObject mark{{QStringLiteral("type"), QStringLiteral("m.marked_unread")},
                           {QStringLiteral("content"), QJsonObject{{QStringLiteral("unread"), isUnread}}}};
    return {{QStringLiteral("account_data"), QJsonObject{{QStringLiteral("events"), QJsonArray{mark}}}}};
}

}

class TestSession : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Session> m_session;

    void makeSession(Dialect dialect = Dialect::V3, bool isDialectForced = true, const QString &device = {})
    {
        OpenAccount opened;
        opened.account.user = me;
        opened.account.deviceId = device;
        opened.account.server = serverOf(dialect);
        opened.tokens.access = "token";
        opened.isDialectForced = isDialectForced;
        opened.store = std::move(m_bench->store);
        m_session = std::make_unique<Session>(std::move(opened), m_bench->server, m_bench->clock,
                                              m_bench->folder() + QStringLiteral("/cache"));
    }
    void settle() { testing::settle(m_session->store()); }
    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation &expectPoll() { return server().expects(Method::Get, Sync); }
    /// A session that has had its first sync and holds a poll open.
    FakeTransport::Expectation &start()
    {
        m_bench->commit(sync(QStringLiteral("p1"), joined({create(), message(QStringLiteral("$a"))})));
        makeSession();
        expectPoll().replies(200, sync(QStringLiteral("p2")));
        auto &held = expectPoll().holds();
        m_session->start();
        settle();
        return held;
    }
    /// What the open poll brings; answers the next one.
    FakeTransport::Expectation &bring(FakeTransport::Expectation &poll, const QByteArray &reply)
    {
        auto &next = expectPoll().holds();
        poll.release(200, reply);
        settle();
        return next;
    }
    QStringList sentBodies() const
    {
        QStringList result;
        for (const auto &sent : m_bench->server.sent()) {
            const auto content = QJsonDocument::fromJson(sent->request.body).object();
            if (sent->request.path.contains(QStringLiteral("/send/")))
                result << content.value(u"msgtype").toString() + u' ' + content.value(u"body").toString();
        }
        return result;
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_session.reset();
        m_bench.reset();
    }

    void isReadyBeforeAnyNetwork()
    {
        m_bench->commit(sync(QStringLiteral("p1"), joined({create(), message(QStringLiteral("$a"))})));
        await(m_bench->store->setLastOpenRoom(room)).isOk();
        makeSession();
        int sentBefore = -1;
        int roomsBefore = 0;
        connect(m_session.get(), &Session::ready, this, [&] {
            sentBefore = int(server().sent().size());
            roomsBefore = int(m_session->rooms().ids().size());
        });
        auto &poll = expectPoll().holds();
        m_session->start();
        settle();
        QCOMPARE(sentBefore, 0);
        QCOMPARE(roomsBefore, 1);
        QVERIFY(m_session->isReady());
        QCOMPARE(m_session->lastOpenRoom(), room);
        QCOMPARE(poll.sent().query("since"), QStringLiteral("p1"));
        // And without any network one can read.
        const auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        QCOMPARE(timeline->items().last().text, QStringLiteral("$a"));
    }
    void asksForMoreOfTheRoomsInWindows()
    {
        m_bench = std::make_unique<Bench>(Dialect::Sliding);
        makeSession(Dialect::Sliding);
        const QString path = QStringLiteral("/org.matrix.simplified_msc3575/sync");
        const QByteArray reply = R"({"pos":"1","lists":{"rooms":{"count":0}}})";
        const auto subscriptions = [](const FakeTransport::Expectation &poll) {
            const QJsonObject body = QJsonDocument::fromJson(poll.sent().request.body).object();
            return body.value(u"room_subscriptions").toObject().keys();
        };
        server()
            .expects(Method::Get, QStringLiteral("/presence/@me:x/status"))
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        auto timeline = m_session->openTimeline(room);
        const auto again = m_session->openTimeline(room);
        auto other = m_session->openTimeline(otherRoom);
        auto &first = server().expects(Method::Post, path).replies(200, reply);
        auto &second = server().expects(Method::Post, path).holds();
        m_session->start();
        settle();
        QCOMPARE(subscriptions(first), QStringList({otherRoom.toString(), room.toString()}));
        timeline.reset();
        other.reset();
        auto &third = server().expects(Method::Post, path).holds();
        second.release(200, reply);
        settle();
        QCOMPARE(subscriptions(third), QStringList{room.toString()});
    }
    void asksWhoIsThereWhereTheStreamDoesNotSay()
    {
        m_bench = std::make_unique<Bench>(Dialect::Sliding);
        makeSession(Dialect::Sliding);
        server()
            .expects(Method::Get, QStringLiteral("/presence/@bob:x/status"))
            .replies(200, R"({"presence":"unavailable"})");
        QSignalSpy changed(&m_session->rooms(), &RoomList::presenceChanged);
        m_session->presence().setUsers({bob});
        settle();
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_session->rooms().presence(bob).presence == Presence::Unavailable);
    }
    void whoHidesAsksForNobody()
    {
        m_bench = std::make_unique<Bench>(Dialect::Sliding);
        makeSession(Dialect::Sliding);
        auto &asked = server().expects(Method::Get, QStringLiteral("/presence/@bob:x/status")).holds();
        m_session->rooms().apply(PresenceUpdate{UserId(QStringLiteral("@ann:x")), Presence::Online, {}, 0});
        m_session->presence().setUsers({bob});
        settle();
        m_session->setPresence(false);
        asked.release(200, R"({"presence":"online"})");
        m_bench->clock.advance(10 * PresenceWatch::Interval);
        settle();
        QCOMPARE(server().sent().size(), 1);
        // Nobody stays "online" for ever.
        for (const UserId &user : {bob, UserId(QStringLiteral("@ann:x"))})
            QVERIFY(m_session->rooms().presence(user).presence == PresenceUpdate().presence);
    }
    void tellsThatItChoseAnotherDialect()
    {
        makeSession(Dialect::V3, false);
        expectPoll().replies(200, sync(QStringLiteral("p1")));
        expectPoll().holds();
        server()
            .expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .replies(200, R"({"versions":["v1.11"],
                "unstable_features":{"org.matrix.simplified_msc3575":true}})");
        server().expects(Method::Post, QStringLiteral("/org.matrix.simplified_msc3575/sync")).holds();
        QSignalSpy changed(m_session.get(), &Session::accountChanged);
        m_session->start();
        settle();
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_session->account().server.version.dialect == Dialect::Sliding);
        // From now on the stream does not say who is there.
        server().expects(Method::Get, QStringLiteral("/presence/@bob:x/status")).replies(200, "{}");
        m_session->presence().setUsers({bob});
        settle();
    }
    void aListenerMayCloseItAsItBecomesReady()
    {
        makeSession();
        connect(m_session.get(), &Session::ready, this, [this] { m_session.reset(); });
        m_session->start();
        QTRY_VERIFY(!m_session);
        QCOMPARE(server().sent().size(), 0);
    }
    void aCommitReachesEverybody()
    {
        auto &poll = start();
        await(m_session->store().commitMembers(room, R"({"chunk":[]})", 0)).isOk();
        const auto timeline = m_session->openTimeline(room);
        const auto other = m_session->openTimeline(otherRoom);
        timeline->open({});
        other->open({});
        const auto members = m_session->openMembers(room);
        members->load(true);
        settle();
        QSignalSpy committed(m_session.get(), &Session::committed);
        QSignalSpy changed(&m_session->rooms(), &RoomList::changed);
        bring(poll,
              sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b")),
                                                 member(QStringLiteral("$bob"), bob, QStringLiteral("join"),
                                                        QStringLiteral("Bob"))})));
        QCOMPARE(committed.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_session->rooms().find(room)->lastEventId, EventId(QStringLiteral("$b")));
        QVERIFY(!timeline->items().isEmpty());
        QCOMPARE(timeline->items().last().event, EventId(QStringLiteral("$bob")));
        QCOMPARE(other->items().size(), 0);
        QCOMPARE(members->members().size(), 1);
        QVERIFY(m_session->connection().phase == Connection::Phase::Syncing);
    }
    void membersAreAskedForAgainAfterAGap()
    {
        auto &poll = start();
        const auto members = m_session->openMembers(room);
        const QString path = QStringLiteral("/rooms/!r:x/members");
        server().expects(Method::Get, path).replies(200, R"({"chunk":[]})");
        members->load(false);
        settle();
        auto &next = bring(poll, sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b"))})));
        QCOMPARE(server().count(Method::Get, path), 1);
        server().expects(Method::Get, path).replies(200, R"({"chunk":[]})");
        bring(next,
              sync(QStringLiteral("p4"), joined({message(QStringLiteral("$z"))}, QStringLiteral("t"), true)));
        QCOMPARE(server().count(Method::Get, path), 2);
    }
    void closedWindowsHearNothing()
    {
        auto &poll = start();
        auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        timeline.reset();
        bring(poll, sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b"))})));
        QCOMPARE(m_session->rooms().find(room)->lastEventId, EventId(QStringLiteral("$b")));
    }
    void whatWasFetchedForAWindowIsToldThoughThatHasGone()
    {
        m_bench->commit(
            sync(QStringLiteral("p1"), joined({reaction(QStringLiteral("$r"))}, QStringLiteral("t1"), true)));
        makeSession();
        expectPoll().replies(200, sync(QStringLiteral("p2")));
        expectPoll().holds();
        m_session->start();
        settle();
        auto &history = server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).holds();
        auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        QTRY_VERIFY(history.isHeld());
        auto &members = server().expects(Method::Get, QStringLiteral("/rooms/!r:x/members")).holds();
        auto list = m_session->openMembers(room);
        list->load(false);
        settle();
        history.release(200, page({message(QStringLiteral("$old"))}, QStringLiteral("t2")));
        members.release(200, R"({"chunk":[]})");
        timeline.reset();
        list.reset();
        settle();
        QCOMPARE(m_session->rooms().find(room)->lastEventId, EventId(QStringLiteral("$old")));
        QVERIFY(m_session->rooms().find(room)->areMembersLoaded);
    }
    void invitedAgainAfterLeaving()
    {
        server().holdUnexpected(); // what one has in common with who invites
        auto &poll = start();
        const auto group = [](const QString &kind, const QJsonObject &content) {
            return QJsonObject{{kind, QJsonObject{{room.toString(), content}}}};
        };
        auto &next = bring(
            poll, syncRooms(QStringLiteral("p3"),
                            group(QStringLiteral("leave"),
                                  joined({member(QStringLiteral("$l"), me, QStringLiteral("leave"))}))));
        QVERIFY(m_session->rooms().find(room)->membership == Membership::Leave);
        const QJsonObject stripped{
            {QStringLiteral("events"),
             QJsonArray{member(QStringLiteral("$i"), me, QStringLiteral("invite"), {}, bob)}}};
        auto &last =
            bring(next, syncRooms(QStringLiteral("p4"), group(QStringLiteral("invite"),
                                                              {{QStringLiteral("invite_state"), stripped}})));
        QVERIFY(m_session->rooms().find(room)->membership == Membership::Invite);
        QCOMPARE(m_session->rooms().find(room)->inviter, bob);
        // The timeline may still speak of the turn before.
        bring(last, sync(QStringLiteral("p5"),
                         joined({member(QStringLiteral("$l2"), me, QStringLiteral("leave"))})));
        QVERIFY(m_session->rooms().find(room)->membership == Membership::Join);
    }

    // ---- writing
    void sendsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isEmote");
        QTest::addColumn<QString>("sent");
        QTest::newRow("text") << QStringLiteral("hello") << false << QStringLiteral("m.text hello");
        QTest::newRow("emote") << QStringLiteral("waves") << true << QStringLiteral("m.emote waves");
        // Commands were read before, where one types; what comes here is meant as it stands.
        QTest::newRow("a slash") << QStringLiteral("/me waves") << false
                                 << QStringLiteral("m.text /me waves");
        QTest::newRow("two slashes") << QStringLiteral("//x") << false << QStringLiteral("m.text //x");
        QTest::newRow("lines") << QStringLiteral("a\nb\"\\") << false << QStringLiteral("m.text a\nb\"\\");
    }
    void sendsText()
    {
        QFETCH(QString, text);
        QFETCH(bool, isEmote);
        QFETCH(QString, sent);
        start();
        server().expects(Method::Put, Send).replies(200, jsonText("{'event_id':'$1'}"));
        QVERIFY(m_session->sender().send(room, typed(text, isEmote)).isOk());
        settle();
        QCOMPARE(sentBodies(), QStringList{sent});
    }
    void takesNoEmptyText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", " \n\t"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
    void takesNoEmptyText()
    {
        QFETCH(QString, text);
        start();
        QCOMPARE(m_session->sender().send(room, typed(text)).error().kind, Error::Kind::Invalid);
        QCOMPARE(m_session->sendQueue().count(), 0);
    }
    void anUnknownRoomTakesNoText()
    {
        start();
        QCOMPARE(m_session->sender().send(otherRoom, typed(QStringLiteral("x"))).error().kind,
                 Error::Kind::NotFound);
    }
    void anEncryptedRoomTakesNoText()
    {
        auto &poll = start();
        bring(poll, sync(QStringLiteral("p3"), joined({encryption()})));
        QCOMPARE(m_session->sender().send(room, typed(QStringLiteral("secret"))).error().kind,
                 Error::Kind::Unsupported);
        settle();
        QCOMPARE(sentBodies(), QStringList());
    }
    void whatWasWrittenBeforeTheRoomWasEncryptedStaysHere()
    {
        m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        makeSession();
        auto &first = expectPoll().holds();
        m_session->start();
        settle();
        // Written while nobody could know.
        QVERIFY(m_session->sender().send(room, typed(QStringLiteral("secret"))).isOk());
        QVERIFY(m_session->sender().send(room, typed(QStringLiteral("another"))).isOk());
        bring(first, sync(QStringLiteral("p2"), joined({encryption()})));
        QCOMPARE(sentBodies(), QStringList());
        const auto items = m_session->sendQueue().items(room);
        QCOMPARE(items.size(), 2);
        for (const OutboxItem &item : items) {
            QVERIFY(item.state == OutboxItem::State::Failed);
            m_session->sendQueue().retry(item.txn);
        }
        settle();
        QCOMPARE(sentBodies(), QStringList());
        const auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        QVERIFY(timeline->items().last().reason.contains(QStringLiteral("encrypted")));
    }
    void aRoomOf2014WithoutItsStateWaits()
    {
        m_bench = std::make_unique<Bench>(Dialect::V1);
        m_bench->commit(initialSync(QStringLiteral("s1"), {}), {});
        makeSession(Dialect::V1);
        const QString events = QStringLiteral("/api/v1/events");
        const QString whole = QStringLiteral("/rooms/!r:x/initialSync");
        const QJsonObject join = in(room, member(QStringLiteral("$j"), me, QStringLiteral("join")));
        server().expects(Method::Get, events).replies(200, chunk(QStringLiteral("s2"), {join}));
        auto &state = server().expects(Method::Get, whole).holds();
        m_session->start();
        settle();
        QVERIFY(m_session->sender().send(room, typed(QStringLiteral("early"))).isOk());
        settle();
        QCOMPARE(sentBodies(), QStringList());
        server().expects(Method::Get, events).holds();
        server().expects(Method::Put, Send).replies(200, jsonText("{'event_id':'$1'}"));
        state.release(200, toText(initialRoom(room, {join}, {join})));
        settle();
        QCOMPARE(sentBodies(), QStringList{QStringLiteral("m.text early")});
    }
    void aRoomOf2014IsCompletedAfterARestart()
    {
        m_bench = std::make_unique<Bench>(Dialect::V1);
        const QJsonObject join = in(room, member(QStringLiteral("$j"), me, QStringLiteral("join")));
        m_bench->commit(initialSync(QStringLiteral("s1"), {}), {});
        // The program ended between the join and the answer to what the room is.
        m_bench->commit(chunk(QStringLiteral("s2"), {join}), "s1");
        QCOMPARE(m_bench->stored().incomplete, QList<RoomId>{room});
        makeSession(Dialect::V1);
        server()
            .expects(Method::Get, QStringLiteral("/api/v1/events"))
            .replies(200, chunk(QStringLiteral("s2")));
        auto &asked = server()
                          .expects(Method::Get, QStringLiteral("/rooms/!r:x/initialSync"))
                          .replies(200, toText(initialRoom(room, {join}, {join})));
        server().expects(Method::Get, QStringLiteral("/api/v1/events")).holds();
        m_session->start();
        settle();
        QVERIFY(asked.isAsked());
    }
    void whatWasLeftGoesOutAfterTheFirstSync()
    {
        m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        OutboxItem item;
        item.txn = TxnId(QStringLiteral("left"));
        item.ts = m_bench->clock.now();
        item.room = room;
        item.type = QStringLiteral("m.room.message");
        item.content = jsonText("{'msgtype':'m.text','body':'left over'}");
        await(m_bench->store->putOutbox(item)).isOk();
        makeSession();
        auto &first = expectPoll().holds();
        m_session->start();
        settle();
        QCOMPARE(m_session->sendQueue().count(), 1);
        QCOMPARE(sentBodies(), QStringList());
        auto &put = server().expects(Method::Put, Send).replies(200, jsonText("{'event_id':'$1'}"));
        bring(first, sync(QStringLiteral("p2")));
        QVERIFY(put.sent().request.path.endsWith(QStringLiteral("/left")));
    }

    void onlyWhoIsInARoomWrites()
    {
        auto &poll = start();
        const QJsonObject invitation{{QStringLiteral("invite_state"), QJsonObject()}};
        bring(poll, syncRooms(QStringLiteral("p3"),
                              {{QStringLiteral("invite"), QJsonObject{{otherRoom.toString(), invitation}}}}));
        const auto sent = m_session->sender().send(otherRoom, typed(QStringLiteral("too early")));
        QVERIFY(sent.error().isMatrix("M_FORBIDDEN"));
        QCOMPARE(m_session->sendQueue().count(), 0);
    }

    // ---- reading
    void marksReadHereAndThere()
    {
        auto &poll = start();
        QJsonObject counted = joined({message(QStringLiteral("$b"))});
        counted.insert(QStringLiteral("unread_notifications"),
                       QJsonObject{{QStringLiteral("notification_count"), 1}});
        auto &next = bring(poll, sync(QStringLiteral("p3"), counted));
        QCOMPARE(m_session->rooms().find(room)->unread, 1);
        auto &receipt =
            server().expects(Method::Post, QStringLiteral("/rooms/!r:x/receipt/m.read/$b")).always();
        auto &marker = server().expects(Method::Post, QStringLiteral("/rooms/!r:x/read_markers"));
        m_session->markRead(room, EventId(QStringLiteral("$b")));
        m_session->markRead(room, EventId(QStringLiteral("$b")));
        settle();
        QCOMPARE(receipt.asked(), 1);
        QCOMPARE(receipt.sent().request.body, QByteArray("{\"thread_id\":\"main\"}"));
        QCOMPARE(marker.sent().request.body, QByteArray("{\"m.fully_read\":\"$b\"}"));
        // All of it, with its threads.
        m_session->markRead(room, {});
        m_session->markRead(room, {});
        settle();
        QCOMPARE(receipt.asked(), 2);
        QCOMPARE(receipt.sent().request.body, QByteArray("{}"));
        QCOMPARE(m_session->rooms().find(room)->unread, 0);
        QCOMPARE(m_session->rooms().find(room)->readMarker, EventId(QStringLiteral("$b")));
        // A reply that the server made before it took the receipt.
        counted.remove(QStringLiteral("timeline"));
        bring(next, sync(QStringLiteral("p4"), counted));
        QCOMPARE(m_session->rooms().find(room)->unread, 0);
    }
    void aLostReceiptIsSentAgain()
    {
        auto &poll = start();
        const QString path = QStringLiteral("/receipt/m.read/$a");
        server().expects(Method::Post, ReadMarkers);
        server().expects(Method::Post, path).fails(Error::Kind::Network);
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        QCOMPARE(server().count(Method::Post, path), 1);
        server().expects(Method::Post, path);
        bring(poll, sync(QStringLiteral("p3"), {}));
        QCOMPARE(server().count(Method::Post, path), 2);
    }
    void whatCouldNotBeToldIsToldAfterTheNextStart()
    {
        auto &poll = start();
        bring(poll, sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b"))})));
        const QString path = QStringLiteral("/receipt/m.read/$a");
        const QString mark = QStringLiteral("/user/@me:x/rooms/!r:x/account_data/m.marked_unread");
        server().expects(Method::Post, path).holds(); // no answer before the end
        server().expects(Method::Put, mark).fails(Error::Kind::Network);
        m_session->setMarkedUnread(room, true);
        settle();
        m_session->markRead(room, EventId(QStringLiteral("$a")), {});
        server().expects(Method::Put, mark).fails(Error::Kind::Network);
        settle();
        m_session.reset();
        m_bench->reopen();
        makeSession();
        auto &receipt = server().expects(Method::Post, path);
        auto &unmarked = server().expects(Method::Put, mark);
        server().expects(Method::Post, ReadMarkers);
        expectPoll().replies(200, sync(QStringLiteral("p4")));
        auto &next = expectPoll().holds();
        m_session->start();
        settle();
        QCOMPARE(receipt.sent().request.body, QByteArray("{\"thread_id\":\"main\"}"));
        QCOMPARE(unmarked.sent().request.body, QByteArray("{\"unread\":false}"));
        // Once is enough.
        bring(next, sync(QStringLiteral("p5")));
        QVERIFY(await(m_session->store().load(Dialect::V3))->untold.isEmpty());
    }
    void aMarkThatAnotherDeviceSetSinceIsKept()
    {
        start();
        const QString mark = QStringLiteral("/user/@me:x/rooms/!r:x/account_data/m.marked_unread");
        server().expects(Method::Put, mark).fails(Error::Kind::Network);
        m_session->setMarkedUnread(room, true);
        settle();
        m_session.reset();
        m_bench->reopen();
        makeSession();
        expectPoll().replies(200, sync(QStringLiteral("p3"), marked(false)));
        auto &next = expectPoll().holds();
        m_session->start();
        settle();
        QVERIFY(!m_session->rooms().find(room)->isMarkedUnread);
        bring(next, sync(QStringLiteral("p4")));
        QCOMPARE(server().count(Method::Put, mark), 1);
        QVERIFY(await(m_session->store().load(Dialect::V3))->untold.isEmpty());
    }
    void aServerWithoutReceiptsIsAskedOnce()
    {
        auto &poll = start();
        bring(poll, sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b"))})));
        for (const QString &path : {QStringLiteral("/receipt/m.read/$a"), ReadMarkers})
            server().expects(Method::Post, path).replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        m_session->markRead(room, EventId(QStringLiteral("$b")));
        settle();
        QCOMPARE(m_session->rooms().find(room)->readMarker, EventId(QStringLiteral("$b")));
    }
    void aPageInBetweenDoesNotEndReceipts()
    {
        auto &poll = start();
        bring(poll, sync(QStringLiteral("p3"), joined({message(QStringLiteral("$b"))})));
        for (const QString &path : {QStringLiteral("/receipt/m.read/$a"), ReadMarkers})
            server().expects(Method::Post, path).replies(404, "404 page not found", "text/plain");
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        auto &receipt = server().expects(Method::Post, QStringLiteral("/receipt/m.read/$b"));
        server().expects(Method::Post, ReadMarkers);
        m_session->markRead(room, EventId(QStringLiteral("$b")));
        settle();
        QVERIFY(receipt.isAsked());
    }
    void readsInPrivateIfOneWantsTo()
    {
        start();
        m_session->receipts().setPublic(false);
        server().expects(Method::Post, ReadMarkers);
        auto &receipt = server().expects(Method::Post, QStringLiteral("/receipt/m.read.private/$a"));
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        QVERIFY(receipt.isAsked());
    }
    void aThreadIsReadByItself()
    {
        auto &poll = start();
        const QJsonObject relation{{QStringLiteral("rel_type"), QStringLiteral("m.thread")},
                                   {QStringLiteral("event_id"), QStringLiteral("$a")}};
        QJsonObject aside = message(QStringLiteral("$t"));
        QJsonObject content = aside.value(QStringLiteral("content")).toObject();
        content.insert(QStringLiteral("m.relates_to"), relation);
        aside.insert(QStringLiteral("content"), content);
        QJsonObject counted = joined({aside});
        counted.insert(QStringLiteral("unread_notifications"),
                       QJsonObject{{QStringLiteral("notification_count"), 0}});
        const QJsonObject one{{QStringLiteral("notification_count"), 1}};
        counted.insert(QStringLiteral("unread_thread_notifications"),
                       QJsonObject{{QStringLiteral("$a"), one}});
        const auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        auto &next = bring(poll, sync(QStringLiteral("p3"), counted));
        const auto inThread = [&timeline] { return timeline->items().constLast().thread->unread; };
        QCOMPARE(inThread(), 1);
        QVERIFY(m_session->rooms().find(room)->hasUnreadThreads);
        auto &receipt = server().expects(Method::Post, QStringLiteral("/receipt/m.read/$t"));
        m_session->markRead(room, EventId(QStringLiteral("$t")), EventId(QStringLiteral("$a")));
        settle();
        QCOMPARE(receipt.sent().request.body, QByteArray("{\"thread_id\":\"$a\"}"));
        QCOMPARE(inThread(), 0);
        QVERIFY(!m_session->rooms().find(room)->hasUnreadThreads);
        // A reply that the server made before it took the receipt.
        counted.remove(QStringLiteral("timeline"));
        bring(next, sync(QStringLiteral("p4"), counted));
        QCOMPARE(inThread(), 0);
    }
    void aMarkAsUnreadGoesWhenOneReads()
    {
        auto &poll = start();
        const QString path = QStringLiteral("/user/@me:x/rooms/!r:x/account_data/m.marked_unread");
        auto &mark = server().expects(Method::Put, path).always();
        m_session->setMarkedUnread(room, true);
        settle();
        QVERIFY(m_session->rooms().find(room)->mayHaveUnread());
        QCOMPARE(mark.sent().request.body, QByteArray("{\"unread\":true}"));
        server().expects(Method::Post, ReadMarkers);
        server().expects(Method::Post, QStringLiteral("/receipt/m.read/$a"));
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        QVERIFY(!m_session->rooms().find(room)->mayHaveUnread());
        QCOMPARE(mark.sent().request.body, QByteArray("{\"unread\":false}"));
        // Set and cleared on other devices.
        auto &next = bring(poll, sync(QStringLiteral("p3"), marked(true)));
        QVERIFY(m_session->rooms().find(room)->isMarkedUnread);
        bring(next, sync(QStringLiteral("p4"), marked(false)));
        QVERIFY(!m_session->rooms().find(room)->isMarkedUnread);
    }
    void readingDoesNotBringBackAForgottenRoom()
    {
        start();
        server().expects(Method::Post, QStringLiteral("/rooms/!r:x/forget"));
        QVERIFY(await(m_session->actions().forget(room)).isOk());
        QVERIFY(!m_session->rooms().find(room));
        m_session->markRead(room, EventId(QStringLiteral("$a")));
        settle();
        QVERIFY(!m_session->rooms().find(room));
        QCOMPARE(await(m_session->store().load(Dialect::V3))->rooms.size(), 0);
    }
    void troubleWithTheKeysIsToldWhereMessagesWait()
    {
        start();
        server().expects(Method::Put, Send).replies(503, "<html>");
        QVERIFY(m_session->sender().send(room, typed(QStringLiteral("x"))).isOk());
        settle();
        QSignalSpy progressed(&m_session->sendQueue(), &SendQueue::progressed);
        m_session->encryptionHealth().setKeysOfAnother(true);
        QCOMPARE(progressed.size(), 1);
    }
    void sendingEndsTyping()
    {
        start();
        const QString path = QStringLiteral("/rooms/!r:x/typing/@me:x");
        server().expects(Method::Put, path).always();
        server().expects(Method::Put, Send).replies(200, jsonText("{'event_id':'$1'}"));
        m_session->setTyping(room, true);
        QVERIFY(m_session->sender().send(room, typed(QStringLiteral("x"))).isOk());
        settle();
        QCOMPARE(server().count(Method::Put, path), 2);
        m_bench->clock.advance(1h);
        QCOMPARE(server().count(Method::Put, path), 2);
    }
    /// They need not have come with what is there since the start.
    void whoTypesHasTheNameOfTheirMessages()
    {
        const QJsonArray people{
            member(QStringLiteral("$m1"), bob, QStringLiteral("join"), QStringLiteral("Bob")),
            member(QStringLiteral("$m2"), me, QStringLiteral("join"), QStringLiteral("Bob"))};
        m_bench->commit(sync(QStringLiteral("p0"), joined(people)));
        auto &poll = start();
        QJsonObject typing = joined({});
        typing.insert(QStringLiteral("ephemeral"),
                      json("{'events':[{'type':'m.typing','content':{'user_ids':['@bob:x','@new:x']}}]}"));
        bring(poll, sync(QStringLiteral("p3"), typing));
        const QList<TypingPerson> expected{{bob, QStringLiteral("Bob (@bob:x)")},
                                           {UserId(QStringLiteral("@new:x")), QStringLiteral("@new:x")}};
        QCOMPARE(m_session->rooms().typing(room), expected);
    }
    void nobodyTypesWhileOffline()
    {
        auto &poll = start();
        QJsonObject typing = joined({});
        typing.insert(QStringLiteral("ephemeral"),
                      json("{'events':[{'type':'m.typing','content':{'user_ids':['@bob:x']}}]}"));
        auto &next = bring(poll, sync(QStringLiteral("p3"), typing));
        QCOMPARE(m_session->rooms().typing(room).size(), 1);
        next.releaseError(Error::of(Error::Kind::Network));
        QVERIFY(m_session->connection().phase == Connection::Phase::Offline);
        QVERIFY(m_session->rooms().typing(room).isEmpty());
        // The network is back: dead connections go, and it asks at once.
        auto &again = expectPoll().holds();
        m_session->wakeUp();
        QVERIFY(again.isAsked());
        QCOMPARE(server().resets(), 1);
    }

    // ---- ending
    void signsOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isOk");
        QTest::newRow("told") << 200 << QByteArray("{}") << true;
        QTest::newRow("dead token") << 401 << QByteArray(R"({"errcode":"M_UNKNOWN_TOKEN"})") << true;
        QTest::newRow("dead token of 2014") << 403 << QByteArray(R"({"errcode":"M_UNKNOWN_TOKEN"})") << true;
        QTest::newRow("2014 has no logout")
            << 400 << QByteArray(R"({"error":"Unrecognized request"})") << true;
        QTest::newRow("down") << 502 << QByteArray("<html>") << false;
    }
    void signsOut()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isOk);
        auto &poll = start();
        server().expects(Method::Post, QStringLiteral("/logout")).replies(status, body);
        const auto result = await(m_session->signOut());
        QCOMPARE(result.isOk(), isOk);
        QVERIFY(poll.sent().isAborted);
        m_bench->clock.advance(24h);
        QCOMPARE(server().count(Method::Get, Sync), 2);
    }
    void aDeadTokenIsToldAndWhatIsStoredStays()
    {
        auto &poll = start();
        QSignalSpy refused(m_session.get(), &Session::tokenRefused);
        poll.release(401, R"({"errcode":"M_UNKNOWN_TOKEN","soft_logout":true})");
        QCOMPARE(refused.size(), 1);
        const auto timeline = m_session->openTimeline(room);
        timeline->open({});
        settle();
        QCOMPARE(timeline->items().last().event, EventId(QStringLiteral("$a")));
    }
    void aLockedAccountIsKeptAndTriedAgain()
    {
        auto &poll = start();
        QSignalSpy changed(m_session.get(), &Session::standingChanged);
        QSignalSpy refused(m_session.get(), &Session::tokenRefused);
        poll.release(401, R"({"errcode":"M_USER_LOCKED","error":"locked","soft_logout":true})");
        QCOMPARE(m_session->standing().kind, AccountStanding::Kind::Locked);
        QCOMPARE(m_session->connection().phase, Connection::Phase::Failed);
        expectPoll().replies(200, sync(QStringLiteral("p3")));
        expectPoll().holds();
        m_bench->clock.advance(2s);
        settle();
        QVERIFY(m_session->standing().isGood());
        QCOMPARE(m_session->connection().phase, Connection::Phase::Syncing);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(refused.size(), 0);
    }
    void keysOfAnotherSessionAreToldAndNothingIsFetched()
    {
        QVERIFY(await(m_bench->store->openKeys(QStringLiteral("ELSEWHERE"))));
        m_bench->reopen();
        makeSession(Dialect::V3, true, QStringLiteral("HERE"));
        QSignalSpy failed(m_session.get(), &Session::failed);
        m_session->start();
        settle();
        using Problem = EncryptionHealth::Problem;
        QCOMPARE(m_session->encryptionHealth().problems(), QList<Problem>{Problem::KeysOfAnother});
        QCOMPARE(m_session->connection().phase, Connection::Phase::Failed);
        QCOMPARE(m_session->connection().error.kind, Error::Kind::OtherAccount);
        QCOMPARE(failed.size(), 1);
        // Nor when one asks for it.
        m_session->wakeUp();
        settle();
        QCOMPARE(server().sent().size(), 0);
        m_session->close();
        m_session.reset();
        m_bench->reopen();
        QVERIFY(await(m_bench->store->openKeys(QStringLiteral("ELSEWHERE")))); // they are as they were
    }
    void closesInTheMiddleOfItAll()
    {
        auto &poll = start();
        auto &put = server().expects(Method::Put, Send).holds();
        auto &typing = server().expects(Method::Put, QStringLiteral("/typing/@me:x")).holds();
        m_session->sender().send(room, typed(QStringLiteral("x"))).isOk();
        settle();
        m_session->setTyping(room, true);
        m_session->close();
        for (const auto *each : {&poll, &put, &typing})
            QVERIFY(each->sent().isAborted);
        m_session.reset();
        QCOMPARE(m_bench->clock.pending(), 0);
        m_bench->reopen();
        QCOMPARE(m_bench->stored().outbox.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"

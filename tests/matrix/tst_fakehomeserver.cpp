// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"
#include "matrix/networktransport.h"
#include "matrix/requests.h"
#include "matrix/syncdialect.h"

#include "support/fakehomeserver.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

/// The guide of 2014 from its first call to its last, over the real transport, and the oddities of its
/// server.
class TestFakeHomeserver : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeHomeserver> m_server;
    NetworkTransport m_transport;
    const Requests m_requests{ServerVersion{Dialect::V1, false}};
    QByteArray m_alice, m_bob;
    const UserId m_aliceId{FakeHomeserver::idOf(u"alice"_qs)};
    const UserId m_bobId{FakeHomeserver::idOf(u"bob"_qs)};

    Result<Reply> ask(const Request &request, const QByteArray &token)
    {
        std::optional<Result<Reply>> got;
        m_transport.send(m_server->url(), request, token, true).then(this, [&](Result<Reply> result) {
            got = std::move(result);
        });
        if (!QTest::qWaitFor([&] { return got.has_value(); }))
            return Error::of(Error::Kind::Timeout);
        return *got;
    }
    Result<SyncBatch> sync(const UserId &self, const QByteArray &token, const QByteArray &position,
                           std::chrono::milliseconds timeout = 0ms)
    {
        const auto dialect = makeSyncDialect(m_requests.version(), self);
        auto reply = ask(dialect->request(position, {timeout}), token);
        if (!reply)
            return reply.error();
        return dialect->parse(position, reply->body, 0);
    }
    void begin(Era era)
    {
        m_server = std::make_unique<FakeHomeserver>(era);
        QVERIFY(m_server->listen());
        m_alice = m_server->addUser(u"alice"_qs, u"wordpass"_qs);
        m_bob = m_server->addUser(u"bob"_qs, u"wordpass"_qs);
    }
    RoomId create(const NewRoom &room)
    {
        auto reply = ask(m_requests.createRoom(room), m_alice);
        return reply ? *Requests::readRoomId(reply->body, {}) : RoomId();
    }

private Q_SLOTS:
    void eras_data()
    {
        QTest::addColumn<bool>("isTyped");
        QTest::newRow("0.2") << false;
        QTest::newRow("0.3") << true;
    }
    void theWholeGuide_data() { eras_data(); }
    void theWholeGuide()
    {
        QFETCH(bool, isTyped);
        begin(isTyped ? Era::V03 : Era::V02);
        QVERIFY(ask(Requests::versions(), {}).error().kind == Error::Kind::NotMatrix);
        QCOMPARE(ask(m_requests.registerFlowsV1(), {}).isOk(), isTyped);
        const auto example = Requests::readSignedIn(
            ask(m_requests.registerV1(u"example"_qs, u"wordpass"_qs, isTyped), {})->body);
        QCOMPARE(example->user, UserId(u"@example:localhost"_qs));
        QVERIFY(ask(m_requests.registerV1(u"example"_qs, u"wordpass"_qs, isTyped), {})
                    .error()
                    .isMatrix("M_USER_IN_USE"));
        QVERIFY(Requests::readLoginFlows(ask(m_requests.loginFlows(), {})->body)->hasPassword());
        QVERIFY(Requests::readSignedIn(ask(m_requests.login(u"example"_qs, u"wordpass"_qs, {}), {})->body));
        QVERIFY(ask(m_requests.login(u"example"_qs, u"nope"_qs, {}), {}).error().isMatrix("M_FORBIDDEN"));

        const RoomId room = create({{}, u"tutorial"_qs, {}, true, false, false, {}});
        QVERIFY(!room.isEmpty());
        const QByteArray hello = "{\"msgtype\":\"m.text\",\"body\":\"hello\"}";
        const auto first = ask(m_requests.send(room, u"m.room.message"_qs, TxnId(u"t1"_qs), hello), m_alice);
        QVERIFY(first);
        QCOMPARE(ask(m_requests.send(room, u"m.room.message"_qs, TxnId(u"t1"_qs), hello), m_alice)->body,
                 first->body);

        auto bob = sync(m_bobId, m_bob, {});
        QVERIFY(bob && bob->rooms.isEmpty());
        QVERIFY(ask(m_requests.invite(room, m_bobId), m_alice));
        bob = sync(m_bobId, m_bob, bob->position);
        QCOMPARE(bob->rooms.size(), 1);
        QVERIFY(bob->rooms[0].membership == Membership::Invite);
        QCOMPARE(bob->rooms[0].inviter, m_aliceId);

        const auto joined = ask(m_requests.join(room.toString()), m_bob);
        QCOMPARE(*Requests::readRoomId(joined->body, room), room);
        QCOMPARE(joined->body, isTyped ? QByteArray("{}") : QByteArray("\"\""));
        bob = sync(m_bobId, m_bob, bob->position);
        QCOMPARE(bob->incomplete, QList<RoomId>{room});
        const auto dialect = makeSyncDialect(m_requests.version(), m_bobId);
        QVERIFY(dialect->parseRoom(room, ask(*dialect->roomRequest(room), m_bob)->body, 0).error().kind ==
                Error::Kind::Unsupported);
        const auto whole = dialect->parseRoom(room, ask(*dialect->roomFallbackRequest(), m_bob)->body, 0);
        QCOMPARE(whole->rooms.size(), 1);
        QVERIFY(whole->rooms[0].isFullState);
        QVERIFY(readMessage(whole->rooms[0].timeline[whole->rooms[0].timeline.size() - 3].content).body ==
                u"hello");

        QCOMPARE(Requests::readMembers(ask(m_requests.members(room), m_bob)->body, 0)->size(), 2);
        QVERIFY(ask(m_requests.join(u"#tutorial:localhost"_qs), example->token));
        QCOMPARE(*Requests::readAlias(ask(m_requests.resolveAlias(u"#tutorial:localhost"_qs), m_alice)->body),
                 room);
        QVERIFY(Requests::readAlias(ask(m_requests.resolveAlias(u"#none:localhost"_qs), m_alice)->body)
                    .error()
                    .kind == Error::Kind::NotFound);
        QVERIFY(ask(m_requests.leave(room), m_bob));
        QVERIFY(ask(m_requests.leave(room), m_bob).error().isMatrix("M_FORBIDDEN"));
        QVERIFY(!m_server->hasSeenHeaderToken());
    }
    void pollsWaitAndWake()
    {
        begin(Era::V02);
        const RoomId room = create({});
        auto batch = sync(m_aliceId, m_alice, {});
        QVERIFY(batch);
        batch = sync(m_aliceId, m_alice, batch->position);
        QCOMPARE(batch->presence.size(), 1); // the first poll brings one's own presence
        std::optional<Result<Reply>> got;
        const auto dialect = makeSyncDialect(m_requests.version(), m_aliceId);
        m_transport.send(m_server->url(), dialect->request(batch->position, {30s}), m_alice, true)
            .then(this, [&](Result<Reply> result) { got = std::move(result); });
        QTRY_COMPARE(m_server->openPolls(), 1);
        QVERIFY(!got);
        const QString id = m_server->say(u"alice"_qs, room.toString(), u"live"_qs);
        QTRY_VERIFY(got);
        batch = dialect->parse(batch->position, (*got)->body, 0);
        QCOMPARE(batch->rooms[0].timeline.last().id, EventId(id));
        batch = sync(m_aliceId, m_alice, batch->position);
        QVERIFY(batch->rooms.isEmpty());
        QVERIFY(dialect->isPositionRefused(sync(m_aliceId, m_alice, "garbage").error()));
    }
    void historyOverlapsAndRepeatsItsStart()
    {
        begin(Era::V02);
        const RoomId room = create({u"N"_qs, {}, {}, true, false, false, {}});
        for (int i = 0; i < 15; ++i)
            m_server->say(u"alice"_qs, room.toString(), QString::number(i));
        QStringList ids;
        QString from;
        int pages = 0;
        int repeated = 0;
        for (bool isEnd = false; !isEnd && pages < 20; ++pages) {
            const auto page =
                Requests::readMessages(ask(m_requests.messages(room, from, 5), m_alice)->body, from, 0);
            QVERIFY(page);
            for (const Event &event : page->events) {
                if (ids.contains(event.id.toString()))
                    ++repeated;
                else
                    ids.append(event.id.toString());
            }
            from = page->end;
            isEnd = from.isEmpty();
        }
        QCOMPARE(ids.size(), 23); // eight of the room's making and fifteen messages
        QVERIFY(pages < 20);
        QCOMPARE(repeated, pages - 1);
    }
    void refusesAsIn2014()
    {
        begin(Era::V02);
        const RoomId room = create({{}, {}, {}, false, false, false, {}});
        auto error = ask(m_requests.members(room), {}).error();
        QCOMPARE(error.httpStatus, 403);
        QVERIFY(error.isMatrix("M_FORBIDDEN"));
        error = ask(m_requests.members(room), "bad").error();
        QVERIFY(error.isUnknownToken());
        error = ask(m_requests.typing(room, m_aliceId, true, 1s), m_alice).error();
        QCOMPARE(error.httpStatus, 400);
        QCOMPARE(error.matrixCode, QString());
        QCOMPARE(error.text, u"Unrecognized request"_qs);
        QVERIFY(ask(m_requests.join(room.toString()), m_bob).error().isMatrix("M_FORBIDDEN"));
        QVERIFY(ask(m_requests.receipt(room, EventId(u"x"_qs), {}, false), m_alice).error().kind ==
                Error::Kind::NotMatrix);
        QVERIFY(ask(m_requests.kick(room, m_bobId, {}), m_alice));
        QVERIFY(ask(m_requests.logout(), m_alice).error().httpStatus == 400);
    }
    void makesTrouble()
    {
        begin(Era::V03);
        const RoomId room = create({});
        m_server->setMessagesLeft(0, 1234);
        const auto error = ask(m_requests.send(room, u"m.room.message"_qs, TxnId(u"1"_qs),
                                               "{\"msgtype\":\"m.text\",\"body\":\"x\"}"),
                               m_alice)
                               .error();
        QVERIFY(error.kind == Error::Kind::RateLimited);
        QCOMPARE(error.retryAfter, 1234ms);
        m_server->setDown(502);
        QVERIFY(ask(m_requests.members(room), m_alice).error().isTransient());
        m_server->setDown(0);
        m_server->killToken(m_alice);
        QVERIFY(ask(m_requests.members(room), m_alice).error().isUnknownToken());
    }
    void redactsSince03()
    {
        begin(Era::V03);
        const RoomId room = create({});
        const EventId id(m_server->say(u"alice"_qs, room.toString(), u"oops"_qs));
        QVERIFY(ask(m_requests.redact(room, id, TxnId(u"1"_qs), u"oops"_qs), m_alice));
        const auto page = Requests::readMessages(ask(m_requests.messages(room, {}, 5), m_alice)->body, {},
                                                 QDateTime::currentMSecsSinceEpoch());
        QCOMPARE(page->events[0].redacts, id);
        QVERIFY(page->events[1].isRedacted);
        QVERIFY(page->events[1].ts > 0);
        QCOMPARE(page->events[1].content, QByteArray("{}"));
    }
};

QTEST_GUILESS_MAIN(TestFakeHomeserver)
#include "tst_fakehomeserver.moc"

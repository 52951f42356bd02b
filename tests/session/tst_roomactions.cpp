// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomactions.h"

#include "session/accountdata.h"
#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestRoomActions : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;

    void begin(Dialect dialect)
    {
        m_bench = std::make_unique<Bench>(dialect);
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
    }
    FakeTransport &server() { return m_bench->server; }
    static QString prefix(Dialect dialect)
    {
        return dialect == Dialect::V1 ? QStringLiteral("/_matrix/client/api/v1")
                                      : QStringLiteral("/_matrix/client/v3");
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }
    static void addDialects()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::newRow("today") << Dialect::V3;
        QTest::newRow("2014") << Dialect::V1;
    }

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_actions.reset();
        m_data.reset();
        m_bench.reset();
    }

    void creates_data() { addDialects(); }
    void creates()
    {
        QFETCH(Dialect, dialect);
        begin(dialect);
        NewRoom wanted;
        wanted.name = QStringLiteral("Tea");
        wanted.alias = QStringLiteral("tea");
        wanted.topic = QStringLiteral("Leaves");
        wanted.isPublic = true;
        wanted.invite = {bob};
        auto &asked = server()
                          .expects(Method::Post, prefix(dialect) + QStringLiteral("/createRoom"))
                          .replies(200, jsonText("{'room_id':'!new:x'}"));
        const auto made = await(m_actions->create(wanted));
        QVERIFY(made.isOk());
        QCOMPARE(*made, RoomId(QStringLiteral("!new:x")));
        const QJsonObject body = bodyOf(asked);
        QCOMPARE(body.value(u"name").toString(), QStringLiteral("Tea"));
        QCOMPARE(body.value(u"room_alias_name").toString(), QStringLiteral("tea"));
        QCOMPARE(body.value(u"topic").toString(), QStringLiteral("Leaves"));
        QCOMPARE(body.value(u"preset").toString(), QStringLiteral("public_chat"));
        QCOMPARE(body.value(u"invite").toArray(), QJsonArray{bob.toString()});
    }
    void aDirectChatIsNoted_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("the first") << 404 << QByteArray(R"({"errcode":"M_NOT_FOUND"})")
                                   << QByteArray(R"({"@bob:x":["!new:x"]})");
        QTest::newRow("beside others")
            << 200 << QByteArray(R"({"@bob:x":["!old:x"],"@eve:x":["!e:x"],"odd":1})")
            << QByteArray(R"({"@bob:x":["!old:x","!new:x"],"@eve:x":["!e:x"],"odd":1})");
    }
    void aDirectChatIsNoted()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        begin(Dialect::V3);
        NewRoom wanted;
        wanted.isDirect = true;
        wanted.invite = {bob};
        const QString note = QStringLiteral("/account_data/m.direct");
        server()
            .expects(Method::Post, QStringLiteral("/createRoom"))
            .replies(200, jsonText("{'room_id':'!new:x'}"));
        server().expects(Method::Get, note).replies(status, before);
        auto &noted = server().expects(Method::Put, note).replies(200, "{}");
        QCOMPARE(*await(m_actions->create(wanted)), RoomId(QStringLiteral("!new:x")));
        QCOMPARE(bodyOf(noted), QJsonDocument::fromJson(after).object());
    }
    /// What one adds, the other does not write over.
    void twoDirectChatsAtOnceAreBothNoted()
    {
        begin(Dialect::V3);
        const QString note = QStringLiteral("/account_data/m.direct");
        server().expects(Method::Post, QStringLiteral("/join/!a:x")).replies(200, "{}");
        server().expects(Method::Post, QStringLiteral("/join/!b:x")).replies(200, "{}");
        server().expects(Method::Get, note).replies(200, "{}");
        server().expects(Method::Put, note).replies(200, "{}");
        server().expects(Method::Get, note).replies(200, jsonText("{'@bob:x':['!a:x']}"));
        auto &noted = server().expects(Method::Put, note).replies(200, "{}");
        auto one = m_actions->join(QStringLiteral("!a:x"), bob);
        auto two = m_actions->join(QStringLiteral("!b:x"), bob);
        QVERIFY(await(std::move(one)).isOk());
        QVERIFY(await(std::move(two)).isOk());
        QCOMPARE(bodyOf(noted), json("{'@bob:x':['!a:x','!b:x']}"));
    }
    void leavesAndForgetsInOne()
    {
        begin(Dialect::V3);
        m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        server().expects(Method::Post, QStringLiteral("/rooms/!r:x/leave")).replies(403, "{}");
        QVERIFY(!await(m_actions->leaveAndForget(room)).isOk());
        server().expects(Method::Post, QStringLiteral("/rooms/!r:x/leave")).replies(200, "{}");
        server().expects(Method::Post, QStringLiteral("/rooms/!r:x/forget")).replies(200, "{}");
        QVERIFY(await(m_actions->leaveAndForget(room)).isOk());
        QCOMPARE(m_bench->stored().rooms.size(), 0);
    }
    void whatCannotBeNotedIsThereAllTheSame()
    {
        begin(Dialect::V3);
        server()
            .expects(Method::Post, QStringLiteral("/join/!tea:x"))
            .replies(200, jsonText("{'room_id':'!tea:x'}"));
        // What is noted there is not known: it is not written over.
        server().expects(Method::Get, QStringLiteral("/account_data/m.direct")).replies(403, "{}");
        QVERIFY(await(m_actions->join(QStringLiteral("!tea:x"), bob)).isOk());
    }
    void aNewChatIsEncrypted_data()
    {
        QTest::addColumn<bool>("canEncrypt");
        QTest::newRow("by a session with keys") << true;
        QTest::newRow("not by one without") << false;
    }
    void aNewChatIsEncrypted()
    {
        QFETCH(bool, canEncrypt);
        begin(Dialect::V3);
        RoomActions actions(*m_bench->api, *m_bench->store, *m_data, me, canEncrypt);
        const QString note = QStringLiteral("/account_data/m.direct");
        server().expects(Method::Get, note).replies(200, jsonText("{'@bob:x':['!left:x']}")).always();
        auto &asked = server()
                          .expects(Method::Post, QStringLiteral("/createRoom"))
                          .replies(200, jsonText("{'room_id':'!new:x'}"));
        server().expects(Method::Put, note).replies(200, "{}");
        const auto chat = await(actions.chatWith(bob, [](const RoomId &) { return false; }));
        QCOMPARE(*chat, RoomId(QStringLiteral("!new:x")));
        QVERIFY(bodyOf(asked).value(u"is_direct").toBool());
        const QJsonArray encrypted = jsonArray("[{'type':'m.room.encryption','state_key':'',"
                                               "'content':{'algorithm':'m.megolm.v1.aes-sha2'}}]");
        QCOMPARE(bodyOf(asked).value(u"initial_state").toArray(), canEncrypt ? encrypted : QJsonArray());
    }
    void encryptsARoomOnce()
    {
        begin(Dialect::V3);
        auto &asked = server()
                          .expects(Method::Put, QStringLiteral("/rooms/!r:x/state/m.room.encryption"))
                          .replies(200, jsonText("{'event_id':'$e'}"));
        QVERIFY(await(m_actions->encrypt(room)).isOk());
        QCOMPARE(bodyOf(asked), json("{'algorithm':'m.megolm.v1.aes-sha2'}"));
        QCOMPARE(server().sent().size(), 1);
    }
    void aTakenAliasIsAnError()
    {
        begin(Dialect::V3);
        server()
            .expects(Method::Post, QStringLiteral("/createRoom"))
            .replies(400, R"({"errcode":"M_ROOM_IN_USE","error":"taken"})");
        const auto made = await(m_actions->create({}));
        QVERIFY(made.error().isMatrix("M_ROOM_IN_USE"));
    }
    void aRoomIsNotMadeTwice()
    {
        begin(Dialect::V3);
        server().expects(Method::Post, QStringLiteral("/createRoom")).fails(Error::Kind::Network);
        QCOMPARE(await(m_actions->create({})).error().kind, Error::Kind::Network);
        QCOMPARE(server().sent().size(), 1);
    }

    void joins_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("joined");
        const QByteArray plain = jsonText("{'room_id':'!r:x'}");
        for (const Dialect dialect : {Dialect::V3, Dialect::V1}) {
            const char *when = dialect == Dialect::V3 ? "today" : "2014";
            QTest::addRow("alias, %s", when)
                << dialect << QStringLiteral("#tea:x") << QStringLiteral("/join/%23tea:x") << plain
                << QStringLiteral("!r:x");
            QTest::addRow("id, %s", when) << dialect << QStringLiteral(" !r:x ")
                                          << QStringLiteral("/join/!r:x") << plain << QStringLiteral("!r:x");
            QTest::addRow("matrix.to alias, %s", when)
                << dialect << QStringLiteral("https://matrix.to/#/%23tea:x")
                << QStringLiteral("/join/%23tea:x") << plain << QStringLiteral("!r:x");
            QTest::addRow("matrix.to id and event, %s", when)
                << dialect << QStringLiteral("https://matrix.to/#/!r:x/$e?via=y")
                << QStringLiteral("/join/!r:x") << plain << QStringLiteral("!r:x");
            QTest::addRow("matrix: alias, %s", when)
                << dialect << QStringLiteral("matrix:r/tea:x") << QStringLiteral("/join/%23tea:x") << plain
                << QStringLiteral("!r:x");
            QTest::addRow("matrix: id, %s", when)
                << dialect << QStringLiteral("matrix:roomid/r:x?action=join") << QStringLiteral("/join/!r:x")
                << plain << QStringLiteral("!r:x");
        }
        QTest::newRow("id without a server, room version 12")
            << Dialect::V3 << QStringLiteral("!AbCd") << QStringLiteral("/join/!AbCd")
            << jsonText("{'room_id':'!AbCd'}") << QStringLiteral("!AbCd");
        QTest::newRow("0.2 answers an empty string to an id")
            << Dialect::V1 << QStringLiteral("!r:x") << QStringLiteral("/join/!r:x") << QByteArray("\"\"")
            << QStringLiteral("!r:x");
    }
    void joins()
    {
        QFETCH(Dialect, dialect);
        QFETCH(QString, link);
        QFETCH(QString, path);
        QFETCH(QByteArray, reply);
        QFETCH(QString, joined);
        begin(dialect);
        server().expects(Method::Post, prefix(dialect) + path).replies(200, reply);
        const auto room = await(m_actions->join(link));
        QVERIFY(room.isOk());
        QCOMPARE(*room, RoomId(joined));
    }
    void joinsThroughTheServersOfALink()
    {
        begin(Dialect::V3);
        auto &asked = server().expects(Method::Post, QStringLiteral("/join/!r:x")).replies(200, "{}");
        QVERIFY(
            await(m_actions->join(QStringLiteral("https://matrix.to/#/!r:x?via=one.y&via=two.y"))).isOk());
        QStringList via;
        for (const auto &[key, value] : asked.sent().request.query) {
            if (key == QStringLiteral("via"))
                via << value;
        }
        QCOMPARE(via, (QStringList{QStringLiteral("one.y"), QStringLiteral("two.y")}));
    }
    void joinsNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "tea", "#tea", "#:x", "@bob:x", "matrix:u/bob:x", "https://matrix.to/#/@bob:x",
              "https://example.org/#/%23tea:x", "!", "# tea:x", "matrix:r", "matrix:"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
    void joinsNothingElse()
    {
        QFETCH(QString, text);
        begin(Dialect::V3);
        QCOMPARE(await(m_actions->join(text)).error().kind, Error::Kind::Invalid);
        QCOMPARE(server().sent().size(), 0);
    }
    void anAliasIsNeededForAnAnswerWithoutAnId()
    {
        begin(Dialect::V1);
        server().expects(Method::Post, QStringLiteral("/join/%23tea:x")).replies(200, "\"\"");
        QCOMPARE(await(m_actions->join(QStringLiteral("#tea:x"))).error().kind, Error::Kind::BadReply);
    }
    void joiningMayBeRepeated()
    {
        begin(Dialect::V3);
        server().expects(Method::Post, QStringLiteral("/join/!r:x")).fails(Error::Kind::Network);
        server()
            .expects(Method::Post, QStringLiteral("/join/!r:x"))
            .replies(200, jsonText("{'room_id':'!r:x'}"));
        QVERIFY(await(m_actions->join(QStringLiteral("!r:x"))).isOk());
    }

    void leavesAndInvites_data() { addDialects(); }
    void leavesAndInvites()
    {
        QFETCH(Dialect, dialect);
        begin(dialect);
        const QByteArray nothing = dialect == Dialect::V1 ? "\"\"" : "{}";
        server()
            .expects(Method::Post, prefix(dialect) + QStringLiteral("/rooms/!r:x/leave"))
            .replies(200, nothing);
        QVERIFY(await(m_actions->leave(room)).isOk());
        auto &invited = server()
                            .expects(Method::Post, prefix(dialect) + QStringLiteral("/rooms/!r:x/invite"))
                            .replies(200, nothing);
        QVERIFY(await(m_actions->invite(room, bob)).isOk());
        QCOMPARE(bodyOf(invited).value(u"user_id").toString(), bob.toString());
    }
    void invitesOnlyPeople_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "bob", "@bob", "#tea:x", "!r:x", "bob:x"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
    void invitesOnlyPeople()
    {
        QFETCH(QString, text);
        begin(Dialect::V3);
        QCOMPARE(await(m_actions->invite(room, UserId(text))).error().kind, Error::Kind::Invalid);
        QCOMPARE(server().sent().size(), 0);
    }
    void aRefusedInvitationSaysWhy()
    {
        begin(Dialect::V3);
        server()
            .expects(Method::Post, QStringLiteral("/rooms/!r:x/invite"))
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"not yours"})");
        const auto result = await(m_actions->invite(room, bob));
        QCOMPARE(result.error().text, QStringLiteral("not yours"));
    }

    void forgets_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isForgotten");
        QTest::newRow("forgotten") << 200 << QByteArray("{}") << true;
        QTest::newRow("2014 cannot") << 400 << QByteArray(R"({"error":"Unrecognized request"})") << true;
        QTest::newRow("2018 cannot") << 404 << QByteArray("<html>") << true;
        QTest::newRow("already") << 404 << QByteArray(R"({"errcode":"M_NOT_FOUND"})") << true;
        QTest::newRow("still in it") << 400 << QByteArray(R"({"errcode":"M_UNKNOWN","error":"in the room"})")
                                     << false;
        QTest::newRow("down") << 503 << QByteArray("<html>") << false;
    }
    void forgets()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isForgotten);
        begin(Dialect::V3);
        m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        QList<RoomId> told;
        m_actions->setOnForgotten([&told](const RoomId &id) { told << id; });
        server().expects(Method::Post, QStringLiteral("/rooms/!r:x/forget")).replies(status, body);
        QCOMPARE(await(m_actions->forget(room)).isOk(), isForgotten);
        QCOMPARE(told, isForgotten ? QList<RoomId>{room} : QList<RoomId>{});
        QCOMPARE(m_bench->stored().rooms.size(), isForgotten ? 0 : 1);
    }

    void resolves_data() { addDialects(); }
    void resolves()
    {
        QFETCH(Dialect, dialect);
        begin(dialect);
        const QString path = prefix(dialect) + QStringLiteral("/directory/room/%23tea:x");
        server().expects(Method::Get, path).replies(200, jsonText("{'room_id':'!r:x','servers':['x']}"));
        QCOMPARE(*await(m_actions->resolve(QStringLiteral("#tea:x"))), room);
        QCOMPARE(*await(m_actions->resolve(QStringLiteral("!other:x"))), otherRoom);
        // 2014 answered {} to an alias that it did not know, today it is an error.
        if (dialect == Dialect::V1)
            server().expects(Method::Get, path).replies(200, "{}");
        else
            server().expects(Method::Get, path).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        const Error error = await(m_actions->resolve(QStringLiteral("#tea:x"))).error();
        QVERIFY(error.kind == Error::Kind::NotFound || error.isMatrix("M_NOT_FOUND"));
        QCOMPARE(await(m_actions->resolve(QStringLiteral("@bob:x"))).error().kind, Error::Kind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestRoomActions)
#include "tst_roomactions.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"

#include "matrix/previewrequests.h"
#include "matrix/syncbatch.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

class TestRequests : public QObject
{
    Q_OBJECT

private:
    const Requests m_v1{ServerVersion{Dialect::V1, false}};
    const Requests m_r0{ServerVersion{Dialect::V3, true}};
    const Requests m_v3{ServerVersion{Dialect::V3, false}};
    const RoomId m_room{u"!r/1:x"_qs};
    const UserId m_user{u"@a b:x"_qs};

    static QString line(const Request &request)
    {
        constexpr const char *Verbs[]{"GET", "POST", "PUT", "DELETE"};
        QString text = QString::fromLatin1(Verbs[int(request.method)]) + u' ' + request.path;
        for (const auto &[key, value] : request.query)
            text += u' ' + key + u'=' + value;
        return text;
    }
    static QJsonObject body(const Request &request) { return QJsonDocument::fromJson(request.body).object(); }

private Q_SLOTS:
    void encodesPathSegments_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("encoded");
        QTest::newRow("literal") << u"@!:$+~-_.=Az09"_qs << u"@!:$+~-_.=Az09"_qs;
        QTest::newRow("alias") << u"#a/b?c%d e:x"_qs << u"%23a%2Fb%3Fc%25d%20e:x"_qs;
        QTest::newRow("0.3 event") << u"KnRbrxnHaj@localhost"_qs << u"KnRbrxnHaj@localhost"_qs;
        QTest::newRow("umlaut") << u"ä"_qs << u"%C3%A4"_qs;
        QTest::newRow("climbing") << u"../x"_qs << u"..%2Fx"_qs;
        QTest::newRow("dots") << u".."_qs << u"%2E%2E"_qs;
        QTest::newRow("dot") << u"."_qs << u"%2E"_qs;
        QTest::newRow("controls") << u"a\nb&;'\""_qs << u"a%0Ab%26%3B%27%22"_qs;
    }
    void encodesPathSegments()
    {
        QFETCH(QString, id);
        QTEST(encodePathSegment(id), "encoded");
    }
    void paths()
    {
        const QString v1 = u"/_matrix/client/api/v1"_qs;
        const QString v3 = u"/_matrix/client/v3"_qs;
        const QString r0 = u"/_matrix/client/r0"_qs;
        const QString room = u"/rooms/!r%2F1:x"_qs;
        QCOMPARE(line(Requests::wellKnown()), u"GET /.well-known/matrix/client"_qs);
        QCOMPARE(line(Requests::versions()), u"GET /_matrix/client/versions"_qs);
        QCOMPARE(line(m_v1.loginFlows()), QString(u"GET "_qs + v1 + u"/login"_qs));
        QCOMPARE(line(m_r0.loginFlows()), QString(u"GET "_qs + r0 + u"/login"_qs));
        QCOMPARE(line(m_v1.whoAmI()), QString(u"GET "_qs + r0 + u"/account/whoami"_qs));
        QCOMPARE(line(m_v3.whoAmI()), QString(u"GET "_qs + v3 + u"/account/whoami"_qs));
        QCOMPARE(line(Requests::staticLoginPage()), u"GET /_matrix/static/client/login/"_qs);
        QCOMPARE(line(m_v1.loginFallbackPage()), QString(u"GET "_qs + v1 + u"/login/fallback"_qs));
        QCOMPARE(line(m_v3.authFallbackPage(u"m.login.x/y"_qs, u"s"_qs)),
                 QString(u"GET "_qs + v3 + u"/auth/m.login.x%2Fy/fallback/web session=s"_qs));
        QCOMPARE(line(m_v3.registrationTokenValidity(u"t"_qs)),
                 u"GET /_matrix/client/v1/register/m.login.registration_token/validity token=t"_qs);
        QCOMPARE(line(m_v3.join(u"#a:x"_qs, {u"one"_qs})),
                 QString(u"POST "_qs + v3 + u"/join/%23a:x server_name=one via=one"_qs));
        QCOMPARE(line(m_v1.join(u"#a:x"_qs, {u"one"_qs})), QString(u"POST "_qs + v1 + u"/join/%23a:x"_qs));
        QCOMPARE(line(m_v1.leave(m_room)), QString(u"POST "_qs + v1 + room + u"/leave"_qs));
        QCOMPARE(line(m_v3.forget(m_room)), QString(u"POST "_qs + v3 + room + u"/forget"_qs));
        QCOMPARE(line(m_v1.invite(m_room, m_user)), QString(u"POST "_qs + v1 + room + u"/invite"_qs));
        QCOMPARE(line(m_v1.setState(m_room, u"m.room.topic"_qs, {}, "{}")),
                 QString(u"PUT "_qs + v1 + room + u"/state/m.room.topic"_qs));
        QCOMPARE(line(m_v3.setState(m_room, u"m.room.member"_qs, u"@a:x"_qs, "{}")),
                 QString(u"PUT "_qs + v3 + room + u"/state/m.room.member/@a:x"_qs));
        QCOMPARE(line(m_v1.send(m_room, u"m.room.message"_qs, TxnId(u"t1"_qs), "{}")),
                 QString(u"PUT "_qs + v1 + room + u"/send/m.room.message/t1"_qs));
        QCOMPARE(line(m_v1.redact(m_room, EventId(u"x@localhost"_qs), TxnId(u"t1"_qs), {})),
                 QString(u"PUT "_qs + v1 + room + u"/redact/x@localhost/t1"_qs));
        QCOMPARE(line(m_v1.messages(m_room, {}, 10)),
                 QString(u"GET "_qs + v1 + room + u"/messages from=END dir=b limit=10"_qs));
        QCOMPARE(line(m_v1.messages(m_room, u"t1"_qs, 10)),
                 QString(u"GET "_qs + v1 + room + u"/messages from=t1 dir=b limit=10"_qs));
        QCOMPARE(line(m_v3.messages(m_room, {}, 10)),
                 QString(u"GET "_qs + v3 + room +
                         u"/messages dir=b limit=10 filter={\"lazy_load_members\":true}"_qs));
        QCOMPARE(line(m_v1.members(m_room)), QString(u"GET "_qs + v1 + room + u"/members"_qs));
        QCOMPARE(line(m_v1.typing(m_room, m_user, true, 20s)),
                 QString(u"PUT "_qs + v1 + room + u"/typing/@a%20b:x"_qs));
        QCOMPARE(line(m_v1.receipt(m_room, EventId(u"$e"_qs), Receipt::Main, false)),
                 QString(u"POST "_qs + r0 + room + u"/receipt/m.read/$e"_qs));
        QCOMPARE(m_v1.receipt(m_room, EventId(u"$e"_qs), Receipt::Main, false).body, QByteArray("{}"));
        const Request threaded = m_v3.receipt(m_room, EventId(u"$e"_qs), u"$root"_qs, true);
        QCOMPARE(line(threaded), QString(u"POST "_qs + v3 + room + u"/receipt/m.read.private/$e"_qs));
        QCOMPARE(threaded.body, QByteArray("{\"thread_id\":\"$root\"}"));
        QCOMPARE(m_v3.receipt(m_room, EventId(u"$e"_qs), {}, false).body, QByteArray("{}"));
        QCOMPARE(line(m_v3.fullyRead(m_room, EventId(u"$e"_qs))),
                 QString(u"POST "_qs + v3 + room + u"/read_markers"_qs));
        QCOMPARE(
            line(m_v3.setMarkedUnread(m_user, m_room, true)),
            QString(u"PUT "_qs + v3 + u"/user/@a%20b:x"_qs + room + u"/account_data/m.marked_unread"_qs));
        QCOMPARE(line(m_v1.setPresence(m_user, Presence::Unavailable, {})),
                 QString(u"PUT "_qs + v1 + u"/presence/@a%20b:x/status"_qs));
        QCOMPARE(line(m_v1.resolveAlias(u"#a:x"_qs)),
                 QString(u"GET "_qs + v1 + u"/directory/room/%23a:x"_qs));
    }
    void tokensGoOnlyWhereTheyBelong()
    {
        for (const Request &request :
             {Requests::wellKnown(), Requests::versions(), m_v3.loginFlows(), m_v3.login({}, {}, {}),
              m_v1.registerV1({}, {}, true), m_v1.registerFlowsV1(), m_v3.registerAccount({}, {}, {}, {}),
              Requests::staticLoginPage(), *m_v3.downloadOld(u"mxc://x/y"_qs)})
            QVERIFY(!request.needsToken);
        for (const Request &request :
             {m_v3.whoAmI(), m_v3.logout(), m_v3.members(m_room), *Requests::download(u"mxc://x/y"_qs)})
            QVERIFY(request.needsToken);
    }
    void onlyWhatMayBeRepeatedIs()
    {
        for (const Request &request : {m_v3.send(m_room, u"t"_qs, TxnId(u"1"_qs), "{}"), m_v3.join(u"!r"_qs),
                                       m_v3.messages(m_room, {}, 1), m_v3.leave(m_room)})
            QVERIFY(request.isIdempotent);
        for (const Request &request :
             {m_v3.createRoom({}), m_v3.login({}, {}, {}), m_v1.registerV1({}, {}, false), m_v1.leave(m_room),
              m_v3.invite(m_room, m_user)})
            QVERIFY(!request.isIdempotent);
    }
    void bodiesOfSigningIn()
    {
        QCOMPARE(body(m_v1.login(u"example"_qs, u"wordpass"_qs, u"Linnet"_qs)),
                 json("{'type':'m.login.password','user':'example','password':'wordpass'}"));
        QCOMPARE(body(m_v3.login(u"example"_qs, u"wordpass"_qs, u"Linnet"_qs, u"DEV"_qs)),
                 json("{'type':'m.login.password','identifier':{'type':'m.id.user','user':'example'},'"
                      "password':'wordpass','initial_device_display_name':'Linnet','device_id':'DEV','"
                      "refresh_token':true}"));
        QCOMPARE(body(m_v1.registerV1(u"example"_qs, u"wordpass"_qs, false)),
                 json("{'user_id':'example','password':'wordpass'}"));
        QCOMPARE(body(m_v1.registerV1(u"example"_qs, u"wordpass"_qs, true)),
                 json("{'type':'m.login.password','user':'example','password':'wordpass'}"));
        QCOMPARE(body(m_v1.registerV1({}, {}, false)), QJsonObject());
        const auto first = m_v3.registerAccount(u"example"_qs, u"wordpass"_qs, {}, u"Linnet"_qs);
        QVERIFY(first.expectsChallenge);
        QVERIFY(!body(first).contains(u"auth"));
        QCOMPARE(body(m_v3.registerAccount({}, {}, json("{'type':'m.login.dummy','session':'s'}"), {})),
                 json("{'auth':{'type':'m.login.dummy','session':'s'},'refresh_token':true}"));
    }
    void signsInWithWhatWasTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QJsonObject>("identifier");
        const auto user = [](const QString &name) {
            return QJsonObject{{u"type"_qs, u"m.id.user"_qs}, {u"user"_qs, name}};
        };
        const auto address = [](const QString &medium, const QString &text) {
            return QJsonObject{
                {u"type"_qs, u"m.id.thirdparty"_qs}, {u"medium"_qs, medium}, {u"address"_qs, text}};
        };
        QTest::newRow("name") << u"alice"_qs << user(u"alice"_qs);
        QTest::newRow("id") << u"@alice:example.org"_qs << user(u"@alice:example.org"_qs);
        QTest::newRow("id of a name with two signs") << u"@al@ice:x"_qs << user(u"@al@ice:x"_qs);
        QTest::newRow("e-mail") << u"alice@example.org"_qs << address(u"email"_qs, u"alice@example.org"_qs);
        QTest::newRow("e-mail with a plus")
            << u"+49123456789@example.org"_qs << address(u"email"_qs, u"+49123456789@example.org"_qs);
        QTest::newRow("no server behind it") << u"alice@"_qs << user(u"alice@"_qs);
        QTest::newRow("with a space") << u"alice @example.org"_qs << user(u"alice @example.org"_qs);
        QTest::newRow("telephone") << u"+4917012345678"_qs << address(u"msisdn"_qs, u"4917012345678"_qs);
        QTest::newRow("telephone as people write it")
            << u"+49 (170) 123-456/78"_qs << address(u"msisdn"_qs, u"4917012345678"_qs);
        QTest::newRow("digits alone") << u"4917012345678"_qs << user(u"4917012345678"_qs);
        QTest::newRow("too short") << u"+491"_qs << user(u"+491"_qs);
        QTest::newRow("too long") << u"+1234567890123456"_qs << user(u"+1234567890123456"_qs);
        QTest::newRow("letters") << u"+49170abc5678"_qs << user(u"+49170abc5678"_qs);
        QTest::newRow("nothing") << QString() << user(QString());
    }
    void signsInWithWhatWasTyped()
    {
        QFETCH(const QString, typed);
        const auto login = body(m_v3.login(typed, u"wordpass"_qs, u"Linnet"_qs));
        QTEST(login.value(u"identifier").toObject(), "identifier");
        QVERIFY(!login.contains(u"user"));
        // Older ones take user names, whatever they look like.
        QCOMPARE(body(m_v1.login(typed, u"wordpass"_qs, {})).value(u"user").toString(), typed);
        const auto r0Login = body(m_r0.login(typed, u"wordpass"_qs, {}));
        QCOMPARE(r0Login.value(u"user").toString(), typed);
        QCOMPARE(r0Login.value(u"identifier").toObject().value(u"type").toString(), u"m.id.user"_qs);
    }
    void bodiesOfRooms()
    {
        NewRoom room{u"N"_qs, u"tutorial"_qs, u"T"_qs, true, false, false, {UserId(u"@b:x"_qs)}};
        QCOMPARE(body(m_v1.createRoom(room)),
                 json("{'name':'N','room_alias_name':'tutorial','topic':'T','visibility':'public','preset':'"
                      "public_chat','invite':['@b:x']}"));
        room.isPublic = false;
        QCOMPARE(body(m_v1.createRoom(room)).value(u"visibility").toString(), u"private"_qs);
        QCOMPARE(body(m_v3.createRoom(room)).value(u"preset").toString(), u"private_chat"_qs);
        QCOMPARE(body(m_v3.createRoom({{}, {}, {}, false, true, false, {}})),
                 json("{'preset':'trusted_private_chat','is_direct':true}"));
        QCOMPARE(body(m_v1.invite(m_room, m_user)), json("{'user_id':'@a b:x'}"));
        QCOMPARE(body(m_v1.kick(m_room, m_user, u"out"_qs)), json("{'user_id':'@a b:x','reason':'out'}"));
        QCOMPARE(body(m_v1.typing(m_room, m_user, true, 20s)), json("{'typing':true,'timeout':20000}"));
        QCOMPARE(body(m_v1.typing(m_room, m_user, false, 20s)), json("{'typing':false}"));
        QCOMPARE(m_v1.join(u"!r"_qs).body, QByteArray("{}"));
    }
    void bodiesOfSpaces()
    {
        NewRoom space;
        space.name = u"S"_qs;
        space.type = u"m.space"_qs;
        space.isPublic = true;
        space.avatarUrl = u"mxc://x/a"_qs;
        QCOMPARE(body(m_v3.createRoom(space)),
                 json("{'name':'S','preset':'public_chat','creation_content':{'type':'m.space'},"
                      "'power_level_content_override':{'events_default':100,'invite':0},'initial_state':["
                      "{'type':'m.room.avatar','state_key':'','content':{'url':'mxc://x/a'}},"
                      "{'type':'m.room.history_visibility','state_key':'',"
                      "'content':{'history_visibility':'world_readable'}}]}"));
        NewRoom inside;
        inside.space = RoomId(u"!s:x"_qs);
        inside.spaceVia = {u"x"_qs};
        inside.isForSpace = true;
        inside.version = u"9"_qs;
        QCOMPARE(body(m_v3.createRoom(inside)),
                 json("{'preset':'private_chat','room_version':'9','initial_state':["
                      "{'type':'m.space.parent','state_key':'!s:x',"
                      "'content':{'via':['x'],'canonical':true}},"
                      "{'type':'m.room.join_rules','state_key':'','content':{'join_rule':'restricted',"
                      "'allow':[{'type':'m.room_membership','room_id':'!s:x'}]}}]}"));
    }
    void refusesMediaThatClimbs_data()
    {
        QTest::addColumn<QString>("mxc");
        QTest::addColumn<QString>("path");
        QTest::newRow("good") << u"mxc://example.org:8448/Ab_-1"_qs << u"example.org:8448/Ab_-1"_qs;
        QTest::newRow("IPv6") << u"mxc://[::1]:80/x"_qs << u"[::1]:80/x"_qs;
        for (const char *bad : {"", "http://x/y", "mxc://", "mxc://x", "mxc://x/", "mxc:///y", "mxc://x/../y",
                                "mxc://../y", "mxc://x/y/z", "mxc://x/y?z", "mxc://x/%2e%2e", "mxc://x/y#z",
                                "mxc://x/..", "mxc://x@y/z", "mxc://x/y\n", "MXC://x/y z"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << QString();
    }
    void refusesMediaThatClimbs()
    {
        QFETCH(QString, mxc);
        QFETCH(QString, path);
        for (const auto &request : {Requests::download(mxc), m_v3.downloadOld(mxc),
                                    Requests::thumbnail(mxc, 32, 32), m_v3.thumbnailOld(mxc, 32, 32)}) {
            QCOMPARE(request.isOk(), !path.isEmpty());
            if (request)
                QVERIFY(request->path.endsWith(path));
            else
                QVERIFY(request.error().kind == Error::Kind::Invalid);
        }
    }

    void theOldMediaIsWhereTheServersVersionHasIt_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<bool>("isR0");
        QTest::addColumn<QString>("version");
        QTest::newRow("v3") << int(Dialect::V3) << false << u"v3"_qs;
        QTest::newRow("sliding") << int(Dialect::Sliding) << false << u"v3"_qs;
        QTest::newRow("r0") << int(Dialect::V3) << true << u"r0"_qs;
        QTest::newRow("v1") << int(Dialect::V1) << false << u"v1"_qs;
    }
    void theOldMediaIsWhereTheServersVersionHasIt()
    {
        QFETCH(int, dialect);
        QFETCH(bool, isR0);
        QFETCH(QString, version);
        const Requests requests({Dialect(dialect), isR0});
        const QString media = u"/_matrix/media/"_qs + version;
        QCOMPARE(requests.downloadOld(u"mxc://x/y"_qs)->path, media + u"/download/x/y"_qs);
        QCOMPARE(requests.thumbnailOld(u"mxc://x/y"_qs, 32, 32)->path, media + u"/thumbnail/x/y"_qs);
        QCOMPARE(requests.uploadLimitOld().path, media + u"/config"_qs);
        QCOMPARE(requests.upload({}, {}).path, media + u"/upload"_qs);
        QCOMPARE(PreviewRequests::previewOld(requests, QUrl(u"https://x"_qs)).path,
                 media + u"/preview_url"_qs);
    }
    void uploads()
    {
        const Request upload = m_v3.upload(u"a b.png"_qs, u"image/svg+xml"_qs);
        QVERIFY(upload.method == Request::Method::Post);
        QCOMPARE(upload.path, u"/_matrix/media/v3/upload"_qs);
        QCOMPARE(upload.query, (QList<std::pair<QString, QString>>{{u"filename"_qs, u"a b.png"_qs}}));
        QCOMPARE(upload.contentType, QByteArray("image/svg+xml"));
        QVERIFY(upload.needsToken);
        QCOMPARE(Requests({Dialect::V3, true}).upload({}, {}).path, u"/_matrix/media/r0/upload"_qs);
        QCOMPARE(Requests({Dialect::V1, false}).upload({}, {}).path, u"/_matrix/media/v1/upload"_qs);
        QCOMPARE(Requests::uploadOf2014({}).path, u"/_matrix/content"_qs);
        // Nothing else gets into the headers.
        for (const char *odd : {"", "image", "image/png\r\nX: y", "image/png; charset=x", "a/b/c"})
            QCOMPARE(m_v3.upload({}, QString::fromLatin1(odd)).contentType,
                     QByteArray("application/octet-stream"));
    }
    void readsUploaded()
    {
        QCOMPARE(*Requests::readUploaded(jsonText("{'content_uri':'mxc://x/y'}")), u"mxc://x/y"_qs);
        QCOMPARE(*Requests::readUploaded(jsonText("{'content_token':'http://x/_matrix/content/y'}")),
                 u"http://x/_matrix/content/y"_qs);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("[]"), jsonText("{'content_uri':7}"),
              jsonText("{'content_uri':'mxc://x/../y'}"), jsonText("{'content_uri':'https://x/y'}"),
              jsonText("{'content_token':'file:///etc/passwd'}")})
            QVERIFY(Requests::readUploaded(bad).error().kind == Error::Kind::BadReply);
    }

    void readsVersions()
    {
        QCOMPARE(*Requests::readVersions(jsonText("{'versions':['r0.0.1','v1.1']}")),
                 (ServerVersion{Dialect::V3, false, false, true}));
        QCOMPARE(*Requests::readVersions(jsonText("{'versions':['v1.1','v1.10']}")),
                 (ServerVersion{Dialect::V3, false}));
        QCOMPARE(*Requests::readVersions(jsonText("{'versions':['r0.0.1','r0.3.0',7]}")),
                 (ServerVersion{Dialect::V3, true}));
        QCOMPARE(*Requests::readVersions(jsonText(
                     "{'versions':['v1.15'],'unstable_features':{'org.matrix.simplified_msc3575':true}}")),
                 (ServerVersion{Dialect::V3, false, true}));
        QCOMPARE(*Requests::readVersions(jsonText(
                     "{'versions':['v1.15'],'unstable_features':{'org.matrix.simplified_msc3575':false}}")),
                 (ServerVersion{Dialect::V3, false}));
        for (const char *bad : {"", "{}", "[]", "<html>", "{\"versions\":null}", "{\"versions\":{}}"})
            QVERIFY(Requests::readVersions(bad).error().kind == Error::Kind::NotMatrix);
    }
    void readsWellKnown()
    {
        QCOMPARE(
            *Requests::readWellKnown(jsonText("{'m.homeserver':{'base_url':'https://matrix.example.org/'}}")),
            QUrl(u"https://matrix.example.org/"_qs));
        for (const char *bad :
             {"", "{}", "[]", "{'m.homeserver':null}", "{'m.homeserver':{'base_url':7}}",
              "{'m.homeserver':{'base_url':'file:///etc'}}", "{'m.homeserver':{'base_url':'example.org'}}",
              "{'m.homeserver':{'base_url':'https://'}}"})
            QVERIFY(!Requests::readWellKnown(QByteArray(bad).replace('\'', '"')));
    }
    void readsTheGuidesAnswers()
    {
        const auto signedIn =
            Requests::readSignedIn(jsonText("{'access_token':'QGV4YW1wbGU6bG9jYWxob3N0.AqdSzFmFYrLrTmteXc','"
                                            "home_server':'localhost','user_id':'@example:localhost'}"));
        QCOMPARE(signedIn->user, UserId(u"@example:localhost"_qs));
        QCOMPARE(signedIn->token, QByteArray("QGV4YW1wbGU6bG9jYWxob3N0.AqdSzFmFYrLrTmteXc"));
        QCOMPARE(Requests::readLoginFlows(jsonText("{'flows':[{'type':'m.login.password'}]}"))->types,
                 QStringList{u"m.login.password"_qs});
        QVERIFY(Requests::readLoginFlows(
                    jsonText("{'flows':[{'type':'m.login.sso'},{'type':'m.login.password'}]}"))
                    ->hasPassword());
        QCOMPARE(
            *Requests::readRoomId(
                jsonText("{'room_alias':'#tutorial:localhost','room_id':'!CvcvRuDYDzTOzfKKgh:localhost'}"),
                {}),
            RoomId(u"!CvcvRuDYDzTOzfKKgh:localhost"_qs));
        QCOMPARE(*Requests::readEventId(jsonText("{'event_id':'YUwRidLecu'}")), EventId(u"YUwRidLecu"_qs));
    }
    void readsAnswersThatSayNothing()
    {
        for (const char *nothing : {"\"\"", "{}", "", "null", " \"\" \n"}) {
            QCOMPARE(*Requests::readRoomId(nothing, m_room), m_room);
            QVERIFY(Requests::readRoomId(nothing, {}).error().kind == Error::Kind::BadReply);
            QVERIFY(Requests::readEventId(nothing).error().kind == Error::Kind::BadReply);
            QVERIFY(Requests::readAlias(nothing).error().kind == Error::Kind::NotFound);
        }
    }
    void refusesOtherShapes()
    {
        for (const char *bad : {"[]", "7", "\"x\"", "<html>",
                                "{\"a\":", "{\"user_id\":7,\"access_token\":[]}", "{\"room_id\":7}x"}) {
            QVERIFY(!Requests::readSignedIn(bad));
            QVERIFY(!Requests::readWhoAmI(bad));
            QVERIFY(!Requests::readEventId(bad));
            QVERIFY(!Requests::readMessages(bad, {}, 0));
            QVERIFY(!Requests::readMembers(bad, 0));
            QVERIFY(!Requests::readLoginFlows(bad));
        }
    }
    void historyEnds_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("end");
        QTest::newRow("more") << jsonText("{'chunk':[{'event_id':'1'}],'start':'t5','end':'t3'}") << u"t3"_qs;
        QTest::newRow("an empty page with an end")
            << jsonText("{'chunk':[],'start':'t5','end':'t3'}") << u"t3"_qs;
        QTest::newRow("2014") << jsonText("{'chunk':[{'event_id':'1'}],'start':'t5','end':'t5'}")
                              << QString();
        QTest::newRow("today") << jsonText("{'chunk':[],'start':'t5'}") << QString();
        QTest::newRow("null") << jsonText("{'chunk':[],'start':'t5','end':null}") << QString();
    }
    void historyEnds()
    {
        QFETCH(QByteArray, reply);
        const auto page = Requests::readMessages(reply, u"t5"_qs, 0);
        QVERIFY(page);
        QCOMPARE(page->from, u"t5"_qs);
        QTEST(page->end, "end");
    }
    void readsHistoryAndMembers()
    {
        const auto page =
            Requests::readMessages(jsonText("{'end':'t','chunk':[{'event_id':'2','type':'m.room.message'},{'"
                                            "type':'no id'},{'event_id':'1'}],"
                                            "'state':[{'event_id':'m','type':'m.room.member','state_key':'@a:"
                                            "x','content':{'membership':'join'}}]}"),
                                   {}, 0);
        QCOMPARE(page->events.size(), 2);
        QCOMPARE(page->events[0].id, EventId(u"2"_qs));
        QCOMPARE(page->state.size(), 1);
        const auto members =
            Requests::readMembers(jsonText("{'start':'START','end':'END','chunk':[{'type':'m.room.member','"
                                           "state_key':'@a:x','event_id':'m','user_id':'@a:x',"
                                           "'content':{'membership':'join','displayname':null,'presence':"
                                           "null,'last_active_ago':5}},{'type':'x'},7]}"),
                                  0);
        QCOMPARE(members->size(), 1);
        QVERIFY(!Requests::readMessages("{}", {}, 0));
        QVERIFY(!Requests::readMembers("{\"chunk\":{}}", 0));
    }
    void readsDirectories()
    {
        QCOMPARE(*Requests::readAlias(jsonText("{'room_id':'!r','servers':['x']}")), RoomId(u"!r"_qs));
        const auto rooms = Requests::readPublicRooms(
            jsonText("{'chunk':[{'room_id':'!r','name':'N','topic':null,'aliases':['#a:x']},{'name':'none'},"
                     "{'room_id':'!q','canonical_alias':'#b:x','num_joined_members':3}]}"));
        QCOMPARE(rooms->size(), 2);
        QCOMPARE(rooms->at(0).alias, u"#a:x"_qs);
        QCOMPARE(rooms->at(1).joined, 3);
    }
};

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/directoryrequests.h"

#include "matrix/knockrequests.h"
#include "matrix/servername.h"
#include "matrix/summaryrequests.h"
#include "matrix/upgraderequests.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const ServerVersion today{Dialect::V3, false};
const ServerVersion before{Dialect::V3, true};

QJsonObject bodyOf(const Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QStringList valuesOf(const Request &request, const QString &name)
{
    QStringList values;
    for (const auto &[key, value] : request.query) {
        if (key == name)
            values << value;
    }
    return values;
}

}

/// Requests about rooms that one is not in, and what servers answer to them.
class TestDirectoryRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchesADirectory()
    {
        const auto request = DirectoryRequests::search(
            today, {u"other.org"_qs, u"birds"_qs, DirectoryRequests::Kind::Spaces}, u"token"_qs, 30);
        QCOMPARE(request.path, u"/_matrix/client/v3/publicRooms"_qs);
        QCOMPARE(valuesOf(request, u"server"_qs), QStringList{u"other.org"_qs});
        const QJsonObject body = bodyOf(request);
        QCOMPARE(body.value(u"limit").toInt(), 30);
        QCOMPARE(body.value(u"since").toString(), u"token"_qs);
        const QJsonObject filter = body.value(u"filter").toObject();
        QCOMPARE(filter.value(u"generic_search_term").toString(), u"birds"_qs);
        QCOMPARE(filter.value(u"room_types").toArray(), QJsonArray{u"m.space"_qs});
        QVERIFY(!body.contains(u"include_all_networks"));
    }
    void wantsAllWithoutAFilter()
    {
        const auto request = DirectoryRequests::search(before, {}, {}, 30);
        QCOMPARE(request.path, u"/_matrix/client/r0/publicRooms"_qs);
        QVERIFY(request.query.isEmpty());
        QCOMPARE(bodyOf(request).keys(), QStringList{u"limit"_qs});
        const auto rooms = DirectoryRequests::search(today, {{}, {}, DirectoryRequests::Kind::Rooms}, {}, 30);
        QCOMPARE(bodyOf(rooms).value(u"filter").toObject().value(u"room_types").toArray(),
                 QJsonArray{QJsonValue::Null});
    }
    void listsWithoutWordsWhereNothingElseIsKnown()
    {
        const Requests v1{ServerVersion{Dialect::V1, false}};
        const auto request = DirectoryRequests::list(v1, {{}, u"birds"_qs}, {}, 30);
        QCOMPARE(request.method, Request::Method::Get);
        QCOMPARE(request.path, u"/_matrix/client/api/v1/publicRooms"_qs);
        QVERIFY(valuesOf(request, u"since"_qs).isEmpty());
    }
    void readsAPage()
    {
        const auto page = DirectoryRequests::readPage(jsonText(
            "{'chunk':[{'room_id':'!a:x','name':'Birds','topic':'All\\nof them','canonical_alias':'#b:x',"
            "'avatar_url':'mxc://x/y','num_joined_members':7,'join_rule':'knock','room_type':'m.space',"
            "'world_readable':true}],'next_batch':'n','total_room_count_estimate':1}"));
        QVERIFY(page.isOk());
        QCOMPARE(page->nextBatch, u"n"_qs);
        QCOMPARE(page->rooms.size(), 1);
        const PublicRoom room = page->rooms.first();
        QCOMPARE(room.topic, u"All of them"_qs);
        QCOMPARE(room.joined, 7);
        QCOMPARE(room.joinRule, u"knock"_qs);
        QVERIFY(room.isSpace && room.isWorldReadable);
    }
    void readsWhatIsNoPage_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("rooms");
        QTest::newRow("2014")
            << jsonText("{'chunk':[{'room_id':'!a:x','aliases':['#b:x'],'name':null,'topic':5}]}") << 1;
        QTest::newRow("wrong types") << jsonText("{'chunk':{'room_id':'!a:x'},'next_batch':7}") << 0;
        QTest::newRow("no ids") << jsonText("{'chunk':[{'room_id':5},{},'!a:x',[],{'room_id':'a:x'},null]}")
                                << 0;
        QTest::newRow("nothing") << QByteArray("{}") << 0;
    }
    void readsWhatIsNoPage()
    {
        QFETCH(QByteArray, reply);
        QFETCH(int, rooms);
        const auto page = DirectoryRequests::readPage(reply);
        QVERIFY(page.isOk());
        QCOMPARE(page->rooms.size(), rooms);
        QVERIFY(page->nextBatch.isEmpty());
    }
    void shortensLongTexts()
    {
        const QString longName(10'000, u'n');
        const QJsonObject room{{u"room_id"_qs, u"!a:x"_qs},
                               {u"name"_qs, longName},
                               {u"topic"_qs, longName},
                               {u"canonical_alias"_qs, QString(u'#' + longName)}};
        const auto page = DirectoryRequests::readPage(toText({{u"chunk"_qs, QJsonArray{room}}}));
        QVERIFY(page.isOk());
        QVERIFY(page->rooms.first().name.size() <= 200);
        QVERIFY(page->rooms.first().topic.size() <= 500);
        QVERIFY(page->rooms.first().alias.isEmpty());
    }
    void keepsNamesFromTurningTheLine()
    {
        const auto page = DirectoryRequests::readPage(
            jsonText("{'chunk':[{'room_id':'!a:x','name':'safe\\u202Egnp.exe'}]}"));
        QVERIFY(!page->rooms.first().name.contains(QChar(0x202e)));
    }
    void looksForWordsByItself()
    {
        PublicRoom room;
        room.name = u"Bird watching"_qs;
        room.alias = u"#feathers:x"_qs;
        QVERIFY(DirectoryRequests::isMatch(room, {{}, u"BIRD"_qs}));
        QVERIFY(DirectoryRequests::isMatch(room, {{}, u"feather"_qs}));
        QVERIFY(!DirectoryRequests::isMatch(room, {{}, u"tea"_qs}));
        QVERIFY(!DirectoryRequests::isMatch(room, {{}, {}, DirectoryRequests::Kind::Spaces}));
    }

    void asksWhatARoomIs()
    {
        const auto request = SummaryRequests::summary(u"#a/b:x"_qs, {u"one.y"_qs, u"two.y"_qs});
        QCOMPARE(request.path, u"/_matrix/client/v1/room_summary/%23a%2Fb:x"_qs);
        QCOMPARE(valuesOf(request, u"via"_qs), (QStringList{u"one.y"_qs, u"two.y"_qs}));
    }
    void readsASummary()
    {
        const auto summary = SummaryRequests::read(
            jsonText("{'room_id':'!noserver','name':'Birds','topic':'T','canonical_alias':'#b:x',"
                     "'avatar_url':'mxc://x/y','num_joined_members':12,'join_rule':'knock_restricted',"
                     "'allowed_room_ids':['!s:x',7,'nothing'],'membership':'invite','world_readable':true,"
                     "'guest_can_join':true,'encryption':'m.megolm.v1.aes-sha2','room_version':'12',"
                     "'room_type':'m.space'}"));
        QVERIFY(summary.isOk());
        QCOMPARE(summary->id, RoomId(u"!noserver"_qs));
        QCOMPARE(summary->joined, 12);
        QCOMPARE(summary->allowed, QList<RoomId>{RoomId(u"!s:x"_qs)});
        QVERIFY(summary->membership == Membership::Invite);
        QCOMPARE(summary->version, u"12"_qs);
        QVERIFY(summary->isEncrypted && summary->isSpace() && summary->isWorldReadable);
    }
    void readsTheNamesOfDrafts()
    {
        const auto summary = SummaryRequests::read(
            jsonText("{'room_id':'!a:x','im.nheko.summary.encryption':'m.megolm.v1.aes-sha2',"
                     "'im.nheko.summary.version':'10'}"));
        QVERIFY(summary->isEncrypted);
        QCOMPARE(summary->version, u"10"_qs);
        QCOMPARE(summary->joined, -1);
    }
    void aSummaryOfTheWrongTypesSaysNothing()
    {
        const auto summary = SummaryRequests::read(
            jsonText("{'room_id':'!a:x','name':{},'topic':[],'avatar_url':'http://x/y','join_rule':3,"
                     "'num_joined_members':'many','allowed_room_ids':{},'membership':[],'encryption':5}"));
        QVERIFY(summary.isOk());
        RoomSummary nothing;
        nothing.id = RoomId(u"!a:x"_qs);
        QCOMPARE(*summary, nothing);
        QVERIFY(!SummaryRequests::read(jsonText("{'room_id':5}")));
        QVERIFY(!SummaryRequests::read("[]"));
    }

    void knocksThroughServers()
    {
        const auto request = KnockRequests::knock(today, u"!noserver"_qs, u"please"_qs, {u"one.y"_qs});
        QCOMPARE(request.path, u"/_matrix/client/v3/knock/!noserver"_qs);
        QCOMPARE(valuesOf(request, u"via"_qs), QStringList{u"one.y"_qs});
        QCOMPARE(valuesOf(request, u"server_name"_qs), QStringList{u"one.y"_qs});
        QCOMPARE(bodyOf(request).value(u"reason").toString(), u"please"_qs);
        QVERIFY(bodyOf(KnockRequests::knock(today, u"!a"_qs, {}, {})).isEmpty());
    }
    void readsWhoKnocks()
    {
        const auto knocks = KnockRequests::readKnocks(
            jsonText("{'chunk':["
                     "{'type':'m.room.member','event_id':'$2','sender':'@b:x','state_key':'@b:x',"
                     "'origin_server_ts':20,'content':{'membership':'knock','displayname':'B'}},"
                     "{'type':'m.room.member','event_id':'$1','sender':'@a:x','state_key':'@a:x',"
                     "'origin_server_ts':10,'content':{'membership':'knock','reason':'I\\nask'}},"
                     "{'type':'m.room.member','event_id':'$3','sender':'@c:x','state_key':'@c:x',"
                     "'content':{'membership':'join'}}]}"),
            0);
        QVERIFY(knocks.isOk());
        QCOMPARE(knocks->size(), 2);
        QCOMPARE(knocks->first().user, UserId(u"@a:x"_qs));
        QCOMPARE(knocks->first().reason, u"I ask"_qs);
        QCOMPARE(knocks->last().name, u"B"_qs);
    }

    void upgrades()
    {
        const auto request =
            UpgradeRequests::upgrade(today, RoomId(u"!a:x"_qs), u"12"_qs, {UserId(u"@b:x"_qs)});
        QCOMPARE(request.path, u"/_matrix/client/v3/rooms/!a:x/upgrade"_qs);
        QVERIFY(!request.isIdempotent);
        QCOMPARE(bodyOf(request).value(u"new_version").toString(), u"12"_qs);
        QCOMPARE(bodyOf(request).value(u"additional_creators").toArray(), QJsonArray{u"@b:x"_qs});
        QVERIFY(!bodyOf(UpgradeRequests::upgrade(today, RoomId(u"!a:x"_qs), u"11"_qs, {}))
                     .contains(u"additional_creators"));
        QVERIFY(UpgradeRequests::readReplacement(jsonText("{'replacement_room':'!b'}")).isOk());
        QVERIFY(!UpgradeRequests::readReplacement(jsonText("{'replacement_room':7}")));
    }
    void readsVersions()
    {
        const auto versions = UpgradeRequests::readVersions(jsonText(
            "{'capabilities':{'m.room_versions':{'default':'11','available':{'10':'stable',"
            "'9':'stable','11':'stable','org.example.new':'unstable','':'stable','12':'stable'}}}}"));
        QCOMPARE(versions.standard, u"11"_qs);
        QCOMPARE(versions.stable, (QStringList{u"9"_qs, u"10"_qs, u"11"_qs, u"12"_qs}));
        QCOMPARE(versions.unstable, QStringList{u"org.example.new"_qs});
        const auto nothing = UpgradeRequests::readVersions(jsonText("{'capabilities':[]}"));
        QCOMPARE(nothing.standard, u"1"_qs);
        QVERIFY(nothing.stable.isEmpty());
        QVERIFY(UpgradeRequests::hasCreators(u"12"_qs) && !UpgradeRequests::hasCreators(u"11"_qs) &&
                !UpgradeRequests::hasCreators(u"org.example.new"_qs));
    }

    void knowsServerNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isName");
        QTest::newRow("name") << u"matrix.org"_qs << true;
        QTest::newRow("port") << u"localhost:8448"_qs << true;
        QTest::newRow("IPv4") << u"1.2.3.4:80"_qs << true;
        QTest::newRow("IPv6") << u"[2001:db8::1]:8448"_qs << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("only port") << u":80"_qs << false;
        QTest::newRow("url") << u"https://matrix.org"_qs << false;
        QTest::newRow("path") << u"matrix.org/x"_qs << false;
        QTest::newRow("blank") << u"matrix org"_qs << false;
        QTest::newRow("open bracket") << u"[2001:db8::1"_qs << false;
        QTest::newRow("only a bracket") << u"["_qs << false;
        QTest::newRow("long") << QString(256, u'a') << false;
    }
    void knowsServerNames()
    {
        QFETCH(QString, text);
        QTEST(isServerName(text), "isName");
    }
    void mergesServers()
    {
        QCOMPARE(mergedServers({u"a.org"_qs, u"no server"_qs}, {u"b.org"_qs, u"a.org"_qs}),
                 (QStringList{u"a.org"_qs, u"b.org"_qs}));
        QStringList many;
        for (int i = 0; i < 100; ++i)
            many << u"s%1.org"_qs.arg(i);
        QCOMPARE(mergedServers(many, many).size(), MostVia);
        QCOMPARE(serverOf(UserId(u"@a:x.org:8448"_qs)), u"x.org:8448"_qs);
    }
};

QTEST_APPLESS_MAIN(TestDirectoryRequests)
#include "tst_directoryrequests.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomstate.h"

#include "matrix/roomstaterequests.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

}

/// What state events say of a room, whatever a server sends, and what is written of it.
class TestRoomState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhoCanJoin()
    {
        const JoinRules rules =
            readJoinRules(jsonText("{'join_rule':'restricted','allow':["
                                   "{'type':'m.room_membership','room_id':'!a:x'},{'type':'other'},"
                                   "{'type':'m.room_membership','room_id':'!a:x'},7,null,"
                                   "{'type':'m.room_membership','room_id':{}},"
                                   "{'type':'m.room_membership','room_id':'!b'}]}"));
        QCOMPARE(rules.rule, QStringLiteral("restricted"));
        QCOMPARE(rules.allowed,
                 (QList<RoomId>{RoomId(QStringLiteral("!a:x")), RoomId(QStringLiteral("!b"))}));
        QCOMPARE(readJoinRules({}).rule, QStringLiteral("invite"));
        QCOMPARE(readJoinRules(jsonText("{'join_rule':5,'allow':'all'}")), JoinRules());
        // Nobody's members matter where everybody can join.
        QVERIFY(readJoinRules(jsonText("{'join_rule':'public','allow':[{'type':'m.room_membership',"
                                       "'room_id':'!a:x'}]}"))
                    .allowed.isEmpty());
    }

    void writesWhoCanJoin()
    {
        const QByteArray before = jsonText("{'join_rule':'restricted','org.example':1,'allow':["
                                           "{'type':'m.room_membership','room_id':'!a:x'},"
                                           "{'type':'org.example.age','least':18}]}");
        const JoinRules rules{QStringLiteral("knock_restricted"), {RoomId(QStringLiteral("!b:x"))}};
        QCOMPARE(object(writeJoinRules(before, rules)),
                 json("{'join_rule':'knock_restricted','org.example':1,'allow':["
                      "{'type':'org.example.age','least':18},"
                      "{'type':'m.room_membership','room_id':'!b:x'}]}"));
        QCOMPARE(object(writeJoinRules(before, {QStringLiteral("public"), {}})),
                 json("{'join_rule':'public','org.example':1}"));
    }

    void knowsWhichVersionsHaveARule()
    {
        QVERIFY(!hasJoinRule({}, QStringLiteral("knock")));
        QVERIFY(!hasJoinRule(QStringLiteral("6"), QStringLiteral("knock")));
        QVERIFY(hasJoinRule(QStringLiteral("7"), QStringLiteral("knock")));
        QVERIFY(!hasJoinRule(QStringLiteral("7"), QStringLiteral("restricted")));
        QVERIFY(hasJoinRule(QStringLiteral("8"), QStringLiteral("restricted")));
        QVERIFY(!hasJoinRule(QStringLiteral("9"), QStringLiteral("knock_restricted")));
        QVERIFY(hasJoinRule(QStringLiteral("12"), QStringLiteral("knock_restricted")));
        QVERIFY(hasJoinRule(QStringLiteral("org.example.v"), QStringLiteral("knock_restricted")));
        QVERIFY(hasJoinRule({}, QStringLiteral("public")));
    }

    void matchesServers_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("isAllowed");
        QTest::newRow("plain") << QStringLiteral("good.example") << true;
        QTest::newRow("with a port") << QStringLiteral("good.example:8448") << true;
        QTest::newRow("denied") << QStringLiteral("evil.example") << false;
        QTest::newRow("denied, in capitals") << QStringLiteral("EVIL.example:1") << false;
        QTest::newRow("denied below") << QStringLiteral("a.b.evil.example") << false;
        QTest::newRow("one letter") << QStringLiteral("bad1.example") << false;
        QTest::newRow("two letters") << QStringLiteral("bad12.example") << true;
        QTest::newRow("a number") << QStringLiteral("10.0.0.1:80") << false;
        QTest::newRow("a number of version 6") << QStringLiteral("[::1]:80") << false;
        QTest::newRow("no number") << QStringLiteral("1.2.3.example") << true;
    }
    void matchesServers()
    {
        QFETCH(QString, server);
        const ServerAcl acl =
            readServerAcl(jsonText("{'allow':['*'],'deny':['evil.example','*.evil.example','BAD?.example'],"
                                   "'allow_ip_literals':false}"));
        QTEST(acl.allows(server), "isAllowed");
    }

    void readsAclsOfAnySort()
    {
        const ServerAcl none = readServerAcl(jsonText("{'allow':'*','deny':{},'allow_ip_literals':'no'}"));
        QVERIFY(none.allow.isEmpty() && none.deny.isEmpty() && none.allowsAddresses);
        QVERIFY(!none.allows(QStringLiteral("x"))); // who names nobody allows nobody
        const ServerAcl some = readServerAcl(jsonText("{'allow':[1,null,'',[],'a'],'deny':['b',{}]}"));
        QCOMPARE(some.allow, QStringList{QStringLiteral("a")});
        QCOMPARE(some.deny, QStringList{QStringLiteral("b")});
        // Neither many stars nor many lines take long.
        QStringList many;
        for (int i = 0; i < 6000; ++i)
            many << QStringLiteral("*a*a*a*a*a*a*a*a*b%1").arg(i);
        const ServerAcl huge = readServerAcl(writeServerAcl({}, {many, {}, true}));
        QCOMPARE(huge.allow.size(), 5000);
        QVERIFY(!huge.allows(QString(200, u'a')));
    }

    void writesAclsAndLeavesTheRest()
    {
        const ServerAcl acl{{QStringLiteral("*")}, {QStringLiteral("evil")}, false};
        QCOMPARE(object(writeServerAcl(jsonText("{'allow':['a'],'x':[1]}"), acl)),
                 json("{'allow':['*'],'deny':['evil'],'allow_ip_literals':false,'x':[1]}"));
        QCOMPARE(readServerAcl(writeServerAcl({}, acl)), acl);
    }

    void readsAndWritesAddresses()
    {
        const RoomAddresses addresses =
            readAddresses(jsonText("{'alias':'#a:x','alt_aliases':['#b:x','#a:x',4,'#b:x','#c:y']}"));
        QCOMPARE(addresses.main, QStringLiteral("#a:x"));
        QCOMPARE(addresses.others, (QStringList{QStringLiteral("#b:x"), QStringLiteral("#c:y")}));
        QCOMPARE(readAddresses(jsonText("{'alias':null,'alt_aliases':'#b:x'}")), RoomAddresses());
        QCOMPARE(object(writeAddresses(jsonText("{'alias':'#a:x','alt_aliases':['#b:x'],'y':1}"), {})),
                 json("{'y':1}"));
        QCOMPARE(object(writeAddresses({}, addresses)),
                 json("{'alias':'#a:x','alt_aliases':['#b:x','#c:y']}"));
    }

    void readsTopicsOfBothForms()
    {
        QCOMPARE(readTopic(jsonText("{'topic':'old'}")), QStringLiteral("old"));
        QCOMPARE(readTopic(jsonText("{'topic':'old','m.topic':{'m.text':[{'mimetype':'text/html',"
                                    "'body':'<b>new</b>'},{'body':'new'}]}}")),
                 QStringLiteral("new"));
        for (const char *wrong : {"{'topic':'old','m.topic':[]}", "{'topic':'old','m.topic':{'m.text':{}}}",
                                  "{'topic':'old','m.topic':{'m.text':[{'body':7},9]}}"})
            QCOMPARE(readTopic(jsonText(wrong)), QStringLiteral("old"));
        QCOMPARE(readTopic(jsonText("{'topic':7}")), QString());
        QCOMPARE(object(writeTopic(QStringLiteral("Tea"), true)),
                 json("{'topic':'Tea','m.topic':{'m.text':[{'body':'Tea'}]}}"));
        QCOMPARE(object(writeTopic(QStringLiteral("Tea"), false)), json("{'topic':'Tea'}"));
    }

    void fallsBackWhereNothingIsKnown()
    {
        QCOMPARE(readHistoryVisibility({}), QStringLiteral("shared"));
        QCOMPARE(readHistoryVisibility(jsonText("{'history_visibility':'who knows'}")),
                 QStringLiteral("shared"));
        QCOMPARE(readHistoryVisibility(jsonText("{'history_visibility':'joined'}")),
                 QStringLiteral("joined"));
        QVERIFY(!readGuestAccess({}) && !readGuestAccess(jsonText("{'guest_access':true}")));
        QVERIFY(readGuestAccess(jsonText("{'guest_access':'can_join'}")));
        QCOMPARE(readPolicyServer(jsonText("{'via':'policy.example'}")), QStringLiteral("policy.example"));
        QCOMPARE(readPolicyServer(jsonText("{'via':[1]}")), QString());
    }

    void asksInThePathsOfEachServer()
    {
        const RoomId room(QStringLiteral("!r/1:x"));
        const ServerVersion v3{Dialect::Sliding};
        ServerVersion r0;
        r0.isR0 = true;
        QCOMPARE(RoomStateRequests::state(v3, room, QStringLiteral("m.x"), {}).path,
                 QStringLiteral("/_matrix/client/v3/rooms/!r%2F1:x/state/m.x"));
        QCOMPARE(RoomStateRequests::state(r0, room, QStringLiteral("m.x"), QStringLiteral("@a:x")).path,
                 QStringLiteral("/_matrix/client/r0/rooms/!r%2F1:x/state/m.x/@a:x"));
        QCOMPARE(RoomStateRequests::allState({Dialect::V1}, room).path,
                 QStringLiteral("/_matrix/client/api/v1/rooms/!r%2F1:x/state"));
        const Request add = RoomStateRequests::addAddress(v3, QStringLiteral("#a/b:x"), room);
        QCOMPARE(add.path, QStringLiteral("/_matrix/client/v3/directory/room/%23a%2Fb:x"));
        QVERIFY(add.method == Request::Method::Put);
        QCOMPARE(object(add.body), json("{'room_id':'!r/1:x'}"));
        QVERIFY(RoomStateRequests::removeAddress(v3, QStringLiteral("#a:x")).method ==
                Request::Method::Delete);
        QCOMPARE(object(RoomStateRequests::setListing(v3, room, true).body), json("{'visibility':'public'}"));
        QVERIFY(RoomStateRequests::readListing(jsonText("{'visibility':'public'}")));
        QVERIFY(!RoomStateRequests::readListing(jsonText("{'visibility':1}")));
        QCOMPARE(RoomStateRequests::readAddresses(jsonText("{'aliases':['#a:x',1]}")),
                 QStringList{QStringLiteral("#a:x")});
    }
};

QTEST_GUILESS_MAIN(TestRoomState)
#include "tst_roomstate.moc"

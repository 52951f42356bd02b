// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/hierarchyrequests.h"
#include "support/json.h"

#include <QJsonArray>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

class TestHierarchyRequests : public QObject
{
    Q_OBJECT

    const RoomId space{QStringLiteral("!s/1:x")};

private Q_SLOTS:
    void asksForAPage()
    {
        const Request first = HierarchyRequests::page(space, {});
        QCOMPARE(first.method, Request::Method::Get);
        QCOMPARE(first.path, QStringLiteral("/_matrix/client/v1/rooms/!s%2F1:x/hierarchy"));
        const QList<std::pair<QString, QString>> query{{QStringLiteral("limit"), QStringLiteral("50")},
                                                       {QStringLiteral("max_depth"), QStringLiteral("1")}};
        QCOMPARE(first.query, query);
        HierarchyRequests::Query more;
        more.from = QStringLiteral("a&b");
        more.limit = 20;
        more.maxDepth = 3;
        more.isSuggestedOnly = true;
        const Request next = HierarchyRequests::pageUnstable(space, more);
        QCOMPARE(next.path,
                 QStringLiteral("/_matrix/client/unstable/org.matrix.msc2946/rooms/!s%2F1:x/hierarchy"));
        QVERIFY(next.query.contains({QStringLiteral("from"), QStringLiteral("a&b")}));
        QVERIFY(next.query.contains({QStringLiteral("suggested_only"), QStringLiteral("true")}));
        QVERIFY(next.query.contains({QStringLiteral("max_depth"), QStringLiteral("3")}));
    }

    void readsAPage()
    {
        const auto page = HierarchyRequests::readPage(
            jsonText("{'rooms':[{'room_id':'!s:x','room_type':'m.space','name':'Birds\\nof all kinds',"
                     "'num_joined_members':3,'join_rule':'restricted','allowed_room_ids':['!o:x',7],"
                     "'children_state':[{'type':'m.space.child','state_key':'!a:x','origin_server_ts':5,"
                     "'content':{'via':['x'],'suggested':true}},"
                     "{'type':'m.room.name','state_key':'!b:x','content':{}},"
                     "{'type':'m.space.child','state_key':'','content':{}}]},"
                     "{'room_id':'!a:x','world_readable':true,'canonical_alias':'#a:x',"
                     "'avatar_url':'mxc://x/a','topic':'What sings'}],'next_batch':'n'}"));
        QVERIFY(page.isOk());
        QCOMPARE(page->nextBatch, QStringLiteral("n"));
        QCOMPARE(page->rooms.size(), 2);
        const HierarchyRoom &first = page->rooms.first();
        QVERIFY(first.isSpace());
        QCOMPARE(first.name, QStringLiteral("Birds of all kinds"));
        QCOMPARE(first.joined, 3);
        QCOMPARE(first.allowedRooms, QList<RoomId>{RoomId(QStringLiteral("!o:x"))});
        QCOMPARE(first.children.size(), 1);
        QCOMPARE(first.children.first().id, RoomId(QStringLiteral("!a:x")));
        QCOMPARE(first.children.first().ts, 5);
        const HierarchyRoom &second = page->rooms.last();
        QVERIFY(!second.isSpace() && second.isWorldReadable);
        QCOMPARE(second.joinRule, QStringLiteral("public"));
        QCOMPARE(second.alias, QStringLiteral("#a:x"));
    }

    void whatMakesNoSenseIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("rooms"); // -1: an error
        QTest::newRow("no JSON") << QByteArray("<html>") << -1;
        QTest::newRow("no rooms") << QByteArray("{}") << -1;
        QTest::newRow("rooms of the wrong type") << jsonText("{'rooms':{'!a:x':1}}") << -1;
        QTest::newRow("none") << jsonText("{'rooms':[],'next_batch':5}") << 0;
        QTest::newRow("no ids") << jsonText("{'rooms':[{},7,null,{'room_id':5},{'room_id':'a:x'}]}") << 0;
        QTest::newRow("wrong types")
            << jsonText("{'rooms':[{'room_id':'!a:x','name':5,'topic':[],'num_joined_members':'many',"
                        "'join_rule':7,'children_state':{'a':1},'allowed_room_ids':'all'}]}")
            << 1;
        QTest::newRow("numbers without end")
            << jsonText("{'rooms':[{'room_id':'!a:x','num_joined_members':1e300,'children_state':"
                        "[{'type':'m.space.child','state_key':'!b:x','origin_server_ts':-1e300}]}]}")
            << 1;
    }
    void whatMakesNoSenseIsLeftOut()
    {
        QFETCH(QByteArray, reply);
        QFETCH(int, rooms);
        const auto page = HierarchyRequests::readPage(reply);
        QCOMPARE(page.isOk(), rooms >= 0);
        if (page)
            QCOMPARE(page->rooms.size(), rooms);
    }

    void findsAVersionForRestrictedRooms_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("version"); // "-": none
        const auto row = [](const char *name, const char *versions, const char *version) {
            QTest::newRow(name) << jsonText(versions) << QString::fromLatin1(version);
        };
        row("its own", "{'capabilities':{'m.room_versions':{'default':'10','available':{'10':'stable'}}}}",
            "");
        row("another",
            "{'capabilities':{'m.room_versions':{'default':'6','available':"
            "{'6':'stable','8':'unstable','9':'stable','10':'stable'}}}}",
            "9");
        row("none", "{'capabilities':{'m.room_versions':{'default':'6','available':{'6':'stable'}}}}", "-");
        row("nothing said", "{}", "-");
        row("wrong types", "{'capabilities':{'m.room_versions':[1]}}", "-");
    }
    void findsAVersionForRestrictedRooms()
    {
        QFETCH(QByteArray, reply);
        const auto found = HierarchyRequests::readRestrictedVersion(reply);
        QTEST(found.value_or(QStringLiteral("-")), "version");
    }
};

QTEST_GUILESS_MAIN(TestHierarchyRequests)
#include "tst_hierarchyrequests.moc"

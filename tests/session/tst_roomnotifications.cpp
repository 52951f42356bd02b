// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomnotifications.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Level = NotificationLevel;
const QString Path = QStringLiteral("/_matrix/client/v3/pushrules/global/");

QJsonObject bodyOf(const FakeTransport::Expectation &asked)
{
    return QJsonDocument::fromJson(asked.sent().request.body).object();
}

}

class TestRoomNotifications : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomNotifications> m_notifications;

    void open(Dialect dialect = Dialect::V3)
    {
        m_notifications.reset();
        m_data.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_notifications = std::make_unique<RoomNotifications>(*m_bench->api, *m_data);
    }
    /// Sync has brought these rules.
    void bring(const QByteArray &global)
    {
        CommittedBatch batch;
        batch.accountData.insert(QStringLiteral("m.push_rules"), jsonText("{'global':" + global + "}"));
        m_data->apply(batch);
    }
    static QByteArray jsonText(QByteArray text) { return test::jsonText(text.constData()); }
    FakeTransport &server() { return m_bench->server; }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_notifications.reset();
        m_data.reset();
        m_bench.reset();
    }
    void reads_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("level");
        const auto row = [](const char *name, const QByteArray &rules, Level level) {
            QTest::newRow(name) << rules << int(level);
        };
        const char *condition = "'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'}]";
        const auto forRoom = [condition](const char *actions, const char *more = "") {
            return QByteArray(QByteArray("{'override':[{'rule_id':'!r:x',") + condition + more +
                              ",'actions':" + actions + "}]}");
        };
        row("none", "{}", Level::Everything);
        row("wrong types", "{'override':7,'room':[[],'x',{'rule_id':5}],'underride':{}}", Level::Everything);
        row("muted", forRoom("[]"), Level::Nothing);
        row("muted, as of old", forRoom("['dont_notify']"), Level::Nothing);
        row("muted by another name",
            "{'override':[{'rule_id':'x','conditions':[{'kind':'event_match','key':'room_id',"
            "'pattern':'!r:x'}],'actions':[]}]}",
            Level::Nothing);
        row("muted, but off", forRoom("[]", ",'enabled':false"), Level::Everything);
        row("muted behind one that is off",
            QByteArray("{'override':[{'rule_id':'x','enabled':false,") + condition +
                ",'actions':['notify']},{'rule_id':'!r:x'," + condition + ",'actions':[]}]}",
            Level::Nothing);
        row("mentions", "{'room':[{'rule_id':'!r:x','actions':[]}]}", Level::Mentions);
        row("mentions, as of old", "{'room':[{'rule_id':'!r:x','actions':['dont_notify']}]}",
            Level::Mentions);
        row("everything",
            "{'room':[{'rule_id':'!r:x','actions':['notify',{'set_tweak':'sound','value':'default'}]}]}",
            Level::Everything);
        row("another room", "{'room':[{'rule_id':'!s:x','actions':[]}]}", Level::Everything);
        row("more conditions",
            "{'override':[{'rule_id':'!r:x','conditions':[{'kind':'event_match','key':'room_id','pattern':'!"
            "r:x'},"
            "{'kind':'event_match','key':'type','pattern':'x'}],'actions':[]}]}",
            Level::Everything);
        row("mentions are the rule",
            "{'underride':[{'rule_id':'.m.rule.message','enabled':false,'actions':['notify']}]}",
            Level::Mentions);
        row("all of this one",
            "{'underride':[{'rule_id':'.m.rule.message','actions':[]}],'room':[{'rule_id':'!r:x','actions':['"
            "notify']}]}",
            Level::Everything);
    }
    void reads()
    {
        QFETCH(QByteArray, rules);
        bring(rules);
        QTEST(int(m_notifications->of(room)), "level");
    }
    void mutes()
    {
        QSignalSpy changed(m_notifications.get(), &RoomNotifications::changed);
        auto &put = server().expects(Method::Put, Path + QStringLiteral("override/!r:x")).holds();
        server()
            .expects(Method::Delete, Path + QStringLiteral("room/!r:x"))
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        auto task = m_notifications->set(room, Level::Nothing);
        QVERIFY(m_notifications->of(room) == Level::Nothing);
        QCOMPARE(changed.size(), 1);
        QTRY_VERIFY(put.isHeld());
        QCOMPARE(
            bodyOf(put),
            json("{'actions':[],'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'}]}"));
        put.release(200);
        QVERIFY(await(std::move(task)).isOk());
        QVERIFY(m_notifications->of(room) == Level::Nothing); // also before sync says so
        bring("{'override':[{'rule_id':'!r:x','actions':[],"
              "'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'}]}]}");
        QVERIFY(m_notifications->of(room) == Level::Nothing);
        QCOMPARE(changed.size(), 1);
        // Another client takes it back.
        bring("{}");
        QVERIFY(m_notifications->of(room) == Level::Everything);
        QCOMPARE(changed.size(), 2);
    }
    void mentionsAlone()
    {
        auto &put = server().expects(Method::Put, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        server().expects(Method::Delete, Path + QStringLiteral("override/!r:x")).replies(200, "{}");
        QVERIFY(await(m_notifications->set(room, Level::Mentions)).isOk());
        QCOMPARE(bodyOf(put), json("{'actions':[]}"));
    }
    void aRuleThatIsOffIsSwitchedOn()
    {
        bring("{'room':[{'rule_id':'!r:x','enabled':false,'actions':[]}]}");
        server().expects(Method::Put, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        auto &on =
            server().expects(Method::Put, Path + QStringLiteral("room/!r:x/enabled")).replies(200, "{}");
        server().expects(Method::Delete, Path + QStringLiteral("override/!r:x")).replies(200, "{}");
        QVERIFY(await(m_notifications->set(room, Level::Mentions)).isOk());
        QCOMPARE(bodyOf(on), json("{'enabled':true}"));
    }
    void everything_data()
    {
        QTest::addColumn<bool>("isUsual");
        QTest::newRow("as usual") << true;
        QTest::newRow("more than usual") << false;
    }
    void everything()
    {
        QFETCH(bool, isUsual);
        if (!isUsual)
            bring("{'underride':[{'rule_id':'.m.rule.message','actions':[]}]}");
        if (isUsual) {
            bring("{'room':[{'rule_id':'!r:x','actions':[]}]}");
            server().expects(Method::Delete, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        } else {
            server().expects(Method::Put, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        }
        server().expects(Method::Delete, Path + QStringLiteral("override/!r:x")).replies(200, "{}");
        QVERIFY(await(m_notifications->set(room, Level::Everything)).isOk());
        QVERIFY(m_notifications->of(room) == Level::Everything);
    }
    void whatIsRefusedComesBack()
    {
        QSignalSpy changed(m_notifications.get(), &RoomNotifications::changed);
        server()
            .expects(Method::Put, Path + QStringLiteral("override/!r:x"))
            .replies(403, R"({"errcode":"M_FORBIDDEN"})");
        QVERIFY(!await(m_notifications->set(room, Level::Nothing)).isOk());
        QVERIFY(m_notifications->of(room) == Level::Everything);
        QCOMPARE(changed.size(), 2);
    }
    void theLastWishCounts()
    {
        auto &first = server().expects(Method::Put, Path + QStringLiteral("override/!r:x")).holds();
        auto one = m_notifications->set(room, Level::Nothing);
        auto two = m_notifications->set(room, Level::Mentions);
        QTRY_VERIFY(first.isHeld());
        server().expects(Method::Delete, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        server().expects(Method::Put, Path + QStringLiteral("room/!r:x")).replies(200, "{}");
        server().expects(Method::Delete, Path + QStringLiteral("override/!r:x")).replies(200, "{}");
        first.release(200);
        QVERIFY(await(std::move(one)).isOk());
        QVERIFY(await(std::move(two)).isOk());
        QVERIFY(m_notifications->of(room) == Level::Mentions);
    }
    void serversOf2014AreNotAsked()
    {
        open(Dialect::V1);
        QVERIFY(!m_notifications->isAvailable());
        QCOMPARE(await(m_notifications->set(room, Level::Nothing)).error().kind, Error::Kind::Unsupported);
    }
    void words()
    {
        for (const Level level : {Level::Everything, Level::Mentions, Level::Nothing})
            QVERIFY(RoomNotifications::levelOf(RoomNotifications::wordOf(level)) == level);
        QVERIFY(!RoomNotifications::levelOf(u"loud"));
    }
};

QTEST_GUILESS_MAIN(TestRoomNotifications)
#include "tst_roomnotifications.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"
#include "matrix/syncdialect.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

class TestV3Dialect : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 Now = 1'800'000'000'000;
    std::unique_ptr<SyncDialect> m_dialect = makeSyncDialect({Dialect::V3, false}, UserId(u"@me:x"_qs));

    static QString query(const Request &request, const QString &name)
    {
        for (const auto &[key, value] : request.query) {
            if (key == name)
                return value;
        }
        return {};
    }
    static const RoomDelta *find(const SyncBatch &batch, const QString &id)
    {
        for (const RoomDelta &room : batch.rooms) {
            if (room.id == RoomId(id))
                return &room;
        }
        return nullptr;
    }

private Q_SLOTS:
    void readsWhatEncryptionNeeds()
    {
        const auto batch =
            m_dialect->parse("s1", R"({"next_batch":"s2","to_device":{"events":[{"type":"m.dummy"}]},
            "device_lists":{"changed":["@bob:x"]},"device_one_time_keys_count":{"signed_curve25519":5},
            "device_unused_fallback_key_types":[]})",
                             0);
        QVERIFY(batch);
        QCOMPARE(batch->toDevice, QList<QByteArray>{R"({"type":"m.dummy"})"});
        QCOMPARE(batch->deviceLists.changed, QList<UserId>{UserId(u"@bob:x"_qs)});
        QVERIFY(!batch->deviceLists.areOthersUnknown);
        QCOMPARE(batch->keyCounts->value(u"signed_curve25519"_qs), 5);
        QVERIFY(batch->unusedFallbackKeys && batch->unusedFallbackKeys->isEmpty());
        QVERIFY(m_dialect->parse({}, R"({"next_batch":"s2"})", 0)->deviceLists.areOthersUnknown);
    }

    void asks()
    {
        auto request = m_dialect->request({}, {30s});
        QCOMPARE(request.path, u"/_matrix/client/v3/sync"_qs);
        QCOMPARE(query(request, u"timeout"_qs), u"0"_qs);
        QCOMPARE(query(request, u"since"_qs), QString());
        QVERIFY(request.timeout >= 60s);
        const auto filter =
            QJsonDocument::fromJson(query(request, u"filter"_qs).toUtf8()).object().value(u"room").toObject();
        QVERIFY(filter.value(u"state").toObject().value(u"lazy_load_members").toBool());
        QCOMPARE(filter.value(u"timeline").toObject().value(u"limit").toInt(), 20);
        QVERIFY(filter.value(u"timeline").toObject().value(u"unread_thread_notifications").toBool());
        request = m_dialect->request("s1", {30s});
        QCOMPARE(query(request, u"since"_qs), u"s1"_qs);
        QCOMPARE(query(request, u"timeout"_qs), u"30000"_qs);
        QVERIFY(request.timeout >= 40s);
        QVERIFY(!m_dialect->roomRequest(RoomId(u"!r"_qs)));
        // Client-server API, "GET /sync": not said, it is "online".
        QCOMPARE(query(request, u"set_presence"_qs), QString());
        SyncWishes hidden{30s};
        hidden.hasPresence = false;
        request = m_dialect->request("s1", hidden);
        QCOMPARE(query(request, u"set_presence"_qs), u"offline"_qs);
        const auto presence = QJsonDocument::fromJson(query(request, u"filter"_qs).toUtf8())[u"presence"];
        QCOMPARE(presence[u"not_types"].toArray(), QJsonArray{u"*"_qs});
        QCOMPARE(makeSyncDialect({Dialect::V3, true}, {})->request({}, {30s}).path,
                 u"/_matrix/client/r0/sync"_qs);
    }
    void readsJoinedRooms()
    {
        auto batch = m_dialect->parse("s1", testData(u"sync-v3.json"_qs), Now);
        QVERIFY(batch);
        QCOMPARE(batch->position, QByteArray("s2"));
        QVERIFY(!batch->allRooms);
        QCOMPARE(batch->rooms.size(), 6);
        const RoomDelta *room = find(*batch, u"!room"_qs);
        QVERIFY(room);
        QVERIFY(room->membership == Membership::Join);
        QVERIFY(!room->isFullState);
        QVERIFY(room->hasGap);
        QCOMPARE(room->historyToken, u"p1"_qs);
        QCOMPARE(room->timeline.size(), 2);
        QCOMPARE(room->timeline[0].transactionId, TxnId(u"t1"_qs));
        QCOMPARE(readMember(room->timeline[1].previousContent).membership == Membership::Leave, true);
        QCOMPARE(room->state.size(), 1);
        QCOMPARE(*room->heroes, (QList<UserId>{UserId(u"@bob:x"_qs), UserId(u"@carol:x"_qs)}));
        QCOMPARE(*room->joinedCount, 2);
        QCOMPARE(*room->invitedCount, 1);
        QCOMPARE(*room->unread, 3);
        QCOMPARE(*room->highlight, 1);
        QCOMPARE(*room->typing, QList<UserId>{UserId(u"@bob:x"_qs)});
        QCOMPARE(room->receipts.size(), 1);
        QCOMPARE(room->fullyRead, EventId(u"$1"_qs));
    }
    void readsWhatIsUnreadInThreads()
    {
        const auto batch = m_dialect->parse(
            "s1",
            jsonText(
                "{'next_batch':'s2','rooms':{'join':{'!r':{'unread_notifications':{'notification_count':1},"
                "'unread_thread_notifications':{'$t':{'notification_count':2,'highlight_count':1},"
                "'$u':{'notification_count':'x'},'$v':7}}}}}"),
            Now);
        const RoomDelta &room = batch->rooms[0];
        QCOMPARE(*room.unread, 1);
        QCOMPARE(room.threads.value(EventId(u"$t"_qs)).unread, 2);
        QCOMPARE(room.threads.value(EventId(u"$t"_qs)).highlight, 1);
        QCOMPARE(room.threads.value(EventId(u"$u"_qs)).unread, 0);
    }
    void readsTheMarkAsUnread_data()
    {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<bool>("isSaid");
        QTest::addColumn<bool>("isMarked");
        const QByteArray stable = "{'type':'m.marked_unread','content':{'unread':%1}}";
        const QByteArray old = "{'type':'com.famedly.marked_unread','content':{'unread':%1}}";
        const auto with = [](QByteArray event, const char *value) { return event.replace("%1", value); };
        QTest::newRow("nothing") << QByteArray() << false << false;
        QTest::newRow("marked") << with(stable, "true") << true << true;
        QTest::newRow("no longer") << with(stable, "false") << true << false;
        QTest::newRow("of before 1.12") << with(old, "true") << true << true;
        QTest::newRow("both") << with(old, "true") + ',' + with(stable, "false") << true << false;
        QTest::newRow("both, turned round")
            << with(stable, "false") + ',' + with(old, "true") << true << false;
        QTest::newRow("nonsense") << with(stable, "'yes'") << true << false;
    }
    void readsTheMarkAsUnread()
    {
        QFETCH(QByteArray, events);
        QFETCH(bool, isSaid);
        QFETCH(bool, isMarked);
        const QByteArray reply =
            "{'next_batch':'s2','rooms':{'join':{'!r':{'account_data':{'events':[" + events + "]}}}}}";
        const auto batch = m_dialect->parse("s1", jsonText(reply.constData()), Now);
        QCOMPARE(batch->rooms[0].isMarkedUnread.has_value(), isSaid);
        QCOMPARE(batch->rooms[0].isMarkedUnread.value_or(false), isMarked);
    }
    void missingPartsChangeNothing()
    {
        auto batch = m_dialect->parse("s1", testData(u"sync-v3.json"_qs), Now);
        const RoomDelta *room = find(*batch, u"!quiet"_qs);
        QVERIFY(room && !room->hasGap);
        QVERIFY(!room->heroes && !room->joinedCount && !room->invitedCount && !room->unread &&
                !room->highlight && !room->typing);
        batch = m_dialect->parse("s1", jsonText("{'next_batch':'s2'}"), Now);
        QVERIFY(batch && batch->rooms.isEmpty() && !batch->directRooms && batch->presence.isEmpty());
    }
    void readsInvitationsKnocksAndDepartures()
    {
        auto batch = m_dialect->parse("s1", testData(u"sync-v3.json"_qs), Now);
        const RoomDelta *room = find(*batch, u"!inv"_qs);
        QVERIFY(room && room->membership == Membership::Invite);
        QCOMPARE(room->inviter, UserId(u"@bob:x"_qs));
        QCOMPARE(room->state.size(), 2);
        QVERIFY(find(*batch, u"!knock"_qs)->membership == Membership::Knock);
        QVERIFY(find(*batch, u"!left"_qs)->membership == Membership::Leave);
        QVERIFY(find(*batch, u"!banned"_qs)->membership == Membership::Ban);
        QCOMPARE(find(*batch, u"!banned"_qs)->timeline.size(), 1);
    }
    void readsWhetherNamesMention_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<bool>("doMention");
        QTest::newRow("name")
            << QByteArray("{'global':{'content':[{'rule_id':'.m.rule.contains_user_name','enabled':true}]}}")
            << true;
        QTest::newRow("display name")
            << QByteArray(
                   "{'global':{'override':[{'rule_id':'.m.rule.contains_display_name','enabled':true}]}}")
            << true;
        QTest::newRow("off")
            << QByteArray("{'global':{'content':[{'rule_id':'.m.rule.contains_user_name','enabled':false}]}}")
            << false;
        QTest::newRow("1.17")
            << QByteArray("{'global':{'override':[{'rule_id':'.m.rule.is_user_mention','enabled':true}]}}")
            << false;
        QTest::newRow("wrong types") << QByteArray("{'global':{'content':{'a':1},'override':[1,[]]}}")
                                     << false;
    }
    void readsWhetherNamesMention()
    {
        QFETCH(QByteArray, rules);
        const QByteArray reply = "{'next_batch':'s2','account_data':{'events':[{'type':'m.push_rules',"
                                 "'content':" +
                                 rules + "}]}}";
        const auto batch = m_dialect->parse("s1", jsonText(reply.constData()), Now);
        QVERIFY(batch && batch->areNamesMentions);
        QTEST(*batch->areNamesMentions, "doMention");
        QCOMPARE(batch->pushRules, std::optional(jsonText(rules.constData())));
        const auto without = m_dialect->parse("s1", jsonText("{'next_batch':'s2'}"), Now);
        QVERIFY(!without->areNamesMentions && !without->pushRules);
    }
    void readsTags()
    {
        const auto batch = m_dialect->parse(
            "s1",
            jsonText("{'next_batch':'s2','rooms':{'join':{'!r':{'account_data':{'events':[{'type':'m.tag',"
                     "'content':{'tags':{'m.lowpriority':{'order':'odd'},'m.favourite':{'order':1}}}}]}}}}}"),
            Now);
        const auto tags = batch->rooms.at(0).tags;
        QVERIFY(tags);
        QCOMPARE(*tags, (QMap<QString, double>{{u"m.favourite"_qs, 1}, {u"m.lowpriority"_qs, NoTagOrder}}));
    }
    void readsThePersonsOwnThings()
    {
        auto batch = m_dialect->parse("s1", testData(u"sync-v3.json"_qs), Now);
        QCOMPARE(*batch->directRooms, (QHash<RoomId, UserId>{{RoomId(u"!dm"_qs), UserId(u"@bob:x"_qs)}}));
        QVERIFY(batch->accountData.contains(u"m.direct"_qs));
        QCOMPARE(batch->presence.size(), 1);
        QCOMPARE(batch->presence[0].user, UserId(u"@bob:x"_qs));
        QVERIFY(batch->presence[0].presence == Presence::Online);
        QCOMPARE(batch->presence[0].lastActiveTs, Now);
    }
    void theFirstReplyIsTheWholeState()
    {
        auto batch = m_dialect->parse({}, testData(u"sync-v3.json"_qs), Now);
        QVERIFY(batch->allRooms);
        QVERIFY(find(*batch, u"!room"_qs)->isFullState);
        QVERIFY(!find(*batch, u"!inv"_qs)->isFullState);
    }
    void stateAfterTheTimelineIsTaken()
    {
        auto batch = m_dialect->parse(
            "s1",
            jsonText(
                "{'next_batch':'s','rooms':{'join':{'!r':{'state':{'events':[{'type':'a','state_key':''}]},"
                "'state_after':{'events':[{'type':'b','state_key':''}]}},'!q':{'state_after':{'events':[{'"
                "type':'b','state_key':''}]},"
                "'state':{'events':[]}}}}}"),
            Now);
        QCOMPARE(find(*batch, u"!r"_qs)->state.size(), 1);
        QCOMPARE(find(*batch, u"!r"_qs)->state[0].type, u"b"_qs);
        QCOMPARE(find(*batch, u"!q"_qs)->state.size(), 1);
    }
    void knowsARefusedPosition()
    {
        const auto error = [](int status, const QString &code) {
            return Error{Error::Kind::Server, code, status, {}, {}};
        };
        QVERIFY(m_dialect->isPositionRefused(error(400, u"M_UNKNOWN_POS"_qs)));
        QVERIFY(m_dialect->isPositionRefused(error(400, u"M_UNKNOWN"_qs)));
        QVERIFY(m_dialect->isPositionRefused(error(400, u"M_INVALID_PARAM"_qs)));
        QVERIFY(!m_dialect->isPositionRefused(error(401, u"M_UNKNOWN_TOKEN"_qs)));
        QVERIFY(!m_dialect->isPositionRefused(error(500, u"M_UNKNOWN"_qs)));
        QVERIFY(!m_dialect->isPositionRefused(Error::of(Error::Kind::Timeout)));
    }
    void refusesOtherShapes_data()
    {
        QTest::addColumn<QByteArray>("reply");
        for (const char *reply : {"", "\"\"", "{}", "[]", "null", "<html>", "{\"next_batch\":null}",
                                  "{\"next_batch\":[]}", "{\"rooms\":{}}", "{\"next_batch\":\"s\""})
            QTest::newRow(reply) << QByteArray(reply);
    }
    void refusesOtherShapes()
    {
        QFETCH(QByteArray, reply);
        auto batch = m_dialect->parse("s1", reply, Now);
        QVERIFY(!batch);
        QVERIFY(batch.error().kind == Error::Kind::BadReply);
    }
};

QTEST_GUILESS_MAIN(TestV3Dialect)
#include "tst_v3dialect.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsettings.h"

#include "session/roomlist.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Prefix = QStringLiteral("/_matrix/client/v3");

/// The room's state as a v3 sync brings it: oneself is its admin, Bob a moderator.
QJsonArray usualState()
{
    const auto of = [](const char *id, const char *type, const char *content) {
        return state(QLatin1String(id), QLatin1String(type), json(content), {}, me);
    };
    return {of("$c", "m.room.create", "{'room_version':'10'}"),
            of("$n", "m.room.name", "{'name':'Tea'}"),
            of("$p", "m.room.power_levels",
               "{'users':{'@me:x':100,'@bob:x':50},'ban':60,'org.example':{'keep':1}}"),
            of("$j", "m.room.join_rules", "{'join_rule':'invite'}"),
            member(QStringLiteral("$m1"), me, QStringLiteral("join"), QStringLiteral("Me")),
            member(QStringLiteral("$m2"), bob, QStringLiteral("join"), QStringLiteral("Bob"))};
}

}

/// How a room is set up and changed, over a real store and a scripted server.
class TestRoomSettings : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<RoomSettings> m_settings;
    QStringList m_said; ///< "saved 0", "failed 1 M_FORBIDDEN", by field

    FakeTransport &server() { return m_bench->server; }
    void bring(const QJsonArray &events)
    {
        QJsonObject joinedRoom = joined({});
        joinedRoom.insert(QStringLiteral("state"), QJsonObject{{QStringLiteral("events"), events}});
        const CommittedBatch batch = m_bench->commit(sync(QStringLiteral("s"), joinedRoom));
        m_rooms->apply(batch);
    }
    void change(const char *id, const char *type, const char *content)
    {
        bring({state(QLatin1String(id), QLatin1String(type), json(content))});
    }
    FakeTransport::Expectation &expectsState(Method method, const QString &type)
    {
        return server().expects(method, Prefix + QStringLiteral("/rooms/!r:x/state/") + type);
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }
    FakeTransport::Expectation &addresses(const char *reply = "{'aliases':[]}")
    {
        return server()
            .expects(Method::Get, QStringLiteral("/rooms/!r:x/aliases"))
            .replies(200, jsonText(reply));
    }
    FakeTransport::Expectation &listing(const char *reply = "{'visibility':'private'}")
    {
        return server()
            .expects(Method::Get, QStringLiteral("/directory/list/room/!r:x"))
            .replies(200, jsonText(reply));
    }
    void make(Dialect dialect = Dialect::V3)
    {
        m_settings.reset();
        m_rooms = std::make_unique<RoomList>();
        m_bench = std::make_unique<Bench>(dialect);
        m_said.clear();
    }
    void open()
    {
        m_settings = std::make_unique<RoomSettings>(
            RoomSettings::Parts{*m_bench->api, *m_bench->store, *m_rooms, me}, room);
        connect(m_settings.get(), &RoomSettings::saved, this,
                [this](RoomField field) { m_said << QStringLiteral("saved %1").arg(int(field)); });
        connect(m_settings.get(), &RoomSettings::failed, this, [this](RoomField field, const Error &error) {
            m_said << QStringLiteral("failed %1 %2").arg(int(field)).arg(error.matrixCode);
        });
        m_settings->load();
    }
    void openUsual()
    {
        addresses();
        listing();
        bring(usualState());
        open();
        QTRY_VERIFY(m_settings->isComplete());
    }
    static QString saved(RoomField field) { return QStringLiteral("saved %1").arg(int(field)); }
    static QString failed(RoomField field, const char *code)
    {
        return QStringLiteral("failed %1 %2").arg(int(field)).arg(QLatin1String(code));
    }

private Q_SLOTS:
    void init() { make(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_settings.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void readsAllOfIt()
    {
        openUsual();
        const RoomFacts &facts = m_settings->facts();
        QCOMPARE(facts.name, QStringLiteral("Tea"));
        QCOMPARE(facts.version, QStringLiteral("10"));
        QCOMPARE(facts.joinRules.rule, QStringLiteral("invite"));
        QCOMPARE(facts.history, QStringLiteral("shared"));
        QVERIFY(!facts.acl && !facts.isEncrypted && !facts.areGuestsAllowed);
        QCOMPARE(m_settings->peopleWithLevels(), (QList<UserId>{me, bob}));
        QCOMPARE(m_settings->people().member(bob).name, QStringLiteral("Bob"));
        QCOMPARE(m_settings->listing().isListed(), std::optional(false));
        QVERIFY(m_settings->rights().state(RoomStateType::Name).isAllowed);
        QVERIFY(!m_settings->error());
    }

    void countsAtOnceAndIsSaved()
    {
        openUsual();
        auto &put = expectsState(Method::Put, RoomStateType::Name).holds();
        m_settings->setName(QStringLiteral("Coffee"));
        QCOMPARE(m_settings->facts().name, QStringLiteral("Coffee"));
        QVERIFY(m_settings->isBusy());
        QTRY_VERIFY(put.isHeld());
        QCOMPARE(bodyOf(put), json("{'name':'Coffee'}"));
        QSignalSpy idle(m_settings.get(), &RoomSettings::idle);
        put.release(200);
        QCOMPARE(m_said, QStringList{saved(RoomField::Name)});
        QCOMPARE(m_settings->facts().name, QStringLiteral("Coffee"));
        QCOMPARE(idle.count(), 1);
    }

    void countsNoMoreWhenItIsRefused()
    {
        openUsual();
        expectsState(Method::Put, RoomStateType::Name).replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        m_settings->setName(QStringLiteral("Coffee"));
        QTRY_COMPARE(m_said, QStringList{failed(RoomField::Name, "M_FORBIDDEN")});
        QCOMPARE(m_settings->facts().name, QStringLiteral("Tea"));
        QVERIFY(!m_settings->isBusy());
    }

    void eachFieldFailsByItself()
    {
        openUsual();
        expectsState(Method::Put, RoomStateType::Name).replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        auto &topic = expectsState(Method::Put, RoomStateType::Topic).replies(200);
        expectsState(Method::Put, RoomStateType::History).replies(400, jsonText("{'errcode':'M_BAD_JSON'}"));
        m_settings->setName(QStringLiteral("Coffee"));
        m_settings->setTopic(QStringLiteral("Milk first?"));
        m_settings->setHistory(QStringLiteral("joined"));
        QTRY_COMPARE(m_said.size(), 3);
        m_said.sort();
        QStringList wanted{failed(RoomField::Name, "M_FORBIDDEN"), saved(RoomField::Topic),
                           failed(RoomField::History, "M_BAD_JSON")};
        wanted.sort();
        QCOMPARE(m_said, wanted);
        QCOMPARE(bodyOf(topic),
                 json("{'topic':'Milk first?','m.topic':{'m.text':[{'body':'Milk first?'}]}}"));
        QCOMPARE(m_settings->facts().topic, QStringLiteral("Milk first?"));
        QCOMPARE(m_settings->facts().history, QStringLiteral("shared"));
    }

    void othersChangeItMeanwhile()
    {
        openUsual();
        change("$n2", "m.room.name", "{'name':'Milk'}");
        QTRY_COMPARE(m_settings->facts().name, QStringLiteral("Milk"));
        auto &put = expectsState(Method::Put, RoomStateType::Name).holds();
        m_settings->setName(QStringLiteral("Coffee"));
        QTRY_VERIFY(put.isHeld());
        change("$n3", "m.room.name", "{'name':'Juice'}");
        m_bench->settle();
        QCOMPARE(m_settings->facts().name, QStringLiteral("Coffee")); // it is under way
        put.release(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        QCOMPARE(m_settings->facts().name, QStringLiteral("Juice"));
    }

    void levelsAreMadeOfWhatTheServerHas()
    {
        openUsual();
        // Whom the store does not know the server is asked for.
        server()
            .expects(Method::Get, QStringLiteral("/state/m.room.member/@ann:x"))
            .replies(200, jsonText("{'membership':'join','displayname':'Ann'}"));
        auto &unknown = server()
                            .expects(Method::Get, QStringLiteral("/state/m.room.member/@new:x"))
                            .replies(404, jsonText("{'errcode':'M_NOT_FOUND'}"));
        // Somebody has changed it, and no sync has brought that.
        expectsState(Method::Get, RoomStateType::Powers)
            .replies(200, jsonText("{'users':{'@me:x':100,'@bob:x':50,'@new:x':50},'ban':70,"
                                   "'org.example':{'keep':2}}"));
        auto &put = expectsState(Method::Put, RoomStateType::Powers).replies(200);
        m_settings->powers().set(UserId(QStringLiteral("@ann:x")), 50, false);
        QTRY_COMPARE(m_said, QStringList{saved(RoomField::Powers)});
        QCOMPARE(bodyOf(put), json("{'users':{'@me:x':100,'@bob:x':50,'@new:x':50,'@ann:x':50},'ban':70,"
                                   "'org.example':{'keep':2}}"));
        QTRY_COMPARE(m_settings->people().member(UserId(QStringLiteral("@ann:x"))).name,
                     QStringLiteral("Ann"));
        QTRY_VERIFY(unknown.isAsked());
    }

    void oneChangeOfTheLevelsAfterTheOther()
    {
        openUsual();
        auto &get = expectsState(Method::Get, RoomStateType::Powers).holds();
        m_settings->powers().set({PowerAction::Kind::Kick}, 70, false);
        m_settings->powers().set({PowerAction::Kind::Invite}, 30, false);
        QCOMPARE(m_settings->facts().levels.kick, 70);
        QCOMPARE(m_settings->facts().levels.invite, 30);
        QTRY_VERIFY(get.isHeld());
        auto &first = expectsState(Method::Put, RoomStateType::Powers).replies(200);
        expectsState(Method::Get, RoomStateType::Powers)
            .replies(200, jsonText("{'users':{'@me:x':100},'kick':70}"));
        auto &second = expectsState(Method::Put, RoomStateType::Powers).replies(200);
        get.release(200, jsonText("{'users':{'@me:x':100}}"));
        QTRY_COMPARE(m_said.size(), 2);
        QCOMPARE(bodyOf(first), json("{'users':{'@me:x':100},'kick':70}"));
        QCOMPARE(bodyOf(second), json("{'users':{'@me:x':100},'kick':70,'invite':30}"));
    }

    void refusesToLockOneOut()
    {
        openUsual();
        QCOMPARE(m_settings->powers().riskOf(me, 50), PowerRules::Risk::LowersSelf);
        QCOMPARE(m_settings->powers().riskOf(bob, 0), PowerRules::Risk::None);
        m_settings->powers().set(me, 0, false);
        QTRY_COMPARE(m_said.size(), 1);
        QCOMPARE(m_said, QStringList{failed(RoomField::Powers, "chat.linnet.LOWERS_YOU")});
        QCOMPARE(m_settings->facts().levels.powerOf(me), 100);
        // What has changed at the server counts: Bob is no moderator any more.
        m_said.clear();
        expectsState(Method::Get, RoomStateType::Powers).replies(200, jsonText("{'users':{'@me:x':100}}"));
        m_settings->powers().set(PowerAction::state(RoomStateType::Powers), 100,
                                 false); // nothing wrong with that
        auto &put = expectsState(Method::Put, RoomStateType::Powers).replies(200);
        QTRY_COMPARE(m_said, QStringList{saved(RoomField::Powers)});
        m_settings->powers().set(me, 0, false);
        QCOMPARE(m_said.takeLast(), failed(RoomField::Powers, "chat.linnet.NOBODY_LEFT"));
        expectsState(Method::Get, RoomStateType::Powers).replies(200, put.sent().request.body);
        expectsState(Method::Put, RoomStateType::Powers).replies(200);
        m_settings->powers().set(me, 0, true);
        QTRY_COMPARE(m_settings->facts().levels.powerOf(me), 0);
        QTRY_COMPARE(m_said.size(), 2);
    }

    void saysWhyNot()
    {
        addresses();
        listing();
        bring(usualState());
        change("$p2", "m.room.power_levels",
               "{'users':{'@bob:x':100},'events':{'m.room.topic':0},'state_default':100}");
        open();
        QTRY_VERIFY(m_settings->isComplete());
        const RoomRights rights = m_settings->rights();
        QVERIFY(rights.state(RoomStateType::Topic).isAllowed);
        const CanChange name = rights.state(RoomStateType::Name);
        QVERIFY(!name.isAllowed && name.reason.contains(QLatin1String("Admins")));
        QVERIFY(!rights.user(me).isAllowed);
        QVERIFY(!rights.action({PowerAction::Kind::Kick}).isAllowed);
    }

    void replacesARoomOnlyOnce()
    {
        addresses();
        listing();
        bring(usualState());
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->rights().upgrade().isAllowed);
        change("$t", "m.room.tombstone", "{'body':'moved','replacement_room':'!new:x'}");
        QVERIFY(!m_settings->rights().upgrade().isAllowed);
        QVERIFY(m_settings->rights().state(RoomStateType::Name).isAllowed);
    }

    void knowsWhatAVersionCannot()
    {
        addresses();
        listing();
        bring(usualState());
        bring({state(QStringLiteral("$c2"), RoomStateType::Create, json("{'room_version':'6'}"), {}, me)});
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->rights().joinRule(QStringLiteral("public")).isAllowed);
        QVERIFY(!m_settings->rights().joinRule(QStringLiteral("knock")).isAllowed);
    }

    void slidingSyncAsksForTheRest()
    {
        make(Dialect::Sliding);
        addresses();
        listing("{'visibility':'public'}");
        expectsState(Method::Get, RoomStateType::Guests)
            .replies(200, jsonText("{'guest_access':'can_join'}"));
        expectsState(Method::Get, RoomStateType::Acl)
            .replies(200, jsonText("{'allow':['*'],'deny':['evil']}"));
        for (const QString &type : {RoomStateType::Policy, RoomStateType::OldPolicy})
            expectsState(Method::Get, type).replies(404, jsonText("{'errcode':'M_NOT_FOUND'}"));
        // Nothing is stored of it: all of it is asked for.
        const QByteArray all = QJsonDocument(usualState()).toJson();
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/state")).replies(200, all);
        for (const UserId &user : {me, bob})
            server()
                .expects(Method::Get, QStringLiteral("/state/m.room.member/") + user.toString())
                .replies(200, jsonText("{'membership':'join'}"));
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->facts().areGuestsAllowed);
        QCOMPARE(m_settings->facts().acl->deny, QStringList{QStringLiteral("evil")});
        QCOMPARE(m_settings->facts().name, QStringLiteral("Tea"));
        QCOMPARE(m_settings->listing().isListed(), std::optional(true));
    }

    /// Who waits for it hears of it once more, however late the store is read again.
    void saysWhenAllOfItIsThere()
    {
        auto &held = server().expects(Method::Get, QStringLiteral("/rooms/!r:x/aliases")).holds();
        listing();
        bring(usualState());
        open();
        QTRY_COMPARE(m_settings->facts().name, QStringLiteral("Tea"));
        bool isTold = false;
        connect(m_settings.get(), &RoomSettings::changed, this, [&] { isTold = m_settings->isComplete(); });
        bring({state(QStringLiteral("$o"), QStringLiteral("org.example"), json("{'a':1}"))});
        held.release(200, jsonText("{'aliases':[]}"));
        QTRY_VERIFY(isTold);
    }

    void asksForStateThatIsNotStoredYet()
    {
        addresses();
        listing();
        server()
            .expects(Method::Get, QStringLiteral("/rooms/!r:x/state"))
            .replies(200, QJsonDocument(usualState()).toJson());
        bring({member(QStringLiteral("$m1"), me, QStringLiteral("join"), QStringLiteral("Me")),
               member(QStringLiteral("$m2"), bob, QStringLiteral("join"), QStringLiteral("Bob"))});
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QCOMPARE(m_settings->facts().name, QStringLiteral("Tea"));
    }

    void sayWhatCouldNotBeLoadedAndTryAgain()
    {
        server()
            .expects(Method::Get, QStringLiteral("/rooms/!r:x/aliases"))
            .replies(500, jsonText("{'errcode':'M_UNKNOWN'}"));
        listing();
        bring(usualState());
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->error());
        QCOMPARE(m_settings->facts().name, QStringLiteral("Tea"));
        addresses("{'aliases':['#tea:x']}");
        listing();
        m_settings->load();
        QTRY_COMPARE(m_settings->listing().addresses(), QStringList{QStringLiteral("#tea:x")});
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(!m_settings->error());
    }

    void oldServersAreAskedForNothing()
    {
        make(Dialect::V1);
        QJsonArray events = usualState();
        for (qsizetype i = 0; i < events.size(); ++i) {
            QJsonObject event = events.at(i).toObject();
            event.insert(QStringLiteral("room_id"), room.toString());
            events[i] = event;
        }
        m_rooms->apply(
            m_bench->commit(initialSync(QStringLiteral("e"), QJsonArray{initialRoom(room, {}, events)}), {}));
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->isOld());
        QCOMPARE(m_settings->facts().name, QStringLiteral("Tea"));
        auto &put = server()
                        .expects(Method::Put, QStringLiteral("/api/v1/rooms/!r:x/state/m.room.topic"))
                        .replies(200);
        m_settings->setTopic(QStringLiteral("Pot"));
        QTRY_COMPARE(m_said, QStringList{saved(RoomField::Topic)});
        QCOMPARE(bodyOf(put), json("{'topic':'Pot'}"));
        QVERIFY(!m_settings->rights().joinRule(QStringLiteral("knock")).isAllowed);
    }

    void addsAndTakesAddresses()
    {
        openUsual();
        const QString tea = QStringLiteral("#tea:x");
        const QString path = QStringLiteral("/directory/room/%23tea:x");
        server().expects(Method::Get, path).replies(404, jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &add = server().expects(Method::Put, path).replies(200);
        m_settings->addAddress(tea);
        QTRY_COMPARE(m_said, QStringList{saved(RoomField::Addresses)});
        QCOMPARE(bodyOf(add), json("{'room_id':'!r:x'}"));
        QCOMPARE(m_settings->listing().addresses(), QStringList{tea});
        expectsState(Method::Get, RoomStateType::Addresses)
            .replies(200, jsonText("{'alias':'#old:x','y':1}"));
        auto &named = expectsState(Method::Put, RoomStateType::Addresses).replies(200);
        m_settings->setMainAddress(tea);
        QTRY_COMPARE(m_said.size(), 2);
        QCOMPARE(bodyOf(named), json("{'alias':'#tea:x','alt_aliases':['#old:x'],'y':1}"));
        server().expects(Method::Delete, path).replies(200);
        expectsState(Method::Get, RoomStateType::Addresses)
            .replies(200, jsonText("{'alias':'#tea:x','alt_aliases':['#old:x'],'y':1}"));
        auto &unnamed = expectsState(Method::Put, RoomStateType::Addresses).replies(200);
        m_settings->removeAddress(tea);
        QTRY_VERIFY(!m_settings->isBusy());
        QCOMPARE(bodyOf(unnamed), json("{'alt_aliases':['#old:x'],'y':1}"));
        QCOMPARE(m_settings->facts().addresses.main, QString());
    }

    void saysThatAnAddressIsTakenOrNone()
    {
        openUsual();
        server()
            .expects(Method::Get, QStringLiteral("/directory/room/%23tea:x"))
            .replies(200, jsonText("{'room_id':'!other:x','servers':['x']}"));
        m_settings->addAddress(QStringLiteral("#tea:x"));
        QTRY_COMPARE(m_said, QStringList{failed(RoomField::Addresses, "M_ROOM_IN_USE")});
        m_said.clear();
        m_settings->addAddress(QStringLiteral("no address"));
        QTRY_COMPARE(m_said, QStringList{failed(RoomField::Addresses, "")});
    }

    void listsTheRoom()
    {
        openUsual();
        auto &put = server().expects(Method::Put, QStringLiteral("/directory/list/room/!r:x")).holds();
        m_settings->setListed(true);
        QCOMPARE(m_settings->listing().isListed(), std::optional(true));
        QTRY_VERIFY(put.isHeld());
        put.release(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        QCOMPARE(m_said, QStringList{failed(RoomField::Listing, "M_FORBIDDEN")});
        QCOMPARE(m_settings->listing().isListed(), std::optional(false));
    }

    void uploadsAPicture()
    {
        openUsual();
        auto &upload = server()
                           .expects(Method::Post, QStringLiteral("/_matrix/media/v3/upload"))
                           .replies(200, jsonText("{'content_uri':'mxc://x/pic'}"));
        auto &put = expectsState(Method::Put, RoomStateType::Avatar).replies(200);
        m_settings->setAvatar("picture", QStringLiteral("image/png"));
        QVERIFY(m_settings->isBusy());
        QTRY_COMPARE(m_said, QStringList{saved(RoomField::Avatar)});
        QCOMPARE(upload.sent().request.body, QByteArray("picture"));
        QCOMPARE(upload.sent().request.contentType, QByteArray("image/png"));
        QCOMPARE(bodyOf(put), json("{'url':'mxc://x/pic'}"));
        server()
            .expects(Method::Post, QStringLiteral("/_matrix/media/v3/upload"))
            .replies(413, jsonText("{'errcode':'M_TOO_LARGE'}"));
        m_settings->setAvatar("huge", QStringLiteral("image/png"));
        QTRY_COMPARE(m_said.value(1), failed(RoomField::Avatar, "M_TOO_LARGE"));
    }

    void hostileStateIsHarmless_data()
    {
        QTest::addColumn<QByteArray>("wrong");
        for (const char *wrong : {"[]", "'x'", "1", "null", "true", "{}", "[{}]", "1e300", "{'a':{'b':[]}}"})
            QTest::newRow(wrong) << QByteArray(wrong);
    }
    void hostileStateIsHarmless()
    {
        QFETCH(QByteArray, wrong);
        addresses(QByteArray("{'aliases':" + wrong + '}').constData());
        listing(QByteArray("{'visibility':" + wrong + '}').constData());
        bring(usualState());
        const QList<std::pair<const char *, QByteArrayList>> fields{
            {"m.room.power_levels",
             {"users", "events", "notifications", "ban", "users_default", "state_default"}},
            {"m.room.server_acl", {"allow", "deny", "allow_ip_literals"}},
            {"m.room.join_rules", {"join_rule", "allow"}},
            {"m.room.canonical_alias", {"alias", "alt_aliases"}},
            {"m.room.topic", {"topic", "m.topic"}},
            {"m.room.history_visibility", {"history_visibility"}},
            {"m.room.guest_access", {"guest_access"}}};
        QJsonArray events;
        for (const auto &[type, names] : fields) {
            QByteArrayList content;
            for (const QByteArray &name : names)
                content << '\'' + name + "':" + wrong;
            events.append(state(u'$' + QLatin1String(type), QLatin1String(type),
                                json(QByteArray('{' + content.join(',') + '}').constData())));
        }
        bring(events);
        open();
        QTRY_VERIFY(m_settings->isComplete());
        QVERIFY(m_settings->peopleWithLevels().isEmpty());
        QCOMPARE(m_settings->facts().history, QStringLiteral("shared"));
        QVERIFY(m_settings->facts().acl);
    }
};

QTEST_GUILESS_MAIN(TestRoomSettings)
#include "tst_roomsettings.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsettings.h"

#include "support/guidetest.h"

#include <QJsonDocument>

using namespace linnet;
using namespace linnet::test;

/// Each setting of a room, changed by alice and read back by bob, with a real server.
class TestGuideSettings : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void namesAndDescribesIt();
    void opensAndClosesIt();
    void givesItAddresses();
    void keepsServersOut();
    void givesAndTakesLevels();
    void leavesNobodyLockedOut();
    void saysWhatItMayNot();
    void seesWhatOthersChange();

private:
    /// A room of alice's that bob is in, with its settings loaded.
    bool open(const QString &version = QStringLiteral("10"));
    bool load(const QString &room);
    /// Waits until this change was saved; false if it was refused.
    bool save(RoomField field, const std::function<void()> &change);
    QJsonObject state(const char *type) const { return m_other->state(m_room, QLatin1String(type)); }

    std::unique_ptr<RoomSettings> m_settings;
    Person *m_other = nullptr; ///< bob
    QString m_room;
    Error m_error; ///< of the last refusal
};

void TestGuideSettings::cleanup()
{
    m_settings.reset();
    GuideTest::cleanup();
}

bool TestGuideSettings::load(const QString &room)
{
    Session &session = alice().session();
    m_settings = std::make_unique<RoomSettings>(
        RoomSettings::Parts{session.api(), session.store(), session.rooms(), session.self()}, RoomId(room));
    m_settings->load();
    return eventually([this] { return m_settings->isComplete(); }) && !m_settings->error();
}

bool TestGuideSettings::open(const QString &version)
{
    m_other = &bob();
    ApiClient &api = alice().session().api();
    Request request = api.requests().createRoom({});
    request.body = QJsonDocument(QJsonObject{{QStringLiteral("room_version"), version},
                                             {QStringLiteral("invite"), QJsonArray{bob().id()}}})
                       .toJson();
    const auto made = await(
        api.send(request).andThen([](const Reply &reply) { return Requests::readRoomId(reply.body, {}); }));
    if (!made)
        return false;
    m_room = made->toString();
    return alice().seesRoom(m_room, Membership::Join) && bob().join(m_room) == m_room &&
           eventually([this] { return alice().room(m_room)->joinedCount == 2; }) && load(m_room);
}

bool TestGuideSettings::save(RoomField field, const std::function<void()> &change)
{
    std::optional<bool> isSaved;
    QObject context;
    connect(m_settings.get(), &RoomSettings::saved, &context, [&](RoomField which) {
        if (which == field)
            isSaved = true;
    });
    connect(m_settings.get(), &RoomSettings::failed, &context, [&](RoomField which, const Error &error) {
        m_error = error;
        if (which == field)
            isSaved = false;
    });
    change();
    return eventually([this, &isSaved] { return isSaved.has_value() && !m_settings->isBusy(); }) && *isSaved;
}

void TestGuideSettings::namesAndDescribesIt()
{
    QVERIFY(open());
    QVERIFY(save(RoomField::Name, [this] { m_settings->setName(QStringLiteral("Tea at five")); }));
    QCOMPARE(state("m.room.name").value(u"name").toString(), QStringLiteral("Tea at five"));
    const QString topic = QStringLiteral("Milk first?\nOr last?");
    QVERIFY(save(RoomField::Topic, [&] { m_settings->setTopic(topic); }));
    QCOMPARE(readTopic(QJsonDocument(state("m.room.topic")).toJson()), topic);
    QCOMPARE(state("m.room.topic").value(u"topic").toString(), topic);
    const QByteArray picture = QByteArray::fromBase64(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    QVERIFY(save(RoomField::Avatar, [&] { m_settings->setAvatar(picture, QStringLiteral("image/png")); }));
    QVERIFY(state("m.room.avatar").value(u"url").toString().startsWith(u"mxc://"));
    QVERIFY(save(RoomField::Avatar, [this] { m_settings->removeAvatar(); }));
    QVERIFY(!state("m.room.avatar").contains(u"url"));
}

void TestGuideSettings::opensAndClosesIt()
{
    QVERIFY(open());
    const QString space =
        bob().createRoom({{QStringLiteral("creation_content"),
                           QJsonObject{{QStringLiteral("type"), QStringLiteral("m.space")}}}});
    for (const JoinRules &rules :
         {JoinRules{QStringLiteral("public"), {}}, JoinRules{QStringLiteral("knock"), {}},
          JoinRules{QStringLiteral("restricted"), {RoomId(space)}},
          JoinRules{QStringLiteral("knock_restricted"), {RoomId(space)}}, JoinRules()}) {
        QVERIFY(save(RoomField::JoinRule, [&] { m_settings->setJoinRules(rules); }));
        QCOMPARE(readJoinRules(QJsonDocument(state("m.room.join_rules")).toJson()), rules);
    }
    for (const char *history : {"world_readable", "invited", "joined", "shared"}) {
        QVERIFY(save(RoomField::History, [&] { m_settings->setHistory(QLatin1String(history)); }));
        QCOMPARE(state("m.room.history_visibility").value(u"history_visibility").toString(),
                 QLatin1String(history));
    }
    for (const bool areAllowed : {true, false}) {
        QVERIFY(save(RoomField::Guests, [&] { m_settings->setGuestsAllowed(areAllowed); }));
        QCOMPARE(readGuestAccess(QJsonDocument(state("m.room.guest_access")).toJson()), areAllowed);
    }
}

void TestGuideSettings::givesItAddresses()
{
    QVERIFY(open());
    const QString first = QStringLiteral("#%1:localhost").arg(Person::uniqueName(QStringLiteral("tea")));
    const QString second = QStringLiteral("#%1:localhost").arg(Person::uniqueName(QStringLiteral("pot")));
    for (const QString &alias : {first, second})
        QVERIFY(save(RoomField::Addresses, [&] { m_settings->addAddress(alias); }));
    QCOMPARE(bob().join(second), m_room);
    QVERIFY(save(RoomField::Addresses, [&] { m_settings->setMainAddress(first); }));
    QVERIFY(save(RoomField::Addresses, [&] { m_settings->setMainAddress(second); }));
    const QJsonObject named = state("m.room.canonical_alias");
    QCOMPARE(named.value(u"alias").toString(), second);
    QCOMPARE(named.value(u"alt_aliases").toArray(), (QJsonArray{first}));
    QVERIFY(load(m_room));
    if (!isLegacy())
        QCOMPARE(m_settings->listing().addresses().size(), 2);
    const QString taken = QStringLiteral("#%1:localhost").arg(Person::uniqueName(QStringLiteral("taken")));
    QVERIFY(
        !bob().createRoom({{QStringLiteral("room_alias_name"), taken.mid(1).section(u':', 0, 0)}}).isEmpty());
    QVERIFY(!save(RoomField::Addresses, [&] { m_settings->addAddress(taken); }));
    QCOMPARE(m_error.matrixCode, QStringLiteral("M_ROOM_IN_USE"));
    if (isLegacy())
        return; // it knows neither lists of addresses nor of rooms
    QVERIFY(save(RoomField::Addresses, [&] { m_settings->removeAddress(first); }));
    QVERIFY(bob().call("GET", QStringLiteral("directory/room/%23") + first.mid(1)).status == 404);
    QVERIFY(!state("m.room.canonical_alias").contains(u"alt_aliases"));
    const auto isListed = [this] {
        return bob().call("GET", QStringLiteral("directory/list/room/") + m_room).body.value(u"visibility") ==
               QStringLiteral("public");
    };
    QVERIFY(!isListed());
    QVERIFY(save(RoomField::Listing, [this] { m_settings->setListed(true); }));
    QVERIFY(isListed());
}

void TestGuideSettings::keepsServersOut()
{
    QVERIFY(open());
    const ServerAcl acl{{QStringLiteral("*")}, {QStringLiteral("*.evil.example")}, false};
    QVERIFY(save(RoomField::Acl, [&] { m_settings->setAcl(acl); }));
    QCOMPARE(readServerAcl(QJsonDocument(state("m.room.server_acl")).toJson()), acl);
    QVERIFY(load(m_room));
    QVERIFY(m_settings->facts().acl == acl);
}

void TestGuideSettings::givesAndTakesLevels()
{
    QVERIFY(open());
    const UserId other(bob().id());
    QVERIFY(save(RoomField::Powers, [&] { m_settings->powers().set(other, 50, false); }));
    QCOMPARE(state("m.room.power_levels").value(u"users").toObject().value(bob().id()).toInt(), 50);
    const QJsonObject before = state("m.room.power_levels");
    QVERIFY(save(RoomField::Powers, [&] {
        m_settings->powers().set(PowerAction::state(QStringLiteral("m.room.topic")), 0, false);
    }));
    QJsonObject wanted = before;
    QJsonObject events = wanted.value(u"events").toObject();
    events.insert(QStringLiteral("m.room.topic"), 0);
    wanted.insert(QStringLiteral("events"), events);
    QCOMPARE(state("m.room.power_levels"), wanted);
    QVERIFY(bob().setState(m_room, QStringLiteral("m.room.topic"),
                           {{QStringLiteral("topic"), QStringLiteral("b")}}));
    QVERIFY(save(RoomField::Powers, [&] { m_settings->powers().set(other, 0, false); }));
    QVERIFY(!state("m.room.power_levels").value(u"users").toObject().contains(bob().id()));
}

void TestGuideSettings::leavesNobodyLockedOut()
{
    QVERIFY(open());
    const UserId self(aliceId());
    QVERIFY(!save(RoomField::Powers, [&] { m_settings->powers().set(self, 0, false); }));
    QCOMPARE(m_error.matrixCode, QStringLiteral("chat.linnet.NOBODY_LEFT"));
    QVERIFY(state("m.room.power_levels").value(u"users").toObject().value(aliceId()).toInt() == 100);
    QVERIFY(save(RoomField::Powers, [&] { m_settings->powers().set(UserId(bob().id()), 100, false); }));
    QVERIFY(eventually([this] { return m_settings->people().isIn(UserId(bob().id())); }));
    QVERIFY(!save(RoomField::Powers, [&] { m_settings->powers().set(self, 50, false); }));
    QCOMPARE(m_error.matrixCode, QStringLiteral("chat.linnet.LOWERS_YOU"));
    QVERIFY(save(RoomField::Powers, [&] { m_settings->powers().set(self, 50, true); }));
    // Whom one has raised to one's own height one cannot move any more.
    QVERIFY(!save(RoomField::Powers, [&] { m_settings->powers().set(UserId(bob().id()), 0, true); }));
    QCOMPARE(m_error.httpStatus, 403);
    QCOMPARE(m_settings->facts().levels.powerOf(UserId(bob().id())), 100);
}

void TestGuideSettings::saysWhatItMayNot()
{
    const QString room = sharedRoom(QStringLiteral("Bob's"));
    QVERIFY(!room.isEmpty());
    QVERIFY(load(room));
    QVERIFY(!m_settings->rights().state(RoomStateType::Name).isAllowed);
    QVERIFY(!m_settings->rights().state(RoomStateType::Name).reason.isEmpty());
    QVERIFY(!save(RoomField::Name, [this] { m_settings->setName(QStringLiteral("Mine")); }));
    QCOMPARE(m_error.httpStatus, 403);
    QCOMPARE(m_settings->facts().name, QStringLiteral("Bob's"));
}

void TestGuideSettings::seesWhatOthersChange()
{
    const QString room = sharedRoom(QStringLiteral("Live"));
    QVERIFY(!room.isEmpty());
    QVERIFY(load(room));
    QVERIFY(bob().setState(room, QStringLiteral("m.room.name"),
                           {{QStringLiteral("name"), QStringLiteral("New")}}));
    QVERIFY(eventually([this] { return m_settings->facts().name == u"New"; }));
    QJsonObject powers = bob().state(room, QStringLiteral("m.room.power_levels"));
    QJsonObject users = powers.value(u"users").toObject();
    users.insert(aliceId(), 100);
    powers.insert(QStringLiteral("users"), users);
    QVERIFY(bob().setState(room, QStringLiteral("m.room.power_levels"), powers));
    QVERIFY(eventually([this] { return m_settings->rights().state(RoomStateType::Name).isAllowed; }));
    QVERIFY(save(RoomField::Name, [this] { m_settings->setName(QStringLiteral("Ours")); }));
    QCOMPARE(bob().state(room, QStringLiteral("m.room.name")).value(u"name").toString(),
             QStringLiteral("Ours"));
}

QTEST_GUILESS_MAIN(TestGuideSettings)
#include "tst_guidesettings.moc"

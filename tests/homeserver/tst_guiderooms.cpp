// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/drafts.h"
#include "support/guidetest.h"

#include <QJsonDocument>

using namespace linnet;
using namespace linnet::test;

namespace {

QJsonObject publicRoom(const QString &name, const QString &alias)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("room_alias_name"), alias},
            {QStringLiteral("visibility"), QStringLiteral("public")},
            {QStringLiteral("preset"), QStringLiteral("public_chat")}};
}

QString fullAlias(const QString &localPart)
{
    return QStringLiteral("#%1:localhost").arg(localPart);
}

/// Membership and power by user id.
QHash<QString, std::pair<Membership, int>> table(const MemberList &members)
{
    QHash<QString, std::pair<Membership, int>> result;
    for (const Member &member : members.members())
        result.insert(member.user.toString(), {member.membership, member.power});
    return result;
}

QStringList texts(const Timeline &window)
{
    QStringList result;
    for (const TimelineItem &item : window.items())
        result << item.text;
    return result;
}

}

/// Rooms and who is in them: the second part of the 2014 guide, with a real server.
class TestGuideRooms : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void makesAPrivateRoom();
    void makesDirectChats();
    void makesAPublicRoom();
    void saysThatAnAliasIsTaken();
    void acceptsAndDeclinesInvitations();
    void invites();
    void joinsByAliasAndId();
    void listsAllMembersAtOnce();
    void followsWhatOthersChange();
    void leavesAndForgets();
    void isThrownOutAndComesBack();
    void isBanned();
};

void TestGuideRooms::makesAPrivateRoom()
{
    NewRoom wanted;
    wanted.name = QStringLiteral("Tea at five");
    wanted.topic = QStringLiteral("Milk first?");
    wanted.invite = {UserId(bob().id())};
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(made);
    const QString room = made->toString();
    QVERIFY(alice().seesRoom(room, Membership::Join));
    QVERIFY(eventually([&] { return alice().room(room)->topic == wanted.topic; }));
    QCOMPARE(alice().room(room)->name, wanted.name);
    QVERIFY(bob().isInvitedTo(room));
    QCOMPARE(bob().join(room), room);
    QCOMPARE(bob().state(room, QStringLiteral("m.room.name"))[QLatin1String("name")].toString(), wanted.name);
    QCOMPARE(bob().state(room, QStringLiteral("m.room.topic"))[QLatin1String("topic")].toString(),
             wanted.topic);
    QCOMPARE(bob().state(room, QStringLiteral("m.room.join_rules"))[QLatin1String("join_rule")].toString(),
             QStringLiteral("invite"));
    QVERIFY(eventually([&] { return alice().room(room)->joinedCount == 2; }));
}

void TestGuideRooms::makesDirectChats()
{
    NewRoom wanted;
    wanted.isDirect = true;
    wanted.invite = {UserId(bob().id())};
    for (int i = 1; i <= 2; ++i) {
        const auto made = await(alice().session().actions().create(wanted));
        QVERIFY(made);
        QVERIFY(alice().seesRoom(made->toString(), Membership::Join));
        QVERIFY(eventually([&] { return alice().room(made->toString())->isDirect; }));
        // The account's other clients know it too.
        ApiClient &api = alice().session().api();
        const auto noted =
            await(api.send(api.requests().accountData(UserId(aliceId()), QStringLiteral("m.direct"))));
        QVERIFY(noted);
        const QJsonArray rooms = QJsonDocument::fromJson(noted->body).object().value(bob().id()).toArray();
        QCOMPARE(rooms.size(), i);
        QCOMPARE(rooms.last().toString(), made->toString());
    }
}

void TestGuideRooms::makesAPublicRoom()
{
    NewRoom wanted;
    wanted.name = QStringLiteral("Market");
    wanted.alias = Person::uniqueName(QStringLiteral("market"));
    wanted.isPublic = true;
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(made);
    const QString room = made->toString();
    QCOMPARE(bob().join(fullAlias(wanted.alias)), room);
    QVERIFY(eventually([&] { return alice().session().rooms().findByName(fullAlias(wanted.alias)); }));
    QCOMPARE(alice().session().rooms().findByName(fullAlias(wanted.alias))->id, *made);
}

void TestGuideRooms::saysThatAnAliasIsTaken()
{
    const QString alias = Person::uniqueName(QStringLiteral("taken"));
    QVERIFY(!bob().createRoom(publicRoom(QStringLiteral("Mine"), alias)).isEmpty());
    NewRoom wanted;
    wanted.alias = alias;
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(!made);
    QCOMPARE(made.error().matrixCode, QStringLiteral("M_ROOM_IN_USE"));
}

void TestGuideRooms::acceptsAndDeclinesInvitations()
{
    const QJsonArray invited{aliceId()};
    const QString wanted = bob().createRoom(
        {{QStringLiteral("name"), QStringLiteral("Yes")}, {QStringLiteral("invite"), invited}});
    const QString unwanted = bob().createRoom(
        {{QStringLiteral("name"), QStringLiteral("No")}, {QStringLiteral("invite"), invited}});
    QVERIFY(!bob().say(wanted, QStringLiteral("from before you came")).isEmpty());
    QVERIFY(alice().seesRoom(wanted, Membership::Invite));
    QVERIFY(alice().seesRoom(unwanted, Membership::Invite));
    QCOMPARE(alice().room(wanted)->inviter, UserId(bob().id()));

    const auto joined = await(alice().session().actions().join(wanted));
    QVERIFY(joined);
    QCOMPARE(*joined, RoomId(wanted));
    QVERIFY(alice().seesRoom(wanted, Membership::Join));
    QCOMPARE(bob().membershipOf(wanted, aliceId()), QStringLiteral("join"));
    QVERIFY(eventually([&] { return alice().room(wanted)->joinedCount == 2; }));
    QCOMPARE(alice().room(wanted)->name, QStringLiteral("Yes"));
    const auto window = alice().window(wanted);
    QVERIFY(alice().loadAll(*window) >= 0);
    QCOMPARE(bodies(*window), QStringList{QStringLiteral("from before you came")});

    QVERIFY(await(alice().session().actions().leave(RoomId(unwanted))));
    QVERIFY(eventually([&] { return alice().membership(unwanted) != Membership::Invite; }));
    QCOMPARE(bob().membershipOf(unwanted, aliceId()), QStringLiteral("leave"));
}

void TestGuideRooms::invites()
{
    NewRoom wanted;
    wanted.name = QStringLiteral("Come");
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(made);
    QVERIFY(await(alice().session().actions().invite(*made, UserId(bob().id()))));
    QVERIFY(bob().isInvitedTo(made->toString()));
    QCOMPARE(bob().join(made->toString()), made->toString());
    const auto again = await(alice().session().actions().invite(*made, UserId(bob().id())));
    QVERIFY(!again);
    QCOMPARE(again.error().matrixCode, QStringLiteral("M_FORBIDDEN"));
}

void TestGuideRooms::joinsByAliasAndId()
{
    const QString alias = Person::uniqueName(QStringLiteral("door"));
    const QString byAlias = bob().createRoom(publicRoom(QStringLiteral("By alias"), alias));
    const QString byId =
        bob().createRoom(publicRoom(QStringLiteral("By id"), Person::uniqueName(QStringLiteral("id"))));
    for (int i = 0; i < 30; ++i)
        QVERIFY(!bob().say(byAlias, QStringLiteral("old %1").arg(i)).isEmpty());
    const auto joined = await(alice().session().actions().join(fullAlias(alias)));
    QVERIFY(joined);
    QCOMPARE(*joined, RoomId(byAlias));
    QVERIFY(await(alice().session().actions().join(byId)));
    QVERIFY(alice().seesRoom(byAlias, Membership::Join));
    QVERIFY(alice().seesRoom(byId, Membership::Join));
    QVERIFY(eventually([&] { return alice().room(byAlias)->name == QLatin1String("By alias"); }));
    QCOMPARE(alice().messageIds(byAlias), bob().messageIds(byAlias));
    const auto nowhere = await(alice().session().actions().join(QStringLiteral("#nowhere-at-all:localhost")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().matrixCode, QStringLiteral("M_NOT_FOUND"));
    const auto closed = await(alice().session().actions().join(bob().createRoom({})));
    QVERIFY(!closed);
    QCOMPARE(closed.error().matrixCode, QStringLiteral("M_FORBIDDEN"));
}

// Members are loaded lazily: the first list that is called complete must be.
void TestGuideRooms::listsAllMembersAtOnce()
{
    const QString room =
        bob().createRoom(publicRoom(QStringLiteral("Many"), Person::uniqueName(QStringLiteral("many"))));
    QHash<QString, std::pair<Membership, int>> expected{
        {bob().id(), {Membership::Join, PowerLevels::Creator}}, {aliceId(), {Membership::Join, 0}}};
    for (int i = 0; i < 3; ++i) {
        Person silent = Person::make(server(), QStringLiteral("silent"));
        QCOMPARE(silent.join(room), room);
        expected.insert(silent.id(), {Membership::Join, 0});
    }
    Person invited = Person::make(server(), QStringLiteral("invited"));
    QVERIFY(bob().invite(room, invited.id()));
    expected.insert(invited.id(), {Membership::Invite, 0});
    for (int i = 0; i < 30; ++i) // more than a first reply shows of the room
        QVERIFY(!bob().say(room, QStringLiteral("Only I speak, %1").arg(i)).isEmpty());
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
    QVERIFY(eventually([&] { return alice().room(room)->joinedCount == 5; }));

    const auto members = alice().session().openMembers(RoomId(room));
    std::optional<QHash<QString, std::pair<Membership, int>>> first;
    QObject::connect(members.get(), &MemberList::changed, members.get(), [&] {
        if (!members->isLoading() && !first)
            first = table(*members);
    });
    members->load(alice().room(room)->areMembersLoaded);
    QVERIFY(eventually([&first] { return first.has_value(); }));
    for (auto it = expected.begin(); it != expected.end(); ++it)
        QVERIFY(first->value(it.key()).first == it->first);
    QVERIFY(first->value(bob().id()).second >= 100);
    QCOMPARE(first->value(aliceId()).second, 0);

    Person late = Person::make(server(), QStringLiteral("late"));
    QCOMPARE(late.join(room), room);
    QVERIFY(eventually([&] { return table(*members).value(late.id()).first == Membership::Join; }));
    QVERIFY(late.leave(room));
    QVERIFY(eventually([&] { return table(*members).value(late.id()).first != Membership::Join; }));
}

void TestGuideRooms::followsWhatOthersChange()
{
    const QString room = sharedRoom(QStringLiteral("Old name"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bob().setState(room, QStringLiteral("m.room.name"),
                           {{QStringLiteral("name"), QStringLiteral("New name")}}));
    QVERIFY(bob().setState(room, QStringLiteral("m.room.topic"),
                           {{QStringLiteral("topic"), QStringLiteral("New topic")}}));
    QVERIFY(eventually([&] { return alice().room(room)->topic == QLatin1String("New topic"); }));
    QCOMPARE(alice().room(room)->name, QStringLiteral("New name"));
}

void TestGuideRooms::leavesAndForgets()
{
    const QString room = sharedRoom(QStringLiteral("Short stay"));
    QVERIFY(!room.isEmpty());
    QVERIFY(await(alice().session().actions().leave(RoomId(room))));
    QVERIFY(alice().seesRoom(room, Membership::Leave));
    QCOMPARE(bob().membershipOf(room, aliceId()), QStringLiteral("leave"));
    QVERIFY(await(alice().session().actions().forget(RoomId(room))));
    QVERIFY(!alice().room(room));
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(!alice().room(room));
    QVERIFY(alice().syncs());
    QVERIFY(!alice().room(room));
}

void TestGuideRooms::isThrownOutAndComesBack()
{
    const QString room = sharedRoom(QStringLiteral("Strict"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    QVERIFY(bob().kick(room, aliceId(), QStringLiteral("too loud")));
    QVERIFY(alice().seesRoom(room, Membership::Leave));
    // Servers have said it twice in one answer.
    QTRY_COMPARE(texts(*window).filter(QStringLiteral("too loud")).size(), 1);
    const auto said = alice().session().sender().send(RoomId(room), typed(QStringLiteral("Hello?")));
    QVERIFY(said.error().isMatrix("M_FORBIDDEN"));
    // What was on its way when it happened stays, with the reason.
    alice().session().sendQueue().send(RoomId(room), QStringLiteral("m.room.message"),
                                       R"({"msgtype":"m.text","body":"Hello?"})");
    QVERIFY(eventually([&] {
        const auto items = alice().session().sendQueue().items(RoomId(room));
        return !items.isEmpty() && items.first().state == OutboxItem::State::Failed;
    }));
    QCOMPARE(alice().session().sendQueue().items(RoomId(room)).first().reasonCode,
             QStringLiteral("M_FORBIDDEN"));

    QVERIFY(!bob().say(room, QStringLiteral("Peace and quiet")).isEmpty());
    QVERIFY(bob().invite(room, aliceId()));
    QVERIFY(alice().seesRoom(room, Membership::Invite));
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
    const QString event = bob().say(room, QStringLiteral("Welcome back"));
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(event); }));
    QCOMPARE(alice().messageIds(room), bob().messageIds(room) + QStringList{QString()});
}

void TestGuideRooms::isBanned()
{
    const QString room = sharedRoom(QStringLiteral("Stricter"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bob().ban(room, aliceId(), QStringLiteral("spam")));
    QVERIFY(alice().seesRoom(room, Membership::Ban));
    const auto again = await(alice().session().actions().join(room));
    QVERIFY(!again);
    QCOMPARE(again.error().httpStatus, 403);
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(alice().membership(room) == Membership::Ban);
}

QTEST_GUILESS_MAIN(TestGuideRooms)
#include "tst_guiderooms.moc"

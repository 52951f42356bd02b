// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guidetest.h"

#include <QJsonDocument>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString Favourite = RoomTags::Favourite;

}

/// Order among rooms: tags, sections, direct chats and what notifies, with a real server, and what another
/// client of the account changes.
class TestOrder : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void tagsComeAndGo();
    void whatAnotherClientTagsIsSeen();
    void sectionsOfOnesOwn();
    void mutes();
    void whatAnotherClientMutesIsSeen();
    void directChats();
    void leavesAndForgetsInOne();

private:
    QJsonObject tagsAtServer(const QString &room)
    {
        return ask("GET", QStringLiteral("user/%1/rooms/%2/tags").arg(aliceId(), room))
            .value(QLatin1String("tags"))
            .toObject();
    }
    /// What another client of alice's asks; `path` below v3.
    QJsonObject ask(const char *method, const QString &path, const QJsonObject &body = {})
    {
        Person other(server());
        if (!other.signIn(aliceId().mid(1).section(u':', 0, 0)))
            return {};
        return other.call(method, path, body).body;
    }
    QMap<QString, double> tagsOf(const QString &room) { return alice().room(room)->tags; }
};

void TestOrder::tagsComeAndGo()
{
    const QString room = sharedRoom(QStringLiteral("Tea"));
    QVERIFY(!room.isEmpty());
    RoomTags &tags = alice().session().tags();
    QCOMPARE(tags.isAvailable(), !isLegacy());
    if (isLegacy())
        return;
    QVERIFY(await(tags.change(RoomId(room), {{Favourite, 0.25}})));
    QCOMPARE(tagsOf(room).value(Favourite), 0.25);
    QCOMPARE(tagsAtServer(room)[Favourite][QLatin1String("order")].toDouble(), 0.25);
    QVERIFY(
        eventually([&] { return alice().session().rooms().storedTags(RoomId(room)).contains(Favourite); }));
    QVERIFY(await(tags.moveTo(RoomId(room), RoomTags::LowPriority)));
    QCOMPARE(tagsAtServer(room).keys(), QStringList{RoomTags::LowPriority});
    QVERIFY(eventually([&] {
        return alice().session().rooms().storedTags(RoomId(room)).keys() ==
               QStringList{RoomTags::LowPriority};
    }));
    // After a restart it is known from disk.
    alice().close();
    QVERIFY(alice().open());
    QCOMPARE(tagsOf(room).keys(), QStringList{RoomTags::LowPriority});
    QVERIFY(alice().syncs());
    QVERIFY(await(alice().session().tags().moveTo(RoomId(room), {})));
    QVERIFY(tagsAtServer(room).isEmpty());
    QVERIFY(eventually([&] { return alice().session().rooms().storedTags(RoomId(room)).isEmpty(); }));
}

void TestOrder::whatAnotherClientTagsIsSeen()
{
    if (isLegacy())
        QSKIP("api/v1 has no tags");
    const QString room = sharedRoom(QStringLiteral("Tea"));
    QVERIFY(!room.isEmpty());
    ask("PUT", QStringLiteral("user/%1/rooms/%2/tags/u.Work").arg(aliceId(), room),
        {{QStringLiteral("order"), 0.75}});
    QVERIFY(eventually([&] { return tagsOf(room).value(QStringLiteral("u.Work")) == 0.75; }));
    QCOMPARE(alice().session().sections().tags(), QStringList{QStringLiteral("u.Work")});
    ask("DELETE", QStringLiteral("user/%1/rooms/%2/tags/u.Work").arg(aliceId(), room));
    QVERIFY(eventually([&] { return tagsOf(room).isEmpty(); }));
    QVERIFY(alice().session().sections().tags().isEmpty());
}

void TestOrder::sectionsOfOnesOwn()
{
    if (isLegacy())
        QSKIP("api/v1 has no tags");
    const QString room = sharedRoom(QStringLiteral("Tea"));
    QVERIFY(!room.isEmpty());
    RoomSections &sections = alice().session().sections();
    QVERIFY(await(sections.create(QStringLiteral("Work"))));
    QVERIFY(await(sections.create(QStringLiteral("Home"))));
    QCOMPARE(sections.tags(), (QStringList{QStringLiteral("u.Work"), QStringLiteral("u.Home")}));
    QVERIFY(await(alice().session().tags().moveTo(RoomId(room), QStringLiteral("u.Work"))));
    QVERIFY(await(sections.move(QStringLiteral("u.Work"), 1)));
    QVERIFY(await(sections.rename(QStringLiteral("u.Work"), QStringLiteral("Büro / 2"))));
    QCOMPARE(sections.tags(), (QStringList{QStringLiteral("u.Home"), QStringLiteral("u.Büro / 2")}));
    QCOMPARE(tagsAtServer(room).keys(), QStringList{QStringLiteral("u.Büro / 2")});
    QVERIFY(eventually([&] {
        return alice().session().rooms().storedTags(RoomId(room)).contains(QStringLiteral("u.Büro / 2"));
    }));
    alice().close();
    QVERIFY(alice().open());
    QCOMPARE(alice().session().sections().tags(),
             (QStringList{QStringLiteral("u.Home"), QStringLiteral("u.Büro / 2")}));
    QVERIFY(alice().syncs());
    QVERIFY(await(alice().session().sections().remove(QStringLiteral("u.Büro / 2"))));
    QVERIFY(tagsAtServer(room).isEmpty());
}

void TestOrder::mutes()
{
    const QString room = sharedRoom(QStringLiteral("Loud"));
    QVERIFY(!room.isEmpty());
    const RoomId id(room);
    QCOMPARE(alice().session().notifications().isAvailable(), !isLegacy());
    if (isLegacy())
        return;
    for (const NotificationLevel level : {NotificationLevel::Nothing, NotificationLevel::Mentions,
                                          NotificationLevel::Nothing, NotificationLevel::Everything}) {
        RoomNotifications &notifications = alice().session().notifications();
        QVERIFY(await(notifications.set(id, level)));
        QVERIFY(notifications.of(id) == level);
        // Sync says the same.
        QVERIFY(eventually([&] {
            const QJsonObject rules = alice().session().accountData().content(QStringLiteral("m.push_rules"));
            return NotificationRules::read(rules).of(id) == level;
        }));
        QVERIFY(notifications.of(id) == level);
    }
    QVERIFY(await(alice().session().notifications().set(id, NotificationLevel::Nothing)));
    QVERIFY(eventually([&] {
        const QJsonObject rules = alice().session().accountData().content(QStringLiteral("m.push_rules"));
        return NotificationRules::read(rules).of(id) == NotificationLevel::Nothing;
    }));
    const QString event = bob().say(room, QStringLiteral("Hello?"));
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(event); }));
    QCOMPARE(alice().room(room)->unread, 0);
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(alice().session().notifications().of(id) == NotificationLevel::Nothing);
}

void TestOrder::whatAnotherClientMutesIsSeen()
{
    if (isLegacy())
        QSKIP("api/v1 does not say so");
    const QString room = sharedRoom(QStringLiteral("Loud"));
    QVERIFY(!room.isEmpty());
    ask("PUT", QStringLiteral("pushrules/global/room/%1").arg(room),
        {{QStringLiteral("actions"), QJsonArray{QStringLiteral("dont_notify")}}});
    QVERIFY(eventually(
        [&] { return alice().session().notifications().of(RoomId(room)) == NotificationLevel::Mentions; }));
    ask("DELETE", QStringLiteral("pushrules/global/room/%1").arg(room));
    QVERIFY(eventually(
        [&] { return alice().session().notifications().of(RoomId(room)) == NotificationLevel::Everything; }));
}

void TestOrder::directChats()
{
    if (isLegacy())
        QSKIP("api/v1 has no account data");
    const QString room = sharedRoom(QStringLiteral("Us"));
    QVERIFY(!room.isEmpty());
    DirectChats &chats = alice().session().directChats();
    const UserId other(bob().id());
    QVERIFY(chats.with(other).isEmpty());
    const auto found = await(chats.otherIn(RoomId(room)));
    QVERIFY(found);
    QCOMPARE(*found, other);
    QVERIFY(await(chats.note(RoomId(room), other)));
    QVERIFY(eventually([&] { return chats.with(other) == RoomId(room); }));
    QVERIFY(await(chats.takeBack(RoomId(room))));
    QVERIFY(eventually([&] { return !alice().room(room)->isDirect; }));
    QVERIFY(chats.with(other).isEmpty());
    // An invitation to one that is accepted is one.
    const QString asked = bob().createRoom(
        {{QStringLiteral("is_direct"), true}, {QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(alice().seesRoom(asked, Membership::Invite));
    QVERIFY(await(alice().session().actions().join(asked, alice().room(asked)->inviter)));
    QVERIFY(alice().seesRoom(asked, Membership::Join));
    QVERIFY(eventually([&] { return chats.with(other) == RoomId(asked); }));
}

void TestOrder::leavesAndForgetsInOne()
{
    const QString room = sharedRoom(QStringLiteral("Short stay"));
    QVERIFY(!room.isEmpty());
    QVERIFY(await(alice().session().actions().leaveAndForget(RoomId(room))));
    QCOMPARE(bob().membershipOf(room, aliceId()), QStringLiteral("leave"));
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(!alice().room(room));
    // It is there again once somebody wants one back.
    bob().invite(room, aliceId());
    QVERIFY(alice().seesRoom(room, Membership::Invite));
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
}

QTEST_GUILESS_MAIN(TestOrder)
#include "tst_order.moc"

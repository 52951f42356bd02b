// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomlist.h"

#include <QSignalSpy>
#include <QTest>

using namespace linnet;

namespace {

const UserId Me(QStringLiteral("@me:x"));
const UserId Bob(QStringLiteral("@bob:x"));

Room roomOf(const QString &id, const QString &alias = {}, Membership membership = Membership::Join)
{
    Room room;
    room.id = RoomId(id);
    room.name = id;
    room.canonicalAlias = alias;
    room.membership = membership;
    return room;
}

CommittedRoom typing(const QString &id, const QList<UserId> &users)
{
    CommittedRoom committed;
    committed.room = roomOf(id);
    committed.typing.emplace();
    for (const UserId &user : users)
        committed.typing->append({user, user.toString()});
    return committed;
}

}

class TestRoomList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithWhatIsStored()
    {
        RoomList list;
        QSignalSpy reset(&list, &RoomList::reset);
        list.load({roomOf(QStringLiteral("!a")), roomOf(QStringLiteral("!b"))});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(list.ids().size(), 2);
        QVERIFY(list.find(RoomId(QStringLiteral("!a"))));
        QVERIFY(!list.find(RoomId(QStringLiteral("!c"))));
        list.load({roomOf(QStringLiteral("!c"))});
        QVERIFY(!list.find(RoomId(QStringLiteral("!a"))));
    }
    void changesOnce()
    {
        RoomList list;
        QSignalSpy changed(&list, &RoomList::changed);
        QSignalSpy members(&list, &RoomList::membersChanged);
        CommittedBatch batch;
        CommittedRoom committed;
        committed.room = roomOf(QStringLiteral("!a"));
        committed.areMembersChanged = true;
        batch.rooms = {committed};
        list.apply(batch);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(members.size(), 1);
        QCOMPARE(list.find(RoomId(QStringLiteral("!a")))->name, QStringLiteral("!a"));
        QSignalSpy removed(&list, &RoomList::removed);
        list.remove(RoomId(QStringLiteral("!a")));
        list.remove(RoomId(QStringLiteral("!never")));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(list.ids().size(), 0);
    }
    void findsByName()
    {
        RoomList list;
        Room old = roomOf(QStringLiteral("!old"), QStringLiteral("#tea:x"), Membership::Leave);
        Room now = roomOf(QStringLiteral("!now"), QStringLiteral("#tea:x"));
        Room other = roomOf(QStringLiteral("!other"));
        other.aliases = {QStringLiteral("#second:x")};
        list.load({old, now, other});
        QCOMPARE(list.findByName(QStringLiteral("#tea:x"))->id, now.id);
        QCOMPARE(list.findByName(QStringLiteral("#second:x"))->id, other.id);
        QCOMPARE(list.findByName(QStringLiteral("!old"))->id, old.id);
        QVERIFY(!list.findByName(QStringLiteral("#none:x")));
        QVERIFY(!list.findByName(QStringLiteral("")));
        list.load({old});
        QCOMPARE(list.findByName(QStringLiteral("#tea:x"))->id, old.id);
    }
    void showsWhoTypesButOneself()
    {
        RoomList list;
        list.setSelf(Me);
        QSignalSpy changed(&list, &RoomList::typingChanged);
        const RoomId id(QStringLiteral("!a"));
        list.apply(typing(QStringLiteral("!a"), {Me}));
        QCOMPARE(changed.size(), 0);
        list.apply(typing(QStringLiteral("!a"), {Me, Bob}));
        QCOMPARE(list.typing(id).size(), 1);
        QCOMPARE(list.typing(id).first().user, Bob);
        QCOMPARE(changed.size(), 1);
        // The same again is no news, and a commit that does not speak of it changes nothing.
        list.apply(typing(QStringLiteral("!a"), {Bob}));
        CommittedRoom silent;
        silent.room = roomOf(QStringLiteral("!a"));
        list.apply(silent);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(list.typing(id).size(), 1);
        QCOMPARE(list.typing(id).first().user, Bob);
        list.apply(typing(QStringLiteral("!a"), {}));
        QCOMPARE(changed.size(), 2);
        QVERIFY(list.typing(id).isEmpty());
    }
    void nobodyTypesWithoutAConnection()
    {
        RoomList list;
        list.apply(typing(QStringLiteral("!a"), {Bob}));
        list.apply(typing(QStringLiteral("!b"), {Bob}));
        QSignalSpy changed(&list, &RoomList::typingChanged);
        list.clearTyping();
        QCOMPARE(changed.size(), 2);
        QVERIFY(list.typing(RoomId(QStringLiteral("!a"))).isEmpty());
        list.clearTyping();
        QCOMPARE(changed.size(), 2);
    }
    void showsOtherTagsThanAreStored()
    {
        RoomList list;
        const RoomId id(QStringLiteral("!a"));
        list.load({roomOf(QStringLiteral("!a"))});
        QSignalSpy changed(&list, &RoomList::changed);
        const QMap<QString, double> shown{{QStringLiteral("m.favourite"), 0.5}};
        list.showTags(id, shown);
        list.showTags(id, shown);
        QCOMPARE(changed.size(), 1);
        CommittedRoom committed;
        committed.room = roomOf(QStringLiteral("!a"));
        committed.room.tags = {{QStringLiteral("u.x"), 0.1}};
        list.apply(committed);
        QCOMPARE(list.find(id)->tags, shown);
        QCOMPARE(list.storedTags(id), committed.room.tags);
        list.showStoredTags(id);
        QCOMPARE(list.find(id)->tags, committed.room.tags);
        QCOMPARE(changed.size(), 3);
        list.showStoredTags(id);
        list.showTags(RoomId(QStringLiteral("!none")), shown);
        QCOMPARE(changed.size(), 3);
    }
    void keepsPresence()
    {
        RoomList list;
        QSignalSpy changed(&list, &RoomList::presenceChanged);
        CommittedBatch batch;
        batch.presence = {{Bob, Presence::Online, QStringLiteral("here"), 1}};
        list.apply(batch);
        QCOMPARE(changed.size(), 1);
        QVERIFY(list.presence(Bob).presence == Presence::Online);
        QVERIFY(list.presence(Me).presence == Presence::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestRoomList)
#include "tst_roomlist.moc"

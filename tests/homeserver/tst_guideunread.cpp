// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guidetest.h"
#include "support/json.h"

using namespace linnet;
using namespace linnet::test;

namespace {

/// Whose receipts of a kind stand at an event, by what a sync brought.
QJsonObject receiptsAt(const QJsonObject &sync, const QString &room, const QString &event,
                       const QString &kind)
{
    const QJsonArray events = sync[QLatin1String("rooms")][QLatin1String("join")][room]
                                  [QLatin1String("ephemeral")][QLatin1String("events")]
                                      .toArray();
    for (const QJsonValue &entry : events) {
        const QJsonObject users = entry[QLatin1String("content")][event][kind].toObject();
        if (!users.isEmpty())
            return users;
    }
    return {};
}

}

/// What is unread, in rooms and threads, here and on a person's other devices, with a real server.
class TestGuideUnread : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void threadsAreReadByThemselves();
    void aReceiptOfAThreadIsOne();
    void readingCanBePrivate();
    void marksAsUnreadAreShared();

private:
    /// A room of bob's that alice has joined without an invitation. Synapse counts one as unread as long as
    /// nothing was read of the room, but only if it has summed up its numbers since, which it does twice a
    /// minute.
    QString openRoom(const QString &name)
    {
        const QString room = bob().createRoom(
            {{QStringLiteral("name"), name}, {QStringLiteral("preset"), QStringLiteral("public_chat")}});
        if (!await(alice().session().actions().join(room)) || !alice().seesRoom(room, Membership::Join))
            return {};
        return eventually([&] { return alice().room(room)->name == name; }) ? room : QString();
    }
    QString answer(const QString &room, const QString &root, const QString &text)
    {
        const QJsonObject relation{{QStringLiteral("rel_type"), QStringLiteral("m.thread")},
                                   {QStringLiteral("event_id"), root}};
        return bob().send(room, {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                                 {QStringLiteral("body"), text},
                                 {QStringLiteral("m.relates_to"), relation}});
    }
    bool seesUnread(const QString &room, int unread, bool inThreads)
    {
        const bool sees = eventually([&] {
            const Room *known = alice().room(room);
            return known->unread == unread && known->hasUnreadThreads == inThreads;
        });
        const Room *known = alice().room(room);
        if (!sees)
            qWarning() << "unread" << known->unread << "in threads" << known->hasUnreadThreads;
        return sees;
    }
    bool restart()
    {
        alice().close();
        return alice().open() && alice().syncs();
    }
    /// Alice's other device.
    Person phone()
    {
        Person person(server());
        person.signIn(aliceId().mid(1).section(u':', 0, 0));
        return person;
    }
};

void TestGuideUnread::threadsAreReadByThemselves()
{
    const QString room = openRoom(QStringLiteral("Threads"));
    QVERIFY(!room.isEmpty());
    const RoomId id(room);
    say(room, QStringLiteral("What about this?"));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    const QString mine = bob().messageIds(room).constLast();
    const QString his = bob().say(room, QStringLiteral("Something else"));
    QVERIFY(seesUnread(room, 1, false));
    // In a thread at one's own message.
    const QString first = answer(room, mine, QStringLiteral("Good"));
    QVERIFY(seesUnread(room, 2, true));
    alice().session().markRead(id, EventId(his));
    QVERIFY(seesUnread(room, 1, true));
    alice().session().markRead(id, EventId(first), EventId(mine));
    QVERIFY(seesUnread(room, 0, false));
    const QString second = answer(room, mine, QStringLiteral("Very good"));
    QVERIFY(seesUnread(room, 1, true)); // the server took the receipt: it would be two
    QVERIFY(restart());
    QVERIFY(seesUnread(room, 1, true));
    alice().session().markRead(id, EventId(second), EventId(mine));
    QVERIFY(seesUnread(room, 0, false));
    // In another's, in which one takes no part and which one never opens.
    answer(room, his, QStringLiteral("I talk to myself"));
    QVERIFY(seesUnread(room, 0, true));
    alice().session().markRead(id);
    QVERIFY(seesUnread(room, 0, false));
    QVERIFY(restart());
    QVERIFY(!bob().say(room, QStringLiteral("Well")).isEmpty());
    QVERIFY(seesUnread(room, 1, false));
}

void TestGuideUnread::aReceiptOfAThreadIsOne()
{
    if (isLegacy())
        return;
    const QString room = openRoom(QStringLiteral("Receipts"));
    QVERIFY(!room.isEmpty());
    const QString root = bob().say(room, QStringLiteral("The root"));
    const QString aside = answer(room, root, QStringLiteral("Aside"));
    QVERIFY(seesUnread(room, 1, true));
    bob().sync();
    alice().session().markRead(RoomId(room), EventId(aside), EventId(root));
    QJsonObject receipts;
    QVERIFY(eventually([&] {
        receipts = receiptsAt(bob().sync(), room, aside, QStringLiteral("m.read"));
        return receipts.contains(aliceId());
    }));
    QCOMPARE(receipts[aliceId()][QLatin1String("thread_id")].toString(), root);
    QVERIFY(seesUnread(room, 1, false));
    // And what is read elsewhere is read here.
    Person other = phone();
    QVERIFY(other.read(room, aside)); // all of it
    QVERIFY(seesUnread(room, 0, false));
}

void TestGuideUnread::readingCanBePrivate()
{
    if (isLegacy())
        return;
    const QString room = openRoom(QStringLiteral("Private"));
    QVERIFY(!room.isEmpty());
    const QString said = bob().say(room, QStringLiteral("Did you read this?"));
    QVERIFY(seesUnread(room, 1, false));
    Person other = phone();
    other.sync();
    bob().sync();
    alice().session().receipts().setPublic(false);
    alice().session().markRead(RoomId(room), EventId(said));
    QVERIFY(seesUnread(room, 0, false));
    QVERIFY(eventually([&] {
        return receiptsAt(other.sync(), room, said, QStringLiteral("m.read.private")).contains(aliceId());
    }));
    QVERIFY(receiptsAt(bob().sync(), room, said, QStringLiteral("m.read")).isEmpty());
    const QString marker = QStringLiteral("user/%1/rooms/%2/account_data/m.fully_read").arg(aliceId(), room);
    QVERIFY(eventually(
        [&] { return other.call("GET", marker).body.value(QLatin1String("event_id")).toString() == said; }));
    alice().session().receipts().setPublic(true);
    const QString next = bob().say(room, QStringLiteral("And this?"));
    QVERIFY(seesUnread(room, 1, false));
    alice().session().markRead(RoomId(room), EventId(next));
    QVERIFY(eventually(
        [&] { return receiptsAt(bob().sync(), room, next, QStringLiteral("m.read")).contains(aliceId()); }));
}

void TestGuideUnread::marksAsUnreadAreShared()
{
    QCOMPARE(alice().session().canMarkUnread(), !isLegacy());
    if (isLegacy())
        return;
    const QString room = openRoom(QStringLiteral("Later"));
    QVERIFY(!room.isEmpty());
    const QString said = bob().say(room, QStringLiteral("Come back to this"));
    QVERIFY(seesUnread(room, 1, false));
    alice().session().markRead(RoomId(room), EventId(said));
    QVERIFY(seesUnread(room, 0, false));
    Person other = phone();
    const QString path = QStringLiteral("user/%1/rooms/%2/account_data/m.marked_unread").arg(aliceId(), room);
    const auto isMarkedThere = [&] {
        return other.call("GET", path).body.value(QLatin1String("unread")).toBool();
    };
    alice().session().setMarkedUnread(RoomId(room), true);
    QVERIFY(eventually([&] { return isMarkedThere() && alice().room(room)->isMarkedUnread; }));
    // By then the server's answer is here too: what it has not answered is told again after a start.
    QVERIFY(!bob().say(room, QStringLiteral("And to this")).isEmpty());
    QVERIFY(seesUnread(room, 1, false));
    QVERIFY(restart());
    QVERIFY(alice().room(room)->isMarkedUnread);
    // Read on the phone.
    QCOMPARE(other.call("PUT", path, {{QStringLiteral("unread"), false}}).status, 200);
    QVERIFY(eventually([&] { return !alice().room(room)->isMarkedUnread; }));
    // Marked there, by a client of before 1.12, and read here.
    const QString old =
        QStringLiteral("user/%1/rooms/%2/account_data/com.famedly.marked_unread").arg(aliceId(), room);
    QCOMPARE(other.call("PUT", old, {{QStringLiteral("unread"), true}}).status, 200);
    QVERIFY(eventually([&] { return alice().room(room)->isMarkedUnread; }));
    alice().session().markRead(RoomId(room), EventId(said));
    QVERIFY(eventually([&] { return !alice().room(room)->isMarkedUnread; }));
    QVERIFY(eventually([&] { return !isMarkedThere(); }));
}

QTEST_GUILESS_MAIN(TestGuideUnread)
#include "tst_guideunread.moc"

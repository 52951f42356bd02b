// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guidetest.h"

#include <QJsonDocument>

using namespace linnet;
using namespace linnet::test;

/// One account that changes its dialect, at a start and on the way: nothing is lost and nothing comes twice.
class TestGuideDialects : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void changesWithEveryStart();
    void changesWhileItRuns();
    void comesBackToARoom();

private:
    bool bobSays(const QString &room, int count)
    {
        for (int i = 0; i < count; ++i) {
            if (bob().say(room, QStringLiteral("message %1").arg(++m_said)).isEmpty())
                return false;
        }
        return true;
    }
    /// That alice has exactly what the server has, in its order.
    bool hasAll(const QString &room)
    {
        const QStringList expected = bob().messageIds(room);
        const bool areSame = eventually([&] { return alice().messageIds(room) == expected; });
        if (!areSame)
            qWarning() << alice().messageIds(room) << "instead of" << expected;
        return areSame;
    }
    /// The same, and as many unread.
    bool isComplete(const QString &room, int unread)
    {
        if (!hasAll(room))
            return false;
        const bool isCounted = eventually([&] { return alice().room(room)->unread == unread; });
        if (!isCounted)
            qWarning() << alice().room(room)->unread << "unread instead of" << unread;
        return isCounted;
    }
    /// Alice reads all, and the server knows it.
    bool readsAll(const QString &room)
    {
        bob().sync();
        alice().session().markRead(RoomId(room));
        const QByteArray receipt = "\"m.read\":{\"" + aliceId().toUtf8();
        return eventually([&] {
            return alice().room(room)->unread == 0 &&
                   QJsonDocument(bob().sync()).toJson(QJsonDocument::Compact).contains(receipt);
        });
    }

    int m_said = 0;
};

void TestGuideDialects::changesWithEveryStart()
{
    m_said = 0;
    const QString room = sharedRoom(QStringLiteral("Babel"));
    const QString quiet = sharedRoom(QStringLiteral("Quiet"));
    QVERIFY(!room.isEmpty() && !quiet.isEmpty());
    QVERIFY(bobSays(room, 3));
    QVERIFY(isComplete(room, 3));
    QVERIFY(readsAll(room));
    int unread = 0;
    for (const Dialect next : {Dialect::Sliding, Dialect::V3, Dialect::Sliding, Dialect::V1, Dialect::V3}) {
        alice().close();
        // More than one reply brings, and the topic is news too.
        QVERIFY(bobSays(room, 30));
        const QString topic = QStringLiteral("after %1").arg(m_said);
        QVERIFY(bob().setState(quiet, QStringLiteral("m.room.topic"), {{QStringLiteral("topic"), topic}}));
        alice().speak(next);
        QVERIFY(alice().open());
        QVERIFY(alice().syncs());
        QVERIFY(bobSays(room, 2));
        unread += 32;
        QVERIFY2(isComplete(room, unread), qPrintable(toString(next)));
        QVERIFY(eventually([&] { return alice().room(quiet)->topic == topic; }));
        QCOMPARE(alice().room(quiet)->unread, 0);
    }
}

void TestGuideDialects::changesWhileItRuns()
{
    if (dialect() == Dialect::V1)
        QSKIP("a server of 2014 stays one");
    m_said = 0;
    const QString room = sharedRoom(QStringLiteral("Upgrade"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bobSays(room, 3));
    QVERIFY(isComplete(room, 3));
    alice().close();
    QVERIFY(bobSays(room, 30));
    alice().speak(Dialect::V3);
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(bobSays(room, 2));
    QVERIFY(hasAll(room));
    alice().close();
    alice().chooseDialect();
    QVERIFY(alice().open());
    for (int i = 0; i < 100 && alice().session().account().server.version.dialect != Dialect::Sliding; ++i) {
        QVERIFY(bobSays(room, 1));
        QTest::qWait(0);
    }
    QVERIFY(eventually(
        [this] { return alice().session().account().server.version.dialect == Dialect::Sliding; }));
    QVERIFY(bobSays(room, 5));
    QVERIFY(isComplete(room, m_said));
}

// The server tells of a room that one has left and comes back to as of a new one.
void TestGuideDialects::comesBackToARoom()
{
    m_said = 0;
    const QString room = sharedRoom(QStringLiteral("Boomerang"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bobSays(room, 2));
    QVERIFY(isComplete(room, 2));
    for (int round = 0; round < 2; ++round) {
        QVERIFY(await(alice().session().actions().leave(RoomId(room))));
        QVERIFY(alice().seesRoom(room, Membership::Leave));
        QVERIFY(bobSays(room, round == 0 ? 3 : 30));
        QVERIFY(bob().invite(room, aliceId()));
        QVERIFY(alice().seesRoom(room, Membership::Invite));
        QVERIFY(await(alice().session().actions().join(room)));
        QVERIFY(alice().seesRoom(room, Membership::Join));
        QVERIFY(bobSays(room, 1));
        QVERIFY(hasAll(room));
    }
    QVERIFY(bob().kick(room, aliceId(), {}));
    QVERIFY(alice().seesRoom(room, Membership::Leave));
    QVERIFY(await(alice().session().actions().forget(RoomId(room))));
    QVERIFY(eventually([&] { return !alice().room(room); }));
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(!alice().room(room));
}

QTEST_GUILESS_MAIN(TestGuideDialects)
#include "tst_guidedialects.moc"

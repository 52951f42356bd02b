// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/drafts.h"
#include "support/guidetest.h"

#include <QProcess>

#include <cstdio>

using namespace linnet;
using namespace linnet::test;

namespace {

const char *const childVariable = "LINNET_TEST_CHILD";

QString line(const char *what, int number)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(what)).arg(number);
}

/// What a child process of this test does until it is killed: alice's program, which says "ready" and then
/// "commit" for each batch, and sends what it reads from its input, if it gets that far.
int runChild(QCoreApplication &application)
{
    const QStringList what = qEnvironmentVariable(childVariable).split(u'|');
    RealClient client(what.at(0), QUrl(what.at(1)), *dialectFromString(what.at(2)));
    if (!client.open())
        return 1;
    QObject::connect(&client.session(), &Session::committed, &client.session(), [] {
        std::puts("commit");
        std::fflush(stdout);
    });
    for (int i = 0; i < 5; ++i) {
        if (!client.session().sender().send(RoomId(what.at(3)), typed(line("child", i))))
            return 2;
    }
    // A read that asks for what one wrote oneself answers when it is on the disk.
    if (!await(client.session().store().outbox(RoomId(what.at(3)))))
        return 3;
    std::puts("ready");
    std::fflush(stdout);
    return application.exec();
}

}

/// Coming back: nothing is lost and nothing comes twice, whatever happened in between.
class TestGuideResume : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterARestart();
    void catchesUpWithALot();
    void survivesBeingKilled();
    void survivesAKillBetweenAJoinAndItsRoom();
    void sendsWhatWasWrittenOffline();
    void sendsOnceThoughTheAnswerWasLost();
    void showsWhatIsStoredWithoutTheServer();

private:
    /// That alice has exactly what the server has, in its order, in the open program and from the disk.
    void compare(const QString &room)
    {
        const QStringList expected = bob().messageIds(room);
        QVERIFY(eventually([&] { return alice().messageIds(room) == expected; }));
    }
};

void TestGuideResume::goesOnAfterARestart()
{
    const QString room = sharedRoom(QStringLiteral("Daily"));
    const QString other = sharedRoom(QStringLiteral("Quiet"));
    QVERIFY(!room.isEmpty() && !other.isEmpty());
    QVERIFY(!bob().say(room, QStringLiteral("before")).isEmpty());
    say(room, QStringLiteral("mine"));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    const QString known = bob().messageIds(room).last();
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(known); }));
    const QStringList before = alice().messageIds(room);
    alice().session().setLastOpenRoom(RoomId(room));
    alice().close();

    QVERIFY(!bob().say(room, QStringLiteral("while away")).isEmpty());
    const QString invitation = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Come back")},
                                                 {QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(bob().kick(other, aliceId(), {}));
    QVERIFY(alice().open());
    QCOMPARE(alice().session().lastOpenRoom(), RoomId(room));
    QCOMPARE(alice().room(room)->name, QStringLiteral("Daily"));
    QCOMPARE(alice().room(room)->lastEventId, EventId(known)); // from the disk
    QVERIFY(alice().syncs());
    compare(room);
    QCOMPARE(alice().messageIds(room).mid(0, before.size()), before);
    QVERIFY(alice().membership(invitation) == Membership::Invite);
    QVERIFY(alice().membership(other) == Membership::Leave);
}

// More than one reply brings: under v1 several polls, under v3 a gap.
void TestGuideResume::catchesUpWithALot()
{
    const QString room = sharedRoom(QStringLiteral("Busy"));
    const QString other = sharedRoom(QStringLiteral("Less busy"));
    QVERIFY(!room.isEmpty() && !other.isEmpty());
    QVERIFY(!bob().say(room, QStringLiteral("before")).isEmpty());
    QVERIFY(eventually([&] { return alice().messageIds(room).size() == 1; }));
    alice().close();
    for (int i = 0; i < 130; ++i) {
        QVERIFY(!bob().say(room, line("away", i)).isEmpty());
        if (i % 13 == 0)
            QVERIFY(!bob().say(other, line("other", i)).isEmpty());
    }
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QCOMPARE(alice().room(room)->lastEventId, EventId(bob().messageIds(room).last()));
    compare(room);
    compare(other);
    // What came is stored, the filled gap too.
    alice().close();
    QVERIFY(alice().open());
    alice().transport().cut();
    compare(room);
    compare(other);
}

void TestGuideResume::survivesBeingKilled()
{
    const QString room = sharedRoom(QStringLiteral("Fragile"));
    QVERIFY(!room.isEmpty());
    alice().close();
    int said = 0;
    for (int commits = 1; commits <= 3; ++commits) {
        for (int i = 0; i < 15; ++i)
            QVERIFY(!bob().say(room, line("bob", said++)).isEmpty());
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QStringList what{alice().profile().name(), server().toString(), toString(dialect()), room};
        environment.insert(QLatin1String(childVariable), what.join(u'|'));
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {});
        QByteArray output;
        QVERIFY(eventually([&] {
            output += child.readAllStandardOutput();
            return output.count("commit") >= commits && output.contains("ready");
        }));
        child.kill();
        QVERIFY(child.waitForFinished(Patience));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    compare(room);
    // What the killed programs had taken was sent, each once; three of them wrote the same five.
    const QStringList all = bob().bodies(room);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(all.count(line("child", i)), 3);
    for (int i = 0; i < said; ++i)
        QCOMPARE(all.count(line("bob", i)), 1);
}

// Under v1 the stream says only that one has joined; the room's state is asked for after that.
void TestGuideResume::survivesAKillBetweenAJoinAndItsRoom()
{
    const QString room = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Half joined")},
                                           {QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(!bob().say(room, QStringLiteral("from before")).isEmpty());
    QVERIFY(alice().seesRoom(room, Membership::Invite));
    QObject::connect(&alice().session(), &Session::committed, &alice().session(), [&] {
        if (alice().membership(room) == Membership::Join)
            alice().transport().cut();
    });
    const auto joined = await(alice().session().actions().join(room));
    QVERIFY(joined || joined.error().kind == Error::Kind::Network); // the cut may be quicker
    QVERIFY(alice().seesRoom(room, Membership::Join));
    alice().close();
    alice().transport().mend();
    QVERIFY(alice().open());
    QVERIFY(eventually([&] { return alice().room(room)->name == QLatin1String("Half joined"); }));
    QVERIFY(eventually([&] { return alice().room(room)->joinedCount == 2; }));
    compare(room);
}

void TestGuideResume::sendsWhatWasWrittenOffline()
{
    const QString room = sharedRoom(QStringLiteral("Tunnel"));
    QVERIFY(!room.isEmpty());
    auto window = alice().window(room);
    alice().transport().cut();
    QVERIFY(
        eventually([this] { return alice().session().connection().phase == Connection::Phase::Offline; }));
    const QStringList written{line("offline", 0), line("offline", 1), line("offline", 2)};
    for (const QString &text : written)
        say(room, text);
    QCOMPARE(bodies(*window), written);
    QCOMPARE(window->items().constLast().state, TimelineItem::State::Sending);
    window.reset();
    // The program ends and comes back, still without the server.
    alice().close();
    QVERIFY(alice().open());
    window = alice().window(room);
    QCOMPARE(bodies(*window), written);
    QCOMPARE(window->items().constLast().state, TimelineItem::State::Sending);
    QCOMPARE(alice().session().sendQueue().count(), 3);
    QCOMPARE(bob().bodies(room), QStringList());

    QVERIFY(!bob().say(room, QStringLiteral("meanwhile")).isEmpty());
    alice().transport().mend();
    alice().session().wakeUp();
    QVERIFY(alice().syncs());
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    QCOMPARE(bob().bodies(room), QStringList{QStringLiteral("meanwhile")} + written);
    QVERIFY(eventually([&] { return messageIds(*window) == bob().messageIds(room); }));
    compare(room);
}

void TestGuideResume::sendsOnceThoughTheAnswerWasLost()
{
    const QString room = sharedRoom(QStringLiteral("Echo"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    alice().transport().loseAnswer(QStringLiteral("/send/m.room.message/"));
    say(room, QStringLiteral("once"));
    QVERIFY(eventually([this] { return alice().transport().hasLostAnswer(); }));
    say(room, QStringLiteral("twice"));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    const QStringList expected{QStringLiteral("once"), QStringLiteral("twice")};
    QCOMPARE(bob().bodies(room), expected);
    QCOMPARE(bodies(*window), expected);
    compare(room);
}

void TestGuideResume::showsWhatIsStoredWithoutTheServer()
{
    const QString room = sharedRoom(QStringLiteral("Shelf"));
    QVERIFY(!room.isEmpty());
    QVERIFY(!bob().say(room, QStringLiteral("kept")).isEmpty());
    compare(room);
    alice().close();
    alice().transport().cut();
    QVERIFY(alice().open());
    QCOMPARE(alice().room(room)->name, QStringLiteral("Shelf"));
    QVERIFY(alice().room(room)->membership == Membership::Join);
    QCOMPARE(alice().messageIds(room), bob().messageIds(room));
    QVERIFY(
        eventually([this] { return alice().session().connection().phase == Connection::Phase::Offline; }));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(childVariable))
        return runChild(application);
    TestGuideResume test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_guideresume.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commandrunner.h"

#include "widgets/sessionstage.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// What the server is asked for by what is typed behind a slash.
class TestCommandRunner : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<CommandRunner> m_runner;

    void run(const QString &typed) { m_runner->run(room, TypedText::read(typed)); }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_runner = std::make_unique<CommandRunner>(*m_stage->session);
    }
    void cleanup()
    {
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_runner.reset();
        m_stage.reset();
    }

    void asksTheServer_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Method>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        const auto put = Method::Put;
        const auto post = Method::Post;
        QTest::newRow("invite") << u"/invite @bob:x"_qs << post << u"/rooms/!r:x/invite"_qs
                                << QByteArray("{\"user_id\":\"@bob:x\"}");
        QTest::newRow("kick") << u"/kick @bob:x go away"_qs << post << u"/rooms/!r:x/kick"_qs
                              << QByteArray("{\"reason\":\"go away\",\"user_id\":\"@bob:x\"}");
        QTest::newRow("ban a pill") << u"/ban [Bob](https://matrix.to/#/@bob:x)"_qs << post
                                    << u"/rooms/!r:x/ban"_qs << QByteArray("{\"user_id\":\"@bob:x\"}");
        QTest::newRow("unban") << u"/unban @bob:x"_qs << put << u"/rooms/!r:x/state/m.room.member/@bob:x"_qs
                               << QByteArray("{\"membership\":\"leave\"}");
        QTest::newRow("topic")
            << u"/topic birds, mostly"_qs << put << u"/rooms/!r:x/state/m.room.topic"_qs
            << QByteArray(
                   "{\"m.topic\":{\"m.text\":[{\"body\":\"birds, mostly\"}]},\"topic\":\"birds, mostly\"}");
        QTest::newRow("name") << u"/roomname Birds"_qs << put << u"/rooms/!r:x/state/m.room.name"_qs
                              << QByteArray("{\"name\":\"Birds\"}");
        QTest::newRow("nick") << u"/nick Finch"_qs << put << u"/profile/@me:x/displayname"_qs
                              << QByteArray("{\"displayname\":\"Finch\"}");
        QTest::newRow("nick here") << u"/myroomnick Finch"_qs << put
                                   << u"/rooms/!r:x/state/m.room.member/@me:x"_qs
                                   << QByteArray("{\"displayname\":\"Finch\",\"membership\":\"join\"}");
        QTest::newRow("part") << u"/part"_qs << post << u"/rooms/!r:x/leave"_qs << QByteArray("{}");
    }
    void asksTheServer()
    {
        QFETCH(QString, typed);
        QFETCH(Method, method);
        QFETCH(QString, path);
        QSignalSpy failed(m_runner.get(), &CommandRunner::failed);
        auto &asked = m_stage->transport.expects(method, path);
        run(typed);
        QTRY_VERIFY(asked.isAsked());
        QTEST(asked.sent().request.body, "body");
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 0);
    }
    void asksForMoreBeforePollsAndDeletions()
    {
        QSignalSpy poll(m_runner.get(), &CommandRunner::pollWanted);
        QSignalSpy deletion(m_runner.get(), &CommandRunner::deletionWanted);
        run(u"/poll"_qs);
        run(u"/poll Tea?"_qs);
        QCOMPARE(poll.size(), 2);
        QCOMPARE(poll.at(0).at(1).toString(), QString());
        QCOMPARE(poll.at(1).at(1).toString(), u"Tea?"_qs);
        run(u"/redact @bob:x so much spam"_qs);
        run(u"/redact [Bob](https://matrix.to/#/@bob:x)"_qs);
        QCOMPARE(deletion.size(), 2);
        for (const QList<QVariant> &each : deletion)
            QCOMPARE(each.at(1).value<UserId>(), UserId(u"@bob:x"_qs));
        QCOMPARE(deletion.at(0).at(2).toString(), u"so much spam"_qs);
        QCOMPARE(deletion.at(1).at(2).toString(), QString());
    }
    void aServerOf2014HasNoPollsButDeletes()
    {
        m_runner.reset();
        m_stage = std::make_unique<SessionStage>(Dialect::V1);
        m_runner = std::make_unique<CommandRunner>(*m_stage->session);
        QSignalSpy failed(m_runner.get(), &CommandRunner::failed);
        QSignalSpy deletion(m_runner.get(), &CommandRunner::deletionWanted);
        run(u"/poll Tea?"_qs);
        QCOMPARE(failed.size(), 1);
        run(u"/redact @bob:x"_qs);
        QCOMPARE(deletion.size(), 1);
        m_stage->session->api().setMissing(u"redact"_qs); // before Synapse 0.3.4
        run(u"/redact @bob:x"_qs);
        QCOMPARE(deletion.size(), 1);
        QCOMPARE(failed.size(), 2);
    }
    void saysWhatDidNotWork()
    {
        QSignalSpy failed(m_runner.get(), &CommandRunner::failed);
        run(u"/kick nobody"_qs);
        QTRY_COMPARE(failed.size(), 1);
        m_stage->transport.expects(Method::Post, u"/join/%23no:x"_qs)
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        run(u"/join #no:x"_qs);
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(failed.last().at(0).value<RoomId>(), room);
    }
    void whatIsJoinedIsShown()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        m_stage->transport.expects(Method::Post, u"/join/%23new:x"_qs)
            .replies(200, test::jsonText("{'room_id':'!new:x'}"));
        run(u"/join #new:x"_qs);
        QTRY_COMPARE(joined.size(), 1);
        QCOMPARE(joined.first().at(0).value<RoomId>(), RoomId(u"!new:x"_qs));
    }

    void asksWhereSomethingSpeaksAgainstTheRoom()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        std::function<void()> goOn;
        m_runner->setGuard([&](const RoomId &id, const QString &alias, std::function<void()> go) {
            QVERIFY(id.isEmpty());
            QCOMPARE(alias, u"#new:x"_qs);
            goOn = std::move(go);
        });
        run(u"/join #new:x"_qs);
        QVERIFY(goOn);
        QVERIFY(m_stage->transport.sent().isEmpty());
        m_stage->transport.expects(Method::Post, u"/join/%23new:x"_qs)
            .replies(200, test::jsonText("{'room_id':'!new:x'}"));
        goOn();
        QTRY_COMPARE(joined.size(), 1);
    }

    // ---- /msg
    void speaksInTheChatThatThereIs()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        m_stage->transport.expects(Method::Get, u"/account_data/m.direct"_qs)
            .replies(200, test::jsonText("{'@bob:x':['!left:x',7,'!dm:x'],'@ann:x':['!r:x']}"));
        run(u"/msg @bob:x see you **there**"_qs);
        QTRY_COMPARE(joined.size(), 1);
        QCOMPARE(joined.first().at(0).value<RoomId>(), chat);
        QTRY_COMPARE(m_stage->session->sendQueue().items(chat).size(), 1);
        QVERIFY(m_stage->outbox().first().contains(u"see you **there**"_qs));
        QCOMPARE(m_stage->session->sendQueue().items(room).size(), 0);
    }
    void whomItNamesIsTold()
    {
        m_stage->transport.expects(Method::Get, u"/account_data/m.direct"_qs)
            .replies(200, test::jsonText("{'@bob:x':['!dm:x']}"));
        run(u"/msg @bob:x ask [Ann](https://matrix.to/#/@ann:x)"_qs);
        QTRY_COMPARE(m_stage->session->sendQueue().items(chat).size(), 1);
        QVERIFY2(m_stage->outbox().first().contains(u"\"m.mentions\":{\"user_ids\":[\"@ann:x\"]}"_qs),
                 qPrintable(m_stage->outbox().first()));
    }
    void makesAChatWhereThereIsNone()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        const QString direct = u"/account_data/m.direct"_qs;
        const QByteArray none = test::jsonText("{'errcode':'M_NOT_FOUND'}");
        m_stage->transport.expects(Method::Get, direct).replies(404, none);
        m_stage->transport.expects(Method::Get, direct).replies(404, none);
        auto &made = m_stage->transport.expects(Method::Post, u"/createRoom"_qs);
        made.replies(200, test::jsonText("{'room_id':'!new:x'}"));
        auto &noted = m_stage->transport.expects(Method::Put, direct);
        run(u"/msg @ann:x hello"_qs);
        QTRY_COMPARE(joined.size(), 1);
        QVERIFY(made.sent().request.body.contains("\"is_direct\":true"));
        QCOMPARE(noted.sent().request.body, QByteArray("{\"@ann:x\":[\"!new:x\"]}"));
        // It is said once the room is here.
        QCOMPARE(m_stage->outbox(), QStringList());
        m_stage->bring("{'!new:x':{'state':{'events':[]}}}");
        QTRY_COMPARE(m_stage->session->sendQueue().items(RoomId(u"!new:x"_qs)).size(), 1);
        m_stage->bring("{'!new:x':{'state':{'events':[]}}}");
        QCOMPARE(m_stage->outbox().size(), 1);
    }
    void makesAChatWhereThatOneWasReplaced()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        m_stage->bring("{'!dm:x':{'state':{'events':[{'type':'m.room.tombstone','event_id':'$t',"
                       "'sender':'@bob:x','state_key':'','content':{'replacement_room':'!next:x'}}]}}}");
        const QString direct = u"/account_data/m.direct"_qs;
        m_stage->transport.expects(Method::Get, direct)
            .replies(200, test::jsonText("{'@bob:x':['!dm:x']}"))
            .always();
        m_stage->transport.expects(Method::Post, u"/createRoom"_qs)
            .replies(200, test::jsonText("{'room_id':'!new:x'}"));
        m_stage->transport.expects(Method::Put, direct).replies(200);
        run(u"/msg @bob:x"_qs);
        QTRY_COMPARE(joined.size(), 1);
        QCOMPARE(joined.first().at(0).value<RoomId>(), RoomId(u"!new:x"_qs));
    }
    void opensAChatWithoutAWord()
    {
        QSignalSpy joined(m_runner.get(), &CommandRunner::joined);
        m_stage->transport.expects(Method::Get, u"/account_data/m.direct"_qs)
            .replies(200, test::jsonText("{'@bob:x':['!dm:x']}"));
        run(u"/msg @bob:x"_qs);
        QTRY_COMPARE(joined.size(), 1);
        QCOMPARE(m_stage->outbox(), QStringList());
    }
    void doesNotMakeAChatBecauseTheNetworkIsDown()
    {
        QSignalSpy failed(m_runner.get(), &CommandRunner::failed);
        m_stage->transport.expects(Method::Get, u"/account_data/m.direct"_qs)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        run(u"/msg @bob:x hi"_qs);
        QTRY_COMPARE(failed.size(), 1);
        run(u"/msg nobody hi"_qs);
        QTRY_COMPARE(failed.size(), 2);
    }
};

QTEST_MAIN(TestCommandRunner)
#include "tst_commandrunner.moc"

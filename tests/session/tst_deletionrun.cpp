// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/deletionrun.h"

#include "session/messagesender.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

class TestDeletionRun : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<TypingSender> m_typing;
    std::unique_ptr<MessageSender> m_sender;
    std::unique_ptr<DeletionRun> m_run;
    std::unique_ptr<QSignalSpy> m_finished;

    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation &redaction(const QString &event)
    {
        return server().expects(Method::Put, u"/redact/"_qs + event + u"/*"_qs);
    }
    void start(const QStringList &ids)
    {
        QList<EventId> events;
        for (const QString &id : ids)
            events << EventId(id);
        m_run = std::make_unique<DeletionRun>(*m_sender, *m_queue, room, events, u"spam"_qs);
        m_finished = std::make_unique<QSignalSpy>(m_run.get(), &DeletionRun::finished);
        m_run->start();
    }
    static QByteArray answer(int number) { return toText({{u"event_id"_qs, u"$r%1"_qs.arg(number)}}); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::V3);
        m_rooms = std::make_unique<RoomList>();
        Room known;
        known.id = room;
        known.membership = Membership::Join;
        m_rooms->load({known});
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
        m_typing = std::make_unique<TypingSender>(*m_bench->api, me);
        m_sender =
            std::make_unique<MessageSender>(*m_bench->api, *m_rooms, *m_queue, *m_typing, me,
                                            [](const RoomId &) { return QList<QList<TimelineItem>>(); });
        m_queue->resume();
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_finished.reset();
        m_run.reset();
        m_sender.reset();
        m_typing.reset();
        m_queue.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void deletesOneAfterAnother()
    {
        auto &first = redaction(u"$a"_qs).holds();
        start({u"$a"_qs, u"$b"_qs});
        QTRY_VERIFY(first.isAsked());
        QVERIFY(first.sent().request.body.contains("spam"));
        QCOMPARE(m_queue->count(), 1);
        // What one writes meanwhile does not wait for all of them.
        auto &own = server().expects(Method::Put, u"/send/m.room.message/*"_qs).replies(200, answer(9));
        auto &second = redaction(u"$b"_qs).holds();
        QVERIFY(m_sender->send(room, typed(u"words"_qs)).isOk());
        first.release(200, answer(1));
        QTRY_VERIFY(second.isAsked());
        QVERIFY(own.isAsked());
        QCOMPARE(m_run->deleted(), 1);
        QCOMPARE(m_finished->size(), 0);
        second.release(200, answer(2));
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(m_run->deleted(), 2);
        QVERIFY(!m_run->error());
    }
    void waitsAsLongAsTheServerWants()
    {
        redaction(u"$a"_qs).replies(429, jsonText("{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':30000}"));
        start({u"$a"_qs});
        QTRY_VERIFY(m_queue->holdup(room));
        m_bench->clock.advance(29s);
        m_bench->settle();
        QCOMPARE(m_run->deleted(), 0);
        redaction(u"$a"_qs).replies(200, answer(1));
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(m_run->deleted(), 1);
    }
    void goesOnAfterOneThatIsRefused()
    {
        redaction(u"$a"_qs).replies(404, jsonText("{'errcode':'M_NOT_FOUND','error':'gone'}"));
        redaction(u"$b"_qs).replies(200, answer(1));
        start({u"$a"_qs, u"$b"_qs});
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(m_run->deleted(), 1);
        QVERIFY(m_run->error() && m_run->error()->isMatrix("M_NOT_FOUND"));
        // Nobody has to clear it away.
        QTRY_VERIFY(m_queue->standing(room) != SendQueue::Standing::Refused);
    }
    void asksNoMoreWhereItIsForbidden()
    {
        redaction(u"$a"_qs).replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        start({u"$a"_qs, u"$b"_qs, u"$c"_qs});
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(m_run->deleted(), 0);
        QCOMPARE(m_run->total(), 3);
        QVERIFY(m_run->error()->isMatrix("M_FORBIDDEN"));
    }
    void stops()
    {
        auto &first = redaction(u"$a"_qs).holds();
        start({u"$a"_qs, u"$b"_qs});
        QTRY_VERIFY(first.isAsked());
        m_run->stop();
        QTRY_COMPARE(m_finished->size(), 1);
        QVERIFY(!m_run->error());
        QCOMPARE(m_queue->count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDeletionRun)
#include "tst_deletionrun.moc"

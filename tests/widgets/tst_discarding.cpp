// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/discarding.h"

#include "matrix/content.h"
#include "session/sendqueue.h"
#include "session/sessiontesting.h"
#include "widgets/noticebar.h"

#include <QTest>

using namespace linnet;
using namespace linnet::testing;

class TestDiscarding : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<NoticeBar> m_notice;
    std::unique_ptr<Discarding> m_discarding;

    void send(const QString &body)
    {
        m_bench->clock.advance(1ms);
        m_queue->send(
            room, QStringLiteral("m.room.message"),
            toText({{QStringLiteral("msgtype"), QStringLiteral("m.text")}, {QStringLiteral("body"), body}}));
    }
    OutboxItem item(int index) const { return m_queue->unsent().at(index); }
    QStringList texts() const
    {
        QStringList result;
        for (const OutboxItem &each : m_queue->items(room))
            result << readMessage(each.content).body;
        return result;
    }
    void takeOffer() { Q_EMIT m_notice->actionTriggered(); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
        m_notice = std::make_unique<NoticeBar>();
        m_discarding = std::make_unique<Discarding>(*m_queue, *m_notice);
        for (const QString &text : {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")})
            send(text);
        m_bench->settle();
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_discarding.reset();
        m_notice.reset();
        m_queue.reset();
        m_bench.reset();
    }

    void whatIsDiscardedJoinsTheOffer()
    {
        m_discarding->discard({item(1)});
        m_discarding->discard({item(0)});
        QCOMPARE(texts(), QStringList{QStringLiteral("three")});
        QCOMPARE(m_notice->message(), QStringLiteral("2 message(s) discarded."));
        takeOffer();
        // In the order in which they were written, whatever the one in which they went.
        QCOMPARE(texts(),
                 (QStringList{QStringLiteral("three"), QStringLiteral("one"), QStringLiteral("two")}));
    }
    void anOfferThatIsGoneIsNotRevived_data()
    {
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("taken") << true;
        QTest::newRow("closed") << false;
    }
    void anOfferThatIsGoneIsNotRevived()
    {
        QFETCH(bool, isTaken);
        m_discarding->discard({item(0)});
        if (isTaken)
            takeOffer();
        else
            m_notice->dismiss();
        m_discarding->discard({item(0)});
        QCOMPARE(m_notice->message(), QStringLiteral("1 message(s) discarded."));
    }
    void anotherNoticeEndsTheOffer()
    {
        m_discarding->discard({item(0)});
        m_notice->say(QStringLiteral("Link copied."));
        m_discarding->discard({item(0)});
        QCOMPARE(m_notice->message(), QStringLiteral("1 message(s) discarded."));
    }
    void leavesWhatIsBeingSent()
    {
        auto &put =
            m_bench->server.expects(Method::Put, QStringLiteral("/v3/rooms/!r:x/send/m.room.message/*"))
                .holds();
        m_queue->resume();
        QVERIFY(m_queue->isSending(item(0).txn));
        m_discarding->discard(m_queue->unsent());
        QCOMPARE(texts(), QStringList{QStringLiteral("one")});
        QCOMPARE(m_notice->message(), QStringLiteral("2 message(s) discarded."));
        // It alone is nothing to discard, and the offer stays as it was.
        m_discarding->discard(m_queue->unsent());
        QCOMPARE(m_notice->message(), QStringLiteral("2 message(s) discarded."));
        put.release(200, R"({"event_id":"$1"})");
        m_bench->settle();
        QCOMPARE(m_queue->count(), 0);
    }
};

QTEST_MAIN(TestDiscarding)
#include "tst_discarding.moc"

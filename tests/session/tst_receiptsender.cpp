// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/receiptsender.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QByteArray Enough = R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":60000})";

RoomId roomOf(int number)
{
    return RoomId(u"!%1:x"_qs.arg(number));
}

UntoldMark markOf(int number, const QString &event = u"$e"_qs)
{
    return {roomOf(number), UntoldMark::Kind::Read, QString(Receipt::Main), event};
}

}

/// What a server is asked for that fails or has had enough.
class TestReceiptSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    RoomList m_rooms;
    std::unique_ptr<ReceiptSender> m_sender;

    FakeTransport::Expectation &receipt(const QString &roomPart)
    {
        return m_bench->server.expects(Method::Post, u"/rooms/%1/receipt/m.read/*"_qs.arg(roomPart));
    }
    int receipts() const { return m_bench->server.count(Method::Post, u"/rooms/*/receipt/m.read/*"_qs); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_sender = std::make_unique<ReceiptSender>(*m_bench->api, m_rooms, *m_bench->store, me);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_sender.reset();
        m_bench.reset();
    }

    void aServerThatHasHadEnoughIsLeftAlone()
    {
        for (int i = 1; i <= 3; ++i)
            receipt(u"*"_qs).replies(429, Enough);
        m_sender->load({markOf(1), markOf(2), markOf(3)});
        m_sender->resume();
        m_bench->settle();
        QCOMPARE(receipts(), 3);
        // Neither syncs nor what is read now bring it to ask again.
        for (int i = 0; i < 5; ++i)
            m_sender->resume();
        m_sender->tell(markOf(4));
        m_bench->clock.advance(59s);
        m_sender->resume();
        m_bench->settle();
        QCOMPARE(receipts(), 3);
        // Then one at a time.
        m_bench->clock.advance(10min);
        m_bench->server.expects(Method::Post, u"/rooms/*/read_markers"_qs).always();
        auto &first = receipt(u"*"_qs).holds();
        m_sender->resume();
        m_bench->settle();
        QVERIFY(first.isHeld());
        QCOMPARE(receipts(), 4);
        receipt(u"*"_qs).always();
        first.release(200);
        QTRY_COMPARE(receipts(), 7);
        m_sender->resume();
        m_bench->settle();
        QCOMPARE(receipts(), 7);
    }
    void aRoomThatFailsHoldsUpNoOther()
    {
        auto &broken = receipt(u"!1:x"_qs).replies(500).always();
        m_sender->tell(markOf(1));
        m_bench->settle();
        QCOMPARE(broken.asked(), 1);
        for (int i = 0; i < 20; ++i)
            m_sender->resume();
        m_sender->tell(markOf(1, u"$newer"_qs));
        m_bench->settle();
        QCOMPARE(broken.asked(), 1);
        auto &other = receipt(u"!2:x"_qs);
        m_bench->server.expects(Method::Post, u"/rooms/!2:x/read_markers"_qs);
        m_sender->tell(markOf(2));
        m_bench->settle();
        QVERIFY(other.isAsked());
        m_bench->clock.advance(5min);
        m_sender->resume();
        m_bench->settle();
        QCOMPARE(broken.asked(), 2);
        QVERIFY(broken.sent().request.path.endsWith(u"/$newer"));
    }
};

QTEST_GUILESS_MAIN(TestReceiptSender)
#include "tst_receiptsender.moc"

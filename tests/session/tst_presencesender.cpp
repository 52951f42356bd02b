// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/presencesender.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString PresencePath = QStringLiteral("/presence/@me:x/status");
const QString SlidingSync = QStringLiteral("/org.matrix.simplified_msc3575/sync");

}

class TestPresenceSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SyncLoop> m_loop;
    PresenceSender *m_sender = nullptr;

    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation *m_poll = nullptr;
    int told() { return server().count(Method::Put, PresencePath); }
    void begin(Dialect dialect)
    {
        m_bench = std::make_unique<Bench>(dialect);
        m_loop =
            std::make_unique<SyncLoop>(*m_bench->api, *m_bench->store, m_bench->clock, m_bench->dialect());
        m_sender = new PresenceSender(*m_bench->api, *m_loop, me, m_loop.get());
    }
    void startSliding()
    {
        begin(Dialect::Sliding);
        server()
            .expects(Method::Post, SlidingSync)
            .replies(200, R"({"pos":"1","lists":{"rooms":{"count":0}}})");
        m_poll = &server().expects(Method::Post, SlidingSync).holds();
    }

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_loop.reset();
        m_bench.reset();
    }

    void saysThatOneIsOnlineAsLongAsItSyncs()
    {
        startSliding();
        server()
            .expects(Method::Get, PresencePath)
            .replies(200, R"({"presence":"offline","status_msg":"Hi"})")
            .always();
        auto &put = server().expects(Method::Put, PresencePath).replies(200).always();
        m_loop->start({}, 0);
        m_bench->settle();
        QCOMPARE(put.asked(), 1);
        const QJsonObject body = QJsonDocument::fromJson(put.sent().request.body).object();
        QCOMPARE(body.value(u"presence").toString(), QStringLiteral("online"));
        // Set with another client, it is not taken away.
        QCOMPARE(body.value(u"status_msg").toString(), QStringLiteral("Hi"));
        m_bench->clock.advance(PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(put.asked(), 2);
        m_poll->releaseError(Error::of(Error::Kind::Network));
        m_bench->settle();
        server().holdUnexpected();
        m_bench->clock.advance(PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(put.asked(), 2);
    }
    void aConnectionThatComesAndGoesIsNotToldOfEachTime()
    {
        startSliding();
        server().expects(Method::Get, PresencePath).replies(200, R"({"presence":"online"})").always();
        server().expects(Method::Put, PresencePath).replies(200).always();
        m_loop->start({}, 0);
        m_bench->settle();
        QCOMPARE(told(), 1);
        m_poll->releaseError(Error::of(Error::Kind::Network));
        m_bench->settle();
        server()
            .expects(Method::Post, SlidingSync)
            .replies(200, R"({"pos":"2","lists":{"rooms":{"count":0}}})");
        server().expects(Method::Post, SlidingSync).holds();
        m_loop->wakeUp();
        m_bench->settle();
        QVERIFY(m_loop->connection().phase == Connection::Phase::Syncing);
        QCOMPARE(told(), 1);
        m_bench->clock.advance(PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(told(), 2);
    }
    void whoHidesTellsNothing()
    {
        startSliding();
        m_sender->setEnabled(false);
        m_loop->start({}, 0);
        m_bench->settle();
        QCOMPARE(server().count(Method::Get, PresencePath), 0);
        auto &get = server().expects(Method::Get, PresencePath).holds();
        m_sender->setEnabled(true);
        m_bench->settle();
        // In the middle of it.
        m_sender->setEnabled(false);
        get.release(200, R"({"presence":"online"})");
        m_bench->settle();
        m_bench->clock.advance(10 * PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(told(), 0);
    }
    void aServerThatHasEnoughIsLeftAlone()
    {
        startSliding();
        server().expects(Method::Get, PresencePath).replies(200, R"({"presence":"online"})").always();
        server()
            .expects(Method::Put, PresencePath)
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":90000})");
        m_loop->start({}, 0);
        m_bench->settle();
        m_bench->clock.advance(89s);
        m_bench->settle();
        QCOMPARE(told(), 1);
        server().expects(Method::Put, PresencePath).replies(200);
        m_bench->clock.advance(1s);
        m_bench->settle();
        QCOMPARE(told(), 2);
    }
    void aServerWithoutPresenceIsToldNothing()
    {
        startSliding();
        server().expects(Method::Get, PresencePath).replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        m_loop->start({}, 0);
        m_bench->settle();
        m_bench->clock.advance(10 * PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(told(), 0);
    }
    void aSyncThatSaysItByItselfNeedsNoHelp()
    {
        begin(Dialect::V3);
        server().expects(Method::Get, QStringLiteral("/v3/sync")).replies(200, sync(QStringLiteral("p1")));
        server().expects(Method::Get, QStringLiteral("/v3/sync")).holds();
        m_loop->start({}, 0);
        m_bench->settle();
        m_bench->clock.advance(PresenceSender::Interval);
        m_bench->settle();
        QCOMPARE(told(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPresenceSender)
#include "tst_presencesender.moc"

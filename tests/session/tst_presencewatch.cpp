// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/presencewatch.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const UserId eve(QStringLiteral("@eve:x"));
const UserId dan(QStringLiteral("@dan:x"));

QString pathOf(const UserId &user)
{
    return QStringLiteral("/presence/%1/status").arg(user.toString());
}

}

class TestPresenceWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<PresenceWatch> m_watch;
    QList<PresenceUpdate> m_updates;

    FakeTransport::Expectation &expect(const UserId &user)
    {
        return m_server->expects(Method::Get, pathOf(user));
    }
    FakeTransport::Expectation &expectOnline(const UserId &user)
    {
        return expect(user).replies(200, R"({"presence":"online","status_msg":"Hi"})");
    }
    int asked(const UserId &user) const { return m_server->count(Method::Get, pathOf(user)); }
    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::sendPostedEvents();
        QTest::qWait(0);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, serverOf(Dialect::Sliding), "token");
        m_watch = std::make_unique<PresenceWatch>(*m_api);
        m_watch->setEnabled(true);
        m_updates.clear();
        connect(m_watch.get(), &PresenceWatch::updated, this,
                [this](const PresenceUpdate &update) { m_updates << update; });
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_watch.reset();
        m_api.reset();
    }

    void tellsWhoIsThere()
    {
        expectOnline(bob);
        m_watch->setUsers({bob});
        settle();
        QCOMPARE(m_updates.size(), 1);
        QCOMPARE(m_updates[0].user, bob);
        QVERIFY(m_updates[0].presence == Presence::Online);
        QCOMPARE(m_updates[0].statusMessage, QStringLiteral("Hi"));
    }
    void asksTwoAtATime()
    {
        auto &first = expect(bob).holds();
        expect(eve).holds();
        m_watch->setUsers({bob, eve, dan});
        settle();
        QCOMPARE(asked(dan), 0);
        expectOnline(dan);
        first.release(200, R"({"presence":"offline"})");
        settle();
        QCOMPARE(asked(dan), 1);
    }
    void asksAgainAfterAMinute()
    {
        expectOnline(bob);
        m_watch->setUsers({bob});
        settle();
        m_watch->setUsers({bob}); // scrolled to and fro
        m_clock->advance(PresenceWatch::Interval - 1s);
        settle();
        QCOMPARE(asked(bob), 1);
        expectOnline(bob);
        m_clock->advance(1s);
        settle();
        QCOMPARE(asked(bob), 2);
    }
    void asksNobodyWhenNobodyLooks()
    {
        expectOnline(bob);
        m_watch->setUsers({bob});
        settle();
        m_watch->setUsers({});
        m_clock->advance(10min);
        settle();
        QCOMPARE(asked(bob), 1);
        // Whoever looks again sees how it is now.
        expectOnline(bob);
        m_watch->setUsers({bob});
        settle();
        QCOMPARE(asked(bob), 2);
    }
    void asksNobodyWhereTheStreamSaysIt()
    {
        m_watch->setEnabled(false);
        m_watch->setUsers({bob});
        settle();
        QCOMPARE(asked(bob), 0);
        expectOnline(bob);
        m_watch->setEnabled(true);
        settle();
        QCOMPARE(asked(bob), 1);
    }
    void aServerWithoutPresenceIsAskedOnce()
    {
        expect(bob).replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        m_watch->setUsers({bob});
        settle();
        m_watch->setUsers({bob, eve});
        m_clock->advance(10min);
        settle();
        QCOMPARE(asked(bob), 1);
        QCOMPARE(asked(eve), 0);
    }
    void whoIsKeptSecretIsAskedForOnce()
    {
        expect(bob).replies(403, R"({"errcode":"M_FORBIDDEN"})");
        expectOnline(eve);
        m_watch->setUsers({bob, eve});
        settle();
        expectOnline(eve);
        m_clock->advance(PresenceWatch::Interval);
        settle();
        QCOMPARE(asked(bob), 1);
        QCOMPARE(m_updates.size(), 2);
    }
    void aServerThatHasEnoughIsLeftAlone()
    {
        expect(bob).replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":90000})");
        m_watch->setUsers({bob});
        settle();
        m_watch->setUsers({bob, eve});
        m_clock->advance(89s);
        settle();
        QCOMPARE(asked(bob), 1);
        QCOMPARE(asked(eve), 0);
        expectOnline(bob);
        expectOnline(eve);
        m_clock->advance(1s);
        settle();
        QCOMPARE(m_updates.size(), 2);
    }
    void aLostConnectionIsNoReasonToStop()
    {
        expect(bob).fails(Error::of(Error::Kind::Network));
        m_watch->setUsers({bob});
        settle();
        QVERIFY(m_updates.isEmpty());
        expectOnline(bob);
        m_clock->advance(PresenceWatch::Interval);
        settle();
        QCOMPARE(m_updates.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPresenceWatch)
#include "tst_presencewatch.moc"

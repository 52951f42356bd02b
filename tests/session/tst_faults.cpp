// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "matrix/networktransport.h"
#include "support/await.h"
#include "support/drafts.h"
#include "support/fakeclock.h"
#include "support/fakehomeserver.h"
#include "support/faultproxy.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;
using Phase = Connection::Phase;

namespace {

const QString poll = QStringLiteral("/events");
const QString message = QStringLiteral("/send/m.room.message");

}

/// A whole Session with a real network and a real store, and something bad between it and its server.
class TestFaults : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHomeserver> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<NetworkTransport> m_transport;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Session> m_session;
    QByteArray m_token;
    QString m_room;

    void open()
    {
        const UserId me(FakeHomeserver::idOf(QStringLiteral("alice")));
        Account account;
        account.user = me;
        account.server = {QStringLiteral("localhost"), m_proxy->url(), {Dialect::V1, false}};
        auto store = await(Store::open(m_folder->filePath(QStringLiteral("a.db")), QByteArray(32, 'k'), me));
        QVERIFY(store);
        m_session =
            std::make_unique<Session>(OpenAccount{account, Tokens{m_token, {}, 0}, store.take(), {}, false},
                                      *m_transport, *m_clock, m_folder->path());
        m_session->start();
        QVERIFY(syncs());
    }
    void close()
    {
        m_session->close();
        m_session.reset();
    }
    /// Lets time pass, both kinds, until `condition` holds.
    template <typename F>
    bool until(F condition)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                m_clock->advance(1s);
                return false;
            },
            60'000);
    }
    bool syncs()
    {
        return until([this] { return m_session->connection().phase == Phase::Syncing; });
    }
    void say(const QString &text) { QVERIFY(m_session->sender().send(RoomId(m_room), typed(text))); }
    static QStringList messagesIn(const QJsonArray &events)
    {
        QStringList texts;
        for (const QJsonValue &event : events) {
            if (event[QLatin1String("type")] == QLatin1String("m.room.message"))
                texts << event[QLatin1String("content")][QLatin1String("body")].toString();
        }
        return texts;
    }
    /// What the server has of the room, oldest first.
    QStringList onServer() const
    {
        return messagesIn(m_server->rooms().eventsSince(FakeHomeserver::idOf(QStringLiteral("bob")), 0));
    }
    static QStringList shownIn(const Timeline &window)
    {
        QStringList texts;
        for (const TimelineItem &item : window.items()) {
            if (item.type == QLatin1String("m.room.message"))
                texts << item.text;
        }
        return texts;
    }
    /// All has come to rest as it should: each message once and in order, here and there, and no position
    /// lost.
    void checkPeace(const QStringList &mine, const QStringList &theirs)
    {
        QVERIFY(until([&] {
            return m_session->sendQueue().count() == 0 && onServer().size() >= mine.size() + theirs.size();
        }));
        QStringList all = onServer();
        QVERIFY(syncs());
        const auto window = m_session->openTimeline(RoomId(m_room));
        window->open({});
        QVERIFY(until([&] { return shownIn(*window).size() >= all.size(); }));
        QCOMPARE(shownIn(*window), all);
        QStringList others = all;
        all.removeIf([&](const QString &text) { return theirs.contains(text); });
        others.removeIf([&](const QString &text) { return mine.contains(text); });
        QCOMPARE(all, mine);
        QCOMPARE(others, theirs);
        QCOMPARE(m_proxy->passed().count(QStringLiteral("GET /_matrix/client/api/v1/initialSync")), 1);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeHomeserver>(Era::V03);
        QVERIFY(m_server->listen());
        m_token = m_server->addUser(QStringLiteral("alice"), QStringLiteral("a"));
        m_server->addUser(QStringLiteral("bob"), QStringLiteral("b"));
        const QString alice = FakeHomeserver::idOf(QStringLiteral("alice"));
        const QString bob = FakeHomeserver::idOf(QStringLiteral("bob"));
        m_room = m_server->rooms().create(bob, {}).body[QLatin1String("room_id")].toString();
        QCOMPARE(m_server->rooms().join(alice, m_room).status, 200);
        m_proxy = std::make_unique<FaultProxy>(m_server->url());
        QVERIFY(m_proxy->listen());
        m_transport = std::make_unique<NetworkTransport>();
        m_clock = std::make_unique<FakeClock>();
        open();
    }
    void cleanup()
    {
        close();
        m_transport.reset();
        m_proxy.reset();
        m_server.reset();
        m_clock.reset();
    }

    void goesOnAfter_data()
    {
        using K = Fault::Kind;
        QTest::addColumn<QString>("part");
        QTest::addColumn<Fault>("fault");
        for (const QString &part : {poll, message}) {
            const auto row = [&](const char *name, K kind, int amount = 0) {
                QTest::addRow("%s, %s", qPrintable(part), name) << part << Fault{kind, amount};
            };
            row("slow", K::Delay, 50);
            row("the request is lost", K::LoseRequest);
            row("the answer is lost", K::LoseAnswer);
            row("nothing of the answer", K::Truncate, 0);
            row("half a status line", K::Truncate, 7);
            row("half a head", K::Truncate, 40);
            row("half a body", K::Truncate, 100'000);
            row("asked twice", K::RepeatRequest);
            row("answered twice", K::RepeatAnswer);
            row("garbled", K::Garble);
            row("the server is down", K::Status, 502);
            row("a page of a proxy", K::Status, 403);
            row("a page that is not there", K::Status, 404);
            row("network sign-in", K::Status, 511);
            row("a portal's page", K::Page);
            row("to a portal", K::Redirect);
        }
    }
    void goesOnAfter()
    {
        QFETCH(QString, part);
        QFETCH(Fault, fault);
        m_proxy->next(part, fault);
        // The poll that is open now ends with this, the next one meets the fault.
        m_server->say(QStringLiteral("bob"), m_room, QStringLiteral("from bob"));
        for (const char *text : {"one", "two", "three"})
            say(QString::fromLatin1(text));
        QVERIFY(until([this] { return m_proxy->isDone(); }));
        m_server->say(QStringLiteral("bob"), m_room, QStringLiteral("again"));
        checkPeace({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")},
                   {QStringLiteral("from bob"), QStringLiteral("again")});
    }

    void saysWhatIsInTheWay_data()
    {
        using K = Fault::Kind;
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("cut") << Fault{K::LoseRequest, 0} << Error::Kind::Network;
        QTest::newRow("portal's page") << Fault{K::Page, 0} << Error::Kind::Portal;
        QTest::newRow("to a portal") << Fault{K::Redirect, 0} << Error::Kind::Portal;
        QTest::newRow("by the book") << Fault{K::Status, 511} << Error::Kind::Portal;
        QTest::newRow("down") << Fault{K::Status, 503} << Error::Kind::Server;
    }
    void saysWhatIsInTheWay()
    {
        QFETCH(Fault, fault);
        QFETCH(Error::Kind, kind);
        m_proxy->setChooser([fault](const HttpExchange &) { return fault; });
        m_server->endPolls();
        QVERIFY(until([this] { return m_session->connection().phase == Phase::Offline; }));
        QCOMPARE(m_session->connection().error.kind, kind);
        say(QStringLiteral("one"));
        const int before = m_proxy->faults();
        QVERIFY(until([&] { return m_proxy->faults() > before + 5; }));
        QCOMPARE(m_session->connection().phase, Phase::Offline);
        m_proxy->setChooser({});
        checkPeace({QStringLiteral("one")}, {});
    }

    void wakesFromABlackHole_data()
    {
        QTest::addColumn<Fault::Kind>("kind");
        QTest::newRow("nothing arrives") << Fault::Kind::BlackHole;
        QTest::newRow("no answer comes") << Fault::Kind::Hang;
    }
    void wakesFromABlackHole()
    {
        QFETCH(Fault::Kind, kind);
        m_proxy->setChooser([kind](const HttpExchange &) { return Fault{kind, 0}; });
        m_server->endPolls();
        say(QStringLiteral("one"));
        QVERIFY(until([this] { return m_proxy->faults() >= 2; })); // the poll and the message
        m_proxy->setChooser({});
        const auto before = m_clock->elapsed();
        m_session->wakeUp();
        QVERIFY(QTest::qWaitFor([this] { return m_session->connection().phase == Phase::Syncing; }, 20'000));
        QCOMPARE(m_clock->elapsed(), before); // no waiting for any backoff
        checkPeace({QStringLiteral("one")}, {});
    }

    void repeatsNothingThatMustNotBe()
    {
        NewRoom room;
        room.name = QStringLiteral("Tea");
        const QString create = QStringLiteral("/createRoom");
        for (const Fault::Kind kind : {Fault::Kind::LoseAnswer, Fault::Kind::Truncate, Fault::Kind::Garble}) {
            const qsizetype before = m_proxy->passed().filter(create).size();
            m_proxy->next(create, {kind, 30});
            QVERIFY(!await(m_session->actions().create(room)));
            m_clock->advance(10min);
            QVERIFY(syncs());
            QCOMPARE(m_proxy->passed().filter(create).size(), before + 1);
        }
    }

    void survivesAnyMix_data()
    {
        constexpr int Schedules = 12;
        QTest::addColumn<quint32>("seed");
        const QByteArray given = qgetenv("LINNET_TEST_SEED");
        const quint32 first =
            given.isEmpty() ? QRandomGenerator::global()->generate() : quint32(given.toULong());
        const int count = qEnvironmentVariableIntValue("LINNET_TEST_SCHEDULES");
        for (int i = 0; i < (count > 0 ? count : Schedules); ++i)
            QTest::addRow("seed %u", first + quint32(i)) << first + quint32(i);
    }
    void survivesAnyMix()
    {
        QFETCH(quint32, seed);
        using K = Fault::Kind;
        QRandomGenerator random(seed);
        constexpr K kinds[] = {K::Delay,  K::LoseRequest, K::LoseAnswer, K::Truncate, K::RepeatRequest,
                               K::Garble, K::Status,      K::Redirect,   K::Page};
        constexpr int statuses[] = {403, 404, 500, 502, 503, 504, 511};
        m_proxy->setChooser([&](const HttpExchange &) -> Fault {
            if (random.bounded(3) > 0)
                return {};
            const K kind = kinds[random.bounded(int(std::size(kinds)))];
            if (kind == K::Status)
                return {kind, statuses[random.bounded(int(std::size(statuses)))]};
            return {kind, kind == K::Delay ? random.bounded(30) : random.bounded(500)};
        });
        QStringList mine;
        QStringList theirs;
        for (int i = 0; i < 12; ++i) {
            if (random.bounded(3) == 0) {
                theirs << QStringLiteral("b%1").arg(i);
                m_server->say(QStringLiteral("bob"), m_room, theirs.last());
            } else {
                mine << QStringLiteral("a%1").arg(i);
                say(mine.last());
            }
            const int steps = random.bounded(4);
            for (int step = 0; step < steps; ++step) {
                QTest::qWait(1);
                m_clock->advance(std::chrono::milliseconds(random.bounded(2000)));
            }
            if (random.bounded(8) == 0)
                m_session->wakeUp();
            if (random.bounded(8) == 0)
                m_server->cutConnections();
        }
        m_proxy->setChooser({});
        checkPeace(mine, theirs);
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"

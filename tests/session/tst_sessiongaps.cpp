// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "sessiontesting.h"
#include "support/modelserver.h"
#include "support/schedules.h"

#include <algorithm>
#include <random>

using namespace linnet;
using namespace linnet::testing;

namespace {

/// The network between an account and a model server: loses and damages what it likes, and holds a poll until
/// there is something new.
class ModelTransport final : public Transport
{
public:
    ModelTransport(ModelServer &server, quint32 seed) : m_server(server), m_seed(seed) {}

    bool isFaulty = true;

    Task<Reply> send(const QUrl &, const Request &request, const QByteArray &, bool) override
    {
        const Promise<Reply> promise;
        m_open.append({request, promise});
        QMetaObject::invokeMethod(
            &m_context, [this] { answerAll(); }, Qt::QueuedConnection);
        return promise.task();
    }
    void resetConnections() override {}
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &) const override { return nullptr; } ///< never asked for
    void answerAll()
    {
        for (auto &[request, promise] : std::exchange(m_open, {})) {
            if (promise.isAbandoned())
                continue;
            if (isHeld(request))
                m_open.append({request, promise});
            else
                promise.resolve(answer(request));
        }
    }

    /// Nothing is under way but a poll, which waits for news.
    bool isQuiet()
    {
        m_open.removeIf([](const Open &open) { return open.promise.isAbandoned(); });
        return !m_open.isEmpty() && std::all_of(m_open.cbegin(), m_open.cend(),
                                                [this](const Open &open) { return isHeld(open.request); });
    }

private:
    bool isHeld(const Request &request) const
    {
        const bool isPoll = request.path.endsWith(u"/sync") || request.path.endsWith(u"/events");
        return isPoll && mayWait(request) && !m_server.hasNews(request);
    }
    static bool mayWait(const Request &request)
    {
        return std::any_of(request.query.cbegin(), request.query.cend(), [](const auto &each) {
            return each.first == u"timeout" && each.second.toInt() > 0;
        });
    }
    /// The same for the n-th request of a kind in every run, in whatever order the kinds come.
    int roll(const Request &request)
    {
        const QByteArray path = request.path.toUtf8();
        std::seed_seq seed{m_seed, quint32(qChecksum(path)), m_counts[path]++};
        return QRandomGenerator(seed).bounded(20);
    }
    Result<Reply> answer(const Request &request)
    {
        const int dice = isFaulty ? roll(request) : 20;
        if (dice == 0)
            return answerOf(502, "<html>busy</html>", "text/html");
        const ModelAnswer said = m_server.answer(request);
        if (dice == 1)
            return Error::of(Error::Kind::Network);
        return answerOf(said.status, dice == 2 ? said.body.first(said.body.size() / 2) : said.body);
    }

    struct Open
    {
        Request request;
        Promise<Reply> promise;
    };
    ModelServer &m_server;
    quint32 m_seed;
    QHash<QByteArray, quint32> m_counts;
    QObject m_context;
    QList<Open> m_open;
    Proxy m_proxy;
};

/// A whole account with one open window, through a random list of steps.
class Reader
{
public:
    Reader(quint32 seed, Schedule &schedule)
        : m_schedule(schedule), m_random(schedule.random()), m_server(seed, m_random.bounded(1, 4)),
          m_network(m_server, seed), m_dialect(Dialect(m_random.bounded(3)))
    {
        m_schedule.note(m_server.habits());
        start();
    }

    void step()
    {
        const int dice = m_random.bounded(100);
        if (dice < 35) {
            m_server.world().happen(dice < 5 ? m_random.bounded(20, 90) : m_random.bounded(1, 8));
            m_schedule.note(QStringLiteral("it happened up to $%1").arg(m_server.world().now()));
            if (m_random.bounded(2))
                m_network.answerAll();
        } else if (dice < 39) {
            m_schedule.note(m_server.world().moveReader());
            m_network.answerAll();
        } else if (dice < 57) {
            m_schedule.note(QStringLiteral("load older"));
            m_timeline->loadOlder();
        } else if (dice < 64) {
            m_schedule.note(QStringLiteral("jump to the latest"));
            m_timeline->jumpToLatest();
        } else if (dice < 72) {
            const bool isFollowing = m_random.bounded(2);
            m_schedule.note(isFollowing ? QStringLiteral("at the bottom") : QStringLiteral("scrolled up"));
            m_timeline->setFollowing(isFollowing);
        } else if (dice < 80) {
            openWindow();
        } else if (dice < 86) {
            m_schedule.note(QStringLiteral("a minute later"));
            m_clock.advance(61s);
        } else if (dice < 90) {
            m_schedule.note(QStringLiteral("restart"));
            start();
        } else if (dice < 94) {
            m_dialect = Dialect((int(m_dialect) + m_random.bounded(1, 3)) % 3);
            m_schedule.note(QStringLiteral("now by ") + toString(m_dialect));
            start();
        } else if (dice < 96) {
            m_schedule.note(QStringLiteral("the server forgets where clients stand"));
            m_server.forgetPositions();
        } else {
            m_schedule.note(QStringLiteral("time passes"));
            settle(m_session->store());
        }
        // Not always: steps may meet what others have under way.
        if (m_random.bounded(3) > 0)
            settle(m_session->store());
        check();
    }
    /// Without faults everything gets here, and the newest window goes back to the start.
    void finish()
    {
        m_schedule.note(QStringLiteral("in the end"));
        m_network.isFaulty = false;
        // A poll may bring three events of hundreds that wait.
        constexpr int LeastTurns = 8;
        constexpr int MostTurns = 2000;
        for (int turn = 0; turn < LeastTurns || (turn < MostTurns && !m_network.isQuiet()); ++turn) {
            m_clock.advance(61s);
            m_network.answerAll();
            settle(m_session->store());
        }
        m_timeline->jumpToLatest();
        settle(m_session->store());
        check();
        if (room().ownAt(m_server.world().now()) != Membership::Join)
            return;
        for (int turn = 0; turn < 100 && m_timeline->older() != Timeline::Older::Start; ++turn) {
            m_timeline->loadOlder();
            settle(m_session->store());
        }
        check();
        m_schedule.expect(m_timeline->older() == Timeline::Older::Start,
                          QStringLiteral("never at the start"));
        m_schedule.expect(!m_timeline->isBehind() && m_timeline->isLive(),
                          QStringLiteral("not at the newest"));
        const QStringList truth = messageIds(room().visible());
        const QStringList shown = shownMessages();
        m_schedule.expect(
            truth == shown,
            QStringLiteral("not all is shown, but %1 of %2").arg(shown.join(u' '), truth.join(u' ')));
    }

private:
    const ModelRoom &room() const { return m_server.world().rooms().constFirst(); }

    void start()
    {
        m_timeline.reset();
        m_session.reset();
        OpenAccount opened;
        opened.account.user = me;
        opened.account.server = serverOf(m_dialect);
        opened.isDialectForced = true;
        opened.tokens.access = "token";
        opened.store =
            await(Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), me))
                .take();
        m_session = std::make_unique<Session>(std::move(opened), m_network, m_clock, m_folder.path());
        m_session->start();
        settle(m_session->store());
        openWindow();
    }
    void openWindow()
    {
        const QList<ModelEvent> events = room().visible();
        EventId anchor;
        if (!events.isEmpty() && m_random.bounded(3) == 0)
            anchor = EventId(events.at(m_random.bounded(int(events.size()))).id);
        m_schedule.note(QStringLiteral("a window at '%1'").arg(anchor.toString()));
        m_timeline = m_session->openTimeline(RoomId(room().id));
        m_timeline->open(anchor);
    }
    static bool isPlain(const ModelEvent &event)
    {
        return event.type == u"m.room.message" && !event.content.contains(QStringLiteral("m.relates_to"));
    }
    static QStringList messageIds(const QList<ModelEvent> &events)
    {
        QStringList ids;
        for (const ModelEvent &event : events) {
            if (isPlain(event))
                ids << event.id;
        }
        return ids;
    }
    QStringList shownMessages() const
    {
        QStringList ids;
        for (const TimelineItem &item : m_timeline->items()) {
            if (item.type == u"m.room.message")
                ids << item.event.toString();
        }
        return ids;
    }
    /// The rows are in order, none twice, and no message is missing between them.
    void check()
    {
        const QStringList truth = messageIds(room().visible());
        const QStringList shown = shownMessages();
        const qsizetype first = truth.indexOf(shown.value(0));
        if (!shown.isEmpty() && shown != truth.mid(std::max<qsizetype>(first, 0), shown.size()))
            m_schedule.expect(false, QStringLiteral("the window shows ") + shown.join(u' ') +
                                         QStringLiteral(" of ") + truth.join(u' '));
        int last = 0;
        for (const TimelineItem &item : m_timeline->items()) {
            const int place = item.event.toString().mid(1).toInt();
            m_schedule.expect(place > last, QStringLiteral("out of order: ") + item.event.toString());
            last = place;
        }
    }

    Schedule &m_schedule;
    QRandomGenerator &m_random;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    ModelServer m_server;
    ModelTransport m_network;
    Dialect m_dialect;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Timeline> m_timeline;
};

}

/// Open windows of a whole account against a server that is known to the last event.
class TestSessionGaps : public QObject
{
    Q_OBJECT

public:
    TestSessionGaps() { Schedules::allowTime(); }

private Q_SLOTS:
    void aWindowIsAtAllTimesOnePieceOfTheServersHistory()
    {
        const QString fault = Schedules::run(40, [](quint32 seed, Schedule &schedule) {
            Reader reader(seed, schedule);
            while (schedule.goesOn())
                reader.step();
            if (!schedule.hasFailed())
                reader.finish();
        });
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

QTEST_GUILESS_MAIN(TestSessionGaps)
#include "tst_sessiongaps.moc"

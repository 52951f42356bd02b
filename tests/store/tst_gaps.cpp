// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"
#include "matrix/syncdialect.h"
#include "store/batchwriter.h"
#include "store/historyreader.h"
#include "store/store.h"
#include "support/await.h"
#include "support/modelchecks.h"
#include "support/modelserver.h"
#include "support/schedules.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace linnet;
using namespace linnet::test;

namespace {

const UserId me(ModelWorld::self());
constexpr qint64 Now = 1'800'000'000'000;
constexpr int ChildHappenings = 5;
[[maybe_unused]] constexpr int PatienceMs = 60'000;

QByteArray key()
{
    return QByteArray(32, 'k');
}

/// One account's store that follows a model server through a random list of steps.
class Follower
{
public:
    explicit Follower(quint32 seed, Schedule &schedule)
        : m_schedule(schedule), m_random(schedule.random()),
          m_server(seed, m_random.bounded(12) == 0 ? 24 : m_random.bounded(1, 4))
    {
        m_schedule.note(m_server.habits());
        m_folder = m_root.path();
        m_dialect = Dialect(m_random.bounded(3));
        open();
    }

    void step();
    /// Follows to the end, fills all gaps, compares everything.
    void finish();

private:
    QString path() const { return m_folder + QStringLiteral("/account.db"); }
    void open();
    void close();

    SyncBatch parsed(const QByteArray &reply) const;
    void sync(bool mayFail);
    void commit(const QByteArray &reply, bool isWhole);
    void fetchRooms(bool mayFail);
    void catchUp();
    QByteArray damaged(QByteArray reply);

    SyncWishes wishes() const { return {std::chrono::milliseconds(0), m_openRooms}; }
    void openRooms();
    const ModelRoom &anyRoom();
    std::optional<QString> gapOf(const ModelRoom &room, bool isNewest);
    void askHistory();
    void takeHistory(qsizetype at);
    void takeMembers();
    void read();
    void fillAll(const ModelRoom &room);
    void switchDialect();
    void crashInTheMiddle();
    void kill();
    void live(int pipe);
    void liveOnce(Database &database);
    void check(bool isCaughtUp);

    struct Page
    {
        RoomId room;
        QString from;
        QByteArray reply;
    };

    Schedule &m_schedule;
    QRandomGenerator &m_random;
    ModelServer m_server;
    QTemporaryDir m_root;
    QString m_folder;
    int m_copies = 0;
    Dialect m_dialect = Dialect::V3;
    std::shared_ptr<const SyncDialect> m_follow;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Database> m_reader;
    QByteArray m_position;
    QList<RoomId> m_incomplete;
    QList<RoomId> m_openRooms;
    bool m_hasMore = false;
    QList<Page> m_pages; ///< asked for, not yet committed
};

void Follower::open()
{
    m_store = await(Store::open(path(), key(), me)).take();
    m_reader = Database::open(path(), key(), Database::Mode::ReadOnly).take();
    m_follow = makeSyncDialect({m_dialect, false}, me);
    const StoredAccount stored = await(m_store->load(m_dialect)).take();
    m_position = stored.position;
    m_incomplete = stored.incomplete;
    m_hasMore = false;
}

void Follower::close()
{
    m_reader.reset();
    m_store.reset();
}

void Follower::step()
{
    const int dice = m_random.bounded(100);
    if (dice < 24) {
        m_server.world().happen(m_random.bounded(1, 9));
        m_schedule.note(QStringLiteral("it happened up to $%1").arg(m_server.world().now()));
    } else if (dice < 28) {
        m_server.world().happen(m_random.bounded(20, 80));
        m_schedule.note(QStringLiteral("much happened up to $%1").arg(m_server.world().now()));
    } else if (dice < 35) {
        m_schedule.note(m_server.world().moveReader());
    } else if (dice < 62) {
        sync(true);
    } else if (dice < 65) {
        openRooms();
    } else if (dice < 80) {
        askHistory();
        if (m_random.bounded(8) > 0 && !m_pages.isEmpty())
            takeHistory(m_pages.size() - 1);
    } else if (dice < 84) {
        if (!m_pages.isEmpty())
            takeHistory(m_random.bounded(int(m_pages.size())));
    } else if (dice < 86) {
        takeMembers();
    } else if (dice < 88) {
        read();
    } else if (dice < 90) {
        m_schedule.note(QStringLiteral("restart"));
        close();
        open();
    } else if (dice < 93) {
        crashInTheMiddle();
    } else if (dice < 95) {
        kill();
    } else if (dice < 98) {
        switchDialect();
    } else {
        m_schedule.note(QStringLiteral("the server forgets where clients stand"));
        m_server.forgetPositions();
    }
    if (m_random.bounded(4) == 0)
        check(false);
}

QByteArray Follower::damaged(QByteArray reply)
{
    if (m_random.bounded(2)) {
        reply.truncate(m_random.bounded(int(reply.size())));
        m_schedule.note(QStringLiteral("  the reply is cut off after %1 bytes").arg(reply.size()));
        return reply;
    }
    m_schedule.note(QStringLiteral("  the reply is garbage"));
    return m_random.bounded(2) ? QByteArrayLiteral("<html>busy</html>") : QByteArrayLiteral("{\"rooms\":{}}");
}

void Follower::sync(bool mayFail)
{
    m_schedule.note(QStringLiteral("%1 sync from %2")
                        .arg(toString(m_dialect), m_position.isEmpty() ? QStringLiteral("nothing")
                                                                       : QString::fromUtf8(m_position)));
    const Request request = m_follow->request(m_position, wishes());
    const int dice = mayFail ? m_random.bounded(20) : 20;
    if (dice == 0) {
        m_schedule.note(QStringLiteral("  a 502 on the way"));
        return;
    }
    const ModelAnswer answer = m_server.answer(request);
    if (dice == 1) {
        m_schedule.note(QStringLiteral("  the reply is lost"));
        return;
    }
    if (answer.status != 200) {
        const QString code = QJsonDocument::fromJson(answer.body).object().value(u"errcode").toString();
        const Error error{Error::Kind::Server, code, answer.status, {}, {}};
        m_schedule.expect(m_follow->isPositionRefused(error), QStringLiteral("refused by ") + code);
        m_schedule.note(QStringLiteral("  the position is refused"));
        await(m_store->forgetPosition(m_dialect)).isOk();
        m_position.clear();
        return;
    }
    commit(dice == 2 ? damaged(answer.body) : answer.body, dice != 2);
    fetchRooms(mayFail);
}

void Follower::commit(const QByteArray &reply, bool isWhole)
{
    auto committed = await(m_store->commitSync(m_follow, m_position, reply, m_dialect, Now));
    if (!committed) {
        m_schedule.expect(!isWhole, QStringLiteral("a good reply is not taken: ") + committed.error().text);
        return;
    }
    m_schedule.expect(isWhole, QStringLiteral("a damaged reply is taken"));
    m_position = committed->position;
    m_hasMore = committed->hasMore;
    for (const RoomId &room : committed->incomplete) {
        if (!m_incomplete.contains(room))
            m_incomplete << room;
    }
}

void Follower::fetchRooms(bool mayFail)
{
    for (const RoomId &room : std::exchange(m_incomplete, {})) {
        const auto request = m_follow->roomRequest(room);
        if (!request)
            continue;
        if (mayFail && m_random.bounded(5) == 0) {
            m_schedule.note(QStringLiteral("  %1 could not be fetched").arg(room.toString()));
            m_incomplete << room;
            continue;
        }
        const ModelAnswer answer = m_server.answer(*request);
        if (answer.status != 200)
            continue; // one is no longer in it
        m_schedule.note(QStringLiteral("  fetched %1").arg(room.toString()));
        const auto committed = await(m_store->commitRoom(m_follow, room, answer.body, Now));
        m_schedule.expect(committed.isOk(), QStringLiteral("a good room is not taken"));
    }
}

void Follower::catchUp()
{
    for (int turn = 0; turn < 500; ++turn) {
        const Request request = m_follow->request(m_position, wishes());
        if (!m_position.isEmpty() && !m_hasMore && m_incomplete.isEmpty() && !m_server.hasNews(request))
            return;
        sync(false);
    }
    m_schedule.expect(false, QStringLiteral("never catches up"));
}

/// Others than before; the next sync asks for more of them.
void Follower::openRooms()
{
    m_openRooms.clear();
    QStringList names;
    for (const ModelRoom &room : m_server.world().rooms()) {
        if (m_random.bounded(2) == 0)
            continue;
        m_openRooms << RoomId(room.id);
        names << room.id;
    }
    m_schedule.note(QStringLiteral("open are '%1'").arg(names.join(u' ')));
}

const ModelRoom &Follower::anyRoom()
{
    const auto &rooms = m_server.world().rooms();
    return rooms.at(m_random.bounded(int(rooms.size())));
}

/// The token at the old edge of a room's newest window, or of one in the past.
std::optional<QString> Follower::gapOf(const ModelRoom &room, bool isNewest)
{
    const RoomId id(room.id);
    HistoryWindow window;
    if (isNewest) {
        window = await(m_store->history(id, 0, m_random.bounded(1, 60))).take();
    } else {
        const QString event = room.events.at(m_random.bounded(int(room.events.size()))).id;
        auto around = await(m_store->historyAround(id, EventId(event), m_random.bounded(1, 60)));
        if (!around)
            return std::nullopt;
        window = around.take();
    }
    if (window.edge == HistoryWindow::Edge::More && !window.events.isEmpty())
        window = await(m_store->history(id, window.events.constFirst().seq, 1000)).take();
    if (window.edge != HistoryWindow::Edge::Gap)
        return std::nullopt;
    return window.gapToken;
}

void Follower::askHistory()
{
    const ModelRoom &room = anyRoom();
    const auto token = gapOf(room, m_random.bounded(3) > 0);
    if (!token)
        return;
    const RoomId id(room.id);
    const ModelAnswer answer =
        m_server.answer(Requests({m_dialect, false}).messages(id, *token, m_random.bounded(2, 30)));
    if (answer.status != 200)
        return;
    m_schedule.note(QStringLiteral("%1: a page from '%2' is under way").arg(room.id, *token));
    m_pages.append({id, *token, answer.body});
}

void Follower::takeHistory(qsizetype at)
{
    // It may be taken again: an answer to a question that was asked twice.
    const Page page = m_random.bounded(4) ? m_pages.takeAt(at) : m_pages.at(at);
    m_schedule.note(QStringLiteral("%1: the page from '%2' comes").arg(page.room.toString(), page.from));
    const auto added = await(m_store->commitHistory(page.room, page.from, page.reply, Now));
    m_schedule.expect(added.isOk(), QStringLiteral("a good page is not taken"));
}

void Follower::takeMembers()
{
    // What they are now, so all that came before must be here.
    catchUp();
    const ModelRoom &room = anyRoom();
    const ModelAnswer answer = m_server.answer(Requests({m_dialect, false}).members(RoomId(room.id)));
    if (answer.status != 200)
        return;
    m_schedule.note(room.id + QStringLiteral(": all members"));
    await(m_store->commitMembers(RoomId(room.id), answer.body, Now)).isOk();
}

/// Up to any event, or all.
void Follower::read()
{
    const ModelRoom &room = anyRoom();
    const QString event =
        m_random.bounded(2) ? room.events.at(m_random.bounded(int(room.events.size()))).id : QString();
    m_schedule.note(QStringLiteral("%1: read up to %2").arg(room.id, event));
    await(m_store->markRead(RoomId(room.id), EventId(event))).isOk();
}

void Follower::switchDialect()
{
    m_dialect = Dialect((int(m_dialect) + m_random.bounded(1, 3)) % 3);
    m_schedule.note(QStringLiteral("now by ") + toString(m_dialect));
    close();
    open();
}

/// What is on the disk in the middle of a commit is what a new start finds.
void Follower::crashInTheMiddle()
{
    const ModelAnswer answer = m_server.answer(m_follow->request(m_position, wishes()));
    const auto batch = m_follow->parse(m_position, answer.body, Now);
    if (answer.status != 200 || !batch)
        return;
    close();
    const QString next = m_root.filePath(QString::number(++m_copies));
    QDir().mkpath(next);
    const auto copyNow = [this, &next] {
        for (const char *file : {"/account.db", "/account.db-wal"})
            QFile::copy(m_folder + QLatin1String(file), next + QLatin1String(file));
    };
    int ticks = m_random.bounded(1, 40);
    {
        const auto database = Database::open(path(), key(), Database::Mode::ReadWrite).take();
        BatchWriter writer(*database, me, [&ticks, &copyNow] {
            if (--ticks == 0)
                copyNow();
        });
        m_schedule.expect(writer.write(*batch, m_dialect, Now).isOk(), QStringLiteral("a good batch fails"));
        if (ticks > 0)
            copyNow();
    }
    m_schedule.note(QStringLiteral("a crash %1 a commit of what came from %2")
                        .arg(ticks > 0 ? u"just after" : u"in", QString::fromUtf8(m_position)));
    m_folder = next;
    open();
}

/// A process that follows the server and is killed, somewhere.
void Follower::kill()
{
#ifdef Q_OS_UNIX
    close();
    int pipe[2];
    if (::pipe(pipe) != 0)
        qFatal("no pipe");
    const int bytes = m_random.bounded(1, 150);
    const int pause = m_random.bounded(2000);
    const pid_t child = fork();
    if (child == 0) {
        ::close(pipe[0]);
        live(pipe[1]);
        _exit(0);
    }
    ::close(pipe[1]);
    QByteArray said;
    char byte = 0;
    pollfd readable{pipe[0], POLLIN, 0};
    while (said.size() < bytes) {
        if (::poll(&readable, 1, PatienceMs) == 0) {
            m_schedule.expect(false, QStringLiteral("the process that is to be killed does nothing"));
            break;
        }
        if (::read(pipe[0], &byte, 1) != 1)
            break;
        said.append(byte);
    }
    ::usleep(useconds_t(pause));
    ::kill(child, SIGKILL);
    while (::read(pipe[0], &byte, 1) == 1)
        said.append(byte);
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    m_schedule.expect(!WIFEXITED(status) || WEXITSTATUS(status) == 0,
                      QStringLiteral("a good batch fails in the process that is killed"));
    // What happened at the server while the process lived has happened here too.
    for (qsizetype i = said.count('H'); i > 0; --i)
        m_server.world().happen(ChildHappenings);
    m_server.forgetPositions();
    m_schedule.note(QStringLiteral("killed after %1 steps; it happened up to $%2")
                        .arg(said.size())
                        .arg(m_server.world().now()));
    open();
#endif
}

/// The life of that process: writes a byte to the pipe at every step, 'H' before something happens.
void Follower::live([[maybe_unused]] int pipe)
{
#ifdef Q_OS_UNIX
    const auto tell = [pipe](char byte) {
        if (::write(pipe, &byte, 1) != 1)
            _exit(0);
    };
    const auto database = Database::open(path(), key(), Database::Mode::ReadWrite).take();
    BatchWriter writer(*database, me, [&tell] { tell('.'); });
    for (int turn = 0; turn < 40; ++turn) {
        tell('H');
        m_server.world().happen(ChildHappenings);
        const ModelAnswer answer = m_server.answer(m_follow->request(m_position, wishes()));
        const auto batch = m_follow->parse(m_position, answer.body, Now);
        if (answer.status != 200 || !batch) {
            database->run("DELETE FROM positions WHERE dialect = ?", toString(m_dialect));
            m_position.clear();
            continue;
        }
        if (!writer.write(*batch, m_dialect, Now).isOk())
            _exit(1);
        m_position = batch->position;
        for (const ModelRoom &room : m_server.world().rooms()) {
            const RoomId id(room.id);
            const HistoryWindow window = HistoryReader(*database).before(id, 0, 1000).take();
            if (window.edge != HistoryWindow::Edge::Gap)
                continue;
            const Request request = Requests({m_dialect, false}).messages(id, window.gapToken, 5);
            const ModelAnswer history = m_server.answer(request);
            const auto page = Requests::readMessages(history.body, window.gapToken, Now);
            if (history.status == 200 && page)
                writer.writeHistory(id, *page, Now).isOk();
        }
    }
#endif
}

void Follower::check(bool isCaughtUp)
{
    ModelChecks checks(*m_reader);
    for (const ModelRoom &room : m_server.world().rooms()) {
        const bool isIn = room.ownAt(m_server.world().now()) == Membership::Join;
        m_schedule.expectNothing(checks.history(room, isCaughtUp && isIn));
        m_schedule.expectNothing(checks.unread(room, isCaughtUp && isIn));
    }
}

void Follower::fillAll(const ModelRoom &room)
{
    const RoomId id(room.id);
    const Requests requests({m_dialect, false});
    for (int turn = 0; turn < 2 * int(room.events.size()) + 50; ++turn) {
        const HistoryWindow window = await(m_store->history(id, 0, 10'000)).take();
        if (window.edge == HistoryWindow::Edge::Start)
            return;
        const ModelAnswer answer = m_server.answer(requests.messages(id, window.gapToken, 7));
        if (answer.status != 200)
            return;
        await(m_store->commitHistory(id, window.gapToken, answer.body, Now)).isOk();
    }
    m_schedule.expect(false, room.id + QStringLiteral(": its gaps are never filled"));
}

void Follower::finish()
{
    m_schedule.note(QStringLiteral("in the end"));
    catchUp();
    check(true);
    for (const ModelRoom &room : m_server.world().rooms()) {
        if (m_schedule.hasFailed())
            return;
        const bool isIn = room.ownAt(m_server.world().now()) == Membership::Join;
        if (isIn)
            fillAll(room);
        if (isIn && !m_schedule.hasFailed())
            m_schedule.expectNothing(ModelChecks(*m_reader).wholeHistory(room));
        if (isIn && !m_schedule.hasFailed())
            m_schedule.expectNothing(ModelChecks(*m_reader).unread(room, true));
        if (isIn)
            m_schedule.expectNothing(ModelChecks(*m_reader).now(room));
    }
}

}

/// The whole store against a server that is known to the last event, through outages, crashes and switches.
class TestGaps : public QObject
{
    Q_OBJECT

public:
    TestGaps() { Schedules::allowTime(); }

private Q_SLOTS:
    void whatIsStoredIsAtAllTimesTheServersHistoryWithItsHolesMarked()
    {
        const QString fault = Schedules::run(50, [](quint32 seed, Schedule &schedule) {
            Follower follower(seed, schedule);
            while (schedule.goesOn())
                follower.step();
            if (!schedule.hasFailed())
                follower.finish();
        });
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

QTEST_GUILESS_MAIN(TestGaps)
#include "tst_gaps.moc"

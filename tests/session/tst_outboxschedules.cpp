// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/errortext.h"
#include "session/eventcontents.h"
#include "session/outboxfile.h"
#include "session/session.h"
#include "sessiontesting.h"
#include "support/schedules.h"
#include "support/sendmodel.h"

#include <QRandomGenerator>

#include <algorithm>
#include <semaphore>

using namespace linnet;
using namespace linnet::testing;

/// Each message arrives exactly once and in order, or stands in the outbox with a reason: through requests
/// and answers that are lost, 429, 5xx, refusals, cut-off answers, syncs that leave echoes out, restarts, and
/// crashes between any two steps. Files come with their bytes. Answers, edits, reactions and redactions of
/// what may be unsent itself do so too, and name what they are meant for. What the person writes anew instead
/// of what waits is there alone. Half of the schedules are in sliding sync.
///
/// LINNET_SCHEDULES says how many schedules are run, LINNET_SEED which is the first.

namespace {

constexpr int Steps = 90;
constexpr int MostRounds = 400; ///< until all is quiet

/// There are thousands of databases, so they are kept in memory where the system has a folder for that.
QString placeOfFolders()
{
    const QString memory = QStringLiteral("/dev/shm");
    const QString place = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
    return place + QStringLiteral("/linnet-outbox-XXXXXX");
}

/// Holds the worker in the middle of its jobs: what is on disk stays as it is, and what is given to the store
/// waits, until the next thaw.
class Freezer final : public SyncDialect
{
public:
    Request request(const QByteArray &, const SyncWishes &) const override { return {}; }
    Result<SyncBatch> parse(const QByteArray &, const QByteArray &, qint64) const override
    {
        m_reached.release();
        m_thaw.acquire();
        return Error::of(Error::Kind::BadReply);
    }
    bool isPositionRefused(const Error &) const override { return false; }

    void waitUntilReached() const { m_reached.acquire(); }
    void thaw() const { m_thaw.release(); }

private:
    mutable std::binary_semaphore m_reached{0};
    mutable std::binary_semaphore m_thaw{0};
};

/// What became of something that was written, as far as it is known.
struct Written
{
    enum class Fate {
        Unsafe,  ///< not on disk yet: it may go with the program
        Due,     ///< must arrive, or stand in the outbox with a reason
        Dropped, ///< discarded, which a request under way or a crash may have been quicker than
        Lost,    ///< the program died before it was on disk
    };
    RoomId room;
    TxnId txn;
    Fate fate = Fate::Unsafe;
    bool isOrdered = true; ///< was never refused, nor taken out and put back
    QString about;         ///< what it says that this relates to; empty: to nothing
    QString anew; ///< what stands in its place, that it must not be there beside; empty: nothing does
};

class Play
{
public:
    explicit Play(quint32 seed) : m_dialect(seed % 2 == 0 ? Dialect::Sliding : Dialect::V3), m_random(seed)
    {
        for (const char *name : {"!a:x", "!b:x", "!c:x"}) {
            m_rooms << RoomId(QLatin1String(name));
            m_server.addRoom(m_rooms.last().toString());
        }
        start();
    }
    ~Play()
    {
        thaw();
        m_window.reset();
        m_session.reset();
    }

    /// What went wrong; empty: nothing.
    QStringList run()
    {
        for (int i = 0; i < Steps; ++i) {
            step();
            settle();
        }
        calmDown();
        checkServer();
        checkOutbox();
        checkWindow();
        checkDisk();
        return m_wrong;
    }
    const QStringList &story() const { return m_story; }

private:
    // ---- the program
    QString path() const { return m_folder.filePath(QStringLiteral("%1.db").arg(m_generation)); }
    void start()
    {
        auto store = await(Store::open(path(), QByteArray(32, 'k'), me));
        if (!store)
            qFatal("no store");
        OpenAccount account;
        account.account.user = me;
        account.account.server = serverOf(m_dialect);
        account.isDialectForced = true;
        account.tokens.access = "token";
        account.store = store.take();
        m_session = std::make_unique<Session>(std::move(account), m_server, m_clock, m_folder.path());
        QObject::connect(&m_session->sendQueue(), &SendQueue::changed, m_session.get(),
                         [this](const OutboxItem &item) {
                             if (item.state == OutboxItem::State::Failed)
                                 m_written[bodyOf(item)].isOrdered = false;
                         });
        m_session->start();
        m_discarded.clear(); // what offers to put it back is gone
        settle();
    }
    void openWindow(const RoomId &room)
    {
        m_window = m_session->openTimeline(room);
        m_window->open({});
    }
    void freeze()
    {
        m_freezer = std::make_shared<Freezer>();
        m_session->store()
            .commitSync(m_freezer, {}, {}, m_dialect, 0)
            .then(m_session.get(), [](const Result<CommittedBatch> &) {});
        m_freezer->waitUntilReached();
    }
    void thaw()
    {
        if (const auto freezer = std::exchange(m_freezer, nullptr))
            freezer->thaw();
    }
    /// As kill -9: what is on disk now is all that there is.
    void crash()
    {
        if (!m_freezer)
            freeze();
        const QString before = path();
        ++m_generation;
        for (const char *part : {"", "-wal"})
            QFile::copy(before + QLatin1String(part), path() + QLatin1String(part));
        thaw();
        m_window.reset();
        m_session.reset();
        for (Written &each : m_written) {
            if (each.fate == Written::Fate::Unsafe)
                each.fate = Written::Fate::Lost;
        }
        start();
    }
    void restart()
    {
        thaw();
        m_window.reset();
        m_session.reset();
        start();
    }
    void settle()
    {
        if (m_freezer)
            return;
        for (int i = 0; i < 3; ++i) {
            await(m_session->store().outbox(RoomId(QStringLiteral("none")))).isOk();
            QThreadPool::globalInstance()->waitForDone(); // what files are read in
        }
        for (Written &each : m_written) {
            if (each.fate == Written::Fate::Unsafe)
                each.fate = Written::Fate::Due;
        }
    }
    SendQueue &queue() { return m_session->sendQueue(); }

    // ---- what happens
    int below(int count) { return int(m_random.bounded(count)); }
    RoomId anyRoom() { return m_rooms.at(below(int(m_rooms.size()))); }
    void tell(const QString &what)
    {
        m_story << (m_freezer ? QStringLiteral("  [frozen] ") : QString()) + what;
    }
    static QJsonObject contentOf(const OutboxItem &item)
    {
        return QJsonDocument::fromJson(item.content).object();
    }
    static QString bodyOf(const OutboxItem &item) { return SendModel::wordsOf(item.type, contentOf(item)); }

    void step()
    {
        const int dice = below(100);
        if (dice < 18)
            write();
        else if (dice < 24)
            othersWrite();
        else if (dice < 54)
            answer();
        else if (dice < 62)
            carryOut();
        else if (dice < 76)
            fail();
        else if (dice < 85)
            passTime();
        else if (dice < 91)
            decide();
        else if (dice < 93)
            m_window ? m_window->jumpToLatest() : openWindow(anyRoom());
        else if (dice < 97)
            freezeOrThaw();
        else if (dice < 99)
            tell(QStringLiteral("crash")), crash();
        else
            tell(QStringLiteral("restart")), restart();
    }
    QString nextBody() const { return QStringLiteral("m%1").arg(m_written.size(), 3, 10, QLatin1Char('0')); }
    void write()
    {
        const QString body = nextBody();
        const RoomId where = anyRoom();
        if (below(5) < 2 && relate(where, body))
            return;
        m_written.insert(body, {where, {}, Written::Fate::Unsafe, true, {}, {}});
        const bool isFile = below(4) == 0;
        const auto txn = isFile ? m_session->sender().sendFile(where, fileOf(body), {})
                                : m_session->sender().send(where, typed(body));
        if (!txn) { // the room is not known before the first sync
            m_written.remove(body);
            return;
        }
        m_written[body].txn = *txn;
        tell(QStringLiteral("write %1\"%2\" in %3")
                 .arg(isFile ? QStringLiteral("the file ") : QString(), body, where.toString()));
    }
    static OutgoingFile fileOf(const QString &name)
    {
        OutgoingFile file;
        file.bytes = "bytes of " + name.toUtf8();
        file.name = name;
        file.thumbnail = "thumbnail of " + name.toUtf8();
        return file;
    }
    /// Under which name one can relate to it: what the person sees of it. Empty: it is not there.
    QString nameOf(const Written &written, const QString &body)
    {
        if (const EventId event = queue().eventOf(written.txn); !event.isEmpty())
            return event.toString();
        if (queue().item(written.txn))
            return written.txn.toString();
        for (const SendModel::Message &message : m_server.stream()) {
            if (message.words() == body)
                return message.id;
        }
        return {};
    }
    /// Answers, edits, reacts to or redacts something of one's own in the room; false if there is nothing.
    bool relate(const RoomId &where, const QString &body)
    {
        QStringList targets;
        for (auto it = m_written.cbegin(); it != m_written.cend(); ++it) {
            if (it->room == where && !nameOf(*it, it.key()).isEmpty())
                targets << it.key();
        }
        if (targets.isEmpty())
            return false;
        const QString about = targets.at(int(targets.size()) - 1 - below(std::min(3, int(targets.size()))));
        const QString id = nameOf(m_written.value(about), about);
        QString type = QStringLiteral("m.room.message");
        QJsonObject content = eventcontents::message(typed(body), {});
        switch (below(4)) {
        case 0:
            content.insert(QStringLiteral("m.relates_to"), eventcontents::answerTo(id));
            break;
        case 1:
            content = eventcontents::edit(id, content, {}, {});
            break;
        case 2:
            type = QStringLiteral("m.reaction");
            content = eventcontents::reaction(id, body);
            break;
        default:
            type = QStringLiteral("m.room.redaction");
            content = eventcontents::redaction(id, body);
        }
        m_written.insert(body, {where, {}, Written::Fate::Unsafe, true, about, {}});
        m_written[body].txn = queue().send(where, type, eventcontents::toText(content));
        tell(QStringLiteral("write \"%1\" in %2, %3 about \"%4\"").arg(body, where.toString(), type, about));
        return true;
    }
    void othersWrite()
    {
        const RoomId where = anyRoom();
        for (int i = below(4); i >= 0; --i)
            m_server.say(where.toString(), bob.toString(), QStringLiteral("bob %1").arg(++m_others));
        tell(QStringLiteral("others write in %1").arg(where.toString()));
    }
    void setMood() { m_server.setMood({below(3) > 0, below(3) > 0 ? 1000 : 1 + below(3)}); }
    void answer()
    {
        if (m_server.open() == 0)
            return;
        const int call = below(m_server.open());
        tell(QStringLiteral("answer ") + m_server.describe(call));
        setMood();
        m_server.answer(call);
    }
    void carryOut()
    {
        if (m_server.open() == 0)
            return;
        const int call = below(m_server.open());
        tell(QStringLiteral("carry out ") + m_server.describe(call));
        setMood();
        m_server.carryOut(call);
    }
    void fail()
    {
        if (m_server.open() == 0)
            return;
        const int call = below(m_server.open());
        const auto fault = SendModel::Fault(below(SendModel::Faults));
        tell(QStringLiteral("%1: %2").arg(m_server.describe(call), SendModel::nameOf(fault)));
        if (m_server.isOrphan(call) && fault == SendModel::Fault::LostRequest)
            m_server.lose(call);
        else
            m_server.fail(call, fault);
    }
    /// The computer sleeps longer than the server remembers what it was asked; whatever was under way has
    /// arrived by then or never will.
    void sleep()
    {
        tell(QStringLiteral("a day goes by"));
        while (m_server.open() > 0) {
            const bool arrives = below(2) == 0;
            if (arrives)
                m_server.carryOut(0);
            if (m_server.isOrphan(0))
                m_server.lose(0);
            else
                m_server.fail(0, arrives ? SendModel::Fault::LostAnswer : SendModel::Fault::LostRequest);
        }
        m_server.forgetTransactions();
        m_clock.setNow(m_clock.now() + std::chrono::milliseconds(25h).count());
    }
    void passTime()
    {
        if (below(40) == 0)
            return sleep();
        if (below(8) == 0) {
            tell(QStringLiteral("the machine wakes up"));
            return m_session->wakeUp();
        }
        tell(QStringLiteral("time passes"));
        const auto next = m_clock.untilNext();
        m_clock.advance(next > 0ms && below(3) > 0 ? next : std::chrono::milliseconds(below(3000)));
    }
    static bool isInDoubt(const OutboxItem &item)
    {
        return item.reasonCode == QLatin1String("chat.linnet.MAY_BE_SENT");
    }
    /// A message that waits. What was discarded comes back if the program dies before that is on disk.
    bool mayRewrite(const OutboxItem &item) const
    {
        return !m_freezer && item.state == OutboxItem::State::Waiting && isRow(item.type, contentOf(item)) &&
               !outboxfile::isFile(item.content);
    }
    /// As "Edit" in the window of what was not sent: what may have arrived is edited, anything else is
    /// written anew.
    void rewrite(const OutboxItem &item)
    {
        const QString before = bodyOf(item);
        const QString body = nextBody();
        const bool stays = queue().mayHaveArrived(item.txn);
        Draft draft = typed(body);
        if (stays)
            draft.edits = item.txn.toString();
        const auto txn = m_session->sender().send(item.room, draft);
        if (!txn) // the room is not known before the first sync
            return;
        tell(QStringLiteral("%1 \"%2\", which becomes \"%3\"")
                 .arg(stays ? QStringLiteral("edit") : QStringLiteral("write anew"), before, body));
        m_written.insert(body,
                         {item.room, *txn, Written::Fate::Unsafe, true, stays ? before : QString(), {}});
        if (stays)
            return;
        queue().discard(item.txn);
        m_written[before].fate = Written::Fate::Dropped;
        m_written[before].isOrdered = false;
        m_written[before].anew = body;
    }
    /// The person does something about what is not sent.
    void decide()
    {
        const QList<OutboxItem> items = queue().unsent();
        const int dice = below(8);
        if (dice == 0) {
            tell(QStringLiteral("send all again"));
            queue().retryAll();
        } else if (dice < 3 && !m_discarded.isEmpty()) {
            const OutboxItem item = m_discarded.takeAt(below(int(m_discarded.size())));
            tell(QStringLiteral("put back \"%1\"").arg(bodyOf(item)));
            queue().putBack(item);
            if (!m_freezer)
                m_written[bodyOf(item)].fate = Written::Fate::Due;
        } else if (!items.isEmpty()) {
            const OutboxItem item = items.at(below(int(items.size())));
            if (dice == 4 && mayRewrite(item))
                return rewrite(item);
            const bool discards = dice < 4;
            tell(QStringLiteral("%1 \"%2\"")
                     .arg(discards ? QStringLiteral("discard") : QStringLiteral("retry"), bodyOf(item)));
            // Who is asked to look finds what has arrived.
            if (!discards && (!isInDoubt(item) || countOnServer(bodyOf(item)) == 0))
                return queue().retry(item.txn);
            queue().discard(item.txn);
            m_discarded << item;
            m_written[bodyOf(item)].fate = Written::Fate::Dropped;
            m_written[bodyOf(item)].isOrdered = false;
        }
    }
    void freezeOrThaw()
    {
        tell(m_freezer ? QStringLiteral("thaw") : QStringLiteral("freeze"));
        m_freezer ? thaw() : freeze();
    }

    // ---- the end
    void answerAll()
    {
        m_server.setMood({true, 1000});
        for (int i = m_server.open(); i > 0; --i) {
            if (m_server.open() > 0)
                m_server.answer(0);
        }
    }
    /// It was refused, or waits for something that was.
    bool hasReason(const OutboxItem &item)
    {
        const auto holdup = queue().holdup(item.txn);
        return item.state == OutboxItem::State::Failed ||
               (holdup && holdup->isMatrix("chat.linnet.TARGET_WAITS"));
    }
    bool isQuiet()
    {
        for (const RoomId &room : m_rooms) {
            const QList<OutboxItem> items = queue().items(room);
            if (!std::all_of(items.begin(), items.end(),
                             [this](const OutboxItem &item) { return hasReason(item); }))
                return false;
        }
        for (int i = 0; i < m_server.open(); ++i) {
            if (!m_server.isSync(i) && !m_server.isPresence(i))
                return false;
        }
        return true;
    }
    void calmDown()
    {
        thaw();
        settle();
        tell(QStringLiteral("all goes well from here"));
        int quietRounds = 0;
        for (int i = 0; i < MostRounds && quietRounds < 3; ++i) {
            answerAll();
            settle();
            quietRounds = isQuiet() ? quietRounds + 1 : 0;
            m_clock.advance(31s);
            settle();
        }
        if (quietRounds < 3)
            m_wrong << QStringLiteral("it never comes to rest");
    }
    int countOnServer(const QString &body) const
    {
        return int(std::count_if(m_server.stream().begin(), m_server.stream().end(),
                                 [&](const SendModel::Message &message) { return message.words() == body; }));
    }
    /// Neither it nor anything that it had to wait for was refused.
    bool isOrdered(const QString &body) const
    {
        const Written written = m_written.value(body);
        return written.isOrdered && (written.about.isEmpty() || isOrdered(written.about));
    }
    void checkTarget(const QString &body, const QString &about)
    {
        QStringList targets; // what was deleted twice has two
        for (const SendModel::Message &message : m_server.stream()) {
            if (message.words() == about)
                targets << message.id;
            if (message.words() == body && !targets.contains(message.target()))
                m_wrong << QStringLiteral("\"%1\" is about %2 instead of %3")
                               .arg(body, message.target(), targets.join(u' '));
        }
    }
    /// To delete something twice is to delete it.
    bool isRedaction(const QString &body) const
    {
        return std::any_of(m_server.stream().begin(), m_server.stream().end(),
                           [&](const SendModel::Message &message) {
                               return message.words() == body && message.type == u"m.room.redaction";
                           });
    }
    void checkFiles()
    {
        for (const SendModel::Message &message : m_server.stream()) {
            const QString name = message.content[u"filename"].toString();
            if (name.isEmpty())
                continue;
            const OutgoingFile file = fileOf(name);
            const bool isWhole =
                m_server.uploaded(message.content[u"url"].toString()) == file.bytes &&
                m_server.uploaded(message.content[u"info"][u"thumbnail_url"].toString()) == file.thumbnail;
            if (!isWhole)
                m_wrong << QStringLiteral("the file \"%1\" came without its bytes").arg(name);
            if (message.content.contains(QStringLiteral("chat.linnet.file")))
                m_wrong << QStringLiteral("the file \"%1\" says where it lay").arg(name);
        }
    }
    void checkServer()
    {
        checkFiles();
        for (auto it = m_written.cbegin(); it != m_written.cend(); ++it) {
            const int count = countOnServer(it.key());
            if (!it->about.isEmpty())
                checkTarget(it.key(), it->about);
            if (count > 1 && !isRedaction(it.key()))
                m_wrong << QStringLiteral("\"%1\" arrived %2 times").arg(it.key()).arg(count);
            if (!it->anew.isEmpty() && count > 0)
                m_wrong << QStringLiteral("\"%1\" arrived beside \"%2\"").arg(it.key(), it->anew);
            if (it->fate == Written::Fate::Lost && count > 0)
                m_wrong << QStringLiteral("\"%1\" was sent before it was on disk").arg(it.key());
        }
        for (const RoomId &room : m_rooms) {
            QStringList order;
            for (const SendModel::Message &message : m_server.stream()) {
                if (message.room == room.toString() && !message.txn.isEmpty() && isOrdered(message.words()) &&
                    !order.contains(message.words()))
                    order << message.words();
            }
            if (!std::is_sorted(order.begin(), order.end()))
                m_wrong << QStringLiteral("out of order: %1").arg(order.join(u' '));
        }
    }
    void checkOutbox()
    {
        QHash<QString, OutboxItem> left;
        for (const RoomId &room : m_rooms) {
            for (const OutboxItem &item : queue().items(room))
                left.insert(bodyOf(item), item);
        }
        for (auto it = left.cbegin(); it != left.cend(); ++it) {
            if (countOnServer(it.key()) > 0 && !isInDoubt(*it) && !it->isRedaction())
                m_wrong << QStringLiteral("\"%1\" arrived and stands in the outbox too").arg(it.key());
            if (!hasReason(*it))
                m_wrong << QStringLiteral("\"%1\" still waits").arg(it.key());
            else if (it->state == OutboxItem::State::Failed &&
                     ErrorText::of(SendQueue::refusalOf(*it), ErrorText::During::Sending).what.isEmpty())
                m_wrong << QStringLiteral("\"%1\" stands there without a reason").arg(it.key());
        }
        for (auto it = m_written.cbegin(); it != m_written.cend(); ++it) {
            if (it->fate == Written::Fate::Due && countOnServer(it.key()) == 0 && !left.contains(it.key()))
                m_wrong << QStringLiteral("\"%1\" is lost").arg(it.key());
        }
    }
    static bool isRow(const QString &type, const QJsonObject &content)
    {
        return type == u"m.room.message" && !content.contains(QLatin1String("m.new_content"));
    }
    void checkWindow()
    {
        const RoomId room = m_window ? m_window->room() : anyRoom();
        if (!m_window)
            openWindow(room);
        else
            m_window->jumpToLatest();
        for (int i = 0; i < 50 && (i < 3 || m_window->older() != Timeline::Older::Start); ++i) {
            answerAll();
            settle();
            m_window->loadOlder();
            settle();
        }
        QSet<QString> hidden; // it changes other rows
        QStringList wanted;
        for (const SendModel::Message &message : m_server.stream()) {
            if (!isRow(message.type, message.content))
                hidden << message.id;
            else if (message.room == room.toString())
                wanted << message.id;
        }
        for (const OutboxItem &item : queue().items(room)) {
            if (isRow(item.type, contentOf(item)))
                wanted << item.txn.toString();
            else
                hidden << item.txn.toString();
        }
        QStringList shown;
        for (const TimelineItem &item : m_window->items()) {
            const QString id = item.event.isEmpty() ? item.key : item.event.toString();
            if (item.kind != TimelineItem::Kind::State && !hidden.contains(id))
                shown << id;
        }
        if (shown != wanted)
            m_wrong << QStringLiteral("the window shows: %1\n    instead of: %2")
                           .arg(shown.join(u' '), wanted.join(u' '));
    }
    void checkDisk()
    {
        QStringList before;
        for (const OutboxItem &item : queue().unsent())
            before << bodyOf(item);
        restart();
        QStringList after;
        for (const OutboxItem &item : queue().unsent())
            after << bodyOf(item);
        if (after != before)
            m_wrong << QStringLiteral("after a restart the outbox has: %1\n    instead of: %2")
                           .arg(after.join(u' '), before.join(u' '));
    }

    QTemporaryDir m_folder{placeOfFolders()}; // first: it goes when the store has closed
    const Dialect m_dialect;
    QRandomGenerator m_random;
    FakeClock m_clock;
    SendModel m_server{me.toString(), m_clock};
    QList<RoomId> m_rooms;
    QMap<QString, Written> m_written; ///< by what it says; in the order in which it was written
    QList<OutboxItem> m_discarded;
    QStringList m_story;
    QStringList m_wrong;
    std::shared_ptr<Freezer> m_freezer;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Timeline> m_window;
    int m_generation = 0;
    int m_others = 0;
};

int number(const char *name, int usual)
{
    bool isSet = false;
    const int value = qEnvironmentVariableIntValue(name, &isSet);
    return isSet ? value : usual;
}

}

class TestOutboxSchedules : public QObject
{
    Q_OBJECT

public:
    TestOutboxSchedules() { test::Schedules::allowTime(); }

private Q_SLOTS:
    void eachMessageArrivesOnceOrStandsThereWithAReason_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        const int first = number("LINNET_SEED", 1);
        const int end = first + number("LINNET_SCHEDULES", 200);
        for (int seed = first; seed < end; seed += 50) {
            const int count = std::min(50, end - seed);
            QTest::addRow("seeds from %d", seed) << seed << count;
        }
    }
    void eachMessageArrivesOnceOrStandsThereWithAReason()
    {
        QFETCH(int, first);
        QFETCH(int, count);
        for (int seed = first; seed < first + count; ++seed) {
            Play play{quint32(seed)};
            const QStringList wrong = play.run();
            if (wrong.isEmpty())
                continue;
            QFAIL(qPrintable(
                QStringLiteral("LINNET_SEED=%1 LINNET_SCHEDULES=1\n  %2\n  %3")
                    .arg(seed)
                    .arg(wrong.join(QStringLiteral("\n  ")), play.story().join(QStringLiteral("\n  ")))));
        }
    }
};

QTEST_GUILESS_MAIN(TestOutboxSchedules)
#include "tst_outboxschedules.moc"

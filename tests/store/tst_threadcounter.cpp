// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadcounter.h"

#include "storetesting.h"

#include <QJsonArray>
#include <QRandomGenerator>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

Event related(const QString &id, const char *type, const char *relation, const QString &to,
              const UserId &sender = bob, bool namesMe = false)
{
    QJsonObject content{
        {u"msgtype"_qs, u"m.text"_qs},
        {u"body"_qs, id},
        {u"m.relates_to"_qs,
         QJsonObject{{u"rel_type"_qs, QLatin1String(relation)}, {u"event_id"_qs, to}, {u"key"_qs, u"x"_qs}}},
        {u"m.new_content"_qs, QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"new"_qs}}}};
    if (namesMe)
        content.insert(u"m.mentions"_qs, QJsonObject{{u"user_ids"_qs, QJsonArray{me.toString()}}});
    return parsed(wire(id, sender, QLatin1String(type), content));
}

Event inThread(const QString &id, const QString &root, const UserId &sender = bob, bool namesMe = false)
{
    return related(id, "m.room.message", "m.thread", root, sender, namesMe);
}

RoomDelta withReceipt(RoomDelta delta, const QString &event, const QString &thread = {})
{
    delta.receipts.append({me, EventId(event), 1, thread});
    return delta;
}

/// What is unread, worked out anew from everything that ever happened.
class Twin
{
public:
    struct Entry
    {
        QString id;
        UserId sender;
        QString thread;  ///< of a message: the root, or empty
        QString changes; ///< of a reaction or an edit: to what
        bool isMessage = true;
        bool namesMe = false;
        bool isRedacted = false;
        bool isEdit = false;
    };
    QList<Entry> entries;
    QHash<QString, int> read; ///< place up to where, by thread; "" is the whole room, "main" its own timeline
    QSet<QString> joined;     ///< threads that one takes part in

    int placeOf(const QString &id) const
    {
        for (int i = 0; i < entries.size(); ++i) {
            if (entries[i].id == id)
                return i;
        }
        return -1;
    }
    QString threadOf(const QString &id) const
    {
        const int place = placeOf(id);
        if (place < 0)
            return {};
        return entries[place].changes.isEmpty() ? entries[place].thread : threadOf(entries[place].changes);
    }
    void readTo(const QString &thread, const QString &event)
    {
        int &place = read.insert(thread, read.value(thread, -1)).value();
        place = std::max(place, placeOf(event));
    }
    void add(const Entry &entry)
    {
        entries.append(entry);
        if (entry.sender != me || !(entry.isMessage || entry.isEdit))
            return;
        const QString thread = threadOf(entry.id);
        readTo(thread.isEmpty() ? u"main"_qs : thread, entry.id);
        if (!entry.isMessage)
            return;
        joined.insert(entry.thread.isEmpty() ? entry.id : entry.thread);
    }
    /// Of one thread, or of "main".
    UnreadCounts countIn(const QString &thread) const
    {
        UnreadCounts counts;
        const int from = std::max(read.value(thread, -1), read.value({}, -1));
        for (int i = from + 1; i < entries.size(); ++i) {
            const Entry &entry = entries[i];
            if (!entry.isMessage || entry.isRedacted || entry.sender == me ||
                (entry.thread.isEmpty() ? u"main"_qs : entry.thread) != thread)
                continue;
            ++counts.unread;
            counts.highlight += entry.namesMe ? 1 : 0;
        }
        return counts;
    }
    QSet<QString> threads() const
    {
        QSet<QString> roots;
        for (const Entry &entry : entries) {
            if (!entry.thread.isEmpty())
                roots.insert(entry.thread);
        }
        return roots;
    }
    UnreadCounts badge() const
    {
        UnreadCounts sum = countIn(u"main"_qs);
        for (const QString &root : threads()) {
            const UnreadCounts counts = countIn(root);
            sum.unread += joined.contains(root) ? counts.unread : counts.highlight;
            sum.highlight += counts.highlight;
        }
        return sum;
    }
};

/// People who talk in a room and its threads, as one's account sees it, beside the truth.
class Talk
{
public:
    Talk(quint32 seed, Dialect dialect) : m_random(seed), m_dialect(dialect)
    {
        RoomDelta first = joined({message(u"first"_qs)});
        m_twin.add({u"first"_qs, bob, {}, {}, true, false, false, false});
        m_twin.readTo({}, u"first"_qs);
        m_known = m_twin;
        take(m_bench.commitRoom(withReceipt(counted(first), u"first"_qs), m_dialect));
    }

    void step()
    {
        RoomDelta delta = joined({});
        switch (m_random.bounded(8)) {
        case 0:
        case 1:
        case 2:
        case 3:
            for (int i = m_random.bounded(4); i >= 0; --i)
                say(delta);
            break;
        case 4:
            return see();
        case 5:
            return readAll();
        case 6:
            deliver(delta,
                    m_random.bounded(2) == 0 ? m_pending.size() : qMin<qsizetype>(1, m_pending.size()));
            break;
        default:
            readElsewhere(delta);
        }
        take(m_bench.commitRoom(counted(delta), m_dialect));
    }
    /// Everybody is silent, and all that was read is told to the server.
    void settle()
    {
        RoomDelta delta = joined({});
        deliver(delta, m_pending.size());
        take(m_bench.commitRoom(counted(delta), m_dialect));
    }
    void readAll()
    {
        const auto committed = m_bench.writer().markRead(room, {}, {}, 1).take();
        m_twin.readTo({}, m_twin.entries.last().id);
        m_twin.readTo(u"main"_qs, m_twin.entries.last().id);
        note({}, committed);
    }
    /// Empty: all is as it should be. The server may count what is read here already, so while something is
    /// on its way nothing is said of it.
    QString check() const
    {
        if (m_dialect == Dialect::V3 && !m_pending.isEmpty())
            return {};
        const UnreadCounts badge = m_twin.badge();
        if (m_room.unread != badge.unread || m_room.highlight != badge.highlight)
            return u"the room says %1 and %2, not %3 and %4"_qs.arg(m_room.unread)
                .arg(m_room.highlight)
                .arg(badge.unread)
                .arg(badge.highlight);
        bool isAny = false;
        for (const QString &root : m_twin.threads()) {
            const UnreadCounts counts = m_twin.countIn(root);
            isAny = isAny || counts.unread > 0;
            if (m_summaries.value(EventId(root)).unread != counts.unread ||
                m_summaries.value(EventId(root)).isHighlight != (counts.highlight > 0))
                return u"%1 says %2, not %3"_qs.arg(root)
                    .arg(m_summaries.value(EventId(root)).unread)
                    .arg(counts.unread);
        }
        return m_room.hasUnreadThreads == isAny ? QString() : u"wrong about threads"_qs;
    }
    bool isRead() const { return !m_room.isReadable(); }

private:
    const Twin::Entry &any() { return m_twin.entries.at(m_random.bounded(int(m_twin.entries.size()))); }

    void say(RoomDelta &delta)
    {
        const QString id = u"$%1"_qs.arg(m_twin.entries.size());
        const UserId sender = m_random.bounded(4) == 0 ? me : bob;
        const bool namesMe = sender == bob && m_random.bounded(4) == 0;
        const Twin::Entry other = any();
        switch (m_random.bounded(8)) {
        case 0:
            return add(delta, {id, sender, {}, other.id, false, false, false, false},
                       related(id, "m.reaction", "m.annotation", other.id, sender));
        case 1:
            return add(delta, {id, other.sender, {}, other.id, false, false, false, true},
                       related(id, "m.room.message", "m.replace", other.id, other.sender));
        case 2:
            if (other.sender != bob || !other.isMessage)
                break;
            m_twin.entries[m_twin.placeOf(other.id)].isRedacted = true;
            return add(delta, {id, bob, {}, {}, false, false, false, false}, redaction(id, other.id));
        case 3:
        case 4:
        case 5: {
            const QString root = other.thread.isEmpty() ? other.id : other.thread;
            if (!m_twin.entries.at(m_twin.placeOf(root)).isMessage)
                break;
            return add(delta, {id, sender, root, {}, true, namesMe, false, false},
                       inThread(id, root, sender, namesMe));
        }
        default:
            break;
        }
        add(delta, {id, sender, {}, {}, true, false, false, false}, message(id, sender));
    }
    static Event redaction(const QString &id, const QString &of)
    {
        QJsonObject object = wire(id, bob, u"m.room.redaction"_qs, {{u"redacts"_qs, of}});
        object.insert(u"redacts"_qs, of);
        return parsed(object);
    }
    void add(RoomDelta &delta, const Twin::Entry &entry, const Event &event)
    {
        delta.timeline.append(event);
        m_twin.add(entry);
        m_known.add(entry);
        for (Twin::Entry &each : m_known.entries)
            each.isRedacted = m_twin.entries.at(m_known.placeOf(each.id)).isRedacted;
    }
    /// Something is on the screen: a row of the room, or of a thread.
    void see()
    {
        const Twin::Entry seen = any();
        if (!seen.isMessage)
            return;
        const QString thread = seen.thread;
        const auto committed = m_bench.writer().markRead(room, EventId(seen.id), EventId(thread), 1).take();
        m_twin.readTo(thread.isEmpty() ? u"main"_qs : thread, seen.id);
        if (!committed.untold.isEmpty())
            QCOMPARE(m_twin.threadOf(committed.untold.value(0).value), thread);
        note(thread.isEmpty() ? u"main"_qs : thread, committed);
    }
    /// On another device, perhaps what was read long ago, and on what nobody sees.
    void readElsewhere(RoomDelta &delta)
    {
        const QString event = any().id;
        QString thread = m_twin.threadOf(event);
        thread = m_random.bounded(3) == 0 ? QString() : thread.isEmpty() ? u"main"_qs : thread;
        tell(delta, event, thread);
    }
    void tell(RoomDelta &delta, const QString &event, const QString &thread)
    {
        delta = withReceipt(delta, event, thread);
        for (Twin *twin : {&m_twin, &m_known}) {
            twin->readTo(thread, event);
            if (thread.isEmpty())
                twin->readTo(u"main"_qs, event);
        }
    }
    void deliver(RoomDelta &delta, qsizetype count)
    {
        for (; count > 0; --count) {
            const auto [event, thread] = m_pending.takeFirst();
            tell(delta, event, thread);
        }
    }
    void note(const QString &thread, const CommittedRoom &committed)
    {
        if (!committed.untold.isEmpty())
            m_pending.append({committed.untold.value(0).value, thread});
        take(committed);
    }
    /// As v3 gives it: by what the server knows.
    RoomDelta counted(RoomDelta delta) const
    {
        if (m_dialect != Dialect::V3)
            return delta;
        const UnreadCounts main = m_known.countIn(u"main"_qs);
        delta.unread = main.unread;
        delta.highlight = main.highlight;
        for (const QString &root : m_known.threads()) {
            const UnreadCounts counts = m_known.countIn(root);
            if (counts.unread > 0)
                delta.threads.insert(EventId(root), counts);
        }
        return delta;
    }
    void take(const CommittedRoom &committed)
    {
        m_room = committed.room;
        for (const StoredThread &thread : committed.related.threads)
            m_summaries.insert(thread.root, thread);
    }

    QRandomGenerator m_random;
    Dialect m_dialect;
    Bench m_bench;
    Twin m_twin;
    Twin m_known; ///< what the server knows: the same, without what is on its way
    QList<std::pair<QString, QString>> m_pending;
    Room m_room;
    QHash<EventId, StoredThread> m_summaries;
};

}

class TestThreadCounter : public QObject
{
    Q_OBJECT

    static int unreadIn(const CommittedRoom &committed, const QString &root)
    {
        for (const StoredThread &thread : committed.related.threads) {
            if (thread.root == EventId(root))
                return thread.unread;
        }
        return -1;
    }

private Q_SLOTS:
    /// Where one does not take part, only what names the reader is worth a number at the room.
    void theRoomCountsWhatConcernsOne()
    {
        Bench bench;
        const RoomDelta first = joined({message(u"a"_qs), message(u"mine"_qs, me)});
        bench.commitRoom(withReceipt(first, u"mine"_qs), Dialect::Sliding);
        CommittedRoom now = bench.commitRoom(joined({inThread(u"t1"_qs, u"a"_qs)}), Dialect::Sliding);
        QCOMPARE(now.room.unread, 0);
        QVERIFY(now.room.hasUnreadThreads);
        QVERIFY(!now.room.mayHaveUnread());
        QCOMPARE(unreadIn(now, u"a"_qs), 1);
        now = bench.commitRoom(joined({inThread(u"t2"_qs, u"a"_qs, bob, true)}), Dialect::Sliding);
        QCOMPARE(now.room.unread, 1);
        QCOMPARE(now.room.highlight, 1);
        // Somebody answers what one has said oneself.
        now = bench.commitRoom(joined({inThread(u"t3"_qs, u"mine"_qs)}), Dialect::Sliding);
        QCOMPARE(now.room.unread, 2);
        // To answer is to have read.
        now = bench.commitRoom(joined({inThread(u"t4"_qs, u"a"_qs, me)}), Dialect::Sliding);
        QCOMPARE(unreadIn(now, u"a"_qs), 0);
        QCOMPARE(now.room.unread, 1);
        QCOMPARE(now.room.highlight, 0);
    }
    void readingTheRoomReadsNoThread()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs, me)}), u"a"_qs), Dialect::Sliding);
        bench.commitRoom(joined({message(u"b"_qs), inThread(u"t"_qs, u"a"_qs), message(u"c"_qs)}),
                         Dialect::Sliding);
        auto now = bench.writer().markRead(room, EventId(u"c"_qs), {}, 1).take();
        QCOMPARE(now.untold.value(0).value, u"c"_qs);
        QCOMPARE(now.room.unread, 1);
        now = bench.writer().markRead(room, EventId(u"t"_qs), EventId(u"a"_qs), 1).take();
        QCOMPARE(now.untold.value(0).value, u"t"_qs);
        QCOMPARE(now.room.unread, 0);
        QVERIFY(!now.room.isReadable());
    }
    void aThreadNobodyOpensIsReadWithTheWholeRoom()
    {
        for (const Dialect dialect : {Dialect::V3, Dialect::Sliding}) {
            Bench bench;
            RoomDelta delta = joined({message(u"a"_qs), inThread(u"t"_qs, u"a"_qs)});
            delta.unread = 0;
            delta.threads = {{EventId(u"a"_qs), {1, 1}}, {EventId(u"unseen"_qs), {3, 1}}};
            delta.receipts = {{me, EventId(u"a"_qs), 1, Receipt::Main}};
            QVERIFY(bench.commitRoom(delta, dialect).room.isReadable());
            const auto now = bench.writer().markRead(room, {}, {}, 1).take();
            QCOMPARE(now.untold.value(0).value, u"t"_qs);
            QVERIFY(!now.room.isReadable());
        }
    }
    void aReceiptInAGapReadsWhatIsBeforeIt()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        bench.commitRoom(joined({inThread(u"t1"_qs, u"a"_qs)}), Dialect::Sliding);
        RoomDelta delta = joined({inThread(u"t9"_qs, u"a"_qs)}, u"t"_qs, true);
        CommittedRoom now = bench.commitRoom(withReceipt(delta, u"t5"_qs, u"a"_qs), Dialect::Sliding);
        QCOMPARE(unreadIn(now, u"a"_qs), 1);
        now = bench
                  .fill(page({inThread(u"t6"_qs, u"a"_qs), inThread(u"t5"_qs, u"a"_qs),
                              inThread(u"t4"_qs, u"a"_qs), inThread(u"t1"_qs, u"a"_qs)},
                             u"t"_qs, u"t2"_qs))
                  .room;
        QCOMPARE(unreadIn(now, u"a"_qs), 2);
    }
    /// A thread may be long: what comes is added to the number, nothing is counted anew.
    void aMessageIsAddedToWhatIsUnread()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        bench.commitRoom(joined({inThread(u"t1"_qs, u"a"_qs)}), Dialect::Sliding);
        bench.database().run("UPDATE threads SET unread = 500, highlight = 3 WHERE root = 'a'");
        const QList<Event> more{inThread(u"t2"_qs, u"a"_qs, bob, true), inThread(u"t3"_qs, u"a"_qs)};
        const CommittedRoom now = bench.commitRoom(joined(more), Dialect::Sliding);
        QCOMPARE(unreadIn(now, u"a"_qs), 502);
        QCOMPARE(now.room.highlight, 4);
    }
    void theServersNumbersStandUntilItSaysOthers()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), inThread(u"t"_qs, u"a"_qs)});
        delta.unread = 0;
        delta.threads = {{EventId(u"a"_qs), {7, 2}}};
        CommittedRoom now = bench.commitRoom(delta);
        QCOMPARE(unreadIn(now, u"a"_qs), 7);
        QCOMPARE(now.room.highlight, 2);
        QCOMPARE(bench.commitRoom(joined({message(u"b"_qs)})).room.highlight, 2);
        RoomDelta none = joined({});
        none.unread = 0;
        now = bench.commitRoom(none);
        QCOMPARE(unreadIn(now, u"a"_qs), 0);
        QVERIFY(!now.room.isReadable());
        // Linnet goes on counting where another dialect does not.
        bench.commitRoom(delta);
        QCOMPARE(unreadIn(bench.commitRoom(joined({inThread(u"t2"_qs, u"a"_qs)}), Dialect::Sliding), u"a"_qs),
                 2);
    }
    void numbersAreRightWhateverHappens_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::newRow("counted here") << Dialect::Sliding;
        QTest::newRow("counted by the server") << Dialect::V3;
    }
    void numbersAreRightWhateverHappens()
    {
        QFETCH(Dialect, dialect);
        for (quint32 seed = 1; seed <= 25; ++seed) {
            Talk talk(seed, dialect);
            for (int step = 0; step < 60; ++step) {
                talk.step();
                const QString trouble = talk.check();
                QVERIFY2(trouble.isEmpty(),
                         qPrintable(u"seed %1, step %2: %3"_qs.arg(seed).arg(step).arg(trouble)));
            }
            talk.settle();
            const QString trouble = talk.check();
            QVERIFY2(trouble.isEmpty(), qPrintable(u"seed %1: %2"_qs.arg(seed).arg(trouble)));
            talk.readAll();
            QVERIFY(talk.isRead());
            talk.settle();
            QVERIFY(talk.isRead());
        }
    }
};

QTEST_GUILESS_MAIN(TestThreadCounter)
#include "tst_threadcounter.moc"

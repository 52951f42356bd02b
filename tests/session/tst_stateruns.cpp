// SPDX-License-Identifier: GPL-3.0-or-later
#include "reducertesting.h"

#include "session/stateruns.h"

#include <QLocale>
#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::testing;

namespace {

StoredEvent member(const QString &id, const QString &user, qint64 ts, const QByteArray &content,
                   const QByteArray &before = {})
{
    StoredEvent stored = message(id, UserId(user), ts, content);
    stored.event.type = s("m.room.member");
    stored.event.stateKey = user;
    stored.event.previousContent = before;
    stored.targetName = user;
    return stored;
}

StoredEvent joined(const QString &id, const QString &user, qint64 ts = Noon)
{
    return member(id, user, ts, R"({"membership":"join"})");
}

StoredEvent left(const QString &id, const QString &user, qint64 ts = Noon)
{
    return member(id, user, ts, R"({"membership":"leave"})", R"({"membership":"join"})");
}

StoredEvent renamed(const QString &id, const QString &user, qint64 ts = Noon)
{
    return member(id, user, ts, R"({"membership":"join","displayname":"n"})", R"({"membership":"join"})");
}

/// What should be seen of `rows`, made from nothing, and without keys.
QStringList naive(const QList<TimelineItem> &rows, const StateRuns::Options &options,
                  const std::function<bool(const QList<TimelineItem> &)> &isOpen)
{
    QList<QList<TimelineItem>> blocks;
    TimelineItem flags;
    bool wasHidden = false;
    for (TimelineItem row : rows) {
        const bool isHidden = row.member && row.member->isOfProfile() && !options.areProfilesShown;
        if (isHidden && !wasHidden)
            flags = TimelineItem{};
        if (isHidden) {
            flags.startsDay = (wasHidden && flags.startsDay) || row.startsDay;
            flags.startsUnread = (wasHidden && flags.startsUnread) || row.startsUnread;
            wasHidden = true;
            continue;
        }
        if (std::exchange(wasHidden, false)) {
            row.startsDay = row.startsDay || flags.startsDay;
            row.startsUnread = row.startsUnread || flags.startsUnread;
        }
        const bool joins = options.isFolded && row.member && !blocks.isEmpty() &&
                           blocks.last().last().member && !row.startsDay && !row.startsUnread;
        if (joins)
            blocks.last().append(row);
        else
            blocks.append({row});
    }
    QStringList seen;
    const auto see = [&seen](const TimelineItem &row, const char *what, qsizetype size) {
        seen << QStringList{s(what), row.event.toString(), QString::number(size),
                            row.startsDay ? s("day") : s("-"), row.startsUnread ? s("unread") : s("-")}
                    .join(u' ');
    };
    for (QList<TimelineItem> &block : blocks) {
        TimelineItem line = block.last();
        line.startsDay = block.first().startsDay;
        line.startsUnread = block.first().startsUnread;
        see(line, "row", block.size() > 1 ? block.size() : 0);
        for (TimelineItem &row : block) {
            row.startsDay = row.startsUnread = false;
            if (block.size() > 1 && isOpen(block))
                see(row, "in", 0);
        }
    }
    return seen;
}

QStringList seenIn(const QList<TimelineItem> &rows)
{
    QStringList seen;
    for (const TimelineItem &row : rows)
        seen << QStringList{row.isInRun ? s("in") : s("row"), row.event.toString(),
                            QString::number(row.runSize), row.startsDay ? s("day") : s("-"),
                            row.startsUnread ? s("unread") : s("-")}
                    .join(u' ');
    return seen;
}

}

class TestStateRuns : public QObject
{
    Q_OBJECT

    TimelineReducer m_reducer{Me, QTimeZone::utc()};
    StateRuns m_runs{m_reducer.items()};
    QList<TimelineItem> m_rows; ///< what a model has

    QStringList lines() const
    {
        QStringList result;
        for (const TimelineItem &row : m_runs.items())
            result << row.text;
        return result;
    }
    void follow(const TimelineDiff &shown)
    {
        apply(m_rows, shown);
        QCOMPARE(m_rows, m_runs.items());
    }
    void take(const TimelineDiff &diff) { follow(m_runs.take(diff)); }
    void open(const QList<StoredEvent> &events) { take(m_reducer.reset(window(events), {}, {})); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_runs.setOptions({true, true});
        open({});
    }

    void aLongRunTakesNoMore()
    {
        const auto many = [](int first, int count) {
            QList<StoredEvent> events;
            for (int i = first; i < first + count; ++i)
                events << joined(s("$%1").arg(i), s("@u%1:x").arg(i));
            return events;
        };
        const auto sizes = [this] {
            QList<int> result;
            for (const TimelineItem &row : m_runs.items())
                result << row.runSize;
            return result;
        };
        open(many(1000, 150));
        take(m_reducer.prepend(many(900, 100)));
        QCOMPARE(sizes(), QList<int>{250});
        const QString key = m_runs.items().first().key;
        const auto fullRunIsUntouched = [&](const TimelineDiff &diff) {
            const TimelineDiff shown = m_runs.take(diff);
            for (const auto &step : shown.steps) {
                if (const auto *update = std::get_if<TimelineDiff::Update>(&step);
                    update && !update->item.startsDay)
                    QVERIFY(update->item.key != key || update->item.runSize == 250);
            }
            follow(shown);
        };
        fullRunIsUntouched(m_reducer.append(many(2000, 3)));
        fullRunIsUntouched(m_reducer.prepend(many(500, 4)));
        fullRunIsUntouched(m_reducer.append(many(2003, 2)));
        QCOMPARE(sizes(), QList<int>({4, 250, 5}));
        QCOMPARE(m_runs.items().at(1).key, key);
        take(m_reducer.append(many(3000, 1000)));
        for (const int size : sizes())
            QVERIFY(size <= StateRuns::LongestRun);
        follow(m_runs.setOptions({false, true}));
        QCOMPARE(m_runs.items().size(), 1259);
        follow(m_runs.setOptions({true, true}));
        QVERIFY(m_runs.items().size() <= 5);
    }
    void aRunIsOneLine()
    {
        open({text(s("$1"), Bob, Noon), joined(s("$2"), s("@a:x")), joined(s("$3"), s("@b:x")),
              left(s("$4"), s("@c:x")), text(s("$5"), Bob, Noon)});
        QCOMPARE(lines(), QStringList({s("hello"), s("@a:x and @b:x joined, @c:x left"), s("hello")}));
        const TimelineItem &line = m_runs.items().at(1);
        QCOMPARE(line.runSize, 3);
        QVERIFY(!line.isRunOpen);
        QCOMPARE(line.event, EventId(s("$4"))); // who has seen it has seen all of it
        QCOMPARE(line.kind, TimelineItem::Kind::State);
    }

    void aSingleChangeStaysAsItIs()
    {
        open({joined(s("$1"), s("@a:x")), text(s("$2"), Bob, Noon)});
        QCOMPARE(lines(), QStringList({s("@a:x joined"), s("hello")}));
        QCOMPARE(m_runs.items().at(0).runSize, 0);
        QCOMPARE(m_runs.items().at(0).key, s("$1"));
    }

    void otherStateIsNotFolded()
    {
        open({joined(s("$1"), s("@a:x")),
              ofType(message(s("$2"), Bob, Noon, R"({"topic":"tea"})"), "m.room.topic", true),
              joined(s("$3"), s("@b:x"))});
        QCOMPARE(m_runs.items().size(), 3);
    }

    void opensAndCloses()
    {
        open({joined(s("$1"), s("@a:x")), joined(s("$2"), s("@b:x")), text(s("$3"), Bob, Noon)});
        const QString key = m_runs.items().at(0).key;
        follow(m_runs.setOpen(key, true));
        QCOMPARE(lines(),
                 QStringList({s("@a:x and @b:x joined"), s("@a:x joined"), s("@b:x joined"), s("hello")}));
        QCOMPARE(m_runs.items().at(0).key, key);
        QVERIFY(m_runs.items().at(0).isRunOpen);
        QVERIFY(m_runs.items().at(1).isInRun);
        QCOMPARE(m_runs.rowOf(EventId(s("$1"))), 1);
        QVERIFY(m_runs.setOpen(key, true).isEmpty());
        follow(m_runs.setOpen(key, false));
        QCOMPARE(lines(), QStringList({s("@a:x and @b:x joined"), s("hello")}));
        QCOMPARE(m_runs.rowOf(EventId(s("$1"))), 0);
        QVERIFY(m_runs.setOpen(s("$3"), true).isEmpty());
    }

    void keepsItsKeyHoweverItGrows()
    {
        open({joined(s("$5"), s("@e:x"))});
        const QString key = m_runs.items().at(0).key;
        take(m_reducer.append({joined(s("$6"), s("@f:x"))}));
        QCOMPARE(m_runs.items().size(), 1);
        QCOMPARE(m_runs.items().at(0).key, key);
        take(m_reducer.prepend({joined(s("$3"), s("@c:x")), joined(s("$4"), s("@d:x"))}));
        QCOMPARE(m_runs.items().size(), 1);
        QCOMPARE(m_runs.items().at(0).key, key);
        QCOMPARE(m_runs.items().at(0).runSize, 4);
        follow(m_runs.setOpen(key, true));
        take(m_reducer.append({left(s("$7"), s("@f:x"))}));
        take(m_reducer.prepend({text(s("$1"), Bob, Noon), joined(s("$2"), s("@b:x"))}));
        QCOMPARE(m_runs.items().size(), 8);
        QCOMPARE(m_runs.items().at(1).key, key);
        QVERIFY(m_runs.items().at(1).isRunOpen);
    }

    void growsByUpdates()
    {
        open({text(s("$1"), Bob, Noon), joined(s("$2"), s("@a:x"))});
        const TimelineDiff shown = m_runs.take(m_reducer.append({joined(s("$3"), s("@b:x"))}));
        QCOMPARE(shown.steps.size(), 1);
        QVERIFY(std::holds_alternative<TimelineDiff::Update>(shown.steps.at(0)));
        follow(shown);
    }

    void endsWhereADayBegins()
    {
        const qint64 day = 24 * 60 * Minute;
        open({joined(s("$1"), s("@a:x")), joined(s("$2"), s("@b:x")), joined(s("$3"), s("@c:x"), Noon + day),
              joined(s("$4"), s("@d:x"), Noon + day)});
        QCOMPARE(m_runs.items().size(), 2);
        QVERIFY(m_runs.items().at(1).startsDay);
        follow(m_runs.setOpen(m_runs.items().at(1).key, true));
        QVERIFY(m_runs.items().at(1).startsDay);
        QVERIFY(!m_runs.items().at(2).startsDay);
    }

    void endsWhereTheUnreadBegins()
    {
        take(m_reducer.reset(window({joined(s("$3"), s("@c:x")), joined(s("$4"), s("@d:x"))}), {},
                             EventId(s("$2"))));
        QCOMPARE(m_runs.items().size(), 1);
        take(m_reducer.prepend({joined(s("$1"), s("@a:x")), joined(s("$2"), s("@b:x"))}));
        QCOMPARE(m_runs.items().size(), 2);
        QVERIFY(m_runs.items().at(1).startsUnread);
        QCOMPARE(m_runs.items().at(0).event, EventId(s("$2")));
    }

    void profilesCanBeHidden()
    {
        const qint64 day = 24 * 60 * Minute;
        open({joined(s("$1"), s("@a:x")), renamed(s("$2"), s("@a:x")), text(s("$3"), Bob, Noon),
              renamed(s("$4"), s("@a:x"), Noon + day), text(s("$5"), Bob, Noon + day),
              renamed(s("$6"), s("@a:x"), Noon + day)});
        QCOMPARE(m_runs.items().size(), 5);
        QCOMPARE(m_runs.items().at(0).runSize, 2);
        follow(m_runs.setOptions({true, false}));
        QCOMPARE(lines(), QStringList({s("@a:x joined"), s("hello"), s("hello")}));
        QVERIFY(m_runs.items().at(2).startsDay); // the day began with what is hidden
        take(m_reducer.append({renamed(s("$7"), s("@b:x"), Noon + day)}));
        QCOMPARE(m_runs.items().size(), 3);
        follow(m_runs.setOptions({true, true}));
        QCOMPARE(m_runs.items().size(), 5);
        QVERIFY(!m_runs.items().at(3).startsDay);
    }

    void withoutFoldingAllIsShown()
    {
        m_runs.setOptions({false, true});
        open({joined(s("$1"), s("@a:x")), joined(s("$2"), s("@b:x"))});
        QCOMPARE(m_runs.items(), m_reducer.items());
    }

    void readersOfAllOfItStandAtTheLine()
    {
        QList<StoredEvent> events{joined(s("$1"), s("@a:x")), joined(s("$2"), s("@b:x"))};
        events[0].seq = 1;
        events[1].seq = 2;
        open(events);
        take(m_reducer.read({{UserId(s("@r:x")), s("R"), {}, EventId(s("$1")), 1},
                             {UserId(s("@q:x")), s("Q"), {}, EventId(s("$2")), 2}}));
        QCOMPARE(m_runs.items().at(0).readers.size(), 2);
        QCOMPARE(m_runs.items().at(0).readers.at(0).user, UserId(s("@q:x")));
    }

    /// Whatever happens in whatever order, what is shown is what one would make of the rows from nothing.
    void random_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 20; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void random()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        int next = 1000; // ids grow towards the newest
        int first = 999;
        StateRuns::Options options{true, true};
        const auto ts = [](int number) { return Noon + (number - 1000) * 20 * Minute; };
        const auto any = [&](int number) {
            const QString id = s("$%1").arg(number);
            const QString user = s("@u%1:x").arg(random.bounded(4));
            switch (random.bounded(7)) {
            case 0:
                return text(id, Bob, ts(number));
            case 1:
            case 2:
                return renamed(id, user, ts(number));
            case 3:
                return ofType(message(id, Bob, ts(number), R"({"name":"n"})"), "m.room.name", true);
            case 4:
                return left(id, user, ts(number));
            default:
                return joined(id, user, ts(number));
            }
        };
        QHash<QString, StoredEvent> known;
        for (int step = 0; step < 60; ++step) {
            QList<StoredEvent> events;
            const int count = 1 + random.bounded(5);
            switch (random.bounded(7)) {
            case 0:
            case 1:
                for (int i = 0; i < count; ++i)
                    events << any(next++);
                take(m_reducer.append(events));
                break;
            case 2:
                for (int i = 0; i < count; ++i)
                    events.prepend(any(first--));
                take(m_reducer.prepend(events));
                break;
            case 3:
                take(m_reducer.putOutbox(unsent(s("t%1").arg(random.bounded(3)), ts(next))));
                break;
            case 4:
                if (!known.isEmpty()) {
                    const int number = first + 1 + random.bounded(next - first - 1);
                    take(m_reducer.change({redacted(known.value(s("$%1").arg(number)))}));
                }
                break;
            case 5: {
                const QList<TimelineItem> rows = m_runs.items();
                if (rows.isEmpty())
                    break;
                const TimelineItem &row = rows.at(random.bounded(int(rows.size())));
                if (row.runSize > 0)
                    follow(m_runs.setOpen(row.key, !row.isRunOpen));
                break;
            }
            default:
                if (random.bounded(4) == 0)
                    options = {random.bounded(4) > 0, random.bounded(2) == 0};
                follow(m_runs.setOptions(options));
                break;
            }
            for (const StoredEvent &event : std::as_const(events))
                known.insert(event.event.id.toString(), event);
            QSet<QString> keys;
            QSet<EventId> openLines;
            for (const TimelineItem &row : m_runs.items()) {
                QVERIFY2(!keys.contains(row.key), qPrintable(row.key));
                keys.insert(row.key);
                if (row.isRunOpen)
                    openLines.insert(row.event);
            }
            QCOMPARE(seenIn(m_runs.items()),
                     naive(m_reducer.items(), options, [&](const QList<TimelineItem> &block) {
                         return openLines.contains(block.last().event);
                     }));
            for (const TimelineItem &row : m_reducer.items()) {
                const int at = m_runs.rowOf(row.event);
                QVERIFY(at < m_runs.items().size());
                if (at >= 0 && m_runs.items().at(at).runSize == 0 &&
                    !(row.member && row.member->isOfProfile()))
                    QCOMPARE(m_runs.items().at(at).event, row.event);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStateRuns)
#include "tst_stateruns.moc"

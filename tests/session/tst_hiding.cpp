// SPDX-License-Identifier: GPL-3.0-or-later
#include "reducertesting.h"

#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::testing;

namespace {

const UserId Eve(QStringLiteral("@eve:x"));

Hiding leaving(const UserId &user)
{
    return user == Eve ? Hiding{Hiding::Way::LeftOut, {}, {}} : Hiding();
}

Hiding covering(const UserId &user)
{
    return user == Eve ? Hiding{Hiding::Way::Covered, s("No spam"), s("sells things")} : Hiding();
}

StoredEvent at(StoredEvent stored, Seq seq)
{
    stored.seq = seq;
    return stored;
}

/// Bob, Eve, Bob, Eve; Bob answers Eve, and Eve reacts to Bob.
QList<StoredEvent> talk()
{
    return {at(text(s("$1"), Bob, Noon, "one"), 1),
            at(text(s("$2"), Eve, Noon + 1, "two"), 2),
            at(text(s("$3"), Bob, Noon + 2, "three"), 3),
            at(text(s("$4"), Eve, Noon + 3, "four"), 4),
            at(reply(s("$5"), Bob, Noon + 4, s("$2"), s("five")), 5),
            at(reaction(s("$6"), Eve, Noon + 5, s("$1"), s("+")), 6)};
}

}

/// Rows of people whose words are hidden.
class TestHiding : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineReducer> m_reducer;
    QList<TimelineItem> m_rows; ///< as a model has them

    void take(const TimelineDiff &diff)
    {
        apply(m_rows, diff);
        QCOMPARE(m_rows, m_reducer->items());
    }
    const TimelineItem &row(const char *event) const
    {
        return m_reducer->items().at(m_reducer->indexOf(s(event)));
    }

private Q_SLOTS:
    void init()
    {
        m_reducer = std::make_unique<TimelineReducer>(Me, QTimeZone::utc());
        m_rows.clear();
        take(m_reducer->reset(window(talk()), {}, {}));
    }
    void rowsAreLeftOutAndComeBack()
    {
        const QList<TimelineItem> before = m_rows;
        take(m_reducer->setHiding(leaving));
        QCOMPARE(texts(*m_reducer), (QStringList{s("one"), s("three"), s("five")}));
        take(m_reducer->setHiding({}));
        QCOMPARE(texts(*m_reducer), (QStringList{s("one"), s("two"), s("three"), s("four"), s("five")}));
        QCOMPARE(m_rows, before);
    }
    void whatComesLaterIsLeftOutToo()
    {
        take(m_reducer->setHiding(leaving));
        take(m_reducer->append({at(text(s("$7"), Eve, Noon + 6, "seven"), 7)}));
        take(m_reducer->prepend({at(text(s("$0"), Eve, Noon - 1, "zero"), 0)}));
        QCOMPARE(texts(*m_reducer), (QStringList{s("one"), s("three"), s("five")}));
        take(m_reducer->setHiding({}));
        QCOMPARE(texts(*m_reducer).constFirst(), s("zero"));
        QCOMPARE(texts(*m_reducer).constLast(), s("seven"));
    }
    void resetKeepsTheRule()
    {
        take(m_reducer->setHiding(leaving));
        take(m_reducer->reset(window(talk()), {}, {}));
        QCOMPARE(texts(*m_reducer), (QStringList{s("one"), s("three"), s("five")}));
        take(m_reducer->setHiding({}));
        QCOMPARE(m_reducer->items().size(), 5);
    }
    void theirReactionsGoAsWell()
    {
        QCOMPARE(row("$1").reactions.size(), 1);
        take(m_reducer->setHiding(leaving));
        QVERIFY(row("$1").reactions.isEmpty());
        take(m_reducer->setHiding({}));
        QCOMPARE(row("$1").reactions.size(), 1);
    }
    void whatTheyHaveReadIsNotTold()
    {
        const UserId ann(s("@ann:x"));
        const QList<RoomReader> readers{{Eve, s("Eve"), {}, EventId(s("$5")), 1},
                                        {ann, s("Ann"), {}, EventId(s("$5")), 2}};
        take(m_reducer->read(readers));
        QCOMPARE(row("$5").readers.size(), 2);
        for (const HidingRule &rule : {HidingRule(leaving), HidingRule(covering)}) {
            take(m_reducer->setHiding(rule));
            take(m_reducer->read(readers));
            QCOMPARE(row("$5").readers.size(), 1);
            QCOMPARE(row("$5").readers.constFirst().user, ann);
        }
        take(m_reducer->setHiding({}));
        QCOMPARE(row("$5").readers.size(), 2);
    }
    void whoHasReadThemStandsElsewhereMeanwhile()
    {
        const RoomReader ann{UserId(s("@ann:x")), s("Ann"), {}, EventId(s("$4")), 1};
        take(m_reducer->read({ann}));
        const QList<TimelineItem> before = m_rows;
        QCOMPARE(row("$4").readers, QList<RoomReader>{ann});
        take(m_reducer->setHiding(leaving));
        QCOMPARE(row("$3").readers, QList<RoomReader>{ann});
        take(m_reducer->setHiding({}));
        QCOMPARE(m_rows, before);
    }
    void nobodyQuotesThem()
    {
        QCOMPARE(row("$5").reply->text, s("two"));
        for (const HidingRule &rule : {HidingRule(leaving), HidingRule(covering)}) {
            take(m_reducer->setHiding(rule));
            QVERIFY(row("$5").reply->isKnown);
            QVERIFY(!row("$5").reply->text.contains(s("two")));
        }
        take(m_reducer->setHiding({}));
        QCOMPARE(row("$5").reply->text, s("two"));
    }
    void coversSayWhy()
    {
        const QList<TimelineItem> before = m_rows;
        take(m_reducer->setHiding(covering));
        QCOMPARE(m_reducer->items().size(), 5);
        QVERIFY(row("$2").isCover);
        QCOMPARE(row("$2").runSize, 1); // it opens
        QVERIFY(row("$2").text.contains(s("No spam")));
        QVERIFY(row("$2").text.contains(s("sells things")));
        QVERIFY(!row("$2").text.contains(s("two")));
        QVERIFY(row("$2").html.isEmpty() && !row("$2").reply);
        take(m_reducer->setHiding({}));
        QCOMPARE(m_rows, before);
    }
    void whatHappensUnderACoverIsThereAfterwards()
    {
        take(m_reducer->setHiding(covering));
        take(m_reducer->append({at(edit(s("$7"), Eve, Noon + 7, s("$2"), "changed"), 7)}));
        QVERIFY(row("$2").isCover);
        take(m_reducer->change({at(redacted(text(s("$4"), Eve, Noon + 3, "four")), 4)}));
        take(m_reducer->setHiding({}));
        QCOMPARE(row("$2").text, s("changed"));
        QCOMPARE(row("$4").kind, TimelineItem::Kind::Redacted);
    }
    void onesOwnWordsAreNeverHidden()
    {
        take(m_reducer->append({at(text(s("$7"), Me, Noon + 7, "mine"), 7)}));
        take(m_reducer->putOutbox(unsent(s("t1"), Noon + 8)));
        take(m_reducer->setHiding([](const UserId &) { return Hiding{Hiding::Way::LeftOut, {}, {}}; }));
        QCOMPARE(texts(*m_reducer), (QStringList{s("mine"), s("mine")}));
    }
    void whatHappensToTheRoomIsShownWhoeverDidIt()
    {
        StoredEvent name = message(s("$7"), Eve, Noon + 7, R"({"name":"New name"})");
        name.event.type = s("m.room.name");
        name.event.stateKey = QString();
        take(m_reducer->append({at(name, 7)}));
        take(m_reducer->setHiding(leaving));
        QVERIFY(m_reducer->indexOf(s("$7")) >= 0);
    }
    void theLineOfWhatIsNewStandsAboveARowThatIsThere()
    {
        take(m_reducer->reset(window(talk()), {}, EventId(s("$1"))));
        QCOMPARE(m_reducer->unreadKey(), s("$2"));
        take(m_reducer->setHiding(leaving));
        QCOMPARE(m_reducer->unreadKey(), s("$3"));
        QVERIFY(row("$3").startsUnread);
    }
    void inAThreadToo()
    {
        TimelineReducer thread(Me, QTimeZone::utc(), EventId(s("$1")));
        const QList<StoredEvent> said{at(text(s("$1"), Bob, Noon, "root"), 1),
                                      at(inThread(s("$2"), Eve, Noon + 1, s("$1"), s("hers")), 2),
                                      at(inThread(s("$3"), Bob, Noon + 2, s("$1"), s("his")), 3)};
        QList<TimelineItem> rows;
        apply(rows, thread.reset(window(said), {}, {}));
        apply(rows, thread.setHiding(leaving));
        QCOMPARE(texts(thread), (QStringList{s("root"), s("his")}));
        apply(rows, thread.setHiding({}));
        QCOMPARE(texts(thread), (QStringList{s("root"), s("hers"), s("his")}));
        QCOMPARE(rows, thread.items());
    }
    /// Whenever the rule came, the rows are those of a reducer that had it from the beginning.
    void agreesWithOneThatKnewItBefore()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 100; ++round) {
            QList<StoredEvent> events;
            for (int i = 0; i < 30; ++i) {
                const UserId who = QList<UserId>{Bob, Eve, Me}.at(random.bounded(3));
                const QString id = u"$e%1"_qs.arg(i);
                const QString other = u"$e%1"_qs.arg(random.bounded(30));
                const qint64 ts = Noon + i * Minute;
                switch (random.bounded(4)) {
                case 0:
                    events << at(reaction(id, who, ts, other, s("+")), i + 1);
                    break;
                case 1:
                    events << at(reply(id, who, ts, other), i + 1);
                    break;
                case 2:
                    events << at(edit(id, who, ts, other, "edited"), i + 1);
                    break;
                default:
                    events << at(text(id, who, ts), i + 1);
                }
            }
            const HidingRule rule = random.bounded(2) ? HidingRule(leaving) : HidingRule(covering);
            TimelineReducer early(Me, QTimeZone::utc());
            QVERIFY(early.setHiding(rule).isEmpty());
            early.reset(window(events), {}, {});
            TimelineReducer late(Me, QTimeZone::utc());
            QList<TimelineItem> rows;
            apply(rows, late.reset(window(events.first(15)), {}, {}));
            apply(rows, late.append(events.mid(15)));
            apply(rows, late.setHiding(rule));
            QCOMPARE(rows, late.items());
            QCOMPARE(late.items(), early.items());
        }
    }
};

QTEST_GUILESS_MAIN(TestHiding)
#include "tst_hiding.moc"

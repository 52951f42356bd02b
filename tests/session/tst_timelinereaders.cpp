// SPDX-License-Identifier: GPL-3.0-or-later
#include "reducertesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const UserId Eve(QStringLiteral("@eve:x"));

StoredEvent at(Seq seq, StoredEvent stored)
{
    stored.seq = seq;
    return stored;
}

/// The event `$n` of place n.
StoredEvent said(Seq n, const UserId &sender)
{
    return at(n, text(QStringLiteral("$%1").arg(n), sender, Noon + n));
}

StoredEvent hidden(Seq n, const UserId &sender)
{
    return ofType(said(n, sender), "m.reaction");
}

RoomReader reader(const UserId &user, Seq n, qint64 ts = 0)
{
    return {user, user.toString().mid(1, 3), QString(), EventId(QStringLiteral("$%1").arg(n)), ts};
}

}

/// Who has read up to where, as the rows show it.
class TestTimelineReaders : public QObject
{
    Q_OBJECT

    TimelineReducer m_reducer{Me, QTimeZone::utc()};
    QList<TimelineItem> m_rows;

    void open(const QList<StoredEvent> &events, const QList<RoomReader> &readers = {})
    {
        HistoryWindow opened = window(events);
        opened.readers = readers;
        m_reducer = TimelineReducer(Me, QTimeZone::utc());
        m_rows = {};
        take(m_reducer.reset(opened, {}, {}));
    }
    void take(const TimelineDiff &diff)
    {
        apply(m_rows, diff);
        QVERIFY(m_rows == m_reducer.items());
    }
    /// "$1:bob,eve $4:bob": all rows with readers.
    QString readers() const
    {
        QStringList result;
        for (const TimelineItem &row : m_rows) {
            QStringList names;
            for (const RoomReader &each : row.readers)
                names << each.name;
            if (!names.isEmpty())
                result << row.event.toString() + u':' + names.join(u',');
        }
        return result.join(u' ');
    }

private Q_SLOTS:
    void standAtWhatTheyRead()
    {
        open({said(1, Me), said(2, Me)}, {reader(Bob, 1), reader(Eve, 2), reader(Me, 2)});
        QCOMPARE(readers(), s("$1:bob $2:eve"));
    }
    void moveOnAsTheyRead()
    {
        open({said(1, Me), said(2, Me)}, {reader(Bob, 1)});
        take(m_reducer.read({reader(Bob, 2)}));
        QCOMPARE(readers(), s("$2:bob"));
        take(m_reducer.read({reader(Bob, 1)})); // never backwards
        QCOMPARE(readers(), s("$2:bob"));
    }
    void theLastToReadStandsFirst()
    {
        open({said(1, Me)}, {reader(Bob, 1, 5), reader(Eve, 1, 9)});
        QCOMPARE(readers(), s("$1:eve,bob"));
        take(m_reducer.read({reader(Bob, 1, 11)}));
        QCOMPARE(readers(), s("$1:bob,eve"));
    }
    void whatIsNoRowIsReadAboveIt()
    {
        open({said(1, Me), hidden(2, Me)}, {reader(Bob, 2)});
        QCOMPARE(readers(), s("$1:bob"));
        take(m_reducer.append({said(3, Me)}));
        QCOMPARE(readers(), s("$1:bob"));
    }
    void aReadEventThatIsNoRowMayStandAboveTheWindow()
    {
        open({hidden(2, Me), said(3, Me)}, {reader(Bob, 2)});
        QCOMPARE(readers(), QString());
        take(m_reducer.prepend({said(1, Me)}));
        QCOMPARE(readers(), s("$1:bob"));
    }
    void whoWritesHasReadWhatIsAbove()
    {
        open({said(1, Me)}, {reader(Bob, 1)});
        take(m_reducer.append({said(2, Bob)}));
        QCOMPARE(readers(), QString());
        take(m_reducer.read({reader(Bob, 2)})); // that he has seen his own words is no news
        QCOMPARE(readers(), QString());
        take(m_reducer.append({said(3, Me)}));
        take(m_reducer.read({reader(Bob, 3)}));
        QCOMPARE(readers(), s("$3:bob"));
    }
    void aReceiptMayComeBeforeItsEvent()
    {
        open({said(1, Me)}, {reader(Bob, 1)});
        take(m_reducer.read({reader(Bob, 2)}));
        QCOMPARE(readers(), QString());
        take(m_reducer.append({said(2, Me)}));
        QCOMPARE(readers(), s("$2:bob"));
    }
    void pagesBringTheirReaders()
    {
        open({said(3, Me)});
        take(m_reducer.prepend({said(1, Me), said(2, Me)}));
        take(m_reducer.read({reader(Bob, 1), reader(Eve, 2)}));
        QCOMPARE(readers(), s("$1:bob $2:eve"));
    }
    void anEditOrARedactionKeepsThem()
    {
        open({said(1, Me)}, {reader(Bob, 1)});
        take(m_reducer.append({at(2, edit(s("$2"), Me, Noon + 2, s("$1"), "better"))}));
        QCOMPARE(m_rows.constFirst().text, s("better"));
        QCOMPARE(readers(), s("$1:bob"));
        take(m_reducer.change({redacted(said(1, Me))}));
        QCOMPARE(m_rows.constFirst().kind, TimelineItem::Kind::Redacted);
        QCOMPARE(readers(), s("$1:bob"));
    }
    void anEchoGetsItsReaders()
    {
        open({said(1, Bob)});
        OutboxItem item = unsent(s("mine"), Noon);
        take(m_reducer.putOutbox(item));
        StoredEvent echo = said(2, Me);
        echo.event.transactionId = TxnId(s("mine"));
        take(m_reducer.append({echo}));
        take(m_reducer.read({reader(Bob, 2)}));
        QCOMPARE(readers(), s("$2:bob"));
        QCOMPARE(m_rows.constLast().key, s("mine"));
    }
};

QTEST_GUILESS_MAIN(TestTimelineReaders)
#include "tst_timelinereaders.moc"

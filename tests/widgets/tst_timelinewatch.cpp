// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

EventId eventOf(int number)
{
    return fake::row(number).event;
}

EventId lastOf(const QSignalSpy &spy)
{
    return spy.isEmpty() ? EventId() : spy.last().first().value<EventId>();
}

}

/// What a timeline tells of where its reader is.
class TestTimelineWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestOnTheScreenIsSeen()
    {
        TimelineStage stage;
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        stage.apply(fake::reset(fake::rows(0, 300)));
        QCOMPARE(lastOf(seen), eventOf(299));
        const qsizetype before = seen.size();
        stage.apply(fake::insert(300, fake::rows(300, 1)));
        QCOMPARE(lastOf(seen), eventOf(300));
        // Going back has seen nothing newer.
        stage.view.scrollByPixels(-2000);
        stage.settle();
        QCOMPARE(seen.size(), before + 1);
    }
    void whatIsBelowTheEdgeIsNotSeen()
    {
        TimelineStage stage;
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        stage.view.restoreAnchor({fake::row(100).key, 0});
        stage.apply(fake::reset(fake::rows(0, 300)));
        int newest = 100;
        while (stage.rect(newest + 1).bottom() < stage.view.viewport()->height())
            ++newest;
        QCOMPARE(lastOf(seen), eventOf(newest));
        stage.apply(fake::insert(300, fake::rows(300, 5)));
        QCOMPARE(seen.size(), 1);
        stage.view.scrollToLatest();
        stage.settle();
        QCOMPARE(lastOf(seen), eventOf(304));
    }
    void messageHigherThanTheScreenIsSeenWhenItFillsIt()
    {
        TimelineStage stage;
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        QList<TimelineItem> items = fake::rows(0, 30);
        items.append(fake::row(30, QStringLiteral("A line.\n").repeated(60)));
        items.append(fake::rows(31, 30));
        stage.view.restoreAnchor({fake::row(30).key, 10});
        stage.apply(fake::reset(items));
        QVERIFY(stage.rect(30).bottom() > stage.view.viewport()->height());
        QCOMPARE(lastOf(seen), eventOf(30));
    }
    void nothingIsSeenInAWindowThatIsNotActive()
    {
        TimelineStage stage(fake::rows(0, 300));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        stage.apply(fake::insert(300, fake::rows(300, 1)));
        QVERIFY(seen.isEmpty());
        stage.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.view));
        QTRY_COMPARE(lastOf(seen), eventOf(300));
    }
    void nothingIsSeenInAHiddenView()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.view.hide();
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        stage.apply(fake::insert(300, fake::rows(300, 1)));
        QVERIFY(seen.isEmpty());
    }
    void whatHasNoEventYetIsNotSeen()
    {
        TimelineStage stage(fake::rows(0, 300));
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        TimelineItem echo = fake::row(300);
        echo.key = QStringLiteral("txn");
        echo.event = {};
        echo.state = TimelineItem::State::Sending;
        stage.apply(fake::insert(300, {echo}));
        QVERIFY(seen.isEmpty());
        echo.event = eventOf(300);
        echo.state = TimelineItem::State::Sent;
        stage.apply(fake::update(300, echo));
        QCOMPARE(lastOf(seen), eventOf(300));
    }
    void anotherRoomIsSeenAnew()
    {
        TimelineStage stage(fake::rows(0, 300));
        QSignalSpy seen(&stage.view, &TimelineView::seen);
        TimelineModel other;
        other.apply(fake::reset(fake::rows(0, 3)));
        stage.view.setTimeline(&other);
        stage.settle();
        QCOMPARE(lastOf(seen), eventOf(2));
        stage.view.setTimeline(nullptr);
    }

    void olderIsWantedWithinTwoScreens()
    {
        TimelineStage stage;
        QSignalSpy wanted(&stage.view, &TimelineView::olderWanted);
        stage.apply(fake::reset(fake::rows(0, 300)));
        const int screen = stage.view.viewport()->height();
        QVERIFY(wanted.isEmpty());
        stage.scrollTo(0);
        wanted.clear();
        stage.view.scrollByPixels(2 * screen + 1);
        stage.settle();
        QVERIFY(wanted.isEmpty());
        stage.view.scrollByPixels(-2);
        stage.settle();
        QCOMPARE(wanted.size(), 1);
        stage.view.scrollByPixels(-50);
        stage.settle();
        QCOMPARE(wanted.size(), 1);
    }
    void olderIsWantedAgainAfterAPageThatBroughtNothing()
    {
        TimelineStage stage(fake::rows(0, 3));
        QSignalSpy wanted(&stage.view, &TimelineView::olderWanted);
        stage.view.setOlderState(TimelineView::Older::Loading);
        stage.settle();
        QVERIFY(wanted.isEmpty());
        stage.view.setOlderState(TimelineView::Older::More);
        stage.settle();
        QCOMPARE(wanted.size(), 1);
        stage.view.setOlderState(TimelineView::Older::Loading);
        stage.view.setOlderState(TimelineView::Older::More);
        stage.settle();
        QCOMPARE(wanted.size(), 2);
    }
    void olderIsNotWantedWhereThereIsNone_data()
    {
        QTest::addColumn<TimelineView::Older>("state");
        QTest::newRow("loading") << TimelineView::Older::Loading;
        QTest::newRow("failed") << TimelineView::Older::Failed;
        QTest::newRow("start") << TimelineView::Older::Start;
    }
    void olderIsNotWantedWhereThereIsNone()
    {
        QFETCH(TimelineView::Older, state);
        TimelineStage stage;
        stage.view.setOlderState(state);
        QSignalSpy wanted(&stage.view, &TimelineView::olderWanted);
        stage.apply(fake::reset(fake::rows(0, 30)));
        stage.scrollTo(0);
        QVERIFY(wanted.isEmpty());
    }

    void newerIsWantedWithinTwoScreensOfWhatIsBehind()
    {
        TimelineStage stage(fake::rows(0, 300));
        QSignalSpy wanted(&stage.view, &TimelineView::newerWanted);
        stage.settle();
        QVERIFY(wanted.isEmpty()); // the newest is here
        stage.scrollTo(0);
        stage.view.setBehind(true);
        stage.settle();
        QVERIFY(wanted.isEmpty());
        stage.view.scrollToLatest();
        stage.settle();
        QCOMPARE(wanted.size(), 1);
        // What comes does not pull anybody down, or it would go on to the newest by itself.
        const QRect before = stage.rect(299);
        stage.apply(fake::insert(300, fake::rows(300, 100)));
        QCOMPARE(stage.rect(299), before);
        QVERIFY(!stage.view.isFollowing());
        QCOMPARE(wanted.size(), 1);
        // A page of few rows is not enough.
        stage.scrollTo(398);
        QCOMPARE(wanted.size(), 2);
        stage.apply(fake::insert(400, fake::rows(400, 2)));
        QCOMPARE(wanted.size(), 3);
        stage.view.setBehind(false);
        stage.apply(fake::insert(402, fake::rows(402, 1)));
        QCOMPARE(wanted.size(), 3);
    }

    void tellsOfFollowingAndAnchor()
    {
        TimelineStage stage(fake::rows(0, 300));
        QSignalSpy following(&stage.view, &TimelineView::followingChanged);
        QSignalSpy anchor(&stage.view, &TimelineView::anchorChanged);
        stage.view.scrollByPixels(-100);
        stage.settle();
        QCOMPARE(following.size(), 1);
        QCOMPARE(following.takeFirst().first().toBool(), false);
        QCOMPARE(anchor.size(), 1);
        stage.view.scrollByPixels(-100);
        stage.settle();
        QVERIFY(following.isEmpty());
        QCOMPARE(anchor.size(), 2);
        stage.view.scrollToLatest();
        stage.settle();
        QCOMPARE(following.size(), 1);
        QCOMPARE(following.takeFirst().first().toBool(), true);
        QCOMPARE(anchor.size(), 3);
    }
    void whoeverIsToldMayCloseTheRoom()
    {
        TimelineStage stage;
        connect(&stage.view, &TimelineView::seen, &stage.view, [&stage] { stage.view.setTimeline(nullptr); });
        stage.apply(fake::reset(fake::rows(0, 10)));
        QVERIFY(!stage.view.model());
    }
};

QTEST_MAIN(TestTimelineWatch)
#include "tst_timelinewatch.moc"

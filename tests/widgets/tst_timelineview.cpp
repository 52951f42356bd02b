// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

QString longText()
{
    return QStringLiteral("Words that make a message higher than it was before. ").repeated(12);
}

}

/// Where the rows are, and that nothing moves what one reads.
class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtTheBottom()
    {
        TimelineStage stage(fake::rows(0, 300));
        QVERIFY(stage.view.isFollowing());
        QCOMPARE(stage.view.anchor(), TimelineAnchor());
        const QRect last = stage.rect(299);
        QVERIFY(last.bottom() < stage.view.viewport()->height());
        QVERIFY(last.bottom() > stage.view.viewport()->height() - 20);
        const QScrollBar *bar = stage.view.verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
    }
    void rowsLieOneBelowTheOther()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100, 10);
        QCOMPARE(stage.rect(100).top(), -10);
        for (int row = 100; stage.rect(row).bottom() < stage.view.viewport()->height(); ++row) {
            QCOMPARE(stage.rect(row + 1).top(), stage.rect(row).bottom() + 1);
            QCOMPARE(stage.view.indexAt(QPoint(30, qMax(0, stage.rect(row).top()))).row(), row);
            QCOMPARE(stage.view.indexAt(QPoint(30, stage.rect(row).bottom())).row(), row);
        }
    }

    void changesElsewhereMoveNothing_data()
    {
        QTest::addColumn<TimelineDiff>("diff");
        QTest::newRow("one row at the start") << fake::insert(0, fake::rows(-1, 1));
        QTest::newRow("a page at the start") << fake::insert(0, fake::rows(-501, 501));
        QTest::newRow("one just above") << fake::insert(100, fake::rows(1000, 1));
        QTest::newRow("one just below") << fake::insert(115, fake::rows(1000, 1));
        QTest::newRow("one at the end") << fake::insert(300, fake::rows(1000, 1));
        QTest::newRow("removed above") << fake::remove(40, 20);
        QTest::newRow("removed just above") << fake::remove(99, 1);
        QTest::newRow("removed below") << fake::remove(150, 150);
        QTest::newRow("higher above") << fake::update(99, fake::row(99, longText()));
        QTest::newRow("lower above") << fake::update(98, fake::row(98, QStringLiteral("a")));
        QTest::newRow("higher below") << fake::update(200, fake::row(200, longText()));
        TimelineDiff many;
        for (int row = 0; row < 100; row += 3)
            many.steps.append(TimelineDiff::Update{row, fake::row(row, longText())});
        many.steps.append(TimelineDiff::Insert{0, fake::rows(-60, 60)});
        many.steps.append(TimelineDiff::Insert{360, fake::rows(1000, 60)});
        QTest::newRow("much at once") << many;
    }
    void changesElsewhereMoveNothing()
    {
        QFETCH(TimelineDiff, diff);
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100, 13);
        QVERIFY(stage.rect(115).top() >= stage.view.viewport()->height());
        const QImage before = stage.picture();
        const TimelineAnchor anchor = stage.view.anchor();
        stage.apply(diff);
        QCOMPARE(stage.picture(), before);
        QCOMPARE(stage.view.anchor(), anchor);
        QVERIFY(!stage.view.isFollowing());
        // What was only guessed is laid out on the way there and back, and corrected.
        stage.view.scrollByPixels(-700);
        stage.view.scrollByPixels(700);
        stage.settle();
        QCOMPARE(stage.picture(), before);
    }
    void rowThatGrowsPushesOnlyWhatIsBelow()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100, 13);
        const QRect above = stage.rect(102);
        const int below = stage.rect(104).top();
        stage.apply(fake::update(103, fake::row(103, longText())));
        QCOMPARE(stage.rect(102), above);
        QVERIFY(stage.rect(104).top() > below);
    }
    void textStaysWhenItsHeadChanges()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(101, 3);
        const int bottom = stage.rect(101).bottom();
        TimelineItem first = fake::row(101);
        first.startsGroup = first.startsDay = true;
        stage.apply(fake::update(101, first));
        QCOMPARE(stage.rect(101).bottom(), bottom);
    }
    void rowBehindTheRemovedOneStays()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100, 5);
        const int next = stage.rect(QStringLiteral("$event102")).top();
        stage.apply(fake::remove(100, 2));
        QCOMPARE(stage.rect(QStringLiteral("$event102")).top(), next);
        stage.apply(fake::remove(stage.topRow(), stage.model.rowCount() - stage.topRow()));
        QVERIFY(stage.view.isFollowing());
        QVERIFY(stage.rect(stage.model.rowCount() - 1).bottom() < stage.view.viewport()->height());
    }

    void nothingMovesWhenOldRowsGo()
    {
        TimelineStage stage(fake::rows(0, 200));
        const QImage before = stage.picture();
        stage.apply(fake::remove(0, 150));
        QVERIFY(stage.view.isFollowing());
        QVERIFY(stage.picture() == before);
    }
    void followsOnlyFromTheBottom()
    {
        TimelineStage stage(fake::rows(0, 300));
        const int bottom = stage.rect(299).bottom();
        stage.apply(fake::insert(300, fake::rows(300, 2)));
        QVERIFY(stage.view.isFollowing());
        QCOMPARE(stage.rect(301).bottom(), bottom);
        stage.apply(fake::update(301, fake::row(301, longText())));
        QCOMPARE(stage.rect(301).bottom(), bottom);
        stage.apply(fake::insert(0, fake::rows(-50, 50)));
        QCOMPARE(stage.rect(351).bottom(), bottom);

        stage.view.scrollByPixels(-1);
        QVERIFY(!stage.view.isFollowing());
        // The new row may show in the margin at the bottom, no further up.
        const QRect rows(0, 0, stage.view.viewport()->width(), stage.rect(351).bottom());
        const QImage before = stage.picture().copy(rows);
        stage.apply(fake::insert(352, fake::rows(400, 3)));
        QVERIFY(!stage.view.isFollowing());
        QCOMPARE(stage.picture().copy(rows), before);
        stage.view.scrollToLatest();
        QVERIFY(stage.view.isFollowing());
        QCOMPARE(stage.rect(354).bottom(), bottom);
    }
    void fewRowsLieAtTheBottom()
    {
        TimelineStage stage(fake::rows(0, 2));
        QVERIFY(stage.view.isFollowing());
        QVERIFY(stage.rect(1).bottom() > stage.view.viewport()->height() - 20);
        stage.view.scrollByPixels(-300);
        QVERIFY(stage.rect(1).bottom() > 0);
    }

    void wheelScrollsByPixels()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100);
        stage.wheel({0, 17}, {0, 120});
        QCOMPARE(stage.rect(100).top(), 17);
        stage.wheel({0, -17}, {0, -120});
        QCOMPARE(stage.rect(100).top(), 0);
        stage.wheel({}, {0, 120});
        const int notch = stage.rect(100).top();
        QVERIFY(notch > 20 && notch < 200);
        // A fine wheel: eight eighths are one notch.
        for (int i = 0; i < 8; ++i)
            stage.wheel({}, {0, -15});
        QCOMPARE(stage.rect(100).top(), 0);
    }
    void wheelDownToTheEndFollows()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.wheel({}, {0, 120});
        QVERIFY(!stage.view.isFollowing());
        for (int i = 0; i < 3; ++i)
            stage.wheel({}, {0, -120});
        QVERIFY(stage.view.isFollowing());
    }
    void scrollBarGoesAnywhere()
    {
        TimelineStage stage(fake::rows(0, 5000));
        QScrollBar *bar = stage.view.verticalScrollBar();
        bar->setValue(0);
        stage.settle();
        QVERIFY(stage.rect(0).top() >= 0);
        QVERIFY(!stage.view.isFollowing());
        bar->setValue(bar->maximum() / 2);
        stage.settle();
        QVERIFY(stage.topRow() > 1500 && stage.topRow() < 3500);
        // Whatever has been laid out meanwhile, which the bar does not know of.
        for (int i = 0; i < 20; ++i) {
            bar->setValue(bar->maximum() / 20 * i);
            QCoreApplication::processEvents();
            bar->setValue(bar->maximum());
            QVERIFY(stage.view.isFollowing());
            bar->setValue(stage.view.height());
            QCoreApplication::processEvents();
            bar->setValue(0);
            QVERIFY(stage.rect(0).top() >= 0);
        }
        bar->setValue(bar->maximum());
        stage.settle();
        QVERIFY(stage.view.isFollowing());
    }

    void anchorBeforeTheRowsAreThere_data()
    {
        QTest::addColumn<bool>("isReset");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("reset") << true << QStringLiteral("$event120") << true;
        QTest::newRow("inserted") << false << QStringLiteral("$event120") << true;
        QTest::newRow("row is not among them") << true << QStringLiteral("$gone") << false;
        QTest::newRow("following") << false << QString() << false;
    }
    void anchorBeforeTheRowsAreThere()
    {
        QFETCH(bool, isReset);
        QFETCH(QString, key);
        QFETCH(bool, isFound);
        TimelineStage stage;
        const TimelineAnchor wanted{key, key.isEmpty() ? 0 : 7};
        stage.view.restoreAnchor(wanted);
        stage.settle();
        QCOMPARE(stage.view.anchor(), wanted);
        stage.apply(isReset ? fake::reset(fake::rows(0, 300)) : fake::insert(0, fake::rows(0, 300)));
        QCOMPARE(stage.view.isFollowing(), !isFound);
        QCOMPARE(stage.view.anchor(), isFound ? wanted : TimelineAnchor());
        if (isFound)
            QCOMPARE(stage.rect(key).top(), -7);
    }
    void anchorOutlivesAReset()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(250, 9);
        const TimelineAnchor anchor = stage.view.anchor();
        stage.apply(fake::reset(fake::rows(200, 300)));
        QCOMPARE(stage.view.anchor(), anchor);
        QCOMPARE(stage.rect(QStringLiteral("$event250")).top(), -9);
        stage.apply(fake::reset(fake::rows(1000, 100)));
        QVERIFY(stage.view.isFollowing());
    }
    void anchorOutlivesOtherRooms()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(100, 9);
        const TimelineAnchor anchor = stage.view.anchor();
        TimelineModel other;
        other.apply(fake::reset(fake::rows(5000, 50)));
        stage.view.setTimeline(&other);
        stage.settle();
        QVERIFY(stage.view.isFollowing());
        stage.view.setTimeline(&stage.model);
        stage.view.restoreAnchor(anchor);
        stage.settle();
        QCOMPARE(stage.rect(100).top(), -9);
        stage.view.setTimeline(nullptr);
        stage.settle();
        QVERIFY(!stage.picture().isNull());
    }
    void widthThereAndBackIsTheSamePlace()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(102, 24);
        const QImage before = stage.picture();
        stage.view.resize(420, 400);
        stage.settle();
        QCOMPARE(stage.view.anchor().key, QStringLiteral("$event102"));
        stage.view.resize(600, 400);
        stage.settle();
        QCOMPARE(stage.picture(), before);
        stage.view.scrollToLatest();
        stage.view.resize(420, 300);
        stage.settle();
        QVERIFY(stage.view.isFollowing());
        QVERIFY(stage.rect(299).bottom() < stage.view.viewport()->height());
    }

    void densityThereAndBackIsTheSamePlace()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.scrollTo(102, 24);
        const QImage before = stage.picture();
        const int high = stage.rect(105).height();
        stage.view.setDensity(Density::Compact);
        stage.settle();
        QCOMPARE(stage.view.anchor().key, QStringLiteral("$event102"));
        QVERIFY(stage.rect(105).height() < high);
        stage.view.setDensity(Density::Comfortable);
        stage.settle();
        QCOMPARE(stage.picture(), before);
        stage.view.scrollToLatest();
        stage.view.setDensity(Density::Compact);
        stage.settle();
        QVERIFY(stage.view.isFollowing());
        QVERIFY(stage.rect(299).bottom() < stage.view.viewport()->height());
    }

    void laysOutOnlyWhatIsNear()
    {
        TimelineStage stage(fake::rows(0, 100'000));
        QVERIFY2(stage.view.layoutsMade() < 60, qPrintable(QString::number(stage.view.layoutsMade())));
        stage.apply(fake::insert(0, fake::rows(-1000, 1000)));
        stage.apply(fake::insert(50'000, fake::rows(200'000, 1000)));
        QVERIFY2(stage.view.layoutsMade() < 60, qPrintable(QString::number(stage.view.layoutsMade())));
        QScrollBar *bar = stage.view.verticalScrollBar();
        for (int i = 0; i < 20; ++i) {
            bar->setValue(bar->maximum() / 20 * i);
            stage.settle();
        }
        QVERIFY2(stage.view.layoutsMade() < 20 * 60, qPrintable(QString::number(stage.view.layoutsMade())));
        const int before = stage.view.layoutsMade();
        for (int i = 0; i < 10; ++i) {
            stage.view.scrollByPixels(30);
            stage.view.scrollByPixels(-30);
            (void)stage.picture();
        }
        QVERIFY2(stage.view.layoutsMade() < before + 10,
                 qPrintable(QString::number(stage.view.layoutsMade())));
    }
    void longMessageOpensDownwards()
    {
        QList<TimelineItem> items = fake::rows(0, 50);
        items.append(fake::row(50, QStringLiteral("A line.\n").repeated(100)));
        items.append(fake::rows(51, 2));
        TimelineStage stage(items, {600, 900});
        const QPoint button = stage.pointOf(50, RowLayout::Part::ShowAll);
        QVERIFY(button.x() >= 0);
        const int top = stage.rect(50).top();
        const int height = stage.rect(50).height();
        stage.click(button);
        stage.settle();
        QCOMPARE(stage.rect(50).top(), top);
        QVERIFY(stage.rect(50).height() > 2 * height);
    }
    void saysThatItWaitsOrHasNothing()
    {
        TimelineStage stage;
        QSignalSpy retries(&stage.view, &TimelineView::olderRetryRequested);
        stage.view.setOlderState(TimelineView::Older::Loading);
        stage.settle();
        QCOMPARE(stage.view.accessibleDescription(), QStringLiteral("Loading messages"));
        stage.view.setOlderState(TimelineView::Older::Failed, QStringLiteral("no network"));
        stage.settle();
        QCOMPARE(stage.view.accessibleDescription(),
                 QStringLiteral("The messages could not be loaded. no network"));
        auto *button = stage.view.findChild<QPushButton *>();
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(retries.size(), 1);
        stage.view.setOlderState(TimelineView::Older::Start);
        stage.settle();
        QVERIFY(!button->isVisible());
        QCOMPARE(stage.view.accessibleDescription(), QStringLiteral("No messages yet"));
        stage.apply(fake::insert(0, fake::rows(0, 1)));
        QCOMPARE(stage.view.accessibleDescription(), QString());
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"

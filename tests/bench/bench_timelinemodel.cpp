// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "models/timelinemodel.h"
#include "support/fakeavatars.h"
#include "support/fakerows.h"
#include "widgets/timelineview.h"

#include <QTest>

using namespace linnet;
using namespace linnet::bench;

/// One row inserted into a timeline of 100,000: the change itself, model and view together, and the frame
/// that comes of it, in which the row is laid out if it is to be seen.
class BenchTimelineModel : public QObject
{
    Q_OBJECT

    static constexpr int Rows = 100'000;
    static constexpr int Repeats = 500;
    static constexpr double Budget = 1;
    static constexpr double FrameBudget = 8;

private Q_SLOTS:
    void insertRow_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("lookingAt");
        for (const auto &[place, lookingAt] :
             {std::pair("bottom", Rows), std::pair("middle", Rows / 2), std::pair("top", 0)}) {
            QTest::addRow("at the start, looking at the %s", place) << 0 << lookingAt;
            QTest::addRow("in the middle, looking at the %s", place) << Rows / 2 << lookingAt;
            QTest::addRow("at the end, looking at the %s", place) << Rows << lookingAt;
        }
    }
    void insertRow()
    {
        QFETCH(int, at);
        QFETCH(int, lookingAt);
        test::FakeAvatars avatars;
        Generator generator;
        TimelineModel model;
        model.apply(fake::reset(generator.rows(Rows)));
        TimelineView view(avatars.avatars());
        view.resize(1000, 700);
        view.setTimeline(&model);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        if (lookingAt < Rows)
            view.scrollTo(model.index(lookingAt), QAbstractItemView::PositionAtTop);
        view.doItemsLayout();
        Figures changes, frames;
        for (int i = 0; i < Repeats; ++i) {
            const TimelineDiff diff =
                fake::insert(at == Rows ? model.rowCount() : at, {generator.row(Rows + i)});
            changes.time([&] { model.apply(diff); });
            frames.time([&] {
                view.doItemsLayout();
                view.viewport()->repaint();
            });
        }
        QCOMPARE(model.rowCount(), Rows + Repeats);
        QCOMPARE(view.isFollowing(), lookingAt == Rows);
        changes.tell(QTest::currentDataTag(), Budget);
        frames.tell("  the frame after it", FrameBudget);
    }
};

QTEST_MAIN(BenchTimelineModel)
#include "bench_timelinemodel.moc"

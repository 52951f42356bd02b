// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "models/timelinemodel.h"
#include "support/fakeavatars.h"
#include "support/fakerows.h"
#include "widgets/timelineview.h"

#include <QScrollBar>
#include <QTest>

#include <malloc.h>

using namespace linnet;
using namespace linnet::bench;

namespace {

/// Bytes that are in use on the heap.
qint64 heap()
{
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks) + qint64(info.hblkhd);
}

}

/// Frames of a timeline of 100,000 rows at 1000x700, and what a row takes.
class BenchTimelineView : public QObject
{
    Q_OBJECT

    static constexpr int Rows = 100'000;
    static constexpr int Repeats = 500;
    static constexpr double FrameBudget = 8;
    static constexpr double WidthBudget = 30;
    static constexpr int FrameEvery = 33; ///< ms, as keys repeat; the view prepares what comes next meanwhile

    test::FakeAvatars m_avatars;
    TimelineModel m_model;
    std::unique_ptr<TimelineView> m_view;

private Q_SLOTS:
    void initTestCase()
    {
        const qint64 before = heap();
        m_model.apply(fake::reset(Generator().rows(Rows)));
        std::printf("  %-42s %lld B a row, its words included\n", "the model", (heap() - before) / Rows);
    }
    void init()
    {
        m_view = std::make_unique<TimelineView>(m_avatars.avatars());
        m_view->resize(1000, 700);
        m_view->setTimeline(&m_model);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->viewport()->repaint();
    }
    void cleanup() { m_view.reset(); }

    void scrolling_data()
    {
        QTest::addColumn<int>("pixels");
        QTest::newRow("a frame, scrolling by 12 px") << -12;
        QTest::newRow("a frame, scrolling by 120 px") << -120;
        QTest::newRow("a frame, scrolling by pages") << -680;
    }
    void scrolling()
    {
        QFETCH(int, pixels);
        Figures figures;
        for (int i = 0; i < Repeats; ++i) {
            figures.time([&] {
                m_view->scrollByPixels(pixels);
                m_view->viewport()->repaint();
            });
            QTest::qWait(FrameEvery);
        }
        figures.tell(QTest::currentDataTag(), FrameBudget);
    }

    void draggingTheScrollBar()
    {
        Generator generator;
        QScrollBar *bar = m_view->verticalScrollBar();
        Figures figures;
        for (int i = 0; i < Repeats; ++i) {
            const int to = int(double(bar->maximum()) * generator.number(1000) / 1000);
            figures.time([&] {
                bar->setValue(to);
                m_view->viewport()->repaint();
            });
            QTest::qWait(FrameEvery);
        }
        figures.tell("a frame anywhere, dragging the scroll bar", FrameBudget);
    }

    /// What a frame costs in which nothing is new: at once, and as scrolling comes to it, after a rest in
    /// which the processor has slept.
    void sameFrame_data()
    {
        QTest::addColumn<int>("rest");
        QTest::newRow("the same frame again") << 0;
        QTest::newRow("the same frame after a rest") << FrameEvery;
    }
    void sameFrame()
    {
        QFETCH(int, rest);
        Figures figures;
        for (int i = 0; i < Repeats; ++i) {
            figures.time([&] { m_view->viewport()->repaint(); });
            if (rest > 0)
                QTest::qWait(rest);
        }
        figures.tell(QTest::currentDataTag(), FrameBudget);
    }

    void memory()
    {
        const qint64 before = heap();
        QScrollBar *bar = m_view->verticalScrollBar();
        for (int step = 1000; step >= 0; --step) {
            bar->setValue(int(qint64(bar->maximum()) * step / 1000));
            m_view->viewport()->repaint();
        }
        std::printf("  %-42s %lld B a row, seen from end to end\n", "the view", (heap() - before) / Rows);
    }

    void width_data()
    {
        QTest::addColumn<int>("row");
        QTest::newRow("a width change, at the bottom") << -1;
        QTest::newRow("a width change, in the middle") << Rows / 2;
    }
    void width()
    {
        QFETCH(int, row);
        if (row >= 0)
            m_view->scrollTo(m_model.index(row), QAbstractItemView::PositionAtTop);
        Figures figures;
        for (int i = 0; i < 100; ++i) {
            const int width = 700 + i * 3 % 300;
            figures.time([&] {
                m_view->resize(width, 700);
                m_view->viewport()->repaint();
            });
        }
        figures.tell(QTest::currentDataTag(), WidthBudget);
    }
};

QTEST_MAIN(BenchTimelineView)
#include "bench_timelineview.moc"

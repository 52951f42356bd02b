// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timelinemodel.h"
#include "support/fakeavatars.h"
#include "support/fakerows.h"
#include "widgets/floatingdate.h"
#include "widgets/rowlayout.h"
#include "widgets/timelineview.h"

#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QImage>
#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

namespace linnet::testing {

/// A timeline on the screen, in a window of its own, with everything it needs.
class TimelineStage
{
public:
    explicit TimelineStage(const QList<TimelineItem> &items = {}, const QSize &size = {600, 400})
    {
        model.apply(fake::reset(items));
        view.resize(size);
        view.setTimeline(&model);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view))
            qFatal("no window");
        settle();
    }

    test::FakeAvatars avatars;
    TimelineModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    TimelineView view{avatars.avatars()};

    /// Lets everything happen that was put off until the event loop runs.
    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
    }
    void apply(const TimelineDiff &diff)
    {
        model.apply(diff);
        settle();
    }
    /// Of the rows, without the date that floats over them for a while.
    QImage picture()
    {
        view.viewport()->findChild<FloatingDate *>()->disappear();
        return view.viewport()->grab().toImage();
    }

    QRect rect(int row) const { return view.visualRect(model.index(row)); }
    QRect rect(const QString &key) const { return rect(model.rowOf(key)); }
    int topRow() const { return view.indexAt({5, 0}).row(); }

    /// Scrolls so that `row` begins `above` pixels above the upper edge.
    void scrollTo(int row, int above = 0)
    {
        view.restoreAnchor({model.item(row).key, above});
        settle();
    }
    void wheel(const QPoint &pixels, const QPoint &angle)
    {
        const QPointF at = view.viewport()->rect().center();
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), pixels, angle, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
        settle();
    }

    /// A point of the viewport where `row` has this part; (-1, -1) if it has none on the screen.
    QPoint pointOf(int row, RowLayout::Part part) const
    {
        const QRect place = rect(row).intersected(view.viewport()->rect());
        const RowLayout layout(model.item(row), RowStyle(view, view.viewport()->width()), false);
        for (int y = place.top(); y <= place.bottom(); y += 2) {
            for (int x = place.left(); x <= place.right(); x += 2) {
                if (layout.hitTest(QPoint(x, y) - rect(row).topLeft()).part == part)
                    return {x, y};
            }
        }
        return {-1, -1};
    }
    void click(const QPoint &point) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point); }
};

/// The context menu of what is at `at`.
inline QMenu *openMenu(TimelineStage &stage, const QPoint &at)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, stage.view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(stage.view.viewport(), &event);
    return stage.view.findChild<QMenu *>(QStringLiteral("timelineMenu"));
}

/// What a menu offers, in its order and without the letters to press.
inline QStringList textsOf(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions()) {
        if (!action->isSeparator())
            texts.append(action->text().remove(u'&'));
    }
    return texts;
}

inline QAction *actionOf(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    qFatal("no action %s", qPrintable(text));
}

}

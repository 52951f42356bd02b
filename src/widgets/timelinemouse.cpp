// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinemouse.h"

#include "models/timelinemodel.h"
#include "widgets/timelineactions.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelinetoolbar.h"
#include "widgets/timelineview.h"

#include <QApplication>
#include <QMouseEvent>

#include <chrono>
#include <limits>
#include <utility>

namespace linnet {

using namespace std::chrono_literals;

TimelineMouse::TimelineMouse(TimelineView &view, TimelineGeometry &geometry, TimelineSelection &selection,
                             TimelineActions &actions, TimelineToolbar &toolbar)
    : m_view(view), m_geometry(geometry), m_selection(selection), m_actions(actions), m_toolbar(toolbar)
{
    m_edgeTimer.setInterval(30ms);
    connect(&m_edgeTimer, &QTimer::timeout, this, &TimelineMouse::scrollAtEdge);
}

const TimelineModel *TimelineMouse::model() const
{
    return qobject_cast<const TimelineModel *>(m_view.model());
}

RowLayout::Hit TimelineMouse::hitAt(const QPoint &point, int *row)
{
    const TimelineToolbar::Button *button = m_toolbar.at(point);
    const int found = button ? m_toolbar.row() : m_geometry.rowAt(point.y());
    if (row)
        *row = found;
    if (found < 0)
        return {};
    if (button)
        return {button->part, {}, {}};
    const bool isPlaying = m_view.playLook(model()->item(found).key).isActive();
    const RowLayout::Hit hit =
        m_geometry.layout(found).hitTest(point - QPoint(0, m_geometry.rowTop(found)), isPlaying);
    return MessageAction::isAllowed(hit, model()->item(found), m_view.abilities()) ? hit : RowLayout::Hit();
}

TimelineSelection::Point TimelineMouse::pointAt(const QPoint &point)
{
    int row = m_geometry.rowAt(point.y());
    if (row < 0) {
        if (m_geometry.firstVisible() < 0)
            return {};
        const bool isAbove = point.y() < m_geometry.rowTop(m_geometry.firstVisible());
        row = isAbove ? m_geometry.firstVisible() : m_geometry.lastVisible();
        return {model()->item(row).key, isAbove ? 0 : std::numeric_limits<int>::max()};
    }
    return {model()->item(row).key,
            m_geometry.layout(row).positionAt(point - QPoint(0, m_geometry.rowTop(row)))};
}

void TimelineMouse::press(const QMouseEvent &event)
{
    m_position = event.pos();
    if (event.button() != Qt::LeftButton || !model())
        return;
    int row = -1;
    m_pressed = hitAt(event.pos(), &row);
    m_pressedKey = row >= 0 ? model()->item(row).key : QString();
    m_pressedAt = event.pos();
    m_isDown = true;
    m_isSelecting = false;
    m_isSeeking = m_pressed.part == RowLayout::Part::Seek;
    if (m_isSeeking) {
        m_sinceDouble.invalidate();
        m_view.viewport()->update();
        return;
    }
    const bool isTriple = m_sinceDouble.isValid() &&
                          m_sinceDouble.elapsed() < QApplication::doubleClickInterval() &&
                          (event.pos() - m_doubleAt).manhattanLength() < QApplication::startDragDistance();
    if (isTriple && row >= 0) {
        m_selection.set(
            {m_pressedKey, 0},
            {m_pressedKey, int(RowLayout::plainText(model()->item(row), m_geometry.style()).size())});
        m_pressed = {};
        m_actions.publish();
    } else if (event.modifiers() & Qt::ShiftModifier) {
        m_isSelecting = true;
        m_selection.extend(pointAt(event.pos()));
    } else {
        m_selection.start(pointAt(event.pos()));
    }
    m_sinceDouble.invalidate();
    m_view.viewport()->update();
}

void TimelineMouse::move(const QMouseEvent &event)
{
    m_position = event.pos();
    if (m_isSeeking && (event.buttons() & Qt::LeftButton)) {
        seekTo(event.pos().x());
    } else if (m_isDown && (event.buttons() & Qt::LeftButton)) {
        if ((event.pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
            m_isSelecting = true;
        if (m_isSelecting)
            dragTo(event.pos());
    }
    m_toolbar.track(m_isDown && m_isSelecting ? QPoint(-1, -1) : m_position);
    updateCursor();
    m_view.viewport()->update();
}

/// Of what is being dragged: it is sought when the button is let go, as each seeking takes time.
void TimelineMouse::seekTo(int x)
{
    const int row = model()->rowOf(m_pressedKey);
    if (row >= 0)
        m_pressed.share = m_geometry.layout(row).seekShare(x);
}

double TimelineMouse::draggedShare(const QString &key) const
{
    return m_isSeeking && key == m_pressedKey ? m_pressed.share : -1;
}

void TimelineMouse::dragTo(const QPoint &point)
{
    m_selection.extend(pointAt(point));
    const bool isOutside = point.y() < 0 || point.y() >= m_view.viewport()->height();
    if (isOutside && !m_edgeTimer.isActive())
        m_edgeTimer.start();
    else if (!isOutside)
        m_edgeTimer.stop();
}

void TimelineMouse::scrollAtEdge()
{
    const int height = m_view.viewport()->height();
    const int beyond = m_position.y() < 0 ? m_position.y() : qMax(0, m_position.y() - height + 1);
    m_view.scrollByPixels(qBound(-60, beyond / 2 + (beyond < 0 ? -2 : 2), 60));
    dragTo(m_position);
    m_view.viewport()->update();
}

void TimelineMouse::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !m_isDown)
        return;
    m_isDown = false;
    m_edgeTimer.stop();
    if (std::exchange(m_isSeeking, false)) {
        if (const int row = model() ? model()->rowOf(m_pressedKey) : -1; row >= 0)
            m_actions.trigger(row, m_pressed);
        return;
    }
    if (m_isSelecting) {
        m_actions.publish();
        m_toolbar.track(event.pos());
        return;
    }
    int row = -1;
    const RowLayout::Hit hit = hitAt(event.pos(), &row);
    if (row >= 0 && model()->item(row).key == m_pressedKey && hit == m_pressed)
        m_actions.trigger(row, hit);
}

void TimelineMouse::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !model())
        return;
    int hitRow = -1;
    const RowLayout::Hit hit = hitAt(event.pos(), &hitRow);
    if (hit.part == RowLayout::Part::Open && m_view.canEnlarge(hitRow)) {
        m_actions.trigger(hitRow, {RowLayout::Part::Enlarge, {}, {}});
        return;
    }
    if (hit.part != RowLayout::Part::Text && hit.part != RowLayout::Part::Picture &&
        hit.part != RowLayout::Part::None) {
        press(event);
        return;
    }
    const TimelineSelection::Point point = pointAt(event.pos());
    const int row = model()->rowOf(point.key);
    if (row < 0)
        return;
    const auto [start, end] = TimelineSelection::wordAt(
        RowLayout::plainText(model()->item(row), m_geometry.style()), point.position);
    m_selection.set({point.key, start}, {point.key, end});
    m_sinceDouble.start();
    m_doubleAt = event.pos();
    m_actions.publish();
    m_view.viewport()->update();
}

void TimelineMouse::forget()
{
    m_isDown = m_isSelecting = m_isSeeking = false;
    m_edgeTimer.stop();
    m_sinceDouble.invalidate();
    m_pressed = {};
    m_pressedKey.clear();
    m_toolbar.track({-1, -1});
}

void TimelineMouse::leave()
{
    m_position = {-1, -1};
    m_toolbar.track(m_position);
    m_view.viewport()->update();
}

void TimelineMouse::refresh()
{
    if (m_position.x() < 0)
        return;
    m_toolbar.track(m_isDown && m_isSelecting ? QPoint(-1, -1) : m_position);
    updateCursor();
}

void TimelineMouse::updateCursor()
{
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (m_isSelecting && m_isDown) {
        shape = Qt::IBeamCursor;
    } else if (m_isSeeking) {
        shape = Qt::PointingHandCursor;
    } else {
        switch (hitAt(m_position).part) {
        case RowLayout::Part::None:
        case RowLayout::Part::Picture:
            break;
        case RowLayout::Part::Text:
            shape = Qt::IBeamCursor;
            break;
        default:
            shape = Qt::PointingHandCursor;
            break;
        }
    }
    if (m_view.viewport()->cursor().shape() != shape)
        m_view.viewport()->setCursor(shape);
}

}

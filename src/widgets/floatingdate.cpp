// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/floatingdate.h"

#include "models/timelinemodel.h"
#include "widgets/rowwords.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineview.h"

#include <QPainter>
#include <QStyle>

#include <chrono>

namespace linnet {

using namespace std::chrono_literals;

FloatingDate::FloatingDate(TimelineView &view, TimelineGeometry &geometry)
    : QAbstractButton(view.viewport()), m_view(view), m_geometry(geometry)
{
    setObjectName(QStringLiteral("floatingDate"));
    setFocusPolicy(Qt::NoFocus); // the keyboard has the menu
    m_rest.setSingleShot(true);
    m_rest.setInterval(1s);
    m_fade.setStartValue(1.0);
    m_fade.setEndValue(0.0);
    connect(&m_rest, &QTimer::timeout, this, &FloatingDate::rest);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&m_fade, &QVariantAnimation::finished, this, &FloatingDate::disappear);
    connect(this, &QAbstractButton::clicked, this,
            [this] { Q_EMIT m_view.dateActivated(m_ts, mapToGlobal(QPoint(width() / 2, height()))); });
    hide();
}

void FloatingDate::appear()
{
    m_isWanted = true;
    m_fade.stop();
    m_rest.start();
}

void FloatingDate::disappear()
{
    m_isWanted = false;
    m_fade.stop();
    m_rest.stop();
    hide();
}

void FloatingDate::rest()
{
    if (underMouse())
        return m_rest.start();
    static constexpr int LongestFade = 120;
    const int duration = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this);
    if (duration <= 0 || isHidden())
        return disappear(); // motion is to be reduced
    m_fade.setDuration(qMin(duration, LongestFade));
    m_fade.start();
}

void FloatingDate::refresh()
{
    if (!m_isWanted)
        return;
    const auto *model = qobject_cast<const TimelineModel *>(m_view.model());
    const QRect where = place();
    const int row = model ? m_geometry.rowAt(where.bottom()) : -1;
    if (row < 0 || isOnDateLine(where))
        return hide();
    m_ts = model->item(row).ts;
    const bool canChoose = m_view.abilities().canChooseDate;
    setAttribute(Qt::WA_TransparentForMouseEvents, !canChoose);
    setCursor(canChoose ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(canChoose ? tr("Jump to a date") : QString());
    setText(RowWords::date(m_ts));
    setGeometry(place());
    show();
    raise();
    update();
}

bool FloatingDate::isOnDateLine(const QRect &place) const
{
    for (int row = m_geometry.firstVisible(); row >= 0 && row <= m_geometry.lastVisible(); ++row) {
        const int top = m_geometry.rowTop(row);
        if (top > place.bottom())
            break;
        const RowLayout &layout = m_geometry.layout(row);
        if (!layout.date.isEmpty() && layout.date.rect.translated(0, top).intersects(place))
            return true;
    }
    return false;
}

QSize FloatingDate::sizeHint() const
{
    const RowStyle &style = m_geometry.style();
    const int wide = QFontMetrics(style.secondFont).horizontalAdvance(text());
    return {wide + 6 * style.unit, style.secondHeight + 2 * style.unit};
}

/// In the middle, where date lines have their words.
QRect FloatingDate::place() const
{
    const RowStyle &style = m_geometry.style();
    const QRect column(style.columnLeft, 2 * style.unit, style.columnWidth, sizeHint().height());
    return QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, sizeHint(), style.placed(column));
}

void FloatingDate::paintEvent(QPaintEvent *)
{
    const RowStyle &style = m_geometry.style();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_fade.state() == QAbstractAnimation::Running)
        painter.setOpacity(m_fade.currentValue().toDouble());
    const QRectF shape = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Theme::mix(style.theme.base, style.theme.text, 0.2));
    painter.setBrush(Theme::mix(style.theme.base, style.theme.text, underMouse() ? 0.12 : 0.06));
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2);
    painter.setFont(style.secondFont);
    painter.setPen(style.theme.text);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
}

}

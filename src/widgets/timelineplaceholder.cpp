// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineplaceholder.h"

#include "matrix/displayname.h"

#include <QPainter>
#include <QPushButton>

#include <chrono>

namespace linnet {

using namespace std::chrono_literals;
using Older = TimelineView::Older;

TimelinePlaceholder::TimelinePlaceholder(QWidget *viewport)
    : QObject(viewport), m_viewport(viewport), m_retry(new QPushButton(tr("Try again"), viewport))
{
    m_retry->hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, this, &TimelinePlaceholder::changed);
    connect(m_retry, &QPushButton::clicked, this, &TimelinePlaceholder::retryRequested);
}

void TimelinePlaceholder::setState(Older state, const QString &text)
{
    if (state == Older::Loading && m_state != Older::Loading)
        m_patience.start();
    m_state = state;
    m_text = text;
    Q_EMIT changed();
}

void TimelinePlaceholder::startWaiting()
{
    m_patience.start();
}

int TimelinePlaceholder::headerHeight(const RowStyle &style) const
{
    switch (m_state) {
    case Older::Start:
        return 16 * style.unit;
    case Older::Failed:
        return style.lineHeight + m_retry->sizeHint().height() + 8 * style.unit;
    case Older::More:
    case Older::Loading:
        break;
    }
    return 2 * (style.avatar + 5 * style.unit) + 2 * style.unit;
}

QString TimelinePlaceholder::title(bool hasRows) const
{
    switch (m_state) {
    case Older::Failed:
        return hasRows ? tr("Older messages could not be loaded") : tr("The messages could not be loaded");
    case Older::Start:
        if (!hasRows)
            return tr("No messages yet");
        return m_text.isEmpty() ? tr("This is the start of the room")
                                : tr("This is the start of %1").arg(isolated(m_text));
    case Older::More:
    case Older::Loading:
        break;
    }
    return {};
}

QString TimelinePlaceholder::words() const
{
    if (m_state == Older::Failed)
        return m_text.isEmpty() ? title(false) : QString(title(false) + u". " + m_text);
    return m_state == Older::Start ? title(false) : tr("Loading messages");
}

QRect TimelinePlaceholder::titleRect(const QRect &rect, bool hasRows, const RowStyle &style) const
{
    const int high = headerHeight(style);
    const int top = hasRows ? rect.top() : rect.center().y() - high / 2;
    const int lines = m_state == Older::Failed || !hasRows ? 2 : 1;
    const int gap =
        m_state == Older::Start && hasRows ? (high - lines * style.lineHeight) / 2 : style.unit * 2;
    return {rect.left() + 4 * style.unit, top + gap, rect.width() - 8 * style.unit, style.lineHeight};
}

void TimelinePlaceholder::paint(QPainter &painter, const QRect &rect, bool hasRows, const RowStyle &style,
                                RowPainter &rows) const
{
    const bool isWaiting = m_state == Older::Loading || (m_state == Older::More && !hasRows);
    if (isWaiting) {
        if (!m_patience.isActive())
            rows.paintSkeleton(painter, rect, style);
        return;
    }
    if (m_state == Older::More)
        return;
    const auto draw = [&](const QRect &where, const QString &words_, const QFont &font,
                          const QColor &colour) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.setLayoutDirection(RowText::baseDirection(words_, style.direction));
        painter.drawText(where, Qt::AlignCenter | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(words_, Qt::ElideRight, where.width()));
    };
    const QRect first = titleRect(rect, hasRows, style);
    draw(first, title(hasRows), hasRows && m_state == Older::Start ? style.secondFont : style.nameFont,
         hasRows ? style.theme.dim : style.theme.text);
    const QRect second = first.translated(0, first.height());
    if (m_state == Older::Failed)
        draw(second, m_text, style.secondFont, style.theme.dim);
    else if (!hasRows)
        draw(second, title(true), style.secondFont, style.theme.dim);
}

void TimelinePlaceholder::place(const QRect &rect, bool hasRows, const RowStyle &style)
{
    const bool isWanted = m_state == Older::Failed && rect.intersects(m_viewport->rect());
    if (isWanted) {
        const QRect words_ = titleRect(rect, hasRows, style);
        const QSize size = m_retry->sizeHint();
        m_retry->setGeometry(rect.center().x() - size.width() / 2,
                             words_.bottom() + style.lineHeight + style.unit * 2, size.width(),
                             size.height());
    }
    m_retry->setVisible(isWanted);
}

}

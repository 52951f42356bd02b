// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calendarpopup.h"

#include "widgets/onscreen.h"
#include "widgets/theme.h"

#include <QCalendarWidget>
#include <QLabel>
#include <QTextCharFormat>
#include <QVBoxLayout>

namespace linnet {

CalendarPopup::CalendarPopup(QDate day, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_calendar(new QCalendarWidget(this)), m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("calendarPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Jump to a date"));
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setMaximumDate(QDate::currentDate());
    m_calendar->setSelectedDate(day);
    // Weekends in red say nothing here.
    const QTextCharFormat plain;
    m_calendar->setWeekdayTextFormat(Qt::Saturday, plain);
    m_calendar->setWeekdayTextFormat(Qt::Sunday, plain);
    QTextCharFormat today;
    today.setFontWeight(QFont::DemiBold);
    m_calendar->setDateTextFormat(QDate::currentDate(), today);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    const int unit = Theme::units(1, font());
    layout->setContentsMargins(unit, unit, unit, unit);
    layout->addWidget(m_calendar);
    layout->addWidget(m_note);
    connect(m_calendar, &QCalendarWidget::clicked, this, &CalendarPopup::choose);
    connect(m_calendar, &QCalendarWidget::activated, this, &CalendarPopup::choose);
}

void CalendarPopup::setFirst(QDate first)
{
    if (first.isValid() && first <= QDate::currentDate())
        m_calendar->setMinimumDate(first);
}

void CalendarPopup::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->show();
}

void CalendarPopup::popUp(const QPoint &globalPos)
{
    OnScreen::show(*this, [this, &globalPos] {
        adjustSize();
        OnScreen::move(*this, globalPos - QPoint(width() / 2, 0));
    });
    m_calendar->setFocus();
}

void CalendarPopup::choose(QDate day)
{
    // A double click is told of twice.
    if (!isVisible())
        return;
    close();
    Q_EMIT chosen(day);
}

}

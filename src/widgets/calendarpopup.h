// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QFrame>

class QCalendarWidget;
class QLabel;

namespace linnet {

/// A calendar in which a day of the past is chosen. Closes by Esc or by a click elsewhere, and deletes itself
/// then. GUI thread.
class CalendarPopup : public QFrame
{
    Q_OBJECT

public:
    /// Shows `day` at first.
    CalendarPopup(QDate day, QWidget *parent);

    void setFirst(QDate first);          ///< no day before it can be chosen
    void setNote(const QString &note);   ///< a line below the days
    void popUp(const QPoint &globalPos); ///< its upper edge in the middle there, all of it on the screen

Q_SIGNALS:
    void chosen(QDate day);

private:
    void choose(QDate day);

    QCalendarWidget *m_calendar;
    QLabel *m_note;
};

}

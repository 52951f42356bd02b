// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowpainter.h"
#include "widgets/timelineview.h"

#include <QObject>
#include <QTimer>

class QPushButton;

namespace linnet {

/// What a timeline shows where there are no messages: above the oldest row, or in place of all rows while
/// they are fetched, if that fails, or if there are none. Owned by the TimelineView, whose viewport is its
/// parent.
class TimelinePlaceholder : public QObject
{
    Q_OBJECT

public:
    explicit TimelinePlaceholder(QWidget *viewport);

    void setState(TimelineView::Older state, const QString &text);
    TimelineView::Older state() const { return m_state; }
    /// There are no rows yet: they are waited for from now on.
    void startWaiting();

    int headerHeight(const RowStyle &style) const;
    /// `rect`: of the header, or of the whole viewport if there are no rows.
    void paint(QPainter &painter, const QRect &rect, bool hasRows, const RowStyle &style,
               RowPainter &rows) const;
    /// Puts the button where paint() leaves room for it, or hides it.
    void place(const QRect &rect, bool hasRows, const RowStyle &style);
    QString words() const; ///< all that is said, for reading aloud

Q_SIGNALS:
    void retryRequested();
    void changed(); ///< paint again

private:
    QString title(bool hasRows) const;
    QRect titleRect(const QRect &rect, bool hasRows, const RowStyle &style) const;

    QWidget *m_viewport;
    QPushButton *m_retry;
    QTimer m_patience;
    TimelineView::Older m_state = TimelineView::Older::More;
    QString m_text;
};

}

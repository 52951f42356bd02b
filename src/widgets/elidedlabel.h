// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"

#include <QWidget>

namespace linnet {

/// One line of plain text that is cut where there is no room, in a colour of its own; may be clicked. GUI
/// thread.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text); ///< line breaks become blanks
    const QString &text() const { return m_text; }
    void setColor(const QColor &color);
    void setElideMode(Qt::TextElideMode mode); ///< Qt::ElideRight, at first, or Qt::ElideMiddle
    void setClickable(bool isClickable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_text;
    QColor m_color;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
    LinePainter m_line;
    bool m_isClickable = false;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QWidget>

namespace linnet {

/// A number of what is unread on its round ground, red if some of it names the reader. As a widget it is what
/// stands beside a line; what paints lists by itself uses the functions. GUI thread.
class Badge : public QWidget
{
    Q_OBJECT

public:
    Badge(const QString &text, bool isHighlight, QWidget *parent);

    static QSize size(const QString &text, const QFont &font);
    static void paint(QPainter &painter, const QRect &place, const QString &text, const QFont &font,
                      bool isHighlight, const Theme &theme);

    QSize sizeHint() const override { return size(m_text, font()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_isHighlight;
};

}

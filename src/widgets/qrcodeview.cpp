// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrcodeview.h"

#include "widgets/theme.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr int Edge = 4; ///< light squares around it
constexpr int Units = 70;

}

QrCodeView::QrCodeView(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("QR code, to be scanned with the other device"));
}

void QrCodeView::setSquares(const QByteArray &squares, int side)
{
    const bool isCode = side > 0 && squares.size() == qsizetype(side) * side;
    m_squares = isCode ? squares : QByteArray();
    m_side = isCode ? side : 0;
    update();
}

QSize QrCodeView::sizeHint() const
{
    const int side = Theme::units(Units, font());
    return {side, side};
}

void QrCodeView::paintEvent(QPaintEvent *)
{
    if (m_side == 0)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    // Squares of whole pixels of the screen are sharp.
    const qreal ratio = devicePixelRatioF();
    const int pixels = qMax(1, int(qMin(width(), height()) * ratio) / (m_side + 2 * Edge));
    const qreal square = pixels / ratio;
    const QPointF corner((width() - m_side * square) / 2, (height() - m_side * square) / 2);
    for (int y = 0; y < m_side; ++y) {
        for (int x = 0; x < m_side; ++x) {
            if (m_squares.at(qsizetype(y) * m_side + x))
                painter.fillRect(QRectF(corner + QPointF(x * square, y * square), QSizeF(square, square)),
                                 Qt::black);
        }
    }
}

}

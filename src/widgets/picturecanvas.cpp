// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picturecanvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace linnet {

namespace {

constexpr double Largest = 16;
constexpr int SmallestLevel = 512; ///< pixels

}

PictureCanvas::PictureCanvas(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
}

QList<QImage> PictureCanvas::levelsOf(const QImage &image)
{
    QList<QImage> levels;
    for (QImage level = image; !level.isNull();) {
        levels.append(level);
        if (qMax(level.width(), level.height()) < 2 * SmallestLevel)
            break;
        level = level.scaled(qMax(1, level.width() / 2), qMax(1, level.height() / 2), Qt::IgnoreAspectRatio,
                             Qt::SmoothTransformation);
    }
    return levels;
}

void PictureCanvas::setPicture(const QList<QImage> &levels)
{
    clear();
    replacePicture(levels);
}

void PictureCanvas::replacePicture(const QList<QImage> &levels)
{
    const double before = m_levels.isEmpty() ? 0 : m_levels.first().width();
    m_levels.clear();
    for (const QImage &level : levels)
        m_levels.append(QPixmap::fromImage(level));
    if (before > 0 && !m_levels.isEmpty() && !m_isFitted)
        m_scale *= before / m_levels.first().width();
    m_words.clear();
    settle();
}

void PictureCanvas::clear()
{
    m_levels.clear();
    m_words.clear();
    m_quarters = 0;
    m_isFitted = true;
    m_offset = {};
    settle();
}

void PictureCanvas::setMark(const QPixmap &mark)
{
    if (mark.isNull() && m_mark.isNull())
        return;
    m_mark = mark;
    update();
}

void PictureCanvas::setWords(const QString &words)
{
    m_words = words;
    update();
}

QSizeF PictureCanvas::turnedSize() const
{
    if (m_levels.isEmpty())
        return {};
    const QSizeF size = m_levels.first().size();
    return m_quarters % 2 == 0 ? size : size.transposed();
}

double PictureCanvas::fittingScale() const
{
    const QSizeF picture = turnedSize();
    if (picture.isEmpty())
        return 1;
    const double ratio = devicePixelRatioF();
    return qMin(1.0, qMin(width() * ratio / picture.width(), height() * ratio / picture.height()));
}

double PictureCanvas::scale() const
{
    return m_isFitted ? fittingScale() : m_scale;
}

QPointF PictureCanvas::slack() const
{
    const QSizeF shown = turnedSize() * scale() / devicePixelRatioF();
    return {qMax(0.0, (shown.width() - width()) / 2), qMax(0.0, (shown.height() - height()) / 2)};
}

void PictureCanvas::settle()
{
    const QPointF most = slack();
    m_offset = {qBound(-most.x(), m_offset.x(), most.x()), qBound(-most.y(), m_offset.y(), most.y())};
    updateCursor();
    update();
    Q_EMIT changed();
}

void PictureCanvas::setScale(double wanted, const QPointF &at)
{
    if (m_levels.isEmpty())
        return;
    const double least = fittingScale();
    const double now = qBound(least, wanted, qMax(least, Largest));
    const QPointF middle = QPointF(width(), height()) / 2;
    const QPointF from = at - middle;
    m_offset = from - (from - m_offset) * (now / scale());
    m_isFitted = now <= least;
    m_scale = now;
    settle();
}

void PictureCanvas::zoomBy(double factor, const QPointF &at)
{
    setScale(scale() * factor, at);
}

void PictureCanvas::fit()
{
    m_isFitted = true;
    settle();
}

void PictureCanvas::showRealPixels()
{
    setScale(1, rect().center());
}

void PictureCanvas::turn(int quarters)
{
    m_quarters = ((m_quarters + quarters) % 4 + 4) % 4;
    settle();
}

bool PictureCanvas::moveBy(const QPointF &pixels)
{
    const QPointF most = slack();
    const bool isMovable = (pixels.x() != 0 && most.x() > 0) || (pixels.y() != 0 && most.y() > 0);
    m_offset += pixels;
    settle();
    return isMovable;
}

void PictureCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_levels.isEmpty() || !m_words.isEmpty())
        painter.drawText(rect().adjusted(24, 24, -24, -24), int(Qt::AlignCenter) | Qt::TextWordWrap, m_words);
    else
        paintPicture(painter);
    const QSizeF mark = m_mark.deviceIndependentSize();
    painter.drawPixmap(QPointF(width() - mark.width(), height() - mark.height()) / 2, m_mark);
    Q_EMIT painted();
}

void PictureCanvas::paintPicture(QPainter &painter)
{
    painter.save();
    // The smallest version that has all the pixels that are shown.
    qsizetype level = 0;
    const double wide = m_levels.first().width() * scale();
    while (level + 1 < m_levels.size() && m_levels.at(level + 1).width() >= wide)
        ++level;
    const QPixmap &pixmap = m_levels.at(level);
    const double shown = wide / pixmap.width() / devicePixelRatioF();
    painter.translate(QPointF(width(), height()) / 2 + m_offset);
    painter.rotate(90 * m_quarters);
    painter.scale(shown, shown);
    // Who looks at single pixels wants to see them.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale() < 4);
    painter.drawPixmap(QPointF(pixmap.width(), pixmap.height()) / -2, pixmap);
    painter.restore();
}

void PictureCanvas::resizeEvent(QResizeEvent *)
{
    settle();
}

void PictureCanvas::wheelEvent(QWheelEvent *event)
{
    // A notch is 120.
    zoomBy(std::pow(1.2, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void PictureCanvas::mousePressEvent(QMouseEvent *event)
{
    m_dragged = m_pressedAt = event->position();
}

void PictureCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveBy(event->position() - std::exchange(m_dragged, event->position()));
    updateCursor();
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    updateCursor();
    const bool isClick =
        (event->position() - m_pressedAt).manhattanLength() < QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && isClick)
        Q_EMIT clicked();
}

void PictureCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_isFitted)
        setScale(1, event->position());
    else
        fit();
}

void PictureCanvas::updateCursor()
{
    const bool isMovable = !slack().isNull();
    const bool isHeld = QGuiApplication::mouseButtons() & Qt::LeftButton;
    setCursor(!isMovable ? Qt::ArrowCursor : isHeld ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
}

}

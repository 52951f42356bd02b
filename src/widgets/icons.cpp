// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QIconEngine>
#include <QPainter>

namespace linnet {

namespace {

/// An icon of the theme in one colour, drawn in the sizes that are asked for: to read and render a file for
/// every size there is was a twentieth of a start.
class FlatIconEngine : public QIconEngine
{
public:
    FlatIconEngine(QIcon source, QColor active, QColor disabled, bool isMirrored)
        : m_source(std::move(source)), m_active(active), m_disabled(disabled), m_isMirrored(isMirrored)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State /*state*/, qreal scale) override
    {
        QPixmap result = m_source.pixmap(size / scale, scale);
        if (result.isNull())
            return result;
        QPainter painter(&result);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(QRectF(QPointF(), result.deviceIndependentSize()),
                         mode == QIcon::Disabled ? m_disabled : m_active);
        painter.end();
        return m_isMirrored ? QPixmap::fromImage(result.toImage().mirrored(true, false)) : result;
    }

    QIconEngine *clone() const override { return new FlatIconEngine(*this); }

private:
    QIcon m_source;
    QColor m_active;
    QColor m_disabled;
    bool m_isMirrored;
};

}

QIcon themedIcon(const QString &name, const QPalette &palette, QPalette::ColorRole role)
{
    return themedIcon(name, palette, role, Qt::LeftToRight);
}

QIcon themedIcon(const QString &name, const QPalette &palette, QPalette::ColorRole role,
                 Qt::LayoutDirection direction)
{
    const QIcon source = QIcon::fromTheme(name);
    if (source.isNull())
        return {};
    return QIcon(new FlatIconEngine(source, palette.color(QPalette::Active, role),
                                    palette.color(QPalette::Disabled, role), direction == Qt::RightToLeft));
}

}

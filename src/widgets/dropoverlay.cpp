// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dropoverlay.h"

#include "widgets/carriedfiles.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QDragEnterEvent>
#include <QPainter>

namespace linnet {

DropOverlay::DropOverlay(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // what is dragged stays over the parent
    parent->setAcceptDrops(true);
    parent->installEventFilter(this);
    hide();
}

void DropOverlay::setRoomName(const QString &name)
{
    setHint(tr("Drop to send to %1").arg(name.left(300).simplified()));
}

void DropOverlay::setHint(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    update();
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const bool isTaken = m_isReady && CarriedFiles::areIn(*drop->mimeData());
        drop->setDropAction(Qt::CopyAction);
        drop->setAccepted(isTaken);
        setGeometry(parentWidget()->rect());
        raise();
        setVisible(isTaken && event->type() != QEvent::Drop);
        if (isTaken && event->type() == QEvent::Drop)
            Q_EMIT dropped(*drop->mimeData());
        return true;
    }
    case QEvent::DragLeave:
    case QEvent::Hide:
        hide();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const int unit = Theme::units(1, font());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = Theme::mix(theme.base, theme.accent, 0.1);
    ground.setAlphaF(0.94f);
    painter.fillRect(rect(), ground);
    painter.setPen(QPen(theme.accent, qMax(2, unit / 2), Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(3 * unit, 3 * unit, -3 * unit, -3 * unit), 2 * unit,
                            2 * unit);

    const QFont titleFont = Theme::name(Theme::scaled(font(), 1.25));
    const QFont secondFont = Theme::scaled(font(), 0.92);
    const QFontMetrics title(titleFont), second(secondFont);
    const int side = 12 * unit;
    const int room = width() - 16 * unit;
    int y = (height() - side - 3 * unit - title.height() - unit - second.height()) / 2;
    themedIcon(QStringLiteral("mail-attachment-symbolic"), palette(), QPalette::Text)
        .paint(&painter, QRect((width() - side) / 2, y, side, side));
    y += side + 3 * unit;
    const auto line = [&](const QFont &lineFont, const QFontMetrics &metrics, const QColor &color,
                          const QString &text) {
        painter.setFont(lineFont);
        painter.setPen(color);
        painter.drawText(QRect(8 * unit, y, room, metrics.height()), Qt::AlignCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, room));
        y += metrics.height() + unit;
    };
    line(titleFont, title, theme.text, m_text);
    line(secondFont, second, theme.dim, tr("You can look at them and write something first."));
}

}

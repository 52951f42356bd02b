// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/targetbar.h"

#include "widgets/announcement.h"
#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace linnet {

TargetBar::TargetBar(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(new ElidedLabel(this)),
      m_text(new ElidedLabel(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("target"));
    const int unit = Theme::units(1, font());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(3 * unit, unit, unit, unit);
    line->setSpacing(3 * unit);
    line->addWidget(m_icon);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_text);
    line->addLayout(words, 1);
    line->addWidget(m_close);
    m_text->setClickable(true);
    m_text->setToolTip(tr("Show the message"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setFixedSize(8 * unit, 8 * unit);
    setCursor(Qt::PointingHandCursor);
    m_close->setCursor(Qt::ArrowCursor);
    connect(m_text, &ElidedLabel::clicked, this, &TargetBar::activated);
    connect(m_close, &QToolButton::clicked, this, &TargetBar::closed);
    applyTheme();
    hide();
}

void TargetBar::setTarget(const DraftTarget &target)
{
    m_isEdit = target.isEdit;
    const QString title = target.isEdit ? tr("Edit message") : tr("Reply to %1").arg(target.sender.left(300));
    m_title->setText(title);
    m_text->setText(target.text);
    const QString close = target.isEdit ? tr("Do not edit (Esc)") : tr("Do not reply (Esc)");
    m_close->setToolTip(close);
    m_close->setAccessibleName(close);
    setAccessibleName(title);
    applyTheme();
    setVisible(!target.isEmpty());
    if (!target.isEmpty())
        Announcement::say(*this, title + u": " + target.text);
}

void TargetBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT activated();
}

void TargetBar::paintEvent(QPaintEvent *)
{
    const int unit = Theme::units(1, font());
    QRect bar = rect().adjusted(0, unit, 0, -unit);
    bar.setWidth(qMax(2, unit / 2));
    QPainter painter(this);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), bar), Theme(palette()).accent);
}

void TargetBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void TargetBar::applyTheme()
{
    const Theme theme(palette());
    const int side = Theme::units(4, font());
    m_icon->setPixmap(
        themedIcon(m_isEdit ? QStringLiteral("document-edit") : QStringLiteral("mail-reply-sender"),
                   palette(), QPalette::Text)
            .pixmap(QSize(side, side), devicePixelRatioF()));
    m_close->setIcon(themedIcon(QStringLiteral("window-close"), palette(), QPalette::Text));
    m_title->setColor(theme.text);
    const QFont titleFont = Theme::name(font());
    if (m_title->font() != titleFont)
        m_title->setFont(titleFont);
    m_text->setColor(theme.dim);
    update();
}

}

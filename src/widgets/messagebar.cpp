// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagebar.h"

#include "widgets/announcement.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    label->setMinimumWidth(1);
    return label;
}

}

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_what(makeLabel(this)), m_detail(makeLabel(this)),
      m_action(new QPushButton(this)), m_second(new QPushButton(this)), m_close(new QToolButton(this))
{
    const int unit = Theme::units(1, font());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * unit, unit, 3 * unit, unit + 1);
    layout->setSpacing(2 * unit);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_what);
    lines->addWidget(m_detail);
    layout->addWidget(m_icon);
    layout->addLayout(lines, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_second);
    layout->addWidget(m_close);
    setMinimumHeight(10 * unit);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_second, &QPushButton::clicked, this, &MessageBar::secondTriggered);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    setAction({});
    setSecondAction({});
    setClosable(false);
    applyTheme();
}

void MessageBar::setMessage(Tone tone, const QString &what, const QString &detail)
{
    m_what->setText(what);
    m_detail->setText(detail.left(500));
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(what);
    if (m_tone != tone) {
        m_tone = tone;
        applyTheme();
    }
}

void MessageBar::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void MessageBar::setSecondAction(const QString &text)
{
    m_second->setText(text);
    m_second->setVisible(!text.isEmpty());
}

void MessageBar::setClosable(bool isClosable)
{
    m_close->setVisible(isClosable);
}

QString MessageBar::message() const
{
    return m_what->text();
}

void MessageBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Announcement::say(*this, message());
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const QColor tint = m_tone == Tone::Failure   ? theme.danger
                        : m_tone == Tone::Warning ? theme.warning
                                                  : theme.accent;
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mix(theme.base, tint, 0.1));
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isVisible())
        m_close->click();
    else
        QWidget::keyPressEvent(event);
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void MessageBar::applyTheme()
{
    const Theme theme(palette());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme.text);
    m_what->setPalette(colors);
    const QString name = m_tone == Tone::Failure   ? QStringLiteral("dialog-error-symbolic")
                         : m_tone == Tone::Warning ? QStringLiteral("dialog-warning-symbolic")
                                                   : QStringLiteral("dialog-information-symbolic");
    QPalette tinted = colors;
    tinted.setColor(QPalette::WindowText, m_tone == Tone::Failure   ? theme.danger
                                          : m_tone == Tone::Warning ? theme.warning
                                                                    : theme.text);
    const QIcon icon = themedIcon(name, tinted);
    m_icon->setVisible(!icon.isNull());
    m_icon->setPixmap(icon.pixmap(QSize(16, 16), devicePixelRatioF()));
    m_close->setIcon(themedIcon(QStringLiteral("window-close-symbolic"), colors));
    colors.setColor(QPalette::WindowText, theme.dim);
    m_detail->setPalette(colors);
    m_detail->setFont(Theme::scaled(font(), 0.92));
}

}

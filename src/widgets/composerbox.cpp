// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composerbox.h"

#include "widgets/composeredit.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

ComposerBox::ComposerBox(const QKeySequence &attachKey, QWidget *parent)
    : QWidget(parent), m_attachKey(attachKey), m_attach(new QToolButton(this)),
      m_edit(new ComposerEdit(this)), m_emoji(new QToolButton(this)), m_send(new QToolButton(this)),
      m_microphone(new QToolButton(this))
{
    setCursor(Qt::IBeamCursor);
    layOut();
    name(m_attach, QStringLiteral("attach"), tr("Attach files"),
         tr("Attach files (%1)").arg(attachKey.toString(QKeySequence::NativeText)));
    name(m_emoji, QStringLiteral("emoji"), tr("Emoji"), tr("Emoji"));
    name(m_send, QStringLiteral("send"), tr("Send"), tr("Send (Enter)"));
    name(m_microphone, QStringLiteral("microphone"), tr("Record a voice message"),
         tr("Record a voice message"));
    setMayAttach(false);
    setSendable(false, false);
    connect(m_attach, &QToolButton::clicked, this, &ComposerBox::offer);
    connect(m_emoji, &QToolButton::clicked, this, [this] {
        const QPoint corner = isRightToLeft() ? m_emoji->rect().topLeft() : m_emoji->rect().topRight();
        Q_EMIT emojiRequested(m_emoji->mapToGlobal(corner));
    });
    connect(m_send, &QToolButton::clicked, this, &ComposerBox::sendRequested);
    connect(m_edit, &ComposerEdit::sendRequested, this, &ComposerBox::sendRequested);
    connect(m_microphone, &QToolButton::clicked, this, &ComposerBox::speakRequested);
    applyTheme();
}

void ComposerBox::name(QToolButton *button, const QString &objectName, const QString &text,
                       const QString &toolTip)
{
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
}

void ComposerBox::layOut()
{
    const int unit = Theme::units(1, font());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(unit, 0, unit, 0);
    line->setSpacing(unit);
    line->addWidget(m_attach, 0, Qt::AlignBottom);
    auto *text = new QVBoxLayout;
    text->setContentsMargins(0, 2 * unit, 0, 2 * unit);
    text->addWidget(m_edit, 0, Qt::AlignVCenter);
    line->addLayout(text, 1);
    line->addWidget(m_emoji, 0, Qt::AlignBottom);
    line->addWidget(m_send, 0, Qt::AlignBottom);
    line->addWidget(m_microphone, 0, Qt::AlignBottom);
    for (QToolButton *button : {m_attach, m_emoji, m_send, m_microphone}) {
        button->setAutoRaise(true);
        button->setFixedSize(10 * unit, 10 * unit);
        button->setIconSize(QSize(5 * unit, 5 * unit));
        button->setFocusPolicy(Qt::TabFocus);
        button->setCursor(Qt::ArrowCursor);
    }
}

void ComposerBox::setMayAttach(bool may)
{
    m_attach->setVisible(may);
}

/// What can be attached, where that is a choice.
void ComposerBox::offer()
{
    if (!m_canPoll) {
        Q_EMIT attachRequested();
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("attachMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *files =
        menu->addAction(QIcon::fromTheme(QStringLiteral("mail-attachment-symbolic")), tr("&Attach files…"));
    files->setShortcut(m_attachKey);
    files->setShortcutContext(Qt::WidgetShortcut);
    connect(files, &QAction::triggered, this, &ComposerBox::attachRequested);
    QAction *poll =
        menu->addAction(QIcon::fromTheme(QStringLiteral("office-chart-bar")), tr("Make a &poll…"));
    connect(poll, &QAction::triggered, this, &ComposerBox::pollRequested);
    const QSize size = menu->sizeHint();
    const int left = isRightToLeft() ? m_attach->width() - size.width() : 0;
    menu->popup(m_attach->mapToGlobal(QPoint(left, -size.height())));
}

void ComposerBox::setSendable(bool hasAnything, bool maySpeak)
{
    const bool isSpeaking = !hasAnything && maySpeak;
    m_send->setEnabled(hasAnything);
    m_send->setVisible(!isSpeaking);
    m_microphone->setVisible(isSpeaking);
}

void ComposerBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LayoutDirectionChange)
        applyTheme();
}

void ComposerBox::applyTheme()
{
    m_attach->setIcon(themedIcon(QStringLiteral("mail-attachment-symbolic"), palette(), QPalette::Text));
    m_emoji->setIcon(themedIcon(QStringLiteral("smiley"), palette(), QPalette::Text));
    m_microphone->setIcon(themedIcon(QStringLiteral("audio-input-microphone"), palette(), QPalette::Text));
    m_send->setIcon(themedIcon(QStringLiteral("mail-send"), palette(), QPalette::Text, layoutDirection()));
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "widgets/composeredit.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/typedtext.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

Composer::Composer(QWidget *parent)
    : QWidget(parent), m_box(new QWidget(this)), m_edit(new ComposerEdit(m_box)),
      m_send(new QToolButton(m_box)), m_notice(new QWidget(this)), m_noticeText(new QLabel(m_notice)),
      m_asText(new QPushButton(m_notice))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * unit, 0, 3 * unit, 3 * unit);
    layout->setSpacing(unit);
    layout->addWidget(m_notice);
    layout->addWidget(m_box);

    auto *noticeLine = new QHBoxLayout(m_notice);
    noticeLine->setContentsMargins(0, 0, 0, 0);
    noticeLine->addWidget(m_noticeText, 1);
    noticeLine->addWidget(m_asText);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    m_noticeText->setMinimumWidth(1);
    m_asText->setText(tr("Send as text"));
    connect(m_asText, &QPushButton::clicked, this, &Composer::sendAsText);
    m_notice->hide();

    auto *line = new QHBoxLayout(m_box);
    line->setContentsMargins(3 * unit, 0, unit, 0);
    line->setSpacing(unit);
    line->addWidget(m_edit, 1, Qt::AlignVCenter);
    line->addWidget(m_send, 0, Qt::AlignBottom);
    m_send->setAutoRaise(true);
    m_send->setFixedSize(10 * unit, 10 * unit);
    m_send->setIconSize(QSize(5 * unit, 5 * unit));
    m_send->setToolTip(tr("Send (Enter)"));
    m_send->setAccessibleName(tr("Send"));
    m_send->setFocusPolicy(Qt::TabFocus);
    m_send->setEnabled(false);
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onEdited);
    m_edit->installEventFilter(this);
    m_box->setCursor(Qt::IBeamCursor);
    m_send->setCursor(Qt::ArrowCursor);
    setFocusProxy(m_edit);
    applyTheme();
}

void Composer::setRoomName(const QString &name)
{
    m_edit->setHint(tr("Message %1…").arg(name.left(300).simplified()));
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    m_isLoading = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_isLoading = false;
    m_isTyping = false;
    showNotice({});
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::typeKey(QKeyEvent *event)
{
    focusText();
    m_edit->moveCursor(QTextCursor::End);
    QKeyEvent copy(event->type(), event->key(), event->modifiers(), event->text(), event->isAutoRepeat());
    QCoreApplication::sendEvent(m_edit, &copy);
}

void Composer::showNotice(const QString &text)
{
    m_noticeText->setText(text);
    m_asText->hide();
    m_notice->setVisible(!text.isEmpty());
}

void Composer::send()
{
    const TypedText typed = TypedText::read(m_edit->toPlainText());
    switch (typed.kind) {
    case TypedText::Kind::Nothing:
        return;
    case TypedText::Kind::UnknownCommand:
        showNotice(typed.command.toLower() == u"/me"
                       ? tr("Write after /me what you do.")
                       : tr("There is no command “%1”. Two slashes send it as text.").arg(typed.command));
        m_asText->show();
        return;
    case TypedText::Kind::Text:
    case TypedText::Kind::Emote:
        m_edit->clear();
        Q_EMIT sendRequested(typed.text, typed.kind == TypedText::Kind::Emote);
        return;
    }
}

void Composer::sendAsText()
{
    const TypedText typed = TypedText::read(m_edit->toPlainText());
    m_edit->clear();
    focusText();
    Q_EMIT sendRequested(typed.text, false);
}

void Composer::onEdited()
{
    const bool hasText = !m_edit->toPlainText().trimmed().isEmpty();
    m_send->setEnabled(hasText);
    if (m_isLoading)
        return;
    showNotice({});
    Q_EMIT textEdited();
    if (hasText || m_isTyping) {
        m_isTyping = hasText;
        Q_EMIT typingChanged(hasText);
    }
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_notice->isVisible())
        showNotice({});
    else
        QWidget::keyPressEvent(event);
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const bool hasFocus = m_edit->hasFocus();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus ? theme.accent : Theme::mix(theme.base, theme.text, 0.3), 1));
    painter.setBrush(theme.base);
    const double radius = Theme::units(1.5, font());
    painter.drawRoundedRect(QRectF(m_box->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void Composer::applyTheme()
{
    m_send->setIcon(themedIcon(QStringLiteral("mail-send"), palette(), QPalette::Text));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).text);
    m_noticeText->setPalette(colors);
    update();
}

}

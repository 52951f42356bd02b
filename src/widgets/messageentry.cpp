// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messageentry.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace linnet {

MessageEntry::MessageEntry(QWidget *parent)
    : QAbstractButton(parent), m_who(new ElidedLabel(this)), m_when(new QLabel(this)),
      m_what(new ElidedLabel(this)), m_more(new ElidedLabel(this)), m_line(new QHBoxLayout(this))
{
    const Theme theme(palette());
    const int unit = Theme::units(1, font());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    for (QWidget *label : std::initializer_list<QWidget *>{m_who, m_when, m_what, m_more})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_who->setFont(Theme::name(font()));
    m_when->setFont(Theme::scaled(font(), 0.85));
    m_more->setFont(Theme::scaled(font(), 0.92));
    m_more->setColor(theme.dim);
    m_more->hide();
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    m_when->setPalette(dim);
    m_when->setTextFormat(Qt::PlainText);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * unit);
    head->addWidget(m_who, 1);
    head->addWidget(m_when);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(unit / 2);
    lines->addLayout(head);
    lines->addWidget(m_what);
    lines->addWidget(m_more);
    m_line->setContentsMargins(3 * unit, 2 * unit, 2 * unit, 2 * unit);
    m_line->setSpacing(2 * unit);
    m_line->addLayout(lines, 1);
}

void MessageEntry::say(const QString &who, const QColor &colour, const QString &when, const QString &what)
{
    m_who->setText(who);
    m_who->setColor(colour);
    m_who->setVisible(!who.isEmpty());
    m_when->setText(when);
    m_what->setText(what);
    m_what->setColor(who.isEmpty() ? colour : Theme(palette()).text);
    sayAloud();
}

void MessageEntry::sayMore(const QString &more)
{
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    sayAloud();
}

void MessageEntry::sayAloud()
{
    QStringList parts{m_who->text(), m_when->text(), m_what->text(), m_more->text()};
    parts.removeAll(QString());
    setAccessibleName(parts.join(QStringLiteral(", ")));
}

void MessageEntry::addSide(QWidget *widget)
{
    m_line->addWidget(widget);
}

QSize MessageEntry::sizeHint() const
{
    return layout()->sizeHint();
}

void MessageEntry::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QAbstractButton::keyPressEvent(event);
}

void MessageEntry::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    if (underMouse() || hasFocus())
        painter.fillRect(rect(), theme.hover);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -2));
    }
}

}

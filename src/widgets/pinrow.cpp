// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinrow.h"

#include "bridge/coveredtext.h"
#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/rowtime.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestText = 500;

}

PinRow::PinRow(const PinnedMessages::Pin &pin, bool canUnpin, QWidget *parent)
    : QAbstractButton(parent), m_who(new ElidedLabel(this)), m_when(new QLabel(this)),
      m_what(new ElidedLabel(this)), m_canUnpin(canUnpin)
{
    const Theme theme(palette());
    const int unit = Theme::units(1, font());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    for (QWidget *label : std::initializer_list<QWidget *>{m_who, m_when, m_what})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_who->setFont(Theme::name(font()));
    m_when->setFont(Theme::scaled(font(), 0.85));
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
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * unit, 2 * unit, 2 * unit, 2 * unit);
    layout->setSpacing(2 * unit);
    layout->addLayout(lines, 1);
    if (canUnpin) {
        auto *unpin = new QToolButton(this);
        unpin->setAutoRaise(true);
        unpin->setIcon(themedIcon(QStringLiteral("window-unpin"), palette()));
        unpin->setToolTip(tr("Unpin"));
        unpin->setAccessibleName(tr("Unpin"));
        unpin->setCursor(Qt::ArrowCursor);
        layout->addWidget(unpin);
        connect(unpin, &QToolButton::clicked, this, &PinRow::unpinRequested);
    }
    setPin(pin);
}

void PinRow::setPin(const PinnedMessages::Pin &pin)
{
    const Theme theme(palette());
    switch (pin.state) {
    case PinnedMessages::Pin::State::Loading:
        say({}, theme.dim, {}, tr("Loading…"));
        break;
    case PinnedMessages::Pin::State::Missing:
        say({}, theme.dim, {}, tr("This message cannot be shown."));
        break;
    case PinnedMessages::Pin::State::Here:
        say(RowWords::senderName(pin.row), theme.sender(pin.row.sender),
            rowTime(pin.row.ts, QDateTime::currentDateTime(), QLocale()),
            coveredText(RowWords::text(pin.row), pin.row.html).left(LongestText).simplified());
        break;
    }
    setEnabled(pin.state != PinnedMessages::Pin::State::Missing || m_canUnpin);
    updateGeometry();
}

void PinRow::say(const QString &who, const QColor &colour, const QString &when, const QString &what)
{
    m_who->setText(who);
    m_who->setColor(colour);
    m_who->setVisible(!who.isEmpty());
    m_when->setText(when);
    m_what->setText(what);
    m_what->setColor(who.isEmpty() ? colour : Theme(palette()).text);
    QStringList parts{who, when, what};
    parts.removeAll(QString());
    setAccessibleName(parts.join(QStringLiteral(", ")));
}

QSize PinRow::sizeHint() const
{
    return layout()->sizeHint();
}

void PinRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QAbstractButton::keyPressEvent(event);
}

void PinRow::paintEvent(QPaintEvent *)
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

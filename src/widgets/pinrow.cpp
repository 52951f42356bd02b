// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinrow.h"

#include "widgets/icons.h"
#include "widgets/rowtime.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QLocale>
#include <QToolButton>

namespace linnet {

PinRow::PinRow(const PinnedMessages::Pin &pin, bool canUnpin, QWidget *parent)
    : MessageEntry(parent), m_canUnpin(canUnpin)
{
    if (canUnpin) {
        auto *unpin = new QToolButton(this);
        unpin->setAutoRaise(true);
        unpin->setIcon(themedIcon(QStringLiteral("window-unpin"), palette()));
        unpin->setToolTip(tr("Unpin"));
        unpin->setAccessibleName(tr("Unpin"));
        unpin->setCursor(Qt::ArrowCursor);
        addSide(unpin);
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
            rowTime(pin.row.ts, QDateTime::currentDateTime(), QLocale()), RowWords::shortText(pin.row));
        break;
    }
    setEnabled(pin.state != PinnedMessages::Pin::State::Missing || m_canUnpin);
    updateGeometry();
}

}

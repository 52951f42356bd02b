// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinspopup.h"

#include "session/pinnedmessages.h"
#include "widgets/pinrow.h"

namespace linnet {

PinsPopup::PinsPopup(const PinnedMessages &pins, bool canUnpin, QWidget *parent)
    : ListPopup(tr("Pinned messages"), parent), m_pins(pins), m_canUnpin(canUnpin)
{
    setObjectName(QStringLiteral("pinsPopup"));
    connect(&pins, &PinnedMessages::changed, this, &PinsPopup::refresh);
    connect(&pins, &PinnedMessages::pinChanged, this, &PinsPopup::refreshRow);
    refresh();
}

void PinsPopup::refresh()
{
    m_rows.clear();
    for (const PinnedMessages::Pin &pin : m_pins.pins()) {
        auto *row = new PinRow(pin, m_canUnpin, this);
        connect(row, &PinRow::clicked, this, [this, event = pin.event] {
            close();
            Q_EMIT chosen(event);
        });
        connect(row, &PinRow::unpinRequested, this,
                [this, event = pin.event] { Q_EMIT unpinRequested(event); });
        m_rows.append(row);
    }
    setRows(QList<QAbstractButton *>(m_rows.cbegin(), m_rows.cend()), tr("Nothing is pinned here."));
}

void PinsPopup::refreshRow(qsizetype index)
{
    m_rows.at(index)->setPin(m_pins.pins().at(index));
    place();
}

}

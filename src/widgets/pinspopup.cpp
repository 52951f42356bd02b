// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinspopup.h"

#include "session/pinnedmessages.h"
#include "widgets/onscreen.h"
#include "widgets/pinrow.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace linnet {

PinsPopup::PinsPopup(const PinnedMessages &pins, bool canUnpin, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_pins(pins), m_canUnpin(canUnpin), m_nothing(new QLabel(this)),
      m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("pinsPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Pinned messages"));
    const int unit = Theme::units(1, font());
    m_nothing->setText(tr("Nothing is pinned here."));
    m_nothing->setMargin(4 * unit);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setMinimumHeight(1); // by itself it wants more than one row is high
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_nothing);
    layout->addWidget(m_area);
    connect(&pins, &PinnedMessages::changed, this, &PinsPopup::refresh);
    refresh();
}

void PinsPopup::refresh()
{
    const QList<PinRow *> before = m_list ? m_list->findChildren<PinRow *>() : QList<PinRow *>();
    int focused = 0;
    for (qsizetype i = 0; i < before.size(); ++i)
        focused = before.at(i)->hasFocus() ? int(i) : focused;
    m_list = new QWidget;
    m_list->setBackgroundRole(QPalette::Base);
    auto *rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    int index = 0;
    for (const PinnedMessages::Pin &pin : m_pins.pins()) {
        auto *row = new PinRow(pin, m_canUnpin, m_list);
        rows->addWidget(row);
        connect(row, &PinRow::clicked, this, [this, event = pin.event] {
            close();
            Q_EMIT chosen(event);
        });
        connect(row, &PinRow::unpinRequested, this,
                [this, event = pin.event] { Q_EMIT unpinRequested(event); });
        if (index++ == focused)
            row->setFocus();
    }
    rows->addStretch();
    // The rows of before may be what is being told of this.
    if (QWidget *old = m_area->takeWidget())
        old->deleteLater();
    m_area->setWidget(m_list);
    m_nothing->setVisible(index == 0);
    m_area->setVisible(index > 0);
    if (isVisible())
        place();
}

void PinsPopup::popUp(const QRect &button)
{
    m_button = button;
    OnScreen::show(*this, [this] { place(); });
    if (auto *first = m_list->findChild<PinRow *>())
        first->setFocus();
}

void PinsPopup::place()
{
    const QRect space = OnScreen::space(*this, m_button.center());
    const int unit = Theme::units(1, font());
    const int wide = qMin(100 * unit, space.width());
    const int inner = m_area->isHidden() ? m_nothing->sizeHint().height() : m_list->sizeHint().height();
    const int around = isVisible() && !m_area->isHidden() ? height() - m_area->viewport()->height() : 2;
    const int high = qMin(inner + around, qMin(120 * unit, space.bottom() - m_button.bottom()));
    const int x = isRightToLeft() ? m_button.left() : m_button.right() - wide + 1;
    resize(wide, qMax(high, 10 * unit));
    OnScreen::move(*this, {x, m_button.bottom() + 1});
}

}

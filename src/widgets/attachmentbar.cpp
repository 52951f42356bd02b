// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachmentbar.h"

#include "widgets/attachmentcard.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace linnet {

AttachmentBar::AttachmentBar(QWidget *parent) : QScrollArea(parent), m_row(new QWidget)
{
    setObjectName(QStringLiteral("attachments"));
    setAccessibleName(tr("Files to send"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWidgetResizable(true);
    viewport()->setAutoFillBackground(false);
    m_row->setAutoFillBackground(false);
    auto *line = new QHBoxLayout(m_row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Theme::units(2, font()));
    line->addStretch();
    setWidget(m_row);
    hide();
}

void AttachmentBar::setAttachments(Attachments *attachments)
{
    if (m_attachments)
        m_attachments->disconnect(this);
    // Cards know whose they are.
    qDeleteAll(std::exchange(m_cards, {}));
    m_attachments = attachments;
    if (attachments)
        connect(attachments, &Attachments::changed, this, &AttachmentBar::refresh);
    refresh();
}

void AttachmentBar::refresh()
{
    const QList<Attachments::Item> items =
        m_attachments ? m_attachments->items() : QList<Attachments::Item>();
    int focused = -1;
    QList<AttachmentCard *> cards, gone = m_cards;
    for (const Attachments::Item &item : items) {
        const auto known = std::find_if(gone.cbegin(), gone.cend(),
                                        [&](const AttachmentCard *card) { return card->id() == item.id; });
        AttachmentCard *card = known == gone.cend() ? makeCard(item.id) : *known;
        gone.removeOne(card);
        card->refresh();
        cards.append(card);
    }
    for (AttachmentCard *card : std::as_const(gone)) {
        if (card->hasFocus())
            focused = int(m_cards.indexOf(card));
        card->deleteLater(); // it may be the one that was clicked
        card->hide();
    }
    const bool isNew = cards.size() > m_cards.size() - gone.size();
    m_cards = cards;
    placeCards();
    setVisible(!m_cards.isEmpty());
    if (focused >= 0)
        focusCard(focused);
    else if (isNew && !m_cards.isEmpty())
        showCard(m_cards.last());
}

AttachmentCard *AttachmentBar::makeCard(int id)
{
    auto *card = new AttachmentCard(*m_attachments, id, m_row);
    const auto place = [this, id] { return m_attachments ? m_attachments->placeOf(id) : -1; };
    connect(card, &AttachmentCard::removeRequested, m_attachments,
            [attachments = m_attachments.data(), id] { attachments->remove(id); });
    connect(card, &AttachmentCard::moveRequested, this, [this, id, place](int steps) {
        m_attachments->move(id, place() + steps);
        focusCard(place());
    });
    connect(card, &AttachmentCard::focusRequested, this,
            [this, place](int steps) { focusCard(qBound(0, place() + steps, int(m_cards.size()) - 1)); });
    connect(card, &AttachmentCard::draggedTo, this, [this, id](const QPoint &at) { onDragged(id, at); });
    connect(card, &AttachmentCard::sendRequested, this, &AttachmentBar::sendRequested);
    connect(card, &AttachmentCard::leaveRequested, this, &AttachmentBar::left);
    return card;
}

void AttachmentBar::placeCards()
{
    auto *line = static_cast<QHBoxLayout *>(m_row->layout());
    for (int i = 0; i < m_cards.size(); ++i) {
        if (line->indexOf(m_cards.at(i)) == i)
            continue;
        line->removeWidget(m_cards.at(i));
        line->insertWidget(i, m_cards.at(i));
        m_cards.at(i)->show();
        if (i > 0)
            setTabOrder(m_cards.at(i - 1), m_cards.at(i));
    }
    updateGeometry();
}

void AttachmentBar::onDragged(int id, const QPoint &at)
{
    // The place of the card under the mouse, but only when its middle is passed: else the two would change
    // places to and fro.
    for (int i = 0; i < m_cards.size(); ++i) {
        const QRect card = m_cards.at(i)->geometry();
        const int from = m_attachments->placeOf(id);
        if (i == from || at.x() < card.left() || at.x() > card.right())
            continue;
        const bool isPassed =
            (i > from) != isRightToLeft() ? at.x() > card.center().x() : at.x() < card.center().x();
        if (isPassed)
            return m_attachments->move(id, i);
    }
}

void AttachmentBar::focusCard(int place)
{
    if (m_cards.isEmpty()) {
        Q_EMIT left();
        return;
    }
    AttachmentCard *card = m_cards.at(qBound(0, place, int(m_cards.size()) - 1));
    card->setFocus(Qt::TabFocusReason);
    showCard(card);
}

void AttachmentBar::showCard(AttachmentCard *card)
{
    m_row->layout()->activate(); // a new one has no place yet
    m_row->adjustSize();
    ensureWidgetVisible(card);
}

QSize AttachmentBar::sizeHint() const
{
    const int row = m_cards.isEmpty() ? 0 : m_cards.first()->sizeHint().height();
    const int bar =
        m_row->sizeHint().width() > width() && width() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return {Theme::units(66, font()), row + bar};
}

void AttachmentBar::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    updateGeometry(); // the scroll bar needs room of its own
}

void AttachmentBar::wheelEvent(QWheelEvent *event)
{
    // A wheel that only goes up and down goes along the row.
    const QPoint turned = event->angleDelta();
    const int along = turned.x() != 0 ? turned.x() : turned.y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (isRightToLeft() ? -along : along));
    event->accept();
}

void AttachmentBar::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

}

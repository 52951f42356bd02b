// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pins.h"

#include "session/roomchanges.h"
#include "session/rowabilities.h"
#include "session/session.h"
#include "widgets/pinspopup.h"

namespace linnet {

Pins::Pins(Session &session, QWidget &window)
    : m_session(session), m_window(window), m_messages(session.api(), session.store(), session.self())
{
    HiddenPeople &hidden = session.safety().hidden();
    const auto hide = [this, &hidden] { m_messages.setHiding(hidden.rule()); };
    connect(&hidden, &HiddenPeople::changed, this, hide);
    hide();
    connect(&session, &Session::committed, this, [this](const CommittedBatch &batch) {
        for (const CommittedRoom &room : batch.rooms) {
            if (m_popup)
                m_messages.apply(room);
        }
    });
}

void Pins::show(const RoomId &room, const QRect &button)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    const bool canUnpin = RowAbilities::of(*known, m_session.self(), m_session.api()).canPin;
    m_messages.load(room, known->pinned);
    m_popup = new PinsPopup(m_messages, canUnpin, &m_window);
    connect(m_popup, &PinsPopup::chosen, this,
            [this, room](const EventId &event) { Q_EMIT messageWanted(room, event); });
    connect(m_popup, &PinsPopup::unpinRequested, this, &Pins::unpin);
    m_popup->popUp(button);
}

void Pins::unpin(const EventId &event)
{
    const Room *room = m_session.rooms().find(m_messages.room());
    if (!room)
        return;
    RoomChanges(m_session.api(), m_session.self())
        .setPinned(room->id, event, false)
        .then(this, [this](const Status &status) {
            if (!status)
                Q_EMIT failed(tr("What is pinned could not be changed."), status.error());
        });
}

}

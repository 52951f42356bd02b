// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagefinder.h"

#include "session/errortext.h"
#include "session/session.h"
#include "widgets/findpalette.h"
#include "widgets/historybar.h"
#include "widgets/noticebar.h"
#include "widgets/roomview.h"

#include <QLineEdit>

#include <utility>

namespace linnet {

MessageFinder::MessageFinder(Session &session, const RoomListModel &rooms, Avatars &avatars,
                             const Parts &parts)
    : m_session(session), m_rooms(rooms), m_avatars(avatars), m_parts(parts),
      m_dateJump(session, parts.notice, parts.window), m_pins(session, parts.window)
{
    connect(&parts.history, &HistoryBar::arrived, this, &MessageFinder::onArrived);
    connect(&parts.view, &RoomView::notFound, this, &MessageFinder::onNotFound);
    connect(&parts.view, &RoomView::dateWanted, this,
            [this](qint64 ts, const QPoint &globalPos) { m_dateJump.choose(m_room, ts, globalPos); });
    connect(&m_dateJump, &DateJump::found, this, &MessageFinder::onArrived);
    connect(&m_dateJump, &DateJump::nothingSince, this, [this](const RoomId &room) {
        if (room == m_room)
            m_parts.view.jumpToLatest();
    });
    connect(&m_pins, &Pins::messageWanted, this, &MessageFinder::show);
    connect(&m_pins, &Pins::failed, this, [this](const QString &what, const Error &error) {
        m_parts.notice.complain(what, ErrorText::of(error).what);
    });
}

MessageFinder::~MessageFinder()
{
    delete m_palette;
}

FindPalette &MessageFinder::palette()
{
    if (m_palette)
        return *m_palette;
    m_palette = new FindPalette(m_session, m_rooms, m_avatars, &m_parts.window);
    connect(m_palette, &FindPalette::roomChosen, this, &MessageFinder::roomChosen);
    connect(m_palette, &FindPalette::personChosen, this, &MessageFinder::personChosen);
    connect(m_palette, &FindPalette::messageChosen, this,
            [this](const RoomId &room, const EventId &event, bool isStored) {
                if (isStored)
                    show(room, event);
                else
                    showFromServer(room, event);
            });
    return *m_palette;
}

void MessageFinder::openPalette()
{
    palette().open();
}

void MessageFinder::openPaletteInRoom()
{
    if (const Room *known = m_session.rooms().find(m_room))
        palette().openIn(*known);
}

void MessageFinder::showPins(const QRect &button)
{
    m_pins.show(m_room, button);
}

void MessageFinder::show(const RoomId &room, const EventId &event)
{
    if (room != m_room)
        Q_EMIT openRequested(room);
    m_parts.view.goTo(event);
}

void MessageFinder::showFromServer(const RoomId &room, const EventId &event)
{
    Q_EMIT openRequested(room);
    m_parts.view.awaitMessage();
    m_fetched = event;
    m_parts.history.fetchUntil(room, event);
}

/// It lies before what is stored, or nowhere.
void MessageFinder::onNotFound(const EventId &event)
{
    if (std::exchange(m_fetched, event) != event) {
        m_parts.view.awaitMessage();
        return m_parts.history.fetchUntil(m_room, event);
    }
    giveUp();
}

void MessageFinder::giveUp()
{
    m_fetched = {};
    m_parts.notice.complain(tr("This message cannot be shown."),
                            tr("It may have been removed, or the server does not give it out."));
}

/// What somebody wanted to see has been fetched, perhaps minutes later, when they do something else.
void MessageFinder::onArrived(const RoomId &room, const EventId &event)
{
    // Who finds in the room has asked for it, and is in a field too.
    const bool isBusy =
        m_parts.view.isBeingWrittenIn() ||
        (qobject_cast<QLineEdit *>(m_parts.window.focusWidget()) && !m_parts.view.isFindingIn());
    if (room == m_room && !isBusy)
        return m_parts.view.goTo(event);
    m_parts.notice.offerUntilClosed(tr("The message is here now."), tr("Show"), [this, room, event] {
        if (m_session.rooms().find(room))
            show(room, event);
    });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/threaddesk.h"

#include "session/session.h"
#include "widgets/theme.h"
#include "widgets/threaddock.h"
#include "widgets/threadspopup.h"

#include <QMainWindow>

#include <utility>

namespace linnet {

ThreadDesk::ThreadDesk(const Parts &parts, RoomView::Names names)
    : m_parts(parts), m_names(std::move(names)),
      m_list(parts.session.api(), parts.session.store(), parts.session.self())
{
    HiddenPeople &hidden = parts.session.safety().hidden();
    const auto hide = [this, &hidden] { m_list.setHiding(hidden.rule()); };
    connect(&hidden, &HiddenPeople::changed, this, hide);
    hide();
    connect(&parts.session.rooms(), &RoomList::changed, this, [this](const RoomId &room) {
        if (m_popup && room == m_list.room())
            m_list.load(room);
    });
}

ThreadDesk::~ThreadDesk()
{
    delete m_dock;
}

void ThreadDesk::makeDock()
{
    m_dock = new ThreadDock(m_parts.session, m_parts.avatars, m_parts.preferences, m_parts.emojis, m_names,
                            &m_parts.window);
    RoomView &view = m_dock->view();
    view.setSpelling(&m_parts.spelling);
    connect(m_dock, &ThreadDock::left, &m_parts.room, &RoomView::focusComposer);
    connect(&view, &RoomView::notFound, this, [this](const EventId &event) {
        if (std::exchange(m_sought, {}) == event)
            Q_EMIT notFound();
        else // what is not in it lies outside of the thread
            m_parts.room.goTo(event);
    });
    // The areas are not mirrored by Qt.
    m_parts.window.addDockWidget(
        m_parts.window.isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, m_dock);
    Q_EMIT viewMade(view);
}

void ThreadDesk::setRoom(const RoomId &room)
{
    m_room = room;
    if (m_dock)
        m_dock->setRoom(room);
}

bool ThreadDesk::show(const EventId &root)
{
    const Room *known = m_parts.session.rooms().find(m_room);
    if (!known)
        return false;
    const bool isFirst = !m_dock;
    if (isFirst)
        makeDock();
    m_dock->open(*known, root);
    if (isFirst) // it would take as much as the room has
        m_parts.window.resizeDocks({m_dock}, {Theme::units(ThreadDock::UsualUnits, m_dock->font())},
                                   Qt::Horizontal);
    return true;
}

void ThreadDesk::open(const EventId &root)
{
    if (show(root))
        m_dock->view().focusComposer();
}

void ThreadDesk::showMessage(const EventId &root, const EventId &event)
{
    if (!show(root))
        return;
    m_sought = event;
    m_dock->view().goTo(event);
}

void ThreadDesk::showList(const QRect &button)
{
    if (m_room.isEmpty())
        return;
    m_list.load(m_room);
    m_popup = new ThreadsPopup(m_list, &m_parts.window);
    connect(m_popup, &ThreadsPopup::chosen, this, &ThreadDesk::open);
    m_popup->popUp(button);
}

void ThreadDesk::editUnsent(const EventId &root, const TxnId &txn)
{
    if (show(root))
        m_dock->view().editUnsent(txn);
}

void ThreadDesk::saveNotes()
{
    if (m_dock)
        m_dock->view().saveNotes();
}

}

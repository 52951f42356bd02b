// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addroomsdialog.h"

#include "session/session.h"
#include "widgets/roomchoice.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

/// Rooms that one is in and that do not stand in the space, by their names.
QList<RoomChoice::Entry> roomsFor(Session &session, const RoomId &space)
{
    QSet<RoomId> there{space};
    if (const Room *known = session.rooms().find(space)) {
        for (const SpaceChild &child : known->children)
            there.insert(child.id);
    }
    QList<RoomChoice::Entry> rooms;
    const QList<RoomId> ids = session.rooms().ids();
    for (const RoomId &id : ids) {
        const Room *room = session.rooms().find(id);
        if (room->membership == Membership::Join && !there.contains(id) && !room->isDirect)
            rooms.append({id, room->name});
    }
    std::sort(rooms.begin(), rooms.end(), [](const auto &a, const auto &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.room < b.room;
    });
    return rooms;
}

}

AddRoomsDialog::AddRoomsDialog(Session &session, const RoomId &space, QWidget *parent)
    : RequestDialog(tr("Add rooms"), tr("Add"), parent), m_session(session), m_space(space),
      m_rooms(new RoomChoice(tr("Rooms to add"), form())),
      m_areSuggested(new QCheckBox(tr("&Suggest them to members"), form()))
{
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rooms, 1);
    layout->addWidget(m_areSuggested);
    m_rooms->setRooms(roomsFor(session, space));
    connect(m_rooms, &RoomChoice::changed, this, [this] {
        clearFailure();
        setReady(!m_rooms->chosen().isEmpty());
    });
    resize(Theme::units(110, font()), Theme::units(110, font()));
}

void AddRoomsDialog::send()
{
    const QList<RoomId> rooms = m_rooms->chosen();
    m_session.spaces()
        .editing()
        .add(m_space, rooms, m_areSuggested->isChecked())
        .then(this, [this, count = int(rooms.size())](const Result<Done> &result) {
            if (!result)
                return setFailure(result.error(), ErrorText::During::Anything);
            Q_EMIT added(count);
            accept();
        });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/leavespacedialog.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "widgets/roomchoice.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace linnet {

namespace {

QString titleOf(Session &session, const RoomId &space)
{
    const Room *known = session.rooms().find(space);
    return LeaveSpaceDialog::tr("Leave %1?")
        .arg(known ? shortened(cleanName(known->name.left(200)), 60) : space.toString());
}

}

LeaveSpaceDialog::LeaveSpaceDialog(Session &session, const RoomId &space, QWidget *parent)
    : RequestDialog(titleOf(session, space), tr("Leave"), parent), m_session(session), m_space(space),
      m_rooms(new RoomChoice(tr("Rooms to leave too"), form()))
{
    const Room *known = session.rooms().find(space);
    auto *what = new QLabel(form());
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    what->setText(known && known->joinedCount <= 1
                      ? tr("You are the last one in it: nobody will be able to come back.")
                      : tr("To come back you may need an invitation."));
    auto *which =
        new QLabel(tr("Choose the rooms that you want to leave too. You stay in the others."), form());
    which->setWordWrap(true);
    auto *all = new QPushButton(tr("Choose &all"), form());
    auto *none = new QPushButton(tr("Choose &none"), form());
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addWidget(none);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(what);
    layout->addWidget(which);
    layout->addWidget(m_rooms, 1);
    layout->addLayout(buttons);
    fill();
    connect(all, &QPushButton::clicked, this,
            [this] { m_rooms->choose(m_session.spaces().tree().members(m_space)); });
    connect(none, &QPushButton::clicked, this, [this] { m_rooms->choose({}); });
    connect(m_rooms, &RoomChoice::changed, this, &LeaveSpaceDialog::clearFailure);
    setReady(true);
    resize(Theme::units(110, font()), Theme::units(110, font()));
}

void LeaveSpaceDialog::fill()
{
    QList<RoomChoice::Entry> rooms;
    const QSet<RoomId> members = m_session.spaces().tree().members(m_space);
    for (const RoomId &id : members) {
        const Room *room = m_session.rooms().find(id);
        if (room && room->membership == Membership::Join && id != m_space)
            rooms.append({id, room->name});
    }
    std::sort(rooms.begin(), rooms.end(), [](const auto &a, const auto &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.room < b.room;
    });
    m_rooms->setRooms(rooms);
}

void LeaveSpaceDialog::send()
{
    m_session.spaces()
        .editing()
        .leave(m_space, m_rooms->chosen())
        .then(this, [this](const Result<Done> &result) {
            if (!result)
                return setFailure(result.error(), ErrorText::During::Anything);
            Q_EMIT left(m_space);
            accept();
        });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacedialogs.h"

#include "session/errortext.h"
#include "session/session.h"
#include "widgets/addroomsdialog.h"
#include "widgets/createroomdialog.h"
#include "widgets/createspacedialog.h"
#include "widgets/leavespacedialog.h"

namespace linnet {

void SpaceDialogs::create()
{
    auto *dialog = new CreateSpaceDialog(m_session, &m_window);
    connect(dialog, &CreateSpaceDialog::created, this, &SpaceDialogs::openRequested);
    dialog->open();
}

void SpaceDialogs::createRoomIn(const RoomId &space)
{
    const Room *known = m_session.rooms().find(space);
    if (!known)
        return;
    auto *dialog = new CreateRoomDialog(m_session, &m_window);
    dialog->setSpace(space, known->name);
    connect(dialog, &CreateRoomDialog::created, this, &SpaceDialogs::openRequested);
    connect(dialog, &CreateRoomDialog::notAdded, this, [this](const Error &error) {
        sayNotAdded(tr("The room was created, but is not in the space: %1"), error);
    });
    dialog->open();
}

void SpaceDialogs::createSpaceIn(const RoomId &space)
{
    const Room *known = m_session.rooms().find(space);
    if (!known)
        return;
    auto *dialog = new CreateSpaceDialog(m_session, &m_window);
    dialog->setSpace(space, known->name);
    connect(dialog, &CreateSpaceDialog::created, this, &SpaceDialogs::openRequested);
    connect(dialog, &CreateSpaceDialog::notAdded, this, [this](const Error &error) {
        sayNotAdded(tr("The space was created, but is not in the other one: %1"), error);
    });
    dialog->open();
}

void SpaceDialogs::sayNotAdded(const QString &what, const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    Q_EMIT failed(what.arg(text.what), text.detail);
}

void SpaceDialogs::addRooms(const RoomId &space)
{
    auto *dialog = new AddRoomsDialog(m_session, space, &m_window);
    connect(dialog, &AddRoomsDialog::added, this,
            [this](int count) { Q_EMIT done(tr("%n room(s) added.", nullptr, count)); });
    dialog->open();
}

void SpaceDialogs::leave(const RoomId &space)
{
    auto *dialog = new LeaveSpaceDialog(m_session, space, &m_window);
    connect(dialog, &LeaveSpaceDialog::left, this, &SpaceDialogs::left);
    dialog->open();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacedesk.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/roomlink.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/spacelobby.h"
#include "widgets/spacerail.h"
#include "widgets/spacetitle.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSettings>

namespace linnet {

namespace {

const QString ChosenKey = QStringLiteral("spaces/chosen");
const QString OutsideKey = QStringLiteral("spaces/homeOutside");

}

SpaceDesk::SpaceDesk(const Parts &parts, QString settingsPath, QObject *parent)
    : QObject(parent), m_parts(parts), m_settingsPath(std::move(settingsPath)),
      m_model(parts.session.spaces().tree(), parts.session.rooms()),
      m_scope(parts.session.spaces().tree(), parts.session.rooms(), parts.panel.filterModel()),
      m_dialogs(parts.session, parts.window), m_rail(new SpaceRail(m_model, parts.avatars, &parts.window)),
      m_title(new SpaceTitle(&parts.panel)),
      m_lobby(new SpaceLobby(parts.session, parts.avatars, &parts.page))
{
    parts.panel.addAbove(m_title);
    parts.page.setLobby(m_lobby);
    const QSettings settings(m_settingsPath, QSettings::IniFormat);
    m_scope.setHomeOutside(settings.value(OutsideKey).toBool());
    m_scope.setSpace(RoomId(settings.value(ChosenKey).toString()));
    connectAll();
    show();
}

void SpaceDesk::connectAll()
{
    connect(&m_scope, &SpaceScope::changed, this, [this] {
        QSettings settings(m_settingsPath, QSettings::IniFormat);
        settings.setValue(ChosenKey, m_scope.space().toString());
        settings.setValue(OutsideKey, m_scope.isHomeOutside());
        show();
    });
    SpaceTree &tree = m_parts.session.spaces().tree();
    connect(&tree, &SpaceTree::reset, this, &SpaceDesk::show);
    connect(&tree, &SpaceTree::structureChanged, this, &SpaceDesk::show);
    connect(&tree, &SpaceTree::spaceChanged, this, &SpaceDesk::show);
    connect(&m_model, &SpaceModel::moveRequested, this, &SpaceDesk::move);

    connect(m_rail, &SpaceRail::choiceRequested, this, &SpaceDesk::choose);
    connect(m_rail, &SpaceRail::openRequested, this, &SpaceDesk::openRequested);
    connect(m_rail, &SpaceRail::menuRequested, this, &SpaceDesk::showMenu);
    connect(m_rail, &SpaceRail::createRequested, &m_dialogs, &SpaceDialogs::create);
    connect(m_rail, &SpaceRail::joinRequested, this, &SpaceDesk::joinRequested);
    connect(m_title, &SpaceTitle::openRequested, this, [this] { Q_EMIT openRequested(chosen()); });
    connect(m_title, &SpaceTitle::menuRequested, this,
            [this](const QPoint &at) { showMenu(chosen(), m_model.rowOf(chosen()), at); });
    connect(&m_parts.panel, &RoomPanel::allRoomsRequested, this, [this] {
        m_scope.setHomeOutside(false);
        choose({});
    });
    connect(&m_parts.panel, &RoomPanel::lobbyRequested, this, [this] { Q_EMIT openRequested(chosen()); });

    connect(m_lobby, &SpaceLobby::openRequested, this, &SpaceDesk::openRequested);
    connect(m_lobby, &SpaceLobby::inviteRequested, this, &SpaceDesk::inviteRequested);
    connect(m_lobby, &SpaceLobby::addRequested, &m_dialogs, &SpaceDialogs::addRooms);
    connect(m_lobby, &SpaceLobby::createRequested, &m_dialogs, &SpaceDialogs::createRoomIn);
    connect(m_lobby, &SpaceLobby::createSpaceRequested, &m_dialogs, &SpaceDialogs::createSpaceIn);
    connect(m_lobby, &SpaceLobby::failed, this, &SpaceDesk::failed);
    connect(&m_dialogs, &SpaceDialogs::openRequested, this, &SpaceDesk::openRequested);
    connect(&m_dialogs, &SpaceDialogs::failed, this, &SpaceDesk::failed);
}

bool SpaceDesk::hasSpaces() const
{
    return !m_parts.session.spaces().tree().isEmpty();
}

void SpaceDesk::choose(const RoomId &space)
{
    m_scope.setSpace(space);
}

void SpaceDesk::show()
{
    const Room *space = m_parts.session.rooms().find(chosen());
    const QString name = space ? shortened(cleanName(space->name.left(200)), 100) : QString();
    m_title->setName(name);
    m_parts.panel.setSpaceName(name);
    m_parts.panel.setOutsideOnly(chosen().isEmpty() && m_scope.isHomeOutside());
    m_model.setHomeOutside(m_scope.isHomeOutside());
    m_rail->setChosen(chosen());
    m_rail->setVisible(hasSpaces());
    Q_EMIT spacesChanged();
}

void SpaceDesk::showMenu(const RoomId &space, int row, const QPoint &at)
{
    auto *menu = new QMenu(&m_parts.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (space.isEmpty())
        fillHomeMenu(*menu);
    else
        fillSpaceMenu(*menu, space, row);
    menu->popup(at);
}

void SpaceDesk::fillHomeMenu(QMenu &menu)
{
    QAction *outside = menu.addAction(tr("Only rooms that are in no space"));
    outside->setCheckable(true);
    outside->setChecked(m_scope.isHomeOutside());
    connect(outside, &QAction::toggled, this, [this](bool isOn) { m_scope.setHomeOutside(isOn); });
}

void SpaceDesk::fillSpaceMenu(QMenu &menu, const RoomId &space, int row)
{
    const Room *known = m_parts.session.rooms().find(space);
    if (!known)
        return;
    SpaceTree &tree = m_parts.session.spaces().tree();
    menu.addAction(tr("Open"), this, [this, space] { Q_EMIT openRequested(space); });
    QAction *read = menu.addAction(tr("Mark all as read"), this, [this, space] { markRead(space); });
    read->setEnabled(!tree.unread(space).isNothing());
    menu.addSeparator();
    QAction *invite = menu.addAction(tr("Invite…"), this, [this, space] { Q_EMIT inviteRequested(space); });
    if (!m_lobby->mayInvite(*known)) {
        invite->setEnabled(false);
        invite->setToolTip(tr("Only those who manage this space can do that."));
    }
    const QString link = roomLink(*known);
    menu.addAction(tr("Copy link"), this, [link] { QGuiApplication::clipboard()->setText(link); });
    menu.addSeparator();
    const bool mayEdit = m_parts.session.spaces().editing().mayEdit(space);
    const auto edit = [&](const QString &text, auto what) {
        QAction *action = menu.addAction(text, this, what);
        action->setEnabled(mayEdit);
        if (!mayEdit)
            action->setToolTip(tr("Only those who manage this space can do that."));
    };
    edit(tr("Add rooms…"), [this, space] { m_dialogs.addRooms(space); });
    edit(tr("Create a room in it…"), [this, space] { m_dialogs.createRoomIn(space); });
    edit(tr("Create a space in it…"), [this, space] { m_dialogs.createSpaceIn(space); });
    menu.addAction(tr("Settings…"), this, [this, space] { Q_EMIT settingsRequested(space); });
    menu.addSeparator();
    for (const int step : {-1, 1}) {
        const int to = m_model.placeBeside(row, step);
        QAction *action = menu.addAction(step < 0 ? tr("Move up") : tr("Move down"), this,
                                         [this, space, to] { move(space, to); });
        action->setEnabled(to >= 0);
    }
    menu.addSeparator();
    if (m_addToMenu)
        m_addToMenu(menu, *known);
    menu.addAction(tr("Leave…"), this, [this, space] { m_dialogs.leave(space); });
}

void SpaceDesk::markRead(const RoomId &space)
{
    const QSet<RoomId> members = m_parts.session.spaces().tree().members(space);
    for (const RoomId &id : members) {
        const Room *room = m_parts.session.rooms().find(id);
        if (room && room->membership == Membership::Join && room->isReadable())
            Q_EMIT markReadRequested(id);
    }
}

void SpaceDesk::move(const RoomId &space, int to)
{
    m_parts.session.spaces().move(space, to).then(this, [this](const Result<Done> &result) {
        if (result)
            return;
        const ErrorText text = ErrorText::of(result.error());
        Q_EMIT failed(tr("The order was not kept: %1").arg(text.what), text.detail);
    });
}

}

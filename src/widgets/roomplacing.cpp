// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomplacing.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/noticebar.h"
#include "widgets/roompanel.h"

#include <QMenu>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostSpaces = 200; ///< as many as one can choose from in a menu, and more
constexpr qsizetype LongestName = 60;

bool hasChild(const Room &space, const RoomId &room)
{
    return std::any_of(space.children.cbegin(), space.children.cend(),
                       [&room](const SpaceChild &child) { return child.id == room; });
}

}

RoomPlacing::RoomPlacing(Session &session, RoomPanel &panel, NoticeBar &notice, QObject *parent)
    : QObject(parent), m_session(session), m_notice(notice)
{
    connect(&panel, &RoomPanel::roomMenuFilling, this,
            [this](QMenu *menu, const RoomId &room) { fillMenu(*menu, room); });
}

QString RoomPlacing::nameOf(const RoomId &room) const
{
    const Room *known = m_session.rooms().find(room);
    return known ? shortened(cleanName(known->name.left(2 * LongestName)), LongestName) : room.toString();
}

QList<RoomId> RoomPlacing::spaces() const
{
    const SpaceTree &tree = m_session.spaces().tree();
    QList<RoomId> found;
    QSet<RoomId> seen;
    QList<RoomId> open = tree.topLevel();
    while (!open.isEmpty() && found.size() < MostSpaces) {
        const RoomId space = open.takeFirst();
        if (seen.contains(space))
            continue;
        seen.insert(space);
        found.append(space);
        open = tree.subspaces(space) + open;
    }
    return found;
}

void RoomPlacing::fillMenu(QMenu &menu, const RoomId &room)
{
    const Room *known = m_session.rooms().find(room);
    const bool isRoom = known && known->membership == Membership::Join && !known->isSpace();
    if (!isRoom || known->isDirect || !m_session.spaces().isAvailable())
        return;
    QMenu *choice = menu.addMenu(tr("Add to a space"));
    choice->setToolTipsVisible(true);
    const QList<RoomId> all = spaces();
    bool mayEdit = false;
    for (const RoomId &space : all) {
        mayEdit = mayEdit || m_session.spaces().editing().mayEdit(space);
        if (const Room *each = m_session.rooms().find(space))
            addSpace(*choice, *each, room);
    }
    if (mayEdit)
        return;
    choice->menuAction()->setEnabled(false);
    choice->menuAction()->setToolTip(all.isEmpty() ? tr("You are in no space.")
                                                   : tr("You manage none of your spaces."));
}

void RoomPlacing::addSpace(QMenu &menu, const Room &space, const RoomId &room)
{
    QAction *action = menu.addAction(nameOf(space.id).replace(u'&', QLatin1String("&&")), this,
                                     [this, id = space.id, room] { put(id, room); });
    const bool isIn = hasChild(space, room);
    const bool mayEdit = m_session.spaces().editing().mayEdit(space.id);
    action->setEnabled(mayEdit && !isIn);
    if (isIn)
        action->setToolTip(tr("The room is in it."));
    else if (!mayEdit)
        action->setToolTip(tr("Only those who manage this space can do that."));
}

void RoomPlacing::put(const RoomId &space, const RoomId &room)
{
    m_session.spaces().editing().add(space, {room}).then(this, [this, space, room](const Result<Done> &done) {
        if (!done)
            return complain(tr("The room was not added: %1"), done.error());
        m_notice.offer(tr("“%1” is in “%2” now.").arg(nameOf(room), nameOf(space)), tr("Undo"),
                       [this, space, room] { takeOut(space, room); });
    });
}

void RoomPlacing::takeOut(const RoomId &space, const RoomId &room)
{
    m_session.spaces().editing().remove(space, room).then(this, [this](const Result<Done> &done) {
        if (!done)
            complain(tr("The room is still in the space: %1"), done.error());
    });
}

void RoomPlacing::complain(const QString &what, const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    m_notice.complain(what.arg(text.what), text.detail);
}

}

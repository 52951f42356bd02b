// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomrights.h"

#include "session/powertext.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomRights)
};

CanChange oldServer()
{
    return CanChange::no(Words::tr("This server cannot do this."));
}

}

CanChange RoomRights::needs(int level) const
{
    if (m_membership != Membership::Join)
        return CanChange::no(Words::tr("You are not in this room."));
    const int own = m_facts.levels.powerOf(m_self);
    if (own >= level)
        return {};
    const int everybodys = m_facts.levels.usersDefault;
    if (level >= PowerLevels::Creator)
        return CanChange::no(Words::tr("Only who made the room may change this."));
    return CanChange::no(Words::tr("Who may change this: %1. You are: %2.")
                             .arg(PowerText::who(level, everybodys), PowerText::role(own, everybodys)));
}

CanChange RoomRights::state(const QString &type) const
{
    return needs(m_facts.levels.neededFor(type, true));
}

CanChange RoomRights::joinRule(const QString &rule) const
{
    const CanChange change = state(RoomStateType::JoinRules);
    if (!change.isAllowed)
        return change;
    const bool isOld = rule == QLatin1String("invite") || rule == QLatin1String("public");
    if (m_dialect == Dialect::V1 && !isOld)
        return oldServer();
    if (!hasJoinRule(m_facts.version, rule))
        return CanChange::no(Words::tr("This room is too old for it. Upgrade the room first."));
    return {};
}

CanChange RoomRights::encrypt() const
{
    if (m_dialect == Dialect::V1)
        return oldServer();
    if (m_facts.isSpace)
        return CanChange::no(Words::tr("Spaces have no messages."));
    if (m_facts.isEncrypted)
        return CanChange::no(Words::tr("Encryption can never be turned off."));
    return state(RoomStateType::Encryption);
}

CanChange RoomRights::addresses() const
{
    return needs(std::min(m_facts.levels.usersDefault, m_facts.levels.powerOf(m_self)));
}

CanChange RoomRights::upgrade() const
{
    if (m_dialect == Dialect::V1)
        return oldServer();
    if (m_isReplaced)
        return CanChange::no(Words::tr("This room was replaced already."));
    return state(RoomStateType::Tombstone);
}

CanChange RoomRights::user(const UserId &user) const
{
    const CanChange change = state(RoomStateType::Powers);
    if (!change.isAllowed)
        return change;
    if (m_facts.levels.powerOf(user) == PowerLevels::Creator)
        return CanChange::no(Words::tr("Who made the room always stands above everybody else."));
    if (!PowerRules::mayChangeUser(m_facts.levels, m_self, user))
        return CanChange::no(Words::tr("You can change only people who stand below you."));
    return {};
}

CanChange RoomRights::action(const PowerAction &action) const
{
    const CanChange change = state(RoomStateType::Powers);
    if (!change.isAllowed)
        return change;
    if (m_facts.areLevelsOf2014)
        return CanChange::no(Words::tr("Rooms of 2014 have roles for people only."));
    if (!PowerRules::mayChangeAction(m_facts.levels, m_self, action))
        return CanChange::no(Words::tr("This needs more than you may give."));
    return {};
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roompowers.h"

#include <QCoreApplication>

namespace linnet {

namespace {

using Risk = PowerRules::Risk;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomPowers)
};

Error invalid(const char *code, const QString &text)
{
    return {Error::Kind::Invalid, QLatin1String(code), 0, text, {}};
}

Error errorOf(Risk risk)
{
    if (risk == Risk::NobodyLeft)
        return invalid("chat.linnet.NOBODY_LEFT",
                       Words::tr("Nobody would be left who can change permissions here."));
    return invalid("chat.linnet.LOWERS_YOU", Words::tr("You could not take this back yourself."));
}

Status setUser(PowerLevelsEdit &edit, const UserId &user, int level)
{
    if (edit.levels().powerOf(user) == PowerLevels::Creator)
        return Error::of(Error::Kind::Invalid,
                         Words::tr("Who made the room always stands above everybody else."));
    return edit.setUser(user, level);
}

}

PowerLevelsEdit RoomPowers::now() const
{
    const RoomStateValue create = m_edits.values().value(RoomStateType::Create);
    return {m_edits.values().value(RoomStateType::Powers).content, create.content, create.sender};
}

Risk RoomPowers::riskOf(const PowerLevelsEdit &before, const PowerLevelsEdit &after) const
{
    const auto isIn = [this](const UserId &user) { return user == m_self || m_people.isIn(user); };
    return PowerRules::riskOf(before.levels(), after.levels(), m_self, isIn);
}

Risk RoomPowers::riskOf(const Edit &edit) const
{
    PowerLevelsEdit after = now();
    return edit(after) ? riskOf(now(), after) : Risk::None;
}

Risk RoomPowers::riskOf(const UserId &user, int level) const
{
    return riskOf(Edit([&](PowerLevelsEdit &edit) { return setUser(edit, user, level); }));
}

Risk RoomPowers::riskOf(const PowerAction &action, int level) const
{
    return riskOf(Edit([&](PowerLevelsEdit &edit) { return edit.setAction(action, level); }));
}

void RoomPowers::set(const UserId &user, int level, bool isSure)
{
    change([user, level](PowerLevelsEdit &edit) { return setUser(edit, user, level); }, isSure);
}

void RoomPowers::set(const PowerAction &action, int level, bool isSure)
{
    change([action, level](PowerLevelsEdit &edit) { return edit.setAction(action, level); }, isSure);
}

void RoomPowers::change(const Edit &edit, bool isSure)
{
    const RoomStateValue create = m_edits.values().value(RoomStateType::Create);
    const auto make = [this, create, edit, isSure](const QByteArray &before) -> Result<QByteArray> {
        const PowerLevelsEdit was(before, create.content, create.sender);
        m_before = was.levels();
        PowerLevelsEdit is = was;
        if (const Status status = edit(is); !status)
            return status.error();
        if (const Risk risk = riskOf(was, is); risk != Risk::None && !isSure)
            return errorOf(risk);
        return is.content();
    };
    m_edits.change(RoomField::Powers, RoomStateType::Powers, make, true);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/content.h"

#include <functional>

namespace linnet {

/// One number of a room's power levels beside those of people: what is needed to do something, or has who is
/// not named.
struct PowerAction
{
    enum class Kind {
        UsersDefault,
        EventsDefault,
        StateDefault,
        Invite,
        Kick,
        Ban,
        Redact,
        NotifyRoom,
        Event
    };
    Kind kind = Kind::Event;
    QString type = {};    ///< of Event
    bool isState = false; ///< of Event

    static PowerAction state(const QString &type) { return {Kind::Event, type, true}; }
    static PowerAction message(const QString &type) { return {Kind::Event, type, false}; }
    int levelIn(const PowerLevels &levels) const; ///< as it is now, by a default too

    friend bool operator==(const PowerAction &, const PowerAction &) = default;
};

/// Changes single numbers in the content of m.room.power_levels (client-server API): all else stays as it
/// came, also what is of the wrong type or known to nobody here. A value; pure.
class PowerLevelsEdit
{
public:
    /// As readPowerLevels(). Where the room has no power levels yet, those that hold without them are written
    /// down with the first change.
    PowerLevelsEdit(const QByteArray &powerLevels, QByteArray create, UserId creator);

    const PowerLevels &levels() const { return m_levels; } ///< with all changes
    QByteArray content() const;
    /// The form of 2014, in which only people have levels.
    bool isOf2014() const { return m_isOf2014; }

    /// `level` is what everybody has: no longer names them. Invalid: a creator of a room of version 12, who
    /// must not be named, and what is no user id.
    Status setUser(const UserId &user, int level);
    Status setAction(const PowerAction &action, int level); ///< Unsupported: isOf2014()

private:
    void update();

    QByteArray m_create;
    UserId m_creator;
    QByteArray m_content;
    PowerLevels m_levels;
    bool m_isOf2014 = false;
};

/// What the rules of rooms let somebody change in power levels (rooms, "Authorization rules"), and what may
/// come of it. Pure.
namespace PowerRules {

bool mayChange(const PowerLevels &levels, const UserId &self); ///< anything at all in them
/// The highest level that may be given, and needed for an action.
int mostToGive(const PowerLevels &levels, const UserId &self);
/// Nobody but oneself who stands as high as oneself can be moved, and no creator of version 12.
bool mayChangeUser(const PowerLevels &levels, const UserId &self, const UserId &user);
bool mayChangeAction(const PowerLevels &levels, const UserId &self, const PowerAction &action);

enum class Risk {
    None,
    LowersSelf, ///< one cannot take it back oneself
    NobodyLeft, ///< nobody who is in the room could change its power levels any more
};
/// `isIn`: whether somebody is in the room.
Risk riskOf(const PowerLevels &before, const PowerLevels &after, const UserId &self,
            const std::function<bool(const UserId &)> &isIn);

}

}

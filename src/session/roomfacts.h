// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/powerlevelsedit.h"
#include "matrix/roomstate.h"

#include <QHash>

#include <optional>

namespace linnet {

/// A state event with an empty key, as far as settings go.
struct RoomStateValue
{
    QByteArray content; ///< empty: there is none
    UserId sender = {};

    friend bool operator==(const RoomStateValue &, const RoomStateValue &) = default;
};
using RoomStateValues = QHash<QString, RoomStateValue>; ///< by type

/// How a room is set up, all of it. A value; pure.
struct RoomFacts
{
    QString version; ///< empty: 1, or not known
    bool isSpace = false;
    UserId creator;
    QString name;
    QString topic;
    QString avatarUrl; ///< the room's own; empty: none
    JoinRules joinRules;
    QString history; ///< as readHistoryVisibility() has it
    bool areGuestsAllowed = false;
    bool isEncrypted = false;
    std::optional<ServerAcl> acl;
    RoomAddresses addresses;
    QString policyServer; ///< empty: none
    PowerLevels levels;
    bool areLevelsOf2014 = false;

    static RoomFacts read(const RoomStateValues &state);
    /// Who made it and stands above all levels, in rooms since version 12; sorted.
    QList<UserId> creators() const;
};

/// The names of the state events that settings are made of.
namespace RoomStateType {

inline const QString Create = QStringLiteral("m.room.create");
inline const QString Name = QStringLiteral("m.room.name");
inline const QString Topic = QStringLiteral("m.room.topic");
inline const QString Avatar = QStringLiteral("m.room.avatar");
inline const QString JoinRules = QStringLiteral("m.room.join_rules");
inline const QString History = QStringLiteral("m.room.history_visibility");
inline const QString Guests = QStringLiteral("m.room.guest_access");
inline const QString Encryption = QStringLiteral("m.room.encryption");
inline const QString Acl = QStringLiteral("m.room.server_acl");
inline const QString Addresses = QStringLiteral("m.room.canonical_alias");
inline const QString Policy = QStringLiteral("m.room.policy");
inline const QString OldPolicy = QStringLiteral("org.matrix.msc4284.policy"); ///< before 1.18
inline const QString Powers = QStringLiteral("m.room.power_levels");
inline const QString Tombstone = QStringLiteral("m.room.tombstone");

}

}

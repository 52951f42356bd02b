// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

class RoomList;
class SpaceHierarchy;

/// A room in a space's lobby: what it is called, and what one can do about it. A value.
struct LobbyRow
{
    enum class Action {
        Open,
        Join,
        Ask, ///< to be let in
        None,
    };

    RoomId id;
    RoomId parent; ///< the space it stands in
    QString path;  ///< the ids from the top down to it
    QString name;  ///< on one line, as the others; never empty
    QString topic;
    QString avatarUrl;
    QString why;     ///< who can join, or why one cannot; may be empty
    QString failure; ///< why joining has failed; empty: it has not
    QStringList via;
    int members = 0; ///< 0: not known
    int depth = 0;
    bool isSpace = false;
    bool isExpanded = false;
    bool isSuggested = false;
    bool isJoining = false;
    Action action = Action::None;

    /// By what the list of rooms knows of it, else by what the server tells; none if neither knows it.
    static std::optional<LobbyRow> of(const SpaceChild &child, const RoomId &parent, const RoomList &rooms,
                                      const SpaceHierarchy &hierarchy);

    friend bool operator==(const LobbyRow &, const LobbyRow &) = default;
};

}

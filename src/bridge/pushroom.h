// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>
#include <QList>

#include <memory>
#include <optional>

namespace linnet {

/// Who may notify all of a room: what push rules ask of `m.room.power_levels`. A plain value.
struct PushPowers
{
    QHash<UserId, int> users;
    int usersDefault = 0;
    int notifyRoom = 50;
    QList<UserId> creators; ///< who stand above all levels, in rooms of version 12 and later
};

/// What push rules ask of a room. A plain value.
struct PushRoomState
{
    RoomId room;
    UserId self;
    QString ownName; ///< display name in the room; empty if one has none
    int joined = 0;
    std::optional<PushPowers> powers; ///< not set: not known, then nobody may notify all
};

/// A room as PushRules look at it, read once for many events. Any thread, one at a time.
class PushRoom
{
public:
    explicit PushRoom(const PushRoomState &state);
    ~PushRoom();
    PushRoom(PushRoom &&) noexcept;
    PushRoom &operator=(PushRoom &&) noexcept;

private:
    friend class PushRules;
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

}

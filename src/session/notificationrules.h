// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>
#include <QJsonObject>
#include <QMetaType>

namespace linnet {

/// What of a room notifies.
enum class NotificationLevel {
    Everything,
    Mentions, ///< and keywords
    Nothing,
};

/// What push rules say of rooms as wholes (client-server API, "Push Rules"): a room's own rule that does not
/// notify leaves what highlights, an override for it leaves nothing. An action of none and `dont_notify` of
/// before 1.7 are the same. Pure.
struct NotificationRules
{
    enum class State { None, Off, Notifies, Silent };
    struct Of
    {
        State override = State::None; ///< a rule for this room alone
        State room = State::None;
    };

    QHash<RoomId, Of> rooms;                                 ///< such as have rules of their own
    NotificationLevel usual = NotificationLevel::Everything; ///< of all others

    NotificationLevel of(const RoomId &room) const;
    /// `content`: that of `m.push_rules`; of the wrong shape it says nothing.
    static NotificationRules read(const QJsonObject &content);
};

}
Q_DECLARE_METATYPE(linnet::NotificationLevel)

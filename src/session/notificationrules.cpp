// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/notificationrules.h"

#include <QJsonArray>

#include <algorithm>

namespace linnet {

namespace {

using State = NotificationRules::State;

State stateOf(const QJsonValue &rule)
{
    if (!rule[u"enabled"].toBool(true))
        return State::Off;
    const QJsonArray actions = rule[u"actions"].toArray();
    const bool doesNotify = std::any_of(actions.begin(), actions.end(), [](const QJsonValue &action) {
        return action.toString() == u"notify" || action.toString() == u"coalesce";
    });
    return doesNotify ? State::Notifies : State::Silent;
}

/// The one room that an override is for, or empty.
RoomId roomOf(const QJsonValue &rule)
{
    const QJsonArray conditions = rule[u"conditions"].toArray();
    if (conditions.size() != 1)
        return {};
    const QJsonValue condition = conditions.first();
    if (condition[u"kind"].toString() != u"event_match" || condition[u"key"].toString() != u"room_id")
        return {};
    const QString pattern = condition[u"pattern"].toString();
    return RoomId(pattern.startsWith(u'!') ? pattern : QString());
}

}

NotificationRules NotificationRules::read(const QJsonObject &content)
{
    NotificationRules result;
    const QJsonObject global = content.value(u"global").toObject();
    const QJsonArray overrides = global.value(u"override").toArray();
    for (const QJsonValue &rule : overrides) {
        const RoomId room = roomOf(rule);
        if (room.isEmpty())
            continue;
        // Of several the first counts that is on.
        State &state = result.rooms[room].override;
        if (state == State::None || state == State::Off)
            state = stateOf(rule);
    }
    const QJsonArray rooms = global.value(u"room").toArray();
    for (const QJsonValue &rule : rooms) {
        if (const RoomId room(rule[u"rule_id"].toString()); !room.isEmpty())
            result.rooms[room].room = stateOf(rule);
    }
    const QJsonArray underrides = global.value(u"underride").toArray();
    for (const QJsonValue &rule : underrides) {
        if (rule[u"rule_id"].toString() == u".m.rule.message" && stateOf(rule) != State::Notifies)
            result.usual = NotificationLevel::Mentions;
    }
    return result;
}

NotificationLevel NotificationRules::of(const RoomId &room) const
{
    const Of own = rooms.value(room);
    if (own.override == State::Silent)
        return NotificationLevel::Nothing;
    if (own.override == State::Notifies || own.room == State::Notifies)
        return NotificationLevel::Everything;
    return own.room == State::Silent ? NotificationLevel::Mentions : usual;
}

}

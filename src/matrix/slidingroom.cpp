// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/slidingroom.h"

#include "matrix/syncparts.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

using Value = JsonReader::Value;

/// A member event of what the reply says of a hero, who would have no name here otherwise.
Event memberOf(const QString &id, const QString &name, const QString &avatar, qint64 now)
{
    QJsonObject content{{QStringLiteral("membership"), QStringLiteral("join")}};
    if (!name.isEmpty())
        content.insert(QStringLiteral("displayname"), name);
    if (!avatar.isEmpty())
        content.insert(QStringLiteral("avatar_url"), avatar);
    Event event;
    event.type = QStringLiteral("m.room.member");
    event.sender = UserId(id);
    event.stateKey = id;
    event.ts = now;
    event.content = QJsonDocument(content).toJson(QJsonDocument::Compact);
    return event;
}

void readHeroes(JsonReader &reader, Value value, RoomDelta &room, qint64 now)
{
    QList<UserId> heroes;
    reader.eachElement(value, [&](Value hero) {
        QString id;
        QString name;
        QString avatar;
        reader.eachMember(hero, [&](std::string_view key, Value field) {
            if (key == "user_id")
                id = reader.string(field);
            else if (key == "displayname")
                name = reader.string(field);
            else if (key == "avatar_url")
                avatar = reader.string(field);
        });
        if (id.isEmpty())
            return;
        heroes.append(UserId(id));
        room.people.append(memberOf(id, name, avatar, now));
    });
    room.heroes = heroes;
}

}

void readSlidingRoom(JsonReader &reader, JsonReader::Value value, const UserId &self, qint64 now,
                     RoomDelta &room)
{
    Membership stripped = Membership::None;
    bool isInitial = false;
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "initial") {
            isInitial = reader.boolean(field).value_or(false);
        } else if (key == "required_state") {
            room.state = readEvents(reader, field, now);
        } else if (key == "invite_state" || key == "stripped_state" || key == "knock_state") {
            room.state = readEvents(reader, field, now);
            stripped = key == "knock_state" ? Membership::Knock : Membership::Invite;
        } else if (key == "membership") {
            room.membership = membershipFromString(reader.string(field));
        } else if (key == "timeline") {
            room.timeline = readEvents(reader, field, now);
            removeRepeated(room.timeline);
        } else if (key == "limited" || key == "unstable_expanded_timeline") {
            // An expanded timeline goes back behind what the server has sent before.
            room.hasGap = reader.boolean(field).value_or(false) || room.hasGap;
        } else if (key == "prev_batch") {
            room.historyToken = reader.string(field);
        } else if (key == "heroes") {
            readHeroes(reader, field, room, now);
        } else if (key == "joined_count") {
            room.joinedCount = readCount(reader, field);
        } else if (key == "invited_count") {
            room.invitedCount = readCount(reader, field);
        }
        // Not `notification_count`: servers send 0 whatever is unread.
    });
    // One's own membership is a matter of the state; the timeline may only hold older turns of it.
    for (const Membership next : {ownMembership(room.state, self), ownMembership(room.timeline, self),
                                  stripped, isInitial ? Membership::Join : Membership::None}) {
        if (room.membership == Membership::None)
            room.membership = next;
    }
    const bool isStripped = stripped != Membership::None;
    room.isFullState = isInitial && !isStripped;
    if (isStripped)
        room.inviter = senderOfOwnMember(room.state, self);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace linnet {

/// All rooms of an account as values, with what is only known while it runs: who types, who is online.
/// GUI thread; owned by the Session.
class RoomList : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whose list it is: one's own typing is not shown.
    void setSelf(const UserId &self) { m_self = self; }
    /// Whose typing is not shown either; empty: nobody's.
    void setHidden(std::function<bool(const UserId &)> isHidden) { m_isHidden = std::move(isHidden); }
    void refreshTyping(); ///< somebody is hidden now, or no more
    void load(const QList<Room> &rooms);
    void apply(const CommittedBatch &batch);
    void apply(const CommittedRoom &room);
    void apply(const PresenceUpdate &presence);
    void remove(const RoomId &room);
    void clearPresence(); ///< nobody says any more who is online
    void clearTyping();   ///< the connection is lost; nobody says when they stop
    /// Shows these tags at a room in the place of those that are stored, until showStoredTags().
    void showTags(const RoomId &room, const QMap<QString, double> &tags);
    void showStoredTags(const RoomId &room);
    QMap<QString, double> storedTags(const RoomId &room) const;

    /// Null if there is no such room. The pointer is good until the next change.
    const Room *find(const RoomId &room) const;
    /// By canonical or other alias, or by id.
    const Room *findByName(const QString &idOrAlias) const;
    QList<RoomId> ids() const { return m_rooms.keys(); }
    QList<TypingPerson> typing(const RoomId &room) const;
    PresenceUpdate presence(const UserId &user) const { return m_presence.value(user); }

Q_SIGNALS:
    void reset();
    void changed(const linnet::RoomId &room); ///< added or different
    void removed(const linnet::RoomId &room);
    void typingChanged(const linnet::RoomId &room);
    void presenceChanged(const linnet::UserId &user);
    void membersChanged(const linnet::RoomId &room);
    void stateChanged(const linnet::RoomId &room); ///< other state than members has come

private:
    UserId m_self;
    std::function<bool(const UserId &)> m_isHidden;
    QHash<RoomId, Room> m_rooms;
    QHash<RoomId, QList<TypingPerson>> m_typing;
    QHash<UserId, PresenceUpdate> m_presence;
    QHash<RoomId, QMap<QString, double>> m_storedTags; ///< of rooms where others are shown
};

}

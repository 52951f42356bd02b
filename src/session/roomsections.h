// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountdata.h"
#include "session/roomtags.h"

#include <functional>

namespace linnet {

/// The sections of the room list that a person has made: tags of their own (`u.…`), in an order that the
/// account's data keeps under `chat.linnet.rooms`. Such tags that only rooms have, as those of other clients,
/// stand behind them; older ones without the `u.` are read as if they had it. GUI thread; owned by the
/// Session.
class RoomSections : public QObject
{
    Q_OBJECT

public:
    RoomSections(AccountData &data, RoomTags &tags, RoomList &rooms, QObject *parent = nullptr);

    static constexpr int Most = 50;

    bool isAvailable() const { return m_data.isAvailable() && m_tags.isAvailable(); }
    const QStringList &tags() const { return m_all; } ///< in their order, at most Most
    /// As people read it; never empty.
    static QString nameOf(const QString &tag);
    static QString tagOf(const QString &name); ///< of a name that somebody has typed

    // What is asked for is done also if nobody waits. Errors: Unsupported; Invalid with words, if the name
    // cannot be one or is taken; the server's
    Task<Done> create(const QString &name);
    Task<Done> rename(const QString &tag, const QString &name);
    Task<Done> remove(const QString &tag); ///< its rooms stay
    Task<Done> move(const QString &tag, int steps);

Q_SIGNALS:
    void changed();

private:
    Result<QString> tagFor(const QString &name) const;
    using Edit = std::function<void(QStringList &tags)>;
    Task<Done> keep(const Edit &edit);
    Task<Done> keepAnd(const Edit &edit, std::function<Task<Done>()> next);
    QList<RoomId> roomsWith(const QString &tag) const;
    void onRoom(const RoomId &room);
    void count(const RoomId &room, const QStringList &tags);
    void countAll();
    void update();

    AccountData &m_data;
    RoomTags &m_tags;
    RoomList &m_rooms;
    QHash<RoomId, QStringList> m_ofRooms;
    QMap<QString, int> m_counts; ///< how many rooms have a tag
    QStringList m_all;
};

}

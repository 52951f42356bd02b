// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/task.h"
#include "matrix/policyrule.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <chrono>
#include <memory>

namespace linnet {

class AccountData;
class ApiClient;
class RoomList;
class Store;

/// The rooms that the account follows as policy lists (client-server API, "Moderation policy lists"), noted
/// in its data for all of its Linnets, and what they say of people and rooms. The rules are read anew, off
/// the GUI thread, when such a room's state changes; under sliding sync, which may leave that out, also a
/// while after anything has happened there. GUI thread; must not outlive its arguments.
class PolicyLists : public QObject
{
    Q_OBJECT

public:
    static inline const QString Type = QStringLiteral("chat.linnet.policy_lists");

    struct List
    {
        RoomId room;
        std::shared_ptr<const PolicyRules> rules; ///< null: not read yet
        std::optional<Error> error;               ///< why they could not be read; what was known stays
    };
    struct Match
    {
        RoomId list;
        QString listName;
        QString reason; ///< may be empty

        friend bool operator==(const Match &, const Match &) = default;
    };

    PolicyLists(AccountData &data, ApiClient &api, Store &store, RoomList &rooms, UserId self,
                QObject *parent = nullptr);
    ~PolicyLists() override;

    bool isAvailable() const; ///< servers of api/v1 have no place to note them
    const QList<List> &lists() const { return m_lists; }
    QString nameOf(const RoomId &room) const;
    bool isFollowed(const RoomId &room) const;
    Task<Done> follow(const RoomId &room);
    Task<Done> unfollow(const RoomId &room);
    void readAgain(const RoomId &room);

    /// What the first list that speaks of somebody says; never of oneself.
    std::optional<Match> matchOf(const UserId &user) const;
    std::optional<Match> matchOf(const RoomId &room, const QStringList &aliases) const;
    void reload(); ///< the account's data was read from disk

Q_SIGNALS:
    void changed(); ///< the lists, or what they say

private:
    void read(const RoomId &room);
    Task<QList<PolicyRules::Source>> sourcesOf(const RoomId &room);
    void take(const RoomId &room, const Result<PolicyRules> &rules);
    bool isStored() const;
    std::chrono::milliseconds restOfServer(const RoomId &room) const;
    void readLater(const RoomId &room, std::chrono::milliseconds wait);
    void setChanged();
    List *find(const RoomId &room);

    AccountData &m_data;
    ApiClient &m_api;
    Store &m_store;
    RoomList &m_rooms;
    UserId m_self;
    QList<List> m_lists;
    QSet<RoomId> m_reading; ///< whose rules are being read
    QSet<RoomId> m_stale;   ///< of these those in which something has happened meanwhile
    QHash<RoomId, std::chrono::milliseconds> m_waiting; ///< when rules will be read anew
    QHash<RoomId, std::chrono::milliseconds> m_readAt;  ///< when the last reading began
    mutable QHash<UserId, std::optional<Match>> m_known;
    QThreadPool m_pool;
};

}

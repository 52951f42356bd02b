// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/accountdata.h"
#include "session/notificationrules.h"

#include <deque>

namespace linnet {

/// What of each room notifies, by the account's push rules, and the changing of it. A change is said at once;
/// if the server does not take it, what was there comes back. GUI thread; owned by the Session.
class RoomNotifications : public QObject
{
    Q_OBJECT

public:
    RoomNotifications(ApiClient &api, AccountData &data, QObject *parent = nullptr);

    bool isAvailable() const; ///< what is changed in api/v1 comes back to nobody
    NotificationLevel of(const RoomId &room) const;
    /// Is done also if nobody waits for the answer. Errors: Unsupported; the server's.
    Task<Done> set(const RoomId &room, NotificationLevel level);

    /// For the files of others: "all", "mentions", "nothing".
    static QString wordOf(NotificationLevel level);
    static std::optional<NotificationLevel> levelOf(QStringView word);

Q_SIGNALS:
    void changed(const linnet::RoomId &room);
    void usualChanged(); ///< of all rooms without rules of their own

private:
    struct Wish
    {
        NotificationLevel level = NotificationLevel::Everything;
        bool isUnderWay = false;
        int syncsLeft = 0; ///< how often sync may still say something else once it is done
        QList<Promise<Done>> waiting;
    };

    void onRulesChanged();
    void send(const RoomId &room);
    void sendNext(const RoomId &room, NotificationLevel level, std::deque<Request> requests);
    std::deque<Request> requestsFor(const RoomId &room, NotificationLevel level) const;
    void onDone(const RoomId &room, NotificationLevel asked, const Status &status);
    void forget(const RoomId &room);

    ApiClient &m_api;
    AccountData &m_data;
    NotificationRules m_rules;
    QHash<RoomId, Wish> m_wishes;
};

}

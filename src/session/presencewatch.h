// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace linnet {

/// Asks who of the people on the screen is online, for dialects whose stream does not say so: two requests at
/// a time, everybody again after a minute, nobody when nobody looks. Servers without presence are asked once,
/// as are people whose presence the server keeps to itself. GUI thread.
class PresenceWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Interval{60};
    static constexpr int MostRequests = 2;

    explicit PresenceWatch(ApiClient &api, QObject *parent = nullptr);

    /// False where the stream brings it: nobody is asked for.
    void setEnabled(bool isEnabled);
    /// Who is on the screen, the most important first; empty when nobody looks.
    void setUsers(const QList<UserId> &users);

Q_SIGNALS:
    void updated(const linnet::PresenceUpdate &update);

private:
    void askNext();
    void askAfter(std::chrono::milliseconds wait);
    void ask(const UserId &user);
    void onFailure(const UserId &user, const Error &error);

    ApiClient &m_api;
    QList<UserId> m_users;
    QHash<UserId, std::chrono::milliseconds> m_nextAsk; ///< on Clock::elapsed(); not in it: at once
    QSet<UserId> m_asking;
    QSet<UserId> m_refused;
    std::chrono::milliseconds m_notBefore{0}; ///< the server has had enough until then
    QPointer<QObject> m_timer;                ///< until the next one is due
    bool m_isEnabled = false;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/task.h"

#include <QList>
#include <QObject>

#include <functional>

namespace linnet {

class ApiClient;
class RoomActions;
struct Request;

/// Who it is about, and where.
struct ModerationTarget
{
    RoomId room;
    UserId user; ///< empty of what is about oneself, as declining an invitation

    friend bool operator==(const ModerationTarget &, const ModerationTarget &) = default;
};

/// What keeps order in rooms. What comes of it is shown when a sync brings it. GUI thread; must not outlive
/// its arguments.
class Moderation
{
public:
    enum class Deed {
        Kick, ///< also takes back an invitation
        Ban,
        Unban,
        Invite,
        Decline, ///< an invitation
    };

    Moderation(ApiClient &api, RoomActions &actions, UserId self)
        : m_api(api), m_actions(actions), m_self(std::move(self))
    {
    }

    Task<Done> carryOut(Deed deed, const ModerationTarget &target, const QString &reason);

    // To those who run the server. Unsupported where it knows nothing of it; see canReport…()
    bool canReportRooms() const;
    bool canReportUsers() const;
    Task<Done> reportEvent(const RoomId &room, const EventId &event, const QString &reason);
    Task<Done> reportRoom(const RoomId &room, const QString &reason);
    Task<Done> reportUser(const UserId &user, const QString &reason);

private:
    Task<Done> report(const QString &endpoint, const Request &request);

    ApiClient &m_api;
    RoomActions &m_actions;
    UserId m_self;
};

/// Does the same to many, one after another, as fast as the server wants it. What is refused is counted and
/// left; a server that is not reached ends it. GUI thread; what it works with must outlive it.
class ModerationRun : public QObject
{
    Q_OBJECT

public:
    using Act = std::function<Task<Done>(const ModerationTarget &)>;
    struct Failure
    {
        ModerationTarget target;
        Error error;
    };

    ModerationRun(QList<ModerationTarget> targets, Act act, QObject *parent = nullptr);

    void start(); ///< once
    void stop();  ///< finished() follows when what is under way is done
    int total() const { return m_total; }
    const QList<ModerationTarget> &done() const { return m_done; }
    const QList<Failure> &failures() const { return m_failures; }
    int left() const { return m_total - int(m_done.size() + m_failures.size()); } ///< not tried

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void next();

    QList<ModerationTarget> m_waiting;
    Act m_act;
    int m_total;
    QList<ModerationTarget> m_done;
    QList<Failure> m_failures;
};

}

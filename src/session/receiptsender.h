// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/apiclient.h"
#include "session/roomlist.h"
#include "store/store.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Tells the server what was read (client-server API, "Receipts", "Fully read markers") and which rooms are
/// marked as unread; nothing twice, and what a dropped connection lost again after the next sync that works,
/// or after the next start, unless another device has marked the room otherwise since. What the server fails
/// at rests for longer each time; once it has had enough of all, it is told one thing at a time. A server
/// that has no such call is asked once. GUI thread; owned by the Session.
class ReceiptSender : public QObject
{
    Q_OBJECT

public:
    ReceiptSender(ApiClient &api, const RoomList &rooms, Store &store, UserId self,
                  QObject *parent = nullptr);

    /// Others are told too; else only one's own devices are, from now on.
    void setPublic(bool isPublic) { m_isPublic = isPublic; }
    void load(const QList<UntoldMark> &untold); ///< what was left over from last time
    void tell(const UntoldMark &mark);          ///< the store has it until it is told
    void resume();                              ///< a sync has worked

private:
    struct Untold
    {
        UntoldMark mark;
        bool isUnderWay = false;
        std::chrono::milliseconds notBefore{0}; ///< on Clock::elapsed()
        Backoff backoff{std::chrono::seconds(2), std::chrono::minutes(5)};
    };
    static QString keyOf(const UntoldMark &mark);
    bool isOverruled(const UntoldMark &mark) const;
    void forget(const UntoldMark &mark);
    bool mayAsk(const Untold &untold) const;
    void send(const QString &key);
    void onAnswer(const QString &key, const UntoldMark &mark, const Status &status);
    void restAfter(const QString &key, const Error &error);
    Task<Done> ask(const UntoldMark &mark);
    Task<Done> askOnce(const QString &endpoint, const QString &key, const QString &value,
                       const Request &request);

    ApiClient &m_api;
    const RoomList &m_rooms;
    Store &m_store;
    UserId m_self;
    bool m_isPublic = true;
    QHash<QString, Untold> m_untold;
    QHash<QString, QString> m_told; ///< the last value of each call
    Backoff m_backoff;
    std::chrono::milliseconds m_notBefore{0}; ///< of all, on Clock::elapsed()
    int m_underWay = 0;
    bool m_isLimited = false; ///< one at a time until all is told
};

}

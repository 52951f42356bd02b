// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/roomlist.h"
#include "store/store.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Tells the server what was read (client-server API, "Receipts", "Fully read markers") and which rooms are
/// marked as unread; nothing twice, and what a dropped connection lost again after the next sync that works,
/// or after the next start, unless another device has marked the room otherwise since. A server that has no
/// such call is asked once. GUI thread; owned by the Session.
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
    };
    static QString keyOf(const UntoldMark &mark);
    bool isOverruled(const UntoldMark &mark) const;
    void forget(const UntoldMark &mark);
    void send(const QString &key);
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
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Tells the server what was read (client-server API, "Receipts", "Fully read markers") and which rooms are
/// marked as unread; nothing twice, and what a dropped connection lost again after the next sync that works.
/// A server that has no such call is asked once. GUI thread; owned by the Session.
class ReceiptSender : public QObject
{
    Q_OBJECT

public:
    ReceiptSender(ApiClient &api, UserId self, QObject *parent = nullptr);

    /// Others are told too; else only one's own devices are, from now on.
    void setPublic(bool isPublic) { m_isPublic = isPublic; }
    /// `thread` as Receipt has it.
    void read(const RoomId &room, const EventId &event, const QString &thread);
    void markUnread(const RoomId &room, bool isMarked);
    void resume(); ///< a sync has worked

private:
    using Call = std::function<Request()>;
    void tell(const QString &endpoint, const QString &key, const QString &value, const Call &request);
    void send(const QString &endpoint, const QString &key, const Call &request);

    ApiClient &m_api;
    UserId m_self;
    bool m_isPublic = true;
    struct Unsent
    {
        QString endpoint;
        Call request;
    };
    QHash<QString, QString> m_told; ///< the last of each kind, room and thread
    QHash<QString, Unsent> m_unsent;
};

}

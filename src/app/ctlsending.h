// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"
#include "widgets/mediaprobe.h"

#include <QObject>

#include <functional>

namespace linnet {

/// `ctl`: send, upload, reply, thread, edit, react, redact. Each is answered once what it sends is on disk,
/// with the transaction id, which is empty if there was nothing to send: what was never sent is taken back at
/// once. GUI thread; dies before the AccountKeeper.
class CtlSending : public QObject
{
    Q_OBJECT

public:
    CtlSending(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    /// Where something is done: in a room, or in the thread of it that has this root.
    struct Place
    {
        RoomId room;
        EventId thread = {};
    };
    using Act = std::function<Result<TxnId>(const CtlCall &, MessageSender &, const Place &)>;
    void addForEvent(CtlCommands &commands, const char *command, const Act &act);
    void atEvent(CtlCall &call, Session &session, const RoomId &room, const QString &event, const Act &act);
    void actIn(CtlCall &call, Session &session, const Place &place, const QString &event, const Act &act);
    void upload(CtlCall &call, Session &session, const RoomId &room);
    void sendPrepared(CtlCall &call, Session &session, const RoomId &room, const PreparedFile &prepared);

    AccountKeeper &m_keeper;
    MediaProbe m_probe;
};

}

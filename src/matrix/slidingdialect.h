// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"

namespace linnet {

/// Simplified sliding sync (MSC4186) as servers serve it at `org.matrix.simplified_msc3575`: first the rooms
/// at the top of the list, then ranges that grow until all rooms are in; from then on only what is new. Rooms
/// that are open in a window are subscribed to, with more of their history and state.
///
/// A position holds, as JSON, the server's `pos`, the connection it belongs to, the number of rooms to ask
/// for next and where the messages to this device stand; so a list that was not read to its end goes on after
/// a restart. Pure and const, any thread.
class SlidingDialect final : public SyncDialect
{
public:
    static constexpr int FirstRooms = 20;

    /// Two programs that share a connection undo each other's positions: each object begins one of its own,
    /// under a name by chance.
    explicit SlidingDialect(UserId self);

    Request request(const QByteArray &position, const SyncWishes &wishes) const override;
    Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply, qint64 now) const override;
    bool isPositionRefused(const Error &error) const override;
    /// Goes on with the messages to this device where they were; the server has deleted those before.
    QByteArray beginningOf(const QByteArray &position) const override;
    bool isBeginning(const QByteArray &position) const override;
    bool hasPresence() const override { return false; }

private:
    UserId m_self;
    QString m_connection;
};

}

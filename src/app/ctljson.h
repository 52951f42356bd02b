// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QJsonArray>
#include <QJsonObject>

namespace linnet {

/// The shapes in which `ctl` shows things. Pure.
namespace ctljson {

QJsonObject event(const Event &event);
/// `sent` once the server has it, else `sending` or `failed`.
QJsonObject event(const OutboxItem &item, const UserId &self);
/// Where messages are missing: of the same shape as an event. `ts` is that of what stands behind it, ms; 0:
/// nothing does.
QJsonObject gap(qint64 ts);
/// What the store holds and what waits to be sent, oldest first, nothing twice, at most `limit`, and a gap
/// between two of them where some are missing. Each with what relates to it; an edited one says what it says
/// now.
QJsonArray timeline(const ArchivePage &page, const QList<OutboxItem> &outbox, const UserId &self,
                    const PowerLevels &powers, int limit);
/// What the server has not taken, over all rooms, the oldest first.
QJsonArray outbox(const SendQueue &queue);
QJsonObject room(const Room &room);
QJsonArray members(const QList<Member> &members);
QString state(const Connection &connection);

}

}

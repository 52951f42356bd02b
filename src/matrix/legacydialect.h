// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"

namespace linnet {

/// The event stream of 2014: `initialSync` once, then `events?from=` for ever (`legacy/api-v1.md`; deprecated
/// but still in the specification of today). Pure and const, any thread.
class LegacyDialect final : public SyncDialect
{
public:
    explicit LegacyDialect(UserId self) : m_self(std::move(self)) {}

    Request request(const QByteArray &position, const SyncWishes &wishes) const override;
    Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply, qint64 now) const override;

    std::optional<Request> roomRequest(const RoomId &room) const override;
    std::optional<Request> roomFallbackRequest() const override;
    Result<SyncBatch> parseRoom(const RoomId &room, const QByteArray &reply, qint64 now) const override;

    bool isPositionRefused(const Error &error) const override;

private:
    UserId m_self;
};

}

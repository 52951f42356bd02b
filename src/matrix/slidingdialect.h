// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"

namespace linnet {

/// Simplified sliding sync (MSC4186) as servers serve it at `org.matrix.simplified_msc3575`: first the rooms
/// at the top of the list, then ranges that grow until all rooms are in; from then on only what is new.
///
/// A position is the number of rooms to ask for next and, behind a blank, the server's `pos`; so a list that
/// was not read to its end goes on after a restart. Pure and const, any thread.
class SlidingDialect final : public SyncDialect
{
public:
    static constexpr int FirstRooms = 20;

    explicit SlidingDialect(UserId self) : m_self(std::move(self)) {}

    Request request(const QByteArray &position, std::chrono::milliseconds timeout) const override;
    Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply, qint64 now) const override;
    bool isPositionRefused(const Error &error) const override;

private:
    UserId m_self;
};

}

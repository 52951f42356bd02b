// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"

namespace linnet {

/// `GET /sync` with lazily loaded members (client-server API, "Syncing"), under `v3` or `r0`. Pure and const,
/// any thread.
class V3Dialect final : public SyncDialect
{
public:
    V3Dialect(bool isR0, UserId self) : m_isR0(isR0), m_self(std::move(self)) {}

    Request request(const QByteArray &position, const SyncWishes &wishes) const override;
    Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply, qint64 now) const override;
    bool isPositionRefused(const Error &error) const override;

private:
    bool m_isR0;
    UserId m_self;
};

}

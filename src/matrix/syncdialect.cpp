// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/syncdialect.h"

#include "matrix/legacydialect.h"
#include "matrix/slidingdialect.h"
#include "matrix/v3dialect.h"

namespace linnet {

std::unique_ptr<SyncDialect> makeSyncDialect(ServerVersion version, UserId self)
{
    if (version.dialect == Dialect::V1)
        return std::make_unique<LegacyDialect>(std::move(self));
    if (version.dialect == Dialect::Sliding)
        return std::make_unique<SlidingDialect>(std::move(self));
    return std::make_unique<V3Dialect>(version.isR0, std::move(self));
}

}

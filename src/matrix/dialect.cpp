// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/dialect.h"

namespace linnet {

QString toString(Dialect dialect)
{
    return dialect == Dialect::V1 ? QStringLiteral("v1") : QStringLiteral("v3");
}

std::optional<Dialect> dialectFromString(QStringView text)
{
    if (text == u"v1")
        return Dialect::V1;
    if (text == u"v3")
        return Dialect::V3;
    return std::nullopt;
}

}

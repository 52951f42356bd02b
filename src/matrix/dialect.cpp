// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/dialect.h"

namespace linnet {

QString toString(Dialect dialect)
{
    switch (dialect) {
    case Dialect::V1:
        return QStringLiteral("v1");
    case Dialect::V3:
        return QStringLiteral("v3");
    case Dialect::Sliding:
        break;
    }
    return QStringLiteral("sliding");
}

std::optional<Dialect> dialectFromString(QStringView text)
{
    if (text == u"v1")
        return Dialect::V1;
    if (text == u"v3")
        return Dialect::V3;
    if (text == u"sliding")
        return Dialect::Sliding;
    return std::nullopt;
}

}

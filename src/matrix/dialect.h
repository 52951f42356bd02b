// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace linnet {

/// Which family of paths and replies a server is spoken to in.
enum class Dialect {
    V1,      ///< `/_matrix/client/api/v1`, 2014 to today; the token goes into the query
    V3,      ///< `/_matrix/client/v3` (or `r0` where that is all the server has)
    Sliding, ///< the same paths, but rooms come by simplified sliding sync (MSC4186) and not by `/sync`
};

QString toString(Dialect dialect); ///< "v1", "v3", "sliding"
std::optional<Dialect> dialectFromString(QStringView text);

/// What Discovery found out about a server and every request needs to know.
struct ServerVersion
{
    Dialect dialect = Dialect::V3;
    bool isR0 = false;            ///< modern, but of before v1.1: paths begin with `/_matrix/client/r0`
    bool offersSliding = false;   ///< advertises simplified sliding sync
    bool isBeforeThreads = false; ///< modern, but of before v1.4: receipts are of whole rooms, and public
    friend bool operator==(const ServerVersion &, const ServerVersion &) = default;
};

}

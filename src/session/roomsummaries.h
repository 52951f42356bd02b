// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/summaryrequests.h"
#include "session/apiclient.h"
#include "session/matrixlink.h"

#include <optional>

namespace linnet {

/// A room as one sees it from outside, with what joining it takes.
struct SeenRoom
{
    RoomSummary summary;
    QStringList via; ///< servers that know it

    /// What joins it: the id where it is known, else the address.
    QString target() const { return summary.id.isEmpty() ? summary.alias : summary.id.toString(); }
};

namespace RoomSummaries {

/// What the server says of the room that `link` leads to. Where it does not say it, `listed` (what a
/// directory said) is what there is, or the bare id; an address is looked up at least. Errors: the server's;
/// M_NOT_FOUND of an address that is nobody's.
Task<SeenRoom> fetch(ApiClient &api, const MatrixLink &link, const std::optional<PublicRoom> &listed = {});

}

}

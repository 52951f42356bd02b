// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

namespace linnet {

/// Asks servers for their directories of rooms (client-server API, "Published room directory"). Pure.
namespace DirectoryRequests {

enum class Kind { All, Rooms, Spaces };

/// What is looked for, and where.
struct Query
{
    QString server; ///< whose directory; empty: one's own server's
    QString term;   ///< words in name, topic or address; empty: all
    Kind kind = Kind::All;

    friend bool operator==(const Query &, const Query &) = default;
};

/// A page of what is found, the largest rooms first; `since` empty: the first. Servers of api/v1 have only
/// list(), those of before 1.4 do not know kinds.
Request search(const ServerVersion &version, const Query &query, const QString &since, int limit);
/// The same without words: `GET /publicRooms`, which servers of all years have.
Request list(const Requests &requests, const Query &query, const QString &since, int limit);

struct Page
{
    QList<PublicRoom> rooms; ///< texts are of one line each and shortened
    QString nextBatch;       ///< asks for the next page; empty: there is none
};
Result<Page> readPage(const QByteArray &reply);

/// Whether what list() brought is looked for.
bool isMatch(const PublicRoom &room, const Query &query);

}

}

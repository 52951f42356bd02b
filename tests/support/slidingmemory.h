// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/request.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace linnet::test {

/// What a server of sliding sync remembers of its one connection: of which rooms it has told, and up to
/// where. Whoever has it knows the rooms, and says what is new in each. Pure.
class SlidingMemory
{
public:
    struct Told
    {
        int upTo = 0;
        QHash<QString, int> rooms;
        QHash<QString, int> limits; ///< how many events of each room at most
    };
    struct Room
    {
        QString id;
        bool isLeft = false; ///< it is told of once more
    };
    /// What is new in a room, if anything is; at most `limit` events.
    using News = std::function<std::optional<QJsonObject>(const QString &room, int limit)>;

    /// What was told up to the `pos` of a request; nullopt: that is not known (any more).
    std::optional<Told> before(const Request &request) const;
    /// The reply to a request about those of `rooms` that are in its range or open, told up to the place
    /// `now`. Of a room of the list come `most` events, of an open one as many times more as are asked for.
    QJsonObject tell(const Request &request, int now, int most, const QList<Room> &rooms, const News &newsOf);
    void forget() { m_told.clear(); }

private:
    int m_lastPos = 0;
    QHash<QString, Told> m_told; ///< by pos
};

}

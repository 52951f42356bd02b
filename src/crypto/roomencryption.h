// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace linnet {

/// How a room wants its messages encrypted (`m.room.encryption`), and who is to get its keys. A plain value.
struct RoomEncryption
{
    bool isSupported = true; ///< the algorithm is Megolm's; nothing can be sent otherwise
    std::chrono::milliseconds rotationPeriod = std::chrono::hours(7 * 24);
    int rotationMessages = 100;
    /// `history_visibility` of `m.room.history_visibility`; goes with each key, so that it can be shared with
    /// those who come later.
    QString historyVisibility = QStringLiteral("shared");

    /// Whether who joins later may read what is said now.
    bool isHistoryShared() const
    {
        return historyVisibility == QLatin1String("shared") ||
               historyVisibility == QLatin1String("world_readable");
    }

    /// Whose sessions get keys.
    enum class Recipients {
        All,      ///< all that are not blacklisted
        Signed,   ///< those that their person has signed; this one must be, too
        Verified, ///< those that are verified here
    };
    Recipients recipients = Recipients::All; ///< not of the room: as the person wants it

    /// From the contents of the two state events; the second may be empty. Not set if `encryption` is no
    /// object with an `algorithm`: the event says nothing then, but a room that was encrypted before stays
    /// so.
    static std::optional<RoomEncryption> read(const QByteArray &encryption,
                                              const QByteArray &historyVisibility);
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "syncreplies.h"

#include <cmath>

namespace linnet::bench {

/// An account of any size, as the replies of its first syncs: the same numbers always give the same bytes.
///
/// Room sizes are skewed as they are in life: the share of the n-th largest room is n^-0.8, so that of 20,000
/// events in 200 rooms the largest holds 2,000 and the smallest 29. People are a twentieth of a room's
/// events, from 1 up to 500. Of 50 rooms one is an invitation and one was left; one in five is a direct chat
/// without a name, one in eight is encrypted, one in six has unread messages, of those one in five a mention.
class BigAccount
{
public:
    /// With a closer, all rooms are encrypted.
    BigAccount(int rooms, int events, SyncReplies::Closer closer = {})
        : m_rooms(rooms), m_isEncrypted(bool(closer))
    {
        double sum = 0;
        for (int number = 0; number < rooms; ++number)
            sum += isInvitation(number) ? 0 : share(rankOf(number));
        m_scale = events / sum;
        m_replies.setCloser(std::move(closer));
    }

    int rooms() const { return m_rooms; }
    SyncReplies &replies() { return m_replies; }

    /// All events of a large room do not fit into one reply either. Empty after the last.
    QByteArray nextReply()
    {
        QJsonObject joined;
        QJsonObject left;
        QJsonObject invited;
        for (int events = 0; events < EventsOfReply && m_next < m_rooms;) {
            RoomShape shape = shapeOf(m_next);
            if (isInvitation(m_next)) {
                invited.insert(shape.id, m_replies.invitation(shape));
                ++m_next;
                continue;
            }
            const int all = shape.events;
            shape.isNew = m_done == 0;
            shape.events = std::min(all - m_done, EventsOfReply);
            events += shape.events;
            (isLeft(m_next) ? left : joined).insert(shape.id, m_replies.room(shape));
            m_done += shape.events;
            if (m_done < all)
                break;
            m_done = 0;
            ++m_next;
        }
        if (joined.isEmpty() && left.isEmpty() && invited.isEmpty())
            return {};
        return m_replies.reply(joined, left, invited, m_next < m_rooms ? QStringList() : direct());
    }

    /// `events` new ones in `rooms` rooms all over the account, the largest among them.
    QByteArray catchUp(int events, int rooms)
    {
        QJsonObject joined;
        for (int i = 0; i < rooms; ++i) {
            int number = int(qint64(i + 1) * m_rooms / rooms) - 1;
            while (isInvitation(number) || isLeft(number))
                --number;
            RoomShape shape = shapeOf(number);
            shape.events = events / rooms;
            shape.unread += shape.events;
            joined.insert(shape.id, m_replies.room(shape));
        }
        return m_replies.reply(joined);
    }

    static QString idOf(int number) { return QStringLiteral("!room%1:example.org").arg(number); }
    /// The room with the most events.
    int largest() const { return numberOf(0); }

private:
    static constexpr int EventsOfReply = 5'000;

    static double share(int rank) { return std::pow(rank + 1, -0.8); }
    /// A prime spreads the large rooms all over the account; the largest is the newest.
    int rankOf(int number) const { return int(qint64(number + 1) * 7'919 % m_rooms); }
    int numberOf(int rank) const
    {
        int number = 0;
        while (rankOf(number) != rank)
            ++number;
        return number;
    }
    static bool isInvitation(int number) { return number % 50 == 7; }
    static bool isLeft(int number) { return number % 50 == 9; }
    static bool isDirect(int number) { return number % 5 == 3; }

    RoomShape shapeOf(int number) const
    {
        static const QStringList words =
            QStringLiteral("Garden Hedge Linnet Release Team Café Straße 日本語 Music Help Ops Weekend")
                .split(u' ');
        const int rank = rankOf(number);
        RoomShape shape;
        shape.id = idOf(number);
        shape.events = int(std::ceil(share(rank) * m_scale));
        shape.people = isDirect(number) ? 1 : std::clamp(shape.events / 20, 2, 500);
        if (!isDirect(number))
            shape.name = QStringLiteral("%1 %2 %3")
                             .arg(words.at(number % words.size()), words.at(rank % words.size()))
                             .arg(number);
        shape.isEncrypted = m_isEncrypted || (number % 8 == 5 && rank != 0);
        if (number % 6 == 1) {
            shape.unread = 1 + number % 200;
            shape.highlight = number % 5 == 1 ? 1 : 0;
        }
        return shape;
    }

    QStringList direct() const
    {
        QStringList ids;
        for (int number = 0; number < m_rooms; ++number) {
            if (isDirect(number))
                ids.append(idOf(number));
        }
        return ids;
    }

    SyncReplies m_replies;
    int m_rooms;
    bool m_isEncrypted; ///< each room of it
    double m_scale = 1;
    int m_next = 0;
    int m_done = 0; ///< events of that room so far
};

}

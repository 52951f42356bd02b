// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/slidingmemory.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace linnet::test {

namespace {

QString posOf(const Request &request)
{
    for (const auto &[key, value] : request.query) {
        if (key == QLatin1String("pos"))
            return value;
    }
    return {};
}

}

std::optional<SlidingMemory::Told> SlidingMemory::before(const Request &request) const
{
    const QString pos = posOf(request);
    if (!pos.isEmpty() && !m_told.contains(pos))
        return std::nullopt;
    return m_told.value(pos);
}

QJsonObject SlidingMemory::tell(const Request &request, int now, int most, const QList<Room> &rooms,
                                const News &newsOf)
{
    const QString pos = posOf(request);
    const Told before = m_told.value(pos);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject list = body.value(u"lists").toObject().value(u"rooms").toObject();
    const QJsonObject open = body.value(u"room_subscriptions").toObject();
    const qsizetype range = list.value(u"ranges").toArray().at(0).toArray().at(1).toInt() + 1;
    const int listLimit = list.value(u"timeline_limit").toInt();

    Told told = before;
    told.upTo = now;
    QJsonArray ids;
    QJsonObject answers;
    for (qsizetype i = 0; i < rooms.size(); ++i) {
        const Room &room = rooms.at(i);
        if (i < range)
            ids << room.id;
        else if (!open.contains(room.id))
            continue;
        const int openLimit = open.value(room.id).toObject().value(u"timeline_limit").toInt();
        const int limit = most * std::max(listLimit, openLimit) / listLimit;
        if (const auto news = newsOf(room.id, limit)) {
            answers.insert(room.id, *news);
            told.rooms.insert(room.id, now);
            // Asking for less counts only where something is missing then: else as much is known as before.
            const bool isExpanded = news->value(u"unstable_expanded_timeline").toBool();
            const int known = before.limits.value(room.id, limit);
            if (isExpanded || known == limit || (news->value(u"limited").toBool() && known > limit))
                told.limits.insert(room.id, limit);
        }
        if (room.isLeft)
            told.rooms.remove(room.id);
    }
    // It keeps two: what was asked with, in case the answer is lost, and what it answers.
    const QString next = QString::number(++m_lastPos);
    m_told.clear();
    if (!pos.isEmpty())
        m_told.insert(pos, before);
    m_told.insert(next, told);
    const QJsonObject op{{QStringLiteral("op"), QStringLiteral("SYNC")}, {QStringLiteral("room_ids"), ids}};
    const QJsonObject listed{{QStringLiteral("count"), rooms.size()},
                             {QStringLiteral("ops"), QJsonArray{op}}};
    return {{QStringLiteral("pos"), next},
            {QStringLiteral("lists"), QJsonObject{{QStringLiteral("rooms"), listed}}},
            {QStringLiteral("rooms"), answers}};
}

}

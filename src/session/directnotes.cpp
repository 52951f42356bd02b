// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directnotes.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

namespace {

const QString Type = QStringLiteral("m.direct");

QJsonObject without(QJsonObject content, const RoomId &room)
{
    const QStringList people = content.keys();
    for (const QString &person : people) {
        QJsonArray rooms = content.value(person).toArray();
        const qsizetype before = rooms.size();
        for (qsizetype i = rooms.size() - 1; i >= 0; --i) {
            if (rooms.at(i).toString() == room.toString())
                rooms.removeAt(i);
        }
        if (rooms.size() == before)
            continue;
        if (rooms.isEmpty())
            content.remove(person);
        else
            content.insert(person, rooms);
    }
    return content;
}

}

Task<Done> DirectNotes::note(const RoomId &room, const UserId &user)
{
    return change([room, user](const QJsonObject &content) {
        const QByteArray before = QJsonDocument(without(content, room)).toJson(QJsonDocument::Compact);
        return QJsonDocument::fromJson(Requests::withDirectRoom(before, user, room)).object();
    });
}

Task<Done> DirectNotes::takeBack(const RoomId &room)
{
    return change([room](const QJsonObject &content) { return without(content, room); });
}

Task<Done> DirectNotes::change(AccountData::Change change)
{
    if (m_data.isAvailable())
        return m_data.change(Type, std::move(change));
    // At a server of 2014: for the account's clients of other years.
    return m_api.send(m_api.requests().accountData(m_self, Type))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QByteArray(); // there is none yet
            return error;
        })
        .andThen([this, change = std::move(change)](const QByteArray &content) {
            const QJsonObject changed = change(QJsonDocument::fromJson(content).object());
            return m_api.send(m_api.requests().setAccountData(
                m_self, Type, QJsonDocument(changed).toJson(QJsonDocument::Compact)));
        })
        .andThen([](const Reply &) { return Done{}; });
}

}

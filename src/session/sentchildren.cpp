// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sentchildren.h"

#include <QJsonDocument>

#include <limits>

namespace linnet {

void SentChildren::note(const RoomId &space, const RoomId &room, const QJsonObject &content,
                        const EventId &stored, const EventId &written)
{
    Sent &sent = m_sent[space][room];
    sent.older.insert(stored);
    if (!sent.written.isEmpty())
        sent.older.insert(sent.written);
    sent.written = written;
    sent.content = content;
}

QList<StateEntry> SentChildren::over(const RoomId &space, QList<StateEntry> stored)
{
    const auto known = m_sent.find(space);
    if (known == m_sent.end())
        return stored;
    QHash<RoomId, qsizetype> places;
    for (qsizetype i = 0; i < stored.size(); ++i)
        places.insert(RoomId(stored.at(i).stateKey), i);
    for (auto sent = known->begin(); sent != known->end();) {
        const qsizetype at = places.value(sent.key(), -1);
        if (!sent->older.contains(at < 0 ? EventId() : stored.at(at).event)) {
            sent = known->erase(sent); // it has come, or what somebody wrote after it
            continue;
        }
        const QByteArray content = QJsonDocument(sent->content).toJson(QJsonDocument::Compact);
        if (at >= 0) {
            stored[at].content = content;
        } else {
            StateEntry entry;
            entry.type = QStringLiteral("m.space.child");
            entry.stateKey = sent.key().toString();
            entry.content = content;
            entry.ts = std::numeric_limits<qint64>::max(); // the newest of all
            stored.append(entry);
        }
        ++sent;
    }
    if (known->isEmpty())
        m_sent.erase(known);
    return stored;
}

}

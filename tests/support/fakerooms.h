// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <optional>

namespace linnet::test {

/// Which home server of 2014 is played.
enum class Era {
    V02, ///< 0.2, of the guide: `""` answers, no redactions, ids without a server
    V03, ///< 0.3: `{}` answers, `age`, `prev_content`, redactions, `id@server`
};

/// What a call is answered with.
struct Answer
{
    int status = 200;
    QJsonValue body;

    static Answer refusal(int status, const QString &code, const QString &text);
    static Answer unrecognized();
};

/// The rooms of a home server of 2014 with their events in one stream: who may do what and what each person
/// sees, as `legacy/api-v1.md` measured it. Plain memory, no network.
class FakeRooms
{
public:
    FakeRooms(Era era, QString serverName) : m_era(era), m_server(std::move(serverName)) {}

    // What changes rooms; `user` is who asks
    Answer create(const QString &user, const QJsonObject &body);
    Answer send(const QString &user, const QString &room, const QString &type, QJsonObject content);
    Answer setState(const QString &user, const QString &room, const QString &type, const QString &key,
                    QJsonObject content);
    Answer join(const QString &user, const QString &room);
    Answer joinAliasOrId(const QString &user, const QString &aliasOrId);
    Answer invite(const QString &user, const QString &room, const QString &target);
    Answer leave(const QString &user, const QString &room);
    Answer expel(const QString &user, const QString &room, const QString &target, const QString &membership,
                 const QString &reason);
    /// `rawEvent` as it stands in the path: 0.3 did not decode it.
    Answer redact(const QString &user, const QString &room, const QString &rawEvent, const QString &reason);
    Answer setAlias(const QString &alias, const QString &room);

    // What is seen
    Answer state(const QString &user, const QString &room, const QString &type, const QString &key) const;
    Answer allState(const QString &user, const QString &room) const;
    Answer members(const QString &user, const QString &room) const;
    Answer messages(const QString &user, const QString &room, const QString &from, const QString &direction,
                    int limit) const;
    Answer event(const QString &user, const QString &id) const;
    Answer directory(const QString &alias) const;
    QJsonArray publicRooms() const;
    /// `rooms` of initialSync.
    QJsonArray roomsOf(const QString &user, int limit) const;
    /// The events of the stream behind `position` that `user` sees.
    QJsonArray eventsSince(const QString &user, int position) const;
    int position() const { return int(m_stream.size()); }
    bool shareRoom(const QString &a, const QString &b) const;

    QString membershipOf(const QString &user, const QString &room) const;
    QString roomOfAlias(const QString &alias) const { return m_aliases.value(alias); }
    /// What an answer says that has nothing to say: `""` or `{}`.
    QJsonValue nothing() const;

private:
    struct Room
    {
        bool isPublic = true;
        QList<int> events;                            ///< indexes into the stream
        QMap<std::pair<QString, QString>, int> state; ///< the newest of each type and key
        QStringList aliases;
    };
    Answer refuseStranger(const QString &user, const QString &room) const;
    QJsonObject append(const QString &user, const QString &room, const QString &type,
                       const QJsonObject &content, const std::optional<QString> &stateKey);
    void setMembership(const QString &actor, const QString &room, const QString &target,
                       const QString &membership, const QString &reason = {});
    QJsonObject shown(int index) const;
    QJsonArray stateOf(const Room &room) const;
    int powerOf(const QString &user, const QString &room) const;
    QString newId(int length);
    QString streamToken() const;
    QString token(const Room &room, qsizetype index) const;

    Era m_era;
    QString m_server;
    QList<QJsonObject> m_stream;
    QMap<QString, Room> m_rooms;
    QHash<QString, QString> m_aliases;
    int m_ids = 0;
};

}

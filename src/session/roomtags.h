// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/apiclient.h"
#include "session/roomlist.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <optional>
#include <vector>

namespace linnet {

/// Changes the tags of rooms (client-server API, "Room Tagging"). The room list shows a change at once; if
/// the server does not take it, also because it cannot be reached, what was there comes back. GUI thread;
/// owned by the Session.
class RoomTags : public QObject
{
    Q_OBJECT

public:
    static inline const QString Favourite = QStringLiteral("m.favourite");
    static inline const QString LowPriority = QStringLiteral("m.lowpriority");
    static inline const QString ServerNotice = QStringLiteral("m.server_notice");
    static inline const QString OwnPrefix = QStringLiteral("u."); ///< of tags that people name

    /// A room's place in a tag, NoTagOrder among them; none: it has not that tag.
    using Wish = std::optional<double>;

    RoomTags(ApiClient &api, RoomList &rooms, UserId self, QObject *parent = nullptr);

    bool isAvailable() const; ///< api/v1 had no tags
    /// Which section a tag stands for: tags without a namespace, as they were once written, are people's own.
    static QString sectionTag(const QString &tag);
    /// Where a room with these tags stands in a section; none: not in it.
    static Wish placeIn(const QMap<QString, double> &tags, const QString &section);
    /// What takes a room with these tags out of a section.
    static QMap<QString, Wish> leaving(const QMap<QString, double> &tags, const QString &section);
    /// Whether it is a tag that people sort rooms by: favourites, low priority and their own.
    static bool isForSorting(const QString &tag);

    // What is asked for is done also if nobody waits for the answer. Errors: Unsupported; the server's
    Task<Done> change(const RoomId &room, const QMap<QString, Wish> &wishes);
    /// Gives the room `tag` and takes every other one that it was sorted by; empty: only takes them.
    Task<Done> moveTo(const RoomId &room, const QString &tag);
    /// The same, and its place is before the one at `at` of `others`, which are the other rooms that have it,
    /// in the order in which they are to stand.
    Task<Done> place(const RoomId &room, const QString &tag, const QList<RoomId> &others, qsizetype at);
    /// Once all of them are over: the first error, if there is one.
    Task<Done> whenAll(std::vector<Task<Done>> tasks);

private:
    struct Pending
    {
        Wish wanted;
        Wish base;        ///< what was stored before
        QList<Wish> ours; ///< what was wanted in between
        bool isUnderWay = false;
        bool isDone = false; ///< the server has it, sync has yet to bring it
        QList<Promise<Done>> waiting;
    };

    static QMap<QString, Wish> movingTo(const Room &room, const QString &tag);
    std::vector<Task<Done>> begin(const RoomId &room, const QMap<QString, Wish> &wishes);
    void send(const RoomId &room, const QString &tag);
    void onAnswer(const RoomId &room, const QString &tag, const Wish &asked, const Result<Reply> &reply);
    void settle(const RoomId &room);
    void show(const RoomId &room);

    ApiClient &m_api;
    RoomList &m_rooms;
    UserId m_self;
    QHash<RoomId, QMap<QString, Pending>> m_pending;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

namespace linnet {

/// What stands in a space by one of its `m.space.child` events.
struct HierarchyChild
{
    RoomId id;
    QByteArray content;
    qint64 ts = 0; ///< ms
};

/// A room of a space as somebody sees it who may not be in it. Texts are on one line each.
struct HierarchyRoom
{
    RoomId id;
    QString name; ///< may be empty
    QString topic;
    QString alias;
    QString avatarUrl;          ///< mxc or empty
    QString type;               ///< "m.space", or empty of an ordinary room
    QString joinRule;           ///< "public" where none is said, as the specification has it
    QList<RoomId> allowedRooms; ///< of restricted: who is in one of them may join
    int joined = 0;
    bool isWorldReadable = false;
    QList<HierarchyChild> children; ///< of a space, as they came

    bool isSpace() const { return type == QLatin1String("m.space"); }
};

struct HierarchyPage
{
    QList<HierarchyRoom> rooms;
    QString nextBatch; ///< asks for the next page; empty: there is none
};

/// Asks which rooms there are in a space (client-server API, "GET /rooms/{roomId}/hierarchy"). Pure.
namespace HierarchyRequests {

struct Query
{
    QString from;   ///< HierarchyPage::nextBatch of the page before
    int limit = 50; ///< servers may give less
    int maxDepth = 1;
    bool isSuggestedOnly = false;
};

Request page(const RoomId &space, const Query &query);
Request pageUnstable(const RoomId &space, const Query &query); ///< MSC2946, before 1.2
/// Whatever is of the wrong type reads as nothing. BadReply if there are no rooms at all.
Result<HierarchyPage> readPage(const QByteArray &reply);

/// Of the reply to Capabilities::request(). Which version a room is to be of whose rule lets the members of
/// another in ("restricted", version 8 and later): empty where a server's own is good for it, none if no
/// stable one is.
std::optional<QString> readRestrictedVersion(const QByteArray &reply);
/// Whether rooms of this version can have that rule. What is no number may.
bool canBeRestricted(const QString &version);

}

}

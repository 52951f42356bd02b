// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/policyrule.h"
#include "matrix/request.h"

#include <QSet>

/// What keeps order beyond a single room. Pure; servers of before the version named may not know it.
namespace linnet::ModerationRequests {

// Names of the endpoints, for ApiClient::has()
inline const QString ReportRoom = QStringLiteral("report room");
inline const QString ReportUser = QStringLiteral("report user");
inline const QString MutualRooms = QStringLiteral("mutual rooms");
inline const QString MutualRoomsUnstable = QStringLiteral("mutual rooms before 1.19");

/// Tells those who run the server (client-server API, "Reporting Content"); 1.13 and 1.14.
Request reportRoom(const RoomId &room, const QString &reason);
Request reportUser(const UserId &user, const QString &reason);

/// In which rooms one is together with somebody (1.19, "Mutual rooms"), or as it was before (MSC2666).
/// `from`: MutualPage::next of the page before.
Request mutualRooms(const UserId &user, bool isUnstable = false, const QString &from = {});
struct MutualPage
{
    QList<RoomId> rooms; ///< of this page, each once
    int count = 0;       ///< of all pages
    QString next;        ///< empty: there are no more
};
Result<MutualPage> readMutualRooms(const QByteArray &reply);

/// What is a rule of a list in RoomStateRequests::allState().
Result<QList<PolicyRules::Source>> readPolicies(const QByteArray &reply);

/// The versions that a server speaks, and what it can beyond them, by their names in `GET /versions`.
Result<QSet<QString>> readFeatures(const QByteArray &reply);

}

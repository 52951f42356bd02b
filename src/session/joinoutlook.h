// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "matrix/summaryrequests.h"

namespace linnet {

class RoomList;

/// How one comes into a room that one sees from outside, in words. A value.
struct JoinOutlook
{
    enum class Way {
        Open,     ///< one is in it
        Accept,   ///< one is invited
        Join,     ///< one may
        Knock,    ///< one may ask to
        Withdraw, ///< one has asked to
        Nothing,  ///< one may not; `reason` says why
    };
    Way way = Way::Nothing;
    QString rule;   ///< who may join it: "Anybody can join."
    QString reason; ///< what stands in the way, and what would help; empty: nothing does

    /// `rooms` are one's own: what they say of one's membership is newer than the summary.
    static JoinOutlook of(const RoomSummary &summary, const RoomList &rooms);
    /// The same where one's membership has just become another, which no sync has said yet.
    static JoinOutlook of(const RoomSummary &summary, const RoomList &rooms, Membership own);
    /// Why a try to join was refused, where the room's rule says more than the server's words; else empty.
    static QString refusal(const Error &error, const RoomSummary &summary, const RoomList &rooms);
};

}

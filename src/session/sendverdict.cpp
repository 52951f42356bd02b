// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendverdict.h"

namespace linnet {

SendVerdict verdictOf(const Error &error)
{
    if (error.isOfTheWay())
        return SendVerdict::PauseAll;
    switch (error.kind) {
    case Error::Kind::Timeout:
    case Error::Kind::Cancelled:
    case Error::Kind::Redirected:
    case Error::Kind::RateLimited:
        return SendVerdict::PauseAll;
    case Error::Kind::NotMatrix:
        // A page that refuses may be that of a filter in front of the server, which dislikes this message.
        return error.httpStatus >= 400 ? SendVerdict::PauseRoom : SendVerdict::PauseAll;
    case Error::Kind::BadReply:
        return SendVerdict::PauseRoom;
    default:
        break;
    }
    if (error.isUnknownToken() || error.isMatrix("M_USER_LOCKED"))
        return SendVerdict::PauseAll;
    // 408 is a proxy's: the request came too slowly.
    const bool isSlow = error.httpStatus == 408 && error.matrixCode.isEmpty();
    return error.httpStatus >= 500 || isSlow ? SendVerdict::PauseRoom : SendVerdict::Park;
}

bool isTurnedDown(const Error &error)
{
    // Without an errcode it is a proxy that speaks.
    return error.kind == Error::Kind::RateLimited ||
           (!error.matrixCode.isEmpty() && verdictOf(error) == SendVerdict::Park);
}

}

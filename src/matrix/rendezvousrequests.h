// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/request.h"

namespace linnet {

/// A place at a home server where two devices leave messages for each other, one at a time, each in the place
/// of the last (MSC4108 as of 2024, "Insecure rendezvous session"). Only create() goes to the server; the
/// others go to the address that it answers, as the `base` of Transport::send(): never with an access token,
/// never redirected. Reply::etag says which message one has seen. Pure.
namespace RendezvousRequests {

/// Among the unstable features of a server that has such places.
inline constexpr QLatin1String Feature{"org.matrix.msc4108"};
inline constexpr qsizetype MostBytes = 4096; ///< of a message

Request create();
/// BadReply if it is no address at `server` (the same scheme, host and port): what is sent there is written
/// by nobody whom one knows.
Result<QUrl> readAddress(const QByteArray &reply, const QUrl &server);

/// In the place of the message `seen`; a 412 if another has come meanwhile.
Request write(const QByteArray &message, const QByteArray &seen);
/// A 304 as long as there is no newer message than `seen`; with an empty one, what is there.
Request read(const QByteArray &seen);
Request remove();

}

}

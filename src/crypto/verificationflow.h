// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

namespace linnet {

/// One of the 64 pictures that two people compare.
struct VerificationEmoji
{
    int number = 0; ///< 0 to 63, as the spec counts them
    QString symbol;
    QString name; ///< English
};

/// Where two sessions are in verifying each other (client-server API, "Device verification"). A plain value,
/// made anew whenever it is asked for.
struct VerificationFlow
{
    enum class State {
        Requested, ///< somebody waits for an answer: accept() or cancel() if `isByOther`
        Ready,     ///< both are there: startSas(), or show or scan a QR code
        Started,   ///< short texts are agreed on: accept() if `isByOther`
        Comparing, ///< `emoji` and `decimals` are to be compared: confirm() or mismatch()
        Confirmed, ///< this side has confirmed, the other not yet
        Scanned,   ///< the other has scanned one's code: confirm() or cancel()
        Done,
        Cancelled,
    };

    QString id;
    UserId user;    ///< the other
    QString device; ///< the other's session, once it is known
    RoomId room;    ///< where it takes place; empty: from session to session
    State state = State::Requested;
    bool isByOther = false; ///< who did what `state` says
    bool isOwnUser = false; ///< between one's own sessions
    bool supportsSas = false;
    bool supportsShowing = false;   ///< a QR code may be shown here
    bool supportsScanning = false;  ///< the other may show one
    QList<VerificationEmoji> emoji; ///< seven, or none if the other can't
    QList<int> decimals;            ///< three
    QString cancelCode;             ///< `m.user` and the like
    bool isCancelledByUs = false;

    bool isOver() const { return state == State::Done || state == State::Cancelled; }
};

}

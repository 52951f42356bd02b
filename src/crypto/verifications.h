// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/cryptorequest.h"
#include "crypto/verificationflow.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace linnet {

class CryptoMachine;

/// Verifying one another, with emoji, numbers or a QR code, between one's own sessions or with others in a
/// room (client-server API, "Short Authentication String (SAS) verification", "QR codes"). A view of a
/// CryptoMachine, on its thread. What others do comes with CryptoMachine::receiveSync() and
/// receiveRoomEvent(); look at flows() after them. What an action answers is to be sent and marked as sent;
/// more may be among outgoingRequests(). Nothing of it outlives a restart.
class Verifications
{
public:
    /// `canScan`: a QR code of the other's could be read here; the other is told so.
    explicit Verifications(CryptoMachine &machine, bool canScan = false)
        : m_machine(machine), m_canScan(canScan)
    {
    }

    /// All that are under way, and those that ended since the last call, which are told once.
    QList<VerificationFlow> flows();

    /// Asks another session of one's own, or all of them if `device` is empty.
    struct Asked
    {
        QString flow;
        CryptoRequest request;
    };
    Result<Asked> askOwnDevice(const QString &device = {});
    /// The content of an `m.room.message` that asks somebody in a room; once it is sent, roomRequestSent().
    /// Error: NotFound if the user has no identity that is known here.
    Result<QByteArray> roomRequest(const UserId &user);
    Status roomRequestSent(const UserId &user, const RoomId &room, const EventId &event);
    /// A clear or decrypted event of a room whose type begins with `m.key.verification.`, or an
    /// `m.room.message` of msgtype `m.key.verification.request`; `event` is its whole JSON. To be called for
    /// events that come live, not for history.
    Status receiveRoomEvent(const RoomId &room, const QByteArray &event);

    using Requests = Result<QList<CryptoRequest>>;
    Requests accept(const UserId &user, const QString &flow);
    Requests startSas(const UserId &user, const QString &flow);
    Requests confirm(const UserId &user, const QString &flow);
    Requests mismatch(const UserId &user, const QString &flow);
    Requests cancel(const UserId &user, const QString &flow);
    /// The bytes of the QR code that the other may scan. Error: Invalid if none can be shown now.
    Result<QByteArray> qrCode(const UserId &user, const QString &flow);
    /// What was read from the other's. Error: Invalid if it is not of this flow.
    Requests scanned(const UserId &user, const QString &flow, const QByteArray &code);

private:
    CryptoMachine &m_machine;
    bool m_canScan;
};

}

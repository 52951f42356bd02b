// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/verifications.h"

#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"

namespace linnet {

namespace {

using Action = rust_bridge::VerificationAction;

VerificationFlow::State stateOf(rust_bridge::FlowState state)
{
    using Rust = rust_bridge::FlowState;
    using State = VerificationFlow::State;
    switch (state) {
    case Rust::Ready:
        return State::Ready;
    case Rust::Started:
        return State::Started;
    case Rust::Comparing:
        return State::Comparing;
    case Rust::Confirmed:
        return State::Confirmed;
    case Rust::Scanned:
        return State::Scanned;
    case Rust::Done:
        return State::Done;
    case Rust::Cancelled:
        return State::Cancelled;
    case Rust::Requested:
        break;
    }
    return State::Requested;
}

VerificationFlow flowOf(const rust_bridge::VerificationFlow &flow)
{
    VerificationFlow result;
    result.id = fromRust(flow.id);
    result.user = UserId(fromRust(flow.user));
    result.device = fromRust(flow.device);
    result.room = RoomId(fromRust(flow.room));
    result.state = stateOf(flow.state);
    result.isByOther = flow.is_by_other;
    result.isOwnUser = flow.is_own_user;
    result.supportsSas = flow.supports_sas;
    result.supportsShowing = flow.supports_showing;
    result.supportsScanning = flow.supports_scanning;
    for (size_t i = 0; i < flow.emoji_numbers.size(); ++i)
        result.emoji.append(
            {flow.emoji_numbers[i], fromRust(flow.emoji_symbols[i]), fromRust(flow.emoji_names[i])});
    for (const uint16_t number : flow.decimals)
        result.decimals.append(number);
    result.cancelCode = fromRust(flow.cancel_code);
    result.isCancelledByUs = flow.is_cancelled_by_us;
    return result;
}

Verifications::Requests act(CryptoMachine &machine, const UserId &user, const QString &flow, Action action,
                            bool canScan)
{
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray flowBytes = flow.toUtf8();
    return requestsOf(
        machine.handle().machine->act_on_verification(toRust(userBytes), toRust(flowBytes), action, canScan));
}

}

QList<VerificationFlow> Verifications::flows()
{
    QList<VerificationFlow> result;
    for (const auto &flow : m_machine.handle().machine->verification_flows().flows)
        result.append(flowOf(flow));
    return result;
}

Result<Verifications::Asked> Verifications::askOwnDevice(const QString &device)
{
    const QByteArray id = device.toUtf8();
    const auto asked = m_machine.handle().machine->ask_own_device(toRust(id), m_canScan);
    if (asked.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(asked.status);
    return Asked{fromRust(asked.flow), requestOf(asked.requests[0])};
}

Result<QByteArray> Verifications::roomRequest(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    return textOf(m_machine.handle().machine->room_verification_request(toRust(id), m_canScan));
}

Status Verifications::roomRequestSent(const UserId &user, const RoomId &room, const EventId &event)
{
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray roomBytes = room.toString().toUtf8();
    const QByteArray eventBytes = event.toString().toUtf8();
    return statusOf(m_machine.handle().machine->room_verification_sent(toRust(userBytes), toRust(roomBytes),
                                                                       toRust(eventBytes), m_canScan));
}

Status Verifications::receiveRoomEvent(const RoomId &room, const QByteArray &event)
{
    const QByteArray id = room.toString().toUtf8();
    return statusOf(m_machine.handle().machine->receive_room_verification(toRust(id), toRustBytes(event)));
}

Verifications::Requests Verifications::accept(const UserId &user, const QString &flow)
{
    return act(m_machine, user, flow, Action::Accept, m_canScan);
}

Verifications::Requests Verifications::startSas(const UserId &user, const QString &flow)
{
    return act(m_machine, user, flow, Action::StartSas, m_canScan);
}

Verifications::Requests Verifications::confirm(const UserId &user, const QString &flow)
{
    return act(m_machine, user, flow, Action::Confirm, m_canScan);
}

Verifications::Requests Verifications::mismatch(const UserId &user, const QString &flow)
{
    return act(m_machine, user, flow, Action::Mismatch, m_canScan);
}

Verifications::Requests Verifications::cancel(const UserId &user, const QString &flow)
{
    return act(m_machine, user, flow, Action::Cancel, m_canScan);
}

Result<QByteArray> Verifications::qrCode(const UserId &user, const QString &flow)
{
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray flowBytes = flow.toUtf8();
    const auto made = m_machine.handle().machine->verification_code(toRust(userBytes), toRust(flowBytes));
    if (made.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(made.status);
    return fromRust(made.bytes);
}

Verifications::Requests Verifications::scanned(const UserId &user, const QString &flow,
                                               const QByteArray &code)
{
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray flowBytes = flow.toUtf8();
    return requestsOf(
        m_machine.handle().machine->scanned_code(toRust(userBytes), toRust(flowBytes), toRustBytes(code)));
}

}

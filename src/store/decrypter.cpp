// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/decrypter.h"

#include "base/logging.h"
#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

using State = Encryption::State;

State stateOf(Shield shield)
{
    switch (shield) {
    case Shield::None:
    case Shield::UnverifiedIdentity: // most people are never verified: it would be said of every message
        return State::Decrypted;
    case Shield::UnsignedDevice:
        return State::UnsignedDevice;
    case Shield::UnknownDevice:
        return State::UnknownDevice;
    case Shield::VerificationViolation:
        return State::VerificationViolation;
    case Shield::MismatchedSender:
        return State::MismatchedSender;
    case Shield::UnsureSource:
        return State::UnsureSource;
    }
    return State::UnsureSource;
}

State stateOf(Undecryptable reason)
{
    switch (reason) {
    case Undecryptable::WithheldUnverified:
        return State::WithheldUnverified;
    case Undecryptable::WithheldBlacklisted:
    case Undecryptable::WithheldUnauthorised:
    case Undecryptable::WithheldNoOlm:
    case Undecryptable::WithheldOther:
        return State::Withheld;
    case Undecryptable::WithheldHistory:
        return State::WithheldHistory;
    case Undecryptable::IndexTooOld:
        return State::IndexTooOld;
    case Undecryptable::SenderNotTrusted:
        return State::SenderNotTrusted;
    case Undecryptable::Malformed:
        return State::Malformed;
    case Undecryptable::Unsupported:
        return State::Unsupported;
    case Undecryptable::No:
    case Undecryptable::NoKey:
    case Undecryptable::Storage:
        return State::NoKey;
    }
    return State::NoKey;
}

/// The server says that one was not in the room when it was sent (client-server API, "Event format", the
/// `membership` of `unsigned`).
bool isOfBeforeJoin(const QByteArray &raw)
{
    const QJsonObject unsignedPart =
        QJsonDocument::fromJson(raw).object().value(QLatin1String("unsigned")).toObject();
    const QString membership = unsignedPart.value(QLatin1String("membership")).toString();
    return !membership.isEmpty() && membership != QLatin1String("join");
}

}

void Decrypter::decrypt(SyncBatch &batch)
{
    for (RoomDelta &room : batch.rooms)
        decryptAll(room.id, room.timeline);
    trackSenders();
}

void Decrypter::decrypt(const RoomId &room, QList<Event> &events)
{
    decryptAll(room, events);
    trackSenders();
}

void Decrypter::decryptAll(const RoomId &room, QList<Event> &events)
{
    for (Event &event : events)
        decrypt(room, event);
}

/// If it fails, nothing is said of whom these messages come from before they are followed for another reason.
void Decrypter::trackSenders()
{
    if (!m_machine || m_senders.isEmpty())
        return;
    if (const Status status = m_machine->track(m_senders.values()); !status)
        qCWarning(lcStore) << "senders are not watched over:" << int(status.error().kind);
    m_senders.clear();
}

void Decrypter::decrypt(const RoomId &room, Event &event)
{
    if (event.type != QLatin1String("m.room.encrypted") || event.isState() || event.isRedacted)
        return;
    if (!m_machine) {
        event.encryption = {State::NoKey, readString(event.content, "session_id")};
        return;
    }
    m_senders.insert(event.sender);
    const Decryption decryption = m_machine->decrypt(room, event.raw);
    event.encryption.session = decryption.session;
    if (decryption.isClear()) {
        event.type = decryption.type;
        event.content = decryption.content;
        event.raw = decryption.raw;
        const bool isFromHere = decryption.senderKey == m_machine->identityKeys().curve25519;
        event.encryption.state = isFromHere ? State::Decrypted : stateOf(decryption.shield);
    } else {
        event.encryption.state = stateOf(decryption.reason);
        if (event.encryption.state == State::NoKey && isOfBeforeJoin(event.raw))
            event.encryption.state = State::WithheldHistory;
    }
    m_tick();
}

std::optional<State> Decrypter::shield(const RoomKey &key, const UserId &sender) const
{
    const auto shield =
        m_machine ? m_machine->shield(key, sender) : Result<Shield>(Error::of(Error::Kind::Unsupported));
    return shield.isOk() ? std::optional(stateOf(*shield)) : std::nullopt;
}

}

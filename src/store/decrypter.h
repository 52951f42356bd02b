// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptomachine.h"

#include <QSet>

#include <functional>

namespace linnet {

/// Puts what encrypted events say in their place, or why it is not to be known: after that they are stored
/// and shown as events of any other room. Without a machine everything encrypted has no key. Worker thread,
/// for the length of one job.
class Decrypter
{
public:
    /// `tick` is called after every event that was encrypted; it may let other work pass.
    Decrypter(CryptoMachine *machine, std::function<void()> tick)
        : m_machine(machine), m_tick(std::move(tick))
    {
    }

    /// The sessions of whoever has sent something encrypted are watched over from now on.
    void decrypt(SyncBatch &batch);
    void decrypt(const RoomId &room, QList<Event> &events);
    void decrypt(const RoomId &room, Event &event);

    /// What is to be said now of who sent what was decrypted with this key; nullopt: the key is gone.
    std::optional<Encryption::State> shield(const RoomKey &key, const UserId &sender) const;

private:
    void decryptAll(const RoomId &room, QList<Event> &events);
    void trackSenders();

    CryptoMachine *m_machine;
    std::function<void()> m_tick;
    QSet<UserId> m_senders; ///< of what was encrypted
};

}

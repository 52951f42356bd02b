// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptomachine.h"

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

    void decrypt(SyncBatch &batch);
    void decrypt(const RoomId &room, QList<Event> &events);
    void decrypt(const RoomId &room, Event &event);

private:
    CryptoMachine *m_machine;
    std::function<void()> m_tick;
};

}

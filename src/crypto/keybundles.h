// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "crypto/cryptorequest.h"
#include "crypto/encryptedfile.h"
#include "crypto/keyfile.h"

#include <QList>

#include <optional>

namespace linnet {

class CryptoMachine;

/// The keys of a room's history, for somebody who is invited to it (client-server API, "Sharing keys between
/// users"). A view of a CryptoMachine, on its thread.
class KeyBundles
{
public:
    explicit KeyBundles(CryptoMachine &machine) : m_machine(machine) {}

    // Giving

    /// Whether anybody takes keys from this session: it is signed by its person.
    Result<bool> canGive();
    /// Whether `user` has a session that may get keys of the past: one that they have signed. As far as is
    /// known here: queryKeys() first.
    Result<bool> canTake(const UserId &user);
    /// A bundle, encrypted as a file.
    struct Sealed
    {
        QByteArray bytes;
        EncryptedFile file; ///< what opens it, without a `url`
    };
    /// All keys of the room whose senders wanted its history to be shared, and the names of the others. Not
    /// set if there are none.
    Result<std::optional<Sealed>> seal(const RoomId &room);
    /// What tells `user`'s signed sessions where the bundle lies, to be sent in this order; missingSessions()
    /// first. Errors: Invalid if this session is not signed, the file has no address or `user`, who was
    /// verified, is somebody else now.
    Result<QList<CryptoRequest>> give(const RoomId &room, const UserId &user, const EncryptedFile &file);

    // Taking

    /// The invitation by `inviter` was accepted here: their bundle is wanted from now on.
    Status expect(const RoomId &room, const UserId &inviter);
    /// It is not any more.
    Status forget(const RoomId &room);
    struct Expected
    {
        RoomId room;
        UserId inviter;
        qint64 since = 0;                  ///< when it was accepted; ms since the epoch
        std::optional<EncryptedFile> file; ///< where the bundle lies, once `inviter` has said so
    };
    Result<QList<Expected>> expected();
    /// Takes a bundle of `inviter`'s in, opened. Keys of other rooms are left out, and so are all of them if
    /// `inviter` has not signed the session that sent it, or was verified and is somebody else now. Among the
    /// keys of the answer are those that are withheld: what waits for them can say why now. Errors: NotFound
    /// if `inviter` has given none for this room; BadReply if it is no bundle.
    Result<KeyImport> take(const RoomId &room, const UserId &inviter, const QByteArray &bundle,
                           const KeyFile::Progress &progress = {});

private:
    CryptoMachine &m_machine;
};

}

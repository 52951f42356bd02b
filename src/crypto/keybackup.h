// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/cryptorequest.h"
#include "crypto/keyfile.h"

#include <QByteArray>

#include <optional>

namespace linnet {

class CryptoMachine;

/// What is to be thought of a backup that the server has.
struct BackupTrust
{
    QString version;
    bool isSupported = false; ///< of an algorithm that is known here
    bool isSigned = false;    ///< by this session, or by one's identity or a verified session of one's own
    bool doesKeyFit = false;  ///< the key that is here opens it
    qint64 keyCount = 0;      ///< as the server says

    /// Whether new keys may be put into it.
    bool isTrusted() const { return isSupported && (isSigned || doesKeyFit); }
};

struct BackupState
{
    QString version;     ///< that keys go into; empty: none
    bool hasKey = false; ///< what opens it is here
    int total = 0;       ///< room keys here
    int backedUp = 0;    ///< of these, in that version
};

/// Room keys on the server, for sessions that come later (client-server API, "Server-side key backups"). A
/// view of a CryptoMachine, on its thread.
class KeyBackup
{
public:
    explicit KeyBackup(CryptoMachine &machine) : m_machine(machine) {}

    Result<BackupState> state();

    /// Makes a new key and answers the body of POST /room_keys/version, signed. Then create() with what the
    /// server answered.
    struct NewBackup
    {
        QByteArray body;
        QByteArray key; ///< the secret, base64; wipe() it
    };
    Result<NewBackup> makeNew();
    /// The backup of makeNew() exists now: its key is kept and keys go into it from now on.
    Status create(const QByteArray &key, const QString &version);

    /// `current`: the reply to CryptoRequests::currentBackup(). Error: BadReply.
    Result<BackupTrust> trust(const QByteArray &current);
    /// Puts keys into that backup from now on, if it is trusted; to be called at each start, for the server
    /// may have another one by then. Error: Invalid if it is not trusted.
    Status enable(const QByteArray &current);
    /// Keeps a key that opens backups, base64 as in `m.megolm_backup.v1` or base58 as people keep it, and
    /// enables `current`. Errors: Invalid if it is no key; WrongPassphrase if it does not fit `current`.
    Status setKey(const QByteArray &key, const QByteArray &current);
    /// Takes what another session gave (SyncedKeys::hasBackupKey); false if none of them fits `current`.
    Result<bool> takeGivenKey(const QByteArray &current);
    /// No keys go into it any more, also after a restart, until enable(); the server's copy stays.
    Status disable();

    /// The next 100 keys or so that are not in it yet; the same again until it is marked as sent.
    Result<std::optional<CryptoRequest>> nextBatch();
    /// `keys`: the reply to CryptoRequests::backedUpKeys(), with the same room and session. What cannot be
    /// read is left out. Errors: NotFound if no key is here; BadReply.
    Result<KeyImport> importKeys(const QByteArray &keys, const RoomId &room = {}, const QString &session = {},
                                 const KeyFile::Progress &progress = {});

private:
    CryptoMachine &m_machine;
};

}

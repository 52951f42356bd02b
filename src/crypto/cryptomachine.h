// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/cryptorequest.h"
#include "crypto/decryption.h"
#include "crypto/identitykeys.h"
#include "crypto/keysatserver.h"
#include "crypto/roomencryption.h"
#include "crypto/syncedkeys.h"
#include "matrix/syncbatch.h"

#include <memory>
#include <optional>

namespace linnet {

struct CryptoHandle;

/// The end-to-end encryption of one session (client-server API, "End-to-End Encryption"): its keys, those of
/// others, the room keys, in a database of its own. Sends nothing: what is to be sent comes out as
/// CryptoRequests, and the replies go back in.
///
/// Every call blocks, on the disk and on ciphers: for the account's worker thread only, on which it was
/// opened. All changes are on disk when a call returns, so that a crash between two calls loses nothing.
/// KeyFile, CrossSigning, SecretStorage, KeyBackup, KeyBundles, DeviceDirectory and Verifications are views
/// of it, to be made where they are needed.
///
/// To send into a room: track() its members when they are known; before a message, send outgoingRequests() as
/// long as there is a KeysQuery in them, then missingSessions(), then shareRoomKey(), each marked as sent,
/// then encrypt().
class CryptoMachine
{
public:
    /// Opens the database in `folder`, or makes it there. `key`: 32 bytes that encrypt it. Errors: Corrupt if
    /// the key is not the one it was made with or it is damaged; OtherAccount if it is of another user or
    /// device; Invalid for an id that is none or a key of another length; Storage.
    static Result<std::unique_ptr<CryptoMachine>> open(const QString &folder, const QByteArray &key,
                                                       const UserId &user, const QString &deviceId);
    /// Closes the database.
    ~CryptoMachine();

    IdentityKeys identityKeys() const;

    /// Takes what a sync brought: to-device messages, changed devices, how many one-time keys are left.
    /// Before the rooms' events are decrypted. The same batch twice does no harm.
    Result<SyncedKeys> receiveSync(const SyncBatch &batch);
    /// All that is to be sent now, in order, and again until it is marked as sent. Ask after each
    /// receiveSync(), and when all of the last answer is marked or has failed: once one has asked again, the
    /// reply to an earlier KeysQuery is not enough any more.
    Result<QList<CryptoRequest>> outgoingRequests();
    /// `reply`: the body of the server's good answer. Error: Invalid if it is none.
    Status markSent(const CryptoRequest &request, const QByteArray &reply);
    /// A KeysQuery of these users' devices and identities, whether they are known already or not.
    Result<CryptoRequest> queryKeys(const QList<UserId> &users);
    /// A KeysQuery of this session's own user. It may be sent without being marked as sent.
    Result<CryptoRequest> queryOwnKeys() { return queryKeys({m_user}); }
    /// What the server's answer to a KeysQuery says of this very session; no value if it does not speak of
    /// its user. The machine itself never takes other keys than its own for this session's.
    std::optional<KeysAtServer> keysAtServer(const QByteArray &reply) const;

    /// Keeps watch over the devices of these users from now on: members of encrypted rooms.
    Status track(const QList<UserId> &users);
    /// True if what is known of any of them is out of date: a KeysQuery is among outgoingRequests(), unless
    /// their server failed to answer one lately.
    Result<bool> needsQuery(const QList<UserId> &users);
    /// One-time keys to be claimed before a key can be shared with all sessions of these users. A session
    /// whose claim failed is left in peace for a while, and gets the key later or a note that there was none.
    Result<std::optional<CryptoRequest>> missingSessions(const QList<UserId> &users);
    /// Makes a room key if there is none, or none that may still be used (its time, its messages, somebody
    /// left or became untrusted), and answers the messages that give it to those who do not have it:
    /// ToDevice, each to be marked as sent. `users`: all who are to read it, joined and maybe invited.
    /// Errors: Unsupported if the room's algorithm is not known; where only signed sessions are to get it
    /// chat.linnet.NOT_VERIFIED, if this one is not, and chat.linnet.IDENTITY_CHANGED, if somebody was
    /// verified and has another identity.
    Result<QList<CryptoRequest>> shareRoomKey(const RoomId &room, const QList<UserId> &users,
                                              const RoomEncryption &encryption);
    /// The content of an `m.room.encrypted`. `content`: the JSON of what is to be said. Errors: NotFound if
    /// no key was shared, or it may not be used any more: shareRoomKey() first; Invalid if `content` is no
    /// JSON object.
    Result<QByteArray> encrypt(const RoomId &room, const QString &type, const QByteArray &content);
    /// The next message gets a new key.
    Status discardRoomKey(const RoomId &room);

    /// Whether decrypt() keeps closed what comes of sessions that their own people have not signed (MSC4153),
    /// but for this session. Keys that came before one could know open as ever. Not kept on disk.
    void setTrustedOnly(bool isTrustedOnly);
    /// `event`: the JSON of the whole `m.room.encrypted`. What stands encrypted in its `unsigned` is
    /// decrypted too.
    Decryption decrypt(const RoomId &room, const QByteArray &event);
    /// Asks one's other sessions for the key of this event, `m.room.encrypted` as above: a ToDevice is among
    /// outgoingRequests() then, once for each key. Nothing while none of them is verified: none would answer.
    /// receiveSync() says if the key comes.
    Status requestKey(const RoomId &room, const QByteArray &event);
    /// What is to be said now of an event that was decrypted with this key and is by `sender`. NotFound: the
    /// key is gone.
    Result<Shield> shield(const RoomKey &key, const UserId &sender);
    /// True if any event of this session could be decrypted.
    Result<bool> hasKey(const RoomKey &key);

    /// For the views of it.
    CryptoHandle &handle() { return *m_handle; }

private:
    CryptoMachine(std::unique_ptr<CryptoHandle> handle, UserId user, QString deviceId);

    std::unique_ptr<CryptoHandle> m_handle;
    UserId m_user;
    QString m_deviceId;
};

}

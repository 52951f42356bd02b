// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/request.h"
#include "matrix/syncbatch.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace linnet::test {

/// The part of a home server that end-to-end encryption speaks to, in memory: keys, to-device messages,
/// signatures, backups (client-server API, "End-to-End Encryption"). Answers HTTP requests as values. Checks
/// no signature: clients have to.
class KeyServer
{
public:
    /// A session and whose it is.
    struct Device
    {
        UserId user;
        QString id;
        friend bool operator==(const Device &, const Device &) = default;
        friend size_t qHash(const Device &device, size_t seed = 0)
        {
            return qHashMulti(seed, device.user, device.id);
        }
    };

    /// The body of the answer. Ends the test program for a request that it does not know.
    QByteArray answer(const Device &from, const Request &request);
    /// What the session's next sync brings: what was sent to it, whose devices changed, how many keys are
    /// left.
    SyncBatch sync(const Device &to);

    /// The session is gone, with its keys.
    void remove(const Device &device);
    int oneTimeKeysOf(const Device &device) const { return m_oneTimeKeys.value(device).size(); }
    /// Claims for it are answered without a key from now on.
    void emptyOneTimeKeys(const Device &device);
    QStringList devicesOf(const UserId &user) const; ///< that have keys
    QJsonObject deviceKeys(const Device &device) const { return m_deviceKeys.value(device); }
    /// Another program has uploaded these in the session's name.
    void setDeviceKeys(const Device &device, const QJsonObject &keys);
    /// Somebody claims as many of the session's one-time keys, the oldest first.
    void claim(const Device &device, int count);
    /// Whether this is an upload of one-time keys under names that have others, which servers refuse.
    bool hasOthersOf(const Device &from, const Request &request) const;
    bool dropsOneTimeKeys = false; ///< those that are uploaded are gone at once

    /// One message of a room that came by a request, as `/send` wants it.
    struct RoomMessage
    {
        RoomId room;
        QString type;
        QJsonObject content;
        EventId id;
        UserId sender;
    };
    QList<RoomMessage> roomMessages;
    QStringList paths;                          ///< of all requests, in order
    QHash<QString, QJsonObject> toDeviceBodies; ///< by transaction id

private:
    QByteArray uploadKeys(const Device &from, const QJsonObject &body);
    QByteArray queryKeys(const Device &from, const QJsonObject &body);
    QByteArray claimKeys(const QJsonObject &body);
    QByteArray uploadSigningKeys(const Device &from, const QJsonObject &body);
    QByteArray uploadSignatures(const Device &from, const QJsonObject &body);
    void sign(QJsonObject &object, const QJsonObject &signedObject);
    QByteArray sendToDevice(const Device &from, const QString &type, const QString &txn,
                            const QJsonObject &body);
    QByteArray sendMessage(const Device &from, const QStringList &path, const QJsonObject &body);
    QByteArray backup(const Request &request, const QStringList &path);
    QByteArray putKeys(const QJsonObject &body);
    QByteArray keysAt(const QStringList &path) const;
    void change(const UserId &user);
    QJsonObject claimOne(const Device &device);

    QHash<Device, QJsonObject> m_deviceKeys;
    QHash<Device, QJsonObject> m_oneTimeKeys;
    QHash<Device, QJsonObject> m_fallbackKeys;
    QHash<Device, bool> m_isFallbackUsed;
    QHash<UserId, QJsonObject> m_masterKeys, m_selfSigningKeys, m_userSigningKeys;
    QHash<Device, QList<QByteArray>> m_toDevice;
    QHash<Device, QSet<UserId>> m_changed;
    QSet<QString> m_transactions;
    QJsonObject m_backup; ///< as GET /room_keys/version answers it; empty: none
    QJsonObject m_backedUp;
    int m_backups = 0;
    int m_events = 0;
};

}

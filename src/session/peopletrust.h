// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/devicedirectory.h"
#include "session/keyexchange.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace linnet {

/// Whom one has verified, and whose identity is another one than it was (client-server API, "Cross-signing").
/// Knows of those that somebody has asked about, and keeps up with it. GUI thread; owned by the Session.
class PeopleTrust : public QObject
{
    Q_OBJECT

public:
    PeopleTrust(KeyExchange &keys, Store &store, QObject *parent = nullptr);

    /// Is to know of them, from now on; changed() tells what is found.
    void want(const QList<UserId> &users);
    bool isVerified(const UserId &user) const { return m_identities.value(user).isVerified; }
    /// They were verified, and are another one now.
    bool isViolated(const UserId &user) const { return m_identities.value(user).hasViolation; }
    /// They are not the one that one has seen before, which nobody has said anything to yet.
    bool hasChanged(const UserId &user) const
    {
        const IdentityInfo identity = m_identities.value(user);
        return identity.hasChanged || identity.hasViolation;
    }
    /// Takes them for the one they are now, verified or not.
    Task<Done> accept(const UserId &user);
    /// The sessions of somebody, as they are known here.
    Task<QList<DeviceInfo>> sessionsOf(const UserId &user);

Q_SIGNALS:
    void changed(); ///< of any that were asked about

private:
    void load(const QList<UserId> &users);

    KeyExchange &m_keys;
    Store &m_store;
    QSet<UserId> m_wanted;
    QHash<UserId, IdentityInfo> m_identities;
};

}

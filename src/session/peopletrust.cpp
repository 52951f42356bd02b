// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/peopletrust.h"

#include <tuple>

namespace linnet {

namespace {

using Identities = QList<IdentityInfo>;

bool isSame(const IdentityInfo &a, const IdentityInfo &b)
{
    return std::tie(a.masterKey, a.isVerified, a.hasViolation, a.hasChanged) ==
           std::tie(b.masterKey, b.isVerified, b.hasViolation, b.hasChanged);
}

}

PeopleTrust::PeopleTrust(KeyExchange &keys, Store &store, QObject *parent)
    : QObject(parent), m_keys(keys), m_store(store)
{
    connect(&m_keys, &KeyExchange::keysLearned, this, [this] { load(m_wanted.values()); });
}

void PeopleTrust::want(const QList<UserId> &users)
{
    QList<UserId> added;
    for (const UserId &user : users) {
        if (!m_wanted.contains(user))
            added.append(user);
        m_wanted.insert(user);
    }
    load(added);
}

void PeopleTrust::load(const QList<UserId> &users)
{
    if (users.isEmpty() || !m_keys.isAvailable())
        return;
    m_store.crypto()
        .call<Identities>([users](CryptoMachine &machine) -> Result<Identities> {
            DeviceDirectory directory(machine);
            Identities found;
            for (const UserId &user : users) {
                const auto identity = directory.identity(user);
                if (!identity.isOk())
                    return identity.error();
                if (*identity)
                    found.append(**identity);
            }
            return found;
        })
        .then(this, [this](const Result<Identities> &found) {
            bool isDifferent = false;
            for (const IdentityInfo &identity : found ? *found : Identities()) {
                isDifferent = isDifferent || !isSame(m_identities.value(identity.user), identity);
                m_identities.insert(identity.user, identity);
            }
            if (isDifferent)
                Q_EMIT changed();
        });
}

Task<Done> PeopleTrust::accept(const UserId &user)
{
    const bool wasViolated = isViolated(user);
    return m_store.crypto()
        .call<Done>([user, wasViolated](CryptoMachine &machine) -> Result<Done> {
            DeviceDirectory directory(machine);
            if (wasViolated) {
                if (const Status status = directory.withdrawVerification(user); !status.isOk())
                    return status;
            }
            return directory.pin(user);
        })
        .andThen([this, user](Done) {
            load({user});
            m_store.refreshShields();
            return Done{};
        });
}

Task<QList<DeviceInfo>> PeopleTrust::sessionsOf(const UserId &user)
{
    return m_store.crypto().call<QList<DeviceInfo>>(
        [user](CryptoMachine &machine) { return DeviceDirectory(machine).devices(user); });
}

}

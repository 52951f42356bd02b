// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/credentials.h"

#include <QMap>

#include <memory>
#include <optional>

namespace linnet::test {

/// A keychain in memory. Several of these may share one set of secrets, as the runs of a program share the
/// keychain.
class MemoryCredentials : public Credentials
{
public:
    struct Keychain
    {
        QMap<QString, QByteArray> secrets;
        std::optional<Error> trouble;      ///< the answer to everything while it is set
        std::optional<Promise<Done>> held; ///< the answer to the next write, when a test resolves it
    };

    explicit MemoryCredentials(std::shared_ptr<Keychain> keychain = std::make_shared<Keychain>())
        : m_keychain(std::move(keychain))
    {
    }

    Task<QByteArray> read(const QString &name) override
    {
        if (m_keychain->trouble)
            return Task<QByteArray>::ready(*m_keychain->trouble);
        if (!m_keychain->secrets.contains(name))
            return Task<QByteArray>::ready(Error::of(Error::Kind::EntryNotFound));
        return Task<QByteArray>::ready(m_keychain->secrets.value(name));
    }
    Task<Done> write(const QString &name, const QByteArray &secret) override
    {
        if (m_keychain->trouble)
            return Task<Done>::ready(*m_keychain->trouble);
        m_keychain->secrets.insert(name, secret);
        if (m_keychain->held)
            return m_keychain->held->task();
        return Task<Done>::ready(Done{});
    }
    Task<Done> remove(const QString &name) override
    {
        if (m_keychain->trouble)
            return Task<Done>::ready(*m_keychain->trouble);
        m_keychain->secrets.remove(name);
        return Task<Done>::ready(Done{});
    }

    const std::shared_ptr<Keychain> &keychain() const { return m_keychain; }

private:
    std::shared_ptr<Keychain> m_keychain;
};

}

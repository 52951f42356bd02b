// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/credentials.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace linnet {

/// The system's keychain through QtKeychain, service "Linnet". Never its plain-text fallback. GUI thread;
/// must outlive the event loop that runs its calls.
///
/// A keychain that says nothing for the time limit gives KeychainMissing, or KeychainLocked if it can still
/// say that much of itself.
///
/// A call that is dropped, or that ran out of time, still ends in the background: the keychain's libraries
/// cannot be stopped half way. The calls keep their order, so that removing what a late write puts there
/// works.
class KeychainCredentials : public QObject, public Credentials
{
    Q_OBJECT

public:
    /// How long the keychain may take, the time that a person needs to type its password included.
    explicit KeychainCredentials(std::chrono::milliseconds limit = std::chrono::seconds(15),
                                 QObject *parent = nullptr);

    Task<QByteArray> read(const QString &name) override;
    Task<Done> write(const QString &name, const QByteArray &secret) override;
    Task<Done> remove(const QString &name) override;

private:
    template <typename T, typename Answer>
    Task<T> run(QKeychain::Job *job, const QString &name, Answer answer);

    std::chrono::milliseconds m_limit;
};

}

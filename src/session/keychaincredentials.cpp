// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincredentials.h"

#include "base/application.h"
#include "base/logging.h"
#include "session/secretservice.h"

#include <QCoreApplication>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace linnet {

namespace {

Error errorOf(const QKeychain::Job &job)
{
    const QString text = job.errorString();
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return Error::of(Error::Kind::EntryNotFound);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Error::of(Error::Kind::KeychainMissing, text);
    default:
        return Error::of(Error::Kind::KeychainRefused, text);
    }
}

Error lateError()
{
    return Error::of(Error::Kind::KeychainMissing, QCoreApplication::translate("linnet::KeychainCredentials",
                                                                               "It did not answer in time."));
}

/// The error once it is known what the keychain is like: QtKeychain tells neither "locked" nor "absent"
/// apart.
Error corrected(Error error, SecretService::State state)
{
    if (state == SecretService::State::Locked)
        error.kind = Error::Kind::KeychainLocked;
    else if (state == SecretService::State::Absent && error.kind == Error::Kind::KeychainRefused)
        error.kind = Error::Kind::KeychainMissing;
    return error;
}

}

KeychainCredentials::KeychainCredentials(std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent), m_limit(limit)
{
}

template <typename T, typename Answer>
Task<T> KeychainCredentials::run(QKeychain::Job *job, const QString &name, Answer answer)
{
    Promise<T> promise;
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [this, promise, answer, name](QKeychain::Job *finished) {
        if (finished->error() == QKeychain::NoError)
            return promise.resolve(answer());
        const Error error = errorOf(*finished);
        SecretService::stateOf(QLatin1String(application::KeychainService), name)
            .then(this, [promise, error](const Result<SecretService::State> &state) {
                promise.resolve(corrected(error, state ? *state : SecretService::State::Unknown));
            });
    });
    auto *limit = new QTimer(job);
    limit->setSingleShot(true);
    limit->start(m_limit);
    connect(limit, &QTimer::timeout, this, [this, promise, name] {
        qCWarning(lcSession) << "the keychain did not answer in time for" << name;
        // It may be waiting for a person who does not see its window.
        SecretService::stateOf(QLatin1String(application::KeychainService), name)
            .then(this, [promise](const Result<SecretService::State> &state) {
                promise.resolve(corrected(lateError(), state ? *state : SecretService::State::Unknown));
            });
    });
    job->start();
    return promise.task();
}

Task<QByteArray> KeychainCredentials::read(const QString &name)
{
    auto *job = new QKeychain::ReadPasswordJob(QLatin1String(application::KeychainService));
    return run<QByteArray>(job, name, [job] { return job->binaryData(); });
}

Task<Done> KeychainCredentials::write(const QString &name, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(QLatin1String(application::KeychainService));
    job->setBinaryData(secret);
    return run<Done>(job, name, [] { return Done{}; });
}

Task<Done> KeychainCredentials::remove(const QString &name)
{
    auto *job = new QKeychain::DeletePasswordJob(QLatin1String(application::KeychainService));
    return run<Done>(job, name, [] { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.kind == Error::Kind::EntryNotFound)
                return Done{};
            return error;
        })
        .andThen([name](Done) {
            // It also answers "done" for an entry that it could not even look for behind the lock.
            return SecretService::stateOf(QLatin1String(application::KeychainService), name);
        })
        .andThen([](SecretService::State state) -> Result<Done> {
            if (state == SecretService::State::Locked)
                return Error::of(Error::Kind::KeychainLocked);
            return Done{};
        });
}

}

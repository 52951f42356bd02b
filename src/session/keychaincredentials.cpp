// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincredentials.h"

#include "base/application.h"
#include "base/logging.h"

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
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Error::of(Error::Kind::KeychainRefused, text);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Error::of(Error::Kind::KeychainMissing, text);
    default:
        return Error::of(Error::Kind::KeychainMissing, text);
    }
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
    connect(job, &QKeychain::Job::finished, this, [promise, answer](QKeychain::Job *finished) {
        if (finished->error() == QKeychain::NoError)
            promise.resolve(answer());
        else
            promise.resolve(errorOf(*finished));
    });
    QTimer::singleShot(m_limit, job, [promise, name] {
        qCWarning(lcSession) << "the keychain did not answer in time for" << name;
        promise.resolve(Error::of(
            Error::Kind::KeychainMissing,
            QCoreApplication::translate("linnet::KeychainCredentials", "It did not answer in time.")));
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
    return run<Done>(job, name, [] { return Done{}; }).orElse([](const Error &error) -> Result<Done> {
        if (error.kind == Error::Kind::EntryNotFound)
            return Done{};
        return error;
    });
}

}

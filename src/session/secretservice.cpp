// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secretservice.h"

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace linnet::SecretService {

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

namespace {

using Attributes = QMap<QString, QString>;

const QString secrets = QStringLiteral("org.freedesktop.secrets");
constexpr int patience = 3000; // ms; a service that hangs is not worth more

QDBusMessage message(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(secrets, path, interface, method);
}

Task<QDBusMessage> call(const QDBusMessage &question)
{
    Promise<QDBusMessage> promise;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, patience));
    QObject::connect(
        watcher, &QDBusPendingCallWatcher::finished, watcher, [promise](QDBusPendingCallWatcher *done) {
            done->deleteLater();
            if (done->isError())
                promise.resolve(Error::of(Error::Kind::KeychainMissing, done->error().message()));
            else
                promise.resolve(done->reply());
        });
    return promise.task();
}

Task<State> lockOf(const QDBusObjectPath &collection)
{
    // A keychain program that has closed its database has no default collection.
    if (collection.path() == QLatin1String("/"))
        return Task<State>::ready(State::Locked);
    QDBusMessage question =
        message(collection.path(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    question << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    return call(question).andThen([](const QDBusMessage &answer) {
        const QDBusPendingReply<QDBusVariant> reply(answer);
        return reply.value().variant().toBool() ? State::Locked : State::Unlocked;
    });
}

Task<State> defaultLock()
{
    QDBusMessage question =
        message(QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
                QStringLiteral("ReadAlias"));
    question << QStringLiteral("default");
    return call(question).andThen([](const QDBusMessage &answer) {
        return lockOf(QDBusPendingReply<QDBusObjectPath>(answer).value());
    });
}

/// Asked of the bus itself: a question to the service would start it.
Task<bool> isOnBus()
{
    if (!QDBusConnection::sessionBus().isConnected())
        return Task<bool>::ready(false);
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("NameHasOwner"));
    question << secrets;
    return call(question).andThen(
        [](const QDBusMessage &answer) { return QDBusPendingReply<bool>(answer).value(); });
}

Task<State> stateOnBus(const QString &service, const QString &name)
{
    QDBusMessage question =
        message(QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
                QStringLiteral("SearchItems"));
    question << QVariant::fromValue(
        Attributes{{QStringLiteral("server"), service}, {QStringLiteral("user"), name}});
    return call(question).andThen([](const QDBusMessage &answer) -> Task<State> {
        const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> reply(answer);
        if (!reply.argumentAt<1>().isEmpty())
            return Task<State>::ready(State::Locked);
        return defaultLock();
    });
}

}

Task<State> stateOf(const QString &service, const QString &name)
{
    qDBusRegisterMetaType<Attributes>();
    return isOnBus()
        .andThen([service, name](bool isThere) {
            return isThere ? stateOnBus(service, name) : Task<State>::ready(State::Absent);
        })
        .orElse([](const Error &) -> Result<State> { return State::Unknown; });
}

#else

Task<State> stateOf(const QString &, const QString &)
{
    return Task<State>::ready(State::Unknown);
}

#endif

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cryptoperson.h"

#include "crypto/crosssigning.h"
#include "crypto/cryptorequests.h"
#include "crypto/secretstorage.h"
#include "support/json.h"

#include <atomic>

namespace linnet::test {

namespace {

constexpr int maxRounds = 30;

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.isOk())
        qFatal("%s: error %d", what, int(result.error().kind));
    return result.take();
}

}

CryptoPerson::CryptoPerson(KeyServer &server, const QString &user, const QString &device)
    : m_server(server), m_device{UserId(user), device}
{
    open();
    flush();
    // The first sync makes a fallback key.
    sync();
}

void CryptoPerson::open()
{
    m_machine = orDie(CryptoMachine::open(m_folder.path(), key(), m_device.user, m_device.id), "open");
}

void CryptoPerson::restart()
{
    close();
    open();
}

void CryptoPerson::track(const QList<UserId> &users)
{
    orDie(m_machine->track(users), "track");
}

bool CryptoPerson::crash()
{
    if (!crashesHere || !crashesHere())
        return false;
    restart();
    return true;
}

void CryptoPerson::send(const CryptoRequest &request)
{
    if (crash())
        return;
    const QByteArray reply = m_server.answer(m_device, CryptoRequests::request(ServerVersion(), request));
    if (!crash())
        orDie(m_machine->markSent(request, reply), "markSent");
}

void CryptoPerson::sendAll(const QList<CryptoRequest> &requests)
{
    for (const CryptoRequest &request : requests)
        send(request);
}

void CryptoPerson::flush()
{
    for (int round = 0; round < maxRounds; ++round) {
        const auto requests = orDie(m_machine->outgoingRequests(), "outgoingRequests");
        if (requests.isEmpty())
            return;
        sendAll(requests);
    }
    qFatal("the machine never comes to an end");
}

SyncedKeys CryptoPerson::sync()
{
    const auto synced = orDie(m_machine->receiveSync(m_server.sync(m_device)), "receiveSync");
    flush();
    return synced;
}

void CryptoPerson::makeIdentity()
{
    sendAll(orDie(CrossSigning(*m_machine).bootstrap(), "bootstrap"));
    sync();
}

void CryptoPerson::giveSecrets(CryptoPerson &to)
{
    const auto key = SecretStorageKey::create();
    QHash<QString, QByteArray> secrets;
    const QList<AccountSecret> stored = orDie(SecretStorage(machine()).store(*key), "store");
    for (const AccountSecret &secret : stored)
        secrets.insert(secret.type, secret.content);
    if (!orDie(SecretStorage(to.machine()).restore(*key, secrets), "restore").hasIdentity)
        qFatal("the identity is not given");
}

void CryptoPerson::replaceIdentity()
{
    CrossSigning signing(*m_machine);
    sendAll(orDie(signing.newIdentity(), "newIdentity"));
    send(orDie(m_machine->queryOwnKeys(), "queryOwnKeys"));
    send(orDie(signing.takeNewIdentity(), "takeNewIdentity"));
    sync();
}

void CryptoPerson::share(const RoomId &room, const QList<UserId> &users, const RoomEncryption &encryption)
{
    track(users);
    flush();
    // Again, for what a crash left undone.
    for (int round = 0; round < maxRounds; ++round) {
        if (const auto claim = orDie(m_machine->missingSessions(users), "missingSessions")) {
            send(*claim);
            continue;
        }
        const auto keys = orDie(m_machine->shareRoomKey(room, users, encryption), "shareRoomKey");
        if (keys.isEmpty())
            return;
        sendAll(keys);
    }
    qFatal("the key is never shared");
}

QByteArray CryptoPerson::say(const RoomId &room, const QList<UserId> &users, const QString &text)
{
    share(room, users);
    return event(room, toText({{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                               {QStringLiteral("body"), text}}));
}

QByteArray CryptoPerson::event(const RoomId &room, const QByteArray &content, const QString &type)
{
    static std::atomic<int> number = 0;
    const QByteArray encrypted = orDie(m_machine->encrypt(room, type, content), "encrypt");
    return toText({{QStringLiteral("type"), QStringLiteral("m.room.encrypted")},
                   {QStringLiteral("event_id"), QStringLiteral("$said%1").arg(++number)},
                   {QStringLiteral("sender"), user().toString()},
                   {QStringLiteral("origin_server_ts"), qint64(1'700'000'000'000)},
                   {QStringLiteral("unsigned"), QJsonObject{{QStringLiteral("age"), 5}}},
                   {QStringLiteral("content"), QJsonDocument::fromJson(encrypted).object()}});
}

QString CryptoPerson::read(const RoomId &room, const QByteArray &event)
{
    const Decryption decryption = m_machine->decrypt(room, event);
    if (!decryption.isClear())
        return nameOf(decryption.reason);
    return QJsonDocument::fromJson(decryption.content).object().value(QStringLiteral("body")).toString();
}

QString nameOf(Undecryptable reason)
{
    static const QStringList names{
        QStringLiteral("No"),
        QStringLiteral("NoKey"),
        QStringLiteral("WithheldUnverified"),
        QStringLiteral("WithheldBlacklisted"),
        QStringLiteral("WithheldUnauthorised"),
        QStringLiteral("WithheldNoOlm"),
        QStringLiteral("WithheldHistory"),
        QStringLiteral("WithheldOther"),
        QStringLiteral("IndexTooOld"),
        QStringLiteral("Malformed"),
        QStringLiteral("Unsupported"),
        QStringLiteral("SenderNotTrusted"),
        QStringLiteral("Storage"),
    };
    return names.value(int(reason));
}

}

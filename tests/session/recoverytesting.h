// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recovery.h"
#include "sessiontesting.h"
#include "support/recoveryserver.h"

#include <QDirIterator>

namespace linnet::testing {

/// One session of an account at a RecoveryServer, from its store up to Recovery.
class RecoverySession
{
    QTemporaryDir m_folder; // first: it goes when the store has closed
    QTemporaryDir m_copy;
    KeyServer::Device m_device;
    RecoveryServer &m_server;
    int m_syncs = 0;

public:
    explicit RecoverySession(RecoveryServer &at, const QString &device = QStringLiteral("A"),
                             const UserId &user = me)
        : m_device{user, device}, m_server(at), transport(at, m_device)
    {
        open();
    }
    ~RecoverySession() { close(); }

    RecoveryTransport transport;
    FakeClock clock;
    RoomList rooms;
    std::unique_ptr<Store> store;
    std::unique_ptr<ApiClient> api;
    std::unique_ptr<KeyExchange> keys;
    std::unique_ptr<Recovery> recovery;
    std::function<void(const CommittedBatch &)> onCommitted; ///< called after each sync

    /// As after a crash: what was under way is gone.
    void restart()
    {
        close();
        open();
    }
    /// Of the whole profile, as a backup of the disk would have it.
    void takeCopy()
    {
        close();
        copyFiles(m_folder.path(), m_copy.path());
        open();
    }
    void putCopyBack()
    {
        close();
        copyFiles(m_copy.path(), m_folder.path());
        open();
    }
    const RecoveryStatus &status() const { return recovery->status(); }
    EncryptionHealth &health() { return keys->health(); }
    int uploads() const { return int(transport.sent.count(QStringLiteral("POST keys/upload"))); }
    const UserId &user() const { return m_device.user; }

    /// A sync that brings what the server has for this session; `joinedRoom` of `room`. `isStorage`: it says
    /// that the secret storage is another one.
    void sync(const QJsonObject &joinedRoom = {}, bool isStorage = false)
    {
        if (joinedRoom.isEmpty())
            return syncRooms({}, isStorage);
        syncRooms({{QStringLiteral("join"), QJsonObject{{room.toString(), joinedRoom}}}}, isStorage);
    }
    /// The same with the `rooms` of the reply.
    void syncRooms(const QJsonObject &ofRooms, bool isStorage = false)
    {
        const SyncBatch waiting = m_server.keys.sync(m_device);
        QJsonArray toDevice, changed;
        for (const QByteArray &each : waiting.toDevice)
            toDevice << QJsonDocument::fromJson(each).object();
        for (const UserId &each : waiting.deviceLists.changed)
            changed << each.toString();
        QJsonObject reply =
            QJsonDocument::fromJson(testing::syncRooms(QStringLiteral("s%1").arg(++m_syncs), ofRooms))
                .object();
        reply.insert(QStringLiteral("to_device"), QJsonObject{{QStringLiteral("events"), toDevice}});
        reply.insert(QStringLiteral("device_lists"), QJsonObject{{QStringLiteral("changed"), changed}});
        reply.insert(QStringLiteral("device_one_time_keys_count"),
                     QJsonObject{{QStringLiteral("signed_curve25519"),
                                  waiting.keyCounts->value(QStringLiteral("signed_curve25519"))}});
        if (isStorage)
            reply.insert(QStringLiteral("account_data"),
                         QJsonObject{{QStringLiteral("events"),
                                      QJsonArray{QJsonObject{{QStringLiteral("type"),
                                                              QStringLiteral("m.secret_storage.default_key")},
                                                             {QStringLiteral("content"), QJsonObject()}}}}});
        const auto committed =
            await(store->commitSync(dialect(), QByteArray("s") + QByteArray::number(m_syncs - 1),
                                    toText(reply), Dialect::V3, clock.now()));
        if (!committed)
            qFatal("no sync");
        rooms.apply(*committed);
        keys->resume();
        recovery->onCommitted(*committed);
        if (onCommitted)
            onCommitted(*committed);
        rest();
    }
    /// Until nothing is under way any more.
    void rest()
    {
        qsizetype sent = -1;
        int quiet = 0;
        while (quiet < 3) {
            settle(*store);
            QCoreApplication::processEvents();
            quiet = sent == transport.sent.size() ? quiet + 1 : 0;
            sent = transport.sent.size();
        }
    }
    /// Syncs and lets time pass until things stand as they are going to.
    void settleDown()
    {
        for (int i = 0; i < 4; ++i) {
            clock.advance(15min);
            sync();
        }
    }

    static RecoveryKeyMaker::Key newKey() { return Recovery::newKey().take(); }
    static RecoveryProgress quietly()
    {
        return [](RecoveryStep) {};
    }
    static AskAuth neverAsked()
    {
        return [](const AuthStage &) { return Task<AuthAnswer>::ready(Error::of(Error::Kind::Cancelled)); };
    }
    Status make(const RecoveryKeyMaker::Key &key, const AskAuth &ask = neverAsked())
    {
        const Status status = await(recovery->make(key, ask, quietly()));
        rest();
        return status;
    }
    Status use(const QString &secret)
    {
        const Status status = await(recovery->use(secret, quietly()));
        rest();
        return status;
    }
    /// Requests that write, since `from`.
    QStringList writes(qsizetype from = 0) const
    {
        QStringList names = transport.sent.mid(from);
        names.removeIf([](const QString &name) {
            return name.startsWith(u"GET") || name == u"POST keys/query" || name == u"POST keys/upload" ||
                   name.startsWith(u"PUT sendToDevice");
        });
        return names;
    }

private:
    /// All that lies in `to` goes.
    static void copyFiles(const QString &from, const QString &to)
    {
        QDir(to).removeRecursively();
        QDirIterator it(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = QDir(to).filePath(QDir(from).relativeFilePath(it.next()));
            if (!QDir().mkpath(QFileInfo(path).path()) || !QFile::copy(it.filePath(), path))
                qFatal("no copy");
        }
    }
    std::shared_ptr<const SyncDialect> dialect() const
    {
        return makeSyncDialect(serverOf(Dialect::V3).version, m_device.user);
    }
    void open()
    {
        auto opened = await(
            Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), m_device.user));
        if (!opened)
            qFatal("no store");
        store = opened.take();
        if (!await(store->openKeys(m_device.id)))
            qFatal("no keys");
        api = std::make_unique<ApiClient>(transport, clock, serverOf(Dialect::V3), "token");
        keys = std::make_unique<KeyExchange>(*api, *store, rooms);
        keys->setOpen();
        recovery = std::make_unique<Recovery>(*api, *store, *keys, m_device.user);
    }
    void close()
    {
        recovery.reset();
        keys.reset();
        api.reset();
        store.reset();
    }
};

/// `joinedRoom` of a sync: an encrypted one, with nobody but oneself in it.
inline QJsonObject ownEncryptedRoom(const QJsonArray &timeline = {})
{
    QJsonObject joinedRoom = joined(timeline);
    joinedRoom.insert(
        u"state"_qs,
        QJsonObject{{u"events"_qs, QJsonArray{member(u"$me"_qs, me, u"join"_qs),
                                              state(u"$enc"_qs, u"m.room.encryption"_qs,
                                                    {{u"algorithm"_qs, u"m.megolm.v1.aes-sha2"_qs}})}}});
    return joinedRoom;
}

/// An account with a recovery key, made by a session that is gone again.
inline RecoveryKeyMaker::Key setUp(RecoveryServer &server)
{
    RecoverySession first(server, u"FIRST"_qs);
    first.sync();
    const auto key = RecoverySession::newKey();
    if (!first.make(key))
        qFatal("no set-up");
    return key;
}

/// What may happen to each of the requests that were sent; `told` gets the number of the request, the fault
/// and its words.
template <typename Told>
void forEachFault(const QStringList &sent, Told told)
{
    using Fault = RecoveryTransport::Fault;
    const std::pair<Fault, const char *> faults[]{{Fault::Refused, "is refused"},
                                                  {Fault::TimesOut, "times out"},
                                                  {Fault::AnswerLost, "loses its answer"},
                                                  {Fault::Twice, "comes twice"}};
    for (int number = 0; number < sent.size(); ++number) {
        for (const auto &[fault, words] : faults) {
            const QString request = sent[number].section(u'/', 0, 1);
            told(number, fault, QStringLiteral("%1 %2 %3").arg(number).arg(request, QLatin1String(words)));
        }
    }
}

/// The column `fault`: what may happen to a request.
inline void addFaults()
{
    QTest::addColumn<RecoveryTransport::Fault>("fault");
    QTest::newRow("forbidden") << RecoveryTransport::Fault::Forbidden;
    QTest::newRow("timed out") << RecoveryTransport::Fault::TimesOut;
    QTest::newRow("answer lost") << RecoveryTransport::Fault::AnswerLost;
    QTest::newRow("twice") << RecoveryTransport::Fault::Twice;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigaccount.h"
#include "roomkeys.h"
#include "session/keychaincredentials.h"
#include "session/profile.h"
#include "store/crypto.h"
#include "stores.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

using namespace linnet;
using namespace linnet::bench;

namespace {

const QString deviceId = QStringLiteral("BENCH");

/// Makes the database of an account through the code that a sync goes through, and tells how fast that was.
/// The keys of encrypted rooms are there before their messages.
int fill(const QString &path, int rooms, int events, bool isEncrypted)
{
    RoomKeys keys;
    SyncReplies::Closer closer;
    if (isEncrypted)
        closer = [&keys](const QString &room, const QJsonObject &event) { return keys.closed(room, event); };
    BigAccount account(rooms, events, closer);
    const auto store = openStore(path);
    wait(store->openKeys(deviceId));
    QByteArray position;
    double seconds = 0;
    qint64 bytes = 0;
    qsizetype stored = 0;
    for (QByteArray reply = account.nextReply(); !reply.isEmpty(); reply = account.nextReply()) {
        if (isEncrypted)
            wait(store->crypto().call<KeyImport>(
                [&keys](CryptoMachine &machine) { return keys.giveTo(machine); }));
        const auto start = std::chrono::steady_clock::now();
        const CommittedBatch batch = commit(*store, position, reply);
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        bytes += reply.size();
        for (const CommittedRoom &room : batch.rooms)
            stored += room.appended.size();
        position = batch.position;
    }
    wait(store->setLastOpenRoom(RoomId(BigAccount::idOf(account.largest()))));
    std::printf("{\"rooms\": %d, \"events\": %lld, \"bytes\": %lld, \"commit_seconds\": %.2f}\n", rooms,
                static_cast<long long>(stored), static_cast<long long>(bytes), seconds);
    return 0;
}

/// Makes the database that of a profile, as if the account had been signed in there.
int adopt(const QString &path, const QString &name, const QString &server)
{
    const Profile profile(name);
    const UserId self(SyncReplies::self());
    Account account;
    account.user = self;
    account.server = {QStringLiteral("example.org"), QUrl(server), {Dialect::V3, false}};
    account.deviceId = deviceId;
    KeychainCredentials keychain;
    wait(keychain.write(profile.entry(self, "token"), "none"));
    wait(keychain.write(profile.entry(self, "database-key"), storeKey()));
    if (!profile.writeAccount(account))
        return 1;
    const QString source = QFileInfo(path).absoluteFilePath();
    const QString target = profile.databasePath(self);
    const bool isDone =
        QFile::link(source, target) && QFile::link(Store::keysPath(source), Store::keysPath(target));
    return isDone ? 0 : 1;
}

}

/// makestore fill DATABASE ROOMS EVENTS [encrypted]
/// makestore adopt DATABASE PROFILE SERVER
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("fill") && arguments.size() >= 5)
        return fill(arguments.at(2), arguments.at(3).toInt(), arguments.at(4).toInt(),
                    arguments.value(5) == QLatin1String("encrypted"));
    if (arguments.value(1) == QLatin1String("adopt") && arguments.size() == 5)
        return adopt(arguments.at(2), arguments.at(3), arguments.at(4));
    std::fputs("makestore fill DATABASE ROOMS EVENTS [encrypted] | makestore adopt DATABASE PROFILE SERVER\n",
               stderr);
    return 2;
}

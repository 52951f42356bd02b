// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptomachine.h"
#include "support/keyserver.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace linnet::test {

/// One session with a CryptoMachine on a folder of its own, at a KeyServer. What fails ends the test program,
/// but for what a test looks at.
class CryptoPerson
{
public:
    CryptoPerson(KeyServer &server, const QString &user, const QString &device);

    CryptoMachine &machine() { return *m_machine; }
    const UserId &user() const { return m_device.user; }
    const KeyServer::Device &device() const { return m_device; }
    QString folder() const { return m_folder.path(); }
    static QByteArray key() { return QByteArray(32, 'k'); }

    void close() { m_machine.reset(); }
    void open();
    void restart();

    void track(const QList<UserId> &users);
    /// What the machine wants to be sent, until it wants nothing.
    void flush();
    void send(const CryptoRequest &request);
    void sendAll(const QList<CryptoRequest> &requests);
    /// Takes what has come, and answers it.
    SyncedKeys sync();
    /// An identity for an account that has none.
    void makeIdentity();
    /// Its private keys, to another session of the account.
    void giveSecrets(CryptoPerson &to);
    /// Another in the place of the account's, as a reset makes it.
    void replaceIdentity();
    /// Gives everybody the room's key.
    void share(const RoomId &room, const QList<UserId> &users, const RoomEncryption &encryption = {});
    /// An `m.room.encrypted` event as a sync brings it; the key is shared before.
    QByteArray say(const RoomId &room, const QList<UserId> &users, const QString &text);
    /// The same under the key that is there.
    QByteArray event(const RoomId &room, const QByteArray &content,
                     const QString &type = QStringLiteral("m.room.message"));
    /// The body of a message, or why there is none: "NoKey".
    QString read(const RoomId &room, const QByteArray &event);

    /// Asked before each request is sent, and again when it was answered: true lets the session be ended
    /// right there and started again, as a crash would.
    std::function<bool()> crashesHere;

private:
    bool crash();

    KeyServer &m_server;
    KeyServer::Device m_device;
    QTemporaryDir m_folder;
    std::unique_ptr<CryptoMachine> m_machine;
};

/// "NoKey" and the like, for comparing.
QString nameOf(Undecryptable reason);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keyfile.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QHash>

namespace linnet::bench {

/// Encrypts what is said in made-up rooms, each under keys of its own that are changed after 100 messages, as
/// rooms rotate them if nobody says otherwise.
class RoomKeys
{
public:
    /// The event as the server would have it.
    QJsonObject closed(const QString &room, QJsonObject event)
    {
        const RoomId id(room);
        if (m_said[id]++ % PerKey == 0) {
            RoomEncryption encryption;
            encryption.rotationMessages = PerKey;
            m_sender.share(id, {m_sender.user()}, encryption);
        }
        const QString type = event.value(QStringLiteral("type")).toString();
        const QByteArray content = linnet::test::toText(event.value(QStringLiteral("content")).toObject());
        const auto closed = m_sender.machine().encrypt(id, type, content);
        if (!closed)
            qFatal("encrypt: %s", qPrintable(closed.error().text));
        event.insert(QStringLiteral("type"), QStringLiteral("m.room.encrypted"));
        event.insert(QStringLiteral("content"), QJsonDocument::fromJson(*closed).object());
        return event;
    }
    /// All keys so far.
    Result<KeyImport> giveTo(CryptoMachine &machine)
    {
        const QString phrase = QStringLiteral("nothing here is secret");
        const auto file = KeyFile(m_sender.machine()).exportKeys(phrase);
        return file ? KeyFile(machine).importKeys(*file, phrase) : Result<KeyImport>(file.error());
    }

private:
    static constexpr int PerKey = 100;

    test::KeyServer m_server;
    test::CryptoPerson m_sender{m_server, QStringLiteral("@person0:example.org"), QStringLiteral("SENDER")};
    QHash<RoomId, int> m_said;
};

}

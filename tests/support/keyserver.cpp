// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/keyserver.h"

#include "support/json.h"

#include <QUrl>

namespace linnet::test {

namespace {

/// The parts of a path behind `/_matrix/client/<version>/`, decoded.
QStringList partsOf(const QString &path)
{
    QStringList parts;
    for (const QString &part : path.mid(1).split(u'/').mid(3))
        parts.append(QUrl::fromPercentEncoding(part.toLatin1()));
    return parts;
}

/// The name of the only key of a cross-signing key, without its algorithm.
QString publicKeyOf(const QJsonObject &key)
{
    const QString name = key.value(QStringLiteral("keys")).toObject().keys().value(0);
    return name.section(u':', 1);
}

}

QByteArray KeyServer::answer(const Device &from, const Request &request)
{
    paths.append(request.path);
    const QStringList path = partsOf(request.path);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString call = path.mid(0, 2).join(u'/');
    if (call == u"keys/upload")
        return uploadKeys(from, body);
    if (call == u"keys/query")
        return queryKeys(from, body);
    if (call == u"keys/claim")
        return claimKeys(body);
    if (call == u"keys/device_signing")
        return uploadSigningKeys(from, body);
    if (call == u"keys/signatures")
        return uploadSignatures(from, body);
    if (path.value(0) == u"sendToDevice" && path.size() == 3)
        return sendToDevice(from, path[1], path[2], body);
    if (path.value(0) == u"rooms" && path.value(2) == u"send")
        return sendMessage(from, path, body);
    if (path.value(0) == u"room_keys")
        return backup(request, path);
    qFatal("KeyServer knows no %s", qPrintable(request.path));
}

void KeyServer::change(const UserId &user)
{
    for (auto device = m_deviceKeys.cbegin(); device != m_deviceKeys.cend(); ++device)
        m_changed[device.key()].insert(user);
}

QByteArray KeyServer::uploadKeys(const Device &from, const QJsonObject &body)
{
    if (body.contains(QStringLiteral("device_keys"))) {
        m_deviceKeys.insert(from, body.value(QStringLiteral("device_keys")).toObject());
        change(from.user);
    }
    const QJsonObject keys = body.value(QStringLiteral("one_time_keys")).toObject();
    QJsonObject &oneTimeKeys = m_oneTimeKeys[from];
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        if (oneTimeKeys.contains(key.key()) && oneTimeKeys.value(key.key()) != key.value())
            qFatal("a one-time key was made anew under its old name");
        oneTimeKeys.insert(key.key(), key.value());
    }
    if (dropsOneTimeKeys)
        oneTimeKeys = {};
    const QJsonObject fallback = body.value(QStringLiteral("fallback_keys")).toObject();
    if (!fallback.isEmpty()) {
        m_fallbackKeys.insert(from, fallback);
        m_isFallbackUsed.insert(from, false);
    }
    return toText({{QStringLiteral("one_time_key_counts"),
                    QJsonObject{{QStringLiteral("signed_curve25519"), oneTimeKeys.size()}}}});
}

QByteArray KeyServer::queryKeys(const Device &from, const QJsonObject &body)
{
    QJsonObject devices, masters, selfSigning, userSigning;
    for (const QString &name : body.value(QStringLiteral("device_keys")).toObject().keys()) {
        const UserId user(name);
        QJsonObject ofUser;
        for (auto device = m_deviceKeys.cbegin(); device != m_deviceKeys.cend(); ++device) {
            if (device.key().user == user)
                ofUser.insert(device.key().id, device.value());
        }
        devices.insert(name, ofUser);
        if (m_masterKeys.contains(user))
            masters.insert(name, m_masterKeys.value(user));
        if (m_selfSigningKeys.contains(user))
            selfSigning.insert(name, m_selfSigningKeys.value(user));
        if (m_userSigningKeys.contains(user) && user == from.user)
            userSigning.insert(name, m_userSigningKeys.value(user));
    }
    return toText({{QStringLiteral("failures"), QJsonObject()},
                   {QStringLiteral("device_keys"), devices},
                   {QStringLiteral("master_keys"), masters},
                   {QStringLiteral("self_signing_keys"), selfSigning},
                   {QStringLiteral("user_signing_keys"), userSigning}});
}

QJsonObject KeyServer::claimOne(const Device &device)
{
    QJsonObject &keys = m_oneTimeKeys[device];
    if (!keys.isEmpty()) {
        const QString name = keys.keys().constFirst();
        return {{name, keys.take(name)}};
    }
    m_isFallbackUsed.insert(device, true);
    return m_fallbackKeys.value(device);
}

QByteArray KeyServer::claimKeys(const QJsonObject &body)
{
    QJsonObject result;
    const QJsonObject users = body.value(QStringLiteral("one_time_keys")).toObject();
    for (auto user = users.begin(); user != users.end(); ++user) {
        QJsonObject ofUser;
        for (const QString &device : user.value().toObject().keys()) {
            const QJsonObject key = claimOne({UserId(user.key()), device});
            if (!key.isEmpty())
                ofUser.insert(device, key);
        }
        if (!ofUser.isEmpty())
            result.insert(user.key(), ofUser);
    }
    return toText({{QStringLiteral("failures"), QJsonObject()}, {QStringLiteral("one_time_keys"), result}});
}

QByteArray KeyServer::uploadSigningKeys(const Device &from, const QJsonObject &body)
{
    const auto take = [&body](QHash<UserId, QJsonObject> &keys, const UserId &user, const QString &name) {
        if (body.contains(name))
            keys.insert(user, body.value(name).toObject());
    };
    take(m_masterKeys, from.user, QStringLiteral("master_key"));
    take(m_selfSigningKeys, from.user, QStringLiteral("self_signing_key"));
    take(m_userSigningKeys, from.user, QStringLiteral("user_signing_key"));
    change(from.user);
    return QByteArrayLiteral("{}");
}

void KeyServer::sign(QJsonObject &object, const QJsonObject &signedObject)
{
    QJsonObject signatures = object.value(QStringLiteral("signatures")).toObject();
    const QJsonObject more = signedObject.value(QStringLiteral("signatures")).toObject();
    for (auto user = more.begin(); user != more.end(); ++user) {
        QJsonObject ofUser = signatures.value(user.key()).toObject();
        const QJsonObject added = user.value().toObject();
        for (auto signature = added.begin(); signature != added.end(); ++signature)
            ofUser.insert(signature.key(), signature.value());
        signatures.insert(user.key(), ofUser);
    }
    object.insert(QStringLiteral("signatures"), signatures);
}

QByteArray KeyServer::uploadSignatures(const Device &, const QJsonObject &body)
{
    for (auto user = body.begin(); user != body.end(); ++user) {
        const UserId id(user.key());
        const QJsonObject signedObjects = user.value().toObject();
        for (auto object = signedObjects.begin(); object != signedObjects.end(); ++object) {
            const Device device{id, object.key()};
            if (m_deviceKeys.contains(device))
                sign(m_deviceKeys[device], object.value().toObject());
            else if (publicKeyOf(m_masterKeys.value(id)) == object.key())
                sign(m_masterKeys[id], object.value().toObject());
        }
        change(id);
    }
    return QByteArrayLiteral(R"({"failures":{}})");
}

QByteArray KeyServer::sendToDevice(const Device &from, const QString &type, const QString &txn,
                                   const QJsonObject &body)
{
    toDeviceBodies.insert(txn, body);
    // As a server does: the same transaction is done once.
    if (m_transactions.contains(txn))
        return QByteArrayLiteral("{}");
    m_transactions.insert(txn);
    const QJsonObject users = body.value(QStringLiteral("messages")).toObject();
    for (auto user = users.begin(); user != users.end(); ++user) {
        const QJsonObject devices = user.value().toObject();
        for (auto content = devices.begin(); content != devices.end(); ++content) {
            const QByteArray event = toText({{QStringLiteral("type"), type},
                                             {QStringLiteral("sender"), from.user.toString()},
                                             {QStringLiteral("content"), content.value()}});
            for (auto device = m_deviceKeys.cbegin(); device != m_deviceKeys.cend(); ++device) {
                if (device.key().user.toString() == user.key() &&
                    (content.key() == u"*" || content.key() == device.key().id))
                    m_toDevice[device.key()].append(event);
            }
        }
    }
    return QByteArrayLiteral("{}");
}

QByteArray KeyServer::sendMessage(const Device &from, const QStringList &path, const QJsonObject &body)
{
    const EventId id(QStringLiteral("$event%1").arg(++m_events));
    roomMessages.append({RoomId(path[1]), path[3], body, id, from.user});
    return toText({{QStringLiteral("event_id"), id.toString()}});
}

QByteArray KeyServer::backup(const Request &request, const QStringList &path)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (path.value(1) == u"version" && request.method == Request::Method::Post) {
        m_backup = body;
        m_backup.insert(QStringLiteral("version"), QString::number(++m_backups));
        m_backup.insert(QStringLiteral("count"), 0);
        m_backup.insert(QStringLiteral("etag"), QStringLiteral("0"));
        m_backedUp = {};
        return toText({{QStringLiteral("version"), m_backup.value(QStringLiteral("version"))}});
    }
    if (path.value(1) == u"version")
        return toText(m_backup);
    return request.method == Request::Method::Put ? putKeys(body) : keysAt(path);
}

QByteArray KeyServer::putKeys(const QJsonObject &body)
{
    const QJsonObject rooms = body.value(QStringLiteral("rooms")).toObject();
    int count = 0;
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        QJsonObject sessions = m_backedUp.value(room.key()).toObject();
        const QJsonObject more = room.value().toObject().value(QStringLiteral("sessions")).toObject();
        for (auto session = more.begin(); session != more.end(); ++session)
            sessions.insert(session.key(), session.value());
        m_backedUp.insert(room.key(), sessions);
        count += int(sessions.size());
    }
    m_backup.insert(QStringLiteral("count"), count);
    return toText({{QStringLiteral("count"), count}, {QStringLiteral("etag"), QStringLiteral("1")}});
}

QByteArray KeyServer::keysAt(const QStringList &path) const
{
    if (path.size() == 4)
        return toText(m_backedUp.value(path[2]).toObject().value(path[3]).toObject());
    if (path.size() == 3)
        return toText({{QStringLiteral("sessions"), m_backedUp.value(path[2])}});
    QJsonObject rooms;
    for (auto room = m_backedUp.begin(); room != m_backedUp.end(); ++room)
        rooms.insert(room.key(), QJsonObject{{QStringLiteral("sessions"), room.value()}});
    return toText({{QStringLiteral("rooms"), rooms}});
}

SyncBatch KeyServer::sync(const Device &to)
{
    SyncBatch batch;
    batch.toDevice = m_toDevice.take(to);
    batch.deviceLists.changed = m_changed.take(to).values();
    batch.keyCounts = QHash<QString, int>{{QStringLiteral("signed_curve25519"), oneTimeKeysOf(to)}};
    batch.unusedFallbackKeys = QStringList();
    if (m_fallbackKeys.contains(to) && !m_isFallbackUsed.value(to))
        batch.unusedFallbackKeys->append(QStringLiteral("signed_curve25519"));
    return batch;
}

void KeyServer::setDeviceKeys(const Device &device, const QJsonObject &keys)
{
    m_deviceKeys.insert(device, keys);
    change(device.user);
}

void KeyServer::claim(const Device &device, int count)
{
    for (int i = 0; i < count; ++i)
        claimOne(device);
}

bool KeyServer::hasOthersOf(const Device &from, const Request &request) const
{
    if (!request.path.endsWith(u"/keys/upload"))
        return false;
    const QJsonObject keys = QJsonDocument::fromJson(request.body)[u"one_time_keys"].toObject();
    const QJsonObject known = m_oneTimeKeys.value(from);
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        if (known.contains(key.key()) && known.value(key.key()) != key.value())
            return true;
    }
    return false;
}

QStringList KeyServer::devicesOf(const UserId &user) const
{
    QStringList ids;
    for (auto device = m_deviceKeys.keyBegin(); device != m_deviceKeys.keyEnd(); ++device) {
        if (device->user == user)
            ids << device->id;
    }
    return ids;
}

void KeyServer::remove(const Device &device)
{
    m_deviceKeys.remove(device);
    m_oneTimeKeys.remove(device);
    m_fallbackKeys.remove(device);
    change(device.user);
}

void KeyServer::emptyOneTimeKeys(const Device &device)
{
    m_oneTimeKeys.remove(device);
    m_fallbackKeys.remove(device);
}

}

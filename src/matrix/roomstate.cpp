// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomstate.h"

#include "matrix/content.h"
#include "matrix/glob.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostRooms = 200;
constexpr qsizetype MostServers = 5000;
constexpr qsizetype LongestName = 1024;

const QString MembershipOf = QStringLiteral("m.room_membership");

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QStringList someStrings(const QByteArray &content, const char *field, qsizetype most)
{
    QStringList list;
    const QStringList all = readStrings(content, field);
    for (const QString &each : all) {
        if (list.size() == most)
            break;
        if (!each.isEmpty() && each.size() <= LongestName)
            list.append(each);
    }
    return list;
}

bool isCondition(const QJsonValue &value)
{
    const QJsonObject condition = value.toObject();
    return condition.value(u"type").toString() == MembershipOf && condition.value(u"room_id").isString();
}

bool fitsAny(const QString &server, const QStringList &patterns)
{
    qint64 steps = 0;
    return std::any_of(patterns.cbegin(), patterns.cend(), [&server, &steps](const QString &pattern) {
        return Glob(pattern.toLower()).matches(server, steps);
    });
}

QString withoutPort(const QString &server)
{
    if (server.startsWith(u'['))
        return server.left(server.indexOf(u']') + 1);
    return server.section(u':', 0, 0);
}

bool isAddress(const QString &server)
{
    if (server.startsWith(u'['))
        return true;
    const QStringList parts = server.split(u'.');
    return parts.size() == 4 && std::all_of(parts.cbegin(), parts.cend(), [](const QString &part) {
               bool isNumber = false;
               const int number = part.toInt(&isNumber);
               return isNumber && number >= 0 && number <= 255;
           });
}

}

bool JoinRules::isOfMembers() const
{
    return rule == QLatin1String("restricted") || rule == QLatin1String("knock_restricted");
}

JoinRules readJoinRules(const QByteArray &content)
{
    JoinRules rules;
    const QJsonObject object = objectOf(content);
    const QString rule = object.value(u"join_rule").toString();
    if (!rule.isEmpty())
        rules.rule = rule.left(LongestName);
    if (!rules.isOfMembers())
        return rules;
    const QJsonArray allow = object.value(u"allow").toArray();
    for (const QJsonValue &each : allow) {
        const RoomId room(each.toObject().value(u"room_id").toString());
        const bool isNew = isCondition(each) && !room.isEmpty() && !rules.allowed.contains(room);
        if (isNew && rules.allowed.size() < MostRooms)
            rules.allowed.append(room);
    }
    return rules;
}

QByteArray writeJoinRules(const QByteArray &before, const JoinRules &rules)
{
    QJsonObject object = objectOf(before);
    object.insert(QStringLiteral("join_rule"), rules.rule);
    if (!rules.isOfMembers()) {
        object.remove(QStringLiteral("allow"));
        return textOf(object);
    }
    QJsonArray allow;
    const QJsonArray known = object.value(u"allow").toArray();
    for (const QJsonValue &each : known) {
        if (each.isObject() && !isCondition(each))
            allow.append(each);
    }
    for (const RoomId &room : rules.allowed)
        allow.append(QJsonObject{{QStringLiteral("type"), MembershipOf},
                                 {QStringLiteral("room_id"), room.toString()}});
    object.insert(QStringLiteral("allow"), allow);
    return textOf(object);
}

bool hasJoinRule(const QString &roomVersion, const QString &rule)
{
    bool isNumber = true;
    const int version = roomVersion.isEmpty() ? 1 : roomVersion.toInt(&isNumber);
    if (!isNumber)
        return true;
    if (rule == QLatin1String("knock"))
        return version >= 7;
    if (rule == QLatin1String("restricted"))
        return version >= 8;
    return rule != QLatin1String("knock_restricted") || version >= 10;
}

bool ServerAcl::allows(const QString &server) const
{
    const QString host = withoutPort(server).toLower();
    if (!allowsAddresses && isAddress(host))
        return false;
    return !fitsAny(host, deny) && fitsAny(host, allow);
}

ServerAcl readServerAcl(const QByteArray &content)
{
    ServerAcl acl;
    acl.allow = someStrings(content, "allow", MostServers);
    acl.deny = someStrings(content, "deny", MostServers);
    acl.allowsAddresses = objectOf(content).value(u"allow_ip_literals").toBool(true);
    return acl;
}

QByteArray writeServerAcl(const QByteArray &before, const ServerAcl &acl)
{
    QJsonObject object = objectOf(before);
    object.insert(QStringLiteral("allow"), QJsonArray::fromStringList(acl.allow));
    object.insert(QStringLiteral("deny"), QJsonArray::fromStringList(acl.deny));
    object.insert(QStringLiteral("allow_ip_literals"), acl.allowsAddresses);
    return textOf(object);
}

RoomAddresses readAddresses(const QByteArray &content)
{
    RoomAddresses addresses;
    addresses.main = readString(content, "alias").left(LongestName);
    const QStringList others = someStrings(content, "alt_aliases", MostRooms);
    for (const QString &other : others) {
        if (other != addresses.main && !addresses.others.contains(other))
            addresses.others.append(other);
    }
    return addresses;
}

QByteArray writeAddresses(const QByteArray &before, const RoomAddresses &addresses)
{
    QJsonObject object = objectOf(before);
    if (addresses.main.isEmpty())
        object.remove(QStringLiteral("alias"));
    else
        object.insert(QStringLiteral("alias"), addresses.main);
    if (addresses.others.isEmpty())
        object.remove(QStringLiteral("alt_aliases"));
    else
        object.insert(QStringLiteral("alt_aliases"), QJsonArray::fromStringList(addresses.others));
    return textOf(object);
}

QString readHistoryVisibility(const QByteArray &content)
{
    static const QStringList known{QStringLiteral("world_readable"), QStringLiteral("shared"),
                                   QStringLiteral("invited"), QStringLiteral("joined")};
    const QString visibility = readString(content, "history_visibility");
    return known.contains(visibility) ? visibility : known.at(1);
}

bool readGuestAccess(const QByteArray &content)
{
    return readString(content, "guest_access") == QLatin1String("can_join");
}

QString readTopic(const QByteArray &content)
{
    const QJsonObject object = objectOf(content);
    const QJsonArray forms = object.value(u"m.topic").toObject().value(u"m.text").toArray();
    for (const QJsonValue &each : forms) {
        const QJsonObject form = each.toObject();
        const QString type = form.value(u"mimetype").toString(QStringLiteral("text/plain"));
        if (type == QLatin1String("text/plain") && form.value(u"body").isString())
            return form.value(u"body").toString();
    }
    return object.value(u"topic").toString();
}

QByteArray writeTopic(const QString &topic, bool isRich)
{
    QJsonObject object{{QStringLiteral("topic"), topic}};
    if (isRich) {
        const QJsonArray forms{QJsonObject{{QStringLiteral("body"), topic}}};
        object.insert(QStringLiteral("m.topic"), QJsonObject{{QStringLiteral("m.text"), forms}});
    }
    return textOf(object);
}

QString readPolicyServer(const QByteArray &content)
{
    return readString(content, "via").left(LongestName);
}

}

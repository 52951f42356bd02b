// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redaction.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace linnet {

namespace {

const QStringList &keptFields()
{
    static const QStringList fields{
        QStringLiteral("event_id"),    QStringLiteral("type"),        QStringLiteral("room_id"),
        QStringLiteral("sender"),      QStringLiteral("user_id"),     QStringLiteral("state_key"),
        QStringLiteral("hashes"),      QStringLiteral("signatures"),  QStringLiteral("depth"),
        QStringLiteral("prev_events"), QStringLiteral("auth_events"), QStringLiteral("origin_server_ts"),
        QStringLiteral("ts")};
    return fields;
}

QStringList keptFields(const QString &type)
{
    static const QHash<QString, QStringList> kept{
        {QStringLiteral("m.room.member"),
         {QStringLiteral("membership"), QStringLiteral("join_authorised_via_users_server")}},
        {QStringLiteral("m.room.join_rules"), {QStringLiteral("join_rule"), QStringLiteral("allow")}},
        {QStringLiteral("m.room.history_visibility"), {QStringLiteral("history_visibility")}},
        {QStringLiteral("m.room.aliases"), {QStringLiteral("aliases")}},
        {QStringLiteral("m.room.redaction"), {QStringLiteral("redacts")}},
        {QStringLiteral("m.room.power_levels"),
         {QStringLiteral("ban"), QStringLiteral("events"), QStringLiteral("events_default"),
          QStringLiteral("invite"), QStringLiteral("kick"), QStringLiteral("redact"),
          QStringLiteral("state_default"), QStringLiteral("users"), QStringLiteral("users_default")}},
    };
    return kept.value(type);
}

QJsonObject pick(const QJsonObject &from, const QStringList &names)
{
    QJsonObject picked;
    for (const QString &name : names) {
        if (const auto found = from.constFind(name); found != from.constEnd())
            picked.insert(name, *found);
    }
    return picked;
}

QJsonObject keptContent(const QJsonObject &content, const QString &type, bool isState)
{
    if (type == QLatin1String("m.room.create"))
        return content;
    QJsonObject kept = pick(content, keptFields(type));
    const QString relates = QStringLiteral("m.relates_to");
    const QString kind = QStringLiteral("rel_type");
    const QJsonObject relation = content.value(relates).toObject();
    if (!isState && relation.value(kind) == QLatin1String("m.thread"))
        kept.insert(relates, pick(relation, {kind, QStringLiteral("event_id")}));
    return kept;
}

QByteArray toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

}

PrunedEvent pruneEvent(const QByteArray &raw, const QString &type)
{
    const QJsonObject event = QJsonDocument::fromJson(raw).object();
    const QJsonObject kept = keptContent(event.value(QLatin1String("content")).toObject(), type,
                                         event.contains(QLatin1String("state_key")));
    QJsonObject pruned = pick(event, keptFields());
    pruned.insert(QStringLiteral("content"), kept);
    return {toText(pruned), toText(kept)};
}

RedactionNote readRedactionNote(const QByteArray &raw)
{
    const QJsonObject event = QJsonDocument::fromJson(raw).object();
    QJsonValue because =
        event.value(QLatin1String("unsigned")).toObject().value(QLatin1String("redacted_because"));
    if (!because.isObject())
        because = event.value(QLatin1String("redacted_because"));
    const QJsonObject redaction = because.toObject();
    QString by = redaction.value(QLatin1String("sender")).toString();
    if (by.isEmpty())
        by = redaction.value(QLatin1String("user_id")).toString();
    return {UserId(by),
            redaction.value(QLatin1String("content")).toObject().value(QLatin1String("reason")).toString()};
}

}

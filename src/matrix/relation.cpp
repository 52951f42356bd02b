// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/relation.h"

#include "matrix/jsonreader.h"
#include "matrix/pollcontent.h"
#include "matrix/verificationevent.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

using Value = JsonReader::Value;

constexpr QLatin1String NoThread("chat.linnet.no_thread");

/// The fields as they stand there.
struct Fields
{
    QString type;
    QString target;
    QString key;
    QString replyTo;
    bool isFallingBack = false;
};

Fields readFields(JsonReader &reader, Value value)
{
    Fields fields;
    reader.eachMember(value, [&](std::string_view name, Value part) {
        if (name == "rel_type") {
            fields.type = reader.string(part);
        } else if (name == "event_id") {
            fields.target = reader.string(part);
        } else if (name == "key") {
            fields.key = reader.string(part);
        } else if (name == "is_falling_back") {
            fields.isFallingBack = reader.boolean(part).value_or(false);
        } else if (name == "m.in_reply_to") {
            reader.eachMember(part, [&](std::string_view inner, Value id) {
                if (inner == "event_id")
                    fields.replyTo = reader.string(id);
            });
        }
    });
    return fields;
}

Relation::Kind kindOf(const Fields &fields, const QString &type)
{
    if (fields.target.isEmpty())
        return Relation::Kind::None;
    if (fields.type == QLatin1String("m.replace"))
        return Relation::Kind::Edit;
    if (fields.type == QLatin1String("m.thread"))
        return Relation::Kind::Thread;
    if (fields.type == QLatin1String("m.reference") &&
        (isPollResponse(type) || isPollEnd(type) || VerificationEvent::isEnd(type)))
        return Relation::Kind::Reference;
    if (fields.type == NoThread)
        return Relation::Kind::Stray;
    const bool isReaction = fields.type == QLatin1String("m.annotation") &&
                            type == QLatin1String("m.reaction") && !fields.key.isEmpty();
    return isReaction ? Relation::Kind::Reaction : Relation::Kind::None;
}

}

Relation readRelation(const QString &type, const QByteArray &content)
{
    // Most have none: they need not be read.
    if (!content.contains("m.relates_to"))
        return {};
    Fields fields;
    Relation relation;
    static thread_local JsonReader reader; // one for each of a million events would allocate too much
    const Status status = reader.read(content, [&](std::string_view key, Value value) {
        if (key == "m.relates_to")
            fields = readFields(reader, value);
        else if (key == "m.new_content")
            relation.newContent = reader.rawObject(value);
        else if (key == "shortcode" || key == "com.beeper.reaction.shortcode")
            relation.shortcode = reader.string(value);
    });
    if (!status)
        return {};
    relation.kind = kindOf(fields, type);
    if (relation.kind != Relation::Kind::None)
        relation.target = EventId(fields.target);
    if (relation.kind == Relation::Kind::Reaction)
        relation.key = fields.key;
    else
        relation.shortcode.clear();
    // Of an encrypted edit it is part of what is encrypted.
    if (relation.kind != Relation::Kind::Edit || type == QLatin1String("m.room.encrypted"))
        relation.newContent.clear();
    const bool isStandIn = relation.kind == Relation::Kind::Thread && fields.isFallingBack;
    if (!isStandIn && relation.kind != Relation::Kind::Edit && relation.kind != Relation::Kind::Reaction)
        relation.replyTo = EventId(fields.replyTo);
    return relation;
}

QByteArray withoutThread(const QByteArray &content)
{
    QJsonObject object = QJsonDocument::fromJson(content).object();
    QJsonObject relation = object.value(QLatin1String("m.relates_to")).toObject();
    relation.insert(QStringLiteral("rel_type"), NoThread);
    object.insert(QStringLiteral("m.relates_to"), relation);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Relation readRelation(const Event &event)
{
    if (event.isState())
        return {};
    Relation relation = readRelation(event.type, event.content);
    if (event.isRedacted && relation.kind != Relation::Kind::Thread)
        return {};
    if (relation.kind == Relation::Kind::Thread && relation.target == event.id)
        return {};
    if (event.isRedacted || relation.replyTo == event.id)
        relation.replyTo = {};
    return relation;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/wireevent.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

using Value = JsonReader::Value;

/// The fields of one event by the places where the years put them; resolved when all have been seen.
struct Places
{
    QString sender, userId;
    std::optional<qint64> originServerTs, ts, age, unsignedAge;
    QByteArray previous, unsignedPrevious;
    QString redacts;
    bool isRedacted = false;
};

bool saysSomething(JsonReader &reader, Value value)
{
    return JsonReader::isObject(value) || !reader.string(value).isEmpty();
}

void readUnsigned(JsonReader &reader, Value value, Places &places, Event &event)
{
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "age")
            places.unsignedAge = reader.integer(field);
        else if (key == "prev_content")
            places.unsignedPrevious = reader.rawObject(field);
        else if (key == "redacted_because")
            places.isRedacted |= saysSomething(reader, field);
        else if (key == "transaction_id")
            event.transactionId = TxnId(reader.string(field));
    });
}

void readTimes(JsonReader &reader, std::string_view key, Value field, Places &places)
{
    if (key == "origin_server_ts")
        places.originServerTs = reader.integer(field);
    else if (key == "ts")
        places.ts = reader.integer(field);
    else if (key == "age")
        places.age = reader.integer(field);
}

void readField(JsonReader &reader, std::string_view key, Value field, Places &places, WireEvent &wire)
{
    Event &event = wire.event;
    if (key == "type")
        event.type = reader.string(field);
    else if (key == "event_id")
        event.id = EventId(reader.string(field));
    else if (key == "sender")
        places.sender = reader.string(field);
    else if (key == "user_id")
        places.userId = reader.string(field);
    else if (key == "room_id")
        wire.room = RoomId(reader.string(field));
    else if (key == "state_key")
        event.stateKey = reader.text(field);
    else if (key == "content")
        event.content = reader.rawObject(field);
    else if (key == "prev_content")
        places.previous = reader.rawObject(field);
    else if (key == "unsigned")
        readUnsigned(reader, field, places, event);
    else if (key == "redacts")
        places.redacts = reader.string(field);
    else if (key == "redacted_because")
        places.isRedacted |= saysSomething(reader, field);
    else
        readTimes(reader, key, field, places);
}

qint64 timeOf(const Places &places, const QByteArray &content, qint64 now)
{
    for (const auto &time : {places.originServerTs, places.ts}) {
        if (time && *time > 0)
            return *time;
    }
    if (content.contains("hsob_ts")) {
        const double time = QJsonDocument::fromJson(content).object().value(u"hsob_ts").toDouble();
        if (time > 0 && time < 9e15)
            return static_cast<qint64>(time);
    }
    for (const auto &age : {places.unsignedAge, places.age}) {
        if (age && *age >= 0 && *age <= now)
            return now - *age;
    }
    return 0;
}

/// 2014 put the membership before this one into the content.
QByteArray previousMembership(const QByteArray &content)
{
    if (!content.contains("\"prev\""))
        return {};
    const QString word = QJsonDocument::fromJson(content).object().value(u"prev").toString();
    if (membershipFromString(word) == Membership::None)
        return {};
    return "{\"membership\":\"" + word.toUtf8() + "\"}";
}

void resolve(Places &places, Event &event, qint64 now)
{
    if (event.content.isEmpty())
        event.content = QByteArrayLiteral("{}");
    event.sender = UserId(places.sender.isEmpty() ? places.userId : places.sender);
    event.ts = timeOf(places, event.content, now);
    event.isRedacted = places.isRedacted;
    event.previousContent = places.unsignedPrevious.isEmpty() ? places.previous : places.unsignedPrevious;
    if (event.previousContent.isEmpty() && event.type == u"m.room.member")
        event.previousContent = previousMembership(event.content);
    if (event.type == u"m.room.redaction") {
        const QString inContent =
            QJsonDocument::fromJson(event.content).object().value(u"redacts").toString();
        event.redacts = EventId(inContent.isEmpty() ? places.redacts : inContent);
    }
}

}

WireEvent readWireEvent(JsonReader &reader, Value value, qint64 now)
{
    WireEvent wire;
    Places places;
    JsonReader::Object object;
    if (value.get_object().get(object))
        return wire;
    wire.event.raw = reader.rawAndRewind(object);
    reader.eachMember(
        object, [&](std::string_view key, Value field) { readField(reader, key, field, places, wire); });
    resolve(places, wire.event, now);
    return wire;
}

QList<WireEvent> readWireEvents(JsonReader &reader, Value value, qint64 now)
{
    QList<WireEvent> events;
    reader.eachElement(value, [&](Value element) {
        if (JsonReader::isObject(element))
            events.append(readWireEvent(reader, element, now));
    });
    return events;
}

QList<Event> readEvents(JsonReader &reader, Value value, qint64 now)
{
    QList<Event> events;
    for (WireEvent &wire : readWireEvents(reader, value, now))
        events.append(std::move(wire.event));
    return events;
}

}

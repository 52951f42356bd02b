// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/bundles.h"

#include "matrix/relation.h"
#include "matrix/wireevent.h"

#include <algorithm>

namespace linnet {

namespace {

using Value = JsonReader::Value;

constexpr qint64 MostCounted = 1'000'000;

/// Visits what stands beside the event by the type of the relation. False if it cannot be read.
template <typename Visit>
bool eachBundle(JsonReader &reader, const Event &event, Visit visit)
{
    const Status status = reader.read(event.raw, [&](std::string_view key, Value value) {
        if (key != "unsigned")
            return;
        reader.eachMember(value, [&](std::string_view part, Value bundles) {
            if (part == "m.relations")
                reader.eachMember(bundles, visit);
        });
    });
    return status.isOk();
}

/// Client-server API, "Validity of replacement events".
bool isEditOf(const Event &edit, const Event &message)
{
    const Relation relation = readRelation(edit);
    return !edit.id.isEmpty() && edit.sender == message.sender && edit.type == message.type &&
           relation.kind == Relation::Kind::Edit && relation.target == message.id &&
           !relation.newContent.isEmpty() && readRelation(message).kind != Relation::Kind::Edit;
}

}

std::optional<ThreadBundle> readThreadBundle(const Event &root, qint64 now)
{
    // Few events are roots: the others need not be read. Threads are not nested.
    if (root.isState() || !root.raw.contains("latest_event") ||
        readRelation(root).kind != Relation::Kind::None)
        return std::nullopt;
    ThreadBundle bundle;
    JsonReader reader;
    const auto visitThread = [&](std::string_view key, Value value) {
        if (key == "count")
            bundle.count = int(std::clamp<qint64>(reader.integer(value).value_or(0), 0, MostCounted));
        else if (key == "current_user_participated")
            bundle.takesPart = reader.boolean(value).value_or(false);
        else if (key == "latest_event")
            bundle.newest = readWireEvent(reader, value, now).event;
    };
    const bool isRead = eachBundle(reader, root, [&](std::string_view type, Value thread) {
        if (type == "m.thread")
            reader.eachMember(thread, visitThread);
    });
    const Relation relation = readRelation(bundle.newest);
    const bool isOfThread = relation.kind == Relation::Kind::Thread && relation.target == root.id;
    if (!isRead || bundle.count == 0 || bundle.newest.id.isEmpty() || !isOfThread)
        return std::nullopt;
    return bundle;
}

std::optional<Event> readBundledEdit(const Event &message, qint64 now)
{
    if (message.isState() || message.isRedacted || !message.raw.contains("\"m.relations\""))
        return std::nullopt;
    Event edit;
    JsonReader reader;
    const bool isRead = eachBundle(reader, message, [&](std::string_view type, Value value) {
        if (type == "m.replace")
            edit = readWireEvent(reader, value, now).event;
    });
    return isRead && isEditOf(edit, message) ? std::optional(edit) : std::nullopt;
}

}

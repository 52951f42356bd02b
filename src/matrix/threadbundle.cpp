// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/threadbundle.h"

#include "matrix/relation.h"
#include "matrix/wireevent.h"

#include <algorithm>

namespace linnet {

namespace {

using Value = JsonReader::Value;

constexpr qint64 MostCounted = 1'000'000;

}

std::optional<ThreadBundle> readThreadBundle(const Event &root, qint64 now)
{
    // Few events are roots: the others need not be read.
    if (root.isState() || !root.raw.contains("latest_event"))
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
    const Status status = reader.read(root.raw, [&](std::string_view key, Value value) {
        if (key != "unsigned")
            return;
        reader.eachMember(value, [&](std::string_view part, Value relations) {
            if (part != "m.relations")
                return;
            reader.eachMember(relations, [&](std::string_view type, Value thread) {
                if (type == "m.thread")
                    reader.eachMember(thread, visitThread);
            });
        });
    });
    const Relation relation = readRelation(bundle.newest);
    const bool isOfThread = relation.kind == Relation::Kind::Thread && relation.target == root.id;
    if (!status || bundle.count == 0 || bundle.newest.id.isEmpty() || !isOfThread)
        return std::nullopt;
    return bundle;
}

}

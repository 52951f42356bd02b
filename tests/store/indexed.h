// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/archive.h"
#include "storetesting.h"

namespace linnet::testing {

inline const RoomId other(QStringLiteral("!other:x"));

/// An edit of `of`.
inline Event edit(const QString &id, const QString &of, const UserId &sender, const QString &body, qint64 ts)
{
    const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, of}};
    return parsed(wire(id, sender, u"m.room.message"_qs,
                       {{u"msgtype"_qs, u"m.text"_qs},
                        {u"body"_qs, QString(u"* "_qs + body)},
                        {u"m.new_content"_qs, QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, body}}},
                        {u"m.relates_to"_qs, relation}},
                       ts));
}

/// A database, and the reader of it on its own thread.
struct Indexed
{
    Bench bench;
    std::unique_ptr<Archive> archive;

    void open() { archive = std::make_unique<Archive>(bench.path(), testKey(), me); }

    Result<SearchPage> ask(const SearchQuery &query, const MessagePlace &place = {}, int limit = 50)
    {
        if (!archive)
            open();
        QObject context;
        std::optional<Result<SearchPage>> answer;
        archive->search(query, place, limit).then(&context, [&](Result<SearchPage> page) {
            answer = std::move(page);
        });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
            return Error::of(Error::Kind::Timeout);
        return std::move(*answer);
    }
    template <typename T>
    static T await(Task<T> task)
    {
        QObject context;
        std::optional<Result<T>> answer;
        std::move(task).then(&context, [&](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000) || !answer->isOk())
            qFatal("no answer");
        return answer->take();
    }
    QStringList people(const QString &typed, int limit = 4)
    {
        if (!archive)
            open();
        QObject context;
        std::optional<QStringList> names;
        archive->people(typed, limit).then(&context, [&](const Result<QList<FoundPerson>> &found) {
            names.emplace();
            for (const FoundPerson &person : *found)
                names->append(person.name);
        });
        return QTest::qWaitFor([&] { return names.has_value(); }) ? *names : QStringList{u"no answer"_qs};
    }
    /// The ids of what is found for what is typed, newest first.
    QStringList find(const QString &typed)
    {
        const auto page = ask(SearchQuery::parse(typed, QDate(2026, 11, 24)));
        if (!page.isOk())
            return {u"error: "_qs + page.error().text};
        QStringList names;
        for (const SearchHit &hit : page->hits)
            names.append(hit.event.event.id.toString());
        return names;
    }
    void say(const QList<Event> &events, const RoomId &in = room)
    {
        RoomDelta delta = joined(events);
        delta.id = in;
        bench.commit(batchOf({delta}));
    }
};

}

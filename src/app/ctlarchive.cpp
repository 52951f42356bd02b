// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlarchive.h"

#include "app/ctljson.h"
#include "session/roomexport.h"

namespace linnet {

namespace {

constexpr int ManyHits = 50;
constexpr int LongestFilter = 40; ///< that is quoted
/// So many pages one after the other may bring nothing, as where a filter takes all that the server found.
constexpr int MostBarrenPages = 10;

/// The last one says so if the server failed.
QJsonArray hitsOf(const Search &search, int limit)
{
    QJsonArray hits;
    for (const SearchHit &hit : search.hits().mid(0, limit)) {
        QJsonObject object = ctljson::event(hit.event.event);
        object.insert(QStringLiteral("room_id"), hit.room.toString());
        object.insert(QStringLiteral("stored"), hit.isStored());
        hits.append(object);
    }
    if (search.server() == Search::Server::Failed) {
        QJsonObject object = ctljson::gap(0);
        object.insert(QStringLiteral("room_id"), QString());
        object.insert(QStringLiteral("stored"), false);
        object.insert(QStringLiteral("code"), CtlCall::codeOf(search.serverError()));
        object.insert(QStringLiteral("reason"), ErrorText::of(search.serverError()).what);
        hits.append(object);
    }
    return hits;
}

std::optional<ExportFormat::Kind> kindOf(const QString &name)
{
    for (const auto kind : {ExportFormat::Kind::Html, ExportFormat::Kind::Json, ExportFormat::Kind::Text}) {
        if (name == ExportFormat::suffix(kind))
            return kind;
    }
    return std::nullopt;
}

}

CtlArchive::CtlArchive(CtlCommands &commands, AccountKeeper &keeper, QObject *parent)
    : QObject(parent), m_work(std::make_unique<QObject>())
{
    using namespace std::placeholders;
    commands.addForSession("search", std::bind_front(&CtlArchive::search, this));
    commands.addForRoom("fetch", std::bind_front(&CtlArchive::fetch, this));
    commands.addForRoom("export", std::bind_front(&CtlArchive::exportRoom, this));
    connect(&keeper, &AccountKeeper::closing, this, [this] { m_work = std::make_unique<QObject>(); });
}

void CtlArchive::search(CtlCall &call, Session &session)
{
    const QString typed = call.text(QLatin1String("query"));
    const QStringList unreadable = SearchQuery::parse(typed, QDate::currentDate()).unreadable;
    if (!unreadable.isEmpty())
        return call.fail(Error::of(
            Error::Kind::Invalid,
            tr("“%1” makes no sense. Days are written 2026-03-31; has: takes link, image, file, video "
               "or audio.")
                .arg(unreadable.first().left(LongestFilter))));
    Search *search = session.openSearch().release();
    search->setParent(m_work.get());
    connect(&call, &QObject::destroyed, search, &QObject::deleteLater);
    search->ask(typed);
    if (search->query().isEmpty())
        return call.answer(QJsonArray());
    const int limit = call.number(QLatin1String("limit"), ManyHits);
    const auto barren = std::make_shared<int>(0);
    const auto known = std::make_shared<qsizetype>(0);
    connect(search, &Search::stateChanged, &call, [&call, search, limit, barren, known] {
        if (call.isAnswered() || search->isSearching() || search->server() == Search::Server::Asking)
            return;
        if (search->error())
            return call.fail(*search->error());
        const bool hasMore =
            search->server() == Search::Server::Failed ? search->hasMoreStored() : search->hasMore();
        const qsizetype count = search->hits().size();
        *barren = std::exchange(*known, count) < count ? 0 : *barren + 1;
        if (count < limit && hasMore && *barren < MostBarrenPages)
            search->more();
        else
            call.answer(hitsOf(*search, limit));
    });
}

void CtlArchive::fetch(CtlCall &call, Session &session, const RoomId &room)
{
    HistoryFetch &fetch = session.historyFetch();
    const auto fetched = std::make_shared<int>(0);
    connect(&fetch, &HistoryFetch::changed, &call, [&call, room, &fetch, fetched](const RoomId &changed) {
        if (changed != room || !fetch.isFetching(room))
            return;
        const HistoryFetch::Progress progress = fetch.progress(room);
        *fetched = progress.events;
        // It goes on by itself, but nobody knows when: a script shall not wait for a disk to be emptied.
        if (progress.pausedBy && !progress.pausedBy->isTransient() && !call.isAnswered())
            call.fail(*progress.pausedBy, ErrorText::During::History);
    });
    connect(&fetch, &HistoryFetch::finished, &call, [&call, room, fetched](const RoomId &finished) {
        if (finished == room)
            call.answer(QJsonObject{{QStringLiteral("fetched"), *fetched}});
    });
    connect(&fetch, &HistoryFetch::failed, &call, [&call, room](const RoomId &failed, const Error &error) {
        if (failed == room)
            call.fail(error, ErrorText::During::History);
    });
    connect(&fetch, &HistoryFetch::stopped, &call, [&call, room](const RoomId &stopped) {
        if (stopped == room)
            call.fail(QStringLiteral("stopped"), tr("It was stopped in the window."));
    });
    fetch.start(room);
}

void CtlArchive::exportRoom(CtlCall &call, Session &session, const RoomId &room)
{
    RoomExport::Wish wish;
    wish.path = call.text(QLatin1String("file"));
    const QString format = call.text(QLatin1String("format"));
    const auto kind = kindOf(format.isEmpty() ? ExportFormat::suffix(wish.format) : format);
    if (!kind)
        return call.fail(Error::of(Error::Kind::Invalid, tr("The format is html, json or txt.")));
    wish.format = *kind;
    auto *job = new RoomExport(session.store().archive(), session.api().clock(), *session.rooms().find(room),
                               session.self(), wish, m_work.get());
    connect(&call, &QObject::destroyed, job, &QObject::deleteLater);
    connect(job, &RoomExport::finished, &call, [&call](const ExportFormat::Counts &counts) {
        call.answer(QJsonObject{{QStringLiteral("events"), counts.events},
                                {QStringLiteral("undecrypted"), counts.unreadable},
                                {QStringLiteral("gaps"), counts.gaps}});
    });
    connect(job, &RoomExport::failed, &call, [&call](const Error &error) { call.fail(error); });
    job->start();
}

}

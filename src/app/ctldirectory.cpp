// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctldirectory.h"

#include "session/directory.h"
#include "session/joinoutlook.h"
#include "session/roomsummaries.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace linnet {

namespace {

constexpr int UsualLimit = 30;

QJsonObject listed(const PublicRoom &room)
{
    return {
        {QStringLiteral("room_id"), room.id.toString()},
        {QStringLiteral("alias"), room.alias},
        {QStringLiteral("name"), room.name},
        {QStringLiteral("topic"), room.topic},
        {QStringLiteral("members"), room.joined},
        {QStringLiteral("join_rule"), room.joinRule.isEmpty() ? QStringLiteral("public") : room.joinRule}};
}

QString word(JoinOutlook::Way way)
{
    using Way = JoinOutlook::Way;
    switch (way) {
    case Way::Open:
        return QStringLiteral("joined");
    case Way::Accept:
        return QStringLiteral("invited");
    case Way::Join:
        return QStringLiteral("join");
    case Way::Knock:
        return QStringLiteral("knock");
    case Way::Withdraw:
        return QStringLiteral("knocked");
    case Way::Nothing:
        break;
    }
    return QStringLiteral("none");
}

QJsonObject previewed(const SeenRoom &seen, const RoomList &rooms)
{
    const RoomSummary &summary = seen.summary;
    QJsonObject object{{QStringLiteral("room_id"), summary.id.toString()},
                       {QStringLiteral("alias"), summary.alias},
                       {QStringLiteral("name"), summary.name},
                       {QStringLiteral("topic"), summary.topic},
                       {QStringLiteral("join_rule"), summary.joinRule},
                       {QStringLiteral("type"), summary.type},
                       {QStringLiteral("version"), summary.version},
                       {QStringLiteral("encrypted"), summary.isEncrypted},
                       {QStringLiteral("world_readable"), summary.isWorldReadable},
                       {QStringLiteral("way"), word(JoinOutlook::of(summary, rooms).way)}};
    if (summary.joined >= 0)
        object.insert(QStringLiteral("members"), summary.joined);
    return object;
}

}

CtlDirectory::CtlDirectory(CtlCommands &commands, AccountKeeper &keeper, QObject *parent)
    : QObject(parent), m_keeper(keeper)
{
    commands.addForSession("directory", std::bind_front(&CtlDirectory::directory, this));
    commands.addForSession("preview", std::bind_front(&CtlDirectory::preview, this));
    commands.addForSession("knock", std::bind_front(&CtlDirectory::knock, this));
}

void CtlDirectory::directory(CtlCall &call, Session &session)
{
    const int limit = qMax(1, call.number(QLatin1String("limit"), UsualLimit));
    auto *listed = new Directory(session.api(), &call);
    connect(&m_keeper, &AccountKeeper::closing, listed, [listed] { delete listed; });
    // Queued: who is told may not end what tells it.
    connect(
        listed, &Directory::stateChanged, listed, [&call, listed, limit] { onListed(call, *listed, limit); },
        Qt::QueuedConnection);
    listed->search({call.text(QLatin1String("server")), call.text(QLatin1String("query"))});
}

void CtlDirectory::onListed(CtlCall &call, Directory &directory, int limit)
{
    if (call.isAnswered())
        return;
    const bool isEnough = directory.rooms().size() >= limit;
    if (directory.state() == Directory::State::Failed && !isEnough)
        return call.fail(directory.error());
    if (directory.state() == Directory::State::More && !isEnough)
        return directory.more();
    if (directory.state() == Directory::State::Loading && !isEnough)
        return;
    QJsonArray answer;
    for (const PublicRoom &room : directory.rooms().first(qMin<qsizetype>(limit, directory.rooms().size())))
        answer.append(listed(room));
    call.answer(answer);
}

void CtlDirectory::preview(CtlCall &call, Session &session)
{
    auto link = MatrixLink::parse(call.text(QLatin1String("room")));
    if (!link || !link->isRoom())
        return call.fail(Error::of(Error::Kind::Invalid), ErrorText::During::Joining);
    link->via += call.list(QLatin1String("via"));
    RoomSummaries::fetch(session.api(), *link).then(&call, [&call, &session](const Result<SeenRoom> &seen) {
        if (seen)
            call.answer(previewed(*seen, session.rooms()));
        else
            call.fail(seen.error(), ErrorText::During::Joining);
    });
}

void CtlDirectory::knock(CtlCall &call, Session &session)
{
    session.actions()
        .knock(call.text(QLatin1String("room")), call.text(QLatin1String("reason")),
               call.list(QLatin1String("via")))
        .then(&call, [&call](const Result<RoomId> &room) {
            if (room)
                call.answer(QJsonObject{{QStringLiteral("room_id"), room->toString()}});
            else
                call.fail(room.error(), ErrorText::During::Joining);
        });
}

}

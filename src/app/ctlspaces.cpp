// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlspaces.h"

#include "session/session.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

constexpr std::chrono::seconds Patience{10};

/// Each once: those of the top level in their order, each before what stands in it.
QList<RoomId> spacesOf(const SpaceTree &tree)
{
    QList<RoomId> open = tree.topLevel();
    QList<RoomId> found;
    QSet<RoomId> seen;
    while (!open.isEmpty()) {
        const RoomId next = open.takeFirst();
        if (seen.contains(next))
            continue;
        seen.insert(next);
        found.append(next);
        open = tree.subspaces(next) + open;
    }
    return found;
}

QJsonObject child(Session &session, const SpaceChild &child)
{
    const Room *room = session.rooms().find(child.id);
    const HierarchyRoom *told = session.spaces().hierarchy().find(child.id);
    const bool isJoined = room && room->membership == Membership::Join;
    return {{QStringLiteral("room_id"), child.id.toString()},
            {QStringLiteral("name"), isJoined ? room->name
                                     : told   ? told->name
                                              : QString()},
            {QStringLiteral("joined"), isJoined},
            {QStringLiteral("suggested"), child.isSuggested}};
}

QJsonArray answerOf(Session &session)
{
    QJsonArray answer;
    const SpaceTree &tree = session.spaces().tree();
    const QList<RoomId> spaces = spacesOf(tree);
    for (const RoomId &id : spaces) {
        const Room *space = session.rooms().find(id);
        QJsonArray children;
        for (const SpaceChild &each : space->children)
            children.append(child(session, each));
        const SpaceUnread unread = tree.unread(id);
        answer.append(QJsonObject{{QStringLiteral("room_id"), id.toString()},
                                  {QStringLiteral("name"), space->name},
                                  {QStringLiteral("unread"), unread.unread},
                                  {QStringLiteral("highlight"), unread.highlight},
                                  {QStringLiteral("children"), children}});
    }
    return answer;
}

}

CtlSpaces::CtlSpaces(CtlCommands &commands, AccountKeeper &, QObject *parent) : QObject(parent)
{
    commands.addForSession("spaces", std::bind_front(&CtlSpaces::spaces, this));
}

void CtlSpaces::spaces(CtlCall &call, Session &session)
{
    SpaceHierarchy &hierarchy = session.spaces().hierarchy();
    const QList<RoomId> all = spacesOf(session.spaces().tree());
    const auto check = [&call, &session, &hierarchy, all] {
        const bool isLoading = std::any_of(all.cbegin(), all.cend(), [&hierarchy](const RoomId &space) {
            const auto listing = hierarchy.listing(space);
            return listing.isLoading || (listing.hasMore && !listing.error);
        });
        if (!isLoading && !call.isAnswered())
            call.answer(answerOf(session));
    };
    for (const RoomId &space : all)
        hierarchy.open(space);
    check();
    if (call.isAnswered())
        return;
    connect(&hierarchy, &SpaceHierarchy::changed, &call,
            [&call, &hierarchy, all, check](const RoomId &space) {
                const auto listing = hierarchy.listing(space);
                if (!call.isAnswered() && all.contains(space) && listing.hasMore && !listing.error)
                    hierarchy.loadMore(space);
                check();
            });
    for (const RoomId &space : all) { // of what was known before
        if (hierarchy.listing(space).hasMore)
            hierarchy.loadMore(space);
    }
    session.api().clock().after(Patience, &call, [&call, &session] {
        if (!call.isAnswered())
            call.answer(answerOf(session));
    });
}

}

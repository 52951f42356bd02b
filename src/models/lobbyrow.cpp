// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lobbyrow.h"

#include "matrix/displayname.h"
#include "session/roomlist.h"
#include "session/spacehierarchy.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 100;
constexpr qsizetype LongestTopic = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::LobbyRow)
};

QString lineOf(const QString &text, qsizetype longest)
{
    return shortened(cleanName(text.left(2 * longest)), longest);
}

bool isIn(const Room *room)
{
    return room && room->membership == Membership::Join;
}

void decide(LobbyRow &row, const Room *known, const HierarchyRoom *told, const RoomList &rooms)
{
    row.action = LobbyRow::Action::Join;
    if (isIn(known)) {
        row.action = LobbyRow::Action::Open;
        return;
    }
    if (known && known->membership == Membership::Ban) {
        row.action = LobbyRow::Action::None;
        row.why = Words::tr("You are banned from it");
    } else if (known && known->membership == Membership::Invite) {
        row.why = Words::tr("You are invited");
    } else if (!told || told->joinRule == u"public") {
        row.why = Words::tr("Everybody can join");
    } else if (told->joinRule == u"restricted" || told->joinRule == u"knock_restricted") {
        const auto allowed = std::find_if(told->allowedRooms.cbegin(), told->allowedRooms.cend(),
                                          [&rooms](const RoomId &room) { return isIn(rooms.find(room)); });
        const bool canAsk = told->joinRule == u"knock_restricted";
        if (allowed != told->allowedRooms.cend())
            row.why = Words::tr("Members of %1 can join").arg(lineOf(rooms.find(*allowed)->name, 60));
        else if (told->allowedRooms.isEmpty())
            row.why = Words::tr("Members of some spaces can join"); // which, the server knows
        else if (canAsk)
            row.why = Words::tr("You can ask to be let in");
        else
            row.why = Words::tr("Only members of another space can join");
        if (allowed == told->allowedRooms.cend() && !told->allowedRooms.isEmpty())
            row.action = canAsk ? LobbyRow::Action::Ask : LobbyRow::Action::None;
    } else if (told->joinRule == u"knock") {
        row.action = LobbyRow::Action::Ask;
        row.why = Words::tr("You can ask to be let in");
    } else if (told->joinRule == u"invite" || told->joinRule == u"private") {
        row.action = LobbyRow::Action::None;
        row.why = Words::tr("Only people who are invited can join");
    }
}

}

std::optional<LobbyRow> LobbyRow::of(const SpaceChild &child, const RoomId &parent, const RoomList &rooms,
                                     const SpaceHierarchy &hierarchy)
{
    const Room *known = rooms.find(child.id);
    const HierarchyRoom *told = hierarchy.find(child.id);
    if (known && known->membership != Membership::Join && known->membership != Membership::Invite && !told)
        known = nullptr; // what one has left may be nothing like what it is now
    if (!known && !told)
        return std::nullopt;
    LobbyRow row;
    row.id = child.id;
    row.parent = parent;
    row.via = child.via;
    row.isSuggested = child.isSuggested;
    if (isIn(known) || !told) {
        row.name = lineOf(known->name, LongestName);
        row.topic = lineOf(known->topic, LongestTopic);
        row.avatarUrl = known->avatarUrl;
        row.members = known->joinedCount;
        row.isSpace = known->isSpace();
    } else {
        row.name = lineOf(told->name.isEmpty() ? told->alias : told->name, LongestName);
        row.topic = lineOf(told->topic, LongestTopic);
        row.avatarUrl = told->avatarUrl;
        row.members = told->joined;
        row.isSpace = told->isSpace();
    }
    if (row.name.isEmpty())
        row.name = Words::tr("Unnamed room");
    decide(row, known, told, rooms);
    return row;
}

}

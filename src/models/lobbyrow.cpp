// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lobbyrow.h"

#include "matrix/displayname.h"
#include "session/joinoutlook.h"
#include "session/roomlist.h"
#include "session/spacehierarchy.h"

#include <QCoreApplication>

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

/// As a line among others has it.
QString withoutStop(QString sentence)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

void decide(LobbyRow &row, const Room *known, const HierarchyRoom *told, const RoomList &rooms)
{
    RoomSummary summary;
    summary.id = row.id;
    if (told) {
        summary.joinRule = told->joinRule;
        summary.allowed = told->allowedRooms;
    }
    const JoinOutlook outlook = JoinOutlook::of(summary, rooms, known ? known->membership : Membership::None);
    row.why = withoutStop(outlook.reason.isEmpty() ? outlook.rule : outlook.reason);
    switch (outlook.way) {
    case JoinOutlook::Way::Open:
        row.action = LobbyRow::Action::Open;
        row.why.clear();
        break;
    case JoinOutlook::Way::Accept:
        row.action = LobbyRow::Action::Join;
        row.why = Words::tr("You are invited");
        break;
    case JoinOutlook::Way::Join:
        row.action = LobbyRow::Action::Join;
        break;
    case JoinOutlook::Way::Knock:
        row.action = LobbyRow::Action::Ask;
        break;
    case JoinOutlook::Way::Withdraw:
        row.action = LobbyRow::Action::None;
        row.why = Words::tr("You have asked to join");
        break;
    case JoinOutlook::Way::Nothing:
        row.action = LobbyRow::Action::None;
        break;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/joinoutlook.h"

#include "matrix/displayname.h"
#include "session/roomlist.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype Named = 3;
constexpr qsizetype LongestName = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::JoinOutlook)
};

/// The rooms whose members may join, as far as one knows them.
QString allowedNames(const RoomSummary &summary, const RoomList &rooms)
{
    QStringList names;
    for (const RoomId &id : summary.allowed) {
        const Room *room = rooms.find(id);
        if (room && names.size() < Named)
            names << isolated(shortened(room->name, LongestName));
    }
    return QLocale().createSeparatedList(names);
}

bool isInAllowed(const RoomSummary &summary, const RoomList &rooms)
{
    return std::any_of(summary.allowed.cbegin(), summary.allowed.cend(), [&rooms](const RoomId &id) {
        const Room *room = rooms.find(id);
        return room && room->membership == Membership::Join;
    });
}

bool isRestricted(const QString &rule)
{
    return rule == QLatin1String("restricted") || rule == QLatin1String("knock_restricted");
}

bool canKnock(const QString &rule)
{
    return rule == QLatin1String("knock") || rule == QLatin1String("knock_restricted");
}

QString ruleWords(const RoomSummary &summary, const RoomList &rooms)
{
    const QString &rule = summary.joinRule;
    const QString names = allowedNames(summary, rooms);
    if (rule == QLatin1String("public"))
        return Words::tr("Anybody can join.");
    if (rule == QLatin1String("knock"))
        return Words::tr("Anybody can ask to join.");
    if (rule == QLatin1String("restricted"))
        return names.isEmpty() ? Words::tr("Members of a space that it belongs to can join.")
                               : Words::tr("Members of %1 can join.").arg(names);
    if (rule == QLatin1String("knock_restricted"))
        return names.isEmpty()
                   ? Words::tr("Members of a space that it belongs to can join, others can ask to.")
                   : Words::tr("Members of %1 can join, others can ask to.").arg(names);
    return rule.isEmpty() ? QString() : Words::tr("Only people who are invited can join.");
}

QString spaceReason(const RoomSummary &summary, const RoomList &rooms)
{
    const QString names = allowedNames(summary, rooms);
    return names.isEmpty() ? Words::tr("Join the space that it belongs to first, or get an invitation.")
                           : Words::tr("Join %1 first, or get an invitation.").arg(names);
}

}

JoinOutlook JoinOutlook::of(const RoomSummary &summary, const RoomList &rooms)
{
    const Room *known = rooms.find(summary.id);
    return of(summary, rooms, known ? known->membership : summary.membership);
}

JoinOutlook JoinOutlook::of(const RoomSummary &summary, const RoomList &rooms, Membership own)
{
    JoinOutlook outlook;
    outlook.rule = ruleWords(summary, rooms);
    const QString &rule = summary.joinRule;
    switch (own) {
    case Membership::Join:
        outlook.way = Way::Open;
        return outlook;
    case Membership::Invite:
        outlook.way = Way::Accept;
        return outlook;
    case Membership::Knock:
        outlook.way = Way::Withdraw;
        return outlook;
    case Membership::Ban:
        outlook.reason = Words::tr("You were banned from this room.");
        return outlook;
    case Membership::Leave:
    case Membership::None:
        break;
    }
    // Where nobody says the rule, or which rooms it means, the server decides.
    if (rule.isEmpty() || rule == QLatin1String("public") ||
        (isRestricted(rule) && isInAllowed(summary, rooms)) ||
        (rule == QLatin1String("restricted") && summary.allowed.isEmpty())) {
        outlook.way = Way::Join;
    } else if (canKnock(rule)) {
        outlook.way = Way::Knock;
    } else if (rule == QLatin1String("restricted")) {
        outlook.reason = spaceReason(summary, rooms);
    } else {
        outlook.reason = Words::tr("You need an invitation.");
    }
    return outlook;
}

QString JoinOutlook::refusal(const Error &error, const RoomSummary &summary, const RoomList &rooms)
{
    if (!error.isMatrix("M_FORBIDDEN") && !error.isMatrix("M_UNABLE_TO_AUTHORISE_JOIN") &&
        !error.isMatrix("M_UNABLE_TO_GRANT_JOIN"))
        return {};
    if (error.isMatrix("M_UNABLE_TO_AUTHORISE_JOIN") || error.isMatrix("M_UNABLE_TO_GRANT_JOIN"))
        return Words::tr("None of the servers that were asked can let you in. Ask somebody there for an "
                         "invitation.");
    if (isRestricted(summary.joinRule) && !isInAllowed(summary, rooms))
        return spaceReason(summary, rooms);
    if (summary.joinRule.isEmpty())
        return Words::tr("You may need an invitation, or to be in a space first that it belongs to.");
    return summary.joinRule == QLatin1String("public")
               ? Words::tr("The server does not let you into this room.")
               : Words::tr("You need an invitation.");
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rowabilities.h"

#include "session/apiclient.h"

namespace linnet {

namespace {

using Kind = TimelineItem::Kind;

/// Something that somebody said and that can be read.
bool isSaid(const TimelineItem &item)
{
    return item.kind != Kind::State && item.kind != Kind::Redacted && item.kind != Kind::Encrypted &&
           item.state != TimelineItem::State::Failed;
}

/// One event, which the server has.
bool isOnServer(const TimelineItem &item)
{
    return !item.event.isEmpty() && item.runSize == 0;
}

}

RowAbilities RowAbilities::of(const Room &room, const UserId &self, const ApiClient &api)
{
    return of(room, self, api.requests().version().dialect, api.hasRedaction());
}

RowAbilities RowAbilities::of(const Room &room, const UserId &self, Dialect dialect, bool hasRedaction)
{
    RowAbilities can;
    can.canLink = can.canSeeSource = true;
    if (room.membership != Membership::Join)
        return can;
    const PowerLevels &levels = room.powerLevels;
    const int power = levels.powerOf(self);
    const auto maySend = [&](const char *type, bool isState = false) {
        return power >= levels.neededFor(QLatin1String(type), isState);
    };
    can.canRedactOwn = hasRedaction && maySend("m.room.redaction");
    can.canRedactOthers = can.canRedactOwn && power >= levels.redact;
    if (dialect == Dialect::V1)
        return can;
    can.canReport = true;
    can.canPin = maySend("m.room.pinned_events", true);
    can.canReply = can.canEdit = can.canThread = maySend("m.room.message");
    can.canReact = maySend("m.reaction");
    can.canVote = maySend("org.matrix.msc3381.poll.response");
    can.canPoll = maySend("org.matrix.msc3381.poll.start");
    can.canSendStickers = maySend("m.sticker");
    return can;
}

bool RowAbilities::reply(const TimelineItem &item) const
{
    return canReply && isSaid(item);
}

bool RowAbilities::react(const TimelineItem &item) const
{
    return canReact && isSaid(item);
}

bool RowAbilities::edit(const TimelineItem &item) const
{
    return canEdit && item.isOwn && (rewrite(item) || recaption(item)) && isSaid(item);
}

bool RowAbilities::recaption(const TimelineItem &item)
{
    return isOnServer(item) && !item.caption().isEmpty();
}

bool RowAbilities::rewrite(const TimelineItem &item)
{
    return item.kind == Kind::Text || item.kind == Kind::Emote || item.kind == Kind::Notice;
}

bool RowAbilities::thread(const TimelineItem &item) const
{
    return canThread && isSaid(item) && isOnServer(item) && !item.isStray;
}

bool RowAbilities::openThread(const TimelineItem &item) const
{
    return canOpenThread && item.thread && isOnServer(item);
}

bool RowAbilities::redact(const TimelineItem &item) const
{
    return (item.isOwn ? canRedactOwn : canRedactOthers) && isOnServer(item) && item.kind != Kind::Redacted;
}

bool RowAbilities::endPoll(const TimelineItem &item) const
{
    const bool isOpen = item.kind == Kind::Poll && item.poll && !item.poll->isEnded;
    return canPoll && isOpen && (item.isOwn || canRedactOthers) && isOnServer(item);
}

bool RowAbilities::redactAll(const TimelineItem &item) const
{
    return canRedactOthers && !item.isOwn && isOnServer(item) && item.kind != Kind::State;
}

bool RowAbilities::pin(const TimelineItem &item) const
{
    return canPin && isOnServer(item) && isSaid(item);
}

bool RowAbilities::link(const TimelineItem &item) const
{
    return canLink && isOnServer(item);
}

bool RowAbilities::report(const TimelineItem &item) const
{
    return canReport && isOnServer(item) && !item.isOwn;
}

bool RowAbilities::source(const TimelineItem &item) const
{
    return canSeeSource && isOnServer(item);
}

}

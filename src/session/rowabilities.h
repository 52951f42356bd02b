// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "session/timelineitem.h"

#include <QSet>

namespace linnet {

class ApiClient;

/// What may be done with the messages of a room. What may not be is not offered. A value.
struct RowAbilities
{
    bool canReply = false;
    bool canReact = false;
    bool canEdit = false; ///< own text and captions
    bool canThread = false;
    bool canOpenThread = true; ///< not within a thread
    bool canVote = false;
    bool canPoll = false;
    bool canSendStickers = false;
    bool canRedactOwn = false;
    bool canRedactOthers = false;
    bool canPin = false;
    bool canLink = false;
    bool canReport = false;
    bool canSeeSource = false;
    bool canChooseDate = true; ///< another day can be gone to; not within a thread
    QSet<EventId> pinned;

    /// Of a room as it is, for somebody in it. A server of api/v1 deletes messages at most, if it
    /// `hasRedaction`; links and sources need none.
    static RowAbilities of(const Room &room, const UserId &self, Dialect dialect, bool hasRedaction = true);
    static RowAbilities of(const Room &room, const UserId &self, const ApiClient &api);

    bool reply(const TimelineItem &item) const;
    bool react(const TimelineItem &item) const;
    bool edit(const TimelineItem &item) const;
    /// Whether it is a file on the server with words beside it, which can be edited while it stays.
    static bool recaption(const TimelineItem &item);
    static bool
    rewrite(const TimelineItem &item); ///< whether it is text that one may write anew, if it is one's own
    bool thread(const TimelineItem &item) const;
    bool openThread(const TimelineItem &item) const; ///< there is one, and it can be read
    bool redact(const TimelineItem &item) const;
    bool endPoll(const TimelineItem &item) const;
    bool redactAll(const TimelineItem &item) const; ///< and whatever else its sender wrote
    bool pin(const TimelineItem &item) const;
    bool link(const TimelineItem &item) const;
    bool report(const TimelineItem &item) const;
    bool source(const TimelineItem &item) const;

    friend bool operator==(const RowAbilities &, const RowAbilities &) = default;
};

}

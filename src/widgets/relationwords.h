// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QCoreApplication>
#include <QString>

namespace linnet {

/// The words for what surrounds a message: what it answers, who reacted, its thread, its poll. All of them in
/// one line, also where people sent more. Pure.
class RelationWords
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RelationWords)

public:
    /// Empty where it is not known who wrote it.
    static QString replySender(const RepliedTo &reply);
    static QString replyText(const RepliedTo &reply);
    static QString edited();
    static QString editedAt(qint64 ts);
    /// The emoji or text of a reaction, or what stands in for its picture.
    static QString reactionKey(const Reaction &reaction);
    /// "👍: Alice, Bob, you and 3 others".
    static QString reactors(const Reaction &reaction);
    static QString answers(const ThreadSummary &thread);    ///< "3 answers"
    static QString lastAnswer(const ThreadSummary &thread); ///< "Alice: last words · 12:03"
    /// Whether a poll tells yet how many voted for what.
    static bool hasResults(const Poll &poll);
    static QString pollState(const Poll &poll); ///< "12 votes · Poll ended"
    static QString question(const Poll &poll);
    static QString answer(const Poll::Answer &answer);

    /// What a screen reader says before the message, and after it. Empty for most.
    static QString before(const TimelineItem &item);
    static QString after(const TimelineItem &item);
    /// Question and answers, one a line, with the votes where they are told; empty if the item is no poll.
    static QString poll(const TimelineItem &item);
};

}

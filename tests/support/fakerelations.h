// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

namespace linnet::fake {

inline std::shared_ptr<const RepliedTo> repliedTo(const QString &name, const QString &text)
{
    auto reply = std::make_shared<RepliedTo>();
    reply->event = EventId(QStringLiteral("$answered"));
    reply->isKnown = true;
    reply->sender = UserId(QStringLiteral("@%1:example.org").arg(name.toLower()));
    reply->senderName = name;
    reply->text = text;
    return reply;
}

inline Reaction reaction(const QString &key, int count, bool isOwn = false)
{
    Reaction result;
    result.key = key;
    result.count = count;
    for (int i = isOwn ? 1 : 0; i < qMin(count, 20); ++i)
        result.names.append(QStringLiteral("Reactor %1").arg(i));
    if (isOwn)
        result.own = EventId(QStringLiteral("$own"));
    return result;
}

inline std::shared_ptr<const ThreadSummary> thread(int count, const QString &name, const QString &text,
                                                   int unread = 0)
{
    auto summary = std::make_shared<ThreadSummary>();
    summary->count = count;
    summary->sender = UserId(QStringLiteral("@%1:example.org").arg(name.toLower()));
    summary->senderName = name;
    summary->text = text;
    summary->ts = 1'795'500'000'000;
    summary->unread = unread;
    return summary;
}

/// A poll whose answers have so many votes, with the ids "0", "1" and so on.
inline std::shared_ptr<const Poll> poll(const QString &question, const QStringList &answers,
                                        const QList<int> &votes, const QList<int> &own = {})
{
    auto made = std::make_shared<Poll>();
    made->question = question;
    for (int i = 0; i < answers.size(); ++i) {
        made->answers.append({QString::number(i), answers.at(i), votes.value(i), own.contains(i)});
        made->voters += votes.value(i);
    }
    return made;
}

}

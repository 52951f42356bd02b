// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QList>

namespace linnet::fake {

/// A message of somebody, five minutes after the one before it in number.
inline TimelineItem row(int number, const QString &text = {})
{
    static constexpr qint64 Start = 1'795'500'000'000; // in November 2026
    static const QStringList people{QStringLiteral("Alice"), QStringLiteral("Bob"), QStringLiteral("Carol")};
    TimelineItem item;
    item.key = QStringLiteral("$event%1").arg(number);
    item.event = EventId(item.key);
    item.senderName = people.at((number / 3 % 3 + 3) % 3);
    item.sender = UserId(QStringLiteral("@%1:example.org").arg(item.senderName.toLower()));
    item.ts = Start + qint64(number) * 100'000;
    item.type = QStringLiteral("m.room.message");
    item.text = !text.isNull()
                    ? text
                    : QStringLiteral("Message %1. ").arg(number) +
                          QStringLiteral("Some more words to wrap. ").repeated((number * 7 % 11 + 11) % 11);
    item.startsGroup = number % 3 == 0;
    return item;
}

inline QList<TimelineItem> rows(int from, int count)
{
    QList<TimelineItem> items;
    items.reserve(count);
    for (int number = from; number < from + count; ++number)
        items.append(row(number));
    return items;
}

inline TimelineDiff reset(const QList<TimelineItem> &items)
{
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Reset{items});
    return diff;
}

inline TimelineDiff insert(int at, const QList<TimelineItem> &items)
{
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Insert{at, items});
    return diff;
}

inline TimelineDiff remove(int at, int count)
{
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Remove{at, count});
    return diff;
}

inline TimelineDiff update(int at, const TimelineItem &item)
{
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Update{at, item});
    return diff;
}

}

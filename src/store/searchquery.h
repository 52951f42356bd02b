// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/messagetext.h"

#include <QDate>
#include <QList>
#include <QStringList>

#include <optional>

namespace linnet {

/// What somebody looks for in messages. A value, any thread.
struct SearchQuery
{
    QStringList words;            ///< each is the beginning of a word in the message
    QStringList phrases;          ///< each stands in it as it is
    QStringList from;             ///< user ids, or beginnings of names; the message is from one of them
    QStringList in;               ///< words of rooms' names, aliases or ids; the message is in such a room
    std::optional<qint64> after;  ///< ms, inclusive
    std::optional<qint64> before; ///< ms, exclusive
    bool hasLink = false;
    QList<MessageText::Media> media; ///< one of them
    /// Filters whose value makes no sense (yet), as they were typed; they do not count.
    QStringList unreadable;
    /// What `in` comes to; set by whoever knows the rooms. Not set: all rooms.
    std::optional<QList<RoomId>> rooms;

    /// Reads what was typed: words, "phrases", `from:` `in:` `before:` `after:` `has:`. Days are those of
    /// this computer's time zone: 2026-03-01, 2026-03 and 2026, the locale's short form, `today`,
    /// `yesterday`; `before:` ends where the day begins, `after:` begins there.
    static SearchQuery parse(const QString &typed, QDate today);

    /// True if it asks for nothing, which finds nothing.
    bool isEmpty() const;

    friend bool operator==(const SearchQuery &, const SearchQuery &) = default;
};

}

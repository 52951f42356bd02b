// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace linnet {

/// True if `text` holds `word` with no letter or digit beside it, whatever the case. An empty word is
/// nowhere.
bool containsWord(const QString &text, const QString &word);

/// True if a message names `self`: by its `m.mentions` (client-server API, "User and room mentions"), or
/// where `areNames` mentions and it has none, by the id, its localpart or `ownName` as words of the text.
bool isMentioned(const QByteArray &content, const UserId &self, const QString &ownName, bool areNames);

/// True if a message is for all of the room by its `m.mentions`, which counts only from who may notify the
/// room (PowerLevels::notifyRoom).
bool isRoomMentioned(const QByteArray &content);

/// Whom a message is meant for: its `m.mentions`.
struct Mentions
{
    QList<UserId> users; ///< each once
    bool isRoom = false; ///< all of the room

    friend bool operator==(const Mentions &, const Mentions &) = default;
};
Mentions readMentions(const QByteArray &content);

/// `name` of `@name:server`; empty if it is no user id.
QString localpart(const UserId &user);

}

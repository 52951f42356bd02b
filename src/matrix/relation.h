// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

/// What a content says that its event belongs to (client-server API, "Forming relationships between events").
struct Relation
{
    /// The numbers stand in the store.
    enum class Kind {
        None = 0,     ///< it may be a reply all the same
        Edit = 1,     ///< `m.replace`
        Reaction = 2, ///< `m.annotation` of an `m.reaction`
        Thread = 3,   ///< `m.thread`; the target is the root
        Reference =
            4, ///< `m.reference` of a poll's response or end, or of a verification's end; nothing by itself
        Stray = 5, ///< of no thread, since the target cannot be the root of one; see withoutThread()
    };
    Kind kind = Kind::None;
    EventId target; ///< of any kind but None
    /// What it answers; empty: it is no reply, or one only for those who know no threads.
    EventId replyTo;
    QString key;           ///< of Reaction; never empty
    QString shortcode;     ///< of Reaction, for a custom emoji; may be empty
    QByteArray newContent; ///< `m.new_content` of Edit; empty: there is none, and nothing changes
};

Relation readRelation(const QString &type, const QByteArray &content);
/// The content of a message of a thread as one of none, which it names all the same: it is a Stray.
QByteArray withoutThread(const QByteArray &content);
/// Nothing for state; what was redacted is still in its thread. Nothing is its own thread, or answers itself.
Relation readRelation(const Event &event);

}

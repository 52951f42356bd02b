// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QMetaType>
#include <QPoint>

#include <optional>

namespace linnet {

/// What is wanted of somebody, or of several, to keep order. A value.
struct PersonAction
{
    enum class Kind {
        Remove,
        WithdrawInvitation,
        Ban,
        Unban,
        Invite, ///< again
        Ignore,
        StopIgnoring,
        Report,
        Role, ///< another one
    };
    struct Person
    {
        UserId user;
        QString name; ///< as they are called there; empty: not known

        /// What they are called within a sentence: not too long, and it turns no words around it.
        QString inSentence() const;
    };

    Kind kind = Kind::Remove;
    RoomId room; ///< where it is done; of what is done everywhere, where it was asked for
    QList<Person> people;
    QPoint place = {};                       ///< where to ask, on the screen
    std::optional<int> level = std::nullopt; ///< of Role; none: to be asked for
};

}
Q_DECLARE_METATYPE(linnet::PersonAction)

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/whynotwrite.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::WhyNotWrite)
};

}

QString whyNotWrite(const Room &room, const UserId &self, bool canEncrypt)
{
    if (room.membership == Membership::Ban)
        return Words::tr("You were banned from this room.");
    if (room.isReplaced && (room.membership == Membership::Join || room.membership == Membership::Leave))
        return Words::tr("This room has been replaced.");
    if (room.membership == Membership::Knock)
        return Words::tr("You have asked to join. Somebody has to let you in.");
    if (room.membership != Membership::Join)
        return Words::tr("You are no longer in this room.");
    if (room.isEncrypted && !canEncrypt)
        return Words::tr("Messages here are encrypted, which this connection to the server does not know.");
    if (room.powerLevels.powerOf(self) < room.powerLevels.neededFor(QStringLiteral("m.room.message"), false))
        return Words::tr("You may read here, but not write.");
    return {};
}

QString whyNotWrite(const AccountStanding &standing)
{
    switch (standing.kind) {
    case AccountStanding::Kind::Suspended:
        return Words::tr("Your account is suspended by its server: you can read, but not write.");
    case AccountStanding::Kind::Locked:
        return Words::tr("Your account is locked by its server: what is stored here can be read.");
    case AccountStanding::Kind::Good:
    case AccountStanding::Kind::SignedOut:
        break;
    }
    return {};
}

}

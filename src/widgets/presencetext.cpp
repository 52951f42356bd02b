// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presencetext.h"

#include <QCoreApplication>

namespace linnet {

QString presenceText(Presence presence)
{
    switch (presence) {
    case Presence::Online:
        return QCoreApplication::translate("linnet::PresenceText", "Online");
    case Presence::Unavailable:
        return QCoreApplication::translate("linnet::PresenceText", "Away");
    case Presence::Offline:
        return QCoreApplication::translate("linnet::PresenceText", "Offline");
    case Presence::Unknown:
        break;
    }
    return {};
}

}

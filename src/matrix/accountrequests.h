// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/request.h"

#include <QJsonObject>
#include <QStringList>

namespace linnet {

/// What a server lets people change of their accounts (client-server API, "Capabilities negotiation"). All,
/// where it says nothing.
struct AccountCapabilities
{
    bool canChangePassword = true;
    bool canChangeName = true;
    bool canChangeAvatar = true;
    bool canChangeAddresses = true;
    bool canChangeFields = true; ///< of the profile, beside name and picture
    QStringList allowedFields;   ///< only these, if there are any
    QStringList refusedFields;

    bool canChangeField(const QString &key) const
    {
        if (!canChangeFields)
            return false;
        return allowedFields.isEmpty() ? !refusedFields.contains(key) : allowedFields.contains(key);
    }
    friend bool operator==(const AccountCapabilities &, const AccountCapabilities &) = default;
};

/// The requests about one's own account as a whole (client-server API, "Account management", "Capabilities
/// negotiation"). Pure, any thread.
namespace AccountRequests {

/// Of the reply to Capabilities::request(). Whatever is of the wrong type counts as not said.
AccountCapabilities readCapabilities(const QByteArray &reply);

// `auth`: of interactive authentication; empty at first. A 401 with `flows` comes as a Reply.
Request changePassword(const ServerVersion &version, const QString &password, bool signsOthersOut,
                       const QJsonObject &auth);
/// Closes the account for ever. `erases`: what was written is no longer shown to those who come later.
Request deactivate(const ServerVersion &version, bool erases, const QJsonObject &auth);

}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QString>
#include <QUrl>

#include <functional>

namespace linnet {

/// What a server wants of a person before it takes something that matters (client-server API,
/// "User-Interactive Authentication API"). A plain value.
struct AuthStage
{
    enum class Kind {
        Password, ///< of the account
        Browser,  ///< `page` is to be opened; the answer, with no password, says that all was done there
    };

    Kind kind = Kind::Password;
    QUrl page;               ///< http(s) only; may be empty, if the server names none
    bool isRepeated = false; ///< it was answered before, and the server is not content
    Error problem;           ///< why, where isRepeated
};

/// The person's answer.
struct AuthAnswer
{
    QString password;
};

/// Asks the person; an Error, such as Cancelled, ends what it was for.
using AskAuth = std::function<Task<AuthAnswer>(const AuthStage &)>;

}

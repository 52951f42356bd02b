// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

/// The pages on which servers that leave accounts to OAuth let people look after theirs (client-server API,
/// "OAuth 2.0 account management"). Pure, any thread.
namespace linnet::AccountPages {

enum class Action { Profile, Sessions, Session, EndSession, Deactivate, ResetIdentity };

/// `metadata`: what OAuthRequests::metadata() answers. Where the server names its actions and this is
/// none of them, the page as a whole; empty: it has none. http(s) only.
QUrl page(const QByteArray &metadata, Action action, const QString &session = {});

}

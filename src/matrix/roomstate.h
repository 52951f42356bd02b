// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace linnet {

// What a room's state events say of how it is set up, read leniently, and written again: a writer takes the
// content of before and changes what it is asked to, so that fields that nobody here knows stay. Pure, any
// thread.

/// `m.room.join_rules`: who can come in.
struct JoinRules
{
    QString rule = QStringLiteral("invite"); ///< invite, public, knock, restricted, knock_restricted or other
    QList<RoomId> allowed;                   ///< whose members can join, of the last two; at most 200

    bool isOfMembers() const;
    friend bool operator==(const JoinRules &, const JoinRules &) = default;
};
JoinRules readJoinRules(const QByteArray &content);
/// Conditions other than the membership of a room stay.
QByteArray writeJoinRules(const QByteArray &before, const JoinRules &rules);
/// Whether rooms of this version know the rule (rooms v7, v8, v10); unknown versions know all of them.
bool hasJoinRule(const QString &roomVersion, const QString &rule);

/// `m.room.server_acl`: which servers may take part. `*` and `?` stand for any letters and for one.
struct ServerAcl
{
    QStringList allow;           ///< at most 5,000
    QStringList deny;            ///< at most 5,000
    bool allowsAddresses = true; ///< servers that are named by the number of their computer

    /// By the rules of the specification; a port in `server` counts for nothing.
    bool allows(const QString &server) const;
    friend bool operator==(const ServerAcl &, const ServerAcl &) = default;
};
ServerAcl readServerAcl(const QByteArray &content);
QByteArray writeServerAcl(const QByteArray &before, const ServerAcl &acl);

/// `m.room.canonical_alias`.
struct RoomAddresses
{
    QString main;       ///< or empty
    QStringList others; ///< at most 200

    friend bool operator==(const RoomAddresses &, const RoomAddresses &) = default;
};
RoomAddresses readAddresses(const QByteArray &content);
QByteArray writeAddresses(const QByteArray &before, const RoomAddresses &addresses);

/// `history_visibility` of `m.room.history_visibility`; "shared" where nothing that is known is said.
QString readHistoryVisibility(const QByteArray &content);
bool readGuestAccess(const QByteArray &content); ///< of `m.room.guest_access`: they can join

/// `m.room.topic`: the plain form in `m.topic` where there is one (since 1.15), else `topic`.
QString readTopic(const QByteArray &content);
/// Both forms; `isRich` false: only what servers of all times know.
QByteArray writeTopic(const QString &topic, bool isRich);

/// `via` of `m.room.policy` (since 1.18): the server that may refuse what is said; empty: there is none.
QString readPolicyServer(const QByteArray &content);

}

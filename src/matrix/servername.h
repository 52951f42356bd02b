// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QStringList>

namespace linnet {

// Names of home servers (appendices, "Server Name"). Pure, any thread.

/// A host name, an IPv4 address or an IPv6 address in brackets, with a port or without.
bool isServerName(QStringView text);

/// The server that a person is at; empty if the id names none.
QString serverOf(const UserId &user);

/// Both lists, `first` first, each server once, at most MostVia, without what is no server name: what a
/// request may name as servers that know a room.
QStringList mergedServers(const QStringList &first, const QStringList &second);
inline constexpr qsizetype MostVia = 10;

}

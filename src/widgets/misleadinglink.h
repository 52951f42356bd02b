// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace linnet {

/// Whether a link says that it leads elsewhere than it does: a line of `text` names another host, another
/// address or another person or room, or the address begins with a name that looks like a host. Pure.
bool isMisleading(const QString &text, const QUrl &url);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace linnet {

/// An address that a server names, if a browser may be sent there: http(s), with a host. Empty else. Pure.
QUrl webUrl(const QString &text);

}

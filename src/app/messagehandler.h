// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// Takes over the program's log: one line a message on standard error, without the queries of URLs, in which
/// 2014's servers want the token. Call once, first thing.
void installMessageHandler();

/// `message` without what stands behind the `?` of a URL. Pure.
QString withoutSecrets(const QString &message);

}

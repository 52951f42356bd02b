// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace linnet {

/// The time that a `Date` header says (RFC 9110 section 5.6.7, the form that is sent today), ms since the
/// epoch; 0 if it says none. Pure, any thread.
qint64 timeOfHttpDate(const QByteArray &header);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>

class QSslError;

namespace linnet {

/// Why a server's certificate was refused: the one thing to name where there is more than one. A certificate
/// for another name, or of nobody known, says nothing of time. Tls if it is none of these. `now` (ms) is this
/// computer's clock. The text is Qt's, with the names or the day that the certificate holds.
Error certificateError(const QList<QSslError> &errors, qint64 now);

}

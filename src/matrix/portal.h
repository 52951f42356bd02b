// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QUrl>

namespace linnet {

/// The same error, as a Portal if it can only be one where a Matrix server at `base` was asked: a web page,
/// or a pointer to another host, came in its place. A Portal's text is the page where one signs in to the
/// network.
Error portalOr(Error error, const QUrl &base);

}

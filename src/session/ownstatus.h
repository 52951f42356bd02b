// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

namespace linnet {

/// What one says of oneself beside being online, as others see it. `api` must outlive the answer. GUI thread.
namespace OwnStatus {

/// Empty: nothing.
Task<QString> read(ApiClient &api, const UserId &self);
/// Says it, and answers what the server has then. That may be something else: servers without presence take
/// everything and keep nothing, and another client, or PresenceSender, may have repeated the old one.
Task<QString> write(ApiClient &api, const UserId &self, const QString &status);

}

}

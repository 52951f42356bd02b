// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "matrix/request.h"

#include <QJsonObject>

namespace linnet {

/// What a server says that it can do (client-server API, "Capabilities negotiation"; since r0.6). Pure.
namespace Capabilities {

Request request(const ServerVersion &version);
/// Each by its name; empty where the reply is of another kind.
QJsonObject read(const QByteArray &reply);

}

}

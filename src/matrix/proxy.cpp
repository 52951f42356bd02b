// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/proxy.h"

#include <QHostAddress>

namespace linnet {

bool isWithoutProxy(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

}

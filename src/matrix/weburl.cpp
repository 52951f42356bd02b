// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/weburl.h"

namespace linnet {

QUrl webUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

}

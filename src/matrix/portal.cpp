// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/portal.h"

namespace linnet {

Error portalOr(Error error, const QUrl &base)
{
    const bool isPointed = error.kind == Error::Kind::Redirected && QUrl(error.text).host() != base.host();
    const bool isPage =
        error.kind == Error::Kind::Portal || (error.kind == Error::Kind::NotMatrix && error.httpStatus < 400);
    if (!isPointed && !isPage)
        return error;
    error.kind = Error::Kind::Portal;
    if (isPage) {
        // It catches whoever asks for any page.
        QUrl page;
        page.setScheme(QStringLiteral("http"));
        page.setHost(base.host());
        page.setPath(QStringLiteral("/"));
        error.text = page.toString();
    }
    return error;
}

}

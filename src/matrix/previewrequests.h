// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

#include <QString>

namespace linnet {

/// What a server says of a page on the web that somebody linked to.
struct LinkPreview
{
    QString title; ///< texts are of one line each and may be empty
    QString site;
    QString description;
    QString image; ///< `mxc://…` or empty

    bool isEmpty() const { return title.isEmpty() && description.isEmpty(); }
    friend bool operator==(const LinkPreview &, const LinkPreview &) = default;
};

/// Asks a server for link previews (client-server API, "GET /media/preview_url"). Pure.
namespace PreviewRequests {

Request preview(const QUrl &url);
Request previewOld(const Requests &requests, const QUrl &url); ///< before 1.11
/// Whatever is of the wrong type reads as nothing.
LinkPreview read(const QByteArray &reply);

}

}

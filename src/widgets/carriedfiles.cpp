// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/carriedfiles.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace linnet {

namespace {

/// Office programs put a picture of a text beside the text.
bool isPicture(const QMimeData &data)
{
    return data.hasImage() && !data.hasText();
}

}

bool CarriedFiles::areIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return isPicture(data) ||
           std::any_of(urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile(); });
}

CarriedFiles CarriedFiles::read(const QMimeData &data)
{
    CarriedFiles files;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.paths.append(url.toLocalFile());
    }
    if (!files.paths.isEmpty() || !isPicture(data))
        return files;
    files.png = data.data(QStringLiteral("image/png"));
    if (files.png.isEmpty()) // decodes it here and now
        files.picture = qvariant_cast<QImage>(data.imageData());
    return files;
}

}

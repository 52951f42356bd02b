// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/previewrequests.h"

#include "matrix/displayname.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet::PreviewRequests {

namespace {

constexpr qint64 MostBytes = 1 << 20;
constexpr qsizetype LongestText = 600;

Request requestTo(const QString &path, const QUrl &url)
{
    Request request;
    request.path = path;
    request.query = {{QStringLiteral("url"), url.toString(QUrl::FullyEncoded)}};
    request.maxReplyBytes = MostBytes;
    return request;
}

}

Request preview(const QUrl &url)
{
    return requestTo(QStringLiteral("/_matrix/client/v1/media/preview_url"), url);
}

Request previewOld(const Requests &requests, const QUrl &url)
{
    return requestTo(requests.oldMediaPath(QStringLiteral("preview_url")), url);
}

LinkPreview read(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    const auto text = [&object](QStringView name) {
        return shortened(cleanName(object.value(name).toString().left(2 * LongestText)), LongestText);
    };
    LinkPreview preview;
    preview.title = text(u"og:title");
    preview.site = text(u"og:site_name");
    preview.description = text(u"og:description");
    const QString image = object.value(u"og:image").toString();
    if (Requests::download(image))
        preview.image = image;
    return preview;
}

}

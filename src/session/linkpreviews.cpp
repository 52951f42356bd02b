// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linkpreviews.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostAtOnce = 3;
constexpr qsizetype LongestUrl = 2'000;

/// Names that mean something in one's own network only, which is not the server's business.
const QStringList PrivateEndings{QStringLiteral(".local"),     QStringLiteral(".localhost"),
                                 QStringLiteral(".lan"),       QStringLiteral(".internal"),
                                 QStringLiteral(".home.arpa"), QStringLiteral(".home"),
                                 QStringLiteral(".box")};

bool isPublicName(const QString &host)
{
    const auto isOfAddress = [](QChar c) { return c.isDigit() || c == u'.' || c == u':'; };
    if (!host.contains(u'.') || std::all_of(host.cbegin(), host.cend(), isOfAddress) || host.contains(u':'))
        return false;
    return std::none_of(PrivateEndings.cbegin(), PrivateEndings.cend(),
                        [&host](const QString &ending) { return host.endsWith(ending); });
}

const QString Endpoint = QStringLiteral("preview_url");
const QString OldEndpoint = QStringLiteral("media/preview_url");

}

LinkPreviews::LinkPreviews(ApiClient &api, QObject *parent) : QObject(parent), m_api(api), m_known(MostKept)
{
}

bool LinkPreviews::isPreviewable(const QUrl &url)
{
    const QString scheme = url.scheme();
    const QString host = url.host();
    const bool isWeb = url.isValid() && (scheme == u"http" || scheme == u"https");
    return isWeb && isPublicName(host) && url.userInfo().isEmpty() &&
           url.toString(QUrl::FullyEncoded).size() <= LongestUrl;
}

const LinkPreview *LinkPreviews::find(const QUrl &url) const
{
    return m_known.object(url);
}

bool LinkPreviews::hasEndpoint() const
{
    const bool isOfToday = m_api.requests().version().dialect != Dialect::V1;
    return isOfToday && (m_api.has(Endpoint) || m_api.has(OldEndpoint));
}

bool LinkPreviews::mayCome(const QUrl &url) const
{
    return hasEndpoint() && isPreviewable(url) && !m_known.contains(url);
}

void LinkPreviews::want(const QUrl &url)
{
    if (!mayCome(url) || m_underWay.contains(url) || m_cutOff.contains(url))
        return;
    m_wishes.removeOne(url);
    m_wishes.append(url);
    if (m_wishes.size() > MostWishes)
        m_wishes.removeFirst();
    next();
}

void LinkPreviews::next()
{
    while (m_underWay.size() < MostAtOnce && !m_wishes.isEmpty()) {
        const QUrl url = m_wishes.takeLast();
        if (!hasEndpoint()) {
            keep(url, {});
            continue;
        }
        m_underWay.append(url);
        ask(url, !m_api.has(Endpoint));
    }
}

void LinkPreviews::ask(const QUrl &url, bool isOld)
{
    const Request request =
        isOld ? PreviewRequests::previewOld(m_api.requests(), url) : PreviewRequests::preview(url);
    m_api.send(request).then(this, [this, url, isOld](const Result<Reply> &reply) {
        if (!reply && m_api.lacks(isOld ? OldEndpoint : Endpoint, reply.error()) && !isOld)
            return ask(url, true);
        m_underWay.removeOne(url);
        if (!reply && reply.error().isOfTheWay()) {
            m_cutOff.append(url);
            if (m_cutOff.size() > MostWishes)
                m_cutOff.removeFirst();
        } else { // whatever else went wrong: there is nothing to show, and nobody waits for it
            keep(url, reply ? PreviewRequests::read(reply->body) : LinkPreview());
        }
        next();
    });
}

void LinkPreviews::keep(const QUrl &url, const LinkPreview &preview)
{
    m_known.insert(url, new LinkPreview(preview));
    if (preview.isEmpty())
        Q_EMIT missing(url);
    else
        Q_EMIT found(url);
}

void LinkPreviews::resume()
{
    const QList<QUrl> urls = std::exchange(m_cutOff, {});
    for (const QUrl &url : urls)
        want(url);
}

}

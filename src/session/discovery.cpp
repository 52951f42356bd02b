// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/discovery.h"

#include "base/logging.h"
#include "matrix/portal.h"
#include "matrix/requests.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace linnet {

namespace {

constexpr int mostRedirects = 3;

/// What a person typed, taken apart.
struct Place
{
    QString name;
    QList<QUrl> bases;     ///< where the server may be, the likeliest first
    QString wellKnownHost; ///< empty: is not asked
    bool isWellKnownFirst = false;
};

Error invalid(const char *words)
{
    return Error::of(Error::Kind::Invalid, QCoreApplication::translate("linnet::Discovery", words));
}

bool isLoopback(const QString &host)
{
    if (host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")))
        return true;
    // A name may begin with these numbers too.
    static const QRegularExpression numbers(QStringLiteral("^127(\\.[0-9]{1,3}){3}$"));
    return host == QLatin1String("::1") || numbers.match(host).hasMatch();
}

QUrl baseOf(QUrl url)
{
    QString path = url.path();
    if (const qsizetype end = path.indexOf(QLatin1String("/_matrix")); end >= 0)
        path.truncate(end);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    url.setQuery(QString());
    url.setFragment(QString());
    url.setUserInfo(QString());
    return url;
}

Result<Place> placeOfUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return invalid(QT_TRANSLATE_NOOP("linnet::Discovery", "This is not an address of a server."));
    Place place;
    place.name = url.authority();
    place.bases = {baseOf(url)};
    // Or of the site that only says where its server is.
    if (url.scheme() == QLatin1String("https") && place.bases.first().path().isEmpty())
        place.wellKnownHost = url.host();
    return place;
}

Result<Place> placeOfName(const QString &name)
{
    const QUrl url(QLatin1String("https://") + name, QUrl::StrictMode);
    const bool isPlain = std::none_of(name.begin(), name.end(), [](QChar c) {
        return c.isSpace() || c == u'/' || c == u'@' || c == u'?' || c == u'#' || c == u'!' || c == u'\\' ||
               c == u'%';
    });
    if (!isPlain || !url.isValid() || url.host().isEmpty() || url.port() == 0)
        return invalid(
            QT_TRANSLATE_NOOP("linnet::Discovery", "This is neither a Matrix id nor a name of a server."));
    Place place;
    place.name = name;
    if (isLoopback(url.host())) {
        QUrl plain = url;
        plain.setScheme(QStringLiteral("http"));
        place.bases = {plain, url};
        return place;
    }
    place.bases = {url};
    place.wellKnownHost = url.host();
    place.isWellKnownFirst = url.port() < 0;
    return place;
}

Result<Place> placeOf(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) ||
        text.startsWith(QLatin1String("https://"), Qt::CaseInsensitive))
        return placeOfUrl(text);
    if (!text.startsWith(u'@'))
        return placeOfName(text);
    const qsizetype colon = text.indexOf(u':');
    if (colon < 2 || colon + 1 == text.size())
        return invalid(QT_TRANSLATE_NOOP("linnet::Discovery", "A Matrix id looks like @name:server."));
    return placeOfName(text.mid(colon + 1));
}

/// True if the server spoke and does not know what it was asked: neither silence nor trouble of its own.
bool isRefusal(const Error &error)
{
    return error.httpStatus >= 400 && error.httpStatus < 500 && error.kind != Error::Kind::RateLimited;
}

Error notMatrix(Error error)
{
    error.kind = Error::Kind::NotMatrix;
    error.matrixCode.clear();
    return error;
}

Task<ServerVersion> askV1(Transport &transport, const QUrl &base)
{
    const ServerVersion version{Dialect::V1, false};
    return transport.send(base, Requests(version).loginFlows(), {}, true)
        .andThen([version](const Reply &reply) -> Result<ServerVersion> {
            const Result<LoginFlows> flows = Requests::readLoginFlows(reply.body);
            if (!flows)
                return flows.error();
            return version;
        })
        .orElse([](const Error &error) -> Result<ServerVersion> {
            return isRefusal(error) ? notMatrix(error) : error;
        });
}

Task<ServerVersion> askVersions(Transport &transport, const QUrl &base)
{
    return transport.send(base, Requests::versions(), {}, false)
        .orElse([base](const Error &error) -> Result<Reply> {
            // Over https nobody else can answer, and a page is one of the site's own.
            return base.scheme() == QLatin1String("http") && !isLoopback(base.host()) ? portalOr(error, base)
                                                                                      : error;
        })
        .andThen([](const Reply &reply) { return Requests::readVersions(reply.body); });
}

/// The version with sliding sync where it is offered, unless the person wants it otherwise.
Result<ServerVersion> chosen(ServerVersion version, std::optional<Dialect> forced)
{
    if (forced == Dialect::Sliding && !version.offersSliding)
        return Error::of(
            Error::Kind::Unsupported,
            QCoreApplication::translate("linnet::Discovery", "This server does not offer sliding sync."));
    if (version.offersSliding && forced != Dialect::V3)
        version.dialect = Dialect::Sliding;
    return version;
}

/// Which dialect the server at `base` speaks.
Task<ServerVersion> ask(Transport &transport, const QUrl &base, std::optional<Dialect> forced)
{
    if (forced == Dialect::V1)
        return askV1(transport, base);
    return askVersions(transport, base)
        .orElse([&transport, base, forced](const Error &error) {
            if (!isRefusal(error))
                return Task<ServerVersion>::ready(error);
            if (forced)
                return Task<ServerVersion>::ready(notMatrix(error));
            return askV1(transport, base);
        })
        .andThen([forced](const ServerVersion &version) { return chosen(version, forced); });
}

Task<Server> tryBases(Transport &transport, const QString &name, QList<QUrl> bases,
                      std::optional<Dialect> forced)
{
    const QUrl base = bases.takeFirst();
    return ask(transport, base, forced)
        .andThen([name, base](const ServerVersion &version) {
            return Server{name, base, version};
        })
        .orElse([&transport, name, bases, forced](const Error &error) {
            if (bases.isEmpty() || error.httpStatus >= 500 || error.kind == Error::Kind::RateLimited)
                return Task<Server>::ready(error);
            // Of two failures the first is the one to show: it is the likelier address.
            return tryBases(transport, name, bases, forced).orElse([error](const Error &) -> Result<Server> {
                return error;
            });
        });
}

/// Nothing if the host has no such file, or one that names no server. A name that is no address is an error:
/// the spec forbids to guess on.
Task<std::optional<QUrl>> askWellKnown(Transport &transport, const QUrl &host, const Request &request,
                                       int redirects)
{
    using Found = std::optional<QUrl>;
    return transport.send(host, request, {}, false)
        .andThen([](const Reply &reply) -> Result<Found> {
            const Result<QUrl> url = Requests::readWellKnown(reply.body);
            if (!url && url.error().kind == Error::Kind::NotFound)
                return Found(); // many sites answer everything with a page of their own
            if (!url)
                return notMatrix(url.error());
            if (url->scheme() != QLatin1String("https") && !isLoopback(url->host()))
                return Error::of(Error::Kind::Tls, url->toString());
            return Found(baseOf(*url));
        })
        .orElse([&transport, host, request, redirects](const Error &error) {
            if (error.kind == Error::Kind::Redirected && redirects > 0) {
                const QUrl target = host.resolved(QUrl(error.text));
                if (target.scheme() == QLatin1String("https") && !target.host().isEmpty()) {
                    Request next = request;
                    next.path = target.path(QUrl::FullyEncoded);
                    return askWellKnown(transport, QUrl(QLatin1String("https://") + target.authority()), next,
                                        redirects - 1);
                }
            }
            const bool isPage = error.kind == Error::Kind::NotMatrix && error.httpStatus / 100 == 2;
            if (isRefusal(error) || isPage)
                return Task<Found>::ready(Found());
            return Task<Found>::ready(error);
        });
}

Task<std::optional<QUrl>> wellKnown(Transport &transport, const QString &host)
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    return askWellKnown(transport, url, Requests::wellKnown(), mostRedirects);
}

}

Task<Server> Discovery::find(const QString &idOrName, std::optional<Dialect> forced)
{
    const Result<Place> found = placeOf(idOrName);
    if (!found)
        return Task<Server>::ready(found.error());
    const Place place = *found;
    Transport &transport = m_transport;
    if (place.wellKnownHost.isEmpty())
        return tryBases(transport, place.name, place.bases, forced);
    if (place.isWellKnownFirst) {
        return wellKnown(transport, place.wellKnownHost)
            .andThen([&transport, place, forced](const std::optional<QUrl> &url) {
                return tryBases(transport, place.name, url ? QList<QUrl>{*url} : place.bases, forced);
            });
    }
    // With a port the name may be the server itself, or the one under which servers talk to each other; a URL
    // the server's or the site's.
    return tryBases(transport, place.name, place.bases, forced)
        .orElse([&transport, place, forced](const Error &error) {
            return wellKnown(transport, place.wellKnownHost)
                .andThen([&transport, place, forced, error](const std::optional<QUrl> &url) {
                    return url ? tryBases(transport, place.name, {*url}, forced) : Task<Server>::ready(error);
                })
                .orElse([error](const Error &) -> Result<Server> { return error; });
        });
}

}

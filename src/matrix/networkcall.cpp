// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/networkcall.h"

#include "base/application.h"
#include "base/logging.h"
#include "matrix/certificateerror.h"
#include "matrix/httpdate.h"
#include "matrix/onewaybuffer.h"
#include "matrix/replyerror.h"

#include <QDateTime>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QSslError>
#include <QUrlQuery>

namespace linnet {

namespace {

constexpr int MostRedirects = 5;

QByteArray userAgent()
{
    return QByteArray(application::Name) + '/' + application::Version;
}

QNetworkReply *postOnce(QNetworkAccessManager &manager, QNetworkRequest request, const QByteArray &body)
{
    auto *device = new OneWayBuffer(body, &manager);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    QNetworkReply *reply = manager.post(request, device);
    device->setParent(reply);
    return reply;
}

/// What is sent again, as after a redirect, begins anew.
QNetworkReply *postFrom(QNetworkAccessManager &manager, const QNetworkRequest &request,
                        const std::shared_ptr<QIODevice> &device)
{
    device->seek(0);
    QNetworkReply *reply = manager.post(request, device.get());
    QObject::connect(reply, &QObject::destroyed, reply, [device] {}); // reads from it up to then
    return reply;
}

QNetworkReply *sendBy(QNetworkAccessManager &manager, const QNetworkRequest &httpRequest,
                      const Request &request)
{
    switch (request.method) {
    case Request::Method::Get:
        return manager.get(httpRequest);
    case Request::Method::Post:
        if (request.upload)
            return postFrom(manager, httpRequest, request.upload);
        if (!request.isIdempotent && !request.body.isEmpty())
            return postOnce(manager, httpRequest, request.body);
        return manager.post(httpRequest, request.body);
    case Request::Method::Put:
        return manager.put(httpRequest, request.body);
    case Request::Method::Delete:
        return manager.deleteResource(httpRequest);
    }
    Q_UNREACHABLE();
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

QByteArray basicAuthorization(const QString &user, const QString &password)
{
    return "Basic " + (user + u':' + password).toUtf8().toBase64();
}

QString addressOf(const QNetworkProxy &proxy)
{
    QUrl url;
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    return url.authority();
}

QUrl withToken(QUrl url, const QByteArray &token)
{
    QString query = url.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += u'&';
    query += QLatin1String("access_token=") + QString::fromLatin1(token.toPercentEncoding());
    url.setQuery(query, QUrl::StrictMode);
    return url;
}

}

NetworkCall::NetworkCall(QNetworkAccessManager &manager, Request request, QByteArray token,
                         bool isTokenInQuery, QObject *parent)
    : QObject(parent), m_manager(manager), m_request(std::move(request)), m_token(std::move(token)),
      m_isTokenInQuery(isTokenInQuery)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(m_request.timeout);
    connect(&m_silence, &QTimer::timeout, this, &NetworkCall::onSilence);
}

NetworkCall::~NetworkCall()
{
    stop();
}

Task<Reply> NetworkCall::start(const QUrl &url)
{
    auto task = m_promise.task();
    m_promise.onAbort([call = QPointer<NetworkCall>(this)] {
        if (call) {
            call->stop();
            call->deleteLater();
        }
    });
    send(url);
    return task;
}

void NetworkCall::send(const QUrl &url)
{
    const bool carriesToken = !m_token.isEmpty() && m_request.needsToken;
    QNetworkRequest request(carriesToken && m_isTokenInQuery ? withToken(url, m_token) : url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    // Qt's own guard ends the honest too, as a page of much the same events packs well; takeBody() is ours.
    request.setDecompressedSafetyCheckThreshold(-1);
    request.setHeader(QNetworkRequest::UserAgentHeader, userAgent());
    // Qt has it only for tunnels, which lead to https.
    if (const QNetworkProxy proxy = url.scheme() == u"http" ? proxyOf(url) : QNetworkProxy();
        proxy.type() == QNetworkProxy::HttpProxy && !proxy.user().isEmpty())
        request.setRawHeader("Proxy-Authorization", basicAuthorization(proxy.user(), proxy.password()));
    if (carriesToken && !m_isTokenInQuery)
        request.setRawHeader("Authorization", "Bearer " + m_token);
    if (m_request.method == Request::Method::Post || m_request.method == Request::Method::Put)
        request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
    if (!m_request.ifMatch.isEmpty())
        request.setRawHeader("If-Match", m_request.ifMatch);
    if (!m_request.ifNoneMatch.isEmpty())
        request.setRawHeader("If-None-Match", m_request.ifNoneMatch);

    m_body.clear();
    m_tlsError = Error::of(Error::Kind::Tls);
    m_silence.start();
    m_reply = sendBy(m_manager, request, m_request);
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::uploadProgress, this, &NetworkCall::onSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &NetworkCall::onProgress);
    connect(m_reply, &QNetworkReply::readyRead, this, &NetworkCall::onProgress);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_tlsError = certificateError(errors, QDateTime::currentMSecsSinceEpoch());
    });
    connect(m_reply, &QNetworkReply::finished, this, &NetworkCall::onFinished);
}

void NetworkCall::onProgress()
{
    if (m_isOver)
        return;
    m_silence.start();
    Q_EMIT progressed(m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool());
    if (!takeBody())
        return fail(Error::Kind::TooLarge, QString());
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isGet = m_request.method == Request::Method::Get;
    if (isGet && m_request.onProgress && !m_body.isEmpty() && status >= 200 && status < 300)
        m_request.onProgress(m_body.size(), announcedBytes());
}

qint64 NetworkCall::announcedBytes() const
{
    return m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
}

void NetworkCall::onSent(qint64 sent, qint64 total)
{
    onProgress();
    if (!m_isOver && m_request.onProgress && total > 0) // Qt says 0 of 0 before it knows
        m_request.onProgress(sent, total);
}

void NetworkCall::onSilence()
{
    fail(Error::Kind::Timeout, QString());
    Q_EMIT fellSilent(m_silence.intervalAsDuration());
}

bool NetworkCall::takeBody()
{
    // Not readAll(): a few bytes may unpack to more than there is memory.
    m_body += m_reply->read(m_request.maxReplyBytes + 1 - m_body.size());
    return m_body.size() <= m_request.maxReplyBytes && announcedBytes() <= m_request.maxReplyBytes;
}

void NetworkCall::onFinished()
{
    if (m_isOver)
        return;
    if (!takeBody()) {
        answer(Error::of(Error::Kind::TooLarge));
        return;
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto code = m_reply->error();
    // Codes up to 199 are of the connection and the proxy: the answer did not come, or not all of it. With a
    // good status any code says so: what came could not be unpacked.
    const bool isGood = status >= 200 && status < 300;
    if (status == 0 ||
        (code != QNetworkReply::NoError && (isGood || code < QNetworkReply::ContentAccessDenied))) {
        onNetworkError();
        return;
    }
    const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (status >= 300 && status < 400 && !target.isEmpty())
        onRedirect(m_reply->url().resolved(target), status);
    else
        answer(resultOf(status));
}

void NetworkCall::onRedirect(const QUrl &target, int status)
{
    const bool keepsMethod = m_request.method == Request::Method::Get || status == 307 || status == 308;
    if (!m_request.followsRedirects || !isSameOrigin(m_reply->url(), target) || !keepsMethod ||
        ++m_redirects > MostRedirects) {
        Error error = Error::of(Error::Kind::Redirected, withoutToken(target.toDisplayString(), m_token));
        error.httpStatus = status;
        answer(error);
        return;
    }
    QUrl next = target;
    QUrlQuery query(next);
    query.removeAllQueryItems(QStringLiteral("access_token"));
    next.setQuery(query);
    next.setUserInfo({});
    stop();
    m_isOver = false;
    send(next);
}

Result<Reply> NetworkCall::resultOf(int status) const
{
    const QByteArray type = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (status >= 200 && status < 300) {
        if (m_request.expectsJson && looksLikeHtml(type, m_body)) {
            Error error = Error::of(Error::Kind::NotMatrix);
            error.httpStatus = status;
            return error;
        }
        return Reply{status, m_body, type, timeOfHttpDate(m_reply->rawHeader("Date")),
                     m_reply->rawHeader("ETag")};
    }
    if (status == 401 && m_request.expectsChallenge && m_body.contains("\"flows\""))
        return Reply{status, m_body, type};
    const QString phrase = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    Error error = errorOf({status, phrase, type, m_reply->rawHeader("Retry-After"), m_body},
                          QDateTime::currentMSecsSinceEpoch());
    error.text = withoutToken(error.text, m_token);
    return error;
}

QNetworkProxy NetworkCall::proxyOf(const QUrl &url) const
{
    return m_manager.proxyFactory()->queryProxy(QNetworkProxyQuery(url)).value(0, QNetworkProxy::NoProxy);
}

void NetworkCall::onNetworkError()
{
    const Error error = networkError();
    const bool isOfProxy = error.isOfProxy();
    const QNetworkProxy proxy = isOfProxy || error.kind == Error::Kind::Network
                                    ? proxyOf(m_reply->url())
                                    : QNetworkProxy(QNetworkProxy::NoProxy);
    if (proxy.type() == QNetworkProxy::NoProxy)
        return answer(error);
    // Qt's words name the server.
    const auto blameProxy = [this, address = addressOf(proxy)](Error::Kind kind) {
        answer(Error::of(kind, address));
    };
    if (isOfProxy)
        return blameProxy(error.kind);
    // Qt has codes for these, but gives them to nobody who asks for a URL.
    const auto code = m_reply->error();
    const bool isDirect = proxy.type() == QNetworkProxy::HttpProxy && m_reply->url().scheme() == u"http";
    if (code == QNetworkReply::UnknownNetworkError ||
        (code == QNetworkReply::ConnectionRefusedError && isDirect))
        return blameProxy(Error::Kind::Proxy);
    if (code != QNetworkReply::HostNotFoundError)
        return answer(error);
    // Its name or the server's?
    m_isOver = true;
    m_silence.stop();
    QHostInfo::lookupHost(proxy.hostName(), this, [this, error, blameProxy](const QHostInfo &host) {
        if (host.error() != QHostInfo::NoError)
            blameProxy(Error::Kind::ProxyNotFound);
        else
            answer(error);
    });
}

Error NetworkCall::networkError() const
{
    Error error = Error::of(Error::Kind::Network, withoutToken(m_reply->errorString(), m_token));
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        error.kind = m_tlsError.kind;
        if (!m_tlsError.text.isEmpty())
            error.text = m_tlsError.text;
        break;
    case QNetworkReply::TimeoutError:
        error.kind = Error::Kind::Timeout;
        break;
    case QNetworkReply::OperationCanceledError:
        error.text.clear();
        break;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.kind = Error::Kind::ProxyPassword;
        break;
    case QNetworkReply::ProxyNotFoundError:
        error.kind = Error::Kind::ProxyNotFound;
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        error.kind = Error::Kind::Proxy;
        break;
    default:
        break;
    }
    return error;
}

void NetworkCall::fail(Error::Kind kind, const QString &text)
{
    if (m_isOver)
        return;
    stop();
    // Whoever drops the connections must not be called back from within.
    QMetaObject::invokeMethod(
        this, [this, kind, text] { answer(Error::of(kind, text)); }, Qt::QueuedConnection);
}

void NetworkCall::answer(Result<Reply> result)
{
    stop();
    deleteLater();
    if (!result)
        qCDebug(lcMatrix) << m_request.path << "failed:" << int(result.error().kind)
                          << result.error().httpStatus;
    m_promise.resolve(std::move(result));
}

void NetworkCall::stop()
{
    m_isOver = true;
    m_silence.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

}

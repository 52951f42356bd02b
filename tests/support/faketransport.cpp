// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faketransport.h"

#include "matrix/replyerror.h"

#include <QTest>

namespace linnet::test {

namespace {

QString nameOf(Request::Method method)
{
    constexpr const char *Names[]{"GET", "POST", "PUT", "DELETE"};
    return QString::fromLatin1(Names[static_cast<int>(method)]);
}

/// Hands on what it is asked, under a proxy of its own.
class Passage final : public Transport
{
public:
    Passage(Transport &transport, Proxy proxy) : m_transport(transport), m_proxy(std::move(proxy)) {}

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override
    {
        return m_transport.send(base, request, token, isTokenInQuery);
    }
    void resetConnections() override {}
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &proxy) const override
    {
        return m_transport.through(proxy);
    }

private:
    Transport &m_transport;
    Proxy m_proxy;
};

QRegularExpression endPattern(const QString &pathEnd)
{
    QString pattern = QRegularExpression::escape(pathEnd);
    pattern.replace(QStringLiteral("\\*"), QStringLiteral("[^/]*"));
    return QRegularExpression(pattern + u'$');
}

}

Result<Reply> answerOf(int status, const QByteArray &body, const QByteArray &contentType)
{
    if (status >= 200 && status < 300)
        return Reply{status, body, contentType};
    return errorOf({status, {}, contentType, {}, body}, 0);
}

std::unique_ptr<Transport> FakeTransport::through(const Proxy &proxy) const
{
    m_triedProxy = proxy;
    return std::make_unique<Passage>(const_cast<FakeTransport &>(*this), proxy);
}

QString FakeTransport::Sent::path() const
{
    return request.path.isEmpty() ? base.path(QUrl::FullyEncoded) : request.path;
}

QString FakeTransport::Sent::query(const char *name) const
{
    for (const auto &[key, value] : request.query) {
        if (key == QLatin1String(name))
            return value;
    }
    return {};
}

FakeTransport::Expectation &FakeTransport::Expectation::replies(int status, const QByteArray &body,
                                                                const QByteArray &contentType)
{
    m_answer = answerOf(status, body, contentType);
    // The one refusal that is a Reply: interactive authentication.
    if (status == 401 && body.contains("\"flows\""))
        m_answer = Reply{status, body, contentType};
    return *this;
}

FakeTransport::Expectation &FakeTransport::Expectation::fails(Error error)
{
    m_answer = std::move(error);
    return *this;
}

FakeTransport::Expectation &FakeTransport::Expectation::dated(qint64 ms)
{
    (*m_answer)->date = ms;
    return *this;
}

FakeTransport::Expectation &FakeTransport::Expectation::holds()
{
    m_isHolding = true;
    return *this;
}

void FakeTransport::Expectation::release(int status, const QByteArray &body)
{
    QVERIFY2(m_held, "released before it was asked");
    const auto promise = *std::exchange(m_held, std::nullopt);
    promise.resolve(answerOf(status, body));
}

void FakeTransport::Expectation::releaseError(Error error)
{
    QVERIFY2(m_held, "released before it was asked");
    const auto promise = *std::exchange(m_held, std::nullopt);
    promise.resolve(std::move(error));
}

FakeTransport::Expectation &FakeTransport::Expectation::always()
{
    m_isForAll = true;
    return *this;
}

FakeTransport::Expectation &FakeTransport::expects(Method method, const QString &pathEnd)
{
    return expects(method, endPattern(pathEnd));
}

FakeTransport::Expectation &FakeTransport::expects(Method method, const QRegularExpression &path)
{
    Expectation expectation;
    expectation.m_method = method;
    expectation.m_path = path;
    expectation.m_answer = answerOf(200, "{}");
    m_expectations.push_back(std::move(expectation));
    return m_expectations.back();
}

int FakeTransport::count(Method method, const QString &pathEnd) const
{
    const auto pattern = endPattern(pathEnd);
    return static_cast<int>(std::count_if(m_sent.cbegin(), m_sent.cend(), [&](const auto &sent) {
        return sent->request.method == method && pattern.match(sent->path()).hasMatch();
    }));
}

QStringList FakeTransport::unmet() const
{
    QStringList names;
    for (const Expectation &expectation : m_expectations) {
        if (!expectation.isAsked() && !expectation.m_isForAll)
            names.append(QString(nameOf(expectation.m_method) + u' ' + expectation.m_path.pattern()));
    }
    return names;
}

FakeTransport::Expectation *FakeTransport::find(const QUrl &base, const Request &request)
{
    const QString path = request.path.isEmpty() ? base.path(QUrl::FullyEncoded) : request.path;
    for (Expectation &expectation : m_expectations) {
        const bool isFree = expectation.m_isForAll || !expectation.isAsked();
        if (isFree && expectation.m_method == request.method && expectation.m_path.match(path).hasMatch())
            return &expectation;
    }
    return nullptr;
}

Task<Reply> FakeTransport::send(const QUrl &base, const Request &request, const QByteArray &token,
                                bool isTokenInQuery)
{
    auto sent = std::make_shared<Sent>(Sent{base, request, token, isTokenInQuery, false});
    m_sent.append(sent);
    Promise<Reply> promise;
    promise.onAbort([sent] { sent->isAborted = true; });
    Expectation *expectation = find(base, request);
    if (!expectation) {
        if (!m_isLenient) {
            const QString text = nameOf(request.method) + u' ' + sent->path();
            QTest::qFail(qPrintable(QString(QStringLiteral("unexpected request: ") + text)), __FILE__,
                         __LINE__);
            QMetaObject::invokeMethod(
                &m_context, [promise] { promise.resolve(Error::of(Error::Kind::Network)); },
                Qt::QueuedConnection);
        }
        return promise.task();
    }
    ++expectation->m_asked;
    expectation->m_sent = sent;
    if (expectation->m_isHolding) {
        expectation->m_held = promise;
    } else {
        QMetaObject::invokeMethod(
            &m_context, [promise, answer = *expectation->m_answer] { promise.resolve(answer); },
            Qt::QueuedConnection);
    }
    return promise.task();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/webvisitor.h"

#include <QNetworkCookie>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>

#include <memory>

namespace linnet::test {

namespace {

constexpr int Patience = 60'000;
constexpr int MostSteps = 10;

}

QUrl WebVisitor::Page::linkTo(const QString &beginning) const
{
    const QString text = QString::fromUtf8(body).replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    const QString mark = QStringLiteral("href=\"") + beginning;
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return {};
    const qsizetype begin = at + qsizetype(qstrlen("href=\""));
    return QUrl(text.mid(begin, text.indexOf(u'"', begin) - begin));
}

WebVisitor::Page WebVisitor::open(const QUrl &address)
{
    return follow(address, nullptr);
}

WebVisitor::Page WebVisitor::submit(const QUrl &address, const QByteArray &form)
{
    return follow(address, &form);
}

WebVisitor::Page WebVisitor::follow(QUrl address, const QByteArray *form)
{
    Page page;
    for (int step = 0; step < MostSteps; ++step) {
        QNetworkRequest request(address);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        QByteArray cookies;
        for (auto it = m_cookies.cbegin(); it != m_cookies.cend(); ++it)
            cookies += (cookies.isEmpty() ? "" : "; ") + it.key() + '=' + it.value();
        if (!cookies.isEmpty())
            request.setRawHeader("Cookie", cookies);
        if (form)
            request.setHeader(QNetworkRequest::ContentTypeHeader,
                              QByteArrayLiteral("application/x-www-form-urlencoded"));
        const std::unique_ptr<QNetworkReply> reply(form ? m_manager.post(request, *form)
                                                        : m_manager.get(request));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, Patience))
            return {};
        const auto heard = reply->header(QNetworkRequest::SetCookieHeader).value<QList<QNetworkCookie>>();
        for (const QNetworkCookie &cookie : heard)
            m_cookies.insert(cookie.name(), cookie.value());
        page = {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), address,
                reply->readAll()};
        const QUrl next = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (next.isEmpty())
            break;
        address = address.resolved(next);
        form = nullptr;
    }
    return page;
}

}

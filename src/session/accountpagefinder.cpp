// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountpagefinder.h"

#include "matrix/oauthrequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

AccountPageFinder::AccountPageFinder(ApiClient &api, const std::optional<OAuthAccount> &signedIn,
                                     QObject *parent)
    : QObject(parent), m_api(api)
{
    if (!signedIn || signedIn->managementUri.isEmpty())
        return;
    const QJsonObject known{
        {QStringLiteral("account_management_uri"), signedIn->managementUri.toString(QUrl::FullyEncoded)},
        {QStringLiteral("account_management_actions_supported"),
         QJsonArray::fromStringList(signedIn->managementActions)}};
    m_metadata = QJsonDocument(known).toJson(QJsonDocument::Compact);
}

Task<QUrl> AccountPageFinder::page(AccountPages::Action action, const QString &session)
{
    return metadata().andThen(
        [action, session](const QByteArray &known) { return AccountPages::page(known, action, session); });
}

Task<QByteArray> AccountPageFinder::metadata()
{
    if (m_metadata)
        return Task<QByteArray>::ready(*m_metadata);
    return ask(false)
        .orElse([this](const Error &error) {
            return ApiClient::isUnrecognized(error) ? ask(true) : Task<QByteArray>::ready(error);
        })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (ApiClient::isUnrecognized(error))
                return QByteArray();
            return error;
        })
        .andThen([this](const QByteArray &known) {
            m_metadata = known;
            return known;
        });
}

/// Servers of before 1.15 know it by its first name.
Task<QByteArray> AccountPageFinder::ask(bool isUnstable)
{
    return m_api.send(OAuthRequests::metadata(isUnstable)).andThen([](const Reply &reply) {
        return reply.body;
    });
}

}

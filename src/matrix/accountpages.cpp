// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/accountpages.h"

#include "matrix/weburl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace linnet::AccountPages {

namespace {

struct Names
{
    const char *name;
    const char *earlier; ///< of before 1.18; servers may know it by that alone
};

Names namesOf(Action action)
{
    switch (action) {
    case Action::Profile:
        return {"org.matrix.profile", "org.matrix.profile"};
    case Action::Sessions:
        return {"org.matrix.devices_list", "org.matrix.sessions_list"};
    case Action::Session:
        return {"org.matrix.device_view", "org.matrix.session_view"};
    case Action::EndSession:
        return {"org.matrix.device_delete", "org.matrix.session_end"};
    case Action::Deactivate:
        return {"org.matrix.account_deactivate", "org.matrix.account_deactivate"};
    case Action::ResetIdentity:
        break;
    }
    return {"org.matrix.cross_signing_reset", "org.matrix.cross_signing_reset"};
}

}

QUrl page(const QByteArray &metadata, Action action, const QString &session)
{
    const QJsonObject known = QJsonDocument::fromJson(metadata).object();
    QUrl page = webUrl(known.value(QLatin1String("account_management_uri")).toString());
    if (page.isEmpty())
        return {};
    const QJsonArray supported = known.value(QLatin1String("account_management_actions_supported")).toArray();
    const Names names = namesOf(action);
    QString name = QLatin1String(names.name);
    if (!supported.isEmpty() && !supported.contains(name)) {
        name = QLatin1String(names.earlier);
        if (!supported.contains(name))
            return page;
    }
    QUrlQuery query(page);
    query.addQueryItem(QStringLiteral("action"), name);
    if (!session.isEmpty())
        query.addQueryItem(QStringLiteral("device_id"),
                           QString::fromLatin1(QUrl::toPercentEncoding(session)));
    page.setQuery(query);
    return page;
}

}

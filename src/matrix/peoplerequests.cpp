// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/peoplerequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

Request PeopleRequests::search(const ServerVersion &version, const QString &term, int limit)
{
    Request request;
    request.method = Request::Method::Post;
    request.path = version.isR0 ? QStringLiteral("/_matrix/client/r0/user_directory/search")
                                : QStringLiteral("/_matrix/client/v3/user_directory/search");
    request.body =
        QJsonDocument(QJsonObject{{QStringLiteral("search_term"), term}, {QStringLiteral("limit"), limit}})
            .toJson(QJsonDocument::Compact);
    return request;
}

Result<QList<PeopleRequests::Person>> PeopleRequests::readFound(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply is no object"));
    QList<Person> people;
    const QJsonArray results = document.object().value(u"results").toArray();
    for (const QJsonValue &result : results) {
        const QJsonObject person = result.toObject();
        const QString id = person.value(u"user_id").toString();
        if (id.startsWith(u'@'))
            people.append({UserId(id), person.value(u"display_name").toString(),
                           person.value(u"avatar_url").toString()});
    }
    return people;
}

}

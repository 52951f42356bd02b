// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/profilerequests.h"

#include "matrix/accountpath.h"

#include <QRegularExpression>

namespace linnet {

QString ProfileFields::anyTimeZone() const
{
    return timeZone.isEmpty() ? more.value(QStringLiteral("us.cloke.msc4175.tz")) : timeZone;
}

namespace ProfileRequests {

namespace {

constexpr qsizetype MostFields = 50;
constexpr qsizetype LongestText = 4000;

/// api/v1 has the two old fields under its own prefix.
Request at(const ServerVersion &version, const UserId &user, const QString &key)
{
    QString path = QStringLiteral("/profile/") + encodePathSegment(user.toString());
    if (!key.isEmpty())
        path += u'/' + encodePathSegment(key);
    if (version.dialect != Dialect::V1)
        return accountGet(version, path);
    Request request;
    request.path = QStringLiteral("/_matrix/client/api/v1") + path;
    return request;
}

}

Request all(const ServerVersion &version, const UserId &user)
{
    return at(version, user, {});
}

ProfileFields read(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    ProfileFields fields;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it.value().toString().left(LongestText);
        if (it.key() == u"displayname")
            fields.name = text;
        else if (it.key() == u"avatar_url")
            fields.avatar = text;
        else if (it.key() == TimeZone)
            fields.timeZone = text;
        else if (it.value().isString() && isKey(it.key()) && fields.more.size() < MostFields)
            fields.more.insert(it.key(), text);
    }
    return fields;
}

Request set(const ServerVersion &version, const UserId &self, const QString &key, const QString &value)
{
    Request request = at(version, self, key);
    request.method = Request::Method::Put;
    request.body = QJsonDocument(QJsonObject{{key, value}}).toJson(QJsonDocument::Compact);
    return request;
}

Request remove(const ServerVersion &version, const UserId &self, const QString &key)
{
    Request request = at(version, self, key);
    request.method = Request::Method::Delete;
    return request;
}

bool isKey(const QString &key)
{
    static const QRegularExpression form(QStringLiteral(R"(\A[a-z][a-z0-9_.-]{0,254}\z)"));
    return form.match(key).hasMatch();
}

}

}

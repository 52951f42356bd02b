// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/accountrequests.h"

#include "matrix/accountpath.h"
#include "matrix/capabilities.h"

#include <QJsonArray>

namespace linnet::AccountRequests {

namespace {

constexpr qsizetype MostFields = 100;

QStringList namesIn(const QJsonValue &value)
{
    QStringList names;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array) {
        if (each.isString() && names.size() < MostFields)
            names.append(each.toString());
    }
    return names;
}

Request guarded(const ServerVersion &version, const QString &path, QJsonObject body, const QJsonObject &auth)
{
    if (!auth.isEmpty())
        body.insert(QStringLiteral("auth"), auth);
    Request request = accountPost(version, path, body);
    request.expectsChallenge = true;
    return request;
}

}

AccountCapabilities readCapabilities(const QByteArray &reply)
{
    const QJsonObject all = Capabilities::read(reply);
    const auto isOn = [&all](const char *name) {
        return all.value(QLatin1String(name)).toObject().value(QLatin1String("enabled")).toBool(true);
    };
    const QJsonObject fields = all.value(QLatin1String("m.profile_fields")).toObject();
    AccountCapabilities can;
    can.canChangePassword = isOn("m.change_password");
    can.canChangeAddresses = isOn("m.3pid_changes");
    can.canChangeFields = isOn("m.profile_fields");
    can.allowedFields = namesIn(fields.value(QLatin1String("allowed")));
    can.refusedFields = namesIn(fields.value(QLatin1String("disallowed")));
    // Since 1.16 the general one says it of these two as well, and the older ones are to be ignored then.
    const bool isSaid = !fields.isEmpty();
    can.canChangeName =
        isSaid ? can.canChangeField(QStringLiteral("displayname")) : isOn("m.set_displayname");
    can.canChangeAvatar =
        isSaid ? can.canChangeField(QStringLiteral("avatar_url")) : isOn("m.set_avatar_url");
    return can;
}

Request changePassword(const ServerVersion &version, const QString &password, bool signsOthersOut,
                       const QJsonObject &auth)
{
    return guarded(
        version, QStringLiteral("/account/password"),
        {{QStringLiteral("new_password"), password}, {QStringLiteral("logout_devices"), signsOthersOut}},
        auth);
}

Request deactivate(const ServerVersion &version, bool erases, const QJsonObject &auth)
{
    return guarded(version, QStringLiteral("/account/deactivate"), {{QStringLiteral("erase"), erases}}, auth);
}

}

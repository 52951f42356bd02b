// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/profile.h"

#include "session/privatefile.h"

#include "base/application.h"
#include "matrix/oauthrequests.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace linnet {

namespace {

constexpr int fileVersion = 1;
// The paths of local sockets are limited to 107 bytes on Linux and 103 on macOS.
constexpr qsizetype longestSocketPath = 100;

/// The user's part of file names: ids hold characters that file systems refuse, and may differ only in case.
QString fileNameOf(const UserId &user)
{
    const QByteArray hash = QCryptographicHash::hash(user.toString().toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.left(10).toHex());
}

QString under(QStandardPaths::StandardLocation place, const QString &profile)
{
    return QStringLiteral("%1/linnet/%2").arg(QStandardPaths::writableLocation(place), profile);
}

Error damaged(const QString &path)
{
    return Error::of(Error::Kind::Corrupt, path);
}

struct ProxyName
{
    ProxySettings::Kind kind;
    QLatin1String name;
};
constexpr ProxyName proxyNames[] = {{ProxySettings::Kind::System, QLatin1String("system")},
                                    {ProxySettings::Kind::None, QLatin1String("none")},
                                    {ProxySettings::Kind::Http, QLatin1String("http")},
                                    {ProxySettings::Kind::Socks5, QLatin1String("socks5")}};

/// Without a password, which has no place in a file.
QJsonObject toJson(const ProxySettings &proxy)
{
    const auto known = std::find_if(std::begin(proxyNames), std::end(proxyNames),
                                    [&](const ProxyName &each) { return each.kind == proxy.kind; });
    return {{QStringLiteral("kind"), known->name},
            {QStringLiteral("host"), proxy.host},
            {QStringLiteral("port"), proxy.port},
            {QStringLiteral("user"), proxy.user}};
}

/// The files of before have none: the system's.
std::optional<ProxySettings> readProxy(const QJsonValue &value)
{
    if (value.isUndefined())
        return ProxySettings();
    const QString name = value[QLatin1String("kind")].toString();
    const auto known = std::find_if(std::begin(proxyNames), std::end(proxyNames),
                                    [&](const ProxyName &each) { return each.name == name; });
    if (known == std::end(proxyNames))
        return std::nullopt;
    return ProxySettings{known->kind, value[QLatin1String("host")].toString(),
                         quint16(std::clamp(value[QLatin1String("port")].toInt(), 0, 0xffff)),
                         value[QLatin1String("user")].toString()};
}

QJsonObject toJson(const OAuthAccount &oauth)
{
    const auto text = [](const QUrl &url) { return url.toString(QUrl::FullyEncoded); };
    return {
        {QStringLiteral("issuer"), oauth.issuer},
        {QStringLiteral("client_id"), oauth.clientId},
        {QStringLiteral("token_endpoint"), text(oauth.tokenEndpoint)},
        {QStringLiteral("revocation_endpoint"), text(oauth.revocationEndpoint)},
        {QStringLiteral("account_management_uri"), text(oauth.managementUri)},
        {QStringLiteral("account_management_actions"), QJsonArray::fromStringList(oauth.managementActions)}};
}

/// Nothing where it could not be used: such an account lives until its token ends.
std::optional<OAuthAccount> readOAuth(const QJsonValue &value)
{
    const auto address = [&value](QLatin1String name) {
        const QUrl url(value[name].toString(), QUrl::StrictMode);
        return OAuthRequests::isSafe(url) ? url : QUrl();
    };
    OAuthAccount oauth;
    oauth.issuer = value[QLatin1String("issuer")].toString();
    oauth.clientId = value[QLatin1String("client_id")].toString();
    oauth.tokenEndpoint = address(QLatin1String("token_endpoint"));
    oauth.revocationEndpoint = address(QLatin1String("revocation_endpoint"));
    oauth.managementUri = address(QLatin1String("account_management_uri"));
    const QJsonArray actions = value[QLatin1String("account_management_actions")].toArray();
    for (const QJsonValue &action : actions)
        oauth.managementActions << action.toString();
    if (oauth.clientId.isEmpty() || oauth.tokenEndpoint.isEmpty() || oauth.revocationEndpoint.isEmpty())
        return std::nullopt;
    return oauth;
}

std::optional<Account> readFields(const QJsonObject &object)
{
    const QJsonObject server = object.value(QLatin1String("server")).toObject();
    const auto dialect = dialectFromString(server.value(QLatin1String("dialect")).toString());
    const QString secrets = object.value(QLatin1String("secrets")).toString();
    Account account;
    account.user = UserId(object.value(QLatin1String("user_id")).toString());
    account.deviceId = object.value(QLatin1String("device_id")).toString();
    account.server.name = server.value(QLatin1String("name")).toString();
    account.server.base = QUrl(server.value(QLatin1String("base")).toString(), QUrl::StrictMode);
    account.server.version.isR0 = server.value(QLatin1String("is_r0")).toBool();
    account.server.version.isBeforeThreads = server.value(QLatin1String("is_before_threads")).toBool();
    account.secrets = secrets == QLatin1String("passphrase_file") ? Account::Secrets::PassphraseFile
                                                                  : Account::Secrets::Keychain;
    const bool isKnown = secrets == QLatin1String("passphrase_file") || secrets == QLatin1String("keychain");
    if (account.user.isEmpty() || !account.server.base.isValid() || account.server.base.host().isEmpty() ||
        !dialect || !isKnown)
        return std::nullopt;
    // A direct connection in its place would tell the network what the person meant to keep from it.
    const std::optional<ProxySettings> proxy = readProxy(object.value(QLatin1String("proxy")));
    if (!proxy)
        return std::nullopt;
    account.proxy = *proxy;
    account.oauth = readOAuth(object.value(QLatin1String("oauth")));
    account.server.version.dialect = *dialect;
    return account;
}

}

Profile::Profile(QString name) : m_name(std::move(name)) {}

bool Profile::isValidName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'-' || c == u'_';
    });
}

QString Profile::dataDir() const
{
    const QString path = under(QStandardPaths::GenericDataLocation, m_name);
    PrivateFile::makeDir(path);
    return path;
}

QString Profile::cacheDir() const
{
    const QString path = under(QStandardPaths::GenericCacheLocation, m_name);
    PrivateFile::makeDir(path);
    return path;
}

QString Profile::databasePath(const UserId &user) const
{
    return QStringLiteral("%1/%2.db").arg(dataDir(), fileNameOf(user));
}

QString Profile::accountPath() const
{
    return dataDir() + QLatin1String("/account.json");
}

QString Profile::settingsPath() const
{
    return dataDir() + QLatin1String("/settings.ini");
}

QString Profile::passphraseFilePath() const
{
    return dataDir() + QLatin1String("/secrets.box");
}

QString Profile::socketPath() const
{
    // Both folders are open to this user only. The name holds a hash of the data folder, so that the same
    // profile name under another XDG_DATA_HOME is another instance.
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString data = dataDir();
    const QByteArray hash = QCryptographicHash::hash(QFile::encodeName(data), QCryptographicHash::Sha256);
    if (!runtime.isEmpty()) {
        const QString folder = runtime + QLatin1String("/linnet");
        const QString path = QStringLiteral("%1/%2-%3")
                                 .arg(folder, m_name.left(24), QString::fromLatin1(hash.left(6).toHex()));
        if (QFile::encodeName(path).size() <= longestSocketPath && PrivateFile::makeDir(folder))
            return path;
    }
    return data + QLatin1String("/socket");
}

QString Profile::entry(const UserId &user, const char *what) const
{
    return QStringLiteral("%1/%2/%3").arg(m_name, user.toString(), QLatin1String(what));
}

Result<std::optional<Account>> Profile::readAccount() const
{
    const QString path = accountPath();
    if (!QFile::exists(path))
        return std::optional<Account>();
    const Result<QByteArray> bytes = PrivateFile::read(path);
    if (!bytes)
        return bytes.error();
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject())
        return damaged(path);
    const QJsonObject object = document.object();
    // Not toInt(), to which a number of another kind is 0, and so older than all.
    const double version = object.value(QLatin1String("version")).toDouble();
    if (version > fileVersion)
        return Error::of(Error::Kind::NewerVersion, path);
    if (version < 1)
        return damaged(path);
    const std::optional<Account> account = readFields(object);
    if (!account)
        return damaged(path);
    return account;
}

Status Profile::writeAccount(const Account &account) const
{
    const bool isFile = account.secrets == Account::Secrets::PassphraseFile;
    const QJsonObject server{{QStringLiteral("name"), account.server.name},
                             {QStringLiteral("base"), account.server.base.toString(QUrl::FullyEncoded)},
                             {QStringLiteral("dialect"), toString(account.server.version.dialect)},
                             {QStringLiteral("is_r0"), account.server.version.isR0},
                             {QStringLiteral("is_before_threads"), account.server.version.isBeforeThreads}};
    QJsonObject object{
        {QStringLiteral("version"), fileVersion},
        {QStringLiteral("user_id"), account.user.toString()},
        {QStringLiteral("device_id"), account.deviceId},
        {QStringLiteral("server"), server},
        {QStringLiteral("proxy"), toJson(account.proxy)},
        {QStringLiteral("secrets"), isFile ? QStringLiteral("passphrase_file") : QStringLiteral("keychain")}};
    if (account.oauth)
        object.insert(QStringLiteral("oauth"), toJson(*account.oauth));
    return PrivateFile::write(accountPath(), QJsonDocument(object).toJson());
}

Status Profile::removeAccount() const
{
    return PrivateFile::remove(accountPath());
}

}

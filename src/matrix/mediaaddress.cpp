// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/mediaaddress.h"

#include <QJsonDocument>

namespace linnet::MediaAddress {

namespace {

const QLatin1String Mxc("mxc:");
const QString Url = QStringLiteral("url");
constexpr QChar Mark = u'#';

}

QString of(const QJsonObject &encryptedFile)
{
    const QString url = encryptedFile.value(Url).toString();
    if (!url.startsWith(Mxc) || url.contains(Mark))
        return {};
    QJsonObject rest = encryptedFile;
    rest.remove(Url);
    const QByteArray text = QJsonDocument(rest).toJson(QJsonDocument::Compact);
    return url + Mark +
           QString::fromLatin1(text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<QJsonObject> encryptedFile(const QString &address)
{
    if (!isEncrypted(address))
        return std::nullopt;
    const QByteArray text = QByteArray::fromBase64(address.mid(address.indexOf(Mark) + 1).toLatin1(),
                                                   QByteArray::Base64UrlEncoding);
    QJsonObject file = QJsonDocument::fromJson(text).object();
    file.insert(Url, location(address));
    return file;
}

bool isEncrypted(const QString &address)
{
    return address.startsWith(Mxc) && address.contains(Mark);
}

QString location(const QString &address)
{
    return isEncrypted(address) ? address.section(Mark, 0, 0) : address;
}

}

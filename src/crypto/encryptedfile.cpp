// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/encryptedfile.h"

namespace linnet {

QJsonObject EncryptedFile::toJson() const
{
    QJsonObject file = info;
    file.insert(QStringLiteral("url"), url);
    return file;
}

std::optional<EncryptedFile> EncryptedFile::read(const QJsonObject &file)
{
    EncryptedFile result;
    result.url = file.value(QStringLiteral("url")).toString();
    for (const QString &name :
         {QStringLiteral("v"), QStringLiteral("key"), QStringLiteral("iv"), QStringLiteral("hashes")}) {
        if (!file.contains(name))
            return std::nullopt;
        result.info.insert(name, file.value(name));
    }
    if (result.url.isEmpty())
        return std::nullopt;
    return result;
}

}

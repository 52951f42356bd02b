// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/json.h"

#include <QFile>

namespace linnet::test {

namespace {

QJsonDocument document(const char *text)
{
    QJsonParseError error;
    auto result = QJsonDocument::fromJson(QByteArray(text).replace('\'', '"'), &error);
    if (result.isNull())
        qFatal("bad JSON in a test: %s in %s", qPrintable(error.errorString()), text);
    return result;
}

}

QJsonObject json(const char *text)
{
    const auto result = document(text);
    if (!result.isObject())
        qFatal("no JSON object in a test: %s", text);
    return result.object();
}

QJsonArray jsonArray(const char *text)
{
    const auto result = document(text);
    if (!result.isArray())
        qFatal("no JSON array in a test: %s", text);
    return result.array();
}

QByteArray jsonText(const char *text)
{
    return document(text).toJson(QJsonDocument::Compact);
}

QByteArray toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray testData(const QString &name)
{
    QFile file(QStringLiteral(LINNET_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no such test data: %s", qPrintable(name));
    return file.readAll();
}

}

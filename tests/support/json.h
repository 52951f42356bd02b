// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet::test {

/// A JSON object from a literal in which `'` stands for `"`: json("{'a':1}"). Ends the test program if it is
/// no object.
QJsonObject json(const char *text);
QJsonArray jsonArray(const char *text);
/// The same as compact text.
QByteArray jsonText(const char *text);
QByteArray toText(const QJsonObject &object);
/// A file of tests/data.
QByteArray testData(const QString &name);

}

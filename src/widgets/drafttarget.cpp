// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafttarget.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

constexpr QChar Mark(1); ///< nobody types it

}

KeptDraft KeptDraft::read(const QString &kept)
{
    const qsizetype end = kept.indexOf(u'\n');
    if (!kept.startsWith(Mark) || end < 0)
        return {{}, kept};
    const QJsonObject json = QJsonDocument::fromJson(kept.mid(1, end - 1).toUtf8()).object();
    return {{json.value(u"key").toString(), json.value(u"isEdit").toBool(), json.value(u"sender").toString(),
             json.value(u"text").toString(), json.value(u"aside").toString(), json.value(u"said").toString(),
             json.value(u"isCaption").toBool()},
            kept.mid(end + 1)};
}

QString KeptDraft::write() const
{
    if (target.isEmpty())
        return text;
    const QJsonObject json{{QStringLiteral("key"), target.key},
                           {QStringLiteral("isEdit"), target.isEdit},
                           {QStringLiteral("sender"), target.sender},
                           {QStringLiteral("text"), target.text},
                           {QStringLiteral("aside"), target.aside},
                           {QStringLiteral("said"), target.said},
                           {QStringLiteral("isCaption"), target.isCaption}};
    return Mark + QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) + u'\n' + text;
}

}

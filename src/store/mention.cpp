// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/mention.h"

#include "matrix/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

bool containsWord(const QString &text, const QString &word)
{
    if (word.isEmpty())
        return false;
    const auto isPartOfWord = [&text](qsizetype at) {
        return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
    };
    for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; ++at) {
        if (!isPartOfWord(at - 1) && !isPartOfWord(at + word.size()))
            return true;
    }
    return false;
}

bool isMentioned(const QByteArray &content, const UserId &self, const QString &ownName, bool areNames)
{
    if (content.contains("m.mentions")) {
        const QJsonValue mentions = QJsonDocument::fromJson(content).object().value(u"m.mentions");
        if (mentions.isObject())
            return mentions.toObject().value(u"user_ids").toArray().contains(QJsonValue(self.toString()));
    }
    if (!areNames)
        return false;
    const QString body = readMessage(content).body;
    return containsWord(body, self.toString()) || containsWord(body, localpart(self)) ||
           containsWord(body, ownName);
}

bool isRoomMentioned(const QByteArray &content)
{
    return content.contains("m.mentions") && readMentions(content).isRoom;
}

Mentions readMentions(const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object().value(u"m.mentions").toObject();
    Mentions mentions;
    mentions.isRoom = object.value(u"room").toBool();
    const QJsonArray users = object.value(u"user_ids").toArray();
    for (const QJsonValue &user : users) {
        const UserId id(user.toString());
        if (!id.isEmpty() && !mentions.users.contains(id))
            mentions.users << id;
    }
    return mentions;
}

QString localpart(const UserId &user)
{
    const QString &id = user.toString();
    if (!id.startsWith(u'@'))
        return {};
    const qsizetype colon = id.indexOf(u':');
    return id.mid(1, colon < 0 ? -1 : colon - 1);
}

}

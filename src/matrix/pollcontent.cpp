// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/pollcontent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

const QLatin1String unstable("org.matrix.msc3381.poll.");

bool isOneOf(const QString &type, const char *what)
{
    return type == unstable + QLatin1String(what) || type == QLatin1String("m.poll.") + QLatin1String(what);
}

/// Today `m.text` is a list of forms of one text, of which the plain one counts; before it was the text.
QString textOf(const QJsonObject &object)
{
    const QJsonArray forms = object.value(u"m.text").toArray();
    for (const QJsonValue &form : forms) {
        const QString type = form[u"mimetype"].toString(QStringLiteral("text/plain"));
        if (type == QLatin1String("text/plain") && form[u"body"].isString())
            return form[u"body"].toString();
    }
    for (const char *name : {"m.text", "org.matrix.msc1767.text", "body"}) {
        const QJsonValue value = object.value(QLatin1String(name));
        if (value.isString())
            return value.toString();
    }
    return {};
}

QString idOf(const QJsonObject &answer)
{
    const QString id = answer.value(u"m.id").toString();
    return id.isEmpty() ? answer.value(u"id").toString() : id;
}

}

bool isPollStart(const QString &type)
{
    return isOneOf(type, "start");
}

bool isPollResponse(const QString &type)
{
    return isOneOf(type, "response");
}

bool isPollEnd(const QString &type)
{
    return isOneOf(type, "end");
}

std::optional<PollContent> readPoll(const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    QJsonValue value = object.value(u"m.poll");
    for (const char *name : {"org.matrix.msc3381.poll.start", "m.poll.start"}) {
        if (!value.isObject())
            value = object.value(QLatin1String(name));
    }
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject poll = value.toObject();
    PollContent result;
    result.question = textOf(poll.value(u"question").toObject());
    const QString kind = poll.value(u"kind").toString();
    result.isDisclosed = kind == QLatin1String("m.disclosed") || kind == QLatin1String("m.poll.disclosed") ||
                         kind == QLatin1String("org.matrix.msc3381.poll.disclosed");
    const double most = poll.value(u"max_selections").toDouble(1);
    result.maxSelections = static_cast<int>(std::clamp(most, 1.0, double(PollContent::MostAnswers)));
    const QJsonArray answers = poll.value(u"answers").toArray();
    for (const QJsonValue &entry : answers) {
        const QJsonObject answer = entry.toObject();
        const QString id = idOf(answer);
        const bool isKnown = std::any_of(result.answers.cbegin(), result.answers.cend(),
                                         [&id](const PollContent::Answer &other) { return other.id == id; });
        if (result.answers.size() < PollContent::MostAnswers && !id.isEmpty() && !isKnown)
            result.answers.append({id, textOf(answer)});
    }
    return result;
}

QStringList readSelections(const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    QJsonValue value = object.value(u"m.selections");
    for (const char *name : {"org.matrix.msc3381.poll.response", "m.poll.response"}) {
        if (!value.isArray())
            value = object.value(QLatin1String(name)).toObject().value(u"answers");
    }
    QStringList ids;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &id : list)
        ids.append(id.toString());
    return ids;
}

}

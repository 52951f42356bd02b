// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/authrounds.h"

#include <QJsonArray>

#include <algorithm>

namespace linnet {

namespace {

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        strings.append(each.toString());
    return strings;
}

std::optional<QStringList> easiestFlow(const QJsonValue &flows, AuthRounds::Effort effort)
{
    std::optional<QStringList> best;
    std::optional<int> least;
    const QJsonArray array = flows.toArray();
    for (const QJsonValue &flow : array) {
        const QJsonValue value = flow.toObject().value(u"stages");
        const QStringList stages = stringsOf(value);
        if (!value.isArray() || stages.contains(QString()))
            continue;
        const std::optional<int> asked = effort(stages);
        if (asked && (!least || *asked < *least)) {
            best = stages;
            least = asked;
        }
    }
    return best;
}

}

Result<AuthRounds::Stage> AuthRounds::next(const QJsonObject &challenge)
{
    if (const QString session = challenge.value(u"session").toString(); !session.isEmpty())
        m_session = session;
    if (!m_flow)
        m_flow = easiestFlow(challenge.value(u"flows"), m_effort);
    if (!m_flow)
        return Error::of(Error::Kind::BadReply);
    const QStringList completed = stringsOf(challenge.value(u"completed"));
    const auto open = std::find_if(m_flow->cbegin(), m_flow->cend(),
                                   [&](const QString &type) { return !completed.contains(type); });
    const Error problem{Error::Kind::Server,
                        challenge.value(u"errcode").toString(),
                        401,
                        challenge.value(u"error").toString(),
                        {}};
    if (open == m_flow->cend() || (*open == Dummy && m_stage == Dummy))
        return problem;
    const bool isRepeated = std::exchange(m_stage, *open) == *open;
    return Stage{m_stage, isRepeated, problem, challenge.value(u"params").toObject()};
}

QJsonObject AuthRounds::inSession(QJsonObject answer) const
{
    if (!m_session.isEmpty())
        answer.insert(QStringLiteral("session"), m_session);
    return answer;
}

}

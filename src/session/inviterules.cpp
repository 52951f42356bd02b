// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/inviterules.h"

#include "matrix/moderationrequests.h"
#include "session/accountdata.h"

#include <algorithm>

namespace linnet {

namespace {

const QString Action = QStringLiteral("default_action");
const QString Block = QStringLiteral("block");
/// What the specification has no word for.
const QString OwnRule = QStringLiteral("chat.linnet.who");
const QString SharedRooms = QStringLiteral("shared_rooms");

/// "v1.18" and later ones.
bool isOfRule(const QString &version)
{
    if (!version.startsWith(QLatin1String("v")))
        return false;
    const int major = version.mid(1).section(u'.', 0, 0).toInt();
    const int minor = version.section(u'.', 1, 1).toInt();
    return major > 1 || (major == 1 && minor >= 18);
}

}

InviteRules::InviteRules(AccountData &data, ApiClient &api, QObject *parent)
    : QObject(parent), m_data(data), m_api(api)
{
    connect(&data, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type || type == UnstableType)
            reload();
    });
}

bool InviteRules::isAvailable() const
{
    return m_data.isAvailable();
}

void InviteRules::reload()
{
    const QJsonObject content = m_data.content(Type);
    Who who = Who::Everybody;
    if (content.value(Action).toString() == Block ||
        m_data.content(UnstableType).value(Action).toString() == Block)
        who = Who::Nobody;
    else if (content.value(OwnRule).toString() == SharedRooms)
        who = Who::SharedRooms;
    if (std::exchange(m_who, who) != who)
        Q_EMIT changed();
}

Task<Done> InviteRules::set(Who who)
{
    // Under the old name also where it stands there already: a rule must not stay that one has taken away.
    const bool hasUnstable = m_isUnstable || !m_data.content(UnstableType).isEmpty();
    return write(Type, who).andThen([this, who, hasUnstable](Done) {
        return hasUnstable ? write(UnstableType, who) : Task<Done>::ready(Done{});
    });
}

Task<Done> InviteRules::write(const QString &type, Who who)
{
    return m_data.change(type, [who](QJsonObject content) {
        content.remove(Action);
        content.remove(OwnRule);
        if (who == Who::Nobody)
            content.insert(Action, Block);
        else if (who == Who::SharedRooms)
            content.insert(OwnRule, SharedRooms);
        return content;
    });
}

void InviteRules::askServer()
{
    if (m_server != Server::NotAsked || m_isAsking || !isAvailable())
        return;
    m_isAsking = true;
    m_api.sendOnce(Requests::versions())
        .andThen([](const Reply &reply) { return ModerationRequests::readFeatures(reply.body); })
        .then(this, [this](const Result<QSet<QString>> &features) {
            m_isAsking = false;
            if (!features)
                return;
            const bool isStable = features->contains(QStringLiteral("org.matrix.msc4380.stable")) ||
                                  std::any_of(features->begin(), features->end(), isOfRule);
            m_isUnstable = !isStable && features->contains(QStringLiteral("org.matrix.msc4380"));
            m_server = isStable || m_isUnstable ? Server::Keeps : Server::KnowsNothing;
            Q_EMIT changed();
        });
}

}

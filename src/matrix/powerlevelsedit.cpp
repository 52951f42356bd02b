// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/powerlevelsedit.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

using Kind = PowerAction::Kind;

const QString Users = QStringLiteral("users");
const QString Default2014 = QStringLiteral("default");
const QString LevelsType = QStringLiteral("m.room.power_levels");

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

/// As readPowerLevels() tells them.
bool isFormOf2014(const QJsonObject &content)
{
    if (content.contains(Users) || content.contains(u"users_default"))
        return false;
    const QStringList keys = content.keys();
    return content.contains(Default2014) ||
           std::any_of(keys.cbegin(), keys.cend(), [](const QString &key) { return key.startsWith(u'@'); });
}

QString fieldOf(Kind kind)
{
    switch (kind) {
    case Kind::UsersDefault:
        return QStringLiteral("users_default");
    case Kind::EventsDefault:
        return QStringLiteral("events_default");
    case Kind::StateDefault:
        return QStringLiteral("state_default");
    case Kind::Invite:
        return QStringLiteral("invite");
    case Kind::Kick:
        return QStringLiteral("kick");
    case Kind::Ban:
        return QStringLiteral("ban");
    case Kind::Redact:
        return QStringLiteral("redact");
    case Kind::NotifyRoom:
        return QStringLiteral("notifications");
    case Kind::Event:
        break;
    }
    return QStringLiteral("events");
}

/// Sets one number of an object within the content. What stands there and is no object is no rule either.
void putInto(QJsonObject &content, const QString &field, const QString &key, int level)
{
    QJsonObject inner = content.value(field).toObject();
    inner.insert(key, level);
    content.insert(field, inner);
}

int clamped(int level)
{
    return std::clamp(level, 1 - PowerLevels::Creator, PowerLevels::Creator - 1);
}

bool canChangeLevels(const PowerLevels &levels, int power)
{
    return power >= levels.neededFor(LevelsType, true);
}

/// Whether there is anybody who can.
bool hasWhoCan(const PowerLevels &levels, const std::function<bool(const UserId &)> &isIn)
{
    if (canChangeLevels(levels, levels.usersDefault))
        return true;
    for (auto user = levels.users.cbegin(); user != levels.users.cend(); ++user) {
        if (canChangeLevels(levels, user.value()) && isIn(user.key()))
            return true;
    }
    return false;
}

}

int PowerAction::levelIn(const PowerLevels &levels) const
{
    switch (kind) {
    case Kind::UsersDefault:
        return levels.usersDefault;
    case Kind::EventsDefault:
        return levels.eventsDefault;
    case Kind::StateDefault:
        return levels.stateDefault;
    case Kind::Invite:
        return levels.invite;
    case Kind::Kick:
        return levels.kick;
    case Kind::Ban:
        return levels.ban;
    case Kind::Redact:
        return levels.redact;
    case Kind::NotifyRoom:
        return levels.notifyRoom;
    case Kind::Event:
        break;
    }
    return levels.neededFor(type, isState);
}

PowerLevelsEdit::PowerLevelsEdit(const QByteArray &powerLevels, QByteArray create, UserId creator)
    : m_create(std::move(create)), m_creator(std::move(creator)), m_content(powerLevels)
{
    update();
}

void PowerLevelsEdit::update()
{
    m_levels = readPowerLevels(m_content, m_create, m_creator);
    m_isOf2014 = isFormOf2014(objectOf(m_content));
}

QByteArray PowerLevelsEdit::content() const
{
    QJsonObject object = objectOf(m_content);
    if (!object.isEmpty())
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    // With the event everybody else's rules hold, so that what the creator can do without has to be said.
    if (m_levels.powerOf(m_creator) == 100 && !m_creator.isEmpty()) {
        object.insert(Users, QJsonObject{{m_creator.toString(), 100}});
        object.insert(fieldOf(Kind::StateDefault), m_levels.stateDefault);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Status PowerLevelsEdit::setUser(const UserId &user, int level)
{
    const bool isId = user.toString().startsWith(u'@') && user.toString().contains(u':');
    if (!isId || m_levels.powerOf(user) == PowerLevels::Creator)
        return Error::of(Error::Kind::Invalid);
    QJsonObject object = objectOf(content());
    const int given = clamped(level);
    if (m_isOf2014) {
        object.insert(user.toString(), given);
    } else if (given == m_levels.usersDefault) {
        QJsonObject users = object.value(Users).toObject();
        users.remove(user.toString());
        object.insert(Users, users);
    } else {
        putInto(object, Users, user.toString(), given);
    }
    m_content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    update();
    return Done{};
}

Status PowerLevelsEdit::setAction(const PowerAction &action, int level)
{
    if (m_isOf2014)
        return Error::of(Error::Kind::Unsupported);
    if (action.kind == Kind::Event && action.type.isEmpty())
        return Error::of(Error::Kind::Invalid);
    QJsonObject object = objectOf(content());
    const QString field = fieldOf(action.kind);
    if (action.kind == Kind::Event)
        putInto(object, field, action.type, clamped(level));
    else if (action.kind == Kind::NotifyRoom)
        putInto(object, field, QStringLiteral("room"), clamped(level));
    else
        object.insert(field, clamped(level));
    m_content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    update();
    return Done{};
}

bool PowerRules::mayChange(const PowerLevels &levels, const UserId &self)
{
    return canChangeLevels(levels, levels.powerOf(self));
}

int PowerRules::mostToGive(const PowerLevels &levels, const UserId &self)
{
    return std::min(levels.powerOf(self), PowerLevels::Creator - 1);
}

bool PowerRules::mayChangeUser(const PowerLevels &levels, const UserId &self, const UserId &user)
{
    if (!mayChange(levels, self) || levels.powerOf(user) == PowerLevels::Creator)
        return false;
    return user == self || levels.powerOf(user) < levels.powerOf(self);
}

bool PowerRules::mayChangeAction(const PowerLevels &levels, const UserId &self, const PowerAction &action)
{
    return mayChange(levels, self) && action.levelIn(levels) <= levels.powerOf(self);
}

PowerRules::Risk PowerRules::riskOf(const PowerLevels &before, const PowerLevels &after, const UserId &self,
                                    const std::function<bool(const UserId &)> &isIn)
{
    if (hasWhoCan(before, isIn) && !hasWhoCan(after, isIn))
        return Risk::NobodyLeft;
    const bool isLower = after.powerOf(self) < before.powerOf(self);
    const bool isShutOut = mayChange(before, self) && !mayChange(after, self);
    return isLower || isShutOut ? Risk::LowersSelf : Risk::None;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/policyrule.h"

#include "matrix/servername.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <array>

namespace linnet {

namespace {

constexpr qsizetype LongestReason = 300;

struct Type
{
    PolicyRule::Kind kind;
    int age; ///< 0: today's
};

/// Today's names and those that lists were written with before.
std::optional<Type> typeOf(QStringView type)
{
    struct Prefix
    {
        QLatin1String text;
        int age;
    };
    static constexpr std::array<Prefix, 3> prefixes{Prefix{QLatin1String("m.policy.rule."), 0},
                                                    Prefix{QLatin1String("m.room.rule."), 1},
                                                    Prefix{QLatin1String("org.matrix.mjolnir.rule."), 2}};
    for (const Prefix &prefix : prefixes) {
        if (!type.startsWith(prefix.text))
            continue;
        const QStringView rest = type.sliced(prefix.text.size());
        if (rest == u"user")
            return Type{PolicyRule::Kind::User, prefix.age};
        if (rest == u"room")
            return Type{PolicyRule::Kind::Room, prefix.age};
        if (rest == u"server")
            return Type{PolicyRule::Kind::Server, prefix.age};
    }
    return std::nullopt;
}

QString hashOf(const QString &entity)
{
    return QString::fromLatin1(QCryptographicHash::hash(entity.toUtf8(), QCryptographicHash::Sha256)
                                   .toBase64(QByteArray::OmitTrailingEquals));
}

/// Names of servers are the same in small letters and large ones.
QString normal(PolicyRule::Kind kind, const QString &entity)
{
    return kind == PolicyRule::Kind::Server ? entity.toLower() : entity;
}

}

bool PolicyRules::isPolicyType(QStringView type)
{
    return typeOf(type).has_value();
}

std::optional<PolicyRule> PolicyRules::readRule(QStringView type, const QByteArray &content)
{
    const auto known = typeOf(type);
    const QJsonObject object = known ? QJsonDocument::fromJson(content).object() : QJsonObject();
    const QString recommendation = object.value(u"recommendation").toString();
    if (recommendation != u"m.ban" && recommendation != u"org.matrix.mjolnir.ban")
        return std::nullopt;
    PolicyRule rule;
    rule.kind = known->kind;
    rule.entity = normal(rule.kind, object.value(u"entity").toString());
    rule.reason = object.value(u"reason").toString().left(LongestReason).simplified();
    if (rule.entity.isEmpty()) {
        for (const QStringView key : {QStringView(u"hashes"), QStringView(u"org.matrix.msc4205.hashes")}) {
            if (rule.hash.isEmpty())
                rule.hash = object.value(key).toObject().value(u"sha256").toString();
        }
        while (rule.hash.endsWith(u'='))
            rule.hash.chop(1);
    }
    if (rule.entity.isEmpty() && rule.hash.isEmpty())
        return std::nullopt;
    return rule;
}

PolicyRules PolicyRules::read(const QList<Source> &sources)
{
    // A rule that was taken back under today's type stays taken back, whatever the older one says.
    QHash<std::pair<int, QString>, int> ages;
    for (const Source &source : sources) {
        if (const auto type = typeOf(source.type)) {
            const auto key = std::pair(int(type->kind), source.stateKey);
            ages[key] = qMin(ages.value(key, type->age), type->age);
        }
    }
    PolicyRules rules;
    for (const Source &source : sources) {
        const auto type = typeOf(source.type);
        if (!type || ages.value({int(type->kind), source.stateKey}) != type->age)
            continue;
        if (const auto rule = readRule(source.type, source.content))
            rules.add(*rule);
        if (rules.m_count[0] + rules.m_count[1] + rules.m_count[2] >= MostRules)
            break;
    }
    return rules;
}

void PolicyRules::add(const PolicyRule &rule)
{
    Kept &kept = m_kept[int(rule.kind)];
    const Glob glob(rule.entity);
    if (glob.pattern().size() > Glob::Longest)
        return;
    if (rule.entity.isEmpty())
        kept.hashed.insert(rule.hash, rule);
    else if (glob.isExact())
        kept.exact.insert(rule.entity, rule);
    else
        kept.globs.append({glob, rule});
    ++m_count[int(rule.kind)];
}

std::optional<PolicyRule> PolicyRules::find(PolicyRule::Kind kind, const QString &entity, qint64 &steps) const
{
    const Kept &kept = m_kept[int(kind)];
    if (const auto exact = kept.exact.constFind(entity); exact != kept.exact.cend())
        return *exact;
    if (!kept.hashed.isEmpty()) {
        if (const auto hashed = kept.hashed.constFind(hashOf(entity)); hashed != kept.hashed.cend())
            return *hashed;
    }
    for (const auto &[glob, rule] : kept.globs) {
        if (steps > MostSteps)
            break;
        if (glob.matches(entity, steps))
            return rule;
    }
    return std::nullopt;
}

std::optional<PolicyRule> PolicyRules::findServer(const QString &server, qint64 &steps) const
{
    const QString name = normal(PolicyRule::Kind::Server, server);
    if (name.isEmpty())
        return std::nullopt;
    if (const auto rule = find(PolicyRule::Kind::Server, name, steps))
        return rule;
    // Lists name servers without the port that may stand in an id.
    const qsizetype port = name.lastIndexOf(u':');
    if (port <= 0 || name.endsWith(u']'))
        return std::nullopt;
    return find(PolicyRule::Kind::Server, name.left(port), steps);
}

std::optional<PolicyRule> PolicyRules::forUser(const UserId &user, qint64 *steps) const
{
    qint64 taken = 0;
    std::optional<PolicyRule> rule;
    const QString &id = user.toString();
    if (id.size() <= Glob::Longest) { // servers allow no longer ones
        rule = find(PolicyRule::Kind::User, id, taken);
        if (!rule)
            rule = findServer(serverOf(user), taken);
    }
    if (steps)
        *steps = taken;
    return rule;
}

std::optional<PolicyRule> PolicyRules::forRoom(const RoomId &room, const QStringList &aliases) const
{
    qint64 taken = 0;
    for (const QString &name : QStringList{room.toString()} + aliases) {
        if (name.isEmpty() || name.size() > Glob::Longest)
            continue;
        if (const auto rule = find(PolicyRule::Kind::Room, name, taken))
            return rule;
    }
    return std::nullopt;
}

}

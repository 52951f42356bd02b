// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/glob.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace linnet {

/// One rule of a policy list (client-server API, "Moderation policy lists") that recommends to keep away from
/// somebody or something.
struct PolicyRule
{
    enum class Kind { User, Room, Server };
    Kind kind = Kind::User;
    QString entity; ///< a pattern; empty where only `hash` is known
    QString hash;   ///< base64 without padding of the entity's SHA-256, where that is all that is said
    QString reason; ///< as somebody wrote it; may be empty

    friend bool operator==(const PolicyRule &, const PolicyRule &) = default;
};

/// All rules of one list, made to be asked often. A value, any thread.
class PolicyRules
{
public:
    static constexpr qsizetype MostRules = 100'000; ///< what is beyond is left out
    /// A question compares no more characters than that; patterns that would come after count as not
    /// matching.
    static constexpr qint64 MostSteps = 1'000'000;

    /// A state event of the list's room.
    struct Source
    {
        QString type;
        QString stateKey;
        QByteArray content;
    };

    static bool isPolicyType(QStringView type);
    /// None: it recommends something else, nothing any more, or makes no sense.
    static std::optional<PolicyRule> readRule(QStringView type, const QByteArray &content);
    /// Of the same rule under today's type and an older one, today's counts.
    static PolicyRules read(const QList<Source> &sources);

    bool isEmpty() const { return m_count[0] + m_count[1] + m_count[2] == 0; }
    int count(PolicyRule::Kind kind) const { return m_count[int(kind)]; }
    /// What is said of a person, or else of their server. `steps`, where given, is what it took.
    std::optional<PolicyRule> forUser(const UserId &user, qint64 *steps = nullptr) const;
    /// The same of a room, of which an alias may be known.
    std::optional<PolicyRule> forRoom(const RoomId &room, const QStringList &aliases = {}) const;

    friend bool operator==(const PolicyRules &, const PolicyRules &) = default;

private:
    struct Kept
    {
        QHash<QString, PolicyRule> exact; ///< by entity
        QHash<QString, PolicyRule> hashed;
        QList<std::pair<Glob, PolicyRule>> globs;

        friend bool operator==(const Kept &, const Kept &) = default;
    };
    void add(const PolicyRule &rule);
    std::optional<PolicyRule> find(PolicyRule::Kind kind, const QString &entity, qint64 &steps) const;
    std::optional<PolicyRule> findServer(const QString &server, qint64 &steps) const;

    Kept m_kept[3];
    int m_count[3] = {0, 0, 0};
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/statetext.h"

#include "matrix/content.h"
#include "matrix/displayname.h"
#include "session/memberchange.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StateText)
public:
    static QString membership(const Event &event, const QString &sender, const QString &target);
    static QString profile(const Event &event, MemberChange::Kind kind, const QString &target);
    static QString created(const Event &event, const QString &sender);
    static QString name(const Event &event, const QString &sender);
    static QString topic(const Event &event, const QString &sender);
    static QString avatar(const Event &event, const QString &sender);
    static QString aliases(const Event &event, const QString &sender);
    static QString canonicalAlias(const Event &event, const QString &sender);
    static QString otherAddresses(const Event &event, const QString &sender);
    static QString joinRules(const Event &event, const QString &sender);
    static QString historyVisibility(const Event &event, const QString &sender);
    static QString guestAccess(const Event &event, const QString &sender);
    static QString powerLevels(const Event &event, const QString &sender);
    static QString encryption(const Event &event, const QString &sender);
    static QString tombstone(const Event &event, const QString &sender);
    static QString pinned(const Event &event, const QString &sender);
    static QString thirdPartyInvite(const Event &event, const QString &sender);
    static QString serverAcl(const Event &event, const QString &sender);
};

bool isRightToLeft(QChar c)
{
    const QChar::Direction direction = c.direction();
    return direction == QChar::DirR || direction == QChar::DirAL;
}

QString withReason(const QString &text, const QString &reason)
{
    if (reason.isEmpty())
        return text;
    return QCoreApplication::translate("StateText", "%1: %2", "what happened: the reason").arg(text, reason);
}

/// `%1` may stand in what a person typed, so all places are filled at once.
QString fill(const QString &pattern, const QString &sender, const QString &what)
{
    return pattern.arg(sender, what);
}

QString Words::membership(const Event &event, const QString &sender, const QString &target)
{
    using Kind = MemberChange::Kind;
    const QString reason = readMember(event.content).reason;
    const Kind kind = MemberChange::kindOf(event);
    switch (kind) {
    case Kind::None:
        break;
    case Kind::Joined:
        return tr("%1 joined").arg(target);
    case Kind::Accepted:
        return tr("%1 accepted the invitation").arg(target);
    case Kind::Left:
        return withReason(tr("%1 left").arg(target), reason);
    case Kind::Invited:
        return withReason(tr("%1 invited %2").arg(sender, target), reason);
    case Kind::LetIn:
        return tr("%1 let %2 in").arg(sender, target);
    case Kind::Declined:
        return withReason(tr("%1 declined the invitation").arg(target), reason);
    case Kind::Withdrawn:
        return withReason(tr("%1 withdrew the invitation of %2").arg(sender, target), reason);
    case Kind::Removed:
        return withReason(tr("%1 removed %2").arg(sender, target), reason);
    case Kind::Banned:
        return withReason(tr("%1 banned %2").arg(sender, target), reason);
    case Kind::Unbanned:
        return withReason(tr("%1 lifted the ban of %2").arg(sender, target), reason);
    case Kind::Asked:
        return withReason(tr("%1 asked to join").arg(target), reason);
    case Kind::AskedNoMore:
        return withReason(tr("%1 no longer asks to join").arg(target), reason);
    case Kind::Refused:
        return withReason(tr("%1 did not let %2 in").arg(sender, target), reason);
    case Kind::Renamed:
    case Kind::NewPicture:
    case Kind::NewProfile:
        return profile(event, kind, target);
    }
    return {};
}

QString Words::profile(const Event &event, MemberChange::Kind kind, const QString &target)
{
    const MemberContent was = readMember(event.previousContent);
    const MemberContent is = readMember(event.content);
    if (kind == MemberChange::Kind::NewPicture)
        return is.avatarUrl.isEmpty() ? tr("%1 removed their picture").arg(target)
                                      : tr("%1 changed their picture").arg(target);
    if (is.displayName.isEmpty())
        return tr("%1 removed their name (it was %2)").arg(target, StateText::inSentence(was.displayName));
    const QString name = StateText::inSentence(is.displayName);
    if (was.displayName.isEmpty())
        return tr("%1 set their name to %2").arg(target, name);
    const QString before = StateText::inSentence(was.displayName);
    if (kind == MemberChange::Kind::NewProfile)
        return tr("%1 is now called %2 and changed their picture").arg(before, name);
    return tr("%1 is now called %2").arg(before, name);
}

QString Words::created(const Event &event, const QString &sender)
{
    if (!readPredecessor(event.content).isEmpty())
        return tr("%1 created the room; it goes on from an older one").arg(sender);
    return tr("%1 created the room").arg(sender);
}

QString Words::name(const Event &event, const QString &sender)
{
    const QString name = readString(event.content, "name");
    return name.isEmpty() ? tr("%1 removed the room's name").arg(sender)
                          : fill(tr("%1 named the room %2"), sender, StateText::inSentence(name));
}

QString Words::topic(const Event &event, const QString &sender)
{
    const QString topic = readString(event.content, "topic");
    return topic.isEmpty() ? tr("%1 removed the topic").arg(sender)
                           : fill(tr("%1 set the topic: %2"), sender, topic);
}

QString Words::avatar(const Event &event, const QString &sender)
{
    return readString(event.content, "url").isEmpty() ? tr("%1 removed the room's picture").arg(sender)
                                                      : tr("%1 changed the room's picture").arg(sender);
}

QStringList strings(const QByteArray &content, QLatin1String field)
{
    QStringList result;
    const QJsonArray array = QJsonDocument::fromJson(content).object().value(field).toArray();
    for (const auto &value : array) {
        if (value.isString())
            result << value.toString();
    }
    return result;
}

QString Words::aliases(const Event &event, const QString &sender)
{
    const QStringList all = strings(event.content, QLatin1String("aliases"));
    if (all.isEmpty())
        return tr("%1 removed the room's addresses").arg(sender);
    return fill(tr("%1 set the room's addresses to %2"), sender, all.join(QStringLiteral(", ")));
}

QString Words::canonicalAlias(const Event &event, const QString &sender)
{
    const QString alias = readString(event.content, "alias");
    if (alias == readString(event.previousContent, "alias"))
        return otherAddresses(event, sender);
    return alias.isEmpty() ? tr("%1 removed the room's address").arg(sender)
                           : fill(tr("%1 set the room's address to %2"), sender, alias);
}

QString Words::otherAddresses(const Event &event, const QString &sender)
{
    const QStringList was = strings(event.previousContent, QLatin1String("alt_aliases"));
    const QStringList is = strings(event.content, QLatin1String("alt_aliases"));
    const auto without = [](QStringList list, const QStringList &others) {
        list.removeIf([&others](const QString &one) { return others.contains(one); });
        return list.join(QStringLiteral(", "));
    };
    const QString added = without(is, was);
    const QString removed = without(was, is);
    if (!added.isEmpty() && !removed.isEmpty())
        return fill(tr("%1 set the room's other addresses to %2"), sender, is.join(QStringLiteral(", ")));
    if (!added.isEmpty())
        return fill(tr("%1 gave the room another address: %2"), sender, added);
    return removed.isEmpty() ? QString() : fill(tr("%1 took an address from the room: %2"), sender, removed);
}

QString Words::joinRules(const Event &event, const QString &sender)
{
    const QString rule = readString(event.content, "join_rule");
    if (rule == QLatin1String("public"))
        return tr("%1 opened the room to everybody who knows its address").arg(sender);
    if (rule == QLatin1String("invite") || rule == QLatin1String("private"))
        return tr("%1 made the room open to invited people only").arg(sender);
    if (rule == QLatin1String("knock") || rule == QLatin1String("knock_restricted"))
        return tr("%1 made the room open to those who ask").arg(sender);
    if (rule == QLatin1String("restricted"))
        return tr("%1 opened the room to the members of other rooms").arg(sender);
    return {};
}

QString Words::historyVisibility(const Event &event, const QString &sender)
{
    const QString visibility = readString(event.content, "history_visibility");
    if (visibility == QLatin1String("world_readable"))
        return tr("%1 let anybody read the history").arg(sender);
    if (visibility == QLatin1String("shared"))
        return tr("%1 let all members read the whole history").arg(sender);
    if (visibility == QLatin1String("invited"))
        return tr("%1 let members read the history since their invitation").arg(sender);
    if (visibility == QLatin1String("joined"))
        return tr("%1 let members read the history since they joined").arg(sender);
    return {};
}

QString Words::guestAccess(const Event &event, const QString &sender)
{
    return readString(event.content, "guest_access") == QLatin1String("can_join")
               ? tr("%1 let guests join").arg(sender)
               : tr("%1 closed the room to guests").arg(sender);
}

QString Words::powerLevels(const Event &event, const QString &sender)
{
    if (event.previousContent.isEmpty())
        return tr("%1 set who may do what in this room").arg(sender);
    const PowerLevels was = readPowerLevels(event.previousContent, {}, {});
    const PowerLevels is = readPowerLevels(event.content, {}, {});
    QList<UserId> users = is.users.keys();
    for (auto it = was.users.begin(); it != was.users.end(); ++it) {
        if (!is.users.contains(it.key()))
            users << it.key();
    }
    std::sort(users.begin(), users.end());
    QStringList changes;
    for (const UserId &user : std::as_const(users)) {
        if (was.powerOf(user) != is.powerOf(user))
            changes << tr("%1 from %2 to %3", "a user's power level")
                           .arg(user.toString(), QString::number(was.powerOf(user)),
                                QString::number(is.powerOf(user)));
    }
    if (changes.isEmpty())
        return tr("%1 changed who may do what in this room").arg(sender);
    return fill(tr("%1 changed the power level of %2"), sender, changes.join(QStringLiteral(", ")));
}

QString Words::encryption(const Event &, const QString &sender)
{
    return tr("%1 turned on encryption").arg(sender);
}

QString Words::tombstone(const Event &event, const QString &sender)
{
    return withReason(tr("%1 closed this room; it goes on in a new one").arg(sender),
                      readString(event.content, "body"));
}

QString Words::pinned(const Event &event, const QString &sender)
{
    const QStringList was = strings(event.previousContent, QLatin1String("pinned"));
    const QStringList is = strings(event.content, QLatin1String("pinned"));
    const QSet<QString> before(was.cbegin(), was.cend());
    const QSet<QString> now(is.cbegin(), is.cend());
    if ((now - before).size() == 1 && (before - now).isEmpty())
        return tr("%1 pinned a message").arg(sender);
    if ((before - now).size() == 1 && (now - before).isEmpty())
        return tr("%1 unpinned a message").arg(sender);
    return tr("%1 changed the pinned messages").arg(sender);
}

QString Words::thirdPartyInvite(const Event &event, const QString &sender)
{
    const QString name = readString(event.content, "display_name");
    return name.isEmpty() ? QString() : fill(tr("%1 invited %2"), sender, name);
}

QString Words::serverAcl(const Event &, const QString &sender)
{
    return tr("%1 changed which servers may take part").arg(sender);
}

using Sentence = QString (*)(const Event &, const QString &);

const QHash<QString, Sentence> &sentences()
{
    static const QHash<QString, Sentence> all{
        {QStringLiteral("m.room.create"), &Words::created},
        {QStringLiteral("m.room.name"), &Words::name},
        {QStringLiteral("m.room.topic"), &Words::topic},
        {QStringLiteral("m.room.avatar"), &Words::avatar},
        {QStringLiteral("m.room.aliases"), &Words::aliases},
        {QStringLiteral("m.room.canonical_alias"), &Words::canonicalAlias},
        {QStringLiteral("m.room.join_rules"), &Words::joinRules},
        {QStringLiteral("m.room.history_visibility"), &Words::historyVisibility},
        {QStringLiteral("m.room.guest_access"), &Words::guestAccess},
        {QStringLiteral("m.room.power_levels"), &Words::powerLevels},
        {QStringLiteral("m.room.encryption"), &Words::encryption},
        {QStringLiteral("m.room.tombstone"), &Words::tombstone},
        {QStringLiteral("m.room.pinned_events"), &Words::pinned},
        {QStringLiteral("m.room.third_party_invite"), &Words::thirdPartyInvite},
        {QStringLiteral("m.room.server_acl"), &Words::serverAcl},
    };
    return all;
}

}

QString StateText::inSentence(const QString &name)
{
    static constexpr qsizetype Longest = 40;
    const QString shown = shortened(cleanName(name), Longest);
    if (std::none_of(shown.cbegin(), shown.cend(), isRightToLeft))
        return shown;
    return isolated(shown);
}

QString StateText::of(const Event &event, const QString &senderName, const QString &targetName)
{
    const QString sender = inSentence(senderName);
    if (event.type == QLatin1String("m.room.member"))
        return Words::membership(
            event, sender,
            inSentence(targetName.isEmpty() ? event.stateKey.value_or(QString()) : targetName));
    // What a redaction left of the others says nothing any more, or the wrong thing ("removed the name").
    if (event.isRedacted && event.type != QLatin1String("m.room.create"))
        return {};
    const Sentence sentence = sentences().value(event.type, nullptr);
    return sentence ? sentence(event, sender) : QString();
}

}

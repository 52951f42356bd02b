// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsettings.h"

#include "session/roomsettings.h"

#include <QJsonArray>
#include <QJsonObject>

#include <memory>

namespace linnet {

namespace {

const QLatin1String Key("set");
const QLatin1String Value("value");

QJsonArray jsonOf(const auto &ids)
{
    QJsonArray list;
    for (const auto &id : ids)
        list.append(id.toString());
    return list;
}

QJsonObject jsonOf(const PowerLevels &levels)
{
    QJsonObject users;
    for (auto user = levels.users.cbegin(); user != levels.users.cend(); ++user) {
        if (user.value() != PowerLevels::Creator)
            users.insert(user.key().toString(), user.value());
    }
    QJsonObject events;
    for (auto type = levels.events.cbegin(); type != levels.events.cend(); ++type)
        events.insert(type.key(), type.value());
    return {{QStringLiteral("users"), users},
            {QStringLiteral("events"), events},
            {QStringLiteral("users_default"), levels.usersDefault},
            {QStringLiteral("events_default"), levels.eventsDefault},
            {QStringLiteral("state_default"), levels.stateDefault},
            {QStringLiteral("invite"), levels.invite},
            {QStringLiteral("kick"), levels.kick},
            {QStringLiteral("ban"), levels.ban},
            {QStringLiteral("redact"), levels.redact},
            {QStringLiteral("notify_room"), levels.notifyRoom}};
}

QJsonValue jsonOf(const std::optional<ServerAcl> &acl)
{
    if (!acl)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("allow"), QJsonArray::fromStringList(acl->allow)},
                       {QStringLiteral("deny"), QJsonArray::fromStringList(acl->deny)},
                       {QStringLiteral("allow_ip_literals"), acl->allowsAddresses}};
}

QJsonObject whatOneMay(const RoomRights &rights)
{
    const auto may = [&rights](const QString &type) { return rights.state(type).isAllowed; };
    return {{QStringLiteral("name"), may(RoomStateType::Name)},
            {QStringLiteral("topic"), may(RoomStateType::Topic)},
            {QStringLiteral("join_rule"), may(RoomStateType::JoinRules)},
            {QStringLiteral("history_visibility"), may(RoomStateType::History)},
            {QStringLiteral("guest_access"), may(RoomStateType::Guests)},
            {QStringLiteral("alias"), may(RoomStateType::Addresses)},
            {QStringLiteral("power"), may(RoomStateType::Powers)}};
}

QJsonObject jsonOf(const RoomSettings &settings)
{
    const RoomFacts &facts = settings.facts();
    const std::optional<bool> isListed = settings.listing().isListed();
    return {{QStringLiteral("room_id"), settings.room().toString()},
            {QStringLiteral("name"), facts.name},
            {QStringLiteral("topic"), facts.topic},
            {QStringLiteral("avatar_url"), facts.avatarUrl},
            {QStringLiteral("version"), facts.version},
            {QStringLiteral("is_space"), facts.isSpace},
            {QStringLiteral("join_rule"), facts.joinRules.rule},
            {QStringLiteral("allow"), jsonOf(facts.joinRules.allowed)},
            {QStringLiteral("history_visibility"), facts.history},
            {QStringLiteral("guest_access"),
             facts.areGuestsAllowed ? QStringLiteral("can_join") : QStringLiteral("forbidden")},
            {QStringLiteral("encrypted"), facts.isEncrypted},
            {QStringLiteral("alias"), facts.addresses.main},
            {QStringLiteral("alt_aliases"), QJsonArray::fromStringList(facts.addresses.others)},
            {QStringLiteral("addresses"), QJsonArray::fromStringList(settings.listing().addresses())},
            {QStringLiteral("listed"), isListed ? QJsonValue(*isListed) : QJsonValue()},
            {QStringLiteral("acl"), jsonOf(facts.acl)},
            {QStringLiteral("policy_server"), facts.policyServer},
            {QStringLiteral("creators"), jsonOf(facts.creators())},
            {QStringLiteral("powers"), jsonOf(facts.levels)},
            {QStringLiteral("may"), whatOneMay(settings.rights())}};
}

void failUsage(CtlCall &call, const QString &message)
{
    call.fail(QStringLiteral("usage"), message);
}

}

CtlSettings::CtlSettings(CtlCommands &commands, AccountKeeper &keeper, QObject *parent)
    : QObject(parent), m_keeper(keeper)
{
    commands.addForRoom("settings", std::bind_front(&CtlSettings::settings, this));
}

void CtlSettings::settings(CtlCall &call, Session &session, const RoomId &room)
{
    const RoomSettings::Parts parts{session.api(), session.store(), session.rooms(), session.self()};
    auto *settings = new RoomSettings(parts, room, &call);
    connect(&m_keeper, &AccountKeeper::closing, settings,
            [settings] { delete settings; }); // never outlives the session
    const auto begun = std::make_shared<bool>(false);
    const auto goOn = [this, &call, settings, begun] {
        if (*begun || call.isAnswered())
            return;
        if (!settings->isReady() && settings->error())
            return call.fail(*settings->error());
        if (!settings->isComplete())
            return;
        *begun = true;
        if (call.text(Key).isEmpty())
            call.answer(jsonOf(*settings));
        else
            change(call, *settings);
    };
    connect(settings, &RoomSettings::changed, &call, goOn);
    settings->load();
}

void CtlSettings::change(CtlCall &call, RoomSettings &settings)
{
    const QString key = call.text(Key);
    const QString value = call.text(Value);
    connect(&settings, &RoomSettings::failed, &call, [&call](RoomField, const Error &error) {
        if (!call.isAnswered())
            call.fail(error);
    });
    if (key == QLatin1String("alias"))
        return setAddress(call, settings);
    connect(&settings, &RoomSettings::saved, &call, [&call, room = settings.room()] {
        if (!call.isAnswered())
            call.answer(QJsonObject{{QStringLiteral("room_id"), room.toString()}});
    });
    static const QStringList rules{QStringLiteral("invite"), QStringLiteral("knock"),
                                   QStringLiteral("public")};
    static const QStringList histories{QStringLiteral("world_readable"), QStringLiteral("shared"),
                                       QStringLiteral("invited"), QStringLiteral("joined")};
    if (key == QLatin1String("name"))
        settings.setName(value);
    else if (key == QLatin1String("topic"))
        settings.setTopic(value);
    else if (key == QLatin1String("join_rule") && rules.contains(value))
        settings.setJoinRules({value, {}});
    else if (key == QLatin1String("history_visibility") && histories.contains(value))
        settings.setHistory(value);
    else if (key == QLatin1String("guest_access") &&
             (value == QLatin1String("can_join") || value == QLatin1String("forbidden")))
        settings.setGuestsAllowed(value == QLatin1String("can_join"));
    else if (key == QLatin1String("power"))
        setLevel(call, settings);
    else
        failUsage(call, tr("%1 cannot be set to %2.").arg(key, value));
}

void CtlSettings::setLevel(CtlCall &call, RoomSettings &settings)
{
    bool isNumber = false;
    const int level = call.text(QLatin1String("level")).toInt(&isNumber);
    if (!isNumber)
        return failUsage(call, tr("A level is a number."));
    settings.powers().set(UserId(call.text(Value)), level, call.flag(QLatin1String("sure")));
}

/// It leads to the room, and is the one by which it is known.
void CtlSettings::setAddress(CtlCall &call, RoomSettings &settings)
{
    const QString alias = call.text(Value);
    connect(&settings, &RoomSettings::idle, &call, [&call, &settings, alias] {
        if (call.isAnswered())
            return;
        if (settings.facts().addresses.main == alias)
            call.answer(QJsonObject{{QStringLiteral("room_id"), settings.room().toString()}});
        else
            settings.setMainAddress(alias);
    });
    if (alias.isEmpty())
        settings.setMainAddress({});
    else
        settings.addAddress(alias);
}

}

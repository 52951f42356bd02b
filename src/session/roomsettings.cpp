// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsettings.h"

#include "session/roomlist.h"
#include "session/roomstatedump.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostPeople = 2000; ///< more fit into no event

const QStringList &keptTypes()
{
    static const QStringList types{
        RoomStateType::Create,  RoomStateType::Name,      RoomStateType::Topic,     RoomStateType::Avatar,
        RoomStateType::History, RoomStateType::Guests,    RoomStateType::JoinRules, RoomStateType::Encryption,
        RoomStateType::Acl,     RoomStateType::Addresses, RoomStateType::Policy,    RoomStateType::OldPolicy,
        RoomStateType::Powers};
    return types;
}

/// What sliding sync brings of open rooms at most.
const QStringList &restTypes()
{
    static const QStringList types{RoomStateType::Guests, RoomStateType::Acl, RoomStateType::Policy,
                                   RoomStateType::OldPolicy};
    return types;
}

QByteArray textOf(const QJsonObject &content)
{
    return QJsonDocument(content).toJson(QJsonDocument::Compact);
}

}

RoomSettings::RoomSettings(const Parts &parts, RoomId room, QObject *parent)
    : QObject(parent), m_parts(parts), m_room(std::move(room)), m_edits(parts.api, m_room),
      m_people(parts.api, parts.store, m_room), m_listing(parts.api, m_room),
      m_powers(m_edits, m_people, parts.self)
{
    connect(&m_edits, &RoomStateEdits::changed, this, &RoomSettings::refresh);
    connect(&m_edits, &RoomStateEdits::saved, this, &RoomSettings::saved);
    connect(&m_edits, &RoomStateEdits::failed, this, &RoomSettings::failed);
    const auto tellIdle = [this] {
        if (!isBusy())
            Q_EMIT idle();
    };
    connect(&m_edits, &RoomStateEdits::saved, this, tellIdle);
    connect(&m_edits, &RoomStateEdits::failed, this, tellIdle);
    connect(&m_people, &RoomPeople::changed, this, &RoomSettings::changed);
    connect(&m_listing, &RoomListing::changed, this, &RoomSettings::changed);
    connect(&m_parts.rooms, &RoomList::changed, this, [this](const RoomId &id) {
        if (id == m_room && m_isReady)
            readStore();
    });
    connect(&m_parts.rooms, &RoomList::membersChanged, this, [this](const RoomId &id) {
        if (id == m_room && m_isReady)
            m_people.load(m_named);
    });
}

void RoomSettings::load()
{
    m_error.reset();
    readStore();
    m_listing.load();
    if (m_parts.api.requests().version().dialect == Dialect::Sliding)
        askRest();
}

bool RoomSettings::isComplete() const
{
    return m_isReady && m_asked == 0 && !m_people.isLoading() && !m_listing.isLoading();
}

std::optional<Error> RoomSettings::error() const
{
    return m_error ? m_error : m_listing.error();
}

RoomRights RoomSettings::rights() const
{
    const Room *known = m_parts.rooms.find(m_room);
    return {m_facts, m_parts.self, membership(), known && known->isReplaced,
            m_parts.api.requests().version().dialect};
}

bool RoomSettings::isServerNotices() const
{
    const Room *known = m_parts.rooms.find(m_room);
    return known && known->tags.contains(QStringLiteral("m.server_notice"));
}

bool RoomSettings::isOld() const
{
    return m_parts.api.requests().version().dialect == Dialect::V1;
}

QList<UserId> RoomSettings::peopleWithLevels() const
{
    QList<UserId> list;
    const PowerLevels &levels = m_facts.levels;
    for (auto user = levels.users.cbegin(); user != levels.users.cend(); ++user) {
        if (user.value() != levels.usersDefault && list.size() < MostPeople)
            list.append(user.key());
    }
    std::sort(list.begin(), list.end(), [&levels](const UserId &a, const UserId &b) {
        const int ofA = levels.powerOf(a);
        const int ofB = levels.powerOf(b);
        return ofA != ofB ? ofA > ofB : a < b;
    });
    return list;
}

void RoomSettings::readStore()
{
    if (m_isReading) {
        m_isReadWanted = true;
        return;
    }
    m_isReading = true;
    m_parts.store.state(m_room).then(this, [this](const Result<QList<StateEntry>> &entries) {
        m_isReading = false;
        if (std::exchange(m_isReadWanted, false))
            return readStore();
        if (!entries) {
            m_error = entries.error();
            Q_EMIT changed();
        } else if (!m_isReady && !isStored(*entries)) {
            askAll();
        } else {
            takeStore(*entries);
        }
    });
}

/// Only what has changed there: what the server has said meanwhile is newer than the rest.
void RoomSettings::takeStore(const QList<StateEntry> &entries)
{
    RoomStateValues stored;
    for (const StateEntry &entry : entries) {
        if (entry.stateKey.isEmpty() && keptTypes().contains(entry.type))
            stored.insert(entry.type, {entry.content, entry.sender});
    }
    const RoomStateValues before = std::exchange(m_stored, stored);
    for (const QString &type : keptTypes()) {
        if (before.value(type) != stored.value(type))
            m_edits.setKnown(type, stored.value(type));
    }
    // Every message of the room leads here.
    const bool wasReady = std::exchange(m_isReady, true);
    const Membership was = std::exchange(m_membership, membership());
    if (!wasReady || was != m_membership)
        refresh();
}

Membership RoomSettings::membership() const
{
    const Room *known = m_parts.rooms.find(m_room);
    return known ? known->membership : Membership::None;
}

/// v1 brings the state of a new room late, and says in no other way that it is not all there. What an
/// invitation brings is all that one may know.
bool RoomSettings::isStored(const QList<StateEntry> &entries) const
{
    const auto isCreate = [](const StateEntry &entry) { return entry.type == RoomStateType::Create; };
    return membership() == Membership::Join ? std::any_of(entries.begin(), entries.end(), isCreate)
                                            : !entries.isEmpty();
}

void RoomSettings::askAll()
{
    ++m_asked;
    RoomStateDump::ask(m_parts.api, m_parts.store, m_room, this)
        .then(this, [this](const Result<RoomStateDump> &dump) {
            --m_asked;
            if (!dump) {
                m_error = dump.error();
                Q_EMIT changed();
                return;
            }
            const RoomStateValues values = dump->values();
            for (const QString &type : keptTypes()) {
                if (values.contains(type))
                    m_edits.setKnown(type, values.value(type));
            }
            m_isReady = true;
            m_membership = membership();
            refresh();
        });
}

void RoomSettings::askRest()
{
    for (const QString &type : restTypes())
        ask(type);
}

void RoomSettings::ask(const QString &type)
{
    ++m_asked;
    m_parts.api.send(m_parts.api.requests().state(m_room, type))
        .then(this, [this, type](const Result<Reply> &reply) {
            --m_asked;
            if (reply)
                m_edits.setKnown(type, {reply->body});
            else if (reply.error().isMatrix("M_NOT_FOUND"))
                m_edits.setKnown(type, {});
            else if (!ApiClient::isUnrecognized(reply.error()))
                m_error = reply.error();
            Q_EMIT changed();
        });
}

void RoomSettings::refresh()
{
    m_facts = RoomFacts::read(m_edits.values());
    const QList<UserId> named = peopleWithLevels();
    if (m_isReady && named != m_named) {
        m_named = named;
        m_people.load(named);
    }
    if (m_isReady)
        Q_EMIT changed();
}

void RoomSettings::setContent(RoomField field, const QString &type, const QByteArray &content)
{
    m_edits.change(
        field, type, [content](const QByteArray &) { return Result<QByteArray>(content); }, false);
}

void RoomSettings::setName(const QString &name)
{
    setContent(RoomField::Name, RoomStateType::Name, textOf({{QStringLiteral("name"), name}}));
}

void RoomSettings::setTopic(const QString &topic)
{
    setContent(RoomField::Topic, RoomStateType::Topic, writeTopic(topic, !isOld()));
}

void RoomSettings::setAvatar(const QByteArray &picture, const QString &mimeType)
{
    Request request = m_parts.api.requests().upload({}, mimeType);
    request.body = picture;
    Task<QString> upload = m_parts.api.sendOnce(request).andThen(
        [](const Reply &reply) { return Requests::readUploaded(reply.body); });
    ++m_tasks;
    std::move(upload).then(this, [this](const Result<QString> &url) {
        --m_tasks;
        if (url)
            return setContent(RoomField::Avatar, RoomStateType::Avatar,
                              textOf({{QStringLiteral("url"), *url}}));
        Q_EMIT failed(RoomField::Avatar, url.error());
        if (!isBusy())
            Q_EMIT idle();
    });
}

void RoomSettings::removeAvatar()
{
    setContent(RoomField::Avatar, RoomStateType::Avatar, QByteArrayLiteral("{}"));
}

void RoomSettings::setJoinRules(const JoinRules &rules)
{
    m_edits.change(
        RoomField::JoinRule, RoomStateType::JoinRules,
        [rules](const QByteArray &before) { return Result<QByteArray>(writeJoinRules(before, rules)); },
        true);
}

void RoomSettings::setHistory(const QString &visibility)
{
    setContent(RoomField::History, RoomStateType::History,
               textOf({{QStringLiteral("history_visibility"), visibility}}));
}

void RoomSettings::setGuestsAllowed(bool areAllowed)
{
    setContent(RoomField::Guests, RoomStateType::Guests,
               textOf({{QStringLiteral("guest_access"),
                        areAllowed ? QStringLiteral("can_join") : QStringLiteral("forbidden")}}));
}

void RoomSettings::setAcl(const ServerAcl &acl)
{
    m_edits.change(
        RoomField::Acl, RoomStateType::Acl,
        [acl](const QByteArray &before) { return Result<QByteArray>(writeServerAcl(before, acl)); }, true);
}

template <typename T, typename Use>
void RoomSettings::follow(RoomField field, Task<T> task, Use use)
{
    ++m_tasks;
    std::move(task).then(this, [this, field, use](const Result<T> &result) {
        --m_tasks;
        if (result) {
            use();
            Q_EMIT saved(field);
        } else {
            Q_EMIT failed(field, result.error());
        }
        if (!isBusy())
            Q_EMIT idle();
    });
}

void RoomSettings::addAddress(const QString &alias)
{
    follow(RoomField::Addresses, m_listing.add(alias), [] {});
}

void RoomSettings::removeAddress(const QString &alias)
{
    const bool isNamed = m_facts.addresses.main == alias || m_facts.addresses.others.contains(alias);
    const auto unname = [this, alias, isNamed] {
        if (!isNamed)
            return;
        m_edits.change(
            RoomField::Addresses, RoomStateType::Addresses,
            [alias](const QByteArray &before) {
                RoomAddresses addresses = readAddresses(before);
                addresses.others.removeAll(alias);
                if (addresses.main == alias)
                    addresses.main.clear();
                return Result<QByteArray>(writeAddresses(before, addresses));
            },
            true);
    };
    // Of another server the room can only no longer name it.
    if (m_listing.addresses().contains(alias) || !isNamed)
        follow(RoomField::Addresses, m_listing.remove(alias), unname);
    else
        unname();
}

void RoomSettings::setMainAddress(const QString &alias)
{
    m_edits.change(
        RoomField::Addresses, RoomStateType::Addresses,
        [alias](const QByteArray &before) {
            RoomAddresses addresses = readAddresses(before);
            addresses.others.removeAll(alias);
            if (!addresses.main.isEmpty() && addresses.main != alias)
                addresses.others.prepend(addresses.main);
            addresses.main = alias;
            return Result<QByteArray>(writeAddresses(before, addresses));
        },
        true);
}

void RoomSettings::setListed(bool isListed)
{
    follow(RoomField::Listing, m_listing.setListed(isListed), [] {});
}

}

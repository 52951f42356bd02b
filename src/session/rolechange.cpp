// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rolechange.h"

#include "session/roomstatedump.h"
#include "store/store.h"

namespace linnet {

namespace {

constexpr qsizetype MostPeople = 2000; ///< more fit into no event

}

RoleChange::RoleChange(ApiClient &api, Store &store, const UserId &self, Wish wish, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_self(self), m_wish(std::move(wish)),
      m_edits(api, m_wish.room), m_people(api, store, m_wish.room), m_powers(m_edits, m_people, self)
{
    connect(&m_edits, &RoomStateEdits::saved, this, &RoleChange::onSaved);
    connect(&m_edits, &RoomStateEdits::failed, this,
            [this](RoomField, const Error &error) { onFailed(error); });
    connect(&m_people, &RoomPeople::changed, this, [this] {
        if (m_isWaiting && !m_people.isLoading())
            change();
    });
}

void RoleChange::start(bool isSure)
{
    m_isSure = isSure;
    m_store.state(m_wish.room).then(this, [this](const Result<QList<StateEntry>> &entries) {
        if (!entries)
            return Q_EMIT failed(entries.error());
        RoomStateValues values;
        for (const StateEntry &entry : *entries) {
            if (entry.stateKey.isEmpty())
                values.insert(entry.type, {entry.content, entry.sender});
        }
        if (values.contains(RoomStateType::Create))
            take(values);
        else
            askAll();
    });
}

/// A room that is new to v1 is stored before its state, and without the event that made it nobody knows who
/// stands above all levels.
void RoleChange::askAll()
{
    RoomStateDump::ask(m_api, m_store, m_wish.room, this)
        .then(this, [this](const Result<RoomStateDump> &dump) {
            if (dump)
                take(dump->values());
            else
                Q_EMIT failed(dump.error());
        });
}

void RoleChange::take(const RoomStateValues &values)
{
    for (const QString &type : {RoomStateType::Create, RoomStateType::Powers}) {
        if (values.contains(type))
            m_edits.setKnown(type, values.value(type));
    }
    // Whether somebody is left in charge is a question only of who leaves the charge.
    if (m_wish.user != m_self)
        return change();
    const PowerLevels now = levels();
    QList<UserId> named;
    for (auto user = now.users.cbegin(); user != now.users.cend() && named.size() < MostPeople; ++user) {
        if (user.value() > now.usersDefault)
            named.append(user.key());
    }
    m_isWaiting = true;
    m_people.load(named);
}

PowerLevels RoleChange::levels() const
{
    const RoomStateValue create = m_edits.values().value(RoomStateType::Create);
    return PowerLevelsEdit(m_edits.values().value(RoomStateType::Powers).content, create.content,
                           create.sender)
        .levels();
}

void RoleChange::change()
{
    m_isWaiting = false;
    m_powers.set(m_wish.user, m_wish.level, m_isSure);
}

void RoleChange::onSaved()
{
    const PowerLevels now = levels();
    m_usual = now.usersDefault;
    // What is stored here may be older than what the server had.
    m_before = m_powers.before().powerOf(m_wish.user);
    m_canUndo = m_before != m_wish.level && m_before <= PowerRules::mostToGive(now, m_self) &&
                PowerRules::mayChangeUser(now, m_self, m_wish.user);
    Q_EMIT saved();
}

void RoleChange::onFailed(const Error &error)
{
    if (error.isMatrix("chat.linnet.NOBODY_LEFT"))
        Q_EMIT risky(PowerRules::Risk::NobodyLeft);
    else if (error.isMatrix("chat.linnet.LOWERS_YOU"))
        Q_EMIT risky(PowerRules::Risk::LowersSelf);
    else
        Q_EMIT failed(error);
}

}

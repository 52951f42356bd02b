// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spaces.h"

#include "session/accountdata.h"

#include <QJsonArray>

namespace linnet {

namespace {

constexpr qsizetype MostSpaces = 1000; ///< what others have written there costs no more

const QString Type = QStringLiteral("chat.linnet.rooms");
const QString Key = QStringLiteral("space_order");

}

Spaces::Spaces(ApiClient &api, Store &store, RoomList &rooms, AccountData &accountData, RoomActions &actions,
               const UserId &self, QObject *parent)
    : QObject(parent), m_accountData(accountData), m_api(api), m_tree(rooms), m_hierarchy(api),
      m_editing(api, store, rooms, actions, self)
{
    connect(&accountData, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type)
            load();
    });
}

bool Spaces::isAvailable() const
{
    return m_api.requests().version().dialect != Dialect::V1;
}

void Spaces::load()
{
    QList<RoomId> order;
    const QJsonArray ids = m_accountData.content(Type).value(Key).toArray();
    for (const QJsonValue &id : ids) {
        const RoomId room(id.toString());
        if (!room.isEmpty() && !order.contains(room) && order.size() < MostSpaces)
            order.append(room);
    }
    m_tree.setOrder(order);
}

Task<Done> Spaces::move(const RoomId &space, qsizetype to)
{
    QList<RoomId> order = m_tree.topLevel();
    if (!order.removeOne(space))
        return Task<Done>::ready(Error::of(Error::Kind::NotFound));
    order.insert(qBound(qsizetype(0), to, order.size()), space);
    m_tree.setOrder(order);
    QJsonArray ids;
    for (const RoomId &id : std::as_const(order))
        ids.append(id.toString());
    return m_accountData.change(Type, [ids](QJsonObject content) {
        content.insert(Key, ids);
        return content;
    });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ignoredpeople.h"

#include "session/accountdata.h"

#include <algorithm>

namespace linnet {

namespace {

const QString Field = QStringLiteral("ignored_users");

}

IgnoredPeople::IgnoredPeople(AccountData &data, UserId self, QObject *parent)
    : QObject(parent), m_data(data), m_self(std::move(self))
{
    connect(&data, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type)
            reload();
    });
}

bool IgnoredPeople::isAvailable() const
{
    return m_data.isAvailable();
}

QList<UserId> IgnoredPeople::all() const
{
    QList<UserId> users = m_users.values();
    std::sort(users.begin(), users.end());
    return users;
}

void IgnoredPeople::reload()
{
    QSet<UserId> users;
    const QStringList ids = m_data.content(Type).value(Field).toObject().keys();
    for (const QString &id : ids)
        users.insert(UserId(id));
    users.remove(m_self); // another client may have been asked to; nobody can do without his own words
    if (users == m_users)
        return;
    m_users = users;
    Q_EMIT changed();
}

Task<Done> IgnoredPeople::ignore(const QList<UserId> &users)
{
    return m_data.change(Type, [users, self = m_self](QJsonObject content) {
        QJsonObject ignored = content.value(Field).toObject();
        for (const UserId &user : users) {
            if (!user.isEmpty() && user != self && !ignored.contains(user.toString()))
                ignored.insert(user.toString(), QJsonObject());
        }
        content.insert(Field, ignored);
        return content;
    });
}

Task<Done> IgnoredPeople::unignore(const QList<UserId> &users)
{
    return m_data.change(Type, [users](QJsonObject content) {
        QJsonObject ignored = content.value(Field).toObject();
        for (const UserId &user : users)
            ignored.remove(user.toString());
        content.insert(Field, ignored);
        return content;
    });
}

}

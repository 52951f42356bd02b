// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountrules.h"

#include "store/accountdatatable.h"
#include "store/mentionrule.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

QByteArray AccountRules::stored() const
{
    return AccountDataTable(m_database).get(Type);
}

bool AccountRules::set(const QByteArray &content)
{
    if (!AccountDataTable(m_database).put(Type, content))
        return false;
    m_rules.reset();
    return true;
}

const PushRules &AccountRules::get()
{
    if (!m_rules)
        m_rules = PushRules::read(stored(), m_self, MentionRule(m_database).areNames());
    return *m_rules;
}

bool AccountRules::isIgnored(const UserId &user)
{
    if (!m_ignored) {
        m_ignored.emplace();
        const QStringList ids = QJsonDocument::fromJson(AccountDataTable(m_database).get(IgnoredType))
                                    .object()
                                    .value(u"ignored_users")
                                    .toObject()
                                    .keys();
        for (const QString &id : ids)
            m_ignored->insert(UserId(id));
    }
    return user != m_self && m_ignored->contains(user);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountrules.h"

#include "store/mentionrule.h"

namespace linnet {

QByteArray AccountRules::stored() const
{
    Statement statement = m_database.query("SELECT value FROM meta WHERE key = 'push_rules'");
    return statement.next() ? statement.blob(0) : QByteArray();
}

bool AccountRules::set(const QByteArray &content)
{
    if (content == stored())
        return false;
    m_database.run("INSERT OR REPLACE INTO meta(key, value) VALUES('push_rules', ?)", content);
    m_rules.reset();
    return true;
}

const PushRules &AccountRules::get()
{
    if (!m_rules)
        m_rules = PushRules::read(stored(), m_self, MentionRule(m_database).areNames());
    return *m_rules;
}

}

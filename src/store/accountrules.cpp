// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountrules.h"

#include "store/accountdatatable.h"
#include "store/mentionrule.h"

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

}

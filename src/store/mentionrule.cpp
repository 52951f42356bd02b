// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/mentionrule.h"

namespace linnet {

bool MentionRule::areNames() const
{
    Statement statement = m_database.query("SELECT value FROM meta WHERE key = 'are_names_mentions'");
    return statement.next() && statement.number(0) != 0;
}

void MentionRule::setAreNames(bool areNames)
{
    if (areNames != this->areNames())
        m_database.run("INSERT OR REPLACE INTO meta(key, value) VALUES('are_names_mentions', ?)", areNames);
}

}

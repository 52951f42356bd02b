// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace linnet {

/// Whether who is named in the text of a message without `m.mentions` is meant by it: where the account's
/// push rules say so, and in api/v1, which knew nothing else. Worker thread.
class MentionRule
{
public:
    explicit MentionRule(Database &database) : m_database(database) {}

    bool areNames() const; ///< false before anything is known
    void setAreNames(bool areNames);

private:
    Database &m_database;
};

}

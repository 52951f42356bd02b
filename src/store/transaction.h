// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace linnet {

/// All or nothing of what is written while it lives: dropped without commit(), it undoes everything.
/// Worker thread, a scope's local variable, never nested.
class Transaction
{
public:
    explicit Transaction(Database &database) : m_database(database) { m_database.run("BEGIN IMMEDIATE"); }
    ~Transaction()
    {
        if (m_isOpen)
            undo();
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Answers the first failure since the beginning, after having undone everything.
    Status commit()
    {
        m_database.run("COMMIT");
        if (auto error = m_database.takeError()) {
            undo();
            return *error;
        }
        m_isOpen = false;
        return Done{};
    }

private:
    void undo()
    {
        m_isOpen = false;
        m_database.takeError();
        // A full disk has undone it already.
        if (m_database.isInTransaction())
            m_database.run("ROLLBACK");
        m_database.takeError();
    }

    Database &m_database;
    bool m_isOpen = true;
};

}

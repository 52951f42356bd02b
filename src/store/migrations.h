// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <span>

namespace linnet {

/// One step of the database's layout: statements that turn version - 1 into `version`, and what SQL alone
/// cannot do after them.
struct Migration
{
    int version;
    const char *sql;
    void (*fill)(Database &) = nullptr;
};

/// The steps of this Linnet, in order, from 1 on. A step that has been released never changes.
std::span<const Migration> migrations();

/// Brings a database up to the last of `steps`; each step is one transaction together with its version number
/// (`PRAGMA user_version`). Errors: NewerVersion if the file is beyond the last step; else what SQLite says.
Status migrate(Database &database, std::span<const Migration> steps);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "store/records.h"

#include <QMenu>

#include <optional>

namespace linnet {

/// The roles that somebody may be given in a room, their own checked. What one may not give is greyed with
/// the reason, as is all of it where one may not change theirs. GUI thread.
class RoleMenu : public QMenu
{
    Q_OBJECT

public:
    RoleMenu(const Room &room, const UserId &self, const UserId &user, Dialect dialect, QWidget *parent);

Q_SIGNALS:
    void chosen(std::optional<int> level); ///< another than theirs; none: it is to be asked for

private:
    void add(const QString &text, int level, int now, int most);
};

}

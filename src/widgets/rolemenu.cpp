// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rolemenu.h"

#include "session/powertext.h"
#include "session/roomrights.h"

#include <algorithm>
#include <functional>

namespace linnet {

RoleMenu::RoleMenu(const Room &room, const UserId &self, const UserId &user, Dialect dialect, QWidget *parent)
    : QMenu(tr("Rol&e"), parent)
{
    setObjectName(QStringLiteral("roleMenu"));
    setToolTipsVisible(true);
    RoomFacts facts;
    facts.version = room.version;
    facts.isSpace = room.isSpace();
    facts.levels = room.powerLevels;
    const RoomRights rights(facts, self, room.membership, room.isReplaced, dialect);
    if (const CanChange may = rights.user(user); !may.isAllowed) {
        menuAction()->setEnabled(false);
        menuAction()->setToolTip(may.reason);
        return;
    }
    const int now = room.powerLevels.powerOf(user);
    const int everybodys = room.powerLevels.usersDefault;
    QList<int> levels{PowerText::Admin, PowerText::Moderator, everybodys, now};
    std::sort(levels.begin(), levels.end(), std::greater<>());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    for (const int level : std::as_const(levels))
        add(PowerText::role(level, everybodys), level, now, rights.mostToGive());
    addSeparator();
    connect(addAction(tr("Another &level…")), &QAction::triggered, this,
            [this] { Q_EMIT chosen(std::nullopt); });
}

void RoleMenu::add(const QString &text, int level, int now, int most)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(level == now);
    if (level > most && level != now) {
        action->setEnabled(false);
        action->setToolTip(tr("You cannot give more than you have."));
    }
    connect(action, &QAction::triggered, this, [this, action, level, now] {
        action->setChecked(level == now);
        if (level != now)
            Q_EMIT chosen(level);
    });
}

}

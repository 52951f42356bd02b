// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/personmenu.h"

#include "matrix/displayname.h"
#include "session/rowabilities.h"
#include "session/session.h"
#include "widgets/messageactions.h"

#include <QClipboard>
#include <QGuiApplication>

namespace linnet {

PersonMenu::PersonMenu(Session &session, const RoomId &room, const UserId &user, const QString &name,
                       QWidget *parent)
    : QMenu(parent)
{
    setObjectName(QStringLiteral("personMenu"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString id = user.toString();
    const QString called = cleanName(name);
    for (const QString &line : {called, id}) {
        if (!line.isEmpty() && (line == id || called != id))
            addAction(isolated(MessageAction::labelOf(line)))->setEnabled(false);
    }
    addSeparator();
    const bool isOther = user != session.self();
    connect(addAction(QIcon::fromTheme(QStringLiteral("user-identity")), tr("&Profile…")),
            &QAction::triggered, this, [this, user] { Q_EMIT profileRequested(user); });
    if (isOther)
        connect(addAction(QIcon::fromTheme(QStringLiteral("dialog-messages")), tr("&Chat")),
                &QAction::triggered, this, [this, user] { Q_EMIT chatRequested(user); });
    if (isOther && session.keys().isAvailable() && !session.trust().isVerified(user))
        connect(addAction(tr("&Verify…")), &QAction::triggered, this,
                [this, user] { Q_EMIT verifyRequested(user); });
    connect(addAction(tr("Copy &Matrix id")), &QAction::triggered, this,
            [id] { QGuiApplication::clipboard()->setText(id); });
    if (!called.isEmpty())
        connect(addAction(tr("Copy &name")), &QAction::triggered, this,
                [name] { QGuiApplication::clipboard()->setText(name); });
    const Room *known = session.rooms().find(room);
    if (!known || !isOther || !RowAbilities::of(*known, session.self(), session.api()).canRedactOthers)
        return;
    addSeparator();
    connect(addAction(QIcon::fromTheme(QStringLiteral("edit-delete")), tr("&Delete all messages…")),
            &QAction::triggered, this,
            [this, room, user, name] { Q_EMIT deletionWanted(room, user, name, pos()); });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/personmenu.h"

#include "matrix/displayname.h"
#include "session/personabilities.h"
#include "session/roomfacts.h"
#include "session/rowabilities.h"
#include "session/session.h"
#include "widgets/messageactions.h"
#include "widgets/rolemenu.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace linnet {

PersonMenu::PersonMenu(Session &session, const RoomId &room, const UserId &user, const QString &name,
                       QWidget *parent, Membership membership)
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
    m_profile = addAction(QIcon::fromTheme(QStringLiteral("user-identity")), tr("&Profile…"));
    connect(m_profile, &QAction::triggered, this, [this, user] { Q_EMIT profileRequested(user); });
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
    const PersonAction::Person person{user, name};
    if (isOther)
        addSafety(session, room, person);
    addRole(session, room, person, membership);
    if (!isOther)
        return;
    addModeration(session, room, person, membership);
    const Room *known = session.rooms().find(room);
    if (!known || !RowAbilities::of(*known, session.self(), session.api()).canRedactOthers)
        return;
    connect(addAction(QIcon::fromTheme(QStringLiteral("edit-delete")), tr("&Delete all messages…")),
            &QAction::triggered, this,
            [this, room, user, name] { Q_EMIT deletionWanted(room, user, name, pos()); });
}

QAction *PersonMenu::add(const QString &text, PersonAction::Kind kind, const RoomId &room,
                         const PersonAction::Person &person)
{
    QAction *action = addAction(text);
    connect(action, &QAction::triggered, this, [this, kind, room, person] {
        Q_EMIT actionWanted({kind, room, {person}, pos()});
    });
    return action;
}

void PersonMenu::addSafety(Session &session, const RoomId &room, const PersonAction::Person &person)
{
    using Kind = PersonAction::Kind;
    Safety &safety = session.safety();
    const bool canReport = safety.moderation().canReportUsers();
    if (!safety.ignored().isAvailable() && !canReport)
        return;
    addSeparator();
    if (safety.ignored().contains(person.user))
        add(tr("Stop &ignoring"), Kind::StopIgnoring, room, person);
    else if (safety.ignored().isAvailable())
        add(tr("&Ignore"), Kind::Ignore, room, person);
    if (canReport)
        add(tr("Rep&ort…"), Kind::Report, room, person);
}

void PersonMenu::addModeration(Session &session, const RoomId &room, const PersonAction::Person &person,
                               Membership membership)
{
    using Can = PersonAbilities::Can;
    using Kind = PersonAction::Kind;
    const Room *known = session.rooms().find(room);
    if (!known)
        return;
    const PersonAbilities can = PersonAbilities::of(*known, session.self(), person.user, membership);
    struct Entry
    {
        Can can;
        QString text;
        Kind kind;
    };
    const QList<Entry> entries{{can.kick, tr("&Remove from the room…"), Kind::Remove},
                               {can.withdraw, tr("Take &back the invitation…"), Kind::WithdrawInvitation},
                               {can.ban, tr("B&an from the room…"), Kind::Ban},
                               {can.unban, tr("&Let them come back"), Kind::Unban}};
    const bool isAny =
        std::any_of(entries.begin(), entries.end(), [](const Entry &entry) { return entry.can == Can::Yes; });
    // To somebody who may do nothing of all this it is no business.
    const bool isModerator =
        known->powerLevels.powerOf(session.self()) >= qMin(known->powerLevels.kick, known->powerLevels.ban);
    if (!isAny && !isModerator)
        return;
    addSeparator();
    for (const Entry &entry : entries) {
        if (entry.can == Can::Senseless)
            continue;
        QAction *action = add(entry.text, entry.kind, room, person);
        action->setEnabled(entry.can == Can::Yes);
        if (entry.can == Can::NotAllowed)
            action->setToolTip(tr("You may not do that in this room."));
        else if (entry.can == Can::NotOverThem)
            action->setToolTip(tr("They have as much to say in this room as you."));
    }
    setToolTipsVisible(true);
}

void PersonMenu::addRole(Session &session, const RoomId &room, const PersonAction::Person &person,
                         Membership membership)
{
    const Room *known = session.rooms().find(room);
    if (!known || known->membership != Membership::Join || membership == Membership::Ban)
        return;
    const PowerLevels &levels = known->powerLevels;
    const int own = levels.powerOf(session.self());
    if (own < std::min({levels.kick, levels.ban, levels.neededFor(RoomStateType::Powers, true)}))
        return; // as with what is done to people
    auto *roles =
        new RoleMenu(*known, session.self(), person.user, session.api().requests().version().dialect, this);
    connect(roles, &RoleMenu::chosen, this, [this, room, person](std::optional<int> level) {
        Q_EMIT actionWanted({PersonAction::Kind::Role, room, {person}, pos(), level});
    });
    addSeparator();
    addMenu(roles);
    setToolTipsVisible(true);
}

}

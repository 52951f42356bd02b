// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roledesk.h"

#include "session/errortext.h"
#include "session/powertext.h"
#include "session/rolechange.h"
#include "session/session.h"
#include "widgets/levelchange.h"
#include "widgets/noticebar.h"

#include <QInputDialog>

#include <algorithm>

namespace linnet {

RoleDesk::RoleDesk(Session &session, NoticeBar &notice, QWidget &window)
    : m_session(session), m_notice(notice), m_window(window)
{
}

void RoleDesk::change(const PersonAction &action)
{
    if (action.people.isEmpty())
        return;
    if (!action.level)
        return askLevel(action);
    auto *change =
        new RoleChange(m_session.api(), m_session.store(), m_session.self(),
                       {action.room, action.people.constFirst().user, action.level.value_or(0)}, this);
    connect(change, &RoleChange::risky, this, [this, change](PowerRules::Risk risk) {
        LevelChange::confirm(
            m_window, *change, risk, [change] { change->start(true); }, [change] { change->deleteLater(); });
    });
    connect(change, &RoleChange::saved, this, [this, change, action] {
        onSaved(*change, action);
        change->deleteLater();
    });
    connect(change, &RoleChange::failed, this, [this, change, action](const Error &error) {
        m_notice.complain(
            tr("The role of %1 could not be changed.").arg(action.people.constFirst().inSentence()),
            ErrorText::of(error).what);
        change->deleteLater();
    });
    change->start();
}

void RoleDesk::askLevel(const PersonAction &action)
{
    const Room *known = m_session.rooms().find(action.room);
    if (!known)
        return;
    const PowerLevels &levels = known->powerLevels;
    const int most = PowerRules::mostToGive(levels, m_session.self());
    const UserId user = action.people.constFirst().user;
    auto *dialog = new QInputDialog(&m_window);
    dialog->setObjectName(QStringLiteral("levelDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Another level"));
    dialog->setLabelText(tr("Level (members have %1, moderators %2, admins %3):")
                             .arg(levels.usersDefault)
                             .arg(PowerText::Moderator)
                             .arg(PowerText::Admin));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1 - PowerLevels::Creator, most);
    dialog->setIntValue(std::min(levels.powerOf(user), most));
    dialog->setOkButtonText(tr("Change role"));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this, action, now = levels.powerOf(user)](int level) {
                PersonAction wanted = action;
                wanted.level = level;
                if (level != now)
                    change(wanted);
            });
    dialog->open();
}

void RoleDesk::onSaved(const RoleChange &change, const PersonAction &action)
{
    const PersonAction::Person &person = action.people.constFirst();
    const QString what =
        tr("New role of %1: %2.")
            .arg(person.inSentence(), PowerText::role(change.wish().level, change.everybodys()));
    if (!change.canUndo()) {
        if (change.before() == change.wish().level || person.user == m_session.self())
            return m_notice.say(what);
        return m_notice.say(
            tr("%1 You cannot take that back: they have as much to say as you now.").arg(what));
    }
    PersonAction undo = action;
    undo.level = change.before();
    m_notice.offer(what, tr("Undo"), [this, undo] { this->change(undo); });
}

}

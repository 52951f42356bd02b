// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actionlevels.h"

#include "widgets/levelchange.h"
#include "widgets/rolecombo.h"
#include "widgets/settingnote.h"

#include <QGridLayout>
#include <QLabel>

namespace linnet {

ActionLevels::ActionLevels(RoomSettings &settings, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_grid(new QGridLayout)
{
    m_grid->setColumnStretch(0, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeTitle(tr("Who may do what")));
    layout->addWidget(makeNote(RoomField::Powers));
    layout->addLayout(m_grid);
}

/// Once it is known what sort of room it is.
void ActionLevels::makeRows()
{
    m_actions = PowerText::actions(settings().facts().isSpace);
    for (qsizetype row = 0; row < m_actions.size(); ++row) {
        const PowerText::Action &each = m_actions.at(row);
        const bool isOfPeople = each.action.kind == PowerAction::Kind::UsersDefault;
        auto *box = new RoleCombo(isOfPeople ? RoleCombo::Words::Role : RoleCombo::Words::Who, this);
        box->setAccessibleText(each.words);
        auto *label = new QLabel(each.words, this);
        label->setWordWrap(true);
        label->setBuddy(box);
        m_grid->addWidget(label, int(row), 0);
        m_grid->addWidget(box, int(row), 1);
        m_boxes.append(box);
        connect(box, &RoleCombo::levelChosen, this, [this, action = each.action](int level) {
            note(RoomField::Powers)->clear();
            LevelChange::ask(settings(), *note(RoomField::Powers), action, level, [this] { refresh(); });
        });
    }
}

void ActionLevels::refresh()
{
    if (m_boxes.isEmpty())
        makeRows();
    const PowerLevels &levels = settings().facts().levels;
    const RoomRights rights = settings().rights();
    for (qsizetype row = 0; row < m_boxes.size(); ++row) {
        const PowerAction &action = m_actions.at(row).action;
        RoleCombo *box = m_boxes.at(row);
        // What everybody is can be named by its number only.
        const bool isOfPeople = action.kind == PowerAction::Kind::UsersDefault;
        box->setLevel(action.levelIn(levels), isOfPeople ? 0 : levels.usersDefault, rights.mostToGive());
        const CanChange may = rights.action(action);
        box->setEnabled(may.isAllowed);
        box->setToolTip(may.reason);
    }
    // Where one may change nothing, the list of people says so already.
    const bool isOf2014 = settings().facts().areLevelsOf2014;
    note(RoomField::Powers)
        ->setCanChange(isOf2014 ? rights.action({PowerAction::Kind::EventsDefault}) : CanChange(), {});
}

}

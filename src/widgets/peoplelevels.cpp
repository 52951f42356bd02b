// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/peoplelevels.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/powertext.h"
#include "widgets/levelchange.h"
#include "widgets/peopletext.h"
#include "widgets/rolecombo.h"
#include "widgets/settingnote.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>

#include <algorithm>

namespace linnet {

namespace {

enum Column { Person, Role, ColumnCount };
constexpr qsizetype LongestName = 80;

QString nameOf(const Member &member)
{
    const QString name = isolated(oneLine(member.name, LongestName));
    return member.name == member.user.toString() ? name : name + u"  " + isolated(member.user.toString());
}

}

PeopleLevels::PeopleLevels(RoomSettings &settings, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_list(new QTreeWidget(this)),
      m_role(new RoleCombo(RoleCombo::Words::Role, this)), m_why(makeText()), m_person(new QLineEdit(this)),
      m_newRole(new RoleCombo(RoleCombo::Words::Role, this)), m_add(new QPushButton(tr("&Add"), this)),
      m_newLevel(PowerText::Moderator)
{
    m_list->setObjectName(QStringLiteral("people"));
    m_list->setAccessibleName(tr("People with a role"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Person"), tr("Role")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Person, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Role, QHeaderView::ResizeToContents);
    m_list->setFixedHeight(Theme::units(44, font()));
    m_role->setObjectName(QStringLiteral("role"));
    m_role->setAccessibleText(tr("Role of the selected person"));
    m_why->setObjectName(QStringLiteral("whyNotPerson"));
    m_person->setObjectName(QStringLiteral("newPerson"));
    m_person->setPlaceholderText(tr("@name:example.org"));
    m_person->setAccessibleName(tr("Another person"));
    m_newRole->setObjectName(QStringLiteral("newRole"));
    m_newRole->setAccessibleText(tr("Their role"));
    m_add->setObjectName(QStringLiteral("addPerson"));
    m_add->setAutoDefault(false);
    auto *selected = new QHBoxLayout;
    auto *label = new QLabel(tr("R&ole of the selected person:"), this);
    label->setBuddy(m_role);
    selected->addWidget(label);
    selected->addWidget(m_role);
    selected->addStretch();
    auto *other = new QHBoxLayout;
    other->addWidget(m_person, 1);
    other->addWidget(m_newRole);
    other->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeTitle(tr("People")));
    layout->addWidget(m_list);
    layout->addLayout(selected);
    layout->addWidget(m_why);
    layout->addLayout(other);
    layout->addWidget(makeNote(RoomField::Powers));
    connect(m_list, &QTreeWidget::currentItemChanged, this, &PeopleLevels::showSelected);
    connect(m_role, &RoleCombo::levelChosen, this, [this](int level) { change(this->selected(), level); });
    connect(m_newRole, &RoleCombo::levelChosen, this, [this](int level) {
        m_newLevel = level;
        showNew();
    });
    connect(m_person, &QLineEdit::textChanged, this, &PeopleLevels::showNew);
    connect(m_person, &QLineEdit::returnPressed, this, &PeopleLevels::add);
    connect(m_add, &QPushButton::clicked, this, &PeopleLevels::add);
}

UserId PeopleLevels::selected() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? UserId(item->data(Person, Qt::UserRole).toString()) : UserId();
}

UserId PeopleLevels::typed() const
{
    const PeopleText people = PeopleText::read(m_person->text(), serverOf(settings().self()));
    return people.wrong.isEmpty() && people.users.size() == 1 ? people.users.constFirst() : UserId();
}

void PeopleLevels::change(const UserId &user, int level)
{
    if (user.isEmpty())
        return;
    note(RoomField::Powers)->clear();
    LevelChange::ask(settings(), *note(RoomField::Powers), user, level, [this] { refresh(); });
}

void PeopleLevels::add()
{
    const UserId user = typed();
    if (user.isEmpty() || !m_add->isEnabled())
        return;
    m_person->clear();
    change(user, m_newLevel);
}

void PeopleLevels::refresh()
{
    const UserId before = selected();
    const RoomFacts &facts = settings().facts();
    const QList<UserId> people = settings().peopleWithLevels();
    // Nobody is selected in between: the box below would lose the focus.
    QSignalBlocker quiet(m_list);
    m_list->clear();
    QList<QTreeWidgetItem *> rows;
    QTreeWidgetItem *current = nullptr;
    for (const UserId &user : people) {
        const Member member = settings().people().member(user);
        QString name = nameOf(member);
        if (member.membership != Membership::Join && member.membership != Membership::None)
            name = tr("%1 (not here)").arg(name);
        const QString role = PowerText::role(facts.levels.powerOf(user), facts.levels.usersDefault);
        auto *row = new QTreeWidgetItem({name, role});
        row->setData(Person, Qt::UserRole, user.toString());
        row->setToolTip(Person, user.toString().toHtmlEscaped());
        rows.append(row);
        if (user == before)
            current = row;
    }
    m_list->addTopLevelItems(rows);
    if (current)
        m_list->setCurrentItem(current);
    quiet.unblock();
    note(RoomField::Powers)
        ->setCanChange(settings().rights().state(RoomStateType::Powers), {m_person, m_newRole});
    showSelected();
    showNew();
}

void PeopleLevels::showSelected()
{
    const PowerLevels &levels = settings().facts().levels;
    const RoomRights rights = settings().rights();
    const UserId user = selected();
    const CanChange may = user.isEmpty() ? CanChange::no({}) : rights.user(user);
    m_role->setLevel(levels.powerOf(user), levels.usersDefault, rights.mostToGive());
    m_role->setEnabled(may.isAllowed);
    m_role->setToolTip(may.reason);
    // Said once where one may change nobody at all.
    const bool isSaidBelow = !rights.state(RoomStateType::Powers).isAllowed;
    m_why->setText(may.reason);
    m_why->setVisible(!may.reason.isEmpty() && !isSaidBelow);
}

void PeopleLevels::showNew()
{
    const PowerLevels &levels = settings().facts().levels;
    const RoomRights rights = settings().rights();
    m_newLevel = std::min(m_newLevel, rights.mostToGive());
    m_newRole->setLevel(m_newLevel, levels.usersDefault, rights.mostToGive());
    m_add->setEnabled(!typed().isEmpty() && rights.user(typed()).isAllowed);
}

void PeopleLevels::keyPressEvent(QKeyEvent *event)
{
    // Enter adds somebody, and does not close the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

}

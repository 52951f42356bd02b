// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/memberselection.h"

#include "models/memberlistmodel.h"
#include "session/personabilities.h"
#include "session/session.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

MemberSelection::MemberSelection(Session &session, QListView &view, QWidget *parent)
    : QWidget(parent), m_session(session), m_view(view), m_words(new QLabel(this)),
      m_remove(addButton(PersonAction::Kind::Remove, QStringLiteral("removeSelected"))),
      m_ban(addButton(PersonAction::Kind::Ban, QStringLiteral("banSelected"))),
      m_unban(addButton(PersonAction::Kind::Unban, QStringLiteral("unbanSelected"))),
      m_ignore(addButton(PersonAction::Kind::Ignore, QStringLiteral("ignoreSelected")))
{
    const int unit = Theme::units(1, font());
    m_words->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addWidget(m_words);
    for (QPushButton *button : {m_remove, m_ban, m_unban, m_ignore})
        layout->addWidget(button);
    hide();
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &MemberSelection::refresh);
    for (auto change : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
        connect(view.model(), change, this, &MemberSelection::refresh);
    connect(view.model(), &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty()) // not at each change of who is online
                    refresh();
            });
    connect(view.model(), &QAbstractItemModel::modelReset, this, &MemberSelection::refresh);
}

QPushButton *MemberSelection::addButton(PersonAction::Kind kind, const QString &name)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, [this, kind, button] { want(kind, *button); });
    return button;
}

void MemberSelection::setRoom(const RoomId &room)
{
    m_room = room;
    refresh();
}

QList<PersonAction::Person> MemberSelection::possible(PersonAction::Kind kind) const
{
    using Can = PersonAbilities::Can;
    QList<PersonAction::Person> people;
    const Room *room = m_session.rooms().find(m_room);
    if (!room)
        return people;
    const QModelIndexList rows = m_view.selectionModel()->selectedIndexes();
    for (const QModelIndex &row : rows) {
        const UserId user = row.data(MemberListModel::UserIdRole).value<UserId>();
        const auto membership = Membership(row.data(MemberListModel::MembershipRole).toInt());
        const PersonAbilities can = PersonAbilities::of(*room, m_session.self(), user, membership);
        bool isPossible = false;
        if (kind == PersonAction::Kind::Remove) // who is invited goes the same way
            isPossible = can.kick == Can::Yes || can.withdraw == Can::Yes;
        else if (kind == PersonAction::Kind::Ban)
            isPossible = can.ban == Can::Yes;
        else if (kind == PersonAction::Kind::Unban)
            isPossible = can.unban == Can::Yes;
        else
            isPossible = user != m_session.self() && m_session.safety().ignored().isAvailable() &&
                         !m_session.safety().ignored().contains(user);
        if (isPossible)
            people.append({user, row.data(MemberListModel::NameRole).toString()});
    }
    return people;
}

void MemberSelection::want(PersonAction::Kind kind, const QWidget &button)
{
    const QList<PersonAction::Person> people = possible(kind);
    if (!people.isEmpty())
        Q_EMIT actionWanted({kind, m_room, people, button.mapToGlobal(QPoint(0, button.height()))});
}

void MemberSelection::refresh()
{
    m_count = int(m_view.selectionModel()->selectedIndexes().size());
    setVisible(isAny());
    if (!isAny())
        return;
    m_words->setText(tr("%n people selected", nullptr, m_count));
    const auto show = [this](QPushButton *button, PersonAction::Kind kind, auto words) {
        const int count = int(possible(kind).size());
        button->setVisible(count > 0);
        button->setText(words(count));
        button->setToolTip(count < m_count ? tr("The others it cannot be done to.") : QString());
    };
    show(m_remove, PersonAction::Kind::Remove,
         [](int count) { return tr("Remove %n people…", nullptr, count); });
    show(m_ban, PersonAction::Kind::Ban, [](int count) { return tr("Ban %n people…", nullptr, count); });
    show(m_unban, PersonAction::Kind::Unban,
         [](int count) { return tr("Let %n people come back", nullptr, count); });
    show(m_ignore, PersonAction::Kind::Ignore,
         [](int count) { return tr("Ignore %n people", nullptr, count); });
}

}

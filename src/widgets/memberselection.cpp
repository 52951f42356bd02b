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

#include <array>
#include <utility>

namespace linnet {

namespace {

UserId userOf(const QModelIndex &row)
{
    return row.data(MemberListModel::UserIdRole).value<UserId>();
}

Membership membershipOf(const QModelIndex &row)
{
    return Membership(row.data(MemberListModel::MembershipRole).toInt());
}

}

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
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MemberSelection::refreshSoon);
    for (auto change : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
        connect(view.model(), change, this, &MemberSelection::refreshSoon);
    connect(view.model(), &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty()) // not at each change of who is online
                    refreshSoon();
            });
    connect(view.model(), &QAbstractItemModel::modelReset, this, &MemberSelection::refreshSoon);
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
    refreshSoon();
}

bool MemberSelection::isPossible(PersonAction::Kind kind, const PersonAbilities &can,
                                 const UserId &user) const
{
    using Can = PersonAbilities::Can;
    switch (kind) {
    case PersonAction::Kind::Remove: // who is invited goes the same way
        return can.kick == Can::Yes || can.withdraw == Can::Yes;
    case PersonAction::Kind::Ban:
        return can.ban == Can::Yes;
    case PersonAction::Kind::Unban:
        return can.unban == Can::Yes;
    default:
        return user != m_session.self() && m_session.safety().ignored().isAvailable() &&
               !m_session.safety().ignored().contains(user);
    }
}

void MemberSelection::want(PersonAction::Kind kind, const QWidget &button)
{
    const Room *room = m_session.rooms().find(m_room);
    if (!room)
        return;
    QList<PersonAction::Person> people;
    const QModelIndexList rows = m_view.selectionModel()->selectedIndexes();
    for (const QModelIndex &row : rows) {
        const UserId user = userOf(row);
        if (isPossible(kind, PersonAbilities::of(*room, m_session.self(), user, membershipOf(row)), user))
            people.append({user, row.data(MemberListModel::NameRole).toString()});
    }
    if (!people.isEmpty())
        Q_EMIT actionWanted({kind, m_room, people, button.mapToGlobal(QPoint(0, button.height()))});
}

/// Once for all that changes at a time: many thousands may be selected.
void MemberSelection::refreshSoon()
{
    if (!std::exchange(m_isStale, true))
        QMetaObject::invokeMethod(this, &MemberSelection::refresh, Qt::QueuedConnection);
}

void MemberSelection::refresh()
{
    using Kind = PersonAction::Kind;
    m_isStale = false;
    const QModelIndexList rows = m_view.selectionModel()->selectedIndexes();
    m_count = int(rows.size());
    setVisible(isAny());
    if (!isAny())
        return;
    constexpr std::array kinds{Kind::Remove, Kind::Ban, Kind::Unban, Kind::Ignore};
    std::array<int, kinds.size()> counts{};
    if (const Room *room = m_session.rooms().find(m_room)) {
        for (const QModelIndex &row : rows) {
            const UserId user = userOf(row);
            const auto can = PersonAbilities::of(*room, m_session.self(), user, membershipOf(row));
            for (size_t kind = 0; kind < kinds.size(); ++kind)
                counts[kind] += isPossible(kinds[kind], can, user) ? 1 : 0;
        }
    }
    const auto show = [this](QPushButton *button, int count, const QString &words) {
        button->setVisible(count > 0);
        button->setText(words);
        button->setToolTip(count < m_count ? tr("The others it cannot be done to.") : QString());
    };
    m_words->setText(tr("%n people selected", nullptr, m_count));
    show(m_remove, counts[0], tr("Remove %n people…", nullptr, counts[0]));
    show(m_ban, counts[1], tr("Ban %n people…", nullptr, counts[1]));
    show(m_unban, counts[2], tr("Let %n people come back", nullptr, counts[2]));
    show(m_ignore, counts[3], tr("Ignore %n people", nullptr, counts[3]));
}

}

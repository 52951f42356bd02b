// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/safetysettings.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/nowheel.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

using Who = InviteRules::Who;

constexpr int IdRole = Qt::UserRole;
constexpr int ListUnits = 30; ///< height of a list

QStringList selectedIds(const QListWidget &list)
{
    QStringList ids;
    const QList<QListWidgetItem *> items = list.selectedItems();
    for (const QListWidgetItem *item : items)
        ids.append(item->data(IdRole).toString());
    return ids;
}

}

SafetySettings::SafetySettings(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_who(new QComboBox(this)), m_whoNote(note({})),
      m_ignored(list(QStringLiteral("ignored"), tr("Ignored people"))),
      m_nobody(note(tr("Nobody. A person's menu has “Ignore”."))),
      m_stopIgnoring(new QPushButton(tr("Stop ignoring"), this)),
      m_lists(list(QStringLiteral("policyLists"), tr("Policy lists"))),
      m_noList(note(tr("None. The menu of a room has “Use as a policy list”."))),
      m_unfollow(new QPushButton(tr("Stop using"), this)), m_failure(note({}))
{
    Safety &safety = session.safety();
    m_who->setObjectName(QStringLiteral("whoInvites"));
    NoWheel::keepFrom(*m_who);
    m_who->setAccessibleName(tr("Who may invite you"));
    m_who->addItem(tr("Everybody"), int(Who::Everybody));
    m_who->addItem(tr("People with whom I am in a room"), int(Who::SharedRooms));
    m_who->addItem(tr("Nobody"), int(Who::Nobody));
    m_stopIgnoring->setObjectName(QStringLiteral("stopIgnoring"));
    m_unfollow->setObjectName(QStringLiteral("unfollow"));
    // Enter in a list is not meant for them.
    for (QPushButton *button : {m_stopIgnoring, m_unfollow})
        button->setAutoDefault(false);
    m_failure->hide();
    layOut();
    connect(m_who, &QComboBox::activated, this, &SafetySettings::setRule);
    connect(m_stopIgnoring, &QPushButton::clicked, this, &SafetySettings::stopIgnoring);
    connect(m_unfollow, &QPushButton::clicked, this, &SafetySettings::unfollow);
    connect(m_ignored, &QListWidget::itemSelectionChanged, this,
            [this] { m_stopIgnoring->setEnabled(!m_ignored->selectedItems().isEmpty()); });
    connect(m_lists, &QListWidget::itemSelectionChanged, this,
            [this] { m_unfollow->setEnabled(!m_lists->selectedItems().isEmpty()); });
    connect(&safety.inviteRules(), &InviteRules::changed, this, &SafetySettings::refreshRule);
    connect(&safety.ignored(), &IgnoredPeople::changed, this, &SafetySettings::refreshIgnored);
    connect(&safety.policies(), &PolicyLists::changed, this, &SafetySettings::refreshLists);
    setVisible(safety.ignored().isAvailable());
    refreshRule();
    refreshIgnored();
    refreshLists();
}

QLabel *SafetySettings::heading(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setFont(Theme::name(font()));
    return label;
}

QLabel *SafetySettings::note(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QListWidget *SafetySettings::list(const QString &name, const QString &title)
{
    auto *made = new QListWidget(this);
    made->setObjectName(name);
    made->setAccessibleName(title);
    made->setSelectionMode(QAbstractItemView::ExtendedSelection);
    made->setUniformItemSizes(true);
    made->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made->setTextElideMode(Qt::ElideRight);
    made->setFixedHeight(Theme::units(ListUnits, font()));
    return made;
}

void SafetySettings::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_failure);
    layout->addWidget(heading(tr("Who may invite you")));
    layout->addWidget(m_who);
    layout->addWidget(m_whoNote);
    layout->addWidget(heading(tr("Ignored people")));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_nobody, m_ignored})
        layout->addWidget(widget);
    layout->addWidget(m_stopIgnoring, 0, Qt::AlignLeft);
    layout->addWidget(heading(tr("Policy lists")));
    layout->addWidget(
        note(tr("Rooms in which others write down whom to keep away from. What these people say "
                "is hidden here, and their invitations wait apart.")));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_noList, m_lists})
        layout->addWidget(widget);
    layout->addWidget(m_unfollow, 0, Qt::AlignLeft);
}

void SafetySettings::refreshRule()
{
    const InviteRules &rules = m_session.safety().inviteRules();
    m_who->setCurrentIndex(m_who->findData(int(rules.who())));
    QString words;
    if (rules.who() == Who::SharedRooms)
        words = tr("Invitations of others are hidden on your devices with Linnet. They do not learn of it.");
    else if (rules.who() == Who::Nobody && rules.server() == InviteRules::Server::KnowsNothing)
        words =
            tr("Your server does not know this rule: invitations are hidden on your devices with Linnet, and "
               "who invites you does not learn of it.");
    else if (rules.who() == Who::Nobody)
        words = tr("Your server turns invitations down.");
    m_whoNote->setText(words);
    m_whoNote->setVisible(!words.isEmpty());
}

void SafetySettings::refreshIgnored()
{
    m_ignored->clear();
    const QList<UserId> users = m_session.safety().ignored().all();
    for (const UserId &user : users) {
        auto *item = new QListWidgetItem(cleanName(user.toString()), m_ignored);
        item->setData(IdRole, user.toString());
    }
    m_ignored->setVisible(!users.isEmpty());
    m_stopIgnoring->setVisible(!users.isEmpty());
    m_stopIgnoring->setEnabled(false);
    m_nobody->setVisible(users.isEmpty());
}

void SafetySettings::refreshLists()
{
    m_lists->clear();
    const PolicyLists &policies = m_session.safety().policies();
    for (const PolicyLists::List &each : policies.lists()) {
        QString state = tr("being read");
        if (each.rules)
            state = tr("%1 people, %2 servers, %3 rooms")
                        .arg(locale().toString(each.rules->count(PolicyRule::Kind::User)),
                             locale().toString(each.rules->count(PolicyRule::Kind::Server)),
                             locale().toString(each.rules->count(PolicyRule::Kind::Room)));
        else if (each.error)
            state = tr("could not be read: %1").arg(ErrorText::of(*each.error).what);
        const QString name = isolated(shortened(cleanName(policies.nameOf(each.room)), 60));
        auto *item =
            new QListWidgetItem(tr("%1: %2", "name of a list: what is in it").arg(name, state), m_lists);
        item->setData(IdRole, each.room.toString());
    }
    const bool isAny = !policies.lists().isEmpty();
    m_lists->setVisible(isAny);
    m_unfollow->setVisible(isAny);
    m_unfollow->setEnabled(false);
    m_noList->setVisible(!isAny);
}

void SafetySettings::setRule(int index)
{
    m_failure->hide();
    m_session.safety()
        .inviteRules()
        .set(Who(m_who->itemData(index).toInt()))
        .then(this, [this](const Status &status) {
            if (!status)
                fail(tr("Who may invite you could not be changed."), status.error());
            refreshRule();
        });
}

void SafetySettings::stopIgnoring()
{
    m_failure->hide();
    QList<UserId> users;
    for (const QString &id : selectedIds(*m_ignored))
        users.append(UserId(id));
    m_session.safety().ignored().unignore(users).then(this, [this](const Status &status) {
        if (!status)
            fail(tr("They are still ignored."), status.error());
    });
}

void SafetySettings::unfollow()
{
    m_failure->hide();
    for (const QString &id : selectedIds(*m_lists)) {
        m_session.safety().policies().unfollow(RoomId(id)).then(this, [this](const Status &status) {
            if (!status)
                fail(tr("Your policy lists could not be changed."), status.error());
        });
    }
}

void SafetySettings::fail(const QString &what, const Error &error)
{
    m_failure->setText(what + u' ' + ErrorText::of(error).what);
    m_failure->show();
}

void SafetySettings::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_session.safety().inviteRules().askServer();
}

}

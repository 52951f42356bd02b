// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/joinrulesetting.h"

#include "matrix/displayname.h"
#include "session/roomlist.h"
#include "widgets/settingnote.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

const QString Invite = QStringLiteral("invite");
const QString Knock = QStringLiteral("knock");
const QString Restricted = QStringLiteral("restricted");
const QString KnockRestricted = QStringLiteral("knock_restricted");
const QString Public = QStringLiteral("public");
constexpr qsizetype LongestName = 80;

}

JoinRuleSetting::JoinRuleSetting(RoomSettings &settings, RoomList &rooms, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_rooms(rooms), m_spaces(new QListWidget(this)),
      m_mayAsk(new QCheckBox(tr("Others may ask to &join"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeTitle(tr("Who can join")));
    m_choices = {addChoice(Invite, "joinInvited", tr("Only &invited people"),
                           tr("Somebody who is in it has to invite them.")),
                 addChoice(Knock, "joinAsk", tr("People who as&k"),
                           tr("Anybody may ask; somebody who is in it lets them in.")),
                 addChoice(Restricted, "joinMembers", tr("&Members of spaces"),
                           tr("Who is in one of these can come in without being invited.")),
                 addChoice(Public, "joinAnyone", tr("&Anyone"),
                           tr("Whoever knows an address of it, or finds it in a directory."))};
    m_spaces->setObjectName(QStringLiteral("spaces"));
    m_spaces->setAccessibleName(tr("Spaces whose members can join"));
    m_spaces->setFixedHeight(Theme::units(28, font()));
    m_mayAsk->setObjectName(QStringLiteral("mayAsk"));
    layout->addWidget(m_spaces);
    layout->addWidget(m_mayAsk);
    layout->addWidget(makeNote(RoomField::JoinRule));
    connect(m_spaces, &QListWidget::itemChanged, this, [this] {
        if (!m_isFilling)
            chooseMembers();
    });
    connect(m_mayAsk, &QCheckBox::clicked, this, &JoinRuleSetting::chooseMembers);
}

JoinRuleSetting::Choice JoinRuleSetting::addChoice(const QString &rule, const char *name, const QString &text,
                                                   const QString &words)
{
    auto *button = new QRadioButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleDescription(words);
    QLabel *label = makeText(words);
    label->setIndent(Theme::units(6, font()));
    layout()->addWidget(button);
    layout()->addWidget(label);
    connect(button, &QRadioButton::clicked, this, [this, rule] { choose(rule); });
    return {rule, button, label};
}

void JoinRuleSetting::choose(const QString &rule)
{
    const JoinRules now = settings().facts().joinRules;
    m_isChoosing = rule == Restricted && !now.isOfMembers();
    if (rule == Restricted) {
        if (now.isOfMembers())
            return;
        fillSpaces();
        return chooseMembers();
    }
    if (rule != now.rule)
        return apply({rule, {}});
    note(RoomField::JoinRule)->clear();
    refresh();
}

void JoinRuleSetting::chooseMembers()
{
    const QList<RoomId> allowed = ticked();
    if (allowed.isEmpty()) {
        m_isChoosing = true;
        m_spaces->show();
        note(RoomField::JoinRule)
            ->showHint(m_spaces->count() ? tr("Choose at least one space.") : tr("You are in no space."));
        return;
    }
    const bool mayAsk = m_mayAsk->isChecked() && settings().rights().joinRule(KnockRestricted).isAllowed;
    m_isChoosing = false;
    apply({mayAsk ? KnockRestricted : Restricted, allowed});
}

void JoinRuleSetting::apply(const JoinRules &rules)
{
    note(RoomField::JoinRule)->showSaving();
    settings().setJoinRules(rules);
}

QList<RoomId> JoinRuleSetting::ticked() const
{
    QList<RoomId> rooms;
    for (int row = 0; row < m_spaces->count(); ++row) {
        const QListWidgetItem *item = m_spaces->item(row);
        if (item->checkState() == Qt::Checked)
            rooms.append(RoomId(item->data(Qt::UserRole).toString()));
    }
    return rooms;
}

/// Those whose members can join, and the spaces one is in; those that the room says it is in come ticked.
void JoinRuleSetting::fillSpaces()
{
    const JoinRules rules = settings().facts().joinRules;
    const Room *self = m_rooms.find(settings().room());
    const QList<RoomId> parents = self ? self->parents : QList<RoomId>();
    QList<RoomId> spaces = rules.allowed;
    QList<RoomId> own;
    const QList<RoomId> all = m_rooms.ids();
    for (const RoomId &id : all) {
        const Room *known = m_rooms.find(id);
        const bool isSpace = known->isSpace() && known->membership == Membership::Join;
        if (isSpace && id != settings().room() && !spaces.contains(id))
            own.append(id);
    }
    std::sort(own.begin(), own.end(), [this](const RoomId &a, const RoomId &b) {
        return m_rooms.find(a)->name.localeAwareCompare(m_rooms.find(b)->name) < 0;
    });
    spaces += own;
    m_isFilling = true;
    const QString before =
        m_spaces->currentItem() ? m_spaces->currentItem()->data(Qt::UserRole).toString() : QString();
    m_spaces->clear();
    for (const RoomId &id : std::as_const(spaces)) {
        const Room *known = m_rooms.find(id);
        auto *item = new QListWidgetItem(isolated(oneLine(known ? known->name : id.toString(), LongestName)),
                                         m_spaces);
        item->setData(Qt::UserRole, id.toString());
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        const bool isTicked =
            rules.allowed.contains(id) || (!rules.isOfMembers() && m_isChoosing && parents.contains(id));
        item->setCheckState(isTicked ? Qt::Checked : Qt::Unchecked);
        if (id.toString() == before)
            m_spaces->setCurrentItem(item);
    }
    m_isFilling = false;
}

void JoinRuleSetting::refresh()
{
    if (m_isChoosing)
        return; // what is being ticked
    const JoinRules rules = settings().facts().joinRules;
    const RoomRights rights = settings().rights();
    const bool isOfMembers = rules.isOfMembers();
    for (const Choice &choice : std::as_const(m_choices)) {
        const bool isIt = choice.rule == rules.rule || (choice.rule == Restricted && isOfMembers);
        choice.button->setAutoExclusive(false); // none is checked where the rule is another
        choice.button->setChecked(isIt);
        choice.button->setAutoExclusive(true);
        const CanChange may = rights.joinRule(choice.rule);
        choice.button->setEnabled(may.isAllowed || isIt);
        choice.button->setToolTip(may.reason);
        choice.words->setEnabled(choice.button->isEnabled());
    }
    fillSpaces();
    m_spaces->setVisible(isOfMembers);
    m_mayAsk->setVisible(isOfMembers);
    m_mayAsk->setChecked(rules.rule == KnockRestricted);
    const CanChange may = rights.state(RoomStateType::JoinRules);
    note(RoomField::JoinRule)->setCanChange(may, {m_spaces});
    const CanChange mayAsk = rights.joinRule(KnockRestricted);
    m_mayAsk->setEnabled(mayAsk.isAllowed);
    m_mayAsk->setToolTip(mayAsk.reason);
}

}

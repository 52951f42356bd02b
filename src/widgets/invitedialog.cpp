// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/invitedialog.h"

#include "matrix/servername.h"
#include "session/session.h"
#include "ui_invite.h"
#include "widgets/peoplesuggestions.h"
#include "widgets/peopletext.h"
#include "widgets/theme.h"

namespace linnet {

InviteDialog::InviteDialog(Session &session, const RoomId &room, const QString &roomName, QWidget *parent)
    : RequestDialog(tr("Invite to %1").arg(roomName.left(60)), tr("Invite"), parent), m_session(session),
      m_room(room), m_ui(std::make_unique<Ui::InviteForm>())
{
    m_ui->setupUi(form());
    m_suggestions = new PeopleSuggestions(*m_ui->people, session, false, form());
    m_ui->found->addWidget(m_suggestions);
    // Servers of 2014 drop it.
    const bool hasReasons = session.api().requests().version().dialect != Dialect::V1;
    m_ui->reasonLabel->setVisible(hasReasons);
    m_ui->reason->setVisible(hasReasons);
    connect(m_ui->people, &QLineEdit::textChanged, this,
            [this](const QString &text) { setReady(!text.trimmed().isEmpty()); });
    connect(m_ui->people, &QLineEdit::textEdited, this, &InviteDialog::clearFailure);
    resize(sizeHint().expandedTo({Theme::units(110, font()), 0}));
}

InviteDialog::~InviteDialog() = default;

void InviteDialog::send()
{
    const PeopleText people = PeopleText::read(m_ui->people->text(), serverOf(m_session.self()));
    // Somebody else may have that name as an id.
    if (!people.guessed.isEmpty() && m_suggestions->hasFound())
        return setWrong(
            tr("Choose “%1” from the list, or type the whole id.").arg(people.guessed.first().left(60)));
    if (!people.wrong.isEmpty())
        return setWrong(
            tr("“%1” is no Matrix id. One looks like @name:example.org.").arg(people.wrong.first().left(60)));
    m_left = people.users;
    inviteNext();
}

void InviteDialog::setWrong(const QString &what)
{
    setProblem(what);
    m_ui->people->setFocus();
}

void InviteDialog::inviteNext()
{
    if (m_left.isEmpty()) {
        Q_EMIT invited(m_count);
        return accept();
    }
    m_session.actions()
        .invite(m_room, m_left.first(), m_ui->reason->text().trimmed())
        .then(this, [this](const Result<Done> &result) {
            if (result) {
                m_left.removeFirst();
                ++m_count;
                return inviteNext();
            }
            QStringList ids;
            for (const UserId &user : std::as_const(m_left))
                ids << user.toString();
            m_ui->people->setText(ids.join(QLatin1String(", ")));
            setFailure(result.error(), ErrorText::During::Inviting);
        });
}

}

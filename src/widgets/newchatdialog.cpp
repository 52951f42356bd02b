// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/newchatdialog.h"

#include "matrix/servername.h"
#include "session/session.h"
#include "widgets/peoplesuggestions.h"
#include "widgets/peopletext.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace linnet {

NewChatDialog::NewChatDialog(Session &session, QWidget *parent)
    : RequestDialog(tr("New chat"), tr("Chat"), parent), m_session(session), m_person(new QLineEdit(form())),
      m_suggestions(new PeopleSuggestions(*m_person, session, true, form()))
{
    setObjectName(QStringLiteral("newChat"));
    m_person->setObjectName(QStringLiteral("person"));
    m_person->setClearButtonEnabled(true);
    m_person->setPlaceholderText(QStringLiteral("@name:example.org"));
    auto *label = new QLabel(tr("&Name or Matrix id:"), form());
    label->setBuddy(m_person);
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_person);
    layout->addWidget(m_suggestions);
    connect(m_person, &QLineEdit::textChanged, this, [this](const QString &text) {
        clearFailure();
        setReady(!text.trimmed().isEmpty());
    });
    resize(sizeHint().expandedTo({Theme::units(110, font()), 0}));
    m_person->setFocus();
}

void NewChatDialog::send()
{
    const PeopleText people = PeopleText::read(m_person->text(), serverOf(m_session.self()));
    // Somebody else may have that name as an id.
    if (!people.guessed.isEmpty() && m_suggestions->hasFound())
        return setProblem(
            tr("Choose “%1” from the list, or type the whole id.").arg(people.guessed.first().left(60)));
    if (people.users.size() != 1 || !people.wrong.isEmpty())
        return setProblem(tr("“%1” is no Matrix id. Choose somebody from the list, or type an id such as "
                             "@name:example.org.")
                              .arg(m_person->text().trimmed().left(60)));
    if (people.users.constFirst() == m_session.self())
        return setProblem(tr("That is you."));
    const auto isUsable = [rooms = &m_session.rooms()](const RoomId &id) {
        const Room *known = rooms->find(id);
        return known && known->membership == Membership::Join && !known->isReplaced;
    };
    m_session.actions()
        .chatWith(people.users.constFirst(), isUsable)
        .then(this, [this](const Result<RoomId> &result) {
            if (!result)
                return setFailure(result.error(), ErrorText::During::Creating);
            Q_EMIT opened(*result);
            accept();
        });
}

}

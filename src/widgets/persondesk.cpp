// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/persondesk.h"

#include "session/session.h"
#include "widgets/deletionbar.h"
#include "widgets/membersdock.h"
#include "widgets/moderationdesk.h"
#include "widgets/personcard.h"
#include "widgets/personmenu.h"
#include "widgets/roomdialogs.h"
#include "widgets/roompage.h"
#include "widgets/roomview.h"
#include "widgets/verificationdesk.h"

#include <QCursor>

namespace linnet {

PersonDesk::PersonDesk(const Parts &parts) : m_parts(parts)
{
    connectPerson(parts.members);
}

/// What is the same for the list of members and the menu of one person.
void PersonDesk::connectPerson(auto &of)
{
    using Of = std::remove_reference_t<decltype(of)>;
    connect(&of, &Of::profileRequested, this, [this](const UserId &user) { showCard(user); });
    connect(&of, &Of::chatRequested, &m_parts.dialogs, &RoomDialogs::openOrStartChat);
    connect(&of, &Of::verifyRequested, &m_parts.verification, &VerificationDesk::verifyUser);
    connect(&of, &Of::deletionWanted, &m_parts.deletion,
            [this](const RoomId &id, const UserId &user, const QString &name, const QPoint &at) {
                m_parts.deletion.ask(id, user, name, {}, at);
            });
    connect(&of, &Of::actionWanted, &m_parts.moderation, &ModerationDesk::carryOut);
}

void PersonDesk::followMention(const UserId &user)
{
    m_parts.dialogs.openChat(user, [this, user, of = m_parts.page.room()] {
        auto *offer = new PersonMenu(m_parts.session, of, user, m_parts.view.nameOf(user), &m_parts.window,
                                     m_parts.members.membershipOf(user));
        connectPerson(*offer);
        offer->popup(QCursor::pos());
    });
}

void PersonDesk::showCard(const UserId &user)
{
    const QString listed = m_parts.members.nameOf(user);
    const QString name = listed.isEmpty() ? m_parts.view.nameOf(user) : listed;
    auto *card = new PersonCard(m_parts.session, m_parts.page.room(), user, name, &m_parts.window,
                                m_parts.members.membershipOf(user));
    connectPerson(*card);
    connect(card, &PersonCard::openRequested, this, &PersonDesk::openRequested);
    card->show();
}

}

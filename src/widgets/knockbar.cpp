// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knockbar.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "widgets/knockspopup.h"

namespace linnet {

KnockBar::KnockBar(Session &session, Avatars &avatars, QWidget *parent)
    : MessageBar(parent), m_avatars(avatars),
      m_knocks(session.api(), session.actions(), session.rooms(), session.self())
{
    setObjectName(QStringLiteral("knockBar"));
    setAction(tr("Sho&w"));
    hide();
    connect(&m_knocks, &Knocks::changed, this, &KnockBar::refresh);
    connect(this, &MessageBar::actionTriggered, this, &KnockBar::showList);
}

void KnockBar::setRoom(const RoomId &room)
{
    m_knocks.setRoom(room);
}

void KnockBar::refresh()
{
    const QList<Knocks::Knock> &all = m_knocks.all();
    if (all.size() == 1) {
        const Knocks::Knock &one = all.first();
        const QString name = one.name.isEmpty() ? one.user.toString() : one.name;
        setMessage(Tone::Information, tr("%1 asks to join.").arg(isolated(shortened(name, 60))), one.reason);
    } else if (!all.isEmpty()) {
        setMessage(Tone::Information, tr("%n people ask to join.", nullptr, int(all.size())));
    }
    setVisible(!all.isEmpty());
}

void KnockBar::showList()
{
    auto *popup = new KnocksPopup(m_knocks, m_avatars, this);
    connect(popup, &KnocksPopup::letInRequested, this, [this](const UserId &user) {
        answer(m_knocks.letIn(user), tr("%1 was invited.").arg(user.toString()), ErrorText::During::Inviting);
    });
    connect(popup, &KnocksPopup::declineRequested, this, [this](const UserId &user) {
        answer(m_knocks.decline(user, {}), tr("%1 was declined.").arg(user.toString()),
               ErrorText::During::Anything);
    });
    connect(popup, &KnocksPopup::banRequested, this, [this](const UserId &user) {
        answer(m_knocks.ban(user, {}), tr("%1 was banned.").arg(user.toString()),
               ErrorText::During::Anything);
    });
    popup->popUp({mapToGlobal(QPoint()), size()});
}

void KnockBar::answer(Task<Done> task, const QString &what, ErrorText::During during)
{
    std::move(task).then(this, [this, what, during](const Result<Done> &result) {
        if (result) {
            Q_EMIT done(what);
            return;
        }
        const ErrorText text = ErrorText::of(result.error(), during);
        Q_EMIT failed(text.what, text.detail);
    });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/identitybar.h"

#include "matrix/displayname.h"
#include "session/roomtrust.h"
#include "session/session.h"

namespace linnet {

namespace {

constexpr qsizetype LongestName = 60;

}

IdentityBar::IdentityBar(Session &session, RoomTrust &trust, QWidget *parent)
    : MessageBar(parent), m_session(session), m_trust(trust)
{
    setObjectName(QStringLiteral("identityBar"));
    setAction(tr("&Verify…"));
    hide();
    connect(this, &MessageBar::actionTriggered, this, [this] { Q_EMIT verifyRequested(m_user); });
    connect(this, &MessageBar::secondTriggered, this,
            [this] { m_session.trust().accept(m_user).then(this, [this](const Status &) { refresh(); }); });
    connect(&m_trust, &RoomTrust::changed, this, &IdentityBar::refresh);
}

void IdentityBar::refresh()
{
    const QList<Member> people = m_trust.changedPeople();
    m_user = people.isEmpty() ? UserId() : people.first().user;
    if (people.isEmpty())
        return hide();
    const QString name = isolated(shortened(people.first().name, LongestName));
    if (m_session.trust().isViolated(m_user)) {
        setMessage(Tone::Warning, tr("%1 was verified and has another identity now").arg(name),
                   tr("They may have set up their account anew. If you are not sure, verify them again."));
        setSecondAction(tr("&Withdraw verification"));
    } else {
        setMessage(Tone::Warning, tr("%1's identity has changed").arg(name),
                   tr("They may have set up their account anew. To be sure, verify each other."));
        setSecondAction(tr("&OK"));
    }
    show();
}

}

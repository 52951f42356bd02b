// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationbar.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "session/verificationtext.h"

namespace linnet {

VerificationBar::VerificationBar(Session &session, std::function<QString(const VerificationFlow &)> nameOf,
                                 QWidget *parent)
    : MessageBar(parent), m_session(session), m_nameOf(std::move(nameOf))
{
    setObjectName(QStringLiteral("verificationBar"));
    setAction(tr("A&ccept…")); // Alt+A opens a menu
    setSecondAction(tr("&Ignore"));
    hide();
    connect(&session.verifications(), &VerificationFlows::requested, this, &VerificationBar::add);
    connect(&session.verifications(), &VerificationFlows::changed, this, &VerificationBar::onChanged);
    connect(this, &MessageBar::actionTriggered, this, [this] {
        const QString flow = m_waiting.first().id;
        drop(flow);
        Q_EMIT accepted(flow);
    });
    // Only here: it may be meant for another session, or be taken up later.
    connect(this, &MessageBar::secondTriggered, this, [this] { drop(m_waiting.first().id); });
}

void VerificationBar::add(const VerificationFlow &flow)
{
    m_waiting.append(flow);
    refresh();
}

/// Accepted elsewhere, taken back, or too late.
void VerificationBar::onChanged(const VerificationFlow &flow)
{
    if (!flow.isByOther || flow.state != VerificationFlow::State::Requested)
        drop(flow.id);
}

void VerificationBar::drop(const QString &flow)
{
    if (m_waiting.removeIf([&flow](const VerificationFlow &each) { return each.id == flow; }) > 0)
        refresh();
}

void VerificationBar::refresh()
{
    if (m_waiting.isEmpty())
        return hide();
    const VerificationFlow &flow = m_waiting.first();
    const QString name = m_nameOf(flow);
    setMessage(Tone::Information, flow.isOwnUser ? VerificationText::askedBySession(name)
                                                 : VerificationText::asked(false, true, isolated(name)));
    show();
}

}

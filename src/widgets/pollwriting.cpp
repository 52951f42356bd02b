// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pollwriting.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/pollform.h"

namespace linnet {

PollWriting::PollWriting(Session &session, QWidget &parent)
    : QObject(&parent), m_session(session), m_parent(parent)
{
}

void PollWriting::open(const RoomId &room, const EventId &thread, const QString &question)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    const Place place{room, thread};
    if (m_form && m_place != place)
        m_form->close();
    if (!m_form) {
        m_place = place;
        m_form = new PollForm(shortened(cleanName(known->name), 60), &m_parent);
        m_form->setAttribute(Qt::WA_DeleteOnClose);
        const auto kept = m_kept.find(place);
        if (kept != m_kept.end())
            m_form->setPoll(kept->second);
        connect(m_form, &PollForm::sendRequested, this, &PollWriting::send);
        connect(m_form, &PollForm::discardRequested, this, &PollWriting::discard);
        connect(m_form, &QDialog::finished, this, &PollWriting::onClosed);
    }
    if (!question.isEmpty()) {
        NewPoll poll = m_form->poll();
        poll.question = question;
        m_form->setPoll(poll);
    }
    m_form->show();
    m_form->raise();
    m_form->activateWindow();
}

void PollWriting::send()
{
    const auto [room, thread] = m_place;
    const Result<TxnId> sent = m_session.sender().createPoll(room, m_form->poll(), thread);
    if (!sent)
        return m_form->showFailure(ErrorText::of(sent.error(), ErrorText::During::Sending).what);
    discard();
    Q_EMIT PollWriting::sent(room);
}

void PollWriting::discard()
{
    m_form->setPoll({});
    m_form->close();
}

void PollWriting::onClosed()
{
    const NewPoll poll = m_form->poll();
    m_form.clear(); // deletes itself
    m_kept.erase(m_place);
    if (poll.question.isEmpty() && poll.answers.isEmpty())
        return;
    m_kept.emplace(m_place, poll);
    Q_EMIT kept(m_place.first);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pollwriting.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/bringup.h"
#include "widgets/pollform.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <utility>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds SaveAfter{1000};

/// Empty if nothing is filled in.
QByteArray toJson(const NewPoll &poll)
{
    if (poll.question.isEmpty() && poll.answers.isEmpty())
        return {};
    QJsonObject json;
    json[u"question"] = poll.question;
    json[u"answers"] = QJsonArray::fromStringList(poll.answers);
    json[u"is_multiple"] = poll.maxSelections > 1;
    json[u"is_disclosed"] = poll.isDisclosed;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

NewPoll fromJson(const QByteArray &kept)
{
    const QJsonObject json = QJsonDocument::fromJson(kept).object();
    NewPoll poll;
    poll.question = json[u"question"].toString();
    poll.answers = json[u"answers"].toVariant().toStringList();
    poll.maxSelections = json[u"is_multiple"].toBool() ? NewPoll::MostAnswers : 1;
    poll.isDisclosed = json[u"is_disclosed"].toBool(true);
    return poll;
}

}

PollWriting::PollWriting(Session &session, QWidget &parent)
    : QObject(&parent), m_session(session), m_parent(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(SaveAfter);
    connect(&m_timer, &QTimer::timeout, this, &PollWriting::save);
}

PollWriting::~PollWriting()
{
    save();
}

void PollWriting::open(const RoomId &room, const EventId &thread, const QString &question)
{
    if (!m_session.rooms().find(room))
        return;
    const Place place{room, thread};
    if (m_form && m_place != place)
        m_form->close();
    if (m_form)
        return show(question);
    m_place = place;
    m_opening = std::make_unique<QObject>();
    m_session.store()
        .poll(room, thread)
        .then(m_opening.get(), [this, question](const Result<QByteArray> &kept) {
            const QByteArray before = kept ? *kept : QByteArray();
            m_saved = before; // what cannot be read is written over by something newer only
            openForm(fromJson(before));
            show(question);
            if (!kept)
                m_form->showNotice(tr("What was filled in before could not be read. %1")
                                       .arg(ErrorText::of(kept.error()).what));
        });
}

void PollWriting::openForm(const NewPoll &poll)
{
    const Room *room = m_session.rooms().find(m_place.first);
    m_form = new PollForm(room ? shortened(cleanName(room->name), 60) : QString(), &m_parent);
    m_form->setAttribute(Qt::WA_DeleteOnClose);
    m_form->setPoll(poll);
    connect(m_form, &PollForm::edited, this, [this] {
        if (!m_timer.isActive())
            m_timer.start();
    });
    connect(m_form, &PollForm::sendRequested, this, &PollWriting::send);
    connect(m_form, &PollForm::discardRequested, this, &PollWriting::discard);
    connect(m_form, &QDialog::finished, this, &PollWriting::onClosed);
}

void PollWriting::show(const QString &question)
{
    if (!question.isEmpty()) {
        NewPoll poll = m_form->poll();
        const QString before = std::exchange(poll.question, question);
        m_form->setPoll(poll);
        if (!before.isEmpty() && before != question)
            m_form->showNotice(tr("Here waited the question: %1").arg(before));
    }
    bringUp(*m_form);
}

void PollWriting::send()
{
    const auto [room, thread] = m_place;
    const Result<TxnId> sent = m_session.sender().createPoll(room, m_form->poll(), thread);
    if (!sent)
        return m_form->showNotice(ErrorText::of(sent.error(), ErrorText::During::Sending).what);
    discard();
    Q_EMIT PollWriting::sent(room);
}

void PollWriting::discard()
{
    m_form->setPoll({});
    m_form->close();
}

void PollWriting::save()
{
    m_timer.stop();
    const auto [room, thread] = m_place;
    // A room that was forgotten leaves nothing here.
    if (!m_form || !m_session.rooms().find(room))
        return;
    const QByteArray now = toJson(m_form->poll());
    if (m_saved == now)
        return;
    m_saved = now;
    // Not with this as context: its end must not stop the writing.
    m_session.store()
        .setPoll(room, now, thread)
        .then(&m_session, [self = QPointer<PollWriting>(this), place = m_place, now](const Status &status) {
            if (self)
                self->onSaved(place, now, status);
        });
}

void PollWriting::onSaved(const Place &place, const QByteArray &poll, const Status &status)
{
    if (status)
        return;
    const QString words = (poll.isEmpty() ? tr("This poll could not be taken away from here. %1")
                                          : tr("This poll could not be kept. %1"))
                              .arg(ErrorText::of(status.error()).what);
    const bool isOpen = m_form && m_place == place;
    if (isOpen && m_saved == poll)
        m_saved.reset(); // it is tried again
    if (isOpen)
        m_form->showNotice(words);
    else
        Q_EMIT notKept(place.first, words);
}

void PollWriting::onClosed()
{
    save();
    const bool isKept = !toJson(m_form->poll()).isEmpty();
    m_form.clear(); // deletes itself
    if (isKept)
        Q_EMIT kept(m_place.first);
}

}

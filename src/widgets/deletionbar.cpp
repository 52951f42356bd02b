// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deletionbar.h"

#include "matrix/displayname.h"
#include "session/deletionrun.h"
#include "session/errortext.h"
#include "session/rowabilities.h"
#include "session/session.h"
#include "widgets/reasonpopup.h"

namespace linnet {

namespace {

constexpr qsizetype LongestName = 60;

}

DeletionBar::DeletionBar(Session &session, QWidget *parent) : MessageBar(parent), m_session(session)
{
    setObjectName(QStringLiteral("deletionBar"));
    setAction(tr("Stop"));
    hide();
    connect(this, &MessageBar::actionTriggered, this, [this] { m_run->stop(); });
    connect(&session.sendQueue(), &SendQueue::progressed, this, [this](const RoomId &room) {
        if (m_run && room == m_room)
            refresh();
    });
}

void DeletionBar::ask(const RoomId &room, const UserId &user, const QString &name, const QString &reason,
                      const QPoint &globalPos)
{
    const Room *known = m_session.rooms().find(room);
    const RowAbilities can =
        known ? RowAbilities::of(*known, m_session.self(), m_session.api()) : RowAbilities();
    if (!(user == m_session.self() ? can.canRedactOwn : can.canRedactOthers))
        return Q_EMIT failed(tr("You may not delete these messages."), {});
    if (m_run)
        return Q_EMIT done(tr("Other messages are still being deleted."));
    const QString who = isolated(shortened(name.isEmpty() ? user.toString() : name, LongestName));
    m_session.store()
        .archive()
        .saidBy(room, user)
        .then(this, [this, room, who, reason, globalPos](const Result<QList<EventId>> &events) {
            if (!events)
                return Q_EMIT failed(tr("The messages could not be looked up."),
                                     ErrorText::of(events.error()).what);
            if (events->isEmpty())
                return Q_EMIT done(tr("Nothing by %1 is here.").arg(who));
            const QString question =
                tr("Delete the %n message(s) and reaction(s) by %1 that are here, for everybody?", nullptr,
                   int(events->size()))
                    .arg(who);
            auto *popup = new ReasonPopup(question, tr("Delete all"), window());
            popup->setReason(reason);
            connect(popup, &ReasonPopup::accepted, this,
                    [this, room, who, all = *events](const QString &why) { begin(room, all, why, who); });
            popup->popUp(globalPos);
        });
}

void DeletionBar::askOf(const RoomId &room, const QList<EventId> &events, const QPoint &globalPos)
{
    if (m_run)
        return Q_EMIT done(tr("Other messages are still being deleted."));
    auto *popup = new ReasonPopup(tr("Delete %n message(s) for everybody?", nullptr, int(events.size())),
                                  tr("Delete"), window());
    connect(popup, &ReasonPopup::accepted, this,
            [this, room, events](const QString &why) { begin(room, events, why, {}); });
    popup->popUp(globalPos);
}

void DeletionBar::begin(const RoomId &room, const QList<EventId> &events, const QString &reason,
                        const QString &name)
{
    if (m_run)
        return;
    m_room = room;
    m_name = name;
    m_run = new DeletionRun(m_session.sender(), m_session.sendQueue(), room, events, reason, this);
    connect(m_run, &DeletionRun::progressed, this, &DeletionBar::refresh);
    connect(m_run, &DeletionRun::finished, this, &DeletionBar::end);
    refresh();
    show();
    m_run->start();
}

void DeletionBar::refresh()
{
    const QString deleted = locale().toString(m_run->deleted());
    const QString total = locale().toString(m_run->total());
    const QString words = m_name.isEmpty()
                              ? tr("Deleting messages: %1 of %2.").arg(deleted, total)
                              : tr("Deleting what %1 wrote: %2 of %3.").arg(m_name, deleted, total);
    setMessage(Tone::Information, words,
               m_session.sendQueue().holdup(m_room) ? tr("Waiting for the server.") : QString());
}

QString DeletionBar::failedWords(int count) const
{
    return m_name.isEmpty() ? tr("%n message(s) could not be deleted.", nullptr, count)
                            : tr("%n message(s) by %1 could not be deleted.", nullptr, count).arg(m_name);
}

QString DeletionBar::stoppedWords(int count) const
{
    return m_name.isEmpty() ? tr("Stopped: %n message(s) are left.", nullptr, count)
                            : tr("Stopped: %n message(s) by %1 are left.", nullptr, count).arg(m_name);
}

QString DeletionBar::doneWords(int count) const
{
    return m_name.isEmpty() ? tr("%n message(s) deleted.", nullptr, count)
                            : tr("%n message(s) by %1 deleted.", nullptr, count).arg(m_name);
}

void DeletionBar::end()
{
    hide();
    DeletionRun *run = std::exchange(m_run, nullptr);
    run->deleteLater(); // it is speaking
    const int left = run->total() - run->deleted();
    if (run->error())
        Q_EMIT failed(failedWords(left), ErrorText::of(*run->error()).what);
    else if (left > 0)
        Q_EMIT done(stoppedWords(left));
    else
        Q_EMIT done(doneWords(run->total()));
}

}

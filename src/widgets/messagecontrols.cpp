// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagecontrols.h"

#include "models/timelinemodel.h"
#include "session/errortext.h"
#include "session/eventsource.h"
#include "session/roomchanges.h"
#include "session/session.h"
#include "widgets/emojipicker.h"
#include "widgets/roompicker.h"
#include "widgets/sourcewindow.h"
#include "widgets/timelineview.h"
#include "widgets/versionswindow.h"

#include <QApplication>
#include <QClipboard>

namespace linnet {

MessageControls::MessageControls(Session &session, TimelineView &view, const TimelineModel &model,
                                 RoomPicker &picker, QObject *parent)
    : QObject(parent), m_session(session), m_view(view), m_model(model), m_picker(picker)
{
    connect(&view, &TimelineView::reactionToggled, this,
            [this](const QString &key, const QString &reaction) { react(key, reaction); });
    connect(&view, &TimelineView::reactRequested, this, &MessageControls::chooseReaction);
    connect(&view, &TimelineView::voteRequested, this, &MessageControls::vote);
    connect(&view, &TimelineView::pollEndRequested, this, &MessageControls::endPoll);
    connect(&view, &TimelineView::redactRequested, this, &MessageControls::redact);
    connect(&view, &TimelineView::pinRequested, this, &MessageControls::togglePin);
    connect(&view, &TimelineView::reportRequested, this, &MessageControls::report);
    connect(&view, &TimelineView::linkCopyRequested, this,
            [this](const QString &key) { copyLink(key, MessageLink::Form::MatrixTo); });
    connect(&view, &TimelineView::uriCopyRequested, this,
            [this](const QString &key) { copyLink(key, MessageLink::Form::Uri); });
    connect(&view, &TimelineView::sourceRequested, this, &MessageControls::showSource);
    connect(&view, &TimelineView::editsRequested, this, &MessageControls::showVersions);
    connect(&view, &TimelineView::repliedToActivated, this, [this](const QString &key) {
        if (const TimelineItem *row = item(key); row && row->reply)
            Q_EMIT messageWanted(row->reply->event);
    });
}

void MessageControls::setRoom(const Room &room, bool isThread)
{
    m_room = room.id;
    RowAbilities abilities = RowAbilities::of(room, m_session.self(), m_session.api());
    abilities.pinned = QSet<EventId>(room.pinned.cbegin(), room.pinned.cend());
    abilities.canThread = abilities.canThread && !isThread;
    abilities.canOpenThread = abilities.canChooseDate = !isThread;
    m_view.setAbilities(abilities);
}

const TimelineItem *MessageControls::item(const QString &key) const
{
    const int row = m_model.rowOf(key);
    return row < 0 ? nullptr : &m_model.item(row);
}

EventId MessageControls::eventOf(const QString &key) const
{
    const TimelineItem *row = item(key);
    return row ? row->event : EventId();
}

void MessageControls::react(const QString &key, const QString &reaction, const QString &shortcode)
{
    if (const auto sent = m_session.sender().react(m_room, key, reaction, shortcode); !sent)
        Q_EMIT failed(tr("The reaction could not be sent."), sent.error());
}

void MessageControls::chooseReaction(const QString &key, const QPoint &globalPos)
{
    EmojiPicker *picker = m_picker.open(m_room, false, globalPos, &m_view);
    connect(picker, &EmojiPicker::picked, this, [this, room = m_room, key](const QString &emoji) {
        if (room == m_room)
            react(key, emoji);
    });
    connect(picker, &EmojiPicker::imagePicked, this, [this, room = m_room, key](const PackImage &image) {
        if (room == m_room)
            react(key, image.url, image.colonName());
    });
}

void MessageControls::vote(const QString &key, const QStringList &answers)
{
    if (const auto sent = m_session.sender().vote(m_room, key, answers); !sent)
        Q_EMIT failed(tr("The vote could not be sent."), sent.error());
}

void MessageControls::endPoll(const QString &key)
{
    // The words are for clients that know no polls.
    if (const auto sent = m_session.sender().endPoll(m_room, key, tr("The poll has ended.")); !sent)
        Q_EMIT failed(tr("The poll could not be ended."), sent.error());
}

void MessageControls::redact(const QString &key, const QString &reason)
{
    if (const auto sent = m_session.sender().redact(m_room, key, reason); !sent)
        Q_EMIT failed(tr("The message could not be deleted."), sent.error());
}

void MessageControls::togglePin(const QString &key)
{
    const EventId event = eventOf(key);
    const Room *room = m_session.rooms().find(m_room);
    if (event.isEmpty() || !room)
        return;
    RoomChanges(m_session.api(), m_session.self())
        .setPinned(m_room, event, !room->pinned.contains(event))
        .then(this, [this](const Status &status) {
            if (!status)
                Q_EMIT failed(tr("What is pinned could not be changed."), status.error());
        });
}

void MessageControls::report(const QString &key, const QString &reason)
{
    const EventId event = eventOf(key);
    if (event.isEmpty())
        return;
    RoomChanges(m_session.api(), m_session.self())
        .report(m_room, event, reason)
        .then(this, [this](const Status &status) {
            if (status)
                Q_EMIT done(tr("The message was reported to those who run your server."));
            else
                Q_EMIT failed(tr("The message could not be reported."), status.error());
        });
}

void MessageControls::copyLink(const QString &key, MessageLink::Form form)
{
    const EventId event = eventOf(key);
    if (event.isEmpty())
        return;
    m_session.store().members(m_room).then(
        this, [this, room = m_room, event, form](const Result<QList<Member>> &members) {
            if (!members)
                return Q_EMIT failed(tr("The link could not be made."), members.error());
            QApplication::clipboard()->setText(MessageLink::to(room, event, *members, form));
            Q_EMIT done(tr("The link to the message was copied."));
        });
}

void MessageControls::showSource(const QString &key)
{
    const EventId event = eventOf(key);
    if (event.isEmpty())
        return;
    auto *window = new SourceWindow(&m_view);
    EventSource::event(m_session.api(), m_session.store(), m_room, event)
        .then(window, [window](const Result<Event> &found) {
            if (found)
                window->setSource(found->raw);
            else
                window->setFailed(ErrorText::of(found.error()).what);
        });
    window->show();
}

void MessageControls::showVersions(const QString &key)
{
    const EventId event = eventOf(key);
    if (event.isEmpty())
        return;
    auto *window = new VersionsWindow(&m_view);
    EventSource::storedVersions(m_session.store(), m_room, event)
        .then(window, [window](const Result<QList<Event>> &versions) {
            if (versions)
                window->setVersions(*versions);
        });
    EventSource::versions(m_session.api(), m_session.store(), m_room, event)
        .then(window, [window](const Result<QList<Event>> &versions) {
            if (versions)
                window->setVersions(*versions);
            else
                window->setFailed(ErrorText::of(versions.error()).what);
        });
    window->show();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/historybar.h"

#include "session/errortext.h"
#include "session/session.h"

#include <QDateTime>

namespace linnet {

HistoryBar::HistoryBar(Session &session, QWidget *parent) : MessageBar(parent), m_session(session)
{
    setObjectName(QStringLiteral("historyBar"));
    setAction(tr("Stop"));
    hide();
    HistoryFetch &fetch = session.historyFetch();
    connect(this, &MessageBar::actionTriggered, this, [this] {
        if (m_room == m_wantedRoom)
            m_wantedRoom = {};
        m_session.historyFetch().stop(m_room);
    });
    connect(&fetch, &HistoryFetch::changed, this, [this](const RoomId &room) {
        if (room == m_room)
            refresh();
    });
    connect(&fetch, &HistoryFetch::reached, this, [this](const RoomId &room) {
        if (room == m_wantedRoom)
            arrive();
    });
    connect(&fetch, &HistoryFetch::finished, this, [this](const RoomId &room) {
        if (room == m_wantedRoom)
            arrive();
        else if (room == m_room)
            Q_EMIT done(tr("All messages of this room are here now."));
    });
    connect(&fetch, &HistoryFetch::failed, this, [this](const RoomId &room, const Error &error) {
        if (room == m_wantedRoom)
            m_wantedRoom = {};
        const ErrorText text = ErrorText::of(error, ErrorText::During::History);
        Q_EMIT failed(room, text.what, text.detail);
    });
}

void HistoryBar::setRoom(const RoomId &room)
{
    m_room = room;
    refresh();
}

void HistoryBar::fetchUntil(const RoomId &room, const EventId &event)
{
    m_wantedRoom = room;
    m_wanted = event;
    m_session.historyFetch().startUntil(room, event);
}

void HistoryBar::arrive()
{
    const RoomId room = std::exchange(m_wantedRoom, {});
    Q_EMIT arrived(room, m_wanted);
}

void HistoryBar::refresh()
{
    const HistoryFetch &fetch = m_session.historyFetch();
    setVisible(fetch.isFetching(m_room));
    if (!isVisibleTo(parentWidget()))
        return;
    const HistoryFetch::Progress progress = fetch.progress(m_room);
    QString detail;
    if (progress.pausedBy)
        detail = progress.pausedBy->isTransient()
                     ? tr("Waiting for the server.")
                     : ErrorText::of(*progress.pausedBy, ErrorText::During::History).what;
    else if (progress.oldestTs > 0)
        detail = tr("Complete back to %1.")
                     .arg(locale().toString(QDateTime::fromMSecsSinceEpoch(progress.oldestTs).date(),
                                            QLocale::ShortFormat));
    setMessage(Tone::Information, tr("Fetching older messages: %n so far.", nullptr, progress.events),
               detail);
}

}

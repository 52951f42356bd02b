// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/timelineitem.h"
#include "store/records.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

namespace linnet {

class Avatars;
class Composer;
class JumpButton;
class MessageBar;
class Pictures;
class Session;
class Timeline;
class TimelineModel;
class TimelineView;
class TypingLine;

/// One open room: its timeline, who types, and the box to write in, with the draft and the place where one
/// was. Those are written to the store half a second after a change, when another room is opened and at the
/// end. GUI thread; must not outlive its Session.
class RoomView : public QWidget
{
    Q_OBJECT

public:
    using Names = std::function<QString(const UserId &)>;

    /// `names` gives somebody's name in the open room, empty if it does not know.
    RoomView(Session &session, Avatars &avatars, Names names, QWidget *parent = nullptr);
    ~RoomView() override;

    void setRoom(const Room &room);
    void clear(); ///< no room
    const RoomId &room() const { return m_room; }
    void saveNotes(); ///< now
    void jumpToLatest();
    /// Shows a message of the open room, also while the room is being opened; notFound() if it is not stored.
    void goTo(const EventId &event);
    /// A message of the room is being fetched (HistoryFetch) and goTo() is to come: what is shown up to then
    /// does not count as read.
    void awaitMessage();
    bool isBeingWrittenIn() const; ///< the composer has the focus, and is not empty
    void focusComposer();
    Pictures &pictures() const { return *m_pictures; }
    /// The pictures that are here and not hidden, oldest first.
    QList<TimelineItem> shownPictures() const;
    /// A key that nobody wanted: scrolls, or goes into the composer.
    bool takeKey(QKeyEvent *event);
    /// Takes a message of this room out of the outbox and puts what it says into the composer, behind what is
    /// there. While the room is still being opened, that waits. One that is under way stays, and
    /// where one may not write it does too.
    void editUnsent(const TxnId &txn);

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    void openRequested(const linnet::TimelineItem &item);
    void saveRequested(const linnet::TimelineItem &item);
    void joinRequested(const linnet::RoomId &room);
    void notFound(); ///< what goTo() should show; the newest are shown instead
    void discardRequested(const linnet::OutboxItem &item); ///< of a message that was not sent

private:
    void connectTimeline();
    void connectComposer();
    void open(const RoomNotes &notes);
    void openTimeline(const EventId &anchor, int offset);
    void onOpened(const EventId &anchor, int offset);
    bool showWanted();
    void onSeen(const EventId &event);
    void endAwaiting();
    void onOlderChanged();
    void onBehindChanged();
    void onRowsInserted(int first, int last);
    void showRoom(const Room &room);
    void showTyping();
    void showJump();
    void send(const QString &text, bool isEmote);
    std::optional<OutboxItem>
    unsent(const TxnId &txn) const; ///< none if it is not there, or the server has it
    void askToDiscard(const TxnId &txn);
    void noteSoon();
    RoomNotes notes() const;
    void handOver(Task<Done> writing); ///< of this room's notes

    Session &m_session;
    Names m_names;
    RoomId m_room;
    EventId m_wanted;              ///< to be shown as soon as it is here
    std::optional<EventId> m_held; ///< while awaitMessage() holds: what was seen, or empty
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<QObject> m_opening; ///< context of reading the notes; null when they are here
    TimelineModel *m_model;
    Pictures *m_pictures;
    TimelineView *m_view;
    JumpButton *m_jump;
    TypingLine *m_typing;
    Composer *m_composer;
    MessageBar *m_closed; ///< in the composer's place where one cannot write
    QTimer m_noteTimer;
    RoomNotes m_notes;          ///< as they were read
    bool m_isOpened = false;    ///< the first rows are here
    bool m_areNotesKept = true; ///< false: they could not be read, and nothing newer was written
    QString m_roomName;
    QList<TxnId> m_toEdit; ///< as soon as the composer has its draft
    int m_newRows = 0;     ///< came while one was reading further up
};

}

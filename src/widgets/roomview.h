// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/timelineitem.h"
#include "store/records.h"
#include "widgets/joinguard.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

namespace linnet {

class Avatars;
class EmojiTable;
class FindBar;
class KnownNames;
class MessageControls;
class Pictures;
class Playback;
class Preferences;
class RoomHistory;
class RoomPicker;
class RoomReading;
class Session;
class SpellChecker;
class TimelineModel;
class TimelineView;
class TypingLine;
class WritingArea;

/// One open room, or one of its threads: its timeline, who types, and the box to write in. GUI thread; must
/// not outlive its arguments.
class RoomView : public QWidget
{
    Q_OBJECT

public:
    using Names = std::function<QString(const UserId &)>;

    /// `names` gives somebody's name in the open room, empty if it does not know.
    RoomView(Session &session, Avatars &avatars, Preferences &preferences, const EmojiTable &emojis,
             Names names, QWidget *parent = nullptr);
    ~RoomView() override;

    /// Shows a room, or the thread of it that has this root.
    void setRoom(const Room &room, const EventId &thread = {});
    void clear(); ///< no room
    const RoomId &room() const { return m_room; }
    void saveNotes(); ///< draft and place, now
    void jumpToLatest();
    void jumpToUnread(); ///< to what was new when the room was opened
    /// Shows a message of the open room, also while the room is being opened; notFound() if it is not stored.
    void goTo(const EventId &event);
    /// A message of the room is being fetched (HistoryFetch) and goTo() is to come: what is shown up to then
    /// does not count as read.
    void awaitMessage();
    void find();                   ///< opens a bar that finds messages
    void chooseDate();             ///< asks for a day that is to be shown
    bool isFindingIn() const;      ///< the bar that finds messages has the focus
    bool isBeingWrittenIn() const; ///< the composer has the focus, and is not empty
    void focusComposer();
    void setSpelling(SpellChecker *spelling); ///< null: what is written is not checked
    void setJoinGuard(JoinGuard guard);       ///< of what a command joins
    void setPlayback(Playback &playback);     ///< what plays; must outlive this
    QString nameOf(const UserId &user) const; ///< in the room; empty: not known, or not yet
    Pictures &pictures() const { return *m_pictures; }
    /// The pictures that are here and not hidden, and the videos that can be played, oldest first.
    QList<TimelineItem> shownPictures() const;
    /// A key that nobody wanted: scrolls, or goes into the composer.
    bool takeKey(QKeyEvent *event);
    void editUnsent(const TxnId &txn); ///< as RoomWriting has it

protected:
    void keyPressEvent(QKeyEvent *event) override;

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    /// Another day than that of `ts` (ms) is to be chosen and shown.
    void dateWanted(qint64 ts, const QPoint &globalPos);
    void openRequested(const linnet::TimelineItem &item);
    void openElsewhereRequested(const linnet::TimelineItem &item); ///< in another program
    void enlargeRequested(const linnet::TimelineItem &item);       ///< a video, in a window of its own
    void saveRequested(const linnet::TimelineItem &item);
    void joinRequested(const linnet::RoomId &room);
    void successorRequested(const linnet::RoomId &room);          ///< of this one, which was replaced
    void joined(const linnet::RoomId &room);                      ///< by a command; is to be shown
    void failed(const QString &what, const linnet::Error &error); ///< something that was wanted of a message
    void done(const QString &what); ///< the same has worked, and nothing shows it
    /// All that somebody wrote in the room is to be deleted, which is to be asked there.
    void deletionWanted(const linnet::UserId &user, const QString &name, const QString &reason,
                        const QPoint &globalPos);
    /// The same of these messages.
    void deletionOfWanted(const QList<linnet::EventId> &events, const QPoint &globalPos);
    void threadRequested(const linnet::EventId &root); ///< is to be shown beside the room
    /// What goTo() should show; the newest are shown instead.
    void notFound(const linnet::EventId &event);
    /// What goTo() should show is part of this thread; the room shows where that began.
    void threadReached(const linnet::EventId &root, const linnet::EventId &event);
    void unreadChanged(int unread); ///< of the thread: how many of its messages were not seen
    void discardRequested(const linnet::OutboxItem &item); ///< of a message that was not sent

private:
    void applyPreferences();
    void applyPreviews(const Room &room);
    void connectTimeline();
    void connectFind();
    void markFound(const QString &key);
    void connectWriting();
    void onRowShown(const QString &key);
    void showRoom(const Room &room);
    void showTyping();
    void askToDiscard(const TxnId &txn);

    Session &m_session;
    Preferences &m_preferences;
    Names m_names;
    RoomId m_room;
    EventId m_thread; ///< the root; empty: it is the room
    TimelineModel *m_model;
    Pictures *m_pictures;
    KnownNames *m_known;
    TimelineView *m_view;
    RoomHistory *m_history;
    RoomReading *m_reading;
    FindBar *m_find;
    TypingLine *m_typing;
    RoomPicker *m_picker;
    WritingArea *m_area;
    MessageControls *m_controls;
    Playback *m_playback = nullptr;
    QString m_played; ///< key of the row that was played last
};

}

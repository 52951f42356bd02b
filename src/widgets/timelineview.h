// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/foundwords.h"
#include "session/timelineitem.h"
#include "widgets/anchoredview.h"
#include "widgets/density.h"
#include "widgets/messageactions.h"
#include "widgets/playback.h"

#include <QUrl>

#include <memory>
#include <optional>

namespace linnet {

class Avatars;
class KnownNames;
class LinkPreviews;
class Pictures;
class TimelineModel;

/// The timeline of one room, or of one of its threads: shows its messages, lets a person select their text
/// and says what they want of them. GUI thread.
class TimelineView : public AnchoredView
{
    Q_OBJECT

public:
    /// What is above the oldest row, as Timeline::Older has it. Without rows, it is what is shown instead of
    /// them.
    enum class Older {
        More,    ///< the beginning is not here
        Loading, ///< grey rows, if it takes longer than 300 ms
        Failed,  ///< a reason and a button that asks again
        Start,   ///< the room's beginning
    };

    explicit TimelineView(Avatars &avatars, QWidget *parent = nullptr);
    ~TimelineView() override;

    void setTimeline(TimelineModel *model);      ///< null: nothing
    void setPictures(Pictures &pictures);        ///< from where they come; must outlive the view
    void setPlayback(Playback &playback);        ///< what plays; must outlive the view
    void setSelf(const UserId &self);            ///< whose mentions stand out
    void setServers(const QStringList &servers); ///< that are in the room
    void setNames(KnownNames &names);            ///< of those in pills; must outlive the view
    void setDensity(Density density);            ///< what is read stays where it is
    void setPreviews(LinkPreviews *previews);    ///< from where cards of links come; null: none are shown
    /// `text`: the reason of Failed, the room's name of Start. Says it again to ask for more rows after a
    /// page that brought none.
    void setOlderState(Older state, const QString &text = {});

    /// There are newer rows than these: newerWanted() asks for them, and who is at the last row stays there.
    void setBehind(bool isBehind);
    bool isBehind() const;

    void forgetSeen(); ///< seen() tells of all again

    /// Marks these words wherever they are said, and most of all in the row `key`.
    void setFound(const FoundWords &words, const QString &key);

    /// What may be done with the messages; nothing at first.
    void setAbilities(const RowAbilities &abilities);
    const RowAbilities &abilities() const;
    QList<MessageAction> actionsOf(int row) const;
    void trigger(int row, const RowHit &hit); ///< one of actionsOf()

    /// Whether the pictures of a row are hidden; none if it has none, or if they are just shown.
    std::optional<bool> hidesPictures(int row) const;
    void setPicturesHidden(int row, bool areHidden);

    /// What a click on media does: shows a picture that is hidden, tries again what failed, else opens it.
    void open(const TimelineItem &item);
    /// The same of "Open large", for a video.
    void enlarge(const TimelineItem &item);
    bool canPlay(int row) const; ///< sound, or a video
    bool canEnlarge(int row) const;
    Playback::Look playLook(const QString &key) const; ///< of the row
    void activateRow(int row);                         ///< what Enter does: open, retry, follow the link
    QString selectedText() const;
    QString rowText(int row) const; ///< all that a row says, but what is hidden in it

    void reset() override;

Q_SIGNALS:
    /// Another date is to be chosen than the one of `ts` (ms), beside `globalPos`.
    void dateActivated(qint64 ts, const QPoint &globalPos);
    void olderWanted(); ///< within two screens of the old edge
    void newerWanted(); ///< the same at the new edge, if that is behind
    void followingChanged(bool isFollowing);
    void anchorChanged();
    /// The newest event that was really on the screen in an active window.
    void seen(const linnet::EventId &event);
    void linkActivated(const QUrl &url);
    void openRequested(const linnet::TimelineItem &item); ///< media or location: open
    void saveRequested(const linnet::TimelineItem &item);
    void openElsewhereRequested(const linnet::TimelineItem &item);      ///< in another program
    void enlargeRequested(const linnet::TimelineItem &item);            ///< a video, in a window of its own
    void seekRequested(const linnet::TimelineItem &item, double share); ///< 0 to 1
    // Of what plays
    void stepRequested(int steps); ///< as Playback has it
    void speedRequested();         ///< the next one
    void muteRequested();          ///< or not any more
    void retryRequested(const QString &key);
    void editRequested(const QString &key);
    void discardRequested(const QString &key);
    void olderRetryRequested();
    // With the key of the row
    void runToggled(const QString &key);         ///< the line of a run opens, or closes
    void repliedToMissing(const QString &key);   ///< it is on the screen, and what it answers is not known
    void repliedToActivated(const QString &key); ///< what it answers is to be shown
    void editsRequested(const QString &key);     ///< its earlier versions are to be shown
    void reactionToggled(const QString &key, const QString &reaction);
    void voteRequested(const QString &key, const QStringList &answers); ///< ids; none: takes it back
    void reactRequested(const QString &key, const QPoint &globalPos);   ///< a reaction is to be chosen there
    void replyRequested(const QString &key);
    void messageEditRequested(const QString &key);
    void threadRequested(const QString &key); ///< of it, or the one that it is part of
    void linkCopyRequested(const QString &key);
    void uriCopyRequested(const QString &key); ///< its `matrix:` link
    void pinRequested(const QString &key);     ///< or no longer, if it is
    void pollEndRequested(const QString &key);
    void sourceRequested(const QString &key);
    void reportRequested(const QString &key, const QString &reason); ///< the person has been asked
    void redactRequested(const QString &key, const QString &reason); ///< the same
    /// All by its sender is to be deleted; the person is to be asked there.
    void redactAllRequested(const QString &key, const QPoint &globalPos);
    /// The same of these.
    void redactManyRequested(const QList<linnet::EventId> &events, const QPoint &globalPos);

protected:
    RowStyle rowStyle() const override;
    int headerHeight() const override;
    void onMoved() override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void nameMissing(const QString &url);

    class Private;
    std::unique_ptr<Private> d;
};

}

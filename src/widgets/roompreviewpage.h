// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"
#include "session/joinoutlook.h"
#include "session/timelineitem.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace linnet {

class Avatars;
class EmptyState;
class MediaCache;
class MessageBar;
class Pictures;
class Preferences;
class Skeleton;
class TimelineModel;
class TimelineView;

/// A room that one is not in, as far as it can be known from outside: what it is, who may join it, one button
/// that does, and the last words of a room that everybody may read. Asks nobody itself. All text is plain
/// text. GUI thread; must not outlive what it is made with.
class RoomPreviewPage : public QWidget
{
    Q_OBJECT

public:
    RoomPreviewPage(Avatars &avatars, MediaCache &media, const Preferences &preferences,
                    QWidget *parent = nullptr);
    ~RoomPreviewPage() override;

    /// For somebody without an account: the button leads to signing in, whatever the way into the room.
    void setForGuest();
    void showLoading();
    void showFailure(const Error &error);
    void showRoom(const RoomSummary &summary, const JoinOutlook &outlook);
    /// Something that was wanted did not work; goes with the next showRoom() of another room.
    void showProblem(const QString &what, const QString &detail);
    void setBusy(bool isBusy);                      ///< what the person wanted is under way
    void setPeek(const QList<TimelineItem> &items); ///< empty: nothing can be read from outside
    void setNote(const QString &words);             ///< why no words can be read, up to clear(); may be empty
    void clear();
    void focusAction();

Q_SIGNALS:
    void joinRequested(); ///< also accepts an invitation
    void knockRequested(const QString &reason);
    void withdrawRequested(); ///< also declines an invitation
    void openRequested();
    void signInRequested(); ///< by a guest
    void retryRequested();
    void linkActivated(const QUrl &url);
    void closed(); ///< by Esc

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makePage();
    void fillAbout(QWidget &about);
    void fit();
    void applyTheme();
    void paintAvatar();
    void act();
    void showActions();
    QString title() const;
    QString facts() const;

    Avatars &m_avatars;
    RoomSummary m_summary;
    JoinOutlook m_outlook;
    bool m_isBusy = false;
    bool m_isForGuest = false;
    QStackedWidget *m_pages;
    Skeleton *m_waiting;
    EmptyState *m_failed;
    QScrollArea *m_scroll; ///< around all that is said of the room
    QLabel *m_avatar;
    QLabel *m_title;
    QLabel *m_alias;
    QLabel *m_facts;
    QLabel *m_topic;
    QLabel *m_rule;
    QLineEdit *m_reason;
    QPushButton *m_action;
    QPushButton *m_decline;
    QLabel *m_note;
    MessageBar *m_problem;
    QLabel *m_peekTitle;
    TimelineModel *m_model;
    Pictures *m_pictures;
    TimelineView *m_view;
};

}

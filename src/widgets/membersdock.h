// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/event.h"
#include "widgets/personaction.h"

#include <QDockWidget>

#include <memory>

class QListView;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace linnet {

class Avatars;
class EmptyState;
class FilterEdit;
class MemberDelegate;
class MemberList;
class MemberListModel;
class MemberSelection;
class Session;
class Skeleton;
struct Error;

/// Who is in the open room. Asks for nobody before it is shown. GUI thread; must not outlive its Session.
class MembersDock : public QDockWidget
{
    Q_OBJECT

public:
    MembersDock(Session &session, Avatars &avatars, QWidget *parent = nullptr);
    ~MembersDock() override;

    void setRoom(const RoomId &room); ///< empty: none
    /// The name of somebody whom the list knows, or empty.
    QString nameOf(const UserId &user) const;
    Membership membershipOf(const UserId &user) const; ///< None: the list does not know them

Q_SIGNALS:
    void profileRequested(const linnet::UserId &user);
    void chatRequested(const linnet::UserId &user);
    void verifyRequested(const linnet::UserId &user);
    /// All that somebody wrote in the room is to be deleted, which is to be asked there.
    void deletionWanted(const linnet::RoomId &room, const linnet::UserId &user, const QString &name,
                        const QPoint &globalPos);
    void actionWanted(const linnet::PersonAction &action);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load();
    void onChanged();
    void wantTrust(QList<UserId> users);
    void onFailed(const Error &error);
    void showWhatThereIs();
    void showMenu(const QPoint &at);
    void watchPresence();

    Session &m_session;
    RoomId m_room;
    std::unique_ptr<MemberList> m_members;
    MemberListModel *m_model;
    MemberDelegate *m_delegate;
    FilterEdit *m_filter;
    QStackedWidget *m_pages;
    QListView *m_view;
    MemberSelection *m_selection;
    Skeleton *m_skeleton;
    EmptyState *m_failure;
    EmptyState *m_noMatch;
    QTimer *m_presenceDelay;
    bool m_hasFailed = false;
};

}

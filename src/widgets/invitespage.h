// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/moderation.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace linnet {

class EmptyState;
class InviteDelegate;
class InviteListModel;
class ModerationBar;
class NoticeBar;
class Session;

/// The invitations of strangers, as text alone, to be accepted, declined, or declined with more: one,
/// several, all, or all from one server. Only of those in view the server is asked how many rooms one shares
/// with who invites. GUI thread; must not outlive its Session.
class InvitesPage : public QWidget
{
    Q_OBJECT

public:
    explicit InvitesPage(Session &session, QWidget *parent = nullptr);
    ~InvitesPage() override;

Q_SIGNALS:
    void acceptRequested(const linnet::RoomId &room);
    void closed(); ///< by Esc

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void makeButtons();
    void refresh();
    void lookAround();
    QList<ModerationTarget> selected() const; ///< invitations, with who invites
    QList<ModerationTarget> ofServer() const; ///< all from the server of the current one
    QString currentServer() const;
    void decline(const QList<ModerationTarget> &targets);
    void declineAndIgnore();
    void askToDecline(const QString &question, const QList<ModerationTarget> &targets, const QWidget &button);
    void report();
    void onFinished(const ModerationRun &run);
    QPushButton *addButton(const QString &name, const QString &text);

    enum class Doing { Declining, Reporting };

    Session &m_session;
    InviteListModel *m_model;
    InviteDelegate *m_delegate;
    QStackedWidget *m_pages;
    QListView *m_view;
    EmptyState *m_nothing;
    QLabel *m_title;
    QLabel *m_note;
    NoticeBar *m_notice;
    ModerationBar *m_bar;
    QPushButton *m_accept = nullptr;
    QPushButton *m_decline = nullptr;
    QPushButton *m_ignore = nullptr;
    QPushButton *m_report = nullptr;
    QPushButton *m_declineServer = nullptr;
    QPushButton *m_declineAll = nullptr;
    QTimer m_rest; ///< of the view, before the server is asked about who is in it
    Doing m_doing = Doing::Declining;
};

}

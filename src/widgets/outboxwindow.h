// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/discarding.h"

#include <QDialog>
#include <QTimer>

class QAction;
class QHBoxLayout;
class QListView;
class QPushButton;
class QStackedWidget;

namespace linnet {

class EmptyState;
class NoticeBar;
class OutboxDelegate;
class OutboxModel;
class Session;

/// Lists what was not sent, over all rooms, and lets one send it again, discard it, or edit it, for which it
/// makes room. Modeless; remembers its geometry in `settingsPath` (INI). GUI thread; must not outlive session
/// and model.
class OutboxWindow : public QDialog
{
    Q_OBJECT

public:
    OutboxWindow(Session &session, OutboxModel &model, QString settingsPath, QWidget *parent);
    ~OutboxWindow() override;

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    void editRequested(const linnet::RoomId &room, const linnet::TxnId &txn); ///< it has hidden itself

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void layOut();
    QPushButton *addButton(QHBoxLayout &row, QAction *action);
    void connectRefreshing();
    void refresh();
    bool isEditable(const QList<OutboxItem> &items) const;
    /// It may have arrived, and what is there cannot be edited: written anew it may be there twice.
    bool isPastEditing(const QList<OutboxItem> &items) const;
    QList<OutboxItem> selected() const;
    void sendAgain();
    void edit();
    void openRoom();
    void copy() const;

    Session &m_session;
    OutboxModel &m_model;
    QString m_settingsPath;
    QStackedWidget *m_pages;
    QListView *m_view;
    EmptyState *m_nothing;
    OutboxDelegate *m_delegate;
    NoticeBar *m_notice;
    Discarding m_discarding;
    QTimer m_refreshing;          ///< once for all that changes in one turn of the event loop
    bool m_isLayoutStale = false; ///< rows may be of another height
    QAction *m_sendAgain = nullptr;
    QAction *m_edit = nullptr;
    QPushButton *m_editButton = nullptr;
    QAction *m_discard = nullptr;
    QAction *m_openRoom = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_sendAll = nullptr;
    QAction *m_discardAll = nullptr;
};

}

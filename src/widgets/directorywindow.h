// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"
#include "session/directory.h"
#include "session/matrixlink.h"
#include "widgets/directoryservers.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QListView;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace linnet {

class Avatars;
class DirectoryDelegate;
class DirectoryModel;
class ElidedLabel;
class EmptyState;
class FilterEdit;
class RoomList;
class Skeleton;

/// Looks into the directory of one's own server or of another one: searches while one types, lists as the
/// pages come, and leads to a room before one joins it. An address or a link in the search box leads to that
/// room. Modeless; remembers its geometry and the servers in `settingsPath` (INI). GUI thread; must not
/// outlive what it is made with.
class DirectoryWindow : public QDialog
{
    Q_OBJECT

public:
    /// `rooms` are one's own, `ownServer` the name of the server that is asked.
    DirectoryWindow(ApiClient &api, const RoomList &rooms, QString ownServer, Avatars &avatars,
                    QString settingsPath, QWidget *parent);
    ~DirectoryWindow() override;

    /// For somebody without an account, who has to sign in before they join: joinRequested() says so then.
    void setForGuest();
    static QString guestsPersonWords(); ///< what a guest is told of a person's address
    void begin();                       ///< asks anew, for a window that is shown again

Q_SIGNALS:
    /// The room is to be looked at; `listed` is what the directory says of it.
    void previewRequested(const linnet::MatrixLink &link, const std::optional<linnet::PublicRoom> &listed);
    void joinRequested(const linnet::MatrixLink &link, const std::optional<linnet::PublicRoom> &listed);
    void openRequested(const linnet::RoomId &room); ///< one is in it
    void signInRequested();                         ///< by a guest, without a room

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeChoosers();
    void layOut();
    void fillServers();
    void chooseServer();
    void addServer();
    void removeServer();
    QString server() const; ///< as Directory::Query has it
    void searchSoon();
    void search();
    void refresh();
    bool isClosed() const;
    QString failure() const;
    void sayFailure();
    void sayAddress(const MatrixLink &link);
    void retry();
    void refreshButtons();
    void wantMore();
    void preview();
    void join();
    std::optional<PublicRoom> current() const;
    MatrixLink linkTo(const PublicRoom &room) const;

    ApiClient &m_api;
    const RoomList &m_rooms;
    const QString m_ownServer;
    QString m_settingsPath;
    DirectoryServers m_servers;
    Directory m_directory;
    DirectoryModel *m_model;
    DirectoryDelegate *m_delegate;
    QComboBox *m_server;
    QToolButton *m_remove;
    QComboBox *m_kind;
    FilterEdit *m_search;
    QStackedWidget *m_pages;
    QListView *m_view;
    Skeleton *m_waiting;
    EmptyState *m_nothing;
    QPushButton *m_retry; ///< on the empty page: what helps
    ElidedLabel *m_state;
    QPushButton *m_show;
    QPushButton *m_join;
    bool m_isForGuest = false;
    QPointer<QObject> m_typing; ///< the rest before what was typed is looked for
};

}

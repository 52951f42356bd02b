// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/personaction.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace linnet {

class Session;
struct PersonAbilities;

/// Below the list of members, while several are selected: how many they are and what may be done with all of
/// them. GUI thread; must not outlive its arguments.
class MemberSelection : public QWidget
{
    Q_OBJECT

public:
    /// `view` shows a MemberListModel.
    MemberSelection(Session &session, QListView &view, QWidget *parent = nullptr);

    void setRoom(const RoomId &room);
    /// More than one is.
    bool isAny() const { return m_count > 1; }

Q_SIGNALS:
    void actionWanted(const linnet::PersonAction &action);

private:
    void refreshSoon();
    void refresh();
    QPushButton *addButton(PersonAction::Kind kind, const QString &name);
    void want(PersonAction::Kind kind, const QWidget &button);
    bool isPossible(PersonAction::Kind kind, const PersonAbilities &can, const UserId &user) const;

    Session &m_session;
    QListView &m_view;
    RoomId m_room;
    int m_count = 0;
    bool m_isStale = false; ///< what is shown
    QLabel *m_words;
    QPushButton *m_remove;
    QPushButton *m_ban;
    QPushButton *m_unban;
    QPushButton *m_ignore;
};

}

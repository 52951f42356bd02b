// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/codecolours.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace linnet {

class MessageBar;
class Session;
class StateModel;

/// For developers: all state events of a room, as they are, to be read, copied and sent anew. Modeless;
/// deletes itself when closed. GUI thread; must not outlive the session.
class StateExplorer : public QDialog
{
    Q_OBJECT

public:
    StateExplorer(Session &session, const RoomId &room, QWidget *parent);

    const RoomId &room() const { return m_room; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void load();
    void showCurrent();
    void colour();
    void edit(bool isNew);

    Session &m_session;
    RoomId m_room;
    StateModel *m_model;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QPlainTextEdit *m_json;
    MessageBar *m_trouble;
    QPushButton *m_copy;
    QPushButton *m_edit;
    CodeColours m_colours;
    QString m_type, m_key; ///< of what is shown
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace linnet {

/// The addresses of a room: a list to which one can add, with the main one first, and whether the server
/// lists the room. GUI thread; must not outlive the settings.
class AddressesSetting : public RoomSettingsPage
{
    Q_OBJECT

public:
    AddressesSetting(RoomSettings &settings, QWidget *parent);

protected:
    void refresh() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString typed() const; ///< the whole address, or empty
    QString selected() const;
    void add();
    void look();
    void showActions();

    QListWidget *m_list;
    QLineEdit *m_name;
    QPushButton *m_add;
    QPushButton *m_makeMain;
    QPushButton *m_remove;
    QCheckBox *m_listed;
    QString m_server;
    QTimer m_rest; ///< of typing, before it is asked whether an address is free
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace linnet {

class RoleCombo;

/// Who stands above (or below) everybody in a room, and as what; others can be added. GUI thread; must not
/// outlive the settings.
class PeopleLevels : public RoomSettingsPage
{
    Q_OBJECT

public:
    PeopleLevels(RoomSettings &settings, QWidget *parent);

protected:
    void refresh() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    UserId selected() const;
    UserId typed() const; ///< empty: nobody, or not one person
    void change(const UserId &user, int level);
    void add();
    void showSelected();
    void showNew();

    QTreeWidget *m_list;
    RoleCombo *m_role;
    QLabel *m_why; ///< the selected one cannot be changed
    QLineEdit *m_person;
    RoleCombo *m_newRole;
    QPushButton *m_add;
    int m_newLevel;
};

}

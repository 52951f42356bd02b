// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/powertext.h"
#include "widgets/roomsettingspage.h"

class QGridLayout;

namespace linnet {

class RoleCombo;

/// What may be done in a room, and who may. GUI thread; must not outlive the settings.
class ActionLevels : public RoomSettingsPage
{
    Q_OBJECT

public:
    ActionLevels(RoomSettings &settings, QWidget *parent);

protected:
    void refresh() override;

private:
    void makeRows();

    QGridLayout *m_grid;
    QList<PowerText::Action> m_actions;
    QList<RoleCombo *> m_boxes; ///< of m_actions
};

}

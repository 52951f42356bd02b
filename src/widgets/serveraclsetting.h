// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

class QCheckBox;
class QPushButton;

namespace linnet {

class LinesEdit;
class MessageBar;

/// Which servers may take part in a room, two lists that are applied together; asks first where one's own
/// would be shut out. GUI thread; must not outlive the settings.
class ServerAclSetting : public RoomSettingsPage
{
    Q_OBJECT

public:
    ServerAclSetting(RoomSettings &settings, QWidget *parent);

protected:
    void refresh() override;

private:
    ServerAcl typed() const;
    void onEdited();
    void apply();
    void applyNow();
    void discard();
    void put(const ServerAcl &acl);

    QLabel *m_summary;
    QPushButton *m_edit; ///< opens the lists
    QWidget *m_lists;
    LinesEdit *m_allow;
    LinesEdit *m_deny;
    QCheckBox *m_addresses;
    QPushButton *m_apply;
    QPushButton *m_discard;
    MessageBar *m_warning;
    bool m_isPutting = false;
    bool m_isEdited = false;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace linnet {

class RoomList;

/// Who can come into a room, read in it and take part. GUI thread; must not outlive its arguments.
class RoomAccessPage : public RoomSettingsPage
{
    Q_OBJECT

public:
    RoomAccessPage(RoomSettings &settings, RoomList &rooms, bool hasEncryption, QWidget *parent);

Q_SIGNALS:
    void encryptRequested();

protected:
    void refresh() override;

private:
    QComboBox *m_history;
    QCheckBox *m_guests;
    QLabel *m_encryption;
    QPushButton *m_encrypt;
    QLabel *m_policy;
};

}

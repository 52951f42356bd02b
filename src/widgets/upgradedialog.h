// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomupgrade.h"
#include "widgets/requestdialog.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace linnet {

class Session;

/// Replaces a room by one of a newer version: asks which, who else is to be its creator, and what is done
/// afterwards. GUI thread; must not outlive its Session.
class UpgradeDialog : public RequestDialog
{
    Q_OBJECT

public:
    UpgradeDialog(Session &session, const Room &room, QWidget *parent);

Q_SIGNALS:
    /// The new room is there, and all is done or the rest of it was dropped; `what` is worth a line.
    void upgraded(const linnet::RoomId &room, const QString &what);

protected:
    void send() override;
    void reject() override;

private:
    void makeForm();
    void showVersions(const RoomVersions &versions);
    void refresh();
    QString version() const;
    static QString words(const RoomUpgrade::Outcome &outcome);

    Session &m_session;
    Room m_room;
    RoomUpgrade m_upgrade;
    QComboBox *m_version;
    QLabel *m_versionHint;
    QLabel *m_creatorsLabel;
    QLineEdit *m_creators;
    QCheckBox *m_invite;
    QCheckBox *m_spaces;
};

}

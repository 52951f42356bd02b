// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace linnet {

class Invites;

/// A line above the list of rooms that says how many invitations of strangers wait, and opens them. Hidden
/// where there are none. GUI thread; must not outlive the Invites.
class InvitesBar : public QPushButton
{
    Q_OBJECT

public:
    explicit InvitesBar(Invites &invites, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void applyTheme();

    Invites &m_invites;
};

}

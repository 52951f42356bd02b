// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/invitesbar.h"

#include "session/invites.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>

namespace linnet {

InvitesBar::InvitesBar(Invites &invites, QWidget *parent) : QPushButton(parent), m_invites(invites)
{
    setObjectName(QStringLiteral("invitesBar"));
    setFlat(true);
    setAutoDefault(false);
    setToolTip(tr("Invitations from people whom you do not know"));
    connect(&invites, &Invites::countChanged, this, &InvitesBar::refresh);
    applyTheme();
    refresh();
}

void InvitesBar::refresh()
{
    const int count = m_invites.count();
    setText(tr("%n invitation request(s)", nullptr, count));
    setVisible(count > 0);
}

void InvitesBar::applyTheme()
{
    const int side = Theme::units(4, font());
    setIconSize({side, side});
    setIcon(themedIcon(QStringLiteral("mail-message-new"), palette(), QPalette::ButtonText));
}

void InvitesBar::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompermissionspage.h"

#include "widgets/actionlevels.h"
#include "widgets/peoplelevels.h"
#include "widgets/theme.h"

#include <QVBoxLayout>

namespace linnet {

RoomPermissionsPage::RoomPermissionsPage(RoomSettings &settings, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new PeopleLevels(settings, this));
    layout->addSpacing(Theme::units(3, font()));
    layout->addWidget(new ActionLevels(settings, this));
    layout->addStretch();
}

}

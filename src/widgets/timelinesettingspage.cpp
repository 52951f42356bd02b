// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinesettingspage.h"

#include "widgets/preferences.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace linnet {

TimelineSettingsPage::TimelineSettingsPage(Preferences &preferences, QWidget *parent) : QWidget(parent)
{
    auto *profiles = new QCheckBox(tr("Say when people change their &name or picture"), this);
    profiles->setChecked(preferences.areProfileChangesShown());
    connect(profiles, &QCheckBox::toggled, &preferences, &Preferences::setProfileChangesShown);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(profiles);
    layout->addStretch();
}

}

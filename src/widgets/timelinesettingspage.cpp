// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinesettingspage.h"

#include "widgets/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>

namespace linnet {

TimelineSettingsPage::TimelineSettingsPage(Preferences &preferences, QWidget *parent) : QWidget(parent)
{
    auto *density = new QComboBox(this);
    density->setObjectName(QStringLiteral("density"));
    density->addItem(tr("Comfortable"), int(Density::Comfortable));
    density->addItem(tr("Compact"), int(Density::Compact));
    density->setCurrentIndex(density->findData(int(preferences.density())));
    auto *profiles = new QCheckBox(tr("Say when people change their &name or picture"), this);
    profiles->setChecked(preferences.areProfileChangesShown());
    connect(profiles, &QCheckBox::toggled, &preferences, &Preferences::setProfileChangesShown);
    connect(density, &QComboBox::activated, this,
            [density, &preferences] { preferences.setDensity(Density(density->currentData().toInt())); });
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&Density:"), density);
    layout->addRow(profiles);
}

}

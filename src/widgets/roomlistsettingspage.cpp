// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlistsettingspage.h"

#include "widgets/nowheel.h"
#include "widgets/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace linnet {

RoomListSettingsPage::RoomListSettingsPage(Preferences &preferences, QWidget *parent) : QWidget(parent)
{
    auto *groups =
        new QCheckBox(tr("&Group rooms: favourites, people, rooms and sections of your own"), this);
    groups->setObjectName(QStringLiteral("groups"));
    auto *sort = new QComboBox(this);
    NoWheel::keepFrom(*sort);
    sort->setObjectName(QStringLiteral("sort"));
    sort->addItem(tr("Newest first"), int(RoomOrder::Sort::Newest));
    sort->addItem(tr("A to Z"), int(RoomOrder::Sort::Alphabetical));
    sort->addItem(tr("Unread first"), int(RoomOrder::Sort::Unread));
    auto *hint =
        new QLabel(tr("Favourites, low priority and sections of your own stand as you put them: drag "
                      "a room, or move it with Alt+Shift+Up and Down."),
                   this);
    hint->setWordWrap(true);
    hint->setTextFormat(Qt::PlainText);
    const auto show = [groups, sort, &preferences] {
        groups->setChecked(preferences.groupsRooms());
        sort->setCurrentIndex(sort->findData(int(preferences.roomSort())));
    };
    show();
    // The list's own menu changes them too.
    connect(&preferences, &Preferences::changed, this, show);
    connect(groups, &QCheckBox::toggled, &preferences, &Preferences::setGroupsRooms);
    connect(sort, &QComboBox::activated, &preferences,
            [sort, &preferences] { preferences.setRoomSort(RoomOrder::Sort(sort->currentData().toInt())); });
    auto *layout = new QFormLayout(this);
    layout->addRow(groups);
    layout->addRow(tr("&Sort rooms:"), sort);
    layout->addRow(hint);
}

}

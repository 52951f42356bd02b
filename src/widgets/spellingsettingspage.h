// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/spelldictionary.h"

#include <QWidget>

class QCheckBox;

namespace linnet {

class Preferences;

/// Which dictionaries check what one writes, of those that there are. GUI thread; must not outlive its
/// arguments.
class SpellingSettingsPage : public QWidget
{
    Q_OBJECT

public:
    SpellingSettingsPage(Preferences &preferences, const QList<SpellDictionary> &found, QWidget *parent);

private:
    void choose();

    Preferences &m_preferences;
    QList<std::pair<QString, QCheckBox *>> m_boxes; ///< by code
};

}

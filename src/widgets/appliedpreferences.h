// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>

namespace linnet {

class Avatars;
class MainMenu;
class Preferences;
class RoomPage;
class RoomPanel;
class Session;
class SpellChecker;

/// Keeps the account and the parts of the main window as the preferences want them, from its making on. GUI
/// thread; must not outlive its Session, nor serve anything once its other parts are gone.
class AppliedPreferences : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        Preferences &preferences;
        SpellChecker &spelling;
        Avatars &avatars;
        RoomPanel &panel;
        MainMenu &menu;
        RoomPage &page; ///< knows which room is open
    };
    explicit AppliedPreferences(const Parts &parts);

private:
    void apply();
    void chooseDictionaries();

    Parts m_parts;
    std::optional<QStringList> m_languages; ///< Preferences::spellingLanguages() as the SpellChecker has them
};

}

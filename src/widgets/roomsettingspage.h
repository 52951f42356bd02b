// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomsettings.h"

#include <QHash>
#include <QWidget>

class QLabel;

namespace linnet {

class SettingNote;

/// A page of a room's settings: refresh() shows what there is whenever it changes, and each field has a note
/// that says what came of a change. GUI thread; must not outlive the settings.
class RoomSettingsPage : public QWidget
{
    Q_OBJECT

public:
    RoomSettingsPage(RoomSettings &settings, QWidget *parent);

    /// What is written but not left yet is sent: the window closes.
    virtual void commit() {}

protected:
    virtual void refresh() = 0;
    RoomSettings &settings() const { return m_settings; }
    SettingNote *makeNote(RoomField field); ///< one a field; owned by the page
    SettingNote *note(RoomField field) const { return m_notes.value(field); }
    QLabel *makeText(const QString &text = {}); ///< a dim one that may take several lines
    QLabel *makeTitle(const QString &text);

private:
    RoomSettings &m_settings;
    QHash<RoomField, SettingNote *> m_notes;
};

}

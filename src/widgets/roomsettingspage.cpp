// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomsettingspage.h"

#include "widgets/settingnote.h"
#include "widgets/theme.h"

#include <QLabel>

namespace linnet {

RoomSettingsPage::RoomSettingsPage(RoomSettings &settings, QWidget *parent)
    : QWidget(parent), m_settings(settings)
{
    connect(&settings, &RoomSettings::changed, this, [this] {
        if (m_settings.isReady())
            refresh();
    });
    connect(&settings, &RoomSettings::saved, this, [this](RoomField field) {
        SettingNote *line = note(field);
        if (line && line->isSaving()) // the change may have been another page's
            line->showSaved();
    });
    connect(&settings, &RoomSettings::failed, this, [this](RoomField field, const Error &error) {
        SettingNote *line = note(field);
        // Of an address that goes, it is saved twice.
        if (line && (line->isSaving() || field == RoomField::Addresses))
            line->showFailed(error);
    });
}

SettingNote *RoomSettingsPage::makeNote(RoomField field)
{
    auto *line = new SettingNote(this);
    m_notes.insert(field, line);
    return line;
}

QLabel *RoomSettingsPage::makeText(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *RoomSettingsPage::makeTitle(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::name(font()));
    return label;
}

}

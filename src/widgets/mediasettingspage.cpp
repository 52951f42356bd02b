// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediasettingspage.h"

#include "session/errortext.h"
#include "session/mediacache.h"
#include "session/session.h"
#include "widgets/announcement.h"
#include "widgets/preferences.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace linnet {

namespace {

template <typename T>
void add(QComboBox &box, const QString &text, T value)
{
    box.addItem(text, int(value));
}

template <typename T>
void select(QComboBox &box, T value)
{
    box.setCurrentIndex(box.findData(int(value)));
}

}

MediaSettingsPage::MediaSettingsPage(Preferences &preferences, Session &session, QWidget *parent)
    : QWidget(parent), m_preferences(preferences), m_session(session), m_show(new QComboBox(this)),
      m_play(new QComboBox(this)), m_previews(new QComboBox(this)), m_limit(new QSpinBox(this)),
      m_empty(new QPushButton(tr("&Empty"), this)), m_outcome(new QLabel(this))
{
    using Play = PictureSettings::Play;
    addRooms(*m_show, tr("After a click"));
    add(*m_play, tr("Always"), Play::Always);
    add(*m_play, tr("Under the mouse"), Play::OnHover);
    add(*m_play, tr("Never"), Play::Never);
    addRooms(*m_previews, tr("Never"));
    select(*m_previews, preferences.previews());
    m_previews->setToolTip(
        tr("The server is asked what links lead to. Each room can be set otherwise in its menu."));
    select(*m_show, preferences.pictures().show);
    select(*m_play, preferences.pictures().play);
    m_limit->setRange(10, 100'000);
    m_limit->setSingleStep(50);
    m_limit->setSuffix(tr(" MiB"));
    m_limit->setKeyboardTracking(false); // not with each digit that is typed
    m_limit->setValue(preferences.mediaCacheLimit());
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);

    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&Show others' pictures:"), m_show);
    layout->addRow(tr("&Play moving pictures:"), m_play);
    layout->addRow(tr("Say where &links lead:"), m_previews);
    layout->setRowVisible(m_previews, session.hasPreviews());
    layout->addRow(tr("&Keep on this computer at most:"), m_limit);
    layout->addRow(tr("What is kept:"), m_empty);
    layout->addRow(m_outcome);
    m_empty->setAutoDefault(false); // Enter anywhere in the window would press it
    m_empty->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_empty->setToolTip(tr("What is needed again is fetched from the server."));

    connect(m_show, &QComboBox::activated, this, &MediaSettingsPage::choosePictures);
    connect(m_play, &QComboBox::activated, this, &MediaSettingsPage::choosePictures);
    connect(m_previews, &QComboBox::activated, this,
            [this] { m_preferences.setPreviews(WhichRooms(m_previews->currentData().toInt())); });
    connect(m_limit, &QSpinBox::valueChanged, &preferences, &Preferences::setMediaCacheLimit);
    connect(m_empty, &QPushButton::clicked, this, &MediaSettingsPage::emptyCache);
}

void MediaSettingsPage::addRooms(QComboBox &box, const QString &none)
{
    add(box, tr("In all rooms"), WhichRooms::All);
    add(box, tr("In private rooms"), WhichRooms::Private);
    add(box, none, WhichRooms::None);
}

void MediaSettingsPage::choosePictures()
{
    m_preferences.setPictures(
        {WhichRooms(m_show->currentData().toInt()), PictureSettings::Play(m_play->currentData().toInt())});
}

void MediaSettingsPage::emptyCache()
{
    m_empty->setEnabled(false);
    m_outcome->setText(tr("Emptying…"));
    m_session.media().clear().then(this, [this](const Result<Done> &result) {
        m_empty->setEnabled(true);
        m_outcome->setText(result ? tr("Nothing is kept any more.") : ErrorText::of(result.error()).what);
        Announcement::say(*m_outcome, m_outcome->text());
    });
}

}

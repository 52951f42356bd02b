// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomsettingswindow.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/busyline.h"
#include "widgets/messagebar.h"
#include "widgets/roomaccesspage.h"
#include "widgets/roomgeneralpage.h"
#include "widgets/roompermissionspage.h"
#include "widgets/settingspages.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestTitle = 60;

}

RoomSettingsWindow::RoomSettingsWindow(Session &session, Avatars &avatars, const RoomId &room,
                                       QWidget *parent)
    : QDialog(parent), m_settings(new RoomSettings(
                           {session.api(), session.store(), session.rooms(), session.self()}, room, this)),
      m_whole(new QStackedWidget(this)), m_pages(new SettingsPages(m_whole)), m_busy(new BusyLine(this)),
      m_trouble(new MessageBar(this))
{
    setObjectName(QStringLiteral("roomSettings"));
    m_general = new RoomGeneralPage(*m_settings, avatars, this);
    connect(m_general, &RoomGeneralPage::upgradeRequested, this,
            [this] { Q_EMIT upgradeRequested(this->room()); });
    connect(m_general, &RoomGeneralPage::leaveRequested, this,
            [this] { Q_EMIT leaveRequested(this->room()); });
    m_pages->add(QStringLiteral("settings-configure"), tr("General"), m_general);
    auto *access = new RoomAccessPage(*m_settings, session.rooms(), session.hasEncryption(), this);
    connect(access, &RoomAccessPage::encryptRequested, this,
            [this] { Q_EMIT encryptRequested(this->room()); });
    m_pages->add(QStringLiteral("lock"), tr("Access"), access);
    m_pages->add(QStringLiteral("user-group-properties"), tr("Permissions"),
                 new RoomPermissionsPage(*m_settings, this));

    auto *waiting = new QWidget(m_whole);
    auto *middle = new QVBoxLayout(waiting);
    middle->addWidget(m_busy);
    middle->addStretch();
    m_whole->addWidget(waiting);
    m_whole->addWidget(m_pages);
    m_trouble->setAction(tr("Try again"));
    m_trouble->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_trouble);
    layout->addWidget(m_whole, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_trouble, &MessageBar::actionTriggered, this, &RoomSettingsWindow::retry);
    connect(m_settings, &RoomSettings::changed, this, &RoomSettingsWindow::refresh);
    connect(&session.rooms(), &RoomList::removed, this, [this](const RoomId &id) {
        if (id == this->room())
            reject();
    });
    connect(&session.rooms(), &RoomList::changed, this, [this, &session](const RoomId &id) {
        if (id != this->room() || !isVisible())
            return;
        const Room *known = session.rooms().find(id);
        if (known && known->membership != Membership::Join)
            reject();
    });
    resize(Theme::units(170, font()), Theme::units(140, font()));
    refresh();
    m_busy->start(tr("Loading…"));
    m_settings->load();
}

void RoomSettingsWindow::refresh()
{
    const bool isReady = m_settings->isReady();
    const RoomFacts &facts = m_settings->facts();
    const QString name = isolated(oneLine(facts.name, LongestTitle));
    if (facts.name.isEmpty())
        setWindowTitle(facts.isSpace ? tr("Space settings") : tr("Room settings"));
    else
        setWindowTitle(facts.isSpace ? tr("Settings of the space %1").arg(name)
                                     : tr("Settings of %1").arg(name));
    if (isReady && m_whole->currentIndex() == 0) {
        m_whole->setCurrentIndex(1);
        m_pages->setFocus();
    }
    const std::optional<Error> error = m_settings->error();
    if (isReady || error)
        m_busy->stop();
    m_trouble->setVisible(error.has_value());
    if (error)
        m_trouble->setMessage(MessageBar::Tone::Failure,
                              isReady ? tr("Some of it could not be loaded")
                                      : tr("The settings could not be loaded"),
                              ErrorText::of(*error).what);
}

void RoomSettingsWindow::retry()
{
    m_trouble->hide();
    if (!m_settings->isReady())
        m_busy->start(tr("Loading…"));
    m_settings->load();
}

/// What is under way ends first: without the settings it would be broken off.
void RoomSettingsWindow::done(int result)
{
    m_general->commit();
    QDialog::done(result);
    if (m_settings->isBusy())
        connect(m_settings, &RoomSettings::idle, this, &QObject::deleteLater);
    else
        deleteLater();
}

}

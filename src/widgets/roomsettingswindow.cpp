// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomsettingswindow.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/busyline.h"
#include "widgets/icons.h"
#include "widgets/messagebar.h"
#include "widgets/roomaccesspage.h"
#include "widgets/roomgeneralpage.h"
#include "widgets/roompermissionspage.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QListWidget>
#include <QScrollArea>
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
      m_names(new QListWidget(this)), m_pages(new QStackedWidget(this)), m_whole(new QStackedWidget(this)),
      m_busy(new BusyLine(this)), m_trouble(new MessageBar(this))
{
    setObjectName(QStringLiteral("roomSettings"));
    m_names->setAccessibleName(tr("Pages"));
    m_names->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_general = new RoomGeneralPage(*m_settings, avatars, this);
    connect(m_general, &RoomGeneralPage::upgradeRequested, this,
            [this] { Q_EMIT upgradeRequested(this->room()); });
    connect(m_general, &RoomGeneralPage::leaveRequested, this,
            [this] { Q_EMIT leaveRequested(this->room()); });
    addPage(QStringLiteral("settings-configure"), tr("General"), m_general);
    auto *access = new RoomAccessPage(*m_settings, session.rooms(), session.hasEncryption(), this);
    connect(access, &RoomAccessPage::encryptRequested, this,
            [this] { Q_EMIT encryptRequested(this->room()); });
    addPage(QStringLiteral("lock"), tr("Access"), access);
    addPage(QStringLiteral("user-group-properties"), tr("Permissions"),
            new RoomPermissionsPage(*m_settings, this));
    applyTheme();
    connect(m_names, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_names->setCurrentRow(0);
    m_names->setFixedWidth(m_names->sizeHintForColumn(0) + Theme::units(6, font()));

    auto *waiting = new QWidget(m_whole);
    auto *middle = new QVBoxLayout(waiting);
    middle->addWidget(m_busy);
    middle->addStretch();
    auto *both = new QWidget(m_whole);
    auto *sides = new QHBoxLayout(both);
    sides->setContentsMargins({});
    sides->addWidget(m_names);
    sides->addWidget(m_pages, 1);
    m_whole->addWidget(waiting);
    m_whole->addWidget(both);
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

void RoomSettingsWindow::addPage(const QString &icon, const QString &name, QWidget *page)
{
    // A small window scrolls; nothing may be out of reach.
    auto *area = new QScrollArea(m_pages);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->setAccessibleName(name);
    m_pages->addWidget(area);
    m_names->addItem(name);
    m_icons.append(icon);
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
        m_names->setFocus();
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

void RoomSettingsWindow::applyTheme()
{
    const int side = Theme::units(4, font());
    m_names->setIconSize({side, side});
    for (int page = 0; page < m_names->count(); ++page)
        m_names->item(page)->setIcon(themedIcon(m_icons.at(page), palette(), QPalette::Text));
}

void RoomSettingsWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingswindow.h"

#include "session/session.h"
#include "widgets/accountsettingspage.h"
#include "widgets/encryptionsettingspage.h"
#include "widgets/icons.h"
#include "widgets/mediasettingspage.h"
#include "widgets/privacysettingspage.h"
#include "widgets/roomlistsettingspage.h"
#include "widgets/sessionssettingspage.h"
#include "widgets/spellengine.h"
#include "widgets/spellingsettingspage.h"
#include "widgets/theme.h"
#include "widgets/timelinesettingspage.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

SettingsWindow::SettingsWindow(Preferences &preferences, Session &session, EncryptionDialogs &dialogs,
                               QWidget *parent)
    : QDialog(parent), m_names(new QListWidget(this)), m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Settings"));
    m_names->setAccessibleName(tr("Pages"));
    m_names->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addPage(QStringLiteral("dialog-messages"), tr("Messages"), new TimelineSettingsPage(preferences, this));
    addPage(QStringLiteral("view-preview"), tr("Pictures and files"),
            new MediaSettingsPage(preferences, session, this));
    addPage(QStringLiteral("view-hidden"), tr("Privacy"),
            new PrivacySettingsPage(preferences, session, this));
    auto *account = new AccountSettingsPage(session, this);
    connect(account, &AccountSettingsPage::deactivated, this, &SettingsWindow::deactivated);
    addPage(QStringLiteral("user-identity"), tr("Account"), account);
    addPage(QStringLiteral("view-list-details"), tr("Room list"),
            new RoomListSettingsPage(preferences, this));
    if (session.hasSessions()) {
        auto *sessions = new SessionsSettingsPage(preferences, session, this);
        connect(sessions, &SessionsSettingsPage::verifyRequested, this, &SettingsWindow::verifyRequested);
        addPage(QStringLiteral("computer"), tr("Sessions"), sessions);
    }
    auto *encryption = new EncryptionSettingsPage(session, dialogs, this);
    connect(encryption, &EncryptionSettingsPage::verifyRequested, this,
            [this] { Q_EMIT verifyRequested({}); });
    connect(encryption, &EncryptionSettingsPage::signOutRequested, this, &SettingsWindow::signOutRequested);
    addPage(QStringLiteral("security-high"), tr("Encryption"), encryption);
    if (SpellEngine::isBuiltIn())
        addPage(QStringLiteral("tools-check-spelling"), tr("Spelling"),
                new SpellingSettingsPage(preferences, SpellDictionary::find(SpellDictionary::systemFolders()),
                                         this));
    applyTheme();
    connect(m_names, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_names->setCurrentRow(0);
    m_names->setFixedWidth(m_names->sizeHintForColumn(0) + Theme::units(6, font()));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *sides = new QHBoxLayout;
    sides->addWidget(m_names);
    sides->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(sides, 1);
    layout->addWidget(buttons);
    resize(Theme::units(160, font()), Theme::units(110, font()));
    m_names->setFocus();
}

void SettingsWindow::addPage(const QString &icon, const QString &name, QWidget *page)
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

void SettingsWindow::applyTheme()
{
    const int side = Theme::units(4, font());
    m_names->setIconSize({side, side});
    for (int page = 0; page < m_names->count(); ++page)
        m_names->item(page)->setIcon(themedIcon(m_icons.at(page), palette(), QPalette::Text));
}

void SettingsWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

}

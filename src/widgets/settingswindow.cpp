// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingswindow.h"

#include "session/session.h"
#include "widgets/accountsettingspage.h"
#include "widgets/encryptionsettingspage.h"
#include "widgets/mediasettingspage.h"
#include "widgets/privacysettingspage.h"
#include "widgets/roomlistsettingspage.h"
#include "widgets/sessionssettingspage.h"
#include "widgets/settingspages.h"
#include "widgets/spellengine.h"
#include "widgets/spellingsettingspage.h"
#include "widgets/theme.h"
#include "widgets/timelinesettingspage.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace linnet {

SettingsWindow::SettingsWindow(Preferences &preferences, Session &session, EncryptionDialogs &dialogs,
                               QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Settings"));
    auto *pages = new SettingsPages(this);
    pages->add(QStringLiteral("dialog-messages"), tr("Messages"),
               new TimelineSettingsPage(preferences, this));
    pages->add(QStringLiteral("view-preview"), tr("Pictures and files"),
               new MediaSettingsPage(preferences, session, this));
    pages->add(QStringLiteral("view-hidden"), tr("Privacy"),
               new PrivacySettingsPage(preferences, session, this));
    auto *account = new AccountSettingsPage(session, this);
    connect(account, &AccountSettingsPage::deactivated, this, &SettingsWindow::deactivated);
    pages->add(QStringLiteral("user-identity"), tr("Account"), account);
    pages->add(QStringLiteral("view-list-details"), tr("Room list"),
               new RoomListSettingsPage(preferences, this));
    if (session.hasSessions()) {
        auto *sessions = new SessionsSettingsPage(preferences, session, this);
        connect(sessions, &SessionsSettingsPage::verifyRequested, this, &SettingsWindow::verifyRequested);
        pages->add(QStringLiteral("computer"), tr("Sessions"), sessions);
    }
    auto *encryption = new EncryptionSettingsPage(session, dialogs, this);
    connect(encryption, &EncryptionSettingsPage::verifyRequested, this,
            [this] { Q_EMIT verifyRequested({}); });
    connect(encryption, &EncryptionSettingsPage::signOutRequested, this, &SettingsWindow::signOutRequested);
    pages->add(QStringLiteral("security-high"), tr("Encryption"), encryption);
    if (SpellEngine::isBuiltIn())
        pages->add(QStringLiteral("tools-check-spelling"), tr("Spelling"),
                   new SpellingSettingsPage(preferences,
                                            SpellDictionary::find(SpellDictionary::systemFolders()), this));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(pages, 1);
    layout->addWidget(buttons);
    resize(Theme::units(160, font()), Theme::units(110, font()));
    pages->setFocus();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accountsettingspage.h"

#include "session/errortext.h"
#include "session/session.h"
#include "widgets/addresslist.h"
#include "widgets/announcement.h"
#include "widgets/deactivatedialog.h"
#include "widgets/messagebar.h"
#include "widgets/newpassworddialog.h"
#include "widgets/profileedit.h"
#include "widgets/theme.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

AccountSettingsPage::AccountSettingsPage(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_trouble(new MessageBar(this)),
      m_profile(new ProfileEdit(session, this)), m_addresses(new AddressList(session.accountAdmin(), this)),
      m_password(new QPushButton(tr("Change Pass&word…"), this)), m_passwordNote(new QLabel(this)),
      m_manage(new QPushButton(tr("Manage Account in the &Browser…"), this)),
      m_sessions(new QPushButton(tr("&Sessions in the Browser…"), this)),
      m_reset(new QPushButton(tr("Allow a &Reset of the Encryption…"), this)),
      m_deactivate(new QPushButton(tr("&Deactivate Account…"), this))
{
    m_trouble->setObjectName(QStringLiteral("accountTrouble"));
    m_trouble->setAction(tr("Try again"));
    m_trouble->hide();
    m_password->setObjectName(QStringLiteral("changePassword"));
    m_passwordNote->setObjectName(QStringLiteral("passwordNote"));
    m_passwordNote->setTextFormat(Qt::PlainText);
    m_passwordNote->setWordWrap(true);
    m_passwordNote->setForegroundRole(QPalette::PlaceholderText);
    m_passwordNote->hide();
    m_manage->setObjectName(QStringLiteral("manageAccount"));
    m_sessions->setObjectName(QStringLiteral("manageSessions"));
    m_reset->setObjectName(QStringLiteral("manageReset"));
    m_deactivate->setObjectName(QStringLiteral("deactivate"));
    for (QPushButton *button : {m_password, m_manage, m_sessions, m_reset, m_deactivate})
        button->setAutoDefault(false);
    layOut();
    showPages(false);
    using Action = AccountPages::Action;
    connect(m_trouble, &MessageBar::actionTriggered, this, &AccountSettingsPage::load);
    connect(m_profile, &ProfileEdit::failed, this, &AccountSettingsPage::fail);
    connect(m_addresses, &AddressList::failed, this, &AccountSettingsPage::fail);
    connect(m_password, &QPushButton::clicked, this, &AccountSettingsPage::changePassword);
    connect(m_manage, &QPushButton::clicked, this, [this] { openPage(Action::Profile); });
    connect(m_sessions, &QPushButton::clicked, this, [this] { openPage(Action::Sessions); });
    connect(m_reset, &QPushButton::clicked, this, [this] { openPage(Action::ResetIdentity); });
    connect(m_deactivate, &QPushButton::clicked, this, &AccountSettingsPage::deactivate);
}

void AccountSettingsPage::layOut()
{
    const int unit = Theme::units(1, font());
    const auto left = [](QPushButton *button) {
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    };
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * unit);
    layout->addWidget(m_trouble);
    layout->addWidget(m_profile);
    layout->addSpacing(2 * unit);
    layout->addWidget(m_addresses);
    layout->addSpacing(2 * unit);
    for (QPushButton *button : {m_manage, m_sessions, m_reset, m_password}) {
        left(button);
        layout->addWidget(button);
    }
    layout->addWidget(m_passwordNote);
    layout->addSpacing(2 * unit);
    left(m_deactivate);
    layout->addWidget(m_deactivate);
    layout->addStretch();
}

void AccountSettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        load();
}

void AccountSettingsPage::load()
{
    m_trouble->hide();
    m_profile->load();
    if (!m_session.hasAccountAdmin())
        return;
    m_addresses->load();
    m_session.accountAdmin().capabilities().then(this, [this](const Result<AccountCapabilities> &can) {
        if (can)
            showCapabilities(*can);
    });
    loadPages();
}

void AccountSettingsPage::loadPages()
{
    m_session.accountAdmin().page(AccountPages::Action::Profile).then(this, [this](const Result<QUrl> &page) {
        if (page)
            showPages(!page->isEmpty());
    });
}

void AccountSettingsPage::showCapabilities(const AccountCapabilities &can)
{
    m_profile->setCapabilities(can);
    m_addresses->setCapabilities(can);
    m_password->setEnabled(can.canChangePassword);
    m_passwordNote->setText(
        can.canChangePassword ? QString() : tr("Your server does not let you change the password here."));
    m_passwordNote->setVisible(!can.canChangePassword && !m_password->isHidden());
}

void AccountSettingsPage::showPages(bool hasPages)
{
    const bool hasAdmin = m_session.hasAccountAdmin();
    m_hasPages = hasPages;
    m_manage->setVisible(hasPages);
    m_sessions->setVisible(hasPages);
    m_reset->setVisible(hasPages && m_session.hasEncryption());
    // There is none where one signs in elsewhere.
    m_password->setVisible(hasAdmin && !hasPages);
    m_passwordNote->setVisible(!m_passwordNote->text().isEmpty() && !m_password->isHidden());
    m_addresses->setVisible(hasAdmin && !m_addresses->isHidden());
    m_deactivate->setVisible(hasAdmin);
}

void AccountSettingsPage::openPage(AccountPages::Action action)
{
    m_session.accountAdmin().page(action).then(this, [this](const Result<QUrl> &page) {
        if (!page)
            return fail(tr("The server's page could not be found"), ErrorText::of(page.error()).what);
        if (!QDesktopServices::openUrl(*page))
            fail(tr("No browser could be started. Open this page yourself:"), page->toDisplayString());
    });
}

void AccountSettingsPage::changePassword()
{
    auto *dialog = new NewPasswordDialog(m_session.accountAdmin(), this);
    connect(dialog, &NewPasswordDialog::changedPassword, this, [this] {
        m_passwordNote->setText(tr("Your password is changed."));
        m_passwordNote->show();
        Announcement::say(*m_passwordNote, m_passwordNote->text());
    });
    dialog->open();
}

void AccountSettingsPage::deactivate()
{
    if (m_hasPages)
        return openPage(AccountPages::Action::Deactivate);
    auto *dialog = new DeactivateDialog(m_session.accountAdmin(), m_session.self(), this);
    connect(dialog, &DeactivateDialog::deactivated, this, &AccountSettingsPage::deactivated);
    dialog->open();
}

void AccountSettingsPage::fail(const QString &what, const QString &detail)
{
    m_trouble->setMessage(MessageBar::Tone::Failure, what, detail);
    m_trouble->show();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sessionssettingspage.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/qrgrant.h"
#include "session/session.h"
#include "widgets/messagebar.h"
#include "widgets/preferences.h"
#include "widgets/qrgrantdialog.h"
#include "widgets/signoutsessionsdialog.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 80;

enum Column { Name, Seen, Verified, ColumnCount };

QString nameOf(const OwnSession &session)
{
    const QString name = shortened(cleanName(session.name), LongestName);
    return name.isEmpty() ? session.id : name;
}

QString seenText(const OwnSession &session)
{
    if (session.isThis)
        return SessionsSettingsPage::tr("This session");
    if (session.lastSeen <= 0)
        return SessionsSettingsPage::tr("Not known");
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(session.lastSeen), QLocale::ShortFormat);
}

QString verifiedText(const OwnSession &session)
{
    if (!session.hasKeys)
        return SessionsSettingsPage::tr("Cannot read encrypted messages");
    return session.isVerified ? SessionsSettingsPage::tr("Verified")
                              : SessionsSettingsPage::tr("Not verified");
}

}

SessionsSettingsPage::SessionsSettingsPage(Preferences &preferences, Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_list(new QTreeWidget(this)), m_trouble(new MessageBar(this)),
      m_verify(new QPushButton(tr("&Verify…"), this)), m_rename(new QPushButton(tr("&Rename…"), this)),
      m_signOut(new QPushButton(tr("Sign &out…"), this)),
      m_signOutOthers(new QPushButton(tr("Sign out &all others…"), this)),
      m_signInAnother(new QPushButton(tr("Sign in another device with a &QR code…"), this)),
      m_trustedOnly(new QCheckBox(tr("Trust only sessions that their owners have verified"), this))
{
    m_list->setObjectName(QStringLiteral("sessions"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Session"), tr("Last seen"), tr("Encryption")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Your sessions"));
    m_list->header()->setStretchLastSection(true);
    m_trouble->setAction(tr("Try again"));
    m_trouble->hide();
    m_verify->setObjectName(QStringLiteral("verifySession"));
    m_rename->setObjectName(QStringLiteral("renameSession"));
    m_signOut->setObjectName(QStringLiteral("signOutSession"));
    m_signOutOthers->setObjectName(QStringLiteral("signOutOthers"));
    m_signInAnother->setObjectName(QStringLiteral("signInAnother"));
    m_signInAnother->hide(); // until the server has said that it can be done
    m_trustedOnly->setObjectName(QStringLiteral("trustedOnly"));
    m_trustedOnly->setChecked(preferences.trustsVerifiedOnly());
    for (QPushButton *button : {m_verify, m_rename, m_signOut, m_signOutOthers, m_signInAnother})
        button->setAutoDefault(false);
    layOut();
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &SessionsSettingsPage::refresh);
    connect(m_trouble, &MessageBar::actionTriggered, this, &SessionsSettingsPage::load);
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const OwnSession *chosen = selected())
            Q_EMIT verifyRequested(chosen->isThis ? QString() : chosen->id);
    });
    connect(m_rename, &QPushButton::clicked, this, &SessionsSettingsPage::rename);
    connect(m_signOut, &QPushButton::clicked, this, [this] {
        if (const OwnSession *chosen = selected())
            signOut({*chosen});
    });
    connect(m_signOutOthers, &QPushButton::clicked, this, [this] { signOut(others()); });
    connect(m_signInAnother, &QPushButton::clicked, this, &SessionsSettingsPage::signInAnother);
    connect(m_trustedOnly, &QCheckBox::toggled, &preferences, &Preferences::setTrustsVerifiedOnly);
    connect(&session.keys(), &KeyExchange::keysLearned, this, [this] {
        if (isVisible())
            load();
    });
    refresh();
}

void SessionsSettingsPage::layOut()
{
    auto *note =
        new QLabel(tr("Others cannot read what you write then, and what comes from them is hidden."), this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_verify);
    buttons->addWidget(m_rename);
    buttons->addWidget(m_signOut);
    buttons->addStretch();
    buttons->addWidget(m_signOutOthers);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_trouble);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_signInAnother, 0, Qt::AlignLeft);
    layout->addSpacing(Theme::units(2, font()));
    layout->addWidget(m_trustedOnly);
    layout->addWidget(note);
    m_trustedOnly->setVisible(m_session.hasEncryption());
    note->setVisible(m_session.hasEncryption());
}

void SessionsSettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
    askForQrGrant();
}

void SessionsSettingsPage::load()
{
    m_session.ownSessions().load().then(this, [this](const Result<QList<OwnSession>> &sessions) {
        m_trouble->setVisible(!sessions);
        if (sessions)
            return showSessions(*sessions);
        const ErrorText text = ErrorText::of(sessions.error());
        m_trouble->setMessage(MessageBar::Tone::Failure, tr("Your sessions could not be loaded"), text.what);
    });
}

void SessionsSettingsPage::askForQrGrant()
{
    m_session.offersQrGrant().then(this, [this](const Result<bool> &isOffered) {
        m_signInAnother->setVisible(isOffered && *isOffered);
    });
}

void SessionsSettingsPage::signInAnother()
{
    if (!m_signingIn) {
        m_signingIn = new QrGrantDialog(m_session.makeQrGrant(), this);
        connect(m_signingIn, &QDialog::finished, this, &SessionsSettingsPage::load);
    }
    m_signingIn->show();
    m_signingIn->raise();
    m_signingIn->activateWindow();
}

void SessionsSettingsPage::showSessions(const QList<OwnSession> &sessions)
{
    const QString before = selected() ? selected()->id : QString();
    m_sessions = sessions;
    m_list->clear();
    for (const OwnSession &session : m_sessions) {
        auto *row = new QTreeWidgetItem(m_list, {nameOf(session), seenText(session), verifiedText(session)});
        row->setToolTip(Name, session.id.toHtmlEscaped());
        row->setToolTip(Seen, session.ip.toHtmlEscaped());
        if (session.id == before)
            m_list->setCurrentItem(row);
    }
    for (int column = 0; column < ColumnCount; ++column)
        m_list->resizeColumnToContents(column);
    refresh();
}

const OwnSession *SessionsSettingsPage::selected() const
{
    const QList<QTreeWidgetItem *> rows = m_list->selectedItems();
    const int row = rows.isEmpty() ? -1 : m_list->indexOfTopLevelItem(rows.first());
    return row >= 0 && row < m_sessions.size() ? &m_sessions.at(row) : nullptr;
}

QList<OwnSession> SessionsSettingsPage::others() const
{
    QList<OwnSession> list = m_sessions;
    list.removeIf([](const OwnSession &session) { return session.isThis; });
    return list;
}

/// Of the two that compare one is verified and the other is not: that of others by this one, or this one by
/// any of the others.
bool SessionsSettingsPage::canVerify(const OwnSession &session) const
{
    if (!session.hasKeys || !m_session.keys().isAvailable())
        return false;
    const auto isOtherSide = [&session](const OwnSession &each) {
        return each.hasKeys && each.isThis != session.isThis && each.isVerified != session.isVerified;
    };
    const bool isVerifier = session.isThis && session.isVerified;
    return !isVerifier && std::any_of(m_sessions.cbegin(), m_sessions.cend(), isOtherSide);
}

void SessionsSettingsPage::refresh()
{
    const OwnSession *chosen = selected();
    m_verify->setEnabled(chosen && canVerify(*chosen));
    m_rename->setEnabled(chosen);
    m_signOut->setEnabled(chosen && !chosen->isThis);
    m_signOutOthers->setEnabled(!others().isEmpty());
}

void SessionsSettingsPage::rename()
{
    const OwnSession *chosen = selected();
    if (!chosen)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(tr("Rename session"));
    dialog->setLabelText(tr("Others can see this name:"));
    dialog->setTextValue(chosen->name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = chosen->id](const QString &name) {
        m_session.ownSessions().rename(id, name.trimmed()).then(this, [this, id](const Status &status) {
            if (status)
                load();
            else
                onNotRenamed(id, status.error());
        });
    });
    dialog->open();
}

/// Where accounts are looked after in a browser, there may be no such request.
void SessionsSettingsPage::onNotRenamed(const QString &session, const Error &error)
{
    const auto say = [this, error] {
        m_trouble->setMessage(MessageBar::Tone::Failure, tr("The session could not be renamed"),
                              ErrorText::of(error).what);
        m_trouble->show();
    };
    if (!ApiClient::isUnrecognized(error))
        return say();
    m_session.accountAdmin()
        .page(AccountPages::Action::Session, session)
        .then(this, [say](const Result<QUrl> &page) {
            if (!page || page->isEmpty() || !QDesktopServices::openUrl(*page))
                say();
        });
}

void SessionsSettingsPage::signOut(const QList<OwnSession> &which)
{
    auto *dialog = new SignOutSessionsDialog(m_session.ownSessions(), which, this);
    connect(dialog, &QDialog::accepted, this, &SessionsSettingsPage::load);
    connect(dialog, &SignOutSessionsDialog::pageRequested, this,
            [](const QUrl &page) { QDesktopServices::openUrl(page); });
    dialog->open();
}

}

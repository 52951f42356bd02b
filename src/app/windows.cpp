// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windows.h"

#include "app/signinagaindialog.h"
#include "app/troublewindow.h"
#include "session/errortext.h"
#include "widgets/proxydialog.h"
#include "widgets/signinwindow.h"
#include "widgets/signoutdialog.h"

#include <QMessageBox>
#include <QPushButton>

namespace linnet {

Windows::Windows(AccountKeeper &keeper, Accounts &accounts, PassphraseFileCredentials &file,
                 Transport &transport, Clock &clock, std::optional<Dialect> forced, QString server,
                 QObject *parent)
    : QObject(parent), m_keeper(keeper), m_accounts(accounts), m_file(file), m_transport(transport),
      m_clock(clock), m_forced(forced), m_server(std::move(server))
{
    connect(&m_keeper, &AccountKeeper::stateChanged, this, &Windows::onStateChanged);
    connect(&m_keeper, &AccountKeeper::closing, this, &Windows::onClosing);
}

Windows::~Windows() = default;

void Windows::raise()
{
    if (!m_window)
        return;
    if (m_window->isMinimized())
        m_window->showNormal();
    else
        m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Windows::openLink(const QString &link)
{
    if (m_main)
        m_main->joinByLink(link);
    else
        m_link = link;
}

void Windows::onStateChanged()
{
    switch (m_keeper.state()) {
    case AccountKeeper::State::SignedOut:
        return showSignIn();
    case AccountKeeper::State::Open:
        return showMain();
    case AccountKeeper::State::Failed:
        return showTrouble();
    case AccountKeeper::State::SigningOut:
        if (m_main)
            return m_main->showSigningOut();
        [[fallthrough]];
    case AccountKeeper::State::Starting:
        // The window of before stays, without taking anything, until it is known what comes next.
        if (m_window)
            m_window->setEnabled(false);
    }
}

void Windows::onClosing()
{
    if (m_main)
        m_window.reset(); // a main window dies before its session
}

void Windows::show(std::unique_ptr<QWidget> window)
{
    window->show();
    // The old one may be in the middle of a signal of its own.
    if (m_window) {
        m_window->hide();
        m_window.release()->deleteLater();
    }
    m_window = std::move(window);
}

void Windows::showSignIn()
{
    auto window = std::make_unique<SignInWindow>(m_transport, m_clock, m_accounts, m_file, m_forced);
    connect(window.get(), &SignInWindow::opened, this,
            [this](const std::shared_ptr<OpenAccount> &account) { m_keeper.open(std::move(*account)); });
    m_wanted.clear();
    connect(window.get(), &SignInWindow::roomWanted, this, [this](const QString &link) { m_wanted = link; });
    if (!m_server.isEmpty())
        window->setServer(m_server);
    show(std::move(window));
}

void Windows::showMain()
{
    Session &session = *m_keeper.session();
    auto window = std::make_unique<MainWindow>(session, m_keeper.profile().settingsPath());
    connect(window.get(), &MainWindow::signOutRequested, this, &Windows::askSignOut);
    // Queued: a dialog of the window is in the middle of it. There is nothing at the server to keep.
    connect(
        window.get(), &MainWindow::deactivated, this, [this] { signOut(true, 0); }, Qt::QueuedConnection);
    connect(window.get(), &MainWindow::networkRequested, this, &Windows::showNetwork);
    connect(window.get(), &MainWindow::quitRequested, this, &Windows::quitRequested);
    connect(window.get(), &MainWindow::signInRequested, this,
            [this] { askToSignInAgain(m_keeper.session()->connection().error); });
    m_main = window.get();
    show(std::move(window));
    // One at a time: a link from outside was asked for by name.
    const QString wanted = std::exchange(m_wanted, {});
    const QString link = std::exchange(m_link, {});
    if (!link.isEmpty() || !wanted.isEmpty())
        m_main->joinByLink(link.isEmpty() ? wanted : link);
}

void Windows::showTrouble()
{
    auto window = std::make_unique<TroubleWindow>(m_keeper.error(), m_keeper.account());
    connect(window.get(), &TroubleWindow::retryRequested, this, [this] { m_keeper.restore(); });
    connect(window.get(), &TroubleWindow::passphraseEntered, this, &Windows::unlock);
    connect(window.get(), &TroubleWindow::setAsideRequested, this, &Windows::setAside);
    connect(window.get(), &TroubleWindow::quitRequested, this, &Windows::quitRequested);
    show(std::move(window));
}

void Windows::unlock(const QString &passphrase)
{
    const Status status = m_file.unlock(passphrase);
    if (status)
        m_keeper.restore();
    else if (auto *window = qobject_cast<TroubleWindow *>(m_window.get()))
        window->setFailure(status.error());
}

void Windows::setAside()
{
    const Status done = m_keeper.setDamagedAside();
    if (auto *window = qobject_cast<TroubleWindow *>(m_window.get()); window && !done)
        window->setFailure(done.error());
}

void Windows::showNetwork()
{
    Session *session = m_keeper.session();
    if (!session)
        return;
    if (!m_network) {
        const auto keep = [&keeper = m_keeper](const Proxy &proxy) { return keeper.setProxy(proxy); };
        m_network = new ProxyDialog(m_transport, session->account().server.base.toString(), keep, m_main);
    }
    m_network->show();
    m_network->activateWindow();
}

void Windows::askSignOut()
{
    Session *session = m_keeper.session();
    if (!session || !m_main || m_question)
        return;
    session->recovery().statusHere().then(m_main, [this](const Result<RecoveryStatus> &status) {
        if (status)
            showSignOut(*status);
    });
}

void Windows::showSignOut(const RecoveryStatus &status)
{
    Session *session = m_keeper.session();
    if (!session || m_question)
        return;
    auto *dialog =
        new SignOutDialog(session->self().toString(), session->sendQueue().count(), status, m_main);
    connect(dialog, &SignOutDialog::signOutRequested, this,
            [this, keys = status.keysAtRisk()] { signOut(false, keys); });
    connect(dialog, &SignOutDialog::recoveryRequested, m_main, &MainWindow::setUpRecovery);
    m_question = dialog;
    dialog->open();
}

void Windows::signOut(bool evenOffline, int keysAtRisk)
{
    m_keeper.signOut(evenOffline).then(this, [this, keysAtRisk](Result<Done> done) {
        if (!done && m_keeper.account())
            askToEraseOffline(done.error(), keysAtRisk);
    });
}

void Windows::askToEraseOffline(const Error &error, int keysAtRisk)
{
    const ErrorText text = ErrorText::of(error);
    // Without a parent: the main window is being made anew at this moment.
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Sign out"), tr("The server could not be told."),
                                QMessageBox::Cancel);
    box->setTextFormat(Qt::PlainText);
    QString more = tr("%1\nYou can erase the account from this computer all the same; on the server this "
                      "sign-in then stays valid until you end it from another device.")
                       .arg(text.what);
    if (keysAtRisk > 0)
        more += u'\n' + SignOutDialog::warning(keysAtRisk);
    box->setInformativeText(more);
    QPushButton *button = box->addButton(tr("Erase Here"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(button, &QPushButton::clicked, this, [this, keysAtRisk] { signOut(true, keysAtRisk); });
    m_question = box;
    box->show();
}

void Windows::askToSignInAgain(const Error &error)
{
    Session *session = m_keeper.session();
    if (!session || !m_main || m_question)
        return;
    // Where the server has ended the session, the next one has another name and keys of its own.
    Account account = session->account();
    if (session->standing().isEnded())
        account.deviceId.clear();
    auto *dialog = new SignInAgainDialog(m_transport, m_clock, account, error, m_main);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SignInAgainDialog::signedIn, this, [this, dialog](const SignedIn &signedIn) {
        m_keeper.signInAgain(signedIn).then(dialog, [dialog](Result<Done> done) {
            if (!done)
                dialog->setFailure(done.error());
        });
    });
    m_question = dialog;
    dialog->open();
}

}

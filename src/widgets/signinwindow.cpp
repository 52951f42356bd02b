// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signinwindow.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/passphrasefilecredentials.h"
#include "widgets/bringup.h"
#include "widgets/browserpage.h"
#include "widgets/devicecodepage.h"
#include "widgets/keeppage.h"
#include "widgets/lookbutton.h"
#include "widgets/passwordpage.h"
#include "widgets/qrsigninpage.h"
#include "widgets/registerpage.h"
#include "widgets/resetpage.h"
#include "widgets/serverpage.h"
#include "widgets/signinheader.h"
#include "widgets/stagepage.h"
#include "widgets/theme.h"
#include "widgets/tokenpage.h"
#include "widgets/wayspage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace linnet {

/// The pages and the ways between them.
class SignInWindow::Private
{
public:
    Private(SignInWindow &window, Transport &transport, Clock &clock, Accounts &accounts,
            PassphraseFileCredentials &file, std::optional<Dialect> forced);

    void layOut();
    void applyMeasures();
    void connectSignIn();
    void connectReset();
    void connectBrowser();
    void connectRegistration();
    void connectKeeping();
    void connectLook();
    void forgetRoom();
    void show(SignInPage *page);
    SignInPage *bestWay() const;
    void showSignIn() { show(bestWay()); }
    void onFound(const Server &found, const SignInMethods &offered, const QString &user);
    void signInByOAuth(bool isRegistration);
    void signInBySso(const QString &provider, bool isRegistration);
    void createAccount();
    void keep(const SignedIn &signedIn, FreshSignIn::Origin origin) { keep(server, signedIn, origin); }
    void keep(const Server &where, const SignedIn &signedIn, FreshSignIn::Origin origin);
    void onEnded(const Status &status);

    SignInWindow &q;
    Transport &transport;
    Accounts &accounts;
    Registration registration;
    QWidget *column = nullptr;
    SignInHeader *header;
    ServerPage *serverPage;
    WaysPage *waysPage;
    PasswordPage *passwordPage;
    ResetPage *resetPage;
    BrowserPage *browserPage;
    DeviceCodePage *codePage;
    QrSignInPage *phonePage;
    TokenPage *tokenPage;
    RegisterPage *registerPage;
    StagePage *stagePage;
    KeepPage *keepPage;
    LookButton *look;
    SignInPage *page = nullptr;
    Server server;
    SignInMethods methods;
    bool isClosing = false;
    bool isRoomWanted = false; ///< one of `server`
};

SignInWindow::Private::Private(SignInWindow &window, Transport &transport_, Clock &clock, Accounts &accounts_,
                               PassphraseFileCredentials &file, std::optional<Dialect> forced)
    : q(window), transport(transport_), accounts(accounts_), registration(transport_), column(new QWidget),
      header(new SignInHeader(column)), serverPage(new ServerPage(transport_, forced, column)),
      waysPage(new WaysPage(transport_, column)), passwordPage(new PasswordPage(transport_, column)),
      resetPage(new ResetPage(transport_, column)), browserPage(new BrowserPage(transport_, clock, column)),
      codePage(new DeviceCodePage(transport_, clock, column)),
      phonePage(new QrSignInPage(transport_, clock, column)), tokenPage(new TokenPage(transport_, column)),
      registerPage(new RegisterPage(registration, column)), stagePage(new StagePage(registration, column)),
      keepPage(new KeepPage(file, column)),
      look(new LookButton(transport_, clock, accounts_.profile(), column))
{
    layOut();
    connectSignIn();
    connectReset();
    connectBrowser();
    connectRegistration();
    connectKeeping();
    connectLook();
    show(serverPage);
}

void SignInWindow::Private::layOut()
{
    auto *lines = new QVBoxLayout(column);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(header);
    // Not a stack: that one is as high as its highest page.
    for (SignInPage *each : std::initializer_list<SignInPage *>{serverPage, waysPage, passwordPage, resetPage,
                                                                browserPage, codePage, phonePage, tokenPage,
                                                                registerPage, stagePage, keepPage}) {
        each->hide();
        lines->addWidget(each);
    }
    lines->addWidget(look);
    lines->addStretch();

    auto *body = new QWidget;
    auto *middle = new QHBoxLayout(body);
    middle->addStretch(1);
    middle->addWidget(column, 1'000);
    middle->addStretch(1);

    auto *scroll = new QScrollArea(&q);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto *whole = new QVBoxLayout(&q);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    // In a low window the field that gets the focus may lie below the edge; queued, since a page that has
    // just changed is not laid out yet.
    QObject::connect(qApp, &QApplication::focusChanged, scroll, [this, scroll](QWidget *, QWidget *now) {
        if (!now || !column->isAncestorOf(now))
            return;
        QMetaObject::invokeMethod(
            scroll,
            [scroll, field = QPointer(now)] {
                if (field)
                    scroll->ensureWidgetVisible(field);
            },
            Qt::QueuedConnection);
    });
    applyMeasures();
}

void SignInWindow::Private::applyMeasures()
{
    const int unit = Theme::units(1, q.font());
    column->setMaximumWidth(90 * unit);
    column->layout()->setSpacing(4 * unit);
    column->parentWidget()->layout()->setContentsMargins(4 * unit, 10 * unit, 4 * unit, 4 * unit);
    q.setMinimumSize(70 * unit, 60 * unit);
}

void SignInWindow::Private::connectSignIn()
{
    connect(serverPage, &ServerPage::found, &q,
            [this](const Server &found, const SignInMethods &offered, const QString &user) {
                onFound(found, offered, user);
            });
    connect(passwordPage, &SignInPage::backRequested, &q, [this] { show(serverPage); });
    connect(passwordPage, &PasswordPage::tokenRequested, &q, [this] { show(tokenPage); });
    connect(passwordPage, &PasswordPage::registrationRequested, &q, [this] { createAccount(); });
    connect(passwordPage, &PasswordPage::ssoRequested, &q,
            [this](const QString &provider) { signInBySso(provider, false); });
    connect(passwordPage, &PasswordPage::signedIn, &q,
            [this](const SignedIn &signedIn) { keep(signedIn, FreshSignIn::Origin::Password); });
    connect(tokenPage, &SignInPage::backRequested, &q,
            [this] { show(bestWay() == tokenPage ? serverPage : bestWay()); });
    connect(tokenPage, &TokenPage::registrationRequested, &q, [this] { createAccount(); });
    connect(tokenPage, &TokenPage::signedIn, &q,
            [this](const SignedIn &signedIn) { keep(signedIn, FreshSignIn::Origin::OwnToken); });
}

void SignInWindow::Private::connectReset()
{
    connect(passwordPage, &PasswordPage::resetRequested, &q, [this](const QString &user) {
        resetPage->setServer(server, user);
        show(resetPage);
    });
    connect(resetPage, &SignInPage::backRequested, &q, [this] { show(passwordPage); });
    connect(resetPage, &ResetPage::missing, &q, [this] { passwordPage->hideReset(); });
    connect(resetPage, &ResetPage::changedPassword, &q, [this](const QString &address) {
        passwordPage->showChanged(server.version.isR0 ? QString() : address);
        show(passwordPage);
    });
}

void SignInWindow::Private::connectBrowser()
{
    connect(waysPage, &SignInPage::backRequested, &q, [this] { show(serverPage); });
    connect(waysPage, &WaysPage::oauthRequested, &q, [this] { signInByOAuth(false); });
    connect(waysPage, &WaysPage::ssoRequested, &q,
            [this](const QString &provider) { signInBySso(provider, false); });
    connect(waysPage, &WaysPage::tokenRequested, &q, [this] { show(tokenPage); });
    connect(waysPage, &WaysPage::registrationRequested, &q, [this] { createAccount(); });
    connect(waysPage, &WaysPage::codeRequested, &q, [this] {
        codePage->start(server, {});
        show(codePage);
    });
    connect(waysPage, &WaysPage::phoneRequested, &q, [this] {
        phonePage->start(server);
        show(phonePage);
    });
    connect(phonePage, &SignInPage::backRequested, &q, [this] { showSignIn(); });
    connect(phonePage, &QrSignInPage::signedIn, &q, [this](const Server &where, const SignedIn &signedIn) {
        keep(where, signedIn, FreshSignIn::Origin::Password);
    });
    connect(browserPage, &SignInPage::backRequested, &q, [this] { showSignIn(); });
    connect(browserPage, &BrowserPage::signedIn, &q,
            [this](const SignedIn &signedIn) { keep(signedIn, FreshSignIn::Origin::Password); });
    connect(codePage, &SignInPage::backRequested, &q, [this] { showSignIn(); });
    connect(codePage, &DeviceCodePage::signedIn, &q,
            [this](const SignedIn &signedIn) { keep(signedIn, FreshSignIn::Origin::Password); });
}

SignInPage *SignInWindow::Private::bestWay() const
{
    using Way = SignInMethods::Way;
    if (methods.ways.isEmpty())
        return tokenPage;
    if (methods.offers(Way::Password) && !methods.offers(Way::OAuth))
        return passwordPage;
    return waysPage;
}

void SignInWindow::Private::signInByOAuth(bool isRegistration)
{
    OAuthSignIn::Wish wish;
    wish.isRegistration = isRegistration;
    browserPage->startOAuth(server, wish);
    show(browserPage);
}

void SignInWindow::Private::signInBySso(const QString &provider, bool isRegistration)
{
    SsoSignIn::Wish wish;
    wish.provider = provider;
    wish.isRegistration = isRegistration;
    browserPage->startSso(server, wish);
    show(browserPage);
}

void SignInWindow::Private::createAccount()
{
    switch (methods.registration) {
    case SignInMethods::Registration::No:
        return;
    case SignInMethods::Registration::Here:
        return show(registerPage);
    case SignInMethods::Registration::OAuth:
        return signInByOAuth(true);
    case SignInMethods::Registration::Sso:
        return signInBySso({}, true);
    }
}

void SignInWindow::Private::connectRegistration()
{
    connect(registerPage, &SignInPage::backRequested, &q, [this] { showSignIn(); });
    connect(stagePage, &SignInPage::backRequested, &q, [this] { show(registerPage); });
    connect(&registration, &Registration::stageNeeded, &q, [this](const RegistrationStage &stage) {
        stagePage->setStage(stage);
        show(stagePage);
    });
    connect(&registration, &Registration::failed, &q, [this](const Error &error) {
        show(registerPage);
        registerPage->setError(error);
    });
    connect(&registration, &Registration::done, &q, [this](const SignedIn &signedIn) {
        keep(signedIn, registerPage->isWithoutPassword() ? FreshSignIn::Origin::NoPassword
                                                         : FreshSignIn::Origin::Password);
    });
}

void SignInWindow::Private::connectKeeping()
{
    connect(keepPage, &KeepPage::kept, &q, [this](const std::shared_ptr<OpenAccount> &account) {
        look->end();
        Q_EMIT q.opened(account);
    });
    connect(keepPage, &KeepPage::ended, &q, [this](const Status &status) { onEnded(status); });
}

void SignInWindow::Private::show(SignInPage *next)
{
    if (page != next) {
        if (page) {
            page->leave();
            page->hide();
        }
        page = next;
        page->show();
    }
    header->setTitle(page->title());
    header->setServer(page == serverPage ? std::nullopt : std::optional(server));
    // Beside the ways to sign in, and not in the middle of one.
    look->setOffered(page != serverPage && page == bestWay());
    page->firstField()->setFocus();
}

void SignInWindow::Private::onFound(const Server &found, const SignInMethods &offered, const QString &user)
{
    if (server.base != found.base)
        forgetRoom();
    server = found;
    methods = offered;
    // Only the one that is shown: each asks for the providers' icons.
    if (bestWay() == passwordPage)
        passwordPage->setServer(server, methods, user);
    else
        waysPage->setServer(server, methods);
    tokenPage->setServer(server, methods);
    registerPage->setServer(server, user);
    look->setServer(server);
    showSignIn();
}

void SignInWindow::Private::connectLook()
{
    connect(look, &LookButton::signInRequested, &q, [this](const QString &link, const QString &name) {
        bringUp(q);
        if (link.isEmpty())
            return;
        header->setHint(SignInWindow::tr("After you have signed in, “%1” is shown.").arg(isolated(name)));
        isRoomWanted = true;
        Q_EMIT q.roomWanted(link);
    });
}

void SignInWindow::Private::forgetRoom()
{
    if (!std::exchange(isRoomWanted, false))
        return;
    header->setHint({});
    Q_EMIT q.roomWanted({});
}

void SignInWindow::Private::keep(const Server &where, const SignedIn &signedIn, FreshSignIn::Origin origin)
{
    header->setNotice({}, {});
    if (where.base != server.base)
        forgetRoom();
    keepPage->keep(std::make_unique<FreshSignIn>(transport, accounts, where, signedIn, origin));
    if (!keepPage->hasSignIn())
        return;
    show(keepPage);
    header->setServer(where);
}

void SignInWindow::Private::onEnded(const Status &status)
{
    if (isClosing) {
        q.close();
        return;
    }
    showSignIn();
    if (!status)
        header->setNotice(
            SignInWindow::tr("The server did not end the sign-in that you gave up. It stays valid there "
                             "until you end it from another program."),
            ErrorText::of(status.error()).what);
}

SignInWindow::SignInWindow(Transport &transport, Clock &clock, Accounts &accounts,
                           PassphraseFileCredentials &file, std::optional<Dialect> forced, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, transport, clock, accounts, file, forced))
{
    setWindowTitle(tr("Sign in"));
    const int unit = Theme::units(1, font());
    resize(120 * unit, 164 * unit);
}

SignInWindow::~SignInWindow() = default;

void SignInWindow::setServer(const QString &idOrName)
{
    if (d->keepPage->hasSignIn())
        return; // that one has to be kept or ended first
    d->show(d->serverPage);
    d->serverPage->find(idOrName);
}

void SignInWindow::setNotice(const QString &what, const QString &detail)
{
    d->header->setNotice(what, detail);
}

void SignInWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->page->firstField()->setFocus();
}

void SignInWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && d)
        d->applyMeasures();
}

void SignInWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        d->page->goBack();
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    // A button that has the focus comes first, as in a dialog.
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (!button)
        button = d->page->isBusy() ? nullptr : d->page->defaultButton();
    if (button && button->isVisible())
        button->click();
}

void SignInWindow::closeEvent(QCloseEvent *event)
{
    if (isVisible() && d->keepPage->hasSignIn() && !d->isClosing) {
        d->isClosing = true;
        event->ignore();
        d->keepPage->giveUp();
        return;
    }
    QWidget::closeEvent(event);
}

}

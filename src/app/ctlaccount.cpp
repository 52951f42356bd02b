// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlaccount.h"

#include "app/ctljson.h"

namespace linnet {

namespace {

void fail(const QPointer<CtlCall> &call, const Error &error, ErrorText::During during)
{
    if (call)
        call->fail(error, during);
}

}

CtlAccount::CtlAccount(CtlCommands &commands, AccountKeeper &keeper, Accounts &accounts, Transport &transport,
                       Clock &clock, std::optional<Dialect> forced, QObject *parent)
    : QObject(parent), m_keeper(keeper), m_accounts(accounts), m_discovery(transport), m_signIn(transport),
      m_transport(transport), m_clock(clock), m_forced(forced)
{
    commands.add("login", std::bind_front(&CtlAccount::login, this));
    commands.add("register", std::bind_front(&CtlAccount::registerAccount, this));
    commands.add("logout", std::bind_front(&CtlAccount::logout, this));
    commands.add("status", std::bind_front(&CtlAccount::status, this), false);
}

void CtlAccount::login(CtlCall &call)
{
    const bool isByBrowser = CtlSyntax::find(QStringLiteral("login"))->waitsForPerson(call.request().args);
    if (call.request().secret.isEmpty() && !isByBrowser) {
        call.fail(Error::of(Error::Kind::Invalid, tr("There is no password or token.")));
        return;
    }
    if (refuseIfTaken(call))
        return;
    m_discovery.find(call.text(QLatin1String("server")), m_forced)
        .then(this, [this, isByBrowser, guard = Call(&call)](Result<Server> server) {
            if (!server)
                fail(guard, server.error(), ErrorText::During::SignIn);
            else if (guard && isByBrowser)
                signInByBrowser(*server, guard);
            else if (guard)
                signInAt(*server, guard);
        });
}

void CtlAccount::signInByBrowser(const Server &server, const Call &call)
{
    const std::optional<Account> known = m_keeper.account();
    // A session that the server has ended does not come back; its successor has keys of its own.
    const bool isEnded = m_keeper.session() && m_keeper.session()->standing().isEnded();
    const QString device = known && !isEnded ? known->deviceId : QString();
    const UserId user = known ? known->user : UserId();
    const QJsonValue sso = call->request().args.value(QLatin1String("sso"));
    if (sso.isString() || sso.toBool())
        signInBySso(server, call, {sso.toString(), false, device, user});
    else
        signInByOAuth(server, call, {false, call->flag(QLatin1String("device-code")), device, user});
}

void CtlAccount::signInByOAuth(const Server &server, const Call &call, OAuthSignIn::Wish wish)
{
    auto *way = new OAuthSignIn(m_transport, m_clock, this);
    connect(way, &OAuthSignIn::deviceCodeNeeded, call, [call](const OAuthDeviceCode &code) {
        const QUrl page = code.completeUri.isEmpty() ? code.verificationUri : code.completeUri;
        call->stream({{QStringLiteral("open"), page.toString(QUrl::FullyEncoded)},
                      {QStringLiteral("code"), code.userCode}});
    });
    follow(way, server, call);
    way->start(server, wish);
}

void CtlAccount::signInBySso(const Server &server, const Call &call, const SsoSignIn::Wish &wish)
{
    auto *way = new SsoSignIn(m_transport, m_clock, this);
    follow(way, server, call);
    way->start(server, wish);
}

template <typename Way>
void CtlAccount::follow(Way *way, const Server &server, const Call &call)
{
    // Without a client nobody knows what to open.
    connect(call, &QObject::destroyed, way, &QObject::deleteLater);
    connect(way, &Way::browserNeeded, call, [call](const QUrl &page) {
        call->stream({{QStringLiteral("open"), page.toString(QUrl::FullyEncoded)}});
    });
    connect(way, &Way::done, this, [this, way, server, call](const SignedIn &signedIn) {
        way->deleteLater();
        begin(server, signedIn, call);
    });
    connect(way, &Way::failed, this, [way, call](const Error &error) {
        way->deleteLater();
        fail(call, error, ErrorText::During::Anything); // no word of passwords
    });
}

void CtlAccount::signInAt(const Server &server, const Call &call)
{
    const QString user = call->text(QLatin1String("user"));
    const QString secret = call->request().secret;
    const std::optional<Account> known = m_keeper.account();
    // A session that the server has ended does not come back; its successor has keys of its own.
    const bool isEnded = m_keeper.session() && m_keeper.session()->standing().isEnded();
    const QString device = known && !isEnded ? known->deviceId : QString();
    Task<SignedIn> task = call->flag(QLatin1String("token"))
                              ? m_signIn.withToken(server, secret.toUtf8(), UserId(user))
                              : m_signIn.withPassword(server, user, secret, device);
    std::move(task).then(this, [this, server, call](Result<SignedIn> signedIn) {
        if (signedIn)
            begin(server, *signedIn, call);
        else
            fail(call, signedIn.error(), ErrorText::During::SignIn);
    });
}

void CtlAccount::registerAccount(CtlCall &call)
{
    if (call.request().secret.isEmpty() && !call.flag(QLatin1String("no-password"))) {
        call.fail(Error::of(Error::Kind::Invalid, tr("There is no password.")));
        return;
    }
    if (refuseIfTaken(call))
        return;
    m_discovery.find(call.text(QLatin1String("server")), m_forced)
        .then(this, [this, guard = Call(&call)](Result<Server> server) {
            if (!server)
                fail(guard, server.error(), ErrorText::During::Registration);
            else if (guard)
                registerAt(*server, guard);
        });
}

void CtlAccount::registerAt(const Server &server, const Call &call)
{
    auto *registration = new Registration(m_transport, this);
    connect(registration, &Registration::done, this,
            [this, registration, server, call](const SignedIn &signedIn) {
                registration->deleteLater();
                begin(server, signedIn, call);
            });
    connect(registration, &Registration::failed, this, [registration, call](const Error &error) {
        registration->deleteLater();
        fail(call, error, ErrorText::During::Registration);
    });
    connect(registration, &Registration::stageNeeded, this,
            [registration, call](const RegistrationStage &stage) {
                registration->cancel();
                registration->deleteLater();
                const QString text =
                    tr("The server wants %1 first; register in Linnet's window.").arg(stage.type);
                fail(call, Error::of(Error::Kind::Unsupported, text), ErrorText::During::Registration);
            });
    registration->start(server, call->text(QLatin1String("user")), call->request().secret);
}

void CtlAccount::begin(const Server &server, const SignedIn &signedIn, const Call &call)
{
    const UserId user = signedIn.user;
    if (const std::optional<Account> known = m_keeper.account()) {
        if (known->user != user)
            return fail(call,
                        Error::of(Error::Kind::Invalid,
                                  tr("%1 is signed in here; log out first.").arg(known->user.toString())),
                        ErrorText::During::SignIn);
        m_keeper.signInAgain(signedIn).then(this, [this, user, call](Result<Done> done) {
            if (done)
                answerWhenOpen(user, call);
            else
                fail(call, done.error(), ErrorText::During::SignIn);
        });
        return;
    }
    m_accounts.begin(server, signedIn, Account::Secrets::Keychain, m_transport.proxy())
        .then(this, [this, user, server, signedIn, call](Result<OpenAccount> account) {
            if (!account) {
                // Nothing of it is kept here, so no device of it is left there.
                m_signIn.takeBack(server, signedIn).then(this, [](const Result<Done> &) {});
                return fail(call, account.error(), ErrorText::During::SignIn);
            }
            m_keeper.open(account.take());
            answerWhenOpen(user, call);
        });
}

void CtlAccount::answerWhenOpen(const UserId &user, const Call &call)
{
    if (!call)
        return;
    const auto check = [this, user, call] {
        if (!call)
            return;
        if (m_keeper.state() == AccountKeeper::State::Open)
            call->answer(QJsonObject{{QStringLiteral("user_id"), user.toString()}});
        else if (m_keeper.state() == AccountKeeper::State::Failed)
            call->fail(m_keeper.error(), ErrorText::During::SignIn);
    };
    check();
    if (!call->isAnswered())
        connect(&m_keeper, &AccountKeeper::stateChanged, call, check);
}

bool CtlAccount::isTokenDead() const
{
    const Session *session = m_keeper.session();
    return session && session->connection().phase == Connection::Phase::Failed &&
           session->connection().error.isUnknownToken();
}

bool CtlAccount::refuseIfTaken(CtlCall &call) const
{
    const std::optional<Account> known = m_keeper.account();
    if (!known || isTokenDead())
        return false;
    call.fail(QStringLiteral("usage"),
              tr("%1 is signed in here; log out first.").arg(known->user.toString()));
    return true;
}

void CtlAccount::logout(CtlCall &call)
{
    if (!m_keeper.session()) {
        CtlCommands::failNotSignedIn(call, m_keeper);
        return;
    }
    m_keeper.signOut(false).then(this, [guard = Call(&call)](Result<Done> done) {
        if (!done)
            fail(guard, done.error(), ErrorText::During::Anything);
        else if (guard)
            guard->answer(QJsonObject());
    });
}

void CtlAccount::status(CtlCall &call)
{
    const std::optional<Account> account = m_keeper.account();
    const Session *session = m_keeper.session();
    QJsonObject answer{{QStringLiteral("state"), QStringLiteral("signed_out")},
                       {QStringLiteral("user_id"), QJsonValue::Null},
                       {QStringLiteral("server"), QJsonValue::Null},
                       {QStringLiteral("dialect"), QJsonValue::Null},
                       {QStringLiteral("rooms"), 0},
                       {QStringLiteral("unsent"), 0}};
    if (account) {
        answer[QStringLiteral("user_id")] = account->user.toString();
        answer[QStringLiteral("server")] = account->server.base.toString();
        answer[QStringLiteral("dialect")] = toString(account->server.version.dialect);
    }
    Error error;
    if (session) {
        answer[QStringLiteral("state")] = ctljson::state(session->connection());
        answer[QStringLiteral("rooms")] = int(m_keeper.session()->rooms().ids().size());
        answer[QStringLiteral("unsent")] = m_keeper.session()->sendQueue().count();
        error = session->connection().error;
    } else if (m_keeper.state() == AccountKeeper::State::Starting) {
        answer[QStringLiteral("state")] = QStringLiteral("connecting");
    } else if (m_keeper.state() == AccountKeeper::State::Failed) {
        answer[QStringLiteral("state")] = QStringLiteral("error");
        error = m_keeper.error();
    }
    if (answer.value(QLatin1String("state")) == QLatin1String("error"))
        answer.insert(QStringLiteral("error"),
                      QJsonObject{{QStringLiteral("code"), CtlCall::codeOf(error)},
                                  {QStringLiteral("message"), ErrorText::of(error).what}});
    call.answer(answer);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realclient.h"

namespace linnet::test {

namespace {

bool isMessage(const TimelineItem &item)
{
    return item.type == QLatin1String("m.room.message");
}

}

RealClient::RealClient(const QString &profile, QUrl server, Dialect dialect)
    : m_profile(profile), m_url(std::move(server)), m_dialect(dialect),
      m_accounts(m_profile, m_keychain, m_file)
{
}

RealClient::~RealClient()
{
    close();
}

Result<Server> RealClient::find(Dialect dialect)
{
    return await(Discovery(m_transport).find(m_url.toString(), dialect));
}

Status RealClient::signIn(const QString &user, const QString &password)
{
    const Result<Server> server = find(m_dialect);
    if (!server)
        return server.error();
    return begin(*server, await(SignIn(m_transport).withPassword(*server, user, password)));
}

Status RealClient::takeOver(const SignedIn &signedIn)
{
    const Result<Server> server = find(m_dialect);
    if (!server)
        return server.error();
    return begin(*server, signedIn);
}

Result<SignedIn> RealClient::registerOnly(const QString &user, const QString &password)
{
    const Result<Server> server = find(Dialect::V3);
    if (!server)
        return server.error();
    Registration registration(m_transport);
    Promise<SignedIn> promise;
    QObject::connect(&registration, &Registration::done, &registration,
                     [promise](const SignedIn &signedIn) { promise.resolve(signedIn); });
    QObject::connect(&registration, &Registration::failed, &registration,
                     [promise](const Error &error) { promise.resolve(error); });
    registration.start(*server, user, password);
    return await(promise.task());
}

Status RealClient::signUp(const QString &user, const QString &password)
{
    const Result<SignedIn> signedIn = registerOnly(user, password);
    const Result<Server> server = find(m_dialect);
    if (!server)
        return server.error();
    return begin(*server, signedIn);
}

Status RealClient::begin(const Server &server, const Result<SignedIn> &signedIn)
{
    if (!signedIn)
        return signedIn.error();
    const Status status = run(await(m_accounts.begin(server, *signedIn, Account::Secrets::Keychain)));
    if (status && !syncs())
        return Error::of(Error::Kind::Timeout, QStringLiteral("it does not get to sync"));
    return status;
}

Status RealClient::open()
{
    return run(await(m_accounts.restore()));
}

Status RealClient::run(Result<OpenAccount> account)
{
    if (!account)
        return account.error();
    account->isDialectForced = m_isDialectForced;
    if (m_isDialectForced)
        account->account.server.version.dialect = m_dialect;
    m_session = std::make_unique<Session>(account.take(), m_transport, m_clock, m_profile.cacheDir());
    std::optional<Error> failure;
    QObject::connect(m_session.get(), &Session::failed, m_session.get(),
                     [&failure](const Error &error) { failure = error; });
    m_session->start();
    const bool isOver = eventually([&] { return m_session->isReady() || failure; });
    QObject::disconnect(m_session.get(), &Session::failed, m_session.get(), nullptr);
    if (failure)
        return *failure;
    if (!isOver)
        return Error::of(Error::Kind::Timeout);
    return Done{};
}

bool RealClient::syncs()
{
    return eventually([this] { return m_session->connection().phase == Connection::Phase::Syncing; });
}

void RealClient::close()
{
    if (!m_session)
        return;
    m_session->close();
    m_session.reset();
}

Status RealClient::signOut()
{
    const Account account = m_session->account();
    const Status told = await(m_session->signOut());
    close();
    if (!told)
        return told;
    return await(m_accounts.erase(account));
}

Membership RealClient::membership(const QString &id) const
{
    const Room *known = room(id);
    return known ? known->membership : Membership::None;
}

bool RealClient::seesRoom(const QString &id, Membership wanted)
{
    return eventually([&] { return membership(id) == wanted; });
}

std::unique_ptr<Timeline> RealClient::window(const QString &room)
{
    auto window = m_session->openTimeline(RoomId(room));
    bool isOpened = false;
    QObject::connect(window.get(), &Timeline::opened, window.get(), [&isOpened] { isOpened = true; });
    window->open({});
    const bool isThere = eventually([&isOpened] { return isOpened; });
    QObject::disconnect(window.get(), &Timeline::opened, window.get(), nullptr);
    if (!isThere)
        qWarning("the window of %s does not open", qPrintable(room));
    return window;
}

int RealClient::loadAll(Timeline &window)
{
    for (int pages = 0; pages < 100; ++pages) {
        if (!eventually([&window] { return window.older() != Timeline::Older::Loading; }))
            return -1;
        if (window.older() == Timeline::Older::Start)
            return pages;
        if (window.older() == Timeline::Older::Failed)
            return -1;
        window.loadOlder();
    }
    return -1;
}

QStringList RealClient::messageIds(const QString &room)
{
    const auto all = window(room);
    return loadAll(*all) < 0 ? QStringList() : test::messageIds(*all);
}

QStringList bodies(const Timeline &window)
{
    QStringList result;
    for (const TimelineItem &item : window.items()) {
        if (isMessage(item))
            result << item.text;
    }
    return result;
}

QStringList messageIds(const Timeline &window)
{
    QStringList result;
    for (const TimelineItem &item : window.items()) {
        if (isMessage(item))
            result << item.event.toString();
    }
    return result;
}

int rowOf(const Timeline &window, const QString &text)
{
    for (int row = 0; row < window.items().size(); ++row) {
        if (window.items().at(row).text == text)
            return row;
    }
    return -1;
}

}

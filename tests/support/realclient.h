// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/discovery.h"
#include "session/keychaincredentials.h"
#include "session/registration.h"
#include "session/session.h"
#include "session/signin.h"
#include "support/cuttabletransport.h"
#include "support/memorycredentials.h"

#include <QTest>

namespace linnet::test {

/// How long a test with real servers waits for what must come, ms; the machine may be building meanwhile.
constexpr int Patience = 60'000;

/// Runs the event loop until `condition` holds; false if that does not come to be.
template <typename F>
[[nodiscard]] bool eventually(F condition)
{
    return QTest::qWaitFor(condition, Patience);
}

/// The answer of a task.
template <typename T>
Result<T> await(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> answer;
    std::move(task).then(&context, [&answer](Result<T> result) { answer = std::move(result); });
    if (!eventually([&answer] { return answer.has_value(); }))
        return Error::of(Error::Kind::Timeout, QStringLiteral("the test waited in vain"));
    return std::move(*answer);
}

/// One signed-in Linnet without its windows: real network, real keychain, real database, one profile. Closing
/// and opening it again is a restart of the program.
class RealClient
{
public:
    RealClient(const QString &profile, QUrl server, Dialect dialect);
    ~RealClient();

    /// Discovery, sign-in and the first start, up to the first good sync.
    Status signIn(const QString &user, const QString &password);
    /// The same with what a sign-in has given already.
    Status takeOver(const SignedIn &signedIn);
    /// The same with a new account, made through v3 as today's servers have no other way.
    Status signUp(const QString &user, const QString &password);
    /// The account of last time, up to what is on disk; syncs() waits for the server.
    Status open();
    bool syncs();
    void close();
    /// From the next open() on the session speaks `dialect`.
    void speak(Dialect dialect) { m_dialect = dialect; }
    /// From the next open() on the session takes the best that the server offers.
    void chooseDialect() { m_isDialectForced = false; }
    /// Signs out at the server and erases everything here.
    Status signOut();

    Result<Server> find(Dialect dialect);
    Result<SignedIn> registerOnly(const QString &user, const QString &password);

    Session &session() { return *m_session; }
    bool isOpen() const { return m_session != nullptr; }
    CuttableTransport &transport() { return m_transport; }
    const Profile &profile() const { return m_profile; }
    Credentials &keychain() { return m_keychain; }

    /// Null if there is no such room.
    const Room *room(const QString &id) const { return m_session->rooms().find(RoomId(id)); }
    Membership membership(const QString &room) const;
    bool seesRoom(const QString &id, Membership membership);
    /// A window onto the room with its first rows.
    std::unique_ptr<Timeline> window(const QString &room);
    /// Loads the window's history up to the room's first event; answers how many pages that took, or -1.
    int loadAll(Timeline &window);
    /// All that the store and the server have of the room, each message once, oldest first.
    QStringList messageIds(const QString &room);

private:
    Status begin(const Server &server, const Result<SignedIn> &signedIn);
    Status run(Result<OpenAccount> account);

    Profile m_profile;
    QUrl m_url;
    Dialect m_dialect;
    bool m_isDialectForced = true;
    SystemClock m_clock;
    CuttableTransport m_transport;
    KeychainCredentials m_keychain;
    MemoryCredentials m_file;
    Accounts m_accounts;
    std::unique_ptr<Session> m_session;
};

QStringList bodies(const Timeline &window); ///< of the messages, oldest first
QStringList messageIds(const Timeline &window);
int rowOf(const Timeline &window, const QString &text); ///< -1 if there is none

}

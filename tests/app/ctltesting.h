// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"
#include "session/sessiontesting.h"
#include "support/memorycredentials.h"

#include <QDir>

namespace linnet::testing {

/// Commands of `ctl`, carried out for an account whose server and time are what a test says. It knows two
/// messages of bob's, $a and $b, before which others are missing.
class CtlTest : public QObject
{
protected:
    explicit CtlTest(const QString &profile) : m_profile(profile) {}

    /// With the commands of `Handlers`.
    template <typename Handlers>
    void open()
    {
        m_bench = std::make_unique<Bench>();
        m_bench->commit(
            sync(QStringLiteral("p1"), joined({message(QStringLiteral("$a"), bob, QStringLiteral("hello")),
                                               message(QStringLiteral("$b"), bob, QStringLiteral("hello"))},
                                              QStringLiteral("t1"), true)));
        server().expects(Method::Get, QStringLiteral("/v3/sync")).holds();
        m_accounts = std::make_unique<Accounts>(m_profile, m_keychain, m_keychain);
        m_keeper =
            std::make_unique<AccountKeeper>(m_profile, *m_accounts, server(), m_bench->clock, Dialect::V3);
        m_commands = std::make_unique<CtlCommands>(*m_keeper);
        m_handlers = std::make_unique<Handlers>(*m_commands, *m_keeper);
        OpenAccount opened;
        opened.account.user = me;
        opened.account.server = serverOf(Dialect::V3);
        opened.tokens.access = "token";
        opened.store = std::move(m_bench->store);
        m_keeper->open(std::move(opened));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
    }
    void close()
    {
        m_handlers.reset();
        m_commands.reset();
        m_keeper.reset();
        m_accounts.reset();
        m_bench.reset();
        QDir(m_profile.dataDir()).removeRecursively();
    }

    FakeTransport &server() { return m_bench->server; }
    Session &session() { return *m_keeper->session(); }
    /// As a sync would.
    void commit(const QString &next, const QJsonObject &joinedRoom)
    {
        QVERIFY(await(session().store().commitSync(m_bench->dialect(), "p", sync(next, joinedRoom),
                                                   Dialect::V3, m_bench->clock.now())));
    }
    /// A call under way, and its answer once it is there.
    struct Asked
    {
        std::unique_ptr<CtlCall> call;
        QJsonObject answer;
    };
    std::unique_ptr<Asked> ask(const QString &command, const QJsonObject &args)
    {
        auto asked = std::make_unique<Asked>();
        asked->call = std::make_unique<CtlCall>(CtlRequest{command, args, {}});
        connect(asked->call.get(), &CtlCall::line, asked->call.get(),
                [to = asked.get()](const QByteArray &line) {
                    to->answer = QJsonDocument::fromJson(line).object();
                });
        m_commands->carryOut(*asked->call);
        return asked;
    }
    /// Waits for the answer while the server's rests pass.
    QJsonObject answerOf(const Asked &asked)
    {
        const auto isThere = [&] {
            m_bench->clock.advance(1s);
            return !asked.answer.isEmpty();
        };
        return QTest::qWaitFor(isThere, 20'000) ? asked.answer : QJsonObject();
    }
    static QStringList idsOf(const QJsonObject &answer)
    {
        QStringList ids;
        const QJsonArray hits = answer.value(QLatin1String("reply")).toArray();
        for (const QJsonValue &hit : hits)
            ids << hit[QLatin1String("event_id")].toString();
        return ids;
    }
    static QString codeOf(const QJsonObject &answer)
    {
        return answer.value(QLatin1String("error"))[QLatin1String("code")].toString();
    }

private:
    const Profile m_profile;
    std::unique_ptr<Bench> m_bench;
    MemoryCredentials m_keychain;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<AccountKeeper> m_keeper;
    std::unique_ptr<CtlCommands> m_commands;
    std::unique_ptr<QObject> m_handlers;
};

}

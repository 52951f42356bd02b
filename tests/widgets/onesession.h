// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"
#include "session/session.h"
#include "support/fakeclock.h"
#include "support/recoveryserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace linnet::testing {

inline const UserId me(QStringLiteral("@me:x"));

/// A signed-in session of an account at a RecoveryServer.
class OneSession
{
    QTemporaryDir m_folder;

public:
    OneSession(test::RecoveryServer &server, const QString &device) : transport(server, {me, device})
    {
        OpenAccount account;
        account.account.user = me;
        account.account.deviceId = device;
        account.account.server.base = QUrl(QStringLiteral("https://x"));
        account.account.server.version.dialect = Dialect::V3;
        account.isDialectForced = true;
        account.tokens.access = "token";
        QObject context;
        Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), me)
            .then(&context,
                  [&account](Result<std::unique_ptr<Store>> opened) { account.store = opened.take(); });
        if (!QTest::qWaitFor([&account] { return bool(account.store); }))
            qFatal("no store");
        session = std::make_unique<Session>(std::move(account), transport, clock, m_folder.path());
        session->start();
    }
    ~OneSession() { session->close(); }

    QString folder() const { return m_folder.path(); }
    template <typename T>
    static Result<T> await(Task<T> task)
    {
        QObject context;
        std::optional<Result<T>> answer;
        std::move(task).then(&context, [&answer](Result<T> each) { answer.emplace(std::move(each)); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            qFatal("no answer");
        return std::move(*answer);
    }
    /// A sync has brought this reply.
    void commit(const QByteArray &reply)
    {
        const auto committed = await(session->store().commitSync(makeSyncDialect({Dialect::V3, false}, me),
                                                                 {}, reply, Dialect::V3, 0));
        if (!committed)
            qFatal("no reply");
        session->rooms().apply(*committed);
        session->verifications().onCommitted(*committed);
    }

    test::RecoveryTransport transport;
    test::FakeClock clock;
    std::unique_ptr<Session> session;
};

}

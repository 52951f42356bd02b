// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "support/fakeclock.h"
#include "support/recoveryserver.h"

#include <QTemporaryDir>
#include <QTest>

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
        account.token = "token";
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

    test::RecoveryTransport transport;
    test::FakeClock clock;
    std::unique_ptr<Session> session;
};

}

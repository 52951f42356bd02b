// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "bigaccount.h"
#include "session/session.h"
#include "stores.h"
#include "support/faketransport.h"
#include "widgets/mainwindow.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

namespace linnet::bench {

/// The accounts that `makestore` made: path by factor, from LINNET_BENCH_STORES=FACTOR=PATH,…
inline QMap<int, QString> stores()
{
    QMap<int, QString> paths;
    const QStringList parts = qEnvironmentVariable("LINNET_BENCH_STORES").split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        paths.insert(part.section(u'=', 0, 0).toInt(), part.section(u'=', 1));
    if (paths.isEmpty())
        qInfo("no accounts: run this through ./dev bench, or set LINNET_BENCH_STORES=1=PATH");
    return paths;
}

/// A line for the table of ./dev bench.
inline void tellFigure(const char *what, int factor, double value)
{
    std::printf("=> %s | %d | %.3f\n", what, factor, value);
    std::fflush(stdout);
}

/// One of those accounts, copied, with a real session and window; the server says what the caller lets it.
class AccountWindow
{
public:
    explicit AccountWindow(const QString &database)
    {
        m_transport.holdUnexpected();
        m_poll = &m_transport.expects(Request::Method::Get, QStringLiteral("/sync")).holds();
        const QString copy = m_folder.filePath(QStringLiteral("account.db"));
        if (!QFile::copy(database, copy))
            qFatal("no copy of %s", qPrintable(database));
        OpenAccount account;
        account.account.user = UserId(SyncReplies::self());
        account.account.server = {
            QStringLiteral("example.org"), QUrl(QStringLiteral("https://example.org")), {Dialect::V3, false}};
        account.tokens.access = "none";
        account.store = openStore(copy);
        m_session = std::make_unique<Session>(std::move(account), m_transport, m_clock,
                                              m_folder.filePath(QStringLiteral("cache")));
        m_session->start();
        if (!QTest::qWaitFor([this] { return m_session->isReady() && m_poll->isHeld(); }, 60'000))
            qFatal("the account did not open");
        m_window =
            std::make_unique<MainWindow>(*m_session, m_folder.filePath(QStringLiteral("settings.ini")));
        m_window->resize(1000, 700);
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            qFatal("no window");
    }
    ~AccountWindow()
    {
        m_window.reset();
        m_session->close();
    }

    Session &session() { return *m_session; }
    MainWindow &window() { return *m_window; }

    /// Answers the sync that waits, and waits until the next one does.
    void sync(const QByteArray &reply)
    {
        test::FakeTransport::Expectation *next =
            &m_transport.expects(Request::Method::Get, QStringLiteral("/sync")).holds();
        std::exchange(m_poll, next)->release(200, reply);
        if (!QTest::qWaitFor([this] { return m_poll->isHeld(); }, 60'000))
            qFatal("not committed");
    }

private:
    QTemporaryDir m_folder;
    test::FakeTransport m_transport;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    test::FakeTransport::Expectation *m_poll = nullptr;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlaccount.h"

#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"
#include "support/memorycredentials.h"
#include "support/webvisitor.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace linnet;
using namespace linnet::test;
using Method = Request::Method;

/// `ctl login` by the browser: what is to be opened comes first, the answer when somebody is done there.
class TestCtlAccount : public QObject
{
    Q_OBJECT

    const Profile m_profile{QStringLiteral("ctlaccount")};
    FakeClock m_clock;
    std::unique_ptr<FakeTransport> m_server;
    MemoryCredentials m_keychain;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<AccountKeeper> m_keeper;
    std::unique_ptr<CtlCommands> m_commands;
    std::unique_ptr<CtlAccount> m_handlers;
    std::unique_ptr<CtlCall> m_call;
    QList<QJsonObject> m_lines;

    void login(QJsonObject args)
    {
        args.insert(QStringLiteral("server"), QStringLiteral("example.org"));
        m_lines.clear();
        m_call = std::make_unique<CtlCall>(CtlRequest{QStringLiteral("login"), args, {}});
        connect(m_call.get(), &CtlCall::line, this,
                [this](const QByteArray &line) { m_lines << QJsonDocument::fromJson(line).object(); });
        m_commands->carryOut(*m_call);
    }
    QUrl page()
    {
        [&] { QTRY_VERIFY(!m_lines.isEmpty()); }();
        const QJsonObject event = m_lines.value(0).value(QLatin1String("event")).toObject();
        return QUrl(event.value(QLatin1String("open")).toString());
    }
    static QUrl withToken(const QUrl &page)
    {
        QUrl back(QUrlQuery(page).queryItemValue(QStringLiteral("redirectUrl"), QUrl::FullyDecoded));
        QUrlQuery query(back);
        query.addQueryItem(QStringLiteral("loginToken"), QStringLiteral("t0ken"));
        back.setQuery(query);
        return back;
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_profile.dataDir()).removeRecursively();
        m_server = std::make_unique<FakeTransport>();
        m_server->expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).replies(404);
        m_server->expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .replies(200, jsonText("{'versions':['v1.1','v1.15']}"));
        m_accounts = std::make_unique<Accounts>(m_profile, m_keychain, m_keychain);
        m_keeper = std::make_unique<AccountKeeper>(m_profile, *m_accounts, *m_server, m_clock, Dialect::V3);
        m_commands = std::make_unique<CtlCommands>(*m_keeper);
        m_handlers = std::make_unique<CtlAccount>(*m_commands, *m_keeper, *m_accounts, *m_server, m_clock,
                                                  Dialect::V3);
        m_keeper->restore();
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::SignedOut);
    }
    void cleanup()
    {
        m_call.reset();
        m_handlers.reset();
        m_commands.reset();
        m_keeper.reset();
        m_accounts.reset();
        m_server.reset();
        QDir(m_profile.dataDir()).removeRecursively();
    }

    void saysWhatToOpenAndThenWhoSignedIn()
    {
        login({{QStringLiteral("sso"), QStringLiteral("oidc-x")}});
        const QUrl open = page();
        QVERIFY(open.path().endsWith(QStringLiteral("/login/sso/redirect/oidc-x")));
        QVERIFY(!m_call->isAnswered());
        m_server->expects(Method::Post, QStringLiteral("/v3/login"))
            .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T','device_id':'D'}"));
        m_server->holdUnexpected(); // what a session begins with
        QCOMPARE(WebVisitor().open(withToken(open)).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(m_lines.size() == 2, 20'000);
        QCOMPARE(m_lines.last().value(QLatin1String("reply")).toObject(),
                 (QJsonObject{{QStringLiteral("user_id"), QStringLiteral("@alice:example.org")}}));
    }
    void whoeverLeavesIsNotWaitedFor()
    {
        login({{QStringLiteral("sso"), true}});
        const QUrl open = page();
        QVERIFY(open.path().endsWith(QStringLiteral("/login/sso/redirect")));
        m_call.reset();
        QTRY_COMPARE(WebVisitor().open(withToken(open)).status, 0);
        QCOMPARE(m_keeper->state(), AccountKeeper::State::SignedOut);
    }
    void saysThatThereIsNoSuchWay()
    {
        m_server->expects(Method::Get, QStringLiteral("/auth_metadata"))
            .always()
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        login({{QStringLiteral("oauth"), true}});
        QTRY_VERIFY(!m_lines.isEmpty());
        const QJsonObject error = m_lines.first().value(QLatin1String("error")).toObject();
        QVERIFY(!error.value(QLatin1String("code")).toString().isEmpty());
        QVERIFY(!error.value(QLatin1String("message")).toString().contains(QStringLiteral("password")));
    }
    void stillWantsASecretOtherwise()
    {
        m_server->holdUnexpected();
        login({{QStringLiteral("user"), QStringLiteral("alice")}});
        QTRY_VERIFY(!m_lines.isEmpty());
        QCOMPARE(
            m_lines.first().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
            QStringLiteral("usage"));
    }
};

QTEST_MAIN(TestCtlAccount)
#include "tst_ctlaccount.moc"

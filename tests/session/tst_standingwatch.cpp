// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/standingwatch.h"

#include "support/await.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"

#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using Kind = AccountStanding::Kind;
using Method = Request::Method;

namespace {

const RoomId room(QStringLiteral("!r:x"));
const QByteArray locked =
    jsonText("{'errcode':'M_USER_LOCKED','error':'This account has been locked','soft_logout':true}");
const QByteArray suspended = jsonText("{'errcode':'M_USER_SUSPENDED','error':'Not while suspended'}");

}

/// What a server's answers say of the account itself.
class TestStandingWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    FakeClock m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<StandingWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_changes;

    void make(Dialect dialect = Dialect::V3)
    {
        m_changes.reset();
        m_watch.reset();
        const Server server{QStringLiteral("x"), QUrl(QStringLiteral("https://chat.x")), {dialect, false}};
        m_api = std::make_unique<ApiClient>(*m_server, m_clock, server, "token");
        m_watch = std::make_unique<StandingWatch>(*m_api);
        m_changes = std::make_unique<QSignalSpy>(m_watch.get(), &StandingWatch::changed);
    }
    void ask(const Request &request, int status, const QByteArray &reply = "{}")
    {
        m_server->expects(request.method, request.path).replies(status, reply);
        linnet::test::await(m_api->sendOnce(request)).isOk();
    }
    Request reading() const { return m_api->requests().members(room); }
    Request syncing() const
    {
        Request request;
        request.path = QStringLiteral("/_matrix/client/v3/sync");
        return request;
    }
    Request writing() const
    {
        return m_api->requests().send(room, QStringLiteral("m.room.message"), TxnId(QStringLiteral("1")),
                                      "{}");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        make();
    }
    void cleanup()
    {
        m_changes.reset();
        m_watch.reset();
        m_api.reset();
    }

    void isGoodAtFirst()
    {
        ask(reading(), 200);
        ask(reading(), 403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        ask(reading(), 502, "<html>");
        QVERIFY(m_watch->standing().isGood() && m_watch->standing().mayWrite());
        QCOMPARE(m_changes->size(), 0);
    }
    void lockedUntilItSyncs()
    {
        ask(reading(), 401, locked);
        ask(reading(), 401, locked);
        QCOMPARE(m_watch->standing().kind, Kind::Locked);
        QCOMPARE(m_watch->standing().why.text, QStringLiteral("This account has been locked"));
        QVERIFY(!m_watch->standing().isEnded());
        QCOMPARE(m_changes->size(), 1);
        ask(reading(), 503, "<html>"); // says nothing of it
        QCOMPARE(m_watch->standing().kind, Kind::Locked);
        ask(reading(), 200); // some things who is locked may do too
        QCOMPARE(m_watch->standing().kind, Kind::Locked);
        ask(syncing(), 200);
        QVERIFY(m_watch->standing().isGood());
        QCOMPARE(m_changes->size(), 2);
    }
    void suspendedUntilSomethingIsWritten()
    {
        ask(writing(), 403, suspended);
        QCOMPARE(m_watch->standing().kind, Kind::Suspended);
        QVERIFY(!m_watch->standing().mayWrite());
        ask(reading(), 200);
        ask(m_api->requests().redact(room, EventId(QStringLiteral("$e")), TxnId(QStringLiteral("2")), {}),
            200);
        ask(m_api->requests().leave(room), 200);
        QCOMPARE(m_watch->standing().kind, Kind::Suspended);
        ask(writing(), 200);
        QVERIFY(m_watch->standing().isGood());
        QCOMPARE(m_changes->size(), 2);
    }
    void signedOut_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isEnded");
        QTest::newRow("soft") << Dialect::V3 << jsonText("{'errcode':'M_UNKNOWN_TOKEN','soft_logout':true}")
                              << false;
        QTest::newRow("hard") << Dialect::V3 << jsonText("{'errcode':'M_UNKNOWN_TOKEN','soft_logout':false}")
                              << true;
        QTest::newRow("unsaid") << Dialect::V3 << jsonText("{'errcode':'M_UNKNOWN_TOKEN'}") << true;
        QTest::newRow("no yes") << Dialect::V3
                                << jsonText("{'errcode':'M_UNKNOWN_TOKEN','soft_logout':'true'}") << true;
        QTest::newRow("2014") << Dialect::V1 << jsonText("{'errcode':'M_UNKNOWN_TOKEN'}") << false;
    }
    void signedOut()
    {
        QFETCH(Dialect, dialect);
        QFETCH(QByteArray, reply);
        make(dialect);
        ask(reading(), 401, reply);
        QCOMPARE(m_watch->standing().kind, Kind::SignedOut);
        QTEST(m_watch->standing().isEnded(), "isEnded");
        ask(reading(), 200); // was asked before
        ask(syncing(), 200);
        QCOMPARE(m_watch->standing().kind, Kind::SignedOut);
        m_api->setToken("token");
        QCOMPARE(m_watch->standing().kind, Kind::SignedOut);
        m_api->setToken("another");
        QVERIFY(m_watch->standing().isGood());
    }
    void aQuestionWithoutATokenSaysNothing()
    {
        ask(m_api->requests().loginFlows(), 401, locked);
        QVERIFY(m_watch->standing().isGood());
    }
};

QTEST_GUILESS_MAIN(TestStandingWatch)
#include "tst_standingwatch.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/givensecrets.h"

#include "crypto/secretsbundle.h"
#include "recoverytesting.h"
#include "store/crypto.h"

using namespace linnet;
using namespace linnet::testing;
using Fault = RecoveryTransport::Fault;

/// A new session that got the secrets of another when it was signed in.
class TestGivenSecrets : public QObject
{
    Q_OBJECT

    /// Of an account with an identity and a backup.
    static QByteArray bundleOf(RecoveryServer &server)
    {
        RecoverySession first(server, QStringLiteral("FIRST"));
        first.sync();
        if (!first.make(RecoverySession::newKey()))
            qFatal("no set-up");
        return await(first.store->crypto().call<QByteArray>(
                         [](CryptoMachine &machine) { return SecretsBundle(machine).give(); }))
            .take();
    }
    static void commit(RecoverySession &session, GivenSecrets &given)
    {
        session.sync();
        given.onCommitted();
        session.rest();
    }

private Q_SLOTS:
    void makeItATrustedOne()
    {
        RecoveryServer server;
        RecoverySession second(server, QStringLiteral("B"));
        GivenSecrets given(*second.recovery, bundleOf(server));
        QVERIFY(given.isWaiting());
        commit(second, given);
        QVERIFY(!given.isWaiting());
        second.settleDown();
        QVERIFY(second.status().isSessionVerified);
        QVERIFY(second.status().hasSecrets);
        QVERIFY(second.status().hasBackupKey);
        QVERIFY(second.status().isBackupOn);
    }
    void waitForTheServer()
    {
        RecoveryServer server;
        RecoverySession second(server, QStringLiteral("B"));
        GivenSecrets given(*second.recovery, bundleOf(server));
        second.sync();
        second.transport.breakAt(0, Fault::TimesOut);
        given.onCommitted();
        second.rest();
        for (int i = 0; i < 5 && given.isWaiting(); ++i) {
            second.clock.advance(15min);
            commit(second, given);
        }
        QVERIFY(!given.isWaiting());
        second.settleDown();
        QVERIFY(second.status().isSessionVerified);
    }
    void areForgottenWhereTheyDoNotFit_data()
    {
        QTest::addColumn<QByteArray>("bundle");
        QTest::newRow("no JSON") << QByteArray("x");
        QTest::newRow("nothing in it") << QByteArray("{}");
        QTest::newRow("wrong keys") << test::jsonText(
            "{'cross_signing':{'master_key':'!','self_signing_key':'!','user_signing_key':'!'}}");
    }
    void areForgottenWhereTheyDoNotFit()
    {
        QFETCH(QByteArray, bundle);
        RecoveryServer server;
        bundleOf(server).clear();
        RecoverySession second(server, QStringLiteral("B"));
        GivenSecrets given(*second.recovery, bundle);
        commit(second, given);
        QVERIFY(!given.isWaiting());
        second.settleDown();
        QVERIFY(!second.status().hasSecrets);
    }
    void nothingIsDoneWithoutAny()
    {
        RecoveryServer server;
        RecoverySession second(server, QStringLiteral("B"));
        GivenSecrets given(*second.recovery, {});
        second.sync();
        const qsizetype before = second.transport.sent.size();
        given.onCommitted();
        QCOMPARE(second.transport.sent.size(), before);
    }
};

QTEST_GUILESS_MAIN(TestGivenSecrets)
#include "tst_givensecrets.moc"

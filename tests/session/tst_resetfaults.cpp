// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recovery.h"

#include "recoverytesting.h"

using namespace linnet;
using namespace linnet::testing;

using State = RecoveryStatus::State;
using Fault = RecoveryTransport::Fault;

/// The reset of an identity, on a server that may fail at any request.
class TestResetFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyRequestOfAResetMayFail_data() { addFaults(); }
    void anyRequestOfAResetMayFail();
};

// Doing it again helps, in the same run and in the next one.
void TestResetFaults::anyRequestOfAResetMayFail()
{
    QFETCH(Fault, fault);
    const AskAuth ask = [](const AuthStage &) {
        return Task<AuthAnswer>::ready(AuthAnswer{u"wonderland"_qs});
    };
    bool isBeyond = false;
    for (int at = 0; !isBeyond; ++at) {
        RecoveryServer server;
        RecoverySession session(server);
        session.sync();
        QVERIFY(session.make(RecoverySession::newKey()));
        server.password = u"wonderland"_qs;
        const auto reset = [&](const RecoveryKeyMaker::Key &key) {
            const bool isDone = bool(await(session.recovery->reset(key, ask, RecoverySession::quietly())));
            session.rest();
            return isDone;
        };
        const auto before = session.transport.sent.size();
        session.transport.breakAt(at, fault);
        auto key = RecoverySession::newKey();
        const bool isDone = reset(key);
        isBeyond = at >= session.transport.sent.size() - before;
        if (fault == Fault::Twice)
            QVERIFY2(isDone, qPrintable(QString::number(at)));
        if (!isDone) {
            if (at % 2)
                session.restart();
            session.settleDown();
            key = RecoverySession::newKey();
            QVERIFY2(reset(key), qPrintable(QString::number(at)));
        }
        session.settleDown();
        QCOMPARE(session.status().state(), State::Ready);
        QVERIFY(session.status().isSessionVerified);
        RecoverySession other(server, u"B"_qs);
        other.sync();
        QVERIFY2(other.use(key->recoveryKey()), qPrintable(QString::number(at)));
        QCOMPARE(other.status().state(), State::Ready);
    }
}

QTEST_MAIN(TestResetFaults)
#include "tst_resetfaults.moc"

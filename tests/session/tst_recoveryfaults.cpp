// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recovery.h"

#include "recoverytesting.h"

using namespace linnet;
using namespace linnet::testing;

using State = RecoveryStatus::State;
using Fault = RecoveryTransport::Fault;

/// The making and the use of a recovery key, on a server that may fail at any request.
class TestRecoveryFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyRequestOfTheSetUpMayFail_data() { addFaults(); }
    void anyRequestOfTheSetUpMayFail();
    void anyRequestOfTheUseMayFail_data() { addFaults(); }
    void anyRequestOfTheUseMayFail();
};

// Whatever fails, also with a crash behind it: trying again works, and another session can use what was made.
void TestRecoveryFaults::anyRequestOfTheSetUpMayFail()
{
    QFETCH(Fault, fault);
    bool isBeyond = false;
    for (int at = 0; !isBeyond; ++at) {
        RecoveryServer server;
        RecoverySession session(server);
        session.sync();
        const auto before = session.transport.sent.size();
        session.transport.breakAt(at, fault);
        auto key = RecoverySession::newKey();
        const bool isMade = bool(session.make(key));
        isBeyond = at >= session.transport.sent.size() - before;
        if (fault == Fault::Twice)
            QVERIFY2(isMade, qPrintable(QString::number(at)));
        if (!isMade) {
            session.restart();
            session.settleDown();
            key = RecoverySession::newKey();
            QVERIFY2(session.make(key), qPrintable(QString::number(at)));
        }
        session.settleDown();
        QCOMPARE(session.status().state(), State::Ready);
        RecoverySession other(server, u"B"_qs);
        other.sync();
        QVERIFY2(other.use(key->recoveryKey()), qPrintable(QString::number(at)));
        QCOMPARE(other.status().state(), State::Ready);
    }
}

void TestRecoveryFaults::anyRequestOfTheUseMayFail()
{
    QFETCH(Fault, fault);
    RecoveryServer server;
    const auto key = setUp(server);
    bool isBeyond = false;
    for (int at = 0; !isBeyond; ++at) {
        RecoverySession session(server, u"B%1"_qs.arg(at));
        session.sync();
        const auto before = session.transport.sent.size();
        session.transport.breakAt(at, fault);
        const bool isUsed = bool(session.use(key->recoveryKey()));
        isBeyond = at >= session.transport.sent.size() - before;
        if (!isUsed) {
            session.restart();
            session.settleDown();
            QVERIFY2(session.use(key->recoveryKey()), qPrintable(QString::number(at)));
        }
        session.settleDown();
        QCOMPARE(session.status().state(), State::Ready);
    }
}

QTEST_MAIN(TestRecoveryFaults)
#include "tst_recoveryfaults.moc"

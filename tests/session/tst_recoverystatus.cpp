// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recoverystatus.h"

#include <QTest>

using namespace linnet;

using State = RecoveryStatus::State;
using Remedy = RecoveryStatus::Remedy;

namespace {

RecoveryStatus ready()
{
    RecoveryStatus status;
    status.isKnown = status.hasIdentity = status.isSessionVerified = status.hasSecrets = true;
    status.hasStorage = status.isIdentityStored = status.isBackupKeyStored = true;
    status.backupVersion = QStringLiteral("1");
    status.isBackupTrusted = status.hasBackupKey = status.isBackupOn = true;
    status.keys = status.backedUpKeys = 10;
    return status;
}

using Change = void (*)(RecoveryStatus &);

}
Q_DECLARE_METATYPE(Change)

/// What a person is told of each state of things, and what is offered.
class TestRecoveryStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void countsWhatWouldBeLost();
    void isVerifiedByAnotherSessionAlone();
};

void TestRecoveryStatus::says_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("remedy");
    const auto row = [](const char *name, Change change, State state, Remedy remedy) {
        QTest::newRow(name) << change << int(state) << int(remedy);
    };
    row(
        "all is well", [](RecoveryStatus &) {}, State::Ready, Remedy::None);
    row(
        "not asked yet", [](RecoveryStatus &s) { s = {}; }, State::Unknown, Remedy::None);
    row(
        "a new account",
        [](RecoveryStatus &s) {
            s = {};
            s.isKnown = true;
        },
        State::None, Remedy::MakeKey);
    row(
        "an identity alone",
        [](RecoveryStatus &s) {
            s.hasStorage = s.isIdentityStored = s.isBackupKeyStored = s.isBackupOn = s.hasBackupKey = false;
            s.backupVersion.clear();
        },
        State::None, Remedy::MakeKey);
    row(
        "a new session",
        [](RecoveryStatus &s) { s.hasSecrets = s.isSessionVerified = s.hasBackupKey = s.isBackupOn = false; },
        State::Locked, Remedy::EnterKey);
    row(
        "a new session, no storage",
        [](RecoveryStatus &s) {
            s.hasSecrets = s.isSessionVerified = s.hasBackupKey = s.isBackupOn = false;
            s.hasStorage = s.isIdentityStored = s.isBackupKeyStored = false;
        },
        State::Locked, Remedy::Reset);
    row(
        "a storage that lacks the identity, as this session does",
        [](RecoveryStatus &s) { s.hasSecrets = s.isIdentityStored = false; }, State::Broken, Remedy::Reset);
    row(
        "a storage that lacks the identity", [](RecoveryStatus &s) { s.isIdentityStored = false; },
        State::Broken, Remedy::MakeKey);
    row(
        "no backup", [](RecoveryStatus &s) { s.backupVersion.clear(); }, State::Broken, Remedy::MakeKey);
    row(
        "a backup whose key is in the storage alone",
        [](RecoveryStatus &s) { s.hasBackupKey = s.isBackupOn = false; }, State::Locked, Remedy::EnterKey);
    row(
        "a backup that nothing opens",
        [](RecoveryStatus &s) { s.hasBackupKey = s.isBackupOn = s.isBackupKeyStored = false; }, State::Broken,
        Remedy::MakeKey);
    row(
        "a backup whose key is here alone", [](RecoveryStatus &s) { s.isBackupKeyStored = false; },
        State::Broken, Remedy::MakeKey);
}

void TestRecoveryStatus::says()
{
    QFETCH(Change, change);
    RecoveryStatus status = ready();
    change(status);
    QTEST(int(status.state()), "state");
    QTEST(int(status.remedy()), "remedy");
}

void TestRecoveryStatus::countsWhatWouldBeLost()
{
    RecoveryStatus status = ready();
    QCOMPARE(status.keysAtRisk(), 0);
    status.backedUpKeys = 7;
    QCOMPARE(status.keysAtRisk(), 3);
    // They are in the backup, and nobody could open it.
    status.backedUpKeys = 10;
    status.hasStorage = false;
    QCOMPARE(status.keysAtRisk(), 10);
    // The server was not asked: what was put into the backup may be taken to be there.
    status = {};
    QCOMPARE(status.keysAtRisk(), 0);
    status.keys = 10;
    QCOMPARE(status.keysAtRisk(), 10);
    status.backedUpKeys = 7;
    QCOMPARE(status.keysAtRisk(), 3);
}

void TestRecoveryStatus::isVerifiedByAnotherSessionAlone()
{
    RecoveryStatus status = ready();
    status.hasVerifiedOther = true;
    QVERIFY(!status.canBeVerified());
    status.isSessionVerified = false;
    QVERIFY(status.canBeVerified());
    status.hasVerifiedOther = false;
    QVERIFY(!status.canBeVerified());
}

QTEST_APPLESS_MAIN(TestRecoveryStatus)
#include "tst_recoverystatus.moc"

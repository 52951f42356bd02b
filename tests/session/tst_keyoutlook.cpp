// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keyoutlook.h"

#include "session/encryptiontext.h"

#include <QTest>

using namespace linnet;

using Hope = KeyOutlook::Hope;

namespace {

constexpr qint64 Minute = 60'000;
constexpr qint64 Now = 1'000'000 * Minute;

RecoveryStatus known()
{
    RecoveryStatus status;
    status.isKnown = true;
    return status;
}

}

/// What is said of a message whose key is not here.
class TestKeyOutlook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostBeforeTheServerWasAsked()
    {
        const KeyOutlook outlook = KeyOutlook::of({}, true, Now);
        QCOMPARE(outlook.hope(0), Hope::OnItsWay);
    }
    void theRecoveryKeyHelps()
    {
        RecoveryStatus status = known();
        status.backupVersion = QStringLiteral("1");
        status.isBackupKeyStored = true;
        QCOMPARE(KeyOutlook::of(status, false, Now).hope(Now - Minute), Hope::InBackup);
        status.isBackupKeyStored = false; // nothing opens it
        QCOMPARE(KeyOutlook::of(status, false, Now).hope(0), Hope::Lost);
    }
    void whatIsInNoBackupIsLostAfterAnHour()
    {
        RecoveryStatus status = known();
        QCOMPARE(KeyOutlook::of(status, false, Now).hope(Now - 59 * Minute), Hope::OnItsWay);
        QCOMPARE(KeyOutlook::of(status, false, Now).hope(Now - 71 * Minute), Hope::Lost);
        status.backupVersion = QStringLiteral("1");
        status.hasBackupKey = status.isBackupKeyStored = true;
        QCOMPARE(KeyOutlook::of(status, false, Now).hope(0), Hope::OnItsWay); // not looked yet
        QCOMPARE(KeyOutlook::of(status, true, Now).hope(0), Hope::Lost);
    }
    void isTheSameForSomeMinutes()
    {
        QVERIFY(KeyOutlook::of(known(), true, Now) == KeyOutlook::of(known(), true, Now + 9 * Minute));
    }
    void eachHasWordsOfItsOwn()
    {
        QStringList words;
        for (Hope hope : {Hope::OnItsWay, Hope::InBackup, Hope::Lost, Hope::NoEncryption})
            words << EncryptionText::unreadable(Encryption::State::NoKey, hope);
        QCOMPARE(words.removeDuplicates(), 0);
        // Where the sender said why, that is what counts.
        QCOMPARE(EncryptionText::unreadable(Encryption::State::Withheld, Hope::Lost),
                 EncryptionText::unreadable(Encryption::State::Withheld, Hope::OnItsWay));
    }
};

QTEST_GUILESS_MAIN(TestKeyOutlook)
#include "tst_keyoutlook.moc"

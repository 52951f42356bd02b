// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secretsbundle.h"

#include "crypto/crosssigning.h"
#include "crypto/keybackup.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString Alice = QStringLiteral("@alice:example.org");
const QString Bob = QStringLiteral("@bob:example.org");

/// An account with an identity and the key of a backup.
void furnish(CryptoPerson &person)
{
    person.sendAll(*CrossSigning(person.machine()).bootstrap());
    KeyBackup backup(person.machine());
    QVERIFY(backup.create(backup.makeNew()->key, QStringLiteral("1")).isOk());
    person.sync();
}

/// A new session that knows the account's identity.
void learn(CryptoPerson &person)
{
    person.track({person.user()});
    person.flush();
}

}

/// What one session of an account hands to another so that it is trusted at once.
class TestSecretsBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesANewSessionATrustedOne()
    {
        KeyServer server;
        CryptoPerson a(server, Alice, QStringLiteral("AAA"));
        furnish(a);
        const auto bundle = SecretsBundle(a.machine()).give();
        QVERIFY(bundle.isOk());
        const QJsonObject backup = QJsonDocument::fromJson(*bundle).object().value(u"backup").toObject();
        QCOMPARE(backup.value(u"backup_version").toString(), QStringLiteral("1"));

        CryptoPerson later(server, Alice, QStringLiteral("LATER"));
        learn(later);
        const auto taken = SecretsBundle(later.machine()).take(*bundle);
        QVERIFY(taken.isOk() && taken->hasIdentity && taken->hasBackupKey);
        later.send(*CrossSigning(later.machine()).signOwnDevice());
        later.sync();
        const auto status = CrossSigning(later.machine()).status();
        QVERIFY(status->isComplete() && status->isIdentityVerified && status->isDeviceSigned);
        QVERIFY(KeyBackup(later.machine()).state()->hasKey);
        // And may hand it on.
        QVERIFY(SecretsBundle(later.machine()).give().isOk());
    }
    void whoLacksTheIdentityHasNothingToGive()
    {
        KeyServer server;
        CryptoPerson a(server, Alice, QStringLiteral("AAA"));
        QCOMPARE(SecretsBundle(a.machine()).give().error().kind, Error::Kind::NotFound);
    }
    void withoutABackupThereIsTheIdentity()
    {
        KeyServer server;
        CryptoPerson a(server, Alice, QStringLiteral("AAA"));
        a.sendAll(*CrossSigning(a.machine()).bootstrap());
        a.sync();
        const auto bundle = SecretsBundle(a.machine()).give();
        QVERIFY(bundle.isOk());
        CryptoPerson later(server, Alice, QStringLiteral("LATER"));
        learn(later);
        const auto taken = SecretsBundle(later.machine()).take(*bundle);
        QVERIFY(taken.isOk() && taken->hasIdentity && !taken->hasBackupKey);
    }
    void takesNothingThatIsAnothers()
    {
        KeyServer server;
        CryptoPerson a(server, Alice, QStringLiteral("AAA"));
        furnish(a);
        CryptoPerson b(server, Bob, QStringLiteral("BBB"));
        furnish(b);
        const auto bundle = SecretsBundle(b.machine()).give();
        CryptoPerson later(server, Alice, QStringLiteral("LATER"));
        learn(later);
        const auto taken = SecretsBundle(later.machine()).take(*bundle);
        QVERIFY(taken.isOk() && !taken->hasIdentity && !taken->hasBackupKey);
        QVERIFY(!CrossSigning(later.machine()).status()->isComplete());
        QVERIFY(!KeyBackup(later.machine()).state()->hasKey);
    }
    void readsOnlyWhatIsOne_data()
    {
        QTest::addColumn<QByteArray>("bundle");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("wrong types") << jsonText("{'cross_signing':7,'backup':[]}");
        QTest::newRow("wrong keys") << jsonText(
            "{'cross_signing':{'master_key':1,'self_signing_key':{},'user_signing_key':null}}");
        QTest::newRow("no keys") << jsonText(
            "{'cross_signing':{'master_key':'!','self_signing_key':'!','user_signing_key':'!'}}");
        QTest::newRow("a backup alone") << jsonText(
            "{'backup':{'algorithm':'m.megolm_backup.v1.curve25519-aes-sha2','backup_version':'1',"
            "'key':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}}");
    }
    void readsOnlyWhatIsOne()
    {
        QFETCH(QByteArray, bundle);
        KeyServer server;
        CryptoPerson a(server, Alice, QStringLiteral("AAA"));
        furnish(a);
        CryptoPerson later(server, Alice, QStringLiteral("LATER"));
        learn(later);
        const auto taken = SecretsBundle(later.machine()).take(bundle);
        QVERIFY(taken.isOk() && !taken->hasIdentity && !taken->hasBackupKey);
        QVERIFY(!KeyBackup(later.machine()).state()->hasKey);
    }
};

QTEST_GUILESS_MAIN(TestSecretsBundle)
#include "tst_secretsbundle.moc"

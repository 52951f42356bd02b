// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secretstorage.h"

#include "crypto/crosssigning.h"
#include "crypto/keybackup.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString alice = QStringLiteral("@alice:example.org");

QHash<QString, QByteArray> byType(const QList<AccountSecret> &secrets)
{
    QHash<QString, QByteArray> result;
    for (const AccountSecret &secret : secrets)
        result.insert(secret.type, secret.content);
    return result;
}

/// An account with an identity and the key of a backup.
void furnish(CryptoPerson &person)
{
    person.sendAll(*CrossSigning(person.machine()).bootstrap());
    KeyBackup backup(person.machine());
    QVERIFY(backup.create(backup.makeNew()->key, QStringLiteral("1")).isOk());
    person.sync();
}

}

class TestSecretStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEverythingToANewSession_data();
    void bringsEverythingToANewSession();
    void putsTheChoiceLast();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void takesNothingThatIsAnothers();
    void aDamagedSecretIsNamed();
};

void TestSecretStorage::bringsEverythingToANewSession_data()
{
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<bool>("usesPassphrase");
    QTest::newRow("with a recovery key") << QString() << false;
    QTest::newRow("with a passphrase") << QStringLiteral("four wörds") << true;
    QTest::newRow("with the recovery key of a passphrase") << QStringLiteral("four wörds") << false;
}

void TestSecretStorage::bringsEverythingToANewSession()
{
    QFETCH(QString, passphrase);
    QFETCH(bool, usesPassphrase);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    furnish(a);
    const auto made = SecretStorageKey::create(passphrase);
    QVERIFY(made.isOk());
    const auto data = byType(*SecretStorage(a.machine()).store(*made));

    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    later.track({later.user()});
    later.flush();
    const QString id = QJsonDocument::fromJson(data.value(QStringLiteral("m.secret_storage.default_key")))
                           .object()
                           .value(QStringLiteral("key"))
                           .toString();
    const auto opened = SecretStorageKey::open(id, data.value(QStringLiteral("m.secret_storage.key.") + id),
                                               usesPassphrase ? passphrase : made->recoveryKey());
    QVERIFY(opened.isOk());
    const auto restored = SecretStorage(later.machine()).restore(*opened, data);
    QVERIFY(restored.isOk());
    QVERIFY(restored->hasIdentity);
    QVERIFY(restored->hasBackupKey);
    QVERIFY(restored->failed.isEmpty());
    later.send(*CrossSigning(later.machine()).signOwnDevice());
    later.sync();
    const auto status = CrossSigning(later.machine()).status();
    QVERIFY(status->isComplete() && status->isIdentityVerified && status->isDeviceSigned);
    QVERIFY(KeyBackup(later.machine()).state()->hasKey);
}

void TestSecretStorage::putsTheChoiceLast()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    furnish(a);
    const auto key = SecretStorageKey::create();
    const auto secrets = SecretStorage(a.machine()).store(*key);
    QStringList types;
    for (const AccountSecret &secret : *secrets) {
        types.append(secret.type);
        QVERIFY(QJsonDocument::fromJson(secret.content).isObject());
    }
    QStringList wanted = SecretStorage::names();
    wanted << QStringLiteral("m.secret_storage.key.") + key->id()
           << QStringLiteral("m.secret_storage.default_key");
    QCOMPARE(types, wanted);
    // What is not here is not put.
    CryptoPerson empty(server, QStringLiteral("@empty:example.org"), QStringLiteral("EEE"));
    QCOMPARE(SecretStorage(empty.machine()).store(*key)->size(), 2);
}

void TestSecretStorage::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("nothing") << QString() << Error::Kind::Invalid;
    QTest::newRow("words") << QStringLiteral("correct horse") << Error::Kind::Invalid;
    QTest::newRow("another key") << SecretStorageKey::create()->recoveryKey() << Error::Kind::WrongPassphrase;
    QTest::newRow("a letter is missing")
        << SecretStorageKey::create()->recoveryKey().chopped(1) << Error::Kind::Invalid;
}

void TestSecretStorage::tellsWhatIsWrong()
{
    QFETCH(QString, secret);
    QFETCH(Error::Kind, kind);
    const auto key = SecretStorageKey::create();
    QCOMPARE(SecretStorageKey::open(key->id(), key->content(), secret).error().kind, kind);
    QCOMPARE(SecretStorageKey::open(key->id(), "[]", key->recoveryKey()).error().kind, Error::Kind::BadReply);
    QVERIFY(SecretStorageKey::open(key->id(), key->content(), key->recoveryKey().remove(u' ')).isOk());
}

void TestSecretStorage::takesNothingThatIsAnothers()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    furnish(a);
    const auto key = SecretStorageKey::create();
    const auto old = byType(*SecretStorage(a.machine()).store(*key));
    // The identity has been reset since; the secrets are still the old one's.
    a.replaceIdentity();
    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    later.track({later.user()});
    later.flush();
    const auto restored = SecretStorage(later.machine()).restore(*key, old);
    QVERIFY(restored.isOk());
    QVERIFY(!restored->hasIdentity);
    QVERIFY(restored->failed.contains(QStringLiteral("m.cross_signing.master")));
    QVERIFY(!CrossSigning(later.machine()).status()->isComplete());
}

void TestSecretStorage::aDamagedSecretIsNamed()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    furnish(a);
    const auto key = SecretStorageKey::create();
    auto data = byType(*SecretStorage(a.machine()).store(*key));
    data.insert(QStringLiteral("m.megolm_backup.v1"), "{\"encrypted\":{}}");
    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    later.track({later.user()});
    later.flush();
    const auto restored = SecretStorage(later.machine()).restore(*key, data);
    QVERIFY(restored->hasIdentity);
    QVERIFY(!restored->hasBackupKey);
    QCOMPARE(restored->failed, QStringList{QStringLiteral("m.megolm_backup.v1")});
    QCOMPARE(key->decrypt(QStringLiteral("x"), "nonsense").error().kind, Error::Kind::Corrupt);
    QCOMPARE(key->decrypt(QStringLiteral("x"), "{\"encrypted\":{}}").error().kind, Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(TestSecretStorage)
#include "tst_secretstorage.moc"

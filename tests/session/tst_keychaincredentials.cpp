// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincredentials.h"

#include "support/await.h"
#include "support/homefolder.h"

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

const QString entry = QStringLiteral("default/@alice:example.org/token");

}

/// KeychainCredentials where there is no bus at all. Real keychains: tests/keychain.
class TestKeychainCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysThatThereIsNoKeychain();
    void writesNothingElsewhere();
    void doesNotCallBackWhenDropped();
    void mayGoBeforeItsAnswers();

private:
    HomeFolder m_home;
};

void TestKeychainCredentials::initTestCase()
{
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
    QSKIP("this system's keychain needs no bus, and is a person's own");
#endif
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(m_home.path(u"nobody"_qs)));
    qunsetenv("XDG_CURRENT_DESKTOP"); // no wallet of KDE's either
    qunsetenv("KDE_FULL_SESSION");
}

void TestKeychainCredentials::saysThatThereIsNoKeychain()
{
    KeychainCredentials keychain;
    QCOMPARE(await(keychain.read(entry)).error().kind, Error::Kind::KeychainMissing);
    const Error error = await(keychain.write(entry, "S3CRET")).error();
    QCOMPARE(error.kind, Error::Kind::KeychainMissing);
    QVERIFY(!error.text.contains(u"S3CRET"));
    QCOMPARE(await(keychain.remove(entry)).error().kind, Error::Kind::KeychainMissing);
}

void TestKeychainCredentials::writesNothingElsewhere()
{
    // QtKeychain would have a plain file for those without a keychain.
    KeychainCredentials keychain;
    QVERIFY(!await(keychain.write(entry, "S3CRET")));
    const auto files = m_home.files();
    for (const QByteArray &bytes : files)
        QVERIFY(!bytes.contains("S3CRET") && !bytes.contains(QByteArray("S3CRET").toBase64()));
    QVERIFY(!await(keychain.read(entry)));
}

void TestKeychainCredentials::doesNotCallBackWhenDropped()
{
    KeychainCredentials keychain;
    bool isCalled = false;
    {
        QObject context;
        keychain.read(entry).then(&context, [&](const Result<QByteArray> &) { isCalled = true; });
    }
    // Another call that ends after it.
    QVERIFY(!await(keychain.read(entry)));
    QVERIFY(!isCalled);
}

void TestKeychainCredentials::mayGoBeforeItsAnswers()
{
    bool isCalled = false;
    {
        KeychainCredentials keychain(1ms);
        keychain.read(entry).then(this, [&](const Result<QByteArray> &) { isCalled = true; });
    }
    KeychainCredentials other;
    QVERIFY(!await(other.read(entry)));
    QVERIFY(!isCalled);
}

QTEST_GUILESS_MAIN(TestKeychainCredentials)
#include "tst_keychaincredentials.moc"

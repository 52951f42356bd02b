// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincredentials.h"

#include <QProcess>
#include <QTest>

using namespace linnet;
using namespace std::chrono_literals;

// QSKIP ends only the function that it stands in.
#define ONLY(mode)                                                                                           \
    if (m_mode != QLatin1String(mode))                                                                       \
    QSKIP("for another mode")

namespace {

const QString entry = QStringLiteral("default/@alice:example.org/token");
const QByteArray secret("a\0b\xff\xfe'\"\n", 8);

/// Waits for a task; the keychain is a real one and answers when it likes.
template <typename T>
Result<T> wait(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> answer;
    std::move(task).then(&context, [&](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
        return Error::of(Error::Kind::Timeout, QStringLiteral("the test waited in vain"));
    return *answer;
}

}

/// KeychainCredentials with a real gnome-keyring that is unlocked, locked or absent ($LINNET_TEST_KEYCHAIN).
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsBinarySecrets();
    void replacesAndRemoves();
    void entriesAreApart();
    void lockedIsNeverNotFound();
    void lockedRefusesToWrite();
    void saysThatThereIsNone();
    void comesBackAfterALock();

private:
    QString m_mode;
};

void TestKeychain::init()
{
    m_mode = qEnvironmentVariable("LINNET_TEST_KEYCHAIN");
    if (m_mode.isEmpty())
        QSKIP("run by tests/homeserver/keychain.py, so that no real keychain is touched");
}

void TestKeychain::keepsBinarySecrets()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    QVERIFY(wait(keychain.write(entry, secret)));
    const Result<QByteArray> read = wait(keychain.read(entry));
    QVERIFY(read);
    QCOMPARE(*read, secret);
}

void TestKeychain::replacesAndRemoves()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    QVERIFY(wait(keychain.write(entry, "one")));
    QVERIFY(wait(keychain.write(entry, "two")));
    QCOMPARE(*wait(keychain.read(entry)), QByteArray("two"));
    QVERIFY(wait(keychain.remove(entry)));
    QCOMPARE(wait(keychain.read(entry)).error().kind, Error::Kind::EntryNotFound);
    QVERIFY(wait(keychain.remove(entry)));
}

void TestKeychain::entriesAreApart()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    const QString other = QStringLiteral("work/@alice:example.org/token");
    QVERIFY(wait(keychain.write(entry, "home")));
    QVERIFY(wait(keychain.write(other, "work")));
    QCOMPARE(*wait(keychain.read(entry)), QByteArray("home"));
    QVERIFY(wait(keychain.remove(entry)));
    QCOMPARE(*wait(keychain.read(other)), QByteArray("work"));
    QVERIFY(wait(keychain.remove(other)));
}

void TestKeychain::lockedIsNeverNotFound()
{
    ONLY("locked");
    KeychainCredentials keychain;
    QCOMPARE(wait(keychain.read(entry)).error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(wait(keychain.remove(entry)).error().kind, Error::Kind::KeychainLocked);
}

void TestKeychain::lockedRefusesToWrite()
{
    ONLY("locked");
    KeychainCredentials keychain;
    QCOMPARE(wait(keychain.write(entry, secret)).error().kind, Error::Kind::KeychainLocked);
}

void TestKeychain::saysThatThereIsNone()
{
    ONLY("absent");
    KeychainCredentials keychain;
    QCOMPARE(wait(keychain.read(entry)).error().kind, Error::Kind::KeychainMissing);
    QCOMPARE(wait(keychain.write(entry, secret)).error().kind, Error::Kind::KeychainMissing);
    QCOMPARE(wait(keychain.remove(entry)).error().kind, Error::Kind::KeychainMissing);
}

void TestKeychain::comesBackAfterALock()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    QVERIFY(wait(keychain.write(entry, secret)));
    const QStringList lock{QStringLiteral("--session"),
                           QStringLiteral("--print-reply"),
                           QStringLiteral("--dest=org.freedesktop.secrets"),
                           QStringLiteral("/org/freedesktop/secrets"),
                           QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                           QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")};
    QCOMPARE(QProcess::execute(QStringLiteral("dbus-send"), lock), 0);
    // The entry is there, but behind the lock: asking again must not look as if it were gone.
    QCOMPARE(wait(keychain.read(entry)).error().kind, Error::Kind::KeychainLocked);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincredentials.h"

#include "support/await.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

// QSKIP ends only the function that it stands in.
#define ONLY(mode)                                                                                           \
    if (m_mode != QLatin1String(mode))                                                                       \
    QSKIP("for another mode")

namespace {

const QString entry = QStringLiteral("default/@alice:example.org/token");
const QByteArray secret("a\0b\xff\xfe'\"\n", 8);

/// A keychain that hangs: it takes every question and answers none; once locked, it at least says so.
class HangingKeychain : public QDBusVirtualObject
{
public:
    HangingKeychain()
    {
        m_isThere = m_bus.isConnected() &&
                    m_bus.registerVirtualObject(QStringLiteral("/"), this, QDBusConnection::SubPath) &&
                    m_bus.registerService(QStringLiteral("org.freedesktop.secrets"));
    }
    ~HangingKeychain() override
    {
        m_bus.unregisterService(QStringLiteral("org.freedesktop.secrets"));
        m_bus.unregisterObject(QStringLiteral("/"), QDBusConnection::UnregisterTree);
        QDBusConnection::disconnectFromBus(m_bus.name());
    }
    bool isThere() const { return m_isThere; }
    void lock() { m_isLocked = true; }

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        message.setDelayedReply(true);
        using Paths = QList<QDBusObjectPath>;
        if (m_isLocked && message.member() == QLatin1String("SearchItems"))
            bus.send(message.createReply(QVariantList{
                QVariant::fromValue(Paths()), QVariant::fromValue(Paths{QDBusObjectPath("/some/item")})}));
        return true;
    }

private:
    QDBusConnection m_bus =
        QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("hanging keychain"));
    bool m_isLocked = false;
    bool m_isThere = false;
};

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
    void doesNotWaitForEver();

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
    QVERIFY(await(keychain.write(entry, secret)));
    const Result<QByteArray> read = await(keychain.read(entry));
    QVERIFY(read);
    QCOMPARE(*read, secret);
}

void TestKeychain::replacesAndRemoves()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    QVERIFY(await(keychain.write(entry, "one")));
    QVERIFY(await(keychain.write(entry, "two")));
    QCOMPARE(*await(keychain.read(entry)), QByteArray("two"));
    QVERIFY(await(keychain.remove(entry)));
    QCOMPARE(await(keychain.read(entry)).error().kind, Error::Kind::EntryNotFound);
    QVERIFY(await(keychain.remove(entry)));
}

void TestKeychain::entriesAreApart()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    const QString other = QStringLiteral("work/@alice:example.org/token");
    QVERIFY(await(keychain.write(entry, "home")));
    QVERIFY(await(keychain.write(other, "work")));
    QCOMPARE(*await(keychain.read(entry)), QByteArray("home"));
    QVERIFY(await(keychain.remove(entry)));
    QCOMPARE(*await(keychain.read(other)), QByteArray("work"));
    QVERIFY(await(keychain.remove(other)));
}

void TestKeychain::lockedIsNeverNotFound()
{
    ONLY("locked");
    KeychainCredentials keychain;
    QCOMPARE(await(keychain.read(entry)).error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(await(keychain.remove(entry)).error().kind, Error::Kind::KeychainLocked);
}

void TestKeychain::lockedRefusesToWrite()
{
    ONLY("locked");
    KeychainCredentials keychain;
    QCOMPARE(await(keychain.write(entry, secret)).error().kind, Error::Kind::KeychainLocked);
}

void TestKeychain::saysThatThereIsNone()
{
    ONLY("absent");
    KeychainCredentials keychain;
    QCOMPARE(await(keychain.read(entry)).error().kind, Error::Kind::KeychainMissing);
    QCOMPARE(await(keychain.write(entry, secret)).error().kind, Error::Kind::KeychainMissing);
    QCOMPARE(await(keychain.remove(entry)).error().kind, Error::Kind::KeychainMissing);
}

void TestKeychain::comesBackAfterALock()
{
    ONLY("unlocked");
    KeychainCredentials keychain;
    QVERIFY(await(keychain.write(entry, secret)));
    const QStringList lock{QStringLiteral("--session"),
                           QStringLiteral("--print-reply"),
                           QStringLiteral("--dest=org.freedesktop.secrets"),
                           QStringLiteral("/org/freedesktop/secrets"),
                           QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                           QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")};
    QCOMPARE(QProcess::execute(QStringLiteral("dbus-send"), lock), 0);
    // The entry is there, but behind the lock: asking again must not look as if it were gone.
    QCOMPARE(await(keychain.read(entry)).error().kind, Error::Kind::KeychainLocked);
}

void TestKeychain::doesNotWaitForEver()
{
    ONLY("absent");
    HangingKeychain hanging;
    QVERIFY(hanging.isThere());
    KeychainCredentials keychain(300ms);
    for (const Error &error :
         {await(keychain.read(entry)).error(), await(keychain.write(entry, secret)).error(),
          await(keychain.remove(entry)).error()}) {
        QCOMPARE(error.kind, Error::Kind::KeychainMissing);
        QCOMPARE(error.text, QStringLiteral("It did not answer in time."));
    }
    // As when it waits for a person to type its password.
    hanging.lock();
    const Error locked = await(keychain.read(entry)).error();
    QCOMPARE(locked.kind, Error::Kind::KeychainLocked);
    QCOMPARE(locked.text, QStringLiteral("It did not answer in time."));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guidetest.h"

#include "support/drafts.h"

#include <QDir>

namespace linnet::test {

void GuideTest::initTestCase_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("v1") << QStringLiteral("v1");
    QTest::newRow("v3") << QStringLiteral("v3");
    QTest::newRow("sliding") << QStringLiteral("sliding");
}

void GuideTest::initTestCase()
{
    if (server().isEmpty() || qEnvironmentVariableIsEmpty("LINNET_TEST_KEYCHAIN"))
        QSKIP("run by tests/homeserver/homeserver.py and keychain.py");
}

QUrl GuideTest::server()
{
    return QUrl(qEnvironmentVariable("LINNET_TEST_HOMESERVER"));
}

Dialect GuideTest::dialect()
{
    QFETCH_GLOBAL(QString, dialect);
    return *dialectFromString(dialect);
}

void GuideTest::init()
{
    const QString name = Person::uniqueName(QStringLiteral("alice"));
    m_aliceId = QStringLiteral("@%1:localhost").arg(name);
    m_alice = std::make_unique<RealClient>(name, aliceServer(), dialect());
    const Status status = m_alice->signUp(name, QLatin1String(Person::Password));
    QVERIFY2(status, qPrintable(status ? QString() : status.error().matrixCode + status.error().text));
    QCOMPARE(m_alice->session().self(), UserId(m_aliceId));
    QVERIFY(m_alice->session().account().server.version.dialect == dialect());
    m_bob = Person::make(server(), QStringLiteral("bob"));
    QVERIFY(m_bob.isSignedIn());
}

void GuideTest::cleanup()
{
    if (!m_alice)
        return;
    m_alice->close();
    QDir(m_alice->profile().dataDir()).removeRecursively();
    QDir(m_alice->profile().cacheDir()).removeRecursively();
    m_alice.reset();
}

QString GuideTest::sharedRoom(const QString &name)
{
    const QString room =
        m_bob.createRoom({{QStringLiteral("name"), name}, {QStringLiteral("invite"), QJsonArray{m_aliceId}}});
    if (!m_alice->seesRoom(room, Membership::Invite) || !await(m_alice->session().actions().join(room)) ||
        !m_alice->seesRoom(room, Membership::Join))
        return {};
    // Under v1 the room's state comes after the join.
    const auto hasName = [&] { return m_alice->room(room)->name == name; };
    return eventually(hasName) ? room : QString();
}

TxnId GuideTest::say(const QString &room, const QString &text, bool isEmote)
{
    const Result<TxnId> txn = m_alice->session().sender().send(RoomId(room), typed(text, isEmote));
    return txn ? *txn : TxnId();
}

}

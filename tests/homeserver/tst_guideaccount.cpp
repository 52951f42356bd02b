// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokens.h"
#include "support/guidetest.h"

#include <QDirIterator>
#include <QLoggingCategory>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString secretText = QStringLiteral("nobody may find these words 8c2e on the disk");
QByteArray logged;

void record(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged += text.toUtf8() + '\n';
}

/// Everything that is in files under the test's home.
QHash<QString, QByteArray> filesOfHome()
{
    QHash<QString, QByteArray> files;
    QDirIterator it(QDir::homePath(), QDir::Files | QDir::Hidden | QDir::System,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(file.fileName(), file.readAll());
    }
    return files;
}

}

/// Registration, signing in and out: the first part of the 2014 guide, with a real server and keychain.
class TestGuideAccount : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItCannotRegister();
    void asksForTheWaysToSignInFirst();
    void keepsNothingOfARefusedSignIn();
    void signsInWithAToken();
    void showsWhatWasThereBefore();
    void keepsSecretsOutOfFilesAndLog();
    void endsTheTokenAndErasesEverything();
    void saysThatTheTokenDied();

private:
    QByteArray secret(const char *what)
    {
        const auto read = await(alice().keychain().read(alice().profile().entry(UserId(aliceId()), what)));
        return read ? *read : QByteArray();
    }
    bool hasSecret(const char *what)
    {
        const auto read = await(alice().keychain().read(alice().profile().entry(UserId(aliceId()), what)));
        return read || read.error().kind != Error::Kind::EntryNotFound;
    }
    QString path(const char *rest) const
    {
        const QLatin1String prefix(isLegacy() ? "/_matrix/client/api/v1" : "/_matrix/client/v3");
        return prefix + QLatin1String(rest);
    }
};

void TestGuideAccount::saysWhyItCannotRegister()
{
    const QString password = QLatin1String(Person::Password);
    const auto inUse = alice().registerOnly(bob().localPart(), password);
    QVERIFY(!inUse);
    QCOMPARE(inUse.error().matrixCode, QStringLiteral("M_USER_IN_USE"));
    const auto badName = alice().registerOnly(QStringLiteral("no spaces, please"), password);
    QVERIFY(!badName);
    QCOMPARE(badName.error().matrixCode, QStringLiteral("M_INVALID_USERNAME"));
}

void TestGuideAccount::asksForTheWaysToSignInFirst()
{
    RealClient other(QStringLiteral("other-") + bob().localPart(), server(), dialect());
    QVERIFY(other.signIn(bob().id(), QLatin1String(Person::Password)));
    QCOMPARE(other.session().self(), UserId(bob().id()));
    const QStringList &asked = other.transport().asked();
    const qsizetype flows = asked.indexOf(QStringLiteral("GET ") + path("/login"));
    const qsizetype login = asked.indexOf(QStringLiteral("POST ") + path("/login"));
    QVERIFY(flows >= 0);
    QVERIFY(login > flows);
    QVERIFY(other.signOut());
}

void TestGuideAccount::keepsNothingOfARefusedSignIn()
{
    RealClient other(QStringLiteral("refused-") + bob().localPart(), server(), dialect());
    const Status status = other.signIn(bob().localPart(), QStringLiteral("not the password"));
    QVERIFY(!status);
    QCOMPARE(status.error().matrixCode, QStringLiteral("M_FORBIDDEN"));
    QVERIFY(!other.profile().readAccount()->has_value());
    const auto token = await(other.keychain().read(other.profile().entry(UserId(bob().id()), "token")));
    QCOMPARE(token.error().kind, Error::Kind::EntryNotFound);
}

void TestGuideAccount::signsInWithAToken()
{
    const auto where = alice().find(dialect());
    QVERIFY(where);
    const auto owner = await(SignIn(alice().transport()).withToken(*where, bob().token().toLatin1()));
    QVERIFY(owner);
    QCOMPARE(owner->user, UserId(bob().id()));
    const auto refused = await(SignIn(alice().transport()).withToken(*where, "syt_no_such_token"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().matrixCode, QStringLiteral("M_UNKNOWN_TOKEN"));
}

// The guide's initialSync: rooms, their people and last words, and invitations.
void TestGuideAccount::showsWhatWasThereBefore()
{
    Person carol = Person::make(server(), QStringLiteral("carol"));
    const QString room = bob().createRoom({{QStringLiteral("name"), QStringLiteral("From before")},
                                           {QStringLiteral("topic"), QStringLiteral("Old times")},
                                           {QStringLiteral("invite"), QJsonArray{carol.id()}}});
    QCOMPARE(carol.join(room), room);
    QVERIFY(!bob().say(room, QStringLiteral("first")).isEmpty());
    const QString last = carol.say(room, QStringLiteral("last words"));
    const QString invitation = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Come in")},
                                                 {QStringLiteral("invite"), QJsonArray{carol.id()}}});
    RealClient linnet(carol.localPart(), server(), dialect());
    QVERIFY(linnet.signIn(carol.localPart(), QLatin1String(Person::Password)));
    const Room *known = linnet.room(room);
    QVERIFY(known);
    QCOMPARE(known->name, QStringLiteral("From before"));
    QCOMPARE(known->topic, QStringLiteral("Old times"));
    QVERIFY(known->membership == Membership::Join);
    QCOMPARE(known->joinedCount, 2);
    QCOMPARE(known->lastEventId, EventId(last));
    QVERIFY(linnet.membership(invitation) == Membership::Invite);
    QCOMPARE(linnet.room(invitation)->inviter, UserId(bob().id()));
    const auto window = linnet.window(room);
    QVERIFY(linnet.loadAll(*window) >= 0);
    QCOMPARE(bodies(*window), bob().bodies(room));
    QVERIFY(linnet.signOut());
}

void TestGuideAccount::keepsSecretsOutOfFilesAndLog()
{
    QLoggingCategory::setFilterRules(QStringLiteral("linnet.*=true"));
    logged.clear();
    const QtMessageHandler before = qInstallMessageHandler(record);
    const QString room = sharedRoom(QStringLiteral("Quiet"));
    say(room, secretText);
    const bool isSent = eventually([this] { return isUnsentEmpty(); });
    alice().transport().cut();
    const bool isOffline =
        eventually([this] { return alice().session().connection().phase == Connection::Phase::Offline; });
    alice().transport().mend();
    alice().session().wakeUp();
    const bool isBack = alice().syncs();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules(QString());
    QVERIFY(isSent && isOffline && isBack);
    QVERIFY(bob().bodies(room).contains(secretText));

    const Tokens tokens = Tokens::fromSecret(secret("token"));
    const QByteArray key = secret("database-key");
    QVERIFY(!tokens.access.isEmpty());
    QCOMPARE(key.size(), 32);
    QVERIFY(!logged.isEmpty());
    auto places = filesOfHome();
    QVERIFY(places.contains(alice().profile().databasePath(UserId(aliceId()))));
    places.insert(QStringLiteral("the log"), logged);
    for (const QByteArray &hidden : {tokens.access, tokens.refresh, key, key.toHex(), key.toHex().toUpper(),
                                     key.toBase64(), QByteArray(Person::Password), secretText.toUtf8()}) {
        if (hidden.isEmpty()) // a server that refreshes no tokens
            continue;
        for (auto it = places.cbegin(); it != places.cend(); ++it)
            QVERIFY2(!it.value().contains(hidden), qPrintable(it.key()));
    }
}

void TestGuideAccount::endsTheTokenAndErasesEverything()
{
    const QString token = QString::fromLatin1(Tokens::fromSecret(secret("token")).access);
    const QString database = alice().profile().databasePath(UserId(aliceId()));
    QCOMPARE(bob().callAs(token, "GET", QStringLiteral("account/whoami")).status, 200);
    QVERIFY(QFile::exists(database));
    QVERIFY(alice().signOut());
    const Person::Answer dead = bob().callAs(token, "GET", QStringLiteral("account/whoami"));
    QCOMPARE(dead.status, 401);
    QCOMPARE(dead.code(), QStringLiteral("M_UNKNOWN_TOKEN"));
    QCOMPARE(QDir(alice().profile().dataDir()).entryList({QStringLiteral("*.db*")}), QStringList());
    QVERIFY(!hasSecret("token"));
    QVERIFY(!hasSecret("database-key"));
    QVERIFY(!alice().profile().readAccount()->has_value());
    const Status again = alice().open();
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::NotFound);
}

// Somebody ended this sign-in from another device while a poll was open.
void TestGuideAccount::saysThatTheTokenDied()
{
    const QString room = sharedRoom(QStringLiteral("Kept"));
    QVERIFY(!room.isEmpty());
    QStringList refusals;
    QObject::connect(&alice().session(), &Session::tokenRefused, &alice().session(),
                     [&refusals](const Error &error) { refusals << error.matrixCode; });
    const QString token = QString::fromLatin1(Tokens::fromSecret(secret("token")).access);
    QCOMPARE(bob().callAs(token, "POST", QStringLiteral("logout")).status, 200);
    alice().session().wakeUp(); // what is open runs to its end, the next call is refused
    QVERIFY(eventually([&refusals] { return !refusals.isEmpty(); }));
    QCOMPARE(refusals, QStringList{QStringLiteral("M_UNKNOWN_TOKEN")});
    QCOMPARE(alice().session().connection().phase, Connection::Phase::Failed);
    QVERIFY(alice().membership(room) == Membership::Join);
    QVERIFY(hasSecret("database-key"));
}

QTEST_GUILESS_MAIN(TestGuideAccount)
#include "tst_guideaccount.moc"

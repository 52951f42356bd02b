// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/profile.h"

#include "support/filesizelimit.h"
#include "support/homefolder.h"
#include "support/json.h"

#include <QFileInfo>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const QByteArray goodAccount = jsonText(
    "{'version':1,'user_id':'@alice:example.org','device_id':'ABC','secrets':'keychain',"
    "'server':{'name':'example.org','base':'https://matrix.example.org','dialect':'v3','is_r0':true}}");

QFile::Permissions plain(const QString &path)
{
    const QFile::Permissions all = QFile::permissions(path);
    return all & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
}

}

/// What belongs to one `--profile NAME`: where it lies and who may read it, and the account's file.
class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<HomeFolder>(); }
    void names_data();
    void names();
    void foldersAreForThisUserAlone();
    void profilesShareNothing();
    void usersThatDifferInCaseShareNothing();
    void fileNamesHoldNothingOfTheUserId();
    void socketPathsAreShort();
    void entriesNameProfileAndUser();

    void keepsTheAccount_data();
    void keepsTheAccount();
    void keepsWhatOAuthNeeds();
    void forgetsOAuthThatCannotBeUsed_data();
    void forgetsOAuthThatCannotBeUsed();
    void hasNoAccountAtFirst();
    void accountFileIsForThisUserAlone();
    void keepsTheOldAccountWhenTheDiskIsFull();
    void readsAGoodFile();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void refusesAFileCutOffAnywhere();

private:
    std::unique_ptr<HomeFolder> m_home;
    const Profile m_profile{u"default"_qs};
};

void TestProfile::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isValid");
    QTest::newRow("default") << u"default"_qs << true;
    QTest::newRow("all kinds") << u"Work_2-b"_qs << true;
    QTest::newRow("64") << QString(64, u'x') << true;
    QTest::newRow("65") << QString(65, u'x') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("climbs out") << u".."_qs << false;
    QTest::newRow("slash") << u"a/b"_qs << false;
    QTest::newRow("backslash") << u"a\\b"_qs << false;
    QTest::newRow("space") << u"a b"_qs << false;
    QTest::newRow("other letters") << u"müller"_qs << false;
    QTest::newRow("null") << QString(QChar(0)) << false;
}

void TestProfile::names()
{
    QFETCH(QString, name);
    QTEST(Profile::isValidName(name), "isValid");
}

void TestProfile::foldersAreForThisUserAlone()
{
    for (const QString &folder : {m_profile.dataDir(), m_profile.cacheDir()}) {
        QVERIFY(QFileInfo(folder).isDir());
        QCOMPARE(plain(folder), QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    const QString socketFolder = QFileInfo(m_profile.socketPath()).path();
    QCOMPARE(plain(socketFolder), QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestProfile::profilesShareNothing()
{
    const Profile other(u"other"_qs);
    const UserId user(u"@alice:example.org"_qs);
    QVERIFY(m_profile.dataDir() != other.dataDir());
    QVERIFY(m_profile.cacheDir() != other.cacheDir());
    QVERIFY(m_profile.databasePath(user) != other.databasePath(user));
    QVERIFY(m_profile.accountPath() != other.accountPath());
    QVERIFY(m_profile.passphraseFilePath() != other.passphraseFilePath());
    QVERIFY(m_profile.socketPath() != other.socketPath());
    QVERIFY(m_profile.entry(user, "token") != other.entry(user, "token"));
}

void TestProfile::usersThatDifferInCaseShareNothing()
{
    // Ids of 2014 may; some file systems do not tell the two apart.
    const QString lower = m_profile.databasePath(UserId(u"@alice:example.org"_qs));
    const QString upper = m_profile.databasePath(UserId(u"@Alice:example.org"_qs));
    QVERIFY(lower.compare(upper, Qt::CaseInsensitive) != 0);
}

void TestProfile::fileNamesHoldNothingOfTheUserId()
{
    const QString path = m_profile.databasePath(UserId(u"@../../etc/passwd\n:x"_qs));
    QCOMPARE(QFileInfo(path).path(), m_profile.dataDir());
    QVERIFY(!path.contains(u"passwd"));
}

void TestProfile::socketPathsAreShort()
{
    const Profile longest(QString(64, u'x'));
    QVERIFY(longest.socketPath().size() <= 100);
    const Profile similar(QString(63, u'x') + u'y');
    QVERIFY(longest.socketPath() != similar.socketPath());
}

void TestProfile::entriesNameProfileAndUser()
{
    QCOMPARE(m_profile.entry(UserId(u"@alice:example.org"_qs), "token"),
             u"default/@alice:example.org/token"_qs);
}

void TestProfile::keepsTheAccount_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("isR0");
    QTest::addColumn<int>("secrets");
    const int keychain = int(Account::Secrets::Keychain);
    QTest::newRow("today") << int(Dialect::V3) << false << keychain;
    QTest::newRow("r0") << int(Dialect::V3) << true << keychain;
    QTest::newRow("2014") << int(Dialect::V1) << false << keychain;
    QTest::newRow("passphrase") << int(Dialect::V3) << false << int(Account::Secrets::PassphraseFile);
}

void TestProfile::keepsTheAccount()
{
    QFETCH(int, dialect);
    QFETCH(bool, isR0);
    QFETCH(int, secrets);
    Account account;
    account.user = UserId(u"@älice \"x\":example.org"_qs);
    account.deviceId = u"DEVICE"_qs;
    account.server = {
        u"example.org"_qs, QUrl(u"https://matrix.example.org:8448/a%2Fb"_qs), {Dialect(dialect), isR0}};
    account.secrets = Account::Secrets(secrets);
    account.proxy = {ProxySettings::Kind::Socks5, u"proxy.example.org"_qs, 65535, u"möle \"x\""_qs};
    QVERIFY(m_profile.writeAccount(account));

    const auto read = Profile(u"default"_qs).readAccount();
    QVERIFY(read && *read);
    QCOMPARE((*read)->user, account.user);
    QCOMPARE((*read)->deviceId, account.deviceId);
    QCOMPARE((*read)->server.name, account.server.name);
    QCOMPARE((*read)->server.base, account.server.base);
    QCOMPARE(int((*read)->server.version.dialect), dialect);
    QCOMPARE((*read)->server.version.isR0, isR0);
    QCOMPARE((*read)->secrets, account.secrets);
    QVERIFY((*read)->proxy == account.proxy);
}

void TestProfile::keepsWhatOAuthNeeds()
{
    QVERIFY(putFile(m_profile.accountPath(), goodAccount));
    Account account = **m_profile.readAccount();
    QVERIFY(!account.oauth);
    account.oauth = OAuthAccount{u"https://a.example/"_qs,
                                 u"client \"1\""_qs,
                                 QUrl(u"https://a.example/token?x=%2F"_qs),
                                 QUrl(u"https://a.example/revoke"_qs),
                                 QUrl(u"https://a.example/account"_qs),
                                 {u"org.matrix.profile"_qs}};
    QVERIFY(m_profile.writeAccount(account));
    QVERIFY((*m_profile.readAccount())->oauth == account.oauth);
}

void TestProfile::forgetsOAuthThatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("oauth");
    QTest::newRow("no object") << QByteArray("5");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("in clear") << jsonText("{'client_id':'c','token_endpoint':'http://a.example/token',"
                                          "'revocation_endpoint':'https://a.example/revoke'}");
    QTest::newRow("no client") << jsonText("{'token_endpoint':'https://a.example/token',"
                                           "'revocation_endpoint':'https://a.example/revoke'}");
}

void TestProfile::forgetsOAuthThatCannotBeUsed()
{
    QFETCH(QByteArray, oauth);
    QByteArray file = goodAccount;
    file.chop(1);
    QVERIFY(putFile(m_profile.accountPath(), file + ",\"oauth\":" + oauth + '}'));
    const auto read = m_profile.readAccount();
    QVERIFY(read && *read);
    QVERIFY(!(*read)->oauth);
}

void TestProfile::hasNoAccountAtFirst()
{
    const auto none = m_profile.readAccount();
    QVERIFY(none && !*none);
    QVERIFY(m_profile.removeAccount());
    QVERIFY(putFile(m_profile.accountPath(), goodAccount));
    QVERIFY(m_profile.removeAccount());
    const auto gone = m_profile.readAccount();
    QVERIFY(gone && !*gone);
}

void TestProfile::accountFileIsForThisUserAlone()
{
    QVERIFY(putFile(m_profile.accountPath(), goodAccount));
    QVERIFY(m_profile.writeAccount(**m_profile.readAccount()));
    QCOMPARE(plain(m_profile.accountPath()), QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner));
}

void TestProfile::keepsTheOldAccountWhenTheDiskIsFull()
{
    QVERIFY(putFile(m_profile.accountPath(), goodAccount));
    Account account = **m_profile.readAccount();
    account.deviceId = u"OTHER"_qs;
    Status status = Done{};
    {
        const FileSizeLimit limit(10);
        status = m_profile.writeAccount(account);
    }
    QVERIFY(!status);
    QCOMPARE((*m_profile.readAccount())->deviceId, u"ABC"_qs);
}

void TestProfile::readsAGoodFile()
{
    QVERIFY(putFile(m_profile.accountPath(), goodAccount));
    const auto account = m_profile.readAccount();
    QVERIFY(account && *account);
    QCOMPARE((*account)->user.toString(), u"@alice:example.org"_qs);
    QVERIFY((*account)->server.version.isR0);
    QVERIFY((*account)->proxy == ProxySettings()); // a file of before there were any
}

void TestProfile::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, Error::Kind kind = Error::Kind::Corrupt) {
        QTest::newRow(name) << bytes << kind;
    };
    const auto with = [](const char *from, const char *to) {
        QByteArray text = goodAccount;
        const QByteArray old = QByteArray(from).replace('\'', '"');
        Q_ASSERT(text.contains(old));
        return text.replace(old, QByteArray(to).replace('\'', '"'));
    };
    row("empty", "");
    row("not JSON", "hello");
    row("binary", QByteArray("\0\xff\xfe", 3));
    row("array", "[]");
    row("null", "null");
    row("empty object", "{}");
    row("newer", with("'version':1", "'version':2"), Error::Kind::NewerVersion);
    row("much newer", with("'version':1", "'version':1e12"), Error::Kind::NewerVersion);
    row("newer of another shape", R"({"version":2})", Error::Kind::NewerVersion);
    row("version of text", with("'version':1", "'version':'1'"));
    row("version null", with("'version':1", "'version':null"));
    row("no user", with("'@alice:example.org'", "''"));
    row("user of another type", with("'@alice:example.org'", "5"));
    row("unknown secrets", with("'keychain'", "'plain'"));
    row("secrets of another type", with("'keychain'", "true"));
    row("unknown dialect", with("'v3'", "'v9'"));
    row("dialect of another type", with("'v3'", "3"));
    row("no address", with("'https://matrix.example.org'", "''"));
    row("address without host", with("'https://matrix.example.org'", "'https://'"));
    row("address of another type", with("'https://matrix.example.org'", "{}"));
    // Never a direct connection where somebody wanted none.
    row("unknown proxy", with("'version':1", "'version':1,'proxy':{'kind':'carrier pigeon'}"));
    row("proxy null", with("'version':1", "'version':1,'proxy':null"));
    row("proxy of another type", with("'version':1", "'version':1,'proxy':['socks5']"));
    row("huge", QByteArray(2 << 20, ' '));
}

void TestProfile::refusesBadFiles()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(putFile(m_profile.accountPath(), bytes));
    const auto account = m_profile.readAccount();
    QVERIFY(!account);
    QTEST(account.error().kind, "kind");
    QCOMPARE(account.error().text, m_profile.accountPath());
    QCOMPARE(m_home->files().value(u"data/linnet/default/account.json"_qs), bytes); // and leaves them alone
}

void TestProfile::refusesAFileCutOffAnywhere()
{
    for (qsizetype size = 0; size < goodAccount.size(); ++size) {
        QVERIFY(putFile(m_profile.accountPath(), goodAccount.left(size)));
        const auto account = m_profile.readAccount();
        QVERIFY2(!account, goodAccount.left(size).constData());
        QCOMPARE(account.error().kind, Error::Kind::Corrupt);
    }
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accounts.h"

#include "session/databasefiles.h"
#include "session/passphrasefilecredentials.h"
#include "store/database.h"
#include "support/await.h"
#include "support/filesizelimit.h"
#include "support/homefolder.h"
#include "support/memorycredentials.h"

#include <QFileInfo>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

/// A keychain that fails with one write, or answers when it is told to.
class TroubledCredentials : public MemoryCredentials
{
public:
    using MemoryCredentials::MemoryCredentials;

    int writesLeft = -1;    ///< then one fails; -1: none does
    bool isLate = false;    ///< the write that fails is done all the same
    bool isHolding = false; ///< writes wait for release()
    QStringList written;    ///< names, in order

    Task<Done> write(const QString &name, const QByteArray &secret) override
    {
        written.append(name);
        if (isHolding) {
            Promise<Done> promise;
            m_held.append([this, promise, name, secret] {
                keychain()->secrets.insert(name, secret);
                promise.resolve(Done{});
            });
            return promise.task();
        }
        if (writesLeft == 0) {
            writesLeft = -1;
            if (isLate)
                keychain()->secrets.insert(name, secret);
            return Task<Done>::ready(Error::of(Error::Kind::KeychainMissing));
        }
        writesLeft -= writesLeft > 0;
        return MemoryCredentials::write(name, secret);
    }
    void release()
    {
        isHolding = false;
        const auto held = std::exchange(m_held, {});
        for (const auto &answer : held)
            answer();
    }

private:
    QList<std::function<void()>> m_held;
};

constexpr auto Keychain = Account::Secrets::Keychain;
const UserId alice(QStringLiteral("@alice:example.org"));
const QByteArray token = "syt_s3cret";
const QString tokenEntry = QStringLiteral("default/@alice:example.org/token");
const QString keyEntry = QStringLiteral("default/@alice:example.org/database-key");
const QString proxyEntry = QStringLiteral("default/@alice:example.org/proxy-password");
const RoomId room(QStringLiteral("!room:example.org"));
const Proxy proxy{{ProxySettings::Kind::Http, QStringLiteral("proxy.lan"), 3128, QStringLiteral("mole")},
                  QStringLiteral("underground")};

}

/// An account from its first sign-in to its end, with a real store, real files and a keychain in memory.
class TestAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void beginsAndComesBack();
    void keepsSecretsOutOfFiles();
    void refusesASignInWithoutTokenOrUser();
    void writesSecretsBeforeFiles();
    void undoesAStepThatFails_data();
    void undoesAStepThatFails();
    void undoesWhatALateKeychainWrites();
    void changesNothingIfTheKeychainIsLocked();
    void goesOnToItsEndAndUndoesWhenDropped();
    void undoesWhenDroppedWhileTheDatabaseOpens();
    void setsADatabaseOfBeforeAsideWithItsKey();
    void findsTheKeyOfADatabaseSetAsideEarlier();

    void hasNobodyAtFirst();
    void doesNotComeBackWith_data();
    void doesNotComeBackWith();
    void twoCannotHaveItOpen();
    void replacesTheToken();
    void keepsTokensThatAreRefreshed();
    void putsAnotherSessionInThePlaceOfAnEndedOne();
    void setsAsideWhatIsThere();

    void erasesEverything();
    void erasesOnlyItsOwn();
    void erasesWhatItCan();

    void keepsSecretsUnderAPassphrase();
    void keepsTheProxyWithItsPassword();
    void changesTheProxy();
    void comesBackWithoutTheProxysPassword();

private:
    Result<OpenAccount> begin(Account::Secrets secrets = Keychain)
    {
        return await(m_accounts->begin(m_server, {alice, token, u"DEVICE"_qs}, secrets));
    }
    /// Something to be recognised by.
    static bool note(Store &store, const QString &draft)
    {
        RoomNotes notes;
        notes.draft = draft;
        return bool(await(store.setNotes(room, notes)));
    }
    static QString draftOf(Store &store)
    {
        const auto notes = await(store.notes(room));
        return notes ? notes->draft : notes.error().text;
    }
    QString databasePath() const { return m_profile.databasePath(alice); }
    QMap<QString, QByteArray> &secrets() { return m_keychain->keychain()->secrets; }
    /// An account that was signed in once, of which the database and the secrets are still there.
    void leaveADatabase(const QString &draft)
    {
        {
            const auto open = begin();
            QVERIFY(open);
            QVERIFY(note(*open->store, draft));
        }
        QVERIFY(m_profile.removeAccount());
    }

    std::unique_ptr<HomeFolder> m_home;
    const Profile m_profile{u"default"_qs};
    const Server m_server{u"example.org"_qs, QUrl(u"https://matrix.example.org"_qs), {Dialect::V3, false}};
    std::unique_ptr<TroubledCredentials> m_keychain;
    std::unique_ptr<PassphraseFileCredentials> m_file;
    std::unique_ptr<Accounts> m_accounts;
};

void TestAccounts::init()
{
    m_home = std::make_unique<HomeFolder>();
    m_keychain = std::make_unique<TroubledCredentials>();
    m_file = std::make_unique<PassphraseFileCredentials>(m_profile.passphraseFilePath());
    m_accounts = std::make_unique<Accounts>(m_profile, *m_keychain, *m_file);
}

void TestAccounts::beginsAndComesBack()
{
    {
        const auto open = begin();
        QVERIFY(open);
        QCOMPARE(open->tokens.access, token);
        QVERIFY(note(*open->store, u"hello"_qs));
    }
    Accounts later(m_profile, *m_keychain, *m_file);
    const auto open = await(later.restore());
    QVERIFY(open);
    QCOMPARE(open->account.user, alice);
    QCOMPARE(open->account.deviceId, u"DEVICE"_qs);
    QCOMPARE(open->account.server.base, m_server.base);
    QCOMPARE(open->account.secrets, Keychain);
    QCOMPARE(open->tokens.access, token);
    QCOMPARE(draftOf(*open->store), u"hello"_qs);
}

void TestAccounts::keepsSecretsOutOfFiles()
{
    {
        const auto open = begin();
        QVERIFY(open);
        QVERIFY(note(*open->store, u"a private draft"_qs));
    }
    QCOMPARE(secrets().keys(), (QStringList{keyEntry, tokenEntry}));
    QCOMPARE(secrets().value(tokenEntry), token);
    const QByteArray key = secrets().value(keyEntry);
    QCOMPARE(key.size(), 32);
    const auto files = m_home->files();
    QVERIFY(files.size() >= 2);
    for (auto it = files.begin(); it != files.end(); ++it) {
        for (const QByteArray &secret : {token, token.toBase64(), key, key.toHex(), key.toBase64(),
                                         QByteArray("a private draft"), QByteArray("SQLite format")})
            QVERIFY2(!it.value().contains(secret), qPrintable(it.key()));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY2(!(QFile::permissions(m_home->path(it.key())) & others), qPrintable(it.key()));
    }
}

void TestAccounts::refusesASignInWithoutTokenOrUser()
{
    for (const SignedIn &bad : {SignedIn{alice, {}, {}}, SignedIn{UserId(), token, {}}})
        QCOMPARE(await(m_accounts->begin(m_server, bad, Keychain)).error().kind, Error::Kind::Invalid);
    QCOMPARE(secrets().size(), 0);
    QCOMPARE(m_home->files().size(), 0);
}

void TestAccounts::writesSecretsBeforeFiles()
{
    m_keychain->isHolding = true;
    auto task = m_accounts->begin(m_server, {alice, token, {}}, Keychain);
    QCOMPARE(m_keychain->written, QStringList{tokenEntry});
    QCOMPARE(m_home->files().size(), 0);
    m_keychain->release();
    QVERIFY(await(std::move(task)));
}

void TestAccounts::undoesAStepThatFails_data()
{
    QTest::addColumn<bool>("isOld");      // a database of before lies there
    QTest::addColumn<int>("writes");      // of the keychain, that work
    QTest::addColumn<bool>("isFull");     // the disk
    QTest::addColumn<bool>("isInTheWay"); // a folder, where the account's file goes
    for (const bool isOld : {false, true}) {
        const char *name = isOld ? "database of before" : "nothing before";
        for (int writes = 0; writes < (isOld ? 3 : 2); ++writes)
            QTest::addRow("%s: keychain refuses write %d", name, writes) << isOld << writes << false << false;
        QTest::addRow("%s: disk full", name) << isOld << -1 << true << false;
        QTest::addRow("%s: folder cannot be written", name) << isOld << -1 << false << true;
    }
}

void TestAccounts::undoesAStepThatFails()
{
    QFETCH(bool, isOld);
    QFETCH(int, writes);
    QFETCH(bool, isFull);
    QFETCH(bool, isInTheWay);
    if (isOld)
        leaveADatabase(u"of before"_qs);
    const auto filesBefore = m_home->files();
    const auto secretsBefore = secrets();
    m_keychain->writesLeft = writes;
    if (isInTheWay)
        QVERIFY(QDir().mkpath(m_profile.accountPath()));
    std::optional<FileSizeLimit> limit;
    if (isFull)
        limit.emplace(0);

    Result<OpenAccount> failed = begin();
    limit.reset();
    QVERIFY(!failed);
    const auto kind = writes >= 0 ? Error::Kind::KeychainMissing : Error::Kind::Storage;
    QCOMPARE(failed.error().kind, kind);
    QCOMPARE(secrets(), secretsBefore);
    QCOMPARE(m_home->files(), filesBefore);

    // The same sign-in again
    if (isInTheWay)
        QVERIFY(QDir().rmdir(m_profile.accountPath()));
    const auto open = begin();
    QVERIFY(open);
    QCOMPARE(draftOf(*open->store), QString());
    if (isOld) {
        const QStringList stamps = DatabaseFiles::stampsOf(databasePath());
        QCOMPARE(stamps.size(), 1);
        QCOMPARE(secrets().value(keyEntry + u'-' + stamps.first()), secretsBefore.value(keyEntry));
    }
}

void TestAccounts::undoesWhatALateKeychainWrites()
{
    m_keychain->writesLeft = 1;
    m_keychain->isLate = true;
    QVERIFY(!begin());
    QCOMPARE(secrets().size(), 0);
}

void TestAccounts::changesNothingIfTheKeychainIsLocked()
{
    leaveADatabase(u"of before"_qs);
    const auto files = m_home->files();
    const auto before = secrets();
    m_keychain->keychain()->trouble = Error::of(Error::Kind::KeychainLocked);
    QCOMPARE(begin().error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(secrets(), before);
    QCOMPARE(m_home->files(), files);
}

void TestAccounts::goesOnToItsEndAndUndoesWhenDropped()
{
    leaveADatabase(u"of before"_qs);
    const auto before = secrets();
    const auto filesBefore = m_home->files();
    m_keychain->written.clear();
    m_keychain->isHolding = true;
    bool isCalled = false;
    {
        QObject window;
        m_accounts->begin(m_server, {alice, token, {}}, Keychain)
            .then(&window, [&](const Result<OpenAccount> &) { isCalled = true; });
    }
    m_keychain->release();
    QTRY_COMPARE(m_keychain->written.count(keyEntry), 2); // the new one, then the old one again
    QTRY_COMPARE(secrets(), before);
    QCOMPARE(m_home->files(), filesBefore);
    QVERIFY(!isCalled);
}

void TestAccounts::undoesWhenDroppedWhileTheDatabaseOpens()
{
    {
        const auto task = m_accounts->begin(m_server, {alice, token, {}}, Keychain);
        QCOMPARE(secrets().size(), 2);
    }
    QTRY_COMPARE(secrets().size(), 0);
    QCOMPARE(m_home->files().size(), 0);
}

void TestAccounts::setsADatabaseOfBeforeAsideWithItsKey()
{
    leaveADatabase(u"of before"_qs);
    const QByteArray oldKey = secrets().value(keyEntry);
    const auto open = begin();
    QVERIFY(open);
    QCOMPARE(draftOf(*open->store), QString());
    QVERIFY(secrets().value(keyEntry) != oldKey);

    const QStringList stamps = DatabaseFiles::stampsOf(databasePath());
    QCOMPARE(stamps.size(), 1);
    QCOMPARE(secrets().value(keyEntry + u'-' + stamps.first()), oldKey);
    const auto aside =
        await(Store::open(DatabaseFiles::asidePath(databasePath(), stamps.first()), oldKey, alice));
    QVERIFY(aside);
    QCOMPARE(draftOf(**aside), u"of before"_qs);
}

void TestAccounts::findsTheKeyOfADatabaseSetAsideEarlier()
{
    // As when it was damaged: first it is set aside, the key is still in its place, then one signs in.
    leaveADatabase(u"of before"_qs);
    const QByteArray oldKey = secrets().value(keyEntry);
    QVERIFY(m_accounts->setAsideDatabase(alice));
    QVERIFY(begin());
    const QStringList stamps = DatabaseFiles::stampsOf(databasePath());
    QCOMPARE(stamps.size(), 1);
    QCOMPARE(secrets().value(keyEntry + u'-' + stamps.first()), oldKey);

    // The next one is another, and does not take its place.
    QVERIFY(m_profile.removeAccount());
    QVERIFY(DatabaseFiles::remove(databasePath()));
    QVERIFY(begin());
    QCOMPARE(secrets().value(keyEntry + u'-' + stamps.first()), oldKey);
}

void TestAccounts::hasNobodyAtFirst()
{
    QCOMPARE(await(m_accounts->restore()).error().kind, Error::Kind::NotFound);
    QCOMPARE(m_home->files().size(), 0);
}

void TestAccounts::doesNotComeBackWith_data()
{
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *name, Error::Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(name) << kind;
    };
    row("locked keychain", Error::Kind::KeychainLocked);
    row("no keychain", Error::Kind::KeychainMissing);
    row("no token", Error::Kind::EntryNotFound);
    row("no key", Error::Kind::EntryNotFound);
    row("another key", Error::Kind::Corrupt);
    row("short key", Error::Kind::Corrupt);
    row("no database", Error::Kind::Corrupt);
    row("damaged database", Error::Kind::Corrupt);
    row("cut off database", Error::Kind::Corrupt);
    row("plain file", Error::Kind::Corrupt);
    row("newer database", Error::Kind::NewerVersion);
    row("damaged account", Error::Kind::Corrupt);
    row("newer account", Error::Kind::NewerVersion);
}

void TestAccounts::doesNotComeBackWith()
{
    QFETCH(QString, trouble);
    QFETCH(Error::Kind, kind);
    {
        const auto open = begin();
        QVERIFY(open);
        QVERIFY(note(*open->store, u"hello"_qs));
    }
    const QByteArray key = secrets().value(keyEntry);
    const QByteArray bytes =
        m_home->files().value(u"data/linnet/default/"_qs + QFileInfo(databasePath()).fileName());
    QVERIFY(bytes.size() > 8192);
    if (trouble.endsWith(u"keychain"_qs)) {
        m_keychain->keychain()->trouble = Error::of(kind);
    } else if (trouble == u"no token") {
        secrets().remove(tokenEntry);
    } else if (trouble == u"no key") {
        secrets().remove(keyEntry);
    } else if (trouble == u"another key") {
        secrets().insert(keyEntry, QByteArray(32, 'x'));
    } else if (trouble == u"short key") {
        secrets().insert(keyEntry, key.left(31));
    } else if (trouble == u"no database") {
        QVERIFY(DatabaseFiles::remove(databasePath()));
    } else if (trouble == u"damaged database") {
        QByteArray bad = bytes;
        for (int i = 0; i < 4096; ++i)
            bad[i] = char(bad[i] ^ 0x55);
        QVERIFY(putFile(databasePath(), bad));
    } else if (trouble == u"cut off database") {
        QVERIFY(putFile(databasePath(), bytes.left(1000)));
    } else if (trouble == u"plain file") {
        QVERIFY(putFile(databasePath(), QByteArray(8192, 'x')));
    } else if (trouble == u"newer database") {
        auto database = Database::open(databasePath(), key, Database::Mode::ReadWrite);
        QVERIFY(database);
        (*database)->script("PRAGMA user_version = 9999");
    } else if (trouble == u"damaged account") {
        QVERIFY(putFile(m_profile.accountPath(), "{"));
    } else {
        QVERIFY(putFile(m_profile.accountPath(), R"({"version":7})"));
    }
    const auto secretsBefore = secrets();
    const auto namesBefore = m_home->files().keys();

    QCOMPARE(await(m_accounts->restore()).error().kind, kind);
    // Nothing is erased or made anew: as soon as the trouble is gone, all is there again.
    QCOMPARE(secrets(), secretsBefore);
    QCOMPARE(m_home->files().keys(), namesBefore);
}

void TestAccounts::twoCannotHaveItOpen()
{
    const auto open = begin();
    QVERIFY(open);
    QCOMPARE(await(m_accounts->restore()).error().kind, Error::Kind::InUse);
    QVERIFY(note(*open->store, u"still mine"_qs));
}

void TestAccounts::replacesTheToken()
{
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
        QVERIFY(note(*open->store, u"hello"_qs));
    }
    m_keychain->writesLeft = 0;
    QVERIFY(!await(m_accounts->replaceToken(account, {alice, "other", u"DEVICE"_qs})));
    QVERIFY(await(m_accounts->replaceToken(account, {alice, "new", u"DEVICE"_qs})));
    const auto open = await(m_accounts->restore());
    QVERIFY(open);
    QCOMPARE(open->tokens.access, QByteArray("new"));
    QCOMPARE(draftOf(*open->store), u"hello"_qs);
}

void TestAccounts::keepsTokensThatAreRefreshed()
{
    const OAuthAccount oauth{u"https://a.example/"_qs,
                             u"c"_qs,
                             QUrl(u"https://a.example/token"_qs),
                             QUrl(u"https://a.example/revoke"_qs),
                             {},
                             {}};
    {
        const auto open = await(m_accounts->begin(
            m_server, {alice, token, u"DEVICE"_qs, "r1", std::chrono::minutes(5), oauth}, Keychain));
        QVERIFY(open);
        QVERIFY(open->account.oauth == oauth);
        QCOMPARE(open->tokens.refresh, QByteArray("r1"));
        QVERIFY(open->tokens.expiresAt > 0);
        QVERIFY(await(open->keepTokens({"a2", "r2", 7})));
    }
    // One entry, so that half of it is never there without the other.
    QCOMPARE(secrets().size(), 2);
    {
        const auto open = await(m_accounts->restore());
        QVERIFY(open);
        QVERIFY(open->tokens == (Tokens{"a2", "r2", 7}));
        QVERIFY(open->account.oauth == oauth);
        QVERIFY(await(open->keepTokens({"a3", "r3", 8})));
    }
    // Signed in again in another way.
    const Account account = **m_profile.readAccount();
    QVERIFY(await(m_accounts->replaceToken(account, {alice, "plain", u"DEVICE"_qs})));
    const auto open = await(m_accounts->restore());
    QVERIFY(open);
    QVERIFY(!open->account.oauth);
    QVERIFY(open->tokens == (Tokens{"plain", {}, 0}));
}

void TestAccounts::putsAnotherSessionInThePlaceOfAnEndedOne()
{
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
        QVERIFY(note(*open->store, u"mine"_qs));
        QVERIFY(await(open->store->openKeys(account.deviceId)));
    }
    QVERIFY(QFileInfo::exists(Store::keysPath(databasePath())));
    // Cut off before the token: no keys of the session of before are left for a token of the new one.
    m_keychain->writesLeft = 0;
    QVERIFY(!await(m_accounts->replaceToken(account, {alice, "new", u"NEXT"_qs})));
    QVERIFY(!QFileInfo::exists(Store::keysPath(databasePath())));
    {
        const auto half = await(m_accounts->restore());
        QVERIFY(half);
        QCOMPARE(half->account.deviceId, u"NEXT"_qs);
        QCOMPARE(half->tokens.access, token);
    }
    QVERIFY(await(m_accounts->replaceToken(account, {alice, "new", u"NEXT"_qs})));
    QVERIFY(!QFileInfo::exists(Store::keysPath(databasePath())));
    const auto open = await(m_accounts->restore());
    QVERIFY(open);
    QCOMPARE(open->account.deviceId, u"NEXT"_qs);
    QCOMPARE(draftOf(*open->store), u"mine"_qs);
    QVERIFY(await(open->store->openKeys(u"NEXT"_qs)));
}

void TestAccounts::setsAsideWhatIsThere()
{
    QCOMPARE(m_accounts->setAsideDatabase(alice).error().kind, Error::Kind::NotFound);
    leaveADatabase(u"hello"_qs);
    const auto bytes = m_home->files();
    const auto aside = m_accounts->setAsideDatabase(alice);
    QVERIFY(aside);
    QVERIFY(!QFile::exists(databasePath()));
    QVERIFY(QFile::exists(*aside));
    QCOMPARE(m_home->files().values(), bytes.values());
}

void TestAccounts::erasesEverything()
{
    leaveADatabase(u"of before"_qs); // is set aside by the next
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
    }
    QVERIFY(putFile(m_profile.cacheDir() + u"/picture", "bytes"));
    QCOMPARE(secrets().size(), 3);
    QVERIFY(await(m_accounts->erase(account)));
    QCOMPARE(secrets().size(), 0);
    QCOMPARE(m_home->files().keys(), QStringList());
    QCOMPARE(await(m_accounts->restore()).error().kind, Error::Kind::NotFound);
    QVERIFY(await(m_accounts->erase(account))); // once more does no harm
}

void TestAccounts::erasesOnlyItsOwn()
{
    const Profile other(u"other"_qs);
    Accounts others(other, *m_keychain, *m_file);
    QVERIFY(await(others.begin(m_server, {alice, "other", {}}, Keychain)));
    const auto filesBefore = m_home->files().keys();
    const auto secretsBefore = secrets();
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
    }
    QVERIFY(await(m_accounts->erase(account)));
    QCOMPARE(secrets(), secretsBefore);
    QCOMPARE(m_home->files().keys(), filesBefore);
    QVERIFY(await(others.restore()));
}

void TestAccounts::erasesWhatItCan()
{
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
    }
    m_keychain->keychain()->trouble = Error::of(Error::Kind::KeychainLocked);
    QCOMPARE(await(m_accounts->erase(account)).error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(m_home->files().keys(), QStringList());
}

void TestAccounts::keepsSecretsUnderAPassphrase()
{
    QCOMPARE(begin(Account::Secrets::PassphraseFile).error().kind, Error::Kind::PassphraseNeeded);
    QCOMPARE(m_home->files().size(), 0);
    m_file->setNewPassphrase(u"pass"_qs);
    {
        const auto open = begin(Account::Secrets::PassphraseFile);
        QVERIFY(open);
        QVERIFY(note(*open->store, u"hello"_qs));
    }
    QCOMPARE(secrets().size(), 0); // nothing for the keychain
    for (const QByteArray &bytes : m_home->files())
        QVERIFY(!bytes.contains(token) && !bytes.contains(token.toBase64()));

    // The next start
    m_file->lock();
    QCOMPARE(await(m_accounts->restore()).error().kind, Error::Kind::PassphraseNeeded);
    QVERIFY(m_file->unlock(u"pass"_qs));
    Account account;
    {
        const auto open = await(m_accounts->restore());
        QVERIFY(open);
        QCOMPARE(open->tokens.access, token);
        QCOMPARE(draftOf(*open->store), u"hello"_qs);
        account = open->account;
    }
    QVERIFY(await(m_accounts->erase(account)));
    QCOMPARE(m_home->files().keys(), QStringList());
}

void TestAccounts::keepsTheProxyWithItsPassword()
{
    QVERIFY(await(m_accounts->begin(m_server, {alice, token, {}}, Keychain, proxy)));
    QCOMPARE(secrets().value(proxyEntry), proxy.password.toUtf8());
    const auto files = m_home->files();
    for (auto it = files.begin(); it != files.end(); ++it)
        QVERIFY2(!it.value().contains(proxy.password.toUtf8()), qPrintable(it.key()));
    Account account;
    {
        const auto open = await(m_accounts->restore());
        QVERIFY(open);
        account = open->account;
        QVERIFY(account.proxy == proxy.settings);
        QCOMPARE(open->proxyPassword, proxy.password);
    }
    QVERIFY(await(m_accounts->erase(account)));
    QCOMPARE(secrets().size(), 0);
}

void TestAccounts::changesTheProxy()
{
    Account account;
    {
        const auto open = begin();
        QVERIFY(open);
        account = open->account;
    }
    const Dialect dialect = account.server.version.dialect;
    account.server.version.dialect = dialect == Dialect::V1 ? Dialect::V3 : Dialect::V1; // for this start
    QVERIFY(await(m_accounts->setProxy(account, proxy)));
    QCOMPARE(secrets().value(proxyEntry), proxy.password.toUtf8());
    QVERIFY((*m_profile.readAccount())->proxy == proxy.settings);
    QVERIFY((*m_profile.readAccount())->server.version.dialect == dialect);

    // What cannot be kept safely is not kept at all.
    Proxy other = proxy;
    other.settings.host = u"other.lan"_qs;
    m_keychain->writesLeft = 0;
    QCOMPARE(await(m_accounts->setProxy(account, other)).error().kind, Error::Kind::KeychainMissing);
    QVERIFY((*m_profile.readAccount())->proxy == proxy.settings);

    QVERIFY(await(m_accounts->setProxy(account, {{ProxySettings::Kind::None, {}, 0, {}}, {}})));
    QVERIFY(!secrets().contains(proxyEntry));
    QCOMPARE((*m_profile.readAccount())->proxy.kind, ProxySettings::Kind::None);
}

void TestAccounts::comesBackWithoutTheProxysPassword()
{
    QVERIFY(await(m_accounts->begin(m_server, {alice, token, {}}, Keychain, proxy)));
    secrets().remove(proxyEntry);
    const auto open = await(m_accounts->restore());
    QVERIFY(open);
    QVERIFY(open->account.proxy == proxy.settings);
    QCOMPARE(open->proxyPassword, QString());
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"

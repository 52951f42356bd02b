// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passphrasefilecredentials.h"

#include "session/privatefile.h"
#include "support/await.h"
#include "support/filesizelimit.h"
#include "support/homefolder.h"

#include <QFileInfo>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString passphrase = QStringLiteral("pässphrase with spaces");
const QString token = QStringLiteral("default/@alice:example.org/token");
const QString key = QStringLiteral("default/@alice:example.org/database-key");
const QByteArray secret("a\0b\xff\xfe'\"\n", 8);

}

/// Secrets in a file under a passphrase: kept, locked, damaged, on a full disk.
class TestPassphraseFileCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsSecretsOverRuns();
    void nothingOfThemIsInTheFile();
    void fileIsForThisUserAlone();
    void givesNothingWithoutThePassphrase();
    void refusesAWrongPassphrase();
    void tellsDamageFromAWrongPassphrase();
    void refusesWhatItDidNotMake();
    void saysThatThereIsNoFile();
    void replacesAndRemoves();
    void fileGoesWithTheLastSecret();
    void removesWhereThereIsNoFile();
    void forgetsWhenLocked();
    void newPassphraseSparesTheOldFile();
    void keepsTheOldFileWhenTheDiskIsFull();
    void newFileAfterAFullDisk();

private:
    QString path() const { return m_home->path(u"data/secrets.box"_qs); }
    /// As in another run of the program.
    Result<QByteArray> readAnew(const QString &name, const QString &word = passphrase) const
    {
        PassphraseFileCredentials file(path());
        if (const Status opened = file.unlock(word); !opened)
            return opened.error();
        return await(file.read(name));
    }

    std::unique_ptr<HomeFolder> m_home;
    std::unique_ptr<PassphraseFileCredentials> m_file;
};

void TestPassphraseFileCredentials::init()
{
    m_home = std::make_unique<HomeFolder>();
    m_file = std::make_unique<PassphraseFileCredentials>(path());
    QVERIFY(!m_file->exists());
    m_file->setNewPassphrase(passphrase);
    QVERIFY(await(m_file->write(token, secret)));
    QVERIFY(m_file->exists());
}

void TestPassphraseFileCredentials::keepsSecretsOverRuns()
{
    QVERIFY(await(m_file->write(key, "another")));
    QCOMPARE(*await(m_file->read(token)), secret);
    QCOMPARE(*readAnew(token), secret);
    QCOMPARE(*readAnew(key), QByteArray("another"));
    QCOMPARE(readAnew(u"unknown"_qs).error().kind, Error::Kind::EntryNotFound);
}

void TestPassphraseFileCredentials::nothingOfThemIsInTheFile()
{
    QVERIFY(await(m_file->write(key, "plainly readable")));
    for (const QByteArray &bytes : m_home->files()) {
        for (const QByteArray &word :
             {QByteArray("plainly readable"), QByteArray("plainly readable").toBase64(), passphrase.toUtf8(),
              QByteArray("@alice")})
            QVERIFY(!bytes.contains(word));
    }
}

void TestPassphraseFileCredentials::fileIsForThisUserAlone()
{
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
    QVERIFY(!(QFile::permissions(QFileInfo(path()).path()) & (others | QFile::ExeGroup | QFile::ExeOther)));
}

void TestPassphraseFileCredentials::givesNothingWithoutThePassphrase()
{
    PassphraseFileCredentials locked(path());
    QVERIFY(!locked.isUnlocked());
    const auto before = m_home->files();
    for (const Error &error : {await(locked.read(token)).error(), await(locked.write(token, "x")).error(),
                               await(locked.remove(token)).error()}) {
        QCOMPARE(error.kind, Error::Kind::PassphraseNeeded);
        QCOMPARE(error.text, QString());
    }
    QCOMPARE(m_home->files(), before);
}

void TestPassphraseFileCredentials::refusesAWrongPassphrase()
{
    PassphraseFileCredentials file(path());
    for (const QString &wrong : {u"wrong"_qs, QString(), passphrase.toUpper()}) {
        QCOMPARE(file.unlock(wrong).error().kind, Error::Kind::WrongPassphrase);
        QVERIFY(!file.isUnlocked());
    }
    QVERIFY(file.unlock(passphrase));
    // What is open stays open.
    QCOMPARE(file.unlock(u"wrong"_qs).error().kind, Error::Kind::WrongPassphrase);
    QCOMPARE(*await(file.read(token)), secret);
}

void TestPassphraseFileCredentials::tellsDamageFromAWrongPassphrase()
{
    const QByteArray good = *PrivateFile::read(path());
    for (qsizetype at = 0; at < good.size(); at += 7) {
        QByteArray bad = good;
        bad[at] = char(bad[at] ^ 0x20);
        QVERIFY(putFile(path(), bad));
        QCOMPARE(readAnew(token).error().kind, Error::Kind::Corrupt);
        QVERIFY(putFile(path(), good.left(at)));
        QCOMPARE(readAnew(token).error().kind, Error::Kind::Corrupt);
    }
    QVERIFY(putFile(path(), good));
    QCOMPARE(*readAnew(token), secret);
}

void TestPassphraseFileCredentials::refusesWhatItDidNotMake()
{
    for (const QByteArray &bytes : {QByteArray("{}"), QByteArray("\0\0", 2), QByteArray(2 << 20, 'x')}) {
        QVERIFY(putFile(path(), bytes));
        QCOMPARE(readAnew(token).error().kind, Error::Kind::Corrupt);
    }
}

void TestPassphraseFileCredentials::saysThatThereIsNoFile()
{
    QVERIFY(QFile::remove(path()));
    QCOMPARE(readAnew(token).error().kind, Error::Kind::NotFound);
}

void TestPassphraseFileCredentials::replacesAndRemoves()
{
    QVERIFY(await(m_file->write(token, "two")));
    QCOMPARE(*readAnew(token), QByteArray("two"));
    QVERIFY(await(m_file->write(key, "k")));
    QVERIFY(await(m_file->remove(token)));
    QVERIFY(await(m_file->remove(token)));
    QCOMPARE(await(m_file->read(token)).error().kind, Error::Kind::EntryNotFound);
    QCOMPARE(readAnew(token).error().kind, Error::Kind::EntryNotFound);
    QCOMPARE(*readAnew(key), QByteArray("k"));
}

void TestPassphraseFileCredentials::fileGoesWithTheLastSecret()
{
    QVERIFY(await(m_file->remove(token)));
    QVERIFY(!m_file->exists());
    QCOMPARE(m_home->files().size(), 0);
    // The passphrase is still good for the next try.
    QVERIFY(await(m_file->write(token, "again")));
    QCOMPARE(*readAnew(token), QByteArray("again"));
}

void TestPassphraseFileCredentials::removesWhereThereIsNoFile()
{
    QVERIFY(QFile::remove(path()));
    PassphraseFileCredentials locked(path());
    QVERIFY(await(locked.remove(token)));
}

void TestPassphraseFileCredentials::forgetsWhenLocked()
{
    m_file->lock();
    QVERIFY(!m_file->isUnlocked());
    QCOMPARE(await(m_file->read(token)).error().kind, Error::Kind::PassphraseNeeded);
    QVERIFY(m_file->unlock(passphrase));
    QCOMPARE(*await(m_file->read(token)), secret);
}

void TestPassphraseFileCredentials::newPassphraseSparesTheOldFile()
{
    const QByteArray old = *PrivateFile::read(path());
    PassphraseFileCredentials file(path());
    file.setNewPassphrase(u"new"_qs);
    QCOMPARE(await(file.read(token)).error().kind, Error::Kind::EntryNotFound);
    QVERIFY(await(file.remove(token))); // is not its own and stays
    QCOMPARE(*PrivateFile::read(path()), old);

    QVERIFY(await(file.write(key, "k")));
    QVERIFY(await(file.write(token, "t")));
    QCOMPARE(*readAnew(token, u"new"_qs), QByteArray("t"));
    QCOMPARE(m_home->files().size(), 2); // renamed once, not with each write
    QVERIFY(m_home->files().values().contains(old));
}

void TestPassphraseFileCredentials::keepsTheOldFileWhenTheDiskIsFull()
{
    {
        const FileSizeLimit limit(20);
        QVERIFY(!await(m_file->write(token, "new")));
        QVERIFY(!await(m_file->write(key, "new")));
    }
    QCOMPARE(*await(m_file->read(token)), secret); // what is in memory is what is on the disk
    QCOMPARE(*readAnew(token), secret);
    QCOMPARE(readAnew(key).error().kind, Error::Kind::EntryNotFound);
}

void TestPassphraseFileCredentials::newFileAfterAFullDisk()
{
    PassphraseFileCredentials file(path());
    file.setNewPassphrase(u"new"_qs);
    {
        const FileSizeLimit limit(20);
        QVERIFY(!await(file.write(key, "k")));
    }
    // The old file is still the one that counts.
    QCOMPARE(*readAnew(token), secret);
    QVERIFY(await(file.write(key, "k")));
    QCOMPARE(*readAnew(key, u"new"_qs), QByteArray("k"));
    QCOMPARE(m_home->files().size(), 2);
}

QTEST_GUILESS_MAIN(TestPassphraseFileCredentials)
#include "tst_passphrasefilecredentials.moc"

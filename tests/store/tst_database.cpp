// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"
#include "store/migrations.h"
#include "store/transaction.h"
#include "storetesting.h"
#include "support/filesizelimit.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace linnet;
using namespace linnet::testing;

class TestDatabase : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    QString newPath() { return m_folder.filePath(QStringLiteral("%1.db").arg(++m_count)); }
    std::unique_ptr<Database> make(const QString &path)
    {
        auto opened = Database::open(path, testKey(), Database::Mode::ReadWrite);
        return opened.isOk() ? opened.take() : nullptr;
    }
    Error::Kind kindOf(const QString &path, const QByteArray &key = testKey())
    {
        const auto opened = Database::open(path, key, Database::Mode::ReadWrite);
        return opened.isOk() ? Error::Kind::Cancelled : opened.error().kind;
    }
    void fill(Database &database)
    {
        database.run("CREATE TABLE t(a INTEGER PRIMARY KEY, b BLOB)");
        for (int i = 0; i < 200; ++i)
            database.run("INSERT INTO t(b) VALUES(?)", QByteArray(500, 'x'));
    }

private Q_SLOTS:
    void keepsValues()
    {
        auto database = make(newPath());
        QVERIFY(database);
        database->run("CREATE TABLE t(i, s, b, n, o)");
        database->run("INSERT INTO t VALUES(?, ?, ?, ?, ?)", qint64(1) << 40, u"grün 🐦"_qs,
                      QByteArray("\0\1", 2), QByteArray(), std::optional<qint64>());
        Statement row = database->query("SELECT i, s, b, n, o FROM t");
        QVERIFY(row.next());
        QCOMPARE(row.integer(0), qint64(1) << 40);
        QCOMPARE(row.text(1), u"grün 🐦"_qs);
        QCOMPARE(row.blob(2), QByteArray("\0\1", 2));
        QVERIFY(row.isNull(3));
        QVERIFY(!row.maybeInteger(4));
        QVERIFY(!row.next());
    }
    void theSameStatementMayBeUsedTwiceAtOnce()
    {
        auto database = make(newPath());
        database->script("CREATE TABLE t(a); INSERT INTO t VALUES(1), (2)");
        Statement outer = database->query("SELECT a FROM t ORDER BY a");
        QVERIFY(outer.next());
        {
            Statement inner = database->query("SELECT a FROM t ORDER BY a");
            QVERIFY(inner.next());
            QCOMPARE(inner.number(0), 1);
        }
        QVERIFY(outer.next());
        QCOMPARE(outer.number(0), 2);
    }
    void isEncryptedAndPrivate()
    {
        const QString path = newPath();
        {
            auto database = make(path);
            fill(*database);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.size() > 100'000);
        QVERIFY(!bytes.startsWith("SQLite"));
        QVERIFY(!bytes.contains("CREATE"));
        QVERIFY(!bytes.contains("xxxxxxxx"));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void plainSqliteCannotReadIt()
    {
        const QString program = QStandardPaths::findExecutable(u"sqlite3"_qs);
        if (program.isEmpty())
            QSKIP("no sqlite3 here; isEncryptedAndPrivate looks at the bytes");
        const QString path = newPath();
        {
            auto database = make(path);
            fill(*database);
        }
        QProcess sqlite;
        sqlite.start(program, {path, u"SELECT count(*) FROM t"_qs});
        QVERIFY(sqlite.waitForFinished());
        QVERIFY(sqlite.exitCode() != 0);
    }
    void anotherKeyDoesNotFit()
    {
        const QString path = newPath();
        {
            auto database = make(path);
            fill(*database);
        }
        QCOMPARE(kindOf(path, testKey('z')), Error::Kind::Corrupt);
        QCOMPARE(kindOf(path, "short"), Error::Kind::Corrupt);
        QVERIFY(make(path));
    }
    void seesDamage()
    {
        const QString path = newPath();
        {
            auto database = make(path);
            fill(*database);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // A page in the middle: the file opens, and reading it says so.
        QVERIFY(file.seek(40'000));
        file.write(QByteArray(4096, '!'));
        file.close();
        {
            auto database = make(path);
            QVERIFY(database);
            Statement statement = database->query("SELECT count(b) FROM t");
            statement.run();
            const auto error = database->takeError();
            QVERIFY(error);
            QCOMPARE(error->kind, Error::Kind::Corrupt);
        }
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(4096, '!'));
        file.close();
        QCOMPARE(kindOf(path), Error::Kind::Corrupt);
    }
    void somethingElseIsNoDatabase()
    {
        const QString path = newPath();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<html>not a database, and longer than a header of SQLite has to be, by some way</html>");
        file.write(QByteArray(8192, ' '));
        file.close();
        QCOMPARE(kindOf(path), Error::Kind::Corrupt);
    }
    void aMissingFolderIsStorage()
    {
        QCOMPARE(kindOf(m_folder.filePath(u"no/such/folder.db"_qs)), Error::Kind::Storage);
    }
    void aFullDiskUndoesTheWholeTransaction()
    {
        auto database = make(newPath());
        fill(*database);
        database->script("PRAGMA max_page_count = 60");
        {
            Transaction transaction(*database);
            for (int i = 0; i < 1000; ++i)
                database->run("INSERT INTO t(b) VALUES(?)", QByteArray(500, 'y'));
            const Status status = transaction.commit();
            QVERIFY(!status.isOk());
            QCOMPARE(status.error().kind, Error::Kind::DiskFull);
        }
        Statement count = database->query("SELECT count(*) FROM t");
        QVERIFY(count.next());
        QCOMPARE(count.number(0), 200);
    }
    void aCheckpointThatFailsIsTriedAfterTheNextCommit()
    {
        const QString path = newPath();
        auto database = make(path);
        fill(*database);
        QVERIFY(database->walPages() > 0);
        {
            const test::FileSizeLimit full(QFileInfo(path).size());
            database->checkpoint();
            QCOMPARE(database->walPages(), 0); // else the worker tries on and on
        }
        const qint64 before = QFileInfo(path).size();
        database->run("INSERT INTO t(b) VALUES('y')");
        QVERIFY(database->walPages() > 20); // what was there already counts again
        database->checkpoint();
        QVERIFY(QFileInfo(path).size() > before);
        QVERIFY(!database->takeError());
    }
    void theFirstFailureStandsUntilItIsTaken()
    {
        auto database = make(newPath());
        database->script("CREATE TABLE t(a UNIQUE)");
        database->run("INSERT INTO t VALUES(?)", 1);
        database->run("INSERT INTO t VALUES(?)", 1);
        database->run("INSERT INTO t VALUES(?)", 2);
        const auto error = database->takeError();
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Storage);
        QVERIFY(!database->takeError());
        Statement count = database->query("SELECT count(*) FROM t");
        QVERIFY(count.next());
        QCOMPARE(count.number(0), 1);
    }
    void aReaderSeesOnlyWhatIsCommitted()
    {
        const QString path = newPath();
        auto writer = make(path);
        writer->script("CREATE TABLE t(a)");
        auto reader = Database::open(path, testKey(), Database::Mode::ReadOnly).take();
        const auto count = [&] {
            Statement statement = reader->query("SELECT count(*) FROM t");
            return statement.next() ? statement.number(0) : -1;
        };
        Transaction transaction(*writer);
        writer->run("INSERT INTO t VALUES(1)");
        QCOMPARE(count(), 0);
        QVERIFY(transaction.commit().isOk());
        QCOMPARE(count(), 1);
        reader->run("INSERT INTO t VALUES(2)");
        QVERIFY(reader->takeError());
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"

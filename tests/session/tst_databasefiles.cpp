// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/databasefiles.h"

#include "support/homefolder.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

/// A database's files go together or not at all.
class TestDatabaseFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void movesAllOfIt();
    void movesNothingIfOneCannotGo();
    void removesAllOfIt();
    void removesWhatItCan();
    void listsWhatWasSetAside();

private:
    std::unique_ptr<HomeFolder> m_home;
    QString m_path;
};

void TestDatabaseFiles::init()
{
    m_home = std::make_unique<HomeFolder>();
    m_path = m_home->path(u"x.db"_qs);
    QVERIFY(QDir().mkpath(m_path + u".keys"_qs));
    for (const char *part : {"", "-wal", "-shm", ".keys/of it.sqlite3"})
        QVERIFY(putFile(m_path + QLatin1String(part), QByteArray("bytes of ") + part));
    QVERIFY(putFile(m_home->path(u"xx.db"_qs), "another"));
}

void TestDatabaseFiles::movesAllOfIt()
{
    const QString to = m_home->path(u"y.db"_qs);
    QVERIFY(DatabaseFiles::move(m_path, to));
    QCOMPARE(m_home->files(),
             (QMap<QString, QByteArray>{{u"xx.db"_qs, "another"},
                                        {u"y.db"_qs, "bytes of "},
                                        {u"y.db.keys/of it.sqlite3"_qs, "bytes of .keys/of it.sqlite3"},
                                        {u"y.db-shm"_qs, "bytes of -shm"},
                                        {u"y.db-wal"_qs, "bytes of -wal"}}));
}

void TestDatabaseFiles::movesNothingIfOneCannotGo()
{
    // Renaming never overwrites.
    QVERIFY(putFile(m_home->path(u"y.db"_qs), "in the way"));
    const auto before = m_home->files();
    const Status moved = DatabaseFiles::move(m_path, m_home->path(u"y.db"_qs));
    QCOMPARE(moved.error().kind, Error::Kind::Storage);
    QVERIFY(moved.error().text.startsWith(m_path));
    QCOMPARE(m_home->files(), before);
}

void TestDatabaseFiles::removesAllOfIt()
{
    QVERIFY(DatabaseFiles::remove(m_path));
    QCOMPARE(m_home->files().keys(), QStringList{u"xx.db"_qs});
    QVERIFY(DatabaseFiles::remove(m_path));
}

void TestDatabaseFiles::removesWhatItCan()
{
    QVERIFY(QFile::remove(m_path + u"-wal"));
    QVERIFY(QDir().mkpath(m_path + u"-wal/full"_qs));
    QCOMPARE(DatabaseFiles::remove(m_path).error().kind, Error::Kind::Storage);
    QCOMPARE(m_home->files().keys(), QStringList{u"xx.db"_qs});
    QVERIFY(!QFileInfo::exists(m_path + u".keys"_qs));
}

void TestDatabaseFiles::listsWhatWasSetAside()
{
    QCOMPARE(DatabaseFiles::stampsOf(m_path), QStringList());
    for (const QString &stamp : {u"20261124-120000-000"_qs, u"20251124-120000-000"_qs}) {
        for (const char *part : {"", "-wal", "-shm", "-journal"})
            QVERIFY(putFile(DatabaseFiles::asidePath(m_path, stamp) + QLatin1String(part), "x"));
        QVERIFY(putFile(DatabaseFiles::asidePath(m_home->path(u"xx.db"_qs), stamp + u'9'), "x"));
    }
    QCOMPARE(DatabaseFiles::stampsOf(m_path),
             (QStringList{u"20251124-120000-000"_qs, u"20261124-120000-000"_qs}));
    QVERIFY(DatabaseFiles::newStamp() > u"20260101"_qs);
}

QTEST_GUILESS_MAIN(TestDatabaseFiles)
#include "tst_databasefiles.moc"

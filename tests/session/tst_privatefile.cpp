// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/privatefile.h"

#include "support/filesizelimit.h"
#include "support/homefolder.h"

#include <QFileInfo>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

bool isOursAlone(const QString &path)
{
    return !(QFile::permissions(path) & others);
}

}

/// Small files that only this user may read, written whole or not at all.
class TestPrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<HomeFolder>(); }
    void keepsWhatIsWritten();
    void isForThisUserAlone();
    void takesPermissionsAway();
    void leavesTheOldFileWhenTheDiskIsFull_data();
    void leavesTheOldFileWhenTheDiskIsFull();
    void saysWhichFileItWas();
    void refusesAHugeFile();
    void removesWhatMayNotBeThere();
    void makesNoFolderWhereAFileIs();

private:
    QString path() const { return m_home->path(u"data/linnet/one/file"_qs); }

    std::unique_ptr<HomeFolder> m_home;
};

void TestPrivateFile::keepsWhatIsWritten()
{
    const QByteArray bytes("a\0b\r\n\xff", 6);
    QVERIFY(PrivateFile::write(path(), "first"));
    QVERIFY(PrivateFile::write(path(), bytes));
    QCOMPARE(*PrivateFile::read(path()), bytes);
    QCOMPARE(m_home->files().size(), 1); // no temporary file stays
}

void TestPrivateFile::isForThisUserAlone()
{
    QVERIFY(PrivateFile::write(path(), "secret"));
    QVERIFY(isOursAlone(path()));
    QVERIFY(isOursAlone(QFileInfo(path()).path()));
    QVERIFY(!(QFile::permissions(path()) & QFile::ExeOwner));
    QVERIFY(QFile::permissions(QFileInfo(path()).path()) & QFile::ExeOwner);
}

void TestPrivateFile::takesPermissionsAway()
{
    const QString folder = QFileInfo(path()).path();
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::permissions(folder) | others));
    QVERIFY(putFile(path(), "open to all"));
    QVERIFY(QFile::setPermissions(path(), QFile::permissions(path()) | QFile::ReadOther));

    QVERIFY(PrivateFile::write(path(), "secret"));
    QVERIFY(isOursAlone(path()));
    QVERIFY(isOursAlone(folder));
}

void TestPrivateFile::leavesTheOldFileWhenTheDiskIsFull_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("small, which Qt writes late") << 1001;
    QTest::newRow("large") << 100'000;
}

void TestPrivateFile::leavesTheOldFileWhenTheDiskIsFull()
{
    QFETCH(int, size);
    QVERIFY(PrivateFile::write(path(), "old"));
    const auto before = m_home->files();
    Status status = Done{};
    {
        const FileSizeLimit limit(1000);
        status = PrivateFile::write(path(), QByteArray(size, 'x'));
    }
    QVERIFY(!status);
    QVERIFY(status.error().text.contains(path()));
    QCOMPARE(m_home->files(), before);
}

void TestPrivateFile::saysWhichFileItWas()
{
    const Result<QByteArray> missing = PrivateFile::read(path());
    QCOMPARE(missing.error().kind, Error::Kind::Storage);
    QVERIFY(missing.error().text.startsWith(path()));

    QVERIFY(QDir().mkpath(path()));
    const Status written = PrivateFile::write(path(), "x");
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QVERIFY(written.error().text.contains(path()));
    QVERIFY(!PrivateFile::read(path()));
    QVERIFY(QDir(path()).removeRecursively());
}

void TestPrivateFile::refusesAHugeFile()
{
    QVERIFY(PrivateFile::write(path(), QByteArray(1 << 20, 'x')));
    QVERIFY(PrivateFile::read(path()));
    QVERIFY(PrivateFile::write(path(), QByteArray((1 << 20) + 1, 'x')));
    QCOMPARE(PrivateFile::read(path()).error().kind, Error::Kind::Corrupt);
}

void TestPrivateFile::removesWhatMayNotBeThere()
{
    QVERIFY(PrivateFile::remove(path()));
    QVERIFY(PrivateFile::write(path(), "x"));
    QVERIFY(PrivateFile::remove(path()));
    QVERIFY(!QFile::exists(path()));
}

void TestPrivateFile::makesNoFolderWhereAFileIs()
{
    QVERIFY(putFile(m_home->path(u"data"_qs), "in the way"));
    QVERIFY(!PrivateFile::makeDir(QFileInfo(path()).path()));
    QCOMPARE(PrivateFile::write(path(), "x").error().kind, Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestPrivateFile)
#include "tst_privatefile.moc"

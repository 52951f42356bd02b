// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportfile.h"

#include "session/privatefile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace linnet;

class TestExportFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"out.txt"_qs); }
    QString partPath() const { return ExportFile::partPath(path()); }
    QString notePath() const { return partPath() + u".json"_qs; }
    static void put(const QString &where, const QByteArray &bytes)
    {
        QFile file(where);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray bytesOf(const QString &where) { return PrivateFile::read(where).take(); }
    QStringList left() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    /// Ends as a crash would: more is in the file than the note says.
    void writeAPart() const
    {
        ExportFile file(path());
        QVERIFY(file.begin());
        QVERIFY(file.append("one "));
        QVERIFY(file.keep({{u"place"_qs, 1}}));
        QVERIFY(file.append("half of"));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void goesOnWhereItWasNoted()
    {
        writeAPart();
        ExportFile file(path());
        QCOMPARE(file.note(), (QJsonObject{{u"place"_qs, 1}}));
        QVERIFY(file.goOn());
        QVERIFY(file.append("two"));
        QVERIFY(file.finish(" end"));
        QCOMPARE(bytesOf(path()), QByteArray("one two end"));
        QCOMPARE(left(), QStringList{u"out.txt"_qs});
    }
    void onlyOneWritesIt()
    {
        ExportFile one(path());
        ExportFile two(path());
        QVERIFY(one.claim());
        QCOMPARE(two.claim().error().kind, Error::Kind::FileInUse);
        one.release();
        QVERIFY(two.claim());
        two.release();
        QCOMPARE(left(), QStringList());
    }
    void beginsAnew()
    {
        writeAPart();
        ExportFile file(path());
        QVERIFY(file.begin());
        QVERIFY(file.note().isEmpty());
        QVERIFY(file.finish("new"));
        QCOMPARE(bytesOf(path()), QByteArray("new"));
    }
#ifdef Q_OS_UNIX
    void whatIsNoFileStaysWhatItIs()
    {
        QCOMPARE(mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
        ExportFile file(path());
        QCOMPARE(file.begin().error().kind, Error::Kind::FileNotWritten);
        QCOMPARE(left(), QStringList());
        QVERIFY(QFileInfo::exists(path()) && !QFileInfo(path()).isFile());
    }
#endif
    void aShorterFileIsNotGoneOnIn()
    {
        writeAPart();
        QVERIFY(QFile::resize(partPath(), 2));
        ExportFile file(path());
        QVERIFY(file.note().isEmpty());
        QVERIFY(!file.goOn());
    }
    void discardedNothingIsLeft()
    {
        writeAPart();
        ExportFile file(path());
        QVERIFY(file.goOn());
        file.discard();
        QCOMPARE(left(), QStringList());
    }
#ifdef Q_OS_UNIX
    void theFolderStaysAsItIs()
    {
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner |
                                                            QFile::ExeOwner | QFile::ReadOther |
                                                            QFile::WriteOther | QFile::ExeOther));
        const auto before = QFileInfo(m_folder->path()).permissions();
        writeAPart();
        QCOMPARE(QFileInfo(m_folder->path()).permissions(), before);
    }
    void nobodyElseMayReadAnyOfThem()
    {
        const mode_t mask = umask(0);
        writeAPart();
        ExportFile file(path());
        QVERIFY(file.goOn());
        umask(mask);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFileInfo(partPath()).permissions() & others, QFile::Permissions());
        QCOMPARE(QFileInfo(notePath()).permissions() & others, QFile::Permissions());
        QVERIFY(file.finish({}));
        QCOMPARE(QFileInfo(path()).permissions() & others, QFile::Permissions());
    }
    void whatLiesThereIsNotFollowed_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("the file") << u".part"_qs;
        QTest::newRow("the note") << u".part.json"_qs;
        QTest::newRow("the new note") << u".part.json.new"_qs;
    }
    void whatLiesThereIsNotFollowed()
    {
        QFETCH(QString, suffix);
        writeAPart();
        const QString link = path() + suffix;
        const QString elsewhere = m_folder->filePath(u"elsewhere"_qs);
        QFile::remove(elsewhere);
        // What is there would do; only that it is a link speaks against it.
        if (QFile::exists(link))
            QVERIFY(QFile::rename(link, elsewhere));
        else
            put(elsewhere, "theirs");
        const QByteArray before = bytesOf(elsewhere);
        QVERIFY(QFile::link(elsewhere, link));
        ExportFile file(path());
        QCOMPARE(file.note().isEmpty(), suffix != u".part.json.new"_qs);
        QVERIFY(file.begin());
        QVERIFY(file.append("mine"));
        QVERIFY(file.keep({}));
        QVERIFY(file.finish({}));
        QCOMPARE(bytesOf(elsewhere), before);
        QCOMPARE(bytesOf(path()), QByteArray("mine"));
    }
    void whatIsSomebodyElsesIsNotGoneOnIn()
    {
        if (geteuid() != 0)
            QSKIP("Only root can give a file away");
        writeAPart();
        QCOMPARE(chown(QFile::encodeName(partPath()).constData(), 4711, 4711), 0);
        ExportFile file(path());
        QVERIFY(file.note().isEmpty());
        QVERIFY(!file.goOn());
    }
#endif
    void theOldFileStaysUntilTheNewOneIsThere()
    {
        put(path(), "old");
        ExportFile file(path());
        QVERIFY(file.begin());
        QVERIFY(file.append("new"));
        QCOMPARE(bytesOf(path()), QByteArray("old"));
        QVERIFY(QFile::remove(partPath()));
        QCOMPARE(file.finish({}).error().kind, Error::Kind::FileNotWritten);
        QCOMPARE(bytesOf(path()), QByteArray("old"));
    }
    void theNewFileTakesThePlaceOfTheOldOne()
    {
        put(path(), "old");
        ExportFile file(path());
        QVERIFY(file.begin());
        QVERIFY(file.finish("new"));
        QCOMPARE(bytesOf(path()), QByteArray("new"));
    }
    void aFolderThatIsNotThereIsAnError()
    {
        ExportFile file(m_folder->filePath(u"none/out.txt"_qs));
        QCOMPARE(file.begin().error().kind, Error::Kind::FileNotWritten);
    }
};

QTEST_GUILESS_MAIN(TestExportFile)
#include "tst_exportfile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/wholefile.h"

#include "support/filesizelimit.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

/// Files that are there as a whole or not at all.
class TestWholeFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(QStringLiteral("file")); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writes()
    {
        QVERIFY(writeWholeFile(path(), "first"));
        QVERIFY(writeWholeFile(path(), QByteArray(100'000, 'x')));
        QCOMPARE(content(), QByteArray(100'000, 'x'));
        const auto ours = QFile::ReadOwner | QFile::WriteOwner;
        QVERIFY(writeWholeFile(path(), "secret", ours));
        QVERIFY(!(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther)));
    }
    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("small, which Qt writes late") << 1001;
        QTest::newRow("large, with an end that Qt writes late") << 100'001;
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(int, size);
        for (const bool isOld : {false, true}) {
            if (isOld)
                QVERIFY(writeWholeFile(path(), "old"));
            Status status = Done{};
            {
                const FileSizeLimit limit(static_cast<rlim_t>(size - 1));
                status = writeWholeFile(path(), QByteArray(size, 'x'));
            }
            QVERIFY(!status);
            QVERIFY(status.error().text.contains(path()));
            QCOMPARE(content(), isOld ? QByteArray("old") : QByteArray());
            QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), isOld ? 1 : 0);
        }
    }
    void saysWhatIsWrong()
    {
        QVERIFY(QDir().mkpath(path()));
        const Status status = writeWholeFile(path(), "x");
        QCOMPARE(status.error().kind, Error::Kind::Storage);
        QVERIFY(status.error().text.startsWith(path()));
    }
};

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plainfolder.h"

#include "support/homefolder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

/// Files that lie decrypted for a while, in a run that ends well and in one that does not.
class TestPlainFolder : public QObject
{
    Q_OBJECT

    HomeFolder m_home;

private Q_SLOTS:
    void isForThisUserAloneAndGoesWithItsObject()
    {
        const std::unique_ptr<QTemporaryDir> folder = PlainFolder(m_home.path(u"cache"_qs)).make();
        QVERIFY(putFile(folder->filePath(u"letter.txt"_qs), "Dear Alice"));
        QVERIFY(folder->path().startsWith(m_home.path(u"cache"_qs)));
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                          QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        for (const QString &path : {folder->path(), QFileInfo(folder->path()).path()})
            QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
        folder->remove();
        QVERIFY(m_home.files().isEmpty());
    }
    void losesWhatACrashHasLeft()
    {
        const PlainFolder plain(m_home.path(u"cache"_qs));
        const std::unique_ptr<QTemporaryDir> left = plain.make();
        left->setAutoRemove(false);
        QVERIFY(putFile(left->filePath(u"letter.txt"_qs), "Dear Alice"));
        QVERIFY(putFile(m_home.path(u"cache/picture"_qs), "encrypted"));
        PlainFolder(m_home.path(u"cache"_qs)).empty();
        QCOMPARE(m_home.files().keys(), QStringList(u"cache/picture"_qs));
        plain.empty(); // nothing is there, which is no trouble
        QVERIFY(plain.make()->isValid());
    }
};

QTEST_GUILESS_MAIN(TestPlainFolder)
#include "tst_plainfolder.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachments.h"

#include "widgets/testpictures.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::testing;

/// The files that wait to be sent.
class TestAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void looksAtThemAndKeepsTheirOrder()
    {
        Attachments attachments;
        QVERIFY(attachments.add({write(u"b.png"_qs, pictureBytes({20, 10})), write(u"a.txt"_qs, "text")}));
        QCOMPARE(names(attachments), (QStringList{u"b.png"_qs, u"a.txt"_qs}));
        QVERIFY(attachments.isPreparing() && attachments.hasSendable());
        QTRY_VERIFY(!attachments.isPreparing());
        QCOMPARE(attachments.items().at(0).prepared.file.size, QSize(20, 10));
        attachments.move(attachments.items().at(1).id, 0);
        QCOMPARE(names(attachments), (QStringList{u"a.txt"_qs, u"b.png"_qs}));
        attachments.move(attachments.items().at(0).id, 99);
        QCOMPARE(names(attachments), (QStringList{u"b.png"_qs, u"a.txt"_qs}));
        attachments.remove(attachments.items().at(0).id);
        QCOMPARE(names(attachments), QStringList{u"a.txt"_qs});
        QCOMPARE(attachments.takeSendable().size(), 1);
        QVERIFY(attachments.isEmpty());
    }

    void oneThatCannotBeSentBlocksOnlyItself()
    {
        Attachments attachments;
        attachments.setLimit(100);
        attachments.add({write(u"large.bin"_qs, QByteArray(101, 'x')), m_folder->path(),
                         write(u"small.bin"_qs, QByteArray(100, 'x'))});
        QTRY_VERIFY(!attachments.isPreparing());
        QVERIFY(attachments.troubleOf(attachments.items().at(0)).contains(u"100"));
        QVERIFY(!attachments.troubleOf(attachments.items().at(1)).isEmpty());
        const QList<Attachments::Item> taken = attachments.takeSendable();
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken.first().prepared.file.name, u"small.bin"_qs);
        QCOMPARE(attachments.items().size(), 2);
        QVERIFY(!attachments.hasSendable());
        // The limit came late, and is another one.
        attachments.setLimit(200);
        QVERIFY(attachments.hasSendable());
        attachments.putBack(taken);
        QCOMPARE(names(attachments).first(), u"small.bin"_qs);
    }

    void sendsAPictureAsAFile()
    {
        Attachments attachments;
        attachments.add({write(u"a.bmp"_qs, pictureBytes({1600, 900}, "bmp"))});
        QTRY_VERIFY(!attachments.isPreparing());
        const int id = attachments.items().first().id;
        QCOMPARE(Attachments::outgoing(attachments.items().first()).msgtype, u"m.image"_qs);
        QVERIFY(!Attachments::outgoing(attachments.items().first()).thumbnail.isEmpty());
        attachments.setAsFile(id, true);
        const OutgoingFile file = Attachments::outgoing(attachments.items().first());
        QCOMPARE(file.msgtype, u"m.file"_qs);
        QCOMPARE(file.mimeType, u"image/bmp"_qs);
        QVERIFY(file.thumbnail.isEmpty() && file.blurhash.isEmpty() && !file.size.isValid());
        attachments.setAsFile(id, false);
        QCOMPARE(Attachments::outgoing(attachments.items().first()).size, QSize(1600, 900));
        QVERIFY(!Attachments::outgoing(attachments.items().first()).keepsMetadata);
        attachments.setKeepsPlace(id, true);
        QVERIFY(Attachments::outgoing(attachments.items().first()).keepsMetadata);
    }

    void takesOnlySoMany()
    {
        Attachments attachments;
        const QString path = write(u"a.txt"_qs, "text");
        QVERIFY(!attachments.add(QStringList(Attachments::Most + 1, path)));
        QCOMPARE(attachments.items().size(), Attachments::Most);
        QVERIFY(!attachments.addPicture(QImage(2, 2, QImage::Format_RGB32)));
    }

    void mayBePutBackWhileItLooks()
    {
        Attachments attachments;
        attachments.add({write(u"a.png"_qs, pictureBytes({2000, 2000}))});
        const QList<Attachments::Item> taken = attachments.takeAll();
        QVERIFY(!taken.first().isReady);
        // What comes of it now finds nothing.
        attachments.add({write(u"b.txt"_qs, "text")});
        QTRY_VERIFY(!attachments.isPreparing());
        attachments.putBack(taken);
        QCOMPARE(names(attachments), (QStringList{u"a.png"_qs, u"b.txt"_qs}));
        QTRY_VERIFY(!attachments.isPreparing());
        QCOMPARE(attachments.items().first().prepared.file.size, QSize(2000, 2000));
    }

    void mayBeGoneWhileItLooks()
    {
        auto attachments = std::make_unique<Attachments>();
        attachments->add({write(u"a.png"_qs, pictureBytes({2000, 2000})), write(u"b.txt"_qs, "text")});
        attachments->remove(attachments->items().first().id);
        QTRY_VERIFY(!attachments->isPreparing());
        QCOMPARE(names(*attachments), QStringList{u"b.txt"_qs});
        attachments->add({m_folder->filePath(u"a.png"_qs)});
        attachments.reset();
    }

private:
    static QStringList names(const Attachments &attachments)
    {
        QStringList names;
        for (const Attachments::Item &item : attachments.items())
            names << item.prepared.file.name;
        return names;
    }
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestAttachments)
#include "tst_attachments.moc"

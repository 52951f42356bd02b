// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaprobe.h"

#include "widgets/attachments.h"
#include "widgets/fakeplayer.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace linnet;
using namespace linnet::testing;

/// What is found out about sound and video that are to be sent.
class TestMediaProbe : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QThreadPool m_pool;
    std::unique_ptr<MediaProbe> m_probe;
    FakePlayer *m_player = nullptr; ///< the last that was made
    std::optional<PreparedFile> m_found;

    void look(const QString &name, const QByteArray &bytes = QByteArray("\0\1", 2))
    {
        m_found.reset();
        m_probe->complete(FilePreparer::file(write(name, bytes)))
            .then(this, [this](const Result<PreparedFile> &found) { m_found = *found; });
    }
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    MediaPlayer::Maker maker()
    {
        return [this] {
            auto player = std::make_unique<FakePlayer>();
            m_player = player.get();
            return player;
        };
    }
    void tellDuration(qint64 ms)
    {
        m_player->length = ms;
        Q_EMIT m_player->moved();
    }

private Q_SLOTS:
    void init() { m_probe = std::make_unique<MediaProbe>(m_pool, maker()); }
    void cleanup()
    {
        m_probe.reset();
        m_pool.waitForDone();
    }

    void saysHowLongASoundIs()
    {
        look(u"song.ogg"_qs);
        QCOMPARE(m_player->purpose, MediaPlayer::Purpose::Look);
        tellDuration(12'345);
        QTRY_VERIFY(m_found);
        QCOMPARE(m_found->file.durationMs, 12'345);
        QCOMPARE(m_found->file.msgtype, u"m.audio"_qs);
        QVERIFY(m_found->file.thumbnail.isEmpty());
    }
    void saysAllOfAVideo()
    {
        look(u"film.webm"_qs);
        tellDuration(3000);
        QCoreApplication::processEvents();
        QVERIFY(!m_found); // it has a picture
        m_player->show(Qt::red, {640, 360});
        QTRY_VERIFY(m_found);
        QCOMPARE(m_found->file.durationMs, 3000);
        QCOMPARE(m_found->file.size, QSize(640, 360));
        QCOMPARE(m_found->file.thumbnailSize, QSize(640, 360));
        QVERIFY(!m_found->file.thumbnail.isEmpty() && !m_found->file.blurhash.isEmpty());
        QVERIFY(!m_found->preview.isNull());
    }
    void whatSaysNothingGoesWithout_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut off") << u"film.webm"_qs << QByteArray("\x1a\x45\0", 3);
        QTest::newRow("play list") << u"list.m3u"_qs << QByteArray("#EXTM3U\nhttps://evil.example/\n");
        QTest::newRow("text") << u"film.mp4"_qs << QByteArray("words");
    }
    void whatSaysNothingGoesWithout()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        look(name, bytes);
        const PreparedFile before = FilePreparer::file(m_folder.filePath(name));
        QCOMPARE(before.trouble, QString());
        if (!m_found && m_player && !m_player->bytes.isEmpty())
            Q_EMIT m_player->failed(u"codec"_qs);
        QTRY_VERIFY(m_found);
        QVERIFY(m_found->file == before.file);
    }
    void isNotWaitedForLong()
    {
        m_probe->setPatience(std::chrono::milliseconds(0));
        look(u"film.webm"_qs);
        m_player->length = 3000; // it says this, and shows nothing
        QTRY_VERIFY(m_found);
        QCOMPARE(m_found->file.durationMs, 3000);
        QVERIFY(!m_found->file.size.isValid());
    }
    void leavesOtherFilesAlone()
    {
        m_player = nullptr;
        look(u"notes.txt"_qs, "text");
        QVERIFY(m_found);
        QVERIFY(!m_player);
        m_probe = std::make_unique<MediaProbe>(m_pool, MediaPlayer::Maker());
        look(u"film.webm"_qs);
        QVERIFY(m_found);
    }
    void oneAfterTheOther()
    {
        Attachments attachments(maker());
        attachments.add({write(u"a.ogg"_qs, QByteArray("\0a", 2)), write(u"b.ogg"_qs, QByteArray("\0b", 2))});
        QTRY_VERIFY(m_player && !m_player->bytes.isEmpty());
        const QByteArray first = m_player->bytes;
        tellDuration(1000);
        QTRY_VERIFY(!m_player->bytes.isEmpty() && m_player->bytes != first);
        QVERIFY(attachments.isPreparing());
        tellDuration(2000);
        QTRY_VERIFY(!attachments.isPreparing());
        const qint64 a = attachments.items().at(0).prepared.file.durationMs;
        const qint64 b = attachments.items().at(1).prepared.file.durationMs;
        QCOMPARE(a + b, 3000);
        attachments.setAsFile(attachments.items().at(0).id, true);
        QCOMPARE(Attachments::outgoing(attachments.items().at(0)).durationMs, 0);
    }
};

QTEST_MAIN(TestMediaProbe)
#include "tst_mediaprobe.moc"

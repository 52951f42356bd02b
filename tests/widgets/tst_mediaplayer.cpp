// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaplayer.h"

#include "support/json.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

std::unique_ptr<QIODevice> fileOf(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

}

/// The system's player, with a real file. Where it has no decoder, nothing can be said of it.
class TestMediaPlayer : public QObject
{
    Q_OBJECT

    std::unique_ptr<MediaPlayer> m_player;
    const QByteArray m_film = testData(u"flight.webm"_qs);

private Q_SLOTS:
    void init()
    {
        const MediaPlayer::Maker make = MediaPlayer::maker();
        if (!make)
            QSKIP("built without Qt Multimedia");
        m_player = make();
    }
    void cleanup() { m_player.reset(); }

    void showsWhatAFileIs()
    {
        QSignalSpy pictured(m_player.get(), &MediaPlayer::pictured);
        QSignalSpy failed(m_player.get(), &MediaPlayer::failed);
        QVERIFY(m_player->load(fileOf(m_film), MediaPlayer::Purpose::Look));
        m_player->pause();
        QTRY_VERIFY(!pictured.isEmpty() || !failed.isEmpty());
        if (pictured.isEmpty())
            QSKIP("no decoder for WebM");
        QCOMPARE(pictured.first().first().value<QImage>().size(), QSize(640, 360));
        QCOMPARE(pictured.first().last().toSize(), QSize(640, 360));
        QTRY_VERIFY(qAbs(m_player->duration() - 3000) < 50);
        QVERIFY(!m_player->isPlaying());
        m_player->unload();
        QCOMPARE(m_player->duration(), 0);
    }
    void playsToTheEndAndAgain()
    {
        QSignalSpy pictured(m_player.get(), &MediaPlayer::pictured);
        QSignalSpy failed(m_player.get(), &MediaPlayer::failed);
        QVERIFY(m_player->load(fileOf(m_film), MediaPlayer::Purpose::Play));
        m_player->setMuted(true);
        m_player->play();
        QTRY_VERIFY(pictured.size() > 2 || !failed.isEmpty());
        if (pictured.isEmpty())
            QSKIP("no decoder for WebM");
        QTRY_VERIFY(m_player->duration() > 0);
        m_player->seek(2800);
        QTRY_VERIFY(!m_player->isPlaying());
        m_player->play();
        QTRY_VERIFY(m_player->isPlaying() && m_player->position() > 0 && m_player->position() < 2500);
    }
    void saysThatAFileIsBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut off") << m_film.first(150);
        QTest::newRow("noise") << QByteArray("\0\1\2\3", 4).repeated(500);
    }
    void saysThatAFileIsBroken()
    {
        QFETCH(QByteArray, bytes);
        QSignalSpy failed(m_player.get(), &MediaPlayer::failed);
        QVERIFY(m_player->load(fileOf(bytes), MediaPlayer::Purpose::Play));
        m_player->play();
        QTRY_VERIFY(!failed.isEmpty());
    }
    void takesNoText()
    {
        QVERIFY(!m_player->load(fileOf("#EXTM3U\nhttps://evil.example/a.ts\n"), MediaPlayer::Purpose::Play));
        QVERIFY(!m_player->load(fileOf({}), MediaPlayer::Purpose::Play));
    }
};

QTEST_MAIN(TestMediaPlayer)
#include "tst_mediaplayer.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures.h"

#include "session/apiclient.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/fakerows.h"
#include "support/faketransport.h"
#include "widgets/rowpicture.h"
#include "widgets/testpictures.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

using Method = Request::Method;
using State = Pictures::State;

namespace {

TimelineItem pictureRow(const QString &id, int width = 800, int height = 600)
{
    TimelineItem item = fake::row(1, QStringLiteral("cat.png"));
    item.key = QStringLiteral("$%1").arg(id);
    item.kind = TimelineItem::Kind::Image;
    item.media.edit().url = QStringLiteral("mxc://x/%1").arg(id);
    item.media.edit().fileName = item.text;
    item.media.edit().mimeType = QStringLiteral("image/png");
    item.media.edit().size = 1'000'000;
    item.media.edit().width = width;
    item.media.edit().height = height;
    return item;
}

Room privateRoom()
{
    Room room;
    room.id = RoomId(QStringLiteral("!r:x"));
    room.membership = Membership::Join;
    return room;
}

}

class TestPictures : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_media;
    std::unique_ptr<Pictures> m_pictures;
    const RowStyle m_style{QGuiApplication::palette(), QGuiApplication::font(), Qt::LeftToRight, 800, 1};

    FakeTransport::Expectation &expectThumbnail(const QString &id)
    {
        return m_server->expects(Method::Get, QStringLiteral("thumbnail/x/%1").arg(id));
    }
    FakeTransport::Expectation &expectFile(const QString &id)
    {
        return m_server->expects(Method::Get, QStringLiteral("download/x/%1").arg(id));
    }
    Pictures::Look look(const TimelineItem &item, bool isActive = true, bool isHovered = false)
    {
        return m_pictures->look(item, RowPicture::frame(item, m_style), 1.5, isActive, isHovered);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, Server{}, "token");
        m_media = std::make_unique<MediaCache>(*m_api, m_folder->path());
        m_pictures = std::make_unique<Pictures>(*m_media);
        m_pictures->setRoom(privateRoom());
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_pictures.reset();
        m_media.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void comesAtTheSizeOnTheScreen()
    {
        const TimelineItem item = pictureRow(QStringLiteral("a"));
        const QSize frame = RowPicture::frame(item, m_style).size;
        auto &asked =
            expectThumbnail(QStringLiteral("a")).replies(200, pictureBytes({960, 720}), "image/png");
        QSignalSpy changed(m_pictures.get(), &Pictures::changed);
        QCOMPARE(look(item).state, State::Loading);
        QCOMPARE(look(item).state, State::Loading);
        QTRY_COMPARE(look(item).state, State::Ready);
        QCOMPARE(look(item).pixmap.size(), (QSizeF(frame) * 1.5).toSize());
        QCOMPARE(asked.asked(), 1);
        QCOMPARE(changed.takeLast().at(0).toString(), item.media->url);
        QCOMPARE(changed.size(), 0);
    }
    void whatWasJustSentStaysUntilTheServersIsHere()
    {
        TimelineItem item = pictureRow(QStringLiteral("a"));
        item.isOwn = true;
        item.state = TimelineItem::State::Sending;
        item.media.edit().url = outboxfile::addressOf(TxnId(QStringLiteral("t")), false);
        m_media->setUnsent([](const outboxfile::Place &, qint64) {
            return Task<QByteArray>::ready(pictureBytes({800, 600}, "png", Qt::blue));
        });
        QTRY_COMPARE(look(item).state, State::Ready);
        item.state = TimelineItem::State::Sent;
        item.media.edit().url = QStringLiteral("mxc://x/a");
        expectThumbnail(QStringLiteral("a")).replies(200, pictureBytes({800, 600}, "png", Qt::red));
        QCOMPARE(look(item).state, State::Ready);
        QCOMPARE(look(item).pixmap.toImage().pixelColor(5, 5), QColor(Qt::blue));
        QTRY_COMPARE(look(item).pixmap.toImage().pixelColor(5, 5), QColor(Qt::red));
    }
    void manyStayUnderTheLimit()
    {
        const QByteArray bytes = pictureBytes({960, 720}, "jpeg");
        m_server->expects(Method::Get, QRegularExpression(QStringLiteral("thumbnail/x/")))
            .replies(200, bytes)
            .always();
        for (int i = 0; i < 200; ++i) {
            const TimelineItem item = pictureRow(QString::number(i));
            QTRY_COMPARE(look(item).state, State::Ready);
            QVERIFY(m_pictures->cachedKiB() < 64 * 1024);
        }
        // So it was full.
        QVERIFY(m_pictures->cachedKiB() > 56 * 1024);
    }
    void whatWasScrolledAwayIsNotFetched()
    {
        m_server->holdUnexpected();
        for (int i = 0; i < 500; ++i)
            look(pictureRow(QString::number(i)));
        QTRY_COMPARE(m_server->sent().size(), 6);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        m_pictures.reset();
        QCOMPARE(m_server->sent().size(), 6);
    }

    void bad_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no picture") << QByteArray("<html>");
        QTest::newRow("cut off") << pictureBytes({64, 64}).left(100);
        QTest::newRow("bomb") << pngOfSize(60'000, 60'000);
        QTest::newRow("1x100000") << pngOfSize(1, 100'000);
    }
    void bad()
    {
        QFETCH(QByteArray, bytes);
        const TimelineItem item = pictureRow(QStringLiteral("a"));
        expectThumbnail(QStringLiteral("a")).replies(200, bytes, "image/png");
        expectFile(QStringLiteral("a")).replies(200, bytes, "image/png");
        QTRY_COMPARE(look(item).state, State::Failed);
        QVERIFY(!look(item).reason.isEmpty());
        QVERIFY(look(item).pixmap.isNull());
        // Again on a click only, and from the server, not from disk.
        QThreadPool::globalInstance()->waitForDone();
        expectThumbnail(QStringLiteral("a")).replies(200, pictureBytes({96, 72}), "image/png");
        QVERIFY(m_pictures->takeClick(item));
        QTRY_COMPARE(look(item).state, State::Ready);
        QVERIFY(!m_pictures->takeClick(item));
    }
    void aServerThatMakesNoThumbnailGivesTheFile()
    {
        const TimelineItem item = pictureRow(QStringLiteral("a"));
        expectThumbnail(QStringLiteral("a")).replies(400, R"({"errcode":"M_UNKNOWN"})");
        expectFile(QStringLiteral("a")).replies(200, pictureBytes({800, 600}), "image/png");
        QTRY_COMPARE(look(item).state, State::Ready);
    }
    void noAddressIsAskedThatClimbs()
    {
        for (const char *url :
             {"mxc://x/../../etc/passwd", "mxc://x/a?b", "file:///etc/passwd", "mxc://x/", ""}) {
            TimelineItem item = pictureRow(QStringLiteral("a"));
            item.media.edit().url = QString::fromLatin1(url);
            QVERIFY(!RowPicture::isShown(item));
            look(item); // if it were painted all the same
            QCOMPARE(m_server->sent().size(), 0);
        }
    }

    void ofAVideoOnlyThePictureThatCameWithItIsFetched()
    {
        TimelineItem item = pictureRow(QStringLiteral("film"));
        item.kind = TimelineItem::Kind::Video;
        QCOMPARE(look(item).state, State::Loading);
        for (const char *url : {"mxc://x/../../etc/passwd", "file:///etc/passwd", "mxc://x/", ""}) {
            item.media.edit().thumbnailUrl = QString::fromLatin1(url);
            QCOMPARE(look(item).state, State::Loading);
        }
        QCOMPARE(m_server->sent().size(), 0);
        item.media.edit().thumbnailUrl = QStringLiteral("mxc://x/poster");
        expectThumbnail(QStringLiteral("poster")).replies(200, pictureBytes({96, 72}), "image/png");
        QTRY_COMPARE(look(item).state, State::Ready);
    }
    void aClickOnASoundIsNeverForThePictures()
    {
        TimelineItem item = pictureRow(QStringLiteral("a"));
        item.kind = TimelineItem::Kind::Audio;
        m_pictures->setRoom({}); // where those of others are hidden
        QVERIFY(m_pictures->isHidden(item));
        QVERIFY(!m_pictures->takeClick(item));
        item.kind = TimelineItem::Kind::Video;
        QVERIFY(m_pictures->takeClick(item));
        QVERIFY(!m_pictures->takeClick(item));
    }
    void picturesOfStrangersAreHidden_data()
    {
        QTest::addColumn<WhichRooms>("show");
        QTest::addColumn<bool>("inPrivate");
        QTest::addColumn<bool>("inPublic");
        QTest::newRow("by default") << PictureSettings().show << true << false;
        QTest::newRow("always") << WhichRooms::All << true << true;
        QTest::newRow("never") << WhichRooms::None << false << false;
    }
    void picturesOfStrangersAreHidden()
    {
        QFETCH(WhichRooms, show);
        QFETCH(bool, inPrivate);
        QFETCH(bool, inPublic);
        TimelineItem item = pictureRow(QStringLiteral("a"));
        m_pictures->setSettings({show, PictureSettings::Play::Always});
        QCOMPARE(m_pictures->isHidden(item), !inPrivate);
        Room room = privateRoom();
        room.membership = Membership::Invite;
        m_pictures->setRoom(room);
        QCOMPARE(m_pictures->isHidden(item), !inPublic);
        room.membership = Membership::Join;
        room.joinRule = QStringLiteral("public");
        m_pictures->setRoom(room);
        QCOMPARE(m_pictures->isHidden(item), !inPublic);
        item.isOwn = true;
        QVERIFY(!m_pictures->isHidden(item));
    }
    void aBlurHintsAtIt()
    {
        m_server->holdUnexpected();
        TimelineItem item = pictureRow(QStringLiteral("a"));
        item.media.edit().blurhash = QStringLiteral("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
        QVERIFY(!look(item).blur.isNull());
        m_pictures->setSettings({WhichRooms::None, PictureSettings::Play::Always});
        QVERIFY(!look(item).blur.isNull());
        for (const QString &hash : {QString(), QStringLiteral("no hash"), QString(100'000, u'L')}) {
            item.media.edit().blurhash = hash;
            QVERIFY(look(item).blur.isNull());
        }
    }
    void nothingIsFetchedBeforeTheClick()
    {
        Room room = privateRoom();
        room.joinRule = QStringLiteral("public");
        m_pictures->setRoom(room);
        const TimelineItem item = pictureRow(QStringLiteral("a"));
        QCOMPARE(look(item).state, State::Hidden);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(m_server->sent().size(), 0);
        expectThumbnail(QStringLiteral("a")).replies(200, pictureBytes({800, 600}), "image/png");
        QVERIFY(m_pictures->takeClick(item));
        QTRY_COMPARE(look(item).state, State::Ready);
        QCOMPARE(look(pictureRow(QStringLiteral("b"))).state, State::Hidden);
        // Another room knows nothing of it.
        room.id = RoomId(QStringLiteral("!other:x"));
        m_pictures->setRoom(room);
        QVERIFY(m_pictures->isHidden(item));
    }

    void movesWhilePainted()
    {
        TimelineItem item = pictureRow(QStringLiteral("gif"), 1, 1);
        item.media.edit().mimeType = QStringLiteral("image/gif");
        expectFile(QStringLiteral("gif")).replies(200, movingGif(), "image/gif");
        QTRY_COMPARE(look(item, false).state, State::Ready);
        const auto colour = [&](bool isActive) {
            return look(item, isActive).pixmap.toImage().pixelColor(0, 0);
        };
        QCOMPARE(colour(false), QColor(Qt::red));
        QVERIFY(look(item, false).isStill);
        QVERIFY(!look(item, true).isStill);
        QTRY_COMPARE(colour(true), QColor(Qt::blue));
        QTRY_COMPARE(colour(true), QColor(Qt::red)); // it begins again
        // Nobody paints it any more: while another goes on, at most the frame that was under way comes.
        TimelineItem other = item;
        other.media.edit().url += u'2';
        expectFile(QStringLiteral("gif2")).replies(200, movingGif(), "image/gif");
        QHash<QString, int> frames;
        connect(m_pictures.get(), &Pictures::changed, this, [&](const QString &url) { ++frames[url]; });
        QTRY_VERIFY(look(other).state == State::Ready && frames.value(other.media->url) > 5);
        QVERIFY(frames.value(item.media->url) <= 1);
    }
    void movesOnlyAsOneLikes()
    {
        TimelineItem item = pictureRow(QStringLiteral("gif"), 1, 1);
        item.media.edit().mimeType = QStringLiteral("image/gif");
        m_pictures->setSettings({WhichRooms::All, PictureSettings::Play::OnHover});
        expectFile(QStringLiteral("gif")).replies(200, movingGif(), "image/gif");
        QTRY_COMPARE(look(item).state, State::Ready);
        QVERIFY(look(item, true, false).isStill);
        QVERIFY(!look(item, true, true).isStill);
        // What never moves needs no more than the server's small picture.
        m_pictures->setSettings({WhichRooms::All, PictureSettings::Play::Never});
        expectThumbnail(QStringLiteral("gif")).replies(200, pictureBytes({1, 1}), "image/png");
        QTRY_COMPARE(look(item, true, true).state, State::Ready);
    }
    void settingsAreKept()
    {
        const QString path = m_folder->filePath(QStringLiteral("settings.ini"));
        QCOMPARE(PictureSettings::read(path), PictureSettings());
        const PictureSettings settings{WhichRooms::None, PictureSettings::Play::OnHover};
        settings.write(path);
        QCOMPARE(PictureSettings::read(path), settings);
    }
    void smallOnesStandBesideWords()
    {
        const QString url = QStringLiteral("mxc://x/a");
        const auto small = [&](bool isOwn = false) {
            return m_pictures->small(url, QStringLiteral("$1"), isOwn, {20, 20}, 1.5);
        };
        auto &asked = expectThumbnail(QStringLiteral("a")).replies(200, pictureBytes({128, 64}), "image/png");
        QVERIFY(small().isNull());
        QTRY_VERIFY(!small().isNull());
        QCOMPARE(small().size(), QSize(30, 15));
        QCOMPARE(asked.asked(), 1);
        // Others' in public rooms wait for a click, and can be hidden again.
        Room open = privateRoom();
        open.joinRule = QStringLiteral("public");
        m_pictures->setRoom(open);
        QVERIFY(small().isNull());
        QVERIFY(!small(true).isNull());
        TimelineItem row = pictureRow(QStringLiteral("b"));
        row.key = QStringLiteral("$1");
        QVERIFY(!m_pictures->isShownByClick(row));
        m_pictures->setHidden(row, false);
        QVERIFY(!small().isNull() && m_pictures->isShownByClick(row));
        m_pictures->setHidden(row, true);
        QVERIFY(small().isNull() && m_pictures->isHidden(row));
    }
    void smallOnesComeFromTheServerOnly()
    {
        for (const char *url : {"https://x/a.png", "file:///etc/passwd", "", "data:image/png;base64,AAAA"})
            QVERIFY(m_pictures->small(QString::fromLatin1(url), {}, true, {20, 20}, 1).isNull());
        QCOMPARE(m_server->sent().size(), 0);
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictureviewer.h"

#include "session/apiclient.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/fakerows.h"
#include "support/faketransport.h"
#include "widgets/elidedlabel.h"
#include "widgets/fakeplayer.h"
#include "widgets/noticebar.h"
#include "widgets/picturecanvas.h"
#include "widgets/playback.h"
#include "widgets/seekslider.h"
#include "widgets/testpictures.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

QList<TimelineItem> pictureRows(int count)
{
    QList<TimelineItem> items;
    for (int i = 0; i < count; ++i) {
        TimelineItem item = fake::row(i, QStringLiteral("cat%1.png").arg(i));
        item.kind = TimelineItem::Kind::Image;
        item.media.edit().fileName = item.text;
        item.media.edit().url = QStringLiteral("mxc://x/p%1").arg(i);
        items.append(item);
    }
    return items;
}

}

class TestPictureViewer : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_media;
    std::unique_ptr<Playback> m_playback;
    FakePlayer *m_player = nullptr; ///< once something was played
    std::unique_ptr<PictureViewer> m_viewer;

    /// Two pictures, and a video between them.
    QList<TimelineItem> rowsWithVideo() const
    {
        QList<TimelineItem> items = pictureRows(3);
        items[1].kind = TimelineItem::Kind::Video;
        items[1].media.edit().url = QStringLiteral("mxc://x/film");
        items[1].media.edit().durationMs = 40'000;
        return items;
    }
    void openVideo()
    {
        serve(pictureBytes({20, 10}));
        m_server->expects(Request::Method::Get, u"download/x/film"_qs)
            .replies(200, QByteArray("\x1a\x45\0", 3));
        m_viewer->showPicture(rowsWithVideo(), rowsWithVideo().at(1).key);
        QVERIFY(QTest::qWaitForWindowActive(m_viewer.get()));
        QTRY_VERIFY(m_player && m_player->plays);
        m_player->length = 20'000;
    }
    bool plays() const { return m_playback->look(rowsWithVideo().at(1).key).isActive(); }
    PictureCanvas *canvas() const { return m_viewer->findChild<PictureCanvas *>(); }
    QAction *action(const QString &text) const
    {
        const auto actions = m_viewer->actions();
        for (QAction *each : actions) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    void serve(const QByteArray &bytes)
    {
        const auto get = Request::Method::Get;
        m_server->expects(get, QRegularExpression(QStringLiteral("thumbnail/x/")))
            .fails(Error::Kind::Network)
            .always();
        m_server->expects(get, QRegularExpression(QStringLiteral("download/x/")))
            .replies(200, bytes, "image/png")
            .always();
    }
    void open(int count, int current)
    {
        const QList<TimelineItem> items = pictureRows(count);
        m_viewer->resize(600, 500);
        m_viewer->showPicture(items, items.at(current).key);
        QVERIFY(QTest::qWaitForWindowExposed(m_viewer.get()));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, Server{}, "token");
        m_media = std::make_unique<MediaCache>(*m_api, m_folder->path());
        m_player = nullptr;
        m_playback = std::make_unique<Playback>(*m_media, [this] {
            auto player = std::make_unique<FakePlayer>();
            m_player = player.get();
            return player;
        });
        m_viewer = std::make_unique<PictureViewer>(*m_media, PlainFolder(m_folder->path()), *m_playback);
    }
    void cleanup()
    {
        m_viewer.reset();
        m_playback.reset();
        m_media.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void fitsAndZoomsAtTheMouse()
    {
        serve(pictureBytes({2000, 1000}, "jpeg"));
        open(1, 0);
        QTRY_VERIFY(!canvas()->isEmpty());
        QVERIFY(canvas()->isFitted());
        const double fitted = canvas()->scale();
        const QSizeF room = QSizeF(canvas()->size()) * canvas()->devicePixelRatioF();
        QCOMPARE(fitted, qMin(room.width() / 2000, room.height() / 1000));
        const QPointF at(100, canvas()->height() / 2.0);
        QWheelEvent wheel(at, canvas()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas(), &wheel);
        QVERIFY(canvas()->scale() > fitted && !canvas()->isFitted());
        QTest::keyClick(m_viewer.get(), Qt::Key_0);
        QVERIFY(canvas()->isFitted());
        QTest::keyClick(m_viewer.get(), Qt::Key_1);
        QCOMPARE(canvas()->scale(), 1.0);
        // Never so far that it is lost.
        for (int i = 0; i < 100; ++i)
            canvas()->zoomBy(0.5);
        QVERIFY(canvas()->isFitted());
        for (int i = 0; i < 100; ++i)
            canvas()->zoomBy(2);
        QCOMPARE(canvas()->scale(), 16.0);
        QVERIFY(canvas()->moveBy({1e9, 1e9}));
        m_viewer->grab();
    }
    void turns()
    {
        serve(pictureBytes({2000, 100}));
        open(1, 0);
        QTRY_VERIFY(!canvas()->isEmpty());
        const double lying = canvas()->scale();
        QTest::keyClick(m_viewer.get(), Qt::Key_R);
        QVERIFY(canvas()->scale() < lying); // the window is less high than wide
        action(QStringLiteral("Turn left"))->trigger();
        QCOMPARE(canvas()->scale(), lying);
    }
    void goesThroughThePictures()
    {
        serve(pictureBytes({20, 10}));
        open(3, 1);
        const QList<TimelineItem> items = pictureRows(3);
        QCOMPARE(m_viewer->windowTitle(), QStringLiteral("cat1.png"));
        QTest::keyClick(m_viewer.get(), Qt::Key_Right);
        QCOMPARE(m_viewer->currentKey(), items.at(2).key);
        QVERIFY(!action(QStringLiteral("Next picture"))->isEnabled());
        QTest::keyClick(m_viewer.get(), Qt::Key_Right);
        QCOMPARE(m_viewer->currentKey(), items.at(2).key);
        QTest::keyClick(m_viewer.get(), Qt::Key_Left);
        QTest::keyClick(m_viewer.get(), Qt::Key_Left);
        QCOMPARE(m_viewer->currentKey(), items.at(0).key);
        QVERIFY(!action(QStringLiteral("Previous picture"))->isEnabled());
    }
    void saysWhoseItIsWhateverTheirName()
    {
        serve(pictureBytes({20, 10}));
        QList<TimelineItem> items = pictureRows(2);
        items[0].senderName = QStringLiteral("%3%4 %1");
        m_viewer->showPicture(items, items.at(0).key);
        const auto labels = m_viewer->findChildren<ElidedLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const ElidedLabel *label) {
            return label->text().contains(QStringLiteral("%3%4 %1")) &&
                   label->text().contains(QStringLiteral("1 of 2"));
        }));
    }
    void copiesAndCloses()
    {
        serve(pictureBytes({20, 10}));
        open(1, 0);
        QTRY_VERIFY(action(QStringLiteral("Copy picture"))->isEnabled());
        action(QStringLiteral("Copy picture"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(20, 10));
        QTest::keyClick(m_viewer.get(), Qt::Key_Escape);
        QVERIFY(!m_viewer->isVisible());
    }
    void saysWhatIsWrongAndTriesAgain_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no picture") << QByteArray("<html>");
        QTest::newRow("cut off") << pictureBytes({64, 64}).left(100);
        QTest::newRow("bomb") << pngOfSize(60'000, 60'000);
    }
    void saysWhatIsWrongAndTriesAgain()
    {
        QFETCH(QByteArray, bytes);
        serve(bytes);
        open(1, 0);
        QTRY_VERIFY(action(QStringLiteral("Retry"))->isVisible());
        QVERIFY(canvas()->isEmpty());
        QVERIFY(!action(QStringLiteral("Copy picture"))->isEnabled());
        action(QStringLiteral("Retry"))->trigger();
        QVERIFY(!action(QStringLiteral("Retry"))->isVisible());
        QTRY_VERIFY(action(QStringLiteral("Retry"))->isVisible());
    }
    void saysWhatIsWrongBesideTheSmallOne()
    {
        auto &small =
            m_server->expects(Request::Method::Get, QRegularExpression(QStringLiteral("thumbnail/x/")))
                .holds();
        m_server->expects(Request::Method::Get, QRegularExpression(QStringLiteral("download/x/")))
            .replies(200, pictureBytes({64, 64}).left(100), "image/png")
            .always();
        open(1, 0);
        QTRY_VERIFY(action(QStringLiteral("Retry"))->isVisible());
        QVERIFY(small.isAsked());
        small.release(200, pictureBytes({20, 10}));
        QTRY_VERIFY(!canvas()->isEmpty());
        const auto *notice = m_viewer->findChild<NoticeBar *>();
        QVERIFY(notice && notice->isVisible());
        const QList<QLabel *> labels = notice->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QLatin1String("damaged"));
        }));
    }
    void playsVideosBetweenThePictures()
    {
        openVideo();
        QVERIFY(canvas()->isEmpty());
        m_player->show(Qt::red, {320, 180});
        QVERIFY(!canvas()->isEmpty());
        QCOMPARE(canvas()->grab().toImage().pixelColor(canvas()->rect().center()), QColor(Qt::red));
        QTest::keyClick(canvas(), Qt::Key_Space);
        QVERIFY(!m_player->plays);
        QTest::keyClick(canvas(), Qt::Key_Right);
        QCOMPARE(m_player->at, 5000);
        QTest::keyClick(canvas(), Qt::Key_Left);
        QCOMPARE(m_player->at, 0);
        QTest::mouseClick(canvas(), Qt::LeftButton);
        QVERIFY(m_player->plays);
        auto *slider = m_viewer->findChild<SeekSlider *>();
        QTest::mouseClick(slider, Qt::LeftButton, {}, slider->rect().center());
        QVERIFY(qAbs(m_player->at - 10'000) < 200);
        QTest::mouseClick(m_viewer->findChild<QToolButton *>(u"mute"_qs), Qt::LeftButton);
        QVERIFY(m_player->muted);
        // The next one ends it; on the way back it waits to be asked.
        QTest::keyClick(m_viewer.get(), Qt::Key_PageDown);
        QVERIFY(!plays() && m_player->bytes.isEmpty());
        QVERIFY(!slider->isVisible());
        QTRY_VERIFY(!canvas()->isEmpty());
        QTest::keyClick(m_viewer.get(), Qt::Key_PageUp);
        QVERIFY(slider->isVisible() && !plays());
        QTest::mouseClick(m_viewer->findChild<QToolButton *>(u"play"_qs), Qt::LeftButton);
        QTRY_VERIFY(m_player->plays);
        m_viewer->close();
        QVERIFY(!plays());
    }
    void closingItLeavesWhatPlaysElsewhere()
    {
        openVideo();
        TimelineItem sound = rowsWithVideo().at(1);
        sound.key = u"$sound"_qs;
        sound.kind = TimelineItem::Kind::Audio;
        m_playback->toggle(sound);
        QVERIFY(!plays());
        m_viewer->close();
        QCOMPARE(m_playback->key(), sound.key);
    }
    void offersAnotherProgramForWhatCannotBePlayed()
    {
        openVideo();
        Q_EMIT m_player->failed(u"no decoder"_qs);
        QVERIFY(!plays());
        bool isOffered = false;
        const auto buttons = m_viewer->findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons)
            isOffered = isOffered || (button->text() == u"Open in another program" && button->isVisible() &&
                                      !qobject_cast<const QToolButton *>(button));
        QVERIFY(isOffered);
        QTest::keyClick(m_viewer.get(), Qt::Key_PageDown);
        QTRY_VERIFY(!canvas()->isEmpty());
    }
    void everyButtonHasAName()
    {
        int count = 0;
        const auto buttons = m_viewer->findChildren<QToolButton *>();
        for (const QToolButton *button : buttons) {
            if (!button->defaultAction())
                continue;
            ++count;
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
        QCOMPARE(count, 12);
    }
};

QTEST_MAIN(TestPictureViewer)
#include "tst_pictureviewer.moc"

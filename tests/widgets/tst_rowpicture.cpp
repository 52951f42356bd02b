// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpicture.h"

#include "support/fakerows.h"
#include "widgets/rowlayout.h"
#include "widgets/tinticons.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTest>

using namespace linnet;

namespace {

RowStyle styleOf(int width, Qt::LayoutDirection direction = Qt::LeftToRight)
{
    return RowStyle(QGuiApplication::palette(), QGuiApplication::font(), direction, width, 1);
}

TimelineItem pictureRow(int width, int height)
{
    TimelineItem item = fake::row(1, QStringLiteral("cat.png"));
    item.kind = TimelineItem::Kind::Image;
    item.media.edit().url = QStringLiteral("mxc://x/cat");
    item.media.edit().fileName = item.text;
    item.media.edit().width = width;
    item.media.edit().height = height;
    return item;
}

}

class TestRowPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsLargeAsTheMessageSays_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<QSize>("size"); // where a unit is 4 pixels
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("photo") << 4000 << 3000 << QSize(400, 300) << true;
        QTest::newRow("wide") << 2000 << 500 << QSize(400, 100) << true;
        QTest::newRow("high") << 500 << 1000 << QSize(150, 300) << true;
        QTest::newRow("small") << 100 << 80 << QSize(100, 80) << true;
        QTest::newRow("tiny") << 1 << 1 << QSize(48, 48) << true;
        QTest::newRow("nothing said") << 0 << 0 << QSize(300, 200) << false;
        QTest::newRow("half of it said") << 400 << 0 << QSize(300, 200) << false;
        QTest::newRow("1x100000") << 1 << 100'000 << QSize(300, 200) << false;
        QTest::newRow("a strip") << 30 << 3000 << QSize(300, 200) << false;
        QTest::newRow("1e9") << 1'000'000 << 1'000'000 << QSize(300, 200) << false;
        QTest::newRow("negative") << -5 << -5 << QSize(300, 200) << false;
    }
    void isAsLargeAsTheMessageSays()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(QSize, size);
        QFETCH(bool, isKnown);
        RowStyle style = styleOf(1000);
        const PictureFrame frame = RowPicture::frame(pictureRow(width, height), style);
        QCOMPARE(frame.size, size * style.unit / 4);
        QCOMPARE(!frame.picture.isEmpty(), isKnown);
        const RowLayout layout(pictureRow(width, height), style, false);
        QCOMPARE(layout.card.size(), frame.size);
        // As guessed, so that nothing moves when it is laid out.
        QCOMPARE(layout.height, style.guessHeight(pictureRow(width, height)));
    }
    void fitsIntoNarrowViews()
    {
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const RowStyle style = styleOf(240, direction);
            for (const QSize &said : {QSize(4000, 3000), QSize(0, 0)}) {
                const RowLayout layout(pictureRow(said.width(), said.height()), style, false);
                QVERIFY(layout.box.contains(layout.card));
                QVERIFY(layout.card.width() <= style.textWidth);
            }
        }
    }
    void stickersAreSmaller()
    {
        TimelineItem item = pictureRow(512, 512);
        item.type = QStringLiteral("m.sticker");
        const RowStyle style = styleOf(1000);
        QCOMPARE(RowPicture::frame(item, style).size, QSize(50, 50) * style.unit);
    }
    void isACardWherePicturesCannotBe()
    {
        TimelineItem item = pictureRow(400, 300);
        QVERIFY(RowPicture::isShown(item));
        item.kind = TimelineItem::Kind::Video;
        QVERIFY(RowPicture::isShown(item)); // it plays there
        item.media.edit().url = QStringLiteral("file:///etc/passwd");
        QVERIFY(!RowPicture::isShown(item));
        item.media.edit().url = QStringLiteral("mxc://x/cat");
        item.kind = TimelineItem::Kind::File;
        QVERIFY(!RowPicture::isShown(item));
    }
    void aClickOpensIt()
    {
        const RowLayout layout(pictureRow(400, 300), styleOf(1000), false);
        QVERIFY(layout.hitTest(layout.card.center()).part == RowLayout::Part::Open);
        QVERIFY(layout.actions.isEmpty());
        QCOMPARE(layout.toolTip(layout.card.center(), pictureRow(400, 300)), QStringLiteral("cat.png"));
    }
    void aVideoHasControlsWhileItPlays()
    {
        TimelineItem item = pictureRow(1600, 900);
        item.kind = TimelineItem::Kind::Video;
        using Part = RowLayout::Part;
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            RowStyle style = styleOf(1000, direction);
            style.canPlay = true;
            const RowLayout layout(item, style, false);
            const QPoint mute = layout.mute.center(), large = layout.enlarge.center();
            QVERIFY(layout.card.contains(mute) && layout.card.contains(large));
            QCOMPARE(mute.x() < large.x(), direction == Qt::LeftToRight);
            for (const QPoint &place : {mute, large, layout.seek.center(), layout.card.center()})
                QVERIFY(layout.hitTest(place).part == Part::Open);
            QVERIFY(layout.hitTest(mute, true).part == Part::Mute);
            QVERIFY(layout.hitTest(large, true).part == Part::Enlarge);
            QVERIFY(layout.hitTest(layout.seek.center(), true).part == Part::Seek);
            QVERIFY(layout.hitTest(layout.card.center(), true).part == Part::Open);
            const double first = layout.hitTest(layout.seek.topLeft(), true).share;
            QVERIFY(direction == Qt::LeftToRight ? first < 0.01 : first > 0.98);
            // As high as before, and where it is opened outside there are none.
            const RowLayout plain(item, styleOf(1000, direction), false);
            QCOMPARE(plain.height, layout.height);
            QVERIFY(plain.mute.isNull() && plain.seek.isNull());
        }
    }
    void paintsAVideoOfAnySize_data()
    {
        QTest::addColumn<QSize>("said");
        QTest::addColumn<qint64>("duration");
        QTest::addColumn<QSize>("picture");
        QTest::newRow("as it says") << QSize(1600, 900) << qint64(3000) << QSize(1600, 900);
        QTest::newRow("nothing said") << QSize(0, 0) << qint64(-1) << QSize(320, 180);
        QTest::newRow("another shape") << QSize(1600, 900) << qint64(0) << QSize(90, 1600);
        QTest::newRow("huge") << QSize(1'000'000, 1'000'000) << qint64(9e15) << QSize(1, 1);
        QTest::newRow("tiny") << QSize(1, 1) << qint64(9e15) << QSize(1920, 1);
    }
    void paintsAVideoOfAnySize()
    {
        QFETCH(QSize, said);
        QFETCH(qint64, duration);
        QFETCH(QSize, picture);
        using State = Playback::Look::State;
        TimelineItem item = pictureRow(said.width(), said.height());
        item.kind = TimelineItem::Kind::Video;
        item.media.edit().durationMs = duration;
        const RowStyle style = styleOf(600);
        const QRect rect({0, 0}, RowPicture::frame(item, style).size);
        TintIcons icons;
        QList<QImage> painted;
        for (const State state : {State::Idle, State::Loading, State::Playing, State::Paused}) {
            RowPicture::Look look;
            look.play.state = state;
            look.play.durationMs = duration;
            look.play.positionMs = 1000;
            if (look.play.isActive()) {
                look.play.picture = QImage(picture, QImage::Format_RGB32);
                look.play.picture.fill(Qt::red);
            }
            QImage image(rect.size(), QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            RowPicture::paint(painter, rect, item, style, look, icons);
            painter.end();
            QVERIFY(!painted.contains(image));
            painted.append(image);
        }
        const QColor middle = painted.at(2).pixelColor(rect.center());
        QCOMPARE(middle, QColor(Qt::red));
    }
    void voiceMessagesShowTheirWave()
    {
        TimelineItem item = fake::row(1, QStringLiteral("voice.ogg"));
        item.kind = TimelineItem::Kind::Audio;
        item.media.edit().url = QStringLiteral("mxc://x/voice");
        item.media.edit().isVoice = true;
        item.media.edit().waveform = {0, 512, 1024, 60'000};
        const RowStyle style = styleOf(600);
        const RowLayout layout(item, style, false);
        QVERIFY(layout.card.contains(layout.waveform));
        QVERIFY(layout.cardName.isEmpty());
        QImage image(style.width, layout.height, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        RowPicture::paintWaveform(painter, layout.waveform, item.media->waveform, style);
        RowPicture::paintWaveform(painter, {0, 0, 1, 20}, item.media->waveform, style);
        painter.end();
        // Louder at its end.
        const auto inked = [&](int x) {
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                count += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
            return count;
        };
        const int end = layout.waveform.x() + (layout.waveform.width() / style.unit - 1) * style.unit;
        QVERIFY(inked(end) > 3 * inked(layout.waveform.x()));
        for (int y = 0; y < image.height(); ++y)
            QVERIFY(layout.waveform.contains(end, y) || image.pixelColor(end, y) == QColor(Qt::white));
    }
};

QTEST_MAIN(TestRowPicture)
#include "tst_rowpicture.moc"

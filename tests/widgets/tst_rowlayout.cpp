// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowlayout.h"

#include "session/matrixlink.h"
#include "session/outboxfile.h"
#include "support/fakerows.h"
#include "widgets/rowwords.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace linnet;

namespace {

QList<RoomReader> readers(int count)
{
    QList<RoomReader> result;
    for (int i = 0; i < count; ++i)
        result.append(
            {UserId(QStringLiteral("@r%1:x").arg(i)), QStringLiteral("Reader %1").arg(i), {}, {}, 0});
    return result;
}

RowStyle styleOf(Qt::LayoutDirection direction, int width)
{
    return RowStyle(QGuiApplication::palette(), QGuiApplication::font(), direction, width, 1);
}

}

class TestRowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstEventLeadsToTheOlderRoom()
    {
        RowStyle style = styleOf(Qt::LeftToRight, 600);
        style.servers = QStringList{QStringLiteral("one.example")};
        TimelineItem item = fake::row(0, QStringLiteral("Alice created the room"));
        item.sender = UserId(QStringLiteral("@alice:two.example"));
        item.kind = TimelineItem::Kind::State;
        item.type = QStringLiteral("m.room.create");
        const RowLayout without(item, style, {});
        QVERIFY(without.actions.isEmpty());
        QCOMPARE(without.elsewhere().part, RowLayout::Part::None);
        item.goesOnFrom = RoomId(QStringLiteral("!old:x"));
        const RowLayout with(item, style, {});
        QCOMPARE(with.actions.size(), 1);
        QVERIFY(with.height > without.height);
        const RowHit hit = with.hitTest(with.actions.first().rect.center());
        QCOMPARE(hit.part, RowLayout::Part::Link);
        const auto link = MatrixLink::parse(hit.url.toString(QUrl::FullyEncoded));
        QVERIFY(link);
        QCOMPARE(link->target, QStringLiteral("!old:x"));
        // Without servers nobody could join it who has not been there.
        QCOMPARE(link->via, (QStringList{QStringLiteral("one.example"), QStringLiteral("two.example")}));
    }
    void readersMoveNothing_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("count");
        for (const int count : {1, 3, 4, 2000}) {
            QTest::addRow("%d", count) << Qt::LeftToRight << 1000 << count;
            QTest::addRow("%d from the right", count) << Qt::RightToLeft << 1000 << count;
            QTest::addRow("%d in a narrow view", count) << Qt::LeftToRight << 200 << count;
        }
    }
    void readersMoveNothing()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(int, width);
        QFETCH(int, count);
        const RowStyle style = styleOf(direction, width);
        for (const TimelineItem::Kind kind : {TimelineItem::Kind::Text, TimelineItem::Kind::State}) {
            TimelineItem item = fake::row(0);
            item.kind = kind;
            const RowLayout without(item, style, false);
            item.readers = readers(count);
            const RowLayout with(item, style, false);
            QCOMPARE(with.height, without.height);
            QCOMPARE(with.textRect, without.textRect);
            QVERIFY(without.readers.isNull() && without.avatars.isEmpty());
            const int shown = int(with.avatars.size());
            QCOMPARE(shown, count <= RowStyle::MostReaders ? count : 1);
            QCOMPARE(with.moreReaders.isEmpty(), shown == count);
            for (const QRect &avatar : with.avatars) {
                QVERIFY(with.readers.contains(avatar) && with.box.contains(avatar));
                QVERIFY(!avatar.intersects(with.textRect) && !avatar.intersects(with.line.rect));
            }
            QVERIFY(with.box.contains(with.readers));
        }
    }
    /// Whatever way its words run, a message stands beside who said it, and not at the far end of the row.
    void textStandsBesideItsSender_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        const QString hebrew = u"\u05e9\u05dc\u05d5\u05dd"_qs;
        for (const QString &word : {u"hello"_qs, hebrew}) {
            const char *way = word == hebrew ? "right" : "left";
            const auto row = [&](const char *what, const QString &html) {
                QTest::addRow("%s from the %s", what, way) << word << html;
            };
            row("plain", {});
            row("formatted", u"<b>%1</b>"_qs.arg(word));
            row("list", u"<ul><li>%1</li><li>%1</li></ul>"_qs.arg(word));
            row("quotation", u"<blockquote>%1</blockquote>"_qs.arg(word));
            row("table", u"<table><tr><td>%1</td><td>1</td></tr></table>"_qs.arg(word));
            row("heading", u"<h1>%1</h1><p>%1</p>"_qs.arg(word));
        }
        QTest::newRow("code") << u"x = 1"_qs << u"<pre><code>x = 1</code></pre>"_qs;
        QTest::newRow("both ways") << QString(hebrew + u"\nhello") << QString();
        QTest::newRow("many lines") << u"some words to be wrapped "_qs.repeated(20) << QString();
        QTest::newRow("deep list")
            << u"a"_qs << u"<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li></ul>"_qs;
    }
    void textStandsBesideItsSender()
    {
        QFETCH(QString, html);
        TimelineItem item = fake::row(0);
        item.html = html;
        QFETCH(QString, text);
        item.text = text;
        const auto inkOf = [](const RowLayout &row, const RowStyle &style) {
            QImage image(style.width, row.height, QImage::Format_RGB32);
            image.fill(style.theme.base);
            QPainter painter(&image);
            row.text->draw(painter, row.textOrigin, style, {style.theme.text, 0, 0, {-1, -1}, {}});
            QRect ink;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) != style.theme.base)
                        ink |= QRect(x, y, 1, 1);
                }
            }
            return ink;
        };
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const RowStyle style = styleOf(direction, 700);
            const RowLayout row(item, style, false);
            const QRect ink = style.placed(inkOf(row, style)); // as if from the left
            const int most = html.contains(u"table") ? 30 : 8; // units
            QVERIFY2(ink.left() - style.textLeft <= most * style.unit,
                     qPrintable(QString::number(ink.left())));
            QVERIFY(ink.left() >= style.textLeft - style.unit);
            QVERIFY(ink.right() <= style.textLeft + style.textWidth + style.unit);
            // It is not laid out otherwise for that.
            QCOMPARE(row.height, RowLayout(item, styleOf(Qt::LeftToRight, 700), false).height);
            // Each word is found where it is seen.
            const QPoint middle = style.placed(ink).center() - row.textOrigin;
            QVERIFY(row.text->positionAt(middle) >= 0);
        }
    }
    void readersAreNamedUnderTheMouse()
    {
        const RowStyle style = styleOf(Qt::LeftToRight, 600);
        TimelineItem item = fake::row(0);
        item.readers = readers(2);
        const RowLayout layout(item, style, false);
        const QString tip = layout.toolTip(layout.readers.center(), item);
        QVERIFY2(tip.contains(QStringLiteral("Reader 0")) && tip.contains(QStringLiteral("Reader 1")),
                 qPrintable(tip));
        item.readers = readers(12);
        const QString many = RowLayout(item, style, false).toolTip(layout.avatars.constLast().center(), item);
        QVERIFY2(many.contains(QStringLiteral("Reader 9")) && !many.contains(QStringLiteral("Reader 10")) &&
                     many.contains(QStringLiteral("2 other")),
                 qPrintable(many));
    }
    void offersOnlyFilesThatCanBeHad_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("today") << QStringLiteral("mxc://example.org/abc") << true;
        QTest::newRow("2014") << QStringLiteral("http://example.org/cat.png") << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("climbs") << QStringLiteral("mxc://example.org/../../secret") << false;
        QTest::newRow("on this computer") << QStringLiteral("file:///etc/passwd") << false;
    }
    void offersOnlyFilesThatCanBeHad()
    {
        QFETCH(QString, url);
        QFETCH(bool, isThere);
        TimelineItem item = fake::row(0, QStringLiteral("cat.png"));
        item.kind = TimelineItem::Kind::File;
        item.media.edit().url = url;
        const RowLayout layout(item, styleOf(Qt::LeftToRight, 600), false);
        QCOMPARE(!layout.actions.isEmpty(), isThere);
        QCOMPARE(layout.hitTest(layout.card.center()).part == RowLayout::Part::Open, isThere);
    }
    /// Also where its sender did not say how long it is.
    void whatPlaysHasRoomForItsTime()
    {
        RowStyle style = styleOf(Qt::LeftToRight, 600);
        style.canPlay = true;
        TimelineItem item = fake::row(0, QStringLiteral("song.ogg"));
        item.kind = TimelineItem::Kind::Audio;
        item.media.edit().url = QStringLiteral("mxc://x/a");
        const RowLayout row(item, style, false);
        QVERIFY(!row.seek.isNull());
        QVERIFY(!style.isLineCut(RowWords::played(754'000, 754'000), style.secondFont,
                                 row.cardInfo.rect.width()));
        for (const RowLayout::Action &action : row.actions)
            QVERIFY(!action.rect.intersects(row.cardInfo.rect));
    }
    void whatIsUploadedCanBeStopped_data()
    {
        QTest::addColumn<TimelineItem::Kind>("kind");
        QTest::newRow("picture") << TimelineItem::Kind::Image;
        QTest::newRow("file") << TimelineItem::Kind::File;
        QTest::newRow("sound") << TimelineItem::Kind::Audio;
    }
    void whatIsUploadedCanBeStopped()
    {
        QFETCH(TimelineItem::Kind, kind);
        RowStyle style = styleOf(Qt::LeftToRight, 600);
        style.canPlay = true;
        TimelineItem item = fake::row(0, QStringLiteral("cat.png"));
        item.kind = kind;
        item.isOwn = true;
        item.media.edit().width = 600;
        item.media.edit().height = 400;
        item.media.edit().url = outboxfile::addressOf(TxnId(QStringLiteral("t1")), false);
        QVERIFY(RowLayout(item, style, false).hitTest({}).part != RowLayout::Part::Cancel);
        item.state = TimelineItem::State::Sending;
        item.uploaded = 45;
        const RowLayout before(item, style, false);
        QCOMPARE(before.hitTest(before.progress.center()).part, RowLayout::Part::Cancel);
        QVERIFY(before.card.contains(before.progress));
        QVERIFY(RowWords::state(item).contains(QStringLiteral("45%")));
        // Nothing moves when it has arrived.
        item.state = TimelineItem::State::Sent;
        item.uploaded = -1;
        item.media.edit().url = QStringLiteral("mxc://x/a");
        const RowLayout after(item, style, false);
        QVERIFY(after.progress.isNull());
        QCOMPARE(after.height, before.height);
        QCOMPARE(after.card, before.card);
        QVERIFY(after.hitTest(before.progress.center()).part != RowLayout::Part::Cancel);
    }
    void whatOthersSentIsNotReadFromHere()
    {
        TimelineItem item = fake::row(0, QStringLiteral("cat.png"));
        item.kind = TimelineItem::Kind::File;
        item.media.edit().url = outboxfile::addressOf(TxnId(QStringLiteral("t1")), false);
        QVERIFY(RowLayout(item, styleOf(Qt::LeftToRight, 600), false).actions.isEmpty());
    }
    void filesThatFailedAreNotEdited()
    {
        TimelineItem item = fake::row(0, QStringLiteral("cat.png"));
        item.kind = TimelineItem::Kind::File;
        item.state = TimelineItem::State::Failed;
        const RowLayout layout(item, styleOf(Qt::LeftToRight, 600), false);
        QList<RowLayout::Part> parts;
        for (const RowLayout::Action &action : layout.actions)
            parts << action.part;
        QVERIFY(parts.contains(RowLayout::Part::Retry) && parts.contains(RowLayout::Part::Discard));
        QVERIFY(!parts.contains(RowLayout::Part::Edit));
    }
    void soundIsSoughtWhereItIsClicked_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<bool>("isVoice");
        QTest::newRow("voice") << Qt::LeftToRight << true;
        QTest::newRow("voice from the right") << Qt::RightToLeft << true;
        QTest::newRow("song") << Qt::LeftToRight << false;
    }
    void soundIsSoughtWhereItIsClicked()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(bool, isVoice);
        RowStyle style = styleOf(direction, 600);
        TimelineItem item = fake::row(0, QStringLiteral("song.ogg"));
        item.kind = TimelineItem::Kind::Audio;
        item.media.edit().url = QStringLiteral("mxc://x/a");
        if (isVoice)
            item.media.edit().waveform = {100, 900, 300};
        QVERIFY(RowLayout(item, style, false).seek.isNull());
        style.canPlay = true;
        const RowLayout layout(item, style, false);
        const bool isRtl = direction == Qt::RightToLeft;
        const QRect seek = layout.seek;
        const QPoint early(isRtl ? seek.right() - seek.width() / 4 : seek.left() + seek.width() / 4,
                           seek.center().y());
        const RowHit hit = layout.hitTest(early);
        QCOMPARE(hit.part, RowLayout::Part::Seek);
        QVERIFY2(hit.share > 0.2 && hit.share < 0.3, qPrintable(QString::number(hit.share)));
        QCOMPARE(layout.hitTest(layout.cardIcon.center()).part, RowLayout::Part::Open);
        // The hand need not be quite still.
        QVERIFY(layout.hitTest(early + QPoint(1, 0)) == hit);
        QVERIFY(layout.hitTest(early + QPoint(1, 0)).share != hit.share);
    }
};

QTEST_MAIN(TestRowLayout)
#include "tst_rowlayout.moc"

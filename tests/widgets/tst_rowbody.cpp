// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowbody.h"

#include "richtesting.h"
#include "support/fakerows.h"
#include "widgets/bodyplacer.h"
#include "widgets/emojifont.h"
#include "widgets/rowstyle.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Part = RowBody::Hit::Part;
using Shape = BodyParts::Shape::Kind;

constexpr int Width = 400;

RowStyle styleOf(const QPalette &palette = QGuiApplication::palette(),
                 Qt::LayoutDirection direction = Qt::LeftToRight)
{
    RowStyle style(palette, QGuiApplication::font(), direction, 600, 1);
    style.self = UserId(u"@me:example.org"_qs);
    return style;
}

RowBody bodyOf(const RichText &rich, const RowOpened &opened = {}, int width = Width,
               const RowStyle &style = styleOf())
{
    return RowBody(fake::row(0), rich, style, width, opened);
}

/// What a message of these blocks is made of.
BodyParts partsOf(const RichText &rich, int width = Width, int maxLines = RowBody::ShownLines)
{
    const RowStyle style = styleOf();
    const BodyText flat(rich);
    BodyParts parts;
    BodyPlacer(parts, BodyMaker(style, flat, {}), style,
               {width, width, maxLines, RowText::baseDirection(flat.text(), Qt::LeftToRight)})
        .place(rich);
    return parts;
}

QList<QRect> shapesOf(const BodyParts &parts, Shape kind)
{
    QList<QRect> rects;
    for (const BodyParts::Shape &shape : parts.shapes) {
        if (shape.kind == kind)
            rects.append(shape.rect);
    }
    return rects;
}

QRect pieceRect(const BodyParts &parts, size_t index)
{
    const BodyParts::Piece &piece = parts.pieces.at(index);
    return {piece.origin, QSize(piece.text.width(), piece.text.height())};
}

/// The first point that has `part`; (-1, -1) if none has.
QPoint pointOf(const RowBody &body, Part part)
{
    for (int y = 0; y < body.height(); y += 2) {
        for (int x = 0; x < Width; x += 2) {
            if (body.hitTest(QPoint(x, y)).part == part)
                return {x, y};
        }
    }
    return {-1, -1};
}

QImage pictureOf(const RowBody &body, const RowStyle &style, int selectionEnd = 0)
{
    QImage image(Width + 100, body.height() + 1, QImage::Format_RGB32);
    image.fill(style.theme.base);
    QPainter painter(&image);
    body.draw(painter, {}, style, {style.theme.text, 0, selectionEnd, {-1, -1}, {}});
    return image;
}

}

class TestRowBody : public QObject
{
    Q_OBJECT

    static RichText everything()
    {
        return {{heading(1, u"Heading"_qs),
                 words(u"some bold words and a link"_qs,
                       {styled(5, 4, Span::Bold), linked(22, 4, u"https://example.org/"_qs)}),
                 quoted(1, words(u"a quotation"_qs)), listed(1, u"\u2022"_qs, words(u"an item"_qs)),
                 listed(2, u"10."_qs, words(u"one inside"_qs)),
                 code(u"int x = 1;\nreturn x;\n"_qs, u"cpp"_qs), rule(),
                 table({{u"a"_qs, u"b"_qs}, {u"c c c"_qs, u"d"_qs}})}};
    }

private Q_SLOTS:
    void nothingIsWiderThanItsPlace_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {30, 100, 400})
            QTest::addRow("%d", width) << width;
    }
    void nothingIsWiderThanItsPlace()
    {
        QFETCH(int, width);
        RichText rich = everything();
        rich.blocks.append(words(u"w"_qs.repeated(200)));
        rich.blocks.append(code(u"w"_qs.repeated(200)));
        rich.blocks.append(quoted(100, words(u"deep"_qs)));
        rich.blocks.append(quoted(50, listed(50, u"1234567890."_qs, words(u"deeper"_qs))));
        rich.blocks.append(table({QStringList(3, u"wide words in it "_qs.repeated(20))}));
        rich.blocks.append(table({QStringList(100, u"x"_qs)}));
        const BodyParts parts = partsOf(rich, width, 0);
        int bottom = 0;
        for (size_t i = 0; i < parts.pieces.size(); ++i) {
            const QRect rect = pieceRect(parts, i);
            QVERIFY2(rect.left() >= 0 && rect.right() <= width, qPrintable(parts.pieces.at(i).text.text()));
            bottom = qMax(bottom, rect.bottom());
        }
        for (const BodyParts::Shape &shape : parts.shapes)
            QVERIFY(shape.rect.left() >= 0 && shape.rect.right() <= width);
        QVERIFY(bottom < parts.height);
    }
    void piecesStandBelowOneAnother()
    {
        const BodyParts parts = partsOf(everything());
        const BodyText flat(everything());
        for (size_t i = 1; i < parts.pieces.size(); ++i) {
            QVERIFY(parts.pieces.at(i).start > parts.pieces.at(i - 1).start);
            QVERIFY(parts.pieces.at(i).origin.y() >= parts.pieces.at(i - 1).origin.y());
        }
        for (const BodyParts::Piece &piece : parts.pieces)
            QVERIFY(flat.text().sliced(piece.start).startsWith(piece.text.text()));
    }
    void quotesAndListsMirror()
    {
        const QString hebrew = u"\u05e9\u05dc\u05d5\u05dd"_qs;
        for (const bool isRtl : {false, true}) {
            const QString text = isRtl ? hebrew : u"words"_qs;
            const BodyParts quotation = partsOf({{quoted(1, words(text))}});
            const QRect bar = shapesOf(quotation, Shape::QuoteBar).constFirst();
            QCOMPARE(bar.center().x() > Width / 2, isRtl);
            QVERIFY(!bar.intersects(pieceRect(quotation, 0)));
            const BodyParts list = partsOf({{listed(1, u"1."_qs, words(text))}});
            QCOMPARE(shapesOf(list, Shape::Marker).constFirst().x() > Width / 2, isRtl);
        }
        // A line of another direction does not break up a list.
        const BodyParts mixed =
            partsOf({{listed(1, u"1."_qs, words(u"words"_qs)), listed(1, u"2."_qs, words(hebrew))}});
        const QList<QRect> markers = shapesOf(mixed, Shape::Marker);
        QCOMPARE(markers.at(0).x(), markers.at(1).x());
    }
    void quotesAreOneBarAndNest()
    {
        const BodyParts parts = partsOf({{quoted(1, words(u"a"_qs)), quoted(2, words(u"b"_qs)),
                                          quoted(1, words(u"c"_qs)), words(u"d"_qs)}});
        QList<QRect> bars = shapesOf(parts, Shape::QuoteBar);
        QCOMPARE(bars.size(), 2);
        std::sort(bars.begin(), bars.end(), [](const QRect &a, const QRect &b) { return a.x() < b.x(); });
        QCOMPARE(bars.at(0).top(), pieceRect(parts, 0).top());
        QCOMPARE(bars.at(0).bottom(), pieceRect(parts, 2).bottom());
        QCOMPARE(bars.at(1).top(), pieceRect(parts, 1).top());
        QCOMPARE(bars.at(1).bottom(), pieceRect(parts, 1).bottom());
    }
    void numbersEndAtOneEdge()
    {
        const BodyParts parts =
            partsOf({{listed(1, u"9."_qs, words(u"a"_qs)), listed(1, u"1000."_qs, words(u"b"_qs))}});
        const QList<QRect> markers = shapesOf(parts, Shape::Marker);
        QCOMPARE(markers.at(0).right(), markers.at(1).right());
        QVERIFY(markers.at(0).right() < pieceRect(parts, 0).left());
        QCOMPARE(pieceRect(parts, 0).left(), pieceRect(parts, 1).left());
    }
    void columnsFitWhatIsInThem()
    {
        const BodyParts parts = partsOf({{table({{u"n"_qs, u"what it is"_qs}, {u"1"_qs, u"x"_qs}})}});
        QVERIFY(pieceRect(parts, 0).width() < pieceRect(parts, 1).width());
        QCOMPARE(pieceRect(parts, 2).left(), pieceRect(parts, 0).left());
        QCOMPARE(pieceRect(parts, 3).left(), pieceRect(parts, 1).left());
        for (const BodyParts::Piece &piece : parts.pieces)
            QCOMPARE(piece.text.lineCount(), 1);
        // The wide one gives way, the narrow one does not.
        const BodyParts wide = partsOf({{table({{u"name"_qs, u"many words "_qs.repeated(20)}})}});
        QCOMPARE(wide.pieces.at(0).text.lineCount(), 1);
        QVERIFY(wide.pieces.at(1).text.lineCount() > 1);
    }
    void longOnesAreCut()
    {
        RichText rich;
        for (int i = 0; i < 40; ++i)
            rich.blocks.append(words(QString::number(i)));
        const RowBody cut = bodyOf(rich);
        QVERIFY(cut.isCut());
        RowOpened opened(true);
        const RowBody whole = bodyOf(rich, opened);
        QVERIFY(!whole.isCut() && whole.height() > cut.height());
        QCOMPARE(whole.positionAt({0, double(whole.height())}), int(BodyText(rich).text().size()));
        QVERIFY(cut.positionAt({0, double(cut.height())}) < int(BodyText(rich).text().size()));
        QVERIFY(!bodyOf({{words(u"short"_qs)}}).isCut());
    }

    void pointsAndPositions()
    {
        const RichText rich = everything();
        const RowBody body = bodyOf(rich);
        const QString text = BodyText(rich).text();
        QCOMPARE(body.positionAt({0, -5}), 0);
        QCOMPARE(body.positionAt({0, body.height() + 5.0}), int(text.size()));
        int last = 0;
        for (int y = 0; y < body.height(); ++y) {
            const int position = body.positionAt(QPointF(0, y));
            QVERIFY(position >= last && position <= text.size());
            last = position;
        }
        QVERIFY(last >= text.indexOf(u"c c c"));
        const RowBody::Hit hit = body.hitTest(pointOf(body, Part::Link));
        QCOMPARE(hit.url, QUrl(u"https://example.org/"_qs));
        QCOMPARE(hit.text, u"link"_qs);
        QVERIFY(body.toolTip(pointOf(body, Part::Link)).contains(u"example.org"));
        QCOMPARE(body.hitTest(pointOf(body, Part::Copy)).text, u"int x = 1;\nreturn x;\n"_qs);
    }
    void aPartIsWhereItsLettersAre_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::newRow("one way") << u"abc def ghi"_qs << 2 << 4;
        // Not the first letter after a turn: QTextLine (6.4) has it where the line turns, without a width.
        QTest::newRow("out of the other") << u"abc \u05d0\u05d1\u05d2 def"_qs << 5 << 4;
        QTest::newRow("within the other") << u"abc \u05d0\u05d1\u05d2 def"_qs << 5 << 1;
    }
    void aPartIsWhereItsLettersAre()
    {
        QFETCH(QString, text);
        QFETCH(int, start);
        QFETCH(int, length);
        const RowStyle style = styleOf();
        RowText::Format format;
        format.font = style.font;
        format.lineHeight = style.lineHeight;
        format.width = Width;
        const RowText row(text, format);
        const QList<QRectF> rects = row.rectsOf(start, length);
        for (int x = 0; x < Width; ++x) {
            const QPointF point(x + 0.5, row.height() / 2.0);
            const auto covers = [&](double grow) {
                return std::any_of(rects.cbegin(), rects.cend(), [&](const QRectF &rect) {
                    return rect.adjusted(-grow, 0, grow, 0).contains(point);
                });
            };
            const int at = row.characterAt(point);
            const bool isPart = at >= start && at < start + length;
            if (covers(1) == covers(-1)) // not at an edge
                QVERIFY2(isPart == covers(0), qPrintable(QString::number(x)));
        }
    }
    void linksAreFoundToo()
    {
        const RowBody body =
            bodyOf({{words(u"see https://a.example/ or this, not https://code.example/"_qs,
                           {linked(26, 4, u"https://b.example/"_qs), styled(36, 21, Span::Code)})}});
        QCOMPARE(body.links().size(), 2);
        QCOMPARE(body.links().at(0).url, QUrl(u"https://a.example/"_qs));
        QCOMPARE(body.links().at(1).url, QUrl(u"https://b.example/"_qs));
    }
    void hiddenTextIsCovered()
    {
        const RowStyle style = styleOf();
        const RichText one{{words(u"the gardener did it https://x.example"_qs, {hidden(0, 37)})}};
        const RichText other{{words(u"the butler, I say it https://y.example"_qs, {hidden(0, 38)})}};
        const RowBody covered = bodyOf(one);
        QCOMPARE(pointOf(covered, Part::Link), QPoint(-1, -1));
        const RowBody::Hit hit = covered.hitTest(pointOf(covered, Part::Spoiler));
        QCOMPARE(hit.text, u"the gardener did it https://x.example"_qs);
        QCOMPARE(covered.spoilers().size(), 1);
        // Nothing of the letters is to be seen in the middle of the cover, selected or not.
        for (const int selectionEnd : {0, 100}) {
            const QImage image = pictureOf(covered, style, selectionEnd);
            const QRgb cover = image.pixel(10, covered.height() / 2);
            for (int x = 10; x < 100; ++x) {
                for (int y = covered.height() / 3; y < covered.height() * 2 / 3; ++y)
                    QCOMPARE(image.pixel(x, y), cover);
            }
        }
        RowOpened opened;
        opened.spoilers.insert(hit.text);
        const RowBody shown = bodyOf(one, opened);
        QVERIFY(shown.spoilers().isEmpty());
        QCOMPARE(shown.height(), covered.height());
        QVERIFY(pointOf(shown, Part::Link).x() >= 0);
        // An edit hides it again.
        QCOMPARE(bodyOf(other, opened).spoilers().size(), 1);
        const RowBody why = bodyOf({{words(u"secret"_qs, {hidden(0, 6, u"the end"_qs)})}});
        QVERIFY(why.toolTip(pointOf(why, Part::Spoiler)).contains(u"the end"));
    }
    void coloursCanBeRead_data()
    {
        QTest::addColumn<QColor>("base");
        QTest::addColumn<QColor>("text");
        QTest::newRow("light") << QColor(Qt::white) << QColor(0x20, 0x20, 0x20);
        QTest::newRow("dark") << QColor(0x20, 0x20, 0x20) << QColor(0xf0, 0xf0, 0xf0);
    }
    void coloursCanBeRead()
    {
        QFETCH(QColor, base);
        QFETCH(QColor, text);
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Text, text);
        const RowStyle style = styleOf(palette);
        const BodyStyle &body = style.body();
        for (const quint32 colour :
             {0xffffffffU, 0xff000000U, 0xffffff00U, 0xff0000ffU, 0xffff0000U, 0xff808080U}) {
            const QColor shown = body.text(colour);
            QVERIFY(Theme::contrast(shown, style.theme.base) >= 4.5);
            QVERIFY(Theme::contrast(shown, style.theme.hover) >= 4.5);
            QVERIFY(Theme::contrast(shown, body.background(colour, shown)) >= 4.5);
            QVERIFY(Theme::contrast(style.theme.text, body.background(colour, style.theme.text)) >= 4.5);
        }
        QVERIFY(Theme::contrast(body.onPill, body.pill) >= 4.5);
        QVERIFY(Theme::contrast(body.onOwnPill, body.ownPill) >= 4.5);
        QVERIFY(Theme::contrast(body.onCover, body.cover) >= 4.5);
    }
    void emojiAloneAreLarger()
    {
        const RowStyle style = styleOf();
        const auto plain = [&](const QString &text) {
            return RowBody(fake::row(0, text), {}, style, Width, {}).height();
        };
        QVERIFY(plain(u"\U0001F600"_qs) > 2 * plain(u"a"_qs));
        QCOMPARE(plain(u"a \U0001F600"_qs), plain(u"a"_qs));
        QVERIFY(bodyOf({{words(u"\U0001F600"_qs)}}).height() > 2 * plain(u"a"_qs));
        QCOMPARE(bodyOf({{quoted(1, words(u"\U0001F600"_qs))}}).height(), plain(u"a"_qs));
    }
    void hostileTexts_data()
    {
        QTest::addColumn<RichText>("rich");
        RichText blocks;
        for (int i = 0; i < 10'000; ++i)
            blocks.blocks.append(quoted(i % 100, listed(i % 70, u"1."_qs, words(u"b"_qs))));
        QTest::newRow("10,000 blocks") << blocks;
        QTest::newRow("60 KB word") << RichText{{words(u"w"_qs.repeated(60'000))}};
        QTest::newRow("60 KB word of code") << RichText{{code(u"w"_qs.repeated(60'000))}};
        QTest::newRow("2,000 cells in a row") << RichText{{table({QStringList(2000, u"x"_qs)})}};
        QTest::newRow("2,000 rows") << RichText{{table(QList<QStringList>(2000, {u"x"_qs}))}};
        QList<Span> spans;
        for (int i = 0; i < 20'000; ++i)
            spans.append(i % 3 == 0 ? hidden(3 * i, 2) : linked(3 * i, 2, u"https://x.example/%1"_qs.arg(i)));
        QTest::newRow("20,000 spans") << RichText{{words(u"ab "_qs.repeated(20'000), spans)}};
        QTest::newRow("30,000 emoji") << RichText{{words(u"\U0001F426"_qs.repeated(30'000))}};
        QTest::newRow("an emoji that is joined without end")
            << RichText{{words(u"\U0001F426\u200d"_qs.repeated(20'000))}};
        QTest::newRow("controls and overrides") << RichText{
            {words(u"\u202e\u2067\u0007\u001b[31m\ufffc\u200b\t\u2028x"_qs,
                   {styled(0, 3, Span::Code), hidden(3, 4)}),
             code(u"\u202e\u0000\tx"_qs), listed(1, u"\u202e1."_qs, words(QString(QChar(0xd83d))))}};
        QTest::newRow("nothing in it") << RichText{{words({}), code({}), rule(), table({}), table({{}})}};
    }
    void hostileTexts()
    {
        QFETCH(RichText, rich);
        const RowStyle style = styleOf();
        for (const int width : {1, 50, Width}) {
            const RowBody body = bodyOf(rich, {}, width, style);
            QVERIFY(body.height() < (RowBody::ShownLines + 2) * 8 * style.lineHeight);
            pictureOf(body, style, 1000);
            body.positionAt({10, 10});
            body.hitTest(QPointF(10, 10));
        }
    }

    // Pictures in the text
    static Span picture(int start, int length, int styles = 0, const QSize &size = {0, 0})
    {
        Span span = styled(start, length, styles);
        span.image = u"mxc://x/a"_qs;
        span.imageSize = size;
        return span;
    }
    void emojiArePictures()
    {
        const QString emoji = u"\U0001F468\u200d\U0001F469\u200d\U0001F467"_qs;
        if (!EmojiFont::canPaint(emoji))
            QSKIP("There is no font with it here.");
        const BodyParts plain = partsOf({{words(u"a  b"_qs)}});
        const BodyParts parts = partsOf({{words(u"a "_qs + emoji + u" b"_qs)}});
        QCOMPARE(parts.height, plain.height);
        const RowText &text = parts.pieces.front().text;
        QCOMPARE(text.text(), u"a "_qs + emoji + u" b"_qs);
        QCOMPARE(text.pictures().size(), 1);
        const int wide = text.pictures().first().size.width();
        QVERIFY(qAbs(text.lastLine().width() - plain.pieces.front().text.lastLine().width() - wide) <= 2);
        QSet<int> places;
        for (int x = 0; x < Width; ++x)
            places.insert(text.positionAt(QPointF(x, 5)));
        const int size = int(emoji.size());
        QCOMPARE(places, (QSet<int>{0, 1, 2, 2 + size, 3 + size, 4 + size}));
        // It is text all the same.
        const RowBody body = bodyOf({{words(emoji + u" b"_qs)}});
        QCOMPARE(pointOf(body, Part::Picture).x(), -1);
        QCOMPARE(body.toolTip({2, 5}), QString());
        QVERIFY(!body.showsPicture({}));
    }
    void emojiOfAnotherSizeAreLeftToTheText()
    {
        const QString text = u"a\U0001F426b\U0001F426"_qs;
        if (!EmojiFont::canPaint(u"\U0001F426"_qs))
            QSKIP("There is no font with it here.");
        const BodyParts parts = partsOf({{words(text, {styled(1, 2, Span::Small)})}});
        QCOMPARE(parts.pieces.front().text.pictures().size(), 1);
        QCOMPARE(parts.pieces.front().text.pictures().first().start, 4);
    }
    void struckOutEmojiAreLeftToTheText()
    {
        const BodyParts parts = partsOf({{words(u"a\U0001F426"_qs, {styled(0, 3, Span::Strike)})}});
        QVERIFY(parts.pieces.front().text.pictures().isEmpty());
    }
    /// Of one and of two UTF-16 units, also where the line is broken at them.
    void coveredEmojiAreNotSeen()
    {
        for (const QString &emoji : {u"\u2705"_qs, u"\U0001F34F"_qs}) { // both are green
            const QString text = QString(u"word " + emoji + u' ').repeated(6);
            const RichText rich{{words(text, {hidden(0, int(text.size()))})}};
            const RowStyle style = styleOf();
            for (int width = 40; width < 200; width += 7) {
                const QImage image = pictureOf(bodyOf(rich, {}, width, style), style);
                for (int y = 0; y < image.height(); ++y) {
                    const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
                    const bool isSeen = std::any_of(line, line + image.width(), [](QRgb colour) {
                        return qGreen(colour) > qRed(colour) + 40 && qGreen(colour) > qBlue(colour) + 40;
                    });
                    QVERIFY2(!isSeen, qPrintable(u"%1: %2"_qs.arg(width).arg(y)));
                }
            }
        }
    }
    void numbersStayBesideTheirEmoji()
    {
        const QString text = u"\u05d03\U0001F44D2\U0001F44E"_qs; // read from the right: 3 up, 2 down
        const BodyParts parts = partsOf({{words(text)}});
        const RowText &row = parts.pieces.front().text;
        const auto rectOf = [&](int at, int length) { return row.rectsOf(at, length).value(0); };
        QVERIFY(rectOf(2, 2).left() > rectOf(5, 2).right());
        QCOMPARE(row.characterAt(QPointF(rectOf(2, 2).right() + 3, 8)), 1);
        QCOMPARE(row.characterAt(QPointF(rectOf(2, 2).left() - 3, 8)), 4);
    }
    void aRowOfEmojiIsBrokenWhereItEnds()
    {
        if (!EmojiFont::canPaint(u"\U0001F426"_qs))
            QSKIP("There is no font with it here.");
        const QString emoji = u"\U0001F426"_qs;
        // They begin behind the word and do not go to the next line all together.
        const BodyParts parts = partsOf({{words(u"wow "_qs + emoji.repeated(60))}});
        const RowText &text = parts.pieces.front().text;
        QVERIFY(text.lineCount() > 1);
        QVERIFY(text.rectsOf(4, 2).first().top() < styleOf().lineHeight / 2);
    }
    void manyEmojiAreReadInFull()
    {
        RowOpened all;
        all.isAll = true;
        const RowStyle style = styleOf();
        const RowBody body = bodyOf({{words(u"\U0001F426"_qs.repeated(10'000))}}, all, Width, style);
        QVERIFY(body.height() > 100 * style.lineHeight);
        pictureOf(body, style, 1000);
        QCOMPARE(body.positionAt(QPointF(Width, body.height())), 20'000);
    }
    void anEmoticonIsAsHighAsItsLine()
    {
        const QString name = u":a rather long name of it:"_qs;
        const BodyParts plain = partsOf({{words(u"a  b"_qs)}});
        const BodyParts parts =
            partsOf({{words(u"a "_qs + name + u" b"_qs, {picture(2, int(name.size()), Span::Emoticon)})}});
        QCOMPARE(parts.height, plain.height);
        const RowText &text = parts.pieces.front().text;
        QCOMPARE(text.pictures().size(), 1);
        const int line = styleOf().lineHeight;
        QCOMPARE(text.pictures().first().size, QSize(line, line));
        const qreal wide = plain.pieces.front().text.lastLine().width() + line;
        QVERIFY(qAbs(text.lastLine().width() - wide) <= 2);
        // There are only places before and behind it.
        QSet<int> places;
        for (int x = 0; x < Width; ++x)
            places.insert(text.positionAt(QPointF(x, 5)));
        QCOMPARE(places,
                 (QSet<int>{0, 1, 2, 2 + int(name.size()), 3 + int(name.size()), 4 + int(name.size())}));
        const RowBody body =
            bodyOf({{words(name, {picture(0, int(name.size()), Span::Emoticon)}), words(u"x"_qs)}});
        const QPoint point = pointOf(body, Part::Picture);
        QVERIFY(point.x() >= 0);
        QCOMPARE(body.hitTest(point).text, name);
        QCOMPARE(body.toolTip(point), name);
        QVERIFY(body.showsPicture(u"mxc://x/a"_qs));
        QVERIFY(!body.showsPicture(u"mxc://x/b"_qs));
    }
    void onlyEmoticonsAreLarger()
    {
        const int line = styleOf().lineHeight;
        const auto sizeIn = [](const Block &block) {
            return partsOf({{block}}).pieces.front().text.pictures().first().size.height();
        };
        QVERIFY(sizeIn(words(u":a: \U0001F600"_qs, {picture(0, 3, Span::Emoticon)})) > 2 * line);
        QVERIFY(sizeIn(words(u":a::a:"_qs, {picture(0, 3, Span::Emoticon), picture(3, 3, Span::Emoticon)})) >
                2 * line);
        QCOMPARE(sizeIn(words(u":a: x"_qs, {picture(0, 3, Span::Emoticon)})), line);
        QList<Span> many;
        for (int i = 0; i < 7; ++i)
            many.append(picture(i, 1, Span::Emoticon));
        QCOMPARE(sizeIn(words(u"aaaaaaa"_qs, many)), line);
    }
    void otherPicturesHaveALimit_data()
    {
        QTest::addColumn<QSize>("said");
        QTest::addColumn<QSize>("most");
        const int line = styleOf().lineHeight;
        QTest::newRow("not said") << QSize(0, 0) << QSize(2 * line, 2 * line);
        QTest::newRow("small") << QSize(40, 30) << QSize(40, 30);
        QTest::newRow("large") << QSize(4000, 3000) << QSize(12 * line, 3 * line);
        QTest::newRow("a strip") << QSize(30'000, 1) << QSize(12 * line, line);
        QTest::newRow("a tower") << QSize(1, 30'000) << QSize(line, 3 * line);
        QTest::newRow("half said") << QSize(0, 20'000) << QSize(3 * line, 3 * line);
    }
    void otherPicturesHaveALimit()
    {
        QFETCH(QSize, said);
        QFETCH(QSize, most);
        const BodyParts parts = partsOf({{words(u"name and words"_qs, {picture(0, 4, 0, said)})}});
        const RowText &text = parts.pieces.front().text;
        const QSize size = text.pictures().first().size;
        QVERIFY(size.width() <= most.width() && size.height() <= most.height());
        QVERIFY(size.width() > 0 && size.height() > 0);
        QVERIFY(parts.height >= size.height());
    }
    void manyPicturesStayInTheirPlace()
    {
        QString text;
        QList<Span> spans;
        for (int i = 0; i < 2'000; ++i) {
            spans.append(picture(int(text.size()), 20, i % 3 ? Span::Emoticon : 0, {9'000, 9'000}));
            text += u"a name in 20 letters"_qs + (i % 5 ? QString() : u"\n"_qs);
        }
        for (const int width : {30, 400}) {
            const BodyParts parts = partsOf({{words(text, spans)}}, width);
            QCOMPARE(parts.pieces.front().text.pictures().size(), 100);
            QVERIFY(parts.height < 24 * 4 * styleOf().lineHeight);
        }
    }
    void aPictureIsDrawnInItsPlace()
    {
        const RowStyle style = styleOf();
        const RowBody body = bodyOf({{words(u"a :b: c"_qs, {picture(2, 3, Span::Emoticon)})}});
        QImage image(Width, body.height(), QImage::Format_RGB32);
        image.fill(style.theme.base);
        QPainter painter(&image);
        int asked = 0;
        RowBody::Look look{style.theme.text, 0, 0, {-1, -1}, {}};
        look.smallPicture = [&asked](const QString &url, const QSize &size) {
            ++asked;
            QPixmap red(size);
            red.fill(url == u"mxc://x/a" ? Qt::red : Qt::blue);
            return red;
        };
        body.draw(painter, {}, style, look);
        QCOMPARE(asked, 1);
        const QPoint point = pointOf(body, Part::Picture);
        QCOMPARE(image.pixelColor(point + QPoint(4, style.lineHeight / 2)), QColor(Qt::red));
    }
    void aPillLeavesTheBlankBehindIt()
    {
        const auto widthOf = [](const QString &link) {
            const BodyParts parts = partsOf({{words(
                u"hello Alice there"_qs, link.isEmpty() ? QList<Span>() : QList<Span>{linked(6, 5, link)})}});
            return parts.pieces.front().text.lastLine().width();
        };
        const qreal pill = widthOf(u"https://matrix.to/#/@a:x"_qs);
        const qreal link = widthOf(u"https://example.org/"_qs);
        QVERIFY(pill > link + 4);
    }
};

QTEST_MAIN(TestRowBody)
#include "tst_rowbody.moc"

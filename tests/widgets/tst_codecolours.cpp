// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codecolours.h"

#include "richtesting.h"
#include "timelinetesting.h"
#include "widgets/bodyplacer.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Kind = CodeHighlight::Kind;

constexpr int Patience = 60'000; ///< ms; a language is loaded, and the machine may be busy

const QString Program = u"// a remark\nint main() { return \"words\" != nullptr; }\n"_qs;

QPalette paletteOf(const QColor &base, const QColor &text, const QColor &accent)
{
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Highlight, accent);
    return palette;
}

TimelineItem codeRow(int row, const QString &code, const QString &language)
{
    TimelineItem item = fake::row(row, code);
    item.html = u"<pre><code class=\"language-%1\">%2</code></pre>"_qs.arg(language, code.toHtmlEscaped());
    return item;
}

/// Whether there is more than grey in it. No letter has to have a pixel of just its colour.
bool hasColours(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).hsvSaturation() > 60)
                return true;
        }
    }
    return false;
}

}

/// Code in messages gets its colours after it is shown, and nothing else about it changes.
class TestCodeColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("white") << paletteOf(Qt::white, Qt::black, QColor(0x308cc6));
        QTest::newRow("sepia") << paletteOf(QColor(0xfdf6e3), QColor(0x586e75), QColor(0x268bd2));
        QTest::newRow("breeze dark") << paletteOf(QColor(0x1b1e20), QColor(0xfcfcfc), QColor(0x3daee9));
        QTest::newRow("grey dark") << paletteOf(QColor(0x333333), QColor(0xdddddd), QColor(0xffcc00));
        QTest::newRow("high contrast") << paletteOf(Qt::black, Qt::yellow, Qt::cyan);
    }
    void everyKindCanBeRead()
    {
        QFETCH(QPalette, palette);
        const RowStyle style(palette, QGuiApplication::font(), Qt::LeftToRight, 600, 1);
        const Theme &theme = style.theme;
        for (int kind = 0; kind <= int(Kind::Deleted); ++kind) {
            const QColor colour = style.body().codeColour(Kind(kind));
            for (const QColor &row : {theme.base, theme.hover, theme.mention}) {
                const double part = style.body().ground.alphaF();
                const QColor ground = Theme::mix(row, style.body().ground.toRgb(), part);
                // Sepia's own text cannot be read either.
                const double most = Theme::contrast(theme.text, ground);
                QVERIFY2(Theme::contrast(colour, ground) >= qMin(4.5, most),
                         qPrintable(u"%1 on %2"_qs.arg(kind).arg(ground.name())));
            }
        }
    }

    void comesLaterAndOnlyOnce()
    {
        CodeColours colours;
        QSignalSpy found(&colours, &CodeColours::found);
        QVERIFY(!colours.spans(Program, u"cpp"_qs));
        for (int i = 0; i < 5; ++i)
            colours.want(Program, u"cpp"_qs);
        QVERIFY(found.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), Patience);
        QCOMPARE(found.size(), 1);
        QVERIFY(!colours.spans(Program, u"cpp"_qs)->isEmpty());
        QVERIFY(colours.spans(Program, u"CPP"_qs));
        // Who painted it plain in the meantime hears of it too.
        found.clear();
        colours.want(Program, u"cpp"_qs);
        QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), Patience);
    }
    void whatIsLongOrHasNoLanguageIsNotAskedFor()
    {
        CodeColours colours;
        QSignalSpy found(&colours, &CodeColours::found);
        colours.want(QString(CodeColours::LongestCode + 1, u'x'), u"cpp"_qs);
        colours.want(Program, {});
        colours.want(Program, QString(60'000, u'c'));
        colours.want({}, u"cpp"_qs);
        colours.want(Program, u"cpp"_qs);
        QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), Patience);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().first().toString(), Program);
    }
    void whatWasScrolledAwayIsGivenUp()
    {
        CodeColours colours;
        QSignalSpy found(&colours, &CodeColours::found);
        for (int i = 0; i < 200; ++i)
            colours.want(u"int x = %1;"_qs.arg(i), u"cpp"_qs);
        QTRY_VERIFY_WITH_TIMEOUT(colours.spans(u"int x = 190;"_qs, u"cpp"_qs), Patience);
        QVERIFY(colours.spans(u"int x = 199;"_qs, u"cpp"_qs));
        QVERIFY(!colours.spans(u"int x = 100;"_qs, u"cpp"_qs));
    }
    void whatGoesAwayWaitsForNothing()
    {
        auto colours = std::make_unique<CodeColours>();
        for (int i = 0; i < 20; ++i)
            colours->want(u"int x = %1;"_qs.arg(i), u"cpp"_qs);
        colours.reset();
    }

    void theSizeStays_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("language");
        QTest::newRow("program") << Program << u"cpp"_qs;
        QTest::newRow("one long line") << u"call(first, \"second\") + "_qs.repeated(15) << u"c"_qs;
        QTest::newRow("tabs") << u"if a:\n\t\tb = \"c\"\n\td = 1\n"_qs.repeated(4) << u"python"_qs;
        QTest::newRow("mixed") << u"s = \"\u05e9\u05dc\u05d5\u05dd\" # \u65e5\u672c \U0001F600\n"_qs
                               << u"py"_qs;
        QTest::newRow("overrides") << u"if (a\u202e) { /* \u2066 */ }\n"_qs << u"c"_qs;
    }
    void theSizeStays()
    {
        QFETCH(QString, code);
        QFETCH(QString, language);
        CodeColours colours;
        RowStyle style(QGuiApplication::palette(), QGuiApplication::font(), Qt::LeftToRight, 600, 1);
        style.codeColours = &colours;
        const RichText rich{{testing::code(code, language)}};
        const auto place = [&] {
            const BodyText flat(rich);
            BodyParts parts;
            BodyPlacer(parts, BodyMaker(style, flat, {}), style, {300, 0, Qt::LeftToRight}).place(rich);
            return parts;
        };
        const BodyParts plain = place();
        colours.want(code, language);
        QTRY_VERIFY_WITH_TIMEOUT(colours.spans(code, language), Patience);
        QVERIFY(!colours.spans(code, language)->isEmpty());
        const BodyParts coloured = place();
        QCOMPARE(coloured.height, plain.height);
        const RowText &before = plain.pieces.front().text;
        const RowText &after = coloured.pieces.front().text;
        QCOMPARE(after.lineCount(), before.lineCount());
        // Where text is turned around, Qt looks for places within what has one format.
        if (code.contains(QChar(0x202e)))
            return;
        for (int y = 0; y < before.height(); y += 3) {
            for (int x = 0; x < 300; x += 5)
                QCOMPARE(after.positionAt(QPointF(x, y)), before.positionAt(QPointF(x, y)));
        }
    }
    void aMessageIsColouredWhereItStands()
    {
        QList<TimelineItem> items = fake::rows(0, 4);
        items.append(codeRow(4, Program, u"text"_qs));
        items.append(codeRow(5, Program, u"cpp"_qs));
        for (int row = 4; row < 6; ++row)
            items[row].startsGroup = false; // no picture of who says it
        TimelineStage stage(items);
        const QRect place = stage.rect(5);
        const auto picture = [&](int row) { return stage.view.viewport()->grab(stage.rect(row)).toImage(); };
        QTRY_VERIFY_WITH_TIMEOUT(hasColours(picture(5)), Patience);
        QVERIFY(!hasColours(picture(4)));
        QCOMPARE(stage.rect(5), place);
        QVERIFY(stage.view.rowText(5).contains(u"int main()"));
    }
};

QTEST_MAIN(TestCodeColours)
#include "tst_codecolours.moc"

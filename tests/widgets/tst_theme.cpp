// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QRawFont>
#include <QSet>
#include <QTest>
#include <QTextLayout>

using namespace linnet;

namespace {

QPalette palette(const QColor &base, const QColor &text, const QColor &accent)
{
    QPalette result;
    result.setColor(QPalette::Base, base);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::Highlight, accent);
    result.setColor(QPalette::HighlightedText, Qt::white);
    return result;
}

/// The families that `text` is really drawn with.
QStringList familiesOf(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    (void)layout.createLine();
    layout.endLayout();
    QStringList families;
    for (const QGlyphRun &run : layout.glyphRuns())
        families.append(run.rawFont().familyName());
    return families;
}

}

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingReadable_data()
    {
        QTest::addColumn<QPalette>("colours");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("white") << palette(Qt::white, Qt::black, QColor(0x308cc6)) << false;
        QTest::newRow("breeze") << palette(QColor(0xffffff), QColor(0x232629), QColor(0x3daee9)) << false;
        QTest::newRow("sepia") << palette(QColor(0xfdf6e3), QColor(0x586e75), QColor(0x268bd2)) << false;
        QTest::newRow("breeze dark") << palette(QColor(0x1b1e20), QColor(0xfcfcfc), QColor(0x3daee9)) << true;
        QTest::newRow("adwaita dark")
            << palette(QColor(0x2d2d2d), QColor(0xeeeeec), QColor(0x15539e)) << true;
        QTest::newRow("grey dark") << palette(QColor(0x333333), QColor(0xdddddd), QColor(0xffcc00)) << true;
        QTest::newRow("high contrast") << palette(Qt::black, Qt::yellow, Qt::cyan) << true;
    }
    void everythingReadable()
    {
        QFETCH(QPalette, colours);
        QFETCH(bool, isDark);
        const Theme theme(colours);
        QCOMPARE(theme.isDark, isDark);
        for (int degrees = 0; degrees < 360; ++degrees) {
            const QColor colour = theme.hue(degrees);
            QVERIFY2(Theme::contrast(colour, theme.base) >= 4.5, qPrintable(QString::number(degrees)));
            QVERIFY2(Theme::contrast(colour, theme.hover) >= 4.5, qPrintable(QString::number(degrees)));
        }
        QVERIFY(Theme::contrast(theme.onAccent, theme.accent) >= 4.5);
        QVERIFY(Theme::contrast(theme.onDanger, theme.danger) >= 4.5);
        QVERIFY(Theme::contrast(theme.danger, theme.base) >= 4.5);
        QVERIFY(Theme::contrast(theme.warning, theme.base) >= 4.5);
        // A system whose own text is pale cannot be made better than it is.
        const double enough = qMin(4.5, Theme::contrast(theme.text, theme.base) * 0.8);
        QVERIFY(Theme::contrast(theme.text, theme.selected) >= enough);
        QVERIFY(Theme::contrast(theme.text, theme.mention) >= enough);
        const double best = Theme::contrast(theme.text, theme.hover);
        QVERIFY(Theme::contrast(theme.dim, theme.hover) >= qMin(4.5, best));
    }
    void huesDifferOnOneTheme()
    {
        const Theme theme(palette(Qt::white, Qt::black, Qt::blue));
        QSet<QRgb> colours;
        for (int degrees = 0; degrees < 360; ++degrees)
            colours.insert(theme.hue(degrees).rgb());
        QVERIFY(colours.size() > 300);
    }
    void colourOfAPersonStays()
    {
        const Theme theme(palette(Qt::white, Qt::black, Qt::blue));
        const UserId alice(QStringLiteral("@alice:example.org"));
        QCOMPARE(theme.sender(alice), theme.sender(alice));
        QSet<QRgb> colours;
        for (int i = 0; i < 100; ++i)
            colours.insert(theme.sender(UserId(QStringLiteral("@person%1:example.org").arg(i))).rgb());
        QVERIFY(colours.size() > 70);
    }
    void contrastIsWcag()
    {
        QCOMPARE(qRound(Theme::contrast(Qt::white, Qt::black) * 100), 2100);
        QCOMPARE(qRound(Theme::contrast(QColor(0x777777), Qt::white) * 100), 448);
        QCOMPARE(Theme::contrast(Qt::red, Qt::red), 1.0);
    }
    void mixesByParts()
    {
        QCOMPARE(Theme::mix(Qt::white, Qt::black, 0.6), QColor(102, 102, 102));
        const Theme theme(palette(Qt::white, Qt::black, QColor(0, 0, 255)));
        QCOMPARE(theme.hover, QColor(240, 240, 240));
        QCOMPARE(theme.selected, QColor(214, 214, 255));
        QCOMPARE(theme.dim, QColor(102, 102, 102));
    }
    void unitsFollowTheFont()
    {
        QFont font;
        font.setPixelSize(13);
        QCOMPARE(Theme::units(14, font), 56);
        font.setPixelSize(12);
        QCOMPARE(Theme::units(14, font), 56);
        font.setPixelSize(26);
        QCOMPARE(Theme::units(14, font), 112);
        QCOMPARE(Theme::scaled(font, 0.5).pixelSize(), 13);
        font.setPointSizeF(10);
        QCOMPARE(Theme::scaled(font, 0.92).pointSizeF(), 9.2);
    }
    /// Emoji fonts have digits and blanks of their own, for key caps.
    void digitsComeFromTheTextsFont_data()
    {
        QTest::addColumn<QString>("family");
        QTest::newRow("default") << QGuiApplication::font().family();
        QTest::newRow("installed") << QFontInfo(QGuiApplication::font()).family();
        QTest::newRow("stands for another") << QStringLiteral("Sans Serif");
        QTest::newRow("not there") << QStringLiteral("No Such Family");
    }
    void digitsComeFromTheTextsFont()
    {
        QFETCH(QString, family);
        const QFont font(family);
        const QFont bold = Theme::withEmoji(Theme::name(font));
        for (const QFont &used : {Theme::withEmoji(font), Theme::scaled(Theme::withEmoji(font), 0.85), bold})
            QCOMPARE(familiesOf(QStringLiteral("12:01 #*"), used), QStringList{QFontInfo(font).family()});
    }
    void emojiAreInColour()
    {
        const QString family = QStringLiteral("Noto Color Emoji");
        if (!QFontDatabase::hasFamily(family))
            QSKIP("needs Noto Color Emoji");
        const QFont font = Theme::withEmoji(QGuiApplication::font());
        QCOMPARE(familiesOf(QString::fromUcs4(U"\U0001F426"), font), QStringList{family});
        // This one is in other fonts too, in black.
        QCOMPARE(familiesOf(QString::fromUcs4(U"\u2764"), font), QStringList{family});
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

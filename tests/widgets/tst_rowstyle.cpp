// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowstyle.h"

#include <QFontInfo>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QRawFont>
#include <QTest>
#include <QTextLayout>

using namespace linnet;

namespace {

RowStyle styleWith(const QFont &font, int width = 800)
{
    return RowStyle(QGuiApplication::palette(), font, Qt::LeftToRight, width, 1);
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

class TestRowStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        const RowStyle style = styleWith(font);
        for (const QFont &used : {style.font, style.nameFont, style.secondFont, style.timeFont}) {
            QCOMPARE(familiesOf(QStringLiteral("12:01 #*"), used), QStringList{QFontInfo(font).family()});
        }
    }
    void linesAreNotTooLong()
    {
        const RowStyle narrow = styleWith(QGuiApplication::font(), 500);
        QVERIFY(narrow.textLeft + narrow.textWidth < 500);
        const RowStyle wide = styleWith(QGuiApplication::font(), 3000);
        QVERIFY(wide.textWidth <= 91 * wide.charWidth);
        QCOMPARE(wide.columnLeft, (3000 - wide.columnWidth) / 2);
    }
    void mirrorsForRightToLeft()
    {
        const RowStyle style(QGuiApplication::palette(), QGuiApplication::font(), Qt::RightToLeft, 800, 1);
        QCOMPARE(style.placed({10, 5, 100, 20}), QRect(690, 5, 100, 20));
    }
};

QTEST_MAIN(TestRowStyle)
#include "tst_rowstyle.moc"

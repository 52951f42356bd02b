// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowstyle.h"

#include <QGuiApplication>
#include <QTest>

using namespace linnet;

namespace {

RowStyle styleWith(const QFont &font, int width = 800)
{
    return RowStyle(QGuiApplication::palette(), font, Qt::LeftToRight, width, 1);
}

}

class TestRowStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreNotTooLong()
    {
        const RowStyle narrow = styleWith(QGuiApplication::font(), 500);
        QVERIFY(narrow.textLeft + narrow.textWidth < 500);
        const RowStyle wide = styleWith(QGuiApplication::font(), 3000);
        QVERIFY(wide.textWidth <= 91 * wide.charWidth);
        QCOMPARE(wide.columnLeft, (3000 - wide.columnWidth) / 2);
    }
    void compactRowsAreLower()
    {
        const RowStyle comfortable = styleWith(QGuiApplication::font());
        RowStyle compact = comfortable;
        compact.setDensity(Density::Compact);
        TimelineItem item;
        item.text = QStringLiteral("words");
        for (const bool startsGroup : {true, false}) {
            item.startsGroup = startsGroup;
            QVERIFY(compact.guessHeight(item) < comfortable.guessHeight(item));
        }
        QVERIFY(compact.avatar < comfortable.avatar);
        QVERIFY(compact.avatar < compact.textLeft - compact.columnLeft);
        QVERIFY(compact.textWidth >= comfortable.textWidth);
        compact.setDensity(Density::Comfortable);
        QCOMPARE(compact.guessHeight(item), comfortable.guessHeight(item));
        QCOMPARE(compact.textLeft, comfortable.textLeft);
    }
    void mirrorsForRightToLeft()
    {
        const RowStyle style(QGuiApplication::palette(), QGuiApplication::font(), Qt::RightToLeft, 800, 1);
        QCOMPARE(style.placed({10, 5, 100, 20}), QRect(690, 5, 100, 20));
    }
};

QTEST_MAIN(TestRowStyle)
#include "tst_rowstyle.moc"

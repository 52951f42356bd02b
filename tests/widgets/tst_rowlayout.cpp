// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowlayout.h"

#include "support/fakerows.h"

#include <QGuiApplication>
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
        item.media.url = url;
        const RowLayout layout(item, styleOf(Qt::LeftToRight, 600), false);
        QCOMPARE(!layout.actions.isEmpty(), isThere);
        QCOMPARE(layout.hitTest(layout.card.center()).part == RowLayout::Part::Open, isThere);
    }
};

QTEST_MAIN(TestRowLayout)
#include "tst_rowlayout.moc"

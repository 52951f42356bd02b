// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepainter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace linnet;

class TestLinePainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsWhereItEnds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << u"Cranes over the marsh, this very morning"_qs;
        QTest::newRow("emoji") << u"Cranes \U0001F426\U0001F426\U0001F426\U0001F426 over the marsh"_qs;
        QTest::newRow("right to left") << u"שלום עולם שלום עולם שלום עולם"_qs;
    }
    void cutsWhereItEnds()
    {
        QFETCH(QString, text);
        const LinePainter lines;
        const QFont font = QGuiApplication::font();
        const int natural = lines.width(text, font, 2000, Qt::LeftToRight);
        QVERIFY(natural > 100);
        QVERIFY(!lines.isCut(text, font, natural, Qt::LeftToRight));
        QCOMPARE(lines.width(text, font, natural, Qt::LeftToRight), natural);
        for (int room = natural - 2; room > 40; room -= 7) {
            QVERIFY(lines.isCut(text, font, room, Qt::LeftToRight));
            const int width = lines.width(text, font, room, Qt::LeftToRight);
            QVERIFY2(width <= room + 1 && width > room - 40,
                     qPrintable(QStringLiteral("%1 of %2").arg(width).arg(room)));
        }
        QCOMPARE(lines.width(text, font, 2000, Qt::LeftToRight), natural); // there is room again
        QVERIFY(!lines.isCut(text, font, 2000, Qt::LeftToRight));
        QCOMPARE(lines.width(text, font, 0, Qt::LeftToRight), 0);
        QCOMPARE(lines.width(text, font, -5, Qt::LeftToRight), 0);
        QCOMPARE(lines.width({}, font, 100, Qt::LeftToRight), 0);
    }
    void paintsWhereItIsSaid_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<bool>("atEnd");
        QTest::addColumn<bool>("isRight");
        QTest::newRow("begins at the left") << Qt::LeftToRight << false << false;
        QTest::newRow("ends at the right") << Qt::LeftToRight << true << true;
        QTest::newRow("begins at the right") << Qt::RightToLeft << false << true;
        QTest::newRow("ends at the left") << Qt::RightToLeft << true << false;
    }
    void paintsWhereItIsSaid()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(bool, atEnd);
        QFETCH(bool, isRight);
        for (const QString &text : {u"mmmm"_qs, u"m\U0001F426"_qs, u"שלום"_qs}) {
            QImage image(400, 60, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            LinePainter().paint(painter, {100, 20, 200, 30}, text, QGuiApplication::font(), Qt::black,
                                direction, atEnd);
            painter.end();
            QRect touched;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixel(x, y) != QColor(Qt::white).rgb())
                        touched |= QRect(x, y, 1, 1);
                }
            }
            QVERIFY2(QRect(99, 18, 202, 34).contains(touched), qPrintable(text));
            QVERIFY(isRight ? touched.right() > 290 && touched.left() > 200
                            : touched.left() < 110 && touched.right() < 200);
        }
    }
    /// A row is painted at its corner: what is around it is not touched.
    void underlineStandsUnderItsWords()
    {
        const auto painted = [](bool isUnderlined) {
            QImage image(600, 200, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.translate(40, 60);
            QFont font = QGuiApplication::font();
            font.setUnderline(isUnderlined);
            LinePainter().paint(painter, {270, 20, 300, 30}, QStringLiteral("mmmm"), font, Qt::black,
                                Qt::LeftToRight);
            return image;
        };
        const QImage plain = painted(false);
        const QImage underlined = painted(true);
        QRect line;
        for (int y = 0; y < plain.height(); ++y) {
            for (int x = 0; x < plain.width(); ++x) {
                if (plain.pixel(x, y) != underlined.pixel(x, y))
                    line |= QRect(x, y, 1, 1);
            }
        }
        QVERIFY(line.width() > 10);
        QVERIFY2(line.left() >= 309 && line.right() < 610, qPrintable(QString::number(line.left())));
        QVERIFY2(line.top() > 60 + 20 + 15 && line.bottom() < 60 + 20 + 30,
                 qPrintable(QString::number(line.top())));
    }
};

QTEST_MAIN(TestLinePainter)
#include "tst_linepainter.moc"

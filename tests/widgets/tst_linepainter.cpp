// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepainter.h"

#include "widgets/emojifont.h"

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
    void elidedElsewhereItIsNotCutAgain()
    {
        const LinePainter lines;
        const QFont font = QGuiApplication::font();
        const QString text =
            u"report \U0001F44D\U0001F44D\U0001F44D\U0001F44D\U0001F44D of the spring.pdf"_qs;
        const int natural = lines.width(text, font, 2000, Qt::LeftToRight);
        QCOMPARE(lines.withoutMiddle(text, font, natural, Qt::LeftToRight), text);
        for (int room = natural - 2; room > 80; --room) {
            const QString shown = lines.withoutMiddle(text, font, room, Qt::LeftToRight);
            QVERIFY2(shown != text && shown.endsWith(u".pdf"), qPrintable(shown));
            QVERIFY(!lines.isCut(shown, font, room, Qt::LeftToRight));
        }
    }
    void hostileNamesKeepTheirEnd_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("emoji") << u"\U0001F600"_qs.repeated(480);
        QTest::newRow("marks") << QString(u'e' + u"\u0301"_qs.repeated(990));
        QTest::newRow("selectors") << QString(u'a' + u"\ufe0f"_qs.repeated(990));
        QTest::newRow("one word") << u"w"_qs.repeated(990);
    }
    void hostileNamesKeepTheirEnd()
    {
        QFETCH(QString, name);
        const LinePainter lines;
        const QString shown =
            lines.withoutMiddle(name + u".exe", QGuiApplication::font(), 320, Qt::LeftToRight);
        QVERIFY2(shown.endsWith(u".exe") && shown.size() > 5, qPrintable(shown));
        QVERIFY(!lines.isCut(shown, QGuiApplication::font(), 320, Qt::LeftToRight));
    }
    void emojiOfManyPartsAreWhole()
    {
        const LinePainter lines;
        const QFont font = QGuiApplication::font();
        const QString wales = u"\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F"_qs;
        const QString text = wales.repeated(6);
        if (!EmojiFont::canPaint(wales))
            QSKIP("There is no font with it here.");
        const int one = lines.width(wales, font, 1000, Qt::LeftToRight);
        QVERIFY(!lines.isCut(text, font, 6 * one + 1, Qt::LeftToRight));
        for (int room = 6 * one - 2; room > 20; --room) {
            const int rest = lines.width(text, font, room, Qt::LeftToRight) -
                             lines.width(QString(QChar(0x2026)), font, 100, Qt::LeftToRight);
            QVERIFY2(qAbs(rest - qRound(double(rest) / one) * one) <= 1, qPrintable(QString::number(rest)));
        }
    }
    void cutLettersHaveRoomToo()
    {
        const LinePainter lines;
        const QFont font = QGuiApplication::font();
        const QString text = u"شكراً سأطبخ يوم الجمعة في الساعة السابعة ومعي أصدقاء"_qs;
        for (int room = 40; room < 300; ++room) {
            const int width = lines.width(text, font, room, Qt::RightToLeft);
            QVERIFY2(width <= room + 1, qPrintable(QString::number(width - room)));
        }
    }
    /// Who keeps few shapes more often, and says the same.
    void forgetsWhatItNeedsNot()
    {
        const LinePainter lines(1);
        const QFont font = QGuiApplication::font();
        for (int again = 0; again < 3; ++again) {
            QVERIFY(lines.isCut(u"mmmmmmmmmm"_qs, font, 30, Qt::LeftToRight));
            QVERIFY(!lines.isCut(u"mmmmmmmmmm"_qs, font, 500, Qt::LeftToRight));
            QVERIFY(!lines.isCut(u"i"_qs, font, 30, Qt::LeftToRight));
        }
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

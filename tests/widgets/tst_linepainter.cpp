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

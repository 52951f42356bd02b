// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojifont.h"

#include <QFont>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace linnet;

/// Which emoji have pictures.
class TestEmojiFont : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasWhatFontsKnow()
    {
        if (EmojiFont::families().isEmpty())
            QSKIP("There is no such font here.");
        for (const QString &emoji : {u"🍕"_qs, u"❤️"_qs, u"👩‍🍳"_qs, u"👍🏽"_qs, u"🇩🇪"_qs,
                                     u"1️⃣"_qs, u"🏴󠁧󠁢󠁥󠁮󠁧󠁿"_qs})
            QVERIFY2(EmojiFont::has(emoji), qPrintable(emoji));
        // Parts that no font joins
        QVERIFY(!EmojiFont::has(u"🍕\u200d🍕"_qs));
        QVERIFY(!EmojiFont::has(QString::fromUcs4(U"\U0001FFFD"))); // not an emoji yet
    }
    void paintsWhatItHas()
    {
        QVERIFY(!EmojiFont::canPaint(u"🍕\u200d🍕"_qs));
        QCOMPARE(EmojiFont::canPaint(u"🍕"_qs), !EmojiFont::families().isEmpty());
        if (EmojiFont::families().isEmpty())
            return;
        const QSize size = EmojiFont::sizeIn(QGuiApplication::font());
        QVERIFY(size.width() >= 10 && size.height() >= 10);
        QImage image(100, 100, QImage::Format_RGB32);
        for (const int again : {1, 2}) { // the second time it is there already
            image.fill(Qt::white);
            QPainter painter(&image);
            const QRect place(QPoint(40, 50), size);
            EmojiFont::paint(painter, place, u"🍕"_qs);
            painter.end();
            QRect touched;
            bool isColoured = false;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor colour(image.pixel(x, y));
                    if (colour != QColor(Qt::white))
                        touched |= QRect(x, y, 1, 1);
                    isColoured = isColoured || colour.hslSaturation() > 100;
                }
            }
            QVERIFY2(place.contains(touched), qPrintable(QString::number(again)));
            QVERIFY(touched.width() > size.width() / 2 && touched.height() > size.height() / 2);
            QVERIFY(isColoured);
        }
    }
};

QTEST_MAIN(TestEmojiFont)
#include "tst_emojifont.moc"

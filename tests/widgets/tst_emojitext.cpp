// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojitext.h"

#include <QTest>

using namespace linnet;

class TestEmojiText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOnlyFew_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        QTest::newRow("one") << u"\U0001F600"_qs << true;
        QTest::newRow("six") << u"\U0001F600"_qs.repeated(6) << true;
        QTest::newRow("seven") << u"\U0001F600"_qs.repeated(7) << false;
        QTest::newRow("blanks between") << u" \U0001F600 \U0001F389\n\U0001F600 "_qs << true;
        QTest::newRow("skin tone") << u"\U0001F44D\U0001F3FD"_qs << true;
        QTest::newRow("family") << u"\U0001F468\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466"_qs.repeated(
                                       6)
                                << true;
        QTest::newRow("she shrugs") << u"\U0001F937\u200d\u2640\ufe0f"_qs << true;
        QTest::newRow("he shrugs, without the selector") << u"\U0001F937\u200d\u2642"_qs << true;
        QTest::newRow("flag") << u"\U0001F1E9\U0001F1EA"_qs << true;
        QTest::newRow("half a flag") << u"\U0001F1E9"_qs << false;
        QTest::newRow("Scotland")
            << u"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_qs << true;
        QTest::newRow("keycap") << u"1\ufe0f\u20e3"_qs << true;
        QTest::newRow("heart") << u"\u2764\ufe0f"_qs << true;
        QTest::newRow("a sign as a picture") << u"\u00a9\ufe0f"_qs << true;
        QTest::newRow("a sign as text") << u"\u00a9"_qs << false;
        QTest::newRow("digits") << u"123"_qs << false;
        QTest::newRow("words") << u"\U0001F600 yes"_qs << false;
        QTest::newRow("CJK") << u"\u65e5\u672c"_qs << false;
        QTest::newRow("joiner at the end") << u"\U0001F600\u200d"_qs << false;
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("blank") << u"  "_qs << false;
        QTest::newRow("long") << u"\U0001F600"_qs.repeated(10'000) << false;
    }
    void isOnlyFew()
    {
        QFETCH(QString, text);
        QTEST(EmojiText::isOnlyFew(text), "expected");
    }
    void picturesBesideItCount()
    {
        const QString smiley = u"\U0001F600"_qs;
        QVERIFY(EmojiText::isOnlyFew({}, 6));
        QVERIFY(EmojiText::isOnlyFew(u"  "_qs, 1));
        QVERIFY(EmojiText::isOnlyFew(smiley.repeated(4), 2));
        QVERIFY(!EmojiText::isOnlyFew({}, 7));
        QVERIFY(!EmojiText::isOnlyFew(smiley.repeated(4), 3));
        QVERIFY(!EmojiText::isOnlyFew(u"a"_qs, 1));
    }
};

QTEST_APPLESS_MAIN(TestEmojiText)
#include "tst_emojitext.moc"

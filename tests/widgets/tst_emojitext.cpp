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
    void endOf_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        QTest::newRow("before a word") << u"\U0001F600yes"_qs << u"\U0001F600"_qs;
        QTest::newRow("two") << u"\U0001F600\U0001F389"_qs << u"\U0001F600"_qs;
        QTest::newRow("family") << u"\U0001F468\u200d\U0001F469\u200d\U0001F467!"_qs
                                << u"\U0001F468\u200d\U0001F469\u200d\U0001F467"_qs;
        QTest::newRow("joiner at the end") << u"\U0001F600\u200d"_qs << u"\U0001F600"_qs;
        QTest::newRow("joiner before a word") << u"\U0001F600\u200da"_qs << u"\U0001F600"_qs;
        QTest::newRow("asked for as text") << u"\u231a\ufe0e"_qs << QString();
        QTest::newRow("asked for as a picture") << u"\u2639\ufe0f?"_qs << u"\u2639\ufe0f"_qs;
        QTest::newRow("three flag letters")
            << u"\U0001F1E9\U0001F1EA\U0001F1EB"_qs << u"\U0001F1E9\U0001F1EA"_qs;
        QTest::newRow("digit") << u"12"_qs << QString();
        QTest::newRow("digit with a selector") << u"1\ufe0f2"_qs << QString();
        QTest::newRow("word") << u"yes"_qs << QString();
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u'a' << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void endOf()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        QCOMPARE(text.left(EmojiText::endOf(text, 0)), first);
        QCOMPARE(EmojiText::endOf(QString(u'a' + text), 1), first.size() + 1);
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

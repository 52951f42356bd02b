// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellwords.h"

#include <QStringList>
#include <QTest>

using namespace linnet;

class TestSpellWords : public QObject
{
    Q_OBJECT

    static QString wordsOf(const QString &text)
    {
        QStringList words;
        for (const SpellWord &word : spellWords(text))
            words.append(text.mid(word.start, word.length));
        return words.join(u' ');
    }

private Q_SLOTS:
    void onlyProseIsChecked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("a sentence") << u"Hello, wonderful world!"_qs << u"Hello wonderful world"_qs;
        QTest::newRow("apostrophes") << u"don't 'quoted' rock'n'roll it’s"_qs
                                     << u"don't quoted rock'n'roll it’s"_qs;
        QTest::newRow("marks and umlauts") << u"Grüße a\u0308rger"_qs << u"Grüße a\u0308rger"_qs;
        QTest::newRow("one letter") << u"a b word"_qs << u"word"_qs;
        QTest::newRow("numbers") << u"in 2026 v2 10kg h4x0r yes"_qs << u"in yes"_qs;
        QTest::newRow("hyphens and slashes") << u"well-known and/or"_qs << u"well known and or"_qs;
        QTest::newRow("inline code") << u"run `mkae instll` now"_qs << u"run now"_qs;
        QTest::newRow("two ticks") << u"``a ` b`` then"_qs << u"then"_qs;
        QTest::newRow("one tick alone") << u"the ` sign"_qs << u"the sign"_qs;
        QTest::newRow("a fence") << u"look\n```\nfoo brr\n```\nthere"_qs << u"look there"_qs;
        QTest::newRow("an open fence") << u"look\n```cpp\nfoo brr"_qs << u"look"_qs;
        QTest::newRow("links") << u"see https://exmaple.org/a or www.exmaple.org or exmaple.org/b ok"_qs
                               << u"see or or ok"_qs;
        QTest::newRow("mail") << u"ask bob@exmaple.org soon"_qs << u"ask soon"_qs;
        QTest::newRow("people and rooms") << u"@bbo:x and #roomm:x and @room too"_qs << u"and and too"_qs;
        QTest::newRow("emoji") << u"fine :thmbsup: (:-) good"_qs << u"fine good"_qs;
        QTest::newRow("a command") << u"/tpoic words of it"_qs << u"words of it"_qs;
        QTest::newRow("a slash as text") << u"//tpoic words"_qs << u"tpoic words"_qs;
        QTest::newRow("a slash later") << u"the /tmp folder"_qs << u"the tmp folder"_qs;
        QTest::newRow("paths and names") << u"/usr/bin/foo ./a/b/c snake_caes end"_qs << u"end"_qs;
        QTest::newRow("no blank after a dot") << u"one.Two"_qs << u"one Two"_qs;
        QTest::newRow("a title") << u"**boold** ~~strike~~ *it*"_qs << u"boold strike it"_qs;
    }
    void onlyProseIsChecked()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QCOMPARE(wordsOf(text), words);
    }
    void hugeTextsEnd()
    {
        QVERIFY(spellWords(QString(200'000, u'`')).isEmpty());
        QCOMPARE(spellWords(QString(200'000, u'x')).size(), 1);
        QVERIFY(spellWords(u"word "_qs.repeated(50'000)).size() <= MostSpellWords + 1);
        spellWords(u"` `` ``` "_qs.repeated(5'000));
    }
};

QTEST_GUILESS_MAIN(TestSpellWords)
#include "tst_spellwords.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

#include <QTest>

using namespace linnet;

class TestFoldedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreThoseOfQt()
    {
        const QString text = u"anna bananna an"_qs;
        for (const QString &word : {u"a"_qs, u"an"_qs, u"ann"_qs, u"anna"_qs, u"an "_qs, u" an"_qs, u"b"_qs,
                                    u"nna b"_qs, u"x"_qs, u"ana"_qs, text, QString(text + u'a')}) {
            for (qsizetype from = 0; from <= text.size(); ++from)
                QCOMPARE(placeIn(text, word, from), text.indexOf(word, from));
        }
        QCOMPARE(placeIn({}, u"a"_qs), -1);
    }
    void waysToWriteTheSameAreOne_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("case") << u"Hello WORLD"_qs << u"hello world"_qs;
        QTest::newRow("accents") << u"Crème Brûlée"_qs << u"creme brulee"_qs;
        QTest::newRow("accents apart") << u"e\u0301cole"_qs << u"ecole"_qs;
        QTest::newRow("sharp s") << u"Straße"_qs << u"strasse"_qs;
        QTest::newRow("full width") << u"ＡＢＣ１"_qs << u"abc1"_qs;
        QTest::newRow("ligature") << u"ﬁn"_qs << u"fin"_qs;
        QTest::newRow("Greek") << u"Ἀθῆναι"_qs << u"αθηναι"_qs;
        QTest::newRow("Arabic vowels") << u"كِتَاب"_qs << u"كتاب"_qs;
        QTest::newRow("Hebrew points") << u"שָׁלוֹם"_qs << u"שלום"_qs;
        QTest::newRow("Hindi keeps its vowels") << u"हिन्दी"_qs << u"हिन्दी"_qs;
        QTest::newRow("Korean stays in syllables") << u"한국어"_qs << u"한국어"_qs;
        QTest::newRow("nothing") << QString() << QString();
    }
    void waysToWriteTheSameAreOne()
    {
        QFETCH(QString, text);
        QTEST(foldedText(text), "folded");
    }

    void whatIsWrittenWithoutSpacesIsParted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("English") << u"no change"_qs << QStringList{u"no"_qs, u"change"_qs};
        QTest::newRow("Chinese") << u"我在北京"_qs << QStringList{u"我"_qs, u"在"_qs, u"北"_qs, u"京"_qs};
        QTest::newRow("Japanese and English")
            << u"東京tower"_qs << QStringList{u"東"_qs, u"京"_qs, u"tower"_qs};
        QTest::newRow("Thai with its marks") << u"ที่นี่"_qs << QStringList{u"ที่"_qs, u"นี่"_qs};
        QTest::newRow("beyond 16 bits") << u"𠮷野"_qs << QStringList{u"𠮷"_qs, u"野"_qs};
        QTest::newRow("emoji") << u"party🎉now"_qs << QStringList{u"party"_qs, u"🎉"_qs, u"now"_qs};
        QTest::newRow("Hindi") << u"हिन्दी भाषा"_qs << QStringList{u"हिन्दी"_qs, u"भाषा"_qs};
    }
    void whatIsWrittenWithoutSpacesIsParted()
    {
        QFETCH(QString, text);
        QTEST(indexableText(text).split(u' ', Qt::SkipEmptyParts), "words");
    }
};

QTEST_APPLESS_MAIN(TestFoldedText)
#include "tst_foldedtext.moc"

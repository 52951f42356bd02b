// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundwords.h"

#include <QTest>

using namespace linnet;

class TestFoundWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatWasFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char *name, const QString &text, const QStringList &words,
                            const QString &marked) { QTest::newRow(name) << text << words << marked; };
        row("as typed", u"a needle here"_qs, {u"needle"_qs}, u"a [needle] here"_qs);
        row("beginning of a word", u"these are the others"_qs, {u"the"_qs}, u"[the]se are [the] others"_qs);
        row("other case", u"Needle NEEDLE"_qs, {u"neeDLE"_qs}, u"[Needle] [NEEDLE]"_qs);
        row("accents", u"un cafe\u0301, un caf\u00e9s"_qs, {u"cafe"_qs},
            u"un [cafe\u0301], un [caf\u00e9]s"_qs);
        row("accents that were typed", u"cafe"_qs, {u"caf\u00e9"_qs}, u"[cafe]"_qs);
        row("longer when folded", u"Stra\u00dfe"_qs, {u"strass"_qs}, u"[Stra\u00df]e"_qs);
        row("in the middle of what folds to two", u"Stra\u00dfe"_qs, {u"stras"_qs}, u"[Stra\u00df]e"_qs);
        row("ligature", u"\ufb01nd"_qs, {u"find"_qs}, u"[\ufb01nd]"_qs);
        row("signs before it", u"foo -foo"_qs, {u"-foo"_qs}, u"[foo] -[foo]"_qs);
        row("signs in it", u"a well-known road"_qs, {u"well-known"_qs}, u"a [well-known] road"_qs);
        row("phrase", u"so to be or not"_qs, {u"to  be"_qs}, u"so [to be] or not"_qs);
        row("several", u"one two three"_qs, {u"two"_qs, u"thr"_qs}, u"one [two] [thr]ee"_qs);
        row("the longer one", u"testing"_qs, {u"test"_qs, u"testing"_qs}, u"[testing]"_qs);
        row("ideographs", u"\u6771\u4eac\u90fd\u65e5\u672c"_qs, {u"\u65e5\u672c"_qs},
            u"\u6771\u4eac\u90fd[\u65e5\u672c]"_qs);
        row("emoji", u"hi \U0001f426\U0001f389"_qs, {u"\U0001f389"_qs}, u"hi \U0001f426[\U0001f389]"_qs);
        row("only signs", u"a - b"_qs, {u"-"_qs}, u"a - b"_qs);
        row("nothing", u"text"_qs, {}, u"text"_qs);
        row("longer than the text", u"need"_qs, {u"needle"_qs}, u"need"_qs);
    }
    void marksWhatWasFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        const QList<FoundWords::Place> places = FoundWords(words).in(text);
        for (auto place = places.crbegin(); place != places.crend(); ++place) {
            text.insert(place->start + place->length, u']');
            text.insert(place->start, u'[');
        }
        QTEST(text, "marked");
    }
};

QTEST_MAIN(TestFoundWords)
#include "tst_foundwords.moc"

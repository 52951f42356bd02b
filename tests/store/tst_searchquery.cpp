// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchquery.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace linnet;

class TestSearchQuery : public QObject
{
    Q_OBJECT

    const QDate m_today{2026, 11, 24};

    SearchQuery parse(const QString &typed) const { return SearchQuery::parse(typed, m_today); }
    static qint64 startOf(int year, int month, int day)
    {
        return QDate(year, month, day).startOfDay().toMSecsSinceEpoch();
    }

private Q_SLOTS:
    void wordsAndPhrases()
    {
        const SearchQuery query = parse(u"  two  words \"and a phrase\" more"_qs);
        QCOMPARE(query.words, (QStringList{u"two"_qs, u"words"_qs, u"more"_qs}));
        QCOMPARE(query.phrases, QStringList{u"and a phrase"_qs});
        QVERIFY(!query.isEmpty());
    }
    void aPhraseThatIsStillBeingTyped()
    {
        QCOMPARE(parse(u"\"half a"_qs).phrases, QStringList{u"half a"_qs});
    }
    void filters()
    {
        const SearchQuery query =
            parse(u"from:bob from:@ann:x.org in:\"Long name\" IN:two has:link has:image "
                  "has:image has:file word"_qs);
        QCOMPARE(query.from, (QStringList{u"bob"_qs, u"@ann:x.org"_qs}));
        QCOMPARE(query.in, (QStringList{u"Long name"_qs, u"two"_qs}));
        QVERIFY(query.hasLink);
        QCOMPARE(query.media, (QList{MessageText::Media::Image, MessageText::Media::File}));
        QCOMPARE(query.words, QStringList{u"word"_qs});
        QVERIFY(query.unreadable.isEmpty());
    }
    void days_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("day") << u"2026-03-01"_qs << startOf(2026, 3, 1);
        QTest::newRow("short day") << u"2026-3-1"_qs << startOf(2026, 3, 1);
        QTest::newRow("month") << u"2026-03"_qs << startOf(2026, 3, 1);
        QTest::newRow("year") << u"2025"_qs << startOf(2025, 1, 1);
        QTest::newRow("today") << u"today"_qs << startOf(2026, 11, 24);
        QTest::newRow("yesterday") << u"Yesterday"_qs << startOf(2026, 11, 23);
    }
    void days()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QCOMPARE(parse(u"after:"_qs + text).after, std::optional(ms));
        QCOMPARE(parse(u"before:"_qs + text).before, std::optional(ms));
    }
    void daysAsTheLocaleWritesThem()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const SearchQuery query = parse(u"after:1.3.26 before:01.04.2026"_qs);
        QLocale::setDefault(before);
        QCOMPARE(query.after, std::optional(startOf(2026, 3, 1)));
        QCOMPARE(query.before, std::optional(startOf(2026, 4, 1)));
    }
    void whatIsHalfTypedIsIgnoredAndNamed()
    {
        const SearchQuery query = parse(u"word before:20 has:lin from: after:soon"_qs);
        QCOMPARE(query.words, QStringList{u"word"_qs});
        QVERIFY(!query.before && !query.after && !query.hasLink && query.from.isEmpty());
        QCOMPARE(query.unreadable,
                 (QStringList{u"before:20"_qs, u"has:lin"_qs, u"from:"_qs, u"after:soon"_qs}));
    }
    void otherColonsAreWords()
    {
        const SearchQuery query = parse(u"https://x.org 12:30 !room:x"_qs);
        QCOMPARE(query.words.size(), 3);
        QVERIFY(query.unreadable.isEmpty());
    }
    void whatTheIndexDoesNotKnowDoesNotCount()
    {
        QVERIFY(parse(u":-) ... "_qs).isEmpty());
        QVERIFY(parse({}).isEmpty());
        QCOMPARE(parse(u"well :-)"_qs).words, QStringList{u"well"_qs});
        QCOMPARE(parse(u"🎉"_qs).words, QStringList{u"🎉"_qs});
    }
};

QTEST_APPLESS_MAIN(TestSearchQuery)
#include "tst_searchquery.moc"

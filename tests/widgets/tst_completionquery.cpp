// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completionquery.h"

#include <QTest>

using namespace linnet;

/// The word that asks for suggestions.
class TestCompletionQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("query"); // sign, place and word; empty: none
        QTest::newRow("person") << u"hi @bo"_qs << u"@3bo"_qs;
        QTest::newRow("anybody") << u"@"_qs << u"@0"_qs;
        QTest::newRow("in brackets") << u"(@bo"_qs << u"@1bo"_qs;
        QTest::newRow("full id") << u"@bob:example.org"_qs << u"@0bob:example.org"_qs;
        QTest::newRow("mail") << u"me@example"_qs << QString();
        QTest::newRow("room") << u"see #tea"_qs << u"#4tea"_qs;
        QTest::newRow("heading") << u"## Tea"_qs << QString();
        QTest::newRow("number sign alone") << u"#"_qs << QString();
        QTest::newRow("emoji") << u"nice :ta"_qs << u":5ta"_qs;
        QTest::newRow("one letter is a smiley") << u":D"_qs << QString();
        QTest::newRow("smiley") << u":-)"_qs << QString();
        QTest::newRow("address") << u"http://x"_qs << QString();
        QTest::newRow("time") << u"12:30"_qs << QString();
        QTest::newRow("command") << u"/ki"_qs << u"/0ki"_qs;
        QTest::newRow("path") << u"in /usr"_qs << QString();
        QTest::newRow("two slashes") << u"//ki"_qs << QString();
        QTest::newRow("ended") << u"@bob "_qs << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("60,000 letters") << QString(u'@' + QString(60'000, u'x')) << QString();
    }
    void words()
    {
        QFETCH(QString, line);
        const auto query = CompletionQuery::at(line, true);
        QTEST(query ? QString(query->sign + QString::number(query->start) + query->word) : QString(),
              "query");
    }
    void commandsStandAtTheBeginning()
    {
        QVERIFY(!CompletionQuery::at(u"/ki"_qs, false));
        QVERIFY(CompletionQuery::at(u"@bo"_qs, false));
    }
};

QTEST_GUILESS_MAIN(TestCompletionQuery)
#include "tst_completionquery.moc"

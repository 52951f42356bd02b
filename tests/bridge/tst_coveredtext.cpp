// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/coveredtext.h"

#include <QTest>

using namespace linnet;

/// What is hidden stays so where it cannot be opened.
class TestCoveredText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hides_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        const QString bar(5, QChar(0x2588));
        QTest::newRow("no html") << QString() << u"plain"_qs;
        QTest::newRow("nothing hidden") << u"<b>said</b>"_qs << u"said"_qs;
        QTest::newRow("a list") << u"<p>Bring</p><ol><li>tea</li><li><em>cake</em></li></ol>"_qs
                                << u"Bring\n1. tea\n2. cake"_qs;
        QTest::newRow("too much") << u"<b>"_qs.repeated(9000) << u"plain"_qs;
        QTest::newRow("a part") << u"Erin gets <span data-mx-spoiler>a bike</span>!"_qs
                                << QString(u"Erin gets " + bar + u"!");
        QTest::newRow("with a reason, and formatting in it")
            << u"<span data-mx-spoiler='end'>he <b>dies</b> there</span>"_qs << bar;
        QTest::newRow("two") << u"<span data-mx-spoiler>a</span> and <span data-mx-spoiler>b</span>"_qs
                             << QString(bar + u" and " + bar);
        QTest::newRow("in a table") << u"<table><tr><td><span DATA-MX-SPOILER>x</span></td></tr></table>"_qs
                                    << bar;
        QTest::newRow("a block")
            << u"<p data-mx-spoiler>x</p><blockquote data-mx-spoiler><p>y</p></blockquote>z"_qs
            << QString(bar + u'\n' + bar + u"\nz");
        QTest::newRow("nothing left to show") << u"<span data-mx-spoiler></span>"_qs << u"plain"_qs;
    }
    void hides()
    {
        QFETCH(QString, html);
        QTEST(coveredText(u"plain"_qs, html), "expected");
    }
};

QTEST_GUILESS_MAIN(TestCoveredText)
#include "tst_coveredtext.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownsource.h"

#include <QTest>

using namespace linnet;

/// HTML back to what was typed.
class TestMarkdownSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void simple_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("source");
        QTest::newRow("styles") << u"<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>*e*</code></p>"_qs
                                << u"a **b** *c* ~~d~~ `*e*`"_qs;
        QTest::newRow("a person") << u"<a href=\"https://matrix.to/#/@bob:x\">Bob</a>: hi"_qs
                                  << u"[Bob](https://matrix.to/#/@bob:x): hi"_qs;
        QTest::newRow("lines") << u"<p>a<br>\nb</p>\n<p>c<br />d</p>\n"_qs << u"a\nb\n\nc\nd"_qs;
        QTest::newRow("custom emoji")
            << u"hi <img data-mx-emoticon src=\"mxc://x/a\" alt=\":cat:\" title=\"cat\" height=\"32\"> <em>b</em>"_qs
            << u"hi ![:cat:](mxc://x/a) *b*"_qs;
        QTest::newRow("custom emoji that shows something")
            << u"<img data-mx-emoticon src=\"mxc://x/a\" alt=\"a &lt;cat&gt;\" title=\"cat\" height=\"32\">"_qs
            << u"![:cat:](mxc://x/a \"a <cat>\")"_qs;
        QTest::newRow("custom emoji of other clients")
            << u"<img data-mx-emoticon src=\"mxc://x/a\" alt=\":cat:\" title=\":cat:\">"_qs
            << u"![:cat:](mxc://x/a)"_qs;
        QTest::newRow("spoiler") << u"a <span data-mx-spoiler> b<br>c </span> ||d|| | e"_qs
                                 << u"a ||b\nc|| \\|\\|d\\|\\| | e"_qs;
        QTest::newRow("signs") << u"2 * 3 &lt; 7 &amp;amp;"_qs << u"2 \\* 3 \\< 7 \\&amp;"_qs;
    }
    void simple()
    {
        QFETCH(QString, html);
        QTEST(markdownSource(html).value_or(u"none"_qs), "source");
    }
    void notSimple_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("nothing") << QString();
        QTest::newRow("list") << u"<ul><li>a</li></ul>"_qs;
        QTest::newRow("attributes") << u"<span data-mx-spoiler=\"why\">a</span>"_qs;
        QTest::newRow("no spoiler") << u"<span>a</span>"_qs;
        QTest::newRow("another picture") << u"<img src=\"mxc://x/a\" alt=\":cat:\">"_qs;
        QTest::newRow("crossed") << u"<b>a<i>b</b>c</i>"_qs;
        QTest::newRow("open") << u"<b>a"_qs;
        QTest::newRow("cut") << u"a <b"_qs;
        QTest::newRow("entity") << u"a&nbsp;b"_qs;
        QTest::newRow("10,000 tags") << u"<b>"_qs.repeated(10'000);
    }
    void notSimple()
    {
        QFETCH(QString, html);
        QVERIFY(!markdownSource(html));
    }
};

QTEST_GUILESS_MAIN(TestMarkdownSource)
#include "tst_markdownsource.moc"

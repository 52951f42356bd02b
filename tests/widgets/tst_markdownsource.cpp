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
        QTest::newRow("spoiler with a reason")
            << u"so: <span data-mx-spoiler=\"the *end*\">he &amp; she</span>"_qs
            << u"so: the \\*end\\*: ||he & she||"_qs;
        QTest::newRow("spoiler without one") << u"<span data-mx-spoiler=\"\">a</span>"_qs << u"||a||"_qs;
        QTest::newRow("custom emoji with attributes in another order")
            << u"<img height=\"32\" data-mx-emoticon=\"\" title=\":cat:\" alt=\":cat:\" src=\"mxc://x/a\" />"_qs
            << u"![:cat:](mxc://x/a)"_qs;
        QTest::newRow("signs") << u"2 * 3 &lt; 7 &amp;amp;"_qs << u"2 \\* 3 \\< 7 \\&amp;"_qs;
    }
    void simple()
    {
        QFETCH(QString, html);
        QTEST(markdownSource(html).value_or(u"none"_qs), "source");
    }
    void whatHasNoSourceKeepsItsPills_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("source");
        const QString bob = u"<a href=\"https://matrix.to/#/@bob:x\">Bob</a>"_qs;
        const QString bobs = u"[Bob](https://matrix.to/#/@bob:x)"_qs;
        const QString cat =
            u"<img data-mx-emoticon src=\"mxc://x/a\" alt=\"a cat\" title=\"cat\" height=\"32\">"_qs;
        const QString cats = u"![:cat:](mxc://x/a \"a cat\")"_qs;
        QTest::newRow("nothing to keep")
            << u"* a\n* b"_qs << u"<ul><li>a</li><li>b</li></ul>"_qs << u"* a\n* b"_qs;
        QTest::newRow("no html") << u"Bob"_qs << QString() << u"Bob"_qs;
        QTest::newRow("a person in a list")
            << u"* Bob\n* tea"_qs << u"<ul><li>%1</li><li>tea</li></ul>"_qs.arg(bob)
            << u"* %1\n* tea"_qs.arg(bobs);
        QTest::newRow("a custom emoji in a heading")
            << u"# :cat: **tea**"_qs << u"<h1>%1 <strong>tea</strong></h1>"_qs.arg(cat)
            << u"# %1 **tea**"_qs.arg(cats);
        QTest::newRow("in order") << u"> Bob :cat:\n\nBob"_qs
                                  << u"<blockquote><p>%1 %2</p></blockquote><p>%1</p>"_qs.arg(bob, cat)
                                  << u"> %1 %2\n\n%1"_qs.arg(bobs, cats);
        QTest::newRow("the same words before it")
            << u"> Bob: no\n\nto Bob"_qs << u"<blockquote>Bob: no</blockquote><p>to %1</p>"_qs.arg(bob)
            << u"> Bob: no\n\nto %1"_qs.arg(bobs);
        QTest::newRow("the same words in a link before it")
            << u"# [Bob](https://b.example)\nBob"_qs
            << u"<h1><a href=\"https://b.example\">Bob</a></h1><p>%1</p>"_qs.arg(bob)
            << u"# [Bob](https://b.example)\n%1"_qs.arg(bobs);
        QTest::newRow("entities") << u"# B & C"_qs
                                  << u"<h1><a href=\"https://matrix.to/#/%40bc%3Ax\">B &amp; C</a></h1>"_qs
                                  << u"# [B \\& C](https://matrix.to/#/@bc:x)"_qs;
        QTest::newRow("a room") << u"# Birds"_qs
                                << u"<h1><a href=\"https://matrix.to/#/%23b:x\">Birds</a></h1>"_qs
                                << u"# Birds"_qs;
        QTest::newRow("not in the body")
            << u"# tea, Bob"_qs << u"<h1><a href=\"https://matrix.to/#/@ann:x\">Ann</a> %1</h1>"_qs.arg(bob)
            << u"# tea, %1"_qs.arg(bobs);
        QTest::newRow("in the body already")
            << u"# %1"_qs.arg(bobs) << u"<h1>%1</h1>"_qs.arg(bob) << u"# %1"_qs.arg(bobs);
    }
    void whatHasNoSourceKeepsItsPills()
    {
        QFETCH(QString, body);
        QFETCH(QString, html);
        QTEST(editableSource(body, html), "source");
    }
    void notSimple_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("nothing") << QString();
        QTest::newRow("list") << u"<ul><li>a</li></ul>"_qs;
        QTest::newRow("attributes") << u"<span data-mx-spoiler=\"why\" class=\"b\">a</span>"_qs;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/markdown.h"
#include "bridge/messagehtml.h"

#include <QTest>

using namespace linnet;

class TestMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomesHtml_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        const auto row = [](const char *name, const QString &text, const QString &html) {
            QTest::newRow(name) << text << html;
        };
        row("emphasis", u"*a* _b_ **c** ~~d~~ `e`"_qs,
            u"<em>a</em> <em>b</em> <strong>c</strong> <del>d</del> <code>e</code>"_qs);
        row("line breaks", u"*a*\nb\nc"_qs, u"<em>a</em><br />\nb<br />\nc"_qs);
        row("paragraphs", u"*a*\n\nb"_qs, u"<p><em>a</em></p>\n<p>b</p>"_qs);
        row("heading", u"# a"_qs, u"<h1>a</h1>"_qs);
        row("list", u"- a\n- b"_qs, u"<ul>\n<li>a</li>\n<li>b</li>\n</ul>"_qs);
        row("numbers from", u"3. a"_qs, u"<ol start=\"3\">\n<li>a</li>\n</ol>"_qs);
        row("quote", u"> a\n> b"_qs, u"<blockquote>\n<p>a<br />\nb</p>\n</blockquote>"_qs);
        row("code block", u"```c++\na < b && \"c\"\n\n||d||\n```"_qs,
            u"<pre><code class=\"language-c++\">a &lt; b &amp;&amp; \"c\"\n\n||d||\n</code></pre>"_qs);
        row("table", u"|a|b|\n|-|:-:|\n|c|*d*|"_qs,
            u"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>c</td><td><em>d</em></td></"
            u"tr>\n"
            "</tbody></table>"_qs);
        row("link", u"[a](https://e.org \"title\")"_qs, u"<a href=\"https://e.org\">a</a>"_qs);
        row("person", u"[Alice](https://matrix.to/#/@alice:e.org)"_qs,
            u"<a href=\"https://matrix.to/#/@alice:e.org\">Alice</a>"_qs);
        row("address in brackets", u"<https://e.org>"_qs, u"<a href=\"https://e.org\">https://e.org</a>"_qs);
        row("mail in brackets", u"<a@e.org>"_qs, u"<a href=\"mailto:a@e.org\">a@e.org</a>"_qs);
        row("link to a program", u"*a* [b](javascript:x) [c](d)"_qs,
            u"<em>a</em> [b](javascript:x) [c](d)"_qs);
        row("picture from elsewhere", u"*a* ![b](https://e.org/x.png)"_qs,
            u"<em>a</em> ![b](https://e.org/x.png)"_qs);
        row("spoiler", u"a ||b *c*|| d"_qs, u"a <span data-mx-spoiler>b <em>c</em></span> d"_qs);
        row("spoilers", u"||a||||b||"_qs, u"<span data-mx-spoiler>a</span><span data-mx-spoiler>b</span>"_qs);
        row("spoiler over two lines", u"||a\nb||"_qs, u"<span data-mx-spoiler>a<br />\nb</span>"_qs);
        row("HTML", u"*a* <b>c</b> <script>"_qs, u"<em>a</em> &lt;b&gt;c&lt;/b&gt; &lt;script&gt;"_qs);
        row("HTML in a block", u"*a*\n\n<div onclick=\"x\">\n*b*\n</div>"_qs,
            u"<p><em>a</em></p>\n<p>&lt;div onclick=\"x\"&gt;<br />\n*b*<br />\n&lt;/div&gt;</p>"_qs);
        row("backslash", u"\\*a\\*"_qs, u"*a*"_qs);
        row("addresses", u"https://e.org/__init__.py **https://e.org/a_b**"_qs,
            u"https://e.org/__init__.py <strong>https://e.org/a_b</strong>"_qs);
        row("emoji", u"**😀** a"_qs, u"<strong>😀</strong> a"_qs);
    }
    void becomesHtml()
    {
        QFETCH(QString, text);
        QTEST(Markdown::toHtml(text), "html");
    }
    void staysText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 " ",
                                 "a",
                                 "a\nb",
                                 "a\n\n b",
                                 "a_b_c",
                                 "2 * 3 * 4",
                                 "a <b> & \"c\"",
                                 "<b>a</b>",
                                 "<div>\na\n</div>",
                                 "a || b || c",
                                 "||",
                                 "||||",
                                 "||a",
                                 "a||",
                                 "#",
                                 "#room:e.org",
                                 "-",
                                 "+",
                                 ">",
                                 "---",
                                 "***",
                                 "https://e.org/__a__",
                                 "@_irc_bot:e.org",
                                 ":-)"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void staysText()
    {
        QFETCH(QString, text);
        QCOMPARE(Markdown::toHtml(text), QString());
    }
    void whatIsSentIsWhatOneReads()
    {
        const auto text = MessageHtml::read(Markdown::toHtml(u"1. *a*\n2. ||b||\n   - c"_qs));
        QCOMPARE(text.blocks.size(), 3);
        QCOMPARE(text.blocks[1].marker, u"2."_qs);
        QCOMPARE(text.blocks[1].spans.value(0).styles, int(RichText::Span::Spoiler));
        QCOMPARE(text.blocks[2].indent, 2);
    }
};

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"

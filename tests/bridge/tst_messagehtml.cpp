// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/messagehtml.h"

#include <QTest>

using namespace linnet;

namespace {

using Span = RichText::Span;

QString describe(const QString &text, const QList<Span> &spans)
{
    static const QList<std::pair<int, QString>> names{
        {Span::Bold, u"b"_qs},        {Span::Italic, u"i"_qs},       {Span::Underline, u"u"_qs},
        {Span::Strike, u"s"_qs},      {Span::Code, u"code"_qs},      {Span::Superscript, u"sup"_qs},
        {Span::Subscript, u"sub"_qs}, {Span::Spoiler, u"spoiler"_qs}};
    QString out;
    int end = 0;
    for (const Span &span : spans) {
        QStringList what;
        for (const auto &[style, name] : names) {
            if (span.styles & style)
                what.append(style == Span::Spoiler && !span.spoiler.isEmpty()
                                ? name + u'(' + span.spoiler + u')'
                                : name);
        }
        if (!span.link.isEmpty())
            what.append(u"a "_qs + span.link);
        if (!span.image.isEmpty())
            what.append(u"img "_qs + span.image +
                        (span.styles & Span::Emoticon ? u" emoticon"_qs : QString()) +
                        (span.imageSize.isNull()
                             ? QString()
                             : u" %1x%2"_qs.arg(span.imageSize.width()).arg(span.imageSize.height())));
        if (span.colour)
            what.append(u'#' + QString::number(span.colour, 16));
        if (span.background)
            what.append(u"on #"_qs + QString::number(span.background, 16));
        out += text.mid(end, span.start - end) + u'{' + what.join(u',') + u':' +
               text.mid(span.start, span.length) + u'}';
        end = span.start + span.length;
    }
    return out + text.mid(end);
}

/// One line a block: what it is in brackets, then its text, with spans as {styles:text}.
QString describe(const RichText::Block &block)
{
    using Kind = RichText::Block::Kind;
    QString out(block.quotes, u'>');
    out += QString(block.indent, u'-') + block.marker;
    switch (block.kind) {
    case Kind::Text:
        break;
    case Kind::Heading:
        out += u'h' + QString::number(block.level);
        break;
    case Kind::Code:
        out += u"pre "_qs + block.language;
        break;
    case Kind::Rule:
        out += u"hr"_qs;
        break;
    case Kind::Table:
        out += u"table"_qs;
        break;
    }
    out = u'[' + out + u']' + describe(block.text, block.spans);
    for (const auto &row : block.rows) {
        out += u" /"_qs;
        for (const auto &cell : row)
            out += (cell.isHeader ? u" ="_qs : u" "_qs) + describe(cell.text, cell.spans);
    }
    return out;
}

QString read(const QString &html)
{
    QStringList lines;
    for (const auto &block : MessageHtml::read(html).blocks)
        lines.append(describe(block));
    return lines.join(u" | ");
}

}

class TestMessageHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &html, const QString &expected) {
            QTest::newRow(name) << html << expected;
        };
        row("nothing", {}, {});
        row("text", u"hello"_qs, u"[]hello"_qs);
        row("entities", u"a &lt;b&gt; &amp; &#x1F600;"_qs, u"[]a <b> & 😀"_qs);
        row("styles",
            u"<b>b</b><strong>b</strong> <i>i</i> <em>i</em> <u>u</u> <s>s</s> <del>s</del> <strike>s</strike>"_qs,
            u"[]{b:bb} {i:i} {i:i} {u:u} {s:s} {s:s} {s:s}"_qs);
        row("more styles", u"<code>c</code>x<sup>2</sup>y<sub>3</sub>"_qs, u"[]{code:c}x{sup:2}y{sub:3}"_qs);
        row("nested styles", u"<b>a<i>b<u>c</u></i></b>"_qs, u"[]{b:a}{b,i:b}{b,i,u:c}"_qs);
        row("positions in UTF-16", u"👩‍👩‍👧 <b>ä😀</b><i>x</i>"_qs,
            u"[]👩‍👩‍👧 {b:ä😀}{i:x}"_qs);
        row("white space", u"  a \n\t b  <b> c </b>  d  "_qs, u"[]a b {b:c }d"_qs);
        row("no-break space", u"a&nbsp; b"_qs, u"[]a\u00a0 b"_qs);
        row("nothing but white space", u" <p> \n</p><p>&nbsp;</p> <br>"_qs, {});
        row("breaks", u"<br>a <br> b<br/><br>c<br>"_qs, u"[]a\nb\n\nc"_qs);
        row("paragraphs", u"<p>a</p>\n<p></p><p>b</p>c<div>d</div>e"_qs, u"[]a | []b | []c | []d | []e"_qs);
        row("headings", u"<h1>a</h1><h6>b</h6>c"_qs, u"[h1]a | [h6]b | []c"_qs);
        row("rule", u"a<hr>b"_qs, u"[]a | [hr] | []b"_qs);
        row("quotes", u"<blockquote>a<blockquote><p>b</p></blockquote></blockquote>c"_qs,
            u"[>]a | [>>]b | []c"_qs);
        row("bullets", u"<ul>\n<li>a</li>\n<li>b</li>\n</ul>"_qs, u"[-•]a | [-•]b"_qs);
        row("numbers", u"<ol><li>a</li><li><p>b</p><p>c</p></li></ol>"_qs, u"[-1.]a | [-2.]b | [-]c"_qs);
        row("numbers from",
            u"<ol start=\"7\"><li>a<li>b</ol><ol start=\"-1\"><li>c</ol><ol start=\"x\"><li>d</ol>"_qs,
            u"[-7.]a | [-8.]b | [--1.]c | [-1.]d"_qs);
        row("nested lists", u"<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"_qs,
            u"[-1.]a | [--•]b | [-2.]c"_qs);
        row("list at once in a list", u"<ol><li><ul><li>b</li></ul></li></ol>"_qs, u"[-1.] | [--•]b"_qs);
        row("item of nothing", u"<ul><li></li><li>a</li></ul>"_qs, u"[-•] | [-•]a"_qs);
        row("item without a list", u"<li>a</li>b"_qs, u"[-•]a | []b"_qs);
        row("list in a quote", u"<blockquote><ul><li>a</ul></blockquote>"_qs, u"[>-•]a"_qs);
        row("code block", u"<pre><code class=\"language-c++\">if (a)\n\t  b;\n\n</code></pre>c"_qs,
            u"[pre c++]if (a)\n\t  b;\n | []c"_qs);
        row("code block, plain", u"a<pre>\n x <b>y</b><br>z</pre>"_qs, u"[]a | [pre ] x {b:y}\nz"_qs);
        row("code block in a list", u"<ul><li><pre>x</pre></ul>"_qs, u"[-•pre ]x"_qs);
        row("other class", u"<pre><code class=\"evil language-c\">x</code></pre>"_qs, u"[pre c]x"_qs);
        row("table",
            u"<table><caption>t</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><b>c</"
            u"b></td>"
            "<td></td></tr></tbody></table>"_qs,
            u"[]t | [table] / =a =b / {b:c} "_qs);
        row("blocks in a cell", u"<table><tr><td><p>a 😀</p><ul><li><i>b</i></ul><td>c<br>d</table>"_qs,
            u"[table] / a 😀\n• {i:b} c\nd"_qs);
        row("table of nothing", u"<table><tr><td> </td></tr></table>a"_qs, u"[]a"_qs);
        row("details", u"<details><summary>a</summary>b<p>c</p></details>"_qs, u"[]a | []b | []c"_qs);
        row("link", u"<a href=\"https://e.org/?a=1&amp;b\">x <b>y</b></a>"_qs,
            u"[]{a https://e.org/?a=1&b:x }{b,a https://e.org/?a=1&b:y}"_qs);
        row("spoilers",
            u"<span data-mx-spoiler>a</span> <span data-mx-spoiler=\"the  end\">b<p>c</p></span>"_qs,
            u"[]{spoiler:a} {spoiler(the end):b} | []{spoiler(the end):c}"_qs);
        row("colours",
            u"<span data-mx-color=\"#FF0080\" data-mx-bg-color=\"#000000\">a</span><font color=\"#00ff00\">b</font>"_qs,
            u"[]{#ffff0080,on #ff000000:a}{#ff00ff00:b}"_qs);
        row("no colours",
            u"<span data-mx-color=\"red\">a</span><span data-mx-color=\"#+fffff\">b</span><span style=\"color:red\">c</span>"_qs,
            u"[]abc"_qs);
        row("pictures",
            u"<img src=\"mxc://e.org/a\" alt=\":wave:\" height=\"32\"><img data-mx-emoticon src=\"mxc://e.org/a\" title=\"t\">"_qs,
            u"[]{img mxc://e.org/a 0x32::wave:}{img mxc://e.org/a emoticon:t}"_qs);
        row("sizes of pictures",
            u"<img src=\"mxc://e.org/a\" alt=\"a\" width=\" 20 \" height=\"10\"><img src=\"mxc://e.org/a\" alt=\"b\" width=\"-1\" height=\"99999999999\"><img data-mx-emoticon=\"x\" src=\"mxc://e.org/a\" alt=\"c\" width=\"1e3\">"_qs,
            u"[]{img mxc://e.org/a 20x10:a}{img mxc://e.org/a:b}{img mxc://e.org/a emoticon:c}"_qs);
        row("an emoticon from elsewhere",
            u"<img data-mx-emoticon src=\"https://e.org/a.png\" alt=\":w:\">"_qs, u"[]:w:"_qs);
        row("maths",
            u"<span data-mx-maths=\"x^2\">x<sup>2</sup></span><div data-mx-maths=\"\\int\n x\">i</div>"_qs,
            u"[]{code:x^2} | [pre latex]\\int\n x"_qs);
        row("reply", u"<mx-reply><blockquote>old</blockquote></mx-reply><br>new"_qs, u"[]new"_qs);
        row("nothing but a reply", u"<mx-reply>old</mx-reply>"_qs, {});
        row("not closed", u"<b>a<p>b"_qs, u"[]{b:a} | []{b:b}"_qs);
        row("wrongly nested", u"<b>a<i>b</b>c</i>d"_qs, u"[]{b:a}{b,i:b}{i:c}d"_qs);
        row("unknown tags", u"<marquee>a</marquee><x-y>b</x-y>"_qs, u"[]ab"_qs);
        row("comment", u"a<!-- b -->c"_qs, u"[]ac"_qs);
        row("half a surrogate", QString(QChar(0xd83d)) + u"a"_qs, u"[]?a"_qs);
    }
    void reads()
    {
        QFETCH(QString, html);
        QFETCH(QString, expected);
        QCOMPARE(read(html), expected);
    }
    void takesOnlyLinksThatAreAllowed_data()
    {
        QTest::addColumn<QString>("href");
        QTest::addColumn<bool>("allowed");
        for (const char *href : {"http://e.org", "https://e.org/a b", "mailto:a@e.org", "ftp://e.org",
                                 "matrix:u/a:e.org", "magnet:?xt=1", "https://matrix.to/#/@a:e.org"})
            QTest::newRow(href) << QString::fromLatin1(href) << true;
        for (const char *href :
             {"javascript:alert(1)", "JavaScript:x", "java\tscript:x", " javascript:x", "data:text/html,x",
              "file:///etc/passwd", "vbscript:x", "//e.org", "/etc", "e.org", "#a", "",
              "https:", "https://e.org/\n", "mxc://e.org/a", "smb://e.org/x"})
            QTest::newRow(href) << QString::fromLatin1(href) << false;
        QTest::newRow("as long as a message") << u"https://e.org/"_qs + QString(50000, u'x') << false;
    }
    void takesOnlyLinksThatAreAllowed()
    {
        QFETCH(QString, href);
        QFETCH(bool, allowed);
        for (const QString &before : {QString(), u"class=\"a\" "_qs, u"target=\"_blank\" "_qs}) {
            const auto text = MessageHtml::read(u"y<a "_qs + before + u"href=\"" + href + u"\">x</a>");
            if (text.isEmpty()) // the whole message was too much
                continue;
            QCOMPARE(text.blocks.size(), 1);
            QCOMPARE(text.blocks[0].text, u"yx"_qs);
            QCOMPARE(text.blocks[0].spans.isEmpty() ? QString() : text.blocks[0].spans[0].link,
                     allowed ? href : QString());
        }
    }
    void takesNoOthersPictures_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        QTest::newRow("http") << u"a<img src=\"https://e.org/x.png\">b"_qs << u"ab"_qs;
        QTest::newRow("http behind alt") << u"a<img alt=\"c\" src=\"https://e.org/x.png\">b"_qs << u"acb"_qs;
        QTest::newRow("file") << u"a<img title=\"c\" src=\"file:///etc/passwd\">"_qs << u"a"_qs;
        QTest::newRow("data") << u"a<img src=\"data:image/png;base64,AAAA\">"_qs << u"a"_qs;
        QTest::newRow("style") << u"<p style=\"background:url(http://e.org)\">a</p>"_qs << u"a"_qs;
        QTest::newRow("svg") << u"<svg><image href=\"http://e.org\"/></svg>a"_qs << u"a"_qs;
        QTest::newRow("srcset") << u"<img srcset=\"http://e.org\" alt=\"a\">"_qs << u"a"_qs;
    }
    void takesNoOthersPictures()
    {
        QFETCH(QString, html);
        QFETCH(QString, expected);
        const auto text = MessageHtml::read(html);
        QCOMPARE(text.blocks.size(), 1);
        QCOMPARE(text.blocks[0].text, expected);
        QVERIFY(text.blocks[0].spans.isEmpty());
    }
    void showsNoPrograms()
    {
        QCOMPARE(read(u"a<script>alert(1)</script><style>p{}</style><title>t</title>b"_qs), u"[]ab"_qs);
        QCOMPARE(read(u"<b onclick=\"alert(1)\">a</b>"_qs), u"[]{b:a}"_qs);
    }
    void cutsWhatIsDeeperThanTheSpecificationAllows()
    {
        const auto nested = [](int depth) -> QString {
            return u"a"_qs + u"<i>"_qs.repeated(depth) + u"b"_qs;
        };
        QCOMPARE(read(nested(99)), u"[]a{i:b}"_qs);
        QCOMPARE(read(nested(101)), u"[]a"_qs);
    }
    void leavesToThePlainBodyWhatIsTooMuch_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("nested") << u"<b>"_qs.repeated(10000) + u"x"_qs;
        QTest::newRow("nested blocks") << u"<blockquote>"_qs.repeated(5000) + u"x"_qs;
        QTest::newRow("never closed") << u"<p><a href=\"https://e.org\">x"_qs.repeated(2000);
        QTest::newRow("cells") << u"<table><tr>"_qs + u"<td>x"_qs.repeated(10000);
        QTest::newRow("one tag") << u"<b "_qs + u"a=1 "_qs.repeated(15000) + u">x"_qs;
        QTest::newRow("larger than an event") << QString(70000, u'x');
    }
    void leavesToThePlainBodyWhatIsTooMuch()
    {
        QFETCH(QString, html);
        QVERIFY(MessageHtml::read(html).isEmpty());
    }
    void readsWhatIsLargeButPlausible()
    {
        QCOMPARE(read(QString(60000, u'x')), u"[]"_qs + QString(60000, u'x'));
        const QString letter = u"<font color=\"#ff0000\">x</font>"_qs;
        QCOMPARE(read(letter.repeated(2000)), u"[]{#ffff0000:"_qs + QString(2000, u'x') + u'}');
        QCOMPARE(MessageHtml::read(u"<table>"_qs + u"<tr><td>x<td>y"_qs.repeated(900)).blocks[0].rows.size(),
                 900);
    }
    void sharesWhatManySpansHave()
    {
        const QString link = u"https://e.org/"_qs + QString(2000, u'x');
        const auto text =
            MessageHtml::read(u"<a href=\""_qs + link + u"\">" + u"<b>x</b>y"_qs.repeated(1000) + u"</a>");
        QCOMPARE(text.blocks[0].spans.size(), 2000);
        QCOMPARE(text.blocks[0].spans[0].link.constData(), text.blocks[0].spans[1999].link.constData());
    }
};

QTEST_GUILESS_MAIN(TestMessageHtml)
#include "tst_messagehtml.moc"

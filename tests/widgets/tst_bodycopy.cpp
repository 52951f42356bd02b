// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodycopy.h"

#include "richtesting.h"

#include <QTest>

#include <limits>

using namespace linnet;
using namespace linnet::testing;

namespace {

BodyCopy whole(const RichText &rich, const RowOpened &opened = {})
{
    return BodyCopy(rich, opened, 0, std::numeric_limits<int>::max());
}

}

class TestBodyCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void positionsGoOverAllTexts()
    {
        const RichText rich{
            {words(u"ab"_qs), rule(), table({{u"c"_qs, u"d"_qs}, {u"e"_qs, u"f"_qs}}), code(u"g\nh"_qs)}};
        const BodyText flat(rich);
        QCOMPARE(flat.text(), u"ab\n\nc\td\ne\tf\ng\nh"_qs);
        QCOMPARE(flat.starts(), (QList<int>{0, 3, 4, 6, 8, 10, 12}));
    }
    void spoilerGoesOnOverBlocks()
    {
        const BodyText flat({{words(u"a secret"_qs, {hidden(2, 6)}), words(u"goes on"_qs, {hidden(0, 7)}),
                              words(u"not the other"_qs, {hidden(4, 9)})}});
        QCOMPARE(flat.spoilers().size(), 2);
        QCOMPARE(flat.spoilers().at(0).text, u"secret\ngoes on"_qs);
        QCOMPARE(flat.spoilers().at(1).text, u"the other"_qs);
    }
    void textHasMarksAndQuotes()
    {
        const RichText rich{{heading(1, u"Title"_qs), quoted(1, words(u"said\nbefore"_qs)),
                             listed(1, u"1."_qs, words(u"one\nmore"_qs)),
                             listed(2, u"\u2022"_qs, words(u"deep"_qs)), code(u"if x:\n    y()\n"_qs), rule(),
                             table({{u"a"_qs, u"b"_qs}, {u"c"_qs, u"d"_qs}})}};
        QCOMPARE(
            whole(rich).text(),
            u"Title\n> said\n> before\n1. one\n   more\n   \u2022 deep\nif x:\n    y()\n\n---\na\tb\nc\td"_qs);
    }
    void htmlIsItsOwn()
    {
        const RichText rich{{words(u"<b> & link"_qs,
                                   {styled(0, 3, Span::Bold), linked(6, 4, u"https://x.example/?a=1&b"_qs)}),
                             quoted(1, words(u"q"_qs)), listed(1, u"\u2022"_qs, words(u"one"_qs)),
                             listed(2, u"1."_qs, words(u"in"_qs)), listed(1, u"\u2022"_qs, words(u"two"_qs)),
                             code(u"a < b"_qs)}};
        QCOMPARE(whole(rich).html(),
                 u"<p><b>&lt;b&gt;</b> &amp; <a href=\"https://x.example/?a=1&amp;b\">link</a></p>"
                 "<blockquote><p>q</p></blockquote>"
                 "<ul><li><p>one</p><ol><li><p>in</p></li></ol></li><li><p>two</p></li></ul>"
                 "<pre><code>a &lt; b</code></pre>"_qs);
    }
    void partOfIt()
    {
        const RichText rich{{listed(1, u"1."_qs, words(u"alpha beta"_qs, {styled(6, 4, Span::Bold)})),
                             listed(1, u"2."_qs, words(u"gamma"_qs))}};
        QCOMPARE(BodyCopy(rich, {}, 2, 8).text(), u"pha be"_qs);
        QCOMPARE(BodyCopy(rich, {}, 2, 8).html(), u"pha <b>be</b>"_qs);
        QCOMPARE(BodyCopy(rich, {}, 6, 13).text(), u"   beta\n2. ga"_qs);
        QCOMPARE(BodyCopy(rich, {}, 10, 11).text(), QString());
    }
    void hiddenTextStaysHidden()
    {
        const RichText rich{{words(u"it was the gardener"_qs, {hidden(7, 12)})}};
        QVERIFY(!whole(rich).text().contains(u"gardener"));
        QVERIFY(!whole(rich).html().contains(u"gardener"));
        QVERIFY(whole(rich).text().startsWith(u"it was "));
        // Not even if only a part is selected.
        QVERIFY(!BodyCopy(rich, {}, 9, 15).text().contains(u"gard"));
        RowOpened opened;
        opened.spoilers.insert(u"the gardener"_qs);
        QCOMPARE(whole(rich, opened).text(), u"it was ||the gardener||"_qs);
        QVERIFY(whole(rich, opened).html().contains(u"gardener"));
        const RichText why{{words(u"x secret"_qs, {hidden(2, 6, u"the end"_qs)})}};
        QVERIFY(whole(why).text().contains(u"the end"));
    }
    void plainTextHasLinks()
    {
        QCOMPARE(BodyCopy::html(u"a <b\nhttps://example.org/?x&y"_qs),
                 u"a &lt;b<br><a href=\"https://example.org/?x&amp;y\">https://example.org/?x&amp;y</a>"_qs);
    }
};

QTEST_APPLESS_MAIN(TestBodyCopy)
#include "tst_bodycopy.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pills.h"

#include "bridge/messagehtml.h"
#include "matrix/displayname.h"
#include "support/fakerows.h"
#include "timelinetesting.h"
#include "widgets/bodytext.h"
#include "widgets/knownnames.h"
#include "widgets/sessionstage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;
using Part = RowLayout::Part;

namespace {

QString known(const QString &target)
{
    if (target == u"@boss:x")
        return u"The boss"_qs;
    if (target == u"@odd:x")
        return u"\u202e\u2066a\nb"_qs;
    if (target == u"@dir:x")
        return u"\u202e"_qs;
    if (target == u"@long:x")
        return u"n"_qs.repeated(60'000);
    return target == u"#birds:x" || target == u"!b:x" ? u"Bird watching"_qs : QString();
}

QString link(const QString &to, const QString &words)
{
    return u"<a href=\"https://matrix.to/#/"_qs + to + u"\">" + words + u"</a>";
}

/// A row whose words name the boss by another name.
TimelineItem spoof(const QString &user = u"@boss:x"_qs)
{
    TimelineItem item = fake::row(0, u"ask Alice now"_qs);
    item.html = u"ask "_qs + link(user, u"Alice"_qs) + u" now";
    return item;
}

}

/// Who stands in the pills of a message: those it leads to, whatever its sender calls them.
class TestPills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areCalledWhatWeKnow_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *what, const QString &html, const QString &text) {
            QTest::newRow(what) << html << text;
        };
        const QString boss = link(u"@boss:x"_qs, u"Alice"_qs);
        row("person", u"ask " + boss + u" now", u"ask The boss now"_qs);
        row("encoded", link(u"%40boss%3Ax"_qs, u"Alice"_qs), u"The boss"_qs);
        row("uri", u"<a href=\"matrix:u/boss:x\">Alice</a>"_qs, u"The boss"_qs);
        row("unknown", link(u"@who:x"_qs, u"Alice"_qs), u"@who:x"_qs);
        row("room", link(u"%23birds:x"_qs, u"Town hall"_qs), u"Bird watching"_qs);
        row("room by id", link(u"!b:x"_qs, u"Town hall"_qs), u"Bird watching"_qs);
        row("unknown room", link(u"%23other:x"_qs, u"Bird watching"_qs), u"#other:x"_qs);
        row("message", link(u"!b:x/$e"_qs, u"what I said"_qs), u"what I said"_qs);
        row("other link", u"<a href=\"https://example.org\">@boss:x</a>"_qs, u"@boss:x"_qs);
        row("several looks", link(u"@boss:x"_qs, u"Al<b>i</b>ce <code>(boss)</code>"_qs) + u'!',
            u"The boss!"_qs);
        row("picture", link(u"@boss:x"_qs, u"<img src=\"mxc://x/a\" alt=\"Alice\">"_qs), u"The boss"_qs);
        row("two", boss + link(u"@who:x"_qs, u"B"_qs), u"The boss@who:x"_qs);
        row("table", u"<table><tr><td>" + boss + u"</td></tr></table>", u"The boss"_qs);
        row("code", u"<pre><code>" + boss + u"</code></pre>", u"The boss"_qs);
        // What a name may hold
        row("overrides", link(u"@odd:x"_qs, u"Alice"_qs), u"a b"_qs);
        row("nothing to see", link(u"@dir:x"_qs, u"Alice"_qs), u"@dir:x"_qs);
        row("long", link(u"@long:x"_qs, u"Alice"_qs), u"n"_qs.repeated(99) + u'\u2026');
    }
    void areCalledWhatWeKnow()
    {
        QFETCH(QString, html);
        RichText rich = MessageHtml::read(html);
        Pills::name(rich, known);
        const QString text = BodyText(rich).text();
        QTEST(withoutIsolates(text), "text");
        // Each span still lies on its own words.
        for (const RichText::Block &block : std::as_const(rich.blocks)) {
            for (const RichText::Span &span : block.spans) {
                QVERIFY(span.start >= 0 && span.length > 0);
                QVERIFY(span.start + span.length <= block.text.size());
                if (Pills::target(span.link) == u"@boss:x")
                    QCOMPARE(withoutIsolates(block.text.sliced(span.start, span.length)), u"The boss"_qs);
            }
        }
    }
    void hiddenOnesStayHidden()
    {
        RichText rich =
            MessageHtml::read(link(u"@boss:x"_qs, u"A<span data-mx-spoiler>lice</span>"_qs) + u" it was");
        Pills::name(rich, known);
        const BodyText flat(rich);
        QCOMPARE(flat.spoilers().size(), 1);
        QCOMPARE(withoutIsolates(flat.spoilers().first().text), u"The boss"_qs);
    }
    /// Looking somebody up costs something.
    void aCrowdIsNotLookedUp()
    {
        QString html;
        for (int i = 0; i < 400; ++i)
            html += link(u"@p%1:x"_qs.arg(i), u"x"_qs) + u' ';
        RichText rich = MessageHtml::read(html);
        int asked = 0;
        Pills::name(rich, [&asked](const QString &) {
            ++asked;
            return u"n"_qs;
        });
        QVERIFY(asked > 10 && asked < 200);
        QVERIFY(BodyText(rich).text().contains(u"@p399:x"));
    }
    void theTooltipHasTheId()
    {
        RowStyle style(QGuiApplication::palette(), QGuiApplication::font(), Qt::LeftToRight, 600, 1);
        style.nameOf = known;
        const RowLayout row(spoof(), style, false);
        QStringList tips;
        for (int x = row.textRect.left(); x < row.textRect.right(); ++x)
            tips << row.toolTip({x, row.textRect.center().y()}, spoof());
        tips.removeDuplicates();
        QCOMPARE(tips, (QStringList{QString(), u"@boss:x"_qs}));
        QCOMPARE(withoutIsolates(RowLayout::plainText(spoof(), style)), u"ask The boss now"_qs);
    }
    /// In a room, where names come from its members.
    void aRowSaysWhoItIs()
    {
        SessionStage session;
        auto &members = session.transport.expects(Method::Get, u"/rooms/*/members"_qs);
        const auto answer = [&members](const QByteArray &name) {
            const QByteArray reply =
                "{'chunk':[{'type':'m.room.member','event_id':'$j2','sender':'@bob:x','state_key':'@bob:x',"
                "'content':{'membership':'join','displayname':'" +
                name + "'}}]}";
            members.replies(200, test::jsonText(reply.constData())).always();
        };
        answer("Bob");
        KnownNames names(*session.session);
        names.setRoom(room);
        TimelineItem stranger = spoof(u"@who:x"_qs);
        stranger.key += u'w';
        TimelineStage stage({spoof(u"@bob:x"_qs), stranger, fake::row(2)});
        QCOMPARE(session.transport.sent().size(), 0); // nobody was named yet
        stage.view.setNames(names);
        QCOMPARE(stage.view.rowText(0), u"ask @bob:x now"_qs);
        QTRY_COMPARE(stage.view.rowText(0), u"ask Bob now"_qs);
        QCOMPARE(stage.view.rowText(1), u"ask @who:x now"_qs);
        stage.view.setCurrentIndex(stage.model.index(0));
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ask Bob now"_qs);
        QTRY_VERIFY(session.known().areMembersLoaded);
        // Renamed while one looks.
        answer("Robert");
        const QImage before = stage.picture();
        session.bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.member','event_id':'$j9',"
                      "'sender':'@bob:x','state_key':'@bob:x','content':{'membership':'join',"
                      "'displayname':'Robert'}}]}}}");
        QTRY_COMPARE(stage.view.rowText(0), u"ask Robert now"_qs);
        QTRY_VERIFY(stage.picture() != before);
        // In another room they may be called otherwise.
        session.transport.holdUnexpected();
        names.setRoom(chat);
        QCOMPARE(names.of(u"@bob:x"_qs), QString());
    }
};

QTEST_MAIN(TestPills)
#include "tst_pills.moc"

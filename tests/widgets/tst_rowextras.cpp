// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowextras.h"

#include "support/fakerelations.h"
#include "support/fakerows.h"
#include "support/plaintext.h"
#include "widgets/misleadinglink.h"
#include "widgets/relationwords.h"
#include "widgets/rowlayout.h"
#include "widgets/rowpreview.h"

#include <QGuiApplication>
#include <QTest>

using namespace linnet;

namespace {

using Part = RowHit::Part;

RowStyle styleOf(Qt::LayoutDirection direction = Qt::LeftToRight, int width = 600)
{
    return RowStyle(QGuiApplication::palette(), QGuiApplication::font(), direction, width, 1);
}

TimelineItem withEverything()
{
    TimelineItem item = fake::row(1, QStringLiteral("Words."));
    item.reply = fake::repliedTo(QStringLiteral("Bob"), QStringLiteral("What do you think?"));
    item.isEdited = true;
    item.editedTs = item.ts;
    item.reactions = {fake::reaction(QStringLiteral("\U0001F44D"), 3, true),
                      fake::reaction(QStringLiteral("ok"), 1)};
    item.thread = fake::thread(3, QStringLiteral("Carol"), QStringLiteral("last words"), 1);
    return item;
}

}

/// What surrounds a message, without a view.
class TestRowExtras : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void surroundsTheText_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<int>("width");
        for (const int width : {1400, 600, 150}) {
            QTest::addRow("from the left, %d", width) << Qt::LeftToRight << width;
            QTest::addRow("from the right, %d", width) << Qt::RightToLeft << width;
        }
    }
    void surroundsTheText()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(int, width);
        const RowStyle style = styleOf(direction, width);
        const TimelineItem item = withEverything();
        const RowLayout row(item, style, false);
        const RowExtras &extras = row.extras;
        QVERIFY(extras.reply.bottom() < row.textRect.top());
        QVERIFY(row.textRect.bottom() < extras.reactions.pills.first().rect.top());
        QVERIFY(extras.reactions.pills.last().rect.bottom() < extras.thread.top());
        const QRect column = style.placed({style.textLeft, 0, style.textWidth, row.height});
        for (const QRect &place :
             {extras.reply, extras.replyBar, extras.replySender.rect, extras.replyText.rect,
              extras.edited.rect, extras.thread, extras.threadCount.rect, extras.threadLast.rect,
              extras.threadDot, extras.reactions.pills.at(0).rect, extras.reactions.pills.at(1).rect})
            QVERIFY(column.contains(place) || place.width() <= 0);
        const auto partAt = [&](const QRect &rect) { return row.hitTest(rect.center()).part; };
        QCOMPARE(partAt(extras.reply), Part::RepliedTo);
        QCOMPARE(partAt(extras.edited.rect), Part::Versions);
        QCOMPARE(partAt(extras.thread), Part::Thread);
        QCOMPARE(partAt(extras.reactions.pills.at(1).rect), Part::Reaction);
        QCOMPARE(row.hitTest(extras.reactions.pills.at(1).rect.center()).text, QStringLiteral("ok"));
    }
    void reactionsMoveNothingAboveThem()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(0);
        const RowLayout before(item, style, false);
        item.reactions = {fake::reaction(QStringLiteral("ok"), 1)};
        const RowLayout after(item, style, false);
        QCOMPARE(after.textRect, before.textRect);
        QCOMPARE(after.name.rect, before.name.rect);
        QVERIFY(after.height > before.height);
    }
    void whatIsAnsweredIsPartOfTheHead()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(0);
        const RowLayout before(item, style, false);
        item.reply = fake::repliedTo(QStringLiteral("Bob"), QStringLiteral("words"));
        const RowLayout known(item, style, false);
        QCOMPARE(known.textRect.top() - known.lead, before.textRect.top() - before.lead);
        item.reply = std::make_shared<RepliedTo>();
        const RowLayout unknown(item, style, false);
        // It comes later: nothing may move then.
        QCOMPARE(unknown.height, known.height);
        QCOMPARE(unknown.textRect, known.textRect);
        QCOMPARE(unknown.extras.replyText.text, QStringLiteral("Message that is not loaded"));
        auto redacted = std::make_shared<RepliedTo>();
        redacted->isKnown = redacted->isRedacted = true;
        item.reply = redacted;
        QCOMPARE(RowLayout(item, style, false).extras.replyText.text, QStringLiteral("Message deleted"));
    }
    void aShieldMakesNoRowHigher_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<int>("width");
        QTest::addColumn<TimelineItem>("item");
        const auto add = [](const char *name, const TimelineItem &item) {
            for (const int width : {1400, 600, 150}) {
                QTest::addRow("%s, from the left, %d", name, width) << Qt::LeftToRight << width << item;
                QTest::addRow("%s, from the right, %d", name, width) << Qt::RightToLeft << width << item;
            }
        };
        add("few words", fake::row(1, QStringLiteral("Words.")));
        add("the first of a group", fake::row(0, QStringLiteral("Words.")));
        add("many words", fake::row(1, QStringLiteral("Some more words to wrap. ").repeated(30)));
        add("everything", withEverything());
        TimelineItem file = fake::row(1, QStringLiteral("a.pdf"));
        file.kind = TimelineItem::Kind::File;
        MessageContent content;
        content.fileName = file.text;
        content.url = QStringLiteral("mxc://x/y");
        file.media = content;
        add("a file", file);
    }
    void aShieldMakesNoRowHigher()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(int, width);
        QFETCH(TimelineItem, item);
        const RowStyle style = styleOf(direction, width);
        const RowLayout before(item, style, false);
        QVERIFY(before.extras.shield.isNull());
        item.encryption = Encryption::State::UnsignedDevice;
        const RowLayout row(item, style, false);
        QCOMPARE(row.height, before.height);
        QCOMPARE(row.textRect, before.textRect);
        const QRect &shield = row.extras.shield;
        QVERIFY(!shield.isNull() && QRect(0, 0, width, row.height).contains(shield));
        QVERIFY(!shield.intersects(row.extras.edited.rect) && !shield.intersects(row.card));
        QVERIFY(!shield.intersects(row.name.rect) && !shield.intersects(row.time.rect));
        QCOMPARE(row.toolTip(shield.center(), item),
                 QStringLiteral("Sent by a session that its owner has not verified"));
    }
    void onlyWhatMeansSomethingHasAShield()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(0);
        using State = Encryption::State;
        const auto has = [&](State state) {
            item.encryption = state;
            return !RowLayout(item, style, false).extras.shield.isNull();
        };
        QVERIFY(!has(State::Plain) && !has(State::Decrypted) && !has(State::UnsureSource));
        QVERIFY(has(State::UnknownDevice));
        QVERIFY(!RowLayout(item, style, false).extras.isAlarming);
        QVERIFY(has(State::VerificationViolation) && has(State::MismatchedSender));
        QVERIFY(RowLayout(item, style, false).extras.isAlarming);
        item.isInClear = true;
        QVERIFY(has(State::Plain));
        item.kind = TimelineItem::Kind::Redacted;
        QVERIFY(!has(State::Plain));
    }
    void editedStandsBehindTheLastWord()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1, QStringLiteral("Words."));
        const int high = RowLayout(item, style, false).height;
        item.isEdited = true;
        const RowLayout row(item, style, false);
        QCOMPARE(row.height, high);
        QVERIFY(row.extras.edited.rect.left() > row.textRect.left() + row.text->lastLine().width());
        // Nor does it stand in the text where that runs the other way.
        item.text = QString::fromUtf8("שלום עולם");
        const RowLayout turned(item, style, false);
        QCOMPARE(turned.height, high);
        QVERIFY(!turned.extras.edited.rect.intersects(turned.text->lastLine().translated(turned.textOrigin)));
        // A line that is full leaves no room.
        item.text = QStringLiteral("w").repeated(500);
        bool wasBelow = false;
        for (int length = 20; length < 400; ++length) {
            item.text = QStringLiteral("w").repeated(length);
            const RowLayout full(item, style, false);
            const QRect mark = full.extras.edited.rect;
            QVERIFY(mark.right() <= full.textRect.right());
            wasBelow = wasBelow || mark.top() > full.textRect.bottom();
        }
        QVERIFY(wasBelow);
    }
    void manyReactionsTakeThreeLines()
    {
        const RowStyle style = styleOf(Qt::LeftToRight, 400);
        TimelineItem item = fake::row(1, QStringLiteral("Words."));
        for (int i = 0; i < 500; ++i)
            item.reactions.append(fake::reaction(QStringLiteral("key %1").arg(i), 500 - i));
        const RowLayout row(item, style, false);
        QSet<int> lines;
        for (const RowPills::Pill &pill : row.extras.reactions.pills)
            lines.insert(pill.rect.top());
        QCOMPARE(lines.size(), 3);
        QCOMPARE(row.extras.reactions.more,
                 QStringLiteral("+%1").arg(500 - row.extras.reactions.pills.size()));
        const QRect more = row.extras.reactions.moreRect;
        QVERIFY(!more.intersects(row.extras.reactions.pills.last().rect));
        QVERIFY(more.right() <= style.textLeft + style.textWidth);
        QCOMPARE(row.hitTest(more.center()).part, Part::ShowAll);
        const RowLayout all(item, style, true);
        QCOMPARE(all.extras.reactions.pills.size(), 500);
        QVERIFY(all.extras.reactions.more.isEmpty());
    }
    void oneMoreThanThreeLinesHold_data()
    {
        QTest::addColumn<int>("count");
        for (int count = 1; count < 60; ++count)
            QTest::addRow("%d", count) << count;
    }
    void oneMoreThanThreeLinesHold()
    {
        QFETCH(int, count);
        const RowStyle style = styleOf(Qt::LeftToRight, 300);
        RowPills pills;
        QList<Reaction> reactions;
        for (int i = 0; i < count; ++i)
            reactions.append(fake::reaction(QString(QChar(u'a' + i % 26)), 1));
        pills.place(reactions, style, 0, false);
        const int hidden = pills.more.isEmpty() ? 0 : pills.more.mid(1).toInt();
        QCOMPARE(int(pills.pills.size()) + hidden, count);
        for (const RowPills::Pill &pill : pills.pills)
            QVERIFY(pill.rect.right() <= style.textLeft + style.textWidth);
        QVERIFY(pills.moreRect.isNull() || pills.moreRect.right() < style.textLeft + style.textWidth);
    }
    void hostileReactions()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1, QStringLiteral("Words."));
        item.reactions = {fake::reaction(QStringLiteral("word ").repeated(10'000), 1),
                          fake::reaction(QStringLiteral("\u202Edlrow\n\n"), 2), fake::reaction(QString(), 3),
                          fake::reaction(QStringLiteral("mxc://example.org/abc"), 4),
                          fake::reaction(QStringLiteral("\U0001F44D").repeated(5'000), -5)};
        item.reactions[3].shortcode = QStringLiteral(":blob:");
        const RowLayout row(item, style, false);
        QCOMPARE(row.extras.reactions.pills.size(), 5);
        for (const RowPills::Pill &pill : row.extras.reactions.pills) {
            QVERIFY(pill.label.size() <= 20);
            QVERIFY(!pill.label.contains(QChar(0x202E)) && !pill.label.contains(u'\n'));
            QVERIFY(!pill.label.isEmpty());
            QVERIFY(pill.rect.right() <= style.textLeft + style.textWidth);
        }
        QCOMPARE(row.extras.reactions.pills.at(3).label, QStringLiteral(":blob:"));
    }
    void saysWhoReacted()
    {
        const auto who = [](const Reaction &reaction) {
            return linnet::testing::plain(RelationWords::reactors(reaction));
        };
        QCOMPARE(who(fake::reaction(QStringLiteral("ok"), 1)), QStringLiteral("ok: Reactor 0"));
        const QString two = who(fake::reaction(QStringLiteral("ok"), 2, true));
        QVERIFY2(two.startsWith(QStringLiteral("ok: Reactor 1")) && two.endsWith(QStringLiteral("you")),
                 qPrintable(two));
        QVERIFY(who(fake::reaction(QStringLiteral("ok"), 25)).endsWith(QStringLiteral("and 5 other(s)")));
        Reaction strangers = fake::reaction(QStringLiteral("ok"), 0);
        strangers.count = 4;
        QCOMPARE(who(strangers), QStringLiteral("ok: 4 people"));
    }

    void pollTellsResultsOnlyWhenItMay()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1, QStringLiteral("fallback"));
        item.kind = TimelineItem::Kind::Poll;
        auto poll = std::make_shared<Poll>(
            *fake::poll(QStringLiteral("Tea?"), {QStringLiteral("Yes"), QStringLiteral("No")}, {3, 1}));
        item.poll = poll;
        const RowLayout open(item, style, false);
        QCOMPARE(open.extras.poll->answers.at(0).count, QStringLiteral("3"));
        QCOMPARE(open.extras.poll->answers.at(0).share, 0.75);
        QVERIFY(open.extras.poll->state.startsWith(QStringLiteral("4 vote")));
        poll->isDisclosed = false;
        const RowLayout hidden(item, style, false);
        QVERIFY(hidden.extras.poll->answers.at(0).count.isEmpty());
        QCOMPARE(hidden.extras.poll->answers.at(0).share, 0.0);
        QCOMPARE(hidden.height, open.height); // nothing moves when they come
        poll->isEnded = true;
        const RowLayout ended(item, style, false);
        QCOMPARE(ended.extras.poll->answers.at(0).count, QStringLiteral("3"));
        QVERIFY(ended.extras.poll->answers.at(0).isWinner && !ended.extras.poll->answers.at(1).isWinner);
        QVERIFY(ended.extras.poll->state.endsWith(QStringLiteral("Poll ended")));
        QStringList lines = RowLayout::plainText(item, style).split(u'\n');
        QCOMPARE(lines.first(), QStringLiteral("Tea?"));
        QVERIFY2(lines.at(1).contains(u"Yes \u00b7 3 vote"), qPrintable(lines.at(1)));
        poll->isEnded = false;
        lines = RowLayout::plainText(item, style).split(u'\n');
        QVERIFY2(lines.at(1).endsWith(u"Yes"), qPrintable(lines.at(1)));
    }
    void hostilePolls()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1);
        item.kind = TimelineItem::Kind::Poll;
        item.poll = std::make_shared<Poll>();
        QVERIFY(RowLayout(item, style, false).height > 0);
        auto poll = std::make_shared<Poll>();
        poll->question = QStringLiteral("why ").repeated(20'000);
        poll->voters = -3;
        poll->maxSelections = 0;
        for (int i = 0; i < 200; ++i)
            poll->answers.append({QString::number(i), QStringLiteral("x").repeated(60'000), 1 << 30, true});
        item.poll = poll;
        const RowLayout row(item, style, false);
        QVERIFY(row.extras.poll->answers.size() <= 20);
        QVERIFY(row.height < 5000);
    }
    void longAnswersCanBeRead()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1);
        item.kind = TimelineItem::Kind::Poll;
        const auto actionsOf = [&](const RowLayout &row) {
            return row.actions.isEmpty() ? RowHit::Part::None : row.actions.first().part;
        };
        item.poll = fake::poll(QStringLiteral("Tea?"), {QStringLiteral("yes ").repeated(200)}, {0});
        const RowLayout cut(item, style, false);
        QVERIFY(cut.extras.poll->isCut);
        QCOMPARE(actionsOf(cut), RowHit::Part::ShowAll);
        const RowLayout all(item, style, true);
        QVERIFY(!all.extras.poll->isCut && all.height > cut.height);
        QCOMPARE(actionsOf(all), RowHit::Part::None);
        item.poll = fake::poll(QStringLiteral("Tea? ").repeated(500), {QStringLiteral("Yes")}, {0});
        QCOMPARE(actionsOf(RowLayout(item, style, false)), RowHit::Part::ShowAll);
    }
    void votes()
    {
        Poll poll = *fake::poll(QStringLiteral("Tea?"), {u"a"_qs, u"b"_qs, u"c"_qs}, {0, 0, 0}, {1});
        const auto vote = [&](const char *answer) { return RowPoll::voteFor(poll, QLatin1String(answer)); };
        QCOMPARE(vote("0"), QStringList{u"0"_qs});
        QCOMPARE(vote("1"), QStringList()); // taken back
        QCOMPARE(vote("7"), std::nullopt);
        poll.maxSelections = 2;
        QCOMPARE(vote("0"), (QStringList{u"1"_qs, u"0"_qs}));
        poll.answers[0].isOwn = true;
        QCOMPARE(vote("2"), std::nullopt); // there are two already
        QCOMPARE(vote("0"), QStringList{u"1"_qs});
        poll.isEnded = true;
        QCOMPARE(vote("0"), std::nullopt);
    }
    void rowsWithoutAnythingAreAsBefore()
    {
        const RowStyle style = styleOf();
        const TimelineItem item = fake::row(1);
        QCOMPARE(RowExtras::guess(item, style), 0);
        const RowLayout row(item, style, false);
        QVERIFY(row.extras.reply.isNull() && row.extras.thread.isNull() && row.extras.edited.isEmpty());
        QVERIFY(row.extras.reactions.pills.isEmpty() && !row.extras.poll);
    }
    void aReactionMayBeAPicture()
    {
        const RowStyle style = styleOf();
        TimelineItem item = fake::row(1, QStringLiteral("Words."));
        item.reactions = {fake::reaction(QStringLiteral("mxc://x/a"), 2)};
        item.reactions.first().shortcode = QStringLiteral(":wave_cat:");
        const RowLayout row(item, style, false);
        const RowPills::Pill &pill = row.extras.reactions.pills.first();
        QVERIFY(pill.isPicture);
        QCOMPARE(pill.labelRect.width(), style.lineHeight);
        QVERIFY(row.showsPicture(QStringLiteral("mxc://x/a"), item));
        QVERIFY(!row.showsPicture(QStringLiteral("mxc://x/b"), item));
        QVERIFY(RelationWords::reactors(item.reactions.first()).contains(item.reactions.first().shortcode));
    }
    void linksWorthACard_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("link");
        const QString good = QStringLiteral("https://example.org/a");
        QTest::newRow("text") << u"see https://example.org/a."_qs << good;
        QTest::newRow("link") << u"<a href=\"https://example.org/a\">this</a>"_qs << good;
        QTest::newRow("the first") << u"https://example.org/a <a href=\"https://example.org/b\">b</a>"_qs
                                   << good;
        QTest::newRow("second paragraph") << u"<p>Words</p><p>https://example.org/a</p>"_qs << good;
        QTest::newRow("none") << u"<b>words</b>"_qs << QString();
        QTest::newRow("quotation") << u"<blockquote>https://example.org/a</blockquote>words"_qs << QString();
        QTest::newRow("code") << u"<code>https://example.org/a</code>"_qs << QString();
        QTest::newRow("code block") << u"<pre><code>https://example.org/a</code></pre>"_qs << QString();
        QTest::newRow("spoiler") << u"<span data-mx-spoiler>https://example.org/a</span>"_qs << QString();
        QTest::newRow("linked spoiler")
            << u"<span data-mx-spoiler><a href=\"https://example.org/a\">x</a></span>"_qs << QString();
        QTest::newRow("person") << u"<a href=\"https://matrix.to/#/@a:x.org\">A</a>"_qs << QString();
        QTest::newRow("room") << u"https://matrix.to/#/#a:x.org"_qs << QString();
        QTest::newRow("mail") << u"<a href=\"mailto:a@example.org\">A</a>"_qs << QString();
        QTest::newRow("password") << u"https://me:secret@example.org/"_qs << QString();
        QTest::newRow("10,000 links") << u"https://example.org/a "_qs.repeated(2'500) << good;
    }
    void linksWorthACard()
    {
        QFETCH(QString, html);
        TimelineItem item = fake::row(1, html);
        item.html = html;
        QTEST(RowPreview::linkOf(item, BodyText::read(item, {})).toString(), "link");
        item.kind = TimelineItem::Kind::Redacted;
        QVERIFY(RowPreview::linkOf(item, {}).isEmpty());
    }
    void aCardIsOfItsHost_data()
    {
        QTest::addColumn<QString>("siteName");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("site");
        QTest::addColumn<bool>("isMisleading");
        QTest::newRow("honest") << u"Example"_qs << u"A page"_qs << u"example.org \u00b7 Example"_qs << false;
        QTest::newRow("called like the host")
            << u"Example.org"_qs << u"A page of example.org"_qs << u"example.org"_qs << false;
        QTest::newRow("without words") << QString() << QString() << u"example.org"_qs << false;
        QTest::newRow("called like another")
            << u"bank.example"_qs << u"Log in"_qs << u"example.org \u00b7 bank.example"_qs << true;
        QTest::newRow("title of another")
            << QString() << u"Log in: https://bank.example/"_qs << u"example.org"_qs << true;
        QTest::newRow("no room for its name")
            << QString(600, u'w') << u"A page"_qs << u"example.org"_qs << false;
    }
    void aCardIsOfItsHost()
    {
        QFETCH(QString, siteName);
        QFETCH(QString, title);
        const LinkPreview preview{title, siteName, u"See https://others.example, too"_qs, {}};
        const QUrl url(u"https://example.org/a"_qs);
        const RowStyle style = styleOf();
        RowExtras extras;
        extras.preview.emplace().place(&preview, url, style, 0);
        QTEST(extras.preview->site, "site");
        const RowHit hit = extras.hitTest(extras.preview->rect.center());
        QCOMPARE(hit.url, url);
        QTEST(isMisleading(hit.text, hit.url), "isMisleading");
    }
    void aLongHostShowsItsEnd()
    {
        const QUrl url(u"https://bank.example."_qs + u"a."_qs.repeated(100) + u"evil.example/"_qs);
        const LinkPreview preview{u"Log in"_qs, u"Bank"_qs, {}, {}};
        RowPreview card;
        card.place(&preview, url, styleOf(), 0);
        QVERIFY2(card.site.endsWith(u"evil.example"), qPrintable(card.site));
    }
    void aCardStaysInItsPlace_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1400, 600, 150})
            QTest::addRow("%d", width) << width;
    }
    void aCardStaysInItsPlace()
    {
        QFETCH(int, width);
        const LinkPreview preview{QString(600, u'w'), u"Example"_qs, u"\u202ewords of it "_qs.repeated(40),
                                  u"mxc://x/i"_qs};
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const RowStyle style = styleOf(direction, width);
            RowPreview card;
            const int end = card.place(&preview, QUrl(u"https://example.org/"_qs), style, 10);
            const QRect column = style.placed({style.textLeft, 10, style.textWidth, end - 10});
            QVERIFY(column.contains(card.rect));
            for (const QRect &part : {card.bar, card.titleRect, card.siteRect, card.imageRect})
                QVERIFY(card.rect.contains(part));
            QVERIFY(!card.titleRect.intersects(card.imageRect));
            QCOMPARE(card.description->lineCount(), 2);
        }
    }
};

QTEST_MAIN(TestRowExtras)
#include "tst_rowextras.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typedtext.h"

#include "widgets/pilltext.h"

#include <QSet>
#include <QTest>

using namespace linnet;

/// What is meant by what was typed.
class TestTypedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        QTest::addColumn<int>("form");
        const int markdown = int(Draft::Form::Markdown);
        const int plain = int(Draft::Form::Plain);
        const int html = int(Draft::Form::Html);
        QTest::newRow("text") << u"\n\n  a *b*\n "_qs << u"  a *b*"_qs << QString() << markdown;
        QTest::newRow("slash") << u"/ 2"_qs << u"/ 2"_qs << QString() << markdown;
        QTest::newRow("shrug") << u"/shrug no *idea*"_qs << u"no *idea* ¯\\_(ツ)_/¯"_qs << QString() << plain;
        QTest::newRow("flip") << u"/TABLEFLIP"_qs << u"(╯°□°)╯︵ ┻━┻"_qs << QString() << plain;
        QTest::newRow("plain") << u"/plain *a* [Bob](https://matrix.to/#/@bob:x)"_qs << u"*a* Bob"_qs
                               << QString() << plain;
        QTest::newRow("html") << u"/html <b>a</b> &amp; b"_qs << u"a & b"_qs << u"<b>a</b> &amp; b"_qs
                              << html;
        QTest::newRow("spoiler") << u"/spoiler it <was> Bob"_qs << u"it <was> Bob"_qs
                                 << u"<span data-mx-spoiler>it &lt;was&gt; Bob</span>"_qs << html;
    }
    void messages()
    {
        QFETCH(QString, typed);
        const TypedText read = TypedText::read(typed);
        QCOMPARE(read.kind, TypedText::Kind::Message);
        QTEST(read.draft.text, "text");
        QTEST(read.draft.html, "html");
        QTEST(int(read.draft.form), "form");
    }
    void rainbowColoursEveryLetter()
    {
        const Draft draft = TypedText::read(u"/rainbow a🐦‍⬛ <b"_qs).draft;
        QCOMPARE(draft.text, u"a🐦‍⬛ <b"_qs);
        QCOMPARE(draft.html.count(u"data-mx-color"_qs), 4); // a bird is one letter, a blank has no colour
        QVERIFY(draft.html.contains(u"&lt;"_qs) && !draft.html.contains(u"><b"_qs));
        QVERIFY(TypedText::read(u"/rainbow "_qs + QString(20'000, u'x')).draft.html.size() < 50'000);
    }
    void callsTheRoom_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("calls");
        QTest::newRow("alone") << u"@room"_qs << true;
        QTest::newRow("among words") << u"Listen, @room! \"@room\""_qs << true;
        QTest::newRow("bold") << u"**@room**: _tea_"_qs << true;
        QTest::newRow("emote") << u"/me greets @room"_qs << true;
        QTest::newRow("plain") << u"/plain `@room`"_qs << true;
        QTest::newRow("rainbow") << u"/rainbow @room"_qs << true;
        QTest::newRow("other words") << u"me@room @rooms @@room @room:x"_qs << false;
        QTest::newRow("code") << u"Write `@room` to call all"_qs << false;
        QTest::newRow("code block") << u"```html\n<a>\n@room\n</a>\n```"_qs << false;
        QTest::newRow("indented code") << u"So:\n\n    @room\n"_qs << false;
        QTest::newRow("code and not") << u"`@room` and @room"_qs << true;
        QTest::newRow("one backtick") << u"` @room"_qs << true;
        QTest::newRow("between code") << u"`a` @room `b`"_qs << true;
    }
    void callsTheRoom()
    {
        QFETCH(QString, typed);
        QTEST(TypedText::callsRoom(TypedText::read(typed).draft), "calls");
    }
    void commands()
    {
        const TypedText kick = TypedText::read(u"/kick [Bob](https://matrix.to/#/@bob:x) too loud"_qs);
        QCOMPARE(kick.kind, TypedText::Kind::Command);
        QCOMPARE(kick.id, Command::Id::Kick);
        const auto expected = std::pair(UserId(u"@bob:x"_qs), u"too loud"_qs);
        QCOMPARE(TypedText::takeUser(kick.argument), expected);
        QCOMPARE(TypedText::takeUser(u"@bob:x   too loud"_qs), expected);
        QCOMPARE(TypedText::read(u"/part"_qs).kind, TypedText::Kind::Command);
    }
    void whatIsNoCommandIsNotSent()
    {
        const TypedText unknown = TypedText::read(u"/jion #a:b"_qs);
        QCOMPARE(unknown.kind, TypedText::Kind::Unknown);
        QCOMPARE(unknown.command, u"/jion"_qs);
        QCOMPARE(unknown.draft.text, u"/jion #a:b"_qs);
        QCOMPARE(TypedText::read(u"/me "_qs).kind, TypedText::Kind::Incomplete);
        QCOMPARE(TypedText::read(u"/invite"_qs).kind, TypedText::Kind::Incomplete);
        QCOMPARE(TypedText::read(u"/topic"_qs).kind, TypedText::Kind::Incomplete);
        QCOMPARE(TypedText::read(u"/part #other:x"_qs).kind, TypedText::Kind::Incomplete);
        QCOMPARE(TypedText::read(u"/etc/passwd"_qs).kind, TypedText::Kind::Unknown);
    }
    void writesWhatItReads()
    {
        for (const QString &text : {u"hello"_qs, u"/etc"_qs, u"//x"_qs}) {
            QCOMPARE(TypedText::read(TypedText::write(text, false)).draft.text, text);
            const Draft emote = TypedText::read(TypedText::write(text, true)).draft;
            QCOMPARE(emote.text, text);
            QCOMPARE(emote.msgtype, u"m.emote"_qs);
        }
    }
    void everyCommandSaysWhatItDoes()
    {
        QSet<QString> names;
        for (const Command &command : Command::all()) {
            QVERIFY(!command.what.isEmpty() && !names.contains(command.name));
            QVERIFY(!command.needsArgument || !command.arguments.isEmpty());
            names << command.name;
            QCOMPARE(Command::find(command.name.toUpper())->id, command.id);
        }
    }
};

QTEST_MAIN(TestTypedText)
#include "tst_typedtext.moc"

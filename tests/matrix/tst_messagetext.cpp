// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/messagetext.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

using Media = MessageText::Media;
Q_DECLARE_METATYPE(linnet::MessageText::Media)

class TestMessageText : public QObject
{
    Q_OBJECT

    static Event message(const QByteArray &content)
    {
        Event event;
        event.type = u"m.room.message"_qs;
        event.content = content;
        return event;
    }

private Q_SLOTS:
    void messages_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::addColumn<Media>("media");
        QTest::addColumn<bool>("hasLink");
        const auto row = [](const char *name, const QByteArray &content, const QString &words,
                            Media media = Media::None, bool hasLink = false) {
            QTest::newRow(name) << content << words << media << hasLink;
        };
        row("text", jsonText("{'msgtype':'m.text','body':'hello'}"), u"hello"_qs);
        row("link", jsonText("{'msgtype':'m.text','body':'see HTTPS://x.org'}"), u"see HTTPS://x.org"_qs,
            Media::None, true);
        row("image", jsonText("{'msgtype':'m.image','body':'cat.png','url':'mxc://x/y'}"), u"cat.png"_qs,
            Media::Image);
        row("image with a caption", jsonText("{'msgtype':'m.image','body':'our cat','filename':'cat.png'}"),
            u"cat.png\nour cat"_qs, Media::Image);
        row("file", jsonText("{'msgtype':'m.file','body':'a.pdf'}"), u"a.pdf"_qs, Media::File);
        row("video", jsonText("{'msgtype':'m.video','body':'v'}"), u"v"_qs, Media::Video);
        row("voice", jsonText("{'msgtype':'m.audio','body':'v'}"), u"v"_qs, Media::Audio);
        row("reply with the quotation of old",
            jsonText("{'msgtype':'m.text','body':'> <@a:x> what\\n> "
                     "more\\n\\nthis','m.relates_to':{'m.in_reply_to':{'event_id':'$1'}}}"),
            u"this"_qs);
        const auto reply = [&row](const char *name, const QByteArray &body, const QString &words) {
            const QByteArray content = "{'msgtype':'m.text','body':'" + body +
                                       "','m.relates_to':{'m.in_reply_to':{'event_id':'$1'}}}";
            row(name, jsonText(content.constData()), words);
        };
        reply("reply to what somebody does", "> * <@a:x> waves\\n\\nback", u"back"_qs);
        reply("reply that quotes too", "> <@a:x> what\\n\\n> be me\\nyes", u"> be me\nyes"_qs);
        reply("reply with a quotation by hand", "> a\\n\\nb", u"> a\n\nb"_qs);
        reply("reply that is a quotation", "> be me", u"> be me"_qs);
        reply("reply that quotes a tag", "> <@all> hear\\n> a: b>\\nno", u"> <@all> hear\n> a: b>\nno"_qs);
        reply("reply that quotes half a name", "> <@a:x\\nno", u"> <@a:x\nno"_qs);
        row("quotation that is none", jsonText("{'msgtype':'m.text','body':'> quoted by hand\\nthis'}"),
            u"> quoted by hand\nthis"_qs);
        row("no body", jsonText("{'msgtype':'m.text'}"), {});
        row("body is no text", jsonText("{'msgtype':'m.text','body':5}"), {});
        row("damaged", QByteArray("{\"msgtype\":\"m.text\",\"body\":\"he"), {});
        row("empty", "", {});
    }
    void messages()
    {
        QFETCH(QByteArray, content);
        const MessageText text = readMessageText(message(content));
        QTEST(text.words, "words");
        QTEST(text.media, "media");
        QTEST(text.hasLink, "hasLink");
    }

    void otherEventsHaveNone()
    {
        const QByteArray content = jsonText("{'msgtype':'m.text','body':'hello'}");
        Event event = message(content);
        event.type = u"m.room.topic"_qs;
        QVERIFY(readMessageText(event).isEmpty());
        event = message(content);
        event.stateKey = QString();
        QVERIFY(readMessageText(event).isEmpty());
        event = message(content);
        event.isRedacted = true;
        QVERIFY(readMessageText(event).isEmpty());
    }
    void edits_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QByteArray>("newContent");
        const auto row = [](const char *name, const char *relation, const char *rest, const QString &target,
                            const QByteArray &content = {}) {
            const QByteArray whole =
                QByteArray("{'msgtype':'m.text','body':'* new','m.relates_to':") + relation + rest + "}";
            QTest::newRow(name) << jsonText(whole.constData()) << target << content;
        };
        const char *const replaces = "{'rel_type':'m.replace','event_id':'$1'}";
        row("edit", replaces, ",'m.new_content':{'body':'new'}", u"$1"_qs, "{\"body\":\"new\"}");
        row("without content", replaces, "", u"$1"_qs);
        row("content of another type", replaces, ",'m.new_content':5", u"$1"_qs);
        row("of nothing", "{'rel_type':'m.replace'}", ",'m.new_content':{'body':'new'}", {});
        row("another relation", "{'rel_type':'m.thread','event_id':'$1'}", ",'x':'m.replace'", {});
        row("no relation", "'m.replace'", "", {});
    }
    void edits()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, target);
        const auto edit = readMessageEdit(message(content));
        QCOMPARE(edit.has_value(), !target.isEmpty());
        QCOMPARE(readMessageText(message(content)).isEmpty(), edit.has_value());
        if (edit) {
            QCOMPARE(edit->target, EventId(target));
            QTEST(edit->content, "newContent");
        }
        Event redacted = message(content);
        redacted.isRedacted = true;
        QVERIFY(!readMessageEdit(redacted));
    }
    void stickersArePictures()
    {
        Event event = message(jsonText("{'body':'wave','url':'mxc://x/y'}"));
        event.type = u"m.sticker"_qs;
        QCOMPARE(readMessageText(event).words, u"wave"_qs);
        QCOMPARE(readMessageText(event).media, Media::Image);
    }
};

QTEST_APPLESS_MAIN(TestMessageText)
#include "tst_messagetext.moc"

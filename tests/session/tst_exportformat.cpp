// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportformat.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

using Kind = ExportFormat::Kind;

class TestExportFormat : public QObject
{
    Q_OBJECT

    static StoredEvent say(const QByteArray &content)
    {
        StoredEvent stored;
        stored.event.id = EventId(u"$1"_qs);
        stored.event.sender = UserId(u"@bob:x"_qs);
        stored.event.type = u"m.room.message"_qs;
        stored.event.ts = 1000;
        stored.event.content = content;
        stored.event.raw = "{\"content\":" + content + '}';
        stored.senderName = u"Bob"_qs;
        return stored;
    }
    static StoredEvent sayText(const QString &body)
    {
        return say(toText({{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, body}}));
    }
    /// Without its time.
    static QString lineOf(Kind kind, const StoredEvent &event, const QByteArray &newContent = {})
    {
        const auto format = ExportFormat::make(kind, UserId(u"@me:x"_qs));
        const QString line = QString::fromUtf8(format->event(event, {false, newContent, 1000}));
        return kind == Kind::Text ? line.mid(6) : line.mid(line.indexOf(u"</time> "_qs) + 8);
    }

private Q_SLOTS:
    void filesHaveTheirCaptions_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << jsonText("{'msgtype':'m.image','body':'a.png','url':'mxc://x/1'}")
                              << u"Bob: File: a.png (mxc://x/1)\n"_qs;
        QTest::newRow("a caption") << jsonText("{'msgtype':'m.image','body':'my bird','filename':'a.png',"
                                               "'url':'mxc://x/1'}")
                                   << u"Bob: File: a.png (mxc://x/1)\n      my bird\n"_qs;
        QTest::newRow("no name") << jsonText("{'msgtype':'m.file','url':'mxc://x/1'}")
                                 << u"Bob: File: (no name) (mxc://x/1)\n"_qs;
        QTest::newRow("a place") << jsonText("{'msgtype':'m.location','body':'Home','geo_uri':'geo:1,2'}")
                                 << u"Bob: Place: Home (geo:1,2)\n"_qs;
    }
    void filesHaveTheirCaptions()
    {
        QFETCH(QByteArray, content);
        QTEST(lineOf(Kind::Text, say(content)), "text");
    }
    void captionsAreInTheWebPageToo()
    {
        const QString line =
            lineOf(Kind::Html, say(jsonText("{'msgtype':'m.image','body':'my <bird>','filename':'a.png'}")));
        QVERIFY2(line.contains(u"File: a.png\nmy &lt;bird&gt;</p>"_qs), qPrintable(line));
    }
    void editedMessagesSayWhatIsNew_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("text");
        QTest::newRow("text") << jsonText("{'msgtype':'m.text','body':'%1 new'}")
                              << u"Bob: %1 new (edited)\n"_qs;
        QTest::newRow("emote") << jsonText("{'msgtype':'m.emote','body':'waves'}")
                               << u"* Bob waves (edited)\n"_qs;
        QTest::newRow("a caption") << jsonText("{'msgtype':'m.image','body':'my bird','filename':'a.png'}")
                                   << u"Bob: File: a.png\n      my bird (edited)\n"_qs;
    }
    void editedMessagesSayWhatIsNew()
    {
        QFETCH(QByteArray, content);
        QTEST(lineOf(Kind::Text, sayText(u"old"_qs), content), "text");
    }
    void anEditIsNoMessageOfItsOwn_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << jsonText(
            "{'msgtype':'m.text','body':'* new','m.new_content':{'msgtype':'m.text','body':'new'},"
            "'m.relates_to':{'rel_type':'m.replace','event_id':'$0'}}");
        QTest::newRow("without its new content") << jsonText(
            "{'msgtype':'m.text','body':'* new','m.relates_to':{'rel_type':'m.replace','event_id':'$0'}}");
    }
    void anEditIsNoMessageOfItsOwn()
    {
        QFETCH(QByteArray, content);
        QCOMPARE(lineOf(Kind::Text, say(content)), QString());
        QCOMPARE(lineOf(Kind::Html, say(content)), QString());
        QCOMPARE(lineOf(Kind::Text, say(content), jsonText("{'msgtype':'m.text','body':'of an edit'}")),
                 QString());
    }
    void jsonHasEveryEventAsItCame()
    {
        const auto format = ExportFormat::make(Kind::Json, {});
        QCOMPARE(format->event(sayText(u"x"_qs), {true, "{}", 0}), sayText(u"x"_qs).event.raw);
    }
    void nobodyWritesALineOfAnother_data()
    {
        QTest::addColumn<QString>("lineBreak");
        for (const char16_t c : u"\n\v\f\r\x1c\x1d\x1e\x85\x2028\x2029"_qs.toStdU16String())
            QTest::addRow("U+%04X", c) << QString(QChar(c));
        QTest::newRow("CR LF") << u"\r\n"_qs;
    }
    void nobodyWritesALineOfAnother()
    {
        QFETCH(QString, lineBreak);
        const QString forged = u"x"_qs + lineBreak + u"10:00 Eve: forged"_qs;
        const QString indented = u"x\n      10:00 Eve: forged\n"_qs;
        QCOMPARE(lineOf(Kind::Text, sayText(forged)), QString(u"Bob: "_qs + indented));

        StoredEvent named = sayText(u"hello"_qs);
        named.senderName = forged;
        QCOMPARE(lineOf(Kind::Text, named), u"x 10:00 Eve: forged: hello\n"_qs);

        Room room;
        room.name = forged;
        room.topic = forged;
        const auto format = ExportFormat::make(Kind::Text, {});
        const QString head = QString::fromUtf8(format->begin(room, 0));
        QVERIFY2(head.startsWith(indented + indented), qPrintable(head));
    }
    void terminalsAreNotLedAstray()
    {
        QCOMPARE(lineOf(Kind::Text, sayText(u"a\tb\x1b[1A\bc"_qs)), u"Bob: a\tb[1Ac\n"_qs);
    }
    void jsonSaysWhereEventsAreMissing()
    {
        const auto format = ExportFormat::make(Kind::Json, {});
        const QByteArray text = format->begin({}, 0) + format->gap(true) +
                                format->event(sayText(u"one"_qs), {false, {}, 0}) + format->gap(false) +
                                format->event(sayText(u"two"_qs), {false, {}, 0}) + format->end({2, 0, 2});
        const QJsonArray events = QJsonDocument::fromJson(text)[u"events"].toArray();
        QCOMPARE(events.size(), 4);
        for (const int at : {0, 2})
            QCOMPARE(events.at(at)[u"type"].toString(), u"chat.linnet.gap"_qs);
        QCOMPARE(events.at(3)[u"content"][u"body"].toString(), u"two"_qs);
    }
};

QTEST_GUILESS_MAIN(TestExportFormat)
#include "tst_exportformat.moc"

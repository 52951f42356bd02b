// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/eventparser.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

class TestEventParser : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 Now = 1'800'000'000'000;
    EventParser m_parser;

private Q_SLOTS:
    void readsEveryYear_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("id");
        QTest::addColumn<qint64>("ts");
        QTest::newRow("0.2 of 2014") << jsonText("{'content':{'body':'x','hsob_ts':1409665660440,'msgtype':'"
                                                 "m.text'},'event_id':'VHkHJxarBh',"
                                                 "'room_id':'!x:localhost','ts':1409665660439,'type':'m.room."
                                                 "message','user_id':'@bob:localhost'}")
                                     << u"VHkHJxarBh"_qs << qint64(1409665660439);
        QTest::newRow("0.3 of 2014, redacted")
            << jsonText(
                   "{'age':8,'content':{},'event_id':'KnRbrxnHaj@localhost','room_id':'!x:localhost',"
                   "'redacted_because':{'content':{}},'type':'m.room.message','user_id':'@bob:localhost'}")
            << u"KnRbrxnHaj@localhost"_qs << Now - 8;
        QTest::newRow("only hsob_ts") << jsonText("{'content':{'hsob_ts':1409665660440},'event_id':'V','type'"
                                                  ":'m.room.message','user_id':'@bob:localhost'}")
                                      << u"V"_qs << qint64(1409665660440);
        QTest::newRow("2018") << jsonText("{'age':5,'content':{},'event_id':'$1795xGccm:localhost','origin_"
                                          "server_ts':1500000000000,'room_id':'!x:localhost',"
                                          "'sender':'@bob:localhost','type':'m.room.message','unsigned':{'"
                                          "age':5},'user_id':'@eve:localhost'}")
                              << u"$1795xGccm:localhost"_qs << qint64(1500000000000);
        QTest::newRow("today") << jsonText(
                                      "{'content':{},'event_id':'$abc','origin_server_ts':1795470954910,'"
                                      "sender':'@bob:localhost',"
                                      "'type':'m.room.message','unsigned':{'age':5,'membership':'join'}}")
                               << u"$abc"_qs << qint64(1795470954910);
    }
    void readsEveryYear()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, id);
        QFETCH(qint64, ts);
        auto event = m_parser.parse(text, Now);
        QVERIFY(event);
        QCOMPARE(event->id, EventId(id));
        QCOMPARE(event->sender, UserId(u"@bob:localhost"_qs));
        QCOMPARE(event->type, u"m.room.message"_qs);
        QCOMPARE(event->ts, ts);
        QVERIFY(!event->isState());
        QCOMPARE(event->raw, text);
    }
    void keepsTextAsItCame()
    {
        const QByteArray text = "\n { \"type\" : \"m.room.topic\", \"content\" : {\"topic\": \"1.50\", "
                                "\"n\": 1.50, \"u\":\"\\u00e9\"} ,\"state_key\":\"\" } ";
        auto event = m_parser.parse(text, Now);
        QVERIFY(event);
        QCOMPARE(event->raw, text.trimmed());
        QCOMPARE(event->content, QByteArray("{\"topic\": \"1.50\", \"n\": 1.50, \"u\":\"\\u00e9\"}"));
        QVERIFY(event->isState());
    }
    void readsStateAndItsPast_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("previous");
        const QByteArray content =
            "'type':'m.room.member','state_key':'@a:x','content':{'membership':'leave','prev':'join'}";
        const auto with = [&](const char *more) {
            return jsonText(QByteArray("{" + content + more + "}").constData());
        };
        QTest::newRow("content.prev of 0.2") << with("") << QByteArray(R"({"membership":"join"})");
        QTest::newRow("prev_content of 0.3")
            << with(",'prev_content':{'membership':'ban'}") << QByteArray(R"({"membership":"ban"})");
        QTest::newRow("unsigned")
            << with(
                   ",'prev_content':{'membership':'ban'},'unsigned':{'prev_content':{'membership':'invite'}}")
            << QByteArray(R"({"membership":"invite"})");
        QTest::newRow("no object") << jsonText("{'type':'m.room.member','content':{'prev':7},'prev_content':["
                                               "1],'unsigned':{'prev_content':'x'}}")
                                   << QByteArray();
    }
    void readsStateAndItsPast()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, previous);
        auto event = m_parser.parse(text, Now);
        QVERIFY(event);
        QCOMPARE(event->previousContent, previous);
    }
    void readsRedactions()
    {
        auto redaction = m_parser.parse(
            jsonText("{'type':'m.room.redaction','redacts':'$old','content':{'redacts':'$new'}}"), Now);
        QCOMPARE(redaction->redacts, EventId(u"$new"_qs));
        redaction = m_parser.parse(
            jsonText("{'type':'m.room.redaction','redacts':'$old','content':{'redacts':3}}"), Now);
        QCOMPARE(redaction->redacts, EventId(u"$old"_qs));
        auto other = m_parser.parse(jsonText("{'type':'m.room.message','redacts':'$old','content':{'redacts':"
                                             "'$x'},'redacted_because':null}"),
                                    Now);
        QVERIFY(other->redacts.isEmpty());
        QVERIFY(!other->isRedacted);
        auto redacted =
            m_parser.parse(jsonText("{'type':'m.room.message','unsigned':{'redacted_because':{}}}"), Now);
        QVERIFY(redacted->isRedacted);
    }
    void readsOwnTransactions()
    {
        auto event =
            m_parser.parse(jsonText("{'type':'m.room.message','unsigned':{'transaction_id':'t1'}}"), Now);
        QCOMPARE(event->transactionId, TxnId(u"t1"_qs));
    }
    void wrongTypesReadAsDefaults_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value : {"null", "7", "-1.5e300", "1e999", "123456789012345678901234567890", "true",
                                  "\"\"", "\"\\ud800\"", "[]", "[{}]", "{}", "{\"a\":[{}]}"})
            QTest::newRow(value) << QString::fromLatin1(value);
    }
    void wrongTypesReadAsDefaults()
    {
        QFETCH(QString, value);
        const QStringList fields{
            u"type"_qs,     u"event_id"_qs,  u"sender"_qs,           u"user_id"_qs,
            u"room_id"_qs,  u"state_key"_qs, u"content"_qs,          u"prev_content"_qs,
            u"unsigned"_qs, u"redacts"_qs,   u"redacted_because"_qs, u"origin_server_ts"_qs,
            u"ts"_qs,       u"age"_qs};
        QString text = u"{"_qs;
        for (const QString &field : fields)
            text += QStringLiteral("\"%1\":%2,").arg(field, value);
        text +=
            u"\"unsigned\":{\"age\":%1,\"prev_content\":%1,\"transaction_id\":%1,\"redacted_because\":%1},\"x\":1}"_qs
                .arg(value);
        auto event = m_parser.parse(text.toUtf8(), Now);
        QVERIFY(event);
        QVERIFY(event->id.isEmpty());
        QVERIFY(event->sender.isEmpty());
        QVERIFY(event->content.startsWith('{'));
        QVERIFY(event->ts >= 0 && event->ts <= Now);
        QCOMPARE(event->isState(), value == u"\"\"");
    }
    void listsSkipWhatIsNoEvent()
    {
        auto events = m_parser.parseList(
            jsonText("[{'event_id':'a'},null,3,'x',[],{'event_id':'b','content':{'x':[{}]}}]"), Now);
        QVERIFY(events);
        QCOMPARE(events->size(), 2);
        QCOMPARE(events->at(0).content, QByteArray("{}"));
        QCOMPARE(events->at(1).id, EventId(u"b"_qs));
    }
    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("spaces") << QByteArray("  \n ");
        QTest::newRow("HTML") << QByteArray("<html></html>");
        QTest::newRow("string") << QByteArray("\"\"");
        QTest::newRow("number") << QByteArray("12");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("cut off") << QByteArray("{\"type\":\"m");
        QTest::newRow("two") << QByteArray("{}{}");
        QTest::newRow("brackets") << QByteArray("{\"a\":[}]");
        QTest::newRow("no colon") << QByteArray("{\"a\" 1}");
        QTest::newRow("no comma") << QByteArray("{\"a\":1 \"b\":2}");
        QTest::newRow("bomb") << "{\"content\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
        QTest::newRow("open bomb") << QByteArray(1'000'000, '[');
        QTest::newRow("backslashes") << QByteArray("{\"a\":\"\\\\\\\"}");
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        auto event = m_parser.parse(text, Now);
        QVERIFY(!event);
        QCOMPARE(event.error().kind, Error::Kind::BadReply);
        auto list = m_parser.parseList(text, Now);
        QVERIFY(!list || text == "[]");
    }
    void mendsBrokenCharacters()
    {
        auto event = m_parser.parse("{\"event_id\":\"a\",\"content\":{\"body\":\"\xff\xfe\"}}", Now);
        QVERIFY(event);
        QCOMPARE(event->id, EventId(u"a"_qs));
        QCOMPARE(event->content, QByteArray("{\"body\":\"\xef\xbf\xbd\xef\xbf\xbd\"}"));
    }
    void survivesOddNames()
    {
        auto event =
            m_parser.parse("{\"\\ud800\":1,\"event_id\":\"a\",\"\":{\"\":[]},\"type\":\"\\u0074\"}", Now);
        QVERIFY(event);
        QCOMPARE(event->id, EventId(u"a"_qs));
        QCOMPARE(event->type, u"t"_qs);
    }
    void deepContentIsKept()
    {
        const QByteArray deep = "{\"a\":" + QByteArray(900, '[') + QByteArray(900, ']') + "}";
        auto event = m_parser.parse("{\"event_id\":\"a\",\"content\":" + deep + "}", Now);
        QVERIFY(event);
        QCOMPARE(event->content, deep);
    }
    void everyPrefixGivesAResult()
    {
        const QByteArray text = testData(u"initialsync2014.json"_qs);
        for (qsizetype i = 0; i < text.trimmed().size(); ++i)
            QVERIFY(!m_parser.parse(text.left(i), Now));
        QVERIFY(m_parser.parse(text, Now));
    }
};

QTEST_GUILESS_MAIN(TestEventParser)
#include "tst_eventparser.moc"

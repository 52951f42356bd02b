// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/bundles.h"

#include "matrix/eventparser.h"
#include "matrix/relation.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using test::jsonText;

class TestBundles : public QObject
{
    Q_OBJECT

    static std::optional<ThreadBundle> read(const QByteArray &thread, const char *more = "")
    {
        const QByteArray text = "{'event_id':'$root','type':'m.room.message','sender':'@a:x'," +
                                QByteArray(more) + "'unsigned':{'m.relations':{'m.thread':" + thread + "}}}";
        const auto event = EventParser().parse(jsonText(text.constData()), 1);
        return event.isOk() ? readThreadBundle(*event, 1) : std::nullopt;
    }
    static QByteArray newest(const char *root = "$root")
    {
        return QByteArray("{'event_id':'$last','type':'m.room.message','sender':'@b:x','origin_server_ts':5,"
                          "'content':{'body':'x','m.relates_to':{'rel_type':'m.thread','event_id':'") +
               root + "'}}}";
    }

    static inline const QByteArray Message =
        "{'event_id':'$root','type':'m.room.message','sender':'@a:x','content':{}}";
    static QByteArray edited()
    {
        return "{'event_id':'$edit','type':'m.room.message','sender':'@a:x','origin_server_ts':5,"
               "'content':{'body':'* new','m.new_content':{'body':'new'},"
               "'m.relates_to':{'rel_type':'m.replace','event_id':'$root'}}}";
    }
    static std::optional<Event> readEdit(QByteArray message, const QByteArray &edit)
    {
        message.chop(1);
        message += ",'unsigned':{'m.relations':{'m.replace':" + edit + "}}}";
        const auto event = EventParser().parse(jsonText(message.constData()), 1);
        return event.isOk() ? readBundledEdit(*event, 1) : std::nullopt;
    }

private Q_SLOTS:
    void aThreadIsRead()
    {
        const auto bundle =
            read("{'latest_event':" + newest() + ",'count':12,'current_user_participated':true}");
        QVERIFY(bundle);
        QCOMPARE(bundle->count, 12);
        QVERIFY(bundle->takesPart);
        QCOMPARE(bundle->newest.id, EventId(u"$last"_qs));
        QCOMPARE(bundle->newest.ts, 5);
        QVERIFY(bundle->newest.raw.startsWith('{'));
        QVERIFY(!read("{'latest_event':" + newest() + ",'count':1}")->takesPart);
    }
    void nonsenseIsNothing_data()
    {
        QTest::addColumn<QByteArray>("thread");
        QTest::newRow("no number") << QByteArray("{'latest_event':" + newest() + "}");
        QTest::newRow("less than none") << QByteArray("{'latest_event':" + newest() + ",'count':-3}");
        QTest::newRow("no event") << QByteArray("{'latest_event':7,'count':3}");
        QTest::newRow("of another thread") << QByteArray("{'latest_event':" + newest("$o") + ",'count':3}");
        QTest::newRow("a list") << QByteArray("['latest_event',3]");
        QTest::newRow("words") << QByteArray("{'latest_event':" + newest() + ",'count':'many'}");
    }
    void nonsenseIsNothing()
    {
        QFETCH(QByteArray, thread);
        QVERIFY(!read(thread));
    }
    void numbersHaveAnEnd()
    {
        QVERIFY(read("{'latest_event':" + newest() + ",'count':99999999999999}")->count <= 1'000'000);
        QVERIFY(!read("{'latest_event':" + newest() + ",'count':3}", "'state_key':'',"));
    }
    void aThreadOfAThreadIsNone()
    {
        const QByteArray thread = "{'latest_event':" + newest() + ",'count':3}";
        QVERIFY(read(thread, "'content':{'m.relates_to':{'m.in_reply_to':{'event_id':'$x'}}},"));
        QVERIFY(!read(thread, "'content':{'m.relates_to':{'rel_type':'m.thread','event_id':'$x'}},"));
    }
    void anEditIsRead()
    {
        const auto edit = readEdit(Message, edited());
        QVERIFY(edit);
        QCOMPARE(edit->id, EventId(u"$edit"_qs));
        QCOMPARE(edit->ts, 5);
        QVERIFY(readRelation(*edit).newContent.contains("new"));
    }
    void anEditThatIsNoneIsNothing_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("edit");
        const auto with = [](QByteArray text, const char *before, const char *after) {
            return text.replace(before, after);
        };
        QTest::newRow("another's") << Message << with(edited(), "@a:x", "@b:x");
        QTest::newRow("of another type") << Message << with(edited(), "'m.room.message'", "'m.sticker'");
        QTest::newRow("of another message") << Message << with(edited(), "'$root'", "'$other'");
        QTest::newRow("of an unknown relation") << Message << with(edited(), "'m.replace'", "'m.other'");
        QTest::newRow("nothing new") << Message << with(edited(), "'m.new_content'", "'new_content'");
        QTest::newRow("without an id") << Message << with(edited(), "'event_id':'$edit'", "'x':1");
        QTest::newRow("state") << Message << with(edited(), "'sender'", "'state_key':'','sender'");
        QTest::newRow("deleted") << Message
                                 << with(edited(), "'sender'", "'redacted_because':{'a':1},'sender'");
        QTest::newRow("the id alone") << Message << QByteArray("{'event_id':'$edit','sender':'@a:x'}");
        QTest::newRow("no object") << Message << QByteArray("7");
        QTest::newRow("of state") << with(Message, "'sender'", "'state_key':'','sender'") << edited();
        QTest::newRow("of what is deleted")
            << with(Message, "'sender'", "'redacted_because':{'a':1},'sender'") << edited();
        QTest::newRow("of an edit")
            << with(Message, "'content':{}",
                    "'content':{'m.relates_to':{'rel_type':'m.replace','event_id':'$x'},'m.new_content':{}}")
            << edited();
        // What it says is in what is encrypted.
        QTest::newRow("encrypted") << with(Message, "m.room.message", "m.room.encrypted")
                                   << with(edited(), "m.room.message", "m.room.encrypted");
    }
    void anEditThatIsNoneIsNothing()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, edit);
        QVERIFY(!readEdit(message, edit));
    }
};

QTEST_GUILESS_MAIN(TestBundles)
#include "tst_bundles.moc"

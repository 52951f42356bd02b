// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlmessages.h"

#include "ctltesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestCtlMessages : public CtlTest
{
    Q_OBJECT

    QStringList timeline(int limit)
    {
        const auto asked = ask(QStringLiteral("timeline"),
                               {{QStringLiteral("room"), room.toString()}, {QStringLiteral("limit"), limit}});
        const QJsonObject answer = answerOf(*asked);
        QStringList ids = idsOf(answer);
        for (int i = 0; i < ids.size(); ++i) {
            if (answer.value(QLatin1String("reply"))[i][QLatin1String("type")] ==
                QLatin1String("chat.linnet.gap"))
                ids[i] = QStringLiteral("gap") + ids[i];
        }
        return ids;
    }

public:
    TestCtlMessages() : CtlTest(QStringLiteral("ctlmessages")) {}

private Q_SLOTS:
    void init() { open<CtlMessages>(); }
    void cleanup() { close(); }

    void theNewestAcrossGaps()
    {
        commit(QStringLiteral("p2"), joined({message(QStringLiteral("$c")), message(QStringLiteral("$d"))},
                                            QStringLiteral("t2"), true));
        const QString gap = QStringLiteral("gap");
        const QStringList all{QStringLiteral("$a"), QStringLiteral("$b"), gap, QStringLiteral("$c"),
                              QStringLiteral("$d")};
        QCOMPARE(timeline(100), all);
        QCOMPARE(timeline(4), all);
        QCOMPARE(timeline(3), all.mid(1));
        QCOMPARE(timeline(2), all.mid(3));
        QCOMPARE(timeline(1), all.mid(4));
    }
    void relationsAreShown()
    {
        const auto related = [](const char *id, const char *type, const char *content) {
            return testing::event(QString::fromLatin1(id), bob, QString::fromLatin1(type), json(content));
        };
        commit(QStringLiteral("p2"),
               joined({related("$r", "m.reaction",
                               "{'m.relates_to':{'rel_type':'m.annotation','event_id':'$a','key':'x'}}"),
                       related("$e", "m.room.message",
                               "{'body':'* new','m.new_content':{'msgtype':'m.text','body':'new'},"
                               "'m.relates_to':{'rel_type':'m.replace','event_id':'$a'}}"),
                       related("$t", "m.room.message",
                               "{'body':'aside','m.relates_to':{'rel_type':'m.thread','event_id':'$a'}}"),
                       related("$p", "m.poll.start",
                               "{'m.poll':{'question':{'m.text':[{'body':'which?'}]},"
                               "'answers':[{'m.id':'1','m.text':[{'body':'one'}]}]}}"),
                       related("$v", "m.poll.response",
                               "{'m.selections':['1'],'m.relates_to':{'rel_type':'m.reference',"
                               "'event_id':'$p'}}"),
                       related("$c", "m.room.message",
                               "{'body':'yes','m.relates_to':{'m.in_reply_to':{'event_id':'$a'}}}"),
                       related("$u", "m.room.message",
                               "{'body':'agreed','m.relates_to':{'rel_type':'m.thread','event_id':'$a',"
                               "'m.in_reply_to':{'event_id':'$t'}}}"),
                       related("$f", "m.room.message",
                               "{'body':'* anew','m.new_content':{'msgtype':'m.text','body':'anew'},"
                               "'m.relates_to':{'rel_type':'m.replace','event_id':'$t'}}"),
                       related("$s", "m.reaction",
                               "{'m.relates_to':{'rel_type':'m.annotation','event_id':'$t','key':'y'}}")}));
        const auto asked = ask(QStringLiteral("timeline"), {{QStringLiteral("room"), room.toString()}});
        QHash<QString, QJsonValue> rows;
        const QJsonArray reply = answerOf(*asked).value(QLatin1String("reply")).toArray();
        for (const QJsonValue &row : reply)
            rows.insert(row[u"event_id"].toString(), row);
        const QJsonValue first = rows.value(QStringLiteral("$a"));
        QCOMPARE(first[u"body"], QJsonValue(QStringLiteral("new")));
        QCOMPARE(first[u"edited"], QJsonValue(true));
        QCOMPARE(first[u"reactions"], QJsonValue(jsonArray("[{'count':1,'key':'x','own':false}]")));
        QCOMPARE(first[u"thread_count"], QJsonValue(2));
        QCOMPARE(rows.value(QStringLiteral("$t"))[u"thread"], QJsonValue(QStringLiteral("$a")));
        const QJsonValue aside = rows.value(QStringLiteral("$t"));
        QCOMPARE(aside[u"body"], QJsonValue(QStringLiteral("anew")));
        QCOMPARE(aside[u"edited"], QJsonValue(true));
        QCOMPARE(aside[u"reactions"], QJsonValue(jsonArray("[{'count':1,'key':'y','own':false}]")));
        QCOMPARE(rows.value(QStringLiteral("$u"))[u"reply_to"], QJsonValue(QStringLiteral("$t")));
        QCOMPARE(rows.value(QStringLiteral("$c"))[u"reply_to"], QJsonValue(QStringLiteral("$a")));
        QCOMPARE(rows.value(QStringLiteral("$p"))[u"poll"],
                 QJsonValue(json("{'question':'which?','voters':1,'ended':false,"
                                 "'answers':[{'id':'1','text':'one','votes':1,'own':false}]}")));
        QVERIFY(!rows.value(QStringLiteral("$b")).toObject().contains(u"reactions"));
    }
    void longTimelinesOverGaps()
    {
        QJsonArray many;
        for (int i = 0; i < 700; ++i)
            many << message(QStringLiteral("$%1").arg(i));
        commit(QStringLiteral("p2"), joined(many, QStringLiteral("t2"), true));
        commit(QStringLiteral("p3"), joined({message(QStringLiteral("$last"))}, QStringLiteral("t3"), true));
        const QStringList ids = timeline(10'000);
        QCOMPARE(ids.size(), 2 + 1 + 700 + 1 + 1);
        QCOMPARE(ids.count(QStringLiteral("gap")), 2);
        QCOMPARE(ids.at(2), QStringLiteral("gap"));
        QCOMPARE(ids.at(703), QStringLiteral("gap"));
    }
};

QTEST_MAIN(TestCtlMessages)
#include "tst_ctlmessages.moc"

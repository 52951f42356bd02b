// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsending.h"

#include "ctltesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestCtlSending : public CtlTest
{
    Q_OBJECT

    /// A thread that begins with $a and has more answers ($t1, $t2, …) than a page.
    void commitThread(int answers)
    {
        QJsonArray events;
        for (int i = 1; i <= answers; ++i)
            events << testing::event(
                QStringLiteral("$t%1").arg(i), bob, QStringLiteral("m.room.message"),
                json("{'msgtype':'m.text','body':'aside','m.relates_to':{'rel_type':'m.thread',"
                     "'event_id':'$a','is_falling_back':true,'m.in_reply_to':{'event_id':'$a'}}}"));
        commit(QStringLiteral("p2"), joined(events));
    }
    /// What the command sends.
    QJsonObject sentBy(const QString &command, QJsonObject args)
    {
        args.insert(QStringLiteral("room"), room.toString());
        const auto asked = ask(command, args);
        const QString txn =
            answerOf(*asked).value(QLatin1String("reply"))[QLatin1String("txn_id")].toString();
        const auto item = session().sendQueue().item(TxnId(txn));
        return item ? QJsonDocument::fromJson(item->content).object() : QJsonObject();
    }

public:
    TestCtlSending() : CtlTest(QStringLiteral("ctlsending")) {}

private Q_SLOTS:
    void init()
    {
        open<CtlSending>();
        server().expects(Method::Put, QStringLiteral("/rooms/!r:x/send/*/*")).holds();
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).holds(); // there are few rows
    }
    void cleanup() { close(); }

    void whatIsSaidInThreadsIsAnswered_data()
    {
        QTest::addColumn<QString>("event");
        QTest::newRow("the newest") << QStringLiteral("$t120");
        QTest::newRow("pages before") << QStringLiteral("$t3");
    }
    void whatIsSaidInThreadsIsAnswered()
    {
        QFETCH(QString, event);
        commitThread(120);
        const QJsonObject args{{QStringLiteral("event"), event},
                               {QStringLiteral("text"), QStringLiteral("x")}};
        const QString relates = QStringLiteral("m.relates_to");
        const QJsonObject answer = sentBy(QStringLiteral("reply"), args);
        QCOMPARE(answer.value(relates),
                 QJsonValue(QJsonObject{
                     {QStringLiteral("rel_type"), QStringLiteral("m.thread")},
                     {QStringLiteral("event_id"), QStringLiteral("$a")},
                     {QStringLiteral("is_falling_back"), false},
                     {QStringLiteral("m.in_reply_to"), QJsonObject{{QStringLiteral("event_id"), event}}}}));
        QCOMPARE(sentBy(QStringLiteral("thread"), args).value(relates)[u"event_id"],
                 QJsonValue(QStringLiteral("$a")));
        const QJsonObject reaction =
            sentBy(QStringLiteral("react"),
                   {{QStringLiteral("event"), event}, {QStringLiteral("key"), QStringLiteral("y")}});
        QCOMPARE(reaction.value(relates)[u"event_id"], QJsonValue(event));
    }
    void whatIsNotHereIsNotFound()
    {
        const auto asked = ask(QStringLiteral("reply"), {{QStringLiteral("room"), room.toString()},
                                                         {QStringLiteral("event"), QStringLiteral("$none")},
                                                         {QStringLiteral("text"), QStringLiteral("x")}});
        QCOMPARE(codeOf(answerOf(*asked)), QStringLiteral("not_found"));
    }
};

QTEST_MAIN(TestCtlSending)
#include "tst_ctlsending.moc"

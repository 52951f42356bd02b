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

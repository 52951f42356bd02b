// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/authrounds.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

/// As many as there are; those without any do not count.
std::optional<int> effort(const QStringList &stages)
{
    return stages.isEmpty() ? std::nullopt : std::optional(int(stages.size()));
}

}

/// What servers ask of who wants something that matters, round after round.
class TestAuthRounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFlowThatAsksLeast()
    {
        AuthRounds rounds(&effort);
        const auto first = rounds.next(json(
            "{'session':'s1','flows':[{'stages':['a','b']},{'stages':[]},{'stages':['c']},{'stages':'d'}],"
            "'params':{'c':{'x':1}}}"));
        QVERIFY(first.isOk());
        QCOMPARE(first->type, QStringLiteral("c"));
        QVERIFY(!first->isRepeated);
        QCOMPARE(first->params, json("{'c':{'x':1}}"));
        QCOMPARE(rounds.inSession(json("{'a':1}")), json("{'a':1,'session':'s1'}"));
    }
    void keepsToItsFlowAndSession()
    {
        AuthRounds rounds(&effort);
        QCOMPARE(rounds.next(json("{'session':'s1','flows':[{'stages':['a','b']}]}"))->type,
                 QStringLiteral("a"));
        const auto next = rounds.next(json("{'completed':['a'],'flows':[{'stages':['z']}]}"));
        QVERIFY(next.isOk());
        QCOMPARE(next->type, QStringLiteral("b"));
        QCOMPARE(rounds.session(), QStringLiteral("s1"));
    }
    void saysThatAnAnswerWasNotGood()
    {
        AuthRounds rounds(&effort);
        QVERIFY(rounds.next(json("{'flows':[{'stages':['a']}]}")).isOk());
        const auto again = rounds.next(json("{'errcode':'M_FORBIDDEN','error':'wrong'}"));
        QVERIFY(again.isOk() && again->isRepeated);
        QVERIFY(again->problem.isMatrix("M_FORBIDDEN"));
    }
    void endsWhereNothingHelps()
    {
        QCOMPARE(AuthRounds(&effort).next({}).error().kind, Error::Kind::BadReply);
        QCOMPARE(AuthRounds(&effort).next(json("{'flows':[{'stages':[]},{'stages':['']}]}")).error().kind,
                 Error::Kind::BadReply);
        // All is done, and the server asks again.
        AuthRounds done(&effort);
        const QJsonObject all = json("{'errcode':'M_X','flows':[{'stages':['a']}],'completed':['a']}");
        QVERIFY(done.next(all).error().isMatrix("M_X"));
        // What asks nothing of anybody was answered.
        AuthRounds dummy(&effort);
        const QJsonObject nothing = json("{'flows':[{'stages':['m.login.dummy']}]}");
        QCOMPARE(dummy.next(nothing)->type, QString(AuthRounds::Dummy));
        QCOMPARE(dummy.next(nothing).error().kind, Error::Kind::Server);
    }
};

QTEST_MAIN(TestAuthRounds)
#include "tst_authrounds.moc"

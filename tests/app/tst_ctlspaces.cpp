// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlspaces.h"

#include "ctltesting.h"
#include "support/spacerooms.h"

using namespace linnet;
using namespace linnet::testing;

class TestCtlSpaces : public CtlTest
{
    Q_OBJECT

public:
    TestCtlSpaces() : CtlTest(QStringLiteral("ctlspaces")) {}

private:
    static QJsonArray replyOf(const QJsonObject &answer)
    {
        return answer.value(QLatin1String("reply")).toArray();
    }

private Q_SLOTS:
    void init() { open<CtlSpaces>(); }
    void cleanup() { close(); }

    void noneIsAnEmptyList()
    {
        const auto asked = ask(QStringLiteral("spaces"), {});
        const QJsonObject answer = answerOf(*asked);
        QVERIFY(answer.contains(QLatin1String("reply")));
        QVERIFY(replyOf(answer).isEmpty());
    }

    void tellsWhatStandsInEach()
    {
        Room whole = makeSpace(u"whole"_qs, u"part r other"_qs);
        whole.children[2].isSuggested = true;
        for (const Room &room : {whole, makeSpace(u"part"_qs, u"r"_qs), makeRoom(u"r"_qs, 3, 1)})
            session().rooms().apply(committed(room));
        server()
            .expects(Method::Get, u"/rooms/!whole:x/hierarchy"_qs)
            .replies(200, jsonText("{'rooms':[],'next_batch':'n'}"));
        server()
            .expects(Method::Get, u"/rooms/!whole:x/hierarchy"_qs)
            .replies(200, jsonText("{'rooms':[{'room_id':'!other:x','name':'Another'}]}"));
        server()
            .expects(Method::Get, u"/rooms/!part:x/hierarchy"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        const auto asked = ask(QStringLiteral("spaces"), {});
        const QJsonArray spaces = replyOf(answerOf(*asked));
        QCOMPARE(spaces.size(), 2);
        const QJsonObject first = spaces.first().toObject();
        QCOMPARE(first.value(QLatin1String("name")).toString(), u"whole"_qs);
        QCOMPARE(first.value(QLatin1String("unread")).toInt(), 3);
        QCOMPARE(first.value(QLatin1String("highlight")).toInt(), 1);
        const QJsonArray children = first.value(QLatin1String("children")).toArray();
        QCOMPARE(children.size(), 3);
        const QJsonObject expected{{u"room_id"_qs, u"!other:x"_qs},
                                   {u"name"_qs, u"Another"_qs},
                                   {u"joined"_qs, false},
                                   {u"suggested"_qs, true}};
        QCOMPARE(children.last().toObject(), expected);
        QVERIFY(children.at(1)[QLatin1String("joined")].toBool());
        QCOMPARE(spaces.last()[QLatin1String("room_id")].toString(), u"!part:x"_qs);
        QCOMPARE(server().unmet(), QStringList());
    }

    void answersWithoutTheServer()
    {
        session().rooms().apply(committed(makeSpace(u"s"_qs, u"elsewhere"_qs)));
        server().expects(Method::Get, u"/rooms/!s:x/hierarchy"_qs).holds();
        const auto asked = ask(QStringLiteral("spaces"), {});
        const QJsonArray spaces = replyOf(answerOf(*asked));
        QCOMPARE(spaces.size(), 1);
        QCOMPARE(spaces.first()[QLatin1String("children")][0][QLatin1String("name")].toString(), QString());
    }
};

QTEST_GUILESS_MAIN(TestCtlSpaces)
#include "tst_ctlspaces.moc"

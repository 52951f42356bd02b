// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/powerlevelsedit.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const UserId Ann(QStringLiteral("@ann:x"));
const UserId Bob(QStringLiteral("@bob:x"));
const UserId Eve(QStringLiteral("@eve:x"));
const QString Powers = QStringLiteral("m.room.power_levels");

PowerLevelsEdit edit(const char *content, const char *create = "{'room_version':'10'}")
{
    return {jsonText(content), jsonText(create), Ann};
}

QJsonObject contentOf(const PowerLevelsEdit &edit)
{
    return QJsonDocument::fromJson(edit.content()).object();
}

bool nobody(const UserId &)
{
    return false;
}

bool everybody(const UserId &)
{
    return true;
}

}

/// Single changes of power levels, which leave all else as it came, whatever that is.
class TestPowerLevelsEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOnlyWhatWasAsked()
    {
        auto powers = edit("{'users':{'@ann:x':100,'@eve:x':'7'},'ban':'60','events':{'a.b':3,'c':[]},"
                           "'notifications':{'room':20,'other':9},'org.example':{'deep':[1,2.5,null]}}");
        QVERIFY(powers.setUser(Bob, 50));
        QVERIFY(powers.setAction(PowerAction::state(QStringLiteral("m.room.name")), 30));
        QVERIFY(powers.setAction({PowerAction::Kind::NotifyRoom}, 60));
        QVERIFY(powers.setAction({PowerAction::Kind::Kick}, 70));
        QCOMPARE(contentOf(powers),
                 json("{'users':{'@ann:x':100,'@eve:x':'7','@bob:x':50},'ban':'60','kick':70,"
                      "'events':{'a.b':3,'c':[],'m.room.name':30},"
                      "'notifications':{'room':60,'other':9},'org.example':{'deep':[1,2.5,null]}}"));
        QCOMPARE(powers.levels().powerOf(Bob), 50);
        QCOMPARE(powers.levels().ban, 60);
    }

    void whoIsAsEverybodyIsNotNamed()
    {
        auto powers = edit("{'users':{'@bob:x':50},'users_default':5}");
        QVERIFY(powers.setUser(Bob, 5));
        QCOMPARE(contentOf(powers), json("{'users':{},'users_default':5}"));
        QCOMPARE(powers.levels().powerOf(Bob), 5);
    }

    void wrongTypesAreReplacedWhereOneWrites_data()
    {
        QTest::addColumn<QByteArray>("wrong");
        for (const char *wrong : {"[]", "'x'", "1", "null", "true", "[{}]", "1e300", "-1e300"})
            QTest::newRow(wrong) << QByteArray(wrong);
    }
    void wrongTypesAreReplacedWhereOneWrites()
    {
        QFETCH(QByteArray, wrong);
        for (const char *field : {"users", "events", "notifications", "ban", "kick", "redact", "invite",
                                  "users_default", "events_default", "state_default"}) {
            const QByteArray content = "{'users':{'@ann:x':100},'" + QByteArray(field) + "':" + wrong + '}';
            const bool isUsers = qstrcmp(field, "users") == 0;
            auto powers =
                edit(isUsers ? QByteArray("{'users':" + wrong + '}').constData() : content.constData());
            QVERIFY(powers.setUser(Bob, 50));
            QVERIFY(powers.setAction({PowerAction::Kind::NotifyRoom}, 40));
            QVERIFY(powers.setAction(PowerAction::message(QStringLiteral("m.sticker")), 30));
            QVERIFY(powers.setAction({PowerAction::Kind::Ban}, 20));
            QCOMPARE(powers.levels().powerOf(Bob), 50);
            QCOMPARE(powers.levels().notifyRoom, 40);
            QCOMPARE(powers.levels().neededFor(QStringLiteral("m.sticker"), false), 30);
            QCOMPARE(powers.levels().ban, 20);
        }
    }

    void noObjectAtAll_data()
    {
        QTest::addColumn<QByteArray>("content");
        for (const char *content : {"", "[]", "null", "{", "\"x\"", "[[[[["})
            QTest::newRow(content) << QByteArray(content);
    }
    void noObjectAtAll()
    {
        QFETCH(QByteArray, content);
        PowerLevelsEdit powers(content, jsonText("{'room_version':'9'}"), Ann);
        QVERIFY(powers.setUser(Bob, 50));
        // The creator keeps what they had without the event.
        QCOMPARE(contentOf(powers), json("{'users':{'@ann:x':100,'@bob:x':50},'state_default':0}"));
        QCOMPARE(powers.levels().powerOf(Ann), 100);
    }

    void hugeNumbersStay()
    {
        auto powers = edit("{'users':{'@ann:x':9007199254740991,'@eve:x':-9007199254740991},'kick':1e300}");
        QVERIFY(powers.setUser(Bob, 2'000'000'000));
        const QJsonObject users = contentOf(powers).value(u"users").toObject();
        QCOMPARE(users.value(u"@ann:x").toInteger(), 9007199254740991);
        QCOMPARE(users.value(u"@eve:x").toInteger(), -9007199254740991);
        QCOMPARE(users.value(u"@bob:x").toInteger(), PowerLevels::Creator - 1);
        QCOMPARE(contentOf(powers).value(u"kick").toDouble(), 1e300);
        QVERIFY(powers.levels().powerOf(Ann) < PowerLevels::Creator);
    }

    void creatorsOfVersion12AreNeverNamed()
    {
        auto powers =
            edit("{'users':{'@bob:x':50}}", "{'room_version':'12','additional_creators':['@eve:x',5,null]}");
        QVERIFY(!powers.setUser(Ann, 100).isOk());
        QVERIFY(!powers.setUser(Eve, 0).isOk());
        QCOMPARE(contentOf(powers), json("{'users':{'@bob:x':50}}"));
        QVERIFY(powers.setUser(Bob, 100));
        QCOMPARE(contentOf(powers), json("{'users':{'@bob:x':100}}"));
        QCOMPARE(powers.levels().powerOf(Ann), PowerLevels::Creator);
        PowerLevelsEdit first({}, jsonText("{'room_version':'12'}"), Ann);
        QVERIFY(first.setUser(Bob, 50));
        QVERIFY(!contentOf(first).value(u"users").toObject().contains(u"@ann:x"));
    }

    void theFormOf2014HasPeopleOnly()
    {
        auto powers = edit("{'@ann:x':100,'default':0}", "{}");
        QVERIFY(powers.isOf2014());
        QVERIFY(powers.setUser(Bob, 50));
        QCOMPARE(contentOf(powers), json("{'@ann:x':100,'@bob:x':50,'default':0}"));
        QCOMPARE(powers.setAction({PowerAction::Kind::Kick}, 1).error().kind, Error::Kind::Unsupported);
        QVERIFY(!edit("{'users':{}}").isOf2014());
    }

    void refusesWhatIsNobodyAndNothing()
    {
        auto powers = edit("{}");
        for (const char *wrong : {"", "bob", "@bob", "#bob:x"})
            QVERIFY(!powers.setUser(UserId(QLatin1String(wrong)), 50).isOk());
        QVERIFY(!powers.setAction(PowerAction::state({}), 50).isOk());
    }

    void nobodyGivesMoreThanTheyHave()
    {
        const PowerLevels levels =
            edit("{'users':{'@ann:x':100,'@bob:x':50,'@eve:x':50},'events':{'m.room.power_levels':50},"
                 "'ban':75}")
                .levels();
        QCOMPARE(PowerRules::mostToGive(levels, Bob), 50);
        QVERIFY(PowerRules::mayChange(levels, Bob));
        QVERIFY(!PowerRules::mayChangeUser(levels, Bob, Ann));
        QVERIFY(!PowerRules::mayChangeUser(levels, Bob, Eve)); // as high as oneself
        QVERIFY(PowerRules::mayChangeUser(levels, Bob, Bob));
        QVERIFY(PowerRules::mayChangeUser(levels, Bob, UserId(QStringLiteral("@new:x"))));
        QVERIFY(PowerRules::mayChangeAction(levels, Bob, {PowerAction::Kind::Kick}));
        QVERIFY(!PowerRules::mayChangeAction(levels, Bob, {PowerAction::Kind::Ban}));
        const PowerLevels strict = edit("{'users':{'@ann:x':100,'@bob:x':50},'state_default':100}").levels();
        QVERIFY(!PowerRules::mayChange(strict, Bob));
        QVERIFY(!PowerRules::mayChangeUser(strict, Bob, Bob));
    }

    void saysWhatCannotBeTakenBack()
    {
        using Risk = PowerRules::Risk;
        const auto risk = [](const char *before, auto change, const UserId &self, auto isIn) {
            PowerLevelsEdit was = edit(before);
            PowerLevelsEdit is = was;
            change(is);
            return PowerRules::riskOf(was.levels(), is.levels(), self, isIn);
        };
        const auto lowerAnn = [](PowerLevelsEdit &powers) { QVERIFY(powers.setUser(Ann, 0)); };
        const auto raiseBob = [](PowerLevelsEdit &powers) { QVERIFY(powers.setUser(Bob, 100)); };
        QCOMPARE(risk("{'users':{'@ann:x':100}}", raiseBob, Ann, everybody), Risk::None);
        QCOMPARE(risk("{'users':{'@ann:x':100}}", lowerAnn, Ann, everybody), Risk::NobodyLeft);
        QCOMPARE(risk("{'users':{'@ann:x':100,'@bob:x':100}}", lowerAnn, Ann, everybody), Risk::LowersSelf);
        // Who has left cannot help.
        const auto isAnn = [](const UserId &user) { return user == Ann; };
        QCOMPARE(risk("{'users':{'@ann:x':100,'@bob:x':100}}", lowerAnn, Ann, isAnn), Risk::NobodyLeft);
        // Where there was nobody before, nothing is lost.
        QCOMPARE(risk("{'users':{'@bob:x':100}}", raiseBob, Ann, nobody), Risk::None);
        // What everybody may cannot be lost with one person.
        QCOMPARE(risk("{'users':{'@ann:x':100},'users_default':60}", lowerAnn, Ann, everybody),
                 Risk::LowersSelf);
        const auto needMore = [](PowerLevelsEdit &powers) {
            QVERIFY(powers.setAction(PowerAction::state(Powers), 100));
        };
        QCOMPARE(risk("{'users':{'@ann:x':60}}", needMore, Ann, everybody), Risk::NobodyLeft);
    }
};

QTEST_GUILESS_MAIN(TestPowerLevelsEdit)
#include "tst_powerlevelsedit.moc"

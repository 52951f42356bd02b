// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/moderationrequests.h"
#include "matrix/policyrule.h"

#include <QCryptographicHash>
#include <QTest>

using namespace linnet;

namespace {

using Source = PolicyRules::Source;

Source rule(const char *type, const QString &key, const QString &entity, const char *recommendation = "m.ban")
{
    return {QLatin1String(type), key,
            QStringLiteral(R"({"entity":"%1","recommendation":"%2","reason":"spam"})")
                .arg(entity, QLatin1String(recommendation))
                .toUtf8()};
}

UserId user(const char *id)
{
    return UserId(QString::fromUtf8(id));
}

/// What the pattern says, found by trying everything.
bool fits(const QString &pattern, const QString &text)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.startsWith(u'*'))
        return fits(pattern.mid(1), text) || (!text.isEmpty() && fits(pattern, text.mid(1)));
    return !text.isEmpty() && (pattern.at(0) == u'?' || pattern.at(0) == text.at(0)) &&
           fits(pattern.mid(1), text.mid(1));
}

}

class TestPolicyRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void globs_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isMatch");
        QTest::newRow("same") << u"@a:x"_qs << u"@a:x"_qs << true;
        QTest::newRow("longer") << u"@a:x"_qs << u"@a:xy"_qs << false;
        QTest::newRow("all") << u"*"_qs << u"@a:x"_qs << true;
        QTest::newRow("nothing for a star") << u"@a*:x"_qs << u"@a:x"_qs << true;
        QTest::newRow("one for a mark") << u"@?:x"_qs << u"@a:x"_qs << true;
        QTest::newRow("none for a mark") << u"@a?:x"_qs << u"@a:x"_qs << false;
        QTest::newRow("server") << u"@*:evil.org"_qs << u"@bob:evil.org"_qs << true;
        QTest::newRow("another server") << u"@*:evil.org"_qs << u"@bob:evil.org.uk"_qs << false;
        QTest::newRow("back") << u"*ab*abc"_qs << u"xababxabc"_qs << true;
        QTest::newRow("no letters of regular expressions") << u"@a.b:x"_qs << u"@acb:x"_qs << false;
        QTest::newRow("small and large") << u"@A:x"_qs << u"@a:x"_qs << false;
        QTest::newRow("empty") << QString() << u"@a:x"_qs << false;
        QTest::newRow("too long") << QString(300, u'?') << QString(300, u'a') << false;
    }
    void globs()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, isMatch);
        qint64 steps = 0;
        QCOMPARE(Glob(pattern).matches(text, steps), isMatch);
    }
    void agreeWithATwin()
    {
        const QString letters = u"ab*?"_qs;
        quint32 seed = 7;
        const auto next = [&seed](int below) {
            seed = seed * 1664525 + 1013904223;
            return int((seed >> 16) % quint32(below));
        };
        for (int round = 0; round < 3000; ++round) {
            QString pattern;
            QString text;
            for (int i = next(7); i > 0; --i)
                pattern.append(letters.at(next(4)));
            for (int i = next(8); i > 0; --i)
                text.append(letters.at(next(2)));
            qint64 steps = 0;
            QVERIFY2(Glob(pattern).matches(text, steps) == fits(pattern, text),
                     qPrintable(pattern + u' ' + text));
        }
    }
    void hostilePatternsTakeFewSteps_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("stars") << QString(250, u'*');
        QTest::newRow("pairs") << u"a*"_qs.repeated(125) + u'b';
        QTest::newRow("a late end") << u"*"_qs + QString(120, u'a') + u'b';
        QTest::newRow("marks") << u"*?"_qs.repeated(120) + u'b';
    }
    void hostilePatternsTakeFewSteps()
    {
        QFETCH(QString, pattern);
        const QString text(250, u'a');
        qint64 steps = 0;
        const bool isMatch = Glob(pattern).matches(text, steps);
        QCOMPARE(isMatch, pattern.endsWith(u'*'));
        QVERIFY2(steps <= (pattern.size() + 1) * (text.size() + 1), qPrintable(QString::number(steps)));
    }
    void aListOfHostilePatternsIsGivenUp()
    {
        QList<Source> sources;
        for (int i = 0; i < 5000; ++i)
            sources.append(rule("m.policy.rule.user", QString::number(i),
                                u"*"_qs + QString(100, u'a') + QString::number(i)));
        const PolicyRules rules = PolicyRules::read(sources);
        QCOMPARE(rules.count(PolicyRule::Kind::User), 5000);
        qint64 steps = 0;
        QVERIFY(!rules.forUser(UserId(u"@"_qs + QString(200, u'a') + u":x"_qs), &steps));
        QVERIFY2(steps <= PolicyRules::MostSteps + 70'000, qPrintable(QString::number(steps)));
    }
    void manyNamesAreFoundAtOnce()
    {
        QList<Source> sources;
        for (int i = 0; i < 20'000; ++i)
            sources.append(rule("m.policy.rule.user", QString::number(i), u"@u%1:x"_qs.arg(i)));
        const PolicyRules rules = PolicyRules::read(sources);
        qint64 steps = 0;
        QVERIFY(rules.forUser(user("@u19999:x"), &steps));
        QCOMPARE(steps, 0);
        QVERIFY(!rules.forUser(user("@u20000:x")));
    }
    void readsRules_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isRule");
        const QByteArray good = R"({"entity":"@a:x","recommendation":"m.ban","reason":"spam"})";
        QTest::newRow("today") << u"m.policy.rule.user"_qs << good << true;
        QTest::newRow("before") << u"m.room.rule.user"_qs << good << true;
        QTest::newRow("of Mjolnir") << u"org.matrix.mjolnir.rule.user"_qs
                                    << QByteArray(R"({"entity":"@a:x",)"
                                                  R"("recommendation":"org.matrix.mjolnir.ban"})")
                                    << true;
        QTest::newRow("another type") << u"m.policy.rule.moon"_qs << good << false;
        QTest::newRow("no rule") << u"m.room.name"_qs << good << false;
        QTest::newRow("taken back") << u"m.policy.rule.user"_qs << QByteArray("{}") << false;
        QTest::newRow("another recommendation")
            << u"m.policy.rule.user"_qs << QByteArray(R"({"entity":"@a:x","recommendation":"m.praise"})")
            << false;
        QTest::newRow("wrong types") << u"m.policy.rule.user"_qs
                                     << QByteArray(R"({"entity":[1],"recommendation":{},"reason":7})")
                                     << false;
        QTest::newRow("reason of a wrong type")
            << u"m.policy.rule.user"_qs
            << QByteArray(R"({"entity":"@a:x","recommendation":"m.ban","reason":[]})") << true;
        QTest::newRow("no object") << u"m.policy.rule.user"_qs << QByteArray("[1,2") << false;
    }
    void readsRules()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, content);
        QFETCH(bool, isRule);
        QCOMPARE(PolicyRules::readRule(type, content).has_value(), isRule);
    }
    void saysWhy()
    {
        const auto found = PolicyRules::read({rule("m.policy.rule.user", u"k"_qs, u"@*:evil.org"_qs)})
                               .forUser(user("@bob:evil.org"));
        QVERIFY(found);
        QCOMPARE(found->reason, u"spam"_qs);
        QCOMPARE(found->entity, u"@*:evil.org"_qs);
    }
    void serversAreMeantWithTheirPeople()
    {
        const PolicyRules rules = PolicyRules::read({rule("m.policy.rule.server", u"1"_qs, u"Evil.org"_qs),
                                                     rule("m.policy.rule.server", u"2"_qs, u"*.bad.org"_qs)});
        QVERIFY(rules.forUser(user("@a:evil.org")));
        QVERIFY(rules.forUser(user("@a:EVIL.org:8448")));
        QVERIFY(rules.forUser(user("@a:deep.bad.org")));
        QVERIFY(!rules.forUser(user("@a:bad.org")));
        QVERIFY(!rules.forUser(user("@evil.org:x")));
        QVERIFY(!rules.forUser(user("nonsense")));
    }
    void roomsByIdOrAlias()
    {
        const PolicyRules rules = PolicyRules::read({rule("m.policy.rule.room", u"1"_qs, u"!r:x"_qs),
                                                     rule("m.policy.rule.room", u"2"_qs, u"#bad*:x"_qs)});
        QCOMPARE(rules.count(PolicyRule::Kind::Room), 2);
        QVERIFY(rules.forRoom(RoomId(u"!r:x"_qs)));
        QVERIFY(rules.forRoom(RoomId(u"!o:x"_qs), {u"#fine:x"_qs, u"#badly:x"_qs}));
        QVERIFY(!rules.forRoom(RoomId(u"!o:x"_qs), {u"#fine:x"_qs}));
        QVERIFY(!rules.forRoom({}));
    }
    void whatWasTakenBackUnderTodaysTypeStaysSo()
    {
        Source empty{u"m.policy.rule.user"_qs, u"k"_qs, "{}"};
        const Source old =
            rule("org.matrix.mjolnir.rule.user", u"k"_qs, u"@a:x"_qs, "org.matrix.mjolnir.ban");
        QVERIFY(PolicyRules::read({old}).forUser(user("@a:x")));
        QVERIFY(PolicyRules::read({empty, old}).isEmpty());
        QVERIFY(PolicyRules::read({old, empty}).isEmpty());
    }
    void hashedNamesAreFound()
    {
        const QByteArray hash = QCryptographicHash::hash("@a:x", QCryptographicHash::Sha256)
                                    .toBase64(QByteArray::OmitTrailingEquals);
        const Source source{u"m.policy.rule.user"_qs, u"k"_qs,
                            "{\"recommendation\":\"m.ban\",\"hashes\":{\"sha256\":\"" + hash + "\"}}"};
        QVERIFY(PolicyRules::read({source}).forUser(user("@a:x")));
        QVERIFY(!PolicyRules::read({source}).forUser(user("@b:x")));
    }
    void repliesOfEveryShape()
    {
        using namespace ModerationRequests;
        QCOMPARE(readMutualRooms(R"({"joined":["!a:x","!b:x","!a:x",7]})")->count, 2);
        const auto page = readMutualRooms(R"({"joined":["!a:x"],"count":7,"next_batch":"t"})");
        QVERIFY(page);
        QCOMPARE(page->count, 7);
        QCOMPARE(page->rooms, QList<RoomId>{RoomId(u"!a:x"_qs)});
        QCOMPARE(page->next, u"t"_qs);
        QCOMPARE(readMutualRooms(R"({"joined":["!a:x"],"count":-7})")->count, 1);
        QCOMPARE(readMutualRooms(R"({"joined":{},"count":"many","next_batch":[]})")->count, 0);
        QVERIFY(!readMutualRooms("[]"));
        QVERIFY(!readPolicies("{}"));
        const auto policies = readPolicies(
            R"([{"type":"m.room.name","state_key":"","content":{}},7,)"
            R"({"type":"m.policy.rule.user","content":{}},)"
            R"({"type":"m.policy.rule.user","state_key":"k","content":{"entity":"@a:x","recommendation":"m.ban"}}])");
        QVERIFY(policies);
        QCOMPARE(policies->size(), 1);
        QVERIFY(PolicyRules::read(*policies).forUser(user("@a:x")));
        const auto features =
            readFeatures(R"({"versions":["v1.18",7],"unstable_features":{"a":true,"b":false,"c":1}})");
        QVERIFY(features);
        QVERIFY(features->contains(u"v1.18"_qs) && features->contains(u"a"_qs));
        QVERIFY(!features->contains(u"b"_qs) && !features->contains(u"c"_qs));
    }
    void requestsEncodeIds()
    {
        using namespace ModerationRequests;
        QCOMPARE(reportRoom(RoomId(u"!a/b:x"_qs), {}).path, u"/_matrix/client/v3/rooms/!a%2Fb:x/report"_qs);
        QCOMPARE(reportUser(UserId(u"@a/b:x"_qs), u"why"_qs).path,
                 u"/_matrix/client/v3/users/@a%2Fb:x/report"_qs);
        QCOMPARE(reportUser(UserId(u"@a:x"_qs), u"why"_qs).body, QByteArray(R"({"reason":"why"})"));
        QCOMPARE(mutualRooms(UserId(u"@a:x"_qs)).path, u"/_matrix/client/v1/mutual_rooms"_qs);
        QVERIFY(mutualRooms(UserId(u"@a:x"_qs), true).path.contains(u"uk.half-shot.msc2666"_qs));
        QCOMPARE(mutualRooms(UserId(u"@a:x"_qs), false, u"t"_qs).query.last().second, u"t"_qs);
    }
};

QTEST_GUILESS_MAIN(TestPolicyRule)
#include "tst_policyrule.moc"

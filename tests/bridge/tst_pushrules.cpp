// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/pushrules.h"

#include <QTest>

#include <limits>

using namespace linnet;

namespace {

const UserId me(QStringLiteral("@me:x"));
const UserId bob(QStringLiteral("@bob:x"));

/// JSON with ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

/// An event by Bob; `members` begins with a comma.
QByteArray eventOf(const QByteArray &type, const QByteArray &content, const QByteArray &members = {})
{
    return json("{'event_id':'$e','sender':'@bob:x','room_id':'!r:x','type':'" + type +
                "','content':" + content + members + "}");
}

QByteArray message(const QByteArray &body, const QByteArray &members = {})
{
    return eventOf("m.room.message", "{'msgtype':'m.text','body':'" + body + "'" + members + "}");
}

QByteArray global(const QByteArray &kinds)
{
    return json("{'global':{" + kinds + "}}");
}

QByteArray rule(const QByteArray &id, const QByteArray &actions, const QByteArray &members = {})
{
    return "{'rule_id':'" + id + "','default':false,'enabled':true,'actions':" + actions + members + "}";
}

PushRoomState room(int joined = 3)
{
    return {RoomId(QStringLiteral("!r:x")), me, QStringLiteral("Frieda"), joined, {}};
}

PushPowers powers(int ofBob, int needed = 50)
{
    PushPowers levels;
    levels.users.insert(bob, ofBob);
    levels.notifyRoom = needed;
    return levels;
}

const PushVerdict nothing{};
const PushVerdict quiet{true, false, {}};
const PushVerdict aloud{true, false, QStringLiteral("default")};
const PushVerdict named{true, true, QStringLiteral("default")};
const PushVerdict lit{true, true, {}};

const QByteArray noActions = "[]";
const QByteArray highlight = "['notify',{'set_tweak':'highlight'}]";
const QByteArray mentionsMe = ",'m.mentions':{'user_ids':['@me:x']}";
const QByteArray mentionsAll = ",'m.mentions':{'room':true}";
const QByteArray roomMuted = "'room':[" + rule("!r:x", noActions) + "]";
const QByteArray masterOn = "'override':[{'rule_id':'.m.rule.master','default':true,'enabled':true,"
                            "'conditions':[],'actions':[]}]";
const QByteArray ofThisRoom = ",'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'}]";

}

/// What the account's push rules say of events, as in the examples of the specification.
class TestPushRules : public QObject
{
    Q_OBJECT

    static PushVerdict verdict(const QByteArray &rules, const QByteArray &of,
                               const PushRoomState &state = room(), bool doNamesMention = false)
    {
        return PushRules::read(rules, me, doNamesMention).evaluate(of, PushRoom(state));
    }

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("of");
        QTest::addColumn<PushVerdict>("expected");
        const QByteArray none;
        const auto add = [](const char *name, const QByteArray &rules, const QByteArray &of,
                            const PushVerdict &expected) { QTest::newRow(name) << rules << of << expected; };

        add("a message", none, message("hi"), quiet);
        add("one's own", none, message("hi").replace("@bob:x", "@me:x"), nothing);
        add("a message of 2014", none, message("hi").replace("sender", "user_id"), quiet);
        add("one's own of 2014", none, message("hi").replace("sender", "user_id").replace("@bob", "@me"),
            nothing);
        add("encrypted", none, eventOf("m.room.encrypted", "{'algorithm':'m.megolm.v1.aes-sha2'}"), quiet);
        add("notice", none, eventOf("m.room.message", "{'msgtype':'m.notice','body':'x'}"), nothing);
        add("notice for me", none,
            eventOf("m.room.message", "{'msgtype':'m.notice','body':'x'" + mentionsMe + "}"), nothing);
        add("for me", none, message("hi", mentionsMe), named);
        add("for others", none, message("hi me", ",'m.mentions':{'user_ids':['@carol:x']}"), quiet);
        add("for a text, not a list", none, message("hi", ",'m.mentions':{'user_ids':'@me:x'}"), quiet);
        add("my name alone", none, message("hi me, Frieda"), quiet);
        add("invitation", none, eventOf("m.room.member", "{'membership':'invite'}", ",'state_key':'@me:x'"),
            aloud);
        add("somebody joins", none,
            eventOf("m.room.member", "{'membership':'join'}", ",'state_key':'@bob:x'"), nothing);
        add("tombstone", none, eventOf("m.room.tombstone", "{'body':'moved'}", ",'state_key':''"), lit);
        add("no tombstone", none, eventOf("m.room.tombstone", "{'body':'moved'}"), nothing);
        add("reaction", none, eventOf("m.reaction", "{'m.relates_to':{'rel_type':'m.annotation'}}"), nothing);
        add("edit", none, message("* hi", ",'m.relates_to':{'rel_type':'m.replace'}"), nothing);
        add("edit that names me now", none,
            message("* hi", mentionsMe + ",'m.relates_to':{'rel_type':'m.replace'}"), named);
        add("server ACL", none, eventOf("m.room.server_acl", "{}", ",'state_key':''"), nothing);
        add("call", none, eventOf("m.call.invite", "{}"), {true, false, QStringLiteral("ring")});

        add("master", global(masterOn), message("hi", mentionsMe), nothing);
        add("nothing is left of the defaults", global("'override':[],'underride':[]"), message("hi"), quiet);
        add("the default that is switched off",
            global("'override':[{'rule_id':'.m.rule.is_user_mention','default':true,'enabled':false,"
                   "'conditions':[],'actions':[]}]"),
            message("hi", mentionsMe), quiet);

        const QByteArray cake = global("'content':[" + rule("cake", highlight, ",'pattern':'cake'") + "]");
        add("keyword", cake, message("Some CAKE?"), lit);
        add("part of a word", cake, message("pancakes"), quiet);
        add("second word", cake, message("cakes and cake"), lit);
        add("keyword elsewhere", cake, eventOf("m.room.message", "{'body':'x','formatted_body':'cake'}"),
            quiet);
        const QByteArray glob = global("'content':[" + rule("c", highlight, ",'pattern':'c?k*s'") + "]");
        add("glob", glob, message("two cakes"), lit);
        add("no glob", glob, message("two books"), quiet);
        add("keyword that is off", QByteArray(cake).replace("\"enabled\":true", "\"enabled\":false"),
            message("cake"), quiet);

        add("room muted", global(roomMuted), message("hi"), nothing);
        add("room muted as before 1.7", global("'room':[" + rule("!r:x", "['dont_notify']") + "]"),
            message("hi"), nothing);
        add("another room muted", global("'room':[" + rule("!s:x", noActions) + "]"), message("hi"), quiet);
        add("for me in a muted room", global(roomMuted), message("hi", mentionsMe), named);
        add("all of a room muted", global("'override':[" + rule("!r:x", noActions, ofThisRoom) + "]"),
            message("hi", mentionsMe), nothing);
        add("keyword in a muted room",
            global(roomMuted + ",'content':[" + rule("cake", highlight, ",'pattern':'cake'") + "]"),
            message("cake"), lit);

        add("sender", global("'sender':[" + rule("@bob:x", noActions) + "]"), message("hi"), nothing);
        add("another sender", global("'sender':[" + rule("@carol:x", noActions) + "]"), message("hi"), quiet);
        add("sender in a room with a rule",
            global("'sender':[" + rule("@bob:x", noActions) + "],'room':[" + rule("!r:x", highlight) + "]"),
            message("hi"), lit);
        add("a highlight that is none",
            global("'room':[" + rule("!r:x", "['notify',{'set_tweak':'highlight','value':false}]") + "]"),
            message("hi"), quiet);

        add("no JSON", "{", message("hi", mentionsMe), named);
        add("wrong types", global("'override':[1,[],{}],'content':{},'room':1"), message("hi"), quiet);
        add("broken beside whole",
            global("'content':[{'rule_id':'x'}," + rule("y", highlight) + "," +
                   rule("z", "[7]", ",'pattern':'cake'") + "," +
                   rule("cake", highlight, ",'pattern':'cake'") + "]"),
            message("cake"), lit);
        add("a condition that nobody knows",
            global("'override':[" + rule("x", highlight, ",'conditions':[{'kind':'moon_phase'}]") + "]"),
            message("hi"), quiet);
        add("no event", none, "hello", nothing);
    }
    void says()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, of);
        QFETCH(PushVerdict, expected);
        const PushVerdict now = verdict(rules, of);
        QCOMPARE(now.notify, expected.notify);
        QCOMPARE(now.highlight, expected.highlight);
        QCOMPARE(now.sound, expected.sound);
    }
    void twoAreNotifiedAloud()
    {
        QVERIFY(verdict({}, message("hi"), room(2)) == aloud);
        QVERIFY(verdict({}, message("hi"), room(3)) == quiet);
    }
    void allAreMentionedByWhomTheRoomLets()
    {
        const QByteArray forAll = message("look", mentionsAll);
        PushRoomState state = room();
        QVERIFY(verdict({}, forAll, state) == quiet);
        state.powers = powers(50);
        QVERIFY(verdict({}, forAll, state) == lit);
        state.powers = powers(49);
        QVERIFY(verdict({}, forAll, state) == quiet);
        state.powers->usersDefault = 100;
        QVERIFY(verdict({}, forAll, state) == quiet);
        state.powers->users.clear();
        QVERIFY(verdict({}, forAll, state) == lit);
        // Creators of version 12 stand above all.
        state.powers = powers(0, std::numeric_limits<int>::max());
        QVERIFY(verdict({}, forAll, state) == quiet);
        state.powers->creators = {bob};
        QVERIFY(verdict({}, forAll, state) == lit);
    }
    void namesMentionWhereTheRulesSaySo()
    {
        for (const char *body : {"hi Frieda!", "me: hi", "@me:x", "FRIEDA"})
            QVERIFY2(verdict({}, message(body), room(), true) == named, body);
        for (const char *body : {"some meat", "Friedas", "hi"})
            QVERIFY2(verdict({}, message(body), room(), true) == quiet, body);
        // Not where a message says itself whom it means.
        QVERIFY(verdict({}, message("hi Frieda", ",'m.mentions':{}"), room(), true) == quiet);
        // The account's own rule of that name stays as it is.
        const QByteArray off =
            global("'override':[{'rule_id':'.m.rule.contains_display_name','default':true,'enabled':false,"
                   "'conditions':[{'kind':'contains_display_name'}],'actions':" +
                   highlight + "}]");
        QVERIFY(verdict(off, message("hi Frieda"), room(), true) == quiet);
        // And those of servers before 1.17 do what they say.
        const QByteArray on = QByteArray(off).replace("\"enabled\":false", "\"enabled\":true");
        QVERIFY(verdict(on, message("hi Frieda")) == lit);
    }
    void aNameOfWildcardsIsNotAnywhere()
    {
        PushRoomState state = room();
        for (const QString &name : {QStringLiteral("*"), QStringLiteral("?"), QString()}) {
            state.ownName = name;
            QVERIFY(verdict({}, message("anything"), state, true) == quiet);
            QVERIFY(verdict({}, message(""), state, true) == quiet);
        }
    }
    void isMuted_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<bool>("is");
        QTest::newRow("default") << QByteArray() << false;
        QTest::newRow("room") << global(roomMuted) << true;
        QTest::newRow("room that notifies") << global("'room':[" + rule("!r:x", highlight) + "]") << false;
        QTest::newRow("room, off") << global(roomMuted).replace("\"enabled\":true", "\"enabled\":false")
                                   << false;
        QTest::newRow("another room") << global("'room':[" + rule("!s:x", noActions) + "]") << false;
        QTest::newRow("override") << global("'override':[" + rule("a", noActions, ofThisRoom) + "]") << true;
        QTest::newRow("override that notifies")
            << global(roomMuted + ",'override':[" + rule("a", highlight, ofThisRoom) + "]") << false;
        QTest::newRow("override of some messages")
            << global("'override':[" +
                      rule("a", noActions,
                           ",'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'},"
                           "{'kind':'event_match','key':'content.msgtype','pattern':'m.text'}]") +
                      "]")
            << false;
        QTest::newRow("master") << global(masterOn) << true;
    }
    void isMuted()
    {
        QFETCH(QByteArray, rules);
        QTEST(PushRules::read(rules, me).isMuted(room().room), "is");
    }
    void idsThatAreNoneSayNothing()
    {
        const UserId nobody(QStringLiteral("nobody"));
        PushRoomState state = room();
        state.room = RoomId(QStringLiteral("r"));
        QVERIFY(verdict({}, message("hi"), state) == nothing);
        state = room();
        state.self = nobody;
        QVERIFY(verdict({}, message("hi"), state) == nothing);
        QVERIFY(PushRules::read({}, nobody).evaluate(message("hi"), PushRoom(room())) == nothing);
        // A level of one who cannot be is left out, and the others count.
        state = room();
        state.powers = powers(50);
        state.powers->users.insert(nobody, 100);
        QVERIFY(verdict({}, message("look", mentionsAll), state) == lit);
    }
    void readOnceForManyEvents()
    {
        const PushRules rules = PushRules::read({}, me);
        const PushRoom here(room());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(rules.evaluate(message("hi"), here) == quiet);
            QVERIFY(rules.evaluate(message("hi", mentionsMe), here) == named);
        }
    }
};

QTEST_GUILESS_MAIN(TestPushRules)
#include "tst_pushrules.moc"

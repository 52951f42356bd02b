// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/statetext.h"

#include <QTest>

using namespace linnet;

class TestStateText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membership_data()
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *sender, const char *was, const char *is,
                            const char *words) {
            QTest::newRow(name) << QString::fromLatin1(sender) << QByteArray(was) << QByteArray(is)
                                << QString::fromLatin1(words);
        };
        // The subject is always @bob:x, "Bob"; another sender is "Alice".
        const char *invite = R"({"membership":"invite"})";
        const char *join = R"({"membership":"join","displayname":"Bob"})";
        const char *leave = R"({"membership":"leave"})";
        const char *ban = R"({"membership":"ban"})";
        const char *knock = R"({"membership":"knock"})";
        row("invited", "@alice:x", "", invite, "Alice invited Bob");
        row("invited again after leaving", "@alice:x", leave, invite, "Alice invited Bob");
        row("invite repeated", "@alice:x", invite, invite, "");
        row("with a reason", "@alice:x", "", R"({"membership":"invite","reason":"tea"})",
            "Alice invited Bob: tea");
        row("knock answered", "@alice:x", knock, invite, "Alice let Bob in");
        row("joined", "@bob:x", "", join, "Bob joined");
        row("accepted", "@bob:x", invite, join, "Bob accepted the invitation");
        row("joined twice, as in 2014", "@bob:x", join, join, "");
        row("declined", "@bob:x", invite, leave, "Bob declined the invitation");
        row("withdrawn", "@alice:x", invite, leave, "Alice withdrew the invitation of Bob");
        row("left", "@bob:x", join, leave, "Bob left");
        row("left, nothing known before", "@bob:x", "", leave, "Bob left");
        row("kicked", "@alice:x", join, R"({"membership":"leave","reason":"spam"})",
            "Alice removed Bob: spam");
        row("banned", "@alice:x", join, ban, "Alice banned Bob");
        row("unbanned", "@alice:x", ban, leave, "Alice lifted the ban of Bob");
        row("asked", "@bob:x", "", knock, "Bob asked to join");
        row("asks no longer", "@bob:x", knock, leave, "Bob no longer asks to join");
        row("not let in", "@alice:x", knock, leave, "Alice did not let Bob in");
        row("renamed", "@bob:x", R"({"membership":"join","displayname":"Rob"})", join,
            "Rob is now called Bob");
        row("first name", "@bob:x", R"({"membership":"join"})", join, "Bob set their name to Bob");
        row("name of null", "@bob:x", R"({"membership":"join","displayname":null})", join,
            "Bob set their name to Bob");
        row("name gone", "@bob:x", join, R"({"membership":"join"})", "Bob removed their name (it was Bob)");
        row("picture", "@bob:x", join, R"({"membership":"join","displayname":"Bob","avatar_url":"mxc:x"})",
            "Bob changed their picture");
        row("picture gone", "@bob:x", R"({"membership":"join","displayname":"Bob","avatar_url":"mxc:x"})",
            join, "Bob removed their picture");
        row("both", "@bob:x", R"({"membership":"join","displayname":"Rob","avatar_url":"mxc:x"})", join,
            "Rob is now called Bob and changed their picture");
        row("wrong types", "@bob:x", R"({"membership":7})", R"({"membership":["join"]})", "");
        row("no content", "@bob:x", "", "{}", "");
        row("percent in a name", "@alice:x", "", R"({"membership":"invite","reason":"%1 %2"})",
            "Alice invited Bob: %1 %2");
    }
    void membership()
    {
        QFETCH(QString, sender);
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, is);
        Event event;
        event.type = QStringLiteral("m.room.member");
        event.sender = UserId(sender);
        event.stateKey = QStringLiteral("@bob:x");
        event.previousContent = was;
        event.content = is;
        const QString who =
            sender == QLatin1String("@bob:x") ? QStringLiteral("Bob") : QStringLiteral("Alice");
        QTEST(StateText::of(event, who, QStringLiteral("Bob")), "words");
    }

    void state_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *type, const char *is, const char *words,
                            const char *was = "") {
            QTest::newRow(name) << QString::fromLatin1(type) << QByteArray(was) << QByteArray(is)
                                << QString::fromLatin1(words);
        };
        row("created", "m.room.create", "{}", "Alice created the room");
        row("created after another", "m.room.create", R"({"predecessor":{"room_id":"!old:x"}})",
            "Alice created the room; it goes on from an older one");
        row("name", "m.room.name", R"({"name":"Tea %1 %2"})", "Alice named the room Tea %1 %2");
        row("name gone", "m.room.name", R"({"name":""})", "Alice removed the room's name");
        row("name is a number", "m.room.name", R"({"name":5})", "Alice removed the room's name");
        row("topic", "m.room.topic", R"({"topic":"all"})", "Alice set the topic: all");
        row("topic gone", "m.room.topic", "{}", "Alice removed the topic");
        row("avatar", "m.room.avatar", R"({"url":"mxc:x"})", "Alice changed the room's picture");
        row("avatar gone", "m.room.avatar", "{}", "Alice removed the room's picture");
        row("aliases of 2014", "m.room.aliases", R"({"aliases":["#a:x",5,"#b:x"]})",
            "Alice set the room's addresses to #a:x, #b:x");
        row("address", "m.room.canonical_alias", "{\"alias\":\"#a:x\"}",
            "Alice set the room's address to #a:x");
        row("address gone", "m.room.canonical_alias", "{}", "Alice removed the room's address",
            "{\"alias\":\"#a:x\"}");
        row("no address as before", "m.room.canonical_alias", "{}", "");
        const char *const withOther = "{\"alias\":\"#a:x\",\"alt_aliases\":[\"#b:x\",7]}";
        row("another address", "m.room.canonical_alias", withOther,
            "Alice gave the room another address: #b:x", "{\"alias\":\"#a:x\"}");
        row("no other address", "m.room.canonical_alias", "{\"alias\":\"#a:x\"}",
            "Alice took an address from the room: #b:x", withOther);
        row("different other addresses", "m.room.canonical_alias",
            "{\"alias\":\"#a:x\",\"alt_aliases\":[\"#c:x\",\"#d:x\"]}",
            "Alice set the room's other addresses to #c:x, #d:x", withOther);
        row("the same addresses", "m.room.canonical_alias", withOther, "", withOther);
        row("address and others", "m.room.canonical_alias", "{\"alias\":\"#c:x\"}",
            "Alice set the room's address to #c:x", withOther);
        row("public", "m.room.join_rules", R"({"join_rule":"public"})",
            "Alice opened the room to everybody who knows its address");
        row("invite", "m.room.join_rules", R"({"join_rule":"invite"})",
            "Alice made the room open to invited people only");
        row("unknown rule", "m.room.join_rules", R"({"join_rule":"moon"})", "");
        row("history", "m.room.history_visibility", R"({"history_visibility":"joined"})",
            "Alice let members read the history since they joined");
        row("guests", "m.room.guest_access", R"({"guest_access":"can_join"})", "Alice let guests join");
        row("first levels", "m.room.power_levels", R"({"users":{"@alice:x":100}})",
            "Alice set who may do what in this room");
        row("a moderator", "m.room.power_levels", R"({"users":{"@alice:x":100,"@bob:x":50}})",
            "Alice changed the power level of @bob:x from 0 to 50", R"({"users":{"@alice:x":100}})");
        row("two at once", "m.room.power_levels", R"({"users":{"@c:x":1}})",
            "Alice changed the power level of @bob:x from 50 to 0, @c:x from 0 to 1",
            R"({"users":{"@bob:x":50}})");
        row("levels of 2014", "m.room.power_levels", R"({"@alice:x":10,"@bob:x":5,"default":0})",
            "Alice changed the power level of @bob:x from 0 to 5", R"({"@alice:x":10,"default":0})");
        row("other levels", "m.room.power_levels", R"({"ban":60})",
            "Alice changed who may do what in this room", R"({"ban":50})");
        row("encryption", "m.room.encryption", R"({"algorithm":"m.megolm.v1.aes-sha2"})",
            "Alice turned on encryption");
        row("tombstone", "m.room.tombstone", R"({"body":"moved"})",
            "Alice closed this room; it goes on in a new one: moved");
        row("pinned", "m.room.pinned_events", "{}", "Alice changed the pinned messages");
        row("one pinned", "m.room.pinned_events", R"({"pinned":["$a","$b"]})", "Alice pinned a message",
            R"({"pinned":["$a"]})");
        row("one unpinned", "m.room.pinned_events", R"({"pinned":["$b"]})", "Alice unpinned a message",
            R"({"pinned":["$a","$b"]})");
        row("one for another", "m.room.pinned_events", R"({"pinned":["$b"]})",
            "Alice changed the pinned messages", R"({"pinned":["$a"]})");
        row("ops levels of 2014", "m.room.ops_levels", R"({"ban_level":5})", "");
        row("add state level of 2014", "m.room.add_state_level", R"({"level":5})", "");
        row("unknown", "org.example.thing", R"({"name":"x"})", "");
    }
    void state()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, is);
        Event event;
        event.type = type;
        event.sender = UserId(QStringLiteral("@alice:x"));
        event.stateKey = QString();
        event.previousContent = was;
        event.content = is;
        QTEST(StateText::of(event, QStringLiteral("Alice"), {}), "words");
    }

    void redactedStateIsNoRow()
    {
        Event event;
        event.type = QStringLiteral("m.room.name");
        event.sender = UserId(QStringLiteral("@alice:x"));
        event.stateKey = QString();
        event.content = "{}";
        event.isRedacted = true;
        QCOMPARE(StateText::of(event, QStringLiteral("Alice"), {}), QString());
    }

    void namesLeaveRoomForTheRest()
    {
        Event event;
        event.type = QStringLiteral("m.room.create");
        event.stateKey = QString();
        const QString emoji = QStringLiteral("🎉").repeated(40);
        for (const QString &name : QStringList{QString(300, u'n'), emoji, u'x' + emoji}) {
            const QString text = StateText::of(event, name, {});
            QVERIFY2(text.endsWith(QStringLiteral("… created the room")), qPrintable(text));
            QVERIFY(text.size() < 100);
            QVERIFY(text.isValidUtf16());
        }
    }
    void namesKeepTheirDirectionToThemselves()
    {
        Event event;
        event.type = QStringLiteral("m.room.create");
        event.stateKey = QString();
        const QString isolated = QChar(0x2068) + QStringLiteral("נועה") + QChar(0x2069);
        const QString text = StateText::of(event, QStringLiteral("נועה"), {});
        QCOMPARE(text, QString(isolated + QStringLiteral(" created the room")));
        QVERIFY(!text.isRightToLeft());
        // Overrides, marks and line ends that somebody put into a name are none of the sentence's.
        const QString odd = QStringLiteral("Al") + QChar(0x202E) + QStringLiteral("ice\nMallory");
        QCOMPARE(StateText::of(event, odd, {}), QStringLiteral("Alice Mallory created the room"));
    }
};

QTEST_GUILESS_MAIN(TestStateText)
#include "tst_statetext.moc"

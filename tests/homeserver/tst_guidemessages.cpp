// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guidetest.h"
#include "support/json.h"

#include <QJsonDocument>

using namespace linnet;
using namespace linnet::test;

namespace {

struct Kind
{
    TimelineItem::Kind kind;
    QJsonObject content;
};

/// One of each type of message that the guide has.
QList<Kind> everyKind()
{
    using K = TimelineItem::Kind;
    return {
        {K::Text, json("{'msgtype':'m.text','body':'Just words'}")},
        {K::Emote, json("{'msgtype':'m.emote','body':'waves'}")},
        {K::Notice, json("{'msgtype':'m.notice','body':'Backup done'}")},
        {K::Image, json("{'msgtype':'m.image','body':'cat.png','url':'mxc://localhost/cat',"
                        "'info':{'mimetype':'image/png','size':1234,'w':40,'h':30}}")},
        {K::Audio, json("{'msgtype':'m.audio','body':'song.ogg','url':'mxc://localhost/song',"
                        "'info':{'mimetype':'audio/ogg','size':99,'duration':3000}}")},
        {K::Video, json("{'msgtype':'m.video','body':'film.webm','url':'mxc://localhost/film',"
                        "'info':{'mimetype':'video/webm','size':5678,'w':64,'h':48,'duration':2000}}")},
        {K::File, json("{'msgtype':'m.file','body':'notes.pdf','url':'mxc://localhost/notes',"
                       "'info':{'mimetype':'application/pdf','size':42}}")},
        {K::Location, json("{'msgtype':'m.location','body':'The pier','geo_uri':'geo:54.1,12.1'}")},
    };
}

QStringList usersTyping(const QJsonObject &sync, const QString &room)
{
    QStringList users;
    const QJsonArray events = sync[QLatin1String("rooms")][QLatin1String("join")][room]
                                  [QLatin1String("ephemeral")][QLatin1String("events")]
                                      .toArray();
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("type")] != QLatin1String("m.typing"))
            continue;
        const QJsonArray ids = event[QLatin1String("content")][QLatin1String("user_ids")].toArray();
        for (const QJsonValue &id : ids)
            users << id.toString();
    }
    return users;
}

bool hasReceipt(const QJsonObject &sync, const QString &room, const QString &event, const QString &user)
{
    const QJsonArray events = sync[QLatin1String("rooms")][QLatin1String("join")][room]
                                  [QLatin1String("ephemeral")][QLatin1String("events")]
                                      .toArray();
    return std::any_of(events.begin(), events.end(), [&](const QJsonValue &entry) {
        return entry[QLatin1String("type")] == QLatin1String("m.receipt") &&
               entry[QLatin1String("content")][event][QLatin1String("m.read")].toObject().contains(user);
    });
}

}

/// Messages and what goes with them: the third part of the 2014 guide, with a real server.
class TestGuideMessages : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void sendsEveryKind();
    void showsEveryKind();
    void sendsActions();
    void keepsTheOrder();
    void saysWhyAMessageIsRefused();
    void readsHistoryToTheStart();
    void typingGoesBothWays();
    void receiptsGoBothWays();
    void countsTheUnread();
    void seesWhoIsThere();
};

void TestGuideMessages::sendsEveryKind()
{
    const QString room = sharedRoom(QStringLiteral("Out"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    const QList<Kind> kinds = everyKind();
    for (const Kind &kind : kinds)
        alice().session().sendQueue().send(RoomId(room), QStringLiteral("m.room.message"),
                                           toText(kind.content));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    QJsonArray arrived;
    const QJsonArray events = bob().events(room);
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("type")] == QLatin1String("m.room.message"))
            arrived.append(event[QLatin1String("content")]);
    }
    QJsonArray sent;
    for (const Kind &kind : kinds)
        sent.append(kind.content);
    QCOMPARE(arrived, sent);
    QCOMPARE(messageIds(*window), bob().messageIds(room));
}

void TestGuideMessages::showsEveryKind()
{
    const QString room = sharedRoom(QStringLiteral("In"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    const QList<Kind> kinds = everyKind();
    for (const Kind &kind : kinds) {
        const QString body = kind.content.value(QLatin1String("body")).toString();
        const QString event = bob().send(room, kind.content);
        QVERIFY(!event.isEmpty());
        QVERIFY2(eventually([&] { return messageIds(*window).contains(event); }), qPrintable(body));
        const TimelineItem row = window->items().constLast();
        QCOMPARE(row.event, EventId(event));
        QCOMPARE(row.kind, kind.kind);
        QCOMPARE(row.text, body);
        QCOMPARE(row.sender, UserId(bob().id()));
        QCOMPARE(row.state, TimelineItem::State::Sent);
        QVERIFY(!row.isOwn);
        QCOMPARE(row.media->url, kind.content.value(QLatin1String("url")).toString());
        const QJsonValue size = kind.content[QLatin1String("info")][QLatin1String("size")];
        QCOMPARE(row.media->size, size.isDouble() ? size.toInteger() : -1);
    }
    QCOMPARE(messageIds(*window), bob().messageIds(room));
}

void TestGuideMessages::sendsActions()
{
    const QString room = sharedRoom(QStringLiteral("Acts"));
    QVERIFY(!room.isEmpty());
    say(room, QStringLiteral("waves"), true);
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    const QJsonObject content = bob().events(room).last()[QLatin1String("content")].toObject();
    QCOMPARE(content.value(QLatin1String("msgtype")).toString(), QStringLiteral("m.emote"));
    QCOMPARE(content.value(QLatin1String("body")).toString(), QStringLiteral("waves"));
}

void TestGuideMessages::keepsTheOrder()
{
    const QString room = sharedRoom(QStringLiteral("Row by row"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    QStringList expected;
    for (int i = 0; i < 12; ++i) {
        expected << QStringLiteral("word %1").arg(i);
        say(room, expected.last());
    }
    QCOMPARE(bodies(*window), expected); // at once, before any of it is sent
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    QCOMPARE(bob().bodies(room), expected);
    QCOMPARE(bodies(*window), expected);
    QCOMPARE(messageIds(*window), bob().messageIds(room));
    for (const TimelineItem &row : window->items())
        QCOMPARE(row.state, TimelineItem::State::Sent);
}

void TestGuideMessages::saysWhyAMessageIsRefused()
{
    const QString room = sharedRoom(QStringLiteral("Listen only"));
    QVERIFY(!room.isEmpty());
    QJsonObject levels = bob().state(room, QStringLiteral("m.room.power_levels"));
    levels.insert(QStringLiteral("events_default"), 50);
    QVERIFY(bob().setState(room, QStringLiteral("m.room.power_levels"), levels));
    const auto window = alice().window(room);
    say(room, QStringLiteral("May I?"));
    const auto row = [&] { return window->items().value(rowOf(*window, QStringLiteral("May I?"))); };
    QVERIFY(eventually([&] { return row().state == TimelineItem::State::Failed; }));
    QVERIFY(!row().reason.isEmpty());
    levels.insert(QStringLiteral("events_default"), 0);
    QVERIFY(bob().setState(room, QStringLiteral("m.room.power_levels"), levels));
    const QString key = row().key;
    alice().session().sendQueue().retry(TxnId(key));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    QCOMPARE(bob().bodies(room), QStringList{QStringLiteral("May I?")});
    QCOMPARE(row().state, TimelineItem::State::Sent);
    QCOMPARE(row().key, key);
}

// More than two pages, some of them while one listens.
void TestGuideMessages::readsHistoryToTheStart()
{
    const QString room = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Long")},
                                           {QStringLiteral("invite"), QJsonArray{aliceId()}}});
    for (int i = 0; i < 120; ++i)
        QVERIFY(!bob().say(room, QStringLiteral("line %1").arg(i)).isEmpty());
    QVERIFY(alice().seesRoom(room, Membership::Invite));
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
    const QString live = bob().say(room, QStringLiteral("live"));
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(live); }));

    const auto window = alice().window(room);
    const int pages = alice().loadAll(*window);
    QVERIFY(pages >= 2);
    QCOMPARE(bodies(*window), bob().bodies(room));
    QCOMPARE(messageIds(*window), bob().messageIds(room));
    QSet<QString> keys;
    for (const TimelineItem &row : window->items())
        keys.insert(row.key);
    QCOMPARE(keys.size(), window->items().size());
    // A second window reads all of it from the disk.
    alice().transport().cut();
    QCOMPARE(alice().messageIds(room), messageIds(*window));
}

void TestGuideMessages::typingGoesBothWays()
{
    const QString room = sharedRoom(QStringLiteral("Keys"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bob().setTyping(room, true));
    const RoomId id(room);
    const QString name = bob().id().mid(1).section(u':', 0, 0);
    QVERIFY(eventually([&] {
        return alice().session().rooms().typing(id) ==
               QList<TypingPerson>{TypingPerson{UserId(bob().id()), name}};
    }));
    QVERIFY(bob().setTyping(room, false));
    QVERIFY(eventually([&] { return alice().session().rooms().typing(id).isEmpty(); }));

    bob().sync();
    alice().session().setTyping(id, true);
    QVERIFY(eventually([&] { return usersTyping(bob().sync(), room).contains(aliceId()); }));
    QVERIFY(alice().session().rooms().typing(id).isEmpty()); // one's own is not shown
    alice().session().setTyping(id, false);
    const auto hasStopped = [&] {
        // An empty list is an event too; no event says nothing.
        const QJsonObject sync = bob().sync();
        const bool isSaid = !sync[QLatin1String("rooms")][QLatin1String("join")][room]
                                 [QLatin1String("ephemeral")][QLatin1String("events")]
                                     .toArray()
                                     .isEmpty();
        return isSaid && !usersTyping(sync, room).contains(aliceId());
    };
    QVERIFY(eventually(hasStopped));
}

void TestGuideMessages::receiptsGoBothWays()
{
    const QString room = sharedRoom(QStringLiteral("Read"));
    QVERIFY(!room.isEmpty());
    QList<RoomReader> seen;
    QObject::connect(&alice().session(), &Session::committed, &alice().session(),
                     [&seen](const CommittedBatch &batch) {
                         for (const CommittedRoom &committed : batch.rooms)
                             seen << committed.readers;
                     });
    say(room, QStringLiteral("Read this"));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    const QString mine = bob().messageIds(room).constLast();
    QVERIFY(bob().read(room, mine));
    QVERIFY(eventually([&] {
        return std::any_of(seen.begin(), seen.end(), [&](const RoomReader &reader) {
            return reader.user == UserId(bob().id()) && reader.event == EventId(mine);
        });
    }));

    bob().sync();
    const QString his = bob().say(room, QStringLiteral("And this"));
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(his); }));
    alice().session().markRead(RoomId(room), EventId(his));
    QVERIFY(eventually([&] { return hasReceipt(bob().sync(), room, his, aliceId()); }));
}

void TestGuideMessages::countsTheUnread()
{
    const QString room = sharedRoom(QStringLiteral("Counted"));
    QVERIFY(!room.isEmpty());
    // In a room that is open one has read what is there.
    alice().session().markRead(RoomId(room),
                               EventId(bob().events(room).last()[QLatin1String("event_id")].toString()));
    QStringList events;
    for (int i = 0; i < 3; ++i)
        events << bob().say(room, QStringLiteral("unread %1").arg(i));
    QVERIFY(eventually([&] { return alice().room(room)->unread == 3; }));
    alice().session().markRead(RoomId(room), EventId(events.last()));
    QVERIFY(eventually([&] { return alice().room(room)->unread == 0; }));
    QVERIFY(eventually([&] { return alice().room(room)->readMarker == EventId(events.last()); }));
    // One's own words are never unread, and after a restart it is still so.
    say(room, QStringLiteral("mine"));
    QVERIFY(eventually([this] { return isUnsentEmpty(); }));
    // A reply that was on its way while the server took the receipt still counts what was read by it.
    QVERIFY(eventually([&] { return alice().room(room)->unread == 0; }));
    alice().close();
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    QVERIFY(eventually([&] { return alice().room(room)->unread == 0; }));
    QVERIFY(!bob().say(room, QStringLiteral("one more")).isEmpty());
    QVERIFY(eventually([&] { return alice().room(room)->unread == 1; }));
}

void TestGuideMessages::seesWhoIsThere()
{
    const QString room = sharedRoom(QStringLiteral("Present"));
    QVERIFY(!room.isEmpty());
    QVERIFY(bob().setPresence(QStringLiteral("unavailable"), QStringLiteral("At lunch")));
    const UserId who(bob().id());
    PresenceWatch &watch = alice().session().presence();
    watch.setUsers({who}); // as the members of the open room do
    QVERIFY(eventually([&] {
        const PresenceUpdate update = alice().session().rooms().presence(who);
        return update.presence == Presence::Unavailable && update.statusMessage == QLatin1String("At lunch");
    }));
    QVERIFY(bob().setPresence(QStringLiteral("online"), QStringLiteral("Back")));
    watch.setUsers({}); // they are hidden and shown again
    watch.setUsers({who});
    QVERIFY(eventually([&] { return alice().session().rooms().presence(who).presence == Presence::Online; }));
    if (!alice().session().canHidePresence())
        return;
    // Hidden, one is told of nobody either, but of everything else.
    alice().session().setPresence(false);
    QVERIFY(alice().session().rooms().presence(who).presence != Presence::Online);
    QVERIFY(bob().setPresence(QStringLiteral("unavailable"), {}));
    const QString said = bob().say(room, QStringLiteral("Are you there?"));
    QVERIFY(eventually([&] { return alice().messageIds(room).contains(said); }));
    QVERIFY(alice().session().rooms().presence(who).presence != Presence::Unavailable);
    alice().session().setPresence(true);
    watch.setUsers({});
    watch.setUsers({who});
    QVERIFY(bob().setPresence(QStringLiteral("online"), {}));
    QVERIFY(eventually([&] { return alice().session().rooms().presence(who).presence == Presence::Online; }));
}

QTEST_GUILESS_MAIN(TestGuideMessages)
#include "tst_guidemessages.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "session/roomlist.h"
#include "session/roomtags.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace linnet;

namespace {

const UserId Self(QStringLiteral("@me:x"));

Room makeRoom(const QString &id, qint64 ts, const QString &name = {},
              Membership membership = Membership::Join)
{
    Room room;
    room.id = RoomId(id);
    room.name = name.isEmpty() ? id : name;
    room.lastTs = ts;
    room.membership = membership;
    return room;
}

CommittedRoom change(const Room &room)
{
    CommittedRoom committed;
    committed.room = room;
    return committed;
}

QStringList names(const QAbstractItemModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, 0).data(RoomListModel::NameRole).toString();
    return result;
}

}

class TestRoomListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasReplacedGoesOnceOneIsInTheNewRoom()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Room old = makeRoom(QStringLiteral("old"), 10);
        old.isReplaced = true;
        old.successor = RoomId(QStringLiteral("new"));
        rooms.load({old, makeRoom(QStringLiteral("other"), 5)});
        QCOMPARE(names(model), (QStringList{QStringLiteral("old"), QStringLiteral("other")}));
        rooms.apply(change(makeRoom(QStringLiteral("new"), 20, {}, Membership::Invite)));
        QCOMPARE(model.rowCount(), 3);
        rooms.apply(change(makeRoom(QStringLiteral("new"), 20)));
        QCOMPARE(names(model), (QStringList{QStringLiteral("new"), QStringLiteral("other")}));
        QCOMPARE(model.rowOf(old.id), -1);
        rooms.apply(change(old)); // something was said there
        QCOMPARE(model.rowCount(), 2);
        rooms.apply(change(makeRoom(QStringLiteral("new"), 21, {}, Membership::Leave)));
        QCOMPARE(names(model),
                 (QStringList{QStringLiteral("old"), QStringLiteral("other"), QStringLiteral("new")}));
        rooms.apply(change(makeRoom(QStringLiteral("new"), 22)));
        QCOMPARE(model.rowCount(), 2);
        rooms.remove(RoomId(QStringLiteral("new")));
        QCOMPARE(names(model), (QStringList{QStringLiteral("old"), QStringLiteral("other")}));
        // Two that are said to replace each other both stay.
        Room other = makeRoom(QStringLiteral("new"), 30);
        other.isReplaced = true;
        other.successor = old.id;
        rooms.apply(change(other));
        QCOMPARE(model.rowCount(), 3);
        rooms.load({old, other});
        QCOMPARE(model.rowCount(), 2);
    }
    void ordersInvitesThenNewestThenLeft()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        rooms.load({makeRoom(QStringLiteral("old"), 10), makeRoom(QStringLiteral("new"), 20),
                    makeRoom(QStringLiteral("left"), 99, {}, Membership::Leave),
                    makeRoom(QStringLiteral("asked"), 1, {}, Membership::Invite),
                    makeRoom(QStringLiteral("banned"), 98, {}, Membership::Ban)});
        QCOMPARE(names(model),
                 QStringList({QStringLiteral("asked"), QStringLiteral("new"), QStringLiteral("old"),
                              QStringLiteral("left"), QStringLiteral("banned")}));
        QCOMPARE(model.rowOf(RoomId(QStringLiteral("old"))), 2);
        QCOMPARE(model.rowOf(RoomId(QStringLiteral("none"))), -1);
    }

    void whatIsLeftOutComesBackInItsPlace()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        RoomFilterModel filtered(model);
        const RoomId stranger(QStringLiteral("stranger"));
        bool isApart = true;
        model.setLeftOut([&](const RoomId &room) { return isApart && room == stranger; });
        rooms.load({makeRoom(QStringLiteral("new"), 20), makeRoom(QStringLiteral("old"), 10)});
        rooms.apply(change(makeRoom(stranger.toString(), 15, {}, Membership::Invite)));
        QCOMPARE(names(model), (QStringList{QStringLiteral("new"), QStringLiteral("old")}));
        QCOMPARE(model.rowOf(stranger), -1);
        isApart = false;
        model.reconsider(stranger);
        QCOMPARE(names(filtered),
                 (QStringList{QStringLiteral("stranger"), QStringLiteral("new"), QStringLiteral("old")}));
        isApart = true;
        model.reconsider(stranger);
        QCOMPARE(names(filtered), (QStringList{QStringLiteral("new"), QStringLiteral("old")}));
        model.reconsiderAll();
        QCOMPARE(model.rowCount(), 2);
    }
    void theLastWordsOfWhoIsHiddenAreNotShown()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Room room = makeRoom(QStringLiteral("a"), 1);
        room.lastType = QStringLiteral("m.room.message");
        room.lastContent = R"({"msgtype":"m.text","body":"buy this"})";
        room.lastSender = UserId(QStringLiteral("@eve:x"));
        room.lastSenderName = QStringLiteral("Eve");
        rooms.load({room});
        const QModelIndex row = model.index(0);
        QVERIFY(row.data(RoomListModel::PreviewRole).toString().contains(QStringLiteral("buy this")));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        bool isHidden = true;
        model.setHidden([&isHidden](const UserId &) { return isHidden; });
        model.refreshPreviews();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(row.data(RoomListModel::PreviewRole).toString(), QString());
        isHidden = false;
        model.refreshPreviews();
        QVERIFY(row.data(RoomListModel::PreviewRole).toString().contains(QStringLiteral("buy this")));
    }

    void newMessageIsOneMove()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<Room> many;
        for (int i = 0; i < 50; ++i)
            many << makeRoom(QStringLiteral("r%1").arg(i), 1000 - i);
        rooms.load(many);
        const QPersistentModelIndex watched = model.index(40);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        Room room = many.at(40);
        room.lastTs = 2000;
        room.unread = 1;
        rooms.apply(change(room));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(changed.size(), 1);
        const auto roles = changed.first().at(2).value<QList<int>>();
        QCOMPARE(QSet<int>(roles.begin(), roles.end()),
                 QSet<int>({RoomListModel::TimeRole, RoomListModel::UnreadRole}));
        QCOMPARE(watched.row(), 0);
        QCOMPARE(reset.size(), 0);
    }

    void unreadAloneMovesNothing()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        rooms.load({makeRoom(QStringLiteral("a"), 3), makeRoom(QStringLiteral("b"), 2)});
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        Room room = makeRoom(QStringLiteral("b"), 2);
        rooms.apply(change(room));
        QCOMPARE(changed.size(), 0);
        room.unread = 4;
        rooms.apply(change(room));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(moved.size(), 0);
    }

    void saysWhatIsUnread_data()
    {
        QTest::addColumn<int>("unread");
        QTest::addColumn<int>("highlight");
        QTest::addColumn<bool>("isAtLeast");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << 0 << 0 << false << QStringLiteral("a");
        QTest::newRow("some") << 2 << 0 << false << QStringLiteral("a, 2 unread message(s)");
        QTest::newRow("at least") << 2 << 0 << true << QStringLiteral("a, at least 2 unread message(s)");
        QTest::newRow("mentions") << 2 << 1 << false << QStringLiteral("a, 1 mention(s)");
        QTest::newRow("more mentions") << 2 << 1 << true << QStringLiteral("a, at least 1 mention(s)");
        QTest::newRow("maybe") << 0 << 0 << true << QStringLiteral("a, maybe unread messages");
    }
    void saysWhatIsUnread()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room room = makeRoom(QStringLiteral("a"), 3);
        rooms.load({room});
        QFETCH(int, unread);
        QFETCH(int, highlight);
        QFETCH(bool, isAtLeast);
        room.unread = unread;
        room.highlight = highlight;
        room.isUnreadAtLeast = isAtLeast;
        rooms.apply(change(room));
        QTEST(model.index(0).data(Qt::AccessibleTextRole).toString(), "words");
        QCOMPARE(model.index(0).data(RoomListModel::IsUnreadAtLeastRole).toBool(), isAtLeast);
    }
    void aMarkAsUnreadIsSaid()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room room = makeRoom(QStringLiteral("a"), 3);
        rooms.load({room});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        room.isMarkedUnread = true;
        rooms.apply(change(room));
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.index(0).data(RoomListModel::IsMarkedUnreadRole).toBool());
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("a, marked as unread"));
    }
    void aFilledGapIsSeenThoughTheNumberStays()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room room = makeRoom(QStringLiteral("a"), 3);
        room.unread = 2;
        room.isUnreadAtLeast = true;
        rooms.load({room});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        room.isUnreadAtLeast = false;
        rooms.apply(change(room));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(2).value<QList<int>>(), QList<int>{RoomListModel::IsUnreadAtLeastRole});
    }

    /// Any sequence of changes leaves the same rows as sorting them all anew.
    void randomChangesMatchANaiveTwin()
    {
        QRandomGenerator random(20141224);
        RoomList rooms;
        RoomListModel model(rooms, Self);
        RoomFilterModel filtered(model);
        filtered.setFilterText(QStringLiteral("r1"));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        RoomFilterModel unfiltered(model);
        QAbstractItemModelTester unfilteredTester(&unfiltered,
                                                  QAbstractItemModelTester::FailureReportingMode::Fatal);
        QAbstractItemModelTester filterTester(&filtered,
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        QHash<RoomId, Room> twin;
        for (int step = 0; step < 2000; ++step) {
            const QString id = QStringLiteral("r%1").arg(random.bounded(30));
            if (random.bounded(8) == 0) {
                twin.remove(RoomId(id));
                rooms.remove(RoomId(id));
            } else {
                Room room =
                    makeRoom(id, random.bounded(40), QStringLiteral("%1 %2").arg(id).arg(random.bounded(5)),
                             Membership(random.bounded(1, 5)));
                room.unread = random.bounded(3);
                twin.insert(room.id, room);
                rooms.apply(change(room));
            }
            QList<Room> expected = twin.values();
            std::sort(expected.begin(), expected.end(),
                      [](const Room &a, const Room &b) { return RoomOrder().isBefore(a, b); });
            QCOMPARE(model.rowCount(), int(expected.size()));
            int shown = 0;
            for (int row = 0; row < expected.size(); ++row) {
                const Room &room = expected.at(row);
                QCOMPARE(model.roomAt(row), room.id);
                QCOMPARE(model.rowOf(room.id), row);
                QCOMPARE(unfiltered.roomAt(row), room.id);
                QCOMPARE(unfiltered.rowOf(room.id), row);
                QCOMPARE(model.index(row).data(RoomListModel::NameRole).toString(), room.name);
                QCOMPARE(model.index(row).data(RoomListModel::UnreadRole).toInt(), room.unread);
                if (room.name.contains(u"r1")) {
                    QCOMPARE(filtered.index(shown, 0).data(RoomListModel::RoomIdRole).value<RoomId>(),
                             room.id);
                    QCOMPARE(filtered.rowOf(room.id), shown);
                    ++shown;
                }
            }
            QCOMPARE(filtered.rowCount(), shown);
            QCOMPARE(unfiltered.rowCount(), model.rowCount());
        }
    }

    void sectionsComeFirst()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto tagged = [](const QString &id, qint64 ts, const QMap<QString, double> &tags) {
            Room room = makeRoom(id, ts);
            room.tags = tags;
            return room;
        };
        Room chat = makeRoom(QStringLiteral("chat"), 1);
        chat.isDirect = true;
        rooms.load({makeRoom(QStringLiteral("room"), 90), chat,
                    tagged(QStringLiteral("second"), 50, {{RoomTags::Favourite, 0.5}}),
                    tagged(QStringLiteral("first"), 2, {{RoomTags::Favourite, 0.25}, {u"u.Work"_qs, 0.1}}),
                    tagged(QStringLiteral("unplaced"), 99, {{RoomTags::Favourite, NoTagOrder}}),
                    tagged(QStringLiteral("dull"), 98, {{RoomTags::LowPriority, NoTagOrder}}),
                    tagged(QStringLiteral("work"), 3, {{QStringLiteral("u.Work"), NoTagOrder}}),
                    tagged(QStringLiteral("notice"), 97, {{RoomTags::ServerNotice, NoTagOrder}}),
                    makeRoom(QStringLiteral("gone"), 100, {}, Membership::Leave)});
        QCOMPARE(names(model).first(), QStringLiteral("unplaced")); // not grouped yet
        model.setOrder(RoomOrder(true, {QStringLiteral("u.Work")}));
        QCOMPARE(names(model).join(u' '),
                 QStringLiteral("first second unplaced work chat room dull notice gone"));
        QCOMPARE(model.inSection(1).size(), 3);
        // The palette shows the newest, whatever their sections are.
        QCOMPARE(model.newest(2), (QList<RoomId>{RoomId(QStringLiteral("unplaced")), //
                                                 RoomId(QStringLiteral("dull"))}));
        // A room that gets a tag goes there.
        rooms.apply(change(tagged(QStringLiteral("room"), 90, {{RoomTags::Favourite, 0.4}})));
        QCOMPARE(names(model).mid(0, 3).join(u' '), QStringLiteral("first room second"));
    }
    void sortsThoseWithoutAPlace_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<QString>("order");
        QTest::newRow("newest") << int(RoomOrder::Sort::Newest) << QStringLiteral("zoo Äpfel birds");
        QTest::newRow("A to Z") << int(RoomOrder::Sort::Alphabetical) << QStringLiteral("Äpfel birds zoo");
        QTest::newRow("unread") << int(RoomOrder::Sort::Unread) << QStringLiteral("birds zoo Äpfel");
    }
    void sortsThoseWithoutAPlace()
    {
        QFETCH(int, sort);
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room birds = makeRoom(QStringLiteral("birds"), 1);
        birds.unread = 1;
        rooms.load({makeRoom(QStringLiteral("zoo"), 3), makeRoom(QStringLiteral("Äpfel"), 2), birds});
        model.setOrder(RoomOrder(false, {}, RoomOrder::Sort(sort)));
        QTEST(names(model).join(u' '), "order");
    }
    void tellsWhoIsThere()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room chat = makeRoom(QStringLiteral("chat"), 1);
        chat.directWith = UserId(QStringLiteral("@bob:x"));
        rooms.load({chat, makeRoom(QStringLiteral("room"), 2)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        PresenceUpdate update;
        update.user = chat.directWith;
        update.presence = Presence::Online;
        rooms.apply(update);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<QModelIndex>().row(), 1);
        QCOMPARE(model.index(1).data(RoomListModel::PresenceRole).toInt(), int(Presence::Online));
        QCOMPARE(model.index(0).data(RoomListModel::PresenceRole).toInt(), int(Presence::Unknown));
        rooms.remove(chat.id);
        rooms.apply(update);
        QCOMPARE(changed.size(), 1);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing") << QString()
                                 << QStringList({QStringLiteral("Café Zürich"), QStringLiteral("Garden")});
        QTest::newRow("case") << QStringLiteral("GARD") << QStringList({QStringLiteral("Garden")});
        QTest::newRow("accents") << QStringLiteral("zurich cafe")
                                 << QStringList({QStringLiteral("Café Zürich")});
        QTest::newRow("alias") << QStringLiteral("#green") << QStringList({QStringLiteral("Garden")});
        QTest::newRow("none") << QStringLiteral("xyz") << QStringList();
        QTest::newRow("no pattern") << QStringLiteral(".*") << QStringList();
    }
    void filters()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        RoomList rooms;
        RoomListModel model(rooms, Self);
        RoomFilterModel filtered(model);
        Room garden = makeRoom(QStringLiteral("b"), 1, QStringLiteral("Garden"));
        garden.canonicalAlias = QStringLiteral("#green:x");
        rooms.load({makeRoom(QStringLiteral("a"), 2, QStringLiteral("Café Zürich")), garden});
        filtered.setFilterText(typed);
        QCOMPARE(names(filtered), found);
    }

    void tellsOfARangeInOne()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        RoomFilterModel filtered(model);
        const QAbstractItemModelTester tester(&filtered);
        QList<Room> all;
        for (int i = 0; i < 100; ++i)
            all << makeRoom(QStringLiteral("r%1").arg(i), i);
        rooms.load(all);
        QSet<RoomId> left{RoomId(QStringLiteral("r7"))};
        filtered.setScope([&left](const RoomId &room) { return !left.contains(room); });
        QCOMPARE(filtered.rowCount(), 99);
        QSignalSpy changed(&filtered, &QAbstractItemModel::dataChanged);
        model.refreshPreviews();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 0);
        QCOMPARE(changed.first().at(1).value<QModelIndex>().row(), 98);
        // And of what comes and goes within one.
        left = {RoomId(QStringLiteral("r50"))};
        Q_EMIT model.dataChanged(model.index(0), model.index(99), {RoomListModel::NameRole});
        QCOMPARE(filtered.rowCount(), 99);
        QCOMPARE(filtered.rowOf(RoomId(QStringLiteral("r50"))), -1);
        QCOMPARE(filtered.rowOf(RoomId(QStringLiteral("r7"))), 91);
        QCOMPARE(changed.size(), 4);
    }

    /// What is found does not depend on what was typed before.
    void typesOn()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        RoomFilterModel filtered(model);
        rooms.load({makeRoom(QStringLiteral("a"), 3, QStringLiteral("Garden")),
                    makeRoom(QStringLiteral("b"), 2, QStringLiteral("Garage Band")),
                    makeRoom(QStringLiteral("c"), 1, QStringLiteral("Band"))});
        const std::pair<const char *, QStringList> steps[] = {
            {"ga", {QStringLiteral("Garden"), QStringLiteral("Garage Band")}},
            {"ga b", {QStringLiteral("Garage Band")}},
            {"b", {QStringLiteral("Garage Band"), QStringLiteral("Band")}},
            {"bg", {}},
            {"", {QStringLiteral("Garden"), QStringLiteral("Garage Band"), QStringLiteral("Band")}}};
        for (const auto &[typed, found] : steps) {
            filtered.setFilterText(QString::fromLatin1(typed));
            QCOMPARE(names(filtered), found);
        }
    }

    void lastWords_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<bool>("isDirect");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *what, const char *type, const char *content, const char *sender,
                            bool direct, const char *words) {
            QTest::newRow(what) << QString::fromLatin1(type) << QByteArray(content)
                                << QString::fromLatin1(sender) << direct << QString::fromUtf8(words);
        };
        const char *msg = "m.room.message";
        row("own", msg, R"({"msgtype":"m.text","body":"hello"})", "@me:x", false, "You: hello");
        row("other", msg, R"({"msgtype":"m.text","body":"hello"})", "@a:x", false, "Alice: hello");
        row("lines", msg, R"({"msgtype":"m.text","body":"one\n\n two"})", "@a:x", false, "Alice: one two");
        row("direct", msg, R"({"msgtype":"m.text","body":"hello"})", "@a:x", true, "hello");
        row("direct own", msg, R"({"msgtype":"m.text","body":"hello"})", "@me:x", true, "You: hello");
        row("image", msg, R"({"msgtype":"m.image","body":"x.png"})", "@a:x", false, "Alice: sent an image");
        row("direct image", msg, R"({"msgtype":"m.image","body":"x.png"})", "@a:x", true, "Sent an image");
        row("emote", msg, R"({"msgtype":"m.emote","body":"waves"})", "@a:x", false, "* Alice waves");
        row("own emote", msg, R"({"msgtype":"m.emote","body":"waves"})", "@me:x", false, "* Meg waves");
        row("hidden", msg,
            R"({"msgtype":"m.text","body":"he dies","formatted_body":"he <span data-mx-spoiler>dies</span>"})",
            "@a:x", true, "he █████");
        row("old reply", msg,
            R"({"msgtype":"m.text","body":"> <@b:x> tea?\n\nyes","m.relates_to":{"m.in_reply_to":{"event_id":"$1"}}})",
            "@a:x", true, "yes");
        row("deleted", msg, "{}", "@a:x", false, "Message deleted");
        row("unknown kind", msg, R"({"msgtype":"x.game","body":"my move"})", "@a:x", false, "Alice: my move");
        row("percent", msg, R"({"msgtype":"m.text","body":"%1 %2"})", "@a:x", false, "Alice: %1 %2");
        row("encrypted", "m.room.encrypted", "{}", "@a:x", false, "Alice: encrypted message");
        row("poll", "org.matrix.msc3381.poll.start",
            R"({"org.matrix.msc3381.poll.start":{"question":{"org.matrix.msc1767.text":"Tea?"},)"
            R"("answers":[{"id":"a","org.matrix.msc1767.text":"Yes"},{"id":"b","org.matrix.msc1767.text":"No"}]}})",
            "@a:x", false, "Alice: poll: Tea?");
        row("deleted poll", "m.poll.start", "{}", "@a:x", false, "Poll deleted");
        row("member", "m.room.member", R"({"membership":"join"})", "@a:x", false, "Alice joined");
        row("own member", "m.room.member", R"({"membership":"join"})", "@me:x", false, "You joined");
        row("own topic", "m.room.topic", R"({"topic":"x"})", "@me:x", false, "You changed the topic");
        row("unknown", "x.y", "{}", "@a:x", false, "");
        row("none", "", "", "", false, "");
    }
    void lastWords()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, content);
        QFETCH(QString, sender);
        QFETCH(bool, isDirect);
        Room room = makeRoom(QStringLiteral("a"), 1);
        room.lastType = type;
        room.lastContent = content;
        room.lastSender = UserId(sender);
        room.lastSenderName = QStringLiteral("Alice");
        room.ownName = QStringLiteral("Meg");
        room.isDirect = isDirect;
        RoomList rooms;
        RoomListModel model(rooms, Self);
        rooms.load({room});
        QTEST(model.index(0).data(RoomListModel::PreviewRole).toString(), "words");
    }
    void aLongNameLeavesRoomForTheWords()
    {
        Room room = makeRoom(QStringLiteral("a"), 1);
        room.lastType = QStringLiteral("m.room.message");
        room.lastContent = R"({"msgtype":"m.text","body":"hello"})";
        room.lastSender = UserId(QStringLiteral("@max:x"));
        room.lastSenderName = QStringLiteral("Maximiliane Theodora Freifrau von Hohenberg");
        RoomList rooms;
        RoomListModel model(rooms, Self);
        rooms.load({room});
        QCOMPARE(model.index(0).data(RoomListModel::PreviewRole).toString(),
                 QStringLiteral("Maximiliane Theodora Fr…: hello"));
    }
    void invitationSaysWho()
    {
        RoomList rooms;
        RoomListModel model(rooms, Self);
        Room room = makeRoom(QStringLiteral("a"), 1, {}, Membership::Invite);
        rooms.load({room});
        QCOMPARE(model.index(0).data(RoomListModel::PreviewRole).toString(),
                 QStringLiteral("You are invited"));
        room.inviterName = QStringLiteral("Alice");
        rooms.apply(change(room));
        QCOMPARE(model.index(0).data(RoomListModel::PreviewRole).toString(),
                 QStringLiteral("Alice invites you"));
    }
};

QTEST_GUILESS_MAIN(TestRoomListModel)
#include "tst_roomlistmodel.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rowabilities.h"

#include "support/fakerows.h"

#include <QTest>

using namespace linnet;

namespace {

const UserId me(QStringLiteral("@me:x"));

Room joinedRoom()
{
    Room room;
    room.membership = Membership::Join;
    return room;
}

}

/// What is offered in which room, and of which message.
class TestRowAbilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerOf2014DeletesAtMost()
    {
        Room room = joinedRoom();
        RowAbilities expected;
        expected.canLink = expected.canSeeSource = true; // for which nobody is asked
        QCOMPARE(RowAbilities::of(room, me, Dialect::V1, false), expected);
        expected.canRedactOwn = true;
        QCOMPARE(RowAbilities::of(room, me, Dialect::V1), expected);
        room.powerLevels.users.insert(me, 50);
        expected.canRedactOthers = true;
        QCOMPARE(RowAbilities::of(room, me, Dialect::V1), expected);
        room.membership = Membership::Leave;
        QVERIFY(!RowAbilities::of(room, me, Dialect::V1).canRedactOwn);
    }
    void oneWhoLeftReadsOnly()
    {
        Room room = joinedRoom();
        room.membership = Membership::Leave;
        RowAbilities expected;
        expected.canLink = expected.canSeeSource = true;
        QCOMPARE(RowAbilities::of(room, me, Dialect::V3), expected);
    }
    void powerDecides()
    {
        Room room = joinedRoom();
        RowAbilities can = RowAbilities::of(room, me, Dialect::Sliding);
        QVERIFY(can.canReply && can.canReact && can.canEdit && can.canThread && can.canVote && can.canPoll);
        QVERIFY(can.canRedactOwn && !can.canRedactOthers && !can.canPin && can.canReport);
        room.powerLevels.users.insert(me, 50);
        can = RowAbilities::of(room, me, Dialect::V3);
        QVERIFY(can.canRedactOthers && can.canPin);
        room.powerLevels.users.clear();
        room.powerLevels.eventsDefault = 10;
        room.powerLevels.events.insert(QStringLiteral("m.reaction"), 0);
        can = RowAbilities::of(room, me, Dialect::V3);
        QVERIFY(can.canReact && !can.canReply && !can.canEdit && !can.canRedactOwn && !can.canPoll);
        room.powerLevels.users.insert(me, 20);
        room.powerLevels.events.insert(QStringLiteral("m.room.redaction"), 60);
        can = RowAbilities::of(room, me, Dialect::V3);
        QVERIFY(can.canReply && !can.canRedactOwn && !can.canRedactOthers);
    }
    void noThreadBeginsWhereItCannot()
    {
        const RowAbilities can = RowAbilities::of(joinedRoom(), me, Dialect::V3);
        TimelineItem message;
        message.event = EventId(QStringLiteral("$a"));
        QVERIFY(can.thread(message) && can.reply(message));
        message.isStray = true;
        QVERIFY(!can.thread(message) && can.reply(message));
    }
    void whoMadeAPollEndsIt()
    {
        Room room = joinedRoom();
        TimelineItem poll;
        poll.kind = TimelineItem::Kind::Poll;
        poll.event = EventId(QStringLiteral("$p"));
        auto open = std::make_shared<Poll>();
        poll.poll = open;
        QVERIFY(!RowAbilities::of(room, me, Dialect::V3).endPoll(poll));
        poll.isOwn = true;
        QVERIFY(RowAbilities::of(room, me, Dialect::V3).endPoll(poll));
        QVERIFY(!RowAbilities::of(room, me, Dialect::V1).endPoll(poll));
        poll.isOwn = false;
        room.powerLevels.users.insert(me, 50);
        QVERIFY(RowAbilities::of(room, me, Dialect::V3).endPoll(poll));
        open->isEnded = true;
        QVERIFY(!RowAbilities::of(room, me, Dialect::V3).endPoll(poll));
    }
    void encryptedRoomsAreAsOthersWhereTheyCanBeWrittenIn()
    {
        Room room = joinedRoom();
        room.isEncrypted = true;
        const RowAbilities can = RowAbilities::of(room, me, Dialect::V3);
        QVERIFY(can.canReply && can.canReact && can.canEdit && can.canThread && can.canVote && can.canPoll);
        const RowAbilities old = RowAbilities::of(room, me, Dialect::V1);
        QVERIFY(!old.canReply && !old.canReact && !old.canEdit && !old.canThread && old.canRedactOwn);
    }
    void onlyOnesOwnTextIsEdited()
    {
        const RowAbilities can = RowAbilities::of(joinedRoom(), me, Dialect::V3);
        TimelineItem item = fake::row(1);
        QVERIFY(!can.edit(item) && can.report(item) && !can.redact(item));
        item.isOwn = true;
        QVERIFY(can.edit(item) && !can.report(item) && can.redact(item));
        item.kind = TimelineItem::Kind::Image;
        QVERIFY(!can.edit(item));
        item.kind = TimelineItem::Kind::Redacted;
        QVERIFY(!can.redact(item) && !can.reply(item) && !can.react(item) && can.source(item));
        item.kind = TimelineItem::Kind::State;
        QVERIFY(!can.reply(item) && can.link(item));
    }
    void captionsAreEdited()
    {
        RowAbilities can = RowAbilities::of(joinedRoom(), me, Dialect::V3);
        TimelineItem item = fake::row(1, QStringLiteral("my bird"));
        item.isOwn = true;
        item.kind = TimelineItem::Kind::Image;
        item.media.edit().fileName = QStringLiteral("a.png");
        QVERIFY(can.edit(item));
        item.media.edit().fileName = item.text; // there is none
        QVERIFY(!can.edit(item));
        item.media.edit().fileName = QStringLiteral("a.png");
        item.event = {}; // it is being uploaded
        QVERIFY(!can.edit(item));
    }
};

QTEST_GUILESS_MAIN(TestRowAbilities)
#include "tst_rowabilities.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigaccount.h"

#include "matrix/v3dialect.h"

#include <QSet>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;

/// Figures compare between runs only if what is measured is the same; and an account that a sync could not
/// read would be measured as an empty one.
class TestBigAccount : public QObject
{
    Q_OBJECT

    static constexpr int Rooms = 60; ///< invitations and rooms that were left among them
    static constexpr int Events = 600;

    static QList<QByteArray> repliesOf(BigAccount account)
    {
        QList<QByteArray> replies;
        for (QByteArray reply = account.nextReply(); !reply.isEmpty(); reply = account.nextReply())
            replies.append(reply);
        replies.append(account.catchUp(20, 5));
        return replies;
    }
    static SyncBatch parsed(const QByteArray &reply)
    {
        const V3Dialect dialect(false, UserId(SyncReplies::self()));
        auto batch = dialect.parse({}, reply, 1'800'000'000'000);
        return batch ? batch.take() : SyncBatch();
    }

private Q_SLOTS:
    void theSameNumbersGiveTheSameBytes()
    {
        const QList<QByteArray> replies = repliesOf(BigAccount(Rooms, Events));
        QCOMPARE(repliesOf(BigAccount(Rooms, Events)), replies);
        QVERIFY(repliesOf(BigAccount(Rooms, Events + 100)) != replies);
    }
    void anotherSeedGivesOtherBytes()
    {
        constexpr int PerRoom = 50;
        const QByteArray reply = SyncReplies(7).reply(Events, PerRoom, true);
        QCOMPARE(SyncReplies(7).reply(Events, PerRoom, true), reply);
        const QByteArray other = SyncReplies(8).reply(Events, PerRoom, true);
        QVERIFY(other != reply);
        QCOMPARE(parsed(other).rooms.size(), parsed(reply).rooms.size());
    }
    void aSyncReadsAllOfIt()
    {
        QSet<RoomId> rooms;
        QSet<EventId> events;
        qsizetype said = 0;
        for (const QByteArray &reply : repliesOf(BigAccount(Rooms, Events))) {
            const SyncBatch batch = parsed(reply);
            QVERIFY(!batch.position.isEmpty());
            for (const RoomDelta &room : batch.rooms) {
                QVERIFY(room.membership != Membership::None);
                rooms.insert(room.id);
                said += room.timeline.size();
                for (const Event &event : room.timeline)
                    events.insert(event.id);
            }
        }
        QCOMPARE(rooms.size(), qsizetype(Rooms));
        QVERIFY(said >= Events);
        QCOMPARE(events.size(), said);
    }
};

QTEST_GUILESS_MAIN(TestBigAccount)
#include "tst_bigaccount.moc"

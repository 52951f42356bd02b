// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomsectionmodel.h"

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

const QString Work = QStringLiteral("u.Work");

Room makeRoom(const QString &id, qint64 ts, const QString &tag = {}, bool isDirect = false)
{
    Room room;
    room.id = RoomId(id);
    room.name = id;
    room.lastTs = ts;
    room.membership = Membership::Join;
    room.isDirect = isDirect;
    if (!tag.isEmpty())
        room.tags.insert(tag, NoTagOrder);
    return room;
}

CommittedRoom change(const Room &room)
{
    CommittedRoom committed;
    committed.room = room;
    return committed;
}

/// The three models one on the other, watched.
struct Stack
{
    RoomList rooms;
    RoomListModel all{rooms, UserId(QStringLiteral("@me:x"))};
    RoomFilterModel filtered{all};
    RoomSectionModel shown{all, filtered};
    QAbstractItemModelTester tester{&shown, QAbstractItemModelTester::FailureReportingMode::Fatal};

    explicit Stack(const QList<Room> &list = {}) { rooms.load(list); }
    void group(const QStringList &own = {}) { all.setOrder(RoomOrder(true, own)); }
    int sectionOf(const QString &id) const
    {
        const auto &sections = all.order().sections();
        for (int i = 0; i < sections.size(); ++i) {
            if (sections.at(i).id == id)
                return i;
        }
        return -1;
    }
    /// Headings in brackets, those of closed sections with a plus.
    QString text() const
    {
        QStringList rows;
        for (int row = 0; row < shown.rowCount(); ++row) {
            const QModelIndex index = shown.index(row);
            const QString name = index.data(RoomListModel::NameRole).toString();
            const bool isClosed = index.data(RoomSectionModel::IsClosedRole).toBool();
            rows << (shown.isHeading(row) ? (isClosed ? u"[+%1]"_qs : u"[%1]"_qs).arg(name) : name);
        }
        return rows.join(u' ');
    }
};

}

class TestRoomSectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsWhereThereAreSeveralSections()
    {
        Stack stack({makeRoom(u"a"_qs, 3), makeRoom(u"b"_qs, 2)});
        QCOMPARE(stack.text(), u"a b"_qs);
        stack.group();
        QCOMPARE(stack.text(), u"a b"_qs);
        Room invitation = makeRoom(u"c"_qs, 1);
        invitation.membership = Membership::Invite;
        stack.rooms.apply(change(invitation));
        QCOMPARE(stack.text(), u"c a b"_qs);
        stack.rooms.apply(change(makeRoom(u"b"_qs, 2, {}, true)));
        QCOMPARE(stack.text(), u"[Invitations] c [People] b [Rooms] a"_qs);
        stack.rooms.remove(RoomId(u"b"_qs));
        QCOMPARE(stack.text(), u"c a"_qs);
        // An empty section of one's own is there, so that rooms can be put into it.
        stack.group({Work});
        QCOMPARE(stack.text(), u"[Invitations] c [Work] [Rooms] a"_qs);
    }
    void closesAndOpens()
    {
        Stack stack({makeRoom(u"a"_qs, 3), makeRoom(u"b"_qs, 2), makeRoom(u"f"_qs, 1, RoomTags::Favourite)});
        stack.group();
        QSignalSpy told(&stack.shown, &RoomSectionModel::closedChanged);
        const int rooms = stack.sectionOf(u"rooms"_qs);
        stack.shown.setClosed(rooms, true);
        QCOMPARE(stack.text(), u"[Favourites] f [+Rooms]"_qs);
        QCOMPARE(stack.shown.closed(), QSet<QString>{u"rooms"_qs});
        QCOMPARE(told.size(), 1);
        QCOMPARE(stack.shown.rowOf(RoomId(u"a"_qs)), -1);
        QCOMPARE(stack.shown.rowOf(RoomId(u"f"_qs)), 1);
        // While there is a filter nothing is closed.
        stack.filtered.setFilterText(u"a"_qs);
        QCOMPARE(stack.text(), u"a"_qs);
        stack.filtered.setFilterText({});
        QCOMPARE(stack.text(), u"[Favourites] f [+Rooms]"_qs);
        // Nor where there are no headings; it stays closed for later.
        stack.rooms.remove(RoomId(u"f"_qs));
        QCOMPARE(stack.text(), u"a b"_qs);
        stack.rooms.apply(change(makeRoom(u"f"_qs, 1, RoomTags::Favourite)));
        QCOMPARE(stack.text(), u"[Favourites] f [+Rooms]"_qs);
        stack.shown.setClosed(rooms, false);
        QCOMPARE(stack.text(), u"[Favourites] f [Rooms] a b"_qs);
        stack.shown.setClosed({u"m.favourite"_qs, u"u.Gone"_qs});
        QCOMPARE(stack.text(), u"[+Favourites] [Rooms] a b"_qs);
    }
    void aClosedSectionTellsWhatIsUnread()
    {
        Stack stack({makeRoom(u"a"_qs, 3), makeRoom(u"b"_qs, 2), makeRoom(u"f"_qs, 1, RoomTags::Favourite)});
        stack.group();
        const int section = stack.sectionOf(u"rooms"_qs);
        const auto heading = [&] { return stack.shown.index(stack.shown.headingOf(section)); };
        Room room = makeRoom(u"a"_qs, 3);
        room.unread = 7;
        stack.rooms.apply(change(room));
        QCOMPARE(heading().data(RoomListModel::UnreadRole).toInt(), 0); // one sees it below
        stack.shown.setClosed(section, true);
        QCOMPARE(heading().data(RoomListModel::UnreadRole).toInt(), 1);
        Room other = makeRoom(u"b"_qs, 20);
        other.unread = 1;
        other.highlight = 1;
        QSignalSpy changed(&stack.shown, &QAbstractItemModel::dataChanged);
        stack.rooms.apply(change(other));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(heading().data(RoomListModel::UnreadRole).toInt(), 2);
        QCOMPARE(heading().data(RoomListModel::HighlightRole).toInt(), 1);
        QVERIFY(heading().data(Qt::AccessibleTextRole).toString().contains(u"closed"));
        stack.rooms.apply(change(makeRoom(u"b"_qs, 20)));
        stack.rooms.remove(RoomId(u"a"_qs));
        QCOMPARE(heading().data(RoomListModel::UnreadRole).toInt(), 0);
        QCOMPARE(heading().data(RoomListModel::HighlightRole).toInt(), 0);
    }
    void whereRowsAre()
    {
        Stack stack({makeRoom(u"a"_qs, 3), makeRoom(u"f"_qs, 1, RoomTags::Favourite),
                     makeRoom(u"p"_qs, 1, {}, true)});
        stack.group();
        QCOMPARE(stack.text(), u"[Favourites] f [People] p [Rooms] a"_qs);
        const int headings[] = {0, 1, 1, 2, 2, 3, 3};
        for (int row = 0; row <= 6; ++row)
            QCOMPARE(stack.shown.headingsBefore(row), headings[row]);
        QCOMPARE(stack.shown.rowsOf(stack.sectionOf(u"people"_qs)), std::pair(3, 1));
        QCOMPARE(stack.shown.headingOf(stack.sectionOf(u"rooms"_qs)), 4);
        QCOMPARE(stack.shown.headingOf(stack.sectionOf(u"left"_qs)), -1);
        QCOMPARE(stack.shown.sectionAt(-1), -1);
        QCOMPARE(stack.shown.sectionAt(6), -1);
    }

    /// Any sequence of changes leaves the same rows as making them all anew.
    void randomChangesMatchANaiveTwin()
    {
        QRandomGenerator random(20150301);
        Stack stack;
        QHash<RoomId, Room> twin;
        QStringList own{Work};
        stack.group(own);
        const QStringList tags{RoomTags::Favourite, RoomTags::LowPriority, RoomTags::ServerNotice, Work,
                               QStringLiteral("u.Other")};
        QSet<QString> closed;
        for (int step = 0; step < 3000; ++step) {
            const QString id = QStringLiteral("r%1").arg(random.bounded(25));
            const int what = random.bounded(20);
            if (what == 0) {
                twin.remove(RoomId(id));
                stack.rooms.remove(RoomId(id));
            } else if (what == 1) {
                const int section = random.bounded(int(stack.all.order().sections().size()));
                const QString name = stack.all.order().sections().at(section).id;
                if (stack.shown.headingOf(section) >= 0) {
                    const bool isClosed = !closed.contains(name);
                    if (isClosed)
                        closed.insert(name);
                    else
                        closed.remove(name);
                    stack.shown.setClosed(section, isClosed);
                }
            } else if (what == 2) {
                own = random.bounded(2) ? QStringList{Work, QStringLiteral("u.Other")} : QStringList{Work};
                stack.group(own);
            } else if (what == 3) {
                stack.filtered.setFilterText(random.bounded(3) ? QString() : QStringLiteral("r1"));
            } else {
                Room room = makeRoom(id, random.bounded(40));
                const int membership = random.bounded(12);
                room.membership = membership == 0   ? Membership::Invite
                                  : membership == 1 ? Membership::Leave
                                                    : Membership::Join;
                room.isDirect = random.bounded(3) == 0;
                if (random.bounded(2))
                    room.tags.insert(tags.at(random.bounded(int(tags.size()))), random.bounded(4) / 4.0);
                room.unread = random.bounded(3);
                room.highlight = random.bounded(8) == 0;
                twin.insert(room.id, room);
                stack.rooms.apply(change(room));
            }
            QVERIFY2(compare(stack, twin, own, closed), qPrintable(QStringLiteral("step %1").arg(step)));
        }
    }

private:
    static bool compare(const Stack &stack, const QHash<RoomId, Room> &twin, const QStringList &own,
                        const QSet<QString> &closed)
    {
        const RoomOrder order(true, own);
        const bool isFiltering = stack.filtered.isFiltering();
        QList<Room> sorted = twin.values();
        if (isFiltering)
            sorted.removeIf([](const Room &room) { return !room.name.startsWith(u"r1"); });
        std::sort(sorted.begin(), sorted.end(),
                  [&order](const Room &a, const Room &b) { return order.isBefore(a, b); });
        QMap<int, QList<Room>> bySection;
        for (const Room &room : sorted)
            bySection[order.sectionOf(room)].append(room);
        int several = 0;
        for (int i = 0; i < order.sections().size(); ++i) {
            const RoomSection &section = order.sections().at(i);
            const bool isThere = bySection.contains(i) || section.kind == RoomSection::Kind::Own;
            several += section.isOfRooms() && isThere ? 1 : 0;
        }
        const bool hasHeadings = several > 1 && !isFiltering;
        QStringList expected;
        for (int i = 0; i < order.sections().size(); ++i) {
            const RoomSection &section = order.sections().at(i);
            if (!bySection.contains(i) && section.kind != RoomSection::Kind::Own)
                continue;
            const bool isClosed = hasHeadings && closed.contains(section.id);
            if (hasHeadings) {
                int unread = 0;
                for (const Room &room : bySection.value(i))
                    unread += room.unread > 0 || room.highlight > 0 || room.membership == Membership::Invite
                                  ? 1
                                  : 0;
                expected << QStringLiteral("[%1 %2]").arg(section.name()).arg(isClosed ? unread : 0);
            }
            if (isClosed)
                continue;
            for (const Room &room : bySection.value(i))
                expected << room.name;
        }
        QStringList actual;
        for (int row = 0; row < stack.shown.rowCount(); ++row) {
            const QModelIndex index = stack.shown.index(row);
            const QString name = index.data(RoomListModel::NameRole).toString();
            const int unread = index.data(RoomListModel::UnreadRole).toInt();
            if (stack.shown.isHeading(row))
                actual << QStringLiteral("[%1 %2]").arg(name).arg(unread);
            else if (stack.shown.rowOf(stack.shown.roomAt(row)) == row)
                actual << name;
        }
        if (actual != expected)
            qWarning() << actual << "instead of" << expected;
        return actual == expected;
    }
};

QTEST_GUILESS_MAIN(TestRoomSectionModel)
#include "tst_roomsectionmodel.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "models/spacemodel.h"
#include "models/spacescope.h"
#include "session/roomlist.h"
#include "session/spacetree.h"
#include "support/spacerooms.h"

#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace linnet::test;

/// What a change costs in an account of 500 rooms in a tree of spaces, with the models on top of it: of a
/// room, and of what stands in a space.
class BenchSpaces : public QObject
{
    Q_OBJECT

    static constexpr int Rooms = 500;
    static constexpr int InEach = 9; ///< spaces in a space; each room stands in two
    static constexpr int Spaces = 91;
    static constexpr int Changes = 1000;
    static constexpr double Budget = 16; ///< ms

    static QString spaceName(int number) { return QStringLiteral("s%1").arg(number); }
    static QString roomName(int number) { return QStringLiteral("r%1").arg(number); }

    static QList<Room> account()
    {
        QList<QString> children(Spaces);
        for (int space = 1; space < Spaces; ++space)
            children[(space - 1) / InEach] += spaceName(space) + u' ';
        for (int room = 0; room < Rooms; ++room) {
            children[room % Spaces] += roomName(room) + u' ';
            children[(room * 7 + 3) % Spaces] += roomName(room) + u' ';
        }
        QList<Room> rooms;
        for (int space = 0; space < Spaces; ++space)
            rooms.append(makeSpace(spaceName(space), children.at(space)));
        for (int room = 0; room < Rooms; ++room)
            rooms.append(makeRoom(roomName(room), room % 5));
        return rooms;
    }

private Q_SLOTS:
    void changes()
    {
        Generator generator;
        RoomList rooms;
        SpaceTree tree(rooms);
        RoomListModel model(rooms, UserId(QStringLiteral("@me:x")));
        RoomFilterModel filter(model);
        SpaceModel rail(tree, rooms);
        SpaceScope scope(tree, rooms, filter);
        rooms.load(account());
        scope.setSpace(idOf(spaceName(0)));
        rail.setExpanded(1, true);

        Figures messages;
        for (int i = 0; i < Changes; ++i) {
            Room room = *rooms.find(idOf(roomName(generator.number(Rooms))));
            room.lastTs = i + 1;
            ++room.unread;
            messages.time([&] { rooms.apply(committed(room)); });
        }
        messages.tell("a message in a room of spaces", Budget);

        Figures lists;
        for (int i = 0; i < Changes; ++i) {
            Room space = *rooms.find(idOf(spaceName(generator.number(Spaces))));
            if (i % 2 == 0 || space.children.isEmpty())
                space.children.append({idOf(roomName(generator.number(Rooms))), {QStringLiteral("x")}});
            else
                space.children.removeAt(generator.number(int(space.children.size())));
            lists.time([&] { rooms.apply(committed(space)); });
        }
        lists.tell("a room more or less in a space", Budget);

        Figures joins;
        for (int i = 0; i < Changes; ++i) {
            Room space = *rooms.find(idOf(spaceName(1 + generator.number(Spaces - 1))));
            space.membership = i % 2 == 0 ? Membership::Leave : Membership::Join;
            joins.time([&] { rooms.apply(committed(space)); });
        }
        joins.tell("a space left or joined", Budget);

        Figures choices;
        for (int i = 0; i < 100; ++i)
            choices.time([&] { scope.setSpace(idOf(spaceName(generator.number(Spaces)))); });
        choices.tell("another space chosen", Budget);
    }
};

QTEST_GUILESS_MAIN(BenchSpaces)
#include "bench_spaces.moc"

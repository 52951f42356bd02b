// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "models/spacemodel.h"
#include "models/spacescope.h"
#include "session/roomlist.h"
#include "session/spacetree.h"
#include "stallmeter.h"
#include "support/fakeavatars.h"
#include "support/spacerooms.h"
#include "widgets/filteredit.h"
#include "widgets/roompanel.h"
#include "widgets/spacerail.h"

#include <QHBoxLayout>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace linnet::test;

/// What a change costs in an account of 500 rooms in a tree of spaces, to its paint, with the bar of spaces
/// and the list of rooms as the main window has them: of a room, whose counts roll up to the spaces above it,
/// of what stands in a space, of the space that is looked at, and of the filter.
class BenchSpaces : public QObject
{
    Q_OBJECT

    static constexpr int Rooms = 500;
    static constexpr int InEach = 9; ///< spaces in a space; each room stands in two
    static constexpr int Spaces = 91;
    static constexpr int Changes = 1000;
    static constexpr double Budget = 16;    ///< ms a change, with its paint
    static constexpr double StallLimit = 8; ///< ms of one event

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

    /// Times `work` with all that comes of it, and says that and the longest event of it.
    template <typename Work>
    static void tell(const char *what, int times, Work work)
    {
        auto &meter = static_cast<StallMeter &>(*QCoreApplication::instance());
        Figures figures;
        meter.restart();
        for (int i = 0; i < times; ++i) {
            figures.time([&] {
                meter.post([&] { work(i); });
                QCoreApplication::processEvents();
                QCoreApplication::processEvents(); // timers of no time at all, and their paint
            });
        }
        figures.tell(what, Budget);
        meter.tell("  of which the longest", StallLimit);
    }

private Q_SLOTS:
    void changes()
    {
        Generator generator;
        RoomList rooms;
        SpaceTree tree(rooms);
        RoomListModel model(rooms, UserId(QStringLiteral("@me:x")));
        SpaceModel spaces(tree, rooms);
        FakeAvatars avatars;
        QWidget window;
        auto *layout = new QHBoxLayout(&window);
        auto *rail = new SpaceRail(spaces, avatars.avatars(), &window);
        auto *panel = new RoomPanel(rooms, model, avatars.avatars(), &window);
        SpaceScope scope(tree, rooms, panel->filterModel());
        layout->addWidget(rail);
        layout->addWidget(panel);
        rooms.load(account());
        scope.setSpace(idOf(spaceName(0)));
        spaces.setExpanded(1, true);
        if (tree.unread(idOf(spaceName(0))).unread == 0 || panel->filterModel().rowCount() != Rooms)
            qFatal("the tree is not whole");
        window.resize(360, 700);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("no window");
        QTest::qWait(100);

        const auto message = [&](int i) {
            Room room = *rooms.find(idOf(roomName(generator.number(Rooms))));
            room.lastTs = i + 1;
            ++room.unread;
            rooms.apply(committed(room));
        };
        tell("a message, counted in the spaces above", Changes, message);
        tell("a room read, and not counted any more", Changes, [&](int) {
            Room room = *rooms.find(idOf(roomName(generator.number(Rooms))));
            room.unread = room.highlight = 0;
            rooms.apply(committed(room));
        });
        tell("a room more or less in a space", Changes, [&](int i) {
            Room space = *rooms.find(idOf(spaceName(generator.number(Spaces))));
            if (i % 2 == 0 || space.children.isEmpty())
                space.children.append({idOf(roomName(generator.number(Rooms))), {QStringLiteral("x")}});
            else
                space.children.removeAt(generator.number(int(space.children.size())));
            rooms.apply(committed(space));
        });
        tell("a space left or joined", Changes, [&](int i) {
            Room space = *rooms.find(idOf(spaceName(1 + generator.number(Spaces - 1))));
            space.membership = i % 2 == 0 ? Membership::Leave : Membership::Join;
            rooms.apply(committed(space));
        });
        rooms.load(account());
        tell("another space chosen", 200,
             [&](int) { scope.setSpace(idOf(spaceName(generator.number(Spaces)))); });
        scope.setSpace(idOf(spaceName(0)));
        tell("spaces shown and hidden in the bar", 200,
             [&](int i) { spaces.setExpanded(1 + generator.number(3), i % 2 == 0); });

        auto *filter = panel->findChild<FilterEdit *>();
        const QString typed = QStringLiteral("r12");
        tell("a letter more or less in the filter", 200, [&](int i) {
            const int step = i % (2 * int(typed.size()));
            if (step < typed.size())
                QTest::sendKeyEvent(QTest::Press, filter, Qt::Key_unknown, QString(typed.at(step)), {});
            else
                QTest::keyClick(filter, Qt::Key_Backspace);
        });
        filter->setText(QStringLiteral("r1"));
        tell("a message, while filtering", Changes, message);
    }
};

int main(int argc, char **argv)
{
    StallMeter application(argc, argv);
    BenchSpaces bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_spaces.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountwindow.h"
#include "figures.h"
#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "session/roomtags.h"
#include "support/fakeavatars.h"
#include "widgets/filteredit.h"
#include "widgets/roompanel.h"

using namespace linnet;
using namespace linnet::bench;

/// What a message in some room costs the list of rooms (the models, the filter and the view, with its layout
/// and painting), by the number of rooms.
class BenchRoomList : public QObject
{
    Q_OBJECT

    static constexpr int Changes = 300;

    /// As a sync would have it.
    static Room room(Generator &generator, int number)
    {
        Room room;
        room.id = RoomId(BigAccount::idOf(number));
        room.membership = Membership::Join;
        room.name = QStringLiteral("%1 %2").arg(generator.text(1, 3)).arg(number);
        room.lastTs = 1'700'000'000'000 + qint64(generator.number(1'000'000)) * 1000;
        room.lastType = QStringLiteral("m.room.message");
        room.lastSenderName = QStringLiteral("Alice");
        room.lastContent = R"({"msgtype":"m.text","body":"hello"})";
        room.isDirect = number % 5 == 3;
        if (number % 20 == 1)
            room.tags.insert(RoomTags::Favourite, generator.number(1000) / 1000.0);
        return room;
    }

    /// µs of one message each in rooms all over the list.
    static double change(RoomList &rooms, Generator &generator, int count)
    {
        Figures figures;
        qint64 now = 1'800'000'000'000;
        for (int i = 0; i < Changes; ++i) {
            CommittedRoom committed;
            committed.room = *rooms.find(RoomId(BigAccount::idOf(generator.number(count))));
            committed.room.lastTs = ++now;
            ++committed.room.unread;
            figures.time([&] {
                rooms.apply(committed);
                QCoreApplication::processEvents();
            });
        }
        return figures.middleWork() * 1e3;
    }

private Q_SLOTS:
    void changes()
    {
        for (const int factor : {1, 10, 50, 100}) {
            const int count = 200 * factor;
            Generator generator;
            QList<Room> all;
            for (int i = 0; i < count; ++i)
                all.append(room(generator, i));
            RoomList rooms;
            rooms.load(all);
            RoomListModel model(rooms, UserId(SyncReplies::self()));
            test::FakeAvatars avatars;
            RoomPanel panel(rooms, model, avatars.avatars());
            panel.resize(300, 700);
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            tellFigure("a change in the room list", factor, change(rooms, generator, count));
            model.setOrder(RoomOrder(true));
            panel.sections().setClosed({QStringLiteral("people")});
            tellFigure("the same, in sections", factor, change(rooms, generator, count));
            model.setOrder(RoomOrder());

            auto *filter = panel.findChild<FilterEdit *>();
            Figures letters;
            for (int i = 0; i < 10; ++i) {
                for (const char *text : {"l", "li", "lin", "linn", ""}) {
                    letters.time([&] {
                        filter->setText(QLatin1String(text));
                        QCoreApplication::processEvents();
                    });
                }
            }
            tellFigure("a letter more in the filter", factor, letters.middleWork() * 1e3);
            filter->setText(QStringLiteral("e"));
            tellFigure("the same, while filtering", factor, change(rooms, generator, count));
        }
    }
};

QTEST_MAIN(BenchRoomList)
#include "bench_roomlist.moc"

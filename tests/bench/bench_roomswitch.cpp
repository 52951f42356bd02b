// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountwindow.h"
#include "figures.h"
#include "widgets/roomlistview.h"
#include "widgets/timelineview.h"

using namespace linnet;
using namespace linnet::bench;

/// From the click on a room in the list until its messages are painted, in a real window over a real session
/// and database.
class BenchRoomSwitch : public QObject
{
    Q_OBJECT

    static constexpr int Repeats = 300;
    static constexpr double Budget = 50;

    bool m_isPainted = false;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_timeline->model() && m_timeline->model()->rowCount() > 0)
            m_isPainted = true;
        return QObject::eventFilter(watched, event);
    }

private Q_SLOTS:
    void click()
    {
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            AccountWindow window(*it);
            QTest::qWait(500);
            auto *list = window.window().findChild<RoomListView *>();
            m_timeline = window.window().findChild<TimelineView *>();
            m_timeline->viewport()->installEventFilter(this);
            Generator generator;
            Figures figures;
            for (int i = 0; i < Repeats; ++i) {
                const QModelIndex index =
                    list->model()->index(generator.number(list->model()->rowCount()), 0);
                const RoomId room = list->roomAt(index);
                const Room *known = window.session().rooms().find(room);
                if (!known || known->membership != Membership::Join || room == window.window().room())
                    continue;
                list->scrollTo(index);
                QTest::qWait(1);
                const QPoint at = list->visualRect(index).center();
                m_isPainted = false;
                figures.time([&] {
                    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
                    if (window.window().room() != room)
                        qFatal("the click missed");
                    while (!m_isPainted)
                        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
                });
            }
            figures.tell("click to painted", Budget);
            tellFigure("room switch, click to painted, p99", it.key(), figures.nearlyMost());
            tellFigure("room switch, processor time", it.key(), figures.middleWork());
        }
    }

private:
    TimelineView *m_timeline = nullptr;
};

QTEST_MAIN(BenchRoomSwitch)
#include "bench_roomswitch.moc"

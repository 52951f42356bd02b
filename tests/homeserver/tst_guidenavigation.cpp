// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinemodel.h"
#include "support/guidetest.h"
#include "widgets/calendarpopup.h"
#include "widgets/findbar.h"
#include "widgets/mainwindow.h"
#include "widgets/pinrow.h"
#include "widgets/pinspopup.h"
#include "widgets/roomview.h"
#include "widgets/timelineview.h"

#include <QAction>
#include <QCalendarWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QTemporaryDir>

using namespace linnet;
using namespace linnet::test;

/// Finding one's way in a room whose history is not here yet, in the window and with a real server: who comes
/// and goes, dates, pins, words.
class TestGuideNavigation : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void whoComesAndGoesIsOneLine();
    void theBeginningIsADateAway();
    void pinsAreFetchedAndJumpedTo();
    void wordsAreFoundInOlderHistory();

private:
    static constexpr int Many = 130;

    /// A room of bob's in which much was said before alice came, open in her window.
    bool openRoom();
    TimelineView *timeline() { return m_window->findChild<RoomView *>()->findChild<TimelineView *>(); }
    TimelineModel *model() { return qobject_cast<TimelineModel *>(timeline()->model()); }
    QString current() { return timeline()->currentIndex().data(TimelineModel::TextRole).toString(); }
    const TimelineItem *row(const QString &text);
    void trigger(const QString &text);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QString m_room;
    QString m_first; ///< the event id of the first words
};

void TestGuideNavigation::cleanup()
{
    m_window.reset();
    GuideTest::cleanup();
}

bool TestGuideNavigation::openRoom()
{
    m_room = bob().createRoom({{QStringLiteral("preset"), QStringLiteral("public_chat")},
                               {QStringLiteral("name"), QStringLiteral("Navigation")}});
    m_first = bob().say(m_room, QStringLiteral("The first linnet of the year"));
    for (int i = 1; i < Many; ++i)
        bob().say(m_room, QStringLiteral("Line %1").arg(i));
    bob().invite(m_room, aliceId());
    if (!await(alice().session().actions().join(m_room)))
        return false;
    m_window =
        std::make_unique<MainWindow>(alice().session(), m_folder.filePath(QStringLiteral("settings.ini")));
    m_window->show();
    if (!eventually([&] {
            const Room *room = alice().session().rooms().find(RoomId(m_room));
            return room && room->membership == Membership::Join;
        }))
        return false;
    m_window->showRoom(RoomId(m_room));
    return eventually([&] { return row(QStringLiteral("Line %1").arg(Many - 1)); });
}

const TimelineItem *TestGuideNavigation::row(const QString &text)
{
    for (int at = model() ? model()->rowCount() - 1 : -1; at >= 0; --at) {
        if (model()->item(at).text == text)
            return &model()->item(at);
    }
    return nullptr;
}

void TestGuideNavigation::trigger(const QString &text)
{
    const auto actions = m_window->menuBar()->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (QString(action->text()).remove(u'&') == text && action->isEnabled())
            return action->trigger();
    }
    QFAIL(qPrintable(text));
}

void TestGuideNavigation::whoComesAndGoesIsOneLine()
{
    QVERIFY(openRoom());
    bob().say(m_room, QStringLiteral("Come in"));
    QVERIFY(eventually([&] { return row(QStringLiteral("Come in")); }));
    Person carol = Person::make(server(), QStringLiteral("carol"));
    Person dave = Person::make(server(), QStringLiteral("dave"));
    QVERIFY(!carol.join(m_room).isEmpty());
    QVERIFY(!dave.join(m_room).isEmpty());
    QVERIFY(carol.leave(m_room));
    const auto last = [&]() -> const TimelineItem & { return model()->item(model()->rowCount() - 1); };
    QVERIFY(eventually([&] { return last().runSize == 3; }));
    QVERIFY2(last().text.contains(QLatin1String("joined and left")), qPrintable(last().text));
    timeline()->activateRow(model()->rowCount() - 1);
    QVERIFY(last().isInRun);
}

void TestGuideNavigation::theBeginningIsADateAway()
{
    QVERIFY(openRoom());
    QVERIFY(!row(QStringLiteral("The first linnet of the year")));
    trigger(QStringLiteral("Jump to a date…"));
    auto *popup = m_window->findChild<CalendarPopup *>();
    QVERIFY(popup);
    Q_EMIT popup->findChild<QCalendarWidget *>()->activated(QDate::currentDate());
    if (isLegacy()) // what is stored has to do
        QVERIFY(eventually([&] { return timeline()->currentIndex().isValid(); }));
    else
        QVERIFY(eventually([&] {
            return row(QStringLiteral("The first linnet of the year")) &&
                   timeline()->currentIndex().row() < 5;
        }));
}

void TestGuideNavigation::pinsAreFetchedAndJumpedTo()
{
    QVERIFY(openRoom());
    QVERIFY(bob().setState(m_room, QStringLiteral("m.room.pinned_events"),
                           {{QStringLiteral("pinned"), QJsonArray{m_first}}}));
    QVERIFY(eventually([&] { return !alice().session().rooms().find(RoomId(m_room))->pinned.isEmpty(); }));
    trigger(QStringLiteral("Pinned messages…"));
    auto *popup = m_window->findChild<PinsPopup *>();
    QVERIFY(popup);
    const auto pin = [popup] { return popup->findChild<PinRow *>(); };
    QVERIFY(eventually([&] { return pin()->accessibleName().contains(QLatin1String("first linnet")); }));
    QTest::keyClick(pin(), Qt::Key_Return);
    QVERIFY(eventually([&] { return current() == QLatin1String("The first linnet of the year"); }));
}

void TestGuideNavigation::wordsAreFoundInOlderHistory()
{
    QVERIFY(openRoom());
    trigger(QStringLiteral("Find in this room…"));
    auto *edit = m_window->findChild<FindBar *>()->findChild<QLineEdit *>();
    edit->setText(QStringLiteral("Line 129"));
    QVERIFY(eventually([&] { return current() == QLatin1String("Line 129"); }));
    if (isLegacy()) // its server has no search, and what is not stored is not found
        return;
    edit->setText(QStringLiteral("linnet of the year"));
    const bool isFound =
        eventually([&] { return current() == QLatin1String("The first linnet of the year"); });
    QVERIFY2(isFound, qPrintable(edit->accessibleDescription() + u" / " + current()));
}

QTEST_MAIN(TestGuideNavigation)
#include "tst_guidenavigation.moc"

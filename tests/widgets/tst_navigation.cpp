// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindowtesting.h"
#include "widgets/calendarpopup.h"
#include "widgets/findbar.h"
#include "widgets/noticebar.h"
#include "widgets/pinrow.h"
#include "widgets/pinspopup.h"
#include "widgets/preferences.h"

#include <QAccessible>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace linnet;
using namespace linnet::testing;

/// Finding one's way in a room: who comes and goes in one line, dates, pins, words.
class TestNavigation : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_room = openRoom(QStringLiteral("Birds"));
        QTRY_VERIFY(model() && model()->rowCount() > 0);
    }
    void cleanup() { tearDown(); }

    void whoComesAndGoesIsOneLine();
    void whereOneWasInARunIsKept();
    void profileChangesAsOneLikes();
    void findsOneAfterTheOther();
    void escKeepsThePlace();
    void escClosesFromAnywhere();
    void aDateIsChosenAndShown();
    void aDateTakesNobodyAway();
    void pinsAreListedAndJumpedTo();

private:
    const TimelineModel *model() const { return qobject_cast<TimelineModel *>(timeline()->model()); }
    const TimelineItem &last() const { return model()->item(model()->rowCount() - 1); }
    int rowOf(const QString &text) const { return int(texts().indexOf(text)); }
    void joins(const QStringList &people)
    {
        for (const QString &name : people) {
            m_server->addUser(name, QStringLiteral("p"));
            m_server->rooms().join(test::FakeHomeserver::idOf(name), m_room.toString());
        }
        m_server->wake();
    }
    void say(const QString &text) { m_server->say(QStringLiteral("bob"), m_room.toString(), text); }
    /// More than fits on the screen.
    void sayMuch(const QString &word, int count)
    {
        for (int i = 0; i < count; ++i)
            say(QStringLiteral("%1 %2").arg(word).arg(i));
        QTRY_COMPARE(last().text, QStringLiteral("%1 %2").arg(word).arg(count - 1));
    }
    QString current() const { return timeline()->currentIndex().data(TimelineModel::TextRole).toString(); }
    bool isOnScreen(const QString &text) const
    {
        const QRect rect = timeline()->visualRect(timeline()->model()->index(rowOf(text), 0));
        return rowOf(text) >= 0 && timeline()->viewport()->rect().contains(rect.center());
    }

    RoomId m_room;
};

void TestNavigation::whoComesAndGoesIsOneLine()
{
    sayMuch(QStringLiteral("hay"), 30); // more than there is room for
    say(QStringLiteral("hello"));
    QTRY_COMPARE(last().text, QStringLiteral("hello"));
    const int before = model()->rowCount();
    joins({QStringLiteral("carol")});
    QTRY_COMPARE(model()->rowCount(), before + 1);
    const QString key = last().key;
    joins({QStringLiteral("dave"), QStringLiteral("eve"), QStringLiteral("fay")});
    QTRY_COMPARE(last().runSize, 4);
    QCOMPARE(model()->rowCount(), before + 1);
    QCOMPARE(last().key, key);
    QVERIFY(last().text.contains(QStringLiteral(" and 2 other")));
    m_server->rooms().leave(test::FakeHomeserver::idOf(QStringLiteral("eve")), m_room.toString());
    m_server->wake();
    QTRY_COMPARE(last().runSize, 5);
    QVERIFY(last().text.contains(QStringLiteral("joined and left")));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(timeline());
    QVERIFY(list->child(before)->state().collapsed);

    // It opens by a click, at the bottom too, and what is above stays.
    const QRect hello = timeline()->visualRect(model()->index(before - 1));
    timeline()->activateRow(before);
    QCOMPARE(model()->rowCount(), before + 6);
    QVERIFY(model()->item(before).isRunOpen);
    QVERIFY(list->child(before)->state().expanded);
    QCOMPARE(timeline()->visualRect(model()->index(before - 1)), hello);
    timeline()->activateRow(before);
    QCOMPARE(model()->rowCount(), before + 1);
    QCOMPARE(timeline()->visualRect(model()->index(before - 1)), hello);
}

void TestNavigation::whereOneWasInARunIsKept()
{
    say(QStringLiteral("hello")); // what was before is a run of its own
    QTRY_COMPARE(last().text, QStringLiteral("hello"));
    joins({QStringLiteral("carol"), QStringLiteral("dave"), QStringLiteral("eve")});
    QTRY_COMPARE(last().runSize, 3);
    const int line = model()->rowCount() - 1;
    const QString words = last().text;
    sayMuch(QStringLiteral("hay"), 60);
    timeline()->activateRow(line);
    timeline()->restoreAnchor({model()->item(line + 2).key, 0});
    QTRY_VERIFY(!timeline()->isFollowing());
    m_window.reset();
    openWindow();
    m_window->showRoom(m_room);
    QTRY_VERIFY(rowOf(words) >= 0);
    QTRY_COMPARE(timeline()->anchor().key, model()->item(rowOf(words)).key);
}

void TestNavigation::profileChangesAsOneLikes()
{
    m_server->rooms().setState(Bob, m_room.toString(), QStringLiteral("m.room.member"), Bob,
                               {{QStringLiteral("membership"), QStringLiteral("join")},
                                {QStringLiteral("displayname"), QStringLiteral("Robert")}});
    m_server->wake();
    QTRY_VERIFY(!texts().filter(QStringLiteral("Robert")).isEmpty() || last().runSize > 0);
    say(QStringLiteral("hello"));
    QTRY_COMPARE(last().text, QStringLiteral("hello"));
    const QStringList all = texts();
    trigger(QStringLiteral("Settings…"));
    QCheckBox *box = nullptr;
    for (QCheckBox *candidate : m_window->findChildren<QCheckBox *>()) {
        if (candidate->text().contains(QLatin1String("picture")))
            box = candidate;
    }
    QVERIFY(box && box->isChecked());
    box->click();
    QVERIFY(texts() != all);
    QVERIFY(texts().filter(QStringLiteral("Robert")).isEmpty());
    box->click();
    QCOMPARE(texts(), all);
}

void TestNavigation::findsOneAfterTheOther()
{
    say(QStringLiteral("the first needle"));
    sayMuch(QStringLiteral("hay"), 80);
    say(QStringLiteral("the second needle"));
    sayMuch(QStringLiteral("straw"), 40);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *bar = find<FindBar>();
    QVERIFY(bar->isVisible());
    auto *edit = bar->findChild<QLineEdit *>();
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("needle"));
    const auto state = [bar] { return bar->findChild<QLabel *>()->text(); };
    QTRY_COMPARE(state(), QStringLiteral("1 of 2"));
    QTRY_VERIFY(isOnScreen(QStringLiteral("the second needle")));
    QCOMPARE(current(), QStringLiteral("the second needle"));
    QVERIFY(edit->hasFocus());
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(state(), QStringLiteral("2 of 2"));
    QTRY_VERIFY(isOnScreen(QStringLiteral("the first needle")));
    QTest::keyClick(edit, Qt::Key_Return); // there are no more
    QCOMPARE(state(), QStringLiteral("2 of 2"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(state(), QStringLiteral("1 of 2"));
    QTest::keyClick(edit, Qt::Key_F3);
    QTRY_COMPARE(state(), QStringLiteral("2 of 2"));
    edit->setText(QStringLiteral("nowhere"));
    QTRY_COMPARE(state(), QStringLiteral("Nothing found"));
}

void TestNavigation::escKeepsThePlace()
{
    say(QStringLiteral("the needle"));
    sayMuch(QStringLiteral("hay"), 80);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *bar = find<FindBar>();
    auto *edit = bar->findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("needle"));
    QTRY_VERIFY(isOnScreen(QStringLiteral("the needle")));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(isOnScreen(QStringLiteral("the needle")));
    QTRY_VERIFY(timeline()->hasFocus());
}

void TestNavigation::escClosesFromAnywhere()
{
    say(QStringLiteral("the needle"));
    QTRY_COMPARE(last().text, QStringLiteral("the needle"));
    auto *bar = find<FindBar>();
    auto *button = bar->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly).constLast();
    for (QWidget *where : QWidgetList{button, timeline(), find<ComposerEdit>()}) {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        where->setFocus();
        QTest::keyClick(where, Qt::Key_Escape);
        QVERIFY2(!bar->isVisible(), where->metaObject()->className());
    }
}

void TestNavigation::aDateIsChosenAndShown()
{
    sayMuch(QStringLiteral("hay"), 80);
    trigger(QStringLiteral("Jump to a date…"));
    auto *popup = find<CalendarPopup>();
    QVERIFY(popup && popup->isVisible());
    auto *calendar = popup->findChild<QCalendarWidget *>();
    QCOMPARE(calendar->maximumDate(), QDate::currentDate());
    QTRY_COMPARE(calendar->minimumDate(), QDate::currentDate()); // the room was made today
    Q_EMIT calendar->activated(QDate::currentDate());
    QVERIFY(!popup->isVisible());
    QTRY_VERIFY(timeline()->currentIndex().isValid());
    QTRY_VERIFY(timeline()->currentIndex().row() < 3);
    QVERIFY(!timeline()->isFollowing());
}

void TestNavigation::aDateTakesNobodyAway()
{
    const RoomId other = makeRoom(QStringLiteral("Tea"), {Alice});
    QTRY_VERIFY(m_session->rooms().find(other));
    trigger(QStringLiteral("Jump to a date…"));
    auto *popup = find<CalendarPopup>();
    QVERIFY(popup);
    Q_EMIT popup->findChild<QCalendarWidget *>()->activated(QDate::currentDate());
    m_window->showRoom(other);
    const auto show = [this] { return button(find<NoticeBar>(), QStringLiteral("Show")); };
    QTRY_VERIFY(show() && show()->isVisible());
    QCOMPARE(m_window->room(), other);
    show()->click();
    QCOMPARE(m_window->room(), m_room);
}

void TestNavigation::pinsAreListedAndJumpedTo()
{
    const auto pins = [this] { return find<QToolButton>("pins"); };
    say(QStringLiteral("the rules"));
    QTRY_COMPARE(last().text, QStringLiteral("the rules"));
    const QString event = last().event.toString();
    QVERIFY(!pins()->isVisible());
    sayMuch(QStringLiteral("hay"), 80);
    m_server->rooms().setState(Bob, m_room.toString(), QStringLiteral("m.room.pinned_events"), {},
                               {{QStringLiteral("pinned"), QJsonArray{event}}});
    m_server->wake();
    QTRY_VERIFY(pins()->isVisible());
    QCOMPARE(pins()->text(), QStringLiteral("1"));
    QTest::mouseClick(pins(), Qt::LeftButton);
    auto *popup = find<PinsPopup>();
    QVERIFY(popup && popup->isVisible());
    const auto row = [popup] { return popup->findChild<PinRow *>(); };
    QTRY_VERIFY(row()->accessibleName().contains(QLatin1String("the rules")));
    QTest::keyClick(row(), Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QTRY_VERIFY(isOnScreen(QStringLiteral("the rules")));
    QCOMPARE(current(), QStringLiteral("the rules"));
}

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"
#include "widgets/timelineaccessible.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// What a screen reader finds in a timeline.
class TestTimelineAccessible : public QObject
{
    Q_OBJECT

    static QAccessibleInterface *listOf(TimelineStage &stage)
    {
        return QAccessible::queryAccessibleInterface(&stage.view);
    }

private Q_SLOTS:
    void isAListWithOneStopAMessage()
    {
        TimelineStage stage(fake::rows(0, 200));
        QAccessibleInterface *list = listOf(stage);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Messages"));
        QCOMPARE(list->childCount(), 200);
        for (const int row : {0, 100, 199}) {
            QAccessibleInterface *message = list->child(row);
            QVERIFY(message && message->isValid());
            QCOMPARE(message->role(), QAccessible::ListItem);
            QCOMPARE(message->childCount(), 0);
            QCOMPARE(message->parent(), list);
            QCOMPARE(list->indexOfChild(message), row);
            QVERIFY(message->text(QAccessible::Name).startsWith(fake::row(row).senderName));
            QVERIFY(message->text(QAccessible::Name).contains(fake::row(row).text.trimmed()));
        }
        QVERIFY(!list->child(-1));
        QVERIFY(!list->child(200));
    }
    void saysWhatOneSees()
    {
        QList<TimelineItem> items = fake::rows(0, 3);
        items[0].startsUnread = true;
        items[0].isMention = true;
        items[1].state = TimelineItem::State::Failed;
        items[1].reason = QStringLiteral("no network");
        items[2].kind = TimelineItem::Kind::Emote;
        items[2].text = QStringLiteral("waves");
        TimelineStage stage(items);
        const auto name = [&](int row) { return listOf(stage)->child(row)->text(QAccessible::Name); };
        QVERIFY(name(0).startsWith(QStringLiteral("New messages, Alice")));
        QVERIFY(name(0).endsWith(QStringLiteral("Mentions you")));
        QVERIFY(name(1).endsWith(QStringLiteral("Not sent: no network")));
        // The name only once, and nothing that only turns text.
        QVERIFY(name(2).endsWith(QStringLiteral("* Alice waves")));
        QCOMPARE(name(2).count(QStringLiteral("Alice")), 1);
    }
    void isWhereThePictureIs()
    {
        TimelineStage stage(fake::rows(0, 200));
        stage.scrollTo(100);
        QAccessibleInterface *list = listOf(stage);
        const QPoint origin = stage.view.viewport()->mapToGlobal(QPoint(0, 0));
        QCOMPARE(list->child(101)->rect(), stage.rect(101).translated(origin));
        const QPoint middle = list->child(101)->rect().center();
        QCOMPARE(list->childAt(middle.x(), middle.y()), list->child(101));
        QVERIFY(!list->child(101)->state().offscreen);
        QVERIFY(list->child(10)->state().offscreen);
    }
    void staysOnItsMessage()
    {
        TimelineStage stage(fake::rows(0, 200));
        QAccessibleInterface *list = listOf(stage);
        QAccessibleInterface *message = list->child(100);
        const QString name = message->text(QAccessible::Name);
        stage.apply(fake::insert(0, fake::rows(-30, 30)));
        QCOMPARE(list->indexOfChild(message), 130);
        QCOMPARE(list->child(130), message);
        QCOMPARE(message->text(QAccessible::Name), name);
        stage.apply(fake::update(130, fake::row(100, QStringLiteral("edited"))));
        QVERIFY(message->text(QAccessible::Name).endsWith(QStringLiteral("edited")));
        stage.apply(fake::remove(130, 1));
        QVERIFY(!message->isValid());
        QVERIFY(message->state().invalid);
        QCOMPARE(message->text(QAccessible::Name), QString());
    }
    void otherRoomsHaveOtherRows()
    {
        TimelineStage stage(fake::rows(0, 200));
        QAccessibleInterface *list = listOf(stage);
        QAccessibleInterface *kept = list->child(150);
        QAccessibleInterface *gone = list->child(50);
        stage.apply(fake::reset(fake::rows(100, 200)));
        QCOMPARE(list->indexOfChild(kept), 50);
        QVERIFY(!gone->isValid());
        QCOMPARE(list->indexOfChild(gone), -1);
        stage.view.setTimeline(nullptr);
        QVERIFY(!kept->isValid());
        QCOMPARE(list->childCount(), 0);
        QVERIFY(!list->child(0));
    }
    void focusAndPress()
    {
        QList<TimelineItem> items = fake::rows(0, 200);
        items[40].state = TimelineItem::State::Failed;
        TimelineStage stage(items);
        QSignalSpy retries(&stage.view, &TimelineView::retryRequested);
        QAccessibleInterface *message = listOf(stage)->child(40);
        QAccessibleActionInterface *actions = message->actionInterface();
        QVERIFY(actions);
        actions->doAction(QAccessibleActionInterface::setFocusAction());
        QVERIFY(message->state().focused);
        QVERIFY(!message->state().offscreen);
        QCOMPARE(listOf(stage)->focusChild(), message);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(retries.size(), 1);
        QCOMPARE(retries.first().first().toString(), items[40].key);
    }
    void keysMoveTheFocus()
    {
        TimelineStage stage(fake::rows(0, 200));
        QTest::keyClick(&stage.view, Qt::Key_Up);
        QTest::keyClick(&stage.view, Qt::Key_Up);
        QCOMPARE(listOf(stage)->indexOfChild(listOf(stage)->focusChild()), 198);
    }
    void saysWhatComes()
    {
        TimelineStage stage(fake::rows(0, 200));
        TimelineItem own = fake::row(200, QStringLiteral("mine"));
        own.isOwn = true;
        stage.apply(fake::insert(200, {own, fake::row(201, QStringLiteral("hello"))}));
        QCOMPARE(TimelineAccessible::newsOf(stage.view, 200, 200), QString());
        QVERIFY(TimelineAccessible::newsOf(stage.view, 200, 201).endsWith(QStringLiteral("hello")));
        stage.apply(fake::insert(202, fake::rows(202, 50)));
        const QString many = TimelineAccessible::newsOf(stage.view, 202, 251);
        QVERIFY(many.startsWith(QStringLiteral("50 new message")));
        QVERIFY(many.contains(QStringLiteral("Message 251. ")));
    }
};

QTEST_MAIN(TestTimelineAccessible)
#include "tst_timelineaccessible.moc"

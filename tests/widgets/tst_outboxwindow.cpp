// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outboxwindow.h"

#include "mainwindowtesting.h"
#include "models/outboxmodel.h"
#include "support/drafts.h"
#include "widgets/noticebar.h"
#include "widgets/unsentbar.h"

#include <QHelpEvent>
#include <QListView>
#include <QToolTip>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

class TestOutboxWindow : public WindowTest
{
    Q_OBJECT

    OutboxWindow *outbox() const { return dialog<OutboxWindow>(); }
    QListView *list() const { return outbox()->findChild<QListView *>(); }
    int rows() const { return list()->model()->rowCount(); }
    bool isEnabled(const char *label) const
    {
        return button(outbox(), QString::fromUtf8(label))->isEnabled();
    }
    void click(const char *label)
    {
        QTest::mouseClick(button(outbox(), QString::fromUtf8(label)), Qt::LeftButton);
    }
    /// Writes in a room from which one was thrown out without the client's knowing.
    void writeInVain(const RoomId &room, const QStringList &texts)
    {
        m_server->rooms().expel(Bob, room.toString(), Alice, QStringLiteral("leave"), {});
        for (const QString &text : texts)
            QVERIFY(m_session->sender().send(room, typed(text)));
        QTRY_VERIFY(std::all_of(texts.begin(), texts.end(), [&](const QString &) {
            const auto items = m_session->sendQueue().items(room);
            return items.size() == texts.size() && items.last().state == OutboxItem::State::Failed;
        }));
    }
    NoticeBar *notice() const { return outbox()->findChild<NoticeBar *>(); }
    void putBack() { QTest::mouseClick(button(notice(), QStringLiteral("Put back")), Qt::LeftButton); }
    void showOutbox()
    {
        trigger(QStringLiteral("Unsent messages…"));
        QVERIFY(outbox());
        // Not qWaitForWindowActive(), for which its parent's window counts too.
        QTRY_COMPARE(QApplication::activeWindow(), outbox());
    }
    void openOutbox(const QStringList &texts)
    {
        writeInVain(openRoom(QStringLiteral("Birds")), texts);
        showOutbox();
    }

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void saysThatThereIsNothing()
    {
        openWindow();
        showOutbox();
        QVERIFY(!outbox()->isModal());
        QVERIFY(!list()->isVisible());
        QCOMPARE(outbox()->findChild<EmptyState *>()->accessibleName(), QStringLiteral("Everything is sent"));
        QVERIFY(!isEnabled("Discard all"));
        QTest::keyClick(outbox(), Qt::Key_Escape);
        QVERIFY(!outbox());
    }
    void aBarTellsOfThemAndOpensTheWindow()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        auto *bar = find<UnsentBar>();
        QVERIFY(!bar->isVisible());
        writeInVain(room, {QStringLiteral("one"), QStringLiteral("two")});
        QVERIFY(bar->isVisible());
        QVERIFY(bar->message().startsWith(QStringLiteral("2 ")));
        QVERIFY(!bar->isAncestorOf(QApplication::focusWidget()));
        QTest::mouseClick(button(bar, QStringLiteral("Show")), Qt::LeftButton);
        QVERIFY(outbox());
        QCOMPARE(rows(), 2);
        // Closed, it stays away until there are more.
        Q_EMIT bar->closed();
        bar->hide();
        const OutboxItem one = m_session->sendQueue().unsent().constFirst();
        m_session->sendQueue().discard(one.txn);
        QVERIFY(!bar->isVisible());
        m_session->sendQueue().putBack(one);
        QVERIFY(bar->isVisible());
    }
    void sendsAgainWithEnter()
    {
        openOutbox({QStringLiteral("one")});
        m_server->rooms().join(Alice, m_window->room().toString());
        QTest::keyClick(list(), Qt::Key_Return);
        QTRY_COMPARE(rows(), 0);
        QTRY_COMPARE(texts().count(QStringLiteral("one")), 1);
    }
    void sendsAllAgain()
    {
        openOutbox({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")});
        m_server->rooms().join(Alice, m_window->room().toString());
        click("Send &all again");
        QTRY_COMPARE(rows(), 0);
        QTRY_COMPARE(texts().count(QStringLiteral("three")), 1);
        QVERIFY(texts().indexOf(QStringLiteral("one")) < texts().indexOf(QStringLiteral("two")));
    }
    void whatIsDiscardedCanBePutBack()
    {
        openOutbox({QStringLiteral("one"), QStringLiteral("two")});
        click("&Discard");
        QCOMPARE(rows(), 1);
        putBack();
        QCOMPARE(rows(), 2);
        QCOMPARE(m_session->sendQueue().unsent().constFirst().state, OutboxItem::State::Failed);
    }
    void pressingDeleteTwiceCanBeUndone()
    {
        openOutbox({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")});
        QTest::keyClick(list(), Qt::Key_Down);
        for (int left = 2; left >= 0; --left) {
            QTest::keyClick(list(), Qt::Key_Delete);
            QCOMPARE(rows(), left);
        }
        QCOMPARE(notice()->message(), QStringLiteral("3 message(s) discarded."));
        putBack();
        QVERIFY(!notice()->isVisible());
        QCOMPARE(rows(), 3);
        // The keyboard can go on, though the list was empty.
        QTRY_VERIFY(list()->selectionModel()->hasSelection());
        QTest::keyClick(list(), Qt::Key_Delete);
        QCOMPARE(rows(), 2);
    }
    void discardsAllAtOnceAndPutsThemBack()
    {
        openOutbox({QStringLiteral("one"), QStringLiteral("two")});
        click("Discard all");
        QCOMPARE(rows(), 0);
        putBack();
        QCOMPARE(rows(), 2);
    }
    void editsInTheComposerOfItsRoom()
    {
        const RoomId birds = openRoom(QStringLiteral("Birds"));
        QTest::keyClicks(edit(), QStringLiteral("half a thought"));
        // A room that takes nothing for now, but in which one is.
        m_server->setMessagesLeft(0, 3'600'000);
        QVERIFY(m_session->sender().send(birds, typed(QStringLiteral("waves"), true)));
        QTRY_VERIFY(m_session->sendQueue().holdup(birds));
        m_window->showRoom({});
        showOutbox();
        QTRY_VERIFY(isEnabled("&Edit"));
        click("&Edit");
        QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("half a thought\n/me waves"));
        QCOMPARE(m_window->room(), birds);
        QVERIFY(!outbox());
        QTRY_VERIFY(edit()->hasFocus());
        QCOMPARE(m_session->sendQueue().count(), 0);
        // It survives the end of the program.
        closeAll();
        openWindow();
        QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("half a thought\n/me waves"));
    }
    void editsWithTheKey()
    {
        const RoomId birds = openRoom(QStringLiteral("Birds"));
        m_server->setMessagesLeft(0, 3'600'000);
        QVERIFY(m_session->sender().send(birds, typed(QStringLiteral("waits"))));
        QTRY_VERIFY(m_session->sendQueue().holdup(birds));
        showOutbox();
        QTRY_VERIFY(isEnabled("&Edit"));
        QTest::keyClick(list(), Qt::Key_F2);
        QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("waits"));
        QCOMPARE(m_session->sendQueue().count(), 0);
    }
    /// Written anew it could be there twice, and a server of 2014 knows no edits.
    void whatMayHaveArrivedIsNotWrittenAnew()
    {
        const RoomId birds = openRoom(QStringLiteral("Birds"));
        m_server->setDown(502);
        QVERIFY(m_session->sender().send(birds, typed(QStringLiteral("waits"))));
        QTRY_VERIFY(m_session->sendQueue().holdup(birds));
        showOutbox();
        const QPushButton *edit = button(outbox(), QStringLiteral("&Edit"));
        QTRY_VERIFY(edit->toolTip().contains(QStringLiteral("may have arrived")));
        QVERIFY(!edit->isEnabled());
        QTest::keyClick(list(), Qt::Key_F2);
        QVERIFY(outbox());
        QCOMPARE(m_session->sendQueue().count(), 1);
    }
    void editsOnlyWhereOneMayWrite()
    {
        const RoomId birds = openRoom(QStringLiteral("Birds"));
        m_server->setMessagesLeft(0, 3'600'000);
        QVERIFY(m_session->sender().send(birds, typed(QStringLiteral("waits"))));
        QTRY_VERIFY(m_session->sendQueue().holdup(birds));
        showOutbox();
        QTRY_VERIFY(isEnabled("&Edit"));
        m_server->rooms().setState(
            Bob, birds.toString(), QStringLiteral("m.room.power_levels"), {},
            {{QStringLiteral("users"), QJsonObject{{Bob, 100}}}, {QStringLiteral("events_default"), 50}});
        m_server->wake();
        QTRY_VERIFY(!isEnabled("&Edit"));
        QTest::keyClick(list(), Qt::Key_F2);
        QCOMPARE(m_session->sendQueue().count(), 1);
    }
    void showsTheServersOwnWords()
    {
        openOutbox({QStringLiteral("one")});
        const QModelIndex one = list()->model()->index(0, 0);
        const QString detail = one.data(OutboxModel::DetailRole).toString();
        QVERIFY(!detail.isEmpty());
        QTRY_VERIFY(list()->visualRect(one).isValid());
        const QPoint middle = list()->visualRect(one).center();
        QHelpEvent help(QEvent::ToolTip, middle, list()->viewport()->mapToGlobal(middle));
        QApplication::sendEvent(list()->viewport(), &help);
        QVERIFY(QToolTip::text().contains(detail.toHtmlEscaped()));
        QVERIFY(QToolTip::text().contains(one.data(OutboxModel::ReasonRole).toString().toHtmlEscaped()));
        QToolTip::hideText();
    }
    void opensTheRoom()
    {
        openOutbox({QStringLiteral("one"), QStringLiteral("two")});
        const RoomId birds = m_window->room();
        m_window->showRoom({});
        list()->selectAll();
        QTRY_VERIFY(!isEnabled("&Edit"));
        const QPoint middle = list()->visualRect(list()->model()->index(1, 0)).center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(m_window->room(), birds);
    }
    void remembersItsSize()
    {
        openWindow();
        showOutbox();
        outbox()->resize(700, 500);
        closeAll();
        openWindow();
        showOutbox();
        QCOMPARE(outbox()->size(), QSize(700, 500));
    }
};

QTEST_MAIN(TestOutboxWindow)
#include "tst_outboxwindow.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// Real keys on a timeline.
class TestTimelineKeys : public QObject
{
    Q_OBJECT

    static void press(TimelineStage &stage, int key) { QTest::keyClick(&stage.view, Qt::Key(key)); }
    static void pressShift(TimelineStage &stage, Qt::Key key, Qt::KeyboardModifiers also = {})
    {
        QTest::keyClick(&stage.view, key, Qt::ShiftModifier | also);
    }
    /// Whether the composer would get it.
    static bool isTyped(TimelineStage &stage, Qt::Key key)
    {
        QKeyEvent letter(QEvent::KeyPress, key, Qt::NoModifier, QString(QChar(int(key))).toLower());
        letter.accept();
        QCoreApplication::sendEvent(&stage.view, &letter);
        return !letter.isAccepted();
    }

private Q_SLOTS:
    void tabInMarksTheNewestMessage()
    {
        TimelineStage stage(fake::rows(0, 300));
        stage.view.clearFocus();
        const QImage before = stage.picture();
        stage.view.setFocus(Qt::TabFocusReason);
        QCOMPARE(stage.view.currentIndex().row(), 299);
        QVERIFY(stage.picture() != before);
        QVERIFY(stage.view.isFollowing());
        // Those who use the mouse see no mark.
        stage.click(stage.rect(298).center());
        QVERIFY(stage.picture().copy(stage.rect(299)) == before.copy(stage.rect(299)));
    }
    void upAndDownGoFromMessageToMessage()
    {
        TimelineStage stage(fake::rows(0, 300));
        for (int row = 299; row > 270; --row) {
            press(stage, Qt::Key_Up);
            QCOMPARE(stage.view.currentIndex().row(), row);
            QVERIFY(stage.rect(row).top() >= 0);
            QVERIFY(stage.rect(row).bottom() < stage.view.viewport()->height());
        }
        press(stage, Qt::Key_Down);
        QCOMPARE(stage.view.currentIndex().row(), 272);
    }
    void upDownStartsWhereOneLooks()
    {
        TimelineStage stage(fake::rows(0, 300));
        press(stage, Qt::Key_Up);
        stage.scrollTo(100);
        press(stage, Qt::Key_Down);
        QCOMPARE(stage.view.currentIndex().row(), 100);
    }
    void highMessageIsReadInSteps()
    {
        QList<TimelineItem> items = fake::rows(0, 30);
        items.append(fake::row(30, QStringLiteral("A line.\n").repeated(23)));
        items.append(fake::rows(31, 30));
        TimelineStage stage(items, {600, 250});
        stage.scrollTo(30);
        press(stage, Qt::Key_Down);
        QCOMPARE(stage.view.currentIndex().row(), 30);
        QVERIFY(stage.rect(30).height() > stage.view.viewport()->height());
        int steps = 0;
        while (stage.view.currentIndex().row() == 30 && steps < 50) {
            const int bottom = stage.rect(30).bottom();
            press(stage, Qt::Key_Down);
            QVERIFY(stage.view.currentIndex().row() == 31 || stage.rect(30).bottom() < bottom);
            ++steps;
        }
        QVERIFY(steps > 2);
        QCOMPARE(stage.view.currentIndex().row(), 31);
    }
    void pagesHomeAndEnd()
    {
        TimelineStage stage(fake::rows(0, 300));
        const int screen = stage.view.viewport()->height();
        const int row = stage.topRow();
        const int top = stage.rect(row).top();
        press(stage, Qt::Key_PageUp);
        const int moved = stage.rect(row).top() - top;
        QVERIFY(moved > screen / 2 && moved < screen);
        QVERIFY(!stage.view.isFollowing());
        press(stage, Qt::Key_PageDown);
        press(stage, Qt::Key_PageDown);
        QVERIFY(stage.view.isFollowing());
        press(stage, Qt::Key_Home);
        QCOMPARE(stage.view.currentIndex().row(), 0);
        QVERIFY(stage.rect(0).top() >= 0);
        QVERIFY(!stage.view.isFollowing());
        press(stage, Qt::Key_End);
        QCOMPARE(stage.view.currentIndex().row(), 299);
        QVERIFY(stage.view.isFollowing());
    }
    void enterDoesWhatTheMessageOffers()
    {
        QList<TimelineItem> items = fake::rows(0, 4);
        items[0].state = TimelineItem::State::Failed;
        items[1].text = QStringLiteral("see https://example.org/a and https://example.org/b");
        items[2].kind = TimelineItem::Kind::Image;
        items[2].media.edit().url = QStringLiteral("mxc://example.org/cat");
        items[2].media.edit().fileName = items[2].text;
        TimelineStage stage(items);
        QSignalSpy retries(&stage.view, &TimelineView::retryRequested);
        QSignalSpy links(&stage.view, &TimelineView::linkActivated);
        QSignalSpy opens(&stage.view, &TimelineView::openRequested);
        press(stage, Qt::Key_Home);
        press(stage, Qt::Key_Return);
        QCOMPARE(retries.size(), 1);
        press(stage, Qt::Key_Down);
        press(stage, Qt::Key_Enter);
        QCOMPARE(links.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/a")));
        press(stage, Qt::Key_Down);
        press(stage, Qt::Key_Return);
        QCOMPARE(opens.size(), 1);
        press(stage, Qt::Key_Down);
        press(stage, Qt::Key_Return);
        QCOMPARE(retries.size() + links.size() + opens.size(), 3);
    }
    void copiesTheCurrentMessage()
    {
        TimelineStage stage(fake::rows(0, 4));
        press(stage, Qt::Key_Home);
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.model.item(0).text);
        QTest::keySequence(&stage.view, QKeySequence::SelectAll);
        QCOMPARE(stage.view.selectedText().split(u'\n').size(), 4);
    }
    void shiftSelectsWholeMessages()
    {
        TimelineStage stage(fake::rows(0, 300));
        const auto lines = [&stage] { return int(stage.view.selectedText().count(u'\n')) + 1; };
        press(stage, Qt::Key_End);
        pressShift(stage, Qt::Key_Up);
        pressShift(stage, Qt::Key_Up);
        QCOMPARE(lines(), 3);
        QVERIFY(stage.view.selectedText().endsWith(stage.model.item(299).text));
        QCOMPARE(stage.view.currentIndex().row(), 297);
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.view.selectedText());
        pressShift(stage, Qt::Key_Down);
        QCOMPARE(lines(), 2);
        pressShift(stage, Qt::Key_Down);
        QCOMPARE(stage.view.selectedText(), stage.model.item(299).text);
        press(stage, Qt::Key_Escape);
        QCOMPARE(stage.view.selectedText(), QString());
        // From where one is, in either direction.
        press(stage, Qt::Key_Home);
        pressShift(stage, Qt::Key_End);
        QCOMPARE(lines(), 300);
        pressShift(stage, Qt::Key_Home);
        QCOMPARE(stage.view.selectedText(), stage.model.item(0).text);
        pressShift(stage, Qt::Key_PageDown);
        const int row = stage.view.currentIndex().row();
        QVERIFY(row > 1 && row < 50);
        QCOMPARE(lines(), row + 1);
        QVERIFY(stage.rect(row).bottom() < stage.view.viewport()->height());
        pressShift(stage, Qt::Key_PageUp);
        QCOMPARE(lines(), 1);
        // Without Shift one goes on, and nothing is selected.
        press(stage, Qt::Key_Down);
        QCOMPARE(stage.view.currentIndex().row(), 1);
        QCOMPARE(stage.view.selectedText(), QString());
    }
    void shiftSelectsLettersAndWords()
    {
        QList<TimelineItem> items = fake::rows(0, 2);
        items.append(fake::row(2, u"Alpha beta"_qs));
        items.append(fake::row(3, u"\u05d0\u05d1 \u05d2"_qs));
        TimelineStage stage(items);
        press(stage, Qt::Key_End);
        press(stage, Qt::Key_Up);
        QCOMPARE(stage.view.currentIndex().row(), 2);
        pressShift(stage, Qt::Key_Right);
        QCOMPARE(stage.view.selectedText(), u"A"_qs);
        pressShift(stage, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(stage.view.selectedText(), u"Alpha "_qs);
        pressShift(stage, Qt::Key_Left);
        QCOMPARE(stage.view.selectedText(), u"Alpha"_qs);
        pressShift(stage, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(stage.view.selectedText(), QString());
        pressShift(stage, Qt::Key_Left); // on into the message before
        QCOMPARE(stage.view.currentIndex().row(), 1);
        press(stage, Qt::Key_End);
        pressShift(stage, Qt::Key_Left); // runs from the right
        QCOMPARE(stage.view.selectedText(), u"\u05d0"_qs);
    }
    void menuKeyOpensTheCurrentMessagesMenu()
    {
        QList<TimelineItem> items = fake::rows(0, 3);
        items.append(fake::row(3, QStringLiteral("https://example.org/a https://example.org/b")));
        TimelineStage stage(items);
        press(stage, Qt::Key_End);
        // As the platform does for the menu key.
        const QPoint at = stage.view.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
        QContextMenuEvent key(QContextMenuEvent::Keyboard, at, stage.view.mapToGlobal(at));
        QCoreApplication::sendEvent(&stage.view, &key);
        QMenu *menu = stage.view.findChild<QMenu *>(QStringLiteral("timelineMenu"));
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QStringLiteral("Open https://example.org/a"));
        QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("Open https://example.org/b"));
    }
    void severalSelectedMessagesAreDeletedTogether()
    {
        QList<TimelineItem> items = fake::rows(0, 5);
        items[2].kind = TimelineItem::Kind::State;
        items[4].isOwn = true;
        TimelineStage stage(items);
        RowAbilities can;
        can.canRedactOwn = can.canRedactOthers = true;
        stage.view.setAbilities(can);
        QSignalSpy many(&stage.view, &TimelineView::redactManyRequested);
        press(stage, Qt::Key_End);
        for (int i = 0; i < 3; ++i)
            pressShift(stage, Qt::Key_Up);
        press(stage, Qt::Key_Delete);
        QCOMPARE(many.size(), 1);
        const auto events = many.first().first().value<QList<EventId>>();
        // The newest first, and not that somebody came.
        QCOMPARE(events, (QList<EventId>{items[4].event, items[3].event, items[1].event}));
        QMenu *menu = openMenu(stage, stage.rect(3).center());
        QVERIFY(menu && textsOf(*menu).contains(u"Delete 3 message(s)…"_qs));
        actionOf(*menu, u"Delete 3 message(s)…"_qs)->trigger();
        QCOMPARE(many.size(), 2);
        menu->close();
        // Only what one may.
        can.canRedactOthers = false;
        stage.view.setAbilities(can);
        press(stage, Qt::Key_Escape);
        QCOMPARE(many.size(), 2);
    }
    void longLabelsEndWithAWholeCharacter()
    {
        const QString words = QString(58, u'a');
        QCOMPARE(MessageAction::labelOf(words + u"\U0001F389 & more"_qs), words + QChar(0x2026));
        QCOMPARE(MessageAction::labelOf(u"this & that"_qs), u"this && that"_qs);
    }
    void lettersAreForTheComposer()
    {
        TimelineStage stage(fake::rows(0, 4));
        QVERIFY(isTyped(stage, Qt::Key_M));
        QVERIFY(isTyped(stage, Qt::Key_E));
        QVERIFY(!stage.view.currentIndex().isValid());
    }
    /// Where the keyboard is on a message, "E" edits or does nothing.
    void keysOfActionsAreNotTyped()
    {
        TimelineStage stage(fake::rows(0, 4));
        press(stage, Qt::Key_End);
        for (const Qt::Key key : {Qt::Key_R, Qt::Key_E, Qt::Key_T, Qt::Key_Plus, Qt::Key_Space, Qt::Key_F})
            QVERIFY(!isTyped(stage, key));
        QVERIFY(isTyped(stage, Qt::Key_M));
        RowAbilities can;
        can.canReply = can.canReact = can.canEdit = can.canThread = can.canRedactOwn = true;
        TimelineItem own = stage.model.item(3);
        own.isOwn = true;
        for (const MessageAction &action : MessageAction::of(own, can))
            QVERIFY2(action.key.isEmpty() || MessageAction::isKey(action.key[0].key()),
                     qPrintable(action.name));
    }
    void nothingThere()
    {
        TimelineStage stage;
        for (const int key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp,
                              Qt::Key_PageDown, Qt::Key_Return, Qt::Key_Escape})
            press(stage, key);
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QTest::keySequence(&stage.view, QKeySequence::SelectAll);
        QVERIFY(!stage.view.currentIndex().isValid());
        stage.view.setTimeline(nullptr);
        press(stage, Qt::Key_Up);
    }
};

QTEST_MAIN(TestTimelineKeys)
#include "tst_timelinekeys.moc"

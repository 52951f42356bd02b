// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include "support/fakerelations.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolTip>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Part = RowLayout::Part;

RowAbilities everything()
{
    RowAbilities can;
    can.canReply = can.canReact = can.canEdit = can.canThread = can.canVote = can.canRedactOwn = can.canPin =
        can.canLink = can.canReport = can.canSeeSource = true;
    return can;
}

/// Forty short rows; the last three are surrounded by all there is.
QList<TimelineItem> someRows()
{
    QList<TimelineItem> items = fake::rows(0, 40);
    for (TimelineItem &item : items)
        item.text = item.text.left(12);
    TimelineItem &full = items[38];
    full.reply = fake::repliedTo(QStringLiteral("Bob"), QStringLiteral("What do you think?"));
    full.isEdited = true;
    full.editedTs = full.ts;
    full.reactions = {fake::reaction(QStringLiteral("ok"), 3, true), fake::reaction(QStringLiteral("no"), 1)};
    full.thread = fake::thread(3, QStringLiteral("Carol"), QStringLiteral("last words"), 1);
    TimelineItem &poll = items[39];
    poll.kind = TimelineItem::Kind::Poll;
    poll.poll = fake::poll(QStringLiteral("Tea?"), {QStringLiteral("Yes"), QStringLiteral("No")}, {1, 0});
    return items;
}

/// A tool tip that is shown takes the mouse from the view on this platform; here it leaves when told to.
class Stage : public TimelineStage
{
public:
    explicit Stage(const QList<TimelineItem> &items) : TimelineStage(items)
    {
        view.viewport()->installEventFilter(&m_filter);
    }
    void moveTo(const QPoint &point)
    {
        QMouseEvent move(QEvent::MouseMove, point, view.viewport()->mapToGlobal(point), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &move);
        settle();
    }
    void leave()
    {
        view.viewport()->removeEventFilter(&m_filter);
        QEvent event(QEvent::Leave);
        QCoreApplication::sendEvent(view.viewport(), &event);
        view.viewport()->installEventFilter(&m_filter);
    }

private:
    class Filter : public QObject
    {
        bool eventFilter(QObject *, QEvent *event) override
        {
            return event->type() == QEvent::Leave ||
                   (event->type() == QEvent::MouseMove && event->spontaneous());
        }
    };
    Filter m_filter;
};

}

/// What surrounds the messages of a timeline, and what one can do with them: by mouse, by key, by screen
/// reader.
class TestTimelineAround : public QObject
{
    Q_OBJECT

    static QMenu *openMenu(Stage &stage, int row)
    {
        return testing::openMenu(stage, stage.rect(row).center());
    }
    static QString toolTipAt(Stage &stage, const QPoint &point)
    {
        QHelpEvent event(QEvent::ToolTip, point, stage.view.viewport()->mapToGlobal(point));
        QCoreApplication::sendEvent(stage.view.viewport(), &event);
        return QToolTip::text();
    }
    /// The buttons of the toolbar that comes when the mouse goes to `row`: what then changes above that row
    /// is its upper half, and they are as wide as they are high.
    static QList<QRect> buttons(Stage &stage, int row)
    {
        stage.leave();
        TimelineStage::settle();
        const QImage before = stage.picture();
        stage.moveTo(stage.rect(row).center());
        const QImage after = stage.picture();
        const int bottom = stage.rect(row).top();
        QRect upper;
        for (int y = 0; y < bottom; ++y) {
            for (int x = 0; x < after.width(); ++x) {
                if (before.pixel(x, y) != after.pixel(x, y))
                    upper |= QRect(x, y, 1, 1);
            }
        }
        QList<QRect> result;
        const int side = 2 * (bottom - upper.top());
        for (int x = upper.left(); !upper.isNull() && x + side / 2 < upper.right(); x += side)
            result.append({x, upper.top(), side, side});
        return result;
    }

private Q_SLOTS:
    void clicksAround()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        QSignalSpy replies(&stage.view, &TimelineView::repliedToActivated);
        QSignalSpy edits(&stage.view, &TimelineView::editsRequested);
        QSignalSpy toggles(&stage.view, &TimelineView::reactionToggled);
        QSignalSpy threads(&stage.view, &TimelineView::threadRequested);
        const QString key = fake::row(38).key;
        stage.click(stage.pointOf(38, Part::RepliedTo));
        QCOMPARE(replies, (QList<QVariantList>{{key}}));
        stage.click(stage.pointOf(38, Part::Versions));
        QCOMPARE(edits, (QList<QVariantList>{{key}}));
        stage.click(stage.pointOf(38, Part::Thread));
        QCOMPARE(threads, (QList<QVariantList>{{key}}));
        stage.click(stage.pointOf(38, Part::Reaction));
        QCOMPARE(toggles, (QList<QVariantList>{{key, QStringLiteral("ok")}}));
    }
    void reactionsOfAReadOnlyRoomAreOnlyShown()
    {
        Stage stage(someRows());
        QSignalSpy toggles(&stage.view, &TimelineView::reactionToggled);
        const QPoint pill = stage.pointOf(38, Part::Reaction);
        stage.moveTo(pill);
        QCOMPARE(stage.view.viewport()->cursor().shape(), Qt::ArrowCursor);
        stage.click(pill);
        QVERIFY(toggles.isEmpty());
        QVERIFY(toolTipAt(stage, pill).contains(QStringLiteral("you")));
    }
    void votes()
    {
        Stage stage(someRows());
        QSignalSpy votes(&stage.view, &TimelineView::voteRequested);
        const QPoint answer = stage.pointOf(39, Part::Answer);
        stage.click(answer);
        QVERIFY(votes.isEmpty());
        stage.view.setAbilities(everything());
        stage.click(answer);
        QCOMPARE(votes.size(), 1);
        QCOMPARE(votes.first().at(1).toStringList(), QStringList{QStringLiteral("0")});
        // One's own vote is taken back.
        TimelineItem voted = stage.model.item(39);
        voted.poll =
            fake::poll(QStringLiteral("Tea?"), {QStringLiteral("Yes"), QStringLiteral("No")}, {1, 0}, {0});
        const QRect before = stage.rect(39);
        stage.apply(fake::update(39, voted));
        QCOMPARE(stage.rect(39), before);
        stage.click(answer);
        QCOMPARE(votes.last().at(1).toStringList(), QStringList());
    }
    void newReactionMovesNothingAboveIt()
    {
        Stage stage(someRows());
        stage.scrollTo(20, 5);
        const QRect before = stage.rect(20);
        const QImage above = stage.picture().copy(0, 0, 600, before.bottom());
        TimelineItem item = stage.model.item(20);
        item.reactions = {fake::reaction(QStringLiteral("ok"), 1)};
        stage.apply(fake::update(20, item));
        QCOMPARE(stage.rect(20).top(), before.top());
        QVERIFY(stage.rect(20).height() > before.height());
        const QRect text(0, 0, 600, before.bottom() - stage.rect(20).top() - 8);
        QCOMPARE(stage.picture().copy(text), above.copy(text));
    }

    void toolbarComesUnderTheMouseAndMovesNothing()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        TimelineStage::settle();
        QList<QRect> before;
        for (int row = 30; row < 40; ++row)
            before.append(stage.rect(row));
        const QList<QRect> found = buttons(stage, 36);
        QCOMPARE(found.size(), 4);
        const QPoint reply = found.at(1).center();
        QVERIFY(reply.x() > stage.view.viewport()->width() / 2);
        for (int row = 30; row < 40; ++row)
            QCOMPARE(stage.rect(row), before.at(row - 30));
        const QString tip = toolTipAt(stage, reply);
        QVERIFY2(tip.contains(QStringLiteral("Reply")) && tip.contains(QStringLiteral("(R)")),
                 qPrintable(tip));
        // It stays on the way to it, though that leads over the row above.
        const QPoint above(reply.x(), stage.rect(36).top() - 6);
        stage.moveTo({reply.x(), stage.rect(36).top() + 2});
        stage.moveTo(above);
        QSignalSpy replies(&stage.view, &TimelineView::replyRequested);
        stage.click(above);
        QCOMPARE(replies, (QList<QVariantList>{{fake::row(36).key}}));
        stage.leave();
        stage.click(above);
        QCOMPARE(replies.size(), 1);
    }
    void toolbarOfTheFirstRowIsOnTheScreen()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        TimelineStage::settle();
        const QPoint more = buttons(stage, 36).last().center();
        stage.scrollTo(20);
        stage.moveTo(stage.rect(20).center());
        stage.moveTo({more.x(), 8});
        stage.click({more.x(), 8});
        QMenu *menu = stage.view.findChild<QMenu *>(QStringLiteral("timelineMenu"));
        QVERIFY(menu);
        QVERIFY(textsOf(*menu).contains(QStringLiteral("View source")));
    }
    void toolbarOffersWhatIsPossible()
    {
        QList<TimelineItem> items = someRows();
        items[36].isOwn = true;
        items[37].kind = TimelineItem::Kind::Redacted;
        Stage stage(items);
        QVERIFY(buttons(stage, 36).isEmpty());
        stage.view.setAbilities(everything());
        TimelineStage::settle();
        QCOMPARE(buttons(stage, 35).size(), 4);
        QCOMPARE(buttons(stage, 36).size(), 5); // it is one's own, and can be edited
        QVERIFY(buttons(stage, 37).isEmpty());
    }
    /// Both come to the upper corner of a message that begins with code.
    void toolbarLeavesTheButtonOnCodeFree()
    {
        QList<TimelineItem> items = someRows();
        items[37].html = u"<pre><code>import os\nimport sys\n</code></pre>"_qs;
        Stage stage(items);
        stage.view.setAbilities(everything());
        const QPoint copy = stage.pointOf(37, Part::CopyCode);
        QVERIFY(copy.x() > 0);
        QGuiApplication::clipboard()->clear();
        stage.moveTo(stage.rect(37).center());
        stage.moveTo(copy);
        stage.click(copy);
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), u"import os\nimport sys"_qs);
    }
    void reactAsksAtItsButton()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        TimelineStage::settle();
        QSignalSpy reacts(&stage.view, &TimelineView::reactRequested);
        const QRect react = buttons(stage, 36).first();
        stage.moveTo(react.center());
        stage.click(react.center());
        QCOMPARE(reacts.size(), 1);
        const QPoint place = stage.view.viewport()->mapFromGlobal(reacts.first().at(1).toPoint());
        QVERIFY(react.adjusted(-2, 0, 2, 4).contains(place));
    }

    void menuHasWhatIsPossible()
    {
        QList<TimelineItem> items = someRows();
        items[36].isOwn = true;
        Stage stage(items);
        QMenu *menu = openMenu(stage, 36);
        QCOMPARE(textsOf(*menu), QStringList{QStringLiteral("Copy text")});
        delete menu;
        RowAbilities can = everything();
        can.pinned.insert(items.at(35).event);
        stage.view.setAbilities(can);
        menu = openMenu(stage, 36);
        QCOMPARE(textsOf(*menu),
                 (QStringList{u"Copy text"_qs, u"React…"_qs, u"Reply"_qs, u"Edit"_qs, u"Reply in thread"_qs,
                              u"Copy link to message"_qs, u"Copy matrix: link"_qs, u"Pin"_qs,
                              u"View source"_qs, u"Delete…"_qs}));
        delete menu;
        menu = openMenu(stage, 35);
        QVERIFY(textsOf(*menu).contains(u"Unpin"_qs));
        QVERIFY(textsOf(*menu).contains(u"Report…"_qs));
        QVERIFY(!textsOf(*menu).contains(u"Delete…"_qs));
        delete menu;
    }
    void menuReachesWhatSurrounds()
    {
        Stage stage(someRows());
        const QString key = fake::row(38).key;
        QSignalSpy originals(&stage.view, &TimelineView::repliedToActivated);
        QSignalSpy edits(&stage.view, &TimelineView::editsRequested);
        QSignalSpy threads(&stage.view, &TimelineView::threadRequested);
        QSignalSpy toggles(&stage.view, &TimelineView::reactionToggled);
        // Also where one may only read.
        QMenu *menu = openMenu(stage, 38);
        actionOf(*menu, u"Show the original"_qs)->trigger();
        actionOf(*menu, u"Earlier versions"_qs)->trigger();
        actionOf(*menu, u"Open thread"_qs)->trigger();
        for (const QSignalSpy *spy : {&originals, &edits, &threads})
            QCOMPARE(*spy, (QList<QVariantList>{{key}}));
        QVERIFY(!textsOf(*menu).contains(u"Reactions"_qs));
        delete menu;
        QTest::keyClick(&stage.view, Qt::Key_End);
        QTest::keyClick(&stage.view, Qt::Key_Up);
        QTest::keyClick(&stage.view, Qt::Key_T);
        QCOMPARE(threads.size(), 2);

        RowAbilities can = everything();
        can.canOpenThread = can.canThread = false; // as within a thread
        stage.view.setAbilities(can);
        menu = openMenu(stage, 38);
        QVERIFY(!textsOf(*menu).contains(u"Open thread"_qs));
        const QList<QAction *> reactions = actionOf(*menu, u"Reactions"_qs)->menu()->actions();
        QCOMPARE(reactions.size(), 2);
        QVERIFY(reactions.at(0)->isChecked() && !reactions.at(1)->isChecked());
        QVERIFY(reactions.at(0)->text().contains(u"Reactor 2"_qs));
        reactions.at(1)->trigger();
        QCOMPARE(toggles, (QList<QVariantList>{{key, u"no"_qs}}));
        delete menu;
    }
    void menuVotes()
    {
        QList<TimelineItem> items = someRows();
        items[39].poll = fake::poll(u"Tea?"_qs, {u"Yes & no"_qs, u"No"_qs}, {1, 0}, {0});
        Stage stage(items);
        QMenu *menu = openMenu(stage, 39);
        QVERIFY(!textsOf(*menu).contains(u"Vote"_qs)); // one may not
        delete menu;
        stage.view.setAbilities(everything());
        QSignalSpy votes(&stage.view, &TimelineView::voteRequested);
        menu = openMenu(stage, 39);
        const QList<QAction *> answers = actionOf(*menu, u"Vote"_qs)->menu()->actions();
        QCOMPARE(answers.size(), 2);
        QCOMPARE(answers.at(0)->text(), u"Yes && no"_qs);
        QVERIFY(answers.at(0)->isChecked() && !answers.at(1)->isChecked());
        answers.at(1)->trigger();
        delete menu;
        QAccessibleActionInterface *actions =
            QAccessible::queryAccessibleInterface(&stage.view)->child(39)->actionInterface();
        actions->doAction(u"Take back the vote for Yes & no"_qs);
        QCOMPARE(votes, (QList<QVariantList>{{items.at(39).key, QStringList{u"1"_qs}},
                                             {items.at(39).key, QStringList()}}));
    }
    void answersOfTheSameWordsAreToldApart()
    {
        QList<TimelineItem> items = someRows();
        items[39].poll = fake::poll(u"Tea?"_qs, {u"Yes"_qs, u"Yes"_qs}, {0, 0});
        Stage stage(items);
        stage.view.setAbilities(everything());
        QSignalSpy votes(&stage.view, &TimelineView::voteRequested);
        QAccessibleActionInterface *actions =
            QAccessible::queryAccessibleInterface(&stage.view)->child(39)->actionInterface();
        actions->doAction(u"Vote for Yes"_qs);
        actions->doAction(u"Vote for Yes 2"_qs);
        QCOMPARE(votes, (QList<QVariantList>{{items.at(39).key, QStringList{u"0"_qs}},
                                             {items.at(39).key, QStringList{u"1"_qs}}}));
    }
    void manyReactionsAreNotAllOffered()
    {
        QList<TimelineItem> items = someRows();
        for (int i = 0; i < 500; ++i)
            items[38].reactions.append(fake::reaction(QString::number(i), 1, i == 499));
        Stage stage(items);
        stage.view.setAbilities(everything());
        QMenu *menu = openMenu(stage, 38);
        const QList<QAction *> offered = actionOf(*menu, u"Reactions"_qs)->menu()->actions();
        QCOMPARE(offered.size(), MessageAction::MostReactions + 2);
        QVERIFY(offered.last()->isChecked()); // one's own can always be taken back
        delete menu;
    }
    void whoeverMayDeletesAllByAPerson()
    {
        QList<TimelineItem> items = someRows();
        items[36].isOwn = true;
        items[34].kind = TimelineItem::Kind::State;
        Stage stage(items);
        RowAbilities can = everything();
        can.canRedactOthers = true;
        stage.view.setAbilities(can);
        QSignalSpy wanted(&stage.view, &TimelineView::redactAllRequested);
        const QString all = u"Delete all by this person…"_qs;
        for (const int row : {36, 34}) { // one's own, and what the room is like
            QMenu *menu = openMenu(stage, row);
            QVERIFY(!textsOf(*menu).contains(all));
            delete menu;
        }
        QMenu *menu = openMenu(stage, 35);
        actionOf(*menu, all)->trigger();
        delete menu;
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), items.at(35).key);
    }
    void menuTells()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        const QString key = fake::row(36).key;
        QSignalSpy links(&stage.view, &TimelineView::linkCopyRequested);
        QSignalSpy uris(&stage.view, &TimelineView::uriCopyRequested);
        QSignalSpy pins(&stage.view, &TimelineView::pinRequested);
        QSignalSpy sources(&stage.view, &TimelineView::sourceRequested);
        QMenu *menu = openMenu(stage, 36);
        actionOf(*menu, u"Copy link to message"_qs)->trigger();
        actionOf(*menu, u"Copy matrix: link"_qs)->trigger();
        actionOf(*menu, u"Pin"_qs)->trigger();
        actionOf(*menu, u"View source"_qs)->trigger();
        for (const QSignalSpy *spy : {&links, &uris, &pins, &sources})
            QCOMPARE(*spy, (QList<QVariantList>{{key}}));
        delete menu;
    }
    void whatWasNotSentIsNotOffered()
    {
        QList<TimelineItem> items = someRows();
        items[36].isOwn = true;
        items[36].event = {};
        items[36].state = TimelineItem::State::Failed;
        Stage stage(items);
        stage.view.setAbilities(everything());
        QVERIFY(stage.view.actionsOf(36).isEmpty());
    }

    void whatWaitsIsTakenBack()
    {
        QList<TimelineItem> items = someRows();
        items[39] = fake::row(39);
        items[39].isOwn = true;
        items[39].event = {};
        items[39].state = TimelineItem::State::Sending;
        Stage stage(items);
        stage.view.setAbilities(everything());
        QSignalSpy discards(&stage.view, &TimelineView::discardRequested);
        QMenu *menu = openMenu(stage, 39);
        actionOf(*menu, u"Do not send"_qs)->trigger();
        delete menu;
        QTest::keyClick(&stage.view, Qt::Key_End);
        QTest::keyClick(&stage.view, Qt::Key_Delete);
        QCOMPARE(discards, (QList<QVariantList>{{items.at(39).key}, {items.at(39).key}}));
    }

    void keysOfTheCurrentMessage()
    {
        QList<TimelineItem> items = someRows();
        items[36].isOwn = true;
        Stage stage(items);
        stage.view.setAbilities(everything());
        QSignalSpy replies(&stage.view, &TimelineView::replyRequested);
        QSignalSpy edits(&stage.view, &TimelineView::messageEditRequested);
        QSignalSpy reacts(&stage.view, &TimelineView::reactRequested);
        QSignalSpy threads(&stage.view, &TimelineView::threadRequested);
        // Nobody is on a message: letters are for the composer.
        QTest::keyClick(&stage.view, Qt::Key_R);
        QVERIFY(replies.isEmpty());
        QTest::keyClick(&stage.view, Qt::Key_End);
        while (stage.view.currentIndex().row() > 36)
            QTest::keyClick(&stage.view, Qt::Key_Up);
        QTest::keyClick(&stage.view, Qt::Key_R);
        QTest::keyClick(&stage.view, Qt::Key_E);
        QTest::keyClick(&stage.view, Qt::Key_Plus, Qt::ShiftModifier);
        QTest::keyClick(&stage.view, Qt::Key_T);
        QTest::keyClick(&stage.view, Qt::Key_R, Qt::ControlModifier);
        for (const QSignalSpy *spy : {&replies, &edits, &reacts, &threads}) {
            QCOMPARE(spy->size(), 1);
            QCOMPARE(spy->first().first().toString(), items.at(36).key);
        }
    }
    void deleteAsksForAReason()
    {
        QList<TimelineItem> items = someRows();
        items[39] = fake::row(39);
        items[39].isOwn = true;
        Stage stage(items);
        stage.view.setAbilities(everything());
        QSignalSpy redactions(&stage.view, &TimelineView::redactRequested);
        const auto popup = [&] { return stage.view.findChild<QWidget *>(u"reasonPopup"_qs); };
        QTest::keyClick(&stage.view, Qt::Key_End);
        QTest::keyClick(&stage.view, Qt::Key_Delete);
        QVERIFY(popup());
        QTest::keyClick(popup()->findChild<QLineEdit *>(), Qt::Key_Escape);
        QTRY_VERIFY(!popup());
        QVERIFY(redactions.isEmpty());
        stage.view.trigger(39, {Part::Redact, {}, {}});
        QVERIFY(popup());
        QTest::keyClicks(popup()->findChild<QLineEdit *>(), u" wrong room "_qs);
        QTest::keyClick(popup()->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(redactions, (QList<QVariantList>{{items.at(39).key, u"wrong room"_qs}}));
        QTRY_VERIFY(!popup());
    }
    void reportAsksForAReason()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        QSignalSpy reports(&stage.view, &TimelineView::reportRequested);
        stage.view.trigger(36, {Part::Report, {}, {}});
        auto *popup = stage.view.findChild<QWidget *>(u"reasonPopup"_qs);
        QVERIFY(popup);
        QTest::mouseClick(popup->findChild<QPushButton *>(u"doIt"_qs), Qt::LeftButton);
        QCOMPARE(reports, (QList<QVariantList>{{fake::row(36).key, QString()}}));
    }

    void screenReaderFindsAll()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&stage.view);
        const QString name = list->child(38)->text(QAccessible::Name);
        for (const QString &part :
             {u"Reply to Bob: What do you think?"_qs, u"edited"_qs, u"ok: Reactor 1, Reactor 2"_qs,
              u"3 answer"_qs, u"Carol: last words"_qs, u"1 unread"_qs})
            QVERIFY2(name.contains(part), qPrintable(name));
        QVERIFY(list->child(39)->text(QAccessible::Name).contains(u"Tea?"_qs));
        QAccessibleActionInterface *actions = list->child(38)->actionInterface();
        QVERIFY(actions->actionNames().contains(u"Reply"_qs));
        QVERIFY(!actions->actionNames().contains(u"Edit"_qs));
        QSignalSpy replies(&stage.view, &TimelineView::replyRequested);
        actions->doAction(u"Reply"_qs);
        QCOMPARE(replies, (QList<QVariantList>{{fake::row(38).key}}));
    }
    void roomThatClosesUnderTheMouse()
    {
        Stage stage(someRows());
        stage.view.setAbilities(everything());
        stage.moveTo(stage.rect(36).center());
        stage.apply(fake::remove(30, 10));
        QVERIFY(stage.picture().width() > 0);
        stage.apply(fake::reset({}));
        stage.moveTo({50, 50});
        stage.view.setTimeline(nullptr);
        stage.moveTo({60, 60});
        QVERIFY(stage.view.actionsOf(0).isEmpty());
    }
};

QTEST_MAIN(TestTimelineAround)
#include "tst_timelinearound.moc"

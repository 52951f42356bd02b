// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include "widgets/rowwords.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPaintEvent>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Part = RowLayout::Part;

QList<TimelineItem> someRows()
{
    QList<TimelineItem> items = fake::rows(0, 40);
    for (TimelineItem &item : items)
        item.text = item.text.left(40);
    return items;
}

QString withTime(int number, const QString &text)
{
    const TimelineItem item = fake::row(number);
    return QStringLiteral("[%1] %2: %3").arg(RowWords::time(item.ts), item.senderName, text);
}

}

/// Real clicks and drags on a timeline, and what its context menu offers.
class TestTimelineMouse : public QObject
{
    Q_OBJECT

    static TimelineItem failed(int number)
    {
        TimelineItem item = fake::row(number);
        item.state = TimelineItem::State::Failed;
        item.reason = QStringLiteral("no network");
        return item;
    }
    static TimelineItem file(int number)
    {
        TimelineItem item = fake::row(number, QStringLiteral("notes.pdf"));
        item.kind = TimelineItem::Kind::File;
        item.media.edit().msgtype = QStringLiteral("m.file");
        item.media.edit().body = item.media.edit().fileName = item.text;
        item.media.edit().size = 5000;
        item.media.edit().url = QStringLiteral("mxc://example.org/notes");
        return item;
    }
    /// The first and last point of a row's first line of text.
    static QPoint startOf(TimelineStage &stage, int row)
    {
        QPoint point = stage.pointOf(row, Part::Text);
        point.rx() -= 1;
        return point;
    }
    static void drag(TimelineStage &stage, const QPoint &from, const QPoint &to)
    {
        QWidget *viewport = stage.view.viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (const QPoint &at : {from + (to - from) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QCoreApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
    }

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->clear(); }

    void clickOnALinkFollowsIt()
    {
        QList<TimelineItem> items = someRows();
        items.append(fake::row(40, QStringLiteral("see https://example.org/a there")));
        TimelineStage stage(items);
        QSignalSpy links(&stage.view, &TimelineView::linkActivated);
        const QPoint link = stage.pointOf(40, Part::Link);
        QVERIFY(link.x() >= 0);
        stage.click(stage.pointOf(40, Part::Text));
        QVERIFY(links.isEmpty());
        stage.click(link);
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/a")));
        // Pressed here, let go there: neither.
        QTest::mousePress(stage.view.viewport(), Qt::LeftButton, {}, link);
        QTest::mouseRelease(stage.view.viewport(), Qt::LeftButton, {}, stage.rect(38).center());
        QTest::mouseClick(stage.view.viewport(), Qt::RightButton, {}, link);
        QCOMPARE(links.size(), 1);
    }
    void failedMessageIsRetriedOrDiscarded()
    {
        TimelineStage stage(someRows() + QList<TimelineItem>{failed(40)});
        QSignalSpy retries(&stage.view, &TimelineView::retryRequested);
        QSignalSpy discards(&stage.view, &TimelineView::discardRequested);
        stage.click(stage.pointOf(40, Part::Retry));
        QCOMPARE(retries.size(), 1);
        QCOMPARE(retries.first().first().toString(), fake::row(40).key);
        QVERIFY(discards.isEmpty());
        stage.click(stage.pointOf(40, Part::Discard));
        QCOMPARE(discards.size(), 1);
        QCOMPARE(discards.first().first().toString(), fake::row(40).key);
    }
    void fileIsOpenedOrSaved()
    {
        TimelineStage stage(someRows() + QList<TimelineItem>{file(40)});
        QSignalSpy opens(&stage.view, &TimelineView::openRequested);
        QSignalSpy saves(&stage.view, &TimelineView::saveRequested);
        stage.click(stage.pointOf(40, Part::Save));
        QCOMPARE(saves.size(), 1);
        QVERIFY(opens.isEmpty());
        stage.click(stage.pointOf(40, Part::Open));
        QCOMPARE(opens.size(), 1);
        QCOMPARE(opens.first().first().value<TimelineItem>().key, fake::row(40).key);
    }
    void rowThatMovedAwayIsNotClicked()
    {
        TimelineStage stage(someRows() + QList<TimelineItem>{failed(40)});
        QSignalSpy retries(&stage.view, &TimelineView::retryRequested);
        const QPoint retry = stage.pointOf(40, Part::Retry);
        QTest::mousePress(stage.view.viewport(), Qt::LeftButton, {}, retry);
        stage.apply(fake::insert(41, {failed(41)}));
        QTest::mouseRelease(stage.view.viewport(), Qt::LeftButton, {}, stage.pointOf(41, Part::Retry));
        QVERIFY(retries.isEmpty());
    }

    void dragSelectsTextOfOneMessage()
    {
        QList<TimelineItem> items = someRows();
        items.append(fake::row(40, QStringLiteral("Alpha beta gamma")));
        TimelineStage stage(items);
        const QPoint start = startOf(stage, 40);
        drag(stage, start, {stage.view.viewport()->width() - 5, start.y()});
        QCOMPARE(stage.view.selectedText(), QStringLiteral("Alpha beta gamma"));
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Alpha beta gamma"));
        // A click elsewhere lets it go.
        stage.click(stage.rect(38).center());
        QCOMPARE(stage.view.selectedText(), QString());
    }
    void dragOverMessagesSaysWhoAndWhen()
    {
        TimelineStage stage(someRows());
        const QPoint from = startOf(stage, 37);
        const QPoint to = stage.pointOf(39, Part::Text);
        drag(stage, from, {stage.view.viewport()->width() - 5, to.y()});
        const QString whole = stage.view.selectedText();
        QCOMPARE(whole.split(u'\n').size(), 3);
        QCOMPARE(whole.split(u'\n').at(1), withTime(38, stage.model.item(38).text));
        // Backwards is the same.
        stage.click(stage.rect(36).center());
        drag(stage, {stage.view.viewport()->width() - 5, to.y()}, from);
        QCOMPARE(stage.view.selectedText(), whole);
    }
    void fileIsSelectedWithItsCaption()
    {
        QList<TimelineItem> items = fake::rows(0, 2);
        items.append(fake::row(2, u"the caption"_qs));
        items[2].kind = TimelineItem::Kind::File;
        items[2].media.edit().fileName = u"big.bin"_qs;
        items[2].media.edit().url = u"mxc://example.org/big"_qs;
        TimelineStage stage(items);
        const QRgb highlight = stage.view.palette().color(QPalette::Highlight).rgb();
        const auto isMarked = [&] {
            const QImage picture = stage.picture();
            for (int x = 0; x < picture.width(); ++x) {
                for (int y = stage.rect(2).center().y(); y < stage.rect(2).bottom(); ++y) {
                    if (picture.pixel(x, y) == highlight)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(!isMarked());
        QTest::keySequence(&stage.view, QKeySequence::SelectAll);
        QVERIFY(stage.view.selectedText().endsWith(u"the caption"_qs));
        QVERIFY(isMarked());
    }
    void toolbarThatComesBackIsPaintedWhole()
    {
        TimelineStage stage(someRows());
        RowAbilities can;
        can.canReply = can.canReact = true;
        stage.view.setAbilities(can);
        stage.settle();
        class Paints : public QObject
        {
        public:
            QRegion painted;
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::Paint)
                    painted += static_cast<QPaintEvent *>(event)->region();
                return false;
            }
        };
        const QPoint from = startOf(stage, 37);
        const QPoint to = stage.pointOf(39, Part::Text);
        QTest::mousePress(stage.view.viewport(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, stage.view.viewport()->mapToGlobal(to), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stage.view.viewport(), &move);
        stage.settle();
        Paints paints;
        stage.view.viewport()->installEventFilter(&paints);
        QTest::mouseRelease(stage.view.viewport(), Qt::LeftButton, {}, to);
        QTRY_VERIFY(paints.painted.contains(stage.rect(39).topLeft() - QPoint(0, 4)));
    }
    void selectionStaysOnItsText()
    {
        TimelineStage stage(someRows());
        drag(stage, startOf(stage, 37), stage.pointOf(39, Part::Text));
        const QString before = stage.view.selectedText();
        QVERIFY(!before.isEmpty());
        stage.apply(fake::insert(0, fake::rows(-10, 10)));
        stage.apply(fake::insert(50, fake::rows(60, 3)));
        QCOMPARE(stage.view.selectedText(), before);
        stage.view.scrollByPixels(-5000);
        QCOMPARE(stage.view.selectedText(), before);
        QTest::keyClick(&stage.view, Qt::Key_Escape);
        QCOMPARE(stage.view.selectedText(), QString());
    }
    void shiftClickExtends()
    {
        TimelineStage stage(someRows());
        stage.click(startOf(stage, 37));
        const QPoint to(stage.view.viewport()->width() - 5, stage.pointOf(38, Part::Text).y());
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, to);
        QCOMPARE(stage.view.selectedText().split(u'\n').size(), 2);
    }
    void doubleClickSelectsAWordAndTripleTheMessage()
    {
        QList<TimelineItem> items = someRows();
        items.append(fake::row(40, QStringLiteral("Supercalifragilistic beta")));
        TimelineStage stage(items);
        const QPoint point = stage.pointOf(40, Part::Text) + QPoint(10, 2);
        stage.click(point);
        QTest::mouseDClick(stage.view.viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(stage.view.selectedText(), QStringLiteral("Supercalifragilistic"));
        stage.click(point);
        QCOMPARE(stage.view.selectedText(), QStringLiteral("Supercalifragilistic beta"));
    }
    void dragBeyondTheEdgeScrolls()
    {
        TimelineStage stage(fake::rows(0, 300));
        QWidget *viewport = stage.view.viewport();
        const QPoint from = stage.rect(299).center();
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        QMouseEvent out(QEvent::MouseMove, QPoint(50, -20), viewport->mapToGlobal(QPoint(50, -20)),
                        Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &out);
        const int before = stage.topRow();
        QTRY_VERIFY(stage.topRow() < before - 2);
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, {50, -20});
        QVERIFY(stage.view.selectedText().contains(fake::row(before).text.trimmed()));
    }
    void roomThatClosesDuringADrag()
    {
        TimelineStage stage(someRows());
        QWidget *viewport = stage.view.viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, startOf(stage, 37));
        QMouseEvent move(QEvent::MouseMove, QPoint(50, -20), viewport->mapToGlobal(QPoint(50, -20)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &move);
        stage.view.setTimeline(nullptr);
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, {50, 100});
        QCOMPARE(stage.view.selectedText(), QString());
    }

    void hoverTintsTheRowAndMovesNothing()
    {
        TimelineStage stage(someRows());
        const QImage before = stage.picture();
        const QRect row = stage.rect(38);
        QTest::mouseMove(stage.view.viewport(), {stage.view.viewport()->width() - 3, row.center().y()});
        QTRY_VERIFY(stage.picture() != before);
        const QImage hovered = stage.picture();
        QVERIFY(hovered.copy(row) != before.copy(row));
        const QRect above(0, 0, row.width(), row.top());
        QCOMPARE(hovered.copy(above), before.copy(above));
        QCOMPARE(stage.rect(38), row);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(stage.view.viewport(), &leave);
        QCOMPARE(stage.picture(), before);
    }
    void cursorTellsWhatAClickWouldDo()
    {
        QList<TimelineItem> items = someRows();
        items.append(fake::row(40, QStringLiteral("see https://example.org/a there")));
        TimelineStage stage(items);
        const auto shapeAt = [&stage](const QPoint &point) {
            QTest::mouseMove(stage.view.viewport(), point);
            TimelineStage::settle();
            return stage.view.viewport()->cursor().shape();
        };
        QCOMPARE(shapeAt(stage.pointOf(40, Part::Text)), Qt::IBeamCursor);
        QCOMPARE(shapeAt(stage.pointOf(40, Part::Link)), Qt::PointingHandCursor);
        QCOMPARE(shapeAt({stage.view.viewport()->width() - 3, stage.rect(40).center().y()}), Qt::ArrowCursor);
    }

    void menuCopiesTheMessage()
    {
        TimelineStage stage(someRows());
        QMenu *menu = openMenu(stage, stage.pointOf(38, Part::Text));
        QVERIFY(menu);
        QCOMPARE(textsOf(*menu), QStringList{QStringLiteral("Copy text")});
        actionOf(*menu, QStringLiteral("Copy text"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.model.item(38).text);
        menu->close();
        QTRY_VERIFY(!stage.view.findChild<QMenu *>());
    }
    void menuOfALink()
    {
        QList<TimelineItem> items = someRows();
        items.append(fake::row(40, QStringLiteral("see https://example.org/a there")));
        TimelineStage stage(items);
        QSignalSpy links(&stage.view, &TimelineView::linkActivated);
        QMenu *menu = openMenu(stage, stage.pointOf(40, Part::Link));
        QVERIFY(menu);
        QCOMPARE(textsOf(*menu),
                 (QStringList{QStringLiteral("Open link"), QStringLiteral("Copy link address"),
                              QStringLiteral("Copy text")}));
        actionOf(*menu, QStringLiteral("Copy link address"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://example.org/a"));
        actionOf(*menu, QStringLiteral("Open link"))->trigger();
        QCOMPARE(links.size(), 1);
    }
    void menuOfFailedMessageAndFile()
    {
        TimelineStage stage(someRows() + QList<TimelineItem>{failed(40), file(41)});
        QSignalSpy discards(&stage.view, &TimelineView::discardRequested);
        QSignalSpy saves(&stage.view, &TimelineView::saveRequested);
        QMenu *menu = openMenu(stage, stage.pointOf(40, Part::Text));
        QVERIFY(menu);
        // Rows move while a menu is open; it stays with its own.
        stage.apply(fake::insert(0, fake::rows(-20, 20)));
        actionOf(*menu, QStringLiteral("Discard"))->trigger();
        QCOMPARE(discards.size(), 1);
        QCOMPARE(discards.first().first().toString(), fake::row(40).key);
        delete menu;
        menu = openMenu(stage, stage.pointOf(61, Part::Open));
        QVERIFY(menu);
        actionOf(*menu, QStringLiteral("Save as…"))->trigger();
        QCOMPARE(saves.size(), 1);
    }
    void menuWhereNoRowIs()
    {
        TimelineStage stage;
        QVERIFY(!openMenu(stage, {50, 50}));
    }
};

QTEST_MAIN(TestTimelineMouse)
#include "tst_timelinemouse.moc"

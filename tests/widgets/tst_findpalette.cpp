// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findpalette.h"

#include "models/findmodel.h"
#include "session/errortext.h"
#include "store/database.h"
#include "widgets/createroomdialog.h"
#include "widgets/exportdialog.h"
#include "widgets/historybar.h"
#include "widgets/mainwindowtesting.h"
#include "widgets/messagebar.h"
#include "widgets/noticebar.h"
#include "widgets/roomview.h"
#include "widgets/timelineview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// Finding with real keys: rooms, people, and messages, which are then shown; fetching and writing down what
/// a room holds.
class TestFindPalette : public WindowTest
{
    Q_OBJECT

    RoomId m_birds;
    RoomId m_cats;

    FindPalette *palette() const { return find<FindPalette>(); }
    QLineEdit *field() const { return palette()->findChild<QLineEdit *>(); }
    QModelIndex current() const { return palette()->findChild<QListView *>()->currentIndex(); }
    QAbstractItemModel *rows() const { return palette()->findChild<QListView *>()->model(); }
    QStringList found(FindModel::Kind kind) const
    {
        QStringList texts;
        for (int row = 0; row < rows()->rowCount(); ++row) {
            const QModelIndex index = rows()->index(row, 0);
            if (index.data(FindModel::KindRole).toInt() != int(kind))
                continue;
            const bool isMessage = kind == FindModel::Kind::Message;
            texts << index.data(isMessage ? FindModel::WordsRole : FindModel::NameRole).toString();
        }
        return texts;
    }
    void openPalette()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette());
        QTRY_VERIFY(palette()->isVisible());
        QTRY_VERIFY(field()->hasFocus());
    }
    /// Two rooms in which alice is, and the window.
    void openBirdsAndCats()
    {
        m_birds = makeRoom(QStringLiteral("Birds"));
        m_cats = makeRoom(QStringLiteral("Cats"));
        for (const RoomId &room : {m_birds, m_cats})
            m_server->rooms().join(Alice, room.toString());
        openWindow();
        QTRY_VERIFY(m_session->rooms().find(m_birds) && m_session->rooms().find(m_cats));
    }
    void type(const QString &text)
    {
        for (const QChar character : text)
            QTest::sendKeyEvent(QTest::Click, field(), Qt::Key_unknown, QString(character), {});
    }

    /// A room whose first messages are not here.
    void openLongRoom()
    {
        const RoomId room = makeRoom(QStringLiteral("Birds"));
        m_server->rooms().join(Alice, room.toString());
        for (int i = 0; i < 130; ++i)
            m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
        openWindow();
        QTRY_VERIFY(m_session->rooms().find(room));
        m_window->showRoom(room);
        QTRY_VERIFY(texts().contains(QStringLiteral("line 129")));
    }

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void switchesRooms()
    {
        openBirdsAndCats();
        openPalette();
        QCOMPARE(found(FindModel::Kind::Room).size(), 2);
        type(QStringLiteral("cat"));
        QTRY_COMPARE(found(FindModel::Kind::Room), QStringList{QStringLiteral("Cats")});
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_window->room(), m_cats);
        QVERIFY(!palette()->isVisible());
        QTRY_COMPARE(m_window->focusWidget(), edit());
    }
    void escapeGoesBackToWhereOneWas()
    {
        openRoom(QStringLiteral("Birds"));
        QTRY_COMPARE(m_window->focusWidget(), edit());
        QTest::keyClicks(edit(), QStringLiteral("half"));
        openPalette();
        type(QStringLiteral("zzz"));
        QTRY_COMPARE(rows()->rowCount(), 0);
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(!palette()->isVisible());
        QCOMPARE(m_window->focusWidget(), edit());
        QCOMPARE(edit()->toPlainText(), QStringLiteral("half"));
        // It begins anew.
        openPalette();
        QCOMPARE(field()->text(), QString());
    }
    void showsAMessageFarUp()
    {
        const RoomId room = makeRoom(QStringLiteral("Birds"));
        m_server->rooms().join(Alice, room.toString());
        openWindow();
        QTRY_VERIFY(m_session->rooms().find(room));
        m_window->showRoom(room);
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("a needle here"));
        for (int i = 0; i < 150; ++i)
            m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("hay %1").arg(i));
        QTRY_COMPARE(texts().value(texts().size() - 1), QStringLiteral("hay 149"));
        closeAll();
        openWindow();
        m_window->showRoom(room);
        QTRY_VERIFY(texts().contains(QStringLiteral("hay 149")));
        openPalette();
        type(QStringLiteral("need"));
        QTRY_COMPARE(found(FindModel::Kind::Message), QStringList{QStringLiteral("a needle here")});
        QTest::keyClick(field(), Qt::Key_Return);
        const auto isOnScreen = [this] {
            const int row = int(texts().indexOf(QStringLiteral("a needle here")));
            return row >= 0 && timeline()->viewport()->rect().intersects(
                                   timeline()->visualRect(timeline()->model()->index(row, 0)));
        };
        QTRY_VERIFY(isOnScreen());
        QTRY_COMPARE(timeline()->currentIndex().data(TimelineModel::TextRole).toString(),
                     QStringLiteral("a needle here"));
        // The newest are a jump away, and nothing is lost.
        Q_EMIT find<QAbstractButton>("jump")->clicked();
        QTRY_COMPARE(texts().value(texts().size() - 1), QStringLiteral("hay 149"));
    }
    void aMessageOfAnotherRoomOpensIt()
    {
        openBirdsAndCats();
        m_window->showRoom(m_birds);
        m_server->say(QStringLiteral("bob"), m_cats.toString(), QStringLiteral("a needle here"));
        QTRY_COMPARE(m_session->rooms().find(m_cats)->lastContent.contains("needle"), true);
        openPalette();
        type(QStringLiteral("needle"));
        QTRY_COMPARE(found(FindModel::Kind::Message).size(), 1);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_window->room(), m_cats);
        QTRY_COMPARE(timeline()->currentIndex().data(TimelineModel::TextRole).toString(),
                     QStringLiteral("a needle here"));
    }
    void findsInTheOpenRoomAlone()
    {
        openBirdsAndCats();
        m_window->showRoom(m_birds);
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("needle one"));
        m_server->say(QStringLiteral("bob"), m_cats.toString(), QStringLiteral("needle two"));
        QTRY_VERIFY(m_session->rooms().find(m_cats)->lastContent.contains("needle"));
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QCOMPARE(field()->text(), QString());
        QCOMPARE(field()->accessibleName(), QStringLiteral("Find messages in Birds"));
        type(QStringLiteral("needle"));
        QTRY_COMPARE(found(FindModel::Kind::Message), QStringList{QStringLiteral("needle one")});
        field()->clear();
        QTest::keyClick(field(), Qt::Key_Backspace); // everywhere
        type(QStringLiteral("needle"));
        QTRY_COMPARE(found(FindModel::Kind::Message).size(), 2);
    }
    void whatARoomIsCalledIsNoMatter_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("like another") << QStringLiteral("Birds");
        QTest::newRow("with quotation marks") << QStringLiteral("The \"best\" birds");
        QTest::newRow("long") << QStringLiteral("birds ").repeated(50).trimmed();
    }
    void whatARoomIsCalledIsNoMatter()
    {
        QFETCH(QString, name);
        openBirdsAndCats();
        m_server->rooms().setState(Bob, m_cats.toString(), QStringLiteral("m.room.name"), {},
                                   {{QStringLiteral("name"), name}});
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("needle one"));
        m_server->say(QStringLiteral("bob"), m_cats.toString(), QStringLiteral("needle two"));
        QTRY_VERIFY(m_session->rooms().find(m_cats)->lastContent.contains("needle"));
        QCOMPARE(m_session->rooms().find(m_cats)->name, name);
        m_window->showRoom(m_cats);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        type(QStringLiteral("needle"));
        QTRY_COMPARE(found(FindModel::Kind::Message), QStringList{QStringLiteral("needle two")});
    }
    void theFirstRowIsChosenWhateverComesLater()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("bob was here"));
        QTRY_VERIFY(texts().contains(QStringLiteral("bob was here")));
        openPalette();
        type(QStringLiteral("bob"));
        // People are read after messages, and stand above them.
        QTRY_COMPARE(rows()->rowCount(), 2);
        QCOMPARE(current().row(), 0);
        QCOMPARE(current().data(FindModel::KindRole).toInt(), int(FindModel::Kind::Person));
        // Who cannot see the list hears of it at the field.
        QCOMPARE(field()->accessibleDescription(), current().data(Qt::AccessibleTextRole).toString());
        QVERIFY(!field()->accessibleDescription().isEmpty());
        QTest::keyClick(field(), Qt::Key_Tab);
        QCOMPARE(current().row(), 1);
        QVERIFY(field()->hasFocus());
        QVERIFY(field()->accessibleDescription().contains(QStringLiteral("bob was here")));
        QTest::keyClick(field(), Qt::Key_Backtab);
        QCOMPARE(current().row(), 0);
        QVERIFY(field()->hasFocus());
    }
    void goesWhenTheFocusGoes()
    {
        openBirdsAndCats();
        openPalette();
        QTest::keyClick(field(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier); // filter the rooms
        QVERIFY(!palette()->isVisible());
        QVERIFY(m_window->focusWidget() != field());
        openPalette();
        m_window->showRoom(m_cats); // as by `ctl open`
        QVERIFY(!palette()->isVisible());
        QCOMPARE(m_window->focusWidget(), edit());
    }
    void staysWhileAMenuIsOpen()
    {
        openBirdsAndCats();
        openPalette();
        QMenu menu(m_window.get());
        menu.popup({});
        QTRY_VERIFY(menu.isVisible());
        QVERIFY(palette()->isVisible());
        menu.close();
        QVERIFY(palette()->isVisible());
        QTRY_VERIFY(field()->hasFocus());
    }
    void whatWasFetchedPullsNobodyAway()
    {
        openBirdsAndCats();
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("a needle here"));
        QTRY_VERIFY(m_session->rooms().find(m_birds)->lastContent.contains("needle"));
        m_window->showRoom(m_birds);
        QTRY_VERIFY(texts().contains(QStringLiteral("a needle here")));
        const int row = int(texts().indexOf(QStringLiteral("a needle here")));
        const EventId event(timeline()->model()->index(row, 0).data(TimelineModel::EventIdRole).toString());
        // In another room, or where one writes.
        for (const RoomId &room : {m_cats, m_birds}) {
            m_window->showRoom(room);
            QTRY_COMPARE(m_window->focusWidget(), edit());
            edit()->setPlainText(QStringLiteral("half a thought"));
            Q_EMIT find<HistoryBar>()->arrived(m_birds, event);
            QCOMPARE(m_window->room(), room);
            QCOMPARE(m_window->focusWidget(), edit());
            QCOMPARE(find<NoticeBar>()->message(), QStringLiteral("The message is here now."));
        }
        m_window->showRoom(m_cats);
        QTest::mouseClick(button(find<NoticeBar>(), QStringLiteral("Show")), Qt::LeftButton);
        QCOMPARE(m_window->room(), m_birds);
        QTRY_COMPARE(timeline()->currentIndex().data(TimelineModel::TextRole).toString(),
                     QStringLiteral("a needle here"));
    }
    void whatWasFetchedIsShownToWhoWaits()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("a needle here"));
        QTRY_VERIFY(texts().contains(QStringLiteral("a needle here")));
        const int row = int(texts().indexOf(QStringLiteral("a needle here")));
        const EventId event(timeline()->model()->index(row, 0).data(TimelineModel::EventIdRole).toString());
        Q_EMIT find<HistoryBar>()->arrived(room, event);
        QTRY_COMPARE(timeline()->currentIndex().row(), row);
        QVERIFY(!find<NoticeBar>()->isVisible());
    }
    void whatIsShownWhileAMessageIsFetchedIsNotRead()
    {
        openBirdsAndCats();
        m_window->showRoom(m_cats);
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("a needle here"));
        QTRY_COMPARE(m_session->rooms().find(m_birds)->unread, 1);
        QSignalSpy seen(timeline(), &TimelineView::seen);
        m_window->showRoom(m_birds);
        find<RoomView>()->awaitMessage();
        QTRY_VERIFY(texts().contains(QStringLiteral("a needle here")));
        const int row = int(texts().indexOf(QStringLiteral("a needle here")));
        const EventId event(timeline()->model()->index(row, 0).data(TimelineModel::EventIdRole).toString());
        QTRY_VERIFY(!seen.isEmpty() && seen.constLast()[0].value<EventId>() == event);
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("one more"));
        QTRY_COMPARE(m_session->rooms().find(m_birds)->unread, 2);
        find<RoomView>()->goTo(event);
        QTRY_COMPARE(timeline()->currentIndex().row(), row);
        m_server->say(QStringLiteral("bob"), m_birds.toString(), QStringLiteral("and one"));
        QTRY_COMPARE(m_session->rooms().find(m_birds)->unread, 0);
    }
    void saysThatAMessageIsNotThere()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("a linnet"));
        QTRY_VERIFY(texts().contains(QStringLiteral("a linnet")));
        Q_EMIT find<HistoryBar>()->arrived(room, EventId(QStringLiteral("$gone:localhost")));
        QTRY_COMPARE(find<NoticeBar>()->message(), QStringLiteral("This message cannot be shown."));
        QTRY_VERIFY(texts().contains(QStringLiteral("a linnet")));
        // The same while the room is being opened.
        find<NoticeBar>()->dismiss();
        m_window->showRoom({});
        m_window->showRoom(room);
        find<RoomView>()->goTo(EventId(QStringLiteral("$gone:localhost")));
        QTRY_VERIFY(find<NoticeBar>()->isVisible());
    }
    void saysThatItCouldNotLook()
    {
        openRoom(QStringLiteral("Birds"));
        const QString path = m_folder->filePath(QStringLiteral("db"));
        auto database = Database::open(path, QByteArray(32, 'k'), Database::Mode::ReadWrite).take();
        database->script("DROP TABLE message_places");
        openPalette();
        type(QStringLiteral("zzz"));
        const QString wanted = ErrorText::of(Error::of(Error::Kind::Storage)).what;
        QTRY_COMPARE(palette()->findChild<QLabel *>()->text(), wanted);
        QTRY_COMPARE(rows()->rowCount(), 0);
        QCOMPARE(palette()->findChild<QLabel *>()->text(), wanted);
    }
    void offersAChatWithSomebody()
    {
        openRoom(QStringLiteral("Birds"));
        openPalette();
        type(QStringLiteral("bob"));
        QTRY_COMPARE(found(FindModel::Kind::Person).size(), 1);
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY(dialog<CreateRoomDialog>());
    }
    void fetchesAllOlderMessages()
    {
        openLongRoom();
        trigger(QStringLiteral("Fetch all older messages"));
        QTRY_VERIFY(find<HistoryBar>()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!find<HistoryBar>()->isVisible(), 20'000);
        QCOMPARE(find<NoticeBar>()->message(), QStringLiteral("All messages of this room are here now."));
        openPalette();
        type(QStringLiteral("\"line 0\""));
        QTRY_COMPARE(found(FindModel::Kind::Message).size(), 1);
    }
    void writesARoomIntoAFile()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("a linnet"));
        QTRY_VERIFY(texts().contains(QStringLiteral("a linnet")));
        trigger(QStringLiteral("Export…"));
        QTRY_VERIFY(dialog<ExportDialog>());
        auto *form = dialog<ExportDialog>();
        form->findChild<QComboBox *>()->setCurrentIndex(1);
        const QString path = m_folder->filePath(QStringLiteral("birds.txt"));
        form->exportTo(path);
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!dialog<ExportDialog>());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("a linnet"));
        QVERIFY(find<NoticeBar>()->message().contains(QStringLiteral("exported")));
    }
    void anExportSaysWhatIsNotHere()
    {
        openLongRoom();
        trigger(QStringLiteral("Export…"));
        QTRY_VERIFY(dialog<ExportDialog>());
        dialog<ExportDialog>()->exportTo(m_folder->filePath(QStringLiteral("birds.html")));
        QTRY_VERIFY(!dialog<ExportDialog>());
        QVERIFY(find<NoticeBar>()->message().contains(QStringLiteral("not on this computer")));
        QTest::mouseClick(button(find<NoticeBar>(), QStringLiteral("Fetch them")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(find<NoticeBar>()->message(),
                                  QStringLiteral("All messages of this room are here now."), 20'000);
    }
    void anExportOfNoDaysIsNotBegun()
    {
        openRoom(QStringLiteral("Birds"));
        trigger(QStringLiteral("Export…"));
        QTRY_VERIFY(dialog<ExportDialog>());
        auto *form = dialog<ExportDialog>();
        auto *bar = form->findChild<MessageBar *>();
        auto *from = form->findChild<QDateEdit *>(QStringLiteral("from"));
        auto *until = form->findChild<QDateEdit *>(QStringLiteral("until"));
        const QPushButton *start = button(form, QStringLiteral("Export…"));
        from->setDate(QDate(2026, 3, 2));
        until->setDate(QDate(2026, 3, 1));
        QVERIFY(start->isEnabled()); // neither counts yet
        for (const char *box : {"hasFrom", "hasUntil"})
            form->findChild<QCheckBox *>(QString::fromLatin1(box))->click();
        QVERIFY(!start->isEnabled());
        QVERIFY(bar->isVisible());
        QVERIFY(bar->accessibleName().contains(QStringLiteral("after the last")));
        QTest::keyClick(form, Qt::Key_Return);
        QVERIFY(!form->findChild<QFileDialog *>());
        QTest::keyClick(until, Qt::Key_Up); // of the day, the month or the year: never too few
        QVERIFY(start->isEnabled());
        QVERIFY(!bar->isVisible());
        form->reject();
    }
    void aStoppedExportSaysWhatIsLeft()
    {
        const RoomId room = openRoom(QStringLiteral("Birds"));
        for (int i = 0; i < 250; ++i)
            m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
        QTRY_VERIFY_WITH_TIMEOUT(texts().contains(QStringLiteral("line 249")), 20'000);
        trigger(QStringLiteral("Export…"));
        QTRY_VERIFY(dialog<ExportDialog>());
        auto *form = dialog<ExportDialog>();
        const QString path = m_folder->filePath(QStringLiteral("birds.html"));
        form->exportTo(path);
        connect(form->findChild<RoomExport *>(), &RoomExport::progressed, form,
                [this, form] { button(form, QStringLiteral("Stop"))->click(); });
        QTRY_VERIFY(button(form, QStringLiteral("Close")));
        QVERIFY(form->isVisible());
        const auto labels = form->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [&path](const QLabel *label) {
            return label->isVisible() && label->text().contains(path + QStringLiteral(".part"));
        }));
        QVERIFY(QFile::exists(path + QStringLiteral(".part")));
        button(form, QStringLiteral("Close"))->click();
        QTRY_VERIFY(!dialog<ExportDialog>());
    }
};

QTEST_MAIN(TestFindPalette)
#include "tst_findpalette.moc"

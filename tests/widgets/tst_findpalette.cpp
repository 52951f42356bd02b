// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findpalette.h"

#include "models/findmodel.h"
#include "session/errortext.h"
#include "store/database.h"
#include "widgets/createroomdialog.h"
#include "widgets/exportdialog.h"
#include "widgets/finddelegate.h"
#include "widgets/historybar.h"
#include "widgets/mainwindowtesting.h"
#include "widgets/noticebar.h"
#include "widgets/roomview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>

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
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(field()->hasFocus());
        QCOMPARE(field()->text(), QStringLiteral("in:\"Birds\" "));
        type(QStringLiteral("needle"));
        QTRY_COMPARE(found(FindModel::Kind::Message), QStringList{QStringLiteral("needle one")});
    }
    void saysThatItCouldNotLook()
    {
        openRoom(QStringLiteral("Birds"));
        const QString path = m_folder->filePath(QStringLiteral("db"));
        auto database = Database::open(path, QByteArray(32, 'k'), Database::Mode::ReadWrite).take();
        database->script("DROP TABLE message_hours");
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
        const RoomId room = makeRoom(QStringLiteral("Birds"));
        m_server->rooms().join(Alice, room.toString());
        for (int i = 0; i < 130; ++i)
            m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
        openWindow();
        QTRY_VERIFY(m_session->rooms().find(room));
        m_window->showRoom(room);
        QTRY_VERIFY(texts().contains(QStringLiteral("line 129")));
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

    void excerptsShowTheHit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("excerpt");
        const QString filler = QStringLiteral("word ").repeated(40);
        QTest::newRow("short") << QStringLiteral("a needle") << QStringLiteral("a needle");
        QTest::newRow("at the beginning") << QString(QStringLiteral("Needle ") + filler)
                                          << QString(QStringLiteral("Needle ") + filler).left(60);
        QTest::newRow("far behind") << QString(filler + QStringLiteral("needle end"))
                                    << QStringLiteral("…word word word word needle end");
        QTest::newRow("nowhere") << filler << filler.left(60);
    }
    void excerptsShowTheHit()
    {
        QFETCH(QString, text);
        QTEST(FindDelegate::excerpt(text, {QStringLiteral("needle")}, 60), "excerpt");
    }
};

QTEST_MAIN(TestFindPalette)
#include "tst_findpalette.moc"

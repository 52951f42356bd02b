// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "widgets/filteredit.h"
#include "widgets/recentemoji.h"

#include <QAbstractButton>
#include <QFile>
#include <QListView>
#include <QPointer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace linnet;

namespace {

struct Stage
{
    Stage()
    {
        window.resize(600, 600);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("no window");
        picker = EmojiPicker::popUp(window.mapToGlobal(QPoint(500, 550)), &window);
        view = picker->findChild<QListView *>();
        search = picker->findChild<FilterEdit *>();
        QObject::connect(picker, &EmojiPicker::picked, &window,
                         [this](const QString &emoji) { picked << emoji; });
    }

    QWidget window;
    QPointer<EmojiPicker> picker;
    QListView *view = nullptr;
    FilterEdit *search = nullptr;
    QStringList picked;

    QString current() const { return view->currentIndex().data().toString(); }
    void press(Qt::Key key) { QTest::keyClick(search, key); }
};

}

/// The panel of emoji with real keys and clicks.
class TestEmojiPicker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QFile::remove(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/emoji.ini");
    }
    void findsAndPicks()
    {
        Stage stage;
        QVERIFY(stage.picker->isVisible());
        QTest::keyClicks(stage.search, u"tada"_qs);
        QCOMPARE(stage.current(), u"🎉"_qs);
        QCOMPARE(stage.search->accessibleDescription(), u"party popper"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.picked, QStringList{u"🎉"_qs});
        QTRY_VERIFY(!stage.picker);
    }
    void arrowsWalkTheGrid()
    {
        Stage stage;
        const QString first = stage.current();
        stage.press(Qt::Key_Right);
        QCOMPARE(stage.view->currentIndex().row(), 1);
        stage.press(Qt::Key_Down);
        const int below = stage.view->currentIndex().row();
        QVERIFY(below >= 8);
        const auto center = [&](int row) {
            return stage.view->visualRect(stage.view->model()->index(row, 0)).center();
        };
        QCOMPARE(center(below).x(), center(1).x());
        stage.press(Qt::Key_Up);
        stage.press(Qt::Key_Left);
        stage.press(Qt::Key_Left);
        QCOMPARE(stage.current(), first);
    }
    void aClickPicks()
    {
        Stage stage;
        const QModelIndex third = stage.view->model()->index(2, 0);
        const QString emoji = third.data().toString();
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, stage.view->visualRect(third).center());
        QCOMPARE(stage.picked, QStringList{emoji});
    }
    void groupsAreNamed()
    {
        Stage stage;
        QTest::keyClicks(stage.search, u"zzzz"_qs);
        QCOMPARE(stage.view->model()->rowCount(), 0);
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_Down);
        QVERIFY(stage.picked.isEmpty());
        for (QAbstractButton *button : stage.picker->findChildren<QAbstractButton *>()) {
            if (!button->isCheckable())
                continue;
            QVERIFY(!button->accessibleName().isEmpty());
            QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY(stage.view->model()->rowCount() > 50);
            QVERIFY(stage.search->text().isEmpty());
        }
    }
    void keepsThoseOfLate()
    {
        for (const QString &emoji : {u"🎉"_qs, u"🐦"_qs, u"🎉"_qs})
            RecentEmoji::add(emoji);
        Stage stage;
        QCOMPARE(stage.view->model()->rowCount(), 2); // 🎉 once
        QCOMPARE(stage.current(), u"🎉"_qs);
    }
    void escapeCloses()
    {
        Stage stage;
        stage.press(Qt::Key_Escape);
        QTRY_VERIFY(!stage.picker);
        QVERIFY(stage.picked.isEmpty());
    }
};

QTEST_MAIN(TestEmojiPicker)
#include "tst_emojipicker.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "models/emojimodel.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "widgets/filteredit.h"
#include "widgets/pictures.h"
#include "widgets/preferences.h"
#include "widgets/testpictures.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

ImagePack packOf(const QString &name, const QStringList &codes, bool areStickers)
{
    ImagePack pack;
    pack.name = name;
    for (const QString &code : codes)
        pack.images.append(
            {code, u"mxc://x/" + code, u"what %1 shows"_qs.arg(code), {}, !areStickers, areStickers});
    return pack;
}

struct Stage
{
    Stage()
    {
        server.expects(Request::Method::Get, QRegularExpression(QStringLiteral("thumbnail/x/")))
            .replies(200, pictureBytes({64, 64}), "image/png")
            .always();
        window.resize(600, 600);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("no window");
        open();
    }
    void open()
    {
        picker = new EmojiPicker(table, preferences, pictures, &window);
        picker->popUp(window.mapToGlobal(QPoint(500, 550)));
        view = picker->findChild<QListView *>();
        search = picker->findChild<FilterEdit *>();
        QObject::connect(picker, &EmojiPicker::picked, &window,
                         [this](const QString &emoji) { picked << emoji; });
        QObject::connect(picker, &EmojiPicker::imagePicked, &window,
                         [this](const PackImage &image) { picked << u"image " + image.url; });
        QObject::connect(picker, &EmojiPicker::stickerPicked, &window,
                         [this](const PackImage &image) { picked << u"sticker " + image.url; });
    }

    QTemporaryDir folder;
    FakeTransport server;
    FakeClock clock;
    ApiClient api{server, clock, Server{}, "token"};
    MediaCache media{api, folder.filePath(u"media"_qs)};
    Pictures pictures{media};
    Preferences preferences{folder.filePath(u"settings.ini"_qs)};
    EmojiTable table;
    QWidget window;
    QPointer<EmojiPicker> picker;
    QListView *view = nullptr;
    FilterEdit *search = nullptr;
    QStringList picked;

    QString current() const { return view->currentIndex().data().toString(); }
    void press(Qt::Key key) { QTest::keyClick(search, key); }
    QAbstractButton *group(const QString &name) const
    {
        for (QAbstractButton *button : picker->findChildren<QAbstractButton *>()) {
            if (button->isCheckable() && button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
    void clickAt(int row, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseClick(view->viewport(), button, {},
                          view->visualRect(view->model()->index(row, 0)).center());
    }
};

}

/// The panel of emoji with real keys and clicks.
class TestEmojiPicker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        const QString emoji = stage.view->model()->index(2, 0).data().toString();
        stage.clickAt(2);
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
        Stage stage;
        stage.picker->close();
        for (const QString &emoji : {u"🎉"_qs, u"👍🏽"_qs, u"🎉"_qs})
            stage.preferences.addRecentEmoji(emoji);
        stage.open();
        QCOMPARE(stage.view->model()->rowCount(), 2); // 🎉 once
        QCOMPARE(stage.current(), u"🎉"_qs);
        // Whatever skin others have.
        QCOMPARE(stage.view->model()->index(1, 0).data().toString(), u"👍🏽"_qs);
    }
    void keepsThoseOfPacksOfLate()
    {
        Stage stage;
        const ImagePack birds = packOf(u"Birds"_qs, {u"linnet"_qs, u"wren"_qs}, false);
        stage.picker->setPacks({birds}, true);
        QTest::mouseClick(stage.group(u"Custom emoji"_qs), Qt::LeftButton);
        stage.clickAt(1);
        QCOMPARE(stage.picked, QStringList{u"image mxc://x/wren"_qs});
        // Without its pack there would be nothing to show.
        stage.open();
        QVERIFY(!stage.group(u"Used of late"_qs));
        stage.picker->close();
        stage.preferences.addRecentEmoji(u"🎉"_qs);
        stage.open();
        const auto shown = [&stage] {
            QStringList texts;
            for (int row = 0; row < stage.view->model()->rowCount(); ++row)
                texts << stage.view->model()->index(row, 0).data().toString();
            return texts;
        };
        QCOMPARE(shown(), QStringList{u"🎉"_qs});
        stage.picker->setPacks({birds}, true);
        QCOMPARE(shown(), (QStringList{u"🎉"_qs, u":wren:"_qs}));
        stage.picker->setPacks({packOf(u"Cats"_qs, {u"tabby"_qs}, false)}, true);
        QCOMPARE(shown(), QStringList{u"🎉"_qs});
        stage.picker->setPacks({birds}, true);
        stage.press(Qt::Key_Right);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.picked.last(), u"image mxc://x/wren"_qs);
        QCOMPARE(stage.preferences.recentEmoji(), (QStringList{u"mxc://x/wren"_qs, u"🎉"_qs}));
    }
    void escapeCloses()
    {
        Stage stage;
        stage.press(Qt::Key_Escape);
        QTRY_VERIFY(!stage.picker);
        QVERIFY(stage.picked.isEmpty());
    }

    void offersTheTonesOfOne_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("right button") << 0;
        QTest::newRow("menu key") << 1;
        QTest::newRow("long press") << 2;
    }
    void offersTheTonesOfOne()
    {
        QFETCH(int, how);
        Stage stage;
        QTest::keyClicks(stage.search, u"wave"_qs);
        QCOMPARE(stage.current(), u"👋"_qs);
        const QPoint place = stage.view->visualRect(stage.view->currentIndex()).center();
        if (how == 0)
            stage.clickAt(0, Qt::RightButton);
        else if (how == 1)
            stage.press(Qt::Key_Menu);
        else
            QTest::mousePress(stage.view->viewport(), Qt::LeftButton, {}, place);
        QPointer<QMenu> menu;
        QTRY_VERIFY(menu = stage.picker->findChild<QMenu *>(u"tones"_qs));
        QVERIFY(stage.picked.isEmpty());
        QCOMPARE(menu->actions().size(), 6);
        menu->actions().at(5)->trigger();
        QCOMPARE(stage.picked, QStringList{u"👋🏿"_qs});
    }
    void whatHasNoTonesOffersNone()
    {
        Stage stage;
        QTest::keyClicks(stage.search, u"tada"_qs);
        stage.clickAt(0, Qt::RightButton);
        QVERIFY(!stage.picker->findChild<QMenu *>(u"tones"_qs));
        QVERIFY(stage.picked.isEmpty());
    }
    void theToneOfAllIsKept()
    {
        Stage stage;
        QTest::keyClicks(stage.search, u"wave"_qs);
        auto *tone = stage.picker->findChild<QToolButton *>(u"tone"_qs);
        tone->menu()->actions().at(2)->trigger();
        QCOMPARE(stage.current(), u"👋🏼"_qs);
        QCOMPARE(stage.preferences.emojiTone(), 2);
        QVERIFY(tone->text().contains(u"🏼"_qs));
    }

    void customEmojiArePickedByNameAndPack()
    {
        Stage stage;
        QVERIFY(!stage.group(u"Custom emoji"_qs));
        stage.picker->setPacks({packOf(u"Birds"_qs, {u"linnet"_qs, u"wren"_qs}, false),
                                packOf(u"Cats"_qs, {u"tabby"_qs}, false)},
                               true);
        QVERIFY(!stage.group(u"Stickers"_qs)); // there are none
        QTest::keyClicks(stage.search, u"WREN"_qs);
        QCOMPARE(stage.current(), u":wren:"_qs);
        QCOMPARE(stage.search->accessibleDescription(), u"what wren shows"_qs);
        QTest::mouseClick(stage.group(u"Custom emoji"_qs), Qt::LeftButton);
        QCOMPARE(stage.view->model()->rowCount(), 3);
        auto *packs = stage.picker->findChild<QComboBox *>();
        QVERIFY(packs->isVisible());
        QCOMPARE(packs->count(), 3);
        packs->setCurrentIndex(2);
        Q_EMIT packs->activated(2);
        QCOMPARE(stage.view->model()->rowCount(), 1);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.picked, QStringList{u"image mxc://x/tabby"_qs});
    }
    void stickersStandInALargerGrid()
    {
        Stage stage;
        const int small = stage.view->gridSize().width();
        stage.picker->setPacks({packOf(u"Cats"_qs, {u"a"_qs, u"b"_qs}, true)}, true);
        QVERIFY(!stage.group(u"Custom emoji"_qs));
        QTest::mouseClick(stage.group(u"Stickers"_qs), Qt::LeftButton);
        QVERIFY(stage.view->gridSize().width() > 2 * small);
        QTRY_COMPARE(stage.server.sent().size(), 2); // and their pictures come
        stage.clickAt(1);
        QCOMPARE(stage.picked, QStringList{u"sticker mxc://x/b"_qs});
    }
    void stickersAreNotOfferedWhereTheyCannotBe()
    {
        Stage stage;
        stage.picker->setPacks({packOf(u"Cats"_qs, {u"a"_qs}, true)}, false);
        QVERIFY(!stage.group(u"Stickers"_qs));
    }
    void manyImagesAskOnlyForWhatIsSeen()
    {
        Stage stage;
        QStringList codes;
        for (int i = 0; i < 1'000; ++i)
            codes << u"n%1"_qs.arg(i);
        stage.picker->setPacks({packOf(QString(300, u'x'), codes, false)}, true);
        QTest::mouseClick(stage.group(u"Custom emoji"_qs), Qt::LeftButton);
        QCOMPARE(stage.view->model()->rowCount(), 1'000);
        QTRY_VERIFY(stage.server.sent().size() >= 40);
        QVERIFY(stage.server.sent().size() < 200);
    }
};

QTEST_MAIN(TestEmojiPicker)
#include "tst_emojipicker.moc"

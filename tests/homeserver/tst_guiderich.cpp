// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojimodel.h"
#include "models/timelinemodel.h"
#include "support/guidetest.h"
#include "support/httpserver.h"
#include "support/json.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/emojipicker.h"
#include "widgets/filteredit.h"
#include "widgets/mainwindow.h"
#include "widgets/personmenu.h"
#include "widgets/roomview.h"
#include "widgets/timelineview.h"

#include <QAbstractButton>
#include <QListView>
#include <QTemporaryDir>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString Wave = QStringLiteral("mxc://elsewhere.example/wave");

QJsonObject contentOf(const Person &person, const QString &room, const QString &type)
{
    QJsonObject found;
    const QJsonArray events = person.events(room);
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("type")].toString() == type)
            found = event[QLatin1String("content")].toObject();
    }
    return found;
}

}

/// Image packs and link previews with a real server, in the window. A server of api/v1 has neither.
class TestGuideRich : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void customEmojiAndStickersReachTheOthers();
    void linksSayWhatTheyLeadTo();
    void addressesOfOnesOwnNetworkAreNotTold();
    void mentionsSayWhoTheyMeanAndLeadThere();

private:
    void openRoom();
    TimelineView *timeline() { return m_window->findChild<RoomView *>()->findChild<TimelineView *>(); }
    QString newestText();
    EmojiPicker *openPicker();
    static QAbstractButton *group(EmojiPicker *picker, const QString &name);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QString m_room;
};

void TestGuideRich::cleanup()
{
    m_window.reset();
    GuideTest::cleanup();
}

void TestGuideRich::openRoom()
{
    m_room = sharedRoom(QStringLiteral("Rich"));
    bob().setState(m_room, QStringLiteral("m.room.image_pack"),
                   {{QStringLiteral("images"),
                     QJsonObject{{QStringLiteral("wave_cat"),
                                  QJsonObject{{QStringLiteral("url"), Wave},
                                              {QStringLiteral("body"), QStringLiteral("a waving cat")}}}}}});
    bob().say(m_room, QStringLiteral("Hello"));
    m_window =
        std::make_unique<MainWindow>(alice().session(), m_folder.filePath(QStringLiteral("settings.ini")));
    m_window->show();
    m_window->showRoom(RoomId(m_room));
    QVERIFY(eventually([&] { return newestText() == u"Hello"; }));
}

QString TestGuideRich::newestText()
{
    const auto *model = qobject_cast<TimelineModel *>(timeline()->model());
    return model && model->rowCount() > 0 ? model->item(model->rowCount() - 1).text : QString();
}

EmojiPicker *TestGuideRich::openPicker()
{
    auto *composer = m_window->centralWidget()->findChild<Composer *>();
    QTest::mouseClick(composer->findChild<QAbstractButton *>(QStringLiteral("emoji")), Qt::LeftButton);
    return composer->findChild<EmojiPicker *>();
}

QAbstractButton *TestGuideRich::group(EmojiPicker *picker, const QString &name)
{
    for (QAbstractButton *button : picker->findChildren<QAbstractButton *>()) {
        if (button->isCheckable() && button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

void TestGuideRich::customEmojiAndStickersReachTheOthers()
{
    openRoom();
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    EmojiPicker *picker = openPicker();
    QVERIFY(picker);
    if (isLegacy()) {
        QTest::keyClicks(picker->focusProxy(), QStringLiteral("wave_cat"));
        QCOMPARE(picker->findChild<QListView *>()->model()->rowCount(), 0);
        picker->close();
        return;
    }
    QTest::keyClicks(picker->focusProxy(), QStringLiteral("wave_cat"));
    QVERIFY(eventually([&] { return picker->findChild<QListView *>()->model()->rowCount() == 1; }));
    QTest::keyClick(picker->focusProxy(), Qt::Key_Return);
    QTest::keyClicks(edit, QStringLiteral("hi"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(eventually([&] { return isUnsentEmpty() && newestText() == u":wave_cat: hi"; }));
    const QJsonObject message = contentOf(bob(), m_room, QStringLiteral("m.room.message"));
    QCOMPARE(message[QLatin1String("body")].toString(), QStringLiteral(":wave_cat: hi"));
    QCOMPARE(message[QLatin1String("formatted_body")].toString(),
             QStringLiteral(
                 "<img data-mx-emoticon src=\"%1\" alt=\"a waving cat\" title=\"wave_cat\" height=\"32\"> hi")
                 .arg(Wave));

    picker = openPicker();
    QVERIFY(eventually([&] { return group(picker, QStringLiteral("Stickers")); }));
    QTest::mouseClick(group(picker, QStringLiteral("Stickers")), Qt::LeftButton);
    QTest::keyClick(picker->focusProxy(), Qt::Key_Return);
    QVERIFY(eventually([&] { return isUnsentEmpty() && newestText() == u"a waving cat"; }));
    const QJsonObject sticker = contentOf(bob(), m_room, QStringLiteral("m.sticker"));
    QCOMPARE(sticker[QLatin1String("url")].toString(), Wave);
    QCOMPARE(sticker[QLatin1String("body")].toString(), QStringLiteral("a waving cat"));

    const auto *model = qobject_cast<TimelineModel *>(timeline()->model());
    Q_EMIT timeline()->reactRequested(model->item(model->rowCount() - 1).key,
                                      m_window->mapToGlobal(QPoint(300, 300)));
    picker = timeline()->findChild<EmojiPicker *>();
    QVERIFY(picker);
    QTest::keyClicks(picker->focusProxy(), QStringLiteral("wave_cat"));
    QVERIFY(eventually([&] { return picker->findChild<QListView *>()->model()->rowCount() == 1; }));
    QTest::keyClick(picker->focusProxy(), Qt::Key_Return);
    QVERIFY(eventually(
        [&] { return isUnsentEmpty() && !model->item(model->rowCount() - 1).reactions.isEmpty(); }));
    const QJsonObject reaction = contentOf(bob(), m_room, QStringLiteral("m.reaction"));
    QCOMPARE(reaction[QLatin1String("m.relates_to")][QLatin1String("key")].toString(), Wave);
    QCOMPARE(reaction[QLatin1String("shortcode")].toString(), QStringLiteral(":wave_cat:"));
}

/// The test's own site is one of those that nobody else knows.
void TestGuideRich::linksSayWhatTheyLeadTo()
{
    openRoom();
    const QUrl page(QStringLiteral("http://birds.example/the-common-linnet"));
    bob().say(m_room, QString(u"See " + page.toString()));
    LinkPreviews &previews = alice().session().previews();
    if (isLegacy()) {
        QVERIFY(eventually([&] { return newestText().contains(page.toString()); }));
        bob().say(m_room, QStringLiteral("Nothing more"));
        QVERIFY(eventually([&] { return newestText() == u"Nothing more"; }));
        QVERIFY(!previews.find(page));
        return;
    }
    QVERIFY(eventually([&] { return previews.find(page); }));
    QCOMPARE(previews.find(page)->title, QStringLiteral("The common linnet"));
    QCOMPARE(previews.find(page)->site, QStringLiteral("birds.example"));
    QVERIFY(previews.find(page)->image.startsWith(QLatin1String("mxc://")));
}

void TestGuideRich::addressesOfOnesOwnNetworkAreNotTold()
{
    int asked = 0;
    HttpServer site([&asked](const Exchange &exchange) {
        ++asked;
        exchange->reply(200, "<html><head><title>Linnets</title></head><body>x</body></html>", "text/html");
    });
    QVERIFY(site.listen());
    openRoom();
    const QString address = QStringLiteral("http://127.0.0.1:%1/linnets").arg(site.port());
    bob().say(m_room, QString(u"See " + address));
    QVERIFY(eventually([&] { return newestText().contains(address); }));
    bob().say(m_room, QStringLiteral("Nothing more"));
    QVERIFY(eventually([&] { return newestText() == u"Nothing more"; }));
    QCOMPARE(asked, 0);
}

void TestGuideRich::mentionsSayWhoTheyMeanAndLeadThere()
{
    openRoom();
    const QString link = QStringLiteral("https://matrix.to/#/");
    bob().send(m_room, {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                        {QStringLiteral("body"), QStringLiteral("Ask the queen")},
                        {QStringLiteral("format"), QStringLiteral("org.matrix.custom.html")},
                        {QStringLiteral("formatted_body"),
                         QStringLiteral("Ask <a href=\"%1\">the queen</a>").arg(link + aliceId())}});
    QVERIFY(eventually([&] { return newestText() == u"Ask the queen"; }));
    const auto shown = [this] { return timeline()->rowText(timeline()->model()->rowCount() - 1); };
    const QString name = alice().room(m_room)->ownName;
    const QString expected = QStringLiteral("Ask ") + (name.isEmpty() ? aliceId() : name);
    QVERIFY2(eventually([&] { return shown() == expected; }), qPrintable(shown()));

    // There is no chat with bob yet, so one is offered.
    const QUrl toBob(QString(link + bob().id()));
    Q_EMIT timeline()->linkActivated(toBob);
    QVERIFY(eventually([&] { return m_window->findChild<PersonMenu *>(); }));
    m_window->findChild<PersonMenu *>()->close();
    if (isLegacy())
        return; // that server notes nowhere which chats are direct ones
    const auto made =
        await(alice().session().actions().chatWith(UserId(bob().id()), [](const RoomId &) { return false; }));
    QVERIFY(made.isOk());
    QVERIFY(eventually([&] {
        const Room *chat = alice().session().rooms().find(*made);
        return chat && chat->isDirect;
    }));
    Q_EMIT timeline()->linkActivated(toBob);
    QVERIFY(eventually([&] { return m_window->room() == *made; }));
}

QTEST_MAIN(TestGuideRich)
#include "tst_guiderich.moc"

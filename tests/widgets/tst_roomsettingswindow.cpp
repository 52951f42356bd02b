// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomsettingswindow.h"

#include "widgets/messagebar.h"
#include "widgets/rolecombo.h"
#include "widgets/sessionstage.h"
#include "widgets/textsetting.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace linnet;
using namespace linnet::testing;

/// The settings of a room in their window, by hand, over a scripted server.
class TestRoomSettingsWindow : public QObject
{
    Q_OBJECT

    using Method = Request::Method;

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Avatars> m_avatars;
    QPointer<RoomSettingsWindow> m_window;

    test::FakeTransport &server() { return m_stage->transport; }
    test::FakeTransport::Expectation &expectsState(Method method, const char *type)
    {
        return server().expects(method, u"/rooms/!r:x/state/"_qs + QLatin1String(type));
    }
    static QJsonObject bodyOf(const test::FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }
    static QByteArray stateOf(const char *id, const char *type, const QByteArray &content)
    {
        return "{'type':'" + QByteArray(type) + "','event_id':'" + id +
               "','sender':'@me:x','state_key':'','content':" + content + '}';
    }
    void bringState(const QByteArray &events)
    {
        m_stage->bring("{'!r:x':{'state':{'events':[" + events + "]}}}");
    }
    /// With these power levels, and the addresses that the server has.
    void open(const QByteArray &powers = "{'users':{'@me:x':100,'@bob:x':50}}",
              const char *addresses = "{'aliases':[]}")
    {
        bringState(stateOf("$c", "m.room.create", "{'room_version':'10'}") + ',' +
                   stateOf("$n", "m.room.name", "{'name':'Tea'}") + ',' +
                   stateOf("$p", "m.room.power_levels", powers));
        server().expects(Method::Get, u"/rooms/!r:x/aliases"_qs).replies(200, test::jsonText(addresses));
        server()
            .expects(Method::Get, u"/directory/list/room/!r:x"_qs)
            .replies(200, test::jsonText("{'visibility':'private'}"));
        show();
    }
    void show()
    {
        m_window = new RoomSettingsWindow(*m_stage->session, *m_avatars, room, nullptr);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        QTRY_VERIFY(names().isVisible());
        QTRY_COMPARE(server().unmet(), QStringList());
    }
    QListWidget &names() const
    {
        const auto lists = m_window->findChildren<QListWidget *>();
        return **std::find_if(lists.cbegin(), lists.cend(),
                              [](const QListWidget *list) { return list->accessibleName() == u"Pages"; });
    }
    template <typename T>
    T &find(const char *objectName) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(objectName));
        if (!found)
            qFatal("no %s", objectName);
        return *found;
    }
    QLineEdit &name() const { return *find<TextSetting>("roomName").findChild<QLineEdit *>(); }
    SettingNote &nameNote() const { return *find<TextSetting>("roomName").findChild<SettingNote *>(); }
    QPlainTextEdit &topic() const { return *find<TextSetting>("roomTopic").findChild<QPlainTextEdit *>(); }
    static QPushButton &undoOf(SettingNote &note) { return *note.findChild<QPushButton *>(u"undo"_qs); }
    static void type(QLineEdit &line, const QString &text)
    {
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
    }
    QComboBox &boxOf(const char *role) const { return *find<RoleCombo>(role).findChild<QComboBox *>(); }
    QMessageBox *question() const { return m_window->findChild<QMessageBox *>(u"levelQuestion"_qs); }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_avatars = std::make_unique<Avatars>(m_stage->session->media());
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        delete m_window;
        m_avatars.reset();
        m_stage.reset();
    }
    void aPictureGoesOutWithoutWhatItsFileSaysBesides()
    {
        open();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"home.png"_qs);
        QImage image(600, 300, QImage::Format_RGB32);
        image.fill(Qt::green);
        image.setText(u"Comment"_qs, u"taken at home"_qs);
        QVERIFY(image.save(path));
        find<QPushButton>("changePicture").click();
        auto *dialog = m_window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        auto &upload = server()
                           .expects(Method::Post, u"/_matrix/media/v3/upload"_qs)
                           .replies(200, test::jsonText("{'content_uri':'mxc://x/pic'}"));
        expectsState(Method::Put, "m.room.avatar").replies(200, "{}");
        server().expects(Method::Get, u"/thumbnail/x/pic"_qs).always(); // it is shown then
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_COMPARE(server().unmet(), QStringList());
        QVERIFY(!upload.sent().request.body.contains("taken at home"));
        QCOMPARE(QImage::fromData(upload.sent().request.body).size(), QSize(300, 300));
    }

    void changesTheNameAndUndoesIt()
    {
        open();
        QCOMPARE(name().text(), u"Tea"_qs);
        auto &put = expectsState(Method::Put, "m.room.name").replies(200);
        type(name(), u"Coffee"_qs);
        QTest::keyClick(&name(), Qt::Key_Return);
        QVERIFY(m_window->isVisible());
        QTRY_COMPARE(nameNote().text(), u"Saved."_qs);
        QCOMPARE(bodyOf(put), test::json("{'name':'Coffee'}"));
        QCOMPARE(name().text(), u"Coffee"_qs);
        auto &back = expectsState(Method::Put, "m.room.name").replies(200);
        QTest::mouseClick(&undoOf(nameNote()), Qt::LeftButton);
        QTRY_VERIFY(back.isAsked());
        QCOMPARE(bodyOf(back), test::json("{'name':'Tea'}"));
        QTRY_COMPARE(name().text(), u"Tea"_qs);
    }

    void whoLooksIntoAnotherWindowHasNotWrittenIt()
    {
        open();
        type(name(), u"Coff"_qs);
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QVERIFY(!name().hasFocus());
        QCOMPARE(nameNote().text(), QString());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        auto &put = expectsState(Method::Put, "m.room.name").replies(200);
        topic().setFocus();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'name':'Coff'}"));
        QTest::keyClicks(&topic(), u"Milk"_qs);
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_COMPARE(nameNote().text(), u"Saved."_qs);
        QCOMPARE(find<TextSetting>("roomTopic").findChild<SettingNote *>()->text(), QString());
        topic().clear();
        QTest::keyClick(&topic(), Qt::Key_Return, Qt::ControlModifier); // nothing is left to be sent
    }

    void keepsWhatTheServerRefuses()
    {
        open();
        expectsState(Method::Put, "m.room.name")
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'No way'}"));
        type(name(), u"Coffee"_qs);
        QTest::keyClick(&name(), Qt::Key_Return);
        QTRY_VERIFY(nameNote().text().startsWith(u"Not saved"));
        QCOMPARE(name().text(), u"Coffee"_qs);
        QTest::mouseClick(&undoOf(nameNote()), Qt::LeftButton);
        QCOMPARE(name().text(), u"Tea"_qs);
        QCOMPARE(nameNote().text(), QString());
    }

    void closesWhenOneIsOutOfTheRoom()
    {
        open();
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.member','event_id':'$out',"
                       "'sender':'@me:x','state_key':'@me:x','content':{'membership':'leave'}}]}}}",
                       "[]", "leave");
        QTRY_VERIFY(!m_window);
    }

    void severalFieldsFailByThemselves()
    {
        open();
        expectsState(Method::Put, "m.room.name").replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        expectsState(Method::Put, "m.room.topic").replies(413, test::jsonText("{'errcode':'M_TOO_LARGE'}"));
        type(name(), u"Coffee"_qs);
        topic().setFocus(); // leaves the name
        QTest::keyClicks(&topic(), u"Milk first?"_qs);
        QTest::keyClick(&topic(), Qt::Key_Return, Qt::ControlModifier);
        auto &topicNote = *find<TextSetting>("roomTopic").findChild<SettingNote *>();
        QTRY_VERIFY(nameNote().text().startsWith(u"Not saved"));
        QTRY_VERIFY(topicNote.text().startsWith(u"Not saved"));
        QVERIFY(nameNote().text() != topicNote.text());
        // They are not sent anew with the window.
        undoOf(nameNote()).click();
        undoOf(topicNote).click();
    }

    void othersDoNotOverwriteWhatIsTyped()
    {
        open();
        type(name(), u"Coff"_qs);
        bringState(stateOf("$n2", "m.room.name", "{'name':'Milk'}"));
        QTRY_VERIFY(nameNote().text().contains(u"Milk"));
        QCOMPARE(name().text(), u"Coff"_qs);
        name().clear();
        type(name(), u"Milk"_qs);
        QTest::keyClick(&name(), Qt::Key_Return); // nothing to send
        bringState(stateOf("$n3", "m.room.name", "{'name':'Juice'}"));
        QTRY_COMPARE(name().text(), u"Juice"_qs);
    }

    void disablesWhatOneMayNotWithTheReason()
    {
        open("{'users':{'@bob:x':100},'events':{'m.room.topic':0}}");
        QVERIFY(!name().isEnabled());
        QVERIFY(name().toolTip().contains(u"Moderators"));
        QCOMPARE(nameNote().text(), name().toolTip());
        QVERIFY(topic().isEnabled());
        names().setCurrentRow(1);
        QVERIFY(!find<QComboBox>("history").isEnabled());
        QVERIFY(!find<QRadioButton>("joinAnyone").isEnabled());
        QVERIFY(find<QRadioButton>("joinInvited").isChecked());
        names().setCurrentRow(2);
        QVERIFY(!find<QLineEdit>("newPerson").isEnabled());
        // It becomes possible while it is open.
        bringState(stateOf("$p2", "m.room.power_levels", "{'users':{'@bob:x':100,'@me:x':100}}"));
        QTRY_VERIFY(name().isEnabled());
        QCOMPARE(nameNote().text(), QString());
    }

    void asksBeforeOneLowersOneself()
    {
        open();
        names().setCurrentRow(2);
        auto &people = find<QTreeWidget>("people");
        QCOMPARE(people.topLevelItemCount(), 2);
        QTRY_VERIFY(people.topLevelItem(0)->text(0).contains(u"Me")); // the store says their names
        QCOMPARE(people.topLevelItem(0)->text(1), u"Admin"_qs);
        people.setCurrentItem(people.topLevelItem(0));
        QComboBox &box = boxOf("role");
        QVERIFY(box.isEnabled());
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Down);
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(u"yourself"));
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!question());
        QCOMPARE(box.currentText(), u"Admin"_qs);

        expectsState(Method::Get, "m.room.power_levels")
            .replies(200, test::jsonText("{'users':{'@me:x':100,'@bob:x':50},'keep':[1]}"));
        auto &put = expectsState(Method::Put, "m.room.power_levels").replies(200);
        QTest::keyClick(&box, Qt::Key_Down);
        QTRY_VERIFY(question());
        question()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'users':{'@me:x':50,'@bob:x':50},'keep':[1]}"));
        QTRY_COMPARE(people.topLevelItem(1)->text(1), u"Moderator"_qs);
    }

    void asksBeforeNobodyIsLeft()
    {
        open("{'users':{'@me:x':100}}");
        names().setCurrentRow(2);
        auto &people = find<QTreeWidget>("people");
        people.setCurrentItem(people.topLevelItem(0));
        QComboBox &box = boxOf("role");
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Down);
        // A moderator can still change permissions here.
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(u"yourself"));
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!question());
        QTest::keyClick(&box, Qt::Key_End); // another level
        auto &number = *find<RoleCombo>("role").findChild<QSpinBox *>();
        QTRY_VERIFY(number.isVisible());
        number.setValue(7);
        QTest::keyClick(&number, Qt::Key_Return);
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(u"Nobody"));
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!question());
    }

    void nobodyGivesMoreThanTheyHave()
    {
        open("{'users':{'@me:x':50,'@bob:x':100}}");
        names().setCurrentRow(2);
        const auto *model = qobject_cast<QStandardItemModel *>(boxOf("newRole").model());
        QVERIFY(model);
        QCOMPARE(boxOf("newRole").itemText(0), u"Admin"_qs);
        QVERIFY(!model->item(0)->isEnabled());
        auto &people = find<QTreeWidget>("people");
        people.setCurrentItem(people.topLevelItem(0)); // Bob, above oneself
        QVERIFY(!boxOf("role").isEnabled());
        QVERIFY(!find<QLabel>("whyNotPerson").text().isEmpty());
        find<QLineEdit>("newPerson").setText(u"nobody here, at all"_qs);
        QVERIFY(!find<QPushButton>("addPerson").isEnabled());
        expectsState(Method::Get, "m.room.power_levels")
            .replies(200, test::jsonText("{'users':{'@me:x':50,'@bob:x':100}}"));
        auto &put = expectsState(Method::Put, "m.room.power_levels").replies(200);
        find<QLineEdit>("newPerson").setText(u"@ann:x"_qs);
        QVERIFY(find<QPushButton>("addPerson").isEnabled());
        find<QPushButton>("addPerson").click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'users':{'@me:x':50,'@bob:x':100,'@ann:x':50}}"));
    }

    void opensTheRoomToAnybody()
    {
        open();
        names().setCurrentRow(1);
        expectsState(Method::Get, "m.room.join_rules")
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &put = expectsState(Method::Put, "m.room.join_rules").replies(200);
        find<QRadioButton>("joinAnyone").click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'join_rule':'public'}"));
        QVERIFY(find<QRadioButton>("joinAnyone").isChecked());
    }

    void opensItToTheMembersOfASpace()
    {
        open();
        m_stage->bring("{'!s:x':{'state':{'events':["
                       "{'type':'m.room.create','event_id':'$sc','sender':'@me:x','state_key':'',"
                       "'content':{'type':'m.space','room_version':'10'}},"
                       "{'type':'m.room.name','event_id':'$sn','sender':'@me:x','state_key':'',"
                       "'content':{'name':'House'}},"
                       "{'type':'m.room.member','event_id':'$sj','sender':'@me:x','state_key':'@me:x',"
                       "'content':{'membership':'join'}}]}}}");
        names().setCurrentRow(1);
        find<QRadioButton>("joinMembers").click();
        auto &spaces = find<QListWidget>("spaces");
        QVERIFY(spaces.isVisible());
        QCOMPARE(spaces.count(), 1);
        QVERIFY(spaces.item(0)->text().contains(u"House"));
        expectsState(Method::Get, "m.room.join_rules")
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &put = expectsState(Method::Put, "m.room.join_rules").replies(200);
        spaces.item(0)->setCheckState(Qt::Checked);
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'join_rule':'restricted','allow':["
                                         "{'type':'m.room_membership','room_id':'!s:x'}]}"));
    }

    void warnsBeforeOnesOwnServerIsShutOut()
    {
        open();
        names().setCurrentRow(1);
        find<QPushButton>("chooseServers").click();
        auto &allowed = find<QPlainTextEdit>("allowedServers");
        QCOMPARE(allowed.toPlainText(), u"*"_qs);
        find<QPlainTextEdit>("deniedServers").setPlainText(u"x\nevil.example"_qs);
        find<QPushButton>("applyServers").click();
        MessageBar *warning = nullptr;
        const auto bars = m_window->findChildren<MessageBar *>();
        for (MessageBar *bar : bars) {
            if (bar->isVisible())
                warning = bar;
        }
        QVERIFY(warning && warning->message().contains(u"your own server"));
        expectsState(Method::Get, "m.room.server_acl")
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &put = expectsState(Method::Put, "m.room.server_acl").replies(200);
        find<QPlainTextEdit>("deniedServers").setPlainText(u"evil.example"_qs);
        QVERIFY(!warning->isVisible());
        find<QPushButton>("applyServers").click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'allow':['*'],'deny':['evil.example'],'allow_ip_literals':true}"));
    }

    void addsAnAddressThatIsFree()
    {
        open();
        auto &list = find<QListWidget>("addresses");
        QCOMPARE(list.count(), 0);
        server()
            .expects(Method::Get, u"/directory/room/%23tea:x"_qs)
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"))
            .always();
        server().expects(Method::Put, u"/directory/room/%23tea:x"_qs).replies(200);
        type(find<QLineEdit>("newAddress"), u"tea"_qs);
        QTest::keyClick(&find<QLineEdit>("newAddress"), Qt::Key_Return);
        QTRY_COMPARE(list.count(), 1);
        QVERIFY(list.item(0)->text().contains(u"#tea:x"));
        QTRY_COMPARE(find<QLineEdit>("newAddress").text(), QString());
        expectsState(Method::Get, "m.room.canonical_alias")
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &put = expectsState(Method::Put, "m.room.canonical_alias").replies(200);
        list.setCurrentRow(0);
        find<QPushButton>("makeMain").click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(put), test::json("{'alias':'#tea:x'}"));
        QTRY_VERIFY(list.item(0)->text().contains(u"main"));
    }

    void sendsTheRestWhenItCloses()
    {
        open();
        auto &put = expectsState(Method::Put, "m.room.name").holds();
        type(name(), u"Coffee"_qs);
        QTest::keyClick(m_window, Qt::Key_Escape);
        QVERIFY(m_window && !m_window->isVisible());
        QTRY_VERIFY(put.isHeld());
        put.release(200);
        QTRY_VERIFY(!m_window);
    }

    void triesAgainWhatCouldNotBeLoaded()
    {
        bringState(stateOf("$c", "m.room.create", "{'room_version':'10'}"));
        server()
            .expects(Method::Get, u"/rooms/!r:x/aliases"_qs)
            .replies(500, test::jsonText("{'errcode':'M_UNKNOWN'}"));
        server()
            .expects(Method::Get, u"/directory/list/room/!r:x"_qs)
            .replies(200, test::jsonText("{'visibility':'private'}"));
        show();
        MessageBar *trouble = m_window->findChild<MessageBar *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(trouble);
        QTRY_VERIFY(trouble->isVisible());
        server()
            .expects(Method::Get, u"/rooms/!r:x/aliases"_qs)
            .replies(200, test::jsonText("{'aliases':[]}"));
        server()
            .expects(Method::Get, u"/directory/list/room/!r:x"_qs)
            .replies(200, test::jsonText("{'visibility':'public'}"));
        Q_EMIT trouble->actionTriggered();
        QTRY_VERIFY(find<QCheckBox>("listed").isChecked());
        QTRY_VERIFY(!trouble->isVisible());
    }

    void saysWhatItIsOnlyWhereItIs()
    {
        open();
        QVERIFY(!find<QLabel>("serverNotices").isVisible());
        QSignalSpy upgrade(m_window, &RoomSettingsWindow::upgradeRequested);
        QSignalSpy leave(m_window, &RoomSettingsWindow::leaveRequested);
        find<QPushButton>("upgrade").click();
        find<QPushButton>("leave").click();
        QCOMPARE(upgrade.count(), 1);
        QCOMPARE(leave.count(), 1);
        bringState(stateOf("$po", "m.room.policy", "{'via':'<b>policy</b>.example'}"));
        names().setCurrentRow(1);
        QTRY_VERIFY(find<QLabel>("policyServer").isVisible());
        QCOMPARE(find<QLabel>("policyServer").textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestRoomSettingsWindow)
#include "tst_roomsettingswindow.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdialogs.h"

#include "widgets/createroomdialog.h"
#include "widgets/sessionstage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

QPushButton *button(const QWidget &parent, const QString &text)
{
    const QList<QPushButton *> all = parent.findChildren<QPushButton *>();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&text](const QPushButton *each) {
        return each->text().remove(u'&') == text;
    });
    return found == all.cend() ? nullptr : *found;
}

}

/// What links to people and rooms lead to, and which rooms are encrypted.
class TestRoomDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkToAPersonOpensTheirChat_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("matrix.to") << u"https://matrix.to/#/@bob:x"_qs;
        QTest::newRow("uri") << u"matrix:u/bob:x?action=chat"_qs;
    }
    void aLinkToAPersonOpensTheirChat()
    {
        QFETCH(QString, link);
        SessionStage stage;
        stage.bring("{'!dm:x':{'state':{'events':[{'type':'m.room.member','event_id':'$k2',"
                    "'sender':'@bob:x','state_key':'@bob:x','content':{'membership':'join'}}]}}}",
                    "[{'type':'m.direct','content':{'@bob:x':['!dm:x'],'@ann:x':['!left:x']}}]");
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy opened(&dialogs, &RoomDialogs::openRequested);
        dialogs.follow(link);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<RoomId>(), chat);
        QVERIFY(!window.findChild<CreateRoomDialog *>());
    }
    void withoutAChatOneIsOffered()
    {
        SessionStage stage;
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy opened(&dialogs, &RoomDialogs::openRequested);
        dialogs.follow(u"https://matrix.to/#/@bob:x"_qs);
        QTRY_VERIFY(window.findChild<CreateRoomDialog *>());
        QVERIFY(opened.isEmpty());
    }
    void oneselfIsNobodyToChatWith()
    {
        SessionStage stage;
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy done(&dialogs, &RoomDialogs::done);
        dialogs.follow(u"https://matrix.to/#/@me:x"_qs);
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!window.findChild<CreateRoomDialog *>());
    }

    void onlyPrivateRoomsAreEncrypted_data()
    {
        QTest::addColumn<bool>("isPublic");
        QTest::addColumn<bool>("isEncrypted");
        QTest::newRow("private") << false << true;
        QTest::newRow("public") << true << false;
    }
    void onlyPrivateRoomsAreEncrypted()
    {
        QFETCH(bool, isPublic);
        QFETCH(bool, isEncrypted);
        SessionStage stage(Dialect::V3, u"A"_qs);
        QWidget window;
        window.show();
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy opened(&dialogs, &RoomDialogs::openRequested);
        dialogs.create();
        auto *dialog = window.findChild<CreateRoomDialog *>();
        auto *box = dialog->findChild<QCheckBox *>(u"isEncrypted"_qs);
        QVERIFY(box->isVisible() && box->isChecked());
        if (isPublic)
            dialog->findChild<QRadioButton *>(u"isPublic"_qs)->click();
        QCOMPARE(box->isChecked(), isEncrypted);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"name"_qs), u"Tea"_qs);
        auto &asked = stage.transport.expects(Request::Method::Post, u"/createRoom"_qs)
                          .replies(200, test::jsonText("{'room_id':'!new:x'}"));
        QTest::mouseClick(button(*dialog, u"Create"_qs), Qt::LeftButton);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(asked.sent().request.body.contains("\"m.room.encryption\""), isEncrypted);
    }
    void withoutKeysNoRoomIsEncrypted()
    {
        SessionStage stage;
        QWidget window;
        window.show();
        RoomDialogs dialogs(*stage.session, window);
        dialogs.create();
        auto *dialog = window.findChild<CreateRoomDialog *>();
        QVERIFY(!dialog->findChild<QCheckBox *>(u"isEncrypted"_qs)->isVisible());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"name"_qs), u"Tea"_qs);
        auto &asked = stage.transport.expects(Request::Method::Post, u"/createRoom"_qs)
                          .replies(200, test::jsonText("{'room_id':'!new:x'}"));
        QTest::mouseClick(button(*dialog, u"Create"_qs), Qt::LeftButton);
        QTRY_VERIFY(asked.isAsked());
        QVERIFY(!asked.sent().request.body.contains("m.room.encryption"));
    }
    void leavesAndForgetsInOneQuestion_data()
    {
        QTest::addColumn<bool>("forgets");
        QTest::newRow("leaves") << false;
        QTest::newRow("forgets too") << true;
    }
    void leavesAndForgetsInOneQuestion()
    {
        QFETCH(bool, forgets);
        SessionStage stage;
        QWidget window;
        window.show();
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy left(&dialogs, &RoomDialogs::left);
        auto &leave =
            stage.transport.expects(Request::Method::Post, u"/rooms/!r:x/leave"_qs).replies(200, "{}");
        auto &forget =
            stage.transport.expects(Request::Method::Post, u"/rooms/!r:x/forget"_qs).replies(200, "{}");
        dialogs.leave(room);
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box && box->checkBox());
        QVERIFY(!box->checkBox()->isChecked());
        box->checkBox()->setChecked(forgets);
        QTest::mouseClick(button(*box, u"Leave"_qs), Qt::LeftButton);
        QTRY_COMPARE(left.size(), 1);
        QVERIFY(leave.isAsked());
        QCOMPARE(forget.isAsked(), forgets);
        QCOMPARE(stage.session->rooms().find(room) == nullptr, forgets);
    }
    /// It can never be undone.
    void asksBeforeItEncryptsARoom()
    {
        SessionStage stage(Dialect::V3, u"A"_qs);
        QWidget window;
        window.show();
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy failed(&dialogs, &RoomDialogs::failed);
        dialogs.encrypt(room);
        const QPointer<QMessageBox> first = window.findChild<QMessageBox *>();
        QVERIFY(first);
        QVERIFY(first->informativeText().contains(u"never be turned off"));
        // Elsewhere it has names in it that others chose.
        for (const QLabel *label : first->findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QTest::keyClick(first.data(), Qt::Key_Return); // without a look
        QTRY_VERIFY(!first);
        QVERIFY(stage.transport.sent().isEmpty());

        auto &asked = stage.transport.expects(Request::Method::Put, u"/rooms/!r:x/state/m.room.encryption"_qs)
                          .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        dialogs.encrypt(room);
        QTest::mouseClick(button(*window.findChild<QMessageBox *>(), u"Encrypt"_qs), Qt::LeftButton);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(asked.asked(), 1);
        QVERIFY(asked.sent().request.body.contains("m.megolm.v1.aes-sha2"));
    }
};

QTEST_MAIN(TestRoomDialogs)
#include "tst_roomdialogs.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knockbar.h"

#include "widgets/knockspopup.h"
#include "widgets/sessionstage.h"
#include "widgets/upgradedialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Method = Request::Method;

const QByteArray TwoKnock = "{'chunk':["
                            "{'type':'m.room.member','event_id':'$k1','sender':'@cid:x','state_key':'@cid:x',"
                            "'origin_server_ts':1,'content':{'membership':'knock','displayname':'Cid',"
                            "'reason':'<b>please</b>'}},"
                            "{'type':'m.room.member','event_id':'$k2','sender':'@dan:x','state_key':'@dan:x',"
                            "'origin_server_ts':2,'content':{'membership':'knock'}}]}";

class Stage : public SessionStage
{
public:
    Stage() : bar(*session, avatars.avatars(), &window)
    {
        bring("{'!r:x':{'timeline':{'events':["
              "{'type':'m.room.power_levels','event_id':'$p','sender':'@bob:x','state_key':'',"
              "'content':{'users':{'@me:x':50},'invite':50}},"
              "{'type':'m.room.join_rules','event_id':'$r','sender':'@bob:x','state_key':'',"
              "'content':{'join_rule':'knock'}}]}}}");
        window.resize(600, 400);
        window.show();
    }
    QPushButton *button(const QWidget &parent, const QString &text) const
    {
        for (QPushButton *each : parent.findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }

    QWidget window;
    KnockBar bar;
};

}

/// Who asks to be let in, and the dialog that replaces a room.
class TestKnockBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAsksAndLetsThemIn()
    {
        Stage stage;
        stage.transport.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200, test::jsonText(TwoKnock.constData()));
        QVERIFY(!stage.bar.isVisible());
        stage.bar.setRoom(room);
        QTRY_VERIFY(stage.bar.isVisible());
        QVERIFY(stage.bar.message().contains(u"2"));
        stage.bar.showList();
        const auto rows = stage.bar.findChildren<KnockRow *>();
        QCOMPARE(rows.size(), 2);
        for (const QLabel *label : rows.first()->findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
        QSignalSpy done(&stage.bar, &KnockBar::done);
        stage.transport.expects(Method::Post, u"/rooms/!r:x/invite"_qs).replies(200, "{}");
        stage.button(*rows.first(), u"Let in"_qs)->click();
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(stage.bar.message().contains(u"@dan:x"));
        stage.transport.expects(Method::Post, u"/rooms/!r:x/kick"_qs).replies(200, "{}");
        const auto left = stage.bar.findChildren<KnockRow *>();
        stage.button(*left.last(), u"Decline"_qs)->click();
        QTRY_VERIFY(!stage.bar.isVisible());
    }
    void whatMayNotBeDoneIsDisabled()
    {
        Stage stage;
        stage.bring("{'!r:x':{'timeline':{'events':["
                    "{'type':'m.room.power_levels','event_id':'$p2','sender':'@bob:x','state_key':'',"
                    "'content':{'users':{'@me:x':50},'invite':50,'ban':100}}]}}}");
        stage.transport.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200, test::jsonText(TwoKnock.constData()));
        stage.bar.setRoom(room);
        QTRY_VERIFY(stage.bar.isVisible());
        stage.bar.showList();
        const auto *row = stage.bar.findChild<KnockRow *>();
        QVERIFY(!stage.button(*row, u"Decline and ban"_qs)->isEnabled());
        QVERIFY(!stage.button(*row, u"Decline and ban"_qs)->toolTip().isEmpty());
        QVERIFY(stage.button(*row, u"Decline"_qs)->isEnabled());
    }
    void aFailureIsSaid()
    {
        Stage stage;
        stage.transport.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200, test::jsonText(TwoKnock.constData()));
        stage.bar.setRoom(room);
        QTRY_VERIFY(stage.bar.isVisible());
        stage.bar.showList();
        QSignalSpy failed(&stage.bar, &KnockBar::failed);
        stage.transport.expects(Method::Post, u"/rooms/!r:x/ban"_qs)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        stage.button(*stage.bar.findChild<KnockRow *>(), u"Decline and ban"_qs)->click();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(stage.bar.findChildren<KnockRow *>().size(), 2);
    }

    void replacesARoom()
    {
        Stage stage;
        stage.transport.expects(Method::Get, u"/capabilities"_qs)
            .replies(200, test::jsonText("{'capabilities':{'m.room_versions':{'default':'11','available':{"
                                         "'10':'stable','11':'stable','12':'stable','new':'unstable'}}}}"));
        auto *dialog = new UpgradeDialog(*stage.session, stage.known(), &stage.window);
        QSignalSpy upgraded(dialog, &UpgradeDialog::upgraded);
        dialog->open();
        auto *versions = dialog->findChild<QComboBox *>();
        QTRY_COMPARE(versions->count(), 4);
        QCOMPARE(versions->currentData().toString(), u"11"_qs);
        auto *creators = dialog->findChild<QLineEdit *>();
        QVERIFY(!creators->isVisible());
        versions->setCurrentIndex(versions->findData(u"12"_qs));
        QVERIFY(creators->isVisible());
        creators->setText(u"nobody"_qs);
        stage.button(*dialog, u"Replace"_qs)->click();
        QVERIFY(upgraded.isEmpty());
        creators->setText(u"@bob:x, @ann:x"_qs);
        auto &asked = stage.transport.expects(Method::Post, u"/rooms/!r:x/upgrade"_qs)
                          .replies(200, test::jsonText("{'replacement_room':'!new'}"));
        stage.transport.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200, test::jsonText("{'chunk':[]}"));
        stage.button(*dialog, u"Replace"_qs)->click();
        QTRY_COMPARE(upgraded.size(), 1);
        QVERIFY(asked.sent().request.body.contains("@ann:x"));
    }
    /// The old room cannot be written in any more.
    void theNewRoomOpensWhenTheRestIsDropped()
    {
        Stage stage;
        stage.transport.expects(Method::Get, u"/capabilities"_qs)
            .replies(200, test::jsonText("{'capabilities':{'m.room_versions':{'default':'11','available':{"
                                         "'11':'stable'}}}}"));
        auto *dialog = new UpgradeDialog(*stage.session, stage.known(), &stage.window);
        QSignalSpy upgraded(dialog, &UpgradeDialog::upgraded);
        dialog->open();
        QTRY_COMPARE(dialog->findChild<QComboBox *>()->count(), 1);
        stage.transport.expects(Method::Post, u"/rooms/!r:x/upgrade"_qs)
            .replies(200, test::jsonText("{'replacement_room':'!new'}"));
        auto &members = stage.transport.expects(Method::Get, u"/rooms/!r:x/members"_qs).holds();
        stage.button(*dialog, u"Replace"_qs)->click();
        QTRY_VERIFY(members.isAsked());
        QVERIFY(upgraded.isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(upgraded.size(), 1);
        QCOMPARE(upgraded.first().first().value<RoomId>(), RoomId(u"!new"_qs));
    }
};

QTEST_MAIN(TestKnockBar)
#include "tst_knockbar.moc"

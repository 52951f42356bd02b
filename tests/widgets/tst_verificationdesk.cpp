// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationdesk.h"

#include "crypto/crosssigning.h"
#include "onesession.h"
#include "support/cryptoperson.h"
#include "support/json.h"
#include "support/plaintext.h"
#include "widgets/verificationbar.h"
#include "widgets/verificationdialog.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const UserId bob(QStringLiteral("@bob:x"));
const RoomId chat(QStringLiteral("!dm:x"));

/// A session with a chat with Bob, and another session of one's own, "Phone"; and the desk over a window.
class Stage
{
    RecoveryServer m_server;
    CryptoPerson m_bob;
    CryptoPerson m_phone;

public:
    Stage()
        : m_bob(m_server.keys, bob.toString(), QStringLiteral("BOB")),
          m_phone(m_server.keys, me.toString(), QStringLiteral("BBB"))
    {
        m_bob.flush();
        m_bob.sendAll(*CrossSigning(m_bob.machine()).bootstrap());
        m_phone.flush();
        QJsonObject keys = m_server.keys.deviceKeys(m_phone.device());
        keys.insert(QStringLiteral("unsigned"),
                    QJsonObject{{QStringLiteral("device_display_name"), QStringLiteral("Phone")}});
        m_server.keys.setDeviceKeys(m_phone.device(), keys);
        m_server.accountData.insert(QStringLiteral("m.direct"), R"({"@bob:x":["!dm:x"]})");
        one = std::make_unique<OneSession>(m_server, QStringLiteral("AAA"));
        if (!QTest::qWaitFor([this] { return one->session->recovery().status().isKnown; }))
            qFatal("not started");
        bringChat();
        desk = std::make_unique<VerificationDesk>(
            *one->session, [](const UserId &) { return QString(); }, window);
        window.show();
    }

    /// The dialog that is open, once there is one.
    VerificationDialog *dialog()
    {
        const auto find = [this] { return window.findChild<VerificationDialog *>(); };
        return QTest::qWaitFor([&find] { return find() && find()->isVisible(); }) ? find() : nullptr;
    }
    int dialogs() const { return int(window.findChildren<VerificationDialog *>().size()); }
    /// How often somebody was asked in a room.
    int asked() const { return int(m_server.keys.roomMessages.size()); }

    /// The other session asks this one.
    void phoneAsks()
    {
        m_phone.sync();
        const auto asked = Verifications(m_phone.machine()).askOwnDevice(QStringLiteral("AAA"));
        if (!asked)
            qFatal("the phone cannot ask");
        m_phone.send(asked->request);
        QJsonArray events;
        for (const QByteArray &each : m_server.keys.sync({me, QStringLiteral("AAA")}).toDevice)
            events << QJsonDocument::fromJson(each).object();
        one->commit(toText({{QStringLiteral("next_batch"), QStringLiteral("q")},
                            {QStringLiteral("to_device"), QJsonObject{{QStringLiteral("events"), events}}}}));
    }
    const VerificationFlow *flow() const
    {
        const auto &flows = one->session->verifications().flows();
        return flows.isEmpty() ? nullptr : &flows.constFirst();
    }

    QWidget window;
    std::unique_ptr<OneSession> one;
    std::unique_ptr<VerificationDesk> desk;

private:
    void bringChat()
    {
        one->commit(
            jsonText("{'next_batch':'p','account_data':{'events':[{'type':'m.direct','content':{'@bob:x':['!"
                     "dm:x']}}]},"
                     "'rooms':{'join':{'!dm:x':{'state':{'events':["
                     "{'type':'m.room.member','event_id':'$k1','sender':'@me:x','state_key':'@me:x',"
                     "'content':{'membership':'join'}},"
                     "{'type':'m.room.member','event_id':'$k2','sender':'@bob:x','state_key':'@bob:x',"
                     "'content':{'membership':'join','displayname':'Bob'}}]}}}}}"));
    }
};

bool says(const QWidget &parent, const QString &text)
{
    const QList<QLabel *> labels = parent.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&text](const QLabel *label) { return plain(label->text()).contains(text); });
}

}

/// Which dialogs there are, and who is named in them.
class TestVerificationDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Another one would end the first.
    void whoIsAskedTwiceIsAskedOnce()
    {
        Stage stage;
        stage.desk->verifyUser(bob);
        stage.desk->verifyUser(bob);
        VerificationDialog *dialog = stage.dialog();
        QVERIFY(dialog);
        stage.window.activateWindow();
        QTRY_VERIFY(!dialog->isActiveWindow());
        stage.desk->verifyUser(bob);
        QTRY_VERIFY(dialog->isActiveWindow());
        QCOMPARE(stage.dialogs(), 1);
        QCOMPARE(stage.asked(), 1);
        QVERIFY(says(*dialog, QStringLiteral("Waiting for Bob to accept")));
    }
    void whatWasGivenUpIsAskedAnew()
    {
        Stage stage;
        stage.desk->verifyUser(bob);
        const QPointer<VerificationDialog> first = stage.dialog();
        QVERIFY(first);
        first->reject();
        QTRY_VERIFY(!first);
        QTRY_VERIFY(stage.one->session->verifications().flows().isEmpty());
        stage.desk->verifyUser(bob);
        QVERIFY(stage.dialog());
    }
    void soItIsWithOnesOwnSessions()
    {
        Stage stage;
        stage.desk->verifySession(QStringLiteral("BBB"));
        VerificationDialog *dialog = stage.dialog();
        QVERIFY(dialog);
        QTRY_VERIFY(says(*dialog, QStringLiteral("Accept this on your session Phone (BBB)")));
        stage.window.activateWindow();
        QTRY_VERIFY(!dialog->isActiveWindow());
        stage.desk->verifySession(QStringLiteral("BBB"));
        QTRY_VERIFY(dialog->isActiveWindow());
        QCOMPARE(stage.dialogs(), 1);
        QCOMPARE(stage.one->session->verifications().flows().size(), 1);
    }
    void saysThatACodeIsOfSomethingElse()
    {
        Stage stage;
        stage.phoneAsks();
        QTRY_VERIFY(stage.flow());
        stage.desk->verifySession(QStringLiteral("BBB"));
        VerificationDialog *dialog = stage.dialog();
        QVERIFY(dialog);
        QTRY_COMPARE(stage.flow()->state, VerificationFlow::State::Ready);
        Q_EMIT dialog->codeScanned("https://example.org");
        QTRY_VERIFY(says(*dialog, QStringLiteral("This is not the code that belongs to this verification.")));
        QCOMPARE(stage.flow()->state, VerificationFlow::State::Ready);
    }
    void whoAsksIsAnsweredAndNotAsked()
    {
        Stage stage;
        stage.phoneAsks();
        QTRY_VERIFY(stage.flow());
        const QString id = stage.flow()->id;
        QVERIFY(stage.flow()->isByOther);
        stage.desk->verifySession(QStringLiteral("BBB"));
        QVERIFY(stage.dialog());
        QTRY_COMPARE(stage.flow()->state, VerificationFlow::State::Ready);
        QCOMPARE(stage.flow()->id, id);
    }
    void namesWhoAsks()
    {
        Stage stage;
        VerificationBar bar(*stage.one->session,
                            [&stage](const VerificationFlow &flow) { return stage.desk->nameOf(flow); });
        connect(stage.desk.get(), &VerificationDesk::namesLearned, &bar, &VerificationBar::refresh);
        VerificationFlow flow;
        flow.id = QStringLiteral("$1");
        flow.user = bob;
        flow.isByOther = true;
        VerificationFlows &flows = stage.one->session->verifications();
        // Not by what is no chat with them.
        Q_EMIT flows.changed(flow);
        Q_EMIT flows.requested(flow);
        QCOMPARE(plain(bar.message()), QStringLiteral("@bob:x asks to verify each other"));
        Q_EMIT bar.secondTriggered();
        flow.room = chat;
        Q_EMIT flows.requested(flow);
        QCOMPARE(plain(bar.message()), QStringLiteral("Bob asks to verify each other"));
        Q_EMIT bar.secondTriggered();

        VerificationFlow own;
        own.id = QStringLiteral("own");
        own.user = me;
        own.isByOther = true;
        own.isOwnUser = true;
        own.device = QStringLiteral("BBB");
        Q_EMIT flows.changed(own);
        Q_EMIT flows.requested(own);
        QTRY_COMPARE(plain(bar.message()),
                     QStringLiteral("Your session Phone (BBB) asks to verify this one"));
        // A menu of the main window has Alt+A.
        for (const QPushButton *button : bar.findChildren<QPushButton *>())
            QVERIFY(!button->text().contains(u"&A") || button->isHidden());
    }
};

QTEST_MAIN(TestVerificationDesk)
#include "tst_verificationdesk.moc"

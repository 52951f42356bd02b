// SPDX-License-Identifier: GPL-3.0-or-later
#include "onesession.h"
#include "support/cryptoperson.h"
#include "support/json.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"
#include "widgets/settingswindow.h"

#include <QAction>
#include <QCheckBox>
#include <QMenuBar>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// "Trust only sessions that their owners have verified", from the settings down to a row.
class TestTrustedOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesWhatComesFromOthersAsLongAsItIsOn()
    {
        const RoomId chat(QStringLiteral("!dm:x"));
        const QString device = QStringLiteral("A");
        RecoveryServer server;
        CryptoPerson bob(server.keys, QStringLiteral("@bob:x"), QStringLiteral("BOB")); // who has no identity
        bob.flush();
        OneSession one(server, device);
        const QString settings = one.folder() + QStringLiteral("/settings.ini");
        Preferences(settings).setTellsPresence(false); // the server knows none
        MainWindow window(*one.session, settings);
        window.show();
        QTRY_VERIFY(one.session->recovery().status().isSessionVerified);
        auto *box = openSettings(window)->findChild<QCheckBox *>(QStringLiteral("trustedOnly"));
        QVERIFY(!box->isChecked());
        box->click();
        QVERIFY(Preferences(settings).trustsVerifiedOnly());

        one.commit(jsonText("{'next_batch':'p','rooms':{'join':{'!dm:x':{'state':{'events':["
                            "{'type':'m.room.encryption','event_id':'$e','sender':'@me:x','state_key':'',"
                            "'content':{'algorithm':'m.megolm.v1.aes-sha2'}},"
                            "{'type':'m.room.member','event_id':'$k1','sender':'@me:x','state_key':'@me:x',"
                            "'content':{'membership':'join'}},"
                            "{'type':'m.room.member','event_id':'$k2','sender':'@bob:x','state_key':'@bob:x',"
                            "'content':{'membership':'join'}}]}}}}}"));
        const QByteArray said = bob.say(chat, {me, bob.user()}, QStringLiteral("who is it"));
        one.commit(reply(chat, said, server.keys.sync({me, device}).toDevice));
        const auto timeline = one.session->openTimeline(chat);
        timeline->open({});
        QTRY_VERIFY(timeline->hasOpened());
        const auto text = [&timeline] { return timeline->items().constLast().text; };
        QVERIFY2(text().startsWith(QStringLiteral("Hidden: sent by a session")), qPrintable(text()));

        box->click();
        QTRY_COMPARE(text(), QStringLiteral("who is it"));
        QVERIFY(!Preferences(settings).trustsVerifiedOnly());
    }

private:
    static SettingsWindow *openSettings(MainWindow &window)
    {
        for (QAction *action : window.menuBar()->findChildren<QAction *>()) {
            if (action->menuRole() == QAction::PreferencesRole)
                action->trigger();
        }
        return window.findChild<SettingsWindow *>();
    }
    static QJsonObject of(const QByteArray &event) { return QJsonDocument::fromJson(event).object(); }
    static QByteArray reply(const RoomId &room, const QByteArray &event, const QList<QByteArray> &toDevice)
    {
        QJsonArray keys;
        for (const QByteArray &each : toDevice)
            keys << of(each);
        const QJsonObject timeline{{QStringLiteral("events"), QJsonArray{of(event)}}};
        const QJsonObject joined{{room.toString(), QJsonObject{{QStringLiteral("timeline"), timeline}}}};
        return toText({{QStringLiteral("next_batch"), QStringLiteral("q")},
                       {QStringLiteral("to_device"), QJsonObject{{QStringLiteral("events"), keys}}},
                       {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), joined}}}});
    }
};

QTEST_MAIN(TestTrustedOnly)
#include "tst_trustedonly.moc"

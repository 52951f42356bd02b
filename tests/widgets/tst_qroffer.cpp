// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qrhomeserver.h"
#include "widgets/qrgrantdialog.h"
#include "widgets/sessionssettingspage.h"
#include "widgets/sessionstage.h"

#include <QPushButton>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// Where the list of one's sessions offers to sign another device in by a QR code.
class TestQrOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhereAllOfItIsThere_data()
    {
        QTest::addColumn<bool>("isByOAuth");
        QTest::addColumn<QByteArray>("versions");
        QTest::addColumn<bool>("isOffered");
        const QByteArray with =
            jsonText("{'versions':['v1.15'],'unstable_features':{'org.matrix.msc4108':true}}");
        QTest::newRow("all") << true << with << true;
        QTest::newRow("signed in otherwise") << false << with << false;
        QTest::newRow("no rendezvous") << true << jsonText("{'versions':['v1.15']}") << false;
    }
    void showsWhereAllOfItIsThere()
    {
        QFETCH(bool, isByOAuth);
        QFETCH(QByteArray, versions);
        QFETCH(bool, isOffered);
        const auto oauth = isByOAuth ? std::optional(OAuthAccount()) : std::nullopt;
        SessionStage stage(Dialect::V3, QStringLiteral("THIS"), oauth);
        auto &devices = stage.transport.expects(Request::Method::Get, QStringLiteral("/devices"))
                            .replies(200, jsonText("{'devices':[{'device_id':'THIS'}]}"))
                            .always();
        if (isByOAuth)
            stage.transport.expects(Request::Method::Get, QStringLiteral("/versions"))
                .replies(200, versions)
                .always();
        if (isOffered)
            stage.transport.expects(Request::Method::Get, QStringLiteral("/auth_metadata"))
                .replies(200, toText(QrHomeserver().metadata))
                .always();
        const auto preferences = stage.preferences();
        SessionsSettingsPage page(*preferences, *stage.session, nullptr);
        auto *button = page.findChild<QPushButton *>(QStringLiteral("signInAnother"));
        QVERIFY(button);
        page.show();
        QVERIFY(!button->isVisible());
        if (isOffered)
            QTRY_VERIFY(button->isVisible());
        QTRY_VERIFY(devices.isAsked());
        QTest::qWait(0);
        QCOMPARE(button->isVisible(), isOffered);
        if (!isOffered)
            return;
        button->click();
        auto *dialog = page.findChild<QrGrantDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }
};

QTEST_MAIN(TestQrOffer)
#include "tst_qroffer.moc"

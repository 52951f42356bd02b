// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrsigninpage.h"

#include "bridge/qrcode.h"
#include "support/qrpeer.h"
#include "widgets/checkcodeedit.h"
#include "widgets/qrcodeview.h"
#include "widgets/signintesting.h"

#include <QImage>
#include <QPixmap>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;
using namespace std::chrono_literals;

namespace {

QJsonObject protocols()
{
    return json(
        "{'type':'m.login.protocols','protocols':['device_authorization_grant'],'homeserver':'chat.x'}");
}

const QJsonObject Secrets = json("{'type':'m.login.secrets','cross_signing':{'master_key':'a'}}");

/// What a camera sees.
QByteArray codeIn(QrCodeView *view)
{
    if (!view)
        return {};
    const QImage picture = view->grab().toImage().convertToFormat(QImage::Format_Grayscale8);
    QByteArray grey;
    for (int y = 0; y < picture.height(); ++y)
        grey.append(reinterpret_cast<const char *>(picture.constScanLine(y)), picture.width());
    return QrCode::read(grey, picture.size());
}

}

/// The window's way by a phone that scans a code from it.
class TestQrSignInPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<QrHomeserver> m_server;
    std::unique_ptr<QrPeer> m_peer;
    std::unique_ptr<Signing> m_signing;

    template <typename Condition>
    bool until(Condition condition)
    {
        return QTest::qWaitFor(
            [this, &condition] {
                if (condition())
                    return true;
                m_signing->clock.advance(1s);
                return condition();
            },
            20'000);
    }
    QrCodeView *picture() const
    {
        auto *view = m_signing->window->findChild<QrSignInPage *>()->findChild<QrCodeView *>();
        return view->isVisible() ? view : nullptr;
    }
    void reach()
    {
        m_signing->type("server", QStringLiteral("https://chat.x"));
        m_signing->key(Qt::Key_Return);
        QTRY_VERIFY(m_signing->find<QPushButton>("otherWays"));
        m_signing->click("otherWays");
    }
    void scan()
    {
        QVERIFY(until([this] { return picture() != nullptr; }));
        const QByteArray code = codeIn(picture());
        QVERIFY(!code.isEmpty());
        QVERIFY(m_peer->scan(code).isOfNewDevice);
        QVERIFY(until([this] { return m_signing->find<QLineEdit>("checkCode") != nullptr; }));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
    }
    void typeCode(const QString &digits)
    {
        QTest::keyClicks(m_signing->find<QLineEdit>("checkCode"), digits);
        m_signing->click("next");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<QrHomeserver>();
        m_peer = std::make_unique<QrPeer>(*m_server);
        m_signing = std::make_unique<Signing>(*m_server);
    }
    void cleanup()
    {
        m_signing.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_server->violations(), QStringList());
        m_peer.reset();
        m_server.reset();
    }

    void isNotThereWhereTheServerDoesNotKnowIt()
    {
        m_server->features = {};
        reach();
        QVERIFY(m_signing->find<QPushButton>("useCode"));
        QTRY_VERIFY(m_server->count(QrHomeserver::Step::Versions) > 1);
        QCoreApplication::processEvents();
        QVERIFY(!m_signing->find<QPushButton>("usePhone"));
    }
    void leadsToAnAccountWithTheSecrets()
    {
        reach();
        QTRY_VERIFY(m_signing->find<QPushButton>("usePhone"));
        m_signing->click("usePhone");
        scan();
        m_peer->say(protocols());
        typeCode(m_peer->checkCode());
        QVERIFY(until([this] { return m_signing->find<QLabel>("userCode") != nullptr; }));
        QCOMPARE(m_signing->words("userCode"), QStringLiteral("ABC-DEF"));
        QVERIFY(until([this] { return m_peer->hear().has_value(); }));
        m_peer->say(json("{'type':'m.login.protocol_accepted'}"));
        m_server->isAgreed = true;
        QVERIFY(until([this] { return m_peer->hear() == json("{'type':'m.login.success'}"); }));
        m_peer->say(Secrets);
        QVERIFY(until([this] { return m_signing->opened != nullptr; }));
        QCOMPARE(m_signing->opened->account.user, UserId(QStringLiteral("@me:x")));
        QCOMPARE(m_signing->opened->account.deviceId, m_server->device);
        QCOMPARE(QJsonDocument::fromJson(m_signing->opened->secrets).object(), Secrets);
    }
    void wrongDigitsEndItAndOneMayBeginAgain()
    {
        reach();
        QTRY_VERIFY(m_signing->find<QPushButton>("usePhone"));
        m_signing->click("usePhone");
        scan();
        typeCode(m_peer->wrongCode());
        QVERIFY(m_signing->trouble().contains(QStringLiteral("digits")));
        QVERIFY(!m_signing->find<QLineEdit>("checkCode"));
        m_peer = std::make_unique<QrPeer>(*m_server);
        m_signing->click("next");
        scan();
    }
    void escapeTakesTheCodeBack()
    {
        reach();
        QTRY_VERIFY(m_signing->find<QPushButton>("usePhone"));
        m_signing->click("usePhone");
        QVERIFY(until([this] { return picture() != nullptr; }));
        m_signing->key(Qt::Key_Escape);
        QVERIFY(m_server->isRemoved());
        QTRY_VERIFY(m_signing->find<QPushButton>("otherWays"));
    }
};

QTEST_MAIN(TestQrSignInPage)
#include "tst_qrsigninpage.moc"

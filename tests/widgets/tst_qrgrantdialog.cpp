// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrgrantdialog.h"

#include "session/recoverytesting.h"
#include "support/fakebrowser.h"
#include "support/qrpeer.h"
#include "widgets/checkcodeedit.h"
#include "widgets/qrcodeview.h"
#include "widgets/troublelines.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString NewSession = QStringLiteral("NEWPHONE");

const QJsonObject Success{{QStringLiteral("type"), QStringLiteral("m.login.success")}};

}

/// What a person sees who signs another device in by a QR code.
class TestQrGrantDialog : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeBrowser> m_browser;
    std::unique_ptr<RecoveryServer> m_keyServer;
    std::unique_ptr<RecoverySession> m_session;
    std::unique_ptr<QrHomeserver> m_server;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<QrPeer> m_peer;
    QPointer<QrGrantDialog> m_dialog;
    QPointer<QrGrant> m_grant;

    template <typename Condition>
    bool until(Condition condition)
    {
        return QTest::qWaitFor(
            [this, &condition] {
                if (condition())
                    return true;
                m_session->clock.advance(1s);
                return condition();
            },
            20'000);
    }
    template <typename T>
    T *find(const char *name = "") const
    {
        return *name ? m_dialog->findChild<T *>(QLatin1String(name)) : m_dialog->findChild<T *>();
    }
    QString what() const { return find<QLabel>("what")->text(); }
    QPushButton *next() const { return find<QPushButton>("next"); }
    CheckCodeEdit *code() const { return find<CheckCodeEdit>(); }
    bool showsCode() const { return find<QrCodeView>()->isVisible() && !find<QrCodeView>()->isEmpty(); }
    QString trouble() const { return find<TroubleLines>("trouble")->what(); }
    void makeIdentity()
    {
        m_session->sync();
        QVERIFY(m_session->make(RecoverySession::newKey()).isOk());
    }
    void open()
    {
        auto grant = std::make_unique<QrGrant>(*m_server, *m_api, *m_session->store, me);
        m_grant = grant.get();
        m_dialog = new QrGrantDialog(std::move(grant), nullptr);
        m_dialog->show();
    }
    void scan()
    {
        QVERIFY(until([this] { return showsCode(); }));
        m_peer->scan(m_grant->code());
        QVERIFY(until([this] { return code()->isVisible(); }));
        QVERIFY(until([this] { return m_peer->isLetIn(); }));
        QVERIFY(!showsCode());
    }
    void typeCode(const QString &digits)
    {
        QTest::keyClicks(code(), digits);
        QVERIFY(next()->isVisible() && next()->isEnabled());
        QTest::keyClick(code(), Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        m_browser = std::make_unique<FakeBrowser>();
        m_keyServer = std::make_unique<RecoveryServer>();
        m_session = std::make_unique<RecoverySession>(*m_keyServer);
        m_server = std::make_unique<QrHomeserver>();
        m_api = std::make_unique<ApiClient>(*m_server, m_session->clock, serverOf(Dialect::V3), "token");
        m_peer = std::make_unique<QrPeer>(*m_server);
    }
    void cleanup()
    {
        delete m_dialog;
        QCoreApplication::processEvents();
        QCOMPARE(m_server->violations(), QStringList());
        m_peer.reset();
        m_api.reset();
        m_server.reset();
        m_session.reset();
        m_keyServer.reset();
        m_browser.reset();
    }

    void leadsThrough()
    {
        makeIdentity();
        open();
        QVERIFY(!showsCode());
        scan();
        QVERIFY(!next()->isEnabled());
        QTest::keyClicks(code(), QStringLiteral("x7")); // letters are no digits
        QCOMPARE(code()->text(), QStringLiteral("7"));
        QVERIFY(!next()->isEnabled());
        code()->clear();
        typeCode(m_peer->checkCode());
        QVERIFY(!code()->isVisible());
        QVERIFY(m_browser->opened.isEmpty());

        const QUrl page(QStringLiteral("https://account.x/link"));
        m_peer->say({{QStringLiteral("type"), QStringLiteral("m.login.protocol")},
                     {QStringLiteral("protocol"), QStringLiteral("device_authorization_grant")},
                     {QStringLiteral("device_authorization_grant"),
                      QJsonObject{{QStringLiteral("verification_uri"), page.toString()}}},
                     {QStringLiteral("device_id"), NewSession}});
        QVERIFY(until([this] { return !m_browser->opened.isEmpty(); }));
        QCOMPARE(m_browser->opened, QList<QUrl>{page});
        QVERIFY(find<QPushButton>("openAgain")->isVisible());
        find<QPushButton>("openAgain")->click();
        QCOMPARE(m_browser->opened.size(), 2);
        QVERIFY(until([this] { return m_peer->hear().has_value(); }));

        m_server->sessions.insert(NewSession);
        m_peer->say(Success);
        QVERIFY(until([this] { return m_grant->state() == QrGrant::State::Done; }));
        QVERIFY(!find<QPushButton>("openAgain")->isVisible() && !next()->isVisible());
        QVERIFY(trouble().isEmpty());
        QCOMPARE(what(), QStringLiteral("The other device is signed in"));
        find<QPushButton>("close")->click();
        QTRY_VERIFY(!m_dialog);
    }
    void afterWrongDigitsOneBeginsAgain()
    {
        makeIdentity();
        open();
        scan();
        typeCode(m_peer->wrongCode());
        QVERIFY(trouble().contains(QStringLiteral("digits")));
        QVERIFY(!code()->isVisible() && !showsCode());
        QVERIFY(next()->isVisible() && next()->isEnabled());
        m_peer = std::make_unique<QrPeer>(*m_server);
        next()->click();
        QVERIFY(trouble().isEmpty());
        scan();
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("cancelled there") << QStringLiteral("user_cancelled");
        QTest::newRow("another kind of app") << QStringLiteral("unsupported_protocol");
        QTest::newRow("it took too long") << QStringLiteral("authorization_expired");
        QTest::newRow("who knows") << QStringLiteral("<b>x</b>");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, code);
        makeIdentity();
        open();
        scan();
        m_peer->say(
            {{QStringLiteral("type"), QStringLiteral("m.login.failure")}, {QStringLiteral("reason"), code}});
        QVERIFY(until([this] { return m_grant->state() == QrGrant::State::Idle; }));
        QVERIFY(!trouble().isEmpty());
        QVERIFY(!trouble().contains(u'_') && !trouble().contains(u'<'));
        QVERIFY(next()->isVisible());
    }
    void withoutKeysItSaysSo()
    {
        open();
        QVERIFY(until([this] { return !trouble().isEmpty(); }));
        QVERIFY(trouble().contains(QStringLiteral("keys")));
        QVERIFY(!showsCode());
    }
    void escapeGivesItUp()
    {
        makeIdentity();
        open();
        QVERIFY(until([this] { return showsCode(); }));
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QVERIFY(m_server->isRemoved());
        QTRY_VERIFY(!m_dialog);
    }
};

QTEST_MAIN(TestQrGrantDialog)
#include "tst_qrgrantdialog.moc"

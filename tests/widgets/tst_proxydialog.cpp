// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/proxydialog.h"

#include "support/faketransport.h"
#include "support/json.h"
#include "widgets/messagebar.h"
#include "widgets/passwordedit.h"
#include "widgets/troublelines.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using Kind = ProxySettings::Kind;
using Method = Request::Method;

namespace {

const Proxy mole{{Kind::Http, QStringLiteral("proxy.lan"), 3128, QStringLiteral("mole")},
                 QStringLiteral("underground")};

}

class TestProxyDialog : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<QWidget> m_window;
    QPointer<ProxyDialog> m_dialog;
    std::optional<Proxy> m_kept;
    Status m_outcome = Done{};

    void show(const QString &server = QStringLiteral("https://chat.x"))
    {
        m_dialog = new ProxyDialog(
            *m_server, server,
            [this](const Proxy &proxy) {
                m_kept = proxy;
                return Task<Done>::ready(m_outcome);
            },
            m_window.get());
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_dialog->findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    void choose(Kind kind)
    {
        auto *box = find<QComboBox>("kind");
        box->setCurrentIndex(box->findData(int(kind)));
    }
    void type(const char *name, const QString &text)
    {
        auto *line = find<QLineEdit>(name);
        line->clear();
        QTest::keyClicks(line, text);
    }
    void press(const QString &text) { QTest::mouseClick(button(text), Qt::LeftButton); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_window = std::make_unique<QWidget>();
        m_window->show();
        m_kept.reset();
        m_outcome = Done{};
    }
    void cleanup()
    {
        m_window.reset();
        QCOMPARE(m_server->unmet(), QStringList());
    }

    void showsWhatIsUsed()
    {
        m_server->setProxy(mole);
        show();
        QVERIFY(!m_dialog->isModal());
        QCOMPARE(find<QComboBox>("kind")->currentData().toInt(), int(Kind::Http));
        QCOMPARE(find<QLineEdit>("host")->text(), mole.settings.host);
        QCOMPARE(find<QSpinBox>("port")->value(), int(mole.settings.port));
        QCOMPARE(find<QLineEdit>("user")->text(), mole.settings.user);
        QVERIFY(!find<PasswordEdit>("password")->displayText().contains(mole.password));
        press(QStringLiteral("Save"));
        QVERIFY(m_kept && *m_kept == mole);
        QTRY_VERIFY(!m_dialog);
    }
    void takesAProxy()
    {
        show();
        QVERIFY(!find<QLineEdit>("host")->isEnabled());
        choose(Kind::Socks5);
        QCOMPARE(find<QSpinBox>("port")->value(), 1080);
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled()); // where is it?
        QVERIFY(!find<PasswordEdit>("password")->isEnabled());
        type("host", QStringLiteral(" proxy.lan "));
        type("user", QStringLiteral("mole"));
        type("password", QStringLiteral("underground"));
        press(QStringLiteral("Save"));
        QVERIFY(m_kept);
        QVERIFY(*m_kept == (Proxy{{Kind::Socks5, QStringLiteral("proxy.lan"), 1080, QStringLiteral("mole")},
                                  QStringLiteral("underground")}));
    }
    void forgetsWhatIsNotUsed_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("system") << Kind::System;
        QTest::newRow("none") << Kind::None;
    }
    void forgetsWhatIsNotUsed()
    {
        QFETCH(Kind, kind);
        m_server->setProxy(mole);
        show();
        choose(kind);
        press(QStringLiteral("Save"));
        QVERIFY(m_kept && *m_kept == (Proxy{{kind, {}, 0, {}}, {}}));
    }
    void keepsAPortOfOnesOwn()
    {
        show();
        choose(Kind::Http);
        QCOMPARE(find<QSpinBox>("port")->value(), 8080);
        find<QSpinBox>("port")->setValue(3128);
        choose(Kind::Socks5);
        QCOMPARE(find<QSpinBox>("port")->value(), 3128);
    }
    void keepsThePortThatIsUsed_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<quint16>("port");
        QTest::newRow("SOCKS5 where HTTP usually is") << Kind::Socks5 << quint16(8080);
        QTest::newRow("HTTP where SOCKS5 usually is") << Kind::Http << quint16(1080);
    }
    void keepsThePortThatIsUsed()
    {
        QFETCH(Kind, kind);
        QFETCH(quint16, port);
        const Proxy proxy{{kind, QStringLiteral("proxy.lan"), port, {}}, {}};
        m_server->setProxy(proxy);
        show();
        QCOMPARE(find<QSpinBox>("port")->value(), int(port));
        press(QStringLiteral("Save"));
        QVERIFY(m_kept && *m_kept == proxy);
    }
    void refusesOddAddresses_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("spaces") << QStringLiteral("a b");
        QTest::newRow("path") << QStringLiteral("proxy/x");
        QTest::newRow("user") << QStringLiteral("mole@proxy");
        QTest::newRow("url") << QStringLiteral("http://proxy.lan");
        QTest::newRow("port") << QStringLiteral("proxy:80");
    }
    void refusesOddAddresses()
    {
        QFETCH(QString, host);
        show();
        choose(Kind::Http);
        type("host", host);
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled());
        QVERIFY(!button(QStringLiteral("Test"))->isEnabled());
        type("host", QStringLiteral("::1"));
        QVERIFY(button(QStringLiteral("Save"))->isEnabled());
    }
    void testsBesideWhatIsUnderWay()
    {
        m_server->expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .replies(200, jsonText("{'versions':['v1.11']}"));
        show();
        choose(Kind::Http);
        type("host", QStringLiteral("proxy.lan"));
        press(QStringLiteral("Test"));
        QTRY_COMPARE(find<QLabel>("result")->text(), QStringLiteral("The server was reached."));
        QCOMPARE(m_server->triedProxy().settings.host, QStringLiteral("proxy.lan"));
        QVERIFY(m_server->proxy() == Proxy());
        QVERIFY(!m_kept);
        // It was another one that was reached.
        type("host", QStringLiteral("other.lan"));
        QCOMPARE(find<QLabel>("result")->text(), QString());
    }
    void saysThatThisComputerNeedsNoProxy()
    {
        m_server->expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .replies(200, jsonText("{'versions':['v1.11']}"))
            .always();
        show(QStringLiteral("http://127.0.0.1:8008"));
        press(QStringLiteral("Test"));
        QTRY_COMPARE(find<QLabel>("result")->text(), QStringLiteral("The server was reached."));
        choose(Kind::Socks5);
        type("host", QStringLiteral("proxy.lan"));
        press(QStringLiteral("Test"));
        QTRY_VERIFY(find<QLabel>("result")->text().contains(QStringLiteral("not through the proxy")));
    }
    void saysWhyTheTestFailed()
    {
        m_server->expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .fails(Error::Kind::ProxyPassword);
        m_server->expects(Method::Get, QStringLiteral("/.well-known/matrix/client"))
            .fails(Error::Kind::ProxyPassword);
        show();
        choose(Kind::Http);
        type("host", QStringLiteral("proxy.lan"));
        press(QStringLiteral("Test"));
        QTRY_COMPARE(find<TroubleLines>("trouble")->what(),
                     QStringLiteral("The proxy wants another user name or password."));
        QCOMPARE(find<QLabel>("result")->text(), QString());
        QVERIFY(button(QStringLiteral("Save"))->isEnabled()); // the person may know better
    }
    void endsItsTestWhenClosed()
    {
        auto &held = m_server->expects(Method::Get, QStringLiteral("/_matrix/client/versions")).holds();
        show();
        press(QStringLiteral("Test"));
        QTRY_VERIFY(held.isHeld());
        m_dialog->close();
        QTRY_VERIFY(!m_dialog);
        QVERIFY(held.sent().isAborted);
    }
    void hasNothingToTestWithoutAServer()
    {
        show(QString());
        QVERIFY(!button(QStringLiteral("Test"))->isEnabled());
        QVERIFY(!find<QLabel>("result")->text().isEmpty());
        QVERIFY(button(QStringLiteral("Save"))->isEnabled());
    }
    void staysOpenIfItCannotBeKept()
    {
        m_outcome = Error::of(Error::Kind::KeychainLocked);
        show();
        choose(Kind::None);
        press(QStringLiteral("Save"));
        QVERIFY(m_kept);
        QVERIFY(m_dialog && m_dialog->isVisible());
        QVERIFY(m_dialog->findChild<MessageBar *>()->message().contains(QStringLiteral("keychain")));
        QCOMPARE(find<QComboBox>("kind")->currentData().toInt(), int(Kind::None));
    }
};

QTEST_MAIN(TestProxyDialog)
#include "tst_proxydialog.moc"

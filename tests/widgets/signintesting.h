// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/passphrasefilecredentials.h"
#include "support/fakebrowser.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"
#include "support/memorycredentials.h"
#include "widgets/passwordedit.h"
#include "widgets/signinwindow.h"
#include "widgets/troublelines.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace linnet::testing {

using test::FakeTransport;
using test::jsonText;
using test::MemoryCredentials;
using Method = Request::Method;

/// A shown SignInWindow and what it stands on, used as by somebody with a keyboard and a mouse. Every widget
/// is looked for among those that can be seen.
class Signing
{
public:
    explicit Signing(Transport &transport)
        : profile(QStringLiteral("signin-%1").arg(QString::fromLatin1(QTest::currentTestFunction()))),
          file(profile.passphraseFilePath()), accounts(profile, credentials, file),
          window(std::make_unique<SignInWindow>(transport, clock, accounts, file, std::nullopt))
    {
        QDir(profile.dataDir()).removeRecursively();
        QObject::connect(window.get(), &SignInWindow::opened, window.get(),
                         [this](const std::shared_ptr<OpenAccount> &account) { opened = account; });
        window->show();
        window->activateWindow();
    }
    ~Signing()
    {
        window.reset();
        opened.reset();
        QDir(profile.dataDir()).removeRecursively();
    }

    template <typename T>
    T *find(const char *name) const
    {
        for (T *widget : window->findChildren<T *>(QString::fromLatin1(name))) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    QString words(const char *name) const
    {
        const auto *label = find<QLabel>(name);
        return label ? label->text() : QString();
    }
    QString title() const { return words("title"); }
    /// What is wrong, as the lines of this name say it.
    QString trouble(const char *name = "trouble") const
    {
        const auto *lines = find<TroubleLines>(name);
        return lines ? lines->what() : QString();
    }
    QString field(const char *name) const
    {
        const auto *line = find<QLineEdit>(name);
        return line ? line->text() : QStringLiteral("(no such field)");
    }
    void type(const char *name, const QString &text) const
    {
        auto *line = find<QLineEdit>(name);
        QVERIFY2(line, name);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    void click(const char *name) const
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button, name);
        QVERIFY2(button->isEnabled(), name);
        const QPoint place =
            qobject_cast<QCheckBox *>(button) ? QPoint(8, button->height() / 2) : button->rect().center();
        QTest::mouseClick(button, Qt::LeftButton, {}, place);
    }
    void key(Qt::Key key) const
    {
        QWidget *focus = window->focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key);
    }
    bool hasFocus(const char *name) const
    {
        const auto *widget = find<QWidget>(name);
        return widget && window->focusWidget() == widget;
    }
    /// Some line, seen or not, still holds it, or would give it back.
    bool holds(const QString &secret) const
    {
        for (QLineEdit *line : window->findChildren<QLineEdit *>()) {
            if (line->text().contains(secret) ||
                (qobject_cast<PasswordEdit *>(line) && line->isUndoAvailable()))
                return true;
        }
        return false;
    }
    /// From the name of a server with these flows to the page after it.
    void goTo(FakeTransport &transport, const QString &server, const QByteArray &flows) const
    {
        transport.expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).replies(404);
        transport.expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
            .replies(200, jsonText("{'versions':['v1.1','v1.15']}"));
        expectsMethods(transport, flows);
        type("server", server);
        key(Qt::Key_Return);
        QTRY_VERIFY(!find<QLineEdit>("server"));
    }
    /// A server without OAuth that anybody can have an account at, asked for its ways.
    static void expectsMethods(FakeTransport &transport, const QByteArray &flows)
    {
        for (int i = 0; i < 2; ++i) { // by its present name and that of before
            transport.expects(Method::Get, QStringLiteral("/auth_metadata"))
                .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        }
        transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, flows);
        transport.expects(Method::Get, QStringLiteral("/v3/register/available"))
            .replies(200, jsonText("{'available':true}"));
        expectsNoLook(transport);
    }
    /// A server that shows its rooms to nobody from outside, unless one has expected another answer before.
    static void expectsNoLook(FakeTransport &transport)
    {
        transport.expects(Method::Get, QStringLiteral("/publicRooms"))
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"))
            .always();
    }
    /// The same for a server of 2014.
    void goTo2014(FakeTransport &transport, const QString &server) const
    {
        transport.expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).replies(404);
        transport.expects(Method::Get, QStringLiteral("/_matrix/client/versions")).replies(404);
        transport.expects(Method::Get, QStringLiteral("/api/v1/login"))
            .always()
            .replies(200, jsonText("{'flows':[{'type':'m.login.password'}]}"));
        expectsNoLook(transport);
        type("server", server);
        key(Qt::Key_Return);
        QTRY_VERIFY(!find<QLineEdit>("server"));
    }
    QString secret(const UserId &user, const char *what) const
    {
        return QString::fromUtf8(credentials.keychain()->secrets.value(profile.entry(user, what)));
    }

    test::FakeClock clock;
    Profile profile;
    MemoryCredentials credentials;
    PassphraseFileCredentials file;
    Accounts accounts;
    std::unique_ptr<SignInWindow> window;
    std::shared_ptr<OpenAccount> opened;
};

inline const QByteArray passwordFlows = jsonText("{'flows':[{'type':'m.login.password'}]}");
inline const QByteArray aliceSignedIn =
    jsonText("{'user_id':'@alice:example.org','access_token':'s3cret-token','device_id':'DEV1'}");
inline const UserId alice(QStringLiteral("@alice:example.org"));

}

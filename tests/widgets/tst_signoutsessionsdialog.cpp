// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signoutsessionsdialog.h"

#include "support/plaintext.h"
#include "widgets/messagebar.h"
#include "widgets/passwordedit.h"
#include "widgets/sessionstage.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const QString Delete = QStringLiteral("/delete_devices");
const QByteArray WantsPassword =
    jsonText("{'session':'u1','flows':[{'stages':['m.login.password']}],'params':{}}");

OwnSession session(const QString &id, const QString &name)
{
    OwnSession made;
    made.id = id;
    made.name = name;
    return made;
}

}

/// What is asked before sessions are signed out, and what the server asks then.
class TestSignOutSessionsDialog : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    QPointer<SignOutSessionsDialog> m_dialog;

    void open(const QList<OwnSession> &which)
    {
        m_dialog = new SignOutSessionsDialog(m_stage->session->ownSessions(), which, m_window.get());
        m_dialog->open();
    }
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
            return label->isVisible() && plain(label->text()).contains(text);
        });
    }
    QPushButton *signOut() const
    {
        for (QPushButton *each : m_dialog->findChildren<QPushButton *>()) {
            if (each->text() == u"&Sign out")
                return each;
        }
        return nullptr;
    }
    FakeTransport::Expectation &expect(int status, const QByteArray &body = "{}")
    {
        return m_stage->transport.expects(Request::Method::Post, Delete).replies(status, body);
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_window = std::make_unique<QWidget>();
        m_window->show();
    }
    void cleanup()
    {
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_window.reset();
        m_stage.reset();
    }

    void saysWhichOnes()
    {
        open({session(u"A"_qs, u"Phone"_qs)});
        QVERIFY(says(u"Sign out Phone?"_qs));
        QVERIFY(says(u"is lost"_qs));
        delete m_dialog.data();
        open({session(u"A"_qs, {})});
        QVERIFY(says(u"Sign out A?"_qs));
        delete m_dialog.data();
        open({session(u"A"_qs, u"Phone"_qs), session(u"B"_qs, {})});
        QVERIFY(says(u"2 other session"_qs));
        QTest::keyClick(m_dialog.data(), Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_stage->transport.sent().isEmpty());
    }
    void asksForThePasswordWhereTheServerDoes()
    {
        open({session(u"A"_qs, u"Phone"_qs), session(u"B"_qs, {})});
        QSignalSpy accepted(m_dialog.data(), &QDialog::accepted);
        auto *password = m_dialog->findChild<PasswordEdit *>();
        QVERIFY(!password->isVisible());
        expect(401, WantsPassword);
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_VERIFY(password->isVisible() && password->isEnabled());
        QVERIFY(says(u"wants your password"_qs));
        QVERIFY(!signOut()->isEnabled());

        expect(401, WantsPassword);
        QTest::keyClicks(password, u"wrong"_qs);
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_VERIFY(says(u"This is not your password."_qs));
        QVERIFY(password->text().isEmpty());

        auto &asked = expect(200);
        QTest::keyClicks(password, u"right"_qs);
        QVERIFY(!says(u"This is not your password."_qs));
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
        const QJsonObject body = bodyOf(asked);
        QCOMPARE(body.value(u"devices").toArray(), jsonArray("['A','B']"));
        QCOMPARE(body.value(u"auth").toObject().value(u"password").toString(), u"right"_qs);
    }
    void leadsToAPageWhereTheServerHasOne()
    {
        open({session(u"A"_qs, u"Phone"_qs)});
        QSignalSpy page(m_dialog.data(), &SignOutSessionsDialog::pageRequested);
        expect(401, jsonText("{'session':'u','flows':[{'stages':['m.oauth']}]}"));
        m_stage->transport.expects(Request::Method::Get, u"/auth_metadata"_qs)
            .replies(200, jsonText("{'account_management_uri':'https://account.x/me'}"));
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_COMPARE(page.size(), 1);
        QCOMPARE(page.first().first().toUrl().host(), u"account.x"_qs);
        QTRY_VERIFY(!m_dialog);
    }
    void whatFailedCanBeTriedAgain()
    {
        open({session(u"A"_qs, u"Phone"_qs)});
        QSignalSpy accepted(m_dialog.data(), &QDialog::accepted);
        expect(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_VERIFY(m_dialog->findChild<MessageBar *>()->isVisible());
        expect(200);
        QTRY_VERIFY(signOut()->isEnabled());
        QTest::mouseClick(signOut(), Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
    }
};

QTEST_MAIN(TestSignOutSessionsDialog)
#include "tst_signoutsessionsdialog.moc"

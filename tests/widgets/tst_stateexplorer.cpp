// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stateexplorer.h"

#include "models/statemodel.h"
#include "widgets/messagebar.h"
#include "widgets/sessionstage.h"
#include "widgets/stateeditdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTreeView>

using namespace linnet;
using namespace linnet::testing;

/// A room's state, as developers look at it.
class TestStateExplorer : public QObject
{
    Q_OBJECT

    using Method = Request::Method;

    std::unique_ptr<SessionStage> m_stage;
    QPointer<StateExplorer> m_window;

    test::FakeTransport::Expectation &expectsState(const char *name = "Tea")
    {
        const QByteArray reply =
            "[{'type':'m.room.name','state_key':'','sender':'@me:x','event_id':'$n','content':{'name':'" +
            QByteArray(name) +
            "'}},"
            "{'type':'m.room.member','state_key':'@a:x','sender':'@a:x','content':{'membership':'join'}},"
            "{'type':'m.room.member','state_key':'@b:x','sender':'@b:x','content':{'membership':'ban'}}]";
        return m_stage->transport.expects(Method::Get, u"/rooms/!r:x/state"_qs)
            .replies(200, QByteArray(reply).replace('\'', '"'));
    }
    void open()
    {
        m_window = new StateExplorer(*m_stage->session, room, nullptr);
        m_window->show();
    }
    QTreeView &tree() const { return *m_window->findChild<QTreeView *>(); }
    QAbstractItemModel &model() const { return *tree().model(); }
    QString shown() const { return m_window->findChild<QPlainTextEdit *>()->toPlainText(); }
    QPushButton &button(const char *name) const
    {
        return *m_window->findChild<QPushButton *>(QLatin1String(name));
    }

private Q_SLOTS:
    void init() { m_stage = std::make_unique<SessionStage>(); }
    void cleanup()
    {
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        delete m_window;
        m_stage.reset();
    }

    void showsAndCopies()
    {
        expectsState();
        open();
        QTRY_COMPARE(model().rowCount(), 2);
        QVERIFY(!button("copy").isEnabled() && !button("edit").isEnabled());
        tree().setCurrentIndex(model().index(1, 0));
        QVERIFY(shown().contains(u"\"name\": \"Tea\""));
        button("copy").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), shown());
        // A type with several events has none itself.
        tree().setCurrentIndex(model().index(0, 0));
        QCOMPARE(shown(), QString());
        tree().setCurrentIndex(model().index(1, 0, model().index(0, 0)));
        QVERIFY(shown().contains(u"ban"));
    }

    void finds()
    {
        expectsState();
        open();
        QTRY_COMPARE(model().rowCount(), 2);
        tree().setCurrentIndex(model().index(1, 0));
        m_window->findChild<QLineEdit *>()->setText(u"NAME"_qs);
        QCOMPARE(model().rowCount(), 1);
        QVERIFY(shown().contains(u"Tea")); // what is shown stays
        m_window->findChild<QLineEdit *>()->setText(u"nothing"_qs);
        QCOMPARE(model().rowCount(), 0);
        QCOMPARE(shown(), QString());
    }

    void sendsWhatIsJson()
    {
        expectsState();
        open();
        QTRY_COMPARE(model().rowCount(), 2);
        tree().setCurrentIndex(model().index(1, 0));
        button("edit").click();
        auto *dialog = m_window->findChild<StateEditDialog *>();
        QVERIFY(dialog);
        auto *content = dialog->findChild<QPlainTextEdit *>(u"content"_qs);
        auto *problem = dialog->findChild<QLabel *>(u"jsonProblem"_qs);
        QPushButton *send = nullptr;
        const auto buttons = dialog->findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (each->text().remove(u'&') == u"Send")
                send = each;
        }
        QVERIFY(send && send->isEnabled());
        for (const char *wrong : {"{", "[]", "", "7", "{'a'}"}) {
            content->setPlainText(QLatin1String(wrong));
            QVERIFY(!send->isEnabled());
            QVERIFY(!problem->text().isEmpty());
        }
        content->setPlainText(u"{\"name\": \"Coffee\"}"_qs);
        QVERIFY(send->isEnabled() && problem->text().isEmpty());
        auto &refused = m_stage->transport.expects(Method::Put, u"/state/m.room.name"_qs)
                            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        send->click();
        QTRY_VERIFY(refused.isAsked());
        QTRY_VERIFY(send->isEnabled()); // the server refused it; what was written stays
        QCOMPARE(content->toPlainText(), u"{\"name\": \"Coffee\"}"_qs);
        auto &put = m_stage->transport.expects(Method::Put, u"/state/m.room.name"_qs).replies(200);
        expectsState("Coffee");
        send->click();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(put.sent().request.body, QByteArray(R"({"name":"Coffee"})"));
        QTRY_VERIFY(shown().contains(u"Coffee"));
    }

    void showsWhatIsStoredWithoutTheServer()
    {
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'m.room.name','event_id':'$n','sender':'@me:x',"
                       "'state_key':'','content':{'name':'Stored'}}]}}}");
        m_stage->transport.expects(Method::Get, u"/rooms/!r:x/state"_qs)
            .replies(503, test::jsonText("{'errcode':'M_UNKNOWN'}"))
            .always();
        open();
        QTRY_COMPARE(model().rowCount(), 1);
        auto *bar = m_window->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        tree().setCurrentIndex(model().index(0, 0));
        QVERIFY(shown().contains(u"Stored"));
    }

    void saysWhyThereIsNothing()
    {
        m_stage->transport.expects(Method::Get, u"/rooms/!r:x/state"_qs)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        open();
        auto *bar = m_window->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(model().rowCount(), 0);
        expectsState();
        Q_EMIT bar->actionTriggered();
        QTRY_COMPARE(model().rowCount(), 2);
        QVERIFY(!bar->isVisible());
    }
};

QTEST_MAIN(TestStateExplorer)
#include "tst_stateexplorer.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sourcewindow.h"
#include "widgets/versionswindow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace linnet;

namespace {

Event said(const QString &body, qint64 ts, bool isEdit)
{
    Event event;
    event.id = EventId(QStringLiteral("$%1").arg(ts));
    event.type = QStringLiteral("m.room.message");
    event.ts = ts;
    const QString msgtype = QStringLiteral("m.text");
    const QJsonObject message{{QStringLiteral("msgtype"), msgtype}, {QStringLiteral("body"), body}};
    QJsonObject content = message;
    if (isEdit) {
        content.insert(QStringLiteral("m.new_content"), message);
        content.insert(QStringLiteral("m.relates_to"),
                       QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                                   {QStringLiteral("event_id"), QStringLiteral("$1")}});
    }
    event.content = QJsonDocument(content).toJson();
    return event;
}

}

/// The windows behind a message: its source, and what it said before.
class TestSourceWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAndCopiesTheSource()
    {
        auto *window = new SourceWindow;
        const QPointer<SourceWindow> guard(window);
        window->setSource("{\"b\":{\"c\":1},\"a\":\"<b>x</b>\"}");
        window->show();
        auto *text = window->findChild<QPlainTextEdit *>();
        QVERIFY(text->isReadOnly());
        QVERIFY(text->toPlainText().contains(QStringLiteral("\n    \"b\": {")));
        QVERIFY(text->toPlainText().contains(QStringLiteral("<b>x</b>")));
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("copy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
        QVERIFY(!window->isModal());
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY(!guard);
    }
    void whatIsNoJsonIsShownAsItStands()
    {
        QCOMPARE(SourceWindow::pretty("not json"), QStringLiteral("not json"));
        QCOMPARE(SourceWindow::pretty({}), QString());
    }
    void whatIsHiddenStaysHiddenInVersions()
    {
        Event event;
        event.content = R"({"msgtype":"m.text","body":"the butler","format":"org.matrix.custom.html",)"
                        R"("formatted_body":"the <span data-mx-spoiler>butler</span>"})";
        VersionsWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.setVersions({event});
        QCOMPARE(window.findChild<QTreeWidget *>()->topLevelItem(0)->text(1), QStringLiteral("the █████"));
    }
    void versionsNewestFirst()
    {
        auto *window = new VersionsWindow;
        const QPointer<VersionsWindow> guard(window);
        // The first one is the first, though its clock was ahead.
        window->setVersions({said(QStringLiteral("first"), 9000, false),
                             said(QStringLiteral("third"), 3000, true),
                             said(QStringLiteral("second"), 2000, true)});
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        auto *list = window->findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), 3);
        QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("third"));
        QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("second"));
        QCOMPARE(list->topLevelItem(2)->text(1), QStringLiteral("first"));
        QTest::keySequence(list, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("third"));
        window->setFailed(QStringLiteral("No network."));
        QVERIFY2(list->isVisible(), "what is known stays");
        QCOMPARE(window->findChild<QLabel *>()->text(), QStringLiteral("No network."));
        window->close();
        QTRY_VERIFY(!guard);
    }
};

QTEST_MAIN(TestSourceWindow)
#include "tst_sourcewindow.moc"

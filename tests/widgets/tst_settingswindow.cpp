// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingswindow.h"

#include "session/mediacache.h"
#include "widgets/mainwindowtesting.h"
#include "widgets/mediasettingspage.h"
#include "widgets/ownstatusedit.h"
#include "widgets/preferences.h"
#include "widgets/roomlistview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

using namespace linnet;
using namespace linnet::testing;

class TestSettingsWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        openWindow();
    }
    void cleanup() { tearDown(); }

    void appliesAtOnceAndOpensOnce();
    void densityAppliesToRoomsAndMessages();
    void emptiesTheCache();
    void tellsOnlyWhatTheServerCan();
    void closesWithTheMainWindow();

private:
    SettingsWindow *open()
    {
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (action->menuRole() == QAction::PreferencesRole)
                action->trigger();
        }
        return find<SettingsWindow>();
    }
    QString settings() const
    {
        QFile file(m_folder->filePath(QStringLiteral("settings.ini")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

void TestSettingsWindow::appliesAtOnceAndOpensOnce()
{
    SettingsWindow *window = open();
    QVERIFY(window && window->isVisible() && !window->isModal());
    QTRY_VERIFY(window->findChild<QListWidget *>()->hasFocus());
    QCOMPARE(open(), window);
    auto *names = window->findChild<QListWidget *>();
    QCOMPARE(names->currentItem()->text(), QStringLiteral("Messages"));
    QCOMPARE(names->iconSize().width(), names->iconSize().height());
    names->setCurrentRow(1);
    auto *show = window->findChild<MediaSettingsPage *>()->findChildren<QComboBox *>().constFirst();
    QCOMPARE(show->currentText(), QStringLiteral("In private rooms"));
    show->setFocus();
    QTest::keyClick(show, Qt::Key_Down);
    QCOMPARE(show->currentText(), QStringLiteral("After a click"));
    QVERIFY(settings().contains(QLatin1String("show=never")));
    QTest::keyClick(window, Qt::Key_Escape);
    QVERIFY(!window->isVisible());
}

void TestSettingsWindow::densityAppliesToRoomsAndMessages()
{
    m_server->rooms().join(Alice, makeRoom(QStringLiteral("Birds")).toString());
    const auto *rooms = find<RoomListView>();
    QTRY_VERIFY(rooms->model()->rowCount() > 0);
    const int high = rooms->visualRect(rooms->model()->index(0, 0)).height();
    auto *box = open()->findChild<QComboBox *>(QStringLiteral("density"));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_VERIFY(rooms->visualRect(rooms->model()->index(0, 0)).height() < high);
    QVERIFY(settings().contains(QLatin1String("density=compact")));
    QTest::keyClick(box, Qt::Key_Up);
    QTRY_COMPARE(rooms->visualRect(rooms->model()->index(0, 0)).height(), high);
}

void TestSettingsWindow::emptiesTheCache()
{
    const QString cache = m_folder->filePath(QStringLiteral("cache/media"));
    QVERIFY(QDir().mkpath(cache));
    QFile file(cache + QStringLiteral("/0123456789abcdef"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    SettingsWindow *window = open();
    window->findChild<QListWidget *>()->setCurrentRow(1);
    QVERIFY(!button(window, QStringLiteral("&Empty"))->autoDefault());
    QTest::mouseClick(button(window, QStringLiteral("&Empty")), Qt::LeftButton);
    const auto says = [window](const QString &text) {
        const auto labels = window->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&](QLabel *label) { return label->text() == text; });
    };
    QTRY_VERIFY(says(QStringLiteral("Nothing is kept any more.")));
    QVERIFY(!file.exists());
}

void TestSettingsWindow::tellsOnlyWhatTheServerCan()
{
    SettingsWindow *window = open();
    // api/v1 never had receipts, and says nothing of what links lead to.
    const auto boxes = window->findChild<MediaSettingsPage *>()->findChildren<QComboBox *>();
    QCOMPARE(std::count_if(boxes.cbegin(), boxes.cend(), [](QComboBox *box) { return !box->isHidden(); }), 2);
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text() == u"Say &where links lead")
            QVERIFY(!action->isVisible());
    }
    // Name and picture it had.
    auto *names = window->findChild<QListWidget *>();
    QCOMPARE(names->findItems(QStringLiteral("Account"), Qt::MatchExactly).size(), 1);
    names->setCurrentItem(names->findItems(QStringLiteral("Account"), Qt::MatchExactly).first());
    QTRY_VERIFY(window->findChild<QLineEdit *>(QStringLiteral("ownName"))->isEnabled());
    QVERIFY(window->findChild<QPushButton *>(QStringLiteral("changePassword"))->isHidden());
    QVERIFY(window->findChild<QCheckBox *>(QStringLiteral("tellRead"))->isHidden());
    QVERIFY(window->findChild<QCheckBox *>(QStringLiteral("tellPresence"))->isHidden());
    QVERIFY(window->findChild<OwnStatusEdit *>()->isHidden());
    auto *typing = window->findChild<QCheckBox *>(QStringLiteral("tellTyping"));
    QVERIFY(typing->isChecked() && !typing->isHidden());
    typing->click();
    QVERIFY(settings().contains(QLatin1String("tellTyping=false")));
}

void TestSettingsWindow::closesWithTheMainWindow()
{
    SettingsWindow *window = open();
    m_window->close();
    QVERIFY(!window->isVisible());
}

QTEST_MAIN(TestSettingsWindow)
#include "tst_settingswindow.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionsettingspage.h"

#include "onesession.h"
#include "widgets/encryptionbar.h"
#include "widgets/encryptiondialogs.h"
#include "widgets/enterkeydialog.h"
#include "widgets/mainwindow.h"
#include "widgets/messagebar.h"
#include "widgets/newkeypage.h"
#include "widgets/passwordedit.h"
#include "widgets/preferences.h"
#include "widgets/settingswindow.h"
#include "widgets/statusline.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

/// The page in a window, with the dialogs that it opens.
class PageWindow : public QWidget
{
public:
    explicit PageWindow(Session &session)
        : dialogs(new EncryptionDialogs(session, *this)),
          page(new EncryptionSettingsPage(session, *dialogs, this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(page);
    }

    EncryptionDialogs *dialogs;
    EncryptionSettingsPage *page;
};

}

/// The page of the settings, from an account without a recovery key to one that has it, with the mouse.
class TestEncryptionSettingsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<RecoveryServer> m_server;

    static QPushButton *button(QWidget &parent, const QString &text)
    {
        for (QPushButton *each : parent.findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    static StatusLine &line(QWidget &page, const char *name)
    {
        return *page.findChild<StatusLine *>(QString::fromLatin1(name));
    }
    static void click(QWidget &parent, const QString &text)
    {
        QPushButton *found = nullptr;
        QTRY_VERIFY2((found = button(parent, text)), qPrintable(text));
        QTRY_VERIFY2(found->isEnabled(), qPrintable(text));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    /// Goes through the dialog that is open up to its end; answers the key.
    static QString takeKey(QWidget &page, const QString &first)
    {
        QString key;
        [&] {
            RecoveryKeyDialog *dialog = nullptr;
            QTRY_VERIFY((dialog = page.findChild<RecoveryKeyDialog *>()));
            QVERIFY(!dialog->isModal());
            const QPointer<RecoveryKeyDialog> open = dialog;
            click(*dialog, first);
            key = dialog->findChild<QLabel *>(QStringLiteral("recoveryKey"))->text();
            QVERIFY(!button(*dialog, QStringLiteral("Continue"))->isEnabled());
            dialog->findChild<NewKeyPage *>()->findChild<QCheckBox *>()->click();
            click(*dialog, QStringLiteral("Continue"));
            QTRY_VERIFY(!open);
        }();
        return key;
    }

private Q_SLOTS:
    void init() { m_server = std::make_unique<RecoveryServer>(); }

    void aKeyIsSetUpAndEnteredElsewhere()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        PageWindow page(*first.session);
        EncryptionBar bar(*first.session);
        page.show();
        StatusLine &recoveryKey = line(page, "recoveryKeyLine");
        QTRY_COMPARE(recoveryKey.what(), QStringLiteral("There is no recovery key."));
        QTRY_COMPARE(line(page, "thisSession").what(), QStringLiteral("This session is verified."));
        QVERIFY(!bar.isHidden());
        QVERIFY(!button(page, QStringLiteral("Verify…")));
        click(page, QStringLiteral("Set Up…"));
        const QString key = takeKey(page, QStringLiteral("Continue"));
        QTRY_COMPARE(recoveryKey.what(), QStringLiteral("The recovery key is set up."));
        QTRY_COMPARE(line(page, "backup").what(), QStringLiteral("The backup is on and up to date."));
        QVERIFY(bar.isHidden());

        OneSession second(*m_server, QStringLiteral("B"));
        PageWindow other(*second.session);
        EncryptionBar otherBar(*second.session);
        other.show();
        QTRY_COMPARE(line(other, "thisSession").what(), QStringLiteral("This session is not verified."));
        QVERIFY(!otherBar.isHidden());
        QSignalSpy verify(other.page, &EncryptionSettingsPage::verifyRequested);
        click(other, QStringLiteral("Verify…"));
        QCOMPARE(verify.size(), 1);
        click(other, QStringLiteral("Enter Recovery Key…"));
        auto *dialog = other.findChild<EnterKeyDialog *>();
        QVERIFY(dialog && !dialog->isModal());
        auto *secret = dialog->findChild<PasswordEdit *>();
        QTest::keyClicks(secret, QStringLiteral("no key"));
        click(*dialog, QStringLiteral("Unlock"));
        const auto says = [dialog](const QString &beginning) {
            const auto labels = dialog->findChildren<QLabel *>();
            return std::any_of(labels.cbegin(), labels.cend(), [&](QLabel *label) {
                return label->isVisible() && label->text().startsWith(beginning);
            });
        };
        QTRY_VERIFY(says(QStringLiteral("This is no recovery key")));
        secret->setText(Recovery::newKey().take()->recoveryKey());
        QVERIFY(!says(QStringLiteral("This is no recovery key")));
        click(*dialog, QStringLiteral("Unlock"));
        QTRY_VERIFY(says(QStringLiteral("This is not the recovery key of this account")));
        secret->setText(key);
        click(*dialog, QStringLiteral("Unlock"));
        QTRY_COMPARE(line(other, "thisSession").what(), QStringLiteral("This session is verified."));
        QTRY_COMPARE(line(other, "recoveryKeyLine").what(), QStringLiteral("The recovery key is set up."));
        QVERIFY(!button(other, QStringLiteral("Verify…")));
        QVERIFY(otherBar.isHidden());
    }

    void aResetSaysWhatIsLostAndAsksForThePassword()
    {
        {
            OneSession first(*m_server, QStringLiteral("A"));
            PageWindow page(*first.session);
            page.show();
            click(page, QStringLiteral("Set Up…"));
            takeKey(page, QStringLiteral("Continue"));
        }
        m_server->password = QStringLiteral("wonderland");
        OneSession second(*m_server, QStringLiteral("B"));
        PageWindow page(*second.session);
        page.show();
        QTRY_COMPARE(line(page, "thisSession").what(), QStringLiteral("This session is not verified."));
        click(page, QStringLiteral("Reset…"));
        RecoveryKeyDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = page.findChild<RecoveryKeyDialog *>()));
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("intro"))
                    ->text()
                    .contains(QStringLiteral("never be readable")));
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("intro"))
                    ->text()
                    .contains(QStringLiteral("verify people again")));
        const QPointer<RecoveryKeyDialog> open = dialog;
        click(*dialog, QStringLiteral("Reset Everything"));
        dialog->findChild<NewKeyPage *>()->findChild<QCheckBox *>()->click();
        click(*dialog, QStringLiteral("Continue"));
        auto *password = dialog->findChild<PasswordEdit *>();
        QTRY_VERIFY(password->isVisible());
        QTest::keyClicks(password, QStringLiteral("wonderland"));
        click(*dialog, QStringLiteral("Continue"));
        QTRY_VERIFY(!open);
        QTRY_COMPARE(line(page, "recoveryKeyLine").what(), QStringLiteral("The recovery key is set up."));
    }

    void lostKeysAreSaidWithTheWayOut()
    {
        {
            OneSession first(*m_server, QStringLiteral("A"));
            PageWindow page(*first.session);
            page.show();
            QTRY_VERIFY(line(page, "thisSession").isVisible());
            QVERIFY(!line(page, "problem").isVisible());
            QTRY_VERIFY(!m_server->keys.deviceKeys({me, QStringLiteral("A")}).isEmpty());
        }
        OneSession again(*m_server, QStringLiteral("A")); // on a folder without keys
        PageWindow page(*again.session);
        EncryptionBar bar(*again.session);
        page.show();
        QTRY_VERIFY(line(page, "problem").isVisible());
        QVERIFY(line(page, "problem").what().contains(QStringLiteral("no longer on this computer")));
        QVERIFY(!line(page, "thisSession").isVisible());
        QCOMPARE(bar.message(), line(page, "problem").what());
        QVERIFY(!bar.isHidden());
        QSignalSpy fromPage(page.page, &EncryptionSettingsPage::signOutRequested);
        QSignalSpy fromBar(&bar, &EncryptionBar::signOutRequested);
        click(page, QStringLiteral("Sign Out…"));
        Q_EMIT bar.actionTriggered();
        QCOMPARE(fromPage.size(), 1);
        QCOMPARE(fromBar.size(), 1);
    }

    /// Two keys would be made, and the last would take the place of the one that the first has shown.
    void theBarAndTheSettingsShareTheirDialog()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        const QString settings = first.folder() + QStringLiteral("/settings.ini");
        Preferences(settings).setTellsPresence(false); // the server knows none
        MainWindow window(*first.session, settings);
        window.show();
        auto *bar = window.findChild<EncryptionBar *>();
        QTRY_VERIFY(bar->isVisible());
        Q_EMIT bar->actionTriggered();
        auto *dialog = window.findChild<RecoveryKeyDialog *>();
        QVERIFY(dialog);
        for (QAction *action : window.menuBar()->findChildren<QAction *>()) {
            if (action->menuRole() == QAction::PreferencesRole)
                action->trigger();
        }
        auto *open = window.findChild<SettingsWindow *>();
        QVERIFY(open);
        QTRY_VERIFY(open->isActiveWindow());
        Q_EMIT line(*open, "recoveryKeyLine").actionTriggered();
        QTRY_VERIFY(dialog->isActiveWindow());
        QCOMPARE(window.findChildren<RecoveryKeyDialog *>().size(), 1);
        Q_EMIT line(*open, "import").actionTriggered();
        QCOMPARE(window.findChildren<QFileDialog *>().size(), 0);
    }

    void onlyOneFileIsChosenAtATime()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        PageWindow page(*first.session);
        page.show();
        Q_EMIT line(page, "import").actionTriggered();
        Q_EMIT line(page, "export").actionTriggered();
        QCOMPARE(page.findChildren<QFileDialog *>().size(), 1);
    }

    void aSavedKeyIsNotGivenUpWithoutAWord()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        PageWindow page(*first.session);
        page.show();
        click(page, QStringLiteral("Set Up…"));
        const QPointer<RecoveryKeyDialog> dialog = page.findChild<RecoveryKeyDialog *>();
        QVERIFY(dialog);
        click(*dialog, QStringLiteral("Continue"));
        dialog->findChild<NewKeyPage *>()->findChild<QCheckBox *>()->click();
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<MessageBar *>()->message().contains(QStringLiteral("not in use yet")));
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
        // Nobody has one that was only shown.
        click(page, QStringLiteral("Set Up…"));
        const QPointer<RecoveryKeyDialog> again = page.findChild<RecoveryKeyDialog *>();
        click(*again, QStringLiteral("Continue"));
        QTest::keyClick(again.data(), Qt::Key_Escape);
        QTRY_VERIFY(!again);
    }

    void aBackupThatIsGoneIsSaidAndPutRight()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        PageWindow page(*first.session);
        EncryptionBar bar(*first.session);
        page.show();
        click(page, QStringLiteral("Set Up…"));
        takeKey(page, QStringLiteral("Continue"));
        QTRY_COMPARE(line(page, "recoveryKeyLine").what(), QStringLiteral("The recovery key is set up."));
        QVERIFY(bar.isHidden());
        m_server->replaceBackup({});
        first.session->recovery().refresh();
        QTRY_VERIFY(!bar.isHidden());
        QCOMPARE(bar.message(), line(page, "recoveryKeyLine").what());
        connect(&bar, &EncryptionBar::recoveryRequested, page.dialogs, &EncryptionDialogs::remedy);
        click(bar, QStringLiteral("New Recovery Key…"));
        takeKey(page, QStringLiteral("Continue"));
        QTRY_VERIFY(bar.isHidden());
    }

    void withoutARecoveryKeyTheBarLeadsToAnotherSession()
    {
        {
            OneSession first(*m_server, QStringLiteral("A"));
            QTRY_VERIFY(first.session->recovery().status().isSessionVerified);
        }
        OneSession second(*m_server, QStringLiteral("B"));
        EncryptionBar bar(*second.session);
        QTRY_VERIFY(!bar.isHidden());
        QSignalSpy verify(&bar, &EncryptionBar::verifyRequested);
        click(bar, QStringLiteral("Verify…"));
        QCOMPARE(verify.size(), 1);
    }

    void aWrongClockIsToldAndEndsByItself()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        EncryptionBar bar(*first.session);
        QTRY_VERIFY(!bar.isHidden());
        const QString recovery = bar.message();
        for (int i = 0; i < 3; ++i)
            Q_EMIT first.session->api().timeHeard(1'000'000'000, 1'000'000'000 + 600'000);
        QCOMPARE(bar.message(), recovery);
        Q_EMIT bar.closed();
        QVERIFY(!bar.isHidden());
        QVERIFY(bar.message().contains(QStringLiteral("clock")));
        QVERIFY(!button(bar, QStringLiteral("Set Up…")));
        Q_EMIT first.session->api().timeHeard(1'000'000'000, 1'000'000'000);
        QVERIFY(bar.isHidden());
    }

    void aBarThatWasClosedStaysClosed()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        EncryptionBar bar(*first.session);
        QTRY_VERIFY(!bar.isHidden());
        Q_EMIT bar.closed();
        bar.hide();
        first.session->recovery().refresh();
        Q_EMIT first.session->recovery().changed();
        QVERIFY(bar.isHidden());
    }
};

QTEST_MAIN(TestEncryptionSettingsPage)
#include "tst_encryptionsettingspage.moc"

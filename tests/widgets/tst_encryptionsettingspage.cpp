// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionsettingspage.h"

#include "session/session.h"
#include "support/fakeclock.h"
#include "support/recoveryserver.h"
#include "widgets/encryptionbar.h"
#include "widgets/enterkeydialog.h"
#include "widgets/newkeypage.h"
#include "widgets/passwordedit.h"
#include "widgets/statusline.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const UserId me(QStringLiteral("@me:x"));

/// A signed-in session of an account at a RecoveryServer.
class OneSession
{
    QTemporaryDir m_folder;

public:
    OneSession(RecoveryServer &server, const QString &device) : transport(server, {me, device})
    {
        OpenAccount account;
        account.account.user = me;
        account.account.deviceId = device;
        account.account.server.base = QUrl(QStringLiteral("https://x"));
        account.account.server.version.dialect = Dialect::V3;
        account.isDialectForced = true;
        account.token = "token";
        QObject context;
        Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), me)
            .then(&context,
                  [&account](Result<std::unique_ptr<Store>> opened) { account.store = opened.take(); });
        if (!QTest::qWaitFor([&account] { return bool(account.store); }))
            qFatal("no store");
        session = std::make_unique<Session>(std::move(account), transport, clock, m_folder.path());
        session->start();
    }
    ~OneSession() { session->close(); }

    RecoveryTransport transport;
    FakeClock clock;
    std::unique_ptr<Session> session;
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
        EncryptionSettingsPage page(*first.session, nullptr);
        EncryptionBar bar(*first.session);
        page.show();
        StatusLine &recoveryKey = line(page, "recoveryKeyLine");
        QTRY_COMPARE(recoveryKey.what(), QStringLiteral("There is no recovery key."));
        QTRY_COMPARE(line(page, "thisSession").what(), QStringLiteral("This session is verified."));
        QVERIFY(!bar.isHidden());
        click(page, QStringLiteral("Set Up…"));
        const QString key = takeKey(page, QStringLiteral("Continue"));
        QTRY_COMPARE(recoveryKey.what(), QStringLiteral("The recovery key is set up."));
        QTRY_COMPARE(line(page, "backup").what(), QStringLiteral("The backup is on and up to date."));
        QVERIFY(bar.isHidden());

        OneSession second(*m_server, QStringLiteral("B"));
        EncryptionSettingsPage other(*second.session, nullptr);
        EncryptionBar otherBar(*second.session);
        other.show();
        QTRY_COMPARE(line(other, "thisSession").what(), QStringLiteral("This session is not verified."));
        QVERIFY(!otherBar.isHidden());
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
        QVERIFY(otherBar.isHidden());
    }

    void aResetSaysWhatIsLostAndAsksForThePassword()
    {
        {
            OneSession first(*m_server, QStringLiteral("A"));
            EncryptionSettingsPage page(*first.session, nullptr);
            page.show();
            click(page, QStringLiteral("Set Up…"));
            takeKey(page, QStringLiteral("Continue"));
        }
        m_server->password = QStringLiteral("wonderland");
        OneSession second(*m_server, QStringLiteral("B"));
        EncryptionSettingsPage page(*second.session, nullptr);
        page.show();
        QTRY_COMPARE(line(page, "thisSession").what(), QStringLiteral("This session is not verified."));
        click(page, QStringLiteral("Reset…"));
        RecoveryKeyDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = page.findChild<RecoveryKeyDialog *>()));
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("intro"))
                    ->text()
                    .contains(QStringLiteral("never be readable")));
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
            EncryptionSettingsPage page(*first.session, nullptr);
            page.show();
            QTRY_VERIFY(line(page, "thisSession").isVisible());
            QVERIFY(!line(page, "problem").isVisible());
            QTRY_VERIFY(!m_server->keys.deviceKeys({me, QStringLiteral("A")}).isEmpty());
        }
        OneSession again(*m_server, QStringLiteral("A")); // on a folder without keys
        EncryptionSettingsPage page(*again.session, nullptr);
        EncryptionBar bar(*again.session);
        page.show();
        QTRY_VERIFY(line(page, "problem").isVisible());
        QVERIFY(line(page, "problem").what().contains(QStringLiteral("no longer on this computer")));
        QVERIFY(!line(page, "thisSession").isVisible());
        QCOMPARE(bar.message(), line(page, "problem").what());
        QVERIFY(!bar.isHidden());
        QSignalSpy fromPage(&page, &EncryptionSettingsPage::signOutRequested);
        QSignalSpy fromBar(&bar, &EncryptionBar::signOutRequested);
        click(page, QStringLiteral("Sign Out…"));
        Q_EMIT bar.actionTriggered();
        QCOMPARE(fromPage.size(), 1);
        QCOMPARE(fromBar.size(), 1);
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

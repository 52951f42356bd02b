// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signoutdialog.h"

#include "widgets/messagebar.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace linnet;

namespace {

QPushButton *button(const QWidget &parent, const QString &text)
{
    const QList<QPushButton *> all = parent.findChildren<QPushButton *>();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&text](const QPushButton *each) {
        return each->text().remove(u'&') == text;
    });
    return found == all.cend() ? nullptr : *found;
}

bool says(const QWidget &parent, const QString &text)
{
    const QList<QLabel *> labels = parent.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

/// Without a recovery key, of which each key is lost.
RecoveryStatus withoutKey()
{
    RecoveryStatus status;
    status.isKnown = true;
    status.hasIdentity = true;
    status.isSessionVerified = true;
    status.hasSecrets = true;
    status.keys = 5;
    return status;
}

}

/// What is asked before an account is signed out, and what is warned of.
class TestSignOutDialog : public QObject
{
    Q_OBJECT

    static SignOutDialog *open(int unsent, const RecoveryStatus &status, QWidget &window)
    {
        window.show();
        auto *dialog = new SignOutDialog(QStringLiteral("@me:x"), unsent, status, &window);
        dialog->open();
        return dialog;
    }

private Q_SLOTS:
    void warnsOfNothingThatIsSafe()
    {
        QWidget window;
        const QPointer<SignOutDialog> dialog = open(0, {}, window);
        QVERIFY(says(*dialog, QStringLiteral("Sign out of @me:x?")));
        QVERIFY(says(*dialog, QStringLiteral("will be erased")));
        QVERIFY(!says(*dialog, QStringLiteral("lost")));
        QVERIFY(!dialog->findChild<MessageBar *>());
        QVERIFY(!button(*dialog, QStringLiteral("Set Up a Recovery Key…")));
        QSignalSpy signedOut(dialog.data(), &SignOutDialog::signOutRequested);
        // Enter must not erase anything.
        QTest::keyClick(dialog.data(), Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        QCOMPARE(signedOut.size(), 0);
    }
    void warnsOfKeysThatNoBackupIsKnownToHave()
    {
        RecoveryStatus status; // the server was not asked yet
        status.keys = 5;
        status.backedUpKeys = 2;
        QWidget window;
        const QPointer<SignOutDialog> dialog = open(0, status, window);
        auto *warning = dialog->findChild<MessageBar *>();
        QVERIFY(warning && warning->isVisible());
        QVERIFY(warning->message().contains(u'3'));
        QVERIFY(says(*dialog, QStringLiteral("into a file")));
        QVERIFY(!button(*dialog, QStringLiteral("Set Up a Recovery Key…")));
    }
    void leadsToARecoveryKeyWhereThatSavesTheKeys()
    {
        QWidget window;
        const QPointer<SignOutDialog> dialog = open(2, withoutKey(), window);
        auto *warning = dialog->findChild<MessageBar *>();
        QVERIFY(warning && warning->isVisible());
        QVERIFY(warning->message().contains(u'5'));
        QVERIFY(says(*dialog, QStringLiteral("2 message")));
        QSignalSpy signedOut(dialog.data(), &SignOutDialog::signOutRequested);
        QSignalSpy recovery(dialog.data(), &SignOutDialog::recoveryRequested);
        QTest::mouseClick(button(*dialog, QStringLiteral("Set Up a Recovery Key…")), Qt::LeftButton);
        QCOMPARE(recovery.size(), 1);
        QTRY_VERIFY(!dialog);
        QCOMPARE(signedOut.size(), 0);
    }
    void whereNoKeyHelpsTheWarningStays()
    {
        RecoveryStatus status = withoutKey();
        status.hasSecrets = false;
        QVERIFY(status.remedy() != RecoveryStatus::Remedy::MakeKey);
        QWidget window;
        const QPointer<SignOutDialog> dialog = open(0, status, window);
        QVERIFY(dialog->findChild<MessageBar *>());
        QVERIFY(!button(*dialog, QStringLiteral("Set Up a Recovery Key…")));
        QSignalSpy signedOut(dialog.data(), &SignOutDialog::signOutRequested);
        QTest::mouseClick(button(*dialog, QStringLiteral("Sign Out")), Qt::LeftButton);
        QCOMPARE(signedOut.size(), 1);
    }
};

QTEST_MAIN(TestSignOutDialog)
#include "tst_signoutdialog.moc"

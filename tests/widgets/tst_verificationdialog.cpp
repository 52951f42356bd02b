// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationdialog.h"

#include "bridge/qrcode.h"
#include "fakecamera.h"
#include "support/plaintext.h"
#include "widgets/busyline.h"
#include "widgets/cameraview.h"
#include "widgets/emojiboard.h"
#include "widgets/qrcodeview.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace linnet;
using namespace linnet::testing;

namespace {

using State = VerificationFlow::State;

VerificationFlow flowIn(State state, bool isByOther = false, bool isOwnUser = false)
{
    VerificationFlow flow;
    flow.id = QStringLiteral("flow");
    flow.user = UserId(QStringLiteral("@bob:x"));
    flow.state = state;
    flow.isByOther = isByOther;
    flow.isOwnUser = isOwnUser;
    flow.supportsSas = true;
    return flow;
}

VerificationFlow comparing()
{
    VerificationFlow flow = flowIn(State::Comparing);
    for (const int number : {0, 1, 2, 27, 48, 51, 63})
        flow.emoji.append({number, QString::fromUtf8("\xF0\x9F\x90\xB6"), QStringLiteral("Dog")});
    flow.decimals = {1234, 5678, 9012};
    return flow;
}

}

/// The dialog alone: what it says of a flow, and what its buttons want.
class TestVerificationDialog : public QObject
{
    Q_OBJECT

    QPointer<FakeCamera> m_camera;
    std::unique_ptr<VerificationDialog> m_dialog;

    QPushButton *button(const QString &text) const
    {
        const QList<QPushButton *> all = m_dialog->findChildren<QPushButton *>();
        const auto found = std::find_if(all.cbegin(), all.cend(), [&text](const QPushButton *each) {
            return each->text().remove(u'&') == text;
        });
        return found == all.cend() ? nullptr : *found;
    }
    void click(const QString &text)
    {
        QVERIFY2(button(text), qPrintable(text));
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
            return label->isVisible() && plain(label->text()).contains(text);
        });
    }
    void show(const VerificationFlow &flow)
    {
        m_dialog->setFlow(flow);
        m_dialog->show();
    }

private Q_SLOTS:
    void init()
    {
        m_dialog =
            std::make_unique<VerificationDialog>(QStringLiteral("Bob"), fakeCameras(m_camera), nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    }
    void cleanup() { m_dialog.reset(); }

    void isNotModal()
    {
        show(flowIn(State::Requested));
        QVERIFY(!m_dialog->isModal());
    }
    void waitsForWhoWasAsked()
    {
        QSignalSpy cancelled(m_dialog.get(), &VerificationDialog::cancelRequested);
        show(flowIn(State::Requested));
        QVERIFY(says(QStringLiteral("Waiting for Bob to accept")));
        QVERIFY(!button(QStringLiteral("Go on")));
        click(QStringLiteral("Cancel"));
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!m_dialog->isVisible());
    }
    void escapeCancelsToo()
    {
        QSignalSpy cancelled(m_dialog.get(), &VerificationDialog::cancelRequested);
        show(comparing());
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!m_dialog->isVisible());
    }
    void whoIsAskedMayGoOn()
    {
        QSignalSpy accepted(m_dialog.get(), &VerificationDialog::acceptRequested);
        show(flowIn(State::Requested, true));
        click(QStringLiteral("Go on"));
        QCOMPARE(accepted.size(), 1);
        // Not twice, until the flow has gone on.
        QVERIFY(!button(QStringLiteral("Go on"))->isEnabled());
        m_dialog->setTrouble(QStringLiteral("No connection"));
        QVERIFY(says(QStringLiteral("No connection")));
        QVERIFY(button(QStringLiteral("Go on"))->isEnabled());
    }
    /// Which may take as long as it likes.
    void whileTheServerIsAwaitedOneMayGiveUp()
    {
        QSignalSpy cancelled(m_dialog.get(), &VerificationDialog::cancelRequested);
        show(comparing());
        click(QStringLiteral("They match"));
        QVERIFY(!button(QStringLiteral("They do not match"))->isEnabled());
        QTRY_VERIFY(m_dialog->findChild<BusyLine *>()->isShown());
        QVERIFY(says(QStringLiteral("Waiting for the server")));
        click(QStringLiteral("Cancel"));
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!m_dialog->isVisible());
    }
    void waitsNoLongerOnceItGoesOn()
    {
        show(comparing());
        click(QStringLiteral("They match"));
        QTRY_VERIFY(m_dialog->findChild<BusyLine *>()->isShown());
        show(flowIn(State::Confirmed));
        QVERIFY(!m_dialog->findChild<BusyLine *>()->isShown());
    }
    void saysWhichSessionOfOnesOwnAsks()
    {
        m_dialog->setOther({});
        show(flowIn(State::Requested, true, true));
        QVERIFY(says(QStringLiteral("Another session of yours asks to verify this one")));
        m_dialog->setOther(QStringLiteral("Phone (BBB)"));
        QVERIFY(says(QStringLiteral("Your session Phone (BBB) asks to verify this one")));
        show(flowIn(State::Requested, false, true));
        QVERIFY(says(QStringLiteral("Accept this on your session Phone (BBB)")));
    }
    void comparesEmoji()
    {
        QSignalSpy wanted(m_dialog.get(), &VerificationDialog::emojiRequested);
        QSignalSpy matched(m_dialog.get(), &VerificationDialog::matchConfirmed);
        show(flowIn(State::Ready));
        click(QStringLiteral("Compare emoji"));
        QCOMPARE(wanted.size(), 1);
        show(comparing());
        auto *board = m_dialog->findChild<EmojiBoard *>();
        QVERIFY(board->isVisible());
        // By their numbers, whatever the other side calls them.
        QCOMPARE(board->accessibleName(), QStringLiteral("Dog, Cat, Lion, Pizza, Hammer, Train, Pin"));
        // Enter must not confirm what nobody has looked at.
        QVERIFY(!button(QStringLiteral("They match"))->isDefault());
        click(QStringLiteral("They match"));
        QCOMPARE(matched.size(), 1);
    }
    void saysWhenTheyDoNotMatch()
    {
        QSignalSpy differ(m_dialog.get(), &VerificationDialog::mismatchFound);
        show(comparing());
        click(QStringLiteral("They do not match"));
        QCOMPARE(differ.size(), 1);
    }
    void showsNumbersWhereThereAreNoEmoji()
    {
        VerificationFlow flow = comparing();
        flow.emoji.clear();
        show(flow);
        QVERIFY(says(QStringLiteral("same numbers")));
        QVERIFY(m_dialog->findChild<EmojiBoard *>()->accessibleName().contains(QStringLiteral("5678")));
    }
    void showsACodeWhereTheOtherCanScan()
    {
        VerificationFlow flow = flowIn(State::Ready);
        flow.supportsShowing = true;
        show(flow);
        auto *view = m_dialog->findChild<QrCodeView *>();
        QVERIFY(!view->isVisible());
        const QrCode code = QrCode::of("MATRIX\x02 and the rest");
        QVERIFY(code.side >= 21);
        QCOMPARE(code.squares.size(), qsizetype(code.side) * code.side);
        m_dialog->setQrCode(code.squares, code.side);
        QVERIFY(view->isVisible());
        QVERIFY(says(QStringLiteral("Scan this")));
        QVERIFY(button(QStringLiteral("Compare emoji")));
        // Dark on light in any theme: its corner is light, the finder pattern inside is dark.
        const QImage image = view->grab().toImage();
        QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
    }
    void scansWhereTheOtherCanShow()
    {
        QSignalSpy scanned(m_dialog.get(), &VerificationDialog::codeScanned);
        VerificationFlow flow = flowIn(State::Ready);
        flow.supportsShowing = true;
        show(flow);
        const QrCode code = QrCode::of("MATRIX\x02 and the rest");
        m_dialog->setQrCode(code.squares, code.side);
        QVERIFY(!button(QStringLiteral("Scan their code")));
        flow.supportsScanning = true;
        show(flow);
        QVERIFY(button(QStringLiteral("Compare emoji")));
        click(QStringLiteral("Scan their code"));
        QVERIFY(says(QStringLiteral("Hold their code before the camera")));
        QVERIFY(m_dialog->findChild<CameraView *>()->isVisible());
        QVERIFY(!m_dialog->findChild<QrCodeView *>()->isVisible());
        QVERIFY(m_camera);
        m_camera->see(pictureOf(longCode(1)));
        QTRY_COMPARE(scanned.size(), 1);
        QCOMPARE(scanned.at(0).at(0).toByteArray(), longCode(1));
        // It was another's; the camera stays on.
        const QPointer<FakeCamera> before = m_camera;
        m_dialog->setTrouble(QStringLiteral("Not this one"));
        QVERIFY(says(QStringLiteral("Not this one")));
        QVERIFY(before && m_camera == before);
        flow.state = State::Confirmed;
        show(flow);
        QVERIFY(!m_camera);
        QVERIFY(says(QStringLiteral("Waiting for Bob to confirm")));
    }
    void oneMayGoBackFromScanning()
    {
        VerificationFlow flow = flowIn(State::Ready);
        flow.supportsScanning = true;
        show(flow);
        QVERIFY(says(QStringLiteral("Scan the code on the other screen")));
        click(QStringLiteral("Scan their code"));
        m_dialog->setTrouble(QStringLiteral("Not this one"));
        click(QStringLiteral("Back"));
        QVERIFY(!m_camera);
        QVERIFY(!says(QStringLiteral("Not this one")));
        QVERIFY(button(QStringLiteral("Scan their code")));
        click(QStringLiteral("Scan their code"));
        QVERIFY(m_camera);
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
        QVERIFY(!m_camera);
    }
    void whatWasScannedIsConfirmed()
    {
        QSignalSpy matched(m_dialog.get(), &VerificationDialog::matchConfirmed);
        show(flowIn(State::Scanned, true));
        click(QStringLiteral("Yes"));
        QCOMPARE(matched.size(), 1);
    }
    void saysHowItEnded()
    {
        QSignalSpy cancelled(m_dialog.get(), &VerificationDialog::cancelRequested);
        show(flowIn(State::Done));
        QVERIFY(says(QStringLiteral("You and Bob have verified each other")));
        click(QStringLiteral("Close"));
        QCOMPARE(cancelled.size(), 0);
    }
    void saysWhyItWasCancelled_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("by them") << QStringLiteral("m.user") << QStringLiteral("Bob has cancelled it");
        QTest::newRow("time") << QStringLiteral("m.timeout") << QStringLiteral("took too long");
        QTest::newRow("mismatch") << QStringLiteral("m.mismatched_sas") << QStringLiteral("not the same");
        QTest::newRow("elsewhere") << QStringLiteral("m.accepted")
                                   << QStringLiteral("another of your sessions");
        QTest::newRow("new") << QStringLiteral("org.new.code") << QStringLiteral("Try again");
    }
    void saysWhyItWasCancelled()
    {
        QFETCH(QString, code);
        QFETCH(QString, words);
        VerificationFlow flow = flowIn(State::Cancelled);
        flow.cancelCode = code;
        show(flow);
        QVERIFY(says(QStringLiteral("Not verified")));
        QVERIFY(says(words));
    }
};

QTEST_MAIN(TestVerificationDialog)
#include "tst_verificationdialog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/verificationflow.h"
#include "widgets/camera.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPushButton;

namespace linnet {

class BusyLine;
class CameraView;
class EmojiBoard;
class QrCodeView;

/// Two people, or two of one's own sessions, make sure that nobody is in between: says what is to be done
/// now, shows what is to be compared, and how it came out (client-server API, "Device verification").
/// Modeless; closing it before the end cancels. Knows no Session: it is told the flow and tells what the
/// person wants. GUI thread.
class VerificationDialog : public QDialog
{
    Q_OBJECT

public:
    /// `other`: the other person's name, or what one's own other session is called; may be empty. With the
    /// camera the other's code is scanned.
    VerificationDialog(const QString &other, Camera::Maker makeCamera, QWidget *parent);

    void setOther(const QString &other); ///< is called otherwise
    void setFlow(const VerificationFlow &flow);
    const QString &flow() const { return m_flow.id; }
    /// What the other may scan, as squares, line by line; `side` squares a line. Empty: there is none.
    void setQrCode(const QByteArray &squares, int side);
    /// Something that was wanted did not work; it can be tried again.
    void setTrouble(const QString &what);

    void reject() override;

Q_SIGNALS:
    void acceptRequested();
    void emojiRequested();                    ///< compare emoji rather than scan
    void codeScanned(const QByteArray &code); ///< any QR code; what belongs to the flow is for others to say
    void matchConfirmed();
    void mismatchFound();
    void cancelRequested();

private:
    using State = VerificationFlow::State;

    void refresh();
    void showAsked();
    void wait();
    void say(const QString &what, const QString &more = {});
    void showReady();
    void setScanning(bool isScanning);
    void showComparing();
    void showOver();
    QString otherName() const;
    QPushButton *addButton(const QString &text, bool isDefault = false);
    void addStep(const QString &text, void (VerificationDialog::*signal)(), bool isDefault = false);
    void addClose(const QString &text);

    QString m_other;
    VerificationFlow m_flow;
    QLabel *m_what;
    QLabel *m_more;
    QLabel *m_trouble;
    EmojiBoard *m_board;
    QrCodeView *m_code;
    CameraView *m_camera;
    bool m_isScanning = false; ///< rather than showing a code
    BusyLine *m_busy;
    QDialogButtonBox *m_buttons;
    QList<QPushButton *> m_actions; ///< of m_buttons, those that go on
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/keyfiledialog.h"
#include "widgets/recoverykeydialog.h"

#include <QObject>
#include <QPointer>

namespace linnet {

class Session;

/// Opens the dialogs about an account's recovery key and its key files, one at a time: of two that make a
/// key, the last would take the place of what the first has shown. So there is one of it for all who ask; who
/// asks while a dialog is open sees that one. GUI thread; must not outlive its Session.
class EncryptionDialogs : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over `window`.
    EncryptionDialogs(Session &session, QWidget &window);

    void makeKey(RecoveryKeyDialog::Kind kind);
    void enterKey();
    void exportKeys(); ///< asks for the file first
    void importKeys();
    void remedy(); ///< what RecoveryStatus::remedy() says

Q_SIGNALS:
    void done(const QString &what); ///< worth a line

private:
    bool showOpen();
    void show(QDialog *dialog);
    void chooseFile(KeyFileDialog::Kind kind);

    Session &m_session;
    QWidget &m_window;
    QPointer<QDialog> m_dialog;
};

}

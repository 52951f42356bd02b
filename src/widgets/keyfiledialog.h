// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/keytransfer.h"
#include "widgets/requestdialog.h"

#include <QTimer>

class QLabel;
class QLineEdit;

namespace linnet {

class PasswordEdit;

/// Asks for the passphrase of a file with room keys, and writes or reads it. Not modal. GUI thread; must not
/// outlive the Store.
class KeyFileDialog : public RequestDialog
{
    Q_OBJECT

public:
    enum class Kind { Export, Import };

    /// `path`: the file that was chosen.
    KeyFileDialog(Store &store, Kind kind, const QString &path, QWidget *parent);

Q_SIGNALS:
    void worked(const QString &what); ///< worth a line

protected:
    void send() override;

private:
    void check();
    void exportKeys();
    void importKeys();
    void showProgress();
    void onFailed(const Error &error);

    KeyTransfer m_transfer;
    Kind m_kind;
    QString m_path;
    PasswordEdit *m_passphrase;
    PasswordEdit *m_again;
    QLabel *m_state;
    QTimer m_tick;
    std::shared_ptr<KeyProgress> m_progress;
};

}

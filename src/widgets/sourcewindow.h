// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace linnet {

/// Shows the JSON text of an event, to be read and copied. Modeless; deletes itself when closed. GUI thread.
class SourceWindow : public QDialog
{
    Q_OBJECT

public:
    explicit SourceWindow(QWidget *parent = nullptr);

    /// `json` as it came; what is no JSON is shown as it stands.
    void setSource(const QByteArray &json);
    void setFailed(const QString &why); ///< instead of the text

    static QString pretty(const QByteArray &json);

private:
    QPlainTextEdit *m_text;
};

}

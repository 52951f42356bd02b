// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/roomrights.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace linnet {

/// The dim line below a setting: why it cannot be changed, that it is being saved or was, or why not. Takes
/// no room while there is nothing to say. GUI thread.
class SettingNote : public QWidget
{
    Q_OBJECT

public:
    explicit SettingNote(QWidget *parent);

    /// What `may` says is also what `setting` can do, with the reason in its tooltip.
    void setCanChange(const CanChange &may, const QList<QWidget *> &setting);
    void showSaving();
    void showSaved(bool canUndo = false);
    void showFailed(const Error &error, bool canUndo = false);
    void showHint(const QString &text); ///< something to know
    void clear();                       ///< but for why it cannot be changed
    QString text() const;
    bool isSaving() const { return m_isSaving; }

Q_SIGNALS:
    void undoRequested();

private:
    void show(const QString &text, const QString &detail, bool canUndo);

    QString m_reason;
    bool m_isSaving = false;
    QLabel *m_text;
    QLabel *m_detail; ///< the server's own words
    QPushButton *m_undo;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;

namespace linnet {

/// Asks whether something is to be done, with one line for a reason, which may stay empty. Closes by Esc or
/// by a click elsewhere, and deletes itself then. GUI thread.
class ReasonPopup : public QFrame
{
    Q_OBJECT

public:
    /// "Delete this message?", "Delete".
    ReasonPopup(const QString &question, const QString &verb, QWidget *parent);

    void setReason(const QString &reason);
    void setReasonWanted(bool isWanted); ///< at first it is
    void setNote(const QString &note);   ///< what comes of it, in a dim line
    /// With its corner there, moved so that it is all on the screen.
    void popUp(const QPoint &globalPos);

Q_SIGNALS:
    void accepted(const QString &reason);

private:
    void accept();

    QLabel *m_note;
    QLineEdit *m_reason;
};

}

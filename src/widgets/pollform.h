// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/eventcontents.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace linnet {

/// Where somebody makes a poll: a question, answers, of which there is always room for one more, and how it
/// is voted. Sends and keeps nothing by itself. Modeless; GUI thread.
class PollForm : public QDialog
{
    Q_OBJECT

public:
    /// `place`: the room in which it will be asked, in words.
    PollForm(const QString &place, QWidget *parent);

    void setPoll(const NewPoll &poll);
    NewPoll poll() const;                 ///< as far as it is filled in; answers without words are left out
    void showNotice(const QString &what); ///< until something is edited

Q_SIGNALS:
    void edited();
    void sendRequested();
    void discardRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *addAnswer(const QString &text);
    void onEdited();
    void goOn(QLineEdit *from);

    QLineEdit *m_question;
    QScrollArea *m_area;
    QVBoxLayout *m_lines;
    QList<QLineEdit *> m_answers;
    QCheckBox *m_isMultiple;
    QCheckBox *m_isDisclosed;
    QLabel *m_notice;
    QPushButton *m_send;
};

}

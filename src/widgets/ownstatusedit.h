// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace linnet {

class Session;

/// A line for what one says of oneself beside being online. It is asked for whenever it is shown and sent
/// when one has written it; what the server did not take stays in it. GUI thread; must not outlive the
/// session.
class OwnStatusEdit : public QWidget
{
    Q_OBJECT

public:
    OwnStatusEdit(Session &session, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void send();
    void take(const Result<QString> &kept);
    void setNote(const QString &text);

    Session &m_session;
    QLineEdit *m_edit;
    QLabel *m_note;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"

#include <QWidget>

class QLabel;

namespace linnet {

class TroubleLines;

/// The head of the SignInWindow: the program's icon, the page's title, the server that was found and in which
/// protocol it is spoken to. GUI thread.
class SignInHeader : public QWidget
{
    Q_OBJECT

public:
    explicit SignInHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setServer(const std::optional<Server> &server);
    void setNotice(const QString &what, const QString &detail);
    void setHint(const QString &text); ///< what comes afterwards; may be empty

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_server;
    TroubleLines *m_insecure;
    TroubleLines *m_notice;
    QLabel *m_hint;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/qrgrant.h"

#include <QDialog>

#include <memory>

class QLabel;
class QPushButton;

namespace linnet {

class BusyLine;
class CheckCodeEdit;
class QrCodeView;
class TroubleLines;

/// Signs another device in by a QR code: shows the code, asks for the digits of the other screen, leads to
/// the browser, and says how it came out. Modeless; closing it before the end gives it up, on the other
/// device too. Deletes itself when closed. GUI thread; must not outlive the Session that the QrGrant is of.
class QrGrantDialog : public QDialog
{
    Q_OBJECT

public:
    QrGrantDialog(std::unique_ptr<QrGrant> grant, QWidget *parent);
    ~QrGrantDialog() override;

    void reject() override;

private:
    void layOut();
    void begin();
    void goOn();
    void onBrowserNeeded(const QUrl &page);
    void onFailed(const Error &error);
    void openPage();
    void refresh();
    void say(const QString &what, const QString &more = {});
    QString busyWords() const;

    std::unique_ptr<QrGrant> m_grant;
    QUrl m_page;
    QLabel *m_what;
    QLabel *m_more;
    QrCodeView *m_picture;
    CheckCodeEdit *m_code;
    TroubleLines *m_trouble;
    BusyLine *m_busy;
    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_close;
    QPushButton *m_next; ///< goes on, or begins again
};

}

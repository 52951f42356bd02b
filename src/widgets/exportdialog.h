// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomexport.h"

#include <QDialog>

namespace Ui {
class ExportForm;
}
class QLabel;
class QProgressBar;
class QPushButton;

namespace linnet {

class MessageBar;
class Session;

/// Asks how a room's history is to be written into a file, and shows how far that is. Window-modal, deletes
/// itself when closed; while it writes, closing it first stops that and says what is left. GUI thread.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(Session &session, const Room &room, QWidget *parent);
    ~ExportDialog() override;

    /// Begins to write into `path` what the form says.
    void exportTo(const QString &path);
    void reject() override;

Q_SIGNALS:
    void exported(const QString &path, const QString &what);
    /// The same where messages are missing that can be fetched.
    void exportedWithGaps(const linnet::RoomId &room, const QString &what);
    void fetchRequested(const linnet::RoomId &room); ///< of the messages that are missing

private:
    void askForPath();
    void checkRange();
    void setBusy(bool isBusy);
    void onFinished(const ExportFormat::Counts &counts);
    void onEnded();

    Session &m_session;
    Room m_room;
    std::unique_ptr<Ui::ExportForm> m_ui;
    std::unique_ptr<RoomExport> m_export;
    QWidget *m_form;
    MessageBar *m_failure;
    QProgressBar *m_progress;
    QLabel *m_state;
    QPushButton *m_button;
    QPushButton *m_close;
};

}

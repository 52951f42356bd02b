// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <QThreadPool>

#include <memory>

namespace Ui {
class CreateSpaceForm;
}

namespace linnet {

class Session;

/// Makes a space and says which. A picture is made small, and without what a camera wrote into it, before it
/// goes out. GUI thread.
class CreateSpaceDialog : public RequestDialog
{
    Q_OBJECT

public:
    CreateSpaceDialog(Session &session, QWidget *parent);
    ~CreateSpaceDialog() override;

    void setPicture(const QString &path);

Q_SIGNALS:
    void created(const linnet::RoomId &space);

protected:
    void send() override;

private:
    void check();
    void choosePicture();

    Session &m_session;
    std::unique_ptr<Ui::CreateSpaceForm> m_ui;
    QByteArray m_picture; ///< a PNG file, or empty
    bool m_isReading = false;
    QThreadPool m_pool;
};

}

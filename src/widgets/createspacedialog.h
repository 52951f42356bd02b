// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"
#include "widgets/squarepicture.h"

#include <QThreadPool>

#include <memory>

namespace Ui {
class CreateSpaceForm;
}

namespace linnet {

class Session;

/// Makes a space and says which. Its picture goes out as a SquarePicture. GUI thread.
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
    SquarePicture m_picture; ///< empty: none was chosen
    bool m_isReading = false;
    QThreadPool m_pool;
};

}

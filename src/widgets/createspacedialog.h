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
class QRadioButton;

namespace linnet {

class Session;
struct NewRoom;

/// Makes a space and says which. Its picture goes out as a SquarePicture. GUI thread.
class CreateSpaceDialog : public RequestDialog
{
    Q_OBJECT

public:
    CreateSpaceDialog(Session &session, QWidget *parent);
    ~CreateSpaceDialog() override;

    /// A space that stands in another one, and that its members may join unless one wants it otherwise.
    void setSpace(const RoomId &outer, const QString &name);
    void setPicture(const QString &path);

Q_SIGNALS:
    void created(const linnet::RoomId &space);
    /// It was made, but the other one did not take it.
    void notAdded(const linnet::Error &error);

protected:
    void send() override;

private:
    void check();
    void choosePicture();
    void sendInto(const NewRoom &space);

    Session &m_session;
    std::unique_ptr<Ui::CreateSpaceForm> m_ui;
    RoomId m_outer;                         ///< in which it is to stand; may be empty
    QRadioButton *m_isForMembers = nullptr; ///< of `m_outer`
    SquarePicture m_picture;                ///< empty: none was chosen
    bool m_isReading = false;
    QThreadPool m_pool;
};

}

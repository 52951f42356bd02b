// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/guestlook.h"
#include "widgets/avatars.h"
#include "widgets/directorywindow.h"
#include "widgets/guestpreview.h"
#include "widgets/preferences.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace linnet {

/// A server's public rooms for somebody without an account: the directory, and beside it the room that one
/// looks at. GUI thread; must not outlive what it is made with.
class GuestDesk : public QObject
{
    Q_OBJECT

public:
    /// `window` is what its windows stand before.
    GuestDesk(std::shared_ptr<GuestLook> look, const Profile &profile, QWidget &window,
              QObject *parent = nullptr);
    ~GuestDesk() override;

    void show();
    void hide();

Q_SIGNALS:
    /// Somebody wants to sign in, to see this room afterwards; both are empty where it is no certain one.
    void signInRequested(const QString &link, const QString &name);
    void closed(); ///< the directory was

private:
    std::shared_ptr<GuestLook> m_look; ///< outlives the windows
    Avatars m_avatars;
    Preferences m_preferences;
    QPointer<DirectoryWindow> m_directory; ///< may go with the window before
    QPointer<GuestPreview> m_preview;      ///< a child of it
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/mediaopener.h"
#include "widgets/playback.h"

#include <memory>

namespace linnet {

class NoticeBar;
class PictureViewer;
class Preferences;
class RoomView;
class Session;

/// Plays, shows, opens and saves what came with messages, whichever view of the window it was clicked in, and
/// says in the window's notice bar what becomes of it. GUI thread; must not outlive what it is made with.
class MediaDesk : public QObject
{
    Q_OBJECT

public:
    MediaDesk(Session &session, const Preferences &preferences, NoticeBar &notice, QWidget &window);
    ~MediaDesk() override;

    /// What is clicked in `view` is opened here from now on.
    void serve(RoomView &view);
    void closeViewer();

private:
    void open(RoomView &from, const TimelineItem &item);
    void showLarge(RoomView &from, const TimelineItem &item);

    Session &m_session;
    const Preferences &m_preferences;
    MediaOpener m_opener;
    Playback m_playback;
    std::unique_ptr<PictureViewer> m_viewer; ///< once a picture was looked at
};

}

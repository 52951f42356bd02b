// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediadesk.h"

#include "session/session.h"
#include "widgets/announcement.h"
#include "widgets/noticebar.h"
#include "widgets/pictureviewer.h"
#include "widgets/preferences.h"
#include "widgets/roomview.h"
#include "widgets/rowpicture.h"

namespace linnet {

MediaDesk::MediaDesk(Session &session, const Preferences &preferences, NoticeBar &notice, QWidget &window)
    : m_session(session), m_preferences(preferences),
      m_opener(session.media(), session.plainFolder(), notice, window),
      m_playback(session.media(), MediaPlayer::maker())
{
    connect(&m_playback, &Playback::failed, &notice, &NoticeBar::complain);
    connect(&m_playback, &Playback::notPlayable, &notice, [this, &notice](const TimelineItem &item) {
        notice.offerUntilClosed(Playback::tr("This cannot be played here."), tr("Open in another program"),
                                [this, item] { m_opener.open(item); });
    });
    connect(&m_playback, &Playback::stateChanged, &window, [this, &window](const QString &key) {
        Announcement::say(window, Playback::words(m_playback.look(key)));
    });
    connect(&preferences, &Preferences::changed, this, [this] {
        if (m_viewer)
            m_viewer->setSettings(m_preferences.pictures());
    });
}

MediaDesk::~MediaDesk() = default;

void MediaDesk::serve(RoomView &view)
{
    view.setPlayback(m_playback);
    connect(&view, &RoomView::openRequested, this,
            [this, &view](const TimelineItem &item) { open(view, item); });
    connect(&view, &RoomView::openElsewhereRequested, &m_opener, &MediaOpener::open);
    connect(&view, &RoomView::enlargeRequested, this,
            [this, &view](const TimelineItem &item) { showLarge(view, item); });
    connect(&view, &RoomView::saveRequested, &m_opener, &MediaOpener::save);
}

void MediaDesk::open(RoomView &from, const TimelineItem &item)
{
    if (m_playback.canPlay(item))
        return m_playback.toggle(item);
    if (item.kind != TimelineItem::Kind::Image || !RowPicture::isShown(item))
        return m_opener.open(item);
    showLarge(from, item);
}

void MediaDesk::showLarge(RoomView &from, const TimelineItem &item)
{
    if (!m_viewer)
        m_viewer = std::make_unique<PictureViewer>(m_session.media(), m_session.plainFolder(), m_playback);
    m_viewer->setSettings(m_preferences.pictures());
    m_viewer->showPicture(from.shownPictures(), item.key);
}

void MediaDesk::closeViewer()
{
    if (m_viewer)
        m_viewer->close();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/largevideo.h"
#include "widgets/mediaopener.h"
#include "widgets/picturesettings.h"

#include <QHash>
#include <QImage>
#include <QThreadPool>
#include <QWidget>

#include <memory>

class QAction;
class QHBoxLayout;

namespace linnet {

class ElidedLabel;
class NoticeBar;
class PictureAnimation;
class PictureCanvas;
class Playback;
class PlayerBar;

/// The pictures and videos of a room, one at a time, in a window of their own: zoom, turn, the next and the
/// one before, save, copy, open elsewhere; play, rest, seek. Shows the server's small picture until the whole
/// one is here, of a video until it plays. Closing it stops everything. GUI thread; must not outlive its
/// arguments.
class PictureViewer : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 MaxFile = 64LL << 20; ///< bytes that are fetched at most

    PictureViewer(MediaCache &media, PlainFolder plain, Playback &playback);
    ~PictureViewer() override;

    void setSettings(const PictureSettings &settings) { m_settings = settings; }
    /// Opens, or comes to the front, with that one of `items` which has this row key; a video plays. They are
    /// oldest first.
    void showPicture(const QList<TimelineItem> &items, const QString &key);
    /// `steps` further, if there is one.
    void step(int steps);
    QString currentKey() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Action {
        Previous,
        Next,
        ZoomOut,
        ZoomIn,
        Fit,
        RealPixels,
        TurnLeft,
        TurnRight,
        Copy,
        Save,
        Open,
        Retry
    };
    void darken();
    void addBar();
    QAction *add(Action action, const QString &text, const char *icon, const QList<QKeySequence> &keys);
    void trigger(Action action);
    void refresh();
    void load();
    void loadPicture();
    void loadPoster();
    void onProgress(const QString &url, qint64 received, qint64 total);
    void decode(const QByteArray &bytes, bool isWhole);
    void play(const QByteArray &bytes, const QSize &size);
    void onFailed(const QString &what, const QString &detail);
    void stop();

    MediaCache &m_media;
    PictureSettings m_settings;
    QThreadPool m_decoders;
    QList<TimelineItem> m_items;
    int m_current = 0;
    ElidedLabel *m_name;
    ElidedLabel *m_about;
    QHBoxLayout *m_buttons;
    NoticeBar *m_notice;
    MediaOpener m_opener;
    PictureCanvas *m_canvas;
    PlayerBar *m_player; ///< of a video
    LargeVideo m_video;
    QHash<Action, QAction *> m_actions;
    std::unique_ptr<QObject> m_loading; ///< context of what is under way for this picture
    std::unique_ptr<PictureAnimation> m_animation;
    QImage m_whole; ///< null until it is here
    QString m_failure;
};

}

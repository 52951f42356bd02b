// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pictures.h"
#include "widgets/playback.h"
#include "widgets/rowstyle.h"

#include <QCoreApplication>

class QPainter;

namespace linnet {

class TintIcons;

/// The picture of a timeline's row: how large it is, which is known before it is there, and how it looks.
class RowPicture
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RowPicture)

public:
    /// Whether a row shows a picture, not only a card with a name: pictures, stickers, videos.
    static bool isShown(const TimelineItem &item);
    /// Logical pixels. By what the message says of its size; without that, or if that is absurd, a frame that
    /// the picture is fitted into. It never changes by what comes.
    static PictureFrame frame(const TimelineItem &item, const RowStyle &style);
    /// The place for a button in the middle of a picture.
    static QRect disc(const QRect &rect, const RowStyle &style);
    /// What stands on a video that plays, at its lower edge.
    struct Controls
    {
        QRect bar;
        QRect seek; ///< a click goes to that place of it
        QRect mute;
        QRect large; ///< shows it in a window of its own
    };
    static Controls controls(const QRect &rect, const RowStyle &style);
    struct Look
    {
        Pictures::Look picture;
        Playback::Look play; ///< of a video
        bool isHovered = false;
        bool isSelected = false;
    };
    static void paint(QPainter &painter, const QRect &rect, const TimelineItem &item, const RowStyle &style,
                      const Look &look, TintIcons &icons);

    /// How loud a voice message is over time, as bars; those after `share` of it (0 to 1) are pale.
    static void paintWaveform(QPainter &painter, const QRect &rect, const QList<quint16> &waveform,
                              const RowStyle &style, qreal share = 1);

private:
    static void paintHidden(QPainter &painter, const QRect &rect, const RowStyle &style, bool isOnBlur,
                            TintIcons &icons);
    static void paintFailure(QPainter &painter, const QRect &rect, const RowStyle &style,
                             const QString &reason, TintIcons &icons);
    static void paintDisc(QPainter &painter, const QRect &rect, const RowStyle &style, const char *icon,
                          TintIcons &icons);
    static void paintVideo(QPainter &painter, const QRect &rect, const TimelineItem &item,
                           const RowStyle &style, const Look &look, TintIcons &icons);
    static void paintControls(QPainter &painter, const QRect &rect, const RowStyle &style,
                              const Playback::Look &play, TintIcons &icons);
    static void paintUpload(QPainter &painter, const QRect &rect, const TimelineItem &item,
                            const RowStyle &style);
    static void paintBadge(QPainter &painter, const QRect &rect, const RowStyle &style, const QString &words);
};

}

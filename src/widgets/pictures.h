// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/picturesettings.h"

#include <QCache>
#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

#include <memory>

namespace linnet {

class MediaCache;
class PictureAnimation;

/// How large a picture is shown, in logical pixels.
struct PictureFrame
{
    QSize size;    ///< what is kept free for it
    QSize picture; ///< of it in the middle; empty: not known, it is fitted into `size`
};

/// The pictures of one room's messages at the exact size they are painted in. Whoever paints a row asks; what
/// was painted last is fetched first, and what was scrolled away is fetched no more. Decodes in a pool of its
/// own, keeps at most CacheKiB of pixmaps and as many files of moving ones as MovingKiB allows. Moving ones
/// go on as long as they are painted. GUI thread.
class Pictures : public QObject
{
    Q_OBJECT

public:
    static constexpr int CacheKiB = 60 * 1024;
    static constexpr int MovingKiB = 32 * 1024;
    /// Of a file that is fetched as a whole for a row, in bytes: what moves, and what is small anyway.
    static constexpr qint64 MaxFile = 8 << 20;

    enum class State { Hidden, Loading, Ready, Failed };
    struct Look
    {
        State state = State::Loading;
        QPixmap pixmap; ///< of Ready, in real pixels (its ratio is 1)
        QPixmap
            blur; ///< of Hidden and Loading: a hint of its colours, to be stretched; null if there is none
        QString reason;       ///< of Failed, in a few words
        bool isStill = false; ///< it could move and does not
    };

    explicit Pictures(MediaCache &media, QObject *parent = nullptr);
    ~Pictures() override;

    void setSettings(const PictureSettings &settings);
    const PictureSettings &settings() const { return m_settings; }
    /// Another room, or the same as it is now. Without one, others' pictures are hidden.
    void setRoom(const Room &room);
    bool isHidden(const TimelineItem &item) const;       ///< up to a click
    bool isHidden(const QString &row, bool isOwn) const; ///< the same of what small() shows
    bool isShownByClick(const TimelineItem &item) const;
    bool isMissing(const QString &url) const;                ///< it cannot be shown, also not later
    void setHidden(const TimelineItem &item, bool isHidden); ///< as if it was clicked, or not

    /// How the picture of `item` looks now; asks for it if need be. Never blocks; changed() tells when to
    /// paint again. It may move in a window that is active.
    Look look(const TimelineItem &item, const PictureFrame &frame, qreal ratio, bool isActive,
              bool isHovered);
    /// A picture beside the words of the row `row`, in real pixels; null as long as it is not there or
    /// hidden. It stands still.
    QPixmap small(const QString &url, const QString &row, bool isOwn, const QSize &size, qreal ratio);
    /// What a click means while the picture is not there: shows what is hidden, tries again what failed.
    /// False: it means the picture.
    bool takeClick(const TimelineItem &item);
    int cachedKiB() const { return m_cache.totalCost(); }

Q_SIGNALS:
    /// The pictures from this address look different now; empty: all.
    void changed(const QString &url);

private:
    /// Something to show: where it comes from and how large it is to be.
    struct Wish
    {
        QString url;
        QSize box; ///< real pixels
        bool isExact = false;
        bool isWholeFile = false;
        bool isSecondTry = false;
        std::shared_ptr<QObject> context; ///< of what is under way for it
    };
    struct Failure
    {
        QString reason;
        QDeadlineTimer until; ///< tried again by itself then
    };
    static QString keyOf(const Wish &wish);
    bool hasFailed(const QString &url);
    QPixmap blurOf(const QString &hash);
    Wish wishFor(const TimelineItem &item, const PictureFrame &frame, qreal ratio) const;
    void want(const QString &key, const Wish &wish);
    void fetch(const QString &key);
    void decode(const QString &key, const QByteArray &bytes);
    void keep(const QString &key, const QImage &image, const QByteArray &movingBytes);
    void tryOtherwise(const QString &key, const QString &reason, bool isPassing);
    void forget(const QString &key);

    MediaCache &m_media;
    PictureSettings m_settings;
    Room m_room;
    QHash<QString, QString> m_echoes; ///< row key to key in the cache, of what was shown before it was sent
    QSet<QString> m_clicked;          ///< row keys of those that are shown nevertheless
    QThreadPool m_decoders;
    QCache<QString, QPixmap> m_cache;               ///< cost: KiB
    QCache<QString, PictureAnimation> m_animations; ///< cost: KiB of their files
    QHash<QString, Wish> m_wishes;
    QStringList m_order;                ///< of the wishes; the one painted last is last
    QHash<QString, Failure> m_failures; ///< by address
};

}

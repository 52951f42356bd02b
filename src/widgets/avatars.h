// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QDeadlineTimer>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

#include <functional>

namespace linnet {

class MediaCache;
class Theme;

/// Round pictures of people and rooms at the exact size they are painted in; initials on the sender's hue
/// until (or unless) there is one. Decodes off the GUI thread, refuses pictures of absurd dimensions. GUI
/// thread.
class Avatars : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaxSide = 8192; ///< pixels; a wider or higher picture is refused
    static constexpr qint64 MaxPixels = 32'000'000;

    explicit Avatars(MediaCache &media, QObject *parent = nullptr);
    ~Avatars() override; ///< waits for pictures that are being decoded

    /// `id` picks the hue, `name` the initials; `side` in logical pixels. Never blocks; pictureArrived()
    /// tells when to paint again.
    QPixmap pixmap(const QString &mxc, const QString &id, const QString &name, int side, qreal ratio,
                   const Theme &theme);

    /// Of whom there are pictures, by the same `id`; the others have their initials, and nothing is fetched.
    void setShown(std::function<bool(const QString &id)> isShown);

    /// One or two letters (or one emoji) of a name, for those without a picture. Empty for an empty name.
    static QString initials(const QString &name);
    /// A round picture of `pixels` real pixels, or null if `bytes` is none or an absurd one. Any thread.
    static QImage decode(const QByteArray &bytes, int pixels);

Q_SIGNALS:
    void pictureArrived();

private:
    void fetch(const QString &mxc, int pixels, const QString &key);
    void startDecoding(const QString &key, int pixels, const QByteArray &bytes);
    void onDecoded(const QString &key, const QImage &image);

    MediaCache &m_media;
    std::function<bool(const QString &)> m_isShown; ///< empty: all are
    QCache<QString, QPixmap> m_pictures;            ///< cost: KiB
    QSet<QString> m_wanted;
    QCache<QString, QDeadlineTimer> m_failed{1000}; ///< the last ones; not asked for again before
    QThreadPool m_decoders;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>

namespace linnet {

class MediaCache;
class Theme;

/// Round pictures of people and rooms at the exact size they are painted in; initials on the sender's hue until
/// (or unless) there is one. Decodes off the GUI thread, refuses pictures of absurd dimensions. GUI thread.
class Avatars : public QObject
{
    Q_OBJECT

public:
    explicit Avatars(MediaCache &media, QObject *parent = nullptr);

    /// `id` picks the hue, `name` the initials; `side` in logical pixels. Never blocks; pictureArrived() tells
    /// when to paint again.
    QPixmap pixmap(const QString &mxc, const QString &id, const QString &name, int side, qreal ratio, const Theme &theme);

Q_SIGNALS:
    void pictureArrived();

private:
    MediaCache &m_media;
    QCache<QString, QPixmap> m_pictures;            ///< cost: KiB
    QSet<QString> m_wanted;
    QSet<QString> m_failed;
};

}

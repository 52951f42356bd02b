// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>
#include <QJsonObject>
#include <QMetaType>
#include <QStringList>

namespace linnet {

/// An image of a pack.
struct PackImage
{
    QString shortcode; ///< one line without colons; never empty
    QString url;       ///< `mxc://…`, one that can be asked for
    QString body;      ///< what it shows; the shortcode if nothing is said
    QJsonObject info;  ///< as an `m.sticker` has it
    bool isEmoticon = true;
    bool isSticker = true;

    QString colonName() const { return u':' + shortcode + u':'; }
    friend bool operator==(const PackImage &, const PackImage &) = default;
};

/// Custom emoji and stickers that belong together (client-server API, "Image packs").
struct ImagePack
{
    static constexpr int MostImages = 1000; ///< that are read of one

    RoomId room; ///< whose state it is; empty: it is one's own
    QString stateKey;
    QString name; ///< empty: that of its room
    QList<PackImage> images;
};

// Readers of contents; whatever is of the wrong type reads as nothing. Pure, any thread.

/// `m.room.image_pack`, and `im.ponies.room_emotes` and `im.ponies.user_emotes` of before 1.19. By shortcode.
ImagePack readImagePack(const QByteArray &content);
constexpr int MostPackRooms = 200;
/// `m.image_pack.rooms` or `im.ponies.emote_rooms`: the state keys of the packs of rooms that one has
/// wherever one is; at most MostPackRooms of them.
QHash<RoomId, QStringList> readPackRooms(const QByteArray &content);

}
Q_DECLARE_METATYPE(linnet::PackImage)

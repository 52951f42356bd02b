// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/imagepack.h"

#include "matrix/displayname.h"
#include "matrix/requests.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

namespace {

constexpr qsizetype LongestCode = 100;
constexpr qsizetype LongestText = 300;

struct Usage
{
    bool isEmoticon = true;
    bool isSticker = true;
};

/// Nothing said, or nothing that is known: for everything.
Usage readUsage(const QJsonValue &value, const Usage &otherwise)
{
    const QJsonArray words = value.toArray();
    const Usage usage{words.contains(QStringLiteral("emoticon")), words.contains(QStringLiteral("sticker"))};
    return usage.isEmoticon || usage.isSticker ? usage : otherwise;
}

QString readName(const QJsonValue &value)
{
    return cleanName(value.toString().left(LongestText));
}

}

ImagePack readImagePack(const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    const QJsonObject about = object.value(u"pack").toObject();
    const Usage usage = readUsage(about.value(u"usage"), {});
    ImagePack pack;
    pack.name = readName(about.value(u"display_name"));
    const QJsonObject images = object.value(u"images").toObject();
    for (auto it = images.begin(); it != images.end() && pack.images.size() < ImagePack::MostImages; ++it) {
        const QJsonObject one = it.value().toObject();
        PackImage image;
        image.shortcode = cleanName(it.key().left(LongestCode)).remove(u':').simplified();
        image.url = one.value(u"url").toString();
        if (image.shortcode.isEmpty() || !Requests::download(image.url))
            continue;
        image.body = readName(one.value(u"body"));
        if (image.body.isEmpty())
            image.body = image.shortcode;
        image.info = one.value(u"info").toObject();
        const Usage own = readUsage(one.value(u"usage"), usage);
        image.isEmoticon = own.isEmoticon;
        image.isSticker = own.isSticker;
        pack.images.append(image);
    }
    return pack;
}

QHash<RoomId, QStringList> readPackRooms(const QByteArray &content)
{
    QHash<RoomId, QStringList> packs;
    int count = 0;
    const QJsonObject rooms = QJsonDocument::fromJson(content).object().value(u"rooms").toObject();
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        const QStringList keys = room.value().toObject().keys();
        for (const QString &key : keys) {
            if (count++ < MostPackRooms)
                packs[RoomId(room.key())].append(key);
        }
    }
    return packs;
}

}

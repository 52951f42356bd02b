// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/imagepackreader.h"

#include "store/accountdatatable.h"
#include "store/roomtable.h"
#include "store/statetable.h"

#include <QJsonDocument>

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostSpaces = 5;
constexpr int MostPacks = 100;

bool isSame(const ImagePack &a, const ImagePack &b)
{
    return a.room == b.room && a.stateKey == b.stateKey;
}

}

Result<QList<ImagePack>> ImagePackReader::read(const RoomId &room)
{
    QList<ImagePack> packs;
    const auto add = [&packs](const ImagePack &pack) {
        const bool isThere = std::any_of(packs.cbegin(), packs.cend(),
                                         [&pack](const ImagePack &one) { return isSame(one, pack); });
        if (!isThere && !pack.images.isEmpty() && packs.size() < MostPacks)
            packs.append(pack);
    };
    add(readImagePack(accountData("im.ponies.user_emotes")));
    for (const char *type : {"m.image_pack.rooms", "im.ponies.emote_rooms"}) {
        const QHash<RoomId, QStringList> wanted = readPackRooms(accountData(type));
        QList<RoomId> rooms = wanted.keys();
        std::sort(rooms.begin(), rooms.end(),
                  [](const RoomId &a, const RoomId &b) { return a.toString() < b.toString(); });
        for (const RoomId &one : rooms) {
            const QStringList keys = wanted.value(one);
            const QList<ImagePack> found = packsOf(one, &keys);
            std::for_each(found.cbegin(), found.cend(), add);
        }
    }
    RoomId next = room;
    for (int i = 0; i <= MostSpaces && !next.isEmpty(); ++i) {
        const QList<ImagePack> found = packsOf(next, nullptr);
        std::for_each(found.cbegin(), found.cend(), add);
        next = spaceOf(next);
    }
    if (auto error = m_database.takeError())
        return *error;
    return packs;
}

QByteArray ImagePackReader::accountData(const char *type) const
{
    return AccountDataTable(m_database).get(QLatin1String(type));
}

/// Those of a room one is in; `keys`: only these.
QList<ImagePack> ImagePackReader::packsOf(const RoomId &room, const QStringList *keys) const
{
    QList<ImagePack> packs;
    const auto row = RoomTable(m_database).find(room);
    if (!row || row->membership != Membership::Join)
        return packs;
    for (const char *type : {"m.room.image_pack", "im.ponies.room_emotes"}) {
        Statement statement =
            m_database.query("SELECT state_key, content FROM state WHERE room = ? AND type = ?", row->key,
                             QString::fromLatin1(type));
        while (statement.next() && packs.size() < MostPacks) {
            if (keys && !keys->contains(statement.text(0)))
                continue;
            ImagePack pack = readImagePack(statement.blob(1));
            pack.room = room;
            pack.stateKey = statement.text(0);
            packs.append(pack);
        }
    }
    return packs;
}

/// The canonical space that a room is in; empty if there is none.
RoomId ImagePackReader::spaceOf(const RoomId &room) const
{
    const auto row = RoomTable(m_database).find(room);
    if (!row)
        return {};
    Statement statement = m_database.query(
        "SELECT state_key, content FROM state WHERE room = ? AND type = 'm.space.parent'", row->key);
    while (statement.next()) {
        if (QJsonDocument::fromJson(statement.blob(1)).object().value(u"canonical").toBool())
            return RoomId(statement.text(0));
    }
    return {};
}

}

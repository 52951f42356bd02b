// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"
#include "store/database.h"

namespace linnet {

/// Reads the image packs that one can use in a room, from stored state and account data. Worker thread.
class ImagePackReader
{
public:
    explicit ImagePackReader(Database &database) : m_database(database) {}

    /// In the order of the specification ("Image pack source priority"): one's own and those that one has
    /// everywhere, those of the room, those of the spaces it is in. Packs without images are left out; names
    /// that they do not have themselves too.
    Result<QList<ImagePack>> read(const RoomId &room);

private:
    QByteArray accountData(const char *type) const;
    QList<ImagePack> packsOf(const RoomId &room, const QStringList *keys) const;
    RoomId spaceOf(const RoomId &room) const;

    Database &m_database;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/imagepacks.h"

#include "session/roomlist.h"
#include "store/store.h"

namespace linnet {

ImagePacks::ImagePacks(ApiClient &api, Store &store, const RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rooms(rooms), m_self(std::move(self))
{
}

Task<QList<ImagePack>> ImagePacks::of(const RoomId &room)
{
    refresh();
    return m_store.imagePacks(room).andThen([this](QList<ImagePack> packs) {
        for (ImagePack &pack : packs) {
            if (!pack.name.isEmpty())
                continue;
            const Room *known = m_rooms.find(pack.room);
            pack.name = known ? known->name : tr("My own");
        }
        return packs;
    });
}

void ImagePacks::refresh()
{
    const qint64 now = m_api.clock().now();
    const bool isFresh = m_refreshedAt != 0 && now - m_refreshedAt < RefreshAfter;
    if (isFresh || m_api.requests().version().dialect == Dialect::V1)
        return;
    m_refreshedAt = now;
    for (const char *type : {"m.image_pack.rooms", "im.ponies.user_emotes", "im.ponies.emote_rooms"}) {
        const QString name = QLatin1String(type);
        m_api.send(m_api.requests().accountData(m_self, name))
            .then(this, [this, name](const Result<Reply> &reply) {
                if (!reply && !reply.error().isMatrix("M_NOT_FOUND")) {
                    m_refreshedAt = 0; // what is stored stays; the next one who wants packs asks again
                    return;
                }
                const QByteArray content = reply ? reply->body : QByteArrayLiteral("{}");
                if (m_contents.value(name) == content)
                    return;
                m_contents.insert(name, content);
                m_store.setAccountData(name, content).then(this, [this](const Status &status) {
                    if (status)
                        Q_EMIT changed();
                });
            });
    }
}

}

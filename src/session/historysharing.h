// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "crypto/keybundles.h"
#include "session/backupdownload.h"
#include "session/keyexchange.h"
#include "session/mediacache.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Lets those who are invited to an encrypted room read what was said there before, as far as the room wants
/// it, and takes the keys of it from whoever has invited one (client-server API, "Sharing keys between
/// users"). GUI thread; owned by the Session.
class HistorySharing : public QObject
{
    Q_OBJECT

public:
    /// How long somebody waits until an invitation goes out without the keys, which come after it then.
    static constexpr std::chrono::seconds Patience{8};
    /// How long after one has joined a bundle is still wanted, as the specification recommends it.
    static constexpr std::chrono::hours Wanted{24};
    static constexpr qint64 MostBytes = 50LL << 20; ///< of a bundle

    HistorySharing(ApiClient &api, Store &store, KeyExchange &keys, BackupDownload &backup, MediaCache &media,
                   const RoomList &rooms, UserId self, QObject *parent = nullptr);

    /// Gives `user` the keys of the room's history; to be called before they are invited. Never an error:
    /// done once they are on their way, there is nothing to be given, it failed or Patience is over.
    Task<Done> giveTo(const UserId &user, const RoomId &room);

    /// Who has invited one, by room.
    QHash<RoomId, UserId> inviters() const;
    /// An invitation by `inviter` was accepted here: what they give is taken, now or when it comes.
    Task<Done> expectFrom(const UserId &inviter, const RoomId &room);
    /// Goes on with what has come, also before a restart.
    void onCommitted(const CommittedBatch &batch);

private:
    using Expected = KeyBundles::Expected;

    bool isGiver(const RoomId &room) const;
    Task<Done> give(const UserId &user, const RoomId &room);
    Task<bool> findTakers(const UserId &user);
    Task<Done> giveSealed(const UserId &user, const RoomId &room);
    Task<QString> upload(const QByteArray &bytes);
    Task<Done> tell(const UserId &user, const RoomId &room, const EncryptedFile &file);

    void resume();
    void onExpected(QList<Expected> expected);
    bool isWanted(const Expected &expected) const;
    void takeNext(QList<Expected> waiting);
    void onTaken(const Expected &expected, const Status &status);
    Task<Done> take(const Expected &expected);
    Task<Done> forget(const RoomId &room);

    ApiClient &m_api;
    Store &m_store;
    KeyExchange &m_keys;
    BackupDownload &m_backup;
    MediaCache &m_media;
    const RoomList &m_rooms;
    UserId m_self;
    bool m_isDue = true; ///< something may be there to be taken: at first what came before
    bool m_isTaking = false;
    Backoff m_backoff;
    std::chrono::milliseconds m_notBefore{0}; ///< on Clock::elapsed()
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/apiclient.h"
#include "store/crypto.h"
#include "store/store.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace linnet {

/// Fetches room keys from the account's backup, so that messages that wait for them can be read
/// (client-server API, "Server-side key backups"): those that are missing one at a time, with a rest between
/// them that grows as long as the server has none of them; where many are missing, all at once. What the
/// backup lacks it may get later: that is asked for again after growing times, and when its room is opened.
/// The account's other sessions are asked for it too, as for what is missing where there is no backup that
/// can be opened; KeyExchange sends that. GUI thread; owned by Recovery.
class BackupDownload : public QObject
{
    Q_OBJECT

public:
    BackupDownload(ApiClient &api, Store &store, QObject *parent = nullptr);

    /// The backup that can be opened; empty: none. Nothing is looked for before.
    void setVersion(const QString &version);
    /// A sync was committed: looks whether a key is missing.
    void resume();
    /// A room was opened: what was not found for it is asked for again, unless that was just done.
    void lookAgain(const RoomId &room);

    /// Fetches all of them. Errors: NotFound if there is no backup that can be opened; InUse
    /// while it is under way; the server's.
    Task<KeyImport> fetchAll();
    /// Fetches those of a room, once for each backup. Done at once if there is no backup that can be opened.
    /// Errors: the server's.
    Task<Done> fetchRoom(const RoomId &room);
    bool isFetchingAll() const { return bool(m_progress); }
    /// Whether what is missing here is not in the backup either, but for what has come just now.
    bool hasLooked() const { return m_hasLooked; }
    /// How far fetchAll() is; a total of 0: not known yet.
    int done() const { return m_progress ? m_progress->done.load() : 0; }
    int total() const { return m_progress ? m_progress->total.load() : 0; }

    static constexpr int Many = 50; ///< missing keys from which on all are fetched

Q_SIGNALS:
    void changed(); ///< isFetchingAll(), hasLooked(), or what is readable
    /// The server no longer has this backup.
    void refused(const linnet::Error &error);

private:
    struct Asked
    {
        int times = 0;
        std::chrono::milliseconds at{0}; ///< the last time, on Clock::elapsed()
    };

    void lookNow();
    void lookAfter(std::chrono::milliseconds time);
    void lookForMissing();
    void onMissing(const QList<RoomKey> &missing);
    bool isDue(const RoomKey &key) const;
    void noteAsked(const RoomKey &key);
    Task<Done> noteAllAsked(const QString &version);
    void fetch(const RoomKey &key);
    void askOthers(const QList<RoomKey> &keys);
    void rest(bool hasBrought);
    void endRest();
    void giveUp(const Error &error);
    Task<KeyImport> import(const QByteArray &reply, const RoomKey &key,
                           const std::shared_ptr<KeyProgress> &progress);
    void setLooked(bool hasLooked);

    ApiClient &m_api;
    Store &m_store;
    QString m_version;
    bool m_isVersionKnown = false; ///< by setVersion()
    QHash<RoomKey, Asked> m_asked; ///< of this version
    QSet<RoomId> m_fetched;        ///< the same
    RoomId m_openedRoom;           ///< by lookAgain()
    Backoff m_backoff;
    QPointer<QObject> m_timer; ///< ends the rest
    bool m_isBusy = false;     ///< looks, fetches or rests
    bool m_hasFetchedAll = false;
    bool m_hasLooked = false;                ///< in this version
    std::shared_ptr<KeyProgress> m_progress; ///< of fetchAll()
};

}

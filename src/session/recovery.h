// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/backupdownload.h"
#include "session/backupupload.h"
#include "session/keyoutlook.h"
#include "session/recoveryopener.h"
#include "session/trustupkeep.h"

#include <QObject>

namespace linnet {

/// What a person calls the recovery key of an account: its identity, secret storage and key backup as one
/// thing. Knows how it stands, looks anew whenever a sync brings something that may change it, puts right by
/// itself what needs nobody, and does what the person wants. GUI thread; owned by the Session.
class Recovery : public QObject
{
    Q_OBJECT

public:
    Recovery(ApiClient &api, Store &store, KeyExchange &keys, UserId self, QObject *parent = nullptr);
    ~Recovery() override;

    const RecoveryStatus &status() const { return m_view.status; }
    /// The same with what is here now, also where the server was not asked yet. Never fails: status() at
    /// worst.
    Task<RecoveryStatus> statusHere();
    /// Where keys may still come from, now.
    KeyOutlook keyOutlook() const;
    bool isAvailable() const { return m_keys.isAvailable(); }
    /// Something that the person wants is under way; another such call is InUse.
    bool isBusy() const { return m_isBusy; }

    void onCommitted(const CommittedBatch &batch);
    void refresh(); ///< asks the server anew

    /// A key for make() and reset(), which is nobody's yet: it is to be shown before it becomes the
    /// account's.
    static Result<RecoveryKeyMaker::Key> newKey();

    // What the person wants. Dropping the Task stops it between two writes; what was written is of use.

    /// Makes `key` the account's recovery key, in the place of the one of before. See
    /// RecoveryKeyMaker::make().
    Task<Done> make(RecoveryKeyMaker::Key key, AskAuth ask, RecoveryProgress progress);
    /// The same with a new identity: for who has lost the key and all other sessions.
    Task<Done> reset(RecoveryKeyMaker::Key key, AskAuth ask, RecoveryProgress progress);
    /// See RecoveryOpener::open().
    Task<Done> use(QString secret, RecoveryProgress progress);
    /// See RecoveryOpener::take().
    Task<Done> take(QByteArray bundle);

    BackupUpload &upload() { return m_upload; }
    BackupDownload &download() { return m_download; }

Q_SIGNALS:
    void changed(); ///< status(), or keyOutlook()
    void looked();  ///< refresh() has come to something, or to nothing; after changed()

private:
    enum class Depth { Here, Server };

    void look(Depth depth);
    void onLooked(Depth depth, const Result<RecoveryLook::View> &view);
    void keepUp();
    void takeGivenKey();
    void show(const RecoveryLook::View &view);
    Task<Done> whileBusy(const std::function<Task<Done>()> &work);
    void endBusy();

    ApiClient &m_api;
    KeyExchange &m_keys;
    RecoveryLook m_look;
    TrustUpkeep m_upkeep;
    RecoveryKeyMaker m_maker;
    RecoveryOpener m_opener;
    BackupUpload m_upload;
    BackupDownload m_download;
    RecoveryLook::View m_view;
    std::optional<Depth> m_wanted; ///< to be looked at once it is time
    Backoff m_backoff;
    std::chrono::milliseconds m_notBefore{0}; ///< on Clock::elapsed()
    bool m_isLooking = false;
    bool m_isBusy = false;
    bool m_isStorageUnfit = false; ///< it was opened, and what is missing here does not come from it
};

}

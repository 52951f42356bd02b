// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountadmin.h"
#include "session/accountdata.h"
#include "session/accounts.h"
#include "session/apiclient.h"
#include "session/dialectchooser.h"
#include "session/directchats.h"
#include "session/historyfetch.h"
#include "session/historysharing.h"
#include "session/imagepacks.h"
#include "session/keyexchange.h"
#include "session/linkpreviews.h"
#include "session/mediacache.h"
#include "session/memberlist.h"
#include "session/messagesender.h"
#include "session/ownprofile.h"
#include "session/ownsessions.h"
#include "session/peopletrust.h"
#include "session/plainfolder.h"
#include "session/presencewatch.h"
#include "session/receiptsender.h"
#include "session/recovery.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "session/roomnotifications.h"
#include "session/roomsections.h"
#include "session/roomtags.h"
#include "session/safety.h"
#include "session/search.h"
#include "session/sendqueue.h"
#include "session/spaces.h"
#include "session/standingwatch.h"
#include "session/syncloop.h"
#include "session/timeline.h"
#include "session/typingsender.h"
#include "session/verificationflows.h"

#include <QObject>
#include <QPointer>

namespace linnet {

class GivenSecrets;
class PresenceSender;
class QrGrant;
class TokenKeeper;

/// One signed-in account: wires store, sync, rooms and sending together. GUI thread. Everything it hands out
/// dies with it.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(OpenAccount account, Transport &transport, Clock &clock, QString cacheDir,
            QObject *parent = nullptr);
    ~Session() override;

    /// Reads rooms and outbox from disk, then begins to sync. ready() comes with the first, before any
    /// network.
    void start();
    /// Tells the server that the token is no longer wanted, by OAuth where it came so. Succeeds also where
    /// the server has no logout or the token is dead already. Sync stops first.
    Task<Done> signOut();
    /// Ends sync and closes the store; after that only destruction is allowed.
    void close();

    const Account &account() const { return m_account; }
    const UserId &self() const { return m_account.user; }
    const Connection &connection() const { return m_sync->connection(); }
    const AccountStanding &standing() const { return m_standing->standing(); }
    bool isReady() const { return m_isReady; }
    RoomId lastOpenRoom() const { return m_lastOpenRoom; }

    ApiClient &api() { return *m_api; }
    RoomList &rooms() { return *m_rooms; }
    SendQueue &sendQueue() { return *m_queue; }
    MessageSender &sender() { return *m_sender; }
    RoomActions &actions() { return *m_actions; }
    AccountData &accountData() { return *m_accountData; }
    Safety &safety() { return *m_safety; }
    RoomTags &tags() { return *m_tags; }
    RoomSections &sections() { return *m_sections; }
    RoomNotifications &notifications() { return *m_notifications; }
    DirectChats &directChats() { return *m_directChats; }
    Spaces &spaces() { return *m_spaces; }
    MediaCache &media() { return *m_media; }
    const PlainFolder &plainFolder() const { return m_plain; }
    ImagePacks &imagePacks() { return *m_packs; }
    LinkPreviews &previews() { return *m_previews; }
    HistoryFetch &historyFetch() { return *m_fetch; }
    PresenceWatch &presence() { return *m_presence; }
    KeyExchange &keys() { return *m_keys; }
    EncryptionHealth &encryptionHealth() { return m_keys->health(); }
    VerificationFlows &verifications() { return *m_verifications; }
    PeopleTrust &trust() { return *m_trust; }
    OwnSessions &ownSessions() { return *m_ownSessions; }
    OwnProfile &ownProfile() { return *m_ownProfile; }
    AccountAdmin &accountAdmin() { return *m_accountAdmin; }
    Recovery &recovery() { return *m_recovery; }
    Store &store() { return *m_store; }

    /// Whether another device can be signed in by a QR code from here. What it answers must not outlive this.
    Task<bool> offersQrGrant();
    std::unique_ptr<QrGrant> makeQrGrant();

    /// Opens a window onto a room, or the thread of it with this root; it gets live events until it is
    /// deleted. In a room the line "new messages" stands behind `lineBehind`, or behind what one has read.
    std::unique_ptr<Timeline> openTimeline(const RoomId &room, const EventId &thread = {},
                                           const EventId &lineBehind = {});
    std::unique_ptr<MemberList> openMembers(const RoomId &room);
    std::unique_ptr<Search> openSearch();

    /// The person has seen everything up to `event` of the room's own timeline, or of the thread with this
    /// root; an empty `event`: all that is stored, threads included. The room is no longer marked as unread.
    void markRead(const RoomId &room, const EventId &event = {}, const EventId &thread = {});
    /// The person wants to come back to the room (client-server API, "Marking rooms as unread").
    void setMarkedUnread(const RoomId &room, bool isMarked);
    bool canMarkUnread() const; ///< api/v1 has no place to keep it
    /// Whether encrypted rooms can be read and written in; api/v1 knows nothing of it.
    bool hasEncryption() const { return canMarkUnread() && !m_account.deviceId.isEmpty(); }
    bool hasSessions() const { return canMarkUnread(); }     ///< api/v1 knows no list of them
    bool hasAccountAdmin() const { return canMarkUnread(); } ///< api/v1 lets one change name and picture only
    bool hasReceipts() const { return canMarkUnread(); }
    bool hasPreviews() const { return canMarkUnread(); }     ///< api/v1 says nothing of what links lead to
    bool canHidePresence() const { return canMarkUnread(); } ///< who follows api/v1 is online
    /// Whether others see that one is online. If not, one does not ask for anybody else either: in large
    /// rooms presence is most of what a server sends.
    void setPresence(bool isShown);
    ReceiptSender &receipts() { return *m_receipts; }
    TypingSender &typing() { return *m_typing; }
    /// The person is typing; sent at most every 20 s, ended after 5 s of rest or by false.
    void setTyping(const RoomId &room, bool isTyping);
    void setLastOpenRoom(const RoomId &room);
    /// The network is back, the machine woke, or the person pressed "Now". Where the keys could not be
    /// opened, that is tried again.
    void wakeUp();
    /// Goes through `proxy` from now on. It is not kept: that is Accounts::setProxy().
    void setProxy(const Proxy &proxy);

Q_SIGNALS:
    void ready();
    void connectionChanged();
    void standingChanged();
    void committed(const linnet::CommittedBatch &batch);
    /// The server no longer takes the token. The session goes on showing what is stored.
    void tokenRefused(const linnet::Error &error);
    /// A new access token is in use that could not be put into the keychain: after a restart one might have
    /// to sign in again. It is tried again; no Error: it is there now.
    void tokensKept(const linnet::Status &status);
    void failed(const linnet::Error &error); ///< the store failed
    void accountChanged();                   ///< account() is to be kept anew

private:
    void wire();
    void wireSafety();
    void onLoaded(const StoredAccount &stored);
    Task<Done> openKeys();
    void beginSync(const StoredPosition &from);
    void onKeysShut(const StoredPosition &from, const Error &error);
    SendQueue::Permit permitFor(const RoomId &room) const;
    void onCommitted(const CommittedBatch &batch);
    void onPage(const CommittedRoom &committedRoom);
    void applyPresence();
    void onDialectChanged(const ServerVersion &version);
    void showOpenRooms();
    KeyOutlook keyOutlook() const;
    void showKeyOutlook();
    QList<QList<TimelineItem>> rowsOf(const RoomId &room) const;

    Account m_account;
    Transport &m_transport;
    Clock &m_clock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<TokenKeeper> m_tokens;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<StandingWatch> m_standing;
    std::unique_ptr<SyncLoop> m_sync;
    std::unique_ptr<DialectChooser> m_chooser; ///< null where the dialect is forced
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<KeyExchange> m_keys;
    std::unique_ptr<Recovery> m_recovery;
    std::unique_ptr<GivenSecrets> m_givenSecrets;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<AccountData> m_accountData;
    std::unique_ptr<RoomTags> m_tags;
    std::unique_ptr<RoomSections> m_sections;
    std::unique_ptr<RoomNotifications> m_notifications;
    std::unique_ptr<DirectChats> m_directChats;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<Safety> m_safety;
    std::unique_ptr<Spaces> m_spaces;
    std::unique_ptr<VerificationFlows> m_verifications;
    std::unique_ptr<PeopleTrust> m_trust;
    std::unique_ptr<AccountPageFinder> m_accountPages;
    std::unique_ptr<OwnSessions> m_ownSessions;
    std::unique_ptr<OwnProfile> m_ownProfile;
    std::unique_ptr<AccountAdmin> m_accountAdmin;
    std::unique_ptr<MediaCache> m_media;
    PlainFolder m_plain;
    std::unique_ptr<HistorySharing> m_history;
    std::unique_ptr<ImagePacks> m_packs;
    std::unique_ptr<LinkPreviews> m_previews;
    std::unique_ptr<TypingSender> m_typing;
    std::unique_ptr<ReceiptSender> m_receipts;
    std::unique_ptr<MessageSender> m_sender;
    std::unique_ptr<HistoryFetch> m_fetch;
    std::unique_ptr<PresenceWatch> m_presence;
    std::unique_ptr<PresenceSender> m_ownPresence;
    QList<QPointer<Timeline>> m_timelines;
    RoomId m_lastOpenRoom;
    std::optional<StoredPosition> m_notBegun; ///< where sync is to begin once the keys have opened
    bool m_isReady = false;
    bool m_isPresenceShown = true;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "matrix/syncdialect.h"
#include "session/givensecrets.h"
#include "session/presencesender.h"
#include "session/qrgrant.h"
#include "session/signin.h"
#include "session/tokenkeeper.h"

namespace linnet {

namespace {

/// Each once.
QList<RoomId> roomsOf(const QList<QPointer<Timeline>> &timelines)
{
    QList<RoomId> rooms;
    for (const QPointer<Timeline> &timeline : timelines) {
        if (timeline && !rooms.contains(timeline->room()))
            rooms << timeline->room();
    }
    return rooms;
}

}

Session::Session(OpenAccount account, Transport &transport, Clock &clock, QString cacheDir, QObject *parent)
    : QObject(parent), m_account(std::move(account.account)), m_transport(transport), m_clock(clock),
      m_store(std::move(account.store)),
      m_tokens(
          std::make_unique<TokenKeeper>(transport, clock, m_account, account.tokens, account.keepTokens)),
      m_api(std::make_unique<ApiClient>(transport, clock, m_account.server, account.tokens.access)),
      m_standing(std::make_unique<StandingWatch>(*m_api)),
      m_sync(std::make_unique<SyncLoop>(
          *m_api, *m_store, clock,
          std::shared_ptr<const SyncDialect>(makeSyncDialect(m_account.server.version, m_account.user)))),
      m_rooms(std::make_unique<RoomList>()),
      m_keys(std::make_unique<KeyExchange>(*m_api, *m_store, *m_rooms)),
      m_recovery(std::make_unique<Recovery>(*m_api, *m_store, *m_keys, m_account.user)),
      m_givenSecrets(std::make_unique<GivenSecrets>(*m_recovery, std::move(account.secrets))),
      m_queue(std::make_unique<SendQueue>(*m_api, *m_store, clock)),
      m_accountData(std::make_unique<AccountData>(*m_api, *m_store, m_account.user)),
      m_tags(std::make_unique<RoomTags>(*m_api, *m_rooms, m_account.user)),
      m_sections(std::make_unique<RoomSections>(*m_accountData, *m_tags, *m_rooms)),
      m_notifications(std::make_unique<RoomNotifications>(*m_api, *m_accountData)),
      m_directChats(
          std::make_unique<DirectChats>(*m_api, *m_accountData, *m_rooms, *m_store, m_account.user)),
      m_actions(std::make_unique<RoomActions>(*m_api, *m_store, *m_accountData, m_account.user,
                                              !m_account.deviceId.isEmpty())),
      m_safety(
          std::make_unique<Safety>(*m_api, *m_store, *m_rooms, *m_accountData, *m_actions, m_account.user)),
      m_spaces(
          std::make_unique<Spaces>(*m_api, *m_store, *m_rooms, *m_accountData, *m_actions, m_account.user)),
      m_verifications(
          std::make_unique<VerificationFlows>(*m_keys, *m_store, *m_rooms, *m_actions, m_account.user)),
      m_trust(std::make_unique<PeopleTrust>(*m_keys, *m_store)),
      m_accountPages(std::make_unique<AccountPageFinder>(*m_api, m_account.oauth)),
      m_ownSessions(std::make_unique<OwnSessions>(*m_api, *m_keys, *m_store, *m_accountPages, m_account.user,
                                                  m_account.deviceId)),
      m_ownProfile(std::make_unique<OwnProfile>(*m_api, m_account.user)),
      m_accountAdmin(std::make_unique<AccountAdmin>(transport, *m_api, *m_accountPages, m_account.user)),
      m_media(std::make_unique<MediaCache>(*m_api, cacheDir + QStringLiteral("/media"))), m_plain(cacheDir),
      m_history(std::make_unique<HistorySharing>(*m_api, *m_store, *m_keys, m_recovery->download(), *m_media,
                                                 *m_rooms, m_account.user)),
      m_packs(std::make_unique<ImagePacks>(*m_api, *m_store, *m_rooms, m_account.user)),
      m_previews(std::make_unique<LinkPreviews>(*m_api)),
      m_typing(std::make_unique<TypingSender>(*m_api, m_account.user)),
      m_receipts(std::make_unique<ReceiptSender>(*m_api, *m_rooms, *m_store, m_account.user)),
      m_sender(std::make_unique<MessageSender>(*m_api, *m_rooms, *m_queue, *m_typing, m_account.user,
                                               [this](const RoomId &room) { return rowsOf(room); })),
      m_fetch(std::make_unique<HistoryFetch>(*m_api, *m_store)),
      m_presence(std::make_unique<PresenceWatch>(*m_api)),
      m_ownPresence(std::make_unique<PresenceSender>(*m_api, *m_sync, m_account.user))
{
    m_api->setTokenKeeper(*m_tokens);
    if (m_account.deviceId.isEmpty())
        m_api->setMissing(QStringLiteral("keys")); // a session without a name has none
    if (!account.isDialectForced)
        m_chooser = std::make_unique<DialectChooser>(*m_api, *m_sync, m_account.user);
    applyPresence();
    m_rooms->setSelf(m_account.user);
    m_queue->setPermit([this](const RoomId &room) { return permitFor(room); });
    m_queue->setEncrypt(
        [keys = m_keys.get()](const RoomId &room, const QString &type, const QByteArray &content) {
            return keys->encrypt(room, type, content);
        });
    m_media->setUnsent([queue = m_queue.get()](const outboxfile::Place &place, qint64 limit) {
        return queue->bytesAt(place, limit);
    });
    connect(m_queue.get(), &SendQueue::uploaded, m_media.get(), &MediaCache::put);
    m_actions->setHistory(m_history.get());
    m_actions->setOnForgotten([this](const RoomId &room) {
        m_fetch->stop(room);
        m_queue->forget(room);
        m_rooms->remove(room);
    });
    wire();
    wireSafety();
}

Session::~Session() = default;

/// What people say who are hidden is hidden wherever it would be shown.
void Session::wireSafety()
{
    HiddenPeople *hidden = &m_safety->hidden();
    m_rooms->setHidden([hidden](const UserId &user) { return hidden->isHidden(user); });
    connect(hidden, &HiddenPeople::changed, this, [this, hidden] {
        m_rooms->refreshTyping();
        for (const QPointer<Timeline> &timeline : std::as_const(m_timelines)) {
            if (timeline)
                timeline->setHiding(hidden->rule());
        }
    });
}

/// A room whose state is not here yet may be an encrypted one.
SendQueue::Permit Session::permitFor(const RoomId &room) const
{
    const Room *known = m_sync->isIncomplete(room) ? nullptr : m_rooms->find(room);
    if (!known)
        return SendQueue::Permit::NotYet;
    if (!known->isEncrypted)
        return SendQueue::Permit::Plain;
    if (!hasEncryption())
        return SendQueue::Permit::Never;
    if (!m_keys->health().areKeysOurs())
        return SendQueue::Permit::NoKeys;
    return m_keys->isAvailable() ? SendQueue::Permit::Encrypted : SendQueue::Permit::NotYet;
}

void Session::wire()
{
    connect(m_standing.get(), &StandingWatch::changed, this, &Session::standingChanged);
    connect(m_api.get(), &ApiClient::tokenRefused, this, &Session::tokenRefused);
    connect(m_tokens.get(), &TokenKeeper::kept, this, &Session::tokensKept);
    connect(m_sync.get(), &SyncLoop::committed, this, &Session::onCommitted);
    connect(m_store.get(), &Store::roomChanged, this, [this](const CommittedRoom &committedRoom) {
        m_queue->onDelivered(committedRoom.delivered);
        onPage(committedRoom);
    });
    connect(m_sync.get(), &SyncLoop::connectionChanged, this, [this](const Connection &connection) {
        if (connection.phase == Connection::Phase::Offline || connection.phase == Connection::Phase::Failed)
            m_rooms->clearTyping();
        if (connection.phase == Connection::Phase::Offline)
            m_queue->onDisconnected();
        if (connection.phase == Connection::Phase::Syncing)
            m_previews->resume();
        Q_EMIT connectionChanged();
    });
    connect(m_recovery.get(), &Recovery::changed, this, &Session::showKeyOutlook);
    connect(&m_keys->health(), &EncryptionHealth::changed, m_queue.get(), &SendQueue::onPermitsChanged);
    if (m_chooser)
        connect(m_chooser.get(), &DialectChooser::changed, this, &Session::onDialectChanged);
    connect(m_presence.get(), &PresenceWatch::updated, this, [this](const PresenceUpdate &update) {
        if (m_isPresenceShown)
            m_rooms->apply(update);
    });
}

void Session::onDialectChanged(const ServerVersion &version)
{
    m_account.server.version = version;
    applyPresence();
    showKeyOutlook();
    Q_EMIT accountChanged();
}

void Session::setPresence(bool isShown)
{
    if (std::exchange(m_isPresenceShown, isShown) == isShown)
        return;
    applyPresence();
    if (!isShown)
        m_rooms->clearPresence();
}

void Session::applyPresence()
{
    m_sync->setPresence(m_isPresenceShown);
    m_ownPresence->setEnabled(m_isPresenceShown);
    // The dialect of the account, which the loop may have still to change to.
    const auto dialect = makeSyncDialect(m_account.server.version, m_account.user);
    m_presence->setEnabled(m_isPresenceShown && !dialect->hasPresence());
}

void Session::start()
{
    m_store->load(m_account.server.version.dialect).then(this, [this](const Result<StoredAccount> &result) {
        if (result)
            onLoaded(*result);
        else
            Q_EMIT failed(result.error());
    });
}

void Session::onLoaded(const StoredAccount &stored)
{
    m_lastOpenRoom = stored.lastOpenRoom;
    m_accountData->load(stored.accountData); // by which it is decided what of the rooms is shown
    m_safety->reload();
    m_rooms->load(stored.rooms);
    m_queue->load(stored.outbox);
    m_receipts->load(stored.untold);
    m_spaces->load();
    m_isReady = true;
    m_sync->addIncomplete(stored.incomplete);
    m_fetch->load();
    const QPointer<Session> isAlive(this);
    Q_EMIT ready();
    if (!isAlive)
        return;
    beginSync({stored.position, stored.positionTs});
}

/// Without its keys a sync would take the messages that bring new ones, which the server never repeats.
void Session::beginSync(const StoredPosition &from)
{
    m_notBegun.reset();
    openKeys().then(this, [this, from](const Status &status) {
        if (!status)
            return onKeysShut(from, status.error());
        m_keys->health().setKeysOfAnother(false);
        m_sync->start(from.position, from.positionTs);
    });
}

/// What lies there is not touched.
void Session::onKeysShut(const StoredPosition &from, const Error &error)
{
    m_notBegun = from;
    m_keys->health().setKeysOfAnother(error.kind == Error::Kind::OtherAccount);
    const QPointer<Session> isAlive(this);
    m_sync->refuse(error);
    if (isAlive)
        Q_EMIT failed(error);
}

/// A session of a server that gave it no name has none.
Task<Done> Session::openKeys()
{
    if (m_account.deviceId.isEmpty())
        return Task<Done>::ready(Done{});
    return m_store->openKeys(m_account.deviceId).andThen([this](Done) {
        m_keys->setOpen();
        for (const RoomId &room : roomsOf(m_timelines))
            m_keys->learn(room);
        return Done{};
    });
}

void Session::onCommitted(const CommittedBatch &batch)
{
    m_accountData->apply(batch);
    m_rooms->apply(batch);
    m_timelines.removeAll(nullptr);
    for (const CommittedRoom &committedRoom : batch.rooms) {
        for (const QPointer<Timeline> &timeline : std::as_const(m_timelines)) {
            if (timeline && timeline->room() == committedRoom.room.id)
                timeline->apply(committedRoom);
        }
    }
    m_keys->resume();
    m_recovery->onCommitted(batch);
    m_givenSecrets->onCommitted();
    showKeyOutlook(); // time has passed
    m_history->onCommitted(batch);
    m_verifications->onCommitted(batch);
    m_queue->onCommitted(batch);
    m_fetch->resume();
    m_receipts->resume();
    Q_EMIT committed(batch);
}

/// What a page of history changed; it may hold what redacts something that a window shows.
void Session::onPage(const CommittedRoom &committedRoom)
{
    m_rooms->apply(committedRoom);
    for (const QPointer<Timeline> &timeline : std::as_const(m_timelines)) {
        if (timeline && timeline->room() == committedRoom.room.id)
            timeline->apply(committedRoom);
    }
}

Task<Done> Session::signOut()
{
    m_sync->stop();
    if (m_account.oauth) {
        const SignedIn ours{
            m_account.user, m_tokens->token(), m_account.deviceId, m_tokens->tokens().refresh, {},
            m_account.oauth};
        return SignIn(m_transport).takeBack(m_account.server, ours);
    }
    return m_api->sendOnce(m_api->requests().logout())
        .andThen([](const Reply &) { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.isUnknownToken() || ApiClient::isUnrecognized(error))
                return Done{};
            return error;
        });
}

void Session::close()
{
    m_sync->stop();
    // All that reads or writes goes before what it reads and writes.
    m_fetch.reset();
    m_presence.reset();
    m_ownPresence.reset();
    m_sender.reset();
    m_typing.reset();
    m_receipts.reset();
    m_packs.reset();
    m_history.reset();
    m_previews.reset();
    m_media.reset();
    m_accountAdmin.reset();
    m_ownProfile.reset();
    m_ownSessions.reset();
    m_trust.reset();
    m_verifications.reset();
    m_rooms->setHidden({});
    m_safety.reset();
    m_spaces.reset();
    m_actions.reset();
    m_directChats.reset();
    m_notifications.reset();
    m_sections.reset();
    m_tags.reset();
    m_accountData.reset();
    m_queue.reset();
    m_recovery.reset();
    m_keys.reset();
    m_chooser.reset();
    m_sync.reset();
    m_standing.reset();
    m_api.reset();
    m_tokens.reset();
    m_store.reset();
}

std::unique_ptr<Timeline> Session::openTimeline(const RoomId &room, const EventId &thread,
                                                const EventId &lineBehind)
{
    const Room *known = m_rooms->find(room);
    const EventId marker = known && thread.isEmpty() ? known->readMarker : EventId();
    auto timeline = std::make_unique<Timeline>(room, m_account.user, *m_api, *m_store, *m_queue,
                                               lineBehind.isEmpty() ? marker : lineBehind, thread);
    if (known)
        timeline->setRoom(*known);
    timeline->setKeyOutlook(keyOutlook());
    timeline->setHiding(m_safety->hidden().rule());
    connect(timeline.get(), &Timeline::coverOpened, &m_safety->hidden(), &HiddenPeople::uncover);
    connect(timeline.get(), &QObject::destroyed, this, &Session::showOpenRooms);
    m_timelines << timeline.get();
    showOpenRooms();
    m_keys->learn(room);
    m_recovery->download().lookAgain(room);
    return timeline;
}

KeyOutlook Session::keyOutlook() const
{
    return hasEncryption() ? m_recovery->keyOutlook() : KeyOutlook{KeyOutlook::Hope::NoEncryption};
}

void Session::showKeyOutlook()
{
    const KeyOutlook outlook = keyOutlook();
    for (const QPointer<Timeline> &timeline : std::as_const(m_timelines)) {
        if (timeline)
            timeline->setKeyOutlook(outlook);
    }
}

void Session::showOpenRooms()
{
    m_timelines.removeAll(nullptr);
    if (!m_sync)
        return;
    m_sync->setOpenRooms(roomsOf(m_timelines));
}

QList<QList<TimelineItem>> Session::rowsOf(const RoomId &room) const
{
    QList<QList<TimelineItem>> windows;
    for (const QPointer<Timeline> &timeline : m_timelines) {
        if (timeline && timeline->room() == room)
            windows << timeline->items();
    }
    return windows;
}

/// Who was signed in in another way has no page to agree on.
Task<bool> Session::offersQrGrant()
{
    return m_account.oauth && hasEncryption() ? QrGrant::isOffered(*m_api) : Task<bool>::ready(false);
}

std::unique_ptr<QrGrant> Session::makeQrGrant()
{
    return std::make_unique<QrGrant>(m_transport, *m_api, *m_store, m_account.user);
}

std::unique_ptr<MemberList> Session::openMembers(const RoomId &room)
{
    auto members = std::make_unique<MemberList>(room, *m_api, *m_store);
    MemberList *list = members.get();
    connect(m_rooms.get(), &RoomList::membersChanged, list, [this, list](const RoomId &changed) {
        const Room *known = m_rooms->find(changed);
        if (changed == list->room())
            list->load(!known || known->areMembersLoaded);
    });
    return members;
}

std::unique_ptr<Search> Session::openSearch()
{
    auto search = std::make_unique<Search>(*m_api, m_store->archive(), *m_rooms, m_account.user);
    HiddenPeople *hidden = &m_safety->hidden();
    search->setHidden([hidden](const UserId &user) { return hidden->isHidden(user); });
    connect(hidden, &HiddenPeople::changed, search.get(), &Search::refresh);
    return search;
}

void Session::markRead(const RoomId &room, const EventId &event, const EventId &thread)
{
    const Room *known = m_rooms->find(room);
    if (!known)
        return;
    if (known->isMarkedUnread && thread.isEmpty())
        setMarkedUnread(room, false);
    m_store->markRead(room, event, thread).then(this, [this](const Result<CommittedRoom> &result) {
        if (!result)
            return;
        onPage(*result);
        for (const UntoldMark &mark : result->untold)
            m_receipts->tell(mark);
    });
}

void Session::setMarkedUnread(const RoomId &room, bool isMarked)
{
    m_store->setMarkedUnread(room, isMarked).then(this, [this](const Result<CommittedRoom> &result) {
        if (!result)
            return;
        m_rooms->apply(*result);
        for (const UntoldMark &mark : result->untold)
            m_receipts->tell(mark);
    });
}

bool Session::canMarkUnread() const
{
    return m_account.server.version.dialect != Dialect::V1;
}

void Session::setTyping(const RoomId &room, bool isTyping)
{
    m_typing->setTyping(room, isTyping);
    if (isTyping)
        m_keys->prepare(room);
}

void Session::setLastOpenRoom(const RoomId &room)
{
    m_lastOpenRoom = room;
    m_store->setLastOpenRoom(room).then(this, [](const Status &) {});
}

void Session::wakeUp()
{
    m_transport.resetConnections();
    if (m_notBegun)
        return beginSync(StoredPosition(*m_notBegun));
    m_sync->wakeUp();
}

void Session::setProxy(const Proxy &proxy)
{
    m_account.proxy = proxy.settings;
    m_transport.setProxy(proxy);
    m_sync->wakeUp();
}

}

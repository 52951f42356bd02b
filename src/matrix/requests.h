// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/oauthaccount.h"
#include "matrix/request.h"
#include "matrix/syncbatch.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace linnet {

/// What a new room is to be.
struct NewRoom
{
    QString name;
    QString alias; ///< local part only, or empty
    QString topic;
    bool isPublic = false;
    bool isDirect = false;
    bool isEncrypted = false; ///< from its first event on
    QList<UserId> invite;
    QString type = {};         ///< "m.space", or empty of an ordinary room
    QString version = {};      ///< empty: the server's own
    QString avatarUrl = {};    ///< mxc
    RoomId space = {};         ///< in which it is to stand, as far as the room can say so; or empty
    QStringList spaceVia = {}; ///< servers that know `space`
    bool isForSpace = false;   ///< who is in `space` may join; wants a version of 8 or later

    bool isSpace() const { return type == QLatin1String("m.space"); }
};

struct SignedIn
{
    UserId user;
    QByteArray token;
    QString deviceId;                       ///< empty on old servers
    QByteArray refreshToken{};              ///< empty: `token` is good until the server ends it
    std::chrono::milliseconds expiresIn{0}; ///< of `token`; 0: the server does not say
    std::optional<OAuthAccount> oauth{};    ///< if it was got by OAuth 2.0
    QByteArray secrets{}; ///< a SecretsBundle, if another session has given one; empty: none
};

/// Somebody else where people of a server sign in (client-server API, "m.login.sso flow schema").
struct IdentityProvider
{
    QString id;
    QString name;  ///< as it came
    QString icon;  ///< `mxc://…`, or empty
    QString brand; ///< "google", "github", …; may be empty
};

struct LoginFlows
{
    QStringList types;                   ///< as the server lists them
    QList<IdentityProvider> providers{}; ///< of `m.login.sso`; none: the server's page asks
    bool isSsoPreferred = false;         ///< nothing but SSO is to be offered (`oauth_aware_preferred`)
    static constexpr int MostProviders = 30;

    bool hasPassword() const { return types.contains(QLatin1String("m.login.password")); }
    /// SSO, and a token to end it with.
    bool hasSso() const { return types.contains(QLatin1String("m.login.sso")); }
};

/// A member of a server's directory of rooms.
struct PublicRoom
{
    RoomId id;
    QString name, topic, alias, avatarUrl;
    int joined = 0;
    QString joinRule; ///< "public" or "knock"; empty: not said, which means "public"
    bool isSpace = false;
    bool isWorldReadable = false; ///< who is not in it can read it too

    friend bool operator==(const PublicRoom &, const PublicRoom &) = default;
};

/// A page of what the server's search found, newest first.
struct FoundEvents
{
    struct Found
    {
        RoomId room;
        Event event;
        QString senderName; ///< as it was then; may be empty
        QString senderAvatar;
    };
    QList<Found> events;
    QString nextBatch; ///< asks for the next page; empty: there is none
};

/// Makes the requests of the client-server API and reads their replies, in the paths of one server.
/// Pure: nothing is sent here. Replies are read leniently: 2014 answered `""` where `{}` is meant.
class Requests
{
public:
    explicit Requests(ServerVersion version) : m_version(version) {}
    ServerVersion version() const { return m_version; }

    // Discovery; these need no version
    static Request wellKnown();
    static Request versions();
    /// `m.homeserver.base_url`. NotFound if there is none, BadReply if it is no address.
    static Result<QUrl> readWellKnown(const QByteArray &reply);
    static Result<ServerVersion> readVersions(const QByteArray &reply);

    // Signing in
    Request loginFlows() const;
    static Result<LoginFlows> readLoginFlows(const QByteArray &reply);
    /// `user`: a local part or a whole id; v3: also an e-mail address, or a telephone number with its `+`
    /// (client-server API, "Identifier types").
    Request login(const QString &user, const QString &password, const QString &deviceName,
                  const QString &deviceId = {}) const;
    /// With what SSO's last redirect brought. Only for today's servers.
    Request loginWithToken(const QString &loginToken, const QString &deviceName,
                           const QString &deviceId = {}) const;
    /// Where a browser begins to sign in, at `base`; `provider` (an id) or an empty one.
    QUrl ssoPage(const QUrl &base, const QString &provider, const QUrl &redirect, bool isRegistration) const;
    static Result<SignedIn> readSignedIn(const QByteArray &reply);
    /// A new access token for a refresh token (client-server API, "POST /refresh"; since 1.3).
    Request refresh(const QByteArray &refreshToken) const;
    /// `token`, `refreshToken` (empty: the one that was used stays) and `expiresIn`; the rest is empty.
    static Result<SignedIn> readRefreshed(const QByteArray &reply);
    Request whoAmI() const;
    static Result<SignedIn> readWhoAmI(const QByteArray &reply); ///< without a token
    Request logout() const;
    Request loginFallbackPage() const; ///< `/login/fallback` of 2014, today's page is staticLoginPage()
    static Request staticLoginPage();
    /// v3: `auth` is what interactive authentication wants, empty at first.
    /// A 401 with `flows` comes as a Reply (Request::expectsChallenge).
    Request registerAccount(const QString &user, const QString &password, const QJsonObject &auth,
                            const QString &deviceName) const;
    /// v1: the body of before (`{"user_id"}`) or since 0.3 (`{"type","user"}`).
    Request registerV1(const QString &user, const QString &password, bool isTyped) const;
    Request registerFlowsV1() const; ///< 200: typed body
    /// Whether `user` (local part) could be had. M_FORBIDDEN: nobody can make an account there.
    Request registerAvailable(const QString &user) const;
    Request registrationTokenValidity(const QString &token) const;
    Request authFallbackPage(const QString &stage, const QString &session) const;

    // Rooms
    Request createRoom(const NewRoom &room) const;
    Request join(const QString &roomIdOrAlias, const QStringList &via = {}) const;
    static Result<RoomId> readRoomId(const QByteArray &reply,
                                     const RoomId &asked); ///< `asked` where the reply has none
    Request leave(const RoomId &room) const;
    Request forget(const RoomId &room) const;
    Request invite(const RoomId &room, const UserId &user, const QString &reason = {}) const;
    Request kick(const RoomId &room, const UserId &user, const QString &reason) const;
    Request ban(const RoomId &room, const UserId &user, const QString &reason) const;
    Request state(const RoomId &room, const QString &type) const; ///< of the empty key
    Request setState(const RoomId &room, const QString &type, const QString &key,
                     const QByteArray &content) const;
    /// Turns encryption on, for ever (client-server API, "m.room.encryption").
    Request encryptRoom(const RoomId &room) const;
    Request resolveAlias(const QString &alias) const;
    static Result<RoomId> readAlias(const QByteArray &reply); ///< NotFound for the `{}` of 2014
    Request publicRooms(int limit) const;
    static Result<QList<PublicRoom>> readPublicRooms(const QByteArray &reply);

    // Messages
    Request send(const RoomId &room, const QString &type, const TxnId &txn, const QByteArray &content) const;
    static Result<EventId> readEventId(const QByteArray &reply);
    Request redact(const RoomId &room, const EventId &event, const TxnId &txn, const QString &reason) const;
    /// Tells those who run the server (client-server API, "Reporting Content"); api/v1 never had it.
    Request report(const RoomId &room, const EventId &event, const QString &reason) const;
    /// `from` empty: from the newest.
    Request messages(const RoomId &room, const QString &from, int limit) const;
    static Result<HistoryPage> readMessages(const QByteArray &reply, const QString &from, qint64 now);
    Request members(const RoomId &room) const;
    static Result<QList<Event>> readMembers(const QByteArray &reply, qint64 now);
    Request typing(const RoomId &room, const UserId &self, bool isTyping,
                   std::chrono::milliseconds timeout) const;
    /// `thread` as Receipt has it; servers of before 1.4 know neither it nor `isPrivate`, see hasThreads().
    Request receipt(const RoomId &room, const EventId &event, const QString &thread, bool isPrivate) const;
    bool hasThreads() const
    {
        return m_version.dialect != Dialect::V1 && !m_version.isR0 && !m_version.isBeforeThreads;
    }
    Request fullyRead(const RoomId &room, const EventId &event) const;
    Request setMarkedUnread(const UserId &self, const RoomId &room, bool isMarked) const;

    /// `POST /search` over messages, newest first. `rooms` empty: all rooms one is in; `hasMedia`: only those
    /// with a file. Servers of 2014 have none.
    Request search(const QString &term, const QList<RoomId> &rooms, bool hasMedia,
                   const QString &nextBatch) const;
    static Result<FoundEvents> readFound(const QByteArray &reply, qint64 now);

    // The account's own notes (client-server API, "Client Config"); api/v1 never had them
    Request accountData(const UserId &self, const QString &type) const;
    Request setAccountData(const UserId &self, const QString &type, const QByteArray &content) const;
    /// The content of `m.direct` with one more direct chat in it.
    static QByteArray withDirectRoom(const QByteArray &content, const UserId &user, const RoomId &room);

    // People
    Request setDisplayName(const UserId &self, const QString &name) const;
    Request presence(const UserId &user) const;
    /// None if the reply is no object. `now` in ms.
    static std::optional<PresenceUpdate> readPresence(const QByteArray &reply, const UserId &user,
                                                      qint64 now);
    Request setPresence(const UserId &self, Presence presence, const QString &status) const;

    // Media. `mxc` is `mxc://server/id`; anything that would climb out of the path gives Error::Invalid.
    static Result<Request> download(const QString &mxc);
    Result<Request> downloadOld(const QString &mxc) const; ///< unauthenticated, before 1.11
    static Result<Request> thumbnail(const QString &mxc, int width, int height);
    Result<Request> thumbnailOld(const QString &mxc, int width, int height) const;
    /// Where `rest` lies in the content repository of this version as it was before 1.11.
    QString oldMediaPath(const QString &rest) const;
    /// Puts a file into the server's content repository; its bytes are the caller's to add.
    Request upload(const QString &name, const QString &mimeType) const;
    static Request uploadOf2014(const QString &mimeType); ///< before there were `mxc://` URIs
    /// The address of what was uploaded: `mxc://…`, of uploadOf2014() `http(s)://…`.
    static Result<QString> readUploaded(const QByteArray &reply);
    /// `m.upload.size`: how large a file may be.
    static Request uploadLimit();
    Request uploadLimitOld() const;                         ///< before 1.11
    static qint64 readUploadLimit(const QByteArray &reply); ///< bytes; 0: the server names none

private:
    /// Who says nothing of them is told nothing; api/v1 and r0 knew none.
    bool hasRefreshTokens() const { return m_version.dialect != Dialect::V1 && !m_version.isR0; }
    QString path(const QString &rest) const; ///< `rest` behind the prefix of this version
    /// The same for calls that api/v1 never had: under r0, which servers of today still know beside it.
    QString modernPath(const QString &rest) const;
    QString presencePath(const UserId &user) const;
    Request memberAction(const RoomId &room, const QString &action, const UserId &user,
                         const QString &reason) const;

    ServerVersion m_version;
};

}

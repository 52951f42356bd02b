// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/apiclient.h"
#include "session/encryptionhealth.h"
#include "session/roomlist.h"
#include "store/crypto.h"
#include "store/store.h"

#include <QObject>
#include <QSet>

namespace linnet {

/// Sends what the account's crypto machine wants to be sent, and sees to it that whoever is to read a message
/// gets its key before it goes (client-server API, "End-to-End Encryption"). All of it may be repeated after
/// a crash or a lost answer: the machine asks for it again until it knows that it was sent. Keys never go
/// over others that the server has for this session: what is found out about that stands in health(). GUI
/// thread; owned by the Session.
class KeyExchange : public QObject
{
    Q_OBJECT

public:
    KeyExchange(ApiClient &api, Store &store, const RoomList &rooms, QObject *parent = nullptr);

    /// The keys of this session are open.
    void setOpen() { m_isOpen = true; }
    /// Whether encrypted rooms can be read and written in. Not in api/v1, nor while the keys here are not
    /// those that others are shown.
    bool isAvailable() const;
    EncryptionHealth &health() { return m_health; }

    /// A sync was committed: sends what is to be sent, unless the server has asked for a rest.
    void resume();
    /// The content of an `m.room.encrypted` that says this; before it is there, everybody in the room has the
    /// key, as far as there is a way to them. Errors: Unsupported (the room's encryption, or this session has
    /// none); the server's; NotFound, if the room is not known; Cancelled, if it comes out on the way that
    /// nobody could read it (EncryptionHealth::areKeysOurs()).
    Task<QByteArray> encrypt(const RoomId &room, const QString &type, const QByteArray &content);
    /// One looks at the room: who is in it, and their sessions, are asked for ahead. Nothing where the room
    /// is not encrypted.
    void learn(const RoomId &room);
    /// Somebody begins to write in the room: does ahead what encrypt() would do first, unless that was just
    /// done. Nothing where the room is not encrypted.
    void prepare(const RoomId &room);

    /// Sends what the machine, or a view of it, has answered, and tells it of the reply.
    Task<Done> send(const CryptoRequest &request);
    /// Sends an event into a room, encrypted where the room is; answers its id. Errors as encrypt().
    Task<EventId> sendEvent(const RoomId &room, const QString &type, const QByteArray &content);
    /// One after the other, the next while the machine takes in what came of one; the first that fails ends
    /// it.
    Task<Done> sendAll(QList<CryptoRequest> requests);
    /// Sends all that is to be sent now; afterwards the sessions and identities of all that are watched are
    /// known.
    Task<Done> flush();
    /// Sends them with the next flush(), in this order and before anything else; what does not arrive goes
    /// with one after it. What the server refuses is dropped, and flush() answers that.
    void keep(const QList<CryptoRequest> &requests) { m_kept += requests; }
    /// Asks anew for somebody's sessions and identity.
    Task<Done> query(const UserId &user);
    /// Tells the machine of the reply to what somebody else has sent.
    Task<Done> markSent(const CryptoRequest &request, const QByteArray &reply);

    /// What is never encrypted: a redaction says nothing, reactions are counted by the server.
    static bool isEncryptable(const QString &type);
    static constexpr QLatin1String EncryptedType{"m.room.encrypted"};

Q_SIGNALS:
    /// The server refuses something for good, such as one-time keys that it has from a later life of this
    /// session.
    void refused(linnet::CryptoRequest::Kind kind, const linnet::Error &error);
    void keysLearned(); ///< what is known of sessions and identities may be different now

private:
    void sendOutgoing();
    bool mustLook(const QList<CryptoRequest> &requests);
    Task<KeysAtServer> lookAtOwnKeys();
    void sendAllowed(QList<CryptoRequest> requests);
    bool mayUpload() const;
    void sendNext(QList<CryptoRequest> requests);
    void countUpload();
    bool dropKept(const CryptoRequest &request);
    Task<Done> onRefused(const CryptoRequest &request, const Error &error);
    Task<Done> noteOwnKeys(const QByteArray &reply);
    bool canTalk() const;
    void endFlush(const Status &status);
    Task<Done> loadMembers(const RoomId &room);
    Task<Done> learnSessions(const RoomId &room, int triesLeft);
    Task<Reply> deliver(const CryptoRequest &request);
    Task<Done> takeIn(const CryptoRequest &request, const Reply &reply);
    Task<Done> claim(const RoomId &room);
    enum class Ahead { Sessions, Key };
    bool canGoAhead(const RoomId &room) const;
    void goAhead(const RoomId &room, Ahead what, QList<Promise<Done>> waiting = {});
    Task<Done> prepared(const RoomId &room);
    Task<Done> learnRoom(const RoomId &room);
    Task<Done> shareKey(const RoomId &room);
    Task<Done> shareWithKnown(const RoomId &room);
    Task<QByteArray> encryptWithKey(const RoomId &room, const QString &type, const QByteArray &content);
    Task<CryptoRequest> sealed(const CryptoRequest &request);
    static bool isRefusal(const Error &error);

    struct Preparing
    {
        Ahead what;
        bool wantsKey = false;        ///< it was asked for while the sessions were
        QList<Promise<Done>> waiting; ///< for the end of it
    };

    ApiClient &m_api;
    Store &m_store;
    const RoomList &m_rooms;
    EncryptionHealth m_health;
    bool m_isOpen = false;
    bool m_isIntroduced = false; ///< the server has been given the keys that are here
    bool m_hasLooked = false;    ///< whether it has others for this session, in this run
    int m_uploads = 0;           ///< of keys, since the flush began
    bool m_hasClaimed = false;   ///< the same: keys of sessions that have asked for something
    bool m_isFlushing = false;
    QList<Promise<Done>> m_waiting;                        ///< for the end of what is being sent
    QList<CryptoRequest> m_kept;                           ///< by keep()
    QSet<QString> m_refused;                               ///< ids of what need not be sent again
    QHash<RoomId, Preparing> m_preparing;                  ///< what is done ahead just now
    QHash<RoomId, std::chrono::milliseconds> m_preparedAt; ///< on Clock::elapsed()
    Backoff m_backoff;
    std::chrono::milliseconds m_notBefore{0}; ///< on Clock::elapsed(), as the next two
    std::chrono::milliseconds m_lookAgain{0};
    std::chrono::milliseconds m_uploadNotBefore{0};
};

}

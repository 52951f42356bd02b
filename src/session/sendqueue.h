// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/outbox.h"
#include "session/uploads.h"

#include <QObject>

#include <functional>

namespace linnet {

/// Sends what a person wrote, per room first in, first out, exactly once: the outbox row is on disk before
/// the first try, a retry uses the same transaction id, and the item leaves with its echo. Network errors and
/// 429 pause the queue, 5xx the room; any other refusal parks the item with the server's reason and the next
/// go on. What is not refused arrives in the order in which it was written; what was refused and is sent
/// again goes before what still waits in its room. What relates to something unsent (store/unsenttargets.h)
/// waits for its event id, and is parked if that is discarded. What an item carries (session/outboxfile.h) is
/// uploaded when it is its turn; the row says on disk what has been, so nothing is uploaded twice. GUI
/// thread; owned by the Session.
class SendQueue : public QObject
{
    Q_OBJECT

public:
    SendQueue(ApiClient &api, Store &store, Clock &clock, QObject *parent = nullptr);

    enum class Permit {
        Plain,
        Encrypted,
        NotYet,
        NoKeys, ///< it is encrypted, and the keys here are not those that others are shown
        Never,
    };
    /// Is asked before each try how a message may go into a room: it may have become encrypted since the
    /// message was written. Never parks the item.
    void setPermit(std::function<Permit(const RoomId &)> permit) { m_permit = std::move(permit); }
    void onPermitsChanged(); ///< it may answer something else now
    /// Makes the content of an `m.room.encrypted` of a type and a content; see KeyExchange::encrypt().
    using Encrypt = std::function<Task<QByteArray>(const RoomId &, const QString &, const QByteArray &)>;
    void setEncrypt(Encrypt encrypt) { m_encrypt = std::move(encrypt); }

    void load(const QList<OutboxItem> &items) { m_outbox.load(items); } ///< what was left over from last time
    /// Queues one event; `content` is JSON text, with a transaction id in the place of each event id that
    /// is not known yet. The echo is announced before this returns. An `m.room.redaction` is a content with
    /// `redacts` and `reason`.
    /// `bytes`: what it carries and what lies nowhere else.
    TxnId send(const RoomId &room, const QString &type, const QByteArray &content,
               const OutboxBytes &bytes = {});
    /// Changes what waits; only while isUntried().
    void rewrite(const TxnId &txn, const QByteArray &content);
    /// Sends what was refused again, in its old place. What waits is tried now, but not before the rest that
    /// a server under load has asked for.
    void retry(const TxnId &txn);
    void retryAll(); ///< but what may have arrived: somebody must look first
    /// Does nothing for what the server has. What is under way may arrive all the same, but an upload ends.
    /// What stands behind in the room goes next, but nothing of `txns` does.
    void discard(const QList<TxnId> &txns);
    void discard(const TxnId &txn) { discard(QList<TxnId>{txn}); }
    /// Undoes discard(): it stands at the end of its room's queue, as it was. Its transaction id is the same,
    /// so that it is one message even if it had arrived.
    void putBack(const OutboxItem &item);
    /// Goes on after a pause: a sync has worked again. A pause that the server asked for runs to its end.
    /// Nothing is sent before the first call, as the first sync may bring echoes of last time.
    void resume();
    /// A sync did not get through: what was cut off meanwhile goes on with the next one that does.
    void onDisconnected() { m_isDisconnected = true; }
    /// What a sync brought: echoes, and holes in which echoes lie.
    void onCommitted(const CommittedBatch &batch);
    void onDelivered(const QList<DeliveredItem> &items);       ///< their echoes were committed
    void forget(const RoomId &room) { m_outbox.forget(room); } ///< the store has erased the room

    QList<OutboxItem> items(const RoomId &room) const { return lines().items(room); }
    std::optional<OutboxItem> item(const TxnId &txn) const;
    /// What the server has not taken yet, over all rooms, the oldest first.
    QList<OutboxItem> unsent() const { return lines().unsent(); }
    int count() const { return int(unsent().size()); }
    bool isSending(const TxnId &txn) const; ///< its request is under way, and may arrive
    bool isUploading(const TxnId &txn) const;
    bool isUntried(const TxnId &txn) const; ///< it waits, and the server cannot have it
    /// It waits, and the server may have it, so what is written anew in its place may be a second message.
    bool mayHaveArrived(const TxnId &txn) const;
    /// What the server has made of something that was sent in this run or left over; empty: not known.
    EventId eventOf(const TxnId &txn) const { return lines().eventOf(txn); }
    /// What stands at outboxfile::addressOf(), at most `most` bytes.
    Task<QByteArray> bytesAt(const outboxfile::Place &place, qint64 most);
    Uploads &uploads() { return m_uploads; }
    /// Why what waits in a room is not sent now; none if it only waits its turn.
    std::optional<Error> holdup(const RoomId &room) const;
    /// The same of one that waits: it may be that only a decision on another one lets it go.
    std::optional<Error> holdup(const TxnId &txn) const;

    enum class Standing {
        Clear,   ///< nothing to tell of: all is sent, or on its way
        HeldUp,  ///< something waits, and has to wait
        Refused, ///< something wants a decision
    };
    Standing standing(const RoomId &room) const;

    /// The error for which a refused item was parked.
    static Error refusalOf(const OutboxItem &item)
    {
        return {Error::Kind::Server, item.reasonCode, 0, item.reason, {}};
    }

Q_SIGNALS:
    void changed(const linnet::OutboxItem &item);                         ///< new or different
    void written(const linnet::TxnId &txn, const linnet::Status &status); ///< on disk from now on, or not
    /// Of its file `sent` of `total` bytes are on their way; some ten times a second at most.
    void uploadProgressed(const linnet::RoomId &room, const linnet::TxnId &txn, qint64 sent, qint64 total);
    /// The server has a picture under this address, and these are its bytes.
    void uploaded(const QString &url, const QByteArray &bytes);
    void removed(const linnet::RoomId &room, const linnet::TxnId &txn); ///< discarded, or its echo is here
    void progressed(const linnet::RoomId &room); ///< what is sent in it, or what holds it up, is different

private:
    using Entry = SendLine::Entry;

    void sendAll();
    void sendNext(const RoomId &room);
    void lookFor(Entry &entry);
    void start(SendLine &line, const Entry &entry, Permit permit);
    Task<Reply> put(const TxnId &txn, const Request &request);
    void upload(SendLine &line, const Entry &entry, bool isEncrypted);
    void onUploaded(const TxnId &txn, const Result<outboxfile::Uploaded> &result);
    void onAnswer(const TxnId &txn, const Result<Reply> &result);
    void onRefused(const TxnId &txn, const Error &error);
    void onTaken(const RoomId &room);
    void pauseAll(const Error &error);
    void pauseLine(const RoomId &room, const Error &error);
    void pauseOrPark(const TxnId &txn, const Error &error);
    void endTrouble();
    void announceProgress();
    Entry *find(const TxnId &txn) { return m_outbox.find(txn); }
    SendLine *lineOf(const RoomId &room) { return m_outbox.lines().line(room); }
    const SendLines &lines() const { return m_outbox.lines(); }

    ApiClient &m_api;
    Store &m_store;
    Clock &m_clock;
    Outbox m_outbox;
    Uploads m_uploads;
    std::function<Permit(const RoomId &)> m_permit;
    Encrypt m_encrypt;
    Backoff m_backoff;
    std::chrono::milliseconds m_pausedUntil{0}; ///< on Clock::elapsed(); nothing is sent before
    std::optional<Error> m_trouble;             ///< why the last try of any room came to nothing
    QPointer<QObject> m_timer;                  ///< ends the pause
    qint64 m_commits = 0;                       ///< syncs that worked
    bool m_isPaused = true;
    bool m_isDisconnected = false;
};

}

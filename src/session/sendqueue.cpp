// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendqueue.h"

#include "base/logging.h"
#include "session/keyexchange.h"
#include "session/sendverdict.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostFaults = 10; ///< then it is the message that the server cannot take
/// How far the clocks of this computer and of the server may be apart.
constexpr qint64 ClocksApart = std::chrono::milliseconds(1h).count();

double jitter()
{
    return QRandomGenerator::global()->generateDouble();
}

Error ownError(Error::Kind kind, const char *code)
{
    Error error = Error::of(kind);
    error.matrixCode = QLatin1String(code);
    return error;
}

}

SendQueue::SendQueue(ApiClient &api, Store &store, Clock &clock, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_clock(clock), m_outbox(store, clock),
      m_uploads(api, store), m_backoff(1s, 60s)
{
    connect(&m_outbox, &Outbox::changed, this, &SendQueue::changed);
    connect(&m_outbox, &Outbox::written, this, [this](const TxnId &txn, const Status &status) {
        const RoomId room = lines().roomOf(txn);
        Q_EMIT written(txn, status);
        sendNext(room); // what stands behind it has waited for this
    });
    connect(&m_outbox, &Outbox::removed, this, [this](const RoomId &room, const TxnId &txn) {
        if (lines().isEmpty())
            m_trouble.reset();
        Q_EMIT removed(room, txn);
    });
}

TxnId SendQueue::send(const RoomId &room, const QString &type, const QByteArray &content,
                      const OutboxBytes &bytes)
{
    return m_outbox.add(room, type, content, bytes);
}

void SendQueue::putBack(const OutboxItem &item)
{
    if (lines().contains(item.txn))
        return;
    Entry entry = Entry::ofBefore(item);
    entry.commitsAtTry = m_commits;
    m_outbox.insert(entry);
    const QList<TxnId> related = lines().waitingFor(item.txn);
    for (const TxnId &each : related) {
        if (find(each)->item.reasonCode == QLatin1String(Outbox::TargetGone))
            retry(each);
    }
}

void SendQueue::rewrite(const TxnId &txn, const QByteArray &content)
{
    find(txn)->item.content = content;
    m_outbox.save(txn);
}

void SendQueue::retry(const TxnId &txn)
{
    Entry *entry = find(txn);
    if (!entry || !entry->item.sentAs.isEmpty())
        return;
    const RoomId room = entry->item.room;
    if (entry->item.state == OutboxItem::State::Failed)
        m_outbox.reopen(txn);
    lineOf(room)->pausedUntil = 0ms;
    if (m_trouble)
        resume();
    else
        sendNext(room);
}

void SendQueue::retryAll()
{
    const QList<OutboxItem> items = unsent();
    for (const OutboxItem &item : items) {
        if (item.reasonCode != QLatin1String(Outbox::MayBeSent))
            retry(item.txn);
    }
}

void SendQueue::discard(const QList<TxnId> &txns)
{
    QSet<RoomId> rooms;
    for (const TxnId &txn : txns) {
        const Entry *entry = find(txn);
        if (!entry || !entry->item.sentAs.isEmpty())
            continue;
        const RoomId room = entry->item.room;
        rooms.insert(room);
        lineOf(room)->pausedUntil = 0ms;
        m_outbox.discard(txn);
    }
    for (const RoomId &room : std::as_const(rooms))
        sendNext(room);
}

void SendQueue::resume()
{
    if (m_clock.elapsed() < m_pausedUntil)
        return;
    const bool wasPaused = std::exchange(m_isPaused, false);
    sendAll();
    if (wasPaused)
        announceProgress();
}

void SendQueue::onPermitsChanged()
{
    sendAll();
    announceProgress();
}

void SendQueue::sendAll()
{
    const QList<RoomId> rooms = lines().rooms();
    for (const RoomId &room : rooms)
        sendNext(room);
}

void SendQueue::sendNext(const RoomId &room)
{
    const QList<TxnId> orphans = lines().orphans(room);
    for (const TxnId &txn : orphans)
        m_outbox.park(txn, ownError(Error::Kind::NotFound, Outbox::TargetGone));
    SendLine *found = lineOf(room);
    while (found && !m_isPaused && found->underWay.isEmpty() && m_clock.elapsed() >= found->pausedUntil) {
        Entry *next = found->next();
        // What is not on disk yet holds up the room; its answer comes here again.
        if (!next || next->writing > 0 || next->isLooking)
            return;
        if (next->mayBeForgotten(m_clock.now()))
            return lookFor(*next);
        // A redaction says nothing that anybody could read.
        const Permit permit = m_permit && !next->item.isRedaction() ? m_permit(room) : Permit::Plain;
        if (permit == Permit::NotYet || permit == Permit::NoKeys)
            return;
        if (permit == Permit::Never)
            m_outbox.park(next->item.txn, ownError(Error::Kind::Unsupported, "chat.linnet.ENCRYPTED"));
        else if (outboxfile::in(next->item.content))
            upload(*found, *next, permit == Permit::Encrypted);
        else
            start(*found, *next, permit);
    }
}

/// If the server has it, its echo comes, without the id if that is forgotten too, or lies in a hole of the
/// history.
void SendQueue::lookFor(Entry &entry)
{
    if (m_commits - entry.commitsAtTry < SendLine::CommitsToEcho)
        return;
    entry.isLooking = true;
    m_store.mayHold(entry.item, entry.triedAt - ClocksApart)
        .then(this, [this, txn = entry.item.txn](const Result<bool> &mayHold) {
            Entry *found = find(txn);
            if (!found)
                return;
            found->isLooking = false;
            const RoomId room = found->item.room;
            if (mayHold && !*mayHold)
                found->isTried = false;
            else
                m_outbox.park(txn, ownError(Error::Kind::Timeout, Outbox::MayBeSent));
            sendNext(room);
        });
}

void SendQueue::start(SendLine &line, const Entry &entry, Permit permit)
{
    const OutboxItem item = entry.item; // an answer that is there at once may take the entry away
    line.underWay = item.txn;
    const bool wasTried = entry.isTried;
    const bool isEncrypted = permit == Permit::Encrypted && KeyExchange::isEncryptable(item.type);
    auto reply =
        isEncrypted
            ? m_encrypt(item.room, item.type, item.content).andThen([this, item](const QByteArray &content) {
                  return put(item.txn,
                             m_api.requests().send(item.room, KeyExchange::EncryptedType, item.txn, content));
              })
            : put(item.txn, entry.request(m_api.requests()));
    std::move(reply).then(this,
                          [this, room = item.room, txn = item.txn, wasTried](const Result<Reply> &result) {
                              SendLine *found = lineOf(room);
                              // Discarded, or its echo was quicker.
                              if (!found || found->underWay != txn)
                                  return;
                              found->underWay = {};
                              // What one try has not brought there, an earlier one may have.
                              if (!result && isTurnedDown(result.error()))
                                  found->find(txn)->isTried = wasTried;
                              onAnswer(txn, result);
                              sendNext(room);
                              Q_EMIT progressed(room);
                          });
    Q_EMIT progressed(item.room);
}

/// From here on the server may have it.
Task<Reply> SendQueue::put(const TxnId &txn, const Request &request)
{
    Entry *entry = find(txn);
    if (!entry) // discarded while it was being encrypted
        return Task<Reply>::ready(Error::of(Error::Kind::Cancelled));
    if (!std::exchange(entry->isTried, true))
        entry->triedAt = m_clock.now();
    return m_api.sendOnce(request);
}

void SendQueue::upload(SendLine &line, const Entry &entry, bool isEncrypted)
{
    const OutboxItem item = entry.item; // see start()
    const RoomId room = item.room;
    const TxnId txn = item.txn;
    line.underWay = txn;
    line.upload = new QObject(this);
    const QPointer<QObject> context = line.upload;
    // A thumbnail is nothing beside its file.
    const bool isThumbnail = outboxfile::in(item.content)->isThumbnail;
    m_uploads
        .upload(item, isEncrypted,
                [this, context, room, txn, isThumbnail](qint64 sent, qint64 total) {
                    if (context && !isThumbnail)
                        Q_EMIT uploadProgressed(room, txn, sent, total);
                })
        .then(context, [this, room, txn](const Result<outboxfile::Uploaded> &result) {
            lineOf(room)->endTry();
            onUploaded(txn, result);
            sendNext(room);
            Q_EMIT progressed(room);
        });
    Q_EMIT progressed(room);
}

void SendQueue::onUploaded(const TxnId &txn, const Result<outboxfile::Uploaded> &result)
{
    Entry *entry = find(txn);
    if (!result) {
        const RoomId room = entry->item.room;
        const bool isThumbnail = outboxfile::in(entry->item.content)->isThumbnail;
        onRefused(txn, result.error());
        if (!isThumbnail)
            Q_EMIT uploadProgressed(room, txn, 0, 1); // it begins anew, if it does
        return;
    }
    entry->item.content = outboxfile::completed(entry->item.content, *result);
    entry->faults = 0;
    onTaken(entry->item.room);
    // Before the row names it, or it would be fetched.
    if (!result->bytes.isEmpty())
        Q_EMIT uploaded(result->url, result->bytes);
    m_outbox.save(txn);
}

void SendQueue::onAnswer(const TxnId &txn, const Result<Reply> &result)
{
    if (!result)
        return onRefused(txn, result.error());
    const auto event = Requests::readEventId(result->body);
    if (!event)
        return onRefused(txn, event.error());
    onTaken(find(txn)->item.room);
    m_outbox.setSent(txn, *event);
}

void SendQueue::onTaken(const RoomId &room)
{
    lineOf(room)->endTrouble();
    m_backoff.reset();
    endTrouble();
}

void SendQueue::onRefused(const TxnId &txn, const Error &error)
{
    qCInfo(lcSession) << "not sent:" << txn.toString() << int(error.kind) << error.matrixCode
                      << error.httpStatus;
    find(txn)->commitsAtTry = m_commits;
    if (find(txn)->item.isRedaction() && m_api.lacks(QStringLiteral("redact"), error))
        qCInfo(lcSession) << "the server deletes nothing";
    const SendVerdict verdict = verdictOf(error);
    // A server may hang up on a file that it finds too large, without a word. Nothing else shall wait for it.
    if (SendLine::isCut(error) && outboxfile::in(find(txn)->item.content))
        return pauseOrPark(txn, error);
    if (verdict == SendVerdict::PauseAll)
        return pauseAll(error);
    endTrouble();
    if (error.isMatrix("M_DUPLICATE_ANNOTATION")) // another device was quicker
        return m_outbox.discard(txn);
    if (verdict == SendVerdict::Park)
        return m_outbox.park(txn, error);
    pauseOrPark(txn, error);
}

void SendQueue::pauseOrPark(const TxnId &txn, const Error &error)
{
    Entry &entry = *find(txn);
    // Without an errcode it is a proxy that speaks. That the server is away says nothing of the message,
    // but that it is heard of meanwhile does.
    const bool isAboutItem = error.kind == Error::Kind::BadReply || !error.matrixCode.isEmpty() ||
                             entry.commitsAtFault < m_commits;
    entry.commitsAtFault = m_commits;
    if (isAboutItem && ++entry.faults >= MostFaults)
        return m_outbox.park(txn, error);
    pauseLine(entry.item.room, error);
}

void SendQueue::pauseAll(const Error &error)
{
    // What was under way in other rooms fails for the same reason, which counts once.
    const bool isFirst = !std::exchange(m_isPaused, true);
    const auto delay = std::max(isFirst ? m_backoff.next(jitter()) : 0ms, error.retryAfter);
    m_trouble = error;
    // A sync that works says that the way is open again, but not that the server has its breath back.
    if (error.kind == Error::Kind::RateLimited)
        m_pausedUntil = std::max(m_pausedUntil, m_clock.elapsed() + delay);
    const auto until = std::max(m_pausedUntil, m_clock.elapsed() + delay);
    if (!error.isUnknownToken() && (isFirst || until == m_pausedUntil)) {
        delete m_timer;
        m_timer = m_clock.after(until - m_clock.elapsed(), this, [this] {
            m_timer.clear();
            resume();
        });
    }
    announceProgress();
}

void SendQueue::pauseLine(const RoomId &room, const Error &error)
{
    SendLine &line = *lineOf(room);
    const auto delay = std::max(line.backoff.next(jitter()), error.retryAfter);
    line.trouble = error;
    line.pausedUntil = m_clock.elapsed() + delay;
    delete line.timer;
    line.timer = m_clock.after(delay, this, [this, room] {
        lineOf(room)->timer.clear();
        sendNext(room);
    });
}

void SendQueue::endTrouble()
{
    if (m_isPaused || !m_trouble)
        return;
    m_trouble.reset();
    announceProgress();
}

void SendQueue::announceProgress()
{
    const QList<RoomId> rooms = lines().rooms();
    for (const RoomId &room : rooms)
        Q_EMIT progressed(room);
}

void SendQueue::onCommitted(const CommittedBatch &batch)
{
    for (const CommittedRoom &committed : batch.rooms) {
        onDelivered(committed.delivered);
        SendLine *found = lineOf(committed.room.id);
        if (committed.hasNewSegment && found)
            found->onGap();
    }
    // A piece of a long catch-up proves nothing, nor does one room that was fetched by itself.
    if (!batch.position.isEmpty() && !batch.hasMore) {
        ++m_commits;
        m_outbox.onCommit();
    }
    if (std::exchange(m_isDisconnected, false))
        m_outbox.lines().endCuts();
    resume();
}

void SendQueue::onDelivered(const QList<DeliveredItem> &items)
{
    for (const DeliveredItem &delivered : items) {
        const RoomId room = lines().roomOf(delivered.txn);
        m_outbox.onDelivered(delivered);
        sendNext(room);
    }
}

std::optional<OutboxItem> SendQueue::item(const TxnId &txn) const
{
    const Entry *entry = lines().find(txn);
    return entry ? std::optional(entry->item) : std::nullopt;
}

bool SendQueue::isSending(const TxnId &txn) const
{
    const SendLine *line = lines().line(lines().roomOf(txn));
    return line && line->underWay == txn && !line->upload;
}

bool SendQueue::isUploading(const TxnId &txn) const
{
    const SendLine *line = lines().line(lines().roomOf(txn));
    return line && line->underWay == txn && line->upload;
}

Task<QByteArray> SendQueue::bytesAt(const outboxfile::Place &place, qint64 most)
{
    const Entry *entry = lines().find(place.txn);
    if (!entry)
        return Task<QByteArray>::ready(Error::of(Error::Kind::NotFound));
    return m_uploads.bytesOf(entry->item, place.isThumbnail, most);
}

bool SendQueue::isUntried(const TxnId &txn) const
{
    const Entry *entry = lines().find(txn);
    return entry && entry->item.state == OutboxItem::State::Waiting && entry->isOnDisk &&
           entry->writing == 0 && !entry->isTried;
}

bool SendQueue::mayHaveArrived(const TxnId &txn) const
{
    const Entry *entry = lines().find(txn);
    return entry && entry->item.state == OutboxItem::State::Waiting && entry->isTried;
}

std::optional<Error> SendQueue::holdup(const RoomId &room) const
{
    const SendLine *line = lines().line(room);
    if (!line || !line->hasWaiting())
        return std::nullopt;
    // First: that the way is open would not end it.
    if (m_permit && m_permit(room) == Permit::NoKeys)
        return ownError(Error::Kind::NotFound, "chat.linnet.NO_KEYS");
    if (m_trouble)
        return m_trouble;
    if (m_isPaused)
        return ownError(Error::Kind::Network, "chat.linnet.NOT_CONNECTED");
    if (line->trouble)
        return line->trouble;
    if (m_permit && m_permit(room) == Permit::NotYet)
        return ownError(Error::Kind::NotFound, "chat.linnet.NOT_READY");
    return std::nullopt;
}

std::optional<Error> SendQueue::holdup(const TxnId &txn) const
{
    const Entry *entry = lines().find(txn);
    if (entry && lines().awaitsRefused(*entry))
        return ownError(Error::Kind::NotFound, "chat.linnet.TARGET_WAITS");
    return holdup(lines().roomOf(txn));
}

SendQueue::Standing SendQueue::standing(const RoomId &room) const
{
    const SendLine *line = lines().line(room);
    if (line && line->hasRefused())
        return Standing::Refused;
    return holdup(room) ? Standing::HeldUp : Standing::Clear;
}

}

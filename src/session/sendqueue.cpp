// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendqueue.h"

#include "base/logging.h"
#include "session/sendverdict.h"
#include "store/unsenttargets.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostFaults = 10; ///< then it is the message that the server cannot take
/// How far the clocks of this computer and of the server may be apart.
constexpr qint64 ClocksApart = std::chrono::milliseconds(1h).count();
constexpr auto MayBeSent = "chat.linnet.MAY_BE_SENT";
constexpr auto TargetGone = "chat.linnet.TARGET_GONE";

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
    : QObject(parent), m_api(api), m_store(store), m_clock(clock), m_uploads(api, store), m_backoff(1s, 60s)
{
}

void SendQueue::load(const QList<OutboxItem> &items)
{
    for (const OutboxItem &item : items) {
        Entry entry = Entry::ofBefore(item);
        entry.commitsSinceSent = 1; // every poll begins later
        m_lines.add(entry);
    }
    const QList<RoomId> rooms = m_lines.rooms();
    for (const RoomId &room : rooms) {
        const QList<OutboxItem> loaded = m_lines.items(room);
        for (const OutboxItem &item : loaded)
            Q_EMIT changed(item);
    }
}

TxnId SendQueue::send(const RoomId &room, const QString &type, const QByteArray &content,
                      const OutboxBytes &bytes)
{
    OutboxItem item;
    item.txn = unsenttargets::makeTxn();
    item.room = room;
    item.type = type;
    item.content = content;
    item.ts = m_clock.now();
    Entry entry;
    entry.item = item;
    entry.bytes = bytes;
    add(entry);
    return item.txn;
}

void SendQueue::putBack(const OutboxItem &item)
{
    if (m_lines.contains(item.txn))
        return;
    Entry entry = Entry::ofBefore(item);
    entry.commitsAtTry = m_commits;
    add(entry);
    const QList<TxnId> related = m_lines.waitingFor(item.txn);
    for (const TxnId &each : related) {
        if (find(each)->item.reasonCode == QLatin1String(TargetGone))
            retry(each);
    }
}

void SendQueue::rewrite(const TxnId &txn, const QByteArray &content)
{
    Entry *entry = find(txn);
    entry->item.content = content;
    const OutboxItem item = entry->item;
    write(txn);
    Q_EMIT changed(item);
}

void SendQueue::add(Entry entry)
{
    const TxnId txn = entry.item.txn;
    entry.isOnDisk = false;
    m_lines.add(std::move(entry));
    Q_EMIT changed(OutboxItem(find(txn)->item));
    write(txn);
}

void SendQueue::write(const TxnId &txn)
{
    Entry *entry = find(txn);
    entry->isWriting = true;
    Task<Done> writing =
        entry->isOnDisk ? m_store.updateOutbox(entry->item) : m_store.putOutbox(entry->item, entry->bytes);
    std::move(writing).then(this, [this, txn](const Status &status) { onWritten(txn, status); });
}

void SendQueue::onWritten(const TxnId &txn, const Status &status)
{
    Entry *entry = find(txn);
    if (!entry)
        return;
    entry->isWriting = false;
    const RoomId room = entry->item.room;
    if (status) {
        entry->isOnDisk = true;
        entry->bytes = {};
    } else {
        // It would be lost with the program, so the person must know that it is not safe.
        entry->item.state = OutboxItem::State::Failed;
        entry->item.reason = status.error().text;
        entry->item.reasonCode = QStringLiteral("chat.linnet.NOT_STORED");
        Q_EMIT changed(OutboxItem(entry->item));
    }
    Q_EMIT written(TxnId(txn), status);
    sendNext(room); // what stands behind it has waited for this
}

void SendQueue::retry(const TxnId &txn)
{
    Entry *entry = find(txn);
    if (!entry || !entry->item.sentAs.isEmpty())
        return;
    const RoomId room = entry->item.room;
    if (entry->item.state == OutboxItem::State::Failed) {
        entry->item.state = OutboxItem::State::Waiting;
        if (entry->item.reasonCode == QLatin1String(MayBeSent))
            entry->isTried = false; // the person has looked
        entry->item.reason.clear();
        entry->item.reasonCode.clear();
        entry->faults = 0;
        const OutboxItem item = entry->item;
        write(txn);
        Q_EMIT changed(item);
    }
    m_lines.line(room)->pausedUntil = 0ms;
    if (m_trouble)
        resume();
    else
        sendNext(room);
}

void SendQueue::retryAll()
{
    const QList<OutboxItem> items = unsent();
    for (const OutboxItem &item : items) {
        if (item.reasonCode != QLatin1String(MayBeSent))
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
        m_lines.line(room)->pausedUntil = 0ms;
        takeOut(txn);
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

void SendQueue::sendAll()
{
    const QList<RoomId> rooms = m_lines.rooms();
    for (const RoomId &room : rooms)
        sendNext(room);
}

void SendQueue::sendNext(const RoomId &room)
{
    const QList<TxnId> orphans = m_lines.orphans(room);
    for (const TxnId &txn : orphans)
        park(txn, ownError(Error::Kind::NotFound, TargetGone));
    SendLine *line = m_lines.line(room);
    while (line && !m_isPaused && line->underWay.isEmpty() && m_clock.elapsed() >= line->pausedUntil) {
        Entry *next = line->next();
        // What is not on disk yet holds up the room; its answer comes here again.
        if (!next || next->isWriting || next->isLooking)
            return;
        if (next->mayBeForgotten(m_clock.now()))
            return lookFor(*next);
        // A redaction says nothing that anybody could read.
        const Permit permit = m_permit && !next->item.isRedaction() ? m_permit(room) : Permit::Yes;
        if (permit == Permit::NotYet)
            return;
        if (permit == Permit::Never)
            park(next->item.txn, ownError(Error::Kind::Unsupported, "chat.linnet.ENCRYPTED"));
        else if (outboxfile::in(next->item.content))
            upload(*line, *next);
        else
            start(*line, *next);
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
                park(txn, ownError(Error::Kind::Timeout, MayBeSent));
            sendNext(room);
        });
}

void SendQueue::start(SendLine &line, Entry &entry)
{
    const OutboxItem item = entry.item; // an answer that is there at once may take the entry away
    if (!std::exchange(entry.isTried, true))
        entry.triedAt = m_clock.now();
    line.underWay = item.txn;
    m_api.sendOnce(entry.request(m_api.requests()))
        .then(this, [this, room = item.room, txn = item.txn](const Result<Reply> &result) {
            SendLine *found = m_lines.line(room);
            // Discarded, or its echo was quicker.
            if (!found || found->underWay != txn)
                return;
            found->underWay = {};
            onAnswer(txn, result);
            sendNext(room);
            Q_EMIT progressed(room);
        });
    Q_EMIT progressed(item.room);
}

void SendQueue::upload(SendLine &line, const Entry &entry)
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
        .upload(item,
                [this, context, room, txn, isThumbnail](qint64 sent, qint64 total) {
                    if (context && !isThumbnail)
                        Q_EMIT uploadProgressed(room, txn, sent, total);
                })
        .then(context, [this, room, txn](const Result<outboxfile::Uploaded> &result) {
            m_lines.line(room)->endTry();
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
    const OutboxItem item = entry->item;
    m_lines.line(item.room)->endTrouble();
    m_backoff.reset();
    endTrouble();
    write(txn);
    if (!result->bytes.isEmpty())
        Q_EMIT uploaded(result->url, result->bytes);
    Q_EMIT changed(item);
}

void SendQueue::onAnswer(const TxnId &txn, const Result<Reply> &result)
{
    if (!result)
        return onRefused(txn, result.error());
    const auto event = Requests::readEventId(result->body);
    if (!event)
        return onRefused(txn, event.error());
    onSent(txn, *event);
}

void SendQueue::onSent(const TxnId &txn, const EventId &event)
{
    Entry *entry = find(txn);
    entry->item.sentAs = event;
    entry->faults = 0;
    entry->commitsSinceSent = 0;
    const OutboxItem item = entry->item;
    m_lines.line(item.room)->endTrouble();
    m_backoff.reset();
    endTrouble();
    Q_EMIT changed(item);
    learn(txn, event);
    m_store.markSent(txn, event).then(this, [this, txn](const Result<bool> &isHere) {
        if (isHere && *isHere)
            drop(txn);
    });
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
        return takeOut(txn);
    if (verdict == SendVerdict::Park)
        return park(txn, error);
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
        return park(txn, error);
    pauseLine(entry.item.room, error);
}

// What relates to it can be sent now, and must find its way without it after a restart.
void SendQueue::learn(const TxnId &txn, const EventId &event)
{
    const QList<TxnId> related = m_lines.learn(txn, event);
    for (const TxnId &each : related) {
        const OutboxItem item = find(each)->item;
        write(each);
        Q_EMIT changed(item);
    }
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
    SendLine &line = *m_lines.line(room);
    const auto delay = std::max(line.backoff.next(jitter()), error.retryAfter);
    line.trouble = error;
    line.pausedUntil = m_clock.elapsed() + delay;
    delete line.timer;
    line.timer = m_clock.after(delay, this, [this, room] {
        m_lines.line(room)->timer.clear();
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
    const QList<RoomId> rooms = m_lines.rooms();
    for (const RoomId &room : rooms)
        Q_EMIT progressed(room);
}

void SendQueue::park(const TxnId &txn, const Error &error)
{
    Entry *entry = find(txn);
    entry->item.state = OutboxItem::State::Failed;
    entry->item.reason = error.text;
    entry->item.reasonCode = error.matrixCode;
    if (entry->item.reasonCode.isEmpty() && error.kind == Error::Kind::TooLarge)
        entry->item.reasonCode = QStringLiteral("M_TOO_LARGE");
    const OutboxItem item = entry->item;
    m_lines.line(item.room)->endTrouble();
    m_store.updateOutbox(item).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "a refused message is not marked on disk:" << status.error().text;
    });
    Q_EMIT changed(item);
}

void SendQueue::onCommitted(const CommittedBatch &batch)
{
    for (const CommittedRoom &committed : batch.rooms) {
        onDelivered(committed.delivered);
        SendLine *line = m_lines.line(committed.room.id);
        if (committed.hasNewSegment && line)
            line->onGap();
    }
    // A piece of a long catch-up proves nothing, nor does one room that was fetched by itself.
    if (!batch.position.isEmpty() && !batch.hasMore) {
        ++m_commits;
        dropHidden();
    }
    if (std::exchange(m_isDisconnected, false))
        m_lines.endCuts();
    resume();
}

// What the server has, but whose echo the sync has left out: it comes with the room's history.
void SendQueue::dropHidden()
{
    const QList<TxnId> hidden = m_lines.onCommit();
    for (const TxnId &txn : hidden) {
        eraseRow(txn, eventOf(txn));
        drop(txn);
    }
}

void SendQueue::onDelivered(const QList<DeliveredItem> &items)
{
    for (const DeliveredItem &delivered : items) {
        const RoomId room = m_lines.roomOf(delivered.txn);
        learn(delivered.txn, delivered.event);
        // What was put back after the echo was committed, but before it was told of, has written its row
        // anew.
        if (const Entry *entry = find(delivered.txn); entry && entry->isWriting)
            eraseRow(delivered.txn, delivered.event);
        drop(delivered.txn);
        sendNext(room);
    }
}

void SendQueue::forget(const RoomId &room)
{
    const QList<OutboxItem> forgotten = items(room);
    for (const OutboxItem &item : forgotten)
        drop(item.txn);
    m_lines.removeRoom(room);
}

void SendQueue::takeOut(const TxnId &txn)
{
    // What held the room up may have been this very message.
    m_lines.line(m_lines.roomOf(txn))->endTrouble();
    eraseRow(txn);
    drop(txn);
}

void SendQueue::eraseRow(const TxnId &txn, const EventId &sentAs)
{
    m_store.removeOutbox(txn, sentAs).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "an old message stays in the outbox on disk:" << status.error().text;
    });
}

void SendQueue::drop(const TxnId &txn)
{
    const RoomId room = m_lines.remove(txn);
    if (room.isEmpty())
        return;
    if (m_lines.isEmpty())
        m_trouble.reset();
    Q_EMIT removed(room, txn);
}

std::optional<OutboxItem> SendQueue::item(const TxnId &txn) const
{
    const Entry *entry = m_lines.find(txn);
    return entry ? std::optional(entry->item) : std::nullopt;
}

bool SendQueue::isSending(const TxnId &txn) const
{
    const SendLine *line = m_lines.line(m_lines.roomOf(txn));
    return line && line->underWay == txn && !line->upload;
}

bool SendQueue::isUploading(const TxnId &txn) const
{
    const SendLine *line = m_lines.line(m_lines.roomOf(txn));
    return line && line->underWay == txn && line->upload;
}

Task<QByteArray> SendQueue::bytesAt(const outboxfile::Place &place, qint64 most)
{
    const Entry *entry = m_lines.find(place.txn);
    if (!entry)
        return Task<QByteArray>::ready(Error::of(Error::Kind::NotFound));
    return m_uploads.bytesOf(entry->item, place.isThumbnail, most);
}

bool SendQueue::isUntried(const TxnId &txn) const
{
    const Entry *entry = m_lines.find(txn);
    return entry && entry->item.state == OutboxItem::State::Waiting && entry->isOnDisk && !entry->isWriting &&
           !entry->isTried;
}

std::optional<Error> SendQueue::holdup(const RoomId &room) const
{
    const SendLine *line = m_lines.line(room);
    if (!line || !line->hasWaiting())
        return std::nullopt;
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

SendQueue::Standing SendQueue::standing(const RoomId &room) const
{
    const SendLine *line = m_lines.line(room);
    if (line && line->hasRefused())
        return Standing::Refused;
    return holdup(room) ? Standing::HeldUp : Standing::Clear;
}

}

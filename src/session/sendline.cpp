// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendline.h"

#include "session/outboxfile.h"

#include <algorithm>

namespace linnet {

namespace {

/// Synapse keeps transaction ids for a day; no server is known to keep them for less than half of one.
constexpr std::chrono::milliseconds ServersMemory = std::chrono::hours(12);

}

SendLine::Entry SendLine::Entry::ofBefore(const OutboxItem &item)
{
    Entry entry;
    entry.item = item;
    entry.isTried = !outboxfile::in(item.content);
    entry.triedAt = item.ts;
    entry.mayLieInGap = entry.isTried;
    return entry;
}

bool SendLine::Entry::mayBeForgotten(qint64 now) const
{
    // To delete something twice is to delete it.
    return isTried && now - triedAt > ServersMemory.count() && !item.isRedaction();
}

Request SendLine::Entry::request(const Requests &requests) const
{
    if (!item.isRedaction())
        return requests.send(item.room, item.type, item.txn, item.content);
    return requests.redact(item.room, EventId(readString(item.content, "redacts")), item.txn,
                           readString(item.content, "reason"));
}

SendLine::Entry *SendLine::find(const TxnId &txn)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry &entry) { return entry.item.txn == txn; });
    return found == entries.end() ? nullptr : &*found;
}

SendLine::Entry *SendLine::next()
{
    const auto found = std::find_if(entries.begin(), entries.end(), [](const Entry &entry) {
        return entry.item.state == OutboxItem::State::Waiting && entry.item.sentAs.isEmpty() &&
               entry.awaits.isEmpty();
    });
    return found == entries.end() ? nullptr : &*found;
}

void SendLine::remove(const TxnId &txn)
{
    entries.removeIf([&](const Entry &entry) { return entry.item.txn == txn; });
    if (underWay == txn)
        endTry();
}

void SendLine::endTry()
{
    underWay = {};
    if (QObject *context = upload) {
        upload.clear();
        delete context;
    }
}

void SendLine::onGap()
{
    for (Entry &entry : entries)
        entry.mayLieInGap = entry.mayLieInGap || entry.isTried;
}

QList<TxnId> SendLine::onCommit()
{
    QList<TxnId> hidden;
    for (Entry &entry : entries) {
        if (!entry.item.sentAs.isEmpty() && ++entry.commitsSinceSent >= CommitsToEcho && entry.mayLieInGap)
            hidden << entry.item.txn;
    }
    return hidden;
}

void SendLine::endTrouble()
{
    trouble.reset();
    backoff.reset();
}

void SendLine::endCut()
{
    if (!trouble || !isCut(*trouble))
        return;
    endTrouble();
    pausedUntil = std::chrono::milliseconds(0);
}

bool SendLine::isCut(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
}

bool SendLine::hasRefused() const
{
    return std::any_of(entries.cbegin(), entries.cend(),
                       [](const Entry &entry) { return entry.item.state == OutboxItem::State::Failed; });
}

bool SendLine::hasWaiting() const
{
    return std::any_of(entries.cbegin(), entries.cend(), [](const Entry &entry) {
        return entry.item.state == OutboxItem::State::Waiting && entry.item.sentAs.isEmpty();
    });
}

}

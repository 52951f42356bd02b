// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendlines.h"

#include "store/unsenttargets.h"

#include <algorithm>

namespace linnet {

void SendLines::add(Entry entry)
{
    const OutboxItem item = entry.item;
    if (!item.sentAs.isEmpty())
        learn(item.txn, item.sentAs);
    const QList<TxnId> targets = unsenttargets::in(item.content);
    for (const TxnId &target : targets) {
        if (const EventId event = eventOf(target); !event.isEmpty())
            entry.item.content = unsenttargets::replaced(entry.item.content, target, event);
        else
            entry.awaits << target;
    }
    m_rooms.insert(item.txn, item.room);
    m_lines[item.room].entries << std::move(entry);
}

RoomId SendLines::remove(const TxnId &txn)
{
    const RoomId room = m_rooms.take(txn);
    if (!room.isEmpty())
        m_lines[room].remove(txn);
    return room;
}

void SendLines::removeRoom(const RoomId &room)
{
    const auto found = m_lines.find(room);
    if (found == m_lines.end())
        return;
    for (const Entry &entry : std::as_const(found->second.entries))
        m_rooms.remove(entry.item.txn);
    delete found->second.timer;
    m_lines.erase(found);
}

SendLines::Entry *SendLines::find(const TxnId &txn)
{
    SendLine *found = line(roomOf(txn));
    return found ? found->find(txn) : nullptr;
}

SendLine *SendLines::line(const RoomId &room)
{
    const auto found = m_lines.find(room);
    return found == m_lines.end() ? nullptr : &found->second;
}

QList<RoomId> SendLines::rooms() const
{
    QList<RoomId> rooms;
    for (const auto &[room, line] : m_lines) {
        if (!line.entries.isEmpty())
            rooms << room;
    }
    return rooms;
}

QList<OutboxItem> SendLines::items(const RoomId &room) const
{
    QList<OutboxItem> result;
    if (const SendLine *found = line(room)) {
        for (const Entry &entry : found->entries)
            result << entry.item;
    }
    return result;
}

QList<OutboxItem> SendLines::unsent() const
{
    QList<OutboxItem> result;
    for (const auto &[room, line] : m_lines) {
        for (const Entry &entry : line.entries) {
            if (entry.item.sentAs.isEmpty())
                result << entry.item;
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const OutboxItem &a, const OutboxItem &b) { return a.ts < b.ts; });
    return result;
}

QList<TxnId> SendLines::onCommit()
{
    QList<TxnId> hidden;
    for (auto &[room, line] : m_lines)
        hidden << line.onCommit();
    return hidden;
}

void SendLines::endCuts()
{
    for (auto &[room, line] : m_lines)
        line.endCut();
}

QList<TxnId> SendLines::learn(const TxnId &txn, const EventId &event)
{
    m_events.insert(txn, event);
    const QList<TxnId> related = waitingFor(txn);
    for (const TxnId &each : related) {
        Entry *entry = find(each);
        entry->awaits.removeAll(txn);
        entry->item.content = unsenttargets::replaced(entry->item.content, txn, event);
    }
    return related;
}

QList<TxnId> SendLines::orphans(const RoomId &room) const
{
    QList<TxnId> result;
    const SendLine *found = line(room);
    if (!found)
        return result;
    for (const Entry &entry : found->entries) {
        const bool isOrphan = std::any_of(entry.awaits.cbegin(), entry.awaits.cend(),
                                          [this](const TxnId &target) { return !m_rooms.contains(target); });
        if (isOrphan && entry.item.state == OutboxItem::State::Waiting)
            result << entry.item.txn;
    }
    return result;
}

bool SendLines::awaitsRefused(const Entry &entry) const
{
    return std::any_of(entry.awaits.cbegin(), entry.awaits.cend(), [this](const TxnId &target) {
        const Entry *found = find(target);
        return found && (found->item.state == OutboxItem::State::Failed || awaitsRefused(*found));
    });
}

QList<TxnId> SendLines::waitingFor(const TxnId &txn) const
{
    QList<TxnId> result;
    for (const auto &[room, line] : m_lines) {
        for (const Entry &entry : line.entries) {
            if (entry.awaits.contains(txn))
                result << entry.item.txn;
        }
    }
    return result;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outboxmodel.h"

#include "matrix/content.h"
#include "matrix/displayname.h"
#include "matrix/pollcontent.h"
#include "matrix/relation.h"
#include "session/roomlist.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype LongestText = 300;

bool isRefused(const OutboxItem &item)
{
    return item.state == OutboxItem::State::Failed;
}

/// What differs while a message waits, is sent or is refused.
QList<int> progressRoles()
{
    return {OutboxModel::StateRole, OutboxModel::ReasonRole, OutboxModel::DetailRole, Qt::AccessibleTextRole};
}

/// What it does that is no message with words of its own.
QString deedOf(const OutboxItem &item)
{
    if (item.isRedaction())
        return OutboxModel::tr("Delete a message");
    const Relation relation = readRelation(item.type, item.content);
    if (relation.kind == Relation::Kind::Reaction)
        return OutboxModel::tr("Reaction: %1")
            .arg(oneLine(relation.shortcode.isEmpty() ? relation.key : relation.shortcode, LongestText));
    if (isPollStart(item.type)) {
        const auto poll = readPoll(item.content);
        return OutboxModel::tr("Poll: %1").arg(poll ? oneLine(poll->question, LongestText) : QString());
    }
    if (isPollResponse(item.type))
        return OutboxModel::tr("Vote in a poll");
    return isPollEnd(item.type) ? OutboxModel::tr("End of a poll") : QString();
}

QString wordsOf(const OutboxItem &item)
{
    if (const QString deed = deedOf(item); !deed.isEmpty())
        return deed;
    const MessageContent content = readMessage(item.content);
    const QString text = oneLine(content.body, LongestText);
    if (outboxfile::isFile(item.content)) {
        const QString name = oneLine(content.fileName, LongestText);
        return text == name ? name : OutboxModel::tr("%1: %2", "a file's name: its caption").arg(name, text);
    }
    return content.msgtype == u"m.emote" ? QString(u"* " % text) : text;
}

}

OutboxModel::OutboxModel(SendQueue &queue, RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_queue(queue), m_rooms(rooms)
{
    const QList<OutboxItem> unsent = queue.unsent();
    for (const OutboxItem &item : unsent) {
        m_rows << Row{item, nameOf(item.room)};
        m_refused += isRefused(item);
    }
    connect(&queue, &SendQueue::changed, this, &OutboxModel::onChanged);
    connect(&queue, &SendQueue::removed, this, [this](const RoomId &, const TxnId &txn) { onRemoved(txn); });
    connect(&queue, &SendQueue::progressed, this,
            [this](const RoomId &room) { touch(room, progressRoles()); });
    connect(&rooms, &RoomList::changed, this, &OutboxModel::onRoomChanged);
}

void OutboxModel::onChanged(const OutboxItem &item)
{
    if (!item.sentAs.isEmpty())
        return onRemoved(item.txn);
    if (const int row = rowOf(item.txn); row >= 0) {
        m_refused += int(isRefused(item)) - int(isRefused(m_rows.at(row).item));
        m_rows[row].item = item;
        touch(item.room, progressRoles()); // what waits for this one may have a reason now, or none any more
        return;
    }
    const auto place = std::upper_bound(m_rows.cbegin(), m_rows.cend(), item.ts,
                                        [](qint64 ts, const Row &row) { return ts < row.item.ts; });
    const int row = int(place - m_rows.cbegin());
    beginInsertRows({}, row, row);
    m_rows.insert(row, {item, nameOf(item.room)});
    m_refused += isRefused(item);
    endInsertRows();
}

void OutboxModel::onRemoved(const TxnId &txn)
{
    const int row = rowOf(txn);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_refused -= isRefused(m_rows.takeAt(row).item);
    endRemoveRows();
}

void OutboxModel::touch(const RoomId &room, const QList<int> &roles)
{
    const auto isHere = [&room](const Row &row) { return row.item.room == room; };
    const auto first = std::find_if(m_rows.cbegin(), m_rows.cend(), isHere);
    if (first == m_rows.cend())
        return;
    const auto last = std::find_if(m_rows.crbegin(), m_rows.crend(), isHere).base() - 1;
    Q_EMIT dataChanged(index(int(first - m_rows.cbegin())), index(int(last - m_rows.cbegin())), roles);
}

void OutboxModel::onRoomChanged(const RoomId &room)
{
    const QString name = nameOf(room);
    bool isNews = false;
    for (Row &row : m_rows) {
        if (row.item.room == room)
            isNews = std::exchange(row.roomName, name) != name || isNews;
    }
    if (isNews)
        touch(room, {RoomNameRole, Qt::AccessibleTextRole});
}

int OutboxModel::rowOf(const TxnId &txn) const
{
    const auto found =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.item.txn == txn; });
    return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
}

QString OutboxModel::nameOf(const RoomId &room) const
{
    const Room *known = m_rooms.find(room);
    return known ? known->name : room.toString();
}

bool OutboxModel::isUnderWay(const TxnId &txn) const
{
    return m_queue.isSending(txn) || m_queue.isUploading(txn);
}

OutboxModel::State OutboxModel::stateOf(const OutboxItem &item) const
{
    if (isRefused(item))
        return State::Refused;
    return isUnderWay(item.txn) ? State::Sending : State::Waiting;
}

std::optional<Error> OutboxModel::reasonOf(const OutboxItem &item) const
{
    if (isRefused(item))
        return SendQueue::refusalOf(item);
    if (isUnderWay(item.txn))
        return std::nullopt;
    return m_queue.holdup(item.txn);
}

ErrorText OutboxModel::reasonWords(const OutboxItem &item) const
{
    const auto reason = reasonOf(item);
    if (!reason)
        return {};
    // The person need not do what the usual words ask for.
    if (reason->kind == Error::Kind::RateLimited)
        return {tr("The server asks to go slower. It is tried again by itself."), {}};
    return ErrorText::of(*reason, ErrorText::During::Sending);
}

QString OutboxModel::accessibleText(const Row &row) const
{
    QString state;
    switch (stateOf(row.item)) {
    case State::Waiting:
        state = tr("waiting");
        break;
    case State::Sending:
        state = tr("being sent");
        break;
    case State::Refused:
        state = tr("not sent");
        break;
    }
    const ErrorText reason = reasonWords(row.item);
    QStringList parts{row.roomName, wordsOf(row.item), state, reason.what, reason.detail};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return wordsOf(row.item);
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case TxnRole:
        return QVariant::fromValue(row.item.txn);
    case RoomIdRole:
        return QVariant::fromValue(row.item.room);
    case RoomNameRole:
        return row.roomName;
    case TimeRole:
        return row.item.ts;
    case StateRole:
        return int(stateOf(row.item));
    case ReasonRole:
        return reasonWords(row.item).what;
    case DetailRole:
        return reasonWords(row.item).detail;
    default:
        return {};
    }
}

QHash<int, QByteArray> OutboxModel::roleNames() const
{
    return {{TxnRole, "txn"},   {RoomIdRole, "roomId"}, {RoomNameRole, "roomName"}, {TextRole, "text"},
            {TimeRole, "time"}, {StateRole, "state"},   {ReasonRole, "reason"},     {DetailRole, "detail"}};
}

}

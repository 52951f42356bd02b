// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinereducer.h"

#include "session/errortext.h"
#include "session/statetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineReducer)
};

QString redactedText(const StoredEvent &stored)
{
    const bool isOther = !stored.redactedBy.isEmpty() && stored.redactedBy != stored.senderName;
    const QString what =
        isOther ? Words::tr("%1 deleted this message").arg(stored.redactedBy) : Words::tr("Message deleted");
    if (stored.redactionReason.isEmpty())
        return what;
    return Words::tr("%1: %2", "what happened: the reason").arg(what, stored.redactionReason);
}

TimelineItem::Kind kindOf(const QString &msgtype)
{
    static const QHash<QString, TimelineItem::Kind> kinds{
        {QStringLiteral("m.emote"), TimelineItem::Kind::Emote},
        {QStringLiteral("m.notice"), TimelineItem::Kind::Notice},
        {QStringLiteral("m.image"), TimelineItem::Kind::Image},
        {QStringLiteral("m.audio"), TimelineItem::Kind::Audio},
        {QStringLiteral("m.video"), TimelineItem::Kind::Video},
        {QStringLiteral("m.file"), TimelineItem::Kind::File},
        {QStringLiteral("m.location"), TimelineItem::Kind::Location},
    };
    return kinds.value(msgtype, TimelineItem::Kind::Text);
}

bool isMedia(TimelineItem::Kind kind)
{
    return kind >= TimelineItem::Kind::Image && kind <= TimelineItem::Kind::Location;
}

/// Rows that may stand under one name line.
int groupClass(TimelineItem::Kind kind)
{
    switch (kind) {
    case TimelineItem::Kind::State:
        return 1;
    case TimelineItem::Kind::Emote:
        return 2;
    default:
        return 0;
    }
}

/// Client-server API, "User and room mentions"; without `m.mentions` the id or its name as a word of the
/// text.
bool isMentioned(const QByteArray &content, const QString &body, const UserId &self)
{
    if (content.contains("m.mentions")) {
        const QJsonValue mentions = QJsonDocument::fromJson(content).object().value(u"m.mentions");
        if (mentions.isObject())
            return mentions.toObject().value(u"user_ids").toArray().contains(QJsonValue(self.toString()));
    }
    if (body.contains(self.toString(), Qt::CaseInsensitive))
        return true;
    const QString name = self.toString().mid(1).section(u':', 0, 0);
    qsizetype at = -1;
    while (!name.isEmpty() && (at = body.indexOf(name, at + 1, Qt::CaseInsensitive)) >= 0) {
        const qsizetype end = at + name.size();
        const bool opens = at == 0 || !body.at(at - 1).isLetterOrNumber();
        const bool closes = end == body.size() || !body.at(end).isLetterOrNumber();
        if (opens && closes)
            return true;
    }
    return false;
}

}

TimelineReducer::TimelineReducer(UserId self, QTimeZone zone)
    : m_self(std::move(self)), m_zone(std::move(zone))
{
}

TimelineDiff TimelineReducer::reset(const HistoryWindow &window, const QList<OutboxItem> &outbox,
                                    const EventId &readMarker)
{
    *this = TimelineReducer(m_self, m_zone);
    m_readMarker = readMarker;
    const QList<StoredEvent> fresh = takeNew(window.events);
    m_items = rowsOf(fresh);
    m_historyCount = int(m_items.size());
    findUnread(fresh, m_items);
    for (const OutboxItem &item : outbox) {
        if (m_echoed.contains(item.txn) || m_known.contains(item.sentAs))
            continue;
        if (auto row = rowOf(item))
            m_items << *row;
    }
    for (int i = 0; i < m_items.size(); ++i)
        setFlags(i);
    return {{TimelineDiff::Reset{m_items}}};
}

TimelineDiff TimelineReducer::prepend(const QList<StoredEvent> &older)
{
    TimelineDiff diff;
    const QList<StoredEvent> fresh = takeNew(older);
    for (const StoredEvent &stored : fresh)
        refreshEdited(m_editTargets.value(stored.event.id), diff);
    const QList<TimelineItem> rows = rowsOf(fresh);
    const QString unreadBefore = m_unreadKey;
    findUnread(fresh, rows);
    m_historyCount += int(rows.size());
    insert(0, rows, diff);
    if (m_unreadKey != unreadBefore)
        refreshFlags(indexOf(m_unreadKey), diff);
    return diff;
}

TimelineDiff TimelineReducer::append(const QList<StoredEvent> &newer)
{
    TimelineDiff diff;
    QList<TimelineItem> pending;
    const auto flush = [&] {
        const int at = m_historyCount;
        m_historyCount += int(pending.size());
        insert(at, std::exchange(pending, {}), diff);
    };
    const QList<StoredEvent> fresh = takeNew(newer);
    for (const StoredEvent &stored : fresh) {
        refreshEdited(m_editTargets.value(stored.event.id), diff);
        const auto row = rowOf(stored);
        const int echo = echoOf(stored.event);
        if (echo >= 0) {
            flush();
            // Flushing has moved it.
            const int at = echoOf(stored.event);
            if (row)
                appendEcho(at, withEdits(*row), diff);
            else
                remove(at, diff);
        } else if (row) {
            pending << withEdits(*row);
        }
        if (!stored.event.transactionId.isEmpty())
            m_echoed.insert(stored.event.transactionId);
    }
    flush();
    return diff;
}

void TimelineReducer::appendEcho(int echo, TimelineItem row, TimelineDiff &diff)
{
    row.key = m_items.at(echo).key;
    if (echo != m_historyCount) {
        remove(echo, diff);
        insert(m_historyCount++, {row}, diff);
        return;
    }
    ++m_historyCount;
    update(echo, row, diff);
}

TimelineDiff TimelineReducer::change(const QList<StoredEvent> &events)
{
    TimelineDiff diff;
    for (const StoredEvent &stored : events) {
        if (stored.event.isRedacted && m_editTargets.contains(stored.event.id)) {
            dropEdit(stored.event.id, diff);
            continue;
        }
        const int at = historyRowOf(stored.event.id);
        if (at < 0)
            continue;
        m_originals.remove(stored.event.id);
        if (auto row = rowOf(stored)) {
            *row = withEdits(*row);
            row->key = m_items.at(at).key;
            update(at, *row, diff);
        } else {
            --m_historyCount;
            remove(at, diff);
        }
    }
    return diff;
}

TimelineDiff TimelineReducer::putOutbox(const OutboxItem &item)
{
    TimelineDiff diff;
    if (m_echoed.contains(item.txn) || m_known.contains(item.sentAs))
        return removeOutbox(item.txn);
    const auto row = rowOf(item);
    if (!row)
        return diff;
    const int at = outboxRowOf(item.txn);
    if (at < 0)
        insert(int(m_items.size()), {*row}, diff);
    else
        update(at, *row, diff);
    return diff;
}

TimelineDiff TimelineReducer::removeOutbox(const TxnId &txn)
{
    TimelineDiff diff;
    if (const int at = outboxRowOf(txn); at >= 0)
        remove(at, diff);
    return diff;
}

int TimelineReducer::indexOf(const QString &key) const
{
    for (int i = int(m_items.size()) - 1; i >= 0; --i) {
        if (m_items.at(i).key == key)
            return i;
    }
    return -1;
}

// Which of a page's events are new here; their edits are known afterwards.
QList<StoredEvent> TimelineReducer::takeNew(const QList<StoredEvent> &page)
{
    QList<StoredEvent> fresh;
    for (const StoredEvent &stored : page) {
        if (m_known.contains(stored.event.id))
            continue;
        m_known.insert(stored.event.id);
        takeEdit(stored.event);
        fresh << stored;
    }
    return fresh;
}

QList<TimelineItem> TimelineReducer::rowsOf(const QList<StoredEvent> &page)
{
    QList<TimelineItem> rows;
    for (const StoredEvent &stored : page) {
        if (!stored.event.transactionId.isEmpty())
            m_echoed.insert(stored.event.transactionId);
        if (auto row = rowOf(stored))
            rows << withEdits(*row);
    }
    return rows;
}

std::optional<TimelineItem> TimelineReducer::rowOf(const StoredEvent &stored) const
{
    const Event &event = stored.event;
    if (m_editTargets.contains(event.id))
        return {};
    TimelineItem row;
    row.key = event.id.toString();
    row.event = event.id;
    row.sender = event.sender;
    row.senderName = stored.senderName.isEmpty() ? event.sender.toString() : stored.senderName;
    row.senderAvatar = stored.senderAvatar;
    row.ts = event.ts;
    row.type = event.type;
    row.isOwn = event.sender == m_self;
    if (event.isState()) {
        row.kind = TimelineItem::Kind::State;
        row.text = StateText::of(event, row.senderName, stored.targetName);
        return row.text.isEmpty() ? std::nullopt : std::optional(row);
    }
    const bool isEncrypted = event.type == QLatin1String("m.room.encrypted");
    const bool isMessage =
        event.type == QLatin1String("m.room.message") || event.type == QLatin1String("m.sticker");
    if (!isEncrypted && !isMessage)
        return {};
    if (event.isRedacted) {
        row.kind = TimelineItem::Kind::Redacted;
        row.text = redactedText(stored);
    } else if (isEncrypted) {
        row.kind = TimelineItem::Kind::Encrypted;
        row.text = Words::tr("Encrypted message: this version of Linnet cannot read it yet");
    } else {
        showMessage(row, event.content);
    }
    return row;
}

std::optional<TimelineItem> TimelineReducer::rowOf(const OutboxItem &item) const
{
    if (item.type != QLatin1String("m.room.message"))
        return {};
    TimelineItem row;
    row.key = item.txn.toString();
    row.event = item.sentAs;
    row.sender = m_self;
    row.senderName = m_self.toString();
    const auto own = std::find_if(m_items.crbegin(), m_items.crend(),
                                  [](const TimelineItem &other) { return other.isOwn; });
    if (own != m_items.crend()) {
        row.senderName = own->senderName;
        row.senderAvatar = own->senderAvatar;
    }
    row.ts = item.ts;
    row.type = item.type;
    row.isOwn = true;
    showMessage(row, item.content);
    if (item.state == OutboxItem::State::Failed) {
        row.state = TimelineItem::State::Failed;
        const Error error{Error::Kind::Server, item.reasonCode, 0, item.reason, {}};
        row.reason = ErrorText::of(error, ErrorText::During::Sending).what;
    } else if (item.sentAs.isEmpty()) {
        row.state = TimelineItem::State::Sending;
    }
    return row;
}

void TimelineReducer::showMessage(TimelineItem &row, const QByteArray &content) const
{
    const MessageContent message = readMessage(content);
    row.kind = row.type == QLatin1String("m.sticker") ? TimelineItem::Kind::Image : kindOf(message.msgtype);
    row.text = message.body;
    if (row.text.isEmpty() && !isMedia(row.kind))
        row.text = Words::tr("(empty message)");
    row.media = isMedia(row.kind) ? message : MessageContent();
    row.isMention =
        !row.isOwn && row.kind != TimelineItem::Kind::Notice && isMentioned(content, message.body, m_self);
}

bool TimelineReducer::takeEdit(const Event &event)
{
    if (event.isState() || event.isRedacted || !event.content.contains("m.replace"))
        return false;
    const QJsonObject content = QJsonDocument::fromJson(event.content).object();
    const QJsonObject relation = content.value(u"m.relates_to").toObject();
    const EventId target(relation.value(u"event_id").toString());
    if (relation.value(u"rel_type").toString() != QLatin1String("m.replace") || target.isEmpty())
        return false;
    m_editTargets.insert(event.id, target);
    const QJsonValue text = content.value(u"m.new_content");
    if (text.isObject())
        m_edits[target] << Edit{event.id, event.sender, event.ts,
                                QJsonDocument(text.toObject()).toJson(QJsonDocument::Compact)};
    return true;
}

void TimelineReducer::dropEdit(const EventId &edit, TimelineDiff &diff)
{
    const EventId target = m_editTargets.value(edit);
    m_edits[target].removeIf([&](const Edit &other) { return other.id == edit; });
    refreshEdited(target, diff);
}

// `row` as it is without any edit.
TimelineItem TimelineReducer::withEdits(TimelineItem row)
{
    const auto edits = m_edits.constFind(row.event);
    if (edits == m_edits.constEnd() || row.type != QLatin1String("m.room.message") ||
        row.kind == TimelineItem::Kind::Redacted)
        return row;
    m_originals.insert(row.event, row);
    const Edit *newest = nullptr;
    for (const Edit &edit : *edits) {
        const bool isNewer =
            !newest || edit.ts > newest->ts || (edit.ts == newest->ts && newest->id < edit.id);
        if (edit.sender == row.sender && isNewer)
            newest = &edit;
    }
    if (newest)
        showMessage(row, newest->content);
    return row;
}

void TimelineReducer::refreshEdited(const EventId &target, TimelineDiff &diff)
{
    const int at = target.isEmpty() ? -1 : historyRowOf(target);
    if (at < 0)
        return;
    TimelineItem row = m_originals.value(target, m_items.at(at));
    row.key = m_items.at(at).key;
    update(at, withEdits(row), diff);
}

// The line "new messages" belongs to when the room was opened, so it is looked for only until the page with
// the read marker is there, and it never moves afterwards.
void TimelineReducer::findUnread(const QList<StoredEvent> &page, const QList<TimelineItem> &rows)
{
    if (m_isUnreadFound || m_readMarker.isEmpty())
        return;
    qsizetype next = 0;
    for (const StoredEvent &stored : page) {
        const bool isRow = next < rows.size() && rows.at(next).event == stored.event.id;
        if (isRow && m_isUnreadFound && !rows.at(next).isOwn) {
            m_unreadKey = rows.at(next).key;
            return;
        }
        next += isRow ? 1 : 0;
        m_isUnreadFound = m_isUnreadFound || stored.event.id == m_readMarker;
    }
    if (!m_isUnreadFound)
        return;
    const auto end = m_items.cbegin() + m_historyCount;
    const auto other =
        std::find_if(m_items.cbegin(), end, [](const TimelineItem &row) { return !row.isOwn; });
    // At reset the rows of the page are the items, and there is nothing behind them.
    if (other != end && (rows.isEmpty() || rows.constFirst().key != m_items.constFirst().key))
        m_unreadKey = other->key;
}

int TimelineReducer::echoOf(const Event &event) const
{
    for (int i = m_historyCount; i < m_items.size(); ++i) {
        const TimelineItem &row = m_items.at(i);
        if (row.event == event.id ||
            (!event.transactionId.isEmpty() && row.key == event.transactionId.toString()))
            return i;
    }
    return -1;
}

int TimelineReducer::outboxRowOf(const TxnId &txn) const
{
    for (int i = m_historyCount; i < m_items.size(); ++i) {
        if (m_items.at(i).key == txn.toString())
            return i;
    }
    return -1;
}

int TimelineReducer::historyRowOf(const EventId &event) const
{
    for (int i = m_historyCount - 1; i >= 0; --i) {
        if (m_items.at(i).event == event)
            return i;
    }
    return -1;
}

void TimelineReducer::insert(int at, const QList<TimelineItem> &rows, TimelineDiff &diff)
{
    if (rows.isEmpty())
        return;
    m_items.insert(at, rows.size(), TimelineItem());
    std::copy(rows.cbegin(), rows.cend(), m_items.begin() + at);
    const int end = at + int(rows.size());
    for (int i = at; i < end; ++i)
        setFlags(i);
    diff.steps << TimelineDiff::Insert{at, m_items.mid(at, rows.size())};
    refreshFlags(end, diff);
}

void TimelineReducer::remove(int at, TimelineDiff &diff)
{
    m_items.removeAt(at);
    diff.steps << TimelineDiff::Remove{at, 1};
    refreshFlags(at, diff);
}

void TimelineReducer::update(int at, TimelineItem row, TimelineDiff &diff)
{
    std::swap(m_items[at], row);
    setFlags(at);
    if (!(m_items.at(at) == row))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
    refreshFlags(at + 1, diff);
}

void TimelineReducer::refreshFlags(int at, TimelineDiff &diff)
{
    if (at < 0 || at >= m_items.size())
        return;
    const TimelineItem before = m_items.at(at);
    setFlags(at);
    if (!(m_items.at(at) == before))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
}

void TimelineReducer::setFlags(int at)
{
    TimelineItem &row = m_items[at];
    row.startsUnread = !m_unreadKey.isEmpty() && row.key == m_unreadKey;
    if (at == 0) {
        row.startsDay = true;
        row.startsGroup = true;
        return;
    }
    const TimelineItem &above = m_items.at(at - 1);
    const auto day = [this](qint64 ts) { return QDateTime::fromMSecsSinceEpoch(ts, m_zone).date(); };
    row.startsDay = day(row.ts) != day(above.ts);
    row.startsGroup = row.startsDay || row.startsUnread || row.sender != above.sender ||
                      groupClass(row.kind) != groupClass(above.kind) ||
                      std::abs(row.ts - above.ts) > GroupTime;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinerows.h"

#include "bridge/coveredtext.h"
#include "matrix/displayname.h"
#include "matrix/messagetext.h"
#include "matrix/pollcontent.h"
#include "matrix/relation.h"
#include "matrix/verificationevent.h"
#include "session/encryptiontext.h"
#include "session/errortext.h"
#include "session/relations.h"
#include "session/runtext.h"
#include "session/sendqueue.h"
#include "session/statetext.h"
#include "session/verificationtext.h"
#include "store/mention.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

constexpr int LongestLine = 500;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineRows)
};

constexpr qsizetype LongestReason = 300;

QString redactedText(const QString &senderName, const QString &by, const QString &reason)
{
    const QString what = !by.isEmpty() && by != senderName
                             ? Words::tr("%1 deleted this message").arg(isolated(by))
                             : Words::tr("Message deleted");
    const QString why = shortened(cleanName(reason), LongestReason);
    if (why.isEmpty())
        return what;
    return Words::tr("%1: %2", "what happened: the reason").arg(what, isolated(why));
}

/// In plain words, and the server's own behind them.
QString reasonOf(const Error &error)
{
    const ErrorText text = ErrorText::of(error, ErrorText::During::Sending);
    return text.detail.isEmpty() ? text.what : Words::tr("%1 (%2)").arg(text.what, text.detail);
}

/// The HTML of a message as it came; empty: it has none.
QString htmlOf(const QByteArray &content)
{
    if (!content.contains("formatted_body") ||
        readString(content, "format") != QLatin1String("org.matrix.custom.html"))
        return {};
    return readString(content, "formatted_body");
}

bool isMessage(const QString &type)
{
    return type == QLatin1String("m.room.message") || type == QLatin1String("m.sticker") || isPollStart(type);
}

QString lineOf(const TimelineItem &row)
{
    const bool isFile = !row.media->fileName.isEmpty();
    return oneLine(isFile ? row.media->fileName : coveredText(row.text, row.html), LongestLine);
}

/// The event of a row knows where it belongs.
void showRelation(TimelineItem &row, const Relation &relation)
{
    if (relation.kind == Relation::Kind::Thread)
        row.threadRoot = relation.target;
    row.isStray = relation.kind == Relation::Kind::Stray;
    if (relation.replyTo.isEmpty())
        return;
    RepliedTo reply;
    reply.event = relation.replyTo;
    row.reply = std::make_shared<const RepliedTo>(reply);
}

std::shared_ptr<const MemberChange> memberChange(const StoredEvent &stored)
{
    if (stored.event.type != QLatin1String("m.room.member"))
        return nullptr;
    const QString user = stored.event.stateKey.value_or(QString());
    return std::make_shared<const MemberChange>(
        MemberChange{MemberChange::kindOf(stored.event), UserId(user),
                     stored.targetName.isEmpty() ? user : stored.targetName});
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

}

void TimelineRows::setOwnName(const QString &name, const QString &avatar)
{
    m_ownName = name;
    m_ownAvatar = avatar;
}

std::optional<TimelineItem> TimelineRows::of(const StoredEvent &stored) const
{
    const Event &event = stored.event;
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
        row.member = memberChange(stored);
        if (event.type == QLatin1String("m.room.create"))
            row.goesOnFrom = readPredecessor(event.content);
        return row.text.isEmpty() ? std::nullopt : std::optional(row);
    }
    const bool isEncrypted = event.type == QLatin1String("m.room.encrypted");
    if (!isEncrypted && !isMessage(event.type))
        return {};
    showRelation(row, readRelation(event));
    row.encryption = event.encryption.state;
    if (event.isRedacted) {
        row.kind = TimelineItem::Kind::Redacted;
        row.text = redactedText(stored.senderName, stored.redactedBy, stored.redactionReason);
    } else if (isEncrypted) {
        row.kind = TimelineItem::Kind::Encrypted;
        row.text = whyUnreadable(row);
    } else if (VerificationEvent::isRequest(event.type, event.content)) {
        showVerification(row, event.content);
    } else {
        showContent(row, event.content);
        row.isInClear = event.encryption.state == Encryption::State::Plain && m_encryptedSince &&
                        event.ts >= *m_encryptedSince;
    }
    return row;
}

QString TimelineRows::whyUnreadable(const TimelineItem &row) const
{
    return EncryptionText::unreadable(row.encryption, m_keyOutlook.hope(row.ts));
}

/// A request to verify is no message: it stands there as what happened in the room does.
void TimelineRows::showVerification(TimelineItem &row, const QByteArray &content) const
{
    row.kind = TimelineItem::Kind::State;
    row.reply.reset();
    const UserId asked(readString(content, "to"));
    row.text = VerificationText::asked(row.isOwn, asked == m_self, StateText::inSentence(row.senderName));
}

std::optional<TimelineItem> TimelineRows::rowIn(const HistoryWindow &window, const EventId &event) const
{
    EventId original = event;
    for (const StoredEvent &other : window.related.relations) {
        if (const Relation relation = readRelation(other.event);
            other.event.id == event && relation.kind == Relation::Kind::Edit)
            original = relation.target;
    }
    const auto stored = std::find_if(window.events.cbegin(), window.events.cend(),
                                     [&](const StoredEvent &one) { return one.event.id == original; });
    auto row = stored == window.events.cend() ? std::nullopt : of(*stored);
    if (!row)
        return row;
    Relations relations(m_self);
    for (const StoredEvent &other : window.related.relations)
        relations.take(other);
    relations.fold(*row, *this);
    return row;
}

std::optional<TimelineItem> TimelineRows::of(const OutboxItem &item) const
{
    const Relation relation = readRelation(item.type, item.content);
    const bool isEdit = relation.kind == Relation::Kind::Edit;
    if (!isMessage(item.type) || (isEdit && item.state != OutboxItem::State::Failed))
        return {};
    TimelineItem row;
    row.key = item.txn.toString();
    row.event = item.sentAs;
    row.sender = m_self;
    row.senderName = m_ownName.isEmpty() ? m_self.toString() : m_ownName;
    row.senderAvatar = m_ownAvatar;
    row.ts = item.ts;
    row.type = item.type;
    row.isOwn = true;
    showRelation(row, relation);
    showContent(row, isEdit ? relation.newContent : item.content);
    if (item.state == OutboxItem::State::Failed) {
        row.state = TimelineItem::State::Failed;
        row.reason = reasonOf(SendQueue::refusalOf(item));
    } else if (item.sentAs.isEmpty()) {
        row.state = TimelineItem::State::Sending;
    }
    if (const auto waiting = outboxfile::in(item.content))
        showWaiting(row, item.txn, *waiting);
    return row;
}

TimelineItem TimelineRows::deleted(const TimelineItem &row, const DeletedElsewhere &how)
{
    TimelineItem gone;
    gone.key = row.key;
    gone.event = row.event;
    gone.sender = row.sender;
    gone.senderName = row.senderName;
    gone.senderAvatar = row.senderAvatar;
    gone.ts = row.ts;
    gone.kind = TimelineItem::Kind::Redacted;
    gone.type = row.type;
    gone.text = redactedText(row.senderName, how.by, how.reason);
    gone.isOwn = row.isOwn;
    gone.threadRoot = row.threadRoot;
    return gone;
}

TimelineItem TimelineRows::hidden(const TimelineItem &row)
{
    TimelineItem line;
    line.key = row.key;
    line.event = row.event;
    line.sender = row.sender;
    line.senderName = row.senderName;
    line.ts = row.ts;
    line.kind = TimelineItem::Kind::Notice;
    line.type = row.type;
    line.text = RunText::hidden();
    line.threadRoot = row.threadRoot;
    return line;
}

void TimelineRows::showContent(TimelineItem &row, const QByteArray &content) const
{
    if (isPollStart(row.type))
        showPoll(row, content);
    else
        showMessage(row, content);
}

void TimelineRows::showWaiting(TimelineItem &row, const TxnId &txn, const outboxfile::Waiting &waiting)
{
    if (row.media->url.isEmpty())
        row.media.edit().url = outboxfile::addressOf(txn, false);
    if (!waiting.thumbnailType.isEmpty())
        row.media.edit().thumbnailUrl = outboxfile::addressOf(txn, true);
    if (row.state == TimelineItem::State::Sending)
        row.uploaded = waiting.isThumbnail ? 100 : 0;
}

void TimelineRows::showPoll(TimelineItem &row, const QByteArray &content) const
{
    row.kind = TimelineItem::Kind::Poll;
    const PollContent asked = readPoll(content).value_or(PollContent());
    auto poll = std::make_shared<Poll>();
    poll->question = asked.question;
    poll->maxSelections = asked.maxSelections;
    poll->isDisclosed = asked.isDisclosed;
    for (const PollContent::Answer &answer : asked.answers)
        poll->answers.append({answer.id, answer.text, 0, false});
    row.poll = poll;
    row.text = asked.question.trimmed().isEmpty() ? Words::tr("(empty message)") : asked.question;
}

void TimelineRows::showMessage(TimelineItem &row, const QByteArray &content) const
{
    const MessageContent message = readMessage(content);
    row.kind = row.type == QLatin1String("m.sticker") ? TimelineItem::Kind::Image : kindOf(message.msgtype);
    row.text = row.reply ? withoutQuotation(message.body) : message.body;
    row.html = row.reply ? withoutQuotedHtml(htmlOf(content)) : htmlOf(content);
    if (row.text.trimmed().isEmpty() && !isMedia(row.kind))
        row.text = Words::tr("(empty message)");
    row.media = isMedia(row.kind) ? ItemMedia(message) : ItemMedia();
    if (row.isOwn)
        row.mentions = readMentions(content);
    // Few may mention all, so the content of most is read once.
    const auto isForAll = [&] {
        return m_powers.powerOf(row.sender) >= m_powers.notifyRoom && isRoomMentioned(content);
    };
    row.isMention = !row.isOwn && row.kind != TimelineItem::Kind::Notice &&
                    (isMentioned(content, m_self, m_ownName, m_areNamesMentions) || isForAll());
}

std::shared_ptr<const RepliedTo> TimelineRows::quote(const TimelineItem &row)
{
    auto reply = std::make_shared<RepliedTo>();
    reply->event = nameOf(row);
    reply->isKnown = true;
    reply->isRedacted = row.kind == TimelineItem::Kind::Redacted;
    reply->sender = row.sender;
    reply->senderName = row.senderName;
    if (!reply->isRedacted)
        reply->text = lineOf(row);
    return reply;
}

std::shared_ptr<const ThreadSummary> TimelineRows::summary(const StoredThread &thread) const
{
    if (thread.count == 0)
        return nullptr;
    auto summary = std::make_shared<ThreadSummary>();
    summary->count = thread.count;
    summary->sender = thread.newest.event.sender;
    summary->senderName = thread.newest.senderName;
    summary->ts = thread.newest.event.ts;
    summary->unread = thread.unread;
    summary->isHighlight = thread.isHighlight;
    if (const auto row = of(thread.newest))
        summary->text = lineOf(*row);
    return summary;
}

EventId TimelineRows::nameOf(const TimelineItem &row)
{
    return row.event.isEmpty() ? EventId(row.key) : row.event;
}

}

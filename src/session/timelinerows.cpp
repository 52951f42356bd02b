// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinerows.h"

#include "session/errortext.h"
#include "session/sendqueue.h"
#include "session/statetext.h"
#include "store/mention.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineRows)
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

/// In plain words, and the server's own behind them.
QString reasonOf(const Error &error)
{
    const ErrorText text = ErrorText::of(error, ErrorText::During::Sending);
    return text.detail.isEmpty() ? text.what : Words::tr("%1 (%2)").arg(text.what, text.detail);
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

std::optional<TimelineItem> TimelineRows::of(const OutboxItem &item) const
{
    if (item.type != QLatin1String("m.room.message"))
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
    showMessage(row, item.content);
    if (item.state == OutboxItem::State::Failed) {
        row.state = TimelineItem::State::Failed;
        row.reason = reasonOf(SendQueue::refusalOf(item));
    } else if (item.sentAs.isEmpty()) {
        row.state = TimelineItem::State::Sending;
    }
    return row;
}

void TimelineRows::showMessage(TimelineItem &row, const QByteArray &content) const
{
    const MessageContent message = readMessage(content);
    row.kind = row.type == QLatin1String("m.sticker") ? TimelineItem::Kind::Image : kindOf(message.msgtype);
    row.text = message.body;
    if (row.text.trimmed().isEmpty() && !isMedia(row.kind))
        row.text = Words::tr("(empty message)");
    row.media = isMedia(row.kind) ? message : MessageContent();
    if (row.isOwn)
        row.mentions = readMentions(content);
    row.isMention =
        !row.isOwn && row.kind != TimelineItem::Kind::Notice && isMentioned(content, m_self, m_ownName);
}

}

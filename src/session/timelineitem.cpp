// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelineitem.h"

#include <tuple>

namespace linnet {

namespace {

auto parts(const MessageContent &media)
{
    return std::tie(media.msgtype, media.body, media.url, media.fileName, media.mimeType, media.size,
                    media.width, media.height, media.durationMs, media.thumbnailUrl, media.blurhash,
                    media.geoUri, media.isVoice, media.waveform);
}

auto parts(const TimelineItem &item)
{
    return std::tie(item.key, item.event, item.sender, item.senderName, item.senderAvatar, item.ts, item.kind,
                    item.type, item.encryption, item.isInClear, item.isKeyAwaited, item.text, item.state,
                    item.reason, item.isOwn, item.isMention, item.startsGroup, item.startsDay,
                    item.startsUnread, item.readers, item.html, item.isEdited, item.editedTs, item.threadRoot,
                    item.isStray, item.reactions, item.mentions.users, item.mentions.isRoom, item.uploaded,
                    item.runSize, item.isRunOpen, item.isInRun, item.goesOnFrom, item.isCover);
}

template <typename T>
bool isSame(const std::shared_ptr<const T> &a, const std::shared_ptr<const T> &b)
{
    return a == b || (a && b && *a == *b);
}

}

const MessageContent &ItemMedia::operator*() const
{
    static const MessageContent nothing;
    return m_content ? *m_content : nothing;
}

MessageContent &ItemMedia::edit()
{
    if (!m_content || m_content.use_count() > 1)
        m_content = std::make_shared<MessageContent>(**this);
    return *m_content;
}

bool operator==(const ItemMedia &a, const ItemMedia &b)
{
    return a.m_content == b.m_content || parts(*a) == parts(*b);
}

QString TimelineItem::caption() const
{
    if (kind == Kind::Location || media->fileName.isEmpty() || text == media->fileName)
        return {};
    return text;
}

bool operator==(const TimelineItem &a, const TimelineItem &b)
{
    return parts(a) == parts(b) && a.media == b.media && isSame(a.reply, b.reply) &&
           isSame(a.thread, b.thread) && isSame(a.poll, b.poll) && isSame(a.member, b.member);
}

}

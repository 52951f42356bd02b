// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/memberchange.h"
#include "store/mention.h"
#include "store/records.h"

#include <QList>
#include <QMetaType>
#include <QStringList>

#include <memory>
#include <variant>

namespace linnet {

/// What a reply answers (client-server API, "Rich replies").
struct RepliedTo
{
    EventId event;
    bool isKnown = false; ///< all below is known; else the event is not stored here
    bool isRedacted = false;
    UserId sender;
    QString senderName;
    QString text; ///< its words in one line, without formatting; of media the file's name

    friend bool operator==(const RepliedTo &, const RepliedTo &) = default;
};

/// All who reacted to an event with one key (client-server API, "Event annotations and reactions").
struct Reaction
{
    QString key;       ///< an emoji, other text, or the `mxc://…` of a custom emoji
    QString shortcode; ///< ":name:" of a custom emoji; may be empty
    int count = 0;     ///< each sender counts once
    QStringList names; ///< of the first senders, at most 20, oneself not among them
    EventId own;       ///< one's own; empty: none
    QString ownKey;    ///< of one's own that is being sent: its transaction id

    bool isOwn() const { return !own.isEmpty() || !ownKey.isEmpty(); }
    friend bool operator==(const Reaction &, const Reaction &) = default;
};

/// What a thread's root says of the thread (client-server API, "Threading").
struct ThreadSummary
{
    int count = 0; ///< messages in it, the root not counted
    UserId sender; ///< of the newest
    QString senderName;
    QString text; ///< the newest in one line
    qint64 ts = 0;
    int unread = 0;
    bool isHighlight = false; ///< some of these name the reader

    friend bool operator==(const ThreadSummary &, const ThreadSummary &) = default;
};

/// A poll and its votes so far (MSC3381).
struct Poll
{
    struct Answer
    {
        QString id;
        QString text;
        int votes = 0;
        bool isOwn = false; ///< one has voted for it
        friend bool operator==(const Answer &, const Answer &) = default;
    };
    QString question;
    QList<Answer> answers; ///< at most 20
    int maxSelections = 1;
    int voters = 0;
    bool isDisclosed = true; ///< votes are shown before the end
    bool isEnded = false;

    friend bool operator==(const Poll &, const Poll &) = default;
};

/// What a message carries. Most carry nothing, and it takes no room then; copies share it.
class ItemMedia
{
public:
    ItemMedia() = default;
    ItemMedia(const MessageContent &content) : m_content(std::make_shared<MessageContent>(content)) {}

    const MessageContent &operator*() const;
    const MessageContent *operator->() const { return &**this; }
    MessageContent &edit(); ///< of this one alone

    friend bool operator==(const ItemMedia &a, const ItemMedia &b);

private:
    std::shared_ptr<MessageContent> m_content; ///< null: empty
};

/// One row of a timeline. A value; everything a delegate paints is here.
struct TimelineItem
{
    enum class Kind {
        Text,
        Emote,
        Notice,
        Image,
        Audio,
        Video,
        File,
        Location,
        Poll,
        State,
        Redacted,
        Encrypted
    };
    enum class State { Sent, Sending, Failed };

    QString key;   ///< for life: the transaction id of what we sent, else the event id
    EventId event; ///< empty until the server gave one
    UserId sender;
    QString senderName;
    QString senderAvatar; ///< mxc or empty
    qint64 ts = 0;        ///< ms
    Kind kind = Kind::Text;
    QString type;    ///< the event's
    QString text;    ///< body, or a state line in words ("Alice invited Bob")
    QString html;    ///< `formatted_body` of org.matrix.custom.html as it came; MessageHtml reads it
    ItemMedia media; ///< of Image, Audio, Video, File, Location; empty else
    State state = State::Sent;
    Encryption::State encryption = Encryption::State::Plain; ///< how it came
    bool isInClear = false;    ///< it came in clear, and the room was encrypted by then
    bool isKeyAwaited = false; ///< it has just come, its key may be right behind it
    QString reason;            ///< of Failed, in human words
    int uploaded = -1;         ///< percent of a file that is on its way; negative: no file is
    bool isOwn = false;
    bool isMention = false;
    Mentions mentions;         ///< of one's own message: whom it is meant for
    bool startsGroup = true;   ///< another sender, day or kind than the row above, or more than 5 minutes
    bool startsDay = false;    ///< first row of a day in local time
    bool startsUnread = false; ///< the line "new messages" stands above it
    QList<RoomReader> readers; ///< others who have read up to here and no further; the last to do so first

    bool isEdited = false;
    qint64 editedTs = 0;       ///< of the newest edit, ms
    EventId threadRoot;        ///< of a message in a thread
    bool isStray = false;      ///< it names a thread that cannot be, so none can begin at it either
    QList<Reaction> reactions; ///< the most frequent first, then in the order in which they came
    std::shared_ptr<const RepliedTo> reply;      ///< null: it is no reply
    std::shared_ptr<const ThreadSummary> thread; ///< null: nothing is known to answer it in a thread
    std::shared_ptr<const linnet::Poll> poll;    ///< of Kind::Poll

    // Of state lines
    RoomId goesOnFrom; ///< of the room's first event: the room that this one goes on from; mostly empty
    std::shared_ptr<const MemberChange> member; ///< null: it says nothing of memberships
    int runSize = 0;        ///< how many lines this one stands for; 0: it is one of its own
    bool isRunOpen = false; ///< they follow it
    bool isInRun = false;   ///< it follows the line that stands for it too
    bool isCover = false;   ///< it stands for one message that is hidden, and opens as a run does

    /// Whether somebody else said something.
    bool isNews() const { return !isOwn && kind != Kind::State; }
    /// What was written beside a file, if it is more than its name.
    QString caption() const;

    friend bool operator==(const TimelineItem &a, const TimelineItem &b);
};

/// How rows changed, in order; indexes are those after the steps before it.
struct TimelineDiff
{
    struct Reset
    {
        QList<TimelineItem> items;
    };
    struct Insert
    {
        int at;
        QList<TimelineItem> items;
    };
    struct Remove
    {
        int at;
        int count;
    };
    struct Update
    {
        int at;
        TimelineItem item;
    };
    QList<std::variant<Reset, Insert, Remove, Update>> steps;
    bool isEmpty() const { return steps.isEmpty(); }
};

}
Q_DECLARE_METATYPE(linnet::TimelineItem)
Q_DECLARE_METATYPE(linnet::TimelineDiff)

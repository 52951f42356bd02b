// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/keyoutlook.h"
#include "session/outboxfile.h"
#include "session/timelineitem.h"

#include <optional>
#include <utility>

namespace linnet {

/// What one event or one unsent item looks like as a row of its own, before edits, groups and days. Pure.
class TimelineRows
{
public:
    explicit TimelineRows(UserId self) : m_self(std::move(self)) {}
    /// What one is called in the room, for unsent items and mentions.
    void setOwnName(const QString &name, const QString &avatar);
    void setPowers(const PowerLevels &powers) { m_powers = powers; } ///< who may mention all of the room
    void setNamesMention(bool doMention) { m_areNamesMentions = doMention; } ///< see isMentioned()

    /// Since when the room is encrypted (ms): what comes in clear after that is worth a word.
    void setEncryptedSince(std::optional<qint64> ts) { m_encryptedSince = ts; }
    /// For the words of what has no key. True if it is another than before.
    bool setKeyOutlook(const KeyOutlook &outlook)
    {
        return !(std::exchange(m_keyOutlook, outlook) == outlook);
    }
    /// The words of a row that cannot be read.
    QString whyUnreadable(const TimelineItem &row) const;

    /// Nothing for what is no row: reactions, redactions, state without words. What a reply answers is not
    /// known yet.
    std::optional<TimelineItem> of(const StoredEvent &stored) const;
    /// The same; an edit is one only if it was refused.
    std::optional<TimelineItem> of(const OutboxItem &item) const;
    /// The row of one event of a window, or of what it edits, with what relates to it.
    std::optional<TimelineItem> rowIn(const HistoryWindow &window, const EventId &event) const;
    /// What becomes of the row of a message that is deleted.
    static TimelineItem deleted(const TimelineItem &row, const DeletedElsewhere &how);
    /// What stands in the place of a message of somebody who is hidden.
    static TimelineItem hidden(const TimelineItem &row);
    /// Puts the content of a message or a poll into its row.
    void showContent(TimelineItem &row, const QByteArray &content) const;

    /// What others say of the row of an event when they answer it, or head its thread with it.
    static std::shared_ptr<const RepliedTo> quote(const TimelineItem &row);
    std::shared_ptr<const ThreadSummary> summary(const StoredThread &thread) const; ///< null: it is empty
    /// What relates to the row names it so: by its event, or as long as it has none by its key.
    static EventId nameOf(const TimelineItem &row);

private:
    void showMessage(TimelineItem &row, const QByteArray &content) const;
    static void showWaiting(TimelineItem &row, const TxnId &txn, const outboxfile::Waiting &waiting);
    void showPoll(TimelineItem &row, const QByteArray &content) const;
    void showVerification(TimelineItem &row, const QByteArray &content) const;

    UserId m_self;
    QString m_ownName;
    PowerLevels m_powers;
    QString m_ownAvatar;
    bool m_areNamesMentions = false;
    std::optional<qint64> m_encryptedSince;
    KeyOutlook m_keyOutlook;
};

}

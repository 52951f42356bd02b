// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <optional>

namespace linnet {

/// What one event or one unsent item looks like as a row of its own, before edits, groups and days. Pure.
class TimelineRows
{
public:
    explicit TimelineRows(UserId self) : m_self(std::move(self)) {}
    /// What one is called in the room, for unsent items and mentions.
    void setOwnName(const QString &name, const QString &avatar);

    /// Nothing for what is no row: reactions, redactions, state without words.
    std::optional<TimelineItem> of(const StoredEvent &stored) const;
    std::optional<TimelineItem> of(const OutboxItem &item) const;
    /// Puts the content of a message into its row.
    void showMessage(TimelineItem &row, const QByteArray &content) const;

private:
    UserId m_self;
    QString m_ownName;
    QString m_ownAvatar;
};

}

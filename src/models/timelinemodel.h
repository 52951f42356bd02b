// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QAbstractListModel>

namespace linnet {

class Timeline;

/// The rows of one Timeline. Owns its rows and applies diffs; apply() is the only place that begins and ends
/// changes. canFetchMore() stays false: paging belongs to Timeline. GUI thread.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole,
        EventIdRole, SenderRole, SenderNameRole, TimeRole, KindRole, TextRole, StateRole, ReasonRole,
        IsOwnRole, StartsGroupRole, StartsDayRole, StartsUnreadRole,
    };

    explicit TimelineModel(QObject *parent = nullptr);

    /// Shows `timeline` from now on, which must outlive this or be replaced by null.
    void setTimeline(Timeline *timeline);
    void apply(const TimelineDiff &diff);

    const TimelineItem &item(int row) const { return m_items.at(row); }
    int rowOf(const QString &key) const;             ///< -1 if there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QList<TimelineItem> m_items;
    Timeline *m_timeline = nullptr;
};

}

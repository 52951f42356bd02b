// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QAbstractListModel>
#include <QHash>

#include <memory>
#include <vector>

namespace linnet {

class Timeline;

/// The rows of one Timeline. Owns its rows and applies diffs; apply() is the only place that begins and ends
/// changes. canFetchMore() stays false: paging belongs to Timeline. Inserting costs no more than moving
/// pointers, wherever it happens. GUI thread.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole,
        EventIdRole,
        SenderRole,
        SenderNameRole,
        TimeRole,
        KindRole,
        TextRole,
        StateRole,
        ReasonRole,
        IsOwnRole,
        StartsGroupRole,
        StartsDayRole,
        StartsUnreadRole,
        SenderAvatarRole,
        TypeRole,
        MediaRole,
        IsMentionRole,
        HtmlRole,
        ReadersRole,   ///< QList<RoomReader>
        RelationsRole, ///< what surrounds a message: reply, edits, reactions, thread, poll
        RunRole,       ///< whether a line stands for others, and whether they follow it
    };

    explicit TimelineModel(QObject *parent = nullptr);
    ~TimelineModel() override;

    /// Shows `timeline` from now on, which must outlive this or be replaced by null.
    void setTimeline(Timeline *timeline);
    void apply(const TimelineDiff &diff);

    const TimelineItem &item(int row) const { return m_rows[size_t(row)]->item; }
    int rowOf(const QString &key) const;        ///< -1 if there is none
    int rowOfEvent(const EventId &event) const; ///< the same; goes through the rows

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    /// `order` grows with the row number but does not change when rows come or go before it, so that the
    /// index by key need not be made anew.
    struct Row
    {
        TimelineItem item;
        qint64 order = 0;
    };

    void reset(const QList<TimelineItem> &items);
    void insert(int at, const QList<TimelineItem> &items);
    void remove(int at, int count);
    void update(int at, const TimelineItem &item);
    void renumber();
    void makeRoom(int at, int count);

    std::vector<std::unique_ptr<Row>> m_rows;
    QHash<QString, qint64> m_orders; ///< by key
    Timeline *m_timeline = nullptr;
};

}

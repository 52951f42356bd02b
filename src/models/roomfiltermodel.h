// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/searchtext.h"

#include <QAbstractListModel>
#include <QSet>

#include <functional>

namespace linnet {

class RoomListModel;

/// The rooms of what one looks at, all or a space, whose name or alias has every word of the filter box, in
/// the order of their RoomListModel. A change of a room costs some searches, however many rooms there are;
/// QSortFilterProxyModel would map all of them anew whenever one moves. GUI thread; must not outlive the
/// RoomListModel.
class RoomFilterModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit RoomFilterModel(RoomListModel &rooms, QObject *parent = nullptr);

    /// Resets the model if that is another filter than before.
    void setFilterText(const QString &text);
    bool isFiltering() const { return !m_search.isEmpty(); }

    /// Which rooms are shown at all; empty: all are. Resets the model.
    void setScope(std::function<bool(const RoomId &)> isInScope);
    /// The scope's answer for these may be another than before, also where nothing of the rooms has changed.
    void refresh(const QSet<RoomId> &rooms);

    RoomId roomAt(int row) const;
    int rowOf(const RoomId &room) const; ///< -1 if it is not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    bool isNarrowed() const { return isFiltering() || m_isInScope; }
    bool isMatch(const RoomId &room) const;
    /// Where a room of m_rooms is shown, or would be; an empty id stands behind all.
    int place(const RoomId &room) const;
    void collect(const QList<RoomId> &candidates);
    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onRemoved();
    void onAboutToBeMoved(int from, int to);
    void onMoved();
    void onChanged(int first, int last, const QList<int> &roles);
    void insert(int shown, const RoomId &room);
    void remove(int shown);

    RoomListModel &m_rooms;
    SearchText m_search;
    std::function<bool(const RoomId &)> m_isInScope;
    QList<RoomId>
        m_shown;         ///< while there is a filter or a scope; without either the rows are those of m_rooms
    int m_moveFrom = -1; ///< of m_shown, while a row of m_rooms moves
    int m_moveTo = -1;
};

}

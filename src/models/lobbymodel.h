// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lobbyrow.h"
#include "models/searchtext.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QTimer>

namespace linnet {

class RoomList;
class SpaceHierarchy;

/// The rooms of a space as its lobby lists them, with what one can do about each: suggested ones first, else
/// in the space's order, spaces in it opened out in place. What the space's own state says is shown at once,
/// the rest as the server's pages come. A room of which nothing is known but its id is not shown. Owns its
/// rows; what happens to rooms in one turn of the event loop is taken in at its end. GUI thread; must not
/// outlive what it is given.
class LobbyModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RoomIdRole = Qt::UserRole,
        NameRole, ///< never empty
        TopicRole,
        AvatarRole,      ///< mxc or empty
        MembersRole,     ///< how many; 0: not known
        DepthRole,       ///< 0: directly in the space
        IsSpaceRole,     ///< it can be opened out
        IsExpandedRole,  ///< it is
        IsSuggestedRole, ///< by the space that it stands in
        ActionRole,      ///< int of Action
        IsJoiningRole,   ///< it is under way
        WhyRole,         ///< who can join, or why one cannot; may be empty
        FailureRole,     ///< why joining has failed; empty: it has not
    };
    using Action = LobbyRow::Action;
    static constexpr int MostDepth = 8;

    LobbyModel(SpaceHierarchy &hierarchy, RoomList &rooms, QObject *parent = nullptr);

    void setSpace(const RoomId &space);
    const RoomId &space() const { return m_space; }
    void setFilterText(const QString &text); ///< of what is here; a found one stands once and by itself
    bool isFiltering() const { return !m_search.isEmpty(); }
    void setExpanded(int row, bool isExpanded);
    void setCanReorder(bool canReorder) { m_canReorder = canReorder; }
    /// Joining is under way, until the list of rooms has it or it has failed.
    void setJoining(const RoomId &room);
    void setFailed(const RoomId &room, const QString &failure);

    RoomId roomAt(int row) const { return m_rows.value(row).id; }
    RoomId parentAt(int row) const { return m_rows.value(row).parent; } ///< the space it stands in
    QStringList viaAt(int row) const { return m_rows.value(row).via; }
    /// Where the one a place above (-1) or below (1) stands among the rooms of its space; -1: there is none.
    int placeBeside(int row, int step) const;
    QList<int> joinableSuggested() const; ///< rows
    /// Rooms of the space itself of which nobody says anything, once all pages are here.
    int hiddenCount() const;
    int count() const { return int(children(m_space).size()); } ///< whether they are shown or not

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// `to`: the place among the rooms of the space, counted without it.
    void moveRequested(const linnet::RoomId &room, int to);

private:
    void rebuild();
    void append(QList<LobbyRow> &rows, const RoomId &space, const QString &above,
                QList<RoomId> &ancestors) const;
    void appendMatches(QList<LobbyRow> &rows, const RoomId &space, QSet<RoomId> &seen) const;
    std::optional<LobbyRow> makeRow(const SpaceChild &child, const RoomId &parent) const;
    QList<SpaceChild> children(const RoomId &space) const;
    void onRoomChanged(const RoomId &room);
    void takeChanges();
    bool updateRow(int row);
    QString accessibleText(const LobbyRow &row) const;

    SpaceHierarchy &m_hierarchy;
    RoomList &m_rooms;
    RoomId m_space;
    SearchText m_search;
    QList<LobbyRow> m_rows;
    QSet<RoomId> m_shown; ///< of rows, and of spaces that are opened out
    QSet<QString> m_expanded;
    QSet<RoomId> m_joining;
    QHash<RoomId, QString> m_failures;
    bool m_canReorder = false;
    QSet<RoomId> m_changed; ///< since the last turn of the event loop
    QTimer m_changing;
};

}

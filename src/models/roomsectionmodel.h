// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/roomorder.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QSet>

namespace linnet {

class RoomFilterModel;
class RoomListModel;

/// What the list of rooms shows: the rooms of a RoomFilterModel with a heading above each section, and
/// without those of sections that are closed. There are no headings while there is a filter, nor where there
/// is only one section of rooms; nothing is closed then. A change costs a look at all sections, not at all
/// rooms. GUI thread; must not outlive its arguments.
class RoomSectionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// Beside those of RoomListModel, of which a heading has NameRole and SectionRole, and while it is closed
    /// UnreadRole, HighlightRole and IsMarkedUnreadRole: in how many rooms there is something unread, and the
    /// mentions in them.
    enum Role {
        IsHeadingRole = Qt::UserRole + 1000,
        IsClosedRole, ///< of a heading
        CountRole,    ///< of a heading: rooms
    };

    RoomSectionModel(RoomListModel &all, RoomFilterModel &rooms, QObject *parent = nullptr);

    /// By RoomSection::id; also of sections that are not there now.
    const QSet<QString> &closed() const { return m_closed; }
    void setClosed(const QSet<QString> &ids);
    void setClosed(int section, bool isClosed);

    bool isHeading(int row) const { return place(row).isHeading; }
    RoomId roomAt(int row) const;        ///< empty of a heading
    int rowOf(const RoomId &room) const; ///< -1 if it is not shown
    int sectionAt(int row) const;        ///< -1 where there is no row
    int headingOf(int section) const;    ///< its row, or -1
    int headingsBefore(int row) const;   ///< for where a row is
    bool hasHeadings() const { return m_hasHeadings; }
    const RoomSection &section(int section) const;
    /// The rows of a section that are its rooms: the first, and how many there are.
    std::pair<int, int> rowsOf(int section) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void closedChanged();

private:
    struct Section
    {
        int rooms = 0; ///< of the filter model
        bool hasHeading = false;
        bool isClosed = false;

        int shown() const { return isClosed ? 0 : rooms; }
        int rows() const { return shown() + (hasHeading ? 1 : 0); }
    };
    struct Place
    {
        int section = -1;
        bool isHeading = false;
        int source = -1; ///< row of the filter model
    };
    /// What of a room in a closed section its heading tells.
    struct Unread
    {
        int rooms = 0;
        int highlights = 0;
    };

    Place place(int row) const;
    int firstRow(int section) const;
    int firstSource(int section) const;
    int sectionOfSource(int source) const;
    void onReset();
    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onRemoved();
    void onAboutToBeMoved(int from, int to);
    void onMoved();
    void onChanged(int first, int last, const QList<int> &roles);
    void countAll();
    bool wantsHeading(int section, bool hasHeadings) const;
    bool wantsHeadings() const;
    /// Puts up and takes down headings, one after the other.
    void updateHeadings();
    void setHeading(int section, bool hasHeading);
    void close(int section);
    void open(int section);
    void countUnread(int section);
    void forgetUnread(int section);
    Unread unreadOf(int source) const;
    bool tell(int section, const RoomId &room, const Unread &unread); ///< whether the sum is another
    void tellHeading(int section);
    QString accessibleText(int section) const;

    RoomListModel &m_all;
    RoomFilterModel &m_rooms;
    QList<Section> m_sections;
    QSet<QString> m_closed;
    QHash<RoomId, Unread> m_unread; ///< of rooms in closed sections
    QHash<int, Unread> m_sums;      ///< of closed sections
    bool m_hasHeadings = false;
    int m_added = -1;          ///< the row of m_rooms that is there already and is not counted yet
    bool m_isRemoving = false; ///< a row that is shown
    int m_removedFrom = -1;    ///< the section
    bool m_isMoving = false;   ///< likewise
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QSet>
#include <QWidget>

class QListWidget;

namespace linnet {

class FilterEdit;

/// Rooms of which some are ticked, with a box that finds them by their names. GUI thread.
class RoomChoice : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        RoomId room;
        QString name; ///< as it is; long ones are cut
    };

    /// `what` the list is, for screen readers.
    explicit RoomChoice(const QString &what, QWidget *parent = nullptr);

    void setRooms(const QList<Entry> &rooms); ///< in this order; none is ticked
    QList<RoomId> chosen() const;             ///< in the order of the list, hidden ones among them
    void choose(const QSet<RoomId> &rooms);   ///< these and no others

Q_SIGNALS:
    void changed();

private:
    void filter(const QString &text);

    FilterEdit *m_filter;
    QListWidget *m_list;
};

}

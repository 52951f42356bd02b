// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowlayout.h"

#include <QHash>
#include <QSet>

#include <list>
#include <memory>

namespace linnet {

/// The layouts of the rows near what is visible, by row key; the least recently used go first. Remembers
/// which long messages are shown in full. GUI thread.
class RowCache
{
public:
    /// The layout of `item`, made if need be. Good until the next call of anything that is not const.
    const RowLayout &layout(const TimelineItem &item, const RowStyle &style);
    void forget(const QString &key);
    void clear(); ///< expanded rows stay expanded
    void expand(const QString &key);
    /// Keeps at least so many: as many as two screens can show.
    void setCapacity(int rows) { m_capacity = rows; }

    int made() const { return m_made; } ///< layouts since the beginning

private:
    struct Entry
    {
        QString key;
        std::unique_ptr<RowLayout> layout;
    };

    std::list<Entry> m_entries; ///< the latest used first
    QHash<QString, std::list<Entry>::iterator> m_places;
    QSet<QString> m_expanded;
    int m_capacity = 200;
    int m_made = 0;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowlayout.h"

#include <QHash>

#include <functional>
#include <list>
#include <memory>

namespace linnet {

/// The layouts of the rows near what is visible, by row key; the least recently used go first. Remembers
/// what was opened of them. GUI thread.
class RowCache
{
public:
    /// The layout of `item`, made if need be. Good until the next call of anything that is not const.
    const RowLayout &layout(const TimelineItem &item, const RowStyle &style);
    bool contains(const QString &key) const { return m_places.contains(key); }
    void forget(const QString &key);
    void forgetIf(const std::function<bool(const QString &key, const RowLayout &)> &isStale);
    void clear(); ///< what was opened stays open
    void expand(const QString &key);
    void reveal(const QString &key, const QString &spoiler); ///< shows a hidden text
    RowOpened opened(const QString &key) const { return m_opened.value(key); }
    /// Keeps so many: more than three screens can show.
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
    QHash<QString, RowOpened> m_opened;
    int m_capacity = 200;
    int m_made = 0;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowcache.h"

namespace linnet {

const RowLayout &RowCache::layout(const TimelineItem &item, const RowStyle &style)
{
    if (const auto known = m_places.constFind(item.key); known != m_places.cend()) {
        m_entries.splice(m_entries.begin(), m_entries, known.value());
        return *m_entries.front().layout;
    }
    ++m_made;
    m_entries.push_front({item.key, std::make_unique<RowLayout>(item, style, opened(item.key))});
    m_places.insert(item.key, m_entries.begin());
    while (int(m_entries.size()) > m_capacity) {
        m_places.remove(m_entries.back().key);
        m_entries.pop_back();
    }
    return *m_entries.front().layout;
}

void RowCache::forget(const QString &key)
{
    const auto known = m_places.constFind(key);
    if (known == m_places.cend())
        return;
    m_entries.erase(known.value());
    m_places.erase(known);
}

void RowCache::forgetIf(const std::function<bool(const QString &key, const RowLayout &)> &isStale)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const auto one = entry++;
        if (isStale(one->key, *one->layout))
            forget(QString(one->key));
    }
}

void RowCache::clear()
{
    m_places.clear();
    m_entries.clear();
}

void RowCache::expand(const QString &key)
{
    m_opened[key].isAll = true;
    forget(key);
}

void RowCache::reveal(const QString &key, const QString &spoiler)
{
    m_opened[key].spoilers.insert(spoiler);
    forget(key);
}

}

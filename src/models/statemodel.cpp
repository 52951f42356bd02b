// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statemodel.h"

#include "matrix/displayname.h"

namespace linnet {

namespace {

constexpr qsizetype LongestShown = 200;
constexpr quintptr OfType = 0; ///< internalId() of types; of their children the row of the type, plus one

}

void StateModel::setEntries(const QList<StateDumpEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    group();
    endResetModel();
}

void StateModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    group();
    endResetModel();
}

bool StateModel::isShown(const StateDumpEntry &entry) const
{
    return m_filter.isEmpty() || entry.type.contains(m_filter, Qt::CaseInsensitive) ||
           entry.stateKey.contains(m_filter, Qt::CaseInsensitive) || entry.json.contains(m_filter.toUtf8());
}

void StateModel::group()
{
    m_groups.clear();
    for (qsizetype place = 0; place < m_entries.size(); ++place) {
        const StateDumpEntry &entry = m_entries.at(place);
        if (!isShown(entry))
            continue;
        if (m_groups.isEmpty() || m_groups.constLast().type != entry.type)
            m_groups.append({entry.type, {}, false});
        m_groups.last().entries.append(place);
    }
    for (Group &each : m_groups)
        each.isSingle = each.entries.size() == 1 && m_entries.at(each.entries.first()).stateKey.isEmpty();
}

const StateDumpEntry *StateModel::entryOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (index.internalId() == OfType) {
        const Group &of = m_groups.at(index.row());
        return of.isSingle ? &m_entries.at(of.entries.first()) : nullptr;
    }
    return &m_entries.at(m_groups.at(qsizetype(index.internalId() - 1)).entries.at(index.row()));
}

QModelIndex StateModel::find(const QString &type, const QString &key) const
{
    for (int row = 0; row < int(m_groups.size()); ++row) {
        const Group &of = m_groups.at(row);
        if (of.type != type)
            continue;
        if (of.isSingle)
            return key.isEmpty() ? index(row, 0) : QModelIndex();
        for (int child = 0; child < int(of.entries.size()); ++child) {
            if (m_entries.at(of.entries.at(child)).stateKey == key)
                return index(child, 0, index(row, 0));
        }
    }
    return {};
}

QModelIndex StateModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : OfType);
}

QModelIndex StateModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == OfType)
        return {};
    return createIndex(int(child.internalId() - 1), 0, OfType);
}

int StateModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != OfType || parent.column() != 0)
        return 0;
    const Group &of = m_groups.at(parent.row());
    return of.isSingle ? 0 : int(of.entries.size());
}

QVariant StateModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const StateDumpEntry *entry = entryOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.internalId() == OfType)
            return isolated(oneLine(m_groups.at(index.row()).type, LongestShown));
        return entry->stateKey.isEmpty() ? tr("(empty key)")
                                         : isolated(oneLine(entry->stateKey, LongestShown));
    case JsonRole:
        return entry ? entry->json : QByteArray();
    case TypeRole:
        return entry ? entry->type : m_groups.at(index.row()).type;
    case KeyRole:
        return entry ? entry->stateKey : QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> StateModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {JsonRole, "json"}, {TypeRole, "type"}, {KeyRole, "key"}};
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinemodel.h"

#include "session/timeline.h"

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

constexpr qint64 Gap = qint64(1) << 20;

template <typename T>
bool isSame(const std::shared_ptr<const T> &a, const std::shared_ptr<const T> &b)
{
    return a == b || (a && b && *a == *b);
}

bool isSameAround(const TimelineItem &a, const TimelineItem &b)
{
    return a.isEdited == b.isEdited && a.editedTs == b.editedTs && a.threadRoot == b.threadRoot &&
           a.reactions == b.reactions && isSame(a.reply, b.reply) && isSame(a.thread, b.thread) &&
           isSame(a.poll, b.poll);
}

/// Empty where what has changed has no role of its own: that is all of them, for dataChanged().
QList<int> changedRoles(const TimelineItem &a, const TimelineItem &b)
{
    QList<int> roles;
    const auto note = [&roles](bool isSame, int role) {
        if (!isSame)
            roles.append(role);
    };
    note(a.key == b.key, TimelineModel::KeyRole);
    note(a.event == b.event, TimelineModel::EventIdRole);
    note(a.sender == b.sender, TimelineModel::SenderRole);
    note(a.senderName == b.senderName, TimelineModel::SenderNameRole);
    note(a.senderAvatar == b.senderAvatar, TimelineModel::SenderAvatarRole);
    note(a.ts == b.ts, TimelineModel::TimeRole);
    note(a.kind == b.kind, TimelineModel::KindRole);
    note(a.type == b.type, TimelineModel::TypeRole);
    note(a.text == b.text, TimelineModel::TextRole);
    note(a.text == b.text, Qt::DisplayRole);
    note(a.html == b.html, TimelineModel::HtmlRole);
    note(a.media == b.media, TimelineModel::MediaRole);
    note(a.state == b.state && a.uploaded == b.uploaded, TimelineModel::StateRole);
    note(a.reason == b.reason, TimelineModel::ReasonRole);
    note(a.isOwn == b.isOwn, TimelineModel::IsOwnRole);
    note(a.isMention == b.isMention, TimelineModel::IsMentionRole);
    note(a.startsGroup == b.startsGroup, TimelineModel::StartsGroupRole);
    note(a.startsDay == b.startsDay, TimelineModel::StartsDayRole);
    note(a.startsUnread == b.startsUnread, TimelineModel::StartsUnreadRole);
    note(a.readers == b.readers, TimelineModel::ReadersRole);
    note(isSameAround(a, b), TimelineModel::RelationsRole);
    note(a.runSize == b.runSize && a.isRunOpen == b.isRunOpen && a.isCover == b.isCover,
         TimelineModel::RunRole);
    return roles;
}

}

TimelineModel::TimelineModel(QObject *parent) : QAbstractListModel(parent) {}

TimelineModel::~TimelineModel() = default;

void TimelineModel::setTimeline(Timeline *timeline)
{
    if (m_timeline)
        disconnect(m_timeline, nullptr, this, nullptr);
    m_timeline = timeline;
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Reset{timeline ? timeline->items() : QList<TimelineItem>()});
    apply(diff);
    if (timeline)
        connect(timeline, &Timeline::changed, this, &TimelineModel::apply);
}

void TimelineModel::apply(const TimelineDiff &diff)
{
    for (const auto &step : diff.steps) {
        if (const auto *resetStep = std::get_if<TimelineDiff::Reset>(&step))
            reset(resetStep->items);
        else if (const auto *insertStep = std::get_if<TimelineDiff::Insert>(&step))
            insert(insertStep->at, insertStep->items);
        else if (const auto *removeStep = std::get_if<TimelineDiff::Remove>(&step))
            remove(removeStep->at, removeStep->count);
        else if (const auto *updateStep = std::get_if<TimelineDiff::Update>(&step))
            update(updateStep->at, updateStep->item);
    }
}

void TimelineModel::reset(const QList<TimelineItem> &items)
{
    beginResetModel();
    m_rows.clear();
    m_orders.clear();
    m_rows.reserve(size_t(items.size()));
    for (const TimelineItem &item : items)
        m_rows.push_back(std::make_unique<Row>(Row{item, 0}));
    renumber();
    endResetModel();
}

void TimelineModel::insert(int at, const QList<TimelineItem> &items)
{
    Q_ASSERT(at >= 0 && at <= rowCount());
    if (items.isEmpty())
        return;
    const int count = int(items.size());
    beginInsertRows({}, at, at + count - 1);
    const bool isFirst = at == 0;
    const bool isLast = at == rowCount();
    const qint64 above = isFirst ? 0 : m_rows[size_t(at - 1)]->order;
    const qint64 below = isLast ? 0 : m_rows[size_t(at)]->order;
    qint64 step = Gap;
    qint64 order = above + step;
    if (isFirst && !isLast) {
        order = below - step * count;
    } else if (!isFirst && !isLast) {
        step = (below - above) / (count + 1);
        order = above + step;
    }
    std::vector<std::unique_ptr<Row>> added;
    added.reserve(size_t(count));
    for (const TimelineItem &item : items) {
        m_orders.insert(item.key, order);
        added.push_back(std::make_unique<Row>(Row{item, order}));
        order += step;
    }
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(added.begin()),
                  std::make_move_iterator(added.end()));
    if (step == 0)
        makeRoom(at, count);
    endInsertRows();
}

/// Spreads the orders around the `count` rows at `at`, of as few rows as gives each some room again.
void TimelineModel::makeRoom(int at, int count)
{
    const int rows = rowCount();
    const auto spread = [this](int from, int to, qint64 order, qint64 step) {
        for (int row = from; row < to; ++row, order += step) {
            m_rows[size_t(row)]->order = order;
            m_orders.insert(m_rows[size_t(row)]->item.key, order);
        }
    };
    for (int reach = qMax(64, 2 * count);; reach *= 2) {
        const int first = at - reach;
        const int last = at + reach;
        if (first <= 0 && last >= rows - 1) {
            renumber();
            return;
        }
        // Towards the ends there is room without end.
        if (first <= 0) {
            spread(0, last, m_rows[size_t(last)]->order - last * Gap, Gap);
            return;
        }
        const qint64 below = m_rows[size_t(first)]->order;
        if (last >= rows - 1) {
            spread(first + 1, rows, below + Gap, Gap);
            return;
        }
        const qint64 step = (m_rows[size_t(last)]->order - below) / (last - first);
        if (step >= Gap / 64) {
            spread(first + 1, last, below + step, step);
            return;
        }
    }
}

void TimelineModel::remove(int at, int count)
{
    Q_ASSERT(at >= 0 && count >= 0 && at + count <= rowCount());
    if (count <= 0)
        return;
    beginRemoveRows({}, at, at + count - 1);
    const auto first = m_rows.begin() + at;
    for (auto row = first; row != first + count; ++row) {
        const auto known = m_orders.constFind((*row)->item.key);
        if (known != m_orders.cend() && known.value() == (*row)->order)
            m_orders.erase(known);
    }
    m_rows.erase(first, first + count);
    endRemoveRows();
}

void TimelineModel::update(int at, const TimelineItem &item)
{
    Q_ASSERT(at >= 0 && at < rowCount());
    Row &row = *m_rows[size_t(at)];
    const TimelineItem before = std::exchange(row.item, item);
    if (before == item)
        return;
    if (before.key != item.key) {
        m_orders.remove(before.key);
        m_orders.insert(item.key, row.order);
    }
    Q_EMIT dataChanged(index(at), index(at), changedRoles(before, item));
}

void TimelineModel::renumber()
{
    qint64 order = 0;
    m_orders.reserve(qsizetype(m_rows.size()));
    for (const auto &row : m_rows) {
        row->order = order;
        m_orders.insert(row->item.key, order);
        order += Gap;
    }
}

int TimelineModel::rowOf(const QString &key) const
{
    const auto known = m_orders.constFind(key);
    if (known == m_orders.cend())
        return -1;
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), known.value(),
                                      [](const auto &r, qint64 order) { return r->order < order; });
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

int TimelineModel::rowOfEvent(const EventId &event) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&event](const auto &row) { return row->item.event == event; });
    return event.isEmpty() || found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TimelineItem &row = item(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return row.text;
    case HtmlRole:
        return row.html;
    case KeyRole:
        return row.key;
    case EventIdRole:
        return row.event.toString();
    case SenderRole:
        return row.sender.toString();
    case SenderNameRole:
        return row.senderName;
    case SenderAvatarRole:
        return row.senderAvatar;
    case TimeRole:
        return row.ts;
    case KindRole:
        return int(row.kind);
    case TypeRole:
        return row.type;
    case MediaRole:
        return row.media->fileName;
    case StateRole:
        return int(row.state);
    case ReasonRole:
        return row.reason;
    case IsOwnRole:
        return row.isOwn;
    case IsMentionRole:
        return row.isMention;
    case StartsGroupRole:
        return row.startsGroup;
    case StartsDayRole:
        return row.startsDay;
    case StartsUnreadRole:
        return row.startsUnread;
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{KeyRole, "key"},
            {EventIdRole, "eventId"},
            {SenderRole, "sender"},
            {SenderNameRole, "senderName"},
            {TimeRole, "time"},
            {KindRole, "kind"},
            {TextRole, "text"},
            {StateRole, "state"},
            {ReasonRole, "reason"},
            {IsOwnRole, "isOwn"},
            {StartsGroupRole, "startsGroup"},
            {StartsDayRole, "startsDay"},
            {StartsUnreadRole, "startsUnread"},
            {SenderAvatarRole, "senderAvatar"},
            {TypeRole, "type"},
            {MediaRole, "media"},
            {IsMentionRole, "isMention"},
            {HtmlRole, "html"}};
}

}

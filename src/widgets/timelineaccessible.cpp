// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineaccessible.h"

#include "matrix/displayname.h"
#include "models/timelinemodel.h"
#include "widgets/announcement.h"
#include "widgets/relationwords.h"
#include "widgets/rowstyle.h"
#include "widgets/rowwords.h"
#include "widgets/timelineview.h"

#include <QStringList>
#include <QWindow>

namespace linnet {

namespace {

constexpr qsizetype OwnActions = 2;    ///< before those of the message
constexpr qsizetype MostAnnounced = 3; ///< of more that come at once, only the last

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String("linnet::TimelineView"))
        return nullptr;
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccessible(*view) : nullptr;
}

const TimelineModel *modelOf(const TimelineView &view)
{
    return qobject_cast<const TimelineModel *>(view.model());
}

TimelineAccessible *accessibleOf(TimelineView &view)
{
    return QAccessible::isActive()
               ? dynamic_cast<TimelineAccessible *>(QAccessible::queryAccessibleInterface(&view))
               : nullptr;
}

/// Everything one message says, in the order one wants to hear it.
QString spoken(const TimelineView &view, int row)
{
    const TimelineItem &item = modelOf(view)->item(row);
    QStringList parts;
    if (item.startsUnread)
        parts.append(RowWords::tr("New messages"));
    if (item.startsDay)
        parts.append(RowWords::date(item.ts));
    const bool saysWho = item.kind == TimelineItem::Kind::State || item.kind == TimelineItem::Kind::Emote;
    if (!saysWho)
        parts.append(RowWords::senderName(item));
    parts.append(RowWords::time(item.ts));
    parts.append(withoutIsolates(RelationWords::before(item)));
    if (RowStyle::isMedia(item.kind)) {
        parts.append(RowWords::mediaKind(item));
        parts.append(RowWords::mediaName(item));
        const Playback::Look play = view.playLook(item.key);
        parts.append(Playback::words(play));
        parts.append(play.isActive() ? Playback::timeText(play) : RowWords::duration(item.media->durationMs));
        parts.append(RowWords::size(item.media->size));
        parts.append(item.caption());
    } else if (item.isKeyAwaited) {
        parts.append(RowWords::tr("Encrypted, its key is on the way"));
    } else {
        parts.append(view.rowText(row));
    }
    parts.append(withoutIsolates(RelationWords::after(item)));
    if (item.isMention)
        parts.append(RowWords::tr("Mentions you"));
    parts.append(RowWords::shield(item));
    parts.append(RowWords::state(item));
    parts.append(withoutIsolates(RowWords::readers(item)));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

}

TimelineAccessible::TimelineAccessible(TimelineView &view) : QAccessibleWidget(&view, QAccessible::List) {}

TimelineAccessible::~TimelineAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_rows))
        QAccessible::deleteAccessibleInterface(id);
}

void TimelineAccessible::install(TimelineView &view)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(&makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    // What was looked up while the view's base classes were made is no list, and is kept.
    QAccessibleInterface *known = QAccessible::queryAccessibleInterface(&view);
    if (known && !dynamic_cast<TimelineAccessible *>(known))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

TimelineView *TimelineAccessible::view() const
{
    return qobject_cast<TimelineView *>(object());
}

const TimelineModel *TimelineAccessible::model() const
{
    return view() ? modelOf(*view()) : nullptr;
}

void TimelineAccessible::announce(TimelineView &view, int first, int last)
{
    TimelineAccessible *list = accessibleOf(view);
    if (!list || !view.isVisible())
        return;
    for (int row = first; row <= last; ++row) {
        QAccessibleEvent created(list->child(row), QAccessible::ObjectCreated);
        QAccessible::updateAccessibility(&created);
    }
    Announcement::say(view, newsOf(view, first, last));
}

QString TimelineAccessible::newsOf(const TimelineView &view, int first, int last)
{
    QStringList words;
    for (int row = first; row <= last; ++row) {
        // What opens was asked for.
        if (!modelOf(view)->item(row).isOwn && !modelOf(view)->item(row).isInRun)
            words.append(spoken(view, row));
    }
    if (words.size() > MostAnnounced)
        words = {RowWords::tr("%n new message(s)", nullptr, int(words.size())), words.constLast()};
    return words.join(u'\n');
}

void TimelineAccessible::changed(TimelineView &view, int first, int last)
{
    TimelineAccessible *list = accessibleOf(view);
    if (!list)
        return;
    for (int row = first; row <= last; ++row) {
        // Only those that somebody has asked about.
        if (!list->m_rows.contains(modelOf(view)->item(row).key))
            continue;
        QAccessibleEvent event(list->child(row), QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineAccessible::focused(TimelineView &view, int row)
{
    if (TimelineAccessible *list = accessibleOf(view)) {
        QAccessibleEvent event(list->child(row), QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineAccessible::forget(TimelineView &view, int first, int last)
{
    TimelineAccessible *list = accessibleOf(view);
    if (!list)
        return;
    for (int row = first; row <= last; ++row)
        list->drop(modelOf(view)->item(row).key);
}

void TimelineAccessible::forgetGone(TimelineView &view)
{
    TimelineAccessible *list = accessibleOf(view);
    if (!list)
        return;
    const QStringList keys = list->m_rows.keys();
    for (const QString &key : keys) {
        if (!list->model() || list->model()->rowOf(key) < 0)
            list->drop(key);
    }
}

void TimelineAccessible::drop(const QString &key)
{
    const QAccessible::Id id = m_rows.take(key);
    if (id == 0)
        return;
    QAccessibleEvent event(QAccessible::accessibleInterface(id), QAccessible::ObjectDestroyed);
    QAccessible::updateAccessibility(&event);
    QAccessible::deleteAccessibleInterface(id);
}

int TimelineAccessible::childCount() const
{
    return model() ? model()->rowCount() : 0;
}

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const QString &key = model()->item(index).key;
    if (const auto known = m_rows.constFind(key); known != m_rows.cend())
        return QAccessible::accessibleInterface(known.value());
    auto *made = new TimelineRowAccessible(*view(), key);
    m_rows.insert(key, QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    if (!view())
        return nullptr;
    return child(view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y))).row());
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    return view() && view()->hasFocus() ? child(view()->currentIndex().row()) : nullptr;
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *row = dynamic_cast<const TimelineRowAccessible *>(child);
    return row ? row->row() : -1;
}

QString TimelineAccessible::text(QAccessible::Text text) const
{
    return QAccessibleWidget::text(text);
}

int TimelineRowAccessible::row() const
{
    const TimelineModel *model = modelOf(*m_view);
    return model ? model->rowOf(m_key) : -1;
}

bool TimelineRowAccessible::isValid() const
{
    return row() >= 0;
}

QWindow *TimelineRowAccessible::window() const
{
    return m_view->window()->windowHandle();
}

QAccessibleInterface *TimelineRowAccessible::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view);
}

QString TimelineRowAccessible::text(QAccessible::Text text) const
{
    const int at = row();
    return at >= 0 && text == QAccessible::Name ? spoken(*m_view, at) : QString();
}

QRect TimelineRowAccessible::rect() const
{
    const int at = row();
    if (at < 0)
        return {};
    const QRect inside = m_view->visualRect(m_view->model()->index(at, 0));
    return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
}

QAccessible::State TimelineRowAccessible::state() const
{
    QAccessible::State state;
    const int at = row();
    if (at < 0) {
        state.invalid = true;
        return state;
    }
    state.focusable = true;
    state.selectable = false;
    state.readOnly = true;
    state.focused = m_view->hasFocus() && m_view->currentIndex().row() == at;
    state.active = state.focused;
    const TimelineItem &item = modelOf(*m_view)->item(at);
    state.expandable = item.runSize > 0;
    state.expanded = item.isRunOpen;
    state.collapsed = state.expandable && !state.expanded;
    const QRect inside = m_view->visualRect(m_view->model()->index(at, 0));
    state.offscreen = !inside.intersects(m_view->viewport()->rect());
    state.invisible = !m_view->isVisible();
    return state;
}

void *TimelineRowAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

QStringList TimelineRowAccessible::actionNames() const
{
    QStringList names{pressAction(), setFocusAction()};
    const QList<MessageAction> actions = m_view->actionsOf(row());
    for (const MessageAction &action : actions) {
        // They are asked for by name, and people may give two answers the same words.
        QString name = withoutIsolates(action.name);
        for (int number = 2; names.contains(name); ++number)
            name = withoutIsolates(action.name) + u' ' + QString::number(number);
        names.append(name);
    }
    return names;
}

void TimelineRowAccessible::doAction(const QString &actionName)
{
    const int at = row();
    if (at < 0)
        return;
    if (actionName == pressAction())
        m_view->activateRow(at);
    if (actionName == setFocusAction()) {
        m_view->setFocus();
        m_view->setCurrentIndex(m_view->model()->index(at, 0));
        m_view->scrollTo(m_view->currentIndex());
    }
    const QStringList names = actionNames().sliced(OwnActions);
    if (const auto place = names.indexOf(actionName); place >= 0)
        m_view->trigger(at, m_view->actionsOf(at).at(place).hit());
}

}

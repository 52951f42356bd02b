// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineactions.h"

#include "matrix/displayname.h"
#include "models/timelinemodel.h"
#include "widgets/rowwords.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QIcon>
#include <QMenu>

#include <limits>

namespace linnet {

namespace {

constexpr int MostLinksInMenu = 8;

QString forMenu(QString text)
{
    static constexpr qsizetype Longest = 60;
    if (text.size() > Longest)
        text = QString(text.first(Longest - 1) + QChar(0x2026));
    return text.replace(u'&', QStringLiteral("&&"));
}

}

const TimelineModel *TimelineActions::model() const
{
    return qobject_cast<const TimelineModel *>(m_view.model());
}

void TimelineActions::trigger(int row, const RowLayout::Hit &hit)
{
    // Copies: whoever answers may change the rows.
    const TimelineItem item = model()->item(row);
    switch (hit.part) {
    case RowLayout::Part::Link:
        Q_EMIT m_view.linkActivated(hit.url);
        break;
    case RowLayout::Part::Open:
        m_view.open(item);
        break;
    case RowLayout::Part::Save:
        Q_EMIT m_view.saveRequested(item);
        break;
    case RowLayout::Part::Retry:
        Q_EMIT m_view.retryRequested(item.key);
        break;
    case RowLayout::Part::Edit:
        Q_EMIT m_view.editRequested(item.key);
        break;
    case RowLayout::Part::Discard:
        Q_EMIT m_view.discardRequested(item.key);
        break;
    case RowLayout::Part::ShowAll:
        m_geometry.expand(row);
        m_view.doItemsLayout();
        break;
    case RowLayout::Part::None:
    case RowLayout::Part::Text:
        break;
    }
}

void TimelineActions::activate(int row)
{
    const TimelineItem &item = model()->item(row);
    const RowLayout &layout = m_geometry.layout(row);
    RowLayout::Hit hit;
    if (item.state == TimelineItem::State::Failed)
        hit.part = RowLayout::Part::Retry;
    else if (RowStyle::isMedia(item.kind) && RowWords::hasFile(item))
        hit.part = RowLayout::Part::Open;
    else if (layout.text && !layout.text->links().isEmpty())
        hit = {RowLayout::Part::Link, layout.text->links().first().url};
    else if (layout.text && layout.text->isCut())
        hit.part = RowLayout::Part::ShowAll;
    trigger(row, hit);
}

void TimelineActions::setClipboard(const QString &text) const
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void TimelineActions::copy()
{
    if (!model())
        return;
    QString text = m_selection.text(*model());
    const QModelIndex current = m_view.currentIndex();
    if (text.isEmpty() && current.isValid())
        text = withoutIsolates(RowLayout::plainText(model()->item(current.row())));
    setClipboard(text);
}

void TimelineActions::selectAll()
{
    if (!model() || model()->rowCount() == 0)
        return;
    m_selection.set({model()->item(0).key, 0},
                    {model()->item(model()->rowCount() - 1).key, std::numeric_limits<int>::max()});
    m_view.viewport()->update();
}

void TimelineActions::showMenu(const QContextMenuEvent &event)
{
    const bool isKeyboard = event.reason() == QContextMenuEvent::Keyboard;
    const int row = isKeyboard ? m_view.currentIndex().row() : m_geometry.rowAt(event.pos().y());
    if (row < 0)
        return;
    const RowLayout &layout = m_geometry.layout(row);
    const QRect rect = m_geometry.rowRect(row);
    const QWidget *viewport = m_view.viewport();
    RowLayout::Hit hit;
    QPoint where = event.globalPos();
    if (isKeyboard)
        where = viewport->mapToGlobal(
            QPoint(rect.center().x(), qBound(0, rect.top() + layout.lead, viewport->height())));
    else
        hit = layout.hitTest(event.pos() - rect.topLeft());
    auto *menu = new QMenu(&m_view);
    menu->setObjectName(QStringLiteral("timelineMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addLinks(*menu, row, hit, isKeyboard);
    addCopy(*menu, row);
    addRow(*menu, row);
    menu->popup(where);
}

void TimelineActions::addLinks(QMenu &menu, int row, const RowLayout::Hit &hit, bool isKeyboard)
{
    QList<QUrl> urls;
    if (hit.part == RowLayout::Part::Link)
        urls.append(hit.url);
    const RowLayout &layout = m_geometry.layout(row);
    if (isKeyboard && layout.text) {
        for (const Link &link :
             layout.text->links().first(qMin(layout.text->links().size(), qsizetype(MostLinksInMenu))))
            urls.append(link.url);
    }
    for (const QUrl &url : urls) {
        QAction *open = menu.addAction(urls.size() == 1 ? tr("&Open link")
                                                        : tr("Open %1").arg(forMenu(url.toDisplayString())));
        QObject::connect(open, &QAction::triggered, &m_view,
                         [this, url] { Q_EMIT m_view.linkActivated(url); });
    }
    if (urls.size() == 1) {
        QAction *copyLink = menu.addAction(tr("Copy &link address"));
        const QUrl url = urls.first();
        QObject::connect(copyLink, &QAction::triggered, &m_view,
                         [this, url] { setClipboard(url.toString(QUrl::FullyEncoded)); });
    }
    if (!urls.isEmpty())
        menu.addSeparator();
}

void TimelineActions::addCopy(QMenu &menu, int row)
{
    const QString selected = m_selection.text(*model());
    const QString text =
        selected.isEmpty() ? withoutIsolates(RowLayout::plainText(model()->item(row))) : selected;
    QAction *copyText = menu.addAction(QIcon::fromTheme(QStringLiteral("edit-copy")),
                                       selected.isEmpty() ? tr("&Copy text") : tr("&Copy selection"));
    copyText->setShortcut(QKeySequence::Copy);
    copyText->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copyText, &QAction::triggered, &m_view, [this, text] { setClipboard(text); });
}

void TimelineActions::addRow(QMenu &menu, int row)
{
    const TimelineItem &item = model()->item(row);
    const QString key = item.key;
    const auto add = [&](const QString &label, const char *icon, RowLayout::Part part) {
        QAction *action = menu.addAction(QIcon::fromTheme(QLatin1String(icon)), label);
        QObject::connect(action, &QAction::triggered, &m_view, [this, key, part] {
            if (const int now = model() ? model()->rowOf(key) : -1; now >= 0)
                trigger(now, {part, {}});
        });
    };
    if (item.kind == TimelineItem::Kind::Location) {
        menu.addSeparator();
        add(tr("&Open on the map"), "mark-location", RowLayout::Part::Open);
    } else if (RowStyle::isMedia(item.kind) && RowWords::hasFile(item)) {
        menu.addSeparator();
        add(tr("&Open"), "document-open", RowLayout::Part::Open);
        add(tr("&Save as..."), "document-save-as", RowLayout::Part::Save);
    }
    if (item.state == TimelineItem::State::Failed) {
        menu.addSeparator();
        add(tr("&Retry"), "view-refresh", RowLayout::Part::Retry);
        add(tr("&Edit"), "document-edit", RowLayout::Part::Edit);
        add(tr("&Discard"), "edit-delete", RowLayout::Part::Discard);
    }
}

}

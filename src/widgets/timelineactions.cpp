// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineactions.h"

#include "models/timelinemodel.h"
#include "widgets/linkquestion.h"
#include "widgets/misleadinglink.h"
#include "widgets/rowwords.h"
#include "widgets/timelinecopy.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCursor>
#include <QGuiApplication>
#include <QIcon>
#include <QMenu>
#include <QToolTip>

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
        follow(hit);
        break;
    case RowLayout::Part::Spoiler:
        m_geometry.reveal(row, hit.text);
        m_view.viewport()->update();
        break;
    case RowLayout::Part::CopyCode:
        setClipboard(hit.text);
        QToolTip::showText(QCursor::pos(), tr("Copied"), m_view.viewport());
        break;
    case RowLayout::Part::Open:
        Q_EMIT m_view.openRequested(item);
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
    else if (layout.text && !layout.text->spoilers().isEmpty())
        hit = RowLayout::hitOf(layout.text->spoilers().first());
    else if (layout.text && !layout.text->links().isEmpty())
        hit = RowLayout::hitOf(layout.text->links().first());
    else if (layout.text && layout.text->isCut())
        hit.part = RowLayout::Part::ShowAll;
    trigger(row, hit);
}

void TimelineActions::setClipboard(const QString &text) const
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

/// A link that names another place than it leads to asks first.
void TimelineActions::follow(const RowLayout::Hit &link)
{
    if (!isMisleading(link.text, link.url)) {
        Q_EMIT m_view.linkActivated(link.url);
        return;
    }
    auto *question = new LinkQuestion(link.url, &m_view);
    QObject::connect(question, &LinkQuestion::opened, &m_view, &TimelineView::linkActivated);
    question->popup(QCursor::pos());
}

void TimelineActions::copy()
{
    if (!model())
        return;
    const TimelineCopy copy(*model(), m_geometry);
    const TimelineCopy::Copied selected = copy.selected(m_selection);
    const QModelIndex current = m_view.currentIndex();
    if (selected.isEmpty() && current.isValid())
        copy.row(current.row()).put();
    else
        selected.put();
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
    addBody(*menu, row);
    addRow(*menu, row);
    menu->popup(where);
}

void TimelineActions::addLinks(QMenu &menu, int row, const RowLayout::Hit &hit, bool isKeyboard)
{
    QList<RowLayout::Hit> links;
    if (hit.part == RowLayout::Part::Link)
        links.append(hit);
    const RowLayout &layout = m_geometry.layout(row);
    if (isKeyboard && layout.text) {
        const QList<RowBody::Hit> all = layout.text->links();
        for (const RowBody::Hit &link : all.first(qMin(all.size(), qsizetype(MostLinksInMenu))))
            links.append(RowLayout::hitOf(link));
    }
    for (const RowLayout::Hit &link : links) {
        QAction *open = menu.addAction(
            links.size() == 1 ? tr("&Open link") : tr("Open %1").arg(forMenu(link.url.toDisplayString())));
        QObject::connect(open, &QAction::triggered, &m_view, [this, link] { follow(link); });
    }
    if (links.size() == 1) {
        QAction *copyLink = menu.addAction(tr("Copy &link address"));
        const QUrl url = links.first().url;
        QObject::connect(copyLink, &QAction::triggered, &m_view,
                         [this, url] { setClipboard(url.toString(QUrl::FullyEncoded)); });
    }
    if (!links.isEmpty())
        menu.addSeparator();
}

void TimelineActions::addCopy(QMenu &menu, int row)
{
    const TimelineCopy copy(*model(), m_geometry);
    const TimelineCopy::Copied selected = copy.selected(m_selection);
    const TimelineCopy::Copied copied = selected.isEmpty() ? copy.row(row) : selected;
    QAction *copyText = menu.addAction(QIcon::fromTheme(QStringLiteral("edit-copy")),
                                       selected.isEmpty() ? tr("&Copy text") : tr("&Copy selection"));
    copyText->setShortcut(QKeySequence::Copy);
    copyText->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copyText, &QAction::triggered, &m_view, [copied] { copied.put(); });
}

void TimelineActions::addBody(QMenu &menu, int row)
{
    const RowLayout &layout = m_geometry.layout(row);
    if (!layout.text)
        return;
    const QString key = model()->item(row).key;
    const auto add = [&](const QString &label, const RowLayout::Hit &hit) {
        QObject::connect(menu.addAction(label), &QAction::triggered, &m_view, [this, key, hit] {
            if (const int now = model() ? model()->rowOf(key) : -1; now >= 0)
                trigger(now, hit);
        });
    };
    if (const QList<RowBody::Hit> codes = layout.text->codes(); !codes.isEmpty())
        add(tr("Copy c&ode"), RowLayout::hitOf(codes.first()));
    if (const QList<RowBody::Hit> hidden = layout.text->spoilers(); !hidden.isEmpty())
        add(tr("Show &hidden text"), RowLayout::hitOf(hidden.first()));
}

void TimelineActions::addRow(QMenu &menu, int row)
{
    const TimelineItem &item = model()->item(row);
    const QString key = item.key;
    const auto add = [&](const QString &label, const char *icon, RowLayout::Part part) {
        QAction *action = menu.addAction(QIcon::fromTheme(QLatin1String(icon)), label);
        QObject::connect(action, &QAction::triggered, &m_view, [this, key, part] {
            if (const int now = model() ? model()->rowOf(key) : -1; now >= 0)
                trigger(now, {part, {}, {}});
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

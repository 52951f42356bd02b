// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineactions.h"

#include "models/timelinemodel.h"
#include "session/rowabilities.h"
#include "widgets/linkquestion.h"
#include "widgets/misleadinglink.h"
#include "widgets/reasonpopup.h"
#include "widgets/rowwords.h"
#include "widgets/selectedmessages.h"
#include "widgets/timelinecopy.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"
#include "widgets/timelinetoolbar.h"
#include "widgets/timelineview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCursor>
#include <QGuiApplication>
#include <QHash>
#include <QIcon>
#include <QMenu>
#include <QToolTip>

#include <limits>

namespace linnet {

namespace {

constexpr int MostLinksInMenu = 8;

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
    case RowLayout::Part::Picture:
        m_view.setPicturesHidden(row, false);
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
    case RowLayout::Part::Cancel:
        Q_EMIT m_view.discardRequested(item.key);
        break;
    case RowLayout::Part::Seek:
        Q_EMIT m_view.seekRequested(item, hit.share);
        break;
    case RowLayout::Part::Back:
        Q_EMIT m_view.stepRequested(-1);
        break;
    case RowLayout::Part::Forward:
        Q_EMIT m_view.stepRequested(1);
        break;
    case RowLayout::Part::Speed:
        Q_EMIT m_view.speedRequested();
        break;
    case RowLayout::Part::Mute:
        Q_EMIT m_view.muteRequested();
        break;
    case RowLayout::Part::Enlarge:
        m_view.enlarge(item);
        break;
    case RowLayout::Part::Elsewhere:
        Q_EMIT m_view.openElsewhereRequested(item);
        break;
    case RowLayout::Part::ShowAll:
        m_geometry.expand(row);
        m_view.doItemsLayout();
        break;
    case RowLayout::Part::Date:
        Q_EMIT m_view.dateActivated(item.ts, placeOf(row, hit.part));
        break;
    case RowLayout::Part::Run:
        m_geometry.stay(); // it opens downwards, even at the bottom
        Q_EMIT m_view.runToggled(item.key);
        break;
    case RowLayout::Part::More:
        popUp(row, {}, placeOf(row, hit.part), false);
        break;
    case RowLayout::Part::Report:
    case RowLayout::Part::Redact:
        ask(item, row, hit.part);
        break;
    default:
        triggerAround(item, row, hit);
        break;
    }
}

void TimelineActions::triggerAround(const TimelineItem &item, int row, const RowLayout::Hit &hit)
{
    switch (hit.part) {
    case RowLayout::Part::RepliedTo:
        Q_EMIT m_view.repliedToActivated(item.key);
        break;
    case RowLayout::Part::Versions:
        Q_EMIT m_view.editsRequested(item.key);
        break;
    case RowLayout::Part::Reaction:
        Q_EMIT m_view.reactionToggled(item.key, hit.text);
        break;
    case RowLayout::Part::Answer:
        if (const auto vote = item.poll ? RowPoll::voteFor(*item.poll, hit.text) : std::nullopt)
            Q_EMIT m_view.voteRequested(item.key, *vote);
        break;
    case RowLayout::Part::React:
        Q_EMIT m_view.reactRequested(item.key, placeOf(row, hit.part));
        break;
    case RowLayout::Part::Reply:
        Q_EMIT m_view.replyRequested(item.key);
        break;
    case RowLayout::Part::EditMessage:
        Q_EMIT m_view.messageEditRequested(item.key);
        break;
    case RowLayout::Part::Thread:
        Q_EMIT m_view.threadRequested(item.key);
        break;
    case RowLayout::Part::CopyLink:
        Q_EMIT m_view.linkCopyRequested(item.key);
        break;
    case RowLayout::Part::CopyUri:
        Q_EMIT m_view.uriCopyRequested(item.key);
        break;
    case RowLayout::Part::EndPoll:
        Q_EMIT m_view.pollEndRequested(item.key);
        break;
    case RowLayout::Part::Pin:
        Q_EMIT m_view.pinRequested(item.key);
        break;
    case RowLayout::Part::RedactAll:
        Q_EMIT m_view.redactAllRequested(item.key, placeOf(row, hit.part));
        break;
    case RowLayout::Part::Source:
        Q_EMIT m_view.sourceRequested(item.key);
        break;
    default:
        break;
    }
}

void TimelineActions::ask(const TimelineItem &item, int row, RowLayout::Part part)
{
    const bool isReport = part == RowLayout::Part::Report;
    auto *popup = new ReasonPopup(isReport ? tr("Report this message to the people who run the server?")
                                           : tr("Delete this message for everybody?"),
                                  isReport ? tr("Report") : tr("Delete"), &m_view);
    if (isReport)
        popup->setNote(tr("Your report goes to the people who run your server. Nobody in the room sees it."));
    QObject::connect(popup, &ReasonPopup::accepted, &m_view,
                     [this, isReport, key = item.key](const QString &reason) {
                         if (isReport)
                             Q_EMIT m_view.reportRequested(key, reason);
                         else
                             Q_EMIT m_view.redactRequested(key, reason);
                     });
    popup->popUp(placeOf(row, part));
}

/// Where what belongs to an action may open: at its button, else at the beginning of the message.
QPoint TimelineActions::placeOf(int row, RowLayout::Part part)
{
    const QWidget *viewport = m_view.viewport();
    if (const QRect button = m_toolbar.rectOf(row, part); !button.isNull())
        return viewport->mapToGlobal(button.bottomLeft() + QPoint(0, 1));
    if (part == RowLayout::Part::Date) {
        const QRect words = m_geometry.layout(row).dateWords.translated(0, m_geometry.rowTop(row));
        return viewport->mapToGlobal(QPoint(words.center().x(), words.bottom()));
    }
    const RowStyle &style = m_geometry.style();
    const int top = m_geometry.rowTop(row) + m_geometry.layout(row).lead + style.lineHeight;
    const QRect place = style.placed({style.textLeft, qBound(0, top, viewport->height()), 1, 1});
    return viewport->mapToGlobal(place.topLeft());
}

void TimelineActions::activate(int row)
{
    const TimelineItem &item = model()->item(row);
    const RowLayout &layout = m_geometry.layout(row);
    RowLayout::Hit hit;
    if (item.state == TimelineItem::State::Failed)
        hit.part = RowLayout::Part::Retry;
    else if (item.runSize > 0)
        hit.part = RowLayout::Part::Run;
    else if (!item.goesOnFrom.isEmpty())
        hit = layout.elsewhere();
    else if (RowStyle::isMedia(item.kind) && RowWords::hasFile(item))
        hit.part = RowLayout::Part::Open;
    else if (layout.text && !layout.text->spoilers().isEmpty())
        hit = RowLayout::hitOf(layout.text->spoilers().first());
    else if (layout.text && !layout.text->links().isEmpty())
        hit = RowLayout::hitOf(layout.text->links().first());
    else if ((layout.text && layout.text->isCut()) || (layout.extras.poll && layout.extras.poll->isCut))
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

void TimelineActions::publish()
{
    if (QGuiApplication::clipboard()->supportsSelection())
        TimelineCopy(*model(), m_geometry).selected(m_selection).put(QClipboard::Selection);
}

void TimelineActions::showMenu(const QContextMenuEvent &event)
{
    const bool isKeyboard = event.reason() == QContextMenuEvent::Keyboard;
    const int row = isKeyboard ? m_view.currentIndex().row() : m_geometry.rowAt(event.pos().y());
    if (row < 0)
        return;
    if (isKeyboard)
        popUp(row, {}, placeOf(row, RowLayout::Part::More), true);
    else
        popUp(row, m_geometry.layout(row).hitTest(event.pos() - QPoint(0, m_geometry.rowTop(row))),
              event.globalPos(), false);
}

void TimelineActions::popUp(int row, const RowLayout::Hit &hit, const QPoint &where, bool isKeyboard)
{
    auto *menu = new QMenu(&m_view);
    menu->setObjectName(QStringLiteral("timelineMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addLinks(*menu, row, hit, isKeyboard);
    addCopy(*menu, row);
    if (SelectedMessages::touches(*model(), m_selection, row))
        addDeletion(*menu, where);
    addActions(*menu, row);
    addBody(*menu, row);
    addRow(*menu, row);
    menu->popup(where);
}

void TimelineActions::addActions(QMenu &menu, int row)
{
    const QString key = model()->item(row).key;
    const QList<MessageAction> actions = m_view.actionsOf(row);
    bool hasSeparator = false;
    bool wasQuick = false;
    QHash<QString, QMenu *> within;
    for (const MessageAction &one : actions) {
        if (!hasSeparator || wasQuick != one.isQuick)
            menu.addSeparator();
        hasSeparator = true;
        wasQuick = one.isQuick;
        QMenu *place = &menu;
        if (!one.menu.isEmpty()) {
            QMenu *&made = within[one.menu];
            if (!made)
                made = menu.addMenu(one.menu);
            place = made;
        }
        QAction *action = place->addAction(QIcon::fromTheme(one.icon), one.label);
        action->setShortcut(one.key);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setCheckable(one.isChecked.has_value());
        action->setChecked(one.isChecked.value_or(false));
        QObject::connect(action, &QAction::triggered, &m_view, [this, key, hit = one.hit()] {
            if (const int now = model() ? model()->rowOf(key) : -1; now >= 0)
                trigger(now, hit);
        });
    }
}

/// Of all that is selected.
void TimelineActions::addDeletion(QMenu &menu, const QPoint &where)
{
    const QList<EventId> events = deletable();
    if (events.size() < 2)
        return;
    QAction *action = menu.addAction(QIcon::fromTheme(QStringLiteral("edit-delete")),
                                     tr("&Delete %n message(s)…", nullptr, int(events.size())));
    QObject::connect(action, &QAction::triggered, &m_view,
                     [this, events, where] { Q_EMIT m_view.redactManyRequested(events, where); });
}

QList<EventId> TimelineActions::deletable() const
{
    return SelectedMessages::deletable(*model(), m_selection, m_geometry.style(), m_view.abilities());
}

bool TimelineActions::deleteSelected()
{
    const QList<EventId> events = model() ? deletable() : QList<EventId>();
    if (events.size() < 2)
        return false;
    const int row = qMax(m_view.currentIndex().row(), m_geometry.firstVisible());
    Q_EMIT m_view.redactManyRequested(events, placeOf(row, RowLayout::Part::More));
    return true;
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
            links.size() == 1 ? tr("&Open link")
                              : tr("Open %1").arg(MessageAction::labelOf(link.url.toDisplayString())));
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
        if (m_view.canPlay(row))
            add(tr("&Open in another program"), "document-open", RowLayout::Part::Elsewhere);
        else
            add(tr("&Open"), "document-open", RowLayout::Part::Open);
        add(tr("&Save as…"), "document-save-as", RowLayout::Part::Save);
    }
    if (const auto areHidden = m_view.hidesPictures(row)) {
        menu.addSeparator();
        QAction *action = menu.addAction(
            QIcon::fromTheme(*areHidden ? QStringLiteral("view-visible") : QStringLiteral("view-hidden")),
            *areHidden ? tr("S&how pictures") : tr("&Hide pictures again"));
        QObject::connect(action, &QAction::triggered, &m_view, [this, key, isHidden = *areHidden] {
            if (const int now = model() ? model()->rowOf(key) : -1; now >= 0)
                m_view.setPicturesHidden(now, !isHidden);
        });
    }
    if (item.state == TimelineItem::State::Failed) {
        menu.addSeparator();
        add(tr("&Retry"), "view-refresh", RowLayout::Part::Retry);
        if (RowAbilities::rewrite(item))
            add(tr("&Edit"), "document-edit", RowLayout::Part::Edit);
        add(tr("&Discard"), "edit-delete", RowLayout::Part::Discard);
    }
}

}

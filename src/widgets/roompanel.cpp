// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompanel.h"

#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "session/roomlist.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/icons.h"
#include "widgets/roomlink.h"
#include "widgets/roomlistview.h"
#include "widgets/skeleton.h"
#include "widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

RoomPanel::RoomPanel(RoomList &rooms, RoomListModel &model, Avatars &avatars, QWidget *parent)
    : QWidget(parent), m_rooms(rooms), m_model(model), m_filterModel(new RoomFilterModel(model, this)),
      m_sections(new RoomSectionModel(model, *m_filterModel, this)),
      m_filter(new FilterEdit(tr("Find a room"), this)), m_bars(new QVBoxLayout),
      m_pages(new QStackedWidget(this)), m_view(new RoomListView(*m_sections, avatars, this)),
      m_noRooms(new EmptyState(this)), m_noMatch(new EmptyState(this)), m_noneHere(new EmptyState(this)),
      m_noneOutside(new EmptyState(this)), m_skeleton(new Skeleton(14, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_filter->setToolTip(
        tr("Find a room (%1)")
            .arg(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K).toString(QKeySequence::NativeText)));
    m_filter->installEventFilter(this);

    m_noRooms->setText(tr("No rooms yet"), tr("Make a room and invite people, or join one that is there."));
    connect(m_noRooms->addButton(tr("Create a room")), &QPushButton::clicked, this,
            &RoomPanel::createRequested);
    connect(m_noRooms->addButton(tr("Join a room")), &QPushButton::clicked, this, &RoomPanel::joinRequested);
    connect(m_noMatch->addButton(tr("Show all rooms")), &QPushButton::clicked, m_filter, &QLineEdit::clear);

    connect(m_noneHere->addButton(tr("Look for rooms")), &QPushButton::clicked, this,
            &RoomPanel::lobbyRequested);
    connect(m_noneHere->addButton(tr("Show all rooms")), &QPushButton::clicked, this,
            &RoomPanel::allRoomsRequested);
    m_noneOutside->setText(tr("All your rooms are in spaces"),
                           tr("Here are only rooms that are in no space."));
    connect(m_noneOutside->addButton(tr("Show all rooms")), &QPushButton::clicked, this,
            &RoomPanel::allRoomsRequested);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout;
    const int unit = Theme::units(1, font());
    top->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    top->addWidget(m_filter);
    layout->addLayout(top);
    layout->addLayout(m_bars);
    layout->addWidget(m_pages, 1);
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_noRooms, m_noMatch, m_noneHere,
                                                          m_noneOutside, m_skeleton})
        m_pages->addWidget(page);

    connect(m_filter, &QLineEdit::textChanged, this, &RoomPanel::onFilterEdited);
    connect(m_view, &RoomListView::openRequested, this, &RoomPanel::openRequested);
    connect(m_view, &QWidget::customContextMenuRequested, this, &RoomPanel::showMenu);
    // The model's own signals too: of a room that the filter hides, its model says nothing.
    for (QAbstractItemModel *changing : std::initializer_list<QAbstractItemModel *>{m_filterModel, &model}) {
        for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            connect(changing, signal, this, &RoomPanel::showWhatThereIs);
        connect(changing, &QAbstractItemModel::modelReset, this, &RoomPanel::showWhatThereIs);
    }
    showWhatThereIs();
}

void RoomPanel::addBar(QWidget *bar)
{
    m_bars->addWidget(bar);
    setTabOrder(m_filter, bar);
    setTabOrder(bar, m_view);
}

void RoomPanel::addAbove(QWidget *widget)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, widget);
}

void RoomPanel::setSpaceName(const QString &name)
{
    m_spaceName = name;
    m_noneHere->setText(tr("No rooms here yet"), tr("You are in no room of %1.").arg(name));
    showWhatThereIs();
}

void RoomPanel::setOutsideOnly(bool isOutsideOnly)
{
    m_isOutsideOnly = isOutsideOnly;
    showWhatThereIs();
}

void RoomPanel::setDensity(Density density)
{
    m_view->setDensity(density);
}

void RoomPanel::setLoading(bool isLoading)
{
    m_isLoading = isLoading;
    showWhatThereIs();
}

void RoomPanel::setOpenRoom(const RoomId &room)
{
    m_view->setOpenRoom(room);
}

void RoomPanel::focusList()
{
    m_view->setFocus(Qt::OtherFocusReason);
}

void RoomPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void RoomPanel::showWhatThereIs()
{
    QWidget *page = m_view;
    if (m_model.rowCount() == 0)
        page = m_isLoading ? static_cast<QWidget *>(m_skeleton) : m_noRooms;
    else if (m_filterModel->rowCount() == 0 && !m_filterModel->isFiltering())
        page = m_isOutsideOnly ? m_noneOutside : m_spaceName.isEmpty() ? m_noRooms : m_noneHere;
    else if (m_filterModel->rowCount() == 0)
        page = m_noMatch;
    m_pages->setCurrentWidget(page);
}

void RoomPanel::onFilterEdited(const QString &text)
{
    m_noMatch->setText(tr("No room found"), tr("Nothing here is called “%1”.").arg(text.left(60)));
    m_filterModel->setFilterText(text);
    showWhatThereIs();
    if (m_filterModel->isFiltering()) {
        // Enter opens the best match, so it has to be seen which one that is.
        m_view->selectionModel()->setCurrentIndex(m_sections->index(0, 0), QItemSelectionModel::NoUpdate);
        m_view->setCurrentShown(true);
    } else {
        m_view->setCurrentShown(false);
    }
}

bool RoomPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress)
        return onFilterKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_filter && event->type() == QEvent::FocusOut)
        m_view->setCurrentShown(false);
    return QWidget::eventFilter(watched, event);
}

bool RoomPanel::onFilterKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_view->step(key == Qt::Key_Down ? 1 : -1);
        m_view->setCurrentShown(true);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const RoomId room = m_view->currentRoom();
        if (room.isEmpty())
            return true;
        m_filter->clear();
        Q_EMIT openRequested(room);
        return true;
    }
    case Qt::Key_Escape:
        if (m_filter->text().isEmpty())
            return false;
        m_filter->clear();
        return true;
    default:
        return false;
    }
}

RoomId RoomPanel::neighbour(const RoomId &from, int steps, bool unreadOnly) const
{
    const int count = m_filterModel->rowCount();
    int row = m_filterModel->rowOf(from);
    if (row < 0)
        row = steps > 0 ? -1 : count;
    for (int i = row + steps; i >= 0 && i < count; i += steps) {
        const QModelIndex index = m_filterModel->index(i, 0);
        const bool isInvite = index.data(RoomListModel::MembershipRole).toInt() == int(Membership::Invite);
        const RoomId id = m_filterModel->roomAt(i);
        const Room *room = m_rooms.find(id);
        // What is unread is found in closed sections too.
        if (unreadOnly ? isInvite || (room && room->mayHaveUnread()) : m_sections->rowOf(id) >= 0)
            return id;
    }
    return {};
}

void RoomPanel::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    const QPoint globalPos = m_view->viewport()->mapToGlobal(at);
    const RoomId id = m_view->roomAt(index);
    const Room *room = m_rooms.find(id);
    if (!room) {
        Q_EMIT listMenuRequested(globalPos, m_sections->sectionAt(index.row()));
        return;
    }
    const bool isIn = room->membership == Membership::Join;
    const bool isGone = room->membership == Membership::Leave || room->membership == Membership::Ban;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString &text, auto signal, bool isEnabled) {
        QAction *action = menu->addAction(text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, [this, id, signal] { (this->*signal)(id); });
    };
    add(tr("Open"), &RoomPanel::openRequested, true);
    add(tr("Mark as read"), &RoomPanel::markReadRequested, isIn && room->isReadable());
    if (m_canMarkUnread)
        add(tr("Mark as unread"), &RoomPanel::markUnreadRequested, isIn && !room->isMarkedUnread);
    menu->addSeparator();
    add(tr("Invite…"), &RoomPanel::inviteRequested, isIn);
    const QString link = roomLink(*room);
    connect(menu->addAction(tr("Copy link")), &QAction::triggered, this,
            [link] { QGuiApplication::clipboard()->setText(link); });
    add(tr("Settings…"), &RoomPanel::settingsRequested, isIn);
    if (m_addToMenu)
        m_addToMenu(*menu, *room);
    menu->addSeparator();
    const qsizetype before = menu->actions().size();
    Q_EMIT roomMenuFilling(menu, id);
    if (menu->actions().size() > before)
        menu->addSeparator();
    if (isGone)
        add(tr("Forget…"), &RoomPanel::forgetRequested, true);
    else if (room->membership == Membership::Knock)
        add(tr("Withdraw"), &RoomPanel::leaveRequested, true);
    else
        add(isIn ? tr("Leave…") : tr("Decline"), &RoomPanel::leaveRequested, true);
    menu->popup(globalPos);
}

}

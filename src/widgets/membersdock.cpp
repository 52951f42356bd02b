// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/membersdock.h"

#include "models/memberlistmodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/avatars.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/memberdelegate.h"
#include "widgets/memberselection.h"
#include "widgets/personmenu.h"
#include "widgets/skeleton.h"

#include <QEvent>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int PresenceDelay = 200;      ///< ms at rest before those in view are asked for
constexpr qsizetype MostTrusted = 1000; ///< whose identities are looked up before they come into view

}

MembersDock::MembersDock(Session &session, Avatars &avatars, QWidget *parent)
    : QDockWidget(tr("Members"), parent), m_session(session),
      m_model(new MemberListModel(session.rooms(), this))
{
    setObjectName(QStringLiteral("members"));
    setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    auto *body = new QWidget(this);
    body->setBackgroundRole(QPalette::Base);
    body->setAutoFillBackground(true);
    m_filter = new FilterEdit(tr("Find a person"), body);
    m_pages = new QStackedWidget(body);
    m_view = new QListView(body);
    m_skeleton = new Skeleton(12, body);
    m_failure = new EmptyState(body);
    m_noMatch = new EmptyState(body);
    m_delegate = new MemberDelegate(avatars, Theme(palette()), this);

    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilterText(text);
        showWhatThereIs();
    });
    m_model->setTrust(m_session.trust());
    m_view->setModel(m_model);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_selection = new MemberSelection(session, *m_view, body);
    connect(m_selection, &MemberSelection::actionWanted, this, &MembersDock::actionWanted);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Members"));
    connect(m_view, &QWidget::customContextMenuRequested, this, &MembersDock::showMenu);
    connect(m_view, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const auto user = index.data(MemberListModel::UserIdRole).value<UserId>(); !user.isEmpty())
            Q_EMIT profileRequested(user);
    });
    connect(&avatars, &Avatars::pictureArrived, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_failure->addButton(tr("Try again")), &QPushButton::clicked, this, &MembersDock::load);
    m_noMatch->setText(tr("Nobody found"), {});

    auto *layout = new QVBoxLayout(body);
    const int unit = Theme::units(1, font());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    top->addWidget(m_filter);
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_selection);
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_skeleton, m_failure, m_noMatch})
        m_pages->addWidget(page);
    body->setMinimumWidth(45 * unit);
    setWidget(body);
    m_presenceDelay = new QTimer(this);
    m_presenceDelay->setSingleShot(true);
    m_presenceDelay->setInterval(PresenceDelay);
    connect(m_presenceDelay, &QTimer::timeout, this, &MembersDock::watchPresence);
    const auto restart = qOverload<>(&QTimer::start);
    // Of its range the bar tells whatever changes the rows or the size of the view.
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, m_presenceDelay, restart);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, m_presenceDelay, restart);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, change, m_presenceDelay, restart);
    connect(m_model, &QAbstractItemModel::rowsMoved, m_presenceDelay, restart);
    connect(m_model, &QAbstractItemModel::modelReset, m_presenceDelay, restart);
}

MembersDock::~MembersDock() = default;

void MembersDock::setRoom(const RoomId &room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_selection->setRoom(room);
    m_members.reset();
    m_model->setMembers({});
    m_filter->clear();
    setWindowTitle(tr("Members"));
    if (isVisible())
        load();
}

void MembersDock::showEvent(QShowEvent *event)
{
    QDockWidget::showEvent(event);
    if (!m_members)
        load();
    m_presenceDelay->start();
}

// Also with the whole window, where the system says that it is minimised.
void MembersDock::hideEvent(QHideEvent *event)
{
    QDockWidget::hideEvent(event);
    m_presenceDelay->stop();
    m_session.presence().setUsers({});
}

void MembersDock::watchPresence()
{
    if (!isVisible())
        return;
    QList<UserId> users;
    const int height = m_view->viewport()->height();
    for (QModelIndex index = m_view->indexAt({0, 0}); index.isValid();
         index = index.siblingAtRow(index.row() + 1)) {
        if (m_view->visualRect(index).top() >= height)
            break;
        if (const auto user = index.data(MemberListModel::UserIdRole).value<UserId>(); !user.isEmpty())
            users << user;
    }
    m_session.presence().setUsers(users);
    wantTrust(users);
}

void MembersDock::load()
{
    m_members.reset();
    m_hasFailed = false;
    if (m_room.isEmpty()) {
        showWhatThereIs();
        return;
    }
    const Room *room = m_session.rooms().find(m_room);
    m_members = m_session.openMembers(m_room);
    connect(m_members.get(), &MemberList::changed, this, &MembersDock::onChanged);
    connect(m_members.get(), &MemberList::failed, this, &MembersDock::onFailed);
    m_members->load(room && room->areMembersLoaded);
    showWhatThereIs();
}

void MembersDock::onChanged()
{
    // To whom else it is no use.
    const Room *room = m_session.rooms().find(m_room);
    m_model->setBannedShown(room && room->powerLevels.powerOf(m_session.self()) >= room->powerLevels.ban);
    m_model->setMembers(m_members->all());
    if (m_members->members().size() <= MostTrusted) {
        QList<UserId> users;
        for (const Member &member : m_members->members())
            users << member.user;
        wantTrust(users);
    }
    const int count = m_model->joinedCount();
    setWindowTitle(count > 0 ? tr("Members (%1)").arg(locale().toString(count)) : tr("Members"));
    showWhatThereIs();
}

void MembersDock::wantTrust(QList<UserId> users)
{
    const Room *room = m_session.rooms().find(m_room);
    if (!room || !room->isEncrypted)
        return;
    users.removeAll(m_session.self());
    m_session.trust().want(users);
}

void MembersDock::onFailed(const Error &error)
{
    m_hasFailed = true;
    const ErrorText text = ErrorText::of(error);
    m_failure->setText(tr("The members could not be loaded"), text.what);
    m_failure->setToolTip(text.detail.toHtmlEscaped());
    showWhatThereIs();
}

void MembersDock::showWhatThereIs()
{
    QWidget *page = m_view;
    if (m_model->joinedCount() + m_model->invitedCount() == 0) {
        if (m_hasFailed)
            page = m_failure;
        else if (m_members && m_members->isLoading())
            page = m_skeleton;
    } else if (m_model->matchCount() == 0) {
        page = m_noMatch;
    }
    m_pages->setCurrentWidget(page);
}

QString MembersDock::nameOf(const UserId &user) const
{
    const Member *member = m_members ? m_members->all().find(user) : nullptr;
    return member ? member->name : QString();
}

Membership MembersDock::membershipOf(const UserId &user) const
{
    const Member *member = m_members ? m_members->all().find(user) : nullptr;
    return member ? member->membership : Membership::None;
}

void MembersDock::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    if (!index.isValid())
        return;
    const UserId user = index.data(MemberListModel::UserIdRole).value<UserId>();
    if (user.isEmpty())
        return;
    const QString name = index.data(MemberListModel::NameRole).toString();
    const auto membership = Membership(index.data(MemberListModel::MembershipRole).toInt());
    auto *menu = new PersonMenu(m_session, m_room, user, name, this, membership);
    connect(menu, &PersonMenu::profileRequested, this, &MembersDock::profileRequested);
    connect(menu, &PersonMenu::actionWanted, this, &MembersDock::actionWanted);
    connect(menu, &PersonMenu::chatRequested, this, &MembersDock::chatRequested);
    connect(menu, &PersonMenu::verifyRequested, this, &MembersDock::verifyRequested);
    connect(menu, &PersonMenu::deletionWanted, this, &MembersDock::deletionWanted);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool MembersDock::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    return QDockWidget::eventFilter(watched, event);
}

void MembersDock::changeEvent(QEvent *event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_delegate->setTheme(Theme(palette()));
        m_view->doItemsLayout();
    }
}

}

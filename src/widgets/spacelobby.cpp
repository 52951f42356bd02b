// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacelobby.h"

#include "models/lobbymodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/lobbyview.h"
#include "widgets/messagebar.h"
#include "widgets/skeleton.h"
#include "widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

SpaceLobby::SpaceLobby(Session &session, Avatars &avatars, QWidget *parent)
    : QWidget(parent), m_session(session),
      m_model(new LobbyModel(session.spaces().hierarchy(), session.rooms(), this)), m_facts(new QLabel(this)),
      m_suggested(new QPushButton(this)), m_invite(new QPushButton(tr("Invite…"), this)),
      m_add(new QToolButton(this)), m_filter(new FilterEdit(tr("Find in this space"), this)),
      m_trouble(new MessageBar(this)), m_pages(new QStackedWidget(this)),
      m_view(new LobbyView(*m_model, avatars, this)), m_skeleton(new Skeleton(14, this)),
      m_empty(new EmptyState(this)), m_failure(new EmptyState(this)), m_noMatch(new EmptyState(this)),
      m_status(new QLabel(this))
{
    layOut();
    connect(m_suggested, &QPushButton::clicked, this, &SpaceLobby::joinSuggested);
    connect(m_invite, &QPushButton::clicked, this, [this] { Q_EMIT inviteRequested(m_model->space()); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilterText(text);
        m_noMatch->setText(tr("No room found"), tr("Nothing here is called “%1”.").arg(text.left(60)));
        showMore(true); // what is looked for may be on a later page
        refresh();
    });
    connect(m_view, &LobbyView::actionRequested, this, &SpaceLobby::act);
    connect(m_view, &LobbyView::nearlyAtEnd, this, [this] { showMore(isVisible()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &SpaceLobby::showMenu);
    connect(m_model, &LobbyModel::moveRequested, this, [this](const RoomId &room, int to) {
        edit(m_session.spaces().editing().move(m_model->space(), room, to));
    });
    connect(m_trouble, &MessageBar::actionTriggered, this,
            [this] { m_session.spaces().hierarchy().loadMore(m_model->space()); });
    SpaceHierarchy &hierarchy = session.spaces().hierarchy();
    connect(&hierarchy, &SpaceHierarchy::changed, this, [this](const RoomId &space) {
        if (space != m_model->space())
            return;
        refresh();
        showMore(isVisible() && (m_model->isFiltering() || m_view->isNearEnd()));
    });
    connect(&session.rooms(), &RoomList::changed, this, [this](const RoomId &room) {
        if (room == m_model->space())
            refresh();
    });
    // A room of it that one joins counts for the button.
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &SpaceLobby::showPage);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SpaceLobby::showPage);
}

void SpaceLobby::layOut()
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setMinimumWidth(1);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_trouble->hide();
    m_add->setText(tr("Add"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_add);
    menu->setToolTipsVisible(true);
    m_addRooms = menu->addAction(tr("Add rooms…"), this, [this] { Q_EMIT addRequested(m_model->space()); });
    m_createRoom = menu->addAction(tr("Create a room in it…"), this,
                                   [this] { Q_EMIT createRequested(m_model->space()); });
    m_createSpace = menu->addAction(tr("Create a space in it…"), this,
                                    [this] { Q_EMIT createSpaceRequested(m_model->space()); });
    m_add->setMenu(menu);
    m_empty->setIcon(QStringLiteral("dialog-messages"));
    m_noMatch->setText(tr("No room found"), {});
    connect(m_noMatch->addButton(tr("Show all rooms")), &QPushButton::clicked, m_filter, &QLineEdit::clear);
    connect(m_failure->addButton(tr("Try again")), &QPushButton::clicked, this,
            [this] { m_session.spaces().hierarchy().loadMore(m_model->space()); });

    const int unit = Theme::units(1, font());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * unit);
    buttons->addWidget(m_facts, 1);
    for (QWidget *button : std::initializer_list<QWidget *>{m_suggested, m_invite, m_add})
        buttons->addWidget(button);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(4 * unit, 3 * unit, 4 * unit, 3 * unit);
    top->setSpacing(3 * unit);
    top->addLayout(buttons);
    top->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_trouble);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    m_status->setContentsMargins(4 * unit, 2 * unit, 4 * unit, 2 * unit);
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_skeleton, m_empty, m_failure, m_noMatch})
        m_pages->addWidget(page);
    applyTheme();
}

void SpaceLobby::setSpace(const RoomId &space)
{
    if (space == m_model->space())
        return;
    m_toJoin.clear();
    {
        const QSignalBlocker quiet(m_filter);
        m_filter->clear();
    }
    m_model->setSpace(space);
    if (!space.isEmpty())
        m_session.spaces().hierarchy().open(space);
    m_view->scrollToTop();
    refresh();
}

void SpaceLobby::setCanAsk(bool canAsk)
{
    m_view->setCanAsk(canAsk);
}

void SpaceLobby::focusList()
{
    m_view->setFocus(Qt::OtherFocusReason);
}

void SpaceLobby::refresh()
{
    const Room *space = m_session.rooms().find(m_model->space());
    if (!space)
        return;
    QStringList facts;
    facts << (space->isPublic() ? tr("Public space") : tr("Private space"));
    facts << tr("%n member(s)", nullptr, space->joinedCount);
    if (const int count = m_model->count(); count > 0)
        facts << tr("%n room(s)", nullptr, count);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    showRights(*space);
    showPage();
}

bool SpaceLobby::mayInvite(const Room &space) const
{
    return space.powerLevels.powerOf(m_session.self()) >= space.powerLevels.invite || space.isPublic();
}

/// What one may not do stands there all the same, with the reason.
void SpaceLobby::showRights(const Room &space)
{
    const bool mayEdit = m_session.spaces().editing().mayEdit(space.id);
    const QString why = mayEdit ? QString() : tr("Only those who manage this space can do that.");
    for (QAction *action : {m_addRooms, m_createRoom, m_createSpace}) {
        action->setEnabled(mayEdit);
        action->setToolTip(why);
    }
    m_model->setCanReorder(mayEdit);
    const bool isAllowed = mayInvite(space);
    m_invite->setEnabled(isAllowed);
    m_invite->setToolTip(isAllowed ? QString() : tr("Only those who manage this space can do that."));
}

void SpaceLobby::showPage()
{
    const SpaceHierarchy::Listing listing = m_session.spaces().hierarchy().listing(m_model->space());
    const bool isNew = listing.error && listing.error->kind == Error::Kind::Unsupported;
    const bool hasRows = m_model->rowCount() > 0;
    const bool isComing = listing.isLoading || listing.hasMore;
    const auto count = int(suggested().size());
    m_suggested->setVisible(count > 0);
    m_suggested->setText(tr("Join all suggested (%1)").arg(locale().toString(count)));
    m_suggested->setEnabled(m_toJoin.isEmpty());
    m_filter->setVisible(hasRows || m_model->isFiltering());

    const std::optional<ErrorText> error =
        listing.error && !isNew ? std::optional(ErrorText::of(*listing.error)) : std::nullopt;
    QWidget *page = m_view;
    if (!hasRows && m_model->isFiltering() && !isComing) {
        page = m_noMatch;
    } else if (!hasRows && error) {
        page = m_failure;
        m_failure->setText(tr("The rooms of this space did not come"), error->what);
    } else if (!hasRows && isComing) {
        page = m_skeleton;
    } else if (!hasRows) {
        page = m_empty;
        const bool mayEdit = m_session.spaces().editing().mayEdit(m_model->space());
        m_empty->setText(m_model->count() > 0 ? tr("You cannot see the rooms of this space")
                                              : tr("No rooms in this space yet"),
                         mayEdit ? tr("Add rooms that are there, or create one.") : QString());
    }
    m_pages->setCurrentWidget(page);
    m_trouble->setVisible(hasRows && error);
    if (error) {
        m_trouble->setMessage(MessageBar::Tone::Warning, error->what, error->detail);
        m_trouble->setAction(tr("Try again"));
    }
    QString status;
    if (isNew)
        status = tr("Your server does not tell which other rooms there are.");
    else if (listing.isLoading && hasRows)
        status = tr("Looking for more rooms…");
    else if (const int hidden = m_model->hiddenCount(); hidden > 0)
        status = tr("%n more room(s) that you cannot see", nullptr, hidden);
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
}

void SpaceLobby::showMore(bool isWanted)
{
    const SpaceHierarchy::Listing listing = m_session.spaces().hierarchy().listing(m_model->space());
    if (isWanted && listing.hasMore && !listing.isLoading && !listing.error)
        m_session.spaces().hierarchy().loadMore(m_model->space());
}

void SpaceLobby::act(int row)
{
    const QModelIndex index = m_model->index(row);
    if (!index.isValid() || index.data(LobbyModel::IsJoiningRole).toBool())
        return;
    const RoomId room = m_model->roomAt(row);
    switch (LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt())) {
    case LobbyModel::Action::Open:
        Q_EMIT openRequested(room);
        break;
    case LobbyModel::Action::Join:
        if (!m_guard)
            return join(room);
        m_guard(room, aliasOf(room), [lobby = QPointer<SpaceLobby>(this), room] {
            if (lobby)
                lobby->join(room);
        });
        break;
    case LobbyModel::Action::Ask:
        Q_EMIT knockRequested(room, m_model->viaAt(row));
        break;
    case LobbyModel::Action::None:
        break;
    }
}

void SpaceLobby::join(const RoomId &room)
{
    int row = 0;
    while (row < m_model->rowCount() && m_model->roomAt(row) != room)
        ++row;
    const QStringList via = m_model->viaAt(row); // none if it has gone while it was asked about
    m_model->setJoining(room);
    m_session.spaces().editing().join(room, via).then(this, [this, room](const Result<RoomId> &joined) {
        if (!joined)
            m_model->setFailed(room, ErrorText::of(joined.error(), ErrorText::During::Joining).what);
        m_toJoin.removeOne(room);
        joinNext();
        showPage();
    });
}

/// What is joined in one go, and without a question: not what a policy list warns of.
QList<RoomId> SpaceLobby::suggested() const
{
    QList<RoomId> rooms;
    const QList<int> rows = m_model->joinableSuggested();
    for (const int row : rows) {
        const RoomId room = m_model->roomAt(row);
        if (!m_session.safety().warningOf(room, m_session.rooms().find(room), {aliasOf(room)}))
            rooms.append(room);
    }
    return rooms;
}

QString SpaceLobby::aliasOf(const RoomId &room) const
{
    const HierarchyRoom *told = m_session.spaces().hierarchy().find(room);
    return told ? told->alias : QString();
}

void SpaceLobby::joinSuggested()
{
    m_toJoin.append(suggested());
    joinNext();
    showPage();
}

/// One after the other: many at once are what servers put a limit to.
void SpaceLobby::joinNext()
{
    while (!m_toJoin.isEmpty()) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->roomAt(row) != m_toJoin.first())
                continue;
            const QModelIndex index = m_model->index(row);
            if (index.data(LobbyModel::IsJoiningRole).toBool())
                return; // it is under way
            if (LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt()) == LobbyModel::Action::Join)
                return join(m_toJoin.first());
        }
        m_toJoin.removeFirst(); // it is not there any more, or joined
    }
}

void SpaceLobby::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    if (!index.isValid())
        return;
    const int row = index.row();
    const RoomId room = m_model->roomAt(row);
    const RoomId parent = m_model->parentAt(row);
    SpaceEditing &editing = m_session.spaces().editing();
    const bool mayEdit = editing.mayEdit(parent);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (const QString verb = m_view->verb(index); !verb.isEmpty()) {
        QAction *first = menu->addAction(verb);
        first->setEnabled(!index.data(LobbyModel::IsJoiningRole).toBool());
        // Rows may move while the menu is open.
        const auto rowNow = [this, row, room] { return m_model->roomAt(row) == room ? row : -1; };
        connect(first, &QAction::triggered, this, [this, rowNow] { act(rowNow()); });
    }
    if (LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt()) != LobbyModel::Action::Open)
        menu->addAction(tr("Show…"), this,
                        [this, room, via = m_model->viaAt(row)] { Q_EMIT previewRequested(room, via); });
    menu->addSeparator();
    const auto change = [&](const QString &text, bool isPossible, auto what) {
        QAction *each = menu->addAction(text);
        each->setEnabled(mayEdit && isPossible);
        if (!mayEdit)
            each->setToolTip(tr("Only those who manage this space can do that."));
        connect(each, &QAction::triggered, this, what);
    };
    const bool isSuggested = index.data(LobbyModel::IsSuggestedRole).toBool();
    change(isSuggested ? tr("Do not suggest") : tr("Suggest to members"), true,
           [this, &editing, parent, room, isSuggested] {
               edit(editing.setSuggested(parent, room, !isSuggested));
           });
    const auto move = [&](const QString &text, int step) {
        const int to = m_model->placeBeside(row, step);
        change(text, to >= 0, [this, &editing, parent, room, to] { edit(editing.move(parent, room, to)); });
    };
    move(tr("Move up"), -1);
    move(tr("Move down"), 1);
    change(tr("Remove from the space"), true,
           [this, &editing, parent, room] { edit(editing.remove(parent, room)); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void SpaceLobby::edit(Task<Done> change)
{
    std::move(change).then(this, [this](const Result<Done> &done) {
        if (done)
            return;
        const ErrorText text = ErrorText::of(done.error());
        Q_EMIT failed(tr("The space was not changed: %1").arg(text.what), text.detail);
    });
}

void SpaceLobby::applyTheme()
{
    const Theme theme(palette());
    for (QLabel *label : {m_facts, m_status}) {
        QPalette dim = palette();
        dim.setColor(QPalette::WindowText, theme.dim);
        label->setPalette(dim);
    }
}

void SpaceLobby::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyTheme();
}

void SpaceLobby::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_filter->text().isEmpty())
        m_filter->clear();
    else
        QWidget::keyPressEvent(event);
}

}

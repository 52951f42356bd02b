// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/directorywindow.h"

#include "matrix/servername.h"
#include "models/directorymodel.h"
#include "session/errortext.h"
#include "session/roomlist.h"
#include "widgets/avatars.h"
#include "widgets/directorydelegate.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/icons.h"
#include "widgets/onscreen.h"
#include "widgets/skeleton.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr auto Rest = 300ms; ///< after the last key
constexpr int ScreensAhead = 2;
constexpr int LongestLink = 2000;

QString geometryKey()
{
    return QStringLiteral("directory/geometry");
}

}

DirectoryWindow::DirectoryWindow(ApiClient &api, const RoomList &rooms, QString ownServer, Avatars &avatars,
                                 QString settingsPath, QWidget *parent)
    : QDialog(parent), m_api(api), m_rooms(rooms), m_ownServer(std::move(ownServer)),
      m_settingsPath(std::move(settingsPath)), m_servers(DirectoryServers::read(m_settingsPath)),
      m_directory(api), m_model(new DirectoryModel(m_directory, rooms, this)),
      m_delegate(new DirectoryDelegate(avatars, Theme(palette()), this)), m_server(new QComboBox(this)),
      m_remove(new QToolButton(this)), m_kind(new QComboBox(this)),
      m_search(new FilterEdit(tr("Find a room, or enter its address"), this)),
      m_pages(new QStackedWidget(this)), m_view(new QListView(this)), m_waiting(new Skeleton(14, this)),
      m_nothing(new EmptyState(this)), m_retry(m_nothing->addButton(tr("Try again"))),
      m_state(new ElidedLabel(this)), m_show(new QPushButton(tr("&Show"), this)),
      m_join(new QPushButton(tr("&Join"), this))
{
    setWindowTitle(tr("Explore rooms"));
    m_search->setMaxLength(LongestLink);
    m_view->setObjectName(QStringLiteral("rooms"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Rooms"));
    m_state->setColor(Theme(palette()).dim);
    m_nothing->setIcon(QStringLiteral("edit-find"));
    makeChoosers();
    layOut();
    m_search->installEventFilter(this);
    m_view->installEventFilter(this);
    connect(&avatars, &Avatars::pictureArrived, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_search, &QLineEdit::textChanged, this, &DirectoryWindow::searchSoon);
    // Not activated(), which some styles have for a click as well.
    connect(m_view, &QAbstractItemView::clicked, this, &DirectoryWindow::preview);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DirectoryWindow::refreshButtons);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &DirectoryWindow::refreshButtons);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &DirectoryWindow::wantMore);
    connect(&m_directory, &Directory::stateChanged, this, &DirectoryWindow::refresh);
    connect(&m_directory, &Directory::reset, this, &DirectoryWindow::refresh);
    connect(&m_directory, &Directory::added, this, &DirectoryWindow::refresh);
    const QByteArray geometry =
        QSettings(m_settingsPath, QSettings::IniFormat).value(geometryKey()).toByteArray();
    if (restoreGeometry(geometry))
        OnScreen::fit(*this);
    else
        resize(Theme::units(150, font()), Theme::units(140, font()));
    m_search->setFocus();
}

DirectoryWindow::~DirectoryWindow()
{
    hide(); // which remembers where it stood
}

void DirectoryWindow::makeChoosers()
{
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setMinimumContentsLength(18);
    m_server->setAccessibleName(tr("Server"));
    m_server->lineEdit()->setAccessibleName(tr("Server"));
    m_server->setToolTip(tr("Whose rooms are listed. Enter another server's name to look there."));
    m_server->lineEdit()->setMaxLength(255);
    m_server->lineEdit()->installEventFilter(this);
    m_remove->setToolTip(tr("Forget this server"));
    m_remove->setAccessibleName(tr("Forget this server"));
    m_remove->setAutoRaise(true);
    m_remove->setIcon(themedIcon(QStringLiteral("list-remove"), palette()));
    m_kind->setAccessibleName(tr("What is listed"));
    m_kind->addItem(tr("Rooms and spaces"), int(DirectoryRequests::Kind::All));
    m_kind->addItem(tr("Rooms"), int(DirectoryRequests::Kind::Rooms));
    m_kind->addItem(tr("Spaces"), int(DirectoryRequests::Kind::Spaces));
    fillServers();
    connect(m_server, &QComboBox::activated, this, &DirectoryWindow::chooseServer);
    connect(m_remove, &QToolButton::clicked, this, &DirectoryWindow::removeServer);
    connect(m_kind, &QComboBox::activated, this, &DirectoryWindow::search);
    connect(m_retry, &QPushButton::clicked, this, &DirectoryWindow::retry);
}

void DirectoryWindow::layOut()
{
    const int unit = Theme::units(1, font());
    auto *choosers = new QHBoxLayout;
    choosers->addWidget(m_server, 1);
    choosers->addWidget(m_remove);
    choosers->addWidget(m_kind);
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_waiting, m_nothing})
        m_pages->addWidget(page);
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {m_show, m_join, close})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_join);
    buttons->addWidget(m_show);
    buttons->addWidget(close);
    connect(m_show, &QPushButton::clicked, this, &DirectoryWindow::preview);
    connect(m_join, &QPushButton::clicked, this, &DirectoryWindow::join);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * unit);
    layout->addWidget(m_search);
    layout->addLayout(choosers);
    layout->addWidget(m_pages, 1);
    layout->addLayout(buttons);
    const QList<QWidget *> order{m_search, m_server, m_remove, m_kind, m_view, m_join, m_show, close};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void DirectoryWindow::fillServers()
{
    const QString before = m_server->currentText();
    m_server->clear();
    m_server->addItem(m_ownServer);
    m_server->addItems(m_servers.names);
    m_server->setCurrentIndex(qMax(0, m_server->findText(before)));
}

QString DirectoryWindow::server() const
{
    return m_server->currentIndex() <= 0 ? QString() : m_server->itemText(m_server->currentIndex());
}

void DirectoryWindow::chooseServer()
{
    m_remove->setEnabled(!server().isEmpty());
    search();
}

void DirectoryWindow::addServer()
{
    const QString name = m_server->currentText().trimmed();
    if (!isServerName(name)) {
        m_state->setText(tr("“%1” is not the name of a server.").arg(name.left(60)));
        return;
    }
    if (name != m_ownServer && m_servers.add(name))
        m_servers.write(m_settingsPath);
    fillServers();
    m_server->setCurrentIndex(qMax(0, m_server->findText(name)));
    chooseServer();
}

void DirectoryWindow::removeServer()
{
    m_servers.remove(server());
    m_servers.write(m_settingsPath);
    m_server->setCurrentIndex(0);
    fillServers();
    chooseServer();
}

void DirectoryWindow::setForGuest()
{
    m_isForGuest = true;
    setWindowTitle(tr("Public rooms"));
    refreshButtons();
}

void DirectoryWindow::begin()
{
    m_remove->setEnabled(!server().isEmpty());
    m_search->setFocus();
    m_search->selectAll();
    search();
}

void DirectoryWindow::searchSoon()
{
    delete m_typing;
    m_typing = m_api.clock().after(Rest, this, [this] { search(); });
    refresh();
}

void DirectoryWindow::search()
{
    delete m_typing;
    // What is an address is no word to look for.
    const QString text = m_search->text().trimmed();
    if (!MatrixLink::parse(text))
        m_directory.search({server(), text, DirectoryRequests::Kind(m_kind->currentData().toInt())});
}

void DirectoryWindow::wantMore()
{
    // By the rows themselves: the bar learns of new ones later.
    const qint64 total = qint64(m_model->rowCount()) * qMax(1, m_view->sizeHintForRow(0));
    const int seen = m_view->verticalScrollBar()->value() + m_view->viewport()->height();
    if (m_pages->currentWidget() == m_view && seen + ScreensAhead * m_view->viewport()->height() >= total)
        m_directory.more();
}

void DirectoryWindow::refresh()
{
    using State = Directory::State;
    const State state = m_directory.state();
    const qsizetype count = m_directory.rooms().size();
    const auto link = MatrixLink::parse(m_search->text());
    QString line;
    QWidget *page = m_view;
    if (link) {
        sayAddress(*link);
        page = m_nothing;
    } else if (count == 0 && state == State::Loading) {
        page = m_waiting;
    } else if (state == State::Failed) {
        sayFailure();
        // What came before stays.
        page = count == 0 ? static_cast<QWidget *>(m_nothing) : m_view;
        line = count == 0 ? QString() : failure();
    } else if (count == 0) {
        const bool isSearch = !m_directory.query().term.isEmpty();
        m_nothing->setText(isSearch ? tr("No room found") : tr("No rooms here"),
                           isSearch
                               ? tr("Nothing here is called “%1”.").arg(m_directory.query().term.left(60))
                               : tr("This server lists no rooms."));
        m_retry->hide();
        page = m_nothing;
    } else if (state == State::Loading) {
        line = tr("Loading…");
    } else {
        line = state == State::More ? tr("%n room(s) so far", nullptr, int(count))
                                    : tr("%n room(s)", nullptr, int(count));
    }
    m_state->setText(line);
    m_pages->setCurrentWidget(page);
    refreshButtons();
    if (page == m_view)
        wantMore();
}

/// Why there is no list, or no more of it.
QString DirectoryWindow::failure() const
{
    if (isClosed())
        return tr("Here only people who have signed in can see which rooms there are.");
    if (m_directory.isServerMissing())
        return tr("“%1” cannot be reached. Check the name.").arg(m_directory.query().server);
    return ErrorText::of(m_directory.error()).what;
}

/// What helps is to sign in.
bool DirectoryWindow::isClosed() const
{
    return m_isForGuest && m_directory.state() == Directory::State::Failed &&
           m_directory.error().isMatrix("M_GUEST_ACCESS_FORBIDDEN");
}

void DirectoryWindow::sayFailure()
{
    if (isClosed()) {
        m_nothing->setText(failure(),
                           tr("If you know a room's address, enter it above to look at the room."));
        m_retry->setText(tr("Sign in"));
    } else {
        const QString detail = ErrorText::of(m_directory.error()).detail;
        m_nothing->setText(tr("The list could not be loaded"),
                           detail.isEmpty() ? failure() : QString(failure() + u'\n' + detail));
        m_retry->setText(tr("Try again"));
    }
    m_retry->show();
}

QString DirectoryWindow::guestsPersonWords()
{
    return tr("This is the address of a person, to whom you can write after you have "
              "signed in.");
}

void DirectoryWindow::sayAddress(const MatrixLink &link)
{
    const QString target = link.target.left(100);
    if (link.isRoom())
        m_nothing->setText(target, tr("This is the address of a room."));
    else if (m_isForGuest)
        m_nothing->setText(target, guestsPersonWords());
    else
        m_nothing->setText(target, tr("This is the address of a person."));
    m_retry->setText(tr("Show it"));
    m_retry->setVisible(link.isRoom() || !m_isForGuest);
}

void DirectoryWindow::retry()
{
    if (MatrixLink::parse(m_search->text()))
        preview();
    else if (isClosed())
        Q_EMIT signInRequested();
    else
        m_directory.retry();
}

void DirectoryWindow::refreshButtons()
{
    const auto room = current();
    const bool isListed = m_pages->currentWidget() == m_view && room;
    const Room *known = room ? m_rooms.find(room->id) : nullptr;
    const bool isIn = known && known->membership == Membership::Join;
    const bool canJoin =
        isListed && (isIn || room->joinRule.isEmpty() || room->joinRule == QLatin1String("public"));
    m_join->setText(m_isForGuest ? tr("S&ign in to join") : isIn ? tr("&Open") : tr("&Join"));
    m_join->setEnabled(m_isForGuest ? isListed : canJoin);
    m_show->setEnabled(isListed);
}

std::optional<PublicRoom> DirectoryWindow::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? std::optional(m_model->room(index.row())) : std::nullopt;
}

/// By its id, which stays where an address may move, through the server that lists it.
MatrixLink DirectoryWindow::linkTo(const PublicRoom &room) const
{
    MatrixLink link;
    link.target = room.id.toString();
    const QString listing = m_directory.query().server;
    link.via = mergedServers({listing.isEmpty() ? m_ownServer : listing}, {room.alias.section(u':', 1)});
    return link;
}

void DirectoryWindow::preview()
{
    const auto link = MatrixLink::parse(m_search->text());
    if (link && m_isForGuest && !link->isRoom())
        return;
    if (link)
        Q_EMIT previewRequested(*link, std::nullopt);
    else if (const auto room = current())
        Q_EMIT previewRequested(linkTo(*room), room);
}

void DirectoryWindow::join()
{
    const auto room = current();
    if (!room)
        return;
    const Room *known = m_rooms.find(room->id);
    if (known && known->membership == Membership::Join)
        Q_EMIT openRequested(room->id);
    else
        Q_EMIT joinRequested(linkTo(*room), room);
}

bool DirectoryWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_server->lineEdit() && isEnter) {
        addServer();
        return true;
    }
    if (watched == m_search && isEnter) {
        if (m_typing)
            search();
        preview();
        return true;
    }
    if (watched == m_view && isEnter) {
        preview();
        return true;
    }
    if (watched == m_search && key == Qt::Key_Down && m_model->rowCount() > 0) {
        m_view->setFocus(Qt::OtherFocusReason);
        if (!m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model->index(0));
        return true;
    }
    if (watched == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void DirectoryWindow::hideEvent(QHideEvent *event)
{
    QSettings(m_settingsPath, QSettings::IniFormat).setValue(geometryKey(), saveGeometry());
    QDialog::hideEvent(event);
}

void DirectoryWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_delegate->setTheme(Theme(palette()));
        m_state->setColor(Theme(palette()).dim);
        m_remove->setIcon(themedIcon(QStringLiteral("list-remove"), palette()));
        m_view->viewport()->update();
    }
}

}

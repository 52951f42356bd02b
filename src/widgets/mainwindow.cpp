// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "matrix/relation.h"
#include "models/emojitable.h"
#include "models/outboxmodel.h"
#include "models/roomlistmodel.h"
#include "session/errortext.h"
#include "session/matrixlink.h"
#include "session/session.h"
#include "widgets/appliedpreferences.h"
#include "widgets/avatars.h"
#include "widgets/connectionbar.h"
#include "widgets/deletionbar.h"
#include "widgets/discarding.h"
#include "widgets/emojifont.h"
#include "widgets/encryptiondialogs.h"
#include "widgets/historybar.h"
#include "widgets/knockbar.h"
#include "widgets/mainmenu.h"
#include "widgets/mediadesk.h"
#include "widgets/membersdock.h"
#include "widgets/messagefinder.h"
#include "widgets/moderationbar.h"
#include "widgets/moderationdesk.h"
#include "widgets/noticebar.h"
#include "widgets/persondesk.h"
#include "widgets/preferences.h"
#include "widgets/roomdesk.h"
#include "widgets/roomdialogs.h"
#include "widgets/roomheader.h"
#include "widgets/roomlink.h"
#include "widgets/roomorganizer.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/roomplaces.h"
#include "widgets/roomplacing.h"
#include "widgets/roomsettingsdesk.h"
#include "widgets/roomview.h"
#include "widgets/roomwriting.h"
#include "widgets/sidewindows.h"
#include "widgets/spacelobby.h"
#include "widgets/spacerail.h"
#include "widgets/spellchecker.h"
#include "widgets/theme.h"
#include "widgets/threaddesk.h"
#include "widgets/threaddock.h"
#include "widgets/trustdesk.h"
#include "widgets/unsentbar.h"
#include "widgets/windowshape.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScreen>
#include <QSplitter>

namespace linnet {

namespace {

constexpr QSize SmallestSize{640, 420};

}

class MainWindow::Private
{
public:
    Private(MainWindow &window, Session &ofSession, QString path);

    void layOut();
    void connectPanel();
    void connectPage();
    void connectView(RoomView &of);
    void connectDialogs();
    void connectMenu();
    void connectHistory();
    void connectOthers();
    void connectDesks();
    void openAndWrite(const RoomId &room);
    void editUnsent(const RoomId &room, const TxnId &txn);
    void open(const RoomId &room);
    void openNeighbour(int steps, bool unreadOnly);
    void onRoomChanged(const RoomId &room);
    void onRoomRemoved(const RoomId &room);
    void onFailed(const RoomId &room, const QString &what, const QString &detail);
    void showConnection();
    void followLink(const QUrl &url);
    void copyLink();
    void showAbilities();
    void save();

    MainWindow &q;
    Session &session;
    QString settingsPath;
    Preferences preferences;
    SpellChecker spelling;
    Avatars avatars;
    EmojiTable emojis{&EmojiFont::has};
    RoomListModel rooms;
    OutboxModel unsent;
    RoomDialogs dialogs;
    MainMenu *menu;
    MembersDock *members;
    QSplitter *splitter;
    WindowShape shape;
    RoomPanel *panel;
    ConnectionBar *connection;
    UnsentBar *unsentBar;
    NoticeBar *notice;
    MediaDesk media;
    Discarding discarding;
    HistoryBar *history;
    DeletionBar *deletion;
    KnockBar *knocks;
    ModerationBar *moderationBar;
    ModerationDesk *moderation;
    TrustDesk trust;
    RoomView *view;
    RoomHeader *header;
    RoomPage *page;
    std::unique_ptr<ThreadDesk> threads;
    std::unique_ptr<MessageFinder> finder;
    std::unique_ptr<PersonDesk> people;
    std::unique_ptr<RoomDesk> roomDesk;
    std::unique_ptr<RoomPlaces> places;
    std::unique_ptr<AppliedPreferences> applied;
    SideWindows sideWindows;
    RoomSettingsDesk roomSettings;
    std::unique_ptr<RoomOrganizer> organizer;
    std::unique_ptr<RoomPlacing> placing;
    RoomId room;
    bool isKnown = false;       ///< the open room; one just made or joined comes with the next sync
    bool isToBeWritten = false; ///< in the open room, once it has taken the place of what is shown
    bool hasSynced = false;
};

MainWindow::Private::Private(MainWindow &window, Session &ofSession, QString path)
    : q(window), session(ofSession), settingsPath(std::move(path)), preferences(settingsPath),
      spelling(QFileInfo(settingsPath).absolutePath() + QStringLiteral("/words.txt")),
      avatars(session.media()), rooms(session.rooms(), session.self()),
      unsent(session.sendQueue(), session.rooms()), dialogs(session, window),
      members(new MembersDock(session, avatars, &window)), splitter(new QSplitter(&window)),
      shape(window, *splitter, *members, settingsPath),
      panel(new RoomPanel(session.rooms(), rooms, avatars, splitter)),
      connection(new ConnectionBar(session.api().clock(), splitter)),
      unsentBar(new UnsentBar(unsent, splitter)), notice(new NoticeBar(splitter)),
      media(session, preferences, *notice, window), discarding(session.sendQueue(), *notice),
      history(new HistoryBar(session, splitter)), deletion(new DeletionBar(session, splitter)),
      knocks(new KnockBar(session, avatars, splitter)), moderationBar(new ModerationBar(splitter)),
      moderation(new ModerationDesk(session, *notice, *moderationBar, window)),
      trust(
          session,
          [this](const UserId &user) {
              const QString name = members->nameOf(user);
              return name.isEmpty() ? view->nameOf(user) : name;
          },
          *notice, splitter, window),
      view(new RoomView(
          session, avatars, preferences, emojis, [this](const UserId &user) { return members->nameOf(user); },
          splitter)),
      threads(std::make_unique<ThreadDesk>(
          ThreadDesk::Parts{session, avatars, preferences, emojis, spelling, *view, window},
          [this](const UserId &user) { return members->nameOf(user); })),
      finder(std::make_unique<MessageFinder>(session, rooms, avatars,
                                             MessageFinder::Parts{*view, *history, *notice, window})),
      sideWindows(session, unsent, preferences, trust.dialogs(), settingsPath, window),
      roomSettings(session, avatars, window), organizer(std::make_unique<RoomOrganizer>(RoomOrganizer::Parts{
                                                  session, rooms, *panel, preferences, *notice, window})),
      placing(std::make_unique<RoomPlacing>(session, *panel, *notice))
{
    rooms.setSendQueue(session.sendQueue());
    view->setSpelling(&spelling);
    QAction *membersAction = members->toggleViewAction();
    menu = new MainMenu(*window.menuBar(), membersAction, session.self().toString());
    header = new RoomHeader(avatars, membersAction, splitter);
    page = new RoomPage(session, header,
                        {connection, trust.verificationBar(), unsentBar, trust.encryptionBar(), notice,
                         history, deletion, moderationBar, trust.identityBar(), knocks},
                        view, splitter);
    people = std::make_unique<PersonDesk>(PersonDesk::Parts{
        session, *members, *view, *page, dialogs, trust.verification(), *deletion, *moderation, window});
    roomDesk =
        std::make_unique<RoomDesk>(RoomDesk::Parts{session, *menu, *panel, *page, *view, *header, *finder,
                                                   dialogs, roomSettings, *moderation, preferences, *notice});
    places = std::make_unique<RoomPlaces>(
        RoomPlaces::Parts{session, avatars, preferences, rooms, *panel, *page, dialogs, roomSettings,
                          sideWindows, *finder, *moderation, *knocks, *notice, *menu, window},
        settingsPath);
}

void MainWindow::Private::layOut()
{
    auto *center = new QWidget(&q);
    auto *line = new QHBoxLayout(center);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(places->spaces().rail());
    line->addWidget(splitter, 1);
    splitter->addWidget(panel);
    splitter->addWidget(page);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->setStretchFactor(1, 1);
    panel->setMinimumWidth(Theme::units(50, q.font()));
    panel->setMaximumWidth(Theme::units(120, q.font()));
    page->setMinimumWidth(Theme::units(ThreadDock::LeastUnits, q.font()));
    splitter->setSizes({Theme::units(70, q.font()), WindowShape::FirstSize.width()});
    q.setCentralWidget(center);
    // The areas are not mirrored by Qt.
    q.addDockWidget(q.isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, members);
    q.setMinimumSize(SmallestSize.boundedTo(q.screen()->availableSize()));
    panel->focusList();
}

void MainWindow::Private::connectPanel()
{
    QObject::connect(panel, &RoomPanel::openRequested, &q, [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(&session, &Session::accountChanged, &q, [this] { showAbilities(); });
    showAbilities();
    QObject::connect(panel, &RoomPanel::createRequested, &dialogs, &RoomDialogs::create);
    QObject::connect(panel, &RoomPanel::joinRequested, &sideWindows,
                     [this] { sideWindows.showDirectory(avatars); });
    QObject::connect(&session.rooms(), &RoomList::changed, &q,
                     [this](const RoomId &id) { onRoomChanged(id); });
    QObject::connect(&session.rooms(), &RoomList::removed, &q,
                     [this](const RoomId &id) { onRoomRemoved(id); });
    QObject::connect(&session, &Session::connectionChanged, &q, [this] { showConnection(); });
    QObject::connect(&session, &Session::tokensKept, notice, [this](const Status &status) {
        if (!status)
            notice->complain(
                tr("Your sign-in could not be kept. After a restart you may have to sign in again."),
                ErrorText::of(status.error()).what);
    });
    QObject::connect(&session, &Session::standingChanged, connection,
                     [this] { connection->setStanding(session.standing()); });
    QObject::connect(connection, &ConnectionBar::retryRequested, &session, &Session::wakeUp);
    QObject::connect(connection, &ConnectionBar::signInRequested, &q, &MainWindow::signInRequested);
    QObject::connect(connection, &ConnectionBar::networkRequested, &q, &MainWindow::networkRequested);
    QObject::connect(connection, &ConnectionBar::pageRequested, &q,
                     [this](const QUrl &url) { followLink(url); });
}

void MainWindow::Private::connectPage()
{
    QObject::connect(view, &RoomView::threadRequested, threads.get(), &ThreadDesk::open);
    QObject::connect(view, &RoomView::threadReached, threads.get(), &ThreadDesk::showMessage);
    QObject::connect(threads.get(), &ThreadDesk::viewMade, &q, [this](RoomView &made) { connectView(made); });
    QObject::connect(threads.get(), &ThreadDesk::notFound, finder.get(), &MessageFinder::giveUp);
    QObject::connect(header, &RoomHeader::pinsRequested, finder.get(),
                     [this] { finder->showPins(header->pinsPlace()); });
    QObject::connect(header, &RoomHeader::threadsRequested, threads.get(),
                     [this] { threads->showList(header->threadsPlace()); });
    connectView(*view);
}

/// What is the same for a room and a thread.
void MainWindow::Private::connectView(RoomView &of)
{
    media.serve(of);
    of.setJoinGuard(places->guard());
    QObject::connect(&of, &RoomView::joinRequested, &dialogs, &RoomDialogs::rejoin);
    QObject::connect(&of, &RoomView::successorRequested, &places->preview(), &PreviewDesk::goOn);
    QObject::connect(&of, &RoomView::joined, &q, [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(&of, &RoomView::linkActivated, &q, [this](const QUrl &url) { followLink(url); });
    QObject::connect(&of, &RoomView::done, notice, &NoticeBar::say);
    QObject::connect(&of, &RoomView::deletionWanted, deletion,
                     [this, &of](const UserId &user, const QString &name, const QString &reason,
                                 const QPoint &at) { deletion->ask(of.room(), user, name, reason, at); });
    QObject::connect(&of, &RoomView::deletionOfWanted, deletion,
                     [this, &of](const QList<EventId> &events, const QPoint &at) {
                         deletion->askOf(of.room(), events, at);
                     });
    QObject::connect(&of, &RoomView::failed, &q, [this](const QString &what, const Error &error) {
        notice->complain(what, ErrorText::of(error).what);
    });
    QObject::connect(&of, &RoomView::discardRequested, &q,
                     [this](const OutboxItem &item) { discarding.discard({item}); });
}

void MainWindow::Private::connectDialogs()
{
    QObject::connect(&dialogs, &RoomDialogs::messageRequested, finder.get(), &MessageFinder::show);
    QObject::connect(&dialogs, &RoomDialogs::openRequested, &q,
                     [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(&dialogs, &RoomDialogs::left, &q, [this](const RoomId &id) {
        if (id == room)
            open({});
    });
    QObject::connect(&dialogs, &RoomDialogs::done, notice, &NoticeBar::say);
    QObject::connect(&dialogs, &RoomDialogs::questioned, &q, [this] { page->setAnswering(false); });
    QObject::connect(&dialogs, &RoomDialogs::exported, notice, &NoticeBar::offerFolder);
    QObject::connect(&dialogs, &RoomDialogs::exportedWithGaps, &q,
                     [this](const RoomId &id, const QString &what) {
                         notice->offerUntilClosed(what, MainWindow::tr("Fetch them"),
                                                  [this, id] { session.historyFetch().start(id); });
                     });
    QObject::connect(
        &dialogs, &RoomDialogs::failed, &q,
        [this](const RoomId &id, const QString &what, const QString &detail) { onFailed(id, what, detail); });
}

/// What a server has no place for is not offered.
void MainWindow::Private::showAbilities()
{
    panel->setCanMarkUnread(session.canMarkUnread());
    menu->setCanMarkUnread(session.canMarkUnread());
    menu->setHasThreads(session.account().server.version.dialect != Dialect::V1);
    menu->setHasPreviews(session.hasPreviews());
    menu->setHasEncryption(session.hasEncryption());
    menu->setHasSpaces(session.spaces().isAvailable(), places->spaces().hasSpaces());
}

void MainWindow::Private::connectMenu()
{
    QObject::connect(menu, &MainMenu::newChatRequested, &dialogs, &RoomDialogs::newChat);
    QObject::connect(menu, &MainMenu::createRequested, &dialogs, &RoomDialogs::create);
    QObject::connect(menu, &MainMenu::joinRequested, &sideWindows,
                     [this] { sideWindows.showDirectory(avatars); });
    QObject::connect(menu, &MainMenu::settingsRequested, &sideWindows, &SideWindows::showSettings);
    QObject::connect(menu, &MainMenu::networkRequested, &q, &MainWindow::networkRequested);
    QObject::connect(menu, &MainMenu::signOutRequested, &q, &MainWindow::signOutRequested);
    QObject::connect(menu, &MainMenu::quitRequested, &q, &MainWindow::quitRequested);
    QObject::connect(menu, &MainMenu::findRequested, finder.get(), &MessageFinder::openPalette);
    QObject::connect(menu, &MainMenu::filterRequested, panel, &RoomPanel::focusFilter);
    QObject::connect(menu, &MainMenu::neighbourRequested, &q,
                     [this](int steps, bool unreadOnly) { openNeighbour(steps, unreadOnly); });
    QObject::connect(menu, &MainMenu::copyLinkRequested, &q, [this] { copyLink(); });
}

void MainWindow::Private::connectHistory()
{
    QObject::connect(history, &HistoryBar::done, notice, &NoticeBar::say);
    QObject::connect(deletion, &DeletionBar::done, notice, &NoticeBar::say);
    QObject::connect(deletion, &DeletionBar::failed, notice, &NoticeBar::complain);
    QObject::connect(
        history, &HistoryBar::failed, &q,
        [this](const RoomId &id, const QString &what, const QString &detail) { onFailed(id, what, detail); });
}

void MainWindow::Private::connectOthers()
{
    QObject::connect(finder.get(), &MessageFinder::openRequested, &q, [this](const RoomId &id) { open(id); });
    QObject::connect(finder.get(), &MessageFinder::roomChosen, &q, &MainWindow::showRoom);
    QObject::connect(finder.get(), &MessageFinder::personChosen, &dialogs, &RoomDialogs::startChat);
    QObject::connect(menu, &MainMenu::outboxRequested, &sideWindows, &SideWindows::showOutbox);
    QObject::connect(unsentBar, &MessageBar::actionTriggered, &sideWindows, &SideWindows::showOutbox);
    QObject::connect(&sideWindows, &SideWindows::signOutRequested, &q, &MainWindow::signOutRequested);
    QObject::connect(&sideWindows, &SideWindows::deactivated, &q, &MainWindow::deactivated);
    QObject::connect(&sideWindows, &SideWindows::openRequested, &q, [this](const RoomId &id) {
        q.activateWindow();
        openAndWrite(id);
    });
    QObject::connect(&sideWindows, &SideWindows::editRequested, &q,
                     [this](const RoomId &id, const TxnId &txn) { editUnsent(id, txn); });
}

void MainWindow::Private::connectDesks()
{
    QObject::connect(&trust, &TrustDesk::signOutRequested, &q, &MainWindow::signOutRequested);
    QObject::connect(&sideWindows, &SideWindows::verifyRequested, &trust.verification(),
                     &VerificationDesk::verifySession);
    QObject::connect(&trust.room(), &RoomTrust::changed, header,
                     [this] { header->setVerified(trust.room().areAllVerified()); });
    QObject::connect(people.get(), &PersonDesk::openRequested, &q, &MainWindow::showRoom);
    QObject::connect(roomDesk.get(), &RoomDesk::showRequested, &q, [this](const RoomId &id) { open(id); });
    QObject::connect(places.get(), &RoomPlaces::openRequested, &q,
                     [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(places.get(), &RoomPlaces::showRequested, &q, [this](const RoomId &id) { open(id); });
    QObject::connect(places.get(), &RoomPlaces::linkActivated, &q,
                     [this](const QUrl &url) { followLink(url); });
    QObject::connect(&places->spaces(), &SpaceDesk::spacesChanged, &q, [this] { showAbilities(); });
}

/// The keyboard goes where one goes on: to the composer, or to the rooms of a space.
void MainWindow::Private::openAndWrite(const RoomId &id)
{
    open(id);
    const Room *known = session.rooms().find(id);
    if (known && known->isSpace() && known->membership == Membership::Join)
        places->spaces().lobby()->focusList();
    else
        view->focusComposer();
    isToBeWritten = !view->isVisibleTo(page);
}

/// Where it was written: in the room, or in one of its threads.
void MainWindow::Private::editUnsent(const RoomId &id, const TxnId &txn)
{
    open(id);
    q.activateWindow();
    const auto item = RoomWriting::unsent(session.sendQueue(), txn);
    if (!item)
        return;
    const Relation relation = readRelation(item->type, item->content);
    if (relation.kind != Relation::Kind::Thread)
        view->editUnsent(txn);
    else
        threads->editUnsent(relation.target, txn);
}

void MainWindow::Private::open(const RoomId &id)
{
    isToBeWritten = isToBeWritten && id == room;
    room = id;
    const Room *known = session.rooms().find(id);
    isKnown = known;
    finder->setRoom(id);
    trust.room().setRoom(known && known->membership == Membership::Join ? id : RoomId());
    members->setRoom(known && known->membership == Membership::Join ? id : RoomId());
    const bool isKnocked = known && known->membership == Membership::Knock;
    if (!isKnocked)
        places->preview().close();
    page->setRoom(id);
    if (isKnocked)
        places->preview().showKnocked(id);
    knocks->setRoom(id);
    history->setRoom(id);
    threads->setRoom(id);
    panel->setOpenRoom(id);
    menu->setRoom(known);
    menu->setPreviewsShown(known && preferences.showsPreviewsIn(*known));
    q.setWindowTitle(known ? known->name.left(100) : QString());
    if (known && session.lastOpenRoom() != id)
        session.setLastOpenRoom(id);
}

void MainWindow::Private::openNeighbour(int steps, bool unreadOnly)
{
    const RoomId next = panel->neighbour(room, steps, unreadOnly);
    if (next.isEmpty())
        return;
    openAndWrite(next);
}

void MainWindow::Private::onRoomChanged(const RoomId &id)
{
    if (id != room)
        return;
    const bool wasAwaited = !isKnown;
    if (wasAwaited)
        openAndWrite(id);
    else
        open(id);
    if (isToBeWritten && view->isVisibleTo(page)) {
        isToBeWritten = false;
        view->focusComposer();
    }
}

void MainWindow::Private::onRoomRemoved(const RoomId &id)
{
    if (id == room)
        open({});
}

void MainWindow::Private::onFailed(const RoomId &id, const QString &what, const QString &detail)
{
    if (id == room)
        page->setAnswering(false);
    notice->complain(what, detail);
}

void MainWindow::Private::showConnection()
{
    connection->setConnection(session.connection());
    // Until the first sync nobody knows whether there are no rooms.
    hasSynced = hasSynced || session.connection().phase == Connection::Phase::Syncing;
    panel->setLoading(!hasSynced);
}

void MainWindow::Private::followLink(const QUrl &url)
{
    // MessageHtml lets no other links through.
    static const QStringList others{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("mailto"),
                                    QStringLiteral("ftp"), QStringLiteral("magnet")};
    const bool isMatrix = url.scheme() == QLatin1String("matrix") || url.host() == QLatin1String("matrix.to");
    const auto link = isMatrix ? MatrixLink::parse(url.toString(QUrl::FullyEncoded)) : std::nullopt;
    if (link && !link->isRoom())
        people->followMention(UserId(link->target));
    else if (isMatrix)
        dialogs.follow(url.toString(QUrl::FullyEncoded));
    else if (others.contains(url.scheme()) && !QDesktopServices::openUrl(url))
        notice->complain(MainWindow::tr("No program was found that opens this link."), url.toDisplayString());
}

void MainWindow::Private::copyLink()
{
    if (const Room *known = session.rooms().find(room)) {
        QGuiApplication::clipboard()->setText(roomLink(*known));
        notice->say(MainWindow::tr("Link copied."));
    }
}

void MainWindow::Private::save()
{
    view->saveNotes();
    threads->saveNotes();
    shape.save();
}

MainWindow::MainWindow(Session &session, const QString &settingsPath, QWidget *parent)
    : QMainWindow(parent), d(std::make_unique<Private>(*this, session, settingsPath))
{
    d->layOut();
    d->connectPanel();
    d->connectPage();
    d->connectDialogs();
    d->connectMenu();
    d->connectHistory();
    d->connectOthers();
    d->connectDesks();
    d->applied = std::make_unique<AppliedPreferences>(AppliedPreferences::Parts{
        session, d->preferences, d->spelling, d->avatars, *d->panel, *d->menu, *d->page});
    d->shape.restore();
    d->showConnection();
    if (session.rooms().find(session.lastOpenRoom()))
        showRoom(session.lastOpenRoom());
    else
        d->open({});
}

MainWindow::~MainWindow()
{
    d->save();
    // Before what its parts refer to.
    d->organizer.reset();
    d->finder.reset();
    d->threads.reset();
    delete takeCentralWidget();
    delete d->members;
}

void MainWindow::showRoom(const RoomId &room)
{
    d->openAndWrite(room);
}

RoomId MainWindow::room() const
{
    return d->room;
}

void MainWindow::showSigningOut()
{
    d->notice->wait(tr("Signing out…"), {}, {});
    setEnabled(false);
}

void MainWindow::setUpRecovery()
{
    d->trust.dialogs().remedy();
}

void MainWindow::joinByLink(const QString &aliasOrLink)
{
    d->dialogs.follow(aliasOrLink);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    d->save();
    d->media.closeViewer();
    d->sideWindows.close();
    d->roomSettings.close();
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && d->notice->isVisible())
        d->notice->dismiss();
    else if (!d->view->takeKey(event))
        QMainWindow::keyPressEvent(event);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "matrix/relation.h"
#include "models/emojitable.h"
#include "models/outboxmodel.h"
#include "models/roomlistmodel.h"
#include "session/errortext.h"
#include "session/matrixlink.h"
#include "session/roomtrust.h"
#include "session/session.h"
#include "store/crypto.h"
#include "widgets/avatars.h"
#include "widgets/connectionbar.h"
#include "widgets/deletionbar.h"
#include "widgets/discarding.h"
#include "widgets/emojifont.h"
#include "widgets/encryptionbar.h"
#include "widgets/encryptiondialogs.h"
#include "widgets/historybar.h"
#include "widgets/identitybar.h"
#include "widgets/invitesbar.h"
#include "widgets/invitespage.h"
#include "widgets/knockbar.h"
#include "widgets/mainmenu.h"
#include "widgets/mediadesk.h"
#include "widgets/membersdock.h"
#include "widgets/messagefinder.h"
#include "widgets/moderationbar.h"
#include "widgets/moderationdesk.h"
#include "widgets/noticebar.h"
#include "widgets/onscreen.h"
#include "widgets/personcard.h"
#include "widgets/personmenu.h"
#include "widgets/preferences.h"
#include "widgets/previewdesk.h"
#include "widgets/roomdialogs.h"
#include "widgets/roomheader.h"
#include "widgets/roomlink.h"
#include "widgets/roomorganizer.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/roomplacing.h"
#include "widgets/roompreviewpage.h"
#include "widgets/roomsettingsdesk.h"
#include "widgets/roomview.h"
#include "widgets/roomwriting.h"
#include "widgets/sidewindows.h"
#include "widgets/spacedesk.h"
#include "widgets/spacelobby.h"
#include "widgets/spacerail.h"
#include "widgets/spellchecker.h"
#include "widgets/spellengine.h"
#include "widgets/theme.h"
#include "widgets/threaddesk.h"
#include "widgets/threaddock.h"
#include "widgets/unsentbar.h"
#include "widgets/verificationbar.h"
#include "widgets/verificationdesk.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QCursor>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

namespace linnet {

namespace {

constexpr QSize FirstSize{1000, 700};
constexpr QSize SmallestSize{640, 420};
constexpr int MembersFrom = 1100; ///< pixels of width from which the member list is there by itself

QString key(const char *name)
{
    return QStringLiteral("window/") + QLatin1String(name);
}

}

class MainWindow::Private
{
public:
    Private(MainWindow &window, Session &ofSession, QString path);

    void layOut();
    void connectPanel();
    void connectPage();
    void connectView(RoomView &of);
    void connectPerson(auto &of);
    void connectDialogs();
    void connectMenu();
    void connectHistory();
    void connectOthers();
    void connectVerification();
    void connectRoomSettings();
    void connectPreview();
    void connectSafety();
    void goBack();
    void showInvites();
    void connectSpaces();
    JoinGuard guard();
    void openAndWrite(const RoomId &room);
    void editUnsent(const RoomId &room, const TxnId &txn);
    void open(const RoomId &room);
    void openNeighbour(int steps, bool unreadOnly);
    void onRoomChanged(const RoomId &room);
    void onRoomRemoved(const RoomId &room);
    void onFailed(const RoomId &room, const QString &what, const QString &detail);
    void showConnection();
    void followLink(const QUrl &url);
    void followMention(const UserId &user);
    void showPerson(const UserId &user);
    void copyLink();
    void showAbilities();
    void chooseDictionaries();
    void applyPreferences();
    void restore();
    void save();

    MainWindow &q;
    Session &session;
    QString settingsPath;
    Preferences preferences;
    SpellChecker spelling;
    std::optional<QStringList> languages; ///< Preferences::spellingLanguages() as `spelling` has them
    Avatars avatars;
    EmojiTable emojis{&EmojiFont::has};
    RoomListModel rooms;
    OutboxModel unsent;
    RoomDialogs dialogs;
    MainMenu *menu;
    MembersDock *members;
    QSplitter *splitter;
    RoomPanel *panel;
    ConnectionBar *connection;
    UnsentBar *unsentBar;
    EncryptionBar *encryption;
    EncryptionDialogs *encryptionDialogs;
    NoticeBar *notice;
    MediaDesk media;
    Discarding discarding;
    HistoryBar *history;
    DeletionBar *deletion;
    KnockBar *knocks;
    ModerationBar *moderationBar;
    ModerationDesk *moderation;
    InvitesPage *invites = nullptr; ///< once it was wanted
    RoomTrust roomTrust;
    VerificationDesk verification;
    VerificationBar *verificationBar;
    IdentityBar *identityBar;
    RoomView *view;
    RoomHeader *header;
    RoomPage *page;
    RoomPreviewPage *previewPage;
    PreviewDesk preview;
    std::unique_ptr<ThreadDesk> threads;
    std::unique_ptr<MessageFinder> finder;
    std::unique_ptr<SpaceDesk> spaces;
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
      panel(new RoomPanel(session.rooms(), rooms, avatars, splitter)),
      connection(new ConnectionBar(session.api().clock(), splitter)),
      unsentBar(new UnsentBar(unsent, splitter)), encryption(new EncryptionBar(session, splitter)),
      encryptionDialogs(new EncryptionDialogs(session, window)), notice(new NoticeBar(splitter)),
      media(session, preferences, *notice, window), discarding(session.sendQueue(), *notice),
      history(new HistoryBar(session, splitter)), deletion(new DeletionBar(session, splitter)),
      knocks(new KnockBar(session, avatars, splitter)), moderationBar(new ModerationBar(splitter)),
      moderation(new ModerationDesk(session, *notice, *moderationBar, window)),
      roomTrust(session.trust(), session.store(), session.rooms(), session.self()),
      verification(
          session,
          [this](const UserId &user) {
              const QString name = members->nameOf(user);
              return name.isEmpty() ? view->nameOf(user) : name;
          },
          window),
      verificationBar(new VerificationBar(
          session, [this](const VerificationFlow &flow) { return verification.nameOf(flow); }, splitter)),
      identityBar(new IdentityBar(session, roomTrust, splitter)),
      view(new RoomView(
          session, avatars, preferences, emojis, [this](const UserId &user) { return members->nameOf(user); },
          splitter)),
      previewPage(new RoomPreviewPage(avatars, session.media(), preferences, splitter)),
      preview(session, *previewPage),
      threads(std::make_unique<ThreadDesk>(
          ThreadDesk::Parts{session, avatars, preferences, emojis, spelling, *view, window},
          [this](const UserId &user) { return members->nameOf(user); })),
      finder(std::make_unique<MessageFinder>(session, rooms, avatars,
                                             MessageFinder::Parts{*view, *history, *notice, window})),
      sideWindows(session, unsent, preferences, *encryptionDialogs, settingsPath, window),
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
                        {connection, verificationBar, unsentBar, encryption, notice, history, deletion,
                         moderationBar, identityBar, knocks},
                        view, splitter);
    page->setOfKnocked(previewPage);
    spaces =
        std::make_unique<SpaceDesk>(SpaceDesk::Parts{session, avatars, *panel, *page, window}, settingsPath);
}

void MainWindow::Private::layOut()
{
    auto *center = new QWidget(&q);
    auto *line = new QHBoxLayout(center);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(spaces->rail());
    line->addWidget(splitter, 1);
    splitter->addWidget(panel);
    splitter->addWidget(page);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->setStretchFactor(1, 1);
    panel->setMinimumWidth(Theme::units(50, q.font()));
    panel->setMaximumWidth(Theme::units(120, q.font()));
    page->setMinimumWidth(Theme::units(ThreadDock::LeastUnits, q.font()));
    splitter->setSizes({Theme::units(70, q.font()), FirstSize.width()});
    q.setCentralWidget(center);
    // The areas are not mirrored by Qt.
    q.addDockWidget(q.isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, members);
    q.setMinimumSize(SmallestSize.boundedTo(q.screen()->availableSize()));
    panel->focusList();
}

void MainWindow::Private::connectPanel()
{
    QObject::connect(panel, &RoomPanel::openRequested, &q, [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(panel, &RoomPanel::markReadRequested, &q,
                     [this](const RoomId &id) { session.markRead(id); });
    QObject::connect(panel, &RoomPanel::markUnreadRequested, &q,
                     [this](const RoomId &id) { session.setMarkedUnread(id, true); });
    QObject::connect(&session, &Session::accountChanged, &q, [this] { showAbilities(); });
    showAbilities();
    QObject::connect(panel, &RoomPanel::inviteRequested, &dialogs, &RoomDialogs::invite);
    QObject::connect(panel, &RoomPanel::leaveRequested, &dialogs, &RoomDialogs::leave);
    QObject::connect(panel, &RoomPanel::forgetRequested, &dialogs, &RoomDialogs::forget);
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
    QObject::connect(page, &RoomPage::acceptRequested, &q, [this](const RoomId &id) {
        page->setAnswering(true);
        dialogs.rejoin(id);
    });
    QObject::connect(page, &RoomPage::declineRequested, &q, [this](const RoomId &id) {
        page->setAnswering(true);
        dialogs.leave(id);
    });
    QObject::connect(page, &RoomPage::declineAndIgnoreRequested, &q, [this](const RoomId &id) {
        page->setAnswering(true);
        moderation->ignoreInviter(id, [this, id](bool isIgnored) {
            if (isIgnored)
                dialogs.leave(id);
            else if (id == room)
                page->setAnswering(false);
        });
    });
    QObject::connect(page, &RoomPage::reportRequested, moderation, &ModerationDesk::reportInviter);
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

/// What is the same for the list of members and the menu of one person.
void MainWindow::Private::connectPerson(auto &of)
{
    using Of = std::remove_reference_t<decltype(of)>;
    QObject::connect(&of, &Of::profileRequested, &q, [this](const UserId &user) { showPerson(user); });
    QObject::connect(&of, &Of::chatRequested, &dialogs, &RoomDialogs::openOrStartChat);
    QObject::connect(&of, &Of::verifyRequested, &verification, &VerificationDesk::verifyUser);
    QObject::connect(&of, &Of::deletionWanted, deletion,
                     [this](const RoomId &id, const UserId &user, const QString &name, const QPoint &at) {
                         deletion->ask(id, user, name, {}, at);
                     });
    QObject::connect(&of, &Of::actionWanted, moderation, &ModerationDesk::carryOut);
}

/// What is the same for a room and a thread.
void MainWindow::Private::connectView(RoomView &of)
{
    media.serve(of);
    of.setJoinGuard(guard());
    QObject::connect(&of, &RoomView::joinRequested, &dialogs, &RoomDialogs::rejoin);
    QObject::connect(&of, &RoomView::successorRequested, &preview, &PreviewDesk::goOn);
    QObject::connect(&of, &RoomView::joined, &q, [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(&of, &RoomView::linkActivated, &q, [this](const QUrl &url) { followLink(url); });
    QObject::connect(&of, &RoomView::done, notice, &NoticeBar::say);
    QObject::connect(&of, &RoomView::deletionWanted, deletion,
                     [this, &of](const UserId &user, const QString &name, const QString &reason,
                                 const QPoint &at) { deletion->ask(of.room(), user, name, reason, at); });
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
    menu->setHasSpaces(session.spaces().isAvailable(), spaces->hasSpaces());
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
    QObject::connect(menu, &MainMenu::findInRoomRequested, view, &RoomView::find);
    QObject::connect(menu, &MainMenu::listInRoomRequested, finder.get(), &MessageFinder::openPaletteInRoom);
    QObject::connect(menu, &MainMenu::filterRequested, panel, &RoomPanel::focusFilter);
    QObject::connect(menu, &MainMenu::fetchHistoryRequested, &q,
                     [this] { session.historyFetch().start(room); });
    QObject::connect(menu, &MainMenu::exportRequested, &q, [this] { dialogs.exportHistory(room); });
    QObject::connect(menu, &MainMenu::neighbourRequested, &q,
                     [this](int steps, bool unreadOnly) { openNeighbour(steps, unreadOnly); });
    QObject::connect(menu, &MainMenu::latestRequested, view, &RoomView::jumpToLatest);
    QObject::connect(menu, &MainMenu::firstUnreadRequested, view, &RoomView::jumpToUnread);
    QObject::connect(menu, &MainMenu::pinsRequested, header, &RoomHeader::pinsRequested);
    QObject::connect(menu, &MainMenu::threadsRequested, header, &RoomHeader::threadsRequested);
    QObject::connect(menu, &MainMenu::dateRequested, view, &RoomView::chooseDate);
    QObject::connect(menu, &MainMenu::inviteRequested, &q, [this] { dialogs.invite(room); });
    QObject::connect(menu, &MainMenu::encryptRequested, &q, [this] { dialogs.encrypt(room); });
    QObject::connect(menu, &MainMenu::copyLinkRequested, &q, [this] { copyLink(); });
    QObject::connect(menu, &MainMenu::previewsRequested, &q,
                     [this](bool areShown) { preferences.setPreviewsIn(room, areShown); });
    QObject::connect(menu, &MainMenu::markReadRequested, &q, [this] { session.markRead(room); });
    QObject::connect(menu, &MainMenu::markUnreadRequested, &q,
                     [this] { session.setMarkedUnread(room, true); });
    QObject::connect(menu, &MainMenu::leaveRequested, &q, [this] { dialogs.leave(room); });
    QObject::connect(menu, &MainMenu::forgetRequested, &q, [this] { dialogs.forget(room); });
}

void MainWindow::Private::connectHistory()
{
    QObject::connect(history, &HistoryBar::done, notice, &NoticeBar::say);
    QObject::connect(deletion, &DeletionBar::done, notice, &NoticeBar::say);
    QObject::connect(deletion, &DeletionBar::failed, notice, &NoticeBar::complain);
    connectPerson(*members);
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
    QObject::connect(encryption, &EncryptionBar::recoveryRequested, encryptionDialogs,
                     &EncryptionDialogs::remedy);
    QObject::connect(encryption, &EncryptionBar::signOutRequested, &q, &MainWindow::signOutRequested);
    QObject::connect(&sideWindows, &SideWindows::signOutRequested, &q, &MainWindow::signOutRequested);
    QObject::connect(&sideWindows, &SideWindows::deactivated, &q, &MainWindow::deactivated);
    QObject::connect(&sideWindows, &SideWindows::openRequested, &q, [this](const RoomId &id) {
        q.activateWindow();
        openAndWrite(id);
    });
    QObject::connect(&sideWindows, &SideWindows::editRequested, &q,
                     [this](const RoomId &id, const TxnId &txn) { editUnsent(id, txn); });
}

void MainWindow::Private::connectVerification()
{
    QObject::connect(verificationBar, &VerificationBar::accepted, &verification, &VerificationDesk::takeUp);
    QObject::connect(identityBar, &IdentityBar::verifyRequested, &verification,
                     &VerificationDesk::verifyUser);
    QObject::connect(&sideWindows, &SideWindows::verifyRequested, &verification,
                     &VerificationDesk::verifySession);
    QObject::connect(encryption, &EncryptionBar::verifyRequested, &verification,
                     [this] { verification.verifySession(); });
    QObject::connect(&verification, &VerificationDesk::failed, notice, &NoticeBar::complain);
    QObject::connect(&verification, &VerificationDesk::namesLearned, verificationBar,
                     &VerificationBar::refresh);
    QObject::connect(&roomTrust, &RoomTrust::changed, header,
                     [this] { header->setVerified(roomTrust.areAllVerified()); });
}

void MainWindow::Private::connectRoomSettings()
{
    QObject::connect(menu, &MainMenu::roomSettingsRequested, &q, [this] { roomSettings.showSettings(room); });
    QObject::connect(menu, &MainMenu::roomStateRequested, &q, [this] { roomSettings.showState(room); });
    QObject::connect(panel, &RoomPanel::settingsRequested, &roomSettings, &RoomSettingsDesk::showSettings);
    QObject::connect(&roomSettings, &RoomSettingsDesk::upgraded, &q,
                     [this](const RoomId &id, const QString &what) {
                         open(id);
                         notice->say(what);
                     });
    QObject::connect(&roomSettings, &RoomSettingsDesk::leaveRequested, &dialogs, &RoomDialogs::leave);
    QObject::connect(&roomSettings, &RoomSettingsDesk::encryptRequested, &dialogs, &RoomDialogs::encrypt);
}

void MainWindow::Private::connectPreview()
{
    QObject::connect(&dialogs, &RoomDialogs::previewRequested, &preview,
                     [this](const MatrixLink &link) { preview.show(link); });
    QObject::connect(&sideWindows, &SideWindows::joinRequested, &preview, &PreviewDesk::join);
    // Of a room that one is in, or of a person, there is nothing to be seen before.
    QObject::connect(&sideWindows, &SideWindows::previewRequested, &preview,
                     [this](const MatrixLink &link, const std::optional<PublicRoom> &listed) {
                         const Room *known = session.rooms().findByName(link.target);
                         if (!link.isRoom() || (known && known->membership != Membership::Leave))
                             dialogs.follow(link.target);
                         else
                             preview.show(link, listed);
                     });
    preview.setGuard(guard());
    QObject::connect(&preview, &PreviewDesk::shown, &q, [this] {
        open({});
        page->showInstead(previewPage);
    });
    QObject::connect(&preview, &PreviewDesk::openRequested, &q,
                     [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(&preview, &PreviewDesk::messageRequested, finder.get(), &MessageFinder::show);
    QObject::connect(&preview, &PreviewDesk::failed, notice, &NoticeBar::complain);
    QObject::connect(previewPage, &RoomPreviewPage::closed, &q, [this] {
        if (room.isEmpty()) // and not the open one, which one has asked to join
            goBack();
    });
    QObject::connect(previewPage, &RoomPreviewPage::linkActivated, &q,
                     [this](const QUrl &url) { followLink(url); });
    QObject::connect(knocks, &KnockBar::done, notice, &NoticeBar::say);
    QObject::connect(knocks, &KnockBar::failed, notice, &NoticeBar::complain);
}

/// For all ways into a room.
JoinGuard MainWindow::Private::guard()
{
    return [this](const RoomId &id, const QString &alias, std::function<void()> go) {
        dialogs.unlessWarned(id, alias, std::move(go));
    };
}

/// Whom one does not know, or does not want to hear, is left out of what is shown.
void MainWindow::Private::connectSafety()
{
    Safety &safety = session.safety();
    rooms.setLeftOut([of = &safety.invites()](const RoomId &id) { return of->isApart(id); });
    rooms.setHidden([of = &safety.hidden()](const UserId &user) { return of->isHidden(user); });
    QObject::connect(&safety.invites(), &Invites::changed, &q,
                     [this](const RoomId &id) { rooms.reconsider(id); });
    QObject::connect(&safety.invites(), &Invites::reset, &q, [this] { rooms.reconsiderAll(); });
    QObject::connect(&safety.hidden(), &HiddenPeople::changed, &q, [this] { rooms.refreshPreviews(); });
    panel->setMenuAddition([this](QMenu &of, const Room &known) { moderation->addTo(of, known); });
    auto *bar = new InvitesBar(safety.invites(), panel);
    panel->addBar(bar);
    QObject::connect(bar, &QAbstractButton::clicked, &q, [this] { showInvites(); });
}

/// To the room that was open before a page was shown in its place.
void MainWindow::Private::goBack()
{
    const RoomId last = session.lastOpenRoom();
    open(session.rooms().find(last) ? last : RoomId());
    panel->focusList();
}

void MainWindow::Private::showInvites()
{
    if (!invites) {
        invites = new InvitesPage(session, page);
        QObject::connect(invites, &InvitesPage::acceptRequested, &q, [this](const RoomId &id) {
            open(id);
            page->setAnswering(true);
            dialogs.rejoin(id);
        });
        QObject::connect(invites, &InvitesPage::closed, &q, [this] { goBack(); });
    }
    open({});
    page->showInstead(invites);
    q.setWindowTitle(invites->windowTitle());
}

void MainWindow::Private::connectSpaces()
{
    SpaceDesk *desk = spaces.get();
    QObject::connect(desk, &SpaceDesk::openRequested, &q, [this](const RoomId &id) { openAndWrite(id); });
    QObject::connect(desk, &SpaceDesk::inviteRequested, &dialogs, &RoomDialogs::invite);
    desk->lobby()->setCanAsk(true);
    desk->lobby()->setGuard(guard());
    QObject::connect(desk->lobby(), &SpaceLobby::knockRequested, &preview,
                     [this](const RoomId &id, const QStringList &via) {
                         preview.show({id.toString(), {}, via});
                     });
    QObject::connect(desk->lobby(), &SpaceLobby::previewRequested, &preview,
                     [this](const RoomId &id, const QStringList &via) {
                         const Room *known = session.rooms().find(id);
                         if (known && known->membership != Membership::Leave)
                             openAndWrite(id); // an invitation is to be answered
                         else
                             preview.show({id.toString(), {}, via});
                     });
    QObject::connect(desk, &SpaceDesk::settingsRequested, &roomSettings, &RoomSettingsDesk::showSettings);
    desk->setMenuAddition([this](QMenu &of, const Room &known) { moderation->addTo(of, known); });
    QObject::connect(desk, &SpaceDesk::joinRequested, &sideWindows,
                     [this] { sideWindows.showDirectory(avatars); });
    QObject::connect(desk, &SpaceDesk::markReadRequested, &q,
                     [this](const RoomId &id) { session.markRead(id); });
    QObject::connect(desk, &SpaceDesk::failed, notice, &NoticeBar::complain);
    QObject::connect(desk, &SpaceDesk::spacesChanged, &q, [this] { showAbilities(); });
    QObject::connect(&desk->dialogs(), &SpaceDialogs::done, notice, &NoticeBar::say);
    QObject::connect(&desk->dialogs(), &SpaceDialogs::left, &q, [this](const RoomId &id) {
        if (id == room)
            open({});
    });
    QObject::connect(&dialogs, &RoomDialogs::leaveSpaceRequested, &desk->dialogs(), &SpaceDialogs::leave);
    QObject::connect(menu, &MainMenu::createSpaceRequested, &desk->dialogs(), &SpaceDialogs::create);
    QObject::connect(menu, &MainMenu::neighbourSpaceRequested, desk->rail(), &SpaceRail::step);
}

/// The keyboard goes where one goes on: to the composer, or to the rooms of a space.
void MainWindow::Private::openAndWrite(const RoomId &id)
{
    open(id);
    const Room *known = session.rooms().find(id);
    if (known && known->isSpace() && known->membership == Membership::Join)
        spaces->lobby()->focusList();
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
    roomTrust.setRoom(known && known->membership == Membership::Join ? id : RoomId());
    members->setRoom(known && known->membership == Membership::Join ? id : RoomId());
    const bool isKnocked = known && known->membership == Membership::Knock;
    if (!isKnocked)
        preview.close();
    page->setRoom(id);
    if (isKnocked)
        preview.showKnocked(id);
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
        followMention(UserId(link->target));
    else if (isMatrix)
        dialogs.follow(url.toString(QUrl::FullyEncoded));
    else if (others.contains(url.scheme()) && !QDesktopServices::openUrl(url))
        notice->complain(MainWindow::tr("No program was found that opens this link."), url.toDisplayString());
}

/// To the chat with somebody. Who has none may not want one: what else there is to do is offered too.
void MainWindow::Private::followMention(const UserId &user)
{
    dialogs.openChat(user, [this, user, of = room] {
        auto *offer = new PersonMenu(session, of, user, view->nameOf(user), &q, members->membershipOf(user));
        connectPerson(*offer);
        offer->popup(QCursor::pos());
    });
}

void MainWindow::Private::showPerson(const UserId &user)
{
    const QString name = members->nameOf(user).isEmpty() ? view->nameOf(user) : members->nameOf(user);
    auto *card = new PersonCard(session, room, user, name, &q, members->membershipOf(user));
    connectPerson(*card);
    QObject::connect(card, &PersonCard::openRequested, &q, &MainWindow::showRoom);
    card->show();
}

void MainWindow::Private::copyLink()
{
    if (const Room *known = session.rooms().find(room)) {
        QGuiApplication::clipboard()->setText(roomLink(*known));
        notice->say(MainWindow::tr("Link copied."));
    }
}

/// Looks through the system's folders.
void MainWindow::Private::chooseDictionaries()
{
    languages = preferences.spellingLanguages();
    if (SpellEngine::isBuiltIn())
        spelling.setDictionaries(
            SpellDictionary::chosen(SpellDictionary::find(SpellDictionary::systemFolders()), languages));
}

void MainWindow::Private::applyPreferences()
{
    session.media().setLimit(qint64(preferences.mediaCacheLimit()) << 20);
    session.receipts().setPublic(preferences.tellsRead());
    session.typing().setEnabled(preferences.tellsTyping());
    session.setPresence(preferences.tellsPresence());
    session.store().crypto().setTrustedOnly(preferences.trustsVerifiedOnly());
    panel->setDensity(preferences.density());
    // An invitation's picture, or the one of who invites, is chosen by somebody whom one may not know.
    avatars.setShown([&of = session.rooms(), safety = &session.safety(),
                      pictures = preferences.pictures()](const QString &id) {
        const Room *known = of.find(RoomId(id));
        return !known || known->membership != Membership::Invite ||
               (pictures.showsIn(*known) && !safety->invites().isApart(known->id));
    });
    if (languages != preferences.spellingLanguages())
        chooseDictionaries();
    if (const Room *known = session.rooms().find(room))
        menu->setPreviewsShown(preferences.showsPreviewsIn(*known));
}

void MainWindow::Private::restore()
{
    QSettings settings(settingsPath, QSettings::IniFormat);
    if (!q.restoreGeometry(settings.value(key("geometry")).toByteArray()))
        q.resize(FirstSize.boundedTo(q.screen()->availableSize()));
    else
        OnScreen::fit(q);
    if (!q.restoreState(settings.value(key("state")).toByteArray()))
        members->setVisible(q.width() >= MembersFrom);
    splitter->restoreState(settings.value(key("splitter")).toByteArray());
}

void MainWindow::Private::save()
{
    view->saveNotes();
    threads->saveNotes();
    QSettings settings(settingsPath, QSettings::IniFormat);
    settings.setValue(key("geometry"), q.saveGeometry());
    settings.setValue(key("state"), q.saveState());
    settings.setValue(key("splitter"), splitter->saveState());
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
    d->connectVerification();
    d->connectRoomSettings();
    d->connectPreview();
    d->connectSafety();
    d->connectSpaces();
    connect(&d->preferences, &Preferences::changed, this, [this] { d->applyPreferences(); });
    d->chooseDictionaries();
    d->applyPreferences();
    d->restore();
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
    d->encryptionDialogs->remedy();
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

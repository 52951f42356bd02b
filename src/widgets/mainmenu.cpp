// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainmenu.h"

#include "base/application.h"
#include "store/records.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace linnet {

MainMenu::MainMenu(QMenuBar &bar, QAction *membersAction, const QString &self) : QObject(&bar), m_bar(bar)
{
    fillAccount(*bar.addMenu(tr("&Account")), self);
    fillRoom(*bar.addMenu(tr("&Room")), membersAction);
    fillGo(*bar.addMenu(tr("&Go")));
    QMenu *help = bar.addMenu(tr("&Help"));
    help->addAction(tr("&About Linnet"), this, &MainMenu::showAbout)->setMenuRole(QAction::AboutRole);
    setRoom(nullptr);
}

void MainMenu::fillAccount(QMenu &menu, const QString &self)
{
    QAction *who = menu.addAction(QString(self).replace(u'&', QLatin1String("&&")));
    who->setEnabled(false);
    menu.addSeparator();
    menu.addAction(tr("New c&hat…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), this,
                   &MainMenu::newChatRequested);
    menu.addAction(tr("&Create a room…"), QKeySequence::New, this, &MainMenu::createRequested);
    menu.addAction(tr("&Join or explore…"), QKeySequence(Qt::CTRL | Qt::Key_J), this,
                   &MainMenu::joinRequested);
    m_createSpace = menu.addAction(tr("Create a s&pace…"), this, &MainMenu::createSpaceRequested);
    menu.addSeparator();
    QAction *settings = menu.addAction(tr("S&ettings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                                       &MainMenu::settingsRequested);
    settings->setMenuRole(QAction::PreferencesRole);
    menu.addAction(tr("&Network…"), this, &MainMenu::networkRequested);
    menu.addAction(tr("&Sign out…"), this, &MainMenu::signOutRequested);
    QAction *quit =
        menu.addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &MainMenu::quitRequested);
    quit->setMenuRole(QAction::QuitRole);
}

void MainMenu::fillRoom(QMenu &menu, QAction *membersAction)
{
    membersAction->setText(tr("&Members"));
    membersAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_M));
    menu.addAction(membersAction);
    m_invite = menu.addAction(tr("&Invite…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), this,
                              &MainMenu::inviteRequested);
    m_encrypt = menu.addAction(tr("Encr&ypt messages…"), this, &MainMenu::encryptRequested);
    m_roomSettings = menu.addAction(tr("Room settin&gs…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                                    this, &MainMenu::roomSettingsRequested);
    m_findInRoom =
        menu.addAction(tr("Find in t&his room…"), QKeySequence::Find, this, &MainMenu::findInRoomRequested);
    m_listInRoom = menu.addAction(tr("&Search this room…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                                  this, &MainMenu::listInRoomRequested);
    m_pins = menu.addAction(tr("&Pinned messages…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), this,
                            &MainMenu::pinsRequested);
    m_threads = menu.addAction(tr("&Threads…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), this,
                               &MainMenu::threadsRequested);
    m_fetchHistory = menu.addAction(tr("Fetch all &older messages"), this, &MainMenu::fetchHistoryRequested);
    m_export = menu.addAction(tr("E&xport…"), this, &MainMenu::exportRequested);
    m_copyLink = menu.addAction(tr("&Copy link"), this, &MainMenu::copyLinkRequested);
    m_previews = menu.addAction(tr("Say &where links lead"));
    m_previews->setCheckable(true);
    connect(m_previews, &QAction::triggered, this, &MainMenu::previewsRequested);
    menu.addSeparator();
    m_markRead = menu.addAction(tr("Mark as &read"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), this,
                                &MainMenu::markReadRequested);
    m_markUnread = menu.addAction(tr("Mark as u&nread"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), this,
                                  &MainMenu::markUnreadRequested);
    m_latest =
        menu.addAction(tr("Jump to the l&atest message"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                       this, &MainMenu::latestRequested);
    m_firstUnread =
        menu.addAction(tr("Jump to the first &unread message"),
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J), this, &MainMenu::firstUnreadRequested);
    menu.addSeparator();
    m_roomState = menu.addAction(tr("De&veloper: room state…"), this, &MainMenu::roomStateRequested);
    menu.addSeparator();
    m_leave = menu.addAction(tr("&Leave…"), this, &MainMenu::leaveRequested);
    m_forget = menu.addAction(tr("&Forget…"), this, &MainMenu::forgetRequested);
}

void MainMenu::fillGo(QMenu &menu)
{
    const auto addNeighbour = [&](const QString &text, QKeyCombination keys, int steps, bool unreadOnly) {
        menu.addAction(text, QKeySequence(keys), this,
                       [this, steps, unreadOnly] { Q_EMIT neighbourRequested(steps, unreadOnly); });
    };
    menu.addAction(tr("&Find…"), QKeySequence(Qt::CTRL | Qt::Key_K), this, &MainMenu::findRequested);
    menu.addAction(tr("Fil&ter the room list"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), this,
                   &MainMenu::filterRequested);
    menu.addAction(tr("Un&sent messages…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this,
                   &MainMenu::outboxRequested);
    m_date = menu.addAction(tr("Jump to a &date…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), this,
                            &MainMenu::dateRequested);
    menu.addSeparator();
    addNeighbour(tr("&Next room"), Qt::ALT | Qt::Key_Down, 1, false);
    addNeighbour(tr("&Previous room"), Qt::ALT | Qt::Key_Up, -1, false);
    addNeighbour(tr("Next &unread room"), Qt::ALT | Qt::SHIFT | Qt::Key_Down, 1, true);
    addNeighbour(tr("Previous un&read room"), Qt::ALT | Qt::SHIFT | Qt::Key_Up, -1, true);
    m_goSpaces << menu.addSeparator();
    m_goSpaces << menu.addAction(tr("Ne&xt space"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Down), this,
                                 [this] { Q_EMIT neighbourSpaceRequested(1); });
    m_goSpaces << menu.addAction(tr("Pre&vious space"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Up), this,
                                 [this] { Q_EMIT neighbourSpaceRequested(-1); });
}

void MainMenu::setHasSpaces(bool canCreate, bool hasSome)
{
    m_createSpace->setVisible(canCreate);
    for (QAction *action : std::as_const(m_goSpaces))
        action->setVisible(hasSome);
}

void MainMenu::setRoom(const Room *room)
{
    const bool isIn = room && room->membership == Membership::Join;
    const bool isKnocking = room && room->membership == Membership::Knock;
    const bool isInvited = isKnocking || (room && room->membership == Membership::Invite);
    // A space that one is in shows its rooms in the place of messages.
    const bool hasTimeline = room && !isInvited && !(isIn && room->isSpace());
    m_invite->setEnabled(isIn);
    m_encrypt->setEnabled(isIn && hasTimeline && !room->isEncrypted);
    m_roomSettings->setEnabled(isIn);
    m_roomState->setEnabled(isIn);
    m_copyLink->setEnabled(room);
    m_findInRoom->setEnabled(hasTimeline);
    m_listInRoom->setEnabled(hasTimeline);
    m_fetchHistory->setEnabled(isIn && hasTimeline);
    m_export->setEnabled(hasTimeline);
    m_markRead->setEnabled(isIn && room->isReadable());
    m_markUnread->setEnabled(isIn && !room->isMarkedUnread);
    m_previews->setEnabled(isIn && !room->isEncrypted);
    m_latest->setEnabled(hasTimeline);
    m_firstUnread->setEnabled(hasTimeline);
    m_date->setEnabled(hasTimeline);
    m_pins->setEnabled(hasTimeline && !room->pinned.isEmpty());
    m_threads->setEnabled(hasTimeline);
    m_leave->setEnabled(isIn || isInvited);
    m_leave->setText(isKnocking ? tr("With&draw") : isInvited ? tr("&Decline") : tr("&Leave…"));
    m_forget->setEnabled(room && !isIn && !isInvited);
}

void MainMenu::setCanMarkUnread(bool canMark)
{
    m_markUnread->setVisible(canMark);
}

void MainMenu::setHasThreads(bool hasThreads)
{
    m_threads->setVisible(hasThreads);
}

void MainMenu::setHasEncryption(bool hasEncryption)
{
    m_encrypt->setVisible(hasEncryption);
}

void MainMenu::setHasPreviews(bool hasPreviews)
{
    m_previews->setVisible(hasPreviews);
}

void MainMenu::setPreviewsShown(bool areShown)
{
    m_previews->setChecked(areShown);
}

void MainMenu::showAbout()
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Linnet"),
        QStringLiteral("%1 %2").arg(QLatin1String(application::Name), QLatin1String(application::Version)),
        QMessageBox::Close, m_bar.window());
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(m_bar.window()->windowIcon().pixmap(QSize(64, 64), m_bar.devicePixelRatioF()));
    box->setInformativeText(
        tr("A Matrix client for the desktop.\n\nFree software under the GNU General Public "
           "License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}

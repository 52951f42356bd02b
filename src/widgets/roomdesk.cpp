// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdesk.h"

#include "session/session.h"
#include "widgets/mainmenu.h"
#include "widgets/messagefinder.h"
#include "widgets/moderationdesk.h"
#include "widgets/noticebar.h"
#include "widgets/preferences.h"
#include "widgets/roomdialogs.h"
#include "widgets/roomheader.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/roomsettingsdesk.h"
#include "widgets/roomview.h"

namespace linnet {

RoomDesk::RoomDesk(const Parts &parts) : m_parts(parts)
{
    connectPanel();
    connectInvitation();
    connectMenu();
    connectSettings();
}

RoomId RoomDesk::room() const
{
    return m_parts.page.room();
}

void RoomDesk::connectPanel()
{
    RoomPanel *panel = &m_parts.panel;
    RoomDialogs *dialogs = &m_parts.dialogs;
    Session *session = &m_parts.session;
    connect(panel, &RoomPanel::markReadRequested, this,
            [session](const RoomId &id) { session->markRead(id); });
    connect(panel, &RoomPanel::markUnreadRequested, this,
            [session](const RoomId &id) { session->setMarkedUnread(id, true); });
    connect(panel, &RoomPanel::inviteRequested, dialogs, &RoomDialogs::invite);
    connect(panel, &RoomPanel::leaveRequested, dialogs, &RoomDialogs::leave);
    connect(panel, &RoomPanel::forgetRequested, dialogs, &RoomDialogs::forget);
    connect(panel, &RoomPanel::settingsRequested, &m_parts.settings, &RoomSettingsDesk::showSettings);
}

void RoomDesk::connectInvitation()
{
    RoomPage *page = &m_parts.page;
    RoomDialogs *dialogs = &m_parts.dialogs;
    ModerationDesk *moderation = &m_parts.moderation;
    connect(page, &RoomPage::acceptRequested, this, [page, dialogs](const RoomId &id) {
        page->setAnswering(true);
        dialogs->rejoin(id);
    });
    connect(page, &RoomPage::declineRequested, this, [page, dialogs](const RoomId &id) {
        page->setAnswering(true);
        dialogs->leave(id);
    });
    connect(page, &RoomPage::declineAndIgnoreRequested, this, [=](const RoomId &id) {
        page->setAnswering(true);
        moderation->ignoreInviter(id, [page, dialogs, id](bool isIgnored) {
            if (isIgnored)
                dialogs->leave(id);
            else if (id == page->room())
                page->setAnswering(false);
        });
    });
    connect(page, &RoomPage::reportRequested, moderation, &ModerationDesk::reportInviter);
}

void RoomDesk::connectMenu()
{
    MainMenu *menu = &m_parts.menu;
    RoomView *view = &m_parts.view;
    RoomDialogs *dialogs = &m_parts.dialogs;
    Session *session = &m_parts.session;
    connect(menu, &MainMenu::findInRoomRequested, view, &RoomView::find);
    connect(menu, &MainMenu::listInRoomRequested, &m_parts.finder, &MessageFinder::openPaletteInRoom);
    connect(menu, &MainMenu::fetchHistoryRequested, this,
            [this, session] { session->historyFetch().start(room()); });
    connect(menu, &MainMenu::exportRequested, this, [this, dialogs] { dialogs->exportHistory(room()); });
    connect(menu, &MainMenu::latestRequested, view, &RoomView::jumpToLatest);
    connect(menu, &MainMenu::firstUnreadRequested, view, &RoomView::jumpToUnread);
    connect(menu, &MainMenu::pinsRequested, &m_parts.header, &RoomHeader::pinsRequested);
    connect(menu, &MainMenu::threadsRequested, &m_parts.header, &RoomHeader::threadsRequested);
    connect(menu, &MainMenu::dateRequested, view, &RoomView::chooseDate);
    connect(menu, &MainMenu::inviteRequested, this, [this, dialogs] { dialogs->invite(room()); });
    connect(menu, &MainMenu::encryptRequested, this, [this, dialogs] { dialogs->encrypt(room()); });
    connect(menu, &MainMenu::previewsRequested, this,
            [this](bool areShown) { m_parts.preferences.setPreviewsIn(room(), areShown); });
    connect(menu, &MainMenu::markReadRequested, this, [this, session] { session->markRead(room()); });
    connect(menu, &MainMenu::markUnreadRequested, this,
            [this, session] { session->setMarkedUnread(room(), true); });
    connect(menu, &MainMenu::leaveRequested, this, [this, dialogs] { dialogs->leave(room()); });
    connect(menu, &MainMenu::forgetRequested, this, [this, dialogs] { dialogs->forget(room()); });
}

void RoomDesk::connectSettings()
{
    RoomSettingsDesk *settings = &m_parts.settings;
    connect(&m_parts.menu, &MainMenu::roomSettingsRequested, this,
            [this, settings] { settings->showSettings(room()); });
    connect(&m_parts.menu, &MainMenu::roomStateRequested, this,
            [this, settings] { settings->showState(room()); });
    connect(settings, &RoomSettingsDesk::upgraded, this, [this](const RoomId &id, const QString &what) {
        Q_EMIT showRequested(id);
        m_parts.notice.say(what);
    });
    connect(settings, &RoomSettingsDesk::leaveRequested, &m_parts.dialogs, &RoomDialogs::leave);
    connect(settings, &RoomSettingsDesk::encryptRequested, &m_parts.dialogs, &RoomDialogs::encrypt);
}

}

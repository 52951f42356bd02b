// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomplaces.h"

#include "models/roomlistmodel.h"
#include "session/matrixlink.h"
#include "session/session.h"
#include "widgets/invitesbar.h"
#include "widgets/invitespage.h"
#include "widgets/knockbar.h"
#include "widgets/mainmenu.h"
#include "widgets/messagefinder.h"
#include "widgets/moderationdesk.h"
#include "widgets/noticebar.h"
#include "widgets/roomdialogs.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/roompreviewpage.h"
#include "widgets/roomsettingsdesk.h"
#include "widgets/sidewindows.h"
#include "widgets/spacelobby.h"
#include "widgets/spacerail.h"

#include <QMainWindow>

namespace linnet {

RoomPlaces::RoomPlaces(const Parts &parts, const QString &settingsPath)
    : m_parts(parts), m_previewPage(new RoomPreviewPage(parts.avatars, parts.session.media(),
                                                        parts.preferences, &parts.page)),
      m_preview(parts.session, *m_previewPage),
      m_spaces({parts.session, parts.avatars, parts.panel, parts.page, parts.window}, settingsPath)
{
    parts.page.setOfKnocked(m_previewPage);
    connectPreview();
    connectSafety();
    connectSpaces();
}

void RoomPlaces::connectPreview()
{
    connect(&m_parts.dialogs, &RoomDialogs::previewRequested, &m_preview,
            [this](const MatrixLink &link) { m_preview.show(link); });
    connect(&m_parts.sideWindows, &SideWindows::joinRequested, &m_preview, &PreviewDesk::join);
    // Of a room that one is in, or of a person, there is nothing to be seen before.
    connect(&m_parts.sideWindows, &SideWindows::previewRequested, &m_preview,
            [this](const MatrixLink &link, const std::optional<PublicRoom> &listed) {
                const Room *known = m_parts.session.rooms().findByName(link.target);
                if (!link.isRoom() || (known && known->membership != Membership::Leave))
                    m_parts.dialogs.follow(link.target);
                else
                    m_preview.show(link, listed);
            });
    m_preview.setGuard(guard());
    connect(&m_preview, &PreviewDesk::shown, this, [this] {
        Q_EMIT showRequested({});
        m_parts.page.showInstead(m_previewPage);
    });
    connect(&m_preview, &PreviewDesk::openRequested, this, &RoomPlaces::openRequested);
    connect(&m_preview, &PreviewDesk::messageRequested, &m_parts.finder, &MessageFinder::show);
    connect(&m_preview, &PreviewDesk::failed, &m_parts.notice, &NoticeBar::complain);
    connect(m_previewPage, &RoomPreviewPage::closed, this, [this] {
        if (m_parts.page.room().isEmpty()) // and not the open one, which one has asked to join
            goBack();
    });
    connect(m_previewPage, &RoomPreviewPage::linkActivated, this, &RoomPlaces::linkActivated);
    connect(&m_parts.knocks, &KnockBar::done, &m_parts.notice, &NoticeBar::say);
    connect(&m_parts.knocks, &KnockBar::failed, &m_parts.notice, &NoticeBar::complain);
}

JoinGuard RoomPlaces::guard() const
{
    return [dialogs = &m_parts.dialogs](const RoomId &id, const QString &alias, std::function<void()> go) {
        dialogs->unlessWarned(id, alias, std::move(go));
    };
}

/// Whom one does not know, or does not want to hear, is left out of what is shown.
void RoomPlaces::connectSafety()
{
    Safety &safety = m_parts.session.safety();
    RoomListModel &rooms = m_parts.rooms;
    rooms.setLeftOut([of = &safety.invites()](const RoomId &id) { return of->isApart(id); });
    rooms.setHidden([of = &safety.hidden()](const UserId &user) { return of->isHidden(user); });
    connect(&safety.invites(), &Invites::changed, this, [&rooms](const RoomId &id) { rooms.reconsider(id); });
    connect(&safety.invites(), &Invites::reset, this, [&rooms] { rooms.reconsiderAll(); });
    connect(&safety.hidden(), &HiddenPeople::changed, this, [&rooms] { rooms.refreshPreviews(); });
    m_parts.panel.setMenuAddition(
        [of = &m_parts.moderation](QMenu &menu, const Room &known) { of->addTo(menu, known); });
    auto *bar = new InvitesBar(safety.invites(), &m_parts.panel);
    m_parts.panel.addBar(bar);
    connect(bar, &QAbstractButton::clicked, this, [this] { showInvites(); });
}

/// To the room that was open before a page was shown in its place.
void RoomPlaces::goBack()
{
    const RoomId last = m_parts.session.lastOpenRoom();
    Q_EMIT showRequested(m_parts.session.rooms().find(last) ? last : RoomId());
    m_parts.panel.focusList();
}

void RoomPlaces::showInvites()
{
    if (!m_invites) {
        m_invites = new InvitesPage(m_parts.session, &m_parts.page);
        connect(m_invites, &InvitesPage::acceptRequested, this, [this](const RoomId &id) {
            Q_EMIT showRequested(id);
            m_parts.page.setAnswering(true);
            m_parts.dialogs.rejoin(id);
        });
        connect(m_invites, &InvitesPage::closed, this, [this] { goBack(); });
    }
    Q_EMIT showRequested({});
    m_parts.page.showInstead(m_invites);
    m_parts.window.setWindowTitle(m_invites->windowTitle());
}

void RoomPlaces::connectSpaces()
{
    SpaceDesk *desk = &m_spaces;
    connect(desk, &SpaceDesk::openRequested, this, &RoomPlaces::openRequested);
    connect(desk, &SpaceDesk::inviteRequested, &m_parts.dialogs, &RoomDialogs::invite);
    desk->lobby()->setCanAsk(true);
    desk->lobby()->setGuard(guard());
    connect(desk->lobby(), &SpaceLobby::knockRequested, &m_preview,
            [this](const RoomId &id, const QStringList &via) {
                m_preview.show({id.toString(), {}, via});
            });
    connect(desk->lobby(), &SpaceLobby::previewRequested, &m_preview,
            [this](const RoomId &id, const QStringList &via) {
                const Room *known = m_parts.session.rooms().find(id);
                if (known && known->membership != Membership::Leave)
                    Q_EMIT openRequested(id); // an invitation is to be answered
                else
                    m_preview.show({id.toString(), {}, via});
            });
    connect(desk, &SpaceDesk::settingsRequested, &m_parts.settings, &RoomSettingsDesk::showSettings);
    desk->setMenuAddition(
        [of = &m_parts.moderation](QMenu &menu, const Room &known) { of->addTo(menu, known); });
    connect(desk, &SpaceDesk::joinRequested, &m_parts.sideWindows,
            [this] { m_parts.sideWindows.showDirectory(m_parts.avatars); });
    connect(desk, &SpaceDesk::markReadRequested, this,
            [this](const RoomId &id) { m_parts.session.markRead(id); });
    connect(desk, &SpaceDesk::failed, &m_parts.notice, &NoticeBar::complain);
    connect(&desk->dialogs(), &SpaceDialogs::done, &m_parts.notice, &NoticeBar::say);
    connect(&desk->dialogs(), &SpaceDialogs::left, this, [this](const RoomId &id) {
        if (id == m_parts.page.room())
            Q_EMIT showRequested({});
    });
    connect(&m_parts.dialogs, &RoomDialogs::leaveSpaceRequested, &desk->dialogs(), &SpaceDialogs::leave);
    connect(&m_parts.menu, &MainMenu::createSpaceRequested, &desk->dialogs(), &SpaceDialogs::create);
    connect(&m_parts.menu, &MainMenu::neighbourSpaceRequested, desk->rail(), &SpaceRail::step);
}

}

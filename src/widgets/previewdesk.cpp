// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/previewdesk.h"

#include "matrix/servername.h"
#include "session/roomservers.h"
#include "session/session.h"
#include "session/successors.h"
#include "widgets/roompreviewpage.h"

#include <QPointer>

namespace linnet {

PreviewDesk::PreviewDesk(Session &session, RoomPreviewPage &page)
    : m_session(session), m_page(page), m_peek(session.api(), session.self())
{
    connect(&page, &RoomPreviewPage::joinRequested, this, &PreviewDesk::joinShown);
    connect(&page, &RoomPreviewPage::knockRequested, this, &PreviewDesk::knock);
    connect(&page, &RoomPreviewPage::withdrawRequested, this, &PreviewDesk::withdraw);
    connect(&page, &RoomPreviewPage::retryRequested, this, &PreviewDesk::load);
    connect(&page, &RoomPreviewPage::openRequested, this, [this] {
        if (m_seen)
            open(m_seen->summary.id);
    });
    HiddenPeople &hidden = session.safety().hidden();
    const auto hide = [this, &hidden] { m_peek.setHiding(hidden.rule()); };
    connect(&hidden, &HiddenPeople::changed, this, hide);
    hide();
    connect(&m_peek, &RoomPeek::changed, this, [this] { m_page.setPeek(m_peek.items()); });
    connect(&session.rooms(), &RoomList::changed, this, &PreviewDesk::onRoomChanged);
    connect(&session.rooms(), &RoomList::removed, this, &PreviewDesk::onRoomChanged);
}

void PreviewDesk::begin(const MatrixLink &link)
{
    m_isOpen = true;
    m_link = link;
    m_listed.reset();
    m_seen.reset();
    m_own.reset();
    m_peek.clear();
    m_page.clear();
    m_work = std::make_unique<QObject>();
}

void PreviewDesk::show(const MatrixLink &link, const std::optional<PublicRoom> &listed)
{
    Q_EMIT shown();
    begin(link);
    m_listed = listed;
    m_page.setFocus(Qt::OtherFocusReason);
    // What the directory says stands there until more is known.
    if (listed) {
        m_seen = SeenRoom{SummaryRequests::fromDirectory(*listed), link.via};
        refresh();
    }
    load();
}

void PreviewDesk::join(const MatrixLink &link, const std::optional<PublicRoom> &listed)
{
    show(link, listed);
    joinShown();
}

void PreviewDesk::showKnocked(const RoomId &room)
{
    if (m_isOpen && m_seen && m_seen->summary.id == room)
        return refresh();
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    MatrixLink link;
    link.target = room.toString();
    link.via = serversOf(*known, MostVia);
    begin(link);
    // A room that one has knocked at says of itself what it wants strangers to know.
    SeenRoom seen;
    seen.via = link.via;
    seen.summary.id = room;
    seen.summary.name = known->name;
    seen.summary.topic = known->topic;
    seen.summary.avatarUrl = known->avatarUrl;
    seen.summary.alias = known->canonicalAlias;
    seen.summary.isEncrypted = known->isEncrypted;
    seen.summary.type = known->type;
    seen.summary.membership = Membership::Knock;
    m_seen = seen;
    m_page.setFocus(Qt::OtherFocusReason);
    refresh();
}

void PreviewDesk::close()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_work.reset();
    m_seen.reset();
    m_listed.reset();
    m_peek.clear();
    m_page.clear();
}

void PreviewDesk::load()
{
    if (!m_seen)
        m_page.showLoading();
    RoomSummaries::fetch(m_session.api(), m_link, m_listed)
        .then(m_work.get(), [this](const Result<SeenRoom> &seen) {
            if (!seen) {
                if (!m_seen)
                    m_page.showFailure(seen.error());
                return;
            }
            m_seen = *seen;
            m_seen->via = mergedServers(m_link.via, m_seen->via);
            refresh();
            const RoomSummary &summary = m_seen->summary;
            if (m_isOpen && summary.isWorldReadable && !summary.isEncrypted && !summary.id.isEmpty())
                m_peek.load(summary.id);
        });
}

void PreviewDesk::refresh()
{
    const RoomSummary &summary = m_seen->summary;
    m_page.showRoom(summary, m_own ? JoinOutlook::of(summary, m_session.rooms(), *m_own)
                                   : JoinOutlook::of(summary, m_session.rooms()));
    // Who has gone elsewhere meanwhile stays there.
    if (m_page.hasFocus())
        m_page.focusAction();
}

void PreviewDesk::onRoomChanged(const RoomId &room)
{
    if (!m_isOpen || !m_seen || m_seen->summary.id != room)
        return;
    const Room *known = m_session.rooms().find(room);
    if (known && known->membership == Membership::Join) {
        open(room); // from here, or from another of the account's clients
        return;
    }
    m_own.reset();
    m_seen->summary.membership = known ? known->membership : Membership::None;
    refresh();
}

// By value: who opens it closes this.
void PreviewDesk::open(RoomId room)
{
    const EventId event(m_link.event);
    if (event.isEmpty())
        Q_EMIT openRequested(room);
    else
        Q_EMIT messageRequested(room, event);
}

void PreviewDesk::joinShown()
{
    if (!m_guard)
        return joinNow();
    const QString &target = m_link.target;
    const RoomId id = m_seen ? m_seen->summary.id : RoomId(target.startsWith(u'!') ? target : QString());
    const QString alias = m_seen ? m_seen->summary.alias : target.startsWith(u'#') ? target : QString();
    m_guard(id, alias, [this, work = QPointer<QObject>(m_work.get())] {
        if (work)
            joinNow();
    });
}

void PreviewDesk::joinNow()
{
    m_page.setBusy(true);
    const QString target = m_seen ? m_seen->target() : m_link.target;
    const QStringList via = m_seen ? m_seen->via : m_link.via;
    const Room *known = m_seen ? m_session.rooms().find(m_seen->summary.id) : nullptr;
    const bool isDirect = known && known->membership == Membership::Invite && known->isDirect;
    m_session.actions()
        .join(target, isDirect ? known->inviter : UserId(), via)
        .then(m_work.get(), [this](const Result<RoomId> &result) { onJoined(result); });
}

void PreviewDesk::onJoined(const Result<RoomId> &result)
{
    if (result) {
        open(*result);
        return;
    }
    if (!m_seen) { // it is still being looked at
        m_seen.emplace();
        m_seen->via = m_link.via;
        if (m_link.target.startsWith(u'!'))
            m_seen->summary.id = RoomId(m_link.target);
        else
            m_seen->summary.alias = m_link.target;
        refresh();
    }
    const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Joining);
    const QString why = JoinOutlook::refusal(result.error(), m_seen->summary, m_session.rooms());
    m_page.showProblem(why.isEmpty() ? text.what : why, text.detail);
}

void PreviewDesk::knock(const QString &reason)
{
    if (!m_seen)
        return;
    m_page.setBusy(true);
    m_session.actions()
        .knock(m_seen->target(), reason, m_seen->via)
        .then(m_work.get(), [this](const Result<RoomId> &result) {
            m_page.setBusy(false);
            if (result) {
                m_seen->summary.id = *result;
                m_own = Membership::Knock;
                return refresh();
            }
            const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Joining);
            m_page.showProblem(
                result.error().kind == Error::Kind::Unsupported ? tr("Your server cannot ask to join rooms.")
                : result.error().isMatrix("M_FORBIDDEN")        ? tr("You may not ask to join this room.")
                                                                : text.what,
                text.detail);
        });
}

void PreviewDesk::withdraw()
{
    if (!m_seen)
        return;
    m_page.setBusy(true);
    m_session.actions().leave(m_seen->summary.id).then(m_work.get(), [this](const Result<Done> &result) {
        m_page.setBusy(false);
        if (result) {
            m_own = Membership::Leave;
            return refresh();
        }
        const ErrorText text = ErrorText::of(result.error());
        m_page.showProblem(text.what, text.detail);
    });
}

void PreviewDesk::goOn(const RoomId &replaced)
{
    const Successors::End end = Successors::of(m_session.rooms(), replaced);
    if (end.isCircle) {
        Q_EMIT failed(tr("These rooms are said to replace each other."),
                      tr("There is no room in which they go on. Ask those who run them."));
        return;
    }
    if (end.room.isEmpty()) {
        Q_EMIT failed(tr("Nobody says in which room this one goes on."), {});
        return;
    }
    if (end.isJoined) {
        Q_EMIT openRequested(end.room);
        return;
    }
    Successors::servers(m_session.store(), m_session.rooms(), end)
        .then(this, [this, end](const Result<QStringList> &servers) {
            MatrixLink link;
            link.target = end.room.toString();
            link.via = servers ? *servers : QStringList();
            join(link);
        });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roompeek.h"
#include "session/roomsummaries.h"
#include "widgets/joinguard.h"

#include <QObject>

#include <memory>
#include <optional>

namespace linnet {

class RoomPreviewPage;
class Session;

/// Shows rooms that one is not in on the preview page, and does what one wants of them there: join, ask to,
/// take that back. Goes on to the rooms that others were replaced by. GUI thread; must not outlive what it is
/// made with.
class PreviewDesk : public QObject
{
    Q_OBJECT

public:
    PreviewDesk(Session &session, RoomPreviewPage &page);

    void setGuard(JoinGuard guard) { m_guard = std::move(guard); }
    void show(const MatrixLink &link, const std::optional<PublicRoom> &listed = {});
    /// The same, and joins it at once; what goes wrong is said on the page.
    void join(const MatrixLink &link, const std::optional<PublicRoom> &listed = {});
    /// The open room, which one has asked to join.
    void showKnocked(const RoomId &room);
    /// Opens the room that goes on in the place of this one, which was replaced; joins it if need be.
    void goOn(const RoomId &replaced);
    void close(); ///< another room is open
    bool isOpen() const { return m_isOpen; }

Q_SIGNALS:
    void shown(); ///< the page is to be seen in the place of an open room, which is to be left for it
    void openRequested(const linnet::RoomId &room); ///< one is in it, or the next sync brings it
    void messageRequested(const linnet::RoomId &room, const linnet::EventId &event);
    void failed(const QString &what, const QString &detail); ///< where there is no page to say it on

private:
    void begin(const MatrixLink &link);
    void load();
    void refresh();
    void onRoomChanged(const RoomId &room);
    void joinShown();
    void joinNow();
    void knock(const QString &reason);
    void withdraw();
    void open(RoomId room);
    void onJoined(const Result<RoomId> &result);

    Session &m_session;
    RoomPreviewPage &m_page;
    RoomPeek m_peek;
    JoinGuard m_guard;
    bool m_isOpen = false;
    MatrixLink m_link;
    std::optional<PublicRoom> m_listed;
    std::optional<SeenRoom> m_seen;
    std::optional<Membership> m_own; ///< what it has become here, until a sync says it
    std::unique_ptr<QObject> m_work; ///< context of what is under way for the shown room
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompage.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "widgets/emptystate.h"
#include "widgets/roomheader.h"
#include "widgets/roomview.h"
#include "widgets/skeleton.h"
#include "widgets/spacelobby.h"

#include <QKeySequence>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

RoomPage::RoomPage(Session &session, RoomHeader *header, const QList<QWidget *> &bars, RoomView *view,
                   QWidget *parent)
    : QWidget(parent), m_session(session), m_header(header), m_view(view), m_pages(new QStackedWidget(this)),
      m_nothing(new EmptyState(this)), m_invitation(new EmptyState(this)), m_waiting(new Skeleton(14, this))
{
    m_nothing->setIcon(QStringLiteral("dialog-messages"));
    m_invitation->setIcon(QStringLiteral("mail-message-new"));
    m_accept = m_invitation->addButton(tr("Accept"));
    m_decline = m_invitation->addButton(tr("Decline"));
    m_ignore = m_invitation->addLesserButton(tr("Decline and ignore"));
    m_report = m_invitation->addLesserButton(tr("Report…"));
    m_accept->setDefault(true);
    connect(m_accept, &QPushButton::clicked, this, [this] { Q_EMIT acceptRequested(m_room); });
    connect(m_decline, &QPushButton::clicked, this, [this] { Q_EMIT declineRequested(m_room); });
    connect(m_ignore, &QPushButton::clicked, this, [this] { Q_EMIT declineAndIgnoreRequested(m_room); });
    connect(m_report, &QPushButton::clicked, this,
            [this] { Q_EMIT reportRequested(m_room, m_report->mapToGlobal(QPoint(0, 0))); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    for (QWidget *bar : bars)
        layout->addWidget(bar);
    layout->addWidget(m_pages, 1);
    for (QWidget *page : std::initializer_list<QWidget *>{m_nothing, m_view, m_invitation, m_waiting})
        m_pages->addWidget(page);
    connect(&session.rooms(), &RoomList::changed, this, [this](const RoomId &room) {
        if (room == m_room || (m_room.isEmpty() && !m_hasRooms))
            refresh();
    });
    refresh();
}

void RoomPage::setLobby(SpaceLobby *lobby)
{
    m_lobby = lobby;
    m_pages->addWidget(lobby);
    refresh();
}

void RoomPage::setRoom(const RoomId &room)
{
    if (room == m_room && !m_instead)
        return;
    m_instead = nullptr;
    m_room = room;
    m_view->goTo({}); // what waits to be shown is of the room before, which may not have come
    setAnswering(false);
    refresh();
}

void RoomPage::showInstead(QWidget *widget)
{
    setRoom({});
    m_instead = widget;
    if (m_pages->indexOf(widget) < 0)
        m_pages->addWidget(widget);
    refresh();
}

void RoomPage::setOfKnocked(QWidget *widget)
{
    m_ofKnocked = widget;
    m_pages->addWidget(widget);
}

void RoomPage::setAnswering(bool isAnswering)
{
    m_accept->setEnabled(!isAnswering);
    m_decline->setEnabled(!isAnswering);
    m_ignore->setEnabled(!isAnswering);
}

void RoomPage::refresh()
{
    const Room *room = m_session.rooms().find(m_room);
    const bool isInvite = room && room->membership == Membership::Invite;
    if (!isInvite)
        setAnswering(false); // another invitation may come
    QWidget *instead = room && room->membership == Membership::Knock ? m_ofKnocked : m_instead;
    m_header->setVisible(room && !isInvite && !instead);
    if (room)
        m_header->setRoom(*room);
    const bool isLobby = m_lobby && room && room->isSpace() && room->membership == Membership::Join;
    if (m_lobby)
        m_lobby->setSpace(isLobby ? m_room : RoomId());
    if (isLobby) {
        m_view->clear();
        m_pages->setCurrentWidget(m_lobby);
        return;
    }
    // Of a room that has just been joined nothing may be known yet, which is not the same as nothing said.
    const bool isComing = room && room->isIncomplete && room->lastEventId.isEmpty();
    if (instead) {
        m_view->clear();
        m_pages->setCurrentWidget(instead);
        return;
    }
    if (room && !isInvite && !isComing) {
        m_view->setRoom(*room);
        m_pages->setCurrentWidget(m_view);
        return;
    }
    m_view->clear();
    m_hasRooms = !m_session.rooms().ids().isEmpty();
    const QString find = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
    m_nothing->setText(tr("No room is open"),
                       m_hasRooms ? tr("Choose one from the list, or find one with %1.").arg(find)
                                  : tr("Create one, or join one that is there."));
    if (isInvite)
        showInvitation(*room);
    m_pages->setCurrentWidget(isInvite           ? static_cast<QWidget *>(m_invitation)
                              : m_room.isEmpty() ? static_cast<QWidget *>(m_nothing)
                                                 : m_waiting);
}

void RoomPage::showInvitation(const Room &room)
{
    const QString id = room.inviter.toString();
    QString who = room.inviterName.isEmpty() ? id : room.inviterName;
    if (who != id && !id.isEmpty())
        who = tr("%1 (%2)").arg(shortened(who, 60), id);
    const QString name = shortened(room.name, 60);
    const QString title = room.isDirect && !who.isEmpty()
                              ? tr("%1 wants to chat with you").arg(shortened(room.inviterName, 60))
                              : tr("You are invited to %1").arg(name);
    QString detail = who.isEmpty() ? QString() : tr("Invited by %1").arg(who);
    if (const QString reason = oneLine(cleanName(room.inviteReason), 280); !reason.isEmpty())
        detail += (detail.isEmpty() ? QString() : QStringLiteral("\n")) + tr("“%1”").arg(isolated(reason));
    if (!room.topic.isEmpty())
        detail += (detail.isEmpty() ? QString() : QStringLiteral("\n")) + shortened(room.topic, 280);
    m_invitation->setText(title, detail);
    Safety &safety = m_session.safety();
    m_ignore->setVisible(!id.isEmpty() && safety.ignored().isAvailable());
    m_report->setVisible(!id.isEmpty() && safety.moderation().canReportUsers());
}

}

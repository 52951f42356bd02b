// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/threaddock.h"

#include "widgets/counttext.h"
#include "widgets/theme.h"

#include <QCloseEvent>
#include <QHideEvent>
#include <QKeyEvent>

namespace linnet {

ThreadDock::ThreadDock(Session &session, Avatars &avatars, Preferences &preferences, const EmojiTable &emojis,
                       RoomView::Names names, QWidget *parent)
    : QDockWidget(tr("Thread"), parent),
      m_view(new RoomView(session, avatars, preferences, emojis, std::move(names), this))
{
    setObjectName(QStringLiteral("thread"));
    setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    m_view->setMinimumWidth(Theme::units(LeastUnits, font()));
    setWidget(m_view);
    connect(m_view, &RoomView::unreadChanged, this, &ThreadDock::showUnread);
}

void ThreadDock::open(const Room &room, const EventId &root)
{
    showUnread(0);
    m_view->setRoom(room, root);
    show();
    raise();
}

void ThreadDock::showUnread(int unread)
{
    setWindowTitle(unread > 0 ? tr("Thread (%1)").arg(countText(unread, 999, false, locale()))
                              : tr("Thread"));
}

void ThreadDock::setRoom(const RoomId &room)
{
    if (m_view->room() != room)
        hide();
}

/// What nobody inside wanted. No shortcut: that would come before a bar that is to be closed first.
void ThreadDock::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (!m_view->takeKey(event)) // else the room beside it would
        QDockWidget::keyPressEvent(event);
}

void ThreadDock::closeEvent(QCloseEvent *event)
{
    Q_EMIT left(); // before it is hidden: then the focus would go wherever
    QDockWidget::closeEvent(event);
}

void ThreadDock::hideEvent(QHideEvent *event)
{
    QDockWidget::hideEvent(event);
    // Not with the window, which may only have been minimised.
    if (!event->spontaneous() && isHidden())
        m_view->clear();
}

}

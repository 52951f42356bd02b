// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cursorrest.h"

#include <QEvent>
#include <QGuiApplication>
#include <QStyleHints>

#include <utility>

namespace linnet {

namespace {

constexpr int AsTheSystemSays = -1;

}

CursorRest::CursorRest(std::chrono::milliseconds after, QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, &CursorRest::rest);
    m_timer.start();
    qApp->installEventFilter(this);
}

CursorRest::~CursorRest()
{
    if (m_isResting)
        QGuiApplication::styleHints()->setCursorFlashTime(AsTheSystemSays);
}

bool CursorRest::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::WindowActivate:
        wake();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void CursorRest::rest()
{
    m_isResting = true;
    QGuiApplication::styleHints()->setCursorFlashTime(0);
}

void CursorRest::wake()
{
    if (std::exchange(m_isResting, false))
        QGuiApplication::styleHints()->setCursorFlashTime(AsTheSystemSays);
    m_timer.start();
}

}

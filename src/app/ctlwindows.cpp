// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlwindows.h"

#include "app/windows.h"
#include "widgets/mainwindow.h"

#include <QImageWriter>
#include <QPixmap>
#include <QWidget>

namespace linnet {

CtlWindows::CtlWindows(CtlCommands &commands, Windows &windows, QObject *parent)
    : QObject(parent), m_windows(windows)
{
    commands.addForRoom("open", std::bind_front(&CtlWindows::open, this));
    commands.add("shot", std::bind_front(&CtlWindows::shot, this));
    commands.add("show", std::bind_front(&CtlWindows::show, this), false);
    commands.add(
        "quit",
        [this](CtlCall &call) {
            call.answer(QJsonObject());
            Q_EMIT quitRequested();
        },
        false);
}

void CtlWindows::open(CtlCall &call, Session &, const RoomId &room)
{
    if (MainWindow *window = m_windows.mainWindow()) {
        window->show();
        window->showRoom(room);
    }
    call.answer(QJsonObject{{QStringLiteral("room_id"), room.toString()}});
}

void CtlWindows::shot(CtlCall &call)
{
    QWidget *window = m_windows.current();
    QImageWriter writer(call.text(QLatin1String("file")), "png");
    if (!window)
        call.fail(Error::of(Error::Kind::NotFound, tr("There is no window yet.")));
    else if (!writer.write(window->grab().toImage()))
        call.fail(Error::of(Error::Kind::FileNotWritten, writer.errorString()));
    else
        call.answer(QJsonObject());
}

void CtlWindows::show(CtlCall &call)
{
    m_windows.raise();
    if (const QString link = call.text(QLatin1String("link")); !link.isEmpty())
        m_windows.openLink(link);
    call.answer(QJsonObject());
}

}

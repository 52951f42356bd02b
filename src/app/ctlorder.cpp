// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlorder.h"

#include "app/ctljson.h"

#include <cmath>
#include <functional>

namespace linnet {

namespace {

const QString Usage = QStringLiteral("usage");

}

CtlOrder::CtlOrder(CtlCommands &commands, QObject *parent) : QObject(parent)
{
    commands.addForRoom("tag", std::bind_front(&CtlOrder::tag, this));
    commands.addForRoom("mute", std::bind_front(&CtlOrder::mute, this));
}

void CtlOrder::tag(CtlCall &call, Session &session, const RoomId &room)
{
    const QString name = call.text(QLatin1String("name"));
    const QString order = call.text(QLatin1String("order"));
    RoomTags::Wish wish;
    if (!call.flag(QLatin1String("remove"))) {
        bool isNumber = true;
        wish = order.isEmpty() ? NoTagOrder : order.toDouble(&isNumber);
        if (!isNumber || (!order.isEmpty() && !std::isfinite(*wish)))
            return call.fail(Usage, tr("%1 is no number.").arg(order));
    }
    session.tags().change(room, {{name, wish}}).then(&call, [&call, &session, room](const Status &status) {
        const Room *known = session.rooms().find(room);
        if (!status)
            call.fail(status.error());
        else
            call.answer(known ? ctljson::room(*known) : QJsonObject());
    });
}

void CtlOrder::mute(CtlCall &call, Session &session, const RoomId &room)
{
    RoomNotifications &notifications = session.notifications();
    const auto answer = [&call, &notifications, room] {
        call.answer(
            QJsonObject{{QStringLiteral("room_id"), room.toString()},
                        {QStringLiteral("notifies"), RoomNotifications::wordOf(notifications.of(room))}});
    };
    const QString word = call.text(QLatin1String("level"));
    if (word.isEmpty())
        return answer();
    const auto level = RoomNotifications::levelOf(word);
    if (!level)
        return call.fail(Usage, tr("A room notifies of all, mentions or nothing."));
    notifications.set(room, *level).then(&call, [&call, answer](const Status &status) {
        if (status)
            answer();
        else
            call.fail(status.error());
    });
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QMimeData>

#include <memory>

namespace linnet {

/// A room that is drawn from one place of a view to another, as `type` that no other program has. Pure.
namespace RoomDrag {

inline std::unique_ptr<QMimeData> pack(const QString &type, const RoomId &room)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(type, room.toString().toUtf8());
    return data;
}

/// Anybody may have written anything into it.
inline RoomId unpack(const QString &type, const QMimeData &data)
{
    return RoomId(QString::fromUtf8(data.data(type)));
}

}

}

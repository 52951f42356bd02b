// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/pushroomhandle.h"

#include "bridge/ruststring.h"

#include <algorithm>

namespace linnet {

namespace {

rust::String toRustString(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return rust::String(utf8.constData(), size_t(utf8.size()));
}

rust_bridge::PushRoomState toRust(const PushRoomState &state)
{
    rust_bridge::PushRoomState to{};
    to.room = toRustString(state.room.toString());
    to.user = toRustString(state.self.toString());
    to.own_name = toRustString(state.ownName);
    to.joined = uint32_t(std::max(0, state.joined));
    to.are_powers_known = state.powers.has_value();
    const PushPowers powers = state.powers.value_or(PushPowers());
    for (auto it = powers.users.begin(); it != powers.users.end(); ++it)
        to.powers.push_back({toRustString(it.key().toString()), it.value()});
    to.users_default = powers.usersDefault;
    to.notify_room = powers.notifyRoom;
    for (const UserId &creator : powers.creators)
        to.creators.push_back(toRustString(creator.toString()));
    return to;
}

}

PushRoom::PushRoom(const PushRoomState &state)
    : m_handle(std::make_unique<Handle>(Handle{rust_bridge::make_push_room(toRust(state))}))
{
}

PushRoom::~PushRoom() = default;
PushRoom::PushRoom(PushRoom &&) noexcept = default;
PushRoom &PushRoom::operator=(PushRoom &&) noexcept = default;

}

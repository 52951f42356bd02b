// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/pushrules.h"

#include "bridge/pushroomhandle.h"
#include "bridge/ruststring.h"

namespace linnet {

struct PushRules::Handle
{
    rust::Box<rust_bridge::PushRules> rules;
};

PushRules::PushRules(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
PushRules::~PushRules() = default;
PushRules::PushRules(PushRules &&) noexcept = default;
PushRules &PushRules::operator=(PushRules &&) noexcept = default;

PushRules PushRules::read(const QByteArray &content, const UserId &self, bool doNamesMention)
{
    const QByteArray user = self.toString().toUtf8();
    auto rules = rust_bridge::read_push_rules(toRustBytes(content), toRust(user), doNamesMention);
    return PushRules(std::make_unique<Handle>(Handle{std::move(rules)}));
}

PushVerdict PushRules::evaluate(const QByteArray &event, const PushRoom &room) const
{
    const auto verdict =
        rust_bridge::evaluate_push(*m_handle->rules, toRustBytes(event), *room.m_handle->room);
    return {verdict.notify, verdict.highlight, fromRust(verdict.sound)};
}

bool PushRules::isMuted(const RoomId &room) const
{
    const QByteArray id = room.toString().toUtf8();
    return rust_bridge::is_room_muted(*m_handle->rules, toRust(id));
}

}

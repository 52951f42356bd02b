// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pushroom.h"

#include <QByteArray>

namespace linnet {

/// What push rules say of an event (client-server API, "Push Rules", "Actions").
struct PushVerdict
{
    bool notify = false;
    bool highlight = false;
    QString sound; ///< "default", …; empty: none

    friend bool operator==(const PushVerdict &, const PushVerdict &) = default;
};

/// An account's push rules, read once for many events and rooms. Any thread, one at a time; move-only.
class PushRules
{
public:
    /// `content`: that of the account data `m.push_rules`. A rule that cannot be read is left out; what is
    /// missing then of the rules that servers have by default ("Default Rules") is added, which is all of
    /// them where `content` is empty or cannot be read. With `doNamesMention` the rules for one's name in
    /// texts are added too, which version 1.17 removed.
    static PushRules read(const QByteArray &content, const UserId &self, bool doNamesMention = false);
    ~PushRules();
    PushRules(PushRules &&) noexcept;
    PushRules &operator=(PushRules &&) noexcept;

    /// `event`: the JSON of all of it, in clear. Of what is no event, is one's own or is larger than an event
    /// may be, they say nothing.
    PushVerdict evaluate(const QByteArray &event, const PushRoom &room) const;
    /// Whether the room as a whole is not to notify: by its own rule, or an override for it alone or for all
    /// rooms. What other rules say of an event may still be more.
    bool isMuted(const RoomId &room) const;

private:
    struct Handle;
    explicit PushRules(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Tells the server that one types (client-server API, "Typing Notifications"): at most every 20 s while it
/// goes on, and the end of it after 5 s of rest. A server that has no such call is asked once. GUI thread;
/// owned by the Session.
class TypingSender : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Repeat{20'000};
    static constexpr std::chrono::milliseconds Rest{5'000};

    TypingSender(ApiClient &api, UserId self, QObject *parent = nullptr);

    void setTyping(const RoomId &room, bool isTyping);
    /// Nothing is told while it is not; on at first.
    void setEnabled(bool isEnabled);

private:
    /// A room in which one is typing.
    struct Typing
    {
        std::chrono::milliseconds toldAt{0};
        QObject *rest = nullptr; ///< the timer of Rest; a child
    };
    void tell(const RoomId &room, bool isTyping);

    ApiClient &m_api;
    UserId m_self;
    QHash<RoomId, Typing> m_typing;
    bool m_isEnabled = true;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/typingsender.h"

namespace linnet {

using namespace std::chrono_literals;

TypingSender::TypingSender(ApiClient &api, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_self(std::move(self))
{
}

void TypingSender::setTyping(const RoomId &room, bool isTyping)
{
    const auto known = m_typing.constFind(room);
    if (!isTyping) {
        if (known == m_typing.constEnd())
            return;
        delete known->rest;
        m_typing.remove(room);
        return tell(room, false);
    }
    if (!m_isEnabled)
        return;
    const auto now = m_api.clock().elapsed();
    const bool isDue = known == m_typing.constEnd() || now - known->toldAt >= Repeat;
    Typing &typing = m_typing[room];
    delete typing.rest;
    // A context of its own, so that the timer can be dropped without its leave.
    typing.rest = new QObject(this);
    m_api.clock().after(Rest, typing.rest, [this, room] { setTyping(room, false); });
    if (isDue) {
        typing.toldAt = now;
        tell(room, true);
    }
}

void TypingSender::setEnabled(bool isEnabled)
{
    m_isEnabled = isEnabled;
    const QList<RoomId> rooms = isEnabled ? QList<RoomId>() : m_typing.keys();
    for (const RoomId &room : rooms)
        setTyping(room, false);
}

void TypingSender::tell(const RoomId &room, bool isTyping)
{
    const QString endpoint = QStringLiteral("typing");
    if (!m_api.has(endpoint))
        return;
    m_api.sendOnce(m_api.requests().typing(room, m_self, isTyping, Repeat + Rest))
        .then(this, [this, endpoint](const Result<Reply> &result) {
            // Whether the others see it is not worth another try or a word.
            if (!result)
                m_api.lacks(endpoint, result.error());
        });
}

}

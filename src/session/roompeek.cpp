// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roompeek.h"

#include "matrix/displayname.h"
#include "session/timelinereducer.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 100;

/// Who is called what, by what a page of history says; who shares a name has the id behind it.
class Names
{
public:
    explicit Names(const HistoryPage &page)
    {
        for (const QList<Event> &events : {page.state, page.events}) {
            for (const Event &event : events)
                take(event);
        }
    }

    MemberContent of(const UserId &user) const
    {
        MemberContent member = m_members.value(user);
        const QString name = cleanName(member.displayName);
        if (name.isEmpty())
            member.displayName = user.toString();
        else if (m_bearers.value(nameKey(name)) > 1 || holdsUserId(name))
            member.displayName = QStringLiteral("%1 (%2)").arg(name, user.toString());
        else
            member.displayName = name;
        return member;
    }

private:
    void take(const Event &event)
    {
        if (event.type != QLatin1String("m.room.member") || !event.isState())
            return;
        const UserId user(*event.stateKey);
        if (m_members.contains(user))
            return; // what came first is the newest
        MemberContent member = readMember(event.content);
        member.displayName = member.displayName.left(LongestName);
        ++m_bearers[nameKey(cleanName(member.displayName))];
        m_members.insert(user, member);
    }

    QHash<UserId, MemberContent> m_members;
    QHash<QString, int> m_bearers;
};

}

RoomPeek::RoomPeek(ApiClient &api, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_self(std::move(self))
{
}

void RoomPeek::setHiding(const HidingRule &rule)
{
    m_hiding = [rule](const UserId &user) {
        Hiding hiding = rule ? rule(user) : Hiding();
        if (hiding.isHidden())
            hiding.way = Hiding::Way::LeftOut;
        return hiding;
    };
    if (m_state != State::Here)
        return;
    reduce();
    Q_EMIT changed();
}

void RoomPeek::load(const RoomId &room)
{
    m_window = {};
    m_items.clear();
    m_asking = std::make_unique<QObject>();
    m_state = State::Loading;
    const qint64 now = m_api.clock().now();
    m_api.send(m_api.requests().messages(room, {}, Most))
        .andThen([now](const Reply &reply) { return Requests::readMessages(reply.body, {}, now); })
        .then(m_asking.get(), [this](const Result<HistoryPage> &page) { take(page); });
    Q_EMIT changed();
}

void RoomPeek::clear()
{
    m_asking.reset();
    m_window = {};
    m_items.clear();
    if (std::exchange(m_state, State::Nothing) != State::Nothing)
        Q_EMIT changed();
}

void RoomPeek::take(const Result<HistoryPage> &page)
{
    m_state = page ? State::Here : State::Failed;
    if (!page)
        m_error = page.error();
    if (page) {
        const Names names(*page);
        // Servers may send more than was asked for.
        const QList<Event> newest = page->events.first(qMin<qsizetype>(page->events.size(), Most));
        for (auto event = newest.crbegin(); event != newest.crend(); ++event) {
            if (event->type == QLatin1String("m.room.member"))
                continue;
            const MemberContent sender = names.of(event->sender);
            StoredEvent stored;
            stored.seq = m_window.events.size() + 1;
            stored.event = *event;
            stored.senderName = sender.displayName;
            stored.senderAvatar = sender.avatarUrl;
            m_window.events.append(stored);
        }
        reduce();
    }
    Q_EMIT changed();
}

void RoomPeek::reduce()
{
    TimelineReducer reducer(m_self, QTimeZone::systemTimeZone());
    reducer.setHiding(m_hiding);
    reducer.reset(m_window, {}, {});
    m_items = reducer.items();
}

}

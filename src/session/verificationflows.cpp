// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/verificationflows.h"

#include "base/logging.h"
#include "matrix/verificationevent.h"

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

using Flows = QList<VerificationFlow>;

bool isSame(const VerificationFlow &a, const VerificationFlow &b)
{
    const auto parts = [](const VerificationFlow &flow) {
        return std::tuple(flow.state, flow.device, flow.isByOther, flow.supportsSas, flow.supportsShowing,
                          flow.supportsScanning, flow.emoji.size(), flow.decimals, flow.cancelCode);
    };
    return parts(a) == parts(b);
}

}

VerificationFlows::VerificationFlows(KeyExchange &keys, Store &store, RoomList &rooms, RoomActions &actions,
                                     UserId self, QObject *parent)
    : QObject(parent), m_keys(keys), m_store(store), m_rooms(rooms), m_actions(actions),
      m_self(std::move(self))
{
    connect(&m_rooms, &RoomList::changed, this, [this](const RoomId &room) {
        const Room *known = m_awaited.contains(room) ? m_rooms.find(room) : nullptr;
        if (!known || known->membership != Membership::Join)
            return;
        for (const Promise<RoomId> &waiting : m_awaited.take(room))
            waiting.resolve(room);
    });
}

const VerificationFlow *VerificationFlows::find(const QString &flow) const
{
    const auto found = std::find_if(m_flows.cbegin(), m_flows.cend(),
                                    [&flow](const VerificationFlow &each) { return each.id == flow; });
    return found == m_flows.cend() ? nullptr : &*found;
}

void VerificationFlows::onCommitted(const CommittedBatch &batch)
{
    if (!m_keys.isAvailable())
        return;
    QList<std::pair<RoomId, QByteArray>> steps;
    for (const CommittedRoom &room : batch.rooms) {
        for (const StoredEvent &stored : room.appended) {
            if (!stored.event.isState() && VerificationEvent::isStep(stored.event.type, stored.event.content))
                steps.append({room.room.id, stored.event.raw});
        }
    }
    if (!steps.isEmpty())
        return receive(steps);
    auto looked = m_flows.isEmpty() ? refresh() : settle();
    std::move(looked).then(this, [](const Status &) {});
}

void VerificationFlows::receive(const QList<std::pair<RoomId, QByteArray>> &steps)
{
    m_store.crypto()
        .call<Done>([steps](CryptoMachine &machine) -> Result<Done> {
            Verifications verifications(machine);
            for (const auto &[room, event] : steps) {
                if (const Status status = verifications.receiveRoomEvent(room, event); !status.isOk())
                    qCWarning(lcSession)
                        << "a step of a verification was not taken:" << int(status.error().kind);
            }
            return Done{};
        })
        .andThen([this](Done) { return settle(); })
        .then(this, [](const Status &) {});
}

/// Sends what the machine has to say to what came: some of it has gone on only when that was sent.
Task<Done> VerificationFlows::settle()
{
    return refresh().andThen([this](Done) { return m_keys.flush(); }).andThen([this](Done) {
        return refresh();
    });
}

/// Looks at how all of them stand.
Task<Done> VerificationFlows::refresh()
{
    auto flows =
        m_store.crypto().call<Flows>([](CryptoMachine &machine) { return Verifications(machine).flows(); });
    return std::move(flows).andThen([this](const Flows &now) {
        take(now);
        return Done{};
    });
}

void VerificationFlows::take(const Flows &flows)
{
    const Flows before = std::exchange(m_flows, {});
    Flows different;
    for (const VerificationFlow &flow : flows) {
        const auto known = std::find_if(before.cbegin(), before.cend(),
                                        [&flow](const VerificationFlow &each) { return each.id == flow.id; });
        const bool isNew = known == before.cend();
        if (!flow.isOver())
            m_flows.append(flow);
        // What was over before it was seen here need not be told.
        if (isNew ? !flow.isOver() : !isSame(*known, flow))
            different.append(flow);
    }
    for (const VerificationFlow &flow : std::as_const(different)) {
        const bool wasKnown =
            std::any_of(before.cbegin(), before.cend(),
                        [&flow](const VerificationFlow &each) { return each.id == flow.id; });
        qCDebug(lcSession) << "verification" << flow.id << "state" << int(flow.state) << "by other"
                           << flow.isByOther << flow.cancelCode;
        Q_EMIT changed(flow);
        if (!wasKnown && flow.isByOther && flow.state == VerificationFlow::State::Requested)
            Q_EMIT requested(flow);
    }
}

Task<QString> VerificationFlows::askOwn(const QString &device)
{
    return m_keys.flush()
        .andThen([this, device](Done) {
            return m_store.crypto().call<Verifications::Asked>(
                [device, canScan = m_canScan](CryptoMachine &machine) {
                    return Verifications(machine, canScan).askOwnDevice(device);
                });
        })
        .andThen([this](const Verifications::Asked &asked) { return sendAsked(asked); });
}

/// What was not sent is taken back: the machine would end it together with the next one.
Task<QString> VerificationFlows::sendAsked(const Verifications::Asked &asked)
{
    const Promise<QString> done;
    m_keys.send(asked.request).then(this, [this, done, flow = asked.flow](const Status &sent) {
        refresh().then(this, [this, done, flow, sent](const Status &) {
            if (sent)
                return done.resolve(flow);
            cancel(flow).then(this, [done, sent](const Status &) { done.resolve(sent.error()); });
        });
    });
    return done.task();
}

Task<QString> VerificationFlows::askUser(const UserId &user)
{
    const auto isUsable = [this](const RoomId &room) {
        const Room *known = m_rooms.find(room);
        return known && known->membership == Membership::Join && !known->isReplaced;
    };
    const bool canScan = m_canScan; // the machine must know what was said
    return m_keys.query(user)
        .andThen([this, user, canScan](Done) {
            return m_store.crypto().call<QByteArray>([user, canScan](CryptoMachine &machine) {
                return Verifications(machine, canScan).roomRequest(user);
            });
        })
        .andThen([this, user, isUsable, canScan](const QByteArray &content) {
            return m_actions.chatWith(user, isUsable)
                .andThen([this](const RoomId &room) { return awaitRoom(room); })
                .andThen([this, user, content, canScan](const RoomId &room) {
                    return ask(user, room, content, canScan);
                });
        });
}

Task<QString> VerificationFlows::ask(const UserId &user, const RoomId &room, const QByteArray &content,
                                     bool canScan)
{
    return m_keys.sendEvent(room, QStringLiteral("m.room.message"), content)
        .andThen([this, user, room, canScan](const EventId &event) {
            return m_store.crypto()
                .call<Done>([user, room, event, canScan](CryptoMachine &machine) {
                    return Verifications(machine, canScan).roomRequestSent(user, room, event);
                })
                .andThen([this](Done) { return refresh(); })
                .andThen([event](Done) { return event.toString(); });
        });
}

/// One that was just made comes with the next sync.
Task<RoomId> VerificationFlows::awaitRoom(const RoomId &room)
{
    const Room *known = m_rooms.find(room);
    if (known && known->membership == Membership::Join)
        return Task<RoomId>::ready(room);
    const Promise<RoomId> promise;
    m_awaited[room].append(promise);
    return promise.task();
}

Task<Done> VerificationFlows::scan(const QString &flow, const QByteArray &code)
{
    return act(flow, [code](Verifications &verifications, const UserId &user, const QString &id) {
        return verifications.scanned(user, id, code);
    });
}

Task<Done> VerificationFlows::act(const QString &id, const Action &action)
{
    const VerificationFlow *flow = find(id);
    if (!flow)
        return Task<Done>::ready(Error::of(Error::Kind::NotFound));
    const Promise<Done> done;
    m_store.crypto()
        .call<QList<CryptoRequest>>(
            [action, user = flow->user, id, canScan = m_canScan](CryptoMachine &machine) {
                Verifications verifications(machine, canScan);
                return action(verifications, user, id);
            })
        .then(this, [this, done, id, before = *flow](const Result<QList<CryptoRequest>> &requests) {
            // The machine has taken the step, and says it only once.
            if (requests)
                m_keys.keep(*requests);
            const Status refused = requests ? Status(Done{}) : Status(requests.error());
            settle().then(this, [this, done, id, before, refused](const Status &settled) {
                // Both sides may do the next step at once: what has gone on was not in vain.
                const VerificationFlow *now = find(id);
                const bool isStuck = now && isSame(*now, before);
                done.resolve(!refused && isStuck ? refused : settled);
            });
        });
    return done.task();
}

Task<QByteArray> VerificationFlows::qrCode(const QString &id)
{
    const VerificationFlow *flow = find(id);
    if (!flow)
        return Task<QByteArray>::ready(Error::of(Error::Kind::NotFound));
    return m_store.crypto().call<QByteArray>(
        [user = flow->user, id](CryptoMachine &machine) { return Verifications(machine).qrCode(user, id); });
}

}

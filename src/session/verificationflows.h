// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/verifications.h"
#include "session/keyexchange.h"
#include "session/roomactions.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace linnet {

/// The verifications of this session with others, as they are now, and what a person does in them
/// (client-server API, "Device verification"). How long they may take the crypto machine knows. GUI thread;
/// owned by the Session.
class VerificationFlows : public QObject
{
    Q_OBJECT

public:
    VerificationFlows(KeyExchange &keys, Store &store, RoomList &rooms, RoomActions &actions, UserId self,
                      QObject *parent = nullptr);

    /// Whether a QR code of the other's could be read here, which those are told who are asked or answered
    /// from now on.
    void setCanScan(bool canScan) { m_canScan = canScan; }

    const QList<VerificationFlow> &flows() const { return m_flows; } ///< those that are under way
    /// Null if there is none such under way. Good until the next change.
    const VerificationFlow *find(const QString &flow) const;
    /// Gives the machine what came live in rooms, and looks at what all of it has changed.
    void onCommitted(const CommittedBatch &batch);

    // Both answer the flow, which flows() holds by then.

    /// Asks another of one's own sessions, or all of them.
    Task<QString> askOwn(const QString &device = {});
    /// Asks somebody in their direct chat, which is begun if there is none. NotFound: they have no identity,
    /// since none of their apps ever made one.
    Task<QString> askUser(const UserId &user);

    // What the person does; see Verifications. NotFound: it is over.
    Task<Done> accept(const QString &flow) { return act(flow, &Verifications::accept); }
    Task<Done> startSas(const QString &flow) { return act(flow, &Verifications::startSas); }
    Task<Done> confirm(const QString &flow) { return act(flow, &Verifications::confirm); }
    Task<Done> mismatch(const QString &flow) { return act(flow, &Verifications::mismatch); }
    Task<Done> cancel(const QString &flow) { return act(flow, &Verifications::cancel); }
    /// What was read from the other's QR code. Invalid: it is not of this flow, which is where it was.
    Task<Done> scan(const QString &flow, const QByteArray &code);
    Task<QByteArray> qrCode(const QString &flow);

Q_SIGNALS:
    /// It is new or different; of one that is over, once.
    void changed(const linnet::VerificationFlow &flow);
    /// Somebody asks, or another of one's own sessions; after changed().
    void requested(const linnet::VerificationFlow &flow);

private:
    using Action =
        std::function<Verifications::Requests(Verifications &, const UserId &, const QString &flow)>;

    Task<Done> act(const QString &flow, const Action &action);
    Task<Done> refresh();
    Task<Done> settle();
    void take(const QList<VerificationFlow> &flows);
    void receive(const QList<std::pair<RoomId, QByteArray>> &steps);
    Task<RoomId> awaitRoom(const RoomId &room);
    Task<QString> sendAsked(const Verifications::Asked &asked);
    Task<QString> ask(const UserId &user, const RoomId &room, const QByteArray &content, bool canScan);

    KeyExchange &m_keys;
    Store &m_store;
    RoomList &m_rooms;
    RoomActions &m_actions;
    UserId m_self;
    bool m_canScan = false;
    QList<VerificationFlow> m_flows;
    QHash<RoomId, QList<Promise<RoomId>>> m_awaited; ///< rooms that were just made
};

}
Q_DECLARE_METATYPE(linnet::VerificationFlow)

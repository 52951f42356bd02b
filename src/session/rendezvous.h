// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace linnet {

/// One side of a place at a home server where two devices leave messages for each other, the side that has
/// opened it (RendezvousRequests). Looks for the other's once a second. What it carries is encrypted by
/// others; it believes nothing. One place at a time; GUI thread.
class Rendezvous : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds PollInterval{1};
    /// Servers end it sooner; this is for those that do not.
    static constexpr std::chrono::minutes MostLife{10};

    Rendezvous(Transport &transport, Clock &clock, QObject *parent = nullptr);
    ~Rendezvous() override;

    /// Closes what is open.
    void open(const Server &server);
    /// Valid from opened() on.
    const QUrl &address() const { return m_address; }
    /// Leaves a message, in the place of the last. One after the other; only once it is open.
    void send(const QByteArray &message);
    /// Nothing is said and asked any more. What was left stays there to be read.
    void close();
    /// The same, and nobody finds anything there any more.
    void remove();
    /// The same as close(), but leaves a last message.
    void closeWith(const QByteArray &message);

Q_SIGNALS:
    void opened();
    void received(const QByteArray &message);
    void sent();
    /// It is closed. Errors: the network's and the server's; Unsupported; BadReply; "expired_token": its time
    /// is over.
    void failed(const linnet::Error &error);

private:
    void onCreated(const Result<Reply> &reply);
    void pollLater(std::chrono::milliseconds delay = PollInterval);
    void poll();
    void onPolled(const Result<Reply> &reply);
    void write();
    void onWritten(const Result<Reply> &reply);
    void readInstead();
    void take(const Reply &reply);
    void fail(const Error &error);
    static Error expired();

    Transport &m_transport;
    Clock &m_clock;
    std::unique_ptr<QObject> m_round; ///< requests and timers hang on it
    std::unique_ptr<QObject> m_wait;  ///< the same, of the next look
    Server m_server;
    QUrl m_address;
    QByteArray m_seen;                     ///< the version of the newest message that is known
    std::optional<QByteArray> m_outgoing;  ///< is to be left
    std::chrono::milliseconds m_endsAt{0}; ///< on Clock::elapsed()
    int m_tries = 0;                       ///< to leave it
    bool m_mayBeThere = false;             ///< one of these tries got no answer
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rendezvous.h"

#include "base/logging.h"
#include "matrix/rendezvousrequests.h"
#include "session/apiclient.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int NotModified = 304;
constexpr int NotFound = 404;
constexpr int PreconditionFailed = 412;
constexpr int MostTries = 5;
constexpr qsizetype MostTag = 300;

std::chrono::milliseconds restAfter(const Error &error)
{
    return std::max<std::chrono::milliseconds>(2 * Rendezvous::PollInterval, error.retryAfter);
}

bool isTag(const QByteArray &tag)
{
    return !tag.isEmpty() && tag.size() <= MostTag;
}

/// A last message, also over one that was not read yet.
Task<Reply> leave(Transport &transport, const QUrl &address, const QByteArray &message,
                  const QByteArray &seen)
{
    return transport.send(address, RendezvousRequests::write(message, seen), {}, false)
        .orElse([&transport, address, message](const Error &error) {
            if (error.httpStatus != PreconditionFailed)
                return Task<Reply>::ready(error);
            return transport.send(address, RendezvousRequests::read({}), {}, false)
                .andThen([&transport, address, message](const Reply &now) {
                    return transport.send(address, RendezvousRequests::write(message, now.etag), {}, false);
                });
        });
}

}

Rendezvous::Rendezvous(Transport &transport, Clock &clock, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock)
{
}

Rendezvous::~Rendezvous() = default;

void Rendezvous::open(const Server &server)
{
    close();
    m_round = std::make_unique<QObject>();
    m_server = server;
    m_endsAt = m_clock.elapsed() + MostLife;
    m_transport.send(server.base, RendezvousRequests::create(), {}, false)
        .then(m_round.get(), [this](const Result<Reply> &reply) { onCreated(reply); });
}

void Rendezvous::onCreated(const Result<Reply> &reply)
{
    if (!reply)
        return fail(ApiClient::isUnrecognized(reply.error()) ? Error::of(Error::Kind::Unsupported)
                                                             : reply.error());
    const Result<QUrl> address = RendezvousRequests::readAddress(reply->body, m_server.base);
    if (!address)
        return fail(address.error());
    if (!isTag(reply->etag))
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the rendezvous has no ETag")));
    m_address = *address;
    m_seen = reply->etag;
    pollLater();
    Q_EMIT opened();
}

void Rendezvous::pollLater(std::chrono::milliseconds delay)
{
    m_wait = std::make_unique<QObject>();
    m_clock.after(delay, m_wait.get(), [this] { m_outgoing ? write() : poll(); });
}

void Rendezvous::poll()
{
    if (m_clock.elapsed() >= m_endsAt)
        return fail(expired());
    m_transport.send(m_address, RendezvousRequests::read(m_seen), {}, false)
        .then(m_wait.get(), [this](const Result<Reply> &reply) { onPolled(reply); });
}

void Rendezvous::onPolled(const Result<Reply> &reply)
{
    if (reply)
        return take(*reply);
    const Error &error = reply.error();
    if (error.httpStatus == NotModified)
        pollLater();
    else if (error.isTransient())
        pollLater(restAfter(error));
    else
        fail(error.httpStatus == NotFound ? expired() : error);
}

void Rendezvous::take(const Reply &reply)
{
    if (!isTag(reply.etag))
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the rendezvous has no ETag")));
    pollLater();
    // Not every proxy lets the condition through.
    if (std::exchange(m_seen, reply.etag) != reply.etag)
        Q_EMIT received(reply.body);
}

void Rendezvous::send(const QByteArray &message)
{
    if (!m_round || m_address.isEmpty())
        return;
    if (message.size() > RendezvousRequests::MostBytes)
        return fail(Error::of(Error::Kind::TooLarge));
    m_outgoing = message;
    m_tries = 0;
    m_mayBeThere = false;
    write();
}

void Rendezvous::write()
{
    if (m_clock.elapsed() >= m_endsAt)
        return fail(expired());
    ++m_tries;
    m_wait = std::make_unique<QObject>(); // no look is needed
    m_transport.send(m_address, RendezvousRequests::write(*m_outgoing, m_seen), {}, false)
        .then(m_wait.get(), [this](const Result<Reply> &reply) { onWritten(reply); });
}

void Rendezvous::onWritten(const Result<Reply> &reply)
{
    if (reply) {
        if (!isTag(reply->etag))
            return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the rendezvous has no ETag")));
        m_seen = reply->etag;
        m_outgoing.reset();
        pollLater();
        Q_EMIT sent();
        return;
    }
    const Error &error = reply.error();
    if (error.httpStatus == NotFound)
        fail(expired());
    else if (m_tries >= MostTries)
        fail(error);
    else if (error.httpStatus == PreconditionFailed)
        readInstead();
    else if (error.isTransient()) {
        m_mayBeThere = true;
        pollLater(restAfter(error));
    } else {
        fail(error);
    }
}

/// Either it has arrived and the answer was lost, or the other was faster. Of one that may have arrived the
/// other has written what is there now in answer to it.
void Rendezvous::readInstead()
{
    m_transport.send(m_address, RendezvousRequests::read({}), {}, false)
        .then(m_wait.get(), [this](const Result<Reply> &reply) {
            if (reply && m_outgoing && reply->body == *m_outgoing)
                return onWritten(reply);
            if (reply && m_mayBeThere)
                m_outgoing.reset();
            onPolled(reply);
        });
}

void Rendezvous::close()
{
    m_wait.reset();
    m_round.reset();
    m_outgoing.reset();
    m_address.clear();
    m_seen.clear();
}

void Rendezvous::remove()
{
    // The request has to outlive this object.
    if (!m_address.isEmpty())
        m_transport.send(m_address, RendezvousRequests::remove(), {}, false)
            .then(QCoreApplication::instance(), [](const Result<Reply> &) {});
    close();
}

void Rendezvous::closeWith(const QByteArray &message)
{
    if (!m_address.isEmpty())
        leave(m_transport, m_address, message, m_seen)
            .then(QCoreApplication::instance(), [](const Result<Reply> &) {});
    close();
}

void Rendezvous::fail(const Error &error)
{
    qCInfo(lcSession) << "rendezvous failed:" << int(error.kind) << error.matrixCode << error.httpStatus;
    close();
    Q_EMIT failed(error);
}

Error Rendezvous::expired()
{
    return Error{Error::Kind::Server, QStringLiteral("expired_token"), 0, {}, {}};
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>
#include <optional>

namespace linnet::test {

/// The part of a home server that two devices need of which one signs the other in by a QR code: a
/// rendezvous, the list of sessions, and what it says of itself. In memory; any other request fails the test.
/// Whatever a client should not do stands in violations(). Each step can go wrong once.
class QrHomeserver final : public Transport
{
public:
    enum class Step {
        Versions,
        Metadata,
        Create,
        Read,
        Write,
        Session,
        Registration,
        DeviceCode,
        Token,
        WhoAmI
    };
    enum class Fault {
        None,
        Broken,   ///< 503
        Refused,  ///< 403
        Unknown,  ///< M_UNRECOGNIZED
        Nonsense, ///< 200 with what is no JSON
        Lost,     ///< done, and the answer does not arrive
        TagLess,  ///< the answer does not say which version it is
        Huge,     ///< more than a rendezvous holds
    };

    QrHomeserver();

    static QUrl base() { return QUrl(QStringLiteral("https://chat.x")); }
    QSet<QString> sessions;
    QJsonObject features;
    QJsonObject metadata;
    QString address; ///< of the rendezvous, as it is said
    void goWrong(Step step, Fault fault, int times = 1);
    bool hasGoneWrong() const { return m_faults.isEmpty(); }

    // The authorization server, for who signs in
    std::optional<bool> isAgreed; ///< what the person has said; not yet
    QString user = QStringLiteral("@me:x");
    QString device; ///< that was asked for
    int revoked = 0;

    // The rendezvous, for the other device
    bool isOpen() const { return m_isOpen; }
    const QByteArray &newest() const { return m_message; }
    void leave(const QByteArray &message);
    void expire() { m_isOpen = false; }
    int writes() const { return m_writes; }
    bool isRemoved() const { return m_isRemoved; }

    const QStringList &violations() const { return m_violations; }
    int count(Step step) const { return m_counts.value(step); }

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override {}
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &) const override { return nullptr; }

private:
    Result<Reply> answer(const QUrl &base, const Request &request, const QByteArray &token);
    Result<Reply> answerRendezvous(const Request &request);
    Result<Reply> answerOAuth(const QString &path, const Request &request, const QByteArray &token);
    Result<Reply> answerToken();
    Result<Reply> faulty(Step step, const std::function<Result<Reply>()> &work);
    Result<Reply> tagged(int status, const QByteArray &body) const;
    QByteArray tag() const;

    QHash<Step, std::pair<Fault, int>> m_faults;
    QHash<Step, int> m_counts;
    QStringList m_violations;
    QByteArray m_message;
    Proxy m_proxy;
    int m_version = 0;
    int m_writes = 0;
    bool m_isOpen = false;
    bool m_isRemoved = false;
    QObject m_context; ///< of answers that are on their way
};

}

Q_DECLARE_METATYPE(linnet::test::QrHomeserver::Step)
Q_DECLARE_METATYPE(linnet::test::QrHomeserver::Fault)
